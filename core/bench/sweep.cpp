#include "core/bench/sweep.h"

#include "core/bench/remaining_time.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

namespace headroom {
namespace {

constexpr double hitRateWarning = 0.01;       // of the tokens looked up
constexpr std::size_t goneAfterFailures = 3;  // unreachable requests at the end of a point
constexpr std::size_t pointsNamed = 3;        // in a warning

// Sentences that came up at points, each told once with the points it is about.
class Warnings {
 public:
  void add(const std::string& sentence, const PlanPoint& point) {
    auto [entry, isNew] = m_points.try_emplace(sentence);
    if (isNew) m_order.push_back(sentence);
    entry->second.push_back(point.text());
  }
  void addOnce(const std::string& sentence) {
    if (m_points.try_emplace(sentence).second) m_order.push_back(sentence);
  }

  std::vector<std::string> sentences() const {
    std::vector<std::string> all;
    for (const std::string& sentence : m_order) {
      const std::vector<std::string>& points = m_points.at(sentence);
      if (points.empty()) {
        all.push_back(sentence);
        continue;
      }
      const std::size_t named = std::min(points.size(), pointsNamed);
      std::string text =
          fmt::format("{} (at {}", sentence,
                      fmt::join(points.begin(), points.begin() + static_cast<std::ptrdiff_t>(named), "; "));
      if (points.size() > named) text += fmt::format("; and {} more points", points.size() - named);
      all.push_back(text + ")");
    }
    return all;
  }

 private:
  std::map<std::string, std::vector<std::string>> m_points;
  std::vector<std::string> m_order;
};

ErrorCode codeOf(const GenerationOutcome& outcome) {
  switch (outcome.failure) {
    case FailureKind::unreachable: return ErrorCode::unreachable;
    case FailureKind::tls: return ErrorCode::tls;
    case FailureKind::connectTimeout: return ErrorCode::timeout;
    case FailureKind::malformedStream: return ErrorCode::malformed;
    case FailureKind::httpStatus:
      if (outcome.httpStatus == 401 || outcome.httpStatus == 403) return ErrorCode::unauthenticated;
      if (outcome.httpStatus == 404) return ErrorCode::notFound;
      return ErrorCode::rejected;
    default: return ErrorCode::connectionLost;
  }
}

const char* hintOf(ErrorCode code) {
  switch (code) {
    case ErrorCode::unauthenticated: return "give the endpoint's API key; the same command then continues";
    case ErrorCode::notFound:
      return "check --url and --model; headroomctl probe tells which models are served there";
    case ErrorCode::malformed:
      return "check that --url is an OpenAI-compatible endpoint, for instance with headroomctl probe";
    case ErrorCode::tls: return "check the certificate, or give its authority with --ca-file";
    default: return "check that the server runs; the same command continues where this one stopped";
  }
}

// What to do about requests that fail at some points alone.
const char* adviceOf(const GenerationOutcome& outcome) {
  switch (outcome.failure) {
    case FailureKind::connectTimeout:
      return "the server takes connections too slowly at this load; --connect-timeout allows more time";
    case FailureKind::firstTokenTimeout:
      return "the server is too slow at this load; --first-token-timeout allows more time";
    case FailureKind::totalTimeout: return "the server is too slow at this load; --timeout allows more time";
    case FailureKind::httpStatus:
      return outcome.httpStatus == 429 || outcome.httpStatus == 503
                 ? "the server turns requests away at this load"
                 : "see what the server says about requests of this shape";
    case FailureKind::malformedStream: return "headroomctl probe shows how the server answers";
    default: return "see the server's log of that time";
  }
}

std::string wordsOf(const GenerationOutcome& outcome) {
  std::string words(name(outcome.failure));
  if (outcome.httpStatus != 0) words += fmt::format(", HTTP {}", outcome.httpStatus);
  if (!outcome.message.empty()) words += ": " + outcome.message;
  return words;
}

Error endpointError(const std::string& what, const PlanPoint& point, const GenerationOutcome& outcome) {
  const ErrorCode code = codeOf(outcome);
  return {code, fmt::format("{} at {} ({}); this point is not kept", what, point.text(), wordsOf(outcome)),
          hintOf(code)};
}

bool isConnectionLoss(const GenerationOutcome& outcome) {
  return outcome.failure == FailureKind::unreachable || outcome.failure == FailureKind::reset ||
         outcome.failure == FailureKind::earlyEnd || outcome.failure == FailureKind::connectTimeout;
}

// How many requests, counted from the last, all are as `is` says.
std::size_t countAtEnd(const std::vector<GenerationOutcome>& outcomes, bool (*is)(const GenerationOutcome&)) {
  return static_cast<std::size_t>(std::find_if_not(outcomes.rbegin(), outcomes.rend(), is) -
                                  outcomes.rbegin());
}

// Whether the point says nothing about the server's capacity, because the endpoint as a whole is not there or
// not what it was taken for.
std::optional<Error> endpointGone(const PlanPoint& point, const LoadResult& result,
                                  const std::function<bool()>& stillThere) {
  if (result.sent == 0)
    return endpointError("no warm-up request came through", point, result.warmups.front());
  const auto& outcomes = result.outcomes;
  if (result.completed == 0 && std::all_of(outcomes.begin(), outcomes.end(), isEndpointFault))
    return endpointError("no request came through", point, outcomes.front());
  // It went away in the middle: the requests sent last were all refused.
  const std::size_t refused = countAtEnd(
      outcomes, [](const GenerationOutcome& outcome) { return outcome.failure == FailureKind::unreachable; });
  if (refused >= goneAfterFailures)
    return endpointError(
        fmt::format("the endpoint went away: the last {} requests did not reach it", refused), point,
        outcomes.back());
  // It may also have died under the last answers.
  const std::size_t lost = countAtEnd(outcomes, isConnectionLoss);
  if (lost > 0 && stillThere && !stillThere())
    return endpointError(
        fmt::format("the endpoint went away: the last {} request{} lost {} connection and it does not answer",
                    lost, lost == 1 ? "" : "s", lost == 1 ? "its" : "their"),
        point, outcomes.back());
  return std::nullopt;
}

class Runner {
 public:
  Runner(const Sweep& sweep, const std::stop_token& stop, const ProgressSink& progress)
      : m_sweep(sweep),
        m_stop(stop),
        m_progress(progress),
        m_remaining(sweep.plan, sweep.watchClient),
        m_points(sweep.plan.points()) {}

  SweepResult go() {
    m_result.pointsTotal = m_points.size();
    for (const std::string& note : m_sweep.journal.notes()) m_warnings.addOnce(note);
    for (const PlanPoint& point : m_points)
      if (!m_sweep.journal.finished(point)) m_todo.push_back(point);
    m_result.pointsBefore = m_points.size() - m_todo.size();
    tellFailedBefore();
    tell("");
    for (m_next = 0; m_next < m_todo.size() && !m_result.stopped; ++m_next)
      if (passGate(m_todo[m_next])) measure(m_todo[m_next]);
    for (const std::string& note : m_sweep.journal.notes()) m_warnings.addOnce(note);
    for (const std::string& notice : m_sweep.backend.notices()) m_warnings.addOnce(notice);
    m_result.elapsedSeconds = elapsed();
    m_result.warnings = m_warnings.sentences();
    if (!m_result.stopped) tell("");
    return std::move(m_result);
  }

 private:
  double elapsed() const { return toSeconds(Clock::now() - m_start - m_paused); }

  // Waits while the sweep is paused. False when it was stopped there.
  bool passGate(const PlanPoint& next) {
    if (!m_sweep.gate || !m_sweep.gate->closed()) return true;
    const Instant begin = m_pointStart = Clock::now();
    tell(next.text(), "paused");
    const bool passed = m_sweep.gate->pass(m_stop);
    m_paused += Clock::now() - begin;
    if (!passed) stopWith(cancelled());
    return passed;
  }

  void tellFailedBefore() {
    std::size_t count = 0;
    for (const PlanPoint& failed : m_sweep.journal.failed())
      count += static_cast<std::size_t>(std::count(m_points.begin(), m_points.end(), failed));
    if (count > 0)
      m_warnings.addOnce(fmt::format(
          "{} point{} of {} had no completed request in an earlier run and {} not measured again: "
          "headroomctl benchmark --retry-failed does so",
          count, count == 1 ? "" : "s", m_sweep.journal.path(), count == 1 ? "is" : "are"));
  }

  void tell(const std::string& detail, const char* phase = "measure") {
    if (!m_progress) return;
    Progress progress;
    progress.phase = phase;
    progress.done = m_result.pointsBefore + m_result.pointsMeasured;
    progress.total = m_result.pointsTotal;
    progress.elapsedSeconds = elapsed();
    progress.detail = detail;
    if (m_remaining.known()) {
      double seconds = 0;
      for (std::size_t i = m_next; i < m_todo.size(); ++i) {
        const double whole = m_remaining.of(m_todo[i]);
        seconds += i == m_next ? std::max(0.0, whole - toSeconds(Clock::now() - m_pointStart)) : whole;
      }
      progress.remainingSeconds = seconds;
    }
    m_progress(progress);
  }

  void stopWith(Error error) {
    m_result.endpointLost = error.code == ErrorCode::unreachable || error.code == ErrorCode::timeout ||
                            error.code == ErrorCode::connectionLost;
    m_result.stopped = std::move(error);
  }

  void measure(const PlanPoint& point) {
    m_pointStart = Clock::now();
    tell(point.text());
    if (m_sweep.onPointBegin) m_sweep.onPointBegin(point);
    PointLoad load = m_sweep.plan.load(point);
    load.watchClient = m_sweep.watchClient;
    load.sendTimes = m_sweep.sendTimes;
    const auto cacheBefore = m_sweep.prefixCache ? m_sweep.prefixCache() : std::nullopt;
    auto result = generateLoad(
        m_sweep.backend, m_sweep.prompts, load, m_stop,
        [&](std::uint64_t sent, std::uint64_t finished) {
          tell(sent == 0 ? point.text() + " (prompts and warm-up)"
                         : fmt::format("{} ({}/{} requests)", point.text(), finished, load.samples));
        },
        m_sweep.live);
    if (!result) {
      if (result.error().code == ErrorCode::cancelled) return stopWith(cancelled());
      return stopWith(result.error());
    }
    count(*result);
    if (auto gone = endpointGone(point, *result, m_sweep.stillThere)) return stopWith(std::move(*gone));
    keep(point, *result);
    if (m_result.stopped) return;

    const auto cacheAfter = cacheBefore ? m_sweep.prefixCache() : std::nullopt;
    if (cacheAfter) noteCache(point, *cacheBefore, *cacheAfter);
    notePoint(point, *result);
    m_remaining.learn(point, toSeconds(Clock::now() - m_pointStart));
    if (m_sweep.onPoint) m_sweep.onPoint(point, *result);
  }

  // The log first: a crash in between leaves records that are cut off when the sweep continues. When
  // the log cannot be written, the point is kept all the same.
  void keep(const PlanPoint& point, const LoadResult& result) {
    Result<void> logged;
    if (m_sweep.requestsLog) logged = m_sweep.requestsLog->append(point, result);
    Result<void> written = m_sweep.journal.append(m_sweep.plan, point, result);
    if (written) ++m_result.pointsMeasured;
    const Result<void>& failed = written ? logged : written;
    if (failed) return;
    Error error = failed.error();
    error.message +=
        fmt::format(" ({} points are kept in {})", m_sweep.journal.finishedCount(), m_sweep.journal.path());
    std::string next = error.code == ErrorCode::diskFull ? "make room on the disk" : "make the file writable";
    next += "; the same command continues from there";
    // The point that could not be kept has been put elsewhere.
    error.hint = written ? next : next + "; " + error.hint;
    stopWith(std::move(error));
  }

  Error cancelled() const {
    return {ErrorCode::cancelled,
            fmt::format("stopped after {} of {} points, which are kept in {}",
                        m_result.pointsBefore + m_result.pointsMeasured, m_result.pointsTotal,
                        m_sweep.journal.path()),
            "the same command continues from there"};
  }

  void count(const LoadResult& result) {
    m_result.requestsSent += result.sent;
    m_result.requestsCompleted += result.completed;
    m_result.requestsFailed += result.failed;
  }

  void noteCache(const PlanPoint& point, const PrefixCacheCounters& before,
                 const PrefixCacheCounters& after) {
    const double queries = after.queries - before.queries, hits = after.hits - before.hits;
    if (!(queries > 0) || !(hits / queries >= hitRateWarning)) return;
    m_warnings.add(
        "the server answered part of the prompts from its prefix cache (1 % or more of the tokens), so "
        "latencies are better than with new prompts; use fresh prompts or another seed",
        point);
  }

  void notePoint(const PlanPoint& point, const LoadResult& result) {
    for (const std::string& warning : result.warnings) m_warnings.add(warning, point);
    if (result.clientLimited) {
      ++m_result.pointsClientLimited;
      m_warnings.add("the client may have been the limit, not the server: run it on a faster or idle machine",
                     point);
    }
    if (result.completed == 0) ++m_result.pointsWithoutAnswer;
    for (const auto& [kind, number] : result.failures) {
      const auto first =
          std::find_if(result.outcomes.begin(), result.outcomes.end(),
                       [kind = kind](const GenerationOutcome& outcome) { return outcome.failure == kind; });
      m_warnings.add(fmt::format("requests failed: {}; {}", wordsOf(*first), adviceOf(*first)), point);
    }
  }

  const Sweep& m_sweep;
  const std::stop_token& m_stop;
  const ProgressSink& m_progress;
  RemainingTime m_remaining;
  std::vector<PlanPoint> m_points, m_todo;
  std::size_t m_next = 0;  // in m_todo
  Instant m_start = Clock::now(), m_pointStart = m_start;
  Duration m_paused{};
  Warnings m_warnings;
  SweepResult m_result;
};

}  // namespace

SweepResult runSweep(const Sweep& sweep, const std::stop_token& stop, const ProgressSink& progress) {
  return Runner(sweep, stop, progress).go();
}

}  // namespace headroom
