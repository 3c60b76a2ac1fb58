// The surfaces of all targets under one choice, as plots and tables take them: plain data, made on any
// thread.
//
//   SurfaceInput input = surfaceInput(services.measurements, workspace, choice);
//   std::shared_ptr<const SurfaceSet> set = makeSurfaces(input);
//   map->setData(set->targets[0].map); map->setRange(set->range);
#pragma once

#include "ui/pages/surfaces/surface_choice.h"

#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace headroom {
struct Workspace;
}

namespace headroom::ui {

class Measurements;

// What a target gives to the page.
struct SurfaceTarget {
  QString name = {};   // of the target
  QString gpu = {};    // its type
  QString title = {};  // the type, and the target's name where several have that type: "A10 · a10-east"
  std::shared_ptr<const BenchmarkTable> table = {};  // null: see problem
  double costPerHour = 0;
  QString problem = {}, nextStep = {};  // why there is no table, in the words of core; empty while it is read
  bool operator==(const SurfaceTarget&) const = default;
};

struct SurfaceInput {
  std::vector<SurfaceTarget> targets = {};  // those with a journal, in the workspace's order
  SurfaceChoice choice = {};
  Slos slos = {};
};

SurfaceInput surfaceInput(const Measurements& measurements, const Workspace& workspace,
                          const SurfaceChoice& choice);
// About how much makeSurfaces has to do, in points: some ten million a second.
std::size_t workOf(const SurfaceInput& input);

struct TargetSurface {
  SurfaceTarget target = {};
  Surface surface = {};                         // in the units of core; empty without a table
  Surface capacity = {};                        // likewise, of Quantity::capacity
  std::shared_ptr<const HeatMapData> map = {};  // in the unit of the choice; null without a table
};

struct SurfaceSet {
  SurfaceChoice choice;  // as asked for, but at a rate that was measured
  Slos slos;
  std::vector<TargetSurface> targets;
  std::optional<ValueRange> range;              // one for all
  std::vector<double> rates;                    // that any target was measured at, ascending
  std::vector<int> inputs, outputs;             // that any target was measured at, ascending
  bool knowsCost = false, knowsErrors = false;  // of at least one target
  // The two that are compared, where both are measured: places in `targets`.
  std::optional<std::pair<std::size_t, std::size_t>> pair;
  std::shared_ptr<const HeatMapData> comparison;  // null without a pair or without Compare

  bool anyTable() const;
};

std::shared_ptr<const SurfaceSet> makeSurfaces(const SurfaceInput& input);

// The cell of that shape, where the target's grid has it.
std::optional<std::size_t> cellAt(const BenchmarkTable& table, int inputTokens, int outputTokens);

// One line a target and cell, the same as `headroomctl surface` writes: in the units of core.
QByteArray surfacesCsv(const SurfaceSet& set);

}  // namespace headroom::ui
