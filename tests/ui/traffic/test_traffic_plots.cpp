// The map of request shapes and the grid of rates, by mouse, keys and pixels.
#include "tests/support/qt_warnings.h"
#include "ui/plots/rate_grid.h"
#include "ui/plots/shape_map.h"
#include "ui/theme/gpu_colours.h"

#include <QSignalSpy>

#include <cmath>

using namespace headroom;
using namespace headroom::ui;

namespace {

std::shared_ptr<const ShapeMapData> twoClusters() {
  auto data = std::make_shared<ShapeMapData>();
  data->shapes = {{80, 60, 3.5, 0}, {81, 60, 1.2, 0}, {40, 100, 0.4, 1}, {103, 44, 0.01, -1}};
  data->groups = {{8.03, 6.0, 4.7, 0.05, 0}, {4, 10, 0.4, 0, 0}};
  return data;
}

std::shared_ptr<const RateGridData> fourCells() {
  auto data = std::make_shared<RateGridData>();
  data->inputTokens = {64, 512};
  data->outputTokens = {16, 128};
  data->rates = {0, 1.5, 2, 0};
  return data;
}

}  // namespace

class TestTrafficPlots : public test::WidgetTest {
  Q_OBJECT

 private slots:
  void initTestCase() { QLocale::setDefault(QLocale::c()); }

  void shapesAreWhereTheyBelong() {
    ShapeMap map;
    map.resize(420, 420);
    map.grab();  // nothing yet
    QVERIFY(map.accessibleDescription().contains("none seen"));
    auto data = std::make_shared<ShapeMapData>(*twoClusters());
    data->groups.clear();
    for (RequestShape& shape : data->shapes) shape.group = -1;
    map.setData(data);
    const QImage shot = map.grab().toImage();
    const QColor ground = shot.pixelColor(map.position(6.55, 8.25).toPoint());
    QSet<QRgb> colours;
    for (const RequestShape& shape : data->shapes) {
      const QColor at =
          shot.pixelColor(map.position(shape.inputTenth / 10.0, shape.outputTenth / 10.0).toPoint());
      QVERIFY(at != ground);
      colours.insert(at.rgb());
    }
    QCOMPARE(colours.size(), 4);  // each rate its own
    // More input lies to the right, more output further up.
    QVERIFY(map.position(9, 5).x() > map.position(8, 5).x());
    QVERIFY(map.position(8, 6).y() < map.position(8, 5).y());
    QVERIFY(map.csv().contains("8,6,256,64,3.5,"));
  }

  void scatterTellsClustersFromNoise() {
    ShapeMap map;
    map.resize(420, 420);
    map.setMode(ShapeMode::scatter);
    auto data = std::make_shared<ShapeMapData>(*twoClusters());
    map.setData(data);
    QImage shot = map.grab().toImage();
    // A disc has the colour of its cluster in its middle; the lone shape is a ring in grey.
    QVERIFY(shot.pixelColor(map.position(8.1, 6).toPoint()).saturation() > 60);
    for (int x = -3; x <= 3; ++x)
      for (int y = -3; y <= 3; ++y)
        QVERIFY(shot.pixelColor(map.position(10.3, 4.4).toPoint() + QPoint(x, y)).saturation() < 60);
    QVERIFY(map.csv().contains(",1\r\n") && map.csv().contains(",2\r\n"));
    // Drawn the same when painted again, and again after a change of the data.
    QCOMPARE(map.grab().toImage(), shot);
    data = std::make_shared<ShapeMapData>(*twoClusters());
    data->shapes[0].rate = 0.1;
    map.setData(data);
    QVERIFY(map.grab().toImage() != shot);
  }

  void aHundredThousandShapesAreNoTrouble() {
    auto data = std::make_shared<ShapeMapData>();
    for (int in = 0; in < 316; ++in)
      for (int out = 0; out < 316; ++out) data->shapes.push_back({in, out, 0.001 * (1 + in), -1});
    ShapeMap map;
    map.resize(600, 600);
    for (const ShapeMode mode : {ShapeMode::density, ShapeMode::scatter}) {
      map.setMode(mode);
      map.setData(data);
      QVERIFY(!map.grab().isNull());
    }
  }

  void clustersArePickedByMouseAndKeys() {
    ShapeMap map;
    map.resize(420, 420);
    map.setData(twoClusters());
    QSignalSpy picked(&map, &ShapeMap::groupPicked);
    const QImage before = map.grab().toImage();
    QTest::mouseClick(&map, Qt::LeftButton, {}, map.position(4, 10).toPoint());
    QCOMPARE(picked.takeLast()[0].toInt(), 1);
    QCOMPARE(map.pickedGroup(), 1);
    QVERIFY(map.grab().toImage() != before);
    QTest::mouseClick(&map, Qt::LeftButton, {}, map.position(10.3, 4.4).toPoint());
    QCOMPARE(picked.takeLast()[0].toInt(), -1);  // in no cluster
    map.setFocus();
    QTest::keyClick(&map, Qt::Key_PageDown);
    QCOMPARE(picked.takeLast()[0].toInt(), 0);
    QTest::keyClick(&map, Qt::Key_PageDown);
    QCOMPARE(picked.takeLast()[0].toInt(), 1);
    QTest::keyClick(&map, Qt::Key_PageDown);
    QCOMPARE(picked.takeLast()[0].toInt(), 0);
    // From its centre one step up and back; the words follow.
    QVERIFY(map.accessibleDescription().contains("cluster 1"));
    QTest::keyClick(&map, Qt::Key_Up, Qt::ShiftModifier);
    QVERIFY2(map.accessibleDescription().contains("no request"), qPrintable(map.accessibleDescription()));
    QTest::keyClick(&map, Qt::Key_Escape);
    QVERIFY(!map.accessibleDescription().contains("no request"));
    map.setPickedGroup(-1);
    QVERIFY(picked.isEmpty());  // told nobody
  }

  void wordsOfAShape() {
    ShapeMap map;
    map.setData(twoClusters());
    QCOMPARE(map.readOut(80, 60), QString::fromUtf8("about 256 in × 64 out: 3.50\u00A0req/s, cluster 1"));
    QVERIFY(map.readOut(103, 44).contains("in no cluster"));
    QVERIFY(map.readOut(5, 5).contains("no request"));
  }

  void brokenDataIsNotDrawn() {
    ShapeMap map;
    auto data = std::make_shared<ShapeMapData>(*twoClusters());
    data->groups.clear();  // shapes still name them
    map.setData(data);
    QVERIFY(!map.data());
    data = std::make_shared<ShapeMapData>(*twoClusters());
    data->shapes[0].rate = std::nan("");
    map.setData(data);
    QVERIFY(!map.data());
  }

  // --- The grid of rates ---
  void ratesAreShown() {
    RateGrid grid;
    grid.resize(300, 300);
    grid.grab();  // nothing yet
    auto data = std::make_shared<RateGridData>(*fourCells());
    data->others = {0.5, 1, 2, 0};
    data->hasOutside = {false, true, false, false};
    grid.setOtherName("nearest");
    grid.setData(data);
    QVERIFY(!grid.grab().isNull());
    QCOMPARE(grid.readOut({512, 16}),
             QString::fromUtf8(
                 "16 out × 512 in: 1.50\u00A0req/s, 1.00\u00A0req/s by nearest, some of it beyond the grid"));
    QCOMPARE(grid.readOut({64, 128}), QString::fromUtf8("128 out × 64 in: 2.00\u00A0req/s"));
    QVERIFY(grid.csv().contains("\r\n512,16,1.5\r\n"));
    QVERIFY(grid.accessibleDescription().contains("3.50\u00A0req/s in 2 cell"));
    data = std::make_shared<RateGridData>(*fourCells());
    data->rates.pop_back();
    grid.setData(data);
    QVERIFY(!grid.data());
  }

  void aStrokeIsOnePainting() {
    RateGrid grid;
    grid.resize(300, 300);
    grid.setData(fourCells());
    QSignalSpy painted(&grid, &RateGrid::painted);
    QSignalSpy pickedCells(&grid, &GridPlot::cellPicked);
    const auto at = [&](double in, double out) { return grid.cellRect({in, out}).center().toPoint(); };
    // Not to be painted: a click picks.
    QTest::mouseClick(&grid, Qt::LeftButton, {}, at(64, 16));
    QCOMPARE(pickedCells.size(), 1);
    QVERIFY(painted.isEmpty());
    grid.setPaintable(true);
    grid.setBrush(4);
    const QImage before = grid.grab().toImage();
    QTest::mousePress(&grid, Qt::LeftButton, {}, at(64, 16));
    QMouseEvent move(QEvent::MouseMove, QPointF(at(64, 128)), grid.mapToGlobal(QPointF(at(64, 128))),
                     Qt::LeftButton, Qt::LeftButton, {});
    QCoreApplication::sendEvent(&grid, &move);
    QVERIFY(painted.isEmpty());                // not before its end
    QVERIFY(grid.grab().toImage() != before);  // but it is seen
    QVERIFY(grid.readOut({64, 16}).contains("4.00"));
    QTest::mouseRelease(&grid, Qt::LeftButton, {}, at(64, 128));
    QCOMPARE(painted.size(), 1);
    const auto cells = painted.takeFirst();
    QCOMPARE(cells[0].value<QList<CellKey>>(), (QList<CellKey>{{64, 16}, {64, 128}}));
    QCOMPARE(cells[1].toDouble(), 4.0);
    QVERIFY(grid.readOut({64, 16}).contains("0.00") ||
            grid.readOut({64, 16}).contains(": 0"));  // waits for data
    QTest::mouseClick(&grid, Qt::RightButton, {}, at(512, 16));
    QCOMPARE(painted.takeFirst()[1].toDouble(), 0.0);
    // Keys.
    grid.setFocus();
    QTest::keyClick(&grid, Qt::Key_Home);
    QTest::keyClick(&grid, Qt::Key_Return);
    QCOMPARE(painted.size(), 1);
    QCOMPARE(painted.takeFirst()[1].toDouble(), 4.0);
    QTest::keyClick(&grid, Qt::Key_Delete);
    QCOMPARE(painted.takeFirst()[1].toDouble(), 0.0);
  }
};

QTEST_MAIN(TestTrafficPlots)
#include "test_traffic_plots.moc"
