// Measures one endpoint over a whole plan into its journal, and goes on by itself when the endpoint went away
// and comes back.
//
//   Measure job{.plan = plan, .journalPath = "results/a10.jsonl"};
//   job.connect = [=](const std::stop_token& stop) { return connectEndpoint(endpoint, {}, plan, stop); };
//   job.onPoint = [](const PointRecord& record) { ... };
//   MeasureResult result = measure(job, stop, progress);
//
// A pod that dies costs the point that it died in, which is measured again; all others are in the journal.
// Every call back comes from the thread that calls measure().
#pragma once

#include "core/bench/endpoint_client.h"
#include "core/bench/point_record.h"
#include "core/bench/sweep.h"

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace headroom {

enum class MeasureState {
  connecting,
  measuring,
  paused,        // at the gate
  reconnecting,  // the endpoint went away; the next try is at `nextTry`
};

struct MeasureStep {
  MeasureState state = MeasureState::connecting;
  std::optional<Error> cause = {};  // reconnecting: what happened
  Instant nextTry{};                // reconnecting
  int reconnects = 0;               // how often it came back so far
};

struct Measure {
  Plan plan = {};
  std::string journalPath = {};
  bool anySettings = false;  // Journal::open
  // Makes a client for the endpoint as it can be reached now: at the beginning, and again after it went away.
  // May block.
  std::function<Result<SweepClient>(const std::stop_token&)> connect = {};
  // Before the 1st, 2nd … try to reach it again; the last repeats. Empty: it is not tried again.
  std::vector<double> backOffSeconds = {1, 2, 4, 8, 15, 30};
  double giveUpSeconds = 600;  // without a single point measured

  PauseGate* gate = nullptr;
  std::function<void(const MeasureStep&)> onStep = {};
  std::function<void(const std::string&)> onNote = {};  // what the person should know; each sentence once
  std::function<void(const PlanPoint&)> onPointBegin = {};
  LiveSink live = {};
  std::function<void(const PointRecord&)> onPoint = {};  // it is in the journal
};

// The numbers of all sweeps together; `stopped` is why it ended before everything was measured.
struct MeasureResult : SweepResult {
  int reconnects = 0;
};

// Never fails as a whole: what was measured is told even when it ended early.
MeasureResult measure(const Measure& job, const std::stop_token& stop, const ProgressSink& progress = {});

}  // namespace headroom
