#include "core/traffic/clusters.h"

#include <algorithm>
#include <array>

namespace headroom {
namespace {

constexpr int kRadius = 5;  // tenths

// Whether two lattice points are at most 0.5 apart, as the reference finds it: in doubles, where some points
// that are exactly 0.5 apart are further than that by rounding.
bool near(const LatticePoint& a, const LatticePoint& b) {
  const int di = a.inputTenth - b.inputTenth, dj = a.outputTenth - b.outputTenth;
  const int square = di * di + dj * dj;
  if (square != kRadius * kRadius) return square < kRadius * kRadius;
  const double dx = a.outputTenth / 10.0 - b.outputTenth / 10.0,
               dy = a.inputTenth / 10.0 - b.inputTenth / 10.0;
  return dx * dx + dy * dy <= 0.25;
}

// The points in a rectangle, with a margin so that no neighbour needs a range check.
class Lattice {
 public:
  explicit Lattice(std::vector<LatticePoint>& points) : m_points(points) {
    int lastInput = points.front().inputTenth, lastOutput = points.front().outputTenth;
    m_firstInput = lastInput, m_firstOutput = lastOutput;
    for (const LatticePoint& point : points) {
      m_firstInput = std::min(m_firstInput, point.inputTenth);
      m_firstOutput = std::min(m_firstOutput, point.outputTenth);
      lastInput = std::max(lastInput, point.inputTenth);
      lastOutput = std::max(lastOutput, point.outputTenth);
    }
    m_firstInput -= kRadius, m_firstOutput -= kRadius;
    m_width = lastOutput - m_firstOutput + 1 + kRadius;
    m_index.assign(
        static_cast<std::size_t>(m_width) * static_cast<std::size_t>(lastInput - m_firstInput + 1 + kRadius),
        -1);
    for (std::size_t i = 0; i < points.size(); ++i) m_index[place(points[i])] = static_cast<int>(i);
  }

  // use(index of the neighbour); the point itself is one.
  template <typename Use>
  void neighbours(std::size_t of, Use&& use) const {
    const LatticePoint& point = m_points[of];
    const std::size_t centre = place(point);
    for (int di = -kRadius; di <= kRadius; ++di) {
      const int* const row =
          &m_index[static_cast<std::size_t>(static_cast<std::ptrdiff_t>(centre) + di * m_width)];
      for (int dj = -kRadius; dj <= kRadius; ++dj)
        if (const int other = row[dj]; other >= 0 && near(point, m_points[static_cast<std::size_t>(other)]))
          use(static_cast<std::size_t>(other));
    }
  }

 private:
  std::size_t place(const LatticePoint& point) const {
    return static_cast<std::size_t>(point.inputTenth - m_firstInput) * static_cast<std::size_t>(m_width) +
           static_cast<std::size_t>(point.outputTenth - m_firstOutput);
  }

  const std::vector<LatticePoint>& m_points;
  int m_firstInput = 0, m_firstOutput = 0, m_width = 0;
  std::vector<int> m_index;
};

std::vector<LatticePoint> latticePoints(std::span<const ShapeCount> counts) {
  std::vector<LatticePoint> points;
  points.reserve(counts.size());
  for (const ShapeCount& shape : counts)
    if (shape.count > 0) points.push_back({shape.inputTenth, shape.outputTenth, shape.count});
  std::sort(points.begin(), points.end(), [](const LatticePoint& a, const LatticePoint& b) {
    return std::pair(a.inputTenth, a.outputTenth) < std::pair(b.inputTenth, b.outputTenth);
  });
  std::vector<LatticePoint> merged;
  for (const LatticePoint& point : points) {
    if (!merged.empty() && merged.back().inputTenth == point.inputTenth &&
        merged.back().outputTenth == point.outputTenth)
      merged.back().count += point.count;
    else
      merged.push_back(point);
  }
  return merged;
}

}  // namespace

Clustering clusterShapes(std::span<const ShapeCount> counts, double minRequests) {
  Clustering result;
  result.points = latticePoints(counts);
  if (result.points.empty()) return result;
  std::vector<LatticePoint>& points = result.points;
  const Lattice lattice(points);
  for (std::size_t i = 0; i < points.size(); ++i) {
    double around = 0;
    lattice.neighbours(i, [&](std::size_t other) { around += points[other].count; });
    points[i].core = around >= minRequests;
  }
  std::vector<std::size_t> open;
  int clusters = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (!points[i].core || points[i].cluster >= 0) continue;
    points[i].cluster = clusters;
    open.push_back(i);
    while (!open.empty()) {
      const std::size_t at = open.back();
      open.pop_back();
      lattice.neighbours(at, [&](std::size_t other) {
        if (points[other].cluster >= 0) return;
        points[other].cluster = clusters;
        if (points[other].core) open.push_back(other);
      });
    }
    ++clusters;
  }
  result.clusters.resize(static_cast<std::size_t>(clusters));
  double covered = 0;
  for (const LatticePoint& point : points) {
    result.requests += point.count;
    if (point.cluster < 0) continue;
    ShapeCluster& cluster = result.clusters[static_cast<std::size_t>(point.cluster)];
    cluster.count += point.count;
    cluster.centreLog2Input += point.count * point.inputTenth / 10.0;
    cluster.centreLog2Output += point.count * point.outputTenth / 10.0;
    covered += point.count;
  }
  for (ShapeCluster& cluster : result.clusters) {
    cluster.centreLog2Input /= cluster.count;
    cluster.centreLog2Output /= cluster.count;
  }
  result.coverage = covered / result.requests;
  return result;
}

double minRequestsAt(double requests, double rate) {
  constexpr double windowSeconds = 240, inWindow = 10;
  return requests > 0 && rate > 0 ? inWindow * requests / (rate * windowSeconds) : inWindow;
}

}  // namespace headroom
