// What the same traffic costs at other total rates: each GPU type alone, and the best mix.
//
//   auto curve = costCurve(problem, {10, 20, 30});
//   curve->mix[1].costPerHour;             // at 20 requests/s
//   curve->single[0][1];                   // with the first GPU type alone; nothing where it cannot
#pragma once

#include "core/plan/mix.h"

#include <optional>
#include <span>
#include <vector>

namespace headroom {

struct CostCurve {
  struct Point {
    double rate = 0;            // requests/s in all
    std::vector<int> replicas;  // by GPU; empty where the limits allow no mix
    double costPerHour = 0;
    bool proved = true;  // false: the time ran out on this one
  };
  std::vector<Point> mix;                                  // in the order of the rates asked
  std::vector<std::vector<std::optional<double>>> single;  // [gpu][rate]: cost per hour
};

// The shapes and everything else but the total rate are the problem's. Unservable cells are left out of the
// mix, and exclude a single type that cannot serve them. Errors: as of solveMix; invalidArgument for a rate
// that is not finite and above 0.
Result<CostCurve> costCurve(const MixProblem& problem, std::span<const double> rates,
                            const MixControl& control = {});

}  // namespace headroom
