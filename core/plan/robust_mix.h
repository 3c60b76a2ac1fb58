// One set of GPUs for several traffics that may come: each of them must be carried, whichever it is.
//
//   auto answer = robustMix({workday, weekend, launch});
//   answer->replicas; answer->alone[2];     // what the third would cost by itself
#pragma once

#include "core/plan/mix.h"

#include <span>
#include <vector>

namespace headroom {

struct RobustAnswer {
  MixAnswer::Status status = MixAnswer::Status::optimal;
  double gap = 0;
  std::vector<int> replicas;  // by GPU; empty where no mix carries all
  double costPerHour = 0;
  // By scenario: the best routing over these replicas, with its utilisation, headroom and unservable cells.
  std::vector<MixAnswer> scenarios;
  std::vector<double> alone;  // by scenario: cost per hour of its own cheapest mix; NaN where it has none
};

// The problems differ in cells, capacities of those cells, rates, target utilisation and burst factor; names,
// costs, limits and the spare must be those of the first. Errors: as of solveMix; invalidArgument where they
// are not, or there is no scenario.
Result<RobustAnswer> robustMix(std::span<const MixProblem> scenarios, const MixControl& control = {});

}  // namespace headroom
