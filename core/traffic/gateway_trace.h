// What AIBrix's gateway writes into Redis about the requests it saw: one key an interval (contracts, 4).
//
//   auto trace = parseGatewayTrace("aibrix:llama2-7b_request_trace_1748888480", text);
//   trace->rate();       // requests/s
//   trace->counts;       // by shape, on the lattice of 0.1 log2
#pragma once

#include "core/base/result.h"
#include "core/traffic/shape_counts.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace headroom {

struct GatewayTrace {
  std::string model;
  std::int64_t startSeconds = 0;  // unix
  int version = 1;
  double intervalSeconds = 10;
  double precision = 1;  // lattice points a unit of log2
  std::vector<ShapeCount> counts;
  double counted = 0;   // requests whose shape is told
  double requests = 0;  // all requests: `counted`, or what the gateway says from version 3 on
  std::optional<double> pending, queueing;  // requests; from version 3 and 4 on
  std::vector<std::string> warnings;        // entries that could not be read, each named

  double rate() const { return requests / intervalSeconds; }
};

struct TraceKey {
  std::string model;
  std::int64_t startSeconds = 0;
};
// Nothing where `key` is not that of a trace.
std::optional<TraceKey> parseTraceKey(std::string_view key);

// Entries that are no "i:o" with a count are left out and named in `warnings`. Errors: malformed, naming the
// key, where the key or the whole value cannot be used.
Result<GatewayTrace> parseGatewayTrace(std::string_view key, std::string_view value);

}  // namespace headroom
