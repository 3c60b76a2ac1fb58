// At which price the choice changes: the cheapest mix as one GPU's price moves and all else stays.
//
//   auto pieces = priceSensitivity(problem, 1, 0, 10);
//   for (const PricePiece& piece : *pieces) …    // from 2.10 to 3.80 per hour: 1 + 4
#pragma once

#include "core/plan/mix.h"

#include <cstddef>
#include <vector>

namespace headroom {

struct PricePiece {
  double fromPrice = 0, toPrice = 0;  // per hour of one GPU; this mix is a cheapest one all along
  std::vector<int> replicas;
  double costAtFrom = 0, costAtTo = 0;  // per hour of the mix
};

// The least cost is concave and piecewise linear in one price, so the breaks are found where the lines of two
// mixes cross and no third one lies below: exactly, by one solve a piece and one a break (Eisner and
// Severance, 1976). Pieces ascend and cover [from, to]. Errors: as of solveMix; invalidArgument for prices
// that are negative, not finite or in the wrong order, and where no mix serves the traffic.
Result<std::vector<PricePiece>> priceSensitivity(const MixProblem& problem, std::size_t gpu, double from,
                                                 double to, const MixControl& control = {});

}  // namespace headroom
