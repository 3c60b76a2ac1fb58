// The Prometheus text format, as GET /metrics answers it.
//
//   const PrometheusText metrics = PrometheusText::parse(body);
//   metrics.sum("vllm:num_requests_running");                   // over all label sets
//   metrics.sum("vllm:num_requests_running", {{"model_name", "llama"}});
//   metrics.histogram("vllm:time_to_first_token_seconds")->quantile(0.99);
//
// A line that is not of the format is left out and told about in problems(); nothing stops the rest.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace headroom {

using PrometheusLabels = std::vector<std::pair<std::string, std::string>>;

struct PrometheusSample {
  std::string name;
  PrometheusLabels labels;  // in the order of the line, escapes undone
  double value = 0;         // can be NaN and ±infinity
  std::optional<long long> timestampMilliseconds = {};

  // The value of a label, or nullptr.
  const std::string* label(std::string_view labelName) const;
};

struct PrometheusHistogram {
  struct Bucket {
    double upperBound = 0;  // `le`; the last one is +infinity
    double count = 0;       // cumulative
  };
  std::vector<Bucket> buckets;  // ascending
  double sum = 0;
  double count = 0;

  // The quantile (0 to 1), linear within its bucket, as Prometheus' histogram_quantile() computes it. NaN
  // where nothing was observed.
  double quantile(double q) const;
};

class PrometheusText {
 public:
  static PrometheusText parse(std::string_view text);

  const std::vector<PrometheusSample>& samples() const { return m_samples; }
  // "line 3: no value", at most 100 of them.
  const std::vector<std::string>& problems() const { return m_problems; }

  // The sum over all samples of this name that carry all of `labels`; absent where there is none.
  std::optional<double> sum(std::string_view name, const PrometheusLabels& labels = {}) const;
  // The histogram `name` (its series are name_bucket, name_sum, name_count), summed over label sets.
  std::optional<PrometheusHistogram> histogram(std::string_view name,
                                               const PrometheusLabels& labels = {}) const;

 private:
  std::vector<PrometheusSample> m_samples;
  std::vector<std::string> m_problems;
};

}  // namespace headroom
