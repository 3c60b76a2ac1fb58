// What a running benchmark tells the GUI thread.
#pragma once

#include "core/base/error.h"
#include "core/bench/plan.h"
#include "core/bench/point_record.h"
#include "core/endpoint/server_metrics.h"
#include "core/load/live.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace headroom::ui {

struct RunStatus {
  enum class State : unsigned char {
    connecting,
    measuring,
    paused,
    reconnecting,  // the endpoint went away; `cause` says how, `nextTry` when it is tried again
    done,
    stopped,  // by the person; what was measured is kept
    failed,   // `cause` says why; what was measured is kept
  };
  State state = State::connecting;
  std::optional<PlanPoint> point = {};               // being measured, or last measured
  std::uint64_t sent = 0, finished = 0, failed = 0;  // requests of that point
  std::uint64_t inFlight = 0, samples = 0;           // likewise
  std::uint64_t pointsDone = 0, pointsTotal = 0;     // those of earlier runs included
  double elapsedSeconds = 0;                         // of measuring, without pauses
  std::optional<double> remainingSeconds = {};
  std::optional<Error> cause = {};
  Instant nextTry{};
  int reconnects = 0;
  double clientCpu = std::numeric_limits<double>::quiet_NaN();  // cores of the load thread, a moment ago

  bool ended() const { return state == State::done || state == State::stopped || state == State::failed; }
};

// A moment of the load, about ten a second.
struct LiveTick {
  double seconds = 0;    // since the run began
  double askedRate = 0;  // requests/s of the plan; NaN where none is asked: in a closed loop, after the last
  std::uint64_t inFlight = 0;
};

// What happened since the update before.
struct RunLive {
  Instant start{};                // of the run, on the clock of the events
  std::vector<LiveEvent> events;  // in order
  std::vector<LiveTick> ticks;
};

// The server's own words.
struct ServerView {
  std::optional<ServerMetrics> first = {}, now = {};  // at the beginning of the run; newest
  std::optional<Error> error = {};                    // of the newest reading
};

struct RunUpdate {
  RunStatus status;
  RunLive live;
  std::vector<PointRecord> points;  // measured since
  std::vector<std::string> notes;   // new ones
  ServerView server;
};

}  // namespace headroom::ui
