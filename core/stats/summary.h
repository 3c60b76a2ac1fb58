// Distributions as the benchmark file keeps them: mean, P50, P90, P99.
#pragma once

#include <span>
#include <vector>

namespace headroom {

// The percentile by linear interpolation between closest ranks, as numpy.percentile computes it by default.
// `sorted` ascending; `percent` in [0, 100]. NaN for no samples.
double percentileOfSorted(std::span<const double> sorted, double percent);

struct Summary {
  std::size_t count = 0;
  double mean = 0, p50 = 0, p90 = 0, p99 = 0;  // NaN for no samples
  double min = 0, max = 0;
};

// Takes the samples by value, because it sorts them.
Summary summarise(std::vector<double> samples);

}  // namespace headroom
