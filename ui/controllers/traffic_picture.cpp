#include "ui/controllers/traffic_picture.h"

#include "core/traffic/clusters.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace headroom::ui {
namespace {

// Where only rates are known, the clusters are those that the optimizer would see in a window of this length.
constexpr double kWindowSeconds = 240;

void addClusters(const Clustering& clustering, double rate, const TrafficGrid& grid,
                 TrafficPicture& picture) {
  picture.coverage = clustering.coverage;
  if (!(clustering.requests > 0)) return;
  const double perRequest = rate / clustering.requests;
  std::vector<int> order(clustering.clusters.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, [&](int a, int b) {
    return clustering.clusters[static_cast<std::size_t>(a)].count >
           clustering.clusters[static_cast<std::size_t>(b)].count;
  });
  std::vector<int> number(order.size());  // by the clustering's index
  for (std::size_t i = 0; i < order.size(); ++i)
    number[static_cast<std::size_t>(order[i])] = static_cast<int>(i);

  auto shapes = std::make_shared<ShapeMapData>();
  shapes->inputTokens.assign(grid.inputTokens.begin(), grid.inputTokens.end());
  shapes->outputTokens.assign(grid.outputTokens.begin(), grid.outputTokens.end());
  for (const int index : order) {
    const ShapeCluster& cluster = clustering.clusters[static_cast<std::size_t>(index)];
    shapes->groups.push_back(
        {cluster.centreLog2Input, cluster.centreLog2Output, cluster.count * perRequest, 0, 0});
    TrafficPicture::Cluster row{cluster.count * perRequest, cluster.count / clustering.requests,
                                cluster.centreLog2Input, cluster.centreLog2Output, std::nullopt};
    if (!grid.outputTokens.empty() && !grid.inputTokens.empty())
      row.cell = TrafficPicture::Cell{
          grid.outputTokens[cellIndex(grid.outputTokens, cluster.centreLog2Output, CellRule::nearest)],
          grid.inputTokens[cellIndex(grid.inputTokens, cluster.centreLog2Input, CellRule::nearest)]};
    picture.clusters.push_back(row);
  }
  shapes->shapes.reserve(clustering.points.size());
  std::vector<double> counts(order.size(), 0);
  for (const LatticePoint& point : clustering.points) {
    const int group = point.cluster < 0 ? -1 : number[static_cast<std::size_t>(point.cluster)];
    shapes->shapes.push_back({point.inputTenth, point.outputTenth, point.count * perRequest, group});
    if (group < 0) continue;
    ShapeGroup& of = shapes->groups[static_cast<std::size_t>(group)];
    counts[static_cast<std::size_t>(group)] += point.count;
    of.inputSpread += point.count * std::pow(point.inputTenth / 10.0 - of.log2Input, 2);
    of.outputSpread += point.count * std::pow(point.outputTenth / 10.0 - of.log2Output, 2);
  }
  for (std::size_t i = 0; i < counts.size(); ++i) {
    shapes->groups[i].inputSpread = std::sqrt(shapes->groups[i].inputSpread / counts[i]);
    shapes->groups[i].outputSpread = std::sqrt(shapes->groups[i].outputSpread / counts[i]);
  }
  picture.shapes = std::move(shapes);
}

void addGrid(const Distribution& traffic, const TrafficGrid& grid, TrafficPicture& picture) {
  if (grid.outputTokens.empty() || grid.inputTokens.empty()) return;
  picture.upward = toGrid(traffic, grid.outputTokens, grid.inputTokens, CellRule::upward);
  picture.nearest = toGrid(traffic, grid.outputTokens, grid.inputTokens, CellRule::nearest);
}

void addTimeline(const std::vector<TrafficInterval>& intervals, TrafficPicture& picture) {
  for (const TrafficInterval& interval : intervals) {
    picture.timeline.push_back(
        {interval.startSeconds, interval.seconds, interval.rate(), interval.pending, interval.queueing});
    picture.peakRate = std::max(picture.peakRate.value_or(0), interval.rate());
  }
}

}  // namespace

std::shared_ptr<const TrafficPicture> pictureOf(const LoadedTraffic& traffic, const TrafficGrid& grid) {
  auto picture = std::make_shared<TrafficPicture>();
  picture->rate = traffic.mean.rate();
  picture->warnings = traffic.warnings;
  std::vector<ShapeCount> counts;
  double requests = picture->rate * kWindowSeconds;
  if (traffic.recording) {
    requests = traffic.recording->requests();
    picture->timed = traffic.recording->timed;
    picture->requests = traffic.recording->requests();
    for (const TrafficInterval& interval : traffic.recording->intervals)
      counts.insert(counts.end(), interval.counts.begin(), interval.counts.end());
    if (picture->timed) addTimeline(traffic.recording->intervals, *picture);
    if (!traffic.recording->intervals.empty()) {
      picture->pending = traffic.recording->intervals.back().pending;
      picture->queueing = traffic.recording->intervals.back().queueing;
    }
  } else {
    ShapeCounter counter;
    for (const TrafficPoint& point : traffic.mean.points)
      counter.add(std::exp2(point.log2Input), std::exp2(point.log2Output), point.rate * kWindowSeconds);
    counts = counter.take();
  }
  const bool untold = traffic.recording && !traffic.recording->timed && picture->rate == 1;
  addClusters(clusterShapes(counts, untold ? 10 : minRequestsAt(requests, picture->rate)), picture->rate,
              grid, *picture);
  addGrid(traffic.mean, grid, *picture);
  return picture;
}

std::shared_ptr<const TrafficPicture> pictureOf(const WindowView& view, const TrafficGrid& grid) {
  auto picture = std::make_shared<TrafficPicture>();
  picture->rate = view.rate;
  picture->requests = view.requests;
  picture->timed = true;
  picture->pending = view.pending;
  picture->queueing = view.queueing;
  picture->warnings = view.warnings;
  addTimeline(view.timeline, *picture);
  // A cluster's rate is its size / window (contracts, 5), whatever the latest interval says.
  addClusters(view.clustering, view.clustering.requests / view.windowSeconds, grid, *picture);
  addGrid(view.traffic(), grid, *picture);
  return picture;
}

double movedRate(const GridTraffic& a, const GridTraffic& b) {
  double moved = 0;
  for (std::size_t row = 0; row < std::min(a.rates.size(), b.rates.size()); ++row)
    for (std::size_t column = 0; column < std::min(a.rates[row].size(), b.rates[row].size()); ++column)
      moved += std::abs(a.rates[row][column] - b.rates[row][column]) / 2;
  return moved;
}

}  // namespace headroom::ui
