#include "ui/pages/surfaces/surface_set.h"

#include "core/profile/surface_compare.h"
#include "core/profile/surface_csv.h"
#include "core/workspace/workspace.h"
#include "ui/controllers/measurements.h"
#include "ui/models/limit_words.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

namespace headroom::ui {
namespace {

template <typename T>
void unite(std::vector<T>& into, const std::vector<T>& more) {
  std::vector<T> all;
  std::ranges::set_union(into, more, std::back_inserter(all));
  into = std::move(all);
}

CellKind kindOf(CellOrigin origin) {
  switch (origin) {
    case CellOrigin::missing: break;
    case CellOrigin::measured: return CellKind::measured;
    case CellOrigin::predicted: return CellKind::predicted;
  }
  return CellKind::missing;
}

Verdict verdictOf(CellVerdict verdict) {
  switch (verdict) {
    case CellVerdict::none: break;
    case CellVerdict::keeps: return Verdict::good;
    case CellVerdict::unsure: return Verdict::warn;
    case CellVerdict::fails: return Verdict::bad;
  }
  return Verdict::none;
}

std::shared_ptr<const HeatMapData> mapOf(const BenchmarkTable& table, const Surface& surface, double factor,
                                         const Slos& slos) {
  auto map = std::make_shared<HeatMapData>();
  map->inputTokens.assign(table.inputTokens().begin(), table.inputTokens().end());
  map->outputTokens.assign(table.outputTokens().begin(), table.outputTokens().end());
  const std::size_t cells = table.cells();
  for (std::size_t cell = 0; cell < cells; ++cell) {
    map->values.push_back(surface.values[cell] * factor);
    map->halfWidths.push_back(surface.halfWidths[cell] * factor);
    map->kinds.push_back(kindOf(surface.origins[cell]));
    map->verdicts.push_back(verdictOf(surface.verdicts[cell]));
    map->binding.push_back(limitName(surface.limits[cell], slos));
  }
  return map;
}

std::shared_ptr<const HeatMapData> comparisonOf(const TargetSurface& first, const TargetSurface& second,
                                                SurfaceChoice::Compare how, double factor) {
  const bool ratio = how == SurfaceChoice::Compare::ratio;
  const ComparedSurface compared =
      compare({*first.target.table, first.surface}, {*second.target.table, second.surface},
              ratio ? Comparison::ratio : Comparison::difference);
  auto map = std::make_shared<HeatMapData>();
  map->inputTokens.assign(compared.inputTokens.begin(), compared.inputTokens.end());
  map->outputTokens.assign(compared.outputTokens.begin(), compared.outputTokens.end());
  for (std::size_t cell = 0; cell < compared.values.size(); ++cell) {
    map->values.push_back(ratio ? compared.values[cell] : compared.values[cell] * factor);
    map->halfWidths.push_back(ratio ? compared.halfWidths[cell] : compared.halfWidths[cell] * factor);
    map->kinds.push_back(kindOf(compared.origins[cell]));
  }
  return map;
}

// The nearest of `rates` as a ratio; `wanted` itself where there are none.
double nearest(const std::vector<double>& rates, double wanted) {
  double best = wanted, away = std::numeric_limits<double>::infinity();
  for (const double rate : rates) {
    const double ratio = std::abs(std::log(rate / wanted));
    if (rate > 0 && ratio < away) {
      best = rate;
      away = ratio;
    }
  }
  return best;
}

// The pair to compare: what was chosen where it is measured, else the first two that are.
std::optional<std::pair<std::size_t, std::size_t>> pairOf(const SurfaceSet& set) {
  std::vector<std::size_t> measured;
  for (std::size_t i = 0; i < set.targets.size(); ++i)
    if (set.targets[i].map) measured.push_back(i);
  if (measured.size() < 2) return std::nullopt;
  const auto named = [&](const QString& name) {
    const auto found =
        std::ranges::find_if(measured, [&](std::size_t i) { return set.targets[i].target.name == name; });
    return found == measured.end() ? std::optional<std::size_t>() : *found;
  };
  const std::size_t first = named(set.choice.first).value_or(measured[0]);
  const std::size_t other = first == measured[0] ? measured[1] : measured[0];
  const std::size_t second = named(set.choice.second).value_or(other);
  return std::pair(first, second == first ? other : second);
}

}  // namespace

SurfaceInput surfaceInput(const Measurements& measurements, const Workspace& workspace,
                          const SurfaceChoice& choice) {
  SurfaceInput input;
  input.choice = choice;
  input.slos = slosOf(workspace.slos);
  for (const Measurement& one : measurements.all()) {
    // A file that is not there yet is no fault: that target waits for its first point.
    if (!one.table && one.error && one.error->code == ErrorCode::notFound) continue;
    SurfaceTarget target;
    target.name = QString::fromStdString(one.target);
    target.gpu = QString::fromStdString(one.gpu);
    target.table = one.table;
    if (const Target* of = findTarget(workspace, one.target))
      target.costPerHour = costPerHour(workspace, *of);
    if (!one.table && one.error) {
      target.problem = QString::fromStdString(one.error->message);
      target.nextStep = QString::fromStdString(one.error->hint);
    }
    const auto alike = std::ranges::count(measurements.all(), one.gpu, &Measurement::gpu);
    target.title = target.gpu.isEmpty() ? target.name
                   : alike > 1          ? QStringLiteral("%1 · %2").arg(target.gpu, target.name)
                                        : target.gpu;
    input.targets.push_back(std::move(target));
  }
  return input;
}

std::size_t workOf(const SurfaceInput& input) {
  std::size_t points = 0;
  for (const SurfaceTarget& target : input.targets)
    if (target.table) points += target.table->points() + target.table->cells();
  return points;
}

bool SurfaceSet::anyTable() const {
  return std::ranges::any_of(targets, [](const TargetSurface& one) { return one.target.table != nullptr; });
}

std::shared_ptr<const SurfaceSet> makeSurfaces(const SurfaceInput& input) {
  auto set = std::make_shared<SurfaceSet>();
  set->choice = input.choice;
  set->slos = input.slos;
  for (const SurfaceTarget& target : input.targets) {
    set->knowsCost = set->knowsCost || target.costPerHour > 0;
    if (!target.table) continue;
    unite(set->rates, target.table->rates());
    unite(set->inputs, target.table->inputTokens());
    unite(set->outputs, target.table->outputTokens());
    for (std::size_t point = 0; point < target.table->points() && !set->knowsErrors; ++point)
      set->knowsErrors = target.table->facts(point).sent > 0;
  }
  if (set->rates.empty()) set->choice.atRate = false;
  set->choice.rate = nearest(set->rates, input.choice.rate);
  for (const SurfaceTarget& target : input.targets) {
    TargetSurface one{.target = target};
    if (target.table) {
      const Evaluation evaluation = target.table->evaluate(input.slos);
      one.surface = surfaceOf(*target.table, set->choice.query(target.costPerHour), input.slos, evaluation);
      one.capacity = surfaceOf(*target.table, {}, input.slos, evaluation);
      one.map = mapOf(*target.table, one.surface, input.choice.factor(), input.slos);
    }
    set->targets.push_back(std::move(one));
  }
  set->pair = pairOf(*set);
  std::vector<std::shared_ptr<const HeatMapData>> shown;
  const bool compares = input.choice.compare != SurfaceChoice::Compare::none && set->pair;
  for (std::size_t i = 0; i < set->targets.size(); ++i)
    if (!compares || i == set->pair->first || i == set->pair->second) shown.push_back(set->targets[i].map);
  set->range = commonRange(shown, input.choice.scale());
  if (compares)
    set->comparison = comparisonOf(set->targets[set->pair->first], set->targets[set->pair->second],
                                   input.choice.compare, input.choice.factor());
  return set;
}

std::optional<std::size_t> cellAt(const BenchmarkTable& table, int inputTokens, int outputTokens) {
  const auto& inputs = table.inputTokens();
  const auto& outputs = table.outputTokens();
  const auto column = std::ranges::lower_bound(inputs, inputTokens);
  const auto row = std::ranges::lower_bound(outputs, outputTokens);
  if (column == inputs.end() || *column != inputTokens || row == outputs.end() || *row != outputTokens)
    return std::nullopt;
  return table.cell(static_cast<std::size_t>(row - outputs.begin()),
                    static_cast<std::size_t>(column - inputs.begin()));
}

QByteArray surfacesCsv(const SurfaceSet& set) {
  std::vector<NamedSurface> surfaces;
  for (const TargetSurface& one : set.targets)
    if (one.map)
      surfaces.push_back({one.target.name.toStdString(), one.target.gpu.toStdString(), one.target.table.get(),
                          &one.surface});
  return QByteArray::fromStdString(surfaceCsv(surfaces, set.choice.query(0), set.slos));
}

}  // namespace headroom::ui
