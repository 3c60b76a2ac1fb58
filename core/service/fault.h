// Faults on demand: what a server can do wrong, for tests of whoever talks to it.
//
//   Result<FaultRule> rule = parseFaultRule("cut:5@0.1");   // a tenth of the requests end after five chunks
//   FaultPlan plan({*rule}, seed);
//   Fault fault = plan.next();
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace headroom {

enum class FaultKind {
  none,
  refuse,         // close each connection as it comes; with N: stop listening after N requests
  rateLimit,      // "429"
  unavailable,    // "503"
  rejectUnknown,  // 400 when a field is not of OpenAI's own: ignore_eos, min_tokens
  cut,            // close the stream after N chunks
  reset,          // the same, hard (RST)
  stall,          // send nothing more after N chunks
  malformed,      // one event that is no JSON, after N chunks
  errorEvent,     // {"error": …} inside the stream, after N chunks
  slowFirstByte,  // "slow": send nothing for so many seconds
  html,           // 200 with a page
  noUsage,        // leave `usage` out
  extraToken,     // one token more than asked for
};

struct Fault {
  FaultKind kind = FaultKind::none;
  double argument = 0;  // chunks or seconds

  int chunks() const { return static_cast<int>(argument); }
};

struct FaultRule {
  Fault fault;
  double probability = 1;
  std::uint64_t every = 0;  // > 0: each so many-th request instead
};

// "KIND[:ARGUMENT]": refuse, 429, 503, reject-unknown, cut, reset, stall, malformed, error-event, slow, html,
// no-usage, extra-token. Default arguments: 3 chunks, 2 seconds. Errors: invalidArgument, listing the kinds.
Result<Fault> parseFault(std::string_view text);
// KIND[:ARGUMENT][@PROBABILITY | @every-N]. Errors: invalidArgument.
Result<FaultRule> parseFaultRule(std::string_view text);
// "refuse, 429, …", for help and errors.
std::string faultKinds();

// Decides by the number of the request and a seed: the same faults in every run.
class FaultPlan {
 public:
  FaultPlan() = default;
  FaultPlan(std::vector<FaultRule> rules, std::uint64_t seed) : m_rules(std::move(rules)), m_seed(seed) {}

  // For the next request: the first rule that applies. Rules of kind refuse are asked by nextConnection()
  // alone.
  Fault next();
  // Whether the next connection is to be refused.
  bool nextConnectionRefused();
  // Stop listening after so many requests; 0: never.
  std::uint64_t stopAfterRequests() const;

 private:
  bool applies(std::size_t rule, std::uint64_t number) const;

  std::vector<FaultRule> m_rules;
  std::uint64_t m_seed = 0;
  std::uint64_t m_requests = 0, m_connections = 0;
};

}  // namespace headroom
