#include "core/bench/plan.h"

#include <QtTest>

#include <cmath>
#include <limits>
#include <set>

using namespace headroom;

class TestPlan : public QObject {
  Q_OBJECT

 private slots:
  // What aibrix_benchmark measures when it is told nothing.
  void theDefaultsAreTheReferences() {
    const Plan plan;
    QVERIFY(plan.check().ok());
    const auto points = plan.points();
    QCOMPARE(points.size(), std::size_t{11 * 11 * 7});
    QCOMPARE(plan.model, std::string("llama2-7b"));
    QCOMPARE(plan.samples, std::uint64_t{100});
    QCOMPARE(plan.temperature, 0.0);
    QCOMPARE(toText(plan.arrivals), std::string("poisson"));
    // Input lengths outermost, rates innermost.
    QCOMPARE(points[0], (PlanPoint{4, 4, 1, 0}));
    QCOMPARE(points[6], (PlanPoint{4, 4, 64, 0}));
    QCOMPARE(points[7], (PlanPoint{4, 8, 1, 0}));
    QCOMPARE(points[77], (PlanPoint{8, 4, 1, 0}));
    QCOMPARE(points.back(), (PlanPoint{4096, 4096, 64, 0}));
    QCOMPARE(plan.requests(), std::uint64_t{84700});
  }

  void doublingStopsAtTheLimit() {
    Plan plan;
    plan.inputTokens = {100, 450};
    plan.outputTokens = {7, 7};
    plan.rates = {0.3, 1};
    const auto points = plan.points();
    const std::vector<PlanPoint> expected{{100, 7, 0.3, 0}, {100, 7, 0.6, 0}, {200, 7, 0.3, 0},
                                          {200, 7, 0.6, 0}, {400, 7, 0.3, 0}, {400, 7, 0.6, 0}};
    QCOMPARE(points.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) QCOMPARE(points[i], expected[i]);
    plan.rates = {0.001, 0.008};
    QCOMPARE(plan.points().size(), std::size_t{3 * 4});
  }

  void aClosedLoopHasOnePointPerConcurrency() {
    Plan plan;
    plan.inputTokens = plan.outputTokens = {8, 8};
    plan.concurrencies = {1, 4};
    QCOMPARE(plan.points().size(), std::size_t{2});
    QCOMPARE(plan.points()[1], (PlanPoint{8, 8, 0, 4}));
    QCOMPARE(plan.arrivalsText(), std::string("closed"));
    QCOMPARE(plan.load(plan.points()[1]).concurrency, 4);
    QCOMPARE(plan.sendingSeconds(plan.points()[1]), 0.0);
  }

  void pointsHaveNumbersOfTheirOwn() {
    std::set<std::uint64_t> numbers;
    const auto points = Plan().points();
    for (const PlanPoint& point : points) numbers.insert(point.number());
    QCOMPARE(numbers.size(), points.size());
    QCOMPARE((PlanPoint{4, 8, 2, 0}).number(), (PlanPoint{4, 8, 2, 0}).number());
    QVERIFY((PlanPoint{4, 8, 2, 0}).number() != (PlanPoint{8, 4, 2, 0}).number());
  }

  void expectedTimeIsSendingAndTheLastAnswer() {
    Plan plan;
    plan.inputTokens = {8, 8};
    plan.outputTokens = {100, 100};
    plan.rates = {2, 2};
    plan.samples = 101;
    QCOMPARE(plan.expectedSeconds(), 50 + 100 * assumedSecondsPerOutputToken);
    plan.warmup = 1;
    QCOMPARE(plan.requests(), std::uint64_t{102});
    QCOMPARE(plan.expectedSeconds(), 50 + 116 * assumedSecondsPerOutputToken);
  }

  void wrongValuesAreNamed_data() {
    QTest::addColumn<int>("what");
    QTest::addColumn<QByteArray>("expected");
    const char* const rows[] = {"--input-start 0",
                                "--input-start 64 is above --input-limit 32",
                                "--output-limit 0",
                                "--output-start 9 is above --output-limit 8",
                                "--rate-start 0 ",
                                "--rate-start -1",
                                "--rate-start nan",
                                "--rate-limit inf",
                                "--rate-start 8 is above --rate-limit 4",
                                "--samples 0",
                                "--warmup -1",
                                "--concurrency 0",
                                "--temperature -0.1",
                                "--temperature nan",
                                "model",
                                "--rate-start 0.0001"};
    int i = 0;
    for (const char* row : rows) QTest::newRow(row) << i++ << QByteArray(row);
  }
  void wrongValuesAreNamed() {
    QFETCH(int, what);
    QFETCH(QByteArray, expected);
    Plan plan;
    switch (what) {
      case 0: plan.inputTokens.start = 0; break;
      case 1: plan.inputTokens = {64, 32}; break;
      case 2: plan.outputTokens.limit = 0; break;
      case 3: plan.outputTokens = {9, 8}; break;
      case 4: plan.rates.start = 0; break;
      case 5: plan.rates.start = -1; break;
      case 6: plan.rates.start = std::nan(""); break;
      case 7: plan.rates.limit = std::numeric_limits<double>::infinity(); break;
      case 8: plan.rates = {8, 4}; break;
      case 9: plan.samples = 0; break;
      case 10: plan.warmup = -1; break;
      case 11: plan.concurrencies = {2, 0}; break;
      case 12: plan.temperature = -0.1; break;
      case 13: plan.temperature = std::nan(""); break;
      case 14: plan.model.clear(); break;
      case 15: plan.rates.start = 0.0001; break;
    }
    const auto fine = plan.check();
    QVERIFY(!fine.ok());
    QCOMPARE(fine.error().code, ErrorCode::invalidArgument);
    QVERIFY2(fine.error().message.find(expected.trimmed().toStdString()) != std::string::npos,
             fine.error().message.c_str());
    QVERIFY(!fine.error().hint.empty());
  }
};

QTEST_APPLESS_MAIN(TestPlan)
#include "test_plan.moc"
