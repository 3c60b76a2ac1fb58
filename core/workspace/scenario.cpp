#include "core/workspace/scenario.h"

#include <fmt/format.h>

#include <algorithm>

namespace headroom {

Scenario nowOf(const Workspace& workspace, std::string name) {
  Scenario now;
  now.name = std::move(name);
  now.slos = workspace.slos;
  now.prices = workspace.prices;
  now.targetUtilisation = workspace.targetUtilisation;
  now.burstFactor = workspace.burstFactor;
  now.survivesLossOfOne = workspace.survivesLossOfOne;
  now.trafficRate = workspace.trafficRate;
  now.nearestCells = workspace.nearestCells;
  now.traffic = workspace.traffic;
  return now;
}

void restore(Workspace& workspace, const Scenario& scenario) {
  workspace.slos = scenario.slos;
  for (const GpuPrice& price : scenario.prices) {
    const auto known = std::ranges::find(workspace.prices, price.gpu, &GpuPrice::gpu);
    if (known == workspace.prices.end())
      workspace.prices.push_back(price);
    else
      *known = price;
  }
  workspace.targetUtilisation = scenario.targetUtilisation;
  workspace.burstFactor = scenario.burstFactor;
  workspace.survivesLossOfOne = scenario.survivesLossOfOne;
  workspace.trafficRate = scenario.trafficRate;
  workspace.nearestCells = scenario.nearestCells;
  if (scenario.traffic) workspace.traffic = *scenario.traffic;
}

bool isNow(const Workspace& workspace, const Scenario& scenario) {
  Workspace restored = workspace;
  restore(restored, scenario);
  return restored == workspace;
}

std::string freeScenarioName(const Workspace& workspace, const std::string& wanted) {
  const auto taken = [&](const std::string& name) {
    return std::ranges::find(workspace.scenarios, name, &Scenario::name) != workspace.scenarios.end();
  };
  std::string name = wanted;
  for (int number = 2; taken(name); ++number) name = fmt::format("{} {}", wanted, number);
  return name;
}

}  // namespace headroom
