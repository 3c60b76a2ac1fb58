// What is to be seen of some traffic: shapes, clusters, where it goes on a grid, its time line. Made on a
// thread, never changed afterwards.
//
//   auto picture = pictureOf(loaded, {outputs, inputs});        // a file, a table, or all of the workspace
//   auto live = pictureOf(snapshot.view, {outputs, inputs});    // the gateway's window
#pragma once

#include "core/traffic/traffic_parts.h"
#include "ui/plots/shape_map.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace headroom::ui {

// Token lengths of the profiles, ascending.
struct TrafficGrid {
  std::vector<int> outputTokens, inputTokens;
  bool operator==(const TrafficGrid&) const = default;
};

struct TrafficPicture {
  struct Cell {
    int outputTokens, inputTokens;
  };
  struct Cluster {
    double rate = 0, share = 0;
    double log2Input = 0, log2Output = 0;
    std::optional<Cell> cell;  // the nearest; absent without a grid
  };
  struct Moment {
    double startSeconds = 0, seconds = 0;
    double rate = 0;
    std::optional<double> pending, queueing;
  };

  double rate = 0;      // requests/s
  double requests = 0;  // counted; 0 where only rates are known
  double coverage = 0;  // share of the requests that are in clusters
  bool timed = false;
  std::optional<double> peakRate;           // of the time line
  std::optional<double> pending, queueing;  // the latest
  std::shared_ptr<const ShapeMapData> shapes;
  std::vector<Cluster> clusters;  // the busiest first, as numbered in `shapes`
  GridTraffic upward, nearest;    // empty without a grid
  std::vector<Moment> timeline;   // ascending
  std::vector<std::string> warnings;
};

std::shared_ptr<const TrafficPicture> pictureOf(const LoadedTraffic& traffic, const TrafficGrid& grid);
std::shared_ptr<const TrafficPicture> pictureOf(const WindowView& view, const TrafficGrid& grid);

// Requests/s of the cells that another rule of mapping changes: half of the sum of all differences.
double movedRate(const GridTraffic& a, const GridTraffic& b);

}  // namespace headroom::ui
