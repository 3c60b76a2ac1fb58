// The words in which a tunnel's state is told.
#include "core/cluster/port_forward.h"

#include "core/base/progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace headroom {

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
    case TunnelState::degraded: return fmt::format("degraded at {}: {}", url, cause ? cause->text() : "no answer");
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
