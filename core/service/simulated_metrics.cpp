#include "core/service/simulated_metrics.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace headroom {
namespace {

void header(std::string& out, std::string_view name, std::string_view help, std::string_view type) {
  fmt::format_to(std::back_inserter(out), "# HELP {} {}\n# TYPE {} {}\n", name, help, name, type);
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == '"') out += '\\';
    if (c == '\n')
      out += "\\n";
    else
      out += c;
  }
  return out;
}

}  // namespace

void PrometheusHistogram::observe(double value) {
  const auto bucket = std::lower_bound(m_bounds.begin(), m_bounds.end(), value) - m_bounds.begin();
  ++m_counts[static_cast<std::size_t>(bucket)];
  m_sum += value;
}

void PrometheusHistogram::append(std::string& out, std::string_view name, std::string_view help,
                                 std::string_view labels) const {
  header(out, name, help, "histogram");
  std::uint64_t count = 0;
  for (std::size_t i = 0; i < m_counts.size(); ++i) {
    count += m_counts[i];
    const std::string bound = i < m_bounds.size() ? fmt::format("{}", m_bounds[i]) : "+Inf";
    fmt::format_to(std::back_inserter(out), "{}_bucket{{{},le=\"{}\"}} {}\n", name, labels, bound, count);
  }
  fmt::format_to(std::back_inserter(out), "{}_count{{{}}} {}\n{}_sum{{{}}} {}\n", name, labels, count, name,
                 labels, m_sum);
}

// vLLM's buckets.
SimulatedMetrics::SimulatedMetrics()
    : timeToFirstToken({0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1,  0.25,  0.5,   0.75,
                        1.0,   2.5,   5.0,  7.5,  10.0, 20.0, 40.0, 80.0, 160.0, 640.0, 2560.0}),
      timePerOutputToken({0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5,
                          10.0, 20.0, 40.0, 80.0}),
      endToEnd({0.3,  0.5,  0.8,  1.0,  1.5,   2.0,   2.5,   5.0,   10.0,   15.0,  20.0,
                30.0, 40.0, 50.0, 60.0, 120.0, 240.0, 480.0, 960.0, 1920.0, 7680.0}) {}

std::string SimulatedMetrics::text(const EngineStats& stats, std::uint64_t prefixQueries,
                                   std::uint64_t prefixHits, std::string_view model) const {
  std::string out;
  const std::string labels = fmt::format("engine=\"0\",model_name=\"{}\"", escaped(model));
  const auto add = [&](std::string_view name, std::string_view type, double value, std::string_view help) {
    header(out, name, help, type);
    fmt::format_to(std::back_inserter(out), "{}{{{}}} {}\n", name, labels, value);
  };
  const auto count = [](std::uint64_t value) { return static_cast<double>(value); };
  const double usage = static_cast<double>(stats.blocksUsed) / static_cast<double>(stats.blocksTotal);
  add("vllm:num_requests_running", "gauge", stats.running, "Number of requests in model execution batches.");
  add("vllm:num_requests_waiting", "gauge", stats.waiting, "Number of requests waiting to be processed.");
  add("vllm:kv_cache_usage_perc", "gauge", usage, "KV-cache usage. 1 means 100 percent usage.");
  add("vllm:num_preemptions_total", "counter", count(stats.preemptions), "Cumulative number of preemptions.");
  add("vllm:prefix_cache_queries_total", "counter", count(prefixQueries), "Prefix cache queries, in tokens.");
  add("vllm:prefix_cache_hits_total", "counter", count(prefixHits), "Prefix cache hits, in tokens.");
  add("vllm:prompt_tokens_total", "counter", count(stats.promptTokens),
      "Number of prefill tokens processed.");
  add("vllm:generation_tokens_total", "counter", count(stats.generatedTokens),
      "Number of generation tokens processed.");
  header(out, "vllm:request_success_total", "Count of successfully processed requests.", "counter");
  for (const auto& [reason, value] :
       {std::pair{"stop", stopped}, {"length", lengthReached}, {"abort", aborted}})
    fmt::format_to(std::back_inserter(out), "vllm:request_success_total{{{},finished_reason=\"{}\"}} {}\n",
                   labels, reason, value);
  timeToFirstToken.append(out, "vllm:time_to_first_token_seconds", "Time to first token in seconds.", labels);
  timePerOutputToken.append(out, "vllm:time_per_output_token_seconds", "Time per output token in seconds.",
                            labels);
  endToEnd.append(out, "vllm:e2e_request_latency_seconds", "End to end request latency in seconds.", labels);
  return out;
}

}  // namespace headroom
