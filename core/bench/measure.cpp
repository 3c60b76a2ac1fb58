#include "core/bench/measure.h"

#include <fmt/format.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <set>

namespace headroom {
namespace {

// False when a stop was asked for.
bool wait(double seconds, const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any never;
  std::unique_lock lock(mutex);
  (void)never.wait_for(lock, stop, fromSeconds(seconds), [] { return false; });
  return !stop.stop_requested();
}

bool mayComeBack(ErrorCode code) {
  return code == ErrorCode::unreachable || code == ErrorCode::connectionLost || code == ErrorCode::timeout;
}

class Measurer {
 public:
  Measurer(const Measure& job, const std::stop_token& stop, const ProgressSink& progress)
      : m_job(job), m_stop(stop), m_progress(progress) {}

  MeasureResult go() {
    step({.state = MeasureState::connecting});
    auto journal = Journal::open(m_job.journalPath, m_job.plan, m_job.anySettings);
    if (!journal) return endWith(journal.error());
    auto client = m_job.connect(m_stop);
    if (!client) return endWith(client.error());
    for (;;) {
      const SweepResult part = sweep(*client, *journal);
      add(part);
      if (!part.stopped || !part.endpointLost || m_job.backOffSeconds.empty()) break;
      if (part.pointsMeasured > 0 || m_tries == 0) m_lost = Clock::now();
      if (part.pointsMeasured > 0) m_tries = 0;
      client = comeBack(*part.stopped);
      if (!client) {
        m_result.stopped = client.error();
        break;
      }
    }
    if (m_result.stopped && m_result.stopped->code == ErrorCode::cancelled)
      m_result.stopped = cancelled(*journal);
    m_result.elapsedSeconds = m_elapsed;
    return std::move(m_result);
  }

 private:
  void step(MeasureStep step) {
    step.reconnects = m_result.reconnects;
    m_state = step.state;
    if (m_job.onStep) m_job.onStep(step);
  }

  void note(const std::string& sentence) {
    if (m_noted.insert(sentence).second && m_job.onNote) m_job.onNote(sentence);
  }

  MeasureResult endWith(Error error) {
    m_result.pointsTotal = m_job.plan.points().size();
    m_result.stopped = std::move(error);
    return std::move(m_result);
  }

  SweepResult sweep(SweepClient& client, Journal& journal) {
    for (const std::string& sentence : client.notes) note(sentence);
    for (const std::string& sentence : journal.notes()) note(sentence);
    step({.state = MeasureState::measuring});
    Sweep sweep{.plan = m_job.plan,
                .backend = *client.backend,
                .prompts = *client.prompts,
                .journal = journal,
                .watchClient = client.realClock};
    sweep.prefixCache = client.prefixCache;
    sweep.stillThere = client.stillThere;
    sweep.gate = m_job.gate;
    sweep.live = m_job.live;
    sweep.onPointBegin = [&](const PlanPoint& point) {
      if (m_state != MeasureState::measuring) step({.state = MeasureState::measuring});
      if (m_job.onPointBegin) m_job.onPointBegin(point);
    };
    sweep.onPoint = [&](const PlanPoint& point, const LoadResult& result) {
      for (const std::string& sentence : client.backend->notices()) note(sentence);
      for (const std::string& sentence : journal.notes()) note(sentence);
      if (m_job.onPoint) m_job.onPoint(pointRecord(m_job.plan, point, result, journal.startedOfLast()));
    };
    return runSweep(sweep, m_stop, [&](Progress progress) {
      if (progress.phase == "paused" && m_state != MeasureState::paused)
        step({.state = MeasureState::paused});
      progress.elapsedSeconds += m_elapsed;
      if (m_progress) m_progress(progress);
    });
  }

  void add(const SweepResult& part) {
    if (m_result.pointsTotal == 0) m_result.pointsBefore = part.pointsBefore;
    m_result.pointsTotal = part.pointsTotal;
    m_result.pointsMeasured += part.pointsMeasured;
    m_result.pointsWithoutAnswer += part.pointsWithoutAnswer;
    m_result.pointsClientLimited += part.pointsClientLimited;
    m_result.requestsSent += part.requestsSent;
    m_result.requestsCompleted += part.requestsCompleted;
    m_result.requestsFailed += part.requestsFailed;
    for (const std::string& warning : part.warnings)
      if (std::ranges::find(m_result.warnings, warning) == m_result.warnings.end())
        m_result.warnings.push_back(warning);
    m_result.stopped = part.stopped;
    m_result.endpointLost = part.endpointLost;
    m_elapsed += part.elapsedSeconds;
  }

  // Tries until somebody answers again. Errors: what it was that did not come back; cancelled.
  Result<SweepClient> comeBack(Error cause) {
    for (;;) {
      const double lostFor = toSeconds(Clock::now() - m_lost);
      if (lostFor > m_job.giveUpSeconds) {
        cause.message += fmt::format("; it did not come back in {}", durationText(lostFor));
        return cause;
      }
      const std::size_t last = m_job.backOffSeconds.size() - 1;
      const double pause = m_job.backOffSeconds[std::min(static_cast<std::size_t>(m_tries++), last)];
      step({.state = MeasureState::reconnecting,
            .cause = cause,
            .nextTry = Clock::now() + fromSeconds(pause)});
      if (!wait(pause, m_stop)) return Error{ErrorCode::cancelled, "stopped"};
      auto client = m_job.connect(m_stop);
      if (client && (!client->stillThere || client->stillThere())) {
        ++m_result.reconnects;
        return client;
      }
      if (m_stop.stop_requested()) return Error{ErrorCode::cancelled, "stopped"};
      if (!client && !mayComeBack(client.error().code)) return client.error();
      if (!client) cause = client.error();
    }
  }

  Error cancelled(const Journal& journal) const {
    return {
        ErrorCode::cancelled,
        fmt::format("stopped after {} of {} points, which are kept in {}",
                    m_result.pointsBefore + m_result.pointsMeasured, m_result.pointsTotal, journal.path()),
        "start again to go on from there"};
  }

  const Measure& m_job;
  const std::stop_token& m_stop;
  const ProgressSink& m_progress;
  MeasureState m_state = MeasureState::connecting;
  std::set<std::string> m_noted;
  MeasureResult m_result;
  double m_elapsed = 0;
  int m_tries = 0;  // in a row
  Instant m_lost{};
};

}  // namespace

MeasureResult measure(const Measure& job, const std::stop_token& stop, const ProgressSink& progress) {
  return Measurer(job, stop, progress).go();
}

}  // namespace headroom
