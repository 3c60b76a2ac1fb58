#include "ui/controllers/what_if_input.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace headroom::ui {
namespace {

const GpuPrice* priceOf(const Scenario& conditions, const WhatIfGpu& gpu) {
  const auto found = std::ranges::find(conditions.prices, gpu.gpu, &GpuPrice::gpu);
  return found == conditions.prices.end() ? nullptr : &*found;
}

// The target's, else that of its measurements.
const std::string& modelOf(const MeasuredTarget& one) {
  return one.target->model.empty() ? one.table->model() : one.target->model;
}

std::string unique(const std::string& wanted, std::set<std::string>& taken) {
  std::string name = wanted;
  for (int number = 2; !taken.insert(name).second; ++number) name = fmt::format("{} {}", wanted, number);
  return name;
}

}  // namespace

std::vector<WhatIfGpu> whatIfGpus(const std::vector<MeasuredTarget>& measured, const std::string& model) {
  std::vector<const MeasuredTarget*> taken;
  for (const MeasuredTarget& one : measured)
    if (one.table && (model.empty() || modelOf(one) == model)) taken.push_back(&one);
  std::set<std::string> names, deployments;
  std::vector<WhatIfGpu> gpus;
  for (const MeasuredTarget* one : taken) {
    const Target& target = *one->target;
    const std::string type = target.gpu.empty() ? target.name : target.gpu;
    const bool alone =
        std::ranges::count_if(taken, [&](const MeasuredTarget* other) {
          return (other->target->gpu.empty() ? other->target->name : other->target->gpu) == type;
        }) == 1;
    gpus.push_back({unique(alone ? type : fmt::format("{} ({})", type, target.name), names), type,
                    target.name,
                    unique(target.deployment.empty() ? target.name : target.deployment, deployments),
                    target.journal, target.costPerHour, one->table});
  }
  return gpus;
}

std::vector<std::string> modelsOf(const std::vector<MeasuredTarget>& measured) {
  std::vector<std::string> models;
  for (const MeasuredTarget& one : measured)
    if (one.table && std::ranges::find(models, modelOf(one)) == models.end()) models.push_back(modelOf(one));
  return models;
}

double plannedRate(const WhatIfInput& input) {
  if (input.conditions.trafficRate > 0) return input.conditions.trafficRate;
  if (!input.traffic || !input.traffic->ratesKnown) return kDefaultRate;
  return input.traffic->loaded->mean.rate();
}

namespace {

double factorOf(const WhatIfInput& input) {
  const double now = input.traffic->loaded->mean.rate();
  return now > 0 ? plannedRate(input) / now : 1;
}

}  // namespace

Distribution plannedTraffic(const WhatIfInput& input) {
  return input.traffic ? scaled(input.traffic->loaded->mean, factorOf(input)) : Distribution{};
}

Distribution plannedForCluster(const WhatIfInput& input) {
  if (!input.traffic || !input.traffic->loaded->cluster) return plannedTraffic(input);
  return scaled(*input.traffic->loaded->cluster, factorOf(input));
}

std::optional<Recording> plannedRecording(const WhatIfInput& input) {
  if (!input.traffic || !input.traffic->timed()) return std::nullopt;
  LoadedTraffic line;
  line.recording =
      coarser(*input.traffic->loaded->recording, timelineStep(*input.traffic->loaded->recording));
  return scaled(std::move(line), factorOf(input)).recording;
}

double costOf(const Scenario& conditions, const WhatIfGpu& gpu) {
  const GpuPrice* price = priceOf(conditions, gpu);
  return price ? price->costPerHour : gpu.ownCostPerHour;
}

std::vector<MeasuredGpu> measuredGpus(const WhatIfInput& input) {
  std::vector<MeasuredGpu> gpus;
  for (const WhatIfGpu& gpu : input.gpus)
    gpus.push_back({gpu.name, costOf(input.conditions, gpu), gpu.table.get()});
  return gpus;
}

CellRule cellRule(const Scenario& conditions) {
  return conditions.nearestCells ? CellRule::nearest : CellRule::upward;
}

MixProblem settingsOf(const WhatIfInput& input) {
  MixProblem settings;
  settings.targetUtilisation = input.conditions.targetUtilisation;
  settings.burstFactor = input.conditions.burstFactor;
  settings.survivesLossOfOne = input.conditions.survivesLossOfOne;
  for (const WhatIfGpu& gpu : input.gpus) {
    MixGpu limits;
    limits.name = gpu.name;
    if (const GpuPrice* price = priceOf(input.conditions, gpu)) {
      limits.minReplicas = price->minReplicas;
      limits.maxReplicas = price->maxReplicas.value_or(kUnlimitedReplicas);
    }
    settings.gpus.push_back(std::move(limits));
  }
  return settings;
}

}  // namespace headroom::ui
