#include "core/stats/summary.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace headroom {

double percentileOfSorted(std::span<const double> sorted, double percent) {
  if (sorted.empty()) return std::numeric_limits<double>::quiet_NaN();
  const double rank = percent / 100.0 * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(std::floor(rank));
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  const double fraction = rank - static_cast<double>(below);
  const double step = sorted[above] - sorted[below];
  // numpy interpolates from the nearer end, so that fraction 1 gives exactly the upper value.
  return fraction < 0.5 ? sorted[below] + step * fraction : sorted[above] - step * (1 - fraction);
}

Summary summarise(std::vector<double> samples) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  if (samples.empty()) return {0, nan, nan, nan, nan, nan, nan};
  std::sort(samples.begin(), samples.end());
  const double sum = std::accumulate(samples.begin(), samples.end(), 0.0);
  return {samples.size(),
          sum / static_cast<double>(samples.size()),
          percentileOfSorted(samples, 50),
          percentileOfSorted(samples, 90),
          percentileOfSorted(samples, 99),
          samples.front(),
          samples.back()};
}

}  // namespace headroom
