// The cluster's own answer: the cases that its documentation and its users know, and a plain enumeration.
#include "core/plan/cluster_answer.h"
#include "tests/core/plan/random_problem.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <functional>

using namespace headroom;
using namespace headroom::test;

namespace {

MixProblem melange(double rate) {
  MixProblem problem;
  const double share[] = {.2, .1, .5, .2}, a10g[] = {2, 1, 5, 2}, a100[] = {20, 20, 40, 20};
  problem.gpus = {{.name = "A10G", .costPerHour = 1.01}, {.name = "A100", .costPerHour = 3.67}};
  for (int k = 0; k < 4; ++k) {
    problem.cells.push_back({k / 2 ? 512 : 64, k % 2 ? 512 : 64, rate * share[k]});
    problem.gpus[0].capacity.push_back(a10g[k]);
    problem.gpus[1].capacity.push_back(a100[k]);
  }
  return problem;
}

// Every way of placing every slice.
double costByEnumeration(const MixProblem& problem, const ClusterOptions& options) {
  const std::size_t types = problem.gpus.size();
  std::vector<double> load(types, 0);
  double best = INFINITY;
  std::function<void(std::size_t, int, std::size_t)> place = [&](std::size_t k, int left, std::size_t from) {
    if (k == problem.cells.size()) {
      double cost = 0;
      for (std::size_t g = 0; g < types; ++g) cost += problem.gpus[g].costPerHour * std::ceil(load[g] - 1e-9);
      best = std::min(best, cost / options.gpuFraction);
      return;
    }
    if (left == 0) return place(k + 1, options.sliceFactor, 0);
    for (std::size_t g = from; g < types; ++g) {
      const double capacity = problem.gpus[g].capacity[k];
      const double slice = problem.cells[k].rate * options.gpuFraction / options.sliceFactor *
                           (capacity > 0 ? 1 / capacity : 1e6);
      const double before = load[g];
      load[g] += slice;
      place(k, left - 1, g);
      load[g] = before;
    }
  };
  place(0, options.sliceFactor, 0);
  return best;
}

bool warns(const ClusterAnswer& answer, const std::string& code) {
  return std::any_of(answer.warnings.begin(), answer.warnings.end(),
                     [&](const auto& w) { return w.code == code; });
}

}  // namespace

class TestClusterAnswer : public QObject {
  Q_OBJECT

 private slots:
  // contracts 6: slice factor 1 gives 3 + 1, 3 gives 1 + 1, 4 gives 2 + 1.
  void theCheckCaseBySliceFactor_data() {
    QTest::addColumn<int>("slices");
    QTest::addColumn<double>("cost");
    QTest::newRow("1") << 1 << 6.70;
    QTest::newRow("3") << 3 << 4.68;
    QTest::newRow("4") << 4 << 5.69;
  }
  void theCheckCaseBySliceFactor() {
    QFETCH(int, slices);
    QFETCH(double, cost);
    const auto answer = clusterAnswer(melange(30), {.sliceFactor = slices, .gpuFraction = 1});
    QVERIFY(answer.ok());
    QVERIFY2(std::abs(answer->cost - cost) < 1e-9, qPrintable(QString::number(answer->cost)));
  }

  // contracts 6: with fraction 100, 0 + 113 becomes 2 A100 after rounding up.
  void roundingUpByTheAutoscaler() {
    const auto answer = clusterAnswer(melange(30), {.sliceFactor = 1, .gpuFraction = 100});
    QVERIFY(answer.ok());
    QCOMPARE(answer->asked, (std::vector<std::int64_t>{0, 113}));
    QCOMPARE(answer->replicas, (std::vector<std::int64_t>{0, 2}));
    QVERIFY(std::abs(answer->replicasCost - 7.34) < 1e-9);
  }

  void equalsEnumeration_data() {
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 60; ++seed) QTest::addRow("%u", seed) << seed;
  }
  void equalsEnumeration() {
    QFETCH(unsigned, seed);
    const MixProblem problem =
        randomProblem(seed, {.side = 2, .types = 2 + int(seed % 2), .rate = 3.0 * (1 + seed % 5)});
    const ClusterOptions options{.sliceFactor = 1 + int(seed % 4), .gpuFraction = seed % 3 ? 100.0 : 1.0};
    const auto answer = clusterAnswer(problem, options);
    QVERIFY(answer.ok());
    QCOMPARE(answer->gap, 0.0);
    const double expected = costByEnumeration(problem, options);
    QVERIFY2(std::abs(answer->cost - expected) < 1e-9 * std::max(1.0, expected),
             qPrintable(QString("%1, enumeration %2").arg(answer->cost).arg(expected)));
  }

  void asksForMillionsAndSaysForWhat() {
    MixProblem problem = melange(30);
    problem.gpus[0].capacity[2] = problem.gpus[1].capacity[2] = 0;
    const auto answer = clusterAnswer(problem, {});
    QVERIFY(answer.ok());
    QVERIFY(answer->replicas[0] >= 15'000'000);
    const auto named = std::find_if(answer->warnings.begin(), answer->warnings.end(),
                                    [](const auto& w) { return w.code == "unservableCell"; });
    QVERIFY(named != answer->warnings.end());
    QVERIFY2(named->message.find("output 512, input 64") != std::string::npos, named->message.c_str());
  }

  void namesGpusThatAreNeverChosen() {
    MixProblem problem = melange(30);
    problem.gpus.push_back({.name = "dear", .costPerHour = 40, .capacity = {20, 20, 40, 20}});
    const auto answer = clusterAnswer(problem, {});
    QVERIFY(answer.ok());
    QVERIFY(warns(*answer, "neverChosen"));
    QCOMPARE(answer->asked[2], 0);
  }

  void keepsTheAutoscalersLimits() {
    MixProblem problem = melange(300);
    problem.gpus[0].minReplicas = 2;
    problem.gpus[1].maxReplicas = 3;
    const auto answer = clusterAnswer(problem, {});
    QVERIFY(answer.ok());
    QVERIFY(answer->replicas[0] >= 2);
    QCOMPARE(answer->replicas[1], 3);
    QVERIFY(warns(*answer, "limited"));
  }

  void refusesOptionsThatMakeNoSense() {
    for (const ClusterOptions& options :
         {ClusterOptions{.sliceFactor = 0}, ClusterOptions{.gpuFraction = 0.5},
          ClusterOptions{.gpuFraction = INFINITY}}) {
      const auto answer = clusterAnswer(melange(30), options);
      QVERIFY(!answer);
      QCOMPARE(answer.error().code, ErrorCode::invalidArgument);
    }
    QVERIFY(!clusterAnswer(melange(0), {}));
  }
};

QTEST_APPLESS_MAIN(TestClusterAnswer)
#include "test_cluster_answer.moc"
