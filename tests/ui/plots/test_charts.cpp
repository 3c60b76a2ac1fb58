// Line and slice charts: fewer points and the same line, an SLO that can be dragged, nothing dropped in
// silence.
#include "tests/support/qt_warnings.h"
#include "ui/plots/axis_ticks.h"
#include "ui/plots/decimate.h"
#include "ui/plots/slice_chart.h"

#include <QSignalSpy>
#include <QXmlStreamReader>

#include <cmath>

using namespace headroom;
using namespace headroom::ui;

namespace {

QStringList labels(AxisKind kind, double low, double high, int wanted) {
  QStringList all;
  for (const Tick& tick : axisTicks(kind, low, high, wanted)) all << tick.label;
  return all;
}

ChartSeries ramp(const QString& name) {
  return {.name = name,
          .colour = Qt::blue,
          .points = {{1, 10}, {2, 20}, {4, 30}, {8, 40}},
          .predicted = {false, false, true, true},
          .marks = PointMarks::origin};
}

// A chart whose SLO line can be found: the row of its colour.
int sloRow(SliceChart& chart) {
  const QImage shot = chart.grab().toImage();
  const QRgb wanted = coloursOf(chart).bad.rgb();
  int best = -1, most = 0;
  for (int y = 0; y < shot.height(); ++y) {
    int count = 0;
    for (int x = 0; x < shot.width() / 2; ++x) {
      const QRgb pixel = shot.pixel(x, y);
      count += std::abs(qRed(pixel) - qRed(wanted)) < 40 && std::abs(qGreen(pixel) - qGreen(wanted)) < 60;
    }
    if (count > most) {
      most = count;
      best = y;
    }
  }
  return best;
}

}  // namespace

class TestCharts : public test::WidgetTest {
  Q_OBJECT

 private slots:
  void initTestCase() { QLocale::setDefault(QLocale::c()); }

  void ticksAreRound() {
    QCOMPARE(labels(AxisKind::linear, 0, 40, 4), QStringList({"0", "10", "20", "30", "40"}));
    QCOMPARE(labels(AxisKind::linear, 0, 1.6, 4), QStringList({"0.0", "0.5", "1.0", "1.5"}));
    QCOMPARE(labels(AxisKind::tokens, 4, 4096, 5), QStringList({"4", "16", "64", "256", "1K", "4K"}));
    QCOMPARE(labels(AxisKind::logarithmic, 0.01, 100, 4), QStringList({"0.01", "0.1", "1", "10", "100"}));
    QVERIFY(axisTicks(AxisKind::logarithmic, 0, 10, 4).empty());
    QVERIFY(axisTicks(AxisKind::linear, 5, 5, 4).empty());
    QVERIFY(axisTicks(AxisKind::linear, -1e308, 1e300, 4).size() < 65);
    QCOMPARE(roundUp(41), 50.0);
    QCOMPARE(roundUp(0), 1.0);
  }

  void decimationKeepsPeaks() {
    std::vector<QPointF> points;
    for (int i = 0; i < 100000; ++i) points.emplace_back(i, i == 31415 ? 99 : i == 27182 ? -99 : std::sin(i));
    const QList<QPointF> fewer = decimated(points, 300);
    QVERIFY(fewer.size() <= 1200);
    QVERIFY(fewer.contains(QPointF(31415, 99)));
    QVERIFY(fewer.contains(QPointF(27182, -99)));
    QCOMPARE(fewer.front(), points.front());
    QCOMPARE(fewer.back(), points.back());
    QVERIFY(std::is_sorted(fewer.begin(), fewer.end(),
                           [](const QPointF& a, const QPointF& b) { return a.x() < b.x(); }));
    QCOMPARE(decimated(std::span(points).first(10), 300).size(), 10);
    QVERIFY(decimated({}, 300).isEmpty());
    const std::vector<QPointF> upright(5000, QPointF(1, 2));
    QVERIFY(decimated(upright, 10).size() <= 40);
  }

  void logAxisTellsWhatItDrops() {
    LineChart chart;
    chart.resize(400, 240);
    chart.setAxes({.title = "rate"}, {.title = "seconds", .kind = AxisKind::logarithmic});
    ChartSeries line = ramp("A10");
    line.points[0].setY(0);
    line.points[1].setY(-5);
    chart.setSeries({line});
    QCOMPARE(chart.droppedPoints(), 2);
    QVERIFY(chart.accessibleDescription().contains("2 not shown"));
    chart.grab();
    chart.setAxes({.title = "rate"}, {.title = "seconds"});
    QCOMPARE(chart.droppedPoints(), 0);
  }

  void strangeSeriesDraw() {
    LineChart chart;
    chart.resize(300, 200);
    const double nan = std::nan(""), infinity = std::numeric_limits<double>::infinity();
    chart.grab();
    chart.setSeries({{.name = "empty"},
                     {.name = "one", .points = {{3, 3}}},
                     {.name = "gaps", .points = {{0, 1}, {1, nan}, {2, 2}, {3, infinity}}}});
    chart.grab();
    chart.setSeries(
        {{.name = "flat", .points = {{1, 0}, {2, 0}}}, {.name = "negative", .points = {{1, -3}, {2, -1}}}});
    chart.grab();
    for (const QSize size : {QSize(1, 1), QSize(30, 30), QSize(2000, 60)}) {
      chart.resize(size);
      chart.grab();
    }
    QXmlStreamReader xml(chart.svg(QSize(400, 300)));
    while (!xml.atEnd()) xml.readNext();
    QVERIFY(!xml.hasError());
  }

  // The chart behind it follows each size at once, not at the next change.
  void aResizedChartLooksAsAFreshOne() {
    const auto make = [] {
      auto chart = std::make_unique<SliceChart>();
      chart->setAxes({.title = "requests/s"}, {.title = "seconds"});
      chart->setSeries({{.name = "A10", .colour = Qt::blue, .points = {{1, 1}, {2, 2}, {64, 40}}}});
      return chart;
    };
    const auto resized = make();
    for (const int height : {250, 235, 300, 180}) {
      resized->resize(380, height);
      const auto fresh = make();
      fresh->resize(380, height);
      QCOMPARE(resized->grab().toImage(), fresh->grab().toImage());
    }
  }

  void sloIsDraggedByMouse() {
    SliceChart chart;
    chart.resize(400, 260);
    chart.setAxes({.title = "requests/s"}, {.title = "seconds", .unit = "s"});
    chart.setSeries({ramp("A10")});
    chart.setSlo(Slo{"E2E P99", 20});
    chart.show();
    QSignalSpy dragged(&chart, &SliceChart::sloDragged), released(&chart, &SliceChart::sloReleased);
    const int row = sloRow(chart);
    QVERIFY(row > 0);
    QTest::mousePress(&chart, Qt::LeftButton, {}, QPoint(150, row));
    QTest::mouseMove(&chart, QPoint(150, row - 30));
    QVERIFY(dragged.size() == 1 && dragged[0][0].toDouble() > 20);
    QCOMPARE(chart.slo()->bound, dragged[0][0].toDouble());
    const int moved = sloRow(chart);
    QVERIFY2(std::abs(moved - (row - 30)) <= 1, "the axis must stand still while the line is dragged");
    QTest::mouseMove(&chart, QPoint(150, 5000));  // below the axis: a bound stays above 0
    QVERIFY(chart.slo()->bound > 0);
    QCOMPARE(released.size(), 0);
    QTest::mouseRelease(&chart, Qt::LeftButton, {}, QPoint(150, 5000));
    QCOMPARE(released.size(), 1);
    chart.setSloMovable(false);
    const double before = chart.slo()->bound;
    QTest::mousePress(&chart, Qt::LeftButton, {}, QPoint(150, sloRow(chart)));
    QTest::mouseMove(&chart, QPoint(150, 60));
    QTest::mouseRelease(&chart, Qt::LeftButton, {}, QPoint(150, 60));
    QCOMPARE(chart.slo()->bound, before);
  }

  void sloIsMovedByKeys() {
    SliceChart chart;
    chart.setSeries({ramp("A10")});
    chart.setSlo(Slo{"E2E P99", 20});
    chart.show();
    QSignalSpy released(&chart, &SliceChart::sloReleased);
    QTest::keyClick(&chart, Qt::Key_Up);
    QCOMPARE(chart.slo()->bound, 21.0);
    QTest::keyClick(&chart, Qt::Key_PageDown);
    QCOMPARE(chart.slo()->bound, 11.0);
    for (int i = 0; i < 60; ++i) QTest::keyClick(&chart, Qt::Key_Down);
    QVERIFY(chart.slo()->bound > 0);
    QCOMPARE(released.size(), 62);
    QVERIFY(chart.accessibleDescription().contains("SLO E2E P99"));
    QTest::keyClick(&chart, Qt::Key_Right);
    QVERIFY(chart.accessibleDescription().contains("A10 10"));
  }

  void settingTheSloEmitsNothing() {
    SliceChart chart;
    QSignalSpy dragged(&chart, &SliceChart::sloDragged);
    chart.setSlo(Slo{"E2E P99", 20});
    chart.setSlo(std::nullopt);
    QCOMPARE(dragged.size(), 0);
  }

  void readOutAndCsv() {
    SliceChart chart;
    chart.setAxes({.title = "output tokens", .kind = AxisKind::tokens}, {.title = "seconds", .unit = "s"});
    chart.setSeries({ramp("A10"), {.name = "L20", .points = {{2, 1.5}}}});
    QCOMPARE(chart.readOut(7.6),
             QStringLiteral("2 output tokens: A10 40.0%1s (predicted) · L20 1.50%1s").arg(QChar(0xa0)));
    QVERIFY(chart.csv().contains("A10,4,30,predicted\r\n"));
    QVERIFY(chart.csv().contains("L20,2,1.5,measured\r\n"));
  }
};

QTEST_MAIN(TestCharts)
#include "test_charts.moc"
