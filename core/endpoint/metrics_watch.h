// Asks a server for its metrics again and again, on a thread of its own: what it says of itself while it is
// measured.
//
//   MetricsWatch watch(endpoint, 0.5, [&](const Result<ServerMetrics>& reading) { board.set(reading); });
//
// The handler is called from that thread, one call at a time, at once and then every `everySeconds`; never
// again once the destructor has returned. A server that has no such page is asked no further; one that does
// not answer is.
#pragma once

#include "core/endpoint/endpoint.h"
#include "core/endpoint/server_metrics.h"

#include <functional>
#include <thread>

namespace headroom {

class MetricsWatch {
 public:
  using Handler = std::function<void(const Result<ServerMetrics>&)>;

  MetricsWatch(Endpoint endpoint, double everySeconds, Handler handler);

 private:
  std::jthread m_thread;
};

}  // namespace headroom
