// Two surfaces against each other, cell by cell: how many times as much, or how much more.
//
//   ComparedSurface ratio = compare({a10, surfaceOfA10}, {v100, surfaceOfV100}, Comparison::ratio);
//   ratio.values[row * ratio.inputTokens.size() + column];
//
// Pure functions: fit for any thread.
#pragma once

#include "core/profile/surface.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace headroom {

enum class Comparison : std::uint8_t {
  ratio,       // first / second
  difference,  // first − second
};
// "ratio", "difference": on the command line.
std::string_view keyOf(Comparison how);
std::optional<Comparison> comparisonOfKey(std::string_view key);

struct SurfaceOfTable {
  const BenchmarkTable& table;
  const Surface& surface;  // of that table
};

// Vectors: one a cell, row by row from the smallest output.
struct ComparedSurface {
  std::vector<int> inputTokens, outputTokens;  // that both tables have, ascending
  // NaN unless both are known and finite, and for a ratio above 0.
  std::vector<double> values;
  // By propagation of independent errors; NaN where one of the two is not known.
  std::vector<double> halfWidths;
  std::vector<CellOrigin> origins;  // of the weaker of the two
};

ComparedSurface compare(const SurfaceOfTable& first, const SurfaceOfTable& second, Comparison how);

// target,against,input_tokens,output_tokens,VALUE,half_width,kind: one line a cell; VALUE is named by
// comparisonColumn(). An empty field is not known; lines end as RFC 4180 says.
struct NamedComparison {
  std::string target, against;
  ComparedSurface compared = {};
};
// "e2e_p99_ratio", "e2e_p99_seconds_difference".
std::string comparisonColumn(const SurfaceQuery& query, Comparison how);
std::string comparisonCsv(const std::vector<NamedComparison>& all, const SurfaceQuery& query, Comparison how);

}  // namespace headroom
