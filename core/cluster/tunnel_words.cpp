// How a tunnel's options and its state read.
#include "core/base/progress.h"
#include "core/cluster/port_forward.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace headroom {

double TunnelOptions::pauseBefore(int restartsBefore) const {
  if (backOffSeconds.empty()) return 0;
  return backOffSeconds[std::min(static_cast<std::size_t>(std::max(restartsBefore, 0)),
                                 backOffSeconds.size() - 1)];
}

TunnelOptions TunnelOptions::forRedis() {
  TunnelOptions options;
  options.scheme = "redis";
  options.probe = redisTunnelProbe();
  options.measureOverhead = false;
  return options;
}

std::string_view name(TunnelState state) {
  switch (state) {
    case TunnelState::starting: return "starting";
    case TunnelState::ready: return "ready";
    case TunnelState::degraded: return "degraded";
    case TunnelState::restarting: return "restarting";
    case TunnelState::failed: return "failed";
    case TunnelState::stopped: return "stopped";
  }
  return "unknown";
}

std::string TunnelSnapshot::words(Instant now) const {
  switch (state) {
    case TunnelState::ready: return "ready at " + url;
    case TunnelState::degraded:
      return fmt::format("degraded at {}: {}", url, cause ? cause->text() : "no answer");
    case TunnelState::restarting: {
      const double left = std::ceil(std::max(0.0, toSeconds(nextStart - now)));
      return fmt::format("restarting in {:.0f} s: {}", left, cause ? cause->message : "it ended");
    }
    case TunnelState::failed: return "failed: " + (cause ? cause->text() : std::string("cause unknown"));
    case TunnelState::starting:
    case TunnelState::stopped: break;
  }
  return std::string(name(state));
}

}  // namespace headroom
