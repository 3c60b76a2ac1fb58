#include "core/profile/surface_slice.h"

#include "core/profile/surface_csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace headroom {
namespace {

std::optional<std::size_t> placeOf(const std::vector<int>& axis, int tokens) {
  const auto found = std::ranges::lower_bound(axis, tokens);
  if (found == axis.end() || *found != tokens) return std::nullopt;
  return static_cast<std::size_t>(found - axis.begin());
}

SlicePoint shown(const SurfaceOfTable& of, std::size_t row, std::size_t column) {
  const std::size_t cell = of.table.cell(row, column), point = of.surface.points[cell];
  return {.inputTokens = of.table.inputTokensOf(cell),
          .outputTokens = of.table.outputTokensOf(cell),
          .rate = point == Surface::noPoint ? std::nan("") : of.table.rate(point),
          .value = of.surface.values[cell],
          .halfWidth = of.surface.halfWidths[cell],
          .origin = of.surface.origins[cell]};
}

}  // namespace

std::optional<SliceAxis> sliceAxisOfKey(std::string_view key) {
  if (key == "rate") return SliceAxis::rate;
  if (key == "input") return SliceAxis::input;
  if (key == "output") return SliceAxis::output;
  return std::nullopt;
}

std::vector<SlicePoint> sliceOf(const SurfaceOfTable& of, const SurfaceQuery& query, SliceAxis axis,
                                const SliceShape& shape) {
  std::vector<SlicePoint> points;
  const BenchmarkTable& table = of.table;
  const auto column = placeOf(table.inputTokens(), shape.inputTokens);
  const auto row = placeOf(table.outputTokens(), shape.outputTokens);
  if (axis == SliceAxis::input && row)
    for (std::size_t i = 0; i < table.inputTokens().size(); ++i) points.push_back(shown(of, *row, i));
  if (axis == SliceAxis::output && column)
    for (std::size_t i = 0; i < table.outputTokens().size(); ++i) points.push_back(shown(of, i, *column));
  if (axis == SliceAxis::rate && row && column) {
    const std::size_t cell = table.cell(*row, *column);
    for (std::size_t point = table.firstPoint(cell); point < table.endPoint(cell); ++point)
      points.push_back(
          {.inputTokens = shape.inputTokens,
           .outputTokens = shape.outputTokens,
           .rate = table.rate(point),
           .value = valueAt(table, point, query),
           .halfWidth = halfWidthAt(table, point, query),
           .origin = table.facts(point).predicted ? CellOrigin::predicted : CellOrigin::measured});
  }
  return points;
}

std::string sliceCsv(const std::vector<NamedSlice>& slices, const SurfaceQuery& query) {
  std::string text = fmt::format("target,input_tokens,output_tokens,request_rate,{},half_width,kind\r\n",
                                 valueColumn(query));
  for (const NamedSlice& slice : slices)
    for (const SlicePoint& point : slice.points)
      fmt::format_to(std::back_inserter(text), "{},{},{},{},{},{},{}\r\n", csvField(slice.target),
                     point.inputTokens, point.outputTokens, csvNumber(point.rate), csvNumber(point.value),
                     csvNumber(point.halfWidth), name(point.origin));
  return text;
}

}  // namespace headroom
