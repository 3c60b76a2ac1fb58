// Runs the load of one point over a Backend, and counts what became of it.
//
//   PointLoad load;
//   load.inputTokens = 128; load.outputTokens = 64; load.ratePerSecond = 4; load.samples = 100;
//   auto result = generateLoad(backend, prompts, load, stop);
//   result->e2eSeconds.p99;
//
// Open loop: each request is sent at its planned time, whatever became of those before. Closed loop
// (concurrency > 0): the next is sent when one has finished.
#pragma once

#include "core/base/result.h"
#include "core/endpoint/generation.h"
#include "core/load/live.h"
#include "core/load/prompts.h"
#include "core/load/schedule.h"
#include "core/stats/summary.h"

#include <cstdint>
#include <functional>
#include <map>
#include <stop_token>
#include <string>
#include <vector>

namespace headroom {

struct PointLoad {
  int inputTokens = 0;
  int outputTokens = 0;
  double ratePerSecond = 1;  // open loop
  Arrivals arrivals;
  int concurrency = 0;  // > 0: closed loop with so many requests in flight; rate and arrivals are not used
  std::vector<Duration> sendTimes;  // not empty: these instead of rate and arrivals, one per sample (replay)
  std::uint64_t samples = 100;
  std::uint64_t seed = 0;
  std::uint64_t point = 0;  // PromptPlace::point
  int warmup = 0;  // requests sent together before the point, of at most 16 output tokens, not counted
  double temperature = 0;
  bool stream = true;
  bool ignoreEos = true;
  // Whether the backend's clock is the real one, so that lag and the CPU time of this thread say something
  // about the client. False for virtual time: a point is then never client-limited.
  bool watchClient = true;
};

struct LoadResult {
  Instant start{};  // send time of a request = start + its offset
  std::uint64_t sent = 0, completed = 0, failed = 0;
  std::map<FailureKind, std::uint64_t> failures;  // by kind, without none
  double wallSeconds = 0;                         // from the start to the end of the last request

  // Of completed requests alone; a failed one is in no latency.
  double throughput = 0;       // TPUT: completed requests / wallSeconds
  double tokenThroughput = 0;  // TT: output tokens that came / wallSeconds
  Summary e2eSeconds;          // sent → last content
  Summary ttftSeconds;         // sent → first content
  Summary tpotSeconds;      // (E2E - TTFT) / (output tokens - 1); not of answers of one token: count can be 0
  Summary chunkGapSeconds;  // per request: mean time between two content chunks
  Summary longestChunkGapSeconds;  // per request

  Summary lagSeconds;       // actual - planned send, of all requests; open loop only
  double achievedRate = 0;  // requests/s at which they were sent, NaN for a single one
  std::uint64_t maxInFlight = 0;
  double clientCpu = 0;          // cores that this thread used, 0 in virtual time
  bool clientLimited = false;    // the client, not the server, may have set the numbers
  std::string clientLimitedWhy;  // empty, or the reason in words

  double meanInputAsked = 0, meanOutputAsked = 0;  // over completed requests
  double meanInputCame = 0, meanOutputCame = 0;
  bool tokensEstimated = false;  // at least one answer came without `usage`

  std::vector<std::string> warnings;        // one sentence each
  std::vector<GenerationOutcome> outcomes;  // one a request, by index
  std::vector<GenerationOutcome> warmups;   // warm-up and calibration requests
};

// How many requests were sent and have finished, at most about ten times a second of the backend's clock.
using LoadProgress = std::function<void(std::uint64_t sent, std::uint64_t finished)>;

// Bounds beyond which a point is client-limited. A client that sends late reads late too, so its lag is
// compared with what it would distort first: the P99 of the lag may be 2 ms or a tenth of the median TTFT,
// whichever is more.
inline constexpr double clientLagBoundSeconds = 0.002;
inline constexpr double clientLagBoundOfTtft = 0.1;
inline constexpr double clientCpuBound = 0.9;  // cores of this thread

// Whether a failed request says that the endpoint as a whole is not there or is not what we take it for
// (unreachable, TLS, no completion API, 401, 403, 404, 405, a redirect), so that other shapes and rates would
// fail the same way.
bool isEndpointFault(const GenerationOutcome& outcome);

// Errors: invalidArgument for a load that makes no sense; cancelled when a stop was asked for, after
// everything in flight was ended; those of the prompt source. Failed requests are no error: they are counted.
// When every warm-up and calibration request ends in an endpoint fault, the point is not begun: `sent` is 0,
// and `warmups` tells why.
Result<LoadResult> generateLoad(Backend& backend, PromptSource& prompts, const PointLoad& load,
                                const std::stop_token& stop, const LoadProgress& progress = {},
                                const LiveSink& live = {});

// The statistics of LoadResult from its outcomes, start and wall time: what generateLoad does at its end.
void summariseOutcomes(LoadResult& result, const PointLoad& load);

}  // namespace headroom
