// Two profiles, cell by cell: what a push would change.
//
//   ProfileDifference change = difference(stored, fresh);
//   if (change.empty()) …                     // equal, `created` aside
//   for (const CellChange& cell : change.cells) …
#pragma once

#include "core/profile/profile.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace headroom {

struct CellChange {
  int outputTokens = 0, inputTokens = 0;
  double before = 0, after = 0;  // throughput, requests/s
};

struct ProfileDifference {
  std::optional<std::pair<std::string, std::string>> gpu;
  std::optional<std::pair<double, double>> cost;
  std::optional<std::pair<Slos, Slos>> slos;
  bool gridChanged = false;
  std::vector<CellChange> cells;  // of the cells that both have; throughput
  std::size_t commonCells = 0;
  std::size_t raised = 0, lowered = 0;
  std::vector<std::string> latencies;  // which of "e2e", "ttft", "tpot" differ

  bool empty() const { return !gpu && !cost && !slos && !gridChanged && cells.empty() && latencies.empty(); }
};

// Exact: a value differs when it is not the same double. `created` is not looked at.
ProfileDifference difference(const Profile& before, const Profile& after);

// "cost 1 -> 2; 12 of 121 cells change (3 up, 9 down)"; "nothing" when they are equal.
std::string differenceText(const ProfileDifference& change);

}  // namespace headroom
