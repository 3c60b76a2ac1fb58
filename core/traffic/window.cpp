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

// Traces that lie further ahead than the window is long are left out, with a warning, when others do not.
WindowView viewOf(std::span<const GatewayTrace> traces, double now, double windowSeconds) {
  WindowView view;
  view.windowSeconds = windowSeconds;
  view.endSeconds = now;
  // A gateway whose clock is ahead: its newest trace is the end of the window, or nothing would ever be in
  // it. But one key far ahead must not push out the sound ones.
  const auto start = [](const GatewayTrace& trace) { return static_cast<double>(trace.startSeconds); };
  const double farthest = now + windowSeconds;
  const bool sound = std::any_of(traces.begin(), traces.end(), [&](const GatewayTrace& trace) {
    return start(trace) <= farthest && start(trace) + trace.intervalSeconds > now - windowSeconds;
  });
  std::map<std::int64_t, const GatewayTrace*> byTime;
  std::size_t ignored = 0;
  double ahead = 0;
  for (const GatewayTrace& trace : traces) {
    if (sound && start(trace) > farthest) {
      ++ignored;
      ahead = std::max(ahead, start(trace));
      continue;
    }
    byTime[trace.startSeconds] = &trace;
    view.endSeconds = std::max(view.endSeconds, start(trace));
  }
  if (ignored > 0)
    view.warnings.push_back(
        fmt::format("{} of {} traces lie further ahead than the window is long (up to "
                    "..._request_trace_{:.0f}) and are left out",
                    ignored, traces.size(), ahead));
  if (view.endSeconds > now + 30)
    view.warnings.push_back(fmt::format("the gateway's clock is {:.0f} s ahead of this one: its time is used",
                                        view.endSeconds - now));
  for (const auto& [second, trace] : byTime) {
    if (static_cast<double>(second) + trace->intervalSeconds <= view.endSeconds - windowSeconds) continue;
    view.timeline.push_back({static_cast<double>(second), trace->intervalSeconds, trace->counts,
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
