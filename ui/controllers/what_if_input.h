// What a plan is made from, as one value that any thread may read: the promise and the prices, what was
// measured, and the traffic.
//
//   WhatIfInput input{nowOf(workspace), whatIfGpus(measured, model), standInFor(table)};
//   double rate = plannedRate(input);
#pragma once

#include "core/plan/slo_cost.h"
#include "core/profile/benchmark_table.h"
#include "core/workspace/workspace.h"
#include "ui/controllers/what_if_traffic.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace headroom::ui {

// One deployment that was measured: what may be bought.
struct WhatIfGpu {
  std::string name;           // unique: "A10", or "A10 (second)" where two deployments run on one type
  std::string gpu;            // its type: prices and colours go by it
  std::string target;         // its name
  std::string deployment;     // as in its profile, and unique
  std::string benchmark;      // the path of its file
  double ownCostPerHour = 0;  // of the target, where no price is set for its type
  std::shared_ptr<const BenchmarkTable> table;

  bool operator==(const WhatIfGpu&) const = default;
};

struct WhatIfInput {
  Scenario conditions;  // what is weighed now; its name does not count
  std::vector<WhatIfGpu> gpus;
  std::shared_ptr<const WhatIfTraffic> traffic;  // null only without a GPU
};

// Requests/s that are planned for where neither the operator nor the traffic says how many.
inline constexpr double kDefaultRate = 10;

// Of one target and its table, before names are made unique.
struct MeasuredTarget {
  const Target* target;
  std::shared_ptr<const BenchmarkTable> table;
};
// Those of `model` (all where it is empty), in the order given.
std::vector<WhatIfGpu> whatIfGpus(const std::vector<MeasuredTarget>& measured, const std::string& model);
// The models of targets that were measured, each once.
std::vector<std::string> modelsOf(const std::vector<MeasuredTarget>& measured);

// Requests/s in all.
double plannedRate(const WhatIfInput& input);
// The traffic at that rate, and how it was recorded, in steps of timelineStep(), where it tells times.
Distribution plannedTraffic(const WhatIfInput& input);
std::optional<Recording> plannedRecording(const WhatIfInput& input);
// What the cluster's optimizer makes of it: the clusters of a gateway's traces, else all of it.
Distribution plannedForCluster(const WhatIfInput& input);
// Dollars an hour of one replica under `conditions`.
double costOf(const Scenario& conditions, const WhatIfGpu& gpu);
std::vector<MeasuredGpu> measuredGpus(const WhatIfInput& input);
CellRule cellRule(const Scenario& conditions);
// Limits by GPU, target utilisation, burst and spare: what applySettings (core/plan/slo_cost.h) takes.
MixProblem settingsOf(const WhatIfInput& input);

}  // namespace headroom::ui
