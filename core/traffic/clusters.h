// Clusters of request shapes, as the cluster's optimizer forms them: DBSCAN with radius 0.5 in log2 space and
// at least 10 requests (contracts, 5).
//
//   Clustering found = clusterShapes(counts);
//   found.clusters[0].centreLog2Input; found.coverage;
//
// Requests lie on a lattice of 0.1, many on one point, so neighbours are found by looking at the 81 points
// around instead of measuring distances: the time does not depend on the number of requests.
#pragma once

#include "core/traffic/shape_counts.h"

#include <span>
#include <vector>

namespace headroom {

struct LatticePoint {
  int inputTenth = 0, outputTenth = 0;
  double count = 0;
  int cluster = -1;   // -1: none
  bool core = false;  // has at least 10 requests around it, itself included
};

struct ShapeCluster {
  double count = 0;
  double centreLog2Input = 0, centreLog2Output = 0;  // mean over its requests
};

struct Clustering {
  std::vector<LatticePoint> points;  // sorted by input, then output
  std::vector<ShapeCluster> clusters;
  double requests = 0;
  double coverage = 0;  // requests in clusters / all; 0 where there are none
};

Clustering clusterShapes(std::span<const ShapeCount> counts, double minRequests = 10);

// The minRequests that finds in `requests` requests the clusters that the optimizer would see of them in a
// window of 240 s, had they come at `rate` requests/s: a day's trace is not one cluster for being long.
double minRequestsAt(double requests, double rate);

}  // namespace headroom
