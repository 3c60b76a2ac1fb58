#include "core/traffic/stand_in.h"

#include <cmath>
#include <numeric>

namespace headroom {
namespace {

constexpr double kOctaves = 1.5;
constexpr double kLeastShare = 1e-3;

// Not normalised. A grid that ends far from the centre keeps its nearest cells, whatever their distance.
std::vector<double> weights(std::span<const int> lengths, int centre) {
  double nearest = INFINITY;
  for (const int length : lengths)
    nearest = std::min(nearest, std::abs(std::log2(length) - std::log2(centre)));
  std::vector<double> all;
  for (const int length : lengths) {
    const double away = std::log2(length) - std::log2(centre);
    all.push_back(std::exp((nearest * nearest - away * away) / (2 * kOctaves * kOctaves)));
  }
  return all;
}

}  // namespace

GridTraffic standInTraffic(std::span<const int> outputTokens, std::span<const int> inputTokens) {
  GridTraffic traffic;
  traffic.outputTokens.assign(outputTokens.begin(), outputTokens.end());
  traffic.inputTokens.assign(inputTokens.begin(), inputTokens.end());
  const std::vector<double> down = weights(outputTokens, kStandInOutputTokens);
  const std::vector<double> across = weights(inputTokens, kStandInInputTokens);
  const double all =
      std::accumulate(down.begin(), down.end(), 0.0) * std::accumulate(across.begin(), across.end(), 0.0);
  double kept = 0;
  for (const double row : down) {
    traffic.rates.emplace_back();
    for (const double column : across) {
      const double share = row * column / all;
      traffic.rates.back().push_back(share >= kLeastShare ? share : 0);
      kept += traffic.rates.back().back();
    }
  }
  if (!(kept > 0)) {  // so fine a grid that no cell has a share to speak of
    for (std::size_t row = 0; row < down.size(); ++row)
      for (std::size_t column = 0; column < across.size(); ++column)
        traffic.rates[row][column] = down[row] * across[column] / all;
    return traffic;
  }
  for (auto& row : traffic.rates)
    for (double& rate : row) rate /= kept;
  return traffic;
}

}  // namespace headroom
