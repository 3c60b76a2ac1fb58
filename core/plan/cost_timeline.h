// What each stretch of recorded traffic would have needed, and what following it would have cost.
//
//   auto line = costTimeline(profiles, *recording, CellRule::upward, settings);
//   line->scaledCost;   // $ had the replicas followed the traffic from one interval to the next
//   line->steadyCost;   // $ with what the dearest interval needs, all along
#pragma once

#include "core/base/progress.h"
#include "core/plan/problem.h"
#include "core/traffic/recording.h"

#include <span>
#include <vector>

namespace headroom {

struct CostTimeline {
  struct Interval {
    double startSeconds = 0, seconds = 0;
    double rate = 0;            // requests/s
    std::vector<int> replicas;  // by GPU; empty where no mix serves it within the limits
    double costPerHour = 0;
    double unservedRate = 0;  // requests/s of cells that no GPU serves
    bool proved = true;       // false: the time ran out, and the cheapest costs up to `gap` less
    double gap = 0;
  };
  std::vector<Interval> intervals;  // ascending
  std::vector<int> steadyReplicas;  // the cheapest that carries every interval; empty where none was found
  bool steadyProved = true;         // false: the time ran out; there may be a cheaper one
  double steadyCostPerHour = 0;
  double scaledCost = 0;  // over the recording; intervals without traffic cost nothing
  double steadyCost = 0;  // over the same time
};

// `settings` as of costAgainstSlo; the time limit of `control` is that of each solve. Errors: as of
// planProblem and solveMix; invalidArgument where the recording tells no times.
Result<CostTimeline> costTimeline(std::span<const Profile> profiles, const Recording& recording,
                                  CellRule rule, const MixProblem& settings = {},
                                  const MixControl& control = {}, const ProgressSink& progress = {});

}  // namespace headroom
