// The heat map shows what is known and no more, takes mouse and keyboard, and gives its numbers away.
#include "tests/support/qt_warnings.h"
#include "ui/plots/contours.h"
#include "ui/plots/heat_map.h"
#include "ui/theme/fonts.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QXmlStreamReader>

#include <cmath>
#include <limits>

using namespace headroom;
using namespace headroom::ui;

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

std::shared_ptr<HeatMapData> threeByTwo() {
  auto data = std::make_shared<HeatMapData>();
  data->inputTokens = {4, 8, 16};
  data->outputTokens = {4, 8};
  data->values = {8, 4, 2, 4, 2, unknown};
  data->halfWidths = {0.2, unknown, 0.1, 0.1, 0.1, unknown};
  data->kinds = {CellKind::measured, CellKind::measured,     CellKind::predicted,
                 CellKind::measured, CellKind::interpolated, CellKind::missing};
  data->verdicts = {Verdict::good, Verdict::good, Verdict::bad, Verdict::good, Verdict::warn, Verdict::none};
  data->binding = {"", "E2E P99", "TTFT P90", "", "", ""};
  return data;
}

}  // namespace

class TestHeatMap : public test::WidgetTest {
  Q_OBJECT

 private slots:
  void initTestCase() { QLocale::setDefault(QLocale::c()); }

  void contoursStopAtTheUnknown() {
    // A plane rising to the right: the level 1.5 is the vertical line between columns 1 and 2.
    std::vector<double> values;
    for (int row = 0; row < 4; ++row)
      for (int column = 0; column < 4; ++column) values.push_back(column);
    const double level[]{1.5};
    QPainterPath whole = contours(values, 4, 4, level);
    QCOMPARE(whole.boundingRect(), QRectF(1.5, 0, 0, 3));
    int lines = 0;
    for (int i = 0; i < whole.elementCount(); ++i) lines += whole.elementAt(i).isMoveTo();
    QCOMPARE(lines, 1);           // one line, not three pieces
    values[2 * 4 + 2] = unknown;  // the squares around (2, 2) are not known any more
    const QPainterPath part = contours(values, 4, 4, level);
    QCOMPARE(part.boundingRect(), QRectF(1.5, 0, 0, 1));
    QVERIFY(contours(std::vector<double>(16, unknown), 4, 4, level).isEmpty());
    QVERIFY(contours(std::vector<double>{1, 2}, 2, 1, level).isEmpty());
  }

  void contoursCloseRingsAndSettleSaddles() {
    const std::vector<double> peak{0, 0, 0, 0, 4, 0, 0, 0, 0};
    const double level[]{2.0};
    const QPainterPath ring = contours(peak, 3, 3, level);
    QCOMPARE(QPointF(ring.elementAt(0)), QPointF(ring.elementAt(ring.elementCount() - 1)));
    const std::vector<double> saddle{1, 0, 0, 1};
    const double low[]{0.4}, high[]{0.6};
    // Mean 0.5: above 0.4 the ones are joined, above 0.6 they are apart; two lines either way.
    QVERIFY(contours(saddle, 2, 2, low) != contours(saddle, 2, 2, high));
  }

  void levelsAreRound() {
    QCOMPARE(niceLevels(0, 10, false, 5), (std::vector<double>{2, 4, 6, 8}));
    QCOMPARE(niceLevels(1, 100, true, 8), (std::vector<double>{2, 4, 8, 16, 32, 64}));
    QCOMPARE(niceLevels(1, 1000, true, 8), (std::vector<double>{2, 5, 10, 20, 50, 100, 200, 500}));
    QVERIFY(niceLevels(0, 10, true).empty());
    QVERIFY(niceLevels(5, 5, false).empty());
    QVERIFY(niceLevels(unknown, 5, false).empty());
    QVERIFY(niceLevels(1e-9, 1e9, true).size() < 20);
  }

  void coloursSpanTheCommonRange() {
    HeatMap map;
    auto data = threeByTwo();
    data->verdicts.clear();
    map.setData(data);
    QCOMPARE(map.range(), (ValueRange{2, 8}));
    QCOMPARE(map.cellColour({4, 4}, lightColours()), ColourMap().at(1));
    QCOMPARE(map.cellColour({16, 4}, lightColours()), ColourMap().at(0));
    QCOMPARE(map.cellColour({8, 4}, lightColours()), ColourMap().at(0.5));  // 4 is half way in the logarithm
    QVERIFY(!map.cellColour({16, 8}, lightColours()).isValid());
    auto other = std::make_shared<HeatMapData>(*data);
    other->values[0] = 32;
    const std::vector<std::shared_ptr<const HeatMapData>> both{data, other};
    map.setRange(commonRange(both, ValueScale::logarithmic));
    QCOMPARE(map.range(), (ValueRange{2, 32}));
    QCOMPARE(map.cellColour({4, 4}, lightColours()), ColourMap().at(0.5));
    map.setColours(ColourScheme::cividis, true);
    QCOMPARE(map.cellColour({16, 4}, lightColours()), ColourMap(ColourScheme::cividis).at(1));
  }

  void missingIsHatchedAndFailingIsMarked() {
    HeatMap map;
    map.resize(400, 360);
    map.setData(threeByTwo());
    map.setContoursVisible(false);
    const QImage shot = map.grab().toImage();
    const auto coloursIn = [&](const CellKey& key) {
      QSet<QRgb> colours;
      const QRect rect = map.cellRect(key).toAlignedRect().adjusted(3, 3, -3, -3);
      for (int y = rect.top(); y < rect.bottom(); ++y)
        for (int x = rect.left(); x < rect.right(); ++x) colours.insert(shot.pixel(x, y));
      return colours;
    };
    const Colours& colours = coloursOf(map);
    QCOMPARE(coloursIn({4, 4}).size(), 1);                          // measured and good: plain
    QVERIFY(coloursIn({16, 8}).contains(colours.hatchBase.rgb()));  // missing
    QVERIFY(coloursIn({16, 8}).size() >= 2);
    QVERIFY(coloursIn({16, 4}).contains(colours.bad.rgb()));         // the sign
    QVERIFY(coloursIn({8, 8}).size() > 1);                           // warned
    QVERIFY(map.cellColour({16, 4}, colours) != ColourMap().at(0));  // faded
  }

  void badDataMakesAnEmptyMap() {
    HeatMap map;
    map.resize(300, 300);
    map.setData(nullptr);
    map.grab();
    auto data = threeByTwo();
    data->kinds.pop_back();
    map.setData(data);
    QVERIFY(!map.data());
    QVERIFY(!map.grab().isNull());
    QVERIFY(map.csv().startsWith("input_tokens,"));
    auto empty = std::make_shared<HeatMapData>();
    map.setData(empty);
    map.grab();
    QVERIFY(map.readOut({4, 4}).isEmpty());
    // All at zero, on a log scale; one value everywhere; infinite values.
    auto zeros = threeByTwo();
    zeros->values.assign(6, 0);
    map.setData(zeros);
    map.grab();
    zeros->values.assign(6, 3);
    zeros->values[2] = std::numeric_limits<double>::infinity();
    map.setData(std::make_shared<HeatMapData>(*zeros));
    map.grab();
    // Beyond all bounds is known and has no place on the scale.
    QCOMPARE(map.data()->kind(2), CellKind::predicted);
    QVERIFY(map.cellColour({16, 4}, lightColours()).isValid());
    QVERIFY(map.readOut({16, 4}).contains(QStringLiteral("∞")));
    QVERIFY(map.range().high < 10);
    for (const QSize size : {QSize(1, 1), QSize(20, 20), QSize(60, 40), QSize(3000, 90)}) {
      map.resize(size);
      map.grab();
    }
  }

  void readOutSaysAll() {
    HeatMap map;
    map.setUnit("req/s");
    map.setData(threeByTwo());
    const QChar space(0xa0);
    QCOMPARE(map.readOut({4, 4}),
             QStringLiteral("4 out × 4 in: 8.0 ± 0.2%1req/s, measured · ✓ keeps").arg(space));
    QCOMPARE(map.readOut({16, 4}),
             QStringLiteral("4 out × 16 in: 2.0 ± 0.1%1req/s, predicted · ✕ fails TTFT P90").arg(space));
    QVERIFY(map.readOut({8, 4}).endsWith(QStringLiteral("binding E2E P99")));
    QCOMPARE(map.readOut({16, 8}), QStringLiteral("8 out × 16 in: nothing known"));
    QVERIFY(map.readOut({5, 5}).isEmpty());
  }

  // In a narrow footer words give way, not the verdict, what binds, or how the value was come by.
  void footerKeepsWhatMattersWhereItIsNarrow() {
    HeatMap map;
    map.setData(threeByTwo());
    QCOMPARE(map.footerText({8, 4}, 1000), QStringLiteral("✓ keeps · held by E2E P99 · measured"));
    QCOMPARE(map.footerText({8, 4}, 170), QStringLiteral("✓ E2E P99 · measured"));
    QCOMPARE(map.footerText({16, 4}, 1000), QStringLiteral("✕ fails TTFT P90 · predicted"));
    QCOMPARE(map.footerText({16, 4}, 150), QStringLiteral("✕ TTFT P90 · predicted"));
    QCOMPARE(map.footerText({4, 4}, 150), QStringLiteral("✓ keeps · measured"));
    QVERIFY(map.footerText({16, 4}, 70).startsWith(QStringLiteral("✕ TTFT")));
    QVERIFY(map.footerText({16, 8}, 170).isEmpty());
  }

  void csvKeepsEveryDigit() {
    HeatMap map;
    map.setUnit("req/s");
    map.setQuantity("capacity");
    auto data = threeByTwo();
    data->values[0] = 0.1 + 0.2;
    data->binding[2] = "TTFT, \"P90\"";
    map.setData(data);
    const QList<QByteArray> lines = map.csv().split('\n');
    QCOMPARE(lines[0],
             QByteArray("input_tokens,output_tokens,capacity (req/s),half_width,kind,verdict,binding\r"));
    QCOMPARE(lines[1], QByteArray("4,4,0.30000000000000004,0.2,measured,pass,\r"));
    QCOMPARE(lines[3], QByteArray("16,4,2,0.1,predicted,fail,\"TTFT, \"\"P90\"\"\"\r"));
    QCOMPARE(lines[6], QByteArray("16,8,,,missing,,\r"));
    QCOMPARE(lines.size(), 8);
  }

  void mousePicksAndHovers() {
    HeatMap map, linked;
    linkCells({&map, &linked});
    for (HeatMap* each : {&map, &linked}) {
      each->setData(threeByTwo());
      each->resize(400, 360);
    }
    map.show();
    QSignalSpy picked(&map, &GridPlot::cellPicked), hovered(&map, &GridPlot::cellHovered),
        echoed(&linked, &GridPlot::cellPicked);
    const QPoint spot = map.cellRect({8, 8}).center().toPoint();
    QTest::mouseMove(&map, spot);
    QCOMPARE(linked.hovered(), std::optional(CellKey{8, 8}));
    QTest::mouseClick(&map, Qt::LeftButton, {}, spot);
    QCOMPARE(picked.size(), 1);
    QCOMPARE(picked[0][0].value<CellKey>(), (CellKey{8, 8}));
    QCOMPARE(linked.picked(), std::optional(CellKey{8, 8}));
    QCOMPARE(echoed.size(), 0);                                 // no ping-pong
    QTest::mouseClick(&map, Qt::LeftButton, {}, QPoint(2, 2));  // not on a cell
    QCOMPARE(picked.size(), 1);
  }

  void keyboardMovesAndPicks() {
    HeatMap map;
    map.setTitle("A10");
    map.setCaption("capacity");
    map.setData(threeByTwo());
    map.resize(300, 300);
    map.show();
    map.setFocus();
    QSignalSpy picked(&map, &GridPlot::cellPicked);
    QTest::keyClick(&map, Qt::Key_Right);
    QCOMPARE(map.hovered(), std::optional(CellKey{4, 4}));
    QTest::keyClick(&map, Qt::Key_Right);
    QTest::keyClick(&map, Qt::Key_Up);
    QTest::keyClick(&map, Qt::Key_Up);  // the edge holds
    QCOMPARE(map.hovered(), std::optional(CellKey{8, 8}));
    QVERIFY(map.accessibleDescription().contains(QStringLiteral("8 out × 8 in")));
    QTest::keyClick(&map, Qt::Key_Return);
    QCOMPARE(picked.size(), 1);
    QTest::keyClick(&map, Qt::Key_End);
    QCOMPARE(map.hovered(), std::optional(CellKey{16, 8}));
    QTest::keyClick(&map, Qt::Key_Escape);
    QVERIFY(!map.hovered());
    QCOMPARE(map.accessibleName(), QStringLiteral("A10, capacity"));
  }

  void comparisonsHaveTheirMiddleInTheMiddle() {
    HeatMap map;
    map.setMode(MapMode::ratio);
    map.setData(threeByTwo());
    QCOMPARE(map.range().low * map.range().high, 1.0);  // 1 is in the middle
    map.setMode(MapMode::difference);
    QCOMPARE(map.range().low, -map.range().high);
  }

  // One routine draws all: the picture, the drawing and the screen agree.
  void exports() {
    HeatMap map;
    map.setTitle("A10 <&>", QColor(0xe69f00));
    map.setData(threeByTwo());
    map.resize(320, 300);
    QCOMPARE(map.image(QSize(200, 100), 2).size(), QSize(400, 200));
    QVERIFY(map.image({}, 1, &darkColours()).pixelColor(2, 2) == darkColours().card);
    const QByteArray svg = map.svg();
    QVERIFY(!svg.contains("<image"));  // cells are rectangles: an image would be blurred
    QXmlStreamReader xml(svg);
    while (!xml.atEnd()) xml.readNext();
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QCOMPARE(map.fileOf("svg"), map.svg());
    QCOMPARE(map.fileOf("csv"), map.csv());
    QCOMPARE(QImage::fromData(map.fileOf("png"), "PNG").size(), map.image({}, 2).size());
    QVERIFY(map.fileOf("gif").isNull());
    map.copyNumbers();
  }
};

QTEST_MAIN(TestHeatMap)
#include "test_heat_map.moc"
