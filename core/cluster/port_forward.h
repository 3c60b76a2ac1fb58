// A watched tunnel into the cluster: `kubectl port-forward`, started, probed, restarted with back-off, and
// ended by us.
//
//   TunnelTarget target{.context = "prod", .namespaceName = "inference", .object = "pod/llama-0",
//                       .remotePort = 8000};
//   auto tunnel = PortForward::start(target, {}, [](auto now) { show(*now); });
//   if (!tunnel) return tunnel.error();
//   auto url = (*tunnel)->waitReady(20, stop);   // "http://127.0.0.1:40123"
//
// The tunnel keeps its local port over restarts where it can, so that the URL stays good. It is restarted
// when kubectl ends, when it does not get ready in time, and when it runs but carries nothing any more, which
// only the probe can tell. Under load a server may be slow to answer a probe; a restart would then break what
// is being measured: say setBusy(true) for as long as a benchmark runs.
//
// A tunnel through kubectl carries all streams over one connection and distorts measurements under load: its
// overhead is measured and shown, and for figures that count the benchmark belongs inside the cluster. A
// service's tunnel leads to one of its pods, whichever kubectl picks, not to all.
//
// All members may be called from any thread. The handler is called from the tunnel's threads, one call at a
// time, in the order of `revision`; it may call every member but stop() and the destructor, and must not
// block.
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/cluster/kubectl.h"
#include "core/cluster/tunnel_probe.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace headroom {

struct TunnelTarget {
  std::string context = {};        // empty = kubectl's current one
  std::string namespaceName = {};  // empty = the context's own
  std::string object;              // "pod/NAME" or "svc/NAME"
  int remotePort = 0;              // of the pod or of the service
};

struct TunnelOptions {
  std::string kubectl = "kubectl";
  std::string kubeconfig = {};
  int localPort = 0;                      // 0 = kubectl picks one
  std::string scheme = "http";            // of the URL that is handed out
  TunnelProbe probe = httpTunnelProbe();  // empty = only kubectl's own word is heard
  double probeSeconds = 5;                // between two probes
  double failedProbeSeconds = 1;          // between two probes while they fail
  double probeTimeoutSeconds = 3;
  int failuresToRestart = 3;        // probes that fail in a row
  int failuresToRestartBusy = 12;   // the same while busy
  double readyTimeoutSeconds = 20;  // from kubectl's start to "Forwarding from"
  std::vector<double> backOffSeconds = {
      0.5, 1, 2, 4, 8, 15, 30};  // before the 1st, 2nd, ... restart in a row; the last repeats
  int restartsInARow = 20;       // then it counts as failed
  double stableSeconds = 30;     // ready for so long: the next restart is the first one again
  double graceSeconds = 0.5;     // for kubectl to end by itself before it is killed
  bool measureOverhead = true;   // once after each start; needs a server that speaks HTTP
  OverheadPlan overhead = {};
  std::size_t logLines = 500;  // kept

  // Seconds before the restart that follows `restartsBefore` others in a row.
  double pauseBefore(int restartsBefore) const;
  // For a tunnel to a Redis: PING as the probe, no overhead of HTTP requests.
  static TunnelOptions forRedis();
};

enum class TunnelState {
  starting,  // kubectl was started and does not forward yet
  ready,
  degraded,    // kubectl forwards, but the last probe failed; `cause` says how
  restarting,  // `cause` ended it; the next start is at `nextStart`
  failed,      // given up, `cause` says why: retry() begins again
  stopped,     // by us; kubectl is gone once stop() has returned
};
std::string_view name(TunnelState state);

struct TunnelSnapshot {
  std::uint64_t revision = 0;  // grows with every change
  TunnelState state = TunnelState::starting;
  Instant since{};                              // of the state
  std::string url;                              // while ready or degraded; empty else
  int localPort = 0;                            // of the latest start that got so far; kept while restarting
  int pid = 0;                                  // of kubectl; 0 where none runs
  int restarts = 0;                             // since start()
  Instant nextStart{};                          // while restarting
  std::optional<Error> cause = {};              // while degraded, restarting, failed
  std::uint64_t connections = 0;                // that kubectl said it handled
  int failedProbes = 0;                         // in a row
  std::optional<TunnelAnswer> lastAnswer = {};  // of the latest probe that was answered
  std::optional<TunnelOverhead> overhead = {};
  bool busy = false;

  bool usable() const { return state == TunnelState::ready || state == TunnelState::degraded; }
  // "ready at http://127.0.0.1:40123", "restarting in 4 s: …", "failed: …; next step".
  std::string words(Instant now) const;
};

struct TunnelLogLine {
  std::chrono::system_clock::time_point time;
  bool fromKubectl = false;  // else it is our own word
  std::string text;          // without secrets
};

class PortForward {
 public:
  using Changed = std::function<void(std::shared_ptr<const TunnelSnapshot>)>;

  // Starts at once and returns at once. Errors: invalidArgument. Everything else comes as a state.
  static Result<std::unique_ptr<PortForward>> start(TunnelTarget target, TunnelOptions options = {},
                                                    Changed changed = {});
  ~PortForward();  // stop()

  std::shared_ptr<const TunnelSnapshot> snapshot() const;
  // The latest lines, oldest first. "Handling connection" lines are counted instead.
  std::vector<TunnelLogLine> log() const;
  const TunnelTarget& target() const;

  // The URL, as soon as it is ready. Errors: the cause when it failed; timeout (with what is known of the
  // cause); cancelled.
  Result<std::string> waitReady(double timeoutSeconds, std::stop_token stop = {}) const;

  // Something is measured through it: only many failed probes in a row restart it, and no overhead is
  // measured.
  void setBusy(bool busy);
  // Measures the overhead again when it is ready and not busy; the answer comes with a snapshot.
  void measureOverhead();
  // While restarting or failed: starts now.
  void retry();

  // Ends kubectl. requestStop() returns at once, stop() when kubectl is gone: within graceSeconds and little
  // more.
  void requestStop();
  void stop();

 private:
  class Impl;
  explicit PortForward(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> m_impl;
};

}  // namespace headroom
