// Runs a plan over a backend, point by point, into a journal.
//
//   auto journal = Journal::open(path, plan);
//   Sweep sweep{.plan = plan, .backend = backend, .prompts = prompts, .journal = *journal};
//   auto result = runSweep(sweep, stop, progress);
//
// The engine in virtual time runs it too: set watchClient to false, plan.predicted to true, prompts
// LengthsOnly.
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/bench/journal.h"
#include "core/bench/pause_gate.h"
#include "core/bench/plan.h"
#include "core/bench/requests_log.h"
#include "core/endpoint/generation.h"
#include "core/load/prompts.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace headroom {

// Counters of a server's prefix cache since it started.
struct PrefixCacheCounters {
  double queries = 0;
  double hits = 0;
};

struct Sweep {
  const Plan& plan;
  Backend& backend;
  PromptSource& prompts;
  Journal& journal;
  RequestsLog* requestsLog = nullptr;
  bool watchClient = true;               // PointLoad::watchClient
  std::vector<Duration> sendTimes = {};  // PointLoad::sendTimes of every point: a data set's own time stamps
  // Asked between points; nothing where the server does not tell.
  std::function<std::optional<PrefixCacheCounters>()> prefixCache = {};
  // Asked when the last requests of a point lost their connection: whether the server is there all the same.
  // When it is not, the point tells how it died and not what it can do, and is not kept.
  std::function<bool()> stillThere = {};
  PauseGate* gate =
      nullptr;  // the sweep waits there between two points; progress then has the phase "paused"
  // Called before a point is measured, its warm-up and prompts included.
  std::function<void(const PlanPoint&)> onPointBegin = {};
  LiveSink live = {};  // of every point, one after the other
  // Called after each measured point, before the next one begins.
  std::function<void(const PlanPoint&, const LoadResult&)> onPoint = {};
};

struct SweepResult {
  std::uint64_t pointsTotal = 0;
  std::uint64_t pointsBefore = 0;  // finished in the journal when the sweep began
  std::uint64_t pointsMeasured = 0;
  std::uint64_t pointsWithoutAnswer = 0;  // of those measured: no request completed
  std::uint64_t pointsClientLimited = 0;
  std::uint64_t requestsSent = 0, requestsCompleted = 0, requestsFailed = 0;
  double elapsedSeconds = 0;          // of the real clock, without pauses
  std::vector<std::string> warnings;  // one sentence each, each once, with the points it is about
  // Why the sweep ended early: cancelled, the endpoint went away, the disk is full. All points before are in
  // the journal.
  std::optional<Error> stopped;
  // It ended because nobody answered at the endpoint any more: it may come back.
  bool endpointLost = false;
};

// Never fails as a whole: what was measured is told even when it ended early.
SweepResult runSweep(const Sweep& sweep, const std::stop_token& stop, const ProgressSink& progress = {});

}  // namespace headroom
