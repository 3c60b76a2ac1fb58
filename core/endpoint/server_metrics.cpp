#include "core/endpoint/server_metrics.h"

namespace headroom {
namespace {

constexpr double patienceSeconds = 10;

std::optional<double> mean(const PrometheusText& text, std::string_view name) {
  const auto total = text.sum(name);
  if (!total) return std::nullopt;
  double count = 0;
  for (const PrometheusSample& sample : text.samples())
    if (sample.name == name) ++count;
  return *total / count;
}

std::optional<double> either(std::optional<double> newer, std::optional<double> older) {
  return newer ? newer : older;
}

}  // namespace

ServerMetrics serverMetrics(const PrometheusText& text) {
  ServerMetrics metrics;
  metrics.requestsRunning = text.sum("vllm:num_requests_running");
  metrics.requestsWaiting = text.sum("vllm:num_requests_waiting");
  metrics.kvCacheUsage =
      either(mean(text, "vllm:kv_cache_usage_perc"), mean(text, "vllm:gpu_cache_usage_perc"));
  metrics.preemptions = text.sum("vllm:num_preemptions_total");
  metrics.prefixCacheQueries = text.sum("vllm:prefix_cache_queries_total");
  metrics.prefixCacheHits = text.sum("vllm:prefix_cache_hits_total");
  return metrics;
}

Result<ServerMetrics> readServerMetrics(HttpCaller& caller, std::stop_token stop) {
  const auto answer = caller.call("GET", "/metrics", "", patienceSeconds, std::move(stop));
  if (!answer) return answer.error();
  if (!answer->ok()) {
    Error error = refusal(*answer, caller.endpoint());
    if (error.code == ErrorCode::notFound) error = {ErrorCode::unsupported, "there is no " + answer->url, ""};
    return error;
  }
  const PrometheusText text = PrometheusText::parse(answer->body);
  const ServerMetrics metrics = serverMetrics(text);
  if (!metrics.requestsRunning && !metrics.requestsWaiting && !metrics.kvCacheUsage)
    return Error{ErrorCode::unsupported, answer->url + " has none of vLLM's metrics", ""};
  return metrics;
}

Result<ServerMetrics> readServerMetrics(const Endpoint& endpoint, std::stop_token stop) {
  auto caller = HttpCaller::create(endpoint);
  if (!caller) return caller.error();
  return readServerMetrics(*caller, std::move(stop));
}

std::optional<double> prefixCacheHitRate(const ServerMetrics& before, const ServerMetrics& after) {
  if (!before.prefixCacheQueries || !after.prefixCacheQueries || !before.prefixCacheHits ||
      !after.prefixCacheHits)
    return std::nullopt;
  const double queries = *after.prefixCacheQueries - *before.prefixCacheQueries;
  if (!(queries > 0)) return std::nullopt;
  return (*after.prefixCacheHits - *before.prefixCacheHits) / queries;
}

}  // namespace headroom
