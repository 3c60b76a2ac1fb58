// The questions around the mix: best GPU, cost curve, SLO front, time line, prices, several traffics at once.
#include "core/plan/best_gpu.h"
#include "core/plan/cost_curve.h"
#include "core/plan/cost_timeline.h"
#include "core/plan/price_sensitivity.h"
#include "core/plan/robust_mix.h"
#include "core/plan/slo_cost.h"
#include "tests/core/plan/oracle.h"
#include "tests/core/plan/random_problem.h"

#include <QtTest>

#include <cmath>

using namespace headroom;
using namespace headroom::test;

namespace {

MixAnswer solved(const MixProblem& problem) {
  auto answer = solveMix(problem, {.nextPurchase = false});
  if (!answer) qFatal("%s", answer.error().text().c_str());
  return *answer;
}

bool same(double a, double b) { return std::abs(a - b) <= 1e-9 * std::max(1.0, std::abs(b)); }

MixProblem atRate(MixProblem problem, double rate) {
  double total = 0;
  for (const MixCell& cell : problem.cells) total += cell.rate;
  for (MixCell& cell : problem.cells) cell.rate *= rate / total;
  return problem;
}

// A benchmark file of one GPU on 2 x 2 cells: latency grows with the rate and with the length.
BenchmarkTable table(double speed) {
  std::string text;
  for (const int input : {64, 256})
    for (const int output : {16, 64})
      for (const double rate : {1.0, 2.0, 4.0, 8.0}) {
        const double e2e = (output * 0.02 + input * 0.001) / speed * (1 + rate / (4 * speed));
        const std::string head =
            "{\"input_tokens\": " + std::to_string(input) + ", \"output_tokens\": " + std::to_string(output) +
            ", \"request_rate\": " + std::to_string(rate) + ", \"seed\": 0, \"model\": \"m\", \"metric\": ";
        const auto row = [&](const char* metric, double mean, bool latency) {
          text += head + "\"" + metric + "\", \"mean\": " + std::to_string(mean);
          if (latency)
            text += ", \"P50\": " + std::to_string(mean) + ", \"P90\": " + std::to_string(mean) +
                    ", \"P99\": " + std::to_string(mean);
          text += "}\n";
        };
        row("TPUT", rate, false);
        row("TT", rate * output, false);
        row("E2E", e2e, true);
        row("TTFT", e2e / 10, true);
        row("TPOT", e2e / output, true);
      }
  auto built = BenchmarkTable::build(*parseBenchmarkFile(text, "made up"));
  if (!built) qFatal("%s", built.error().text().c_str());
  return *built;
}

Profile profileOf(const std::string& gpu, double cost, const Matrix& throughput) {
  Profile profile;
  profile.gpu = gpu;
  profile.cost = cost;
  profile.throughput = throughput;
  profile.outputTokens = {16, 64};
  profile.inputTokens = {64, 256};
  return profile;
}

}  // namespace

class TestWhatIf : public QObject {
  Q_OBJECT

 private slots:
  void bestGpuWithItsMargin() {
    const std::vector<MixGpu> gpus{{.name = "a", .costPerHour = 1, .capacity = {2, 1, 0, 0}},
                                   {.name = "b", .costPerHour = 4, .capacity = {4, 8, 8, 0}}};
    const auto best = bestGpus(gpus);
    QCOMPARE(*best[0].best, std::size_t{0});
    QCOMPARE(*best[0].second, std::size_t{1});
    QCOMPARE(best[0].margin, 1.0);  // twice the cost: 100 % more
    QVERIFY(same(best[0].costPerMillionRequests, 1.0 / 2 / 3600 * 1e6));
    QCOMPARE(*best[1].best, std::size_t{1});
    QCOMPARE(*best[2].best, std::size_t{1});
    QVERIFY(!best[2].second);
    QVERIFY(std::isnan(best[2].margin));
    QVERIFY(!best[3].best);
  }

  // Every point of the curve is what a solve at that rate gives, and every single type what brute force
  // gives.
  void theCurveIsExact() {
    for (unsigned seed = 1; seed <= 3; ++seed) {
      MixProblem problem = randomProblem(seed, {.side = 4, .types = 3, .rate = 50});
      if (seed == 2) problem.survivesLossOfOne = true;
      if (seed == 3) problem.gpus[0].maxReplicas = 1, problem.gpus[1].minReplicas = 1;
      std::vector<double> rates;
      for (int i = 0; i < 25; ++i) rates.push_back(1 + 7.0 * ((i * 11) % 25));  // in no order
      const auto curve = costCurve(problem, rates);
      QVERIFY(curve.ok());
      for (std::size_t i = 0; i < rates.size(); ++i) {
        const MixAnswer answer = solved(atRate(problem, rates[i]));
        QVERIFY2(same(curve->mix[i].costPerHour, answer.costPerHour),
                 qPrintable(QString("seed %1 rate %2: %3, %4")
                                .arg(seed)
                                .arg(rates[i])
                                .arg(curve->mix[i].costPerHour)
                                .arg(answer.costPerHour)));
        for (std::size_t g = 0; g < problem.gpus.size(); ++g) {
          MixProblem alone = atRate(problem, rates[i]);
          for (std::size_t other = 0; other < alone.gpus.size(); ++other)
            if (other != g) alone.gpus[other].minReplicas = alone.gpus[other].maxReplicas = 0;
          const MixAnswer single = solved(alone);
          QCOMPARE(curve->single[g][i].has_value(), single.status == MixAnswer::Status::optimal);
          if (curve->single[g][i]) {
            QVERIFY(same(*curve->single[g][i], single.costPerHour));
            if (problem.gpus[1].minReplicas == 0)
              QVERIFY(curve->mix[i].costPerHour <= *curve->single[g][i] + 1e-9);
          }
        }
      }
    }
    for (const double wrong : {0.0, -1.0, double(INFINITY), double(NAN)})
      QVERIFY(!costCurve(randomProblem(1, {.side = 2}), std::vector<double>{1, wrong}));
  }

  // At any price between, the piece's mix costs what the cheapest costs; at the breaks both do.
  void pricesAtWhichTheChoiceChanges() {
    for (unsigned seed = 1; seed <= 4; ++seed) {
      MixProblem problem = randomProblem(seed, {.side = 3, .types = 3, .rate = 60});
      const auto pieces = priceSensitivity(problem, 1, 0, 30);
      QVERIFY(pieces.ok());
      QCOMPARE(pieces->front().fromPrice, 0.0);
      QCOMPARE(pieces->back().toPrice, 30.0);
      for (std::size_t i = 0; i < pieces->size(); ++i) {
        const PricePiece& piece = (*pieces)[i];
        if (i > 0) {
          QVERIFY(same(piece.fromPrice, (*pieces)[i - 1].toPrice));
          QVERIFY(same(piece.costAtFrom, (*pieces)[i - 1].costAtTo));
          QVERIFY(piece.replicas[1] < (*pieces)[i - 1].replicas[1]);
        }
        for (const double share : {0.0, 0.3, 0.9, 1.0}) {
          problem.gpus[1].costPerHour = piece.fromPrice + share * (piece.toPrice - piece.fromPrice);
          double cost = 0;
          for (std::size_t g = 0; g < 3; ++g) cost += problem.gpus[g].costPerHour * piece.replicas[g];
          QVERIFY(same(cost, solved(problem).costPerHour));
        }
      }
      QVERIFY(pieces->size() > 1);
    }
    QVERIFY(!priceSensitivity(randomProblem(1, {.side = 2}), 0, 3, 2));
    QVERIFY(!priceSensitivity(randomProblem(1, {.side = 2}), 0, -1, 2));
  }

  void oneMixForSeveralTraffics() {
    for (unsigned seed = 1; seed <= 6; ++seed) {
      std::vector<MixProblem> scenarios{randomProblem(seed, {.side = 2, .types = 2, .rate = 60})};
      for (int s = 1; s <= 2; ++s) {
        scenarios.push_back(scenarios[0]);
        for (std::size_t k = 0; k < 4; ++k)
          scenarios.back().cells[k].rate *= s == 1 ? (k < 2 ? 2 : 0.1) : (k < 2 ? 0.1 : 2);
      }
      const auto answer = robustMix(scenarios);
      QVERIFY(answer.ok());
      // Against every pair of replicas.
      double expected = INFINITY;
      for (int a = 0; a <= 40; ++a)
        for (int b = 0; b <= 40; ++b) {
          const double cost = a * scenarios[0].gpus[0].costPerHour + b * scenarios[0].gpus[1].costPerHour;
          if (cost >= expected - 1e-9) continue;
          bool all = true;
          for (const MixProblem& scenario : scenarios) all = all && holds(scenario, {a, b});
          if (all) expected = cost;
        }
      QVERIFY2(same(answer->costPerHour, expected),
               qPrintable(QString("%1, %2").arg(answer->costPerHour).arg(expected)));
      for (std::size_t s = 0; s < scenarios.size(); ++s) {
        QVERIFY(answer->alone[s] <= answer->costPerHour + 1e-9);
        QCOMPARE(answer->scenarios[s].replicas, answer->replicas);
      }
    }
    QVERIFY(!robustMix({}));
  }

  void theFrontOfCostAgainstAPromise() {
    const BenchmarkTable slow = table(1), fast = table(4);
    const std::vector<MeasuredGpu> gpus{{"slow", 1, &slow}, {"fast", 5, &fast}};
    const GridTraffic rates{{16, 64}, {64, 256}, {{3, 2}, {4, 1}}, {}};
    const std::vector<double> bounds{0.01, 0.3, 0.6, 1, 2, 4, 8};
    const auto costs = costAgainstSlo(gpus, {}, Metric::e2e, bounds, distributionOf(rates), CellRule::upward);
    QVERIFY(costs.ok());
    QVERIFY(!costs->front().feasible);  // nobody answers in 10 ms
    QVERIFY(costs->back().feasible);
    double before = INFINITY;
    for (std::size_t i = 0; i < bounds.size(); ++i) {
      if (!(*costs)[i].feasible) continue;
      QVERIFY((*costs)[i].costPerHour <= before + 1e-9);  // a looser promise never costs more
      QCOMPARE((*costs)[i].onFront, (*costs)[i].costPerHour < before - 1e-9);
      before = (*costs)[i].costPerHour;
      // The cost is that of the profiles under these SLOs.
      Slos slos;
      slos.e2e = bounds[i];
      std::vector<Profile> profiles;
      for (const MeasuredGpu& gpu : gpus)
        profiles.push_back(planningProfile(gpu, slos, gpu.table->evaluate(slos)));
      QVERIFY(
          same((*costs)[i].costPerHour,
               solved(planProblem(profiles, distributionOf(rates), CellRule::upward)->problem).costPerHour));
    }
    QVERIFY(!costAgainstSlo(gpus, {}, Metric::e2e, std::vector<double>{-1}, distributionOf(rates),
                            CellRule::upward));
  }

  void theTimeLineNeedsWhatEachIntervalNeeds() {
    const std::vector<Profile> profiles{profileOf("small", 1, {{2, 1}, {1, 0.5}}),
                                        profileOf("large", 3, {{8, 6}, {5, 4}})};
    std::string text;
    for (int second = 0; second < 300; ++second)
      for (int i = 0; i < (second < 100 ? 2 : second < 200 ? 12 : 5); ++i)
        text += std::to_string(second) + (second < 200 ? ",200,60\n" : ",60,15\n");
    const auto recording = parseTokenList(text, "day", {.intervalSeconds = 50});
    const auto line = costTimeline(profiles, *recording, CellRule::upward);
    QVERIFY(line.ok());
    QCOMPARE(line->intervals.size(), recording->intervals.size());
    double total = 0;
    for (std::size_t i = 0; i < line->intervals.size(); ++i) {
      const auto plan = planProblem(profiles, trafficOf(recording->intervals[i]), CellRule::upward);
      QVERIFY(same(line->intervals[i].costPerHour, solved(plan->problem).costPerHour));
      total += line->intervals[i].costPerHour * line->intervals[i].seconds / 3600;
      QVERIFY(holds(plan->problem, line->steadyReplicas));  // carries every interval
      QVERIFY(line->steadyCostPerHour >= line->intervals[i].costPerHour - 1e-9);
    }
    QVERIFY(same(line->scaledCost, total));
    QVERIFY(line->steadyCost > line->scaledCost);
    const auto untimed = parseTokenList("100,10\n", "list", {});
    QVERIFY(!costTimeline(profiles, *untimed, CellRule::upward));
  }

  // --- Profiles that do not fit together ---
  void profilesOfDifferentGrids() {
    Profile small = profileOf("small", 1, {{2, 1}, {1, 0.5}});
    Profile large = profileOf("large", 3, {{8}, {5}});
    large.inputTokens = {256};
    const std::vector<Profile> profiles{small, large};
    const GridTraffic rates{{16, 64}, {64, 256}, {{3, 2}, {4, 1}}, {}};
    const auto plan = planProblem(profiles, distributionOf(rates), CellRule::upward);
    QVERIFY(plan.ok());
    QVERIFY(!plan->notes.empty());
    for (std::size_t k = 0; k < plan->problem.cells.size(); ++k)  // each profile at its own cell
      QCOMPARE(plan->problem.gpus[1].capacity[k], plan->problem.cells[k].outputTokens == 16 ? 8.0 : 5.0);
    const auto cluster = clusterProblem(profiles, distributionOf(rates));
    QVERIFY(cluster.ok());
    QCOMPARE(cluster->skipped, (std::vector<std::size_t>{1}));
    QCOMPARE(cluster->problem.gpus.size(), std::size_t{1});
  }

  void profilesThatCannotBeUsed() {
    const Distribution traffic = distributionOf(GridTraffic{{16, 64}, {64, 256}, {{3, 2}, {4, 1}}, {}});
    const Profile sound = profileOf("small", 1, {{2, 1}, {1, 0.5}});
    QVERIFY(!planProblem({}, traffic, CellRule::upward));
    QVERIFY(!planProblem(std::vector<Profile>{sound, sound}, traffic, CellRule::upward));
    Profile ragged = sound;
    ragged.throughput[1].pop_back();
    QVERIFY(!planProblem(std::vector<Profile>{ragged}, traffic, CellRule::upward));
  }
};

QTEST_APPLESS_MAIN(TestWhatIf)
#include "test_what_if.moc"
