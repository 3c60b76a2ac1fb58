// What a vLLM server says about itself at GET /metrics.
//
//   auto before = readServerMetrics(endpoint, stop);
//   …
//   auto after = readServerMetrics(endpoint, stop);
//   prefixCacheHitRate(*before, *after);   // of the tokens looked up in between
#pragma once

#include "core/base/result.h"
#include "core/endpoint/http_call.h"
#include "core/endpoint/prometheus.h"

#include <optional>
#include <stop_token>

namespace headroom {

// Each is absent where the server does not tell it. Summed over the server's label sets, except the use of
// the KV cache, which is the mean.
struct ServerMetrics {
  std::optional<double> requestsRunning = {};
  std::optional<double> requestsWaiting = {};
  std::optional<double> kvCacheUsage = {};        // share, 0 to 1
  std::optional<double> preemptions = {};         // since the server started
  std::optional<double> prefixCacheQueries = {};  // tokens looked up, since the server started
  std::optional<double> prefixCacheHits = {};     // tokens found
};

ServerMetrics serverMetrics(const PrometheusText& text);

// Errors: unsupported (no such page, or none of vLLM's metrics on it) and those of HttpCaller::call().
Result<ServerMetrics> readServerMetrics(HttpCaller& caller, std::stop_token stop = {});
Result<ServerMetrics> readServerMetrics(const Endpoint& endpoint, std::stop_token stop = {});

// Hits / queries between two readings; absent where either is unknown or nothing was looked up.
std::optional<double> prefixCacheHitRate(const ServerMetrics& before, const ServerMetrics& after);

}  // namespace headroom
