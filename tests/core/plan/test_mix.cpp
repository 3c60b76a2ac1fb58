// The cheapest mix against two independent ways of finding it, and the properties that any answer must have.
#include "core/plan/mix.h"
#include "tests/core/plan/oracle.h"
#include "tests/core/plan/random_problem.h"

#include <QtTest>

#include <cmath>
#include <numeric>
#include <random>

using namespace headroom;
using namespace headroom::test;

namespace {

// contracts 6: A10G and A100 on a 2 x 2 grid.
MixProblem melange(double rate) {
  MixProblem problem;
  const double share[] = {.2, .1, .5, .2}, a10g[] = {2, 1, 5, 2}, a100[] = {20, 20, 40, 20};
  problem.gpus = {{.name = "A10G", .costPerHour = 1.01}, {.name = "A100", .costPerHour = 3.67}};
  for (int k = 0; k < 4; ++k) {
    problem.cells.push_back(
        {.outputTokens = k / 2 ? 512 : 64, .inputTokens = k % 2 ? 512 : 64, .rate = rate * share[k]});
    problem.gpus[0].capacity.push_back(a10g[k]);
    problem.gpus[1].capacity.push_back(a100[k]);
  }
  return problem;
}

MixAnswer solved(const MixProblem& problem, const MixControl& control = {}) {
  auto answer = solveMix(problem, control);
  if (!answer) qFatal("%s", answer.error().text().c_str());
  return *answer;
}

bool same(double a, double b) { return std::abs(a - b) <= 1e-9 * std::max(1.0, std::abs(b)); }

// The answer's own routing serves every cell in full and loads no type above the target.
void checkRouting(const MixProblem& problem, const MixAnswer& answer) {
  std::vector<double> load(problem.gpus.size(), 0);
  for (std::size_t k = 0; k < problem.cells.size(); ++k) {
    if (problem.cells[k].rate == 0) continue;
    const auto& shares = answer.routing[k];
    QCOMPARE(shares.size(), problem.gpus.size());
    QVERIFY(same(std::accumulate(shares.begin(), shares.end(), 0.0), 1));
    for (std::size_t g = 0; g < shares.size(); ++g) {
      QVERIFY(shares[g] >= 0);
      if (shares[g] == 0) continue;
      QVERIFY(may(problem, k, g));
      load[g] += shares[g] * loadOf(problem, k, g);
    }
  }
  for (std::size_t g = 0; g < load.size(); ++g) {
    QVERIFY2(load[g] <= answer.replicas[g] + 1e-7,
             qPrintable(QString("%1 > %2").arg(load[g]).arg(answer.replicas[g])));
    QVERIFY(std::abs(answer.slack[g] - (answer.replicas[g] - load[g])) < 1e-6);
    if (answer.replicas[g] > 0)
      QVERIFY(std::abs(answer.utilisation[g] - load[g] * problem.targetUtilisation / problem.burstFactor /
                                                   answer.replicas[g]) < 1e-7);
  }
}

}  // namespace

class TestMix : public QObject {
  Q_OBJECT

 private slots:
  void theCheckCaseOfMelange() {
    const MixAnswer answer = solved(melange(30));
    QCOMPARE(answer.replicas, (std::vector<int>{1, 1}));
    QVERIFY(same(answer.costPerHour, 4.68));
    checkRouting(melange(30), answer);
  }

  void equalsBruteForce_data() {
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 60; ++seed) QTest::addRow("%u", seed) << seed;
  }
  void equalsBruteForce() {
    QFETCH(unsigned, seed);
    MixProblem problem =
        randomProblem(seed, {.side = 2, .types = 2 + int(seed % 2), .rate = 10.0 * (1 + seed % 7)});
    if (seed % 3 == 0) problem.gpus[0].maxReplicas = int(seed % 4);
    if (seed % 5 == 0) problem.gpus[1].minReplicas = 1;
    if (seed % 4 == 0) problem.targetUtilisation = 0.7;
    if (seed % 6 == 0) problem.burstFactor = 1.5;
    if (seed % 7 == 0) problem.cells[0].onlyGpu = 0;
    problem.survivesLossOfOne = seed % 2 == 1 && seed > 20;
    const double expected = costByBruteForce(problem, 7);
    const MixAnswer answer = solved(problem);
    if (std::isinf(expected)) {
      // Brute force stops at 7 of each; a dearer mix may lie beyond.
      if (answer.status == MixAnswer::Status::optimal)
        QVERIFY(*std::max_element(answer.replicas.begin(), answer.replicas.end()) > 7);
      return;
    }
    QCOMPARE(answer.status, MixAnswer::Status::optimal);
    if (*std::max_element(answer.replicas.begin(), answer.replicas.end()) <= 7)
      QVERIFY2(same(answer.costPerHour, expected),
               qPrintable(QString("%1 != %2").arg(answer.costPerHour).arg(expected)));
    else
      QVERIFY(answer.costPerHour <= expected + 1e-9);
    QVERIFY(holdsAfterAnyLoss(problem, answer.replicas));
    checkRouting(problem, answer);
  }

  void equalsCbc_data() {
    QTest::addColumn<int>("types");
    QTest::addColumn<double>("rate");
    for (const int types : {2, 3, 4, 6})
      for (const double rate : {5.0, 60.0, 700.0})
        QTest::addRow("%d types, %g req/s", types, rate) << types << rate;
  }
  void equalsCbc() {
    QFETCH(int, types);
    QFETCH(double, rate);
    for (unsigned seed = 1; seed <= 4; ++seed) {
      MixProblem problem = randomProblem(seed, {.side = 6, .types = types, .rate = rate});
      if (seed == 3) problem.gpus[1].maxReplicas = 2, problem.targetUtilisation = 0.8;
      const MixAnswer answer = solved(problem);
      const double expected = costByCbc(problem);
      if (std::isinf(expected)) {
        QCOMPARE(answer.status, MixAnswer::Status::infeasible);
        continue;
      }
      QVERIFY2(std::abs(answer.costPerHour - expected) < 1e-6 * expected,
               qPrintable(QString("seed %1: %2, CBC %3").arg(seed).arg(answer.costPerHour).arg(expected)));
      checkRouting(problem, answer);
    }
  }

  void neverCheaperForMoreTraffic() {
    for (unsigned seed = 1; seed <= 5; ++seed) {
      double before = 0;
      for (const double rate : {1.0, 3.0, 10.0, 11.0, 40.0, 150.0}) {
        const double cost = solved(randomProblem(seed, {.side = 4, .types = 3, .rate = rate})).costPerHour;
        QVERIFY(cost >= before - 1e-9);
        before = cost;
      }
    }
  }

  void dearerGpusByOneFactorMakeTheSameMixDearerByIt() {
    for (unsigned seed = 1; seed <= 5; ++seed) {
      MixProblem problem = randomProblem(seed, {.side = 4, .types = 4});
      const double cost = solved(problem).costPerHour;
      for (MixGpu& gpu : problem.gpus) gpu.costPerHour *= 7.3;
      QVERIFY(same(solved(problem).costPerHour, 7.3 * cost));
    }
  }

  void oneMoreTypeNeverCostsMore() {
    for (unsigned seed = 1; seed <= 8; ++seed) {
      MixProblem problem = randomProblem(seed, {.side = 4, .types = 4, .outOfReach = 0});
      const double all = solved(problem).costPerHour;
      problem.gpus.pop_back();
      QVERIFY(solved(problem).costPerHour >= all - 1e-9);
    }
  }

  void tighterPromisesNeverCostLess() {
    for (unsigned seed = 1; seed <= 5; ++seed) {
      MixProblem problem = randomProblem(seed, {.side = 4, .types = 3});
      double before = solved(problem).costPerHour;
      for (const auto tighten : {0, 1, 2}) {
        if (tighten == 0) problem.targetUtilisation = 0.7;
        if (tighten == 1) problem.burstFactor = 1.4;
        if (tighten == 2) problem.survivesLossOfOne = true;
        const double cost = solved(problem).costPerHour;
        QVERIFY(cost >= before - 1e-9);
        before = cost;
      }
    }
  }

  // Spare for the loss of one: whichever GPU goes, the rest carry everything; and one fewer of anything would
  // not do.
  void survivesTheLossOfAnyOne() {
    for (unsigned seed = 1; seed <= 4; ++seed) {
      MixProblem problem = randomProblem(seed, {.side = 3, .types = 3, .rate = 80});
      problem.survivesLossOfOne = true;
      const MixAnswer answer = solved(problem);
      QCOMPARE(answer.status, MixAnswer::Status::optimal);
      QVERIFY(holdsAfterAnyLoss(problem, answer.replicas));
    }
  }

  void tellsWhatOneMoreRequestBuys() {
    const MixProblem problem = melange(30);
    const MixAnswer answer = solved(problem);
    QVERIFY(answer.next.has_value());
    const MixAnswer more = solved(melange(31));
    for (std::size_t g = 0; g < 2; ++g)
      QCOMPARE(answer.next->change[g], more.replicas[g] - answer.replicas[g]);
    QVERIFY(same(answer.next->costPerHourChange, more.costPerHour - answer.costPerHour));
    // The headroom is exact: just below it the same GPUs do, just above they do not.
    const double edge = 30 + answer.headroomRate;
    QVERIFY(same(solved(melange(edge * (1 - 1e-7))).costPerHour, answer.costPerHour));
    QVERIFY(!holds(melange(edge * (1 + 1e-6)), answer.replicas));
  }

  void costPerMillionTokens() {
    const MixAnswer answer = solved(melange(30));
    const double tokensPerHour = 3600 * (6 * 128 + 3 * 576 + 15 * 576 + 6 * 1024);
    QVERIFY(same(answer.costPerMillionTokens, 4.68 / tokensPerHour * 1e6));
  }

  void namesCellsThatNoGpuServes() {
    MixProblem problem = melange(30);
    problem.gpus[0].capacity[2] = problem.gpus[1].capacity[2] = 0;
    problem.gpus[0].slos = "E2E P99 < 5 s";
    const MixAnswer answer = solved(problem);
    QCOMPARE(answer.status, MixAnswer::Status::infeasible);
    QCOMPARE(answer.unservable.size(), std::size_t{1});
    QCOMPARE(answer.unservable[0].cell, std::size_t{2});
    QVERIFY(answer.unservable[0].reason.find("E2E P99 < 5 s") != std::string::npos);
    QVERIFY(same(answer.servedRate, 15));
    QVERIFY(!answer.replicas.empty());  // for the rest, never priced for the cell
    QVERIFY(answer.costPerHour < 10);
  }

  void namesLimitsThatAreTooSmall() {
    MixProblem problem = melange(300);
    problem.gpus[0].maxReplicas = 2;
    problem.gpus[1].maxReplicas = 3;
    const MixAnswer answer = solved(problem);
    QCOMPARE(answer.status, MixAnswer::Status::infeasible);
    QVERIFY(answer.replicas.empty());
    QCOMPARE(answer.tightLimits.size(), std::size_t{2});
    for (const TightLimit& limit : answer.tightLimits) {
      QVERIFY(limit.needed.has_value());
      MixProblem wider = problem;
      wider.gpus[limit.gpu].maxReplicas = *limit.needed;
      QCOMPARE(solved(wider).status, MixAnswer::Status::optimal);
      wider.gpus[limit.gpu].maxReplicas = *limit.needed - 1;
      QCOMPARE(solved(wider).status, MixAnswer::Status::infeasible);
    }
    QVERIFY(!answer.tightCells.empty());
    QVERIFY(holds(melange(300 * answer.largestShare * (1 - 1e-6)), {2, 3}));
    QVERIFY(!holds(melange(300 * answer.largestShare * (1 + 1e-6)), {2, 3}));
  }

  void fixedReplicasAreKept() {
    MixProblem problem = melange(30);
    problem.gpus[0].minReplicas = problem.gpus[0].maxReplicas = 4;
    QCOMPARE(solved(problem).replicas[0], 4);
  }

  void fixedCellsGoWhereTheyAreFixed() {
    MixProblem problem = melange(30);
    problem.cells[3].onlyGpu = 0;
    const MixAnswer answer = solved(problem);
    QVERIFY(same(answer.routing[3][0], 1));
    QVERIFY(answer.replicas[0] >= 3);
  }

  void freeGpusAreNoTrouble() {
    MixProblem problem = melange(30);
    for (MixGpu& gpu : problem.gpus) gpu.costPerHour = 0;
    QCOMPARE(solved(problem).costPerHour, 0.0);
  }

  // --- Bad input ---
  void refusesWhatMakesNoSense_data() {
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("word");
    QTest::newRow("negative cost") << "cost"
                                   << "A10G";
    QTest::newRow("infinite rate") << "infinite"
                                   << "inf";
    QTest::newRow("NaN rate") << "nan"
                              << "nan";
    QTest::newRow("negative rate") << "negative"
                                   << "-1";
    QTest::newRow("empty traffic") << "zero"
                                   << "empty";
    QTest::newRow("no cells") << "none"
                              << "empty";
    QTest::newRow("contradictory limits") << "limits"
                                          << "contradict";
    QTest::newRow("utilisation above 1") << "utilisation"
                                         << "1.2";
    QTest::newRow("burst below 1") << "burst"
                                   << "0.5";
    QTest::newRow("no GPU") << "nogpu"
                            << "no GPU";
    QTest::newRow("absurd rate") << "absurd"
                                 << "unit";
  }
  void refusesWhatMakesNoSense() {
    QFETCH(QString, what);
    QFETCH(QString, word);
    MixProblem problem = melange(30);
    if (what == "cost") problem.gpus[0].costPerHour = -1;
    if (what == "infinite") problem.cells[0].rate = INFINITY;
    if (what == "nan") problem.cells[0].rate = NAN;
    if (what == "negative") problem.cells[0].rate = -1;
    if (what == "zero") problem = melange(0);
    if (what == "none")
      problem.cells.clear(), problem.gpus[0].capacity.clear(), problem.gpus[1].capacity.clear();
    if (what == "limits") problem.gpus[0].minReplicas = 3, problem.gpus[0].maxReplicas = 2;
    if (what == "utilisation") problem.targetUtilisation = 1.2;
    if (what == "burst") problem.burstFactor = 0.5;
    if (what == "nogpu") problem.gpus.clear();
    if (what == "absurd") problem = melange(1e15);
    const auto answer = solveMix(problem);
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::invalidArgument);
    QVERIFY2(answer.error().text().find(word.toStdString()) != std::string::npos,
             answer.error().text().c_str());
  }

  // A mix is there from the start, so even no time at all leaves an answer, with the gap that was not closed.
  void aTimeOutGivesTheBestSoFarWithItsGap() {
    const MixProblem problem = randomProblem(7, {.side = 11, .types = 8, .rate = 3000});
    const MixAnswer best = solved(problem);
    QVERIFY(best.nodes > 1);
    const MixAnswer answer = solved(problem, {.timeLimitSeconds = 0});
    QCOMPARE(answer.status, MixAnswer::Status::timedOut);
    QVERIFY(answer.gap > 0 && answer.gap <= 1);
    QVERIFY(answer.costPerHour * (1 - answer.gap) <= best.costPerHour + 1e-9);
    QVERIFY(answer.costPerHour >= best.costPerHour - 1e-9);
    checkRouting(problem, answer);
  }

  // Loads that differ by factors of 2^50, within limits: where the linear programme makes no headway, that is
  // said. It is no proof that there is no mix.
  void whatCannotBeSolvedIsNoProof() {
    int said = 0;
    for (unsigned seed = 1; seed <= 300 && said == 0; ++seed) {
      std::mt19937_64 random(seed);
      std::uniform_real_distribution<double> exponent(-26, 26);
      MixProblem problem;
      problem.cells.resize(10 + random() % 20, {64, 64, 1});
      problem.survivesLossOfOne = seed % 3 == 0;
      for (int g = 0; g < 5; ++g) {
        MixGpu gpu{.name = std::to_string(g), .costPerHour = 1.0 + g};
        for (std::size_t k = 0; k < problem.cells.size(); ++k)
          gpu.capacity.push_back(std::exp2(exponent(random)));
        gpu.maxReplicas = static_cast<int>(random() % 4);
        problem.gpus.push_back(gpu);
      }
      const auto answer = solveMix(problem, {.timeLimitSeconds = 0.2, .nextPurchase = false});
      if (answer || answer.error().code == ErrorCode::timeout) continue;
      QCOMPARE(answer.error().code, ErrorCode::invalidArgument);
      if (answer.error().message.find("cannot be solved") != std::string::npos) ++said;
    }
    QVERIFY(said > 0);
  }

  void stopsWhenTold() {
    std::stop_source stop;
    stop.request_stop();
    const auto answer =
        solveMix(randomProblem(7, {.side = 11, .types = 8, .rate = 3000}), {.stop = stop.get_token()});
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::cancelled);
  }
};

QTEST_APPLESS_MAIN(TestMix)
#include "test_mix.moc"
