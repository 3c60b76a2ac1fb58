#include "core/load/generator.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <ctime>

namespace headroom {
namespace {

// Uncounted requests are there for connections, caches and compiled shapes: a short answer does.
constexpr int mostWarmupOutputTokens = 16;
constexpr std::uint64_t firstWarmupIndex = std::uint64_t{1} << 32;
constexpr auto longestRun = std::chrono::hours(1);
constexpr auto progressPause = std::chrono::milliseconds(100);

double threadCpuSeconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

Result<void> check(const PointLoad& load) {
  const auto wrong = [](std::string message) {
    return Error{ErrorCode::invalidArgument, std::move(message)};
  };
  if (load.samples == 0) return wrong("a point needs at least one request");
  if (!load.sendTimes.empty() && load.sendTimes.size() != load.samples)
    return wrong(fmt::format("{} send times for {} requests", load.sendTimes.size(), load.samples));
  if (load.concurrency < 0 || load.warmup < 0) return wrong("a negative number of requests");
  if (load.sendTimes.empty() && load.concurrency == 0 &&
      !(load.ratePerSecond > 0 && std::isfinite(load.ratePerSecond)))
    return wrong(fmt::format("a rate of {} requests/s", load.ratePerSecond));
  return {};
}

Error stoppedError() { return {ErrorCode::cancelled, "stopped while a point was being measured"}; }

// One point in flight. Its handlers refer to it, so whatever is in flight ends with it.
class Run {
 public:
  Run(Backend& backend, PromptSource& prompts, const PointLoad& load, const std::stop_token& stop,
      const LoadProgress& progress, const LiveSink& live)
      : m_backend(backend),
        m_prompts(prompts),
        m_load(load),
        m_stop(stop),
        m_progress(progress),
        m_live(live) {}
  ~Run() {
    if (m_live) m_backend.watchFirstContent({});
    if (m_backend.inFlight() > 0) m_backend.cancelAll();
  }
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  Result<LoadResult> go() {
    if (auto done = uncounted(m_prompts.calibration()); !done) return done.error();
    auto warmups = makeRequests(static_cast<std::uint64_t>(m_load.warmup), firstWarmupIndex);
    if (!warmups) return warmups.error();
    for (GenerationRequest& request : *warmups)
      request.outputTokens = std::min(request.outputTokens, mostWarmupOutputTokens);
    if (auto done = uncounted(std::move(*warmups)); !done) return done.error();
    const auto& answers = m_result.warmups;
    if (!answers.empty() && std::all_of(answers.begin(), answers.end(), isEndpointFault))
      return std::move(m_result);

    auto requests = makeRequests(m_load.samples, 0);
    if (!requests) return requests.error();
    m_result.outcomes.resize(m_load.samples);

    if (m_live) watchFirstContent();
    const double cpuBefore = m_cpuTold = threadCpuSeconds();
    m_result.start = m_backend.now();
    if (auto done = isOpenLoop() ? openLoop(*requests) : closedLoop(*requests); !done) return done.error();
    if (m_live) tellLive(Clock::now());
    Instant end = m_result.start;
    for (const GenerationOutcome& outcome : m_result.outcomes) end = std::max(end, outcome.finished);
    m_result.wallSeconds = toSeconds(end - m_result.start);
    if (m_load.watchClient && m_result.wallSeconds > 0)
      m_result.clientCpu = (threadCpuSeconds() - cpuBefore) / m_result.wallSeconds;
    summariseOutcomes(m_result, m_load);
    return std::move(m_result);
  }

 private:
  Result<std::vector<GenerationRequest>> makeRequests(std::uint64_t count, std::uint64_t firstIndex) {
    std::vector<GenerationRequest> requests;
    requests.reserve(count);
    for (std::uint64_t i = 0; i < count; ++i) {
      if (m_stop.stop_requested()) return stoppedError();
      if (isTimeToTell(Clock::now())) tellProgress();
      auto request =
          m_prompts.make({m_load.inputTokens, m_load.outputTokens, m_load.point, firstIndex + i}, m_stop);
      if (!request) return request.error();
      requests.push_back(std::move(*request));
    }
    return requests;
  }

  void submit(std::uint64_t index, Instant planned, GenerationRequest request, Backend::Done done) {
    request.temperature = m_load.temperature;
    request.stream = m_load.stream;
    request.ignoreEos = m_load.ignoreEos;
    m_backend.submit(index, planned, std::move(request), std::move(done));
    m_result.maxInFlight = std::max<std::uint64_t>(m_result.maxInFlight, m_backend.inFlight());
  }

  // Sends all at once, waits for all, and shows them to the prompt source.
  Result<void> uncounted(std::vector<GenerationRequest> requests) {
    if (requests.empty()) return {};
    std::vector<GenerationOutcome> outcomes(requests.size());
    std::size_t finished = 0;
    for (std::size_t i = 0; i < requests.size(); ++i)
      submit(i, m_backend.now(), requests[i], [&outcomes, &finished, i](GenerationOutcome&& outcome) {
        outcomes[i] = std::move(outcome);
        ++finished;
      });
    while (finished < outcomes.size()) {
      if (m_stop.stop_requested()) {
        m_backend.cancelAll();
        return stoppedError();
      }
      m_backend.run(wakeUpTime(m_backend.now() + longestRun), m_stop);
      if (isTimeToTell(Clock::now())) tellProgress();
    }
    for (std::size_t i = 0; i < requests.size(); ++i) {
      m_prompts.learn(requests[i], outcomes[i]);
      m_result.warmups.push_back(std::move(outcomes[i]));
    }
    m_result.maxInFlight = 0;
    return {};
  }

  void send(std::uint64_t index, Instant planned, GenerationRequest&& request) {
    ++m_sent;
    submit(index, planned, std::move(request), [this, index](GenerationOutcome&& outcome) {
      m_result.outcomes[index] = std::move(outcome);
      m_result.outcomes[index].index = index;
      ++m_finished;
      if (m_live) noteEnd(m_result.outcomes[index]);
    });
    if (!m_live) return;
    LiveEvent event{.at = m_backend.now()};
    if (isOpenLoop()) event.lagSeconds = toSeconds(event.at - planned);
    m_events.push_back(event);
  }

  bool isOpenLoop() const { return m_load.concurrency == 0 || !m_load.sendTimes.empty(); }

  void watchFirstContent() {
    m_firstContentNoted.assign(m_load.samples, false);
    m_backend.watchFirstContent([this](std::uint64_t index, Instant sent, Instant firstContent) {
      noteFirstContent(index, sent, firstContent);
    });
  }

  void noteFirstContent(std::uint64_t index, Instant sent, Instant firstContent) {
    if (index >= m_firstContentNoted.size() || m_firstContentNoted[index]) return;
    m_firstContentNoted[index] = true;
    m_events.push_back({.kind = LiveEvent::Kind::firstContent,
                        .at = firstContent,
                        .ttftSeconds = toSeconds(firstContent - sent)});
  }

  void noteEnd(const GenerationOutcome& outcome) {
    if (outcome.failed()) {
      ++m_failed;
      m_events.push_back({.kind = LiveEvent::Kind::failed, .at = outcome.finished});
      return;
    }
    // As summariseOutcomes counts an answer without content.
    const Instant last = outcome.lastContent != Instant{} ? outcome.lastContent : outcome.finished;
    const Instant first = outcome.firstContent != Instant{} ? outcome.firstContent : last;
    noteFirstContent(outcome.index, outcome.sent, first);
    LiveEvent event{.kind = LiveEvent::Kind::finished,
                    .at = outcome.finished,
                    .e2eSeconds = toSeconds(last - outcome.sent)};
    if (outcome.outputTokens > 1) event.tpotSeconds = toSeconds(last - first) / (outcome.outputTokens - 1);
    m_events.push_back(event);
  }

  void tellLive(Instant realNow) {
    LiveBatch batch{.events = m_events,
                    .now = m_backend.now(),
                    .inFlight = m_backend.inFlight(),
                    .sent = m_sent,
                    .finished = m_finished,
                    .failed = m_failed};
    if (m_load.watchClient && realNow > m_liveTold) {
      const double cpu = threadCpuSeconds();
      if (m_liveTold != Instant{}) batch.clientCpu = (cpu - m_cpuTold) / toSeconds(realNow - m_liveTold);
      m_cpuTold = cpu;
    }
    m_liveTold = realNow;
    m_live(batch);
    m_events.clear();
  }

  Result<void> openLoop(std::vector<GenerationRequest>& requests) {
    const std::vector<Duration> offsets =
        m_load.sendTimes.empty()
            ? arrivalOffsets(m_load.arrivals, m_load.ratePerSecond, m_load.samples, m_load.seed)
            : m_load.sendTimes;
    while (m_finished < requests.size()) {
      Instant now = m_backend.now();
      while (m_sent < requests.size() && m_result.start + offsets[m_sent] <= now) {
        const std::uint64_t index = m_sent;
        send(index, m_result.start + offsets[index], std::move(requests[index]));
        now = m_backend.now();
      }
      const Instant until = m_sent < requests.size() ? m_result.start + offsets[m_sent] : now + longestRun;
      if (auto worked = work(until); !worked) return worked;
    }
    return {};
  }

  Result<void> closedLoop(std::vector<GenerationRequest>& requests) {
    const auto concurrency = static_cast<std::uint64_t>(m_load.concurrency);
    while (m_finished < requests.size()) {
      while (m_sent < requests.size() && m_sent - m_finished < concurrency) {
        const std::uint64_t index = m_sent;
        send(index, m_backend.now(), std::move(requests[index]));
      }
      if (auto worked = work(m_backend.now() + longestRun); !worked) return worked;
    }
    return {};
  }

  Result<void> work(Instant until) {
    if (m_stop.stop_requested()) {
      m_backend.cancelAll();
      return stoppedError();
    }
    m_backend.run(wakeUpTime(until), m_stop);
    if (const Instant now = Clock::now(); isTimeToTell(now)) {
      tellProgress();
      if (m_live) tellLive(now);
    }
    return {};
  }

  // A server that stalls must be seen to stall: whoever watches is told while nothing happens, too.
  Instant wakeUpTime(Instant until) const {
    if ((!m_live && !m_progress) || !m_load.watchClient) return until;
    return std::min(until, m_backend.now() + progressPause);
  }

  bool isTimeToTell(Instant realNow) {
    if ((!m_live && !m_progress) || realNow - m_lastProgress < progressPause) return false;
    m_lastProgress = realNow;
    return true;
  }

  void tellProgress() {
    if (m_progress) m_progress(m_sent, m_finished);
  }

  Backend& m_backend;
  PromptSource& m_prompts;
  const PointLoad& m_load;
  const std::stop_token& m_stop;
  const LoadProgress& m_progress;
  const LiveSink& m_live;
  LoadResult m_result;
  std::uint64_t m_sent = 0;
  std::uint64_t m_finished = 0, m_failed = 0;
  Instant m_lastProgress{};
  std::vector<LiveEvent> m_events;  // not yet handed out
  std::vector<bool> m_firstContentNoted;
  Instant m_liveTold{};
  double m_cpuTold = 0;
};

}  // namespace

bool isEndpointFault(const GenerationOutcome& outcome) {
  switch (outcome.failure) {
    case FailureKind::unreachable:
    case FailureKind::tls:
    case FailureKind::connectTimeout:
    case FailureKind::malformedStream: return true;
    case FailureKind::httpStatus:
      return outcome.httpStatus < 400 || outcome.httpStatus == 401 || outcome.httpStatus == 403 ||
             outcome.httpStatus == 404 || outcome.httpStatus == 405;
    default: return false;
  }
}

Result<LoadResult> generateLoad(Backend& backend, PromptSource& prompts, const PointLoad& load,
                                const std::stop_token& stop, const LoadProgress& progress,
                                const LiveSink& live) {
  if (auto fine = check(load); !fine) return fine.error();
  return Run(backend, prompts, load, stop, progress, live).go();
}

}  // namespace headroom
