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

#include <algorithm>
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

  // The time is over before anything is proved: said of each bound and each interval, with what it may be off
  // by.
  void aTimeOutIsSaid() {
    const BenchmarkTable slow = table(1), middle = table(2.3), fast = table(4);
    const std::vector<MeasuredGpu> gpus{
        {"slow", 1.07, &slow}, {"middle", 2.31, &middle}, {"fast", 5.03, &fast}};
    const GridTraffic rates{{16, 64}, {64, 256}, {{301.7, 203.3}, {407.9, 101.1}}, {}};
    const std::vector<double> bounds{0.5, 0.7, 1, 1.5, 2, 3, 4, 6};
    const auto front = [&](const MixControl& control) {
      return *costAgainstSlo(gpus, {}, Metric::e2e, bounds, distributionOf(rates), CellRule::upward, {},
                             control);
    };
    const auto late = front({.timeLimitSeconds = 0}), best = front({});
    QVERIFY(std::ranges::any_of(late, [](const SloCost& cost) { return !cost.proved; }));
    QVERIFY(std::ranges::all_of(best, [](const SloCost& cost) { return cost.proved && cost.gap == 0; }));
    for (std::size_t i = 0; i < late.size(); ++i) {
      QCOMPARE(late[i].proved, late[i].gap == 0);
      QVERIFY(late[i].costPerHour * (1 - late[i].gap) <= best[i].costPerHour + 1e-9);
    }
    std::vector<Profile> profiles;
    for (unsigned g = 0; g < 8; ++g) {
      const MixProblem drawn = randomProblem(7, {.side = 11, .types = 8, .rate = 3000});
      Profile profile = profileOf(drawn.gpus[g].name, drawn.gpus[g].costPerHour, {});
      profile.outputTokens.clear(), profile.inputTokens.clear();
      for (int i = 0; i < 11; ++i)
        profile.outputTokens.push_back(4 << i), profile.inputTokens.push_back(4 << i);
      for (auto row = drawn.gpus[g].capacity.begin(); row != drawn.gpus[g].capacity.end(); row += 11)
        profile.throughput.emplace_back(row, row + 11);
      profiles.push_back(profile);
    }
    Recording recording{"day", true, {}, {}};
    for (int i = 0; i < 5; ++i) {
      TrafficInterval interval{i * 60.0, 60, {}, 0, {}, {}};
      ShapeCounter counter;
      for (int k = 0; k < 121; ++k)
        counter.add(4 << (k / 11), 4 << (k % 11), 500 + 97 * ((k * 7 + i * 31) % 13));
      interval.counts = counter.take();
      for (const ShapeCount& shape : interval.counts) interval.requests += shape.count;
      recording.intervals.push_back(interval);
    }
    const auto line = costTimeline(profiles, recording, CellRule::upward, {}, {.timeLimitSeconds = 0});
    QVERIFY2(line.ok(), line.ok() ? "" : line.error().text().c_str());
    QVERIFY(std::ranges::any_of(line->intervals, [](const auto& interval) { return !interval.proved; }));
    QVERIFY(!line->steadyProved);
    QVERIFY(!line->steadyReplicas.empty());
    for (const CostTimeline::Interval& interval : line->intervals)
      QCOMPARE(interval.proved, interval.gap == 0);
  }

  // A cell fixed to one GPU stays so in every interval and at every bound.
  void fixedChoicesHold() {
    const std::vector<Profile> profiles{profileOf("small", 1, {{2, 1}, {1, 0.5}}),
                                        profileOf("large", 3, {{80, 60}, {50, 40}})};
    MixProblem settings;
    settings.gpus = {{.name = "large"}, {.name = "small"}};  // in their own order
    settings.cells = {{64, 256, 1, std::size_t{1}}};
    std::string text;
    for (int i = 0; i < 200; ++i) text += std::to_string(i) + ",200,60\n" + std::to_string(i) + ",60,15\n";
    const auto recording = parseTokenList(text, "day", {.intervalSeconds = 100});
    const auto line = costTimeline(profiles, *recording, CellRule::upward, settings);
    QVERIFY(line.ok());
    for (const CostTimeline::Interval& interval : line->intervals) QVERIFY(interval.replicas[0] >= 2);
    QVERIFY(costTimeline(profiles, *recording, CellRule::upward)->intervals[0].replicas[0] < 2);
    settings.gpus[1].name = "nobody";
    const auto refused = costTimeline(profiles, *recording, CellRule::upward, settings);
    QVERIFY(!refused && refused.error().message.find("nobody") != std::string::npos);
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

  // 10 requests/s of 4000 x 500 with one GPU measured to input 4096 and one to 128: the second is not
  // promised for what nobody measured, however cheap it is, and whichever profile comes first.
  void whatWasNotMeasuredIsNotPromised() {
    Profile big = profileOf("big", 4, {{6, 5}, {3, 2}}),
            small = profileOf("small", 0.5, {{40, 40}, {40, 40}});
    big.outputTokens = {64, 512}, big.inputTokens = {128, 4096};
    small.outputTokens = {64, 512}, small.inputTokens = {64, 128};
    const auto shape = [](double in, double out, double rate) {
      return TrafficPoint{std::log2(in), std::log2(out), std::log2(in), std::log2(out), rate};
    };
    for (const CellRule rule : {CellRule::upward, CellRule::nearest})
      for (const bool swapped : {false, true}) {
        const std::vector<Profile> profiles = swapped ? std::vector{small, big} : std::vector{big, small};
        const std::size_t bigAt = swapped ? 1 : 0, smallAt = 1 - bigAt;
        const auto plan = planProblem(profiles, {{shape(4000, 500, 10)}}, rule);
        QVERIFY(plan.ok());
        const MixProblem& problem = plan->problem;
        QCOMPARE(problem.cells.size(), std::size_t{1});
        QCOMPARE(problem.cells[0].inputTokens, 4096);  // not 128, by which its tokens would be counted
        QCOMPARE(problem.gpus[smallAt].capacity[0], 0.0);
        QCOMPARE(problem.gpus[bigAt].capacity[0], 2.0);
        QVERIFY(plan->outside.empty());  // one of the grids holds it
        const auto said = std::ranges::find_if(
            plan->notes, [](const std::string& note) { return note.find("measured of small") != note.npos; });
        QVERIFY(said != plan->notes.end());
        QVERIFY2(said->find("input 3999") != said->npos || said->find("input 4000") != said->npos,
                 said->c_str());
        const MixAnswer answer = solved(problem);
        QCOMPARE(answer.replicas[bigAt], 5);
        QCOMPARE(answer.replicas[smallAt], 0);
      }
    // Nobody serves it: the one was not measured there, the other does not keep its SLOs.
    big.throughput[1][1] = 0;
    const auto none = planProblem(std::vector{big, small}, {{shape(4000, 500, 10)}}, CellRule::upward);
    const MixAnswer answer = solved(none->problem);
    QCOMPARE(answer.unservable.size(), std::size_t{1});
    QVERIFY2(answer.unservable[0].reason.find("small (not measured") != std::string::npos,
             answer.unservable[0].reason.c_str());
    // A short request of the same last cell stays with both.
    const auto both =
        planProblem(std::vector{big, small}, {{shape(4000, 500, 10), shape(120, 500, 1)}}, CellRule::upward);
    QCOMPARE(both->problem.cells.size(), std::size_t{2});
    QVERIFY(std::ranges::any_of(both->problem.gpus[1].capacity, [](double c) { return c == 40; }));
    // Longer than every grid: planned with the one that reaches furthest, and named with it.
    const auto beyond = planProblem(std::vector{small, big}, {{shape(9000, 500, 10)}}, CellRule::upward);
    QCOMPARE(beyond->problem.gpus[0].capacity[0], 0.0);
    QCOMPARE(beyond->outside.size(), std::size_t{1});
    QVERIFY(beyond->outside[0].longer);
    QCOMPARE(beyond->outside[0].gpus, (std::vector<std::string>{"big"}));
    QCOMPARE(beyond->outside[0].inputTokens, 4096);
    QCOMPARE(beyond->outside[0].rate, 10.0);
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
