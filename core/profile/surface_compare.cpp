#include "core/profile/surface_compare.h"

#include "core/profile/surface_csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace headroom {
namespace {

std::vector<int> common(const std::vector<int>& first, const std::vector<int>& second) {
  std::vector<int> both;
  std::ranges::set_intersection(first, second, std::back_inserter(both));
  return both;
}

std::size_t cellOf(const BenchmarkTable& table, int outputTokens, int inputTokens) {
  const auto place = [](const std::vector<int>& axis, int tokens) {
    return static_cast<std::size_t>(std::ranges::lower_bound(axis, tokens) - axis.begin());
  };
  return table.cell(place(table.outputTokens(), outputTokens), place(table.inputTokens(), inputTokens));
}

// Missing says the least, then what was predicted.
CellOrigin weaker(CellOrigin first, CellOrigin second) {
  for (const CellOrigin origin : {CellOrigin::missing, CellOrigin::predicted})
    if (first == origin || second == origin) return origin;
  return CellOrigin::measured;
}

}  // namespace

std::string_view keyOf(Comparison how) { return how == Comparison::ratio ? "ratio" : "difference"; }

std::optional<Comparison> comparisonOfKey(std::string_view key) {
  for (const Comparison how : {Comparison::ratio, Comparison::difference})
    if (key == keyOf(how)) return how;
  return std::nullopt;
}

ComparedSurface compare(const SurfaceOfTable& first, const SurfaceOfTable& second, Comparison how) {
  ComparedSurface result;
  result.inputTokens = common(first.table.inputTokens(), second.table.inputTokens());
  result.outputTokens = common(first.table.outputTokens(), second.table.outputTokens());
  const bool ratio = how == Comparison::ratio;
  for (const int output : result.outputTokens)
    for (const int input : result.inputTokens) {
      const std::size_t i = cellOf(first.table, output, input), k = cellOf(second.table, output, input);
      const double a = first.surface.values[i], b = second.surface.values[k];
      CellOrigin origin = weaker(first.surface.origins[i], second.surface.origins[k]);
      if (!std::isfinite(a) || !std::isfinite(b) || (ratio && !(a > 0 && b > 0)))
        origin = CellOrigin::missing;
      const bool known = origin != CellOrigin::missing;
      const double da = first.surface.halfWidths[i], db = second.surface.halfWidths[k];
      const double value = ratio ? a / b : a - b;
      // Gauss's law for independent errors: of a ratio by its relative ones.
      const double half = ratio ? value * std::hypot(da / a, db / b) : std::hypot(da, db);
      result.values.push_back(known ? value : std::nan(""));
      result.halfWidths.push_back(known ? half : std::nan(""));
      result.origins.push_back(origin);
    }
  return result;
}

std::string comparisonColumn(const SurfaceQuery& query, Comparison how) {
  std::string column = valueColumn(query);
  // A ratio has no unit.
  if (how == Comparison::ratio)
    for (const std::string_view unit :
         {"_requests_per_second", "_tokens_per_second", "_seconds_per_token", "_seconds"})
      if (column.ends_with(unit)) {
        column.resize(column.size() - unit.size());
        break;
      }
  return fmt::format("{}_{}", column, keyOf(how));
}

std::string comparisonCsv(const std::vector<NamedComparison>& all, const SurfaceQuery& query,
                          Comparison how) {
  std::string text = fmt::format("target,against,input_tokens,output_tokens,{},half_width,kind\r\n",
                                 comparisonColumn(query, how));
  for (const NamedComparison& one : all) {
    const ComparedSurface& compared = one.compared;
    for (std::size_t cell = 0; cell < compared.values.size(); ++cell) {
      const std::size_t columns = compared.inputTokens.size();
      fmt::format_to(std::back_inserter(text), "{},{},{},{},{},{},{}\r\n", csvField(one.target),
                     csvField(one.against), compared.inputTokens[cell % columns],
                     compared.outputTokens[cell / columns], csvNumber(compared.values[cell]),
                     csvNumber(compared.halfWidths[cell]), name(compared.origins[cell]));
    }
  }
  return text;
}

}  // namespace headroom
