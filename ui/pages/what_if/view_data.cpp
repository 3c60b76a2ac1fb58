#include "ui/pages/what_if/view_data.h"

#include "ui/controllers/what_if_edits.h"
#include "ui/models/limit_words.h"
#include "ui/theme/numbers.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <limits>

namespace headroom::ui {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

struct WhatIfView {
  Q_DECLARE_TR_FUNCTIONS(WhatIfView)
};

std::vector<double> doubles(const std::vector<int>& values) { return {values.begin(), values.end()}; }

}  // namespace

QString bindingName(const Limit& limit, const Slos& slos) {
  return limit.reason == Limit::Reason::highestRate ? WhatIfView::tr("highest rate") : limitName(limit, slos);
}

std::shared_ptr<const HeatMapData> capacityMap(const WhatIfGpu& gpu, const Evaluation& evaluation,
                                               const Slos& slos, double costPerHour, MapQuantity quantity) {
  const BenchmarkTable& table = *gpu.table;
  auto data = std::make_shared<HeatMapData>();
  data->inputTokens = doubles(table.inputTokens());
  data->outputTokens = doubles(table.outputTokens());
  const std::size_t cells = table.cells();
  data->values.reserve(cells);
  data->halfWidths.reserve(cells);
  data->kinds.reserve(cells);
  data->verdicts.reserve(cells);
  data->binding.reserve(cells);
  // The names of limits are few, and made once.
  std::vector<std::pair<Limit, QString>> names;
  const auto nameOf = [&](const Limit& limit) {
    for (const auto& [known, text] : names)
      if (known == limit) return text;
    return names.emplace_back(limit, bindingName(limit, slos)).second;
  };
  const bool isCost = quantity == MapQuantity::costPerMillionTokens;
  for (std::size_t cell = 0; cell < cells; ++cell) {
    const double capacity = evaluation.throughput[cell];
    const std::size_t first = table.firstPoint(cell);
    const bool known = first != table.endPoint(cell) && !std::isnan(capacity);
    double half = kNaN;
    bool predicted = known && table.facts(first).predicted;
    if (const auto point =
            std::isnan(evaluation.rate[cell]) ? std::nullopt : table.pointAt(cell, evaluation.rate[cell])) {
      half = table.halfWidth(*point, Metric::tput);
      predicted = table.facts(*point).predicted;
    }
    double value = capacity;
    if (isCost) {
      value =
          costPerMillionTokens(costPerHour, capacity, table.inputTokensOf(cell), table.outputTokensOf(cell));
      half = half / capacity * value;
      // A cell that fails costs nothing that has a number, and yet is not unknown.
      if (known && !(capacity > 0)) value = 0;
    }
    data->values.push_back(known ? value : kNaN);
    data->halfWidths.push_back(known && capacity > 0 ? half : kNaN);
    data->kinds.push_back(!known ? CellKind::missing : predicted ? CellKind::predicted : CellKind::measured);
    data->verdicts.push_back(!known ? Verdict::none : capacity > 0 ? Verdict::good : Verdict::bad);
    data->binding.push_back(nameOf(evaluation.limit[cell]));
  }
  return data;
}

std::shared_ptr<const TileMapData> bestTiles(const WhatIfInput& input, const std::vector<BestGpu>& best,
                                             const GpuColours& colours) {
  if (input.gpus.empty() || best.size() != input.gpus.front().table->cells()) return nullptr;
  auto tiles = std::make_shared<TileMapData>();
  tiles->inputTokens = doubles(input.gpus.front().table->inputTokens());
  tiles->outputTokens = doubles(input.gpus.front().table->outputTokens());
  for (const WhatIfGpu& gpu : input.gpus) {
    tiles->names << QString::fromStdString(gpu.name);
    tiles->colours.push_back(colours.of(QString::fromStdString(gpu.gpu)));
  }
  for (const BestGpu& cell : best) {
    tiles->best.push_back(cell.best ? static_cast<int>(*cell.best) : -1);
    tiles->margins.push_back(cell.margin);
  }
  return tiles;
}

std::vector<ChartSeries> sliceSeries(const WhatIfInput& input, const CellKey& cell, Metric metric,
                                     const GpuColours& colours) {
  std::vector<ChartSeries> all;
  const Statistic statistic = isLatency(metric) ? input.conditions.slos[metric].statistic : Statistic::mean;
  for (const WhatIfGpu& gpu : input.gpus) {
    const BenchmarkTable& table = *gpu.table;
    ChartSeries series;
    series.name = QString::fromStdString(gpu.name);
    series.colour = colours.of(QString::fromStdString(gpu.gpu));
    series.marks = PointMarks::origin;
    const auto row = std::ranges::lower_bound(table.outputTokens(), cell.outputTokens);
    const auto column = std::ranges::lower_bound(table.inputTokens(), cell.inputTokens);
    if (row != table.outputTokens().end() && *row == cell.outputTokens &&
        column != table.inputTokens().end() && *column == cell.inputTokens) {
      const std::size_t place = table.cell(static_cast<std::size_t>(row - table.outputTokens().begin()),
                                           static_cast<std::size_t>(column - table.inputTokens().begin()));
      for (std::size_t point = table.firstPoint(place); point < table.endPoint(place); ++point) {
        const double value = table.value(point, metric, statistic);
        if (std::isnan(value)) continue;
        series.points.emplace_back(table.rate(point), value);
        series.predicted.push_back(table.facts(point).predicted);
      }
    }
    all.push_back(std::move(series));
  }
  return all;
}

std::vector<ChartSeries> curveSeries(const WhatIfInput& input, const CostCurve& curve,
                                     const GpuColours& colours) {
  std::vector<ChartSeries> all;
  for (std::size_t g = 0; g < input.gpus.size() && g < curve.single.size(); ++g) {
    ChartSeries series;
    series.name = QString::fromStdString(input.gpus[g].name);
    series.colour = colours.of(QString::fromStdString(input.gpus[g].gpu));
    for (std::size_t i = 0; i < curve.mix.size(); ++i)
      series.points.emplace_back(curve.mix[i].rate, curve.single[g][i].value_or(kNaN));
    if (std::ranges::none_of(curve.single[g], [](const auto& cost) { return cost.has_value(); }))
      series.name = WhatIfView::tr("%1 (not alone)").arg(series.name);
    all.push_back(std::move(series));
  }
  ChartSeries mix;
  mix.name = WhatIfView::tr("mix");
  mix.width = 2.6;
  for (const CostCurve::Point& point : curve.mix)
    mix.points.emplace_back(point.rate, point.replicas.empty() ? kNaN : point.costPerHour);
  all.push_back(std::move(mix));
  return all;
}

std::vector<ChartSeries> frontSeries(const std::vector<SloCost>& costs) {
  ChartSeries all, front;
  all.name = WhatIfView::tr("cheapest mix");
  front.name = WhatIfView::tr("worth choosing");
  front.colour = okabeIto(0);
  front.marks = PointMarks::origin;
  for (const SloCost& cost : costs) {
    all.points.emplace_back(cost.bound, cost.feasible ? cost.costPerHour : kNaN);
    // Marks alone: a gap after each, so that no line is drawn between them.
    if (cost.onFront) {
      front.points.emplace_back(cost.bound, cost.costPerHour);
      front.points.emplace_back(cost.bound, kNaN);
    }
  }
  return {std::move(all), std::move(front)};
}

TimeAxis timeAxisOf(const CostTimeline& timeline) {
  double seconds = 0;
  if (!timeline.intervals.empty())
    seconds = timeline.intervals.back().startSeconds + timeline.intervals.back().seconds -
              timeline.intervals.front().startSeconds;
  if (seconds < 180) return {1, WhatIfView::tr("seconds")};
  if (seconds < 3 * 3600) return {60, WhatIfView::tr("minutes")};
  return {3600, WhatIfView::tr("hours")};
}

namespace {

// Steps over the time since the recording began; time without traffic needs nothing.
template <typename Value>
std::vector<QPointF> stepsOf(const CostTimeline& timeline, Value value) {
  std::vector<QPointF> points;
  const double start = timeline.intervals.front().startSeconds;
  const auto since = [start, unit = timeAxisOf(timeline).seconds](double seconds) {
    return (seconds - start) / unit;
  };
  double end = start;
  for (const CostTimeline::Interval& interval : timeline.intervals) {
    if (interval.startSeconds > end + 1e-6) points.emplace_back(since(end), 0);
    points.emplace_back(since(interval.startSeconds), interval.replicas.empty() ? kNaN : value(interval));
    end = interval.startSeconds + interval.seconds;
  }
  points.emplace_back(since(end), points.back().y());
  return points;
}

}  // namespace

std::vector<ChartSeries> timelineSeries(const CostTimeline& timeline) {
  if (timeline.intervals.empty()) return {};
  ChartSeries follows, steady;
  follows.name = WhatIfView::tr("replicas follow the traffic");
  follows.colour = okabeIto(0);
  follows.steps = true;
  follows.points = stepsOf(timeline, [](const auto& interval) { return interval.costPerHour; });
  steady.name = WhatIfView::tr("one mix all along");
  steady.stroke = Stroke::dashed;
  if (!timeline.steadyReplicas.empty())
    steady.points = {{0, timeline.steadyCostPerHour},
                     {follows.points.back().x(), timeline.steadyCostPerHour}};
  return {std::move(steady), std::move(follows)};
}

std::vector<ChartSeries> replicaSeries(const WhatIfInput& input, const CostTimeline& timeline,
                                       const GpuColours& colours) {
  std::vector<ChartSeries> all;
  for (std::size_t g = 0; g < input.gpus.size(); ++g) {
    const bool taken = std::ranges::any_of(timeline.intervals, [g](const CostTimeline::Interval& interval) {
      return g < interval.replicas.size() && interval.replicas[g] > 0;
    });
    if (!taken) continue;
    ChartSeries series;
    series.name = QString::fromStdString(input.gpus[g].name);
    series.colour = colours.of(QString::fromStdString(input.gpus[g].gpu));
    series.steps = true;
    series.points = stepsOf(timeline, [g](const auto& interval) { return interval.replicas[g]; });
    all.push_back(std::move(series));
  }
  return all;
}

namespace {

QString notProved(std::ptrdiff_t count, std::size_t all, double gap) {
  if (count == 0) return {};
  const QString text =
      gap > 0 ? WhatIfView::tr("Time ran out on %1 of %2: there may be cheaper mixes, by up to %3 %.")
              : WhatIfView::tr("Time ran out on %1 of %2: there may be cheaper mixes.");
  const QString counted = text.arg(count).arg(static_cast<qulonglong>(all));
  return gap > 0 ? counted.arg(compact(100 * gap, 2)) : counted;
}

double largestGap(const auto& answers) {
  double gap = 0;
  for (const auto& one : answers)
    if (!one.proved) gap = std::max(gap, one.gap);
  return gap;
}

}  // namespace

QString notProvedText(const CostCurve& curve) {
  return notProved(std::ranges::count(curve.mix, false, &CostCurve::Point::proved), curve.mix.size(), 0);
}

QString notProvedText(const std::vector<SloCost>& costs) {
  return notProved(std::ranges::count(costs, false, &SloCost::proved), costs.size(), largestGap(costs));
}

QString notProvedText(const CostTimeline& timeline) {
  QString text = notProved(std::ranges::count(timeline.intervals, false, &CostTimeline::Interval::proved),
                           timeline.intervals.size(), largestGap(timeline.intervals));
  if (!timeline.steadyProved)
    text += (text.isEmpty() ? QString() : QStringLiteral(" ")) +
            WhatIfView::tr("The one mix all along is not proved to be the cheapest.");
  return text;
}

std::optional<CellKey> busiestCell(const WhatIfInput& input) {
  if (input.gpus.empty() || !input.traffic) return std::nullopt;
  const BenchmarkTable& table = *input.gpus.front().table;
  const GridTraffic grid = toGrid(input.traffic->loaded->mean, table.outputTokens(), table.inputTokens(),
                                  cellRule(input.conditions));
  std::optional<CellKey> busiest;
  double most = 0;
  for (std::size_t row = 0; row < grid.rates.size(); ++row)
    for (std::size_t column = 0; column < grid.rates[row].size(); ++column)
      if (grid.rates[row][column] > most) {
        most = grid.rates[row][column];
        busiest = CellKey{static_cast<double>(grid.inputTokens[column]),
                          static_cast<double>(grid.outputTokens[row])};
      }
  return busiest;
}

QString countText(double count) {
  if (count >= 1e6) return compactQuantity(count / 1e6, QStringLiteral("M"));
  return compact(count, 6);
}

}  // namespace headroom::ui
