#include "core/bench/whole_grid.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace headroom {

std::optional<LengthLimits> widestWholeGrid(
    const std::vector<int>& inputs, const std::vector<int>& outputs,
    const std::function<bool(std::size_t input, std::size_t output)>& isWhole) {
  std::optional<LengthLimits> best;
  std::size_t rows = outputs.size();  // whole in all columns so far
  for (std::size_t input = 0; input < inputs.size(); ++input) {
    std::size_t whole = 0;
    while (whole < rows && isWhole(input, whole)) ++whole;
    rows = whole;
    if (rows == 0) break;
    const LengthLimits limits{inputs[input], outputs[rows - 1], (input + 1) * rows};
    // Of two as large, the one that is cut less on its shorter side.
    const auto shorter = [](const LengthLimits& one) { return std::min(one.input, one.output); };
    if (!best || limits.cells > best->cells ||
        (limits.cells == best->cells && shorter(limits) > shorter(*best)))
      best = limits;
  }
  return best;
}

std::string optionsOf(const LengthLimits& limits) {
  return fmt::format("--input-limit {} --output-limit {}", limits.input, limits.output);
}

std::optional<std::string> refusedPointsText(const Plan& plan, std::int64_t longest) {
  const std::vector<PlanPoint> points = plan.points();
  std::set<int> inputs, outputs;
  std::size_t refused = 0;
  for (const PlanPoint& point : points) {
    inputs.insert(point.inputTokens);
    outputs.insert(point.outputTokens);
    if (std::int64_t{point.inputTokens} + point.outputTokens > longest) ++refused;
  }
  if (refused == 0) return std::nullopt;
  std::string text = fmt::format(
      "{} of {} points ask for more than {} tokens, prompt and answer together, which the server "
      "would refuse",
      refused, points.size(), longest);
  const std::vector<int> in(inputs.begin(), inputs.end()), out(outputs.begin(), outputs.end());
  const auto limits = widestWholeGrid(in, out, [&](std::size_t input, std::size_t output) {
    return std::int64_t{in[input]} + out[output] <= longest;
  });
  if (limits)
    text +=
        fmt::format("; a profile needs every cell of its grid, and {} leaves them out", optionsOf(*limits));
  return text;
}

}  // namespace headroom
