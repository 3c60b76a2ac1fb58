// One port-forward as the desktop needs it: it can be asked for, waited on and let go from any thread, and
// never makes anyone wait for its end.
//
//   std::shared_ptr<Tunnel> tunnel = Tunnel::start(place, options, reaper, [](auto snapshot) { ... });
//   auto url = tunnel->waitReady(30, stop);           // on a worker
//
// Where it leads is looked up first, so that its overhead can be compared with the bare network. The
// port-forward itself, its watching and its restarts are core/cluster/port_forward.h.
#pragma once

#include "core/cluster/port_forward.h"

#include <atomic>
#include <condition_variable>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace headroom::ui {

class Tunnel;

// Ends tunnels on threads of its own, for ending kubectl takes a moment; waits for all of them in its end.
class TunnelReaper {
 public:
  void take(std::unique_ptr<Tunnel> tunnel);

 private:
  struct Ending {
    std::atomic<bool> over = false;
    std::jthread thread;
  };
  std::mutex m_mutex;
  std::list<Ending> m_endings;
};

class Tunnel {
 public:
  using Changed = std::function<void(std::shared_ptr<const TunnelSnapshot>)>;

  // Returns at once. `changed` is called from other threads. When the last holder lets go it is ended.
  static std::shared_ptr<Tunnel> start(TunnelTarget target, TunnelOptions options,
                                       std::shared_ptr<TunnelReaper> reaper, Changed changed);
  ~Tunnel();

  const TunnelTarget& target() const { return m_target; }
  std::shared_ptr<const TunnelSnapshot> snapshot() const;
  std::vector<TunnelLogLine> log() const;
  // Errors: those of PortForward::start() and PortForward::waitReady().
  Result<std::string> waitReady(double timeoutSeconds, const std::stop_token& stop) const;

  // Counted: it is busy as long as anyone says so.
  void setBusy(bool busy);
  void measureOverhead();
  void retry();
  // Returns at once; kubectl is gone soon after.
  void requestStop();

 private:
  Tunnel(TunnelTarget target, Changed changed);
  void begin(TunnelOptions options, const std::stop_token& stop);

  const TunnelTarget m_target;
  const Changed m_changed;
  mutable std::mutex m_mutex;
  mutable std::condition_variable_any m_begun;
  std::unique_ptr<PortForward> m_forward;              // set once, by m_starter
  std::shared_ptr<const TunnelSnapshot> m_beforehand;  // what is told until then
  std::optional<Error> m_refused;                      // PortForward would not start with this target
  bool m_stopped = false;
  int m_busy = 0;
  std::jthread m_starter;
};

}  // namespace headroom::ui
