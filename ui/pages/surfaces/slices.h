// Cuts through the surfaces: the lines of the slice charts, and the SLO that is drawn over them.
//
//   chart->setSeries(againstRate(*set, {1024, 512}, colours));
//   if (const auto line = sloOf(*set)) chart->setSlo(line->slo);
#pragma once

#include "ui/pages/surfaces/surface_set.h"
#include "ui/plots/slice_chart.h"
#include "ui/theme/gpu_colours.h"

#include <optional>
#include <vector>

namespace headroom::ui {

// Every target's points of one cell, in the unit of the choice.
std::vector<ChartSeries> againstRate(const SurfaceSet& set, const CellKey& cell, const GpuColours& colours);
// What the maps show along the row or the column of that cell; what nothing can serve is a gap.
std::vector<ChartSeries> alongTokens(const SurfaceSet& set, const CellKey& cell, SurfaceChoice::Along along,
                                     const GpuColours& colours);

struct SloLine {
  Metric metric;
  Slo slo;            // in the unit of the choice
  double factor = 1;  // from core's unit to it
};
// The SLO of the quantity that is shown; absent where there is none, it is off, or it is of another
// statistic.
std::optional<SloLine> sloOf(const SurfaceSet& set);
// Why there is none, where a person may wonder: "the SLO is of P90"; else empty.
QString whyNoSlo(const SurfaceSet& set);

ChartAxis rateAxis(const std::vector<ChartSeries>& series);
// Linear where an SLO keeps the axis in bounds, else logarithmic: latencies grow a hundredfold at saturation.
ChartAxis valueAxis(const SurfaceSet& set, const std::vector<ChartSeries>& series);

}  // namespace headroom::ui
