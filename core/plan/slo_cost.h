// What a promise costs: the cheapest mix as one SLO's bound moves, and which bounds are worth choosing.
//
//   std::vector<MeasuredGpu> gpus{{"a10", 1.01, &tableA10}, {"a100", 3.67, &tableA100}};
//   auto front = costAgainstSlo(gpus, slos, Metric::e2e, {2, 3, 5, 8}, traffic, settings);
#pragma once

#include "core/plan/problem.h"
#include "core/profile/benchmark_table.h"

#include <span>
#include <string>
#include <vector>

namespace headroom {

struct MeasuredGpu {
  std::string name;
  double costPerHour = 1;
  const BenchmarkTable* table = nullptr;
};

// The profile of a table under SLOs, for planning: cells that were not measured serve nothing.
Profile planningProfile(const MeasuredGpu& gpu, const Slos& slos, const Evaluation& evaluation);

struct SloCost {
  double bound = 0;  // in the metric's unit
  bool feasible = false;
  std::vector<int> replicas;  // by GPU; of what can be served
  double costPerHour = 0;
  double servedShare = 0;  // of the traffic
  bool proved = true;      // false: the time ran out, and the cheapest costs up to `gap` less
  double gap = 0;
  bool onFront = false;  // feasible, and no stricter bound costs as little: a point of the Pareto front
};

// `slos` with the bound of `metric` replaced by each of `bounds`. `settings` gives what is not in the tables:
// limits by name, target utilisation, burst factor, spare, and of its cells the fixed choices. One solve a
// bound. Errors: as of planProblem and solveMix; invalidArgument for a bound that makes no sense.
Result<std::vector<SloCost>> costAgainstSlo(std::span<const MeasuredGpu> gpus, Slos slos, Metric metric,
                                            std::span<const double> bounds, const Distribution& traffic,
                                            CellRule rule, const MixProblem& settings = {},
                                            const MixControl& control = {});

// Takes limits by GPU name, target utilisation, burst factor and spare from `settings`, and the fixed choices
// of its cells for cells of the same lengths. Errors: invalidArgument for one fixed to a GPU that `problem`
// does not have.
Result<void> applySettings(const MixProblem& settings, MixProblem& problem);

}  // namespace headroom
