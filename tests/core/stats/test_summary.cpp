#include "core/stats/summary.h"

#include <QtTest>

#include <cmath>

using namespace headroom;

class TestSummary : public QObject {
  Q_OBJECT

 private slots:
  // Values of numpy.percentile for the same samples.
  void interpolatesBetweenClosestRanks() {
    const std::vector<double> sorted{1, 2, 4, 8, 16};
    QCOMPARE(percentileOfSorted(sorted, 0), 1.0);
    QCOMPARE(percentileOfSorted(sorted, 50), 4.0);
    QCOMPARE(percentileOfSorted(sorted, 90), 12.8);
    QCOMPARE(percentileOfSorted(sorted, 99), 15.68);
    QCOMPARE(percentileOfSorted(sorted, 100), 16.0);
  }

  void oneSampleIsEveryPercentile() {
    const Summary summary = summarise({0.25});
    QCOMPARE(summary.count, std::size_t{1});
    for (double value : {summary.mean, summary.p50, summary.p90, summary.p99, summary.min, summary.max})
      QCOMPARE(value, 0.25);
  }

  void sortsForItself() {
    const Summary summary = summarise({3, 1, 2});
    QCOMPARE(summary.mean, 2.0);
    QCOMPARE(summary.p50, 2.0);
    QCOMPARE(summary.min, 1.0);
    QCOMPARE(summary.max, 3.0);
  }

  void nothingHasNoStatistics() {
    QVERIFY(std::isnan(summarise({}).mean));
    QVERIFY(std::isnan(percentileOfSorted({}, 50)));
  }
};

QTEST_APPLESS_MAIN(TestSummary)
#include "test_summary.moc"
