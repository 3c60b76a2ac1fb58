// The metrics of the simulated endpoint, by the names that vLLM exports them under.
#pragma once

#include "core/engine/engine.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace headroom {

// A Prometheus histogram: counts of values up to each bound.
class PrometheusHistogram {
 public:
  explicit PrometheusHistogram(std::vector<double> bounds)
      : m_bounds(std::move(bounds)), m_counts(m_bounds.size() + 1) {}
  void observe(double value);
  // `labels` without braces.
  void append(std::string& out, std::string_view name, std::string_view help, std::string_view labels) const;

 private:
  std::vector<double> m_bounds;
  std::vector<std::uint64_t> m_counts;  // of each bucket alone; the last is above all bounds
  double m_sum = 0;
};

class SimulatedMetrics {
 public:
  SimulatedMetrics();
  PrometheusHistogram timeToFirstToken, timePerOutputToken, endToEnd;  // seconds
  std::uint64_t stopped = 0, lengthReached = 0, aborted = 0;           // finished requests by reason

  // The exposition text. Prefix cache counts in tokens.
  std::string text(const EngineStats& stats, std::uint64_t prefixQueries, std::uint64_t prefixHits,
                   std::string_view model) const;
};

}  // namespace headroom
