#include "core/cluster/port_forward.h"

#include "core/cluster/tunnel_output.h"

#include <fmt/format.h>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

namespace headroom {
namespace {

constexpr std::size_t kLongestLogLine = 500;
constexpr std::size_t kWordsKept = 8192;  // of standard error, for the cause of an end

// Names of Kubernetes: lower-case letters, digits, '-' and '.'.
bool isKubeName(std::string_view text) {
  return !text.empty() && text.size() <= 253 && text[0] != '-' && text[0] != '.' &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
         });
}

Result<void> check(const TunnelTarget& target, const TunnelOptions& options) {
  const auto wrong = [](std::string message, std::string hint) {
    return Error{ErrorCode::invalidArgument, std::move(message), std::move(hint)};
  };
  const std::string_view object = target.object;
  if (!((object.starts_with("pod/") || object.starts_with("svc/")) && isKubeName(object.substr(4))))
    return wrong(fmt::format("\"{}\" is neither pod/NAME nor svc/NAME", target.object),
                 "list what there is with `headroomctl targets list`");
  if (target.remotePort < 1 || target.remotePort > 65535)
    return wrong(fmt::format("port {} of {} is not within 1 to 65535", target.remotePort, target.object), "");
  if (!target.namespaceName.empty() && !isKubeName(target.namespaceName))
    return wrong(fmt::format("\"{}\" is no name of a namespace", target.namespaceName),
                 "list them with `headroomctl targets namespaces`");
  if (options.localPort < 0 || options.localPort > 65535)
    return wrong(fmt::format("local port {} is not within 0 to 65535", options.localPort),
                 "0 lets kubectl pick one");
  return {};
}

// Trying again would meet the same. A login that runs out later can be renewed while we go on trying.
bool isFinal(const Error& cause, bool wasEverReady) {
  switch (cause.code) {
    case ErrorCode::notFound:
    case ErrorCode::permissionDenied:
    case ErrorCode::malformed:
    case ErrorCode::invalidArgument: return true;
    case ErrorCode::unauthenticated: return !wasEverReady;
    default: return false;
  }
}

}  // namespace

class PortForward::Impl {
 public:
  Impl(TunnelTarget target, TunnelOptions options, Changed changed)
      : m_target(std::move(target)), m_options(std::move(options)), m_changed(std::move(changed)) {
    m_now.since = Clock::now();
    m_thing =
        m_target.object + (m_target.namespaceName.empty() ? "" : " in namespace " + m_target.namespaceName);
  }
  ~Impl() { stop(); }

  void begin() {
    m_watcher = std::thread([this] { watch(m_stop.get_token()); });
    if (m_options.probe || m_options.measureOverhead)
      m_prober = std::thread([this] { probeAgainAndAgain(m_stop.get_token()); });
  }

  const TunnelTarget& target() const { return m_target; }

  std::shared_ptr<const TunnelSnapshot> snapshot() const {
    const std::lock_guard lock(m_mutex);
    return std::make_shared<const TunnelSnapshot>(m_now);
  }

  std::vector<TunnelLogLine> log() const {
    const std::lock_guard lock(m_mutex);
    return {m_log.begin(), m_log.end()};
  }

  Result<std::string> waitReady(double timeoutSeconds, std::stop_token stop) const {
    std::unique_lock lock(m_mutex);
    const auto settled = [this] {
      return m_now.usable() || m_now.state == TunnelState::failed || m_now.state == TunnelState::stopped;
    };
    m_wake.wait_until(lock, stop, Clock::now() + fromSeconds(timeoutSeconds), settled);
    if (m_now.usable()) return m_now.url;
    if (m_now.state == TunnelState::failed && m_now.cause) return *m_now.cause;
    if (stop.stop_requested() || m_now.state == TunnelState::stopped)
      return Error{ErrorCode::cancelled, "the tunnel to " + m_thing + " was stopped"};
    return Error{ErrorCode::timeout,
                 fmt::format("no tunnel to {} within {:g} s{}", m_thing, timeoutSeconds,
                             m_now.cause ? ": " + m_now.cause->message : std::string()),
                 m_now.cause ? m_now.cause->hint : "try the same with kubectl port-forward in a terminal"};
  }

  void setBusy(bool busy) {
    const std::lock_guard lock(m_mutex);
    m_now.busy = busy;
    m_wake.notify_all();
  }
  void measureOverhead() {
    const std::lock_guard lock(m_mutex);
    m_measureAsked = true;
    m_wake.notify_all();
  }
  void retry() {
    const std::lock_guard lock(m_mutex);
    m_retryAsked = true;
    m_wake.notify_all();
  }

  void requestStop() { m_stop.request_stop(); }
  void stop() {
    requestStop();
    const std::lock_guard lock(m_joinMutex);
    if (m_watcher.joinable()) m_watcher.join();
    if (m_prober.joinable()) m_prober.join();
  }

 private:
  // Changes the state and tells it. `change` returns false where there is nothing to tell. Tellings follow
  // each other in the order of their revisions.
  template <typename Change>
  void update(Change change) {
    const std::lock_guard order(m_tellMutex);
    std::shared_ptr<const TunnelSnapshot> now;
    {
      const std::lock_guard lock(m_mutex);
      const TunnelState before = m_now.state;
      if (!change(m_now)) return;
      if (m_now.state != before) m_now.since = Clock::now();
      ++m_now.revision;
      now = std::make_shared<const TunnelSnapshot>(m_now);
    }
    m_wake.notify_all();
    if (m_changed) m_changed(now);
  }

  void write(bool fromKubectl, std::string_view text) {
    TunnelLogLine line{std::chrono::system_clock::now(), fromKubectl,
                       withoutSecrets(text.substr(0, kLongestLogLine))};
    const std::lock_guard lock(m_mutex);
    m_log.push_back(std::move(line));
    while (m_log.size() > m_options.logLines) m_log.pop_front();
  }

  struct RunEnd {
    Error cause;
    std::optional<Instant> readyAt;
  };

  void watch(const std::stop_token& stop) {
    int inARow = 0;
    bool everReady = false;
    while (!stop.stop_requested()) {
      const RunEnd end = runOnce(stop);
      if (stop.stop_requested()) break;
      everReady = everReady || end.readyAt;
      if (end.readyAt && toSeconds(Clock::now() - *end.readyAt) >= m_options.stableSeconds) inARow = 0;
      write(false, end.cause.text());
      if (isFinal(end.cause, everReady) || inARow >= m_options.restartsInARow) {
        update([&](TunnelSnapshot& now) {
          now.state = TunnelState::failed;
          now.cause = end.cause;
          return m_retryAsked = false, true;
        });
        if (!awaitNextStart(stop, std::nullopt)) break;
        inARow = 0;
      } else {
        const Instant next = Clock::now() + fromSeconds(m_options.pauseBefore(inARow++));
        update([&](TunnelSnapshot& now) {
          now.state = TunnelState::restarting;
          now.cause = end.cause;
          now.nextStart = next;
          return m_retryAsked = false, true;
        });
        if (!awaitNextStart(stop, next)) break;
      }
      update([](TunnelSnapshot& now) {
        now.state = TunnelState::starting;
        ++now.restarts;
        return true;
      });
    }
    update([](TunnelSnapshot& now) {
      now.state = TunnelState::stopped;
      now.cause.reset();
      return true;
    });
  }

  // False when asked to stop.
  bool awaitNextStart(const std::stop_token& stop, std::optional<Instant> next) {
    std::unique_lock lock(m_mutex);
    const auto asked = [this] { return m_retryAsked; };
    if (next)
      m_wake.wait_until(lock, stop, *next, asked);
    else
      m_wake.wait(lock, stop, asked);
    return !stop.stop_requested();
  }

  ProcessCommand command() const {
    int localPort = m_options.localPort;
    if (localPort == 0 && !m_portTaken) {
      const std::lock_guard lock(m_mutex);
      localPort = m_now.localPort;
    }
    const std::string ports = localPort == 0 ? fmt::format(":{}", m_target.remotePort)
                                             : fmt::format("{}:{}", localPort, m_target.remotePort);
    KubectlOptions options;
    options.program = m_options.kubectl;
    options.context = m_target.context;
    options.kubeconfig = m_options.kubeconfig;
    return Kubectl(options).command(m_target.namespaceName,
                                    {"port-forward", m_target.object, ports, "--address", "127.0.0.1"});
  }

  // One life of kubectl, from its start to its end.
  RunEnd runOnce(const std::stop_token& stop) {
    std::stop_source run;
    {
      const std::lock_guard lock(m_mutex);
      m_run = run;
      ++m_runNumber;
      m_verdict.reset();
    }
    const std::stop_callback link(stop, [&run] { run.request_stop(); });
    const ProcessCommand toRun = command();
    m_portTaken = false;
    auto child = ChildProcess::start(toRun);
    if (!child) {
      Error cause = child.error();
      if (cause.code == ErrorCode::notFound)
        cause = {ErrorCode::notFound,
                 "no tunnel to " + m_thing + ": kubectl is not there (" + cause.message + ")",
                 "install kubectl (https://kubernetes.io/docs/tasks/tools), or give its path with --kubectl"};
      return {cause, std::nullopt};
    }
    std::string shown = toRun.program;
    for (const std::string& argument : toRun.arguments) shown += " " + argument;
    write(false, shown);
    update([&](TunnelSnapshot& now) { return now.pid = child->pid(), true; });

    RunEnd end = follow(*child, run.get_token());
    run.request_stop();  // a probe in flight has lost its meaning
    // Gone from sight before it is gone: nobody shall begin to use it now.
    update([&](TunnelSnapshot& now) {
      now.url.clear();
      now.cause = end.cause;
      now.nextStart = Clock::now();
      now.state = stop.stop_requested() ? TunnelState::stopped : TunnelState::restarting;
      return true;
    });
    child->end(m_options.graceSeconds);
    if (end.cause.code == ErrorCode::conflict) m_portTaken = true;
    update([](TunnelSnapshot& now) {
      now.pid = 0;
      now.failedProbes = 0;
      return true;
    });
    return end;
  }

  // Reads what kubectl says until it ends, is lost, is late, or `run` is stopped.
  RunEnd follow(ChildProcess& child, const std::stop_token& run) {
    const std::string noTunnel = "no tunnel to " + m_thing;
    const Instant readyDeadline = Clock::now() + fromSeconds(m_options.readyTimeoutSeconds);
    LineSplitter out, err;
    std::vector<std::string> lines;
    std::string words;  // the end of standard error
    std::optional<Instant> readyAt;
    bool lost = false;
    const auto sink = [&](ChildProcess::Stream stream, std::string_view bytes) {
      (stream == ChildProcess::Stream::out ? out : err).add(bytes, lines);
      if (stream == ChildProcess::Stream::err) words += bytes;
      if (words.size() > 2 * kWordsKept) words.erase(0, words.size() - kWordsKept);
    };
    for (;;) {
      const Instant until = readyAt ? Clock::now() + std::chrono::hours(1) : readyDeadline;
      const auto happened = child.wait(until, run, sink);
      if (happened == ChildProcess::Wait::ended) {
        out.finish(lines);
        err.finish(lines);
      }
      for (const std::string& line : lines) {
        take(line, readyAt);
        lost = lost || isLostConnection(line);
      }
      lines.clear();
      if (happened == ChildProcess::Wait::ended || lost)
        return {
            kubectlError(readyAt ? "the tunnel to " + m_thing + " broke" : noTunnel, words, child.status()),
            readyAt};
      if (happened == ChildProcess::Wait::stopped) {
        const std::lock_guard lock(m_mutex);
        return {m_verdict.value_or(Error{ErrorCode::cancelled, "stopped"}), readyAt};
      }
      if (!readyAt && Clock::now() >= readyDeadline)
        return {Error{ErrorCode::timeout,
                      fmt::format("{}: kubectl was not ready within {:g} s", noTunnel,
                                  m_options.readyTimeoutSeconds),
                      "try the same with kubectl port-forward in a terminal: it may wait for a login"},
                std::nullopt};
    }
  }

  void take(const std::string& line, std::optional<Instant>& readyAt) {
    if (isHandledConnection(line)) {
      const std::lock_guard lock(m_mutex);
      ++m_now.connections;
      return;
    }
    write(true, line);
    if (const auto port = forwardedPort(line); port && !readyAt) {
      readyAt = Clock::now();
      update([&](TunnelSnapshot& now) {
        now.state = TunnelState::ready;
        now.localPort = *port;
        now.url = fmt::format("{}://127.0.0.1:{}", m_options.scheme, *port);
        now.cause.reset();
        now.failedProbes = 0;
        now.lastAnswer.reset();
        return true;
      });
    } else if (isForwardingError(line)) {
      const std::lock_guard lock(m_mutex);
      m_probeAsked = true;  // it names one stream; whether all are broken the probe finds out
      m_wake.notify_all();
    }
  }

  void probeAgainAndAgain(const std::stop_token& stop) {
    std::uint64_t run = 0;
    bool measured = false;
    Instant next{};
    for (;;) {
      std::unique_lock lock(m_mutex);
      if (!m_wake.wait(lock, stop, [this] { return m_now.usable(); })) return;
      if (run != m_runNumber) {
        run = m_runNumber;
        measured = !m_options.measureOverhead;
        next = m_options.probe ? Clock::now() : Clock::now() + std::chrono::hours(24);
      }
      const auto measureDue = [&] {
        const bool proven = !m_options.probe || (m_now.lastAnswer && m_now.failedProbes == 0);
        return (m_measureAsked || !measured) && proven && !m_now.busy;
      };
      const auto otherwise = [&] {
        return run != m_runNumber || !m_now.usable() || measureDue() || (m_probeAsked && m_options.probe);
      };
      if (!m_wake.wait_until(lock, stop, next, otherwise) && stop.stop_requested()) return;
      if (stop.stop_requested()) return;
      if (run != m_runNumber || !m_now.usable()) continue;
      const int port = m_now.localPort;
      const std::stop_token token = m_run.get_token();
      const bool measure = measureDue();
      if (measure)
        m_measureAsked = false, measured = true;
      else
        m_probeAsked = false;
      lock.unlock();
      if (measure) {
        measureNow(port, run, token);
        continue;
      }
      const bool good = probeNow(port, run, token);
      next = Clock::now() + fromSeconds(good ? m_options.probeSeconds : m_options.failedProbeSeconds);
    }
  }

  void measureNow(int port, std::uint64_t run, const std::stop_token& token) {
    auto overhead = measureTunnelOverhead(port, m_options.overhead, token);
    if (!overhead) {
      if (overhead.error().code != ErrorCode::cancelled)
        write(false, "overhead not measured: " + overhead.error().text());
      return;
    }
    write(false, overhead->words());
    update([&](TunnelSnapshot& now) {
      if (run != m_runNumber) return false;
      now.overhead = *overhead;
      return true;
    });
  }

  bool probeNow(int port, std::uint64_t run, const std::stop_token& token) {
    const auto answer = m_options.probe(port, m_options.probeTimeoutSeconds, token);
    if (token.stop_requested()) return true;
    if (!answer) write(false, "probe failed: " + answer.error().message);
    bool dead = false;
    update([&](TunnelSnapshot& now) {
      if (run != m_runNumber || !now.usable()) return false;
      if (answer) {
        now.state = TunnelState::ready;
        now.cause.reset();
        now.failedProbes = 0;
        now.lastAnswer = *answer;
        return true;
      }
      now.state = TunnelState::degraded;
      now.cause = answer.error();
      const int limit = now.busy ? m_options.failuresToRestartBusy : m_options.failuresToRestart;
      dead = ++now.failedProbes >= limit;
      if (dead)
        m_verdict =
            Error{ErrorCode::connectionLost,
                  fmt::format(
                      "the tunnel to {} carries nothing any more: {} probes failed, the last one with \"{}\"",
                      m_thing, now.failedProbes, answer.error().message),
                  "check that the server in the pod listens on port " + std::to_string(m_target.remotePort)};
      return true;
    });
    if (dead) {
      // Only this run: a newer one has a source of its own.
      std::stop_source source{std::nostopstate};
      {
        const std::lock_guard lock(m_mutex);
        if (run == m_runNumber) source = m_run;
      }
      source.request_stop();
    }
    return answer.ok();
  }

  const TunnelTarget m_target;
  const TunnelOptions m_options;
  const Changed m_changed;
  std::string m_thing;       // "pod/llama-0 in namespace inference"
  bool m_portTaken = false;  // the watcher's alone: the kept local port belongs to somebody else now

  std::mutex m_tellMutex;  // taken before m_mutex
  mutable std::mutex m_mutex;
  mutable std::condition_variable_any m_wake;
  TunnelSnapshot m_now;
  std::deque<TunnelLogLine> m_log;
  std::uint64_t m_runNumber = 0;
  std::stop_source m_run;          // ends the kubectl that runs now
  std::optional<Error> m_verdict;  // of the probe, on the kubectl that runs now
  bool m_retryAsked = false, m_measureAsked = false, m_probeAsked = false;

  std::stop_source m_stop;
  std::mutex m_joinMutex;
  std::thread m_watcher, m_prober;
};

Result<std::unique_ptr<PortForward>> PortForward::start(TunnelTarget target, TunnelOptions options,
                                                        Changed changed) {
  if (auto good = check(target, options); !good) return good.error();
  auto impl = std::make_unique<Impl>(std::move(target), std::move(options), std::move(changed));
  impl->begin();
  return std::unique_ptr<PortForward>(new PortForward(std::move(impl)));
}

PortForward::PortForward(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
PortForward::~PortForward() = default;

std::shared_ptr<const TunnelSnapshot> PortForward::snapshot() const { return m_impl->snapshot(); }
std::vector<TunnelLogLine> PortForward::log() const { return m_impl->log(); }
const TunnelTarget& PortForward::target() const { return m_impl->target(); }
Result<std::string> PortForward::waitReady(double timeoutSeconds, std::stop_token stop) const {
  return m_impl->waitReady(timeoutSeconds, stop);
}
void PortForward::setBusy(bool busy) { m_impl->setBusy(busy); }
void PortForward::measureOverhead() { m_impl->measureOverhead(); }
void PortForward::retry() { m_impl->retry(); }
void PortForward::requestStop() { m_impl->requestStop(); }
void PortForward::stop() { m_impl->stop(); }

}  // namespace headroom
