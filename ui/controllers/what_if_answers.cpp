#include "ui/controllers/what_if_answers.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace headroom::ui {
namespace {

constexpr double kMixSeconds = 10;     // then the best mix found so far, with its gap
constexpr double kClusterSeconds = 1;  // CBC does not see a stop, and closing must not wait for it
constexpr double kBoundFactor = 8;     // of the promise's bounds, up and down
constexpr double kPriceFactor = 3;

MixControl controlOf(std::stop_token stop, bool nextPurchase = false) {
  return {kMixSeconds, std::move(stop), nextPurchase};
}

std::vector<Profile> profilesOf(const WhatIfInput& input) {
  const Capacities capacities = capacitiesOf(input);
  std::vector<Profile> profiles;
  const std::vector<MeasuredGpu> gpus = measuredGpus(input);
  for (std::size_t g = 0; g < gpus.size(); ++g)
    profiles.push_back(planningProfile(gpus[g], capacities.slos, capacities.byGpu[g]));
  return profiles;
}

Result<PlanProblem> problemOf(const WhatIfInput& input, CellRule rule) {
  auto plan = planProblem(profilesOf(input), plannedTraffic(input), rule);
  if (!plan) return plan.error();
  if (auto applied = applySettings(settingsOf(input), plan->problem); !applied) return applied.error();
  return plan;
}

Result<PlanProblem> problemOf(const WhatIfInput& input) {
  return problemOf(input, cellRule(input.conditions));
}

Error nothingMeasured() {
  return {ErrorCode::invalidArgument, "nothing was measured yet", "run a benchmark first"};
}

}  // namespace

Capacities capacitiesOf(const WhatIfInput& input) {
  Capacities capacities;
  capacitiesOf(input, capacities);
  return capacities;
}

void capacitiesOf(const WhatIfInput& input, Capacities& into) {
  into.slos = slosOf(input.conditions.slos);
  into.byGpu.resize(input.gpus.size());
  for (std::size_t g = 0; g < input.gpus.size(); ++g) input.gpus[g].table->evaluate(into.slos, into.byGpu[g]);
}

std::vector<BestGpu> bestGpuOf(const WhatIfInput& input, const Capacities& capacities) {
  if (input.gpus.empty()) return {};
  const BenchmarkTable& first = *input.gpus.front().table;
  const CellRule rule = cellRule(input.conditions);
  std::vector<MixGpu> gpus;
  for (std::size_t g = 0; g < input.gpus.size(); ++g) {
    const BenchmarkTable& table = *input.gpus[g].table;
    MixGpu gpu;
    gpu.costPerHour = costOf(input.conditions, input.gpus[g]);
    const auto indexes = [rule](const std::vector<int>& of, const std::vector<int>& in) {
      // Nothing is promised of a length that was not measured.
      std::vector<std::optional<std::size_t>> found;
      for (const int length : of)
        found.push_back(length > in.back() ? std::nullopt
                                           : std::optional(cellIndex(in, std::log2(length), rule)));
      return found;
    };
    const auto rows = indexes(first.outputTokens(), table.outputTokens());
    const auto columns = indexes(first.inputTokens(), table.inputTokens());
    for (const auto& row : rows)
      for (const auto& column : columns) {
        const double capacity = row && column ? capacities.byGpu[g].throughput[table.cell(*row, *column)] : 0;
        gpu.capacity.push_back(std::isfinite(capacity) ? capacity : 0);
      }
    gpus.push_back(std::move(gpu));
  }
  return bestGpus(gpus);
}

double costPerMillionTokens(double costPerHour, double capacity, int inputTokens, int outputTokens) {
  if (!(capacity > 0)) return std::numeric_limits<double>::quiet_NaN();
  return costPerHour / 3600 / capacity / (static_cast<double>(inputTokens) + outputTokens) * 1e6;
}

Result<WhatIfMix> cheapestMix(const WhatIfInput& input, std::stop_token stop) {
  if (input.gpus.empty()) return nothingMeasured();
  if (auto sound = checkSlos(slosOf(input.conditions.slos)); !sound) return sound.error();
  auto plan = problemOf(input);
  if (!plan) return plan.error();
  auto answer = solveMix(plan->problem, controlOf(stop, true));
  if (!answer) return answer.error();
  WhatIfMix mix{plannedRate(input), std::move(*plan), std::move(*answer), {}};
  if (cellRule(input.conditions) == CellRule::upward)
    if (auto nearest = problemOf(input, CellRule::nearest); nearest)
      if (const auto other = solveMix(nearest->problem, controlOf(stop)); other && !other->replicas.empty())
        mix.nearestCost = other->costPerHour;
  return mix;
}

Result<WhatIfCluster> clustersMix(const WhatIfInput& input, std::stop_token stop) {
  if (input.gpus.empty()) return nothingMeasured();
  const Distribution seen = plannedForCluster(input);
  if (seen.points.empty())
    return Error{ErrorCode::notFound, "the gateway's traces hold no cluster of near requests",
                 "the optimizer says \"insufficient data\" and keeps its last answer"};
  auto problem = clusterProblem(profilesOf(input), seen);
  if (!problem) return problem.error();
  // The autoscaler's limits count; the target, the burst and the spare are ours alone.
  const MixProblem settings = settingsOf(input);
  for (MixGpu& gpu : problem->problem.gpus)
    for (const MixGpu& ours : settings.gpus)
      if (gpu.name == ours.name) gpu.minReplicas = ours.minReplicas, gpu.maxReplicas = ours.maxReplicas;
  ClusterOptions options;
  options.timeLimitSeconds = kClusterSeconds;
  options.stop = std::move(stop);
  auto answer = clusterAnswer(problem->problem, options);
  if (!answer) return answer.error();
  for (const std::size_t skipped : problem->skipped)
    answer->warnings.push_back(
        {"gridDiffers", fmt::format("the optimizer skips {}: its grid is not that of {}",
                                    input.gpus[skipped].name, input.gpus.front().name)});
  WhatIfCluster cluster{std::move(*problem), std::move(*answer), {}};
  cluster.replicas.assign(input.gpus.size(), 0);
  for (std::size_t i = 0; i < cluster.problem.taken.size(); ++i)
    cluster.replicas[cluster.problem.taken[i]] = cluster.answer.replicas[i];
  return cluster;
}

Result<CostCurve> costAgainstRate(const WhatIfInput& input, int points, std::stop_token stop) {
  if (input.gpus.empty()) return nothingMeasured();
  auto plan = problemOf(input);
  if (!plan) return plan.error();
  std::vector<double> rates;
  for (int i = 1; i <= points; ++i) rates.push_back(2 * plannedRate(input) * i / points);
  return costCurve(plan->problem, rates, controlOf(std::move(stop)));
}

std::vector<double> promiseBounds(const SloSettings& slos, Metric metric, int points) {
  std::vector<double> bounds;
  const double now = slos[metric].value;
  if (!(now > 0)) return bounds;
  for (int i = 0; i < points; ++i) bounds.push_back(now * std::pow(kBoundFactor, 2.0 * i / (points - 1) - 1));
  return bounds;
}

Result<std::vector<SloCost>> costAgainstPromise(const WhatIfInput& input, Metric metric, int points,
                                                std::stop_token stop) {
  if (input.gpus.empty()) return nothingMeasured();
  const std::vector<MeasuredGpu> gpus = measuredGpus(input);
  SloSettings settings = input.conditions.slos;
  settings[metric].on = true;
  return costAgainstSlo(gpus, slosOf(settings), metric, promiseBounds(settings, metric, points),
                        plannedTraffic(input), cellRule(input.conditions), settingsOf(input),
                        controlOf(std::move(stop)));
}

Result<CostTimeline> costOverTime(const WhatIfInput& input, std::stop_token stop,
                                  const ProgressSink& progress) {
  if (input.gpus.empty()) return nothingMeasured();
  const auto recording = plannedRecording(input);
  if (!recording)
    return Error{ErrorCode::invalidArgument, "the traffic tells no times, so it has no time line",
                 "choose a trace or a data set with times"};
  return costTimeline(profilesOf(input), *recording, cellRule(input.conditions), settingsOf(input),
                      controlOf(std::move(stop)), progress);
}

double mostPrice(double price) { return price > 0 ? kPriceFactor * price : 10; }

Result<std::vector<PriceRange>> choiceAgainstPrices(const WhatIfInput& input, std::stop_token stop) {
  if (input.gpus.empty()) return nothingMeasured();
  auto plan = problemOf(input);
  if (!plan) return plan.error();
  std::vector<PriceRange> ranges;
  for (std::size_t g = 0; g < input.gpus.size(); ++g) {
    PriceRange range;
    range.price = costOf(input.conditions, input.gpus[g]);
    range.to = mostPrice(range.price);
    auto pieces = priceSensitivity(plan->problem, g, range.from, range.to, controlOf(stop));
    if (!pieces) return pieces.error();
    range.pieces = std::move(*pieces);
    ranges.push_back(std::move(range));
  }
  return ranges;
}

WhatIfInput inputOf(const WhatIfInput& input, const Scenario& scenario,
                    std::shared_ptr<const WhatIfTraffic> ownTraffic) {
  WhatIfInput own = input;
  own.conditions = scenario;
  if (ownTraffic) own.traffic = std::move(ownTraffic);
  return own;
}

Result<ScenarioAnswers> compareScenarios(const WhatIfInput& input, const std::vector<Scenario>& scenarios,
                                         TrafficLibrary& library, std::stop_token stop) {
  if (input.gpus.empty()) return nothingMeasured();
  ScenarioAnswers answers;
  const auto add = [&](const WhatIfInput& own, const std::string& name) {
    WhatIfInput priced = own;
    priced.conditions.prices = input.conditions.prices;
    priced.conditions.survivesLossOfOne = input.conditions.survivesLossOfOne;
    auto plan = problemOf(priced);
    if (!plan) {
      if (!answers.robustError) answers.robustError = plan.error();
      return;
    }
    answers.robustPlans.push_back(std::move(*plan));
    answers.robustNames.push_back(name);
  };
  add(input, "");
  for (const Scenario& scenario : scenarios) {
    if (stop.stop_requested()) return Error{ErrorCode::cancelled, "the scenarios were not waited for"};
    ScenarioAnswers::One& one = answers.scenarios.emplace_back();
    one.name = scenario.name;
    std::shared_ptr<const WhatIfTraffic> traffic;
    if (scenario.traffic && std::ranges::any_of(*scenario.traffic, &TrafficPart::on)) {
      auto read = library.read(*scenario.traffic);
      if (!read) {
        one.error = read.error();
        continue;
      }
      traffic = std::move(*read);
    } else if (scenario.traffic) {
      traffic = standInFor(*input.gpus.front().table);
    }
    const WhatIfInput own = inputOf(input, scenario, std::move(traffic));
    if (auto mix = cheapestMix(own, stop))
      one.mix = std::move(*mix);
    else if (mix.error().code == ErrorCode::cancelled)
      return mix.error();
    else
      one.error = mix.error();
    add(own, scenario.name);
  }
  if (answers.robustPlans.size() < 2) return answers;
  std::vector<MixProblem> problems;
  for (const PlanProblem& plan : answers.robustPlans) problems.push_back(plan.problem);
  if (auto robust = robustMix(problems, controlOf(stop)))
    answers.robust = std::move(*robust);
  else if (robust.error().code == ErrorCode::cancelled)
    return robust.error();
  else
    answers.robustError = robust.error();
  return answers;
}

std::string mixText(const std::vector<WhatIfGpu>& gpus, const std::vector<int>& replicas) {
  std::string text;
  for (std::size_t g = 0; g < gpus.size() && g < replicas.size(); ++g)
    if (replicas[g] > 0)
      text += fmt::format("{}{} × {}", text.empty() ? "" : " + ", replicas[g], gpus[g].name);
  return text;
}

}  // namespace headroom::ui
