// Which GPU serves a request shape cheapest, and by how much.
//
//   for (const BestGpu& cell : bestGpus(problem.gpus)) …
#pragma once

#include "core/plan/mix.h"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace headroom {

struct BestGpu {
  std::optional<std::size_t> best;    // none keeps its SLOs in this cell
  std::optional<std::size_t> second;  // none but the best does
  double costPerMillionRequests = 0;  // of the best, on a full GPU
  // What the second costs more, of the best's cost: 0.4 = 40 % more. NaN without a second; infinite where
  // the best is free and the second is not.
  double margin = 0;
};

// One a cell, by the capacities and costs alone. Ties go to the GPU that comes first.
std::vector<BestGpu> bestGpus(std::span<const MixGpu> gpus);

}  // namespace headroom
