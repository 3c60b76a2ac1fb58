// Traffic that nobody measured, for planning before there is any: made up, and to be called so wherever it is
// shown.
//
//   GridTraffic made = standInTraffic(profile.outputTokens, profile.inputTokens);   // 1 request/s in all
//   Distribution traffic = scaled(distributionOf(made), 30);
#pragma once

#include "core/traffic/distribution.h"

#include <span>

namespace headroom {

inline constexpr int kStandInInputTokens = 512;
inline constexpr int kStandInOutputTokens = 128;

// A chat: shapes scattered log-normally around 512 input and 128 output tokens, with a standard deviation of
// a factor of 2.8 (1.5 in log2) in both directions, on the cells of the grid alone, so that nothing lies
// outside of it. Shares below 0.1 % are left out. `outputTokens` and `inputTokens` ascending, not empty.
GridTraffic standInTraffic(std::span<const int> outputTokens, std::span<const int> inputTokens);

}  // namespace headroom
