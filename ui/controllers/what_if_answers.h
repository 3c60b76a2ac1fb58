// The questions of the What-if page, each a pure function of the input: what the planner of core answers, put
// together for one page. The first two take microseconds, a mix some milliseconds, the others up to seconds.
//
//   Capacities capacities = capacitiesOf(input);
//   auto mix = cheapestMix(input, stop);
//   mix->answer.costPerHour;
//
// None of them throws; an Error names the thing and the next step.
#pragma once

#include "core/plan/best_gpu.h"
#include "core/plan/cluster_answer.h"
#include "core/plan/cost_curve.h"
#include "core/plan/cost_timeline.h"
#include "core/plan/price_sensitivity.h"
#include "core/plan/problem.h"
#include "core/plan/robust_mix.h"
#include "ui/controllers/what_if_input.h"

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace headroom::ui {

// What every cell of every GPU can take under the promise.
struct Capacities {
  Slos slos;
  std::vector<Evaluation> byGpu;
};
Capacities capacitiesOf(const WhatIfInput& input);
// The same into vectors that are used again.
void capacitiesOf(const WhatIfInput& input, Capacities& into);

// On the grid of the first GPU; others are looked up in their own by the rule of the conditions.
std::vector<BestGpu> bestGpuOf(const WhatIfInput& input, const Capacities& capacities);
// Dollars per million tokens, input and output, of one GPU kept full with a cell; NaN where it serves none.
double costPerMillionTokens(double costPerHour, double capacity, int inputTokens, int outputTokens);

struct WhatIfMix {
  double rate = 0;  // requests/s planned for
  PlanProblem plan;
  MixAnswer answer;
  // What the same would cost, were shapes rounded to the nearest cell; absent where that is the rule.
  std::optional<double> nearestCost;
};
// Errors: as of planProblem and solveMix.
Result<WhatIfMix> cheapestMix(const WhatIfInput& input, std::stop_token stop = {});

struct WhatIfCluster {
  ClusterProblem problem;
  ClusterAnswer answer;
  std::vector<std::int64_t> replicas;  // by GPU of the input: 0 where the optimizer skips it
};
// Errors: as of clusterProblem and clusterAnswer.
Result<WhatIfCluster> clustersMix(const WhatIfInput& input, std::stop_token stop = {});

// Points of the curve and of the front, on the page, in the export and in the copied command.
inline constexpr int kCurvePoints = 100;
inline constexpr int kFrontPoints = 25;

// From nearly nothing to twice the planned rate.
Result<CostCurve> costAgainstRate(const WhatIfInput& input, int points, std::stop_token stop = {});

// The bound of one SLO from an eighth to eight times of what it is. Metrics whose SLO is off start from their
// value all the same. Errors: as of costAgainstSlo.
Result<std::vector<SloCost>> costAgainstPromise(const WhatIfInput& input, Metric metric, int points,
                                                std::stop_token stop = {});
std::vector<double> promiseBounds(const SloSettings& slos, Metric metric, int points);

// Errors: as of costTimeline: invalidArgument where the traffic tells no times.
Result<CostTimeline> costOverTime(const WhatIfInput& input, std::stop_token stop,
                                  const ProgressSink& progress);

struct PriceRange {
  double price = 0, from = 0, to = 0;
  std::vector<PricePiece> pieces;
};
// The end of the range for a GPU at `price`.
double mostPrice(double price);
// By GPU, from nothing to three times its price. Errors: as of priceSensitivity.
Result<std::vector<PriceRange>> choiceAgainstPrices(const WhatIfInput& input, std::stop_token stop = {});

// The input under the conditions of a scenario; without a traffic of its own, with that of the input.
WhatIfInput inputOf(const WhatIfInput& input, const Scenario& scenario,
                    std::shared_ptr<const WhatIfTraffic> ownTraffic);

struct ScenarioAnswers {
  struct One {
    std::string name;
    std::optional<WhatIfMix> mix;
    std::optional<Error> error;
  };
  std::vector<One> scenarios;  // each under its own conditions
  // One set of GPUs, at the prices, limits and spare of now, that carries now and every scenario. Absent
  // without a scenario, and where a problem cannot be put.
  std::optional<RobustAnswer> robust;
  std::vector<std::string> robustNames;  // of what it carries; "" = now
  std::vector<PlanProblem> robustPlans;  // one a name
  std::optional<Error> robustError;
};
// Traffic of their own is read from `library`. Errors: cancelled; what is wrong with one scenario is told
// there.
Result<ScenarioAnswers> compareScenarios(const WhatIfInput& input, const std::vector<Scenario>& scenarios,
                                         TrafficLibrary& library, std::stop_token stop = {});

// The names of replicas: "3 × A10 + 1 × A100-80G"; empty for none.
std::string mixText(const std::vector<WhatIfGpu>& gpus, const std::vector<int>& replicas);

}  // namespace headroom::ui
