// The largest part of a grid of request shapes that has every cell: a profile needs a full grid, and a server
// refuses what is longer than its context.
//
//   auto limits = widestWholeGrid({128, 256, 512}, {128, 256}, [](std::size_t input, std::size_t output)
//   {…}); limits->input;    // lengths up to these have all their cells
#pragma once

#include "core/bench/plan.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace headroom {

struct LengthLimits {
  int input = 0, output = 0;
  std::size_t cells = 0;
};

// Of all limits below which every cell is whole, those with the most cells; nothing where not even the
// shortest is. Lengths ascend; `isWhole` is asked by their indices.
std::optional<LengthLimits> widestWholeGrid(
    const std::vector<int>& inputs, const std::vector<int>& outputs,
    const std::function<bool(std::size_t input, std::size_t output)>& isWhole);

// "--input-limit 2048 --output-limit 2048".
std::string optionsOf(const LengthLimits& limits);

// What a person should know of a plan for a server that takes `longest` tokens, prompt and answer together;
// nothing where it takes every point.
std::optional<std::string> refusedPointsText(const Plan& plan, std::int64_t longest);

}  // namespace headroom
