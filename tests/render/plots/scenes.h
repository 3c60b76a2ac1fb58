// The plots of the render tests, with numbers such as a real benchmark gives, always the same.
#pragma once

#include "ui/plots/grid_progress.h"
#include "ui/plots/heat_map.h"
#include "ui/plots/live_chart.h"
#include "ui/plots/rate_grid.h"
#include "ui/plots/shape_map.h"
#include "ui/plots/slice_chart.h"
#include "ui/plots/tile_map.h"

#include <memory>
#include <vector>

namespace headroom::test {

inline const std::vector<double> doubling{4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096};

// A GPU of `speed` times a V100: capacity in req/s that falls with both lengths, and its E2E P99 in s.
double capacityOf(double input, double output, double speed);
double latencyOf(double input, double output, double rate, double speed);

std::shared_ptr<const ui::HeatMapData> capacityMap(double speed);
// With cells that fail an SLO of `slo` seconds, others that are not sure, predicted and interpolated ones.
std::shared_ptr<const ui::HeatMapData> latencyMap(double speed, double slo);

struct Scene {
  QString name;
  std::unique_ptr<ui::Plot> plot;
  QSize small, large;
};

// Every kind of plot, in each of its modes.
std::vector<Scene> scenes();

}  // namespace headroom::test
