#include "core/load/random.h"
#include "core/load/schedule.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace headroom;

class TestSchedule : public QObject {
  Q_OBJECT

  static std::vector<double> gaps(const std::vector<Duration>& offsets) {
    std::vector<double> seconds;
    for (std::size_t i = 1; i < offsets.size(); ++i)
      seconds.push_back(toSeconds(offsets[i] - offsets[i - 1]));
    return seconds;
  }

 private slots:
  void namesAreReadAndWritten() {
    for (const char* text : {"poisson", "constant", "burst:1", "burst:8", "burst:1000000"})
      QCOMPARE(toText(*parseArrivals(text)), std::string(text));
    for (const char* text : {"", "Poisson", "burst", "burst:", "burst:0", "burst:-1", "burst:1.5", "burst:8x",
                             "burst:1000001", "burst:99999999999999999999", "uniform"}) {
      const auto arrivals = parseArrivals(text);
      QVERIFY2(!arrivals.ok(), text);
      QCOMPARE(arrivals.error().code, ErrorCode::invalidArgument);
      QVERIFY(!arrivals.error().hint.empty());
    }
  }

  // The times themselves, so that a change of compiler, library or machine that changes them is seen:
  // computed from the definition of the 64-bit Mersenne twister, seed 5489, whose first output is
  // 14514284786278117030.
  void theNumbersAreFixedForAllMachines() {
    QCOMPARE(mixSeed(0, 0), std::uint64_t{16294208416658607535ULL});  // the first output of SplitMix64 from 0
    Random random(5489);
    const double first = (static_cast<double>(14514284786278117030ULL >> 11) + 0.5) / 9007199254740992.0;
    QCOMPARE(random.uniform(), first);
    const auto offsets = arrivalOffsets({ArrivalKind::poisson, 1}, 4, 2, 5489);
    QCOMPARE(offsets[0], Duration(0));
    QCOMPARE(offsets[1], fromSeconds(-std::log(first) / 4));
  }

  void theSameSeedGivesTheSameTimes() {
    const Arrivals poisson{ArrivalKind::poisson, 1};
    QCOMPARE(arrivalOffsets(poisson, 4, 1000, 7), arrivalOffsets(poisson, 4, 1000, 7));
    QVERIFY(arrivalOffsets(poisson, 4, 1000, 7) != arrivalOffsets(poisson, 4, 1000, 8));
    // More requests go on where fewer end.
    auto longer = arrivalOffsets(poisson, 4, 2000, 7);
    longer.resize(1000);
    QCOMPARE(longer, arrivalOffsets(poisson, 4, 1000, 7));
  }

  void poissonGapsAreExponential_data() {
    QTest::addColumn<double>("rate");
    for (const double rate : {0.001, 0.5, 4.0, 1000.0}) QTest::addRow("%g", rate) << rate;
  }
  // Kolmogorov-Smirnov: D * sqrt(n) > 1.63 has a probability of 1 % for a right distribution, and the seed is
  // fixed.
  void poissonGapsAreExponential() {
    QFETCH(double, rate);
    constexpr std::size_t count = 20000;
    const auto offsets = arrivalOffsets({ArrivalKind::poisson, 1}, rate, count + 1, 1);
    QCOMPARE(offsets.size(), count + 1);
    QVERIFY(std::is_sorted(offsets.begin(), offsets.end()));
    std::vector<double> seconds = gaps(offsets);
    std::sort(seconds.begin(), seconds.end());
    double distance = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const double expected = 1 - std::exp(-seconds[i] * rate);
      distance = std::max({distance, std::abs(expected - static_cast<double>(i) / count),
                           std::abs(static_cast<double>(i + 1) / count - expected)});
    }
    QVERIFY2(distance * std::sqrt(count) < 1.63, qPrintable(QString::number(distance * std::sqrt(count))));
    // The mean gap has a relative standard error of 1 / sqrt(n) = 0.7 %.
    const double meanRate = count / toSeconds(offsets.back());
    QVERIFY2(std::abs(meanRate / rate - 1) < 0.03, qPrintable(QString::number(meanRate)));
  }

  void gapsDoNotDependOnEachOther() {
    const std::vector<double> seconds = gaps(arrivalOffsets({ArrivalKind::poisson, 1}, 1, 20001, 3));
    double mean = 0, variance = 0, covariance = 0;
    for (const double gap : seconds) mean += gap / static_cast<double>(seconds.size());
    for (std::size_t i = 0; i < seconds.size(); ++i) {
      variance += (seconds[i] - mean) * (seconds[i] - mean);
      if (i > 0) covariance += (seconds[i] - mean) * (seconds[i - 1] - mean);
    }
    QVERIFY(std::abs(covariance / variance) < 0.03);  // four standard errors of 1 / sqrt(n)
  }

  void constantArrivalsDoNotDrift() {
    const auto offsets = arrivalOffsets({ArrivalKind::constant, 1}, 3, 300001, 1);
    QCOMPARE(offsets[0], Duration(0));
    QCOMPARE(offsets[1], fromSeconds(1.0 / 3));
    QCOMPARE(offsets[300000], fromSeconds(100000));
  }

  void burstsKeepTheMeanRate() {
    const auto offsets = arrivalOffsets({ArrivalKind::burst, 4}, 2, 10, 1);
    const std::vector<double> expected{0, 0, 0, 0, 2, 2, 2, 2, 4, 4};
    for (std::size_t i = 0; i < expected.size(); ++i) QCOMPARE(offsets[i], fromSeconds(expected[i]));
  }
};

QTEST_APPLESS_MAIN(TestSchedule)
#include "test_schedule.moc"
