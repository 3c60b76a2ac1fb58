// From answers to what the charts of What-if draw and say: without a window.
#include "tests/support/qt_warnings.h"
#include "ui/pages/what_if/view_data.h"

#include <QtTest>

using namespace headroom;
using namespace headroom::ui;

namespace {

// Intervals of `seconds` each, that cost $1, $2, … an hour; the recording began at an odd time.
CostTimeline timeline(int intervals, double seconds) {
  CostTimeline line;
  for (int i = 0; i < intervals; ++i) {
    CostTimeline::Interval one;
    one.startSeconds = 1700000123 + i * seconds;
    one.seconds = seconds;
    one.rate = 1;
    one.replicas = {i + 1};
    one.costPerHour = i + 1;
    line.intervals.push_back(one);
  }
  line.steadyReplicas = {intervals};
  line.steadyCostPerHour = intervals;
  return line;
}

}  // namespace

class TestWhatIfData : public QObject {
  Q_OBJECT

 private slots:
  void aTimeLineIsDrawnInTheUnitOfItsLength_data() {
    QTest::addColumn<int>("intervals");
    QTest::addColumn<double>("seconds");
    QTest::addColumn<QString>("unit");
    QTest::addColumn<double>("end");
    QTest::newRow("half a minute") << 3 << 10.0 << "seconds" << 30.0;
    QTest::newRow("an hour") << 6 << 600.0 << "minutes" << 60.0;
    QTest::newRow("a day") << 24 << 3600.0 << "hours" << 24.0;
  }
  void aTimeLineIsDrawnInTheUnitOfItsLength() {
    QFETCH(int, intervals);
    QFETCH(double, seconds);
    QFETCH(QString, unit);
    QFETCH(double, end);
    const CostTimeline line = timeline(intervals, seconds);
    QCOMPARE(timeAxisOf(line).title, unit);
    for (const ChartSeries& series : timelineSeries(line)) {
      QCOMPARE(series.points.front().x(), 0.0);
      QCOMPARE(series.points.back().x(), end);
    }
  }

  void whereTimeRanOutIsSaid() {
    CostTimeline line = timeline(4, 600);
    QCOMPARE(notProvedText(line), QString());
    line.intervals[1].proved = false;
    line.intervals[1].gap = 0.012;
    line.intervals[3].proved = false;
    line.intervals[3].gap = 0.05;
    QCOMPARE(notProvedText(line),
             QString("Time ran out on 2 of 4: there may be cheaper mixes, by up to 5 %."));
    line.steadyProved = false;
    QVERIFY(notProvedText(line).endsWith("The one mix all along is not proved to be the cheapest."));

    CostCurve curve;
    curve.mix.resize(3);
    QCOMPARE(notProvedText(curve), QString());
    curve.mix[2].proved = false;
    QCOMPARE(notProvedText(curve), QString("Time ran out on 1 of 3: there may be cheaper mixes."));

    std::vector<SloCost> costs(5);
    QCOMPARE(notProvedText(costs), QString());
    costs[0].proved = false;
    costs[0].gap = 0.5;
    QCOMPARE(notProvedText(costs),
             QString("Time ran out on 1 of 5: there may be cheaper mixes, by up to 50 %."));
  }
};

QTEST_MAIN(TestWhatIfData)
#include "test_what_if_data.moc"
