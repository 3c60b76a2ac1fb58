// One generation request, what became of it, and whoever can answer it.
//
// A Backend is a server behind HTTP (client.h) or the engine in virtual time (engine/virtual_backend.h).
// The load generator speaks to this interface alone, so a measured and a predicted point are made by
// the same schedule, the same counting and the same formulas.
#pragma once

#include "core/base/clock.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace headroom {

struct GenerationRequest {
  std::string prompt;   // the text; a backend that needs only the length ignores it, and it may be empty then
  int inputTokens = 0;  // the length that was asked of the prompt
  int outputTokens = 0;  // max_tokens; with ignoreEos also min_tokens
  double temperature = 0;
  bool stream = true;
  bool ignoreEos =
      true;  // the vLLM extensions ignore_eos and min_tokens, so that the length comes out as asked
};

enum class FailureKind {
  none,
  unreachable,  // connection refused, no route, unknown host
  tls,          // handshake or certificate
  connectTimeout,
  firstTokenTimeout,
  totalTimeout,
  reset,            // the connection broke
  httpStatus,       // an answer other than 2xx; httpStatus and message hold it
  malformedStream,  // not SSE, not JSON, or not a completion
  serverError,      // {"error": …} inside a 200 stream
  earlyEnd,         // the stream ended before [DONE] or its finish_reason
  cancelled,        // we stopped it
};

// A stable name: "none", "unreachable", "firstTokenTimeout", …
std::string_view name(FailureKind kind);

// Times of one request. A default Instant means: did not happen.
struct GenerationOutcome {
  std::uint64_t index = 0;  // of the request within its point, in order of planned time
  Instant planned, sent;    // lag = sent - planned
  Instant firstContent;     // first non-empty content, reasoning or tool-call delta
  Instant lastContent;
  Instant finished;  // the whole answer was read, or it failed

  int inputTokensAsked = 0, outputTokensAsked = 0;
  int inputTokens = 0, outputTokens = 0;  // what came, by the server's `usage`
  bool tokensEstimated = false;           // no usage: output counted by content chunks, input as asked
  int contentChunks = 0;
  Duration longestChunkGap{};

  FailureKind failure = FailureKind::none;
  int httpStatus = 0;
  std::string message;  // the server's own words or the network's, cut to 500 bytes, secrets redacted

  bool failed() const { return failure != FailureKind::none; }
};

class Backend {
 public:
  using Done = std::function<void(GenerationOutcome&&)>;
  virtual ~Backend() = default;

  // Now, on this backend's own clock.
  virtual Instant now() const = 0;

  // Starts the request now; `done` is called from within run(), exactly once.
  virtual void submit(std::uint64_t index, Instant planned, GenerationRequest request, Done done) = 0;

  // Works until the clock reaches `until`, until something finished, or until a stop is asked for.
  // Returns at once where nothing is in flight and `until` has passed.
  virtual void run(Instant until, const std::stop_token& stop) = 0;

  // Who is told from within run() that the first content of a request is there, while the rest of it is still
  // to come; nobody where it is empty. A backend that sees only whole answers never tells.
  using FirstContent = std::function<void(std::uint64_t index, Instant sent, Instant firstContent)>;
  virtual void watchFirstContent(FirstContent /*watch*/) {}

  virtual std::size_t inFlight() const = 0;
  // Ends everything in flight as FailureKind::cancelled; the handlers are called before it returns.
  virtual void cancelAll() = 0;

  // Things the operator should know about how the requests were made, such as "the server rejects
  // ignore_eos; asked again without it". Each once.
  virtual std::vector<std::string> notices() const { return {}; }
};

}  // namespace headroom
