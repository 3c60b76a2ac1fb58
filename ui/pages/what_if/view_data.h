// From answers to what the plots show. Pure: same input, same data.
//
//   auto data = capacityMap(input.gpus[g], capacities.byGpu[g], capacities.slos, cost,
//   MapQuantity::capacity); map->setData(data);
#pragma once

#include "ui/controllers/what_if_answers.h"
#include "ui/plots/grid_plot.h"
#include "ui/plots/heat_map.h"
#include "ui/plots/line_chart.h"
#include "ui/plots/tile_map.h"
#include "ui/theme/gpu_colours.h"

#include <memory>
#include <optional>
#include <vector>

namespace headroom::ui {

enum class MapQuantity : unsigned char { capacity, costPerMillionTokens };

// Cells that pass and fail, what binds them, how sure the number is and how it was come by.
std::shared_ptr<const HeatMapData> capacityMap(const WhatIfGpu& gpu, const Evaluation& evaluation,
                                               const Slos& slos, double costPerHour, MapQuantity quantity);
// "E2E P99", "saturation", "highest rate" (that was measured): what holds a capacity down.
QString bindingName(const Limit& limit, const Slos& slos);

std::shared_ptr<const TileMapData> bestTiles(const WhatIfInput& input, const std::vector<BestGpu>& best,
                                             const GpuColours& colours);

// One line a GPU of a metric against the rate asked, in one cell. GPUs whose grid lacks the cell have no
// points.
std::vector<ChartSeries> sliceSeries(const WhatIfInput& input, const CellKey& cell, Metric metric,
                                     const GpuColours& colours);

// Each type alone, and the mix last.
std::vector<ChartSeries> curveSeries(const WhatIfInput& input, const CostCurve& curve,
                                     const GpuColours& colours);
// Cost against the bound: what serves all of the traffic, with marks where no stricter bound costs as little.
std::vector<ChartSeries> frontSeries(const std::vector<SloCost>& costs);
// The unit in which a recording's length reads best: hours, minutes or seconds.
struct TimeAxis {
  double seconds = 3600;  // of one unit
  QString title;
};
TimeAxis timeAxisOf(const CostTimeline& timeline);
// Over the time since the recording began, in that unit.
std::vector<ChartSeries> timelineSeries(const CostTimeline& timeline);
// How many of each GPU that is ever taken, over the same time; none where no mix serves an interval.
std::vector<ChartSeries> replicaSeries(const WhatIfInput& input, const CostTimeline& timeline,
                                       const GpuColours& colours);

// Which answers the time ran out on, so that something cheaper may be there; empty where all are proved.
QString notProvedText(const CostCurve& curve);
QString notProvedText(const std::vector<SloCost>& costs);
QString notProvedText(const CostTimeline& timeline);

// The cell that is shown where none is picked: the one with the most of the traffic.
std::optional<CellKey> busiestCell(const WhatIfInput& input);

// A number of GPUs that may be absurd: "2", "61.6 M".
QString countText(double count);

}  // namespace headroom::ui
