#include "ui/controllers/run_feed.h"

#include <limits>
#include <utility>

namespace headroom::ui {

template <typename Change>
void RunFeed::change(Change change) {
  {
    const std::lock_guard lock(m_mutex);
    change(m_pending);
  }
  m_ring();
}

void RunFeed::take(const MeasureStep& step) {
  using State = RunStatus::State;
  change([&](RunUpdate& pending) {
    RunStatus& status = pending.status;
    switch (step.state) {
      case MeasureState::connecting: status.state = State::connecting; break;
      case MeasureState::measuring: status.state = State::measuring; break;
      case MeasureState::paused: status.state = State::paused; break;
      case MeasureState::reconnecting: status.state = State::reconnecting; break;
    }
    status.cause = step.cause;
    status.nextTry = step.nextTry;
    status.reconnects = step.reconnects;
    if (step.state == MeasureState::measuring) return;
    status.inFlight = 0;
    status.clientCpu = std::numeric_limits<double>::quiet_NaN();
  });
}

void RunFeed::take(const Progress& progress) {
  change([&](RunUpdate& pending) {
    pending.status.pointsDone = progress.done;
    pending.status.pointsTotal = progress.total;
    pending.status.elapsedSeconds = progress.elapsedSeconds;
    pending.status.remainingSeconds = progress.remainingSeconds;
  });
}

void RunFeed::takePoint(const PlanPoint& point, std::uint64_t samples) {
  change([&](RunUpdate& pending) {
    RunStatus& status = pending.status;
    status.point = point;
    status.samples = samples;
    status.sent = status.finished = status.failed = status.inFlight = 0;
  });
}

void RunFeed::take(const LiveBatch& batch) {
  change([&](RunUpdate& pending) {
    RunStatus& status = pending.status;
    RunLive& live = pending.live;
    status.sent = batch.sent;
    status.finished = batch.finished;
    status.failed = batch.failed;
    status.inFlight = batch.inFlight;
    status.clientCpu = batch.clientCpu;
    if (!std::exchange(m_begun, true))
      live.start = batch.events.empty() ? batch.now : batch.events.front().at;
    LiveTick tick{.seconds = toSeconds(batch.now - live.start), .inFlight = batch.inFlight};
    const bool asks = status.point && status.point->concurrency == 0 && batch.sent < status.samples;
    tick.askedRate = asks ? status.point->requestRate : std::numeric_limits<double>::quiet_NaN();
    live.ticks.push_back(tick);
    if (live.events.size() + batch.events.size() > mostEvents) live.events.clear();
    live.events.insert(live.events.end(), batch.events.begin(), batch.events.end());
  });
}

void RunFeed::take(const PointRecord& record) {
  change([&](RunUpdate& pending) { pending.points.push_back(record); });
}

void RunFeed::takeNote(const std::string& note) {
  change([&](RunUpdate& pending) { pending.notes.push_back(note); });
}

void RunFeed::take(const Result<ServerMetrics>& reading) {
  change([&](RunUpdate& pending) {
    ServerView& server = pending.server;
    if (!reading) {
      server.error = reading.error();
      return;
    }
    server.error.reset();
    // Counters that fell belong to a server that was started anew.
    const auto fell = [&](std::optional<double> ServerMetrics::*counter) {
      return server.now && server.now.value().*counter && (*reading).*counter &&
             *((*reading).*counter) < *(server.now.value().*counter);
    };
    if (!server.first || fell(&ServerMetrics::preemptions) || fell(&ServerMetrics::prefixCacheQueries))
      server.first = *reading;
    server.now = *reading;
  });
}

void RunFeed::end(const std::optional<Error>& stopped) {
  using State = RunStatus::State;
  change([&](RunUpdate& pending) {
    RunStatus& status = pending.status;
    status.state = !stopped                                ? State::done
                   : stopped->code == ErrorCode::cancelled ? State::stopped
                                                           : State::failed;
    status.cause = stopped;
    status.inFlight = 0;
    status.remainingSeconds.reset();
    status.clientCpu = std::numeric_limits<double>::quiet_NaN();
  });
}

RunUpdate RunFeed::fetch() {
  const std::lock_guard lock(m_mutex);
  RunUpdate update = m_pending;
  m_pending.points.clear();
  m_pending.notes.clear();
  m_pending.live.events.clear();
  m_pending.live.ticks.clear();
  return update;
}

}  // namespace headroom::ui
