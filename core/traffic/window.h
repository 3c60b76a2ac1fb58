// The last minutes of requests, as the cluster's request monitoring sees them (contracts, 5).
//
//   WindowView view = viewOf(traces, now);
//   view.rate; view.clustering.coverage; view.timeline;
#pragma once

#include "core/traffic/clusters.h"
#include "core/traffic/gateway_trace.h"
#include "core/traffic/recording.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace headroom {

struct WindowView {
  double endSeconds = 0;  // unix: now, or the end of the newest trace where that is later
  double windowSeconds = 240;
  double requests = 0;
  double averageRate = 0;                   // requests/s over the window
  double latestRate = 0;                    // of the newest interval
  double rate = 0;                          // the larger of the two: what the optimizer plans for
  std::optional<double> pending, queueing;  // of the newest interval
  std::vector<ShapeCount> counts;
  Clustering clustering;                  // cluster rate = its count / windowSeconds
  std::vector<TrafficInterval> timeline;  // ascending
  std::vector<std::string> warnings;      // broken entries, clocks that disagree

  // The window's shapes at `rate` requests/s in all.
  Distribution traffic() const;
  // What the cluster's optimizer plans for instead: each cluster at its centre and its own rate; what lies in
  // no cluster is left out.
  Distribution clusterTraffic() const;
};

// Traces that do not reach into the window are left out; of two for the same time the last counts. `now` in
// unix seconds.
WindowView viewOf(std::span<const GatewayTrace> traces, double now, double windowSeconds = 240);

}  // namespace headroom
