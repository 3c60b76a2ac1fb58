// From a table and SLOs to a profile, as aibrix_gen_profile makes it.
//
//   auto profile = generateProfile(*table, slos, {.gpu = "llama2-7b-a10", .cost = 1.01});
#pragma once

#include "core/profile/benchmark_table.h"
#include "core/profile/profile.h"

#include <string>
#include <vector>

namespace headroom {

struct GenerateOptions {
  std::string gpu = {};                // required
  double cost = 1;                     // above 0
  std::optional<double> created = {};  // unix seconds; now when absent
  // Leave out what the reference does not write ("tpot"), and refuse what it cannot say (a percentile for
  // each SLO).
  bool strict = false;
};

// Errors: invalidArgument for SLOs, cost or gpu; malformed, naming the cells, where the reference crashes or
// writes NaN: a cell without any row, or without a number where the profile needs one. `tpot` is absent where
// a cell has none, or with `strict`.
Result<Profile> generateProfile(const BenchmarkTable& table, const Slos& slos,
                                const GenerateOptions& options);
// The same from what was evaluated with `slos` before.
Result<Profile> generateProfile(const BenchmarkTable& table, const Slos& slos, const Evaluation& evaluation,
                                const GenerateOptions& options);

// How many cells each limit holds down.
struct LimitCount {
  Limit limit;
  std::size_t cells = 0;
};
// Most cells first. With `onlyZero`, of the cells whose capacity is 0.
std::vector<LimitCount> countLimits(const Evaluation& evaluation, bool onlyZero);

}  // namespace headroom
