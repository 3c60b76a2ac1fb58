#include "core/traffic/window.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace headroom {

Distribution WindowView::traffic() const {
  double counted = 0;
  for (const ShapeCount& shape : counts) counted += shape.count;
  if (counted <= 0 || rate <= 0) return {};
  return mixed(distributionOf(counts, counted / rate), {});
}

Distribution WindowView::clusterTraffic() const {
  Distribution traffic;
  for (const ShapeCluster& cluster : clustering.clusters)
    traffic.points.push_back({cluster.centreLog2Input, cluster.centreLog2Output, cluster.centreLog2Input,
                              cluster.centreLog2Output, cluster.count / windowSeconds});
  return traffic;
}

WindowView viewOf(std::span<const GatewayTrace> traces, double now, double windowSeconds) {
  WindowView view;
  view.windowSeconds = windowSeconds;
  view.endSeconds = now;
  std::map<std::int64_t, const GatewayTrace*> byTime;
  for (const GatewayTrace& trace : traces) {
    byTime[trace.startSeconds] = &trace;
    // A gateway whose clock is ahead: its newest trace is the end of the window, or nothing would ever be in
    // it.
    view.endSeconds = std::max(view.endSeconds, static_cast<double>(trace.startSeconds));
  }
  if (view.endSeconds > now + 30)
    view.warnings.push_back(fmt::format("the gateway's clock is {:.0f} s ahead of this one: its time is used",
                                        view.endSeconds - now));
  for (const auto& [start, trace] : byTime) {
    if (static_cast<double>(start) + trace->intervalSeconds <= view.endSeconds - windowSeconds) continue;
    view.timeline.push_back({static_cast<double>(start), trace->intervalSeconds, trace->counts,
                             trace->requests, trace->pending, trace->queueing});
    view.requests += trace->requests;
    view.counts.insert(view.counts.end(), trace->counts.begin(), trace->counts.end());
    view.warnings.insert(view.warnings.end(), trace->warnings.begin(), trace->warnings.end());
  }
  view.averageRate = view.requests / windowSeconds;
  if (!view.timeline.empty()) {
    const TrafficInterval& newest = view.timeline.back();
    view.latestRate = newest.rate();
    view.pending = newest.pending;
    view.queueing = newest.queueing;
  }
  view.rate = std::max(view.averageRate, view.latestRate);
  view.clustering = clusterShapes(view.counts);
  return view;
}

}  // namespace headroom
