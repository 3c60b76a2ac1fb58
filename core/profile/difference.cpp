#include "core/profile/difference.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace headroom {
namespace {

bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

bool same(const Matrix& a, const Matrix& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
    return std::equal(x.begin(), x.end(), y.begin(), y.end(), [](double p, double q) { return same(p, q); });
  });
}

bool same(const std::optional<Matrix>& a, const std::optional<Matrix>& b) {
  return a.has_value() == b.has_value() && (!a || same(*a, *b));
}

// Nothing where a ragged profile has no such value.
std::optional<double> valueAt(const Matrix& matrix, std::size_t row, std::size_t column) {
  if (row >= matrix.size() || column >= matrix[row].size()) return std::nullopt;
  return matrix[row][column];
}

std::optional<std::size_t> indexOf(const std::vector<int>& tokens, int value) {
  const auto at = std::find(tokens.begin(), tokens.end(), value);
  if (at == tokens.end()) return std::nullopt;
  return static_cast<std::size_t>(at - tokens.begin());
}

}  // namespace

ProfileDifference difference(const Profile& before, const Profile& after) {
  ProfileDifference change;
  if (before.gpu != after.gpu) change.gpu = {before.gpu, after.gpu};
  if (!same(before.cost, after.cost)) change.cost = {before.cost, after.cost};
  if (simplified(before.slos) != simplified(after.slos)) change.slos = {before.slos, after.slos};
  change.gridChanged = !before.sameGrid(after);
  for (std::size_t row = 0; row < after.outputTokens.size(); ++row) {
    const auto oldRow = indexOf(before.outputTokens, after.outputTokens[row]);
    if (!oldRow) continue;
    for (std::size_t column = 0; column < after.inputTokens.size(); ++column) {
      const auto oldColumn = indexOf(before.inputTokens, after.inputTokens[column]);
      if (!oldColumn) continue;
      const auto was = valueAt(before.throughput, *oldRow, *oldColumn),
                 is = valueAt(after.throughput, row, column);
      if (!was && !is) continue;
      ++change.commonCells;
      const double nothing = std::nan("");
      const CellChange cell{after.outputTokens[row], after.inputTokens[column], was.value_or(nothing),
                            is.value_or(nothing)};
      if (same(cell.before, cell.after)) continue;
      change.cells.push_back(cell);
      if (cell.after > cell.before) ++change.raised;
      if (cell.after < cell.before) ++change.lowered;
    }
  }
  // A ragged table, with values outside of its own grid.
  if (change.cells.empty() && !same(before.throughput, after.throughput)) change.gridChanged = true;
  if (!same(before.e2e, after.e2e)) change.latencies.emplace_back("e2e");
  if (!same(before.ttft, after.ttft)) change.latencies.emplace_back("ttft");
  if (!same(before.tpot, after.tpot)) change.latencies.emplace_back("tpot");
  return change;
}

std::string differenceText(const ProfileDifference& change) {
  std::vector<std::string> parts;
  if (change.gpu) parts.push_back(fmt::format("gpu {} -> {}", change.gpu->first, change.gpu->second));
  if (change.cost) parts.push_back(fmt::format("cost {:g} -> {:g}", change.cost->first, change.cost->second));
  if (change.slos)
    parts.push_back(
        fmt::format("SLOs {} -> {}", slosText(change.slos->first), slosText(change.slos->second)));
  if (change.gridChanged) parts.emplace_back("another grid");
  if (!change.cells.empty())
    parts.push_back(fmt::format("{} of {} cells change ({} up, {} down)", change.cells.size(),
                                change.commonCells, change.raised, change.lowered));
  if (!change.latencies.empty()) parts.push_back(fmt::format("other {}", fmt::join(change.latencies, ", ")));
  return parts.empty() ? "nothing" : fmt::format("{}", fmt::join(parts, "; "));
}

}  // namespace headroom
