// How every bench program reports: one line a figure, ours beside the reference and the goal.
//
//   report({"gen-profile, 11 x 11 x 7 file", 8.1, "ms", 20, "aibrix_gen_profile 450 ms"});
//
// prints
//   gen-profile, 11 x 11 x 7 file             8.1 ms      goal <= 20        met    aibrix_gen_profile 450 ms
#pragma once

#include <fmt/format.h>

#include <cstdio>
#include <limits>
#include <string>

namespace headroom::bench {

struct Figure {
  std::string name;
  double value;
  std::string unit;
  double goal = std::numeric_limits<double>::quiet_NaN();  // at most this; NaN = no goal, only told
  std::string reference = {};                              // what others need, and how it was come by
};

inline void report(const Figure& figure) {
  const bool hasGoal = figure.goal == figure.goal;
  fmt::print("{:<58} {:>10.4g} {:<12} {:<18} {:<7} {}\n", figure.name, figure.value, figure.unit,
             hasGoal ? fmt::format("goal <= {:g}", figure.goal) : "",
             !hasGoal                      ? ""
             : figure.value <= figure.goal ? "met"
                                           : "MISSED",
             figure.reference);
  std::fflush(stdout);
}

}  // namespace headroom::bench
