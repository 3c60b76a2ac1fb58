// As the cluster would: what AIBrix's GPU optimizer and autoscaler make of the same profiles and the same
// traffic.
//
//   auto answer = clusterAnswer(problem);
//   answer->asked;      // {0, 113}: hundredths of a GPU, as its /metrics says
//   answer->replicas;   // {0, 2}: what the autoscaler makes of it
//
// Its programme (contracts, 6) cuts each cell into `sliceFactor` equal slices that go whole to one GPU type,
// counts in 1/gpuFraction of a GPU, and gives a cell that a GPU cannot serve a load of a million GPUs per
// request/s. The slices of one cell are interchangeable, so we count them instead of telling them apart, drop
// placements that another one beats for certain, and leave the rest to CBC.
#pragma once

#include "core/plan/mix.h"

#include <cstdint>
#include <string>
#include <vector>

namespace headroom {

struct ClusterOptions {
  int sliceFactor = 4;       // 1 to 1000
  double gpuFraction = 100;  // 1 or more
  double timeLimitSeconds = 2;
  std::stop_token stop = {};
};

struct ClusterWarning {
  std::string code;  // "unservableCell", "neverChosen", "gridDiffers", "notProved", "limited"
  std::string message;
};

struct ClusterAnswer {
  std::vector<std::int64_t> asked;  // by GPU, in 1/gpuFraction of a GPU
  double cost = 0;                  // per hour, of what is asked: sum asked * cost / gpuFraction
  std::vector<std::int64_t>
      replicas;             // by GPU: rounded up by the autoscaler, within the limits of the problem
  double replicasCost = 0;  // per hour
  double gap = 0;           // 0: proved to be the reference's least cost
  std::vector<ClusterWarning> warnings;
};

// The cells' rates, the capacities, costs and limits of `problem` count; its target utilisation, burst
// factor, spare and fixed choices do not: the cluster has none. Errors: invalidArgument as of solveMix, and
// for options that make no sense; cancelled.
Result<ClusterAnswer> clusterAnswer(const MixProblem& problem, const ClusterOptions& options = {});

}  // namespace headroom
