// What an endpoint can do, found out by asking it once for each thing.
//
//   auto found = probe(endpoint, timeouts, stop);
//   if (!found) return found.error();          // nobody answered there at all
//   for (const ProbeCheck& check : found->checks) …
//   if (!found->canBenchmark()) …
#pragma once

#include "core/base/result.h"
#include "core/endpoint/endpoint.h"

#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace headroom {

struct ProbeCheck {
  enum class State {
    ok,
    no,
    failed
  };  // the server can; it cannot, and says so; it should, but something went wrong
  std::string
      name;  // "models", "streaming", "usage", "ignore_eos", "tokenize", "metrics", "health", "round trip"
  State state = State::failed;
  std::string words;  // what was found, or what went wrong and the next step
};

std::string_view name(ProbeCheck::State state);

struct ProbeReport {
  std::string url;                         // what may be shown of the base URL
  std::vector<std::string> models;         // that the server lists
  std::string model;                       // the one asked for; else the only one there is; else empty
  std::optional<int> maxModelLength;       // tokens of prompt and answer together
  std::optional<double> roundTripSeconds;  // median of several small calls, request sent → first byte
  std::vector<ProbeCheck> checks;

  const ProbeCheck* check(std::string_view checkName) const;
  // A model is known and a streamed completion came through.
  bool canBenchmark() const;
};

// Asks for the models, a completion of a few tokens with and without streaming, its usage, and each
// extension. An endpoint without a model name gets the only one that the server lists. Errors: those of
// endpointRoot(); unreachable, tls, timeout when no call comes through; cancelled.
Result<ProbeReport> probe(const Endpoint& endpoint, const Timeouts& timeouts, std::stop_token stop);

}  // namespace headroom
