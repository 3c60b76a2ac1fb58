#include "ui/pages/surfaces/slices.h"

#include "core/profile/surface_slice.h"
#include "ui/models/limit_words.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace headroom::ui {
namespace {

struct Words {
  Q_DECLARE_TR_FUNCTIONS(Slices)
};

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double wideRange = 30;  // highest over lowest, from which on a linear axis hides the low end

// One line a target, in its GPU's colour; several of one type differ by their strokes.
class Lines {
 public:
  explicit Lines(const GpuColours& colours) : m_colours(colours) {}

  ChartSeries of(const SurfaceTarget& target) {
    ChartSeries line;
    line.name = target.title;
    line.colour = m_colours.of(target.gpu);
    const int before = m_seen[target.gpu]++;
    line.stroke = before == 0 ? Stroke::solid : before == 1 ? Stroke::dotted : Stroke::dashed;
    line.marks = PointMarks::origin;
    return line;
  }

 private:
  const GpuColours& m_colours;
  std::map<QString, int> m_seen;
};

// Core's cuts, in the unit of the choice; what nothing can serve is a gap.
std::vector<ChartSeries> cuts(const SurfaceSet& set, const CellKey& cell, SliceAxis axis,
                              const GpuColours& colours) {
  const SliceShape shape{static_cast<int>(cell.inputTokens), static_cast<int>(cell.outputTokens)};
  const double factor = set.choice.factor();
  std::vector<ChartSeries> lines;
  Lines make(colours);
  for (const TargetSurface& one : set.targets) {
    if (!one.map) continue;
    ChartSeries line = make.of(one.target);
    const SurfaceOfTable of{*one.target.table, one.surface};
    for (const SlicePoint& point : sliceOf(of, set.choice.query(one.target.costPerHour), axis, shape)) {
      const double x = axis == SliceAxis::rate     ? point.rate
                       : axis == SliceAxis::output ? point.outputTokens
                                                   : point.inputTokens;
      line.points.emplace_back(x, std::isfinite(point.value) ? point.value * factor : nan);
      line.predicted.push_back(point.origin == CellOrigin::predicted);
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace

std::vector<ChartSeries> againstRate(const SurfaceSet& set, const CellKey& cell, const GpuColours& colours) {
  return cuts(set, cell, SliceAxis::rate, colours);
}

std::vector<ChartSeries> alongTokens(const SurfaceSet& set, const CellKey& cell, SurfaceChoice::Along along,
                                     const GpuColours& colours) {
  return cuts(set, cell, along == SurfaceChoice::Along::output ? SliceAxis::output : SliceAxis::input,
              colours);
}

std::optional<SloLine> sloOf(const SurfaceSet& set) {
  const auto metric = metricOf(set.choice.quantity);
  if (!metric || !set.slos.bound(*metric)) return std::nullopt;
  if (isLatency(*metric) && set.slos.statisticOf(*metric) != set.choice.statistic) return std::nullopt;
  const QString name = limitName({Limit::Reason::slo, *metric}, set.slos);
  return SloLine{*metric,
                 {name, *set.slos.bound(*metric) * set.choice.factor(), !isLatency(*metric)},
                 set.choice.factor()};
}

QString whyNoSlo(const SurfaceSet& set) {
  const auto metric = metricOf(set.choice.quantity);
  if (!metric || !set.slos.bound(*metric) || sloOf(set)) return {};
  return Words::tr("the SLO is of %1").arg(limitName({Limit::Reason::slo, *metric}, set.slos));
}

ChartAxis rateAxis(const std::vector<ChartSeries>& series) {
  // Rates that double, as plans have them, get a label each.
  bool doubling = true;
  for (const ChartSeries& line : series)
    for (const QPointF& point : line.points)
      doubling = doubling && point.x() >= 1 && std::exp2(std::round(std::log2(point.x()))) == point.x();
  return {.title = Words::tr("requests/s asked"),
          .kind = doubling ? AxisKind::tokens : AxisKind::logarithmic,
          .unit = Words::tr("req/s")};
}

ChartAxis valueAxis(const SurfaceSet& set, const std::vector<ChartSeries>& series) {
  double low = std::numeric_limits<double>::infinity(), high = 0;
  bool anyZero = false;
  for (const ChartSeries& line : series)
    for (const QPointF& point : line.points) {
      if (point.y() > 0) low = std::min(low, point.y());
      high = std::max(high, std::isnan(point.y()) ? 0 : point.y());
      anyZero = anyZero || point.y() <= 0;
    }
  const bool wide =
      set.choice.scale() == ValueScale::logarithmic && !sloOf(set) && !anyZero && high > low * wideRange;
  return {.title = axisTitleOf(set.choice.quantity),
          .kind = wide ? AxisKind::logarithmic : AxisKind::linear,
          .unit = set.choice.unit()};
}

}  // namespace headroom::ui
