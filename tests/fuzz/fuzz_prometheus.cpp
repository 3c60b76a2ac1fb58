// No text makes the Prometheus parser crash; each line of it is a sample, a problem, or nothing; sums and
// histograms of what it read hold.
#include "core/endpoint/prometheus.h"
#include "core/endpoint/server_metrics.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace headroom;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const PrometheusText parsed = PrometheusText::parse(text);
  const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
  if (parsed.samples().size() + parsed.problems().size() > lines) std::abort();
  for (const PrometheusSample& sample : parsed.samples()) {
    if (sample.name.empty() || !parsed.sum(sample.name) || !parsed.sum(sample.name, sample.labels))
      std::abort();
    if (!sample.name.ends_with("_bucket")) continue;
    const auto histogram = parsed.histogram(sample.name.substr(0, sample.name.size() - 7));
    if (!histogram) continue;
    for (std::size_t i = 1; i < histogram->buckets.size(); ++i)
      if (!(histogram->buckets[i - 1].upperBound < histogram->buckets[i].upperBound)) std::abort();
    (void)histogram->quantile(0.99);
  }
  (void)serverMetrics(parsed);
  return 0;
}
