#include "ui/controllers/what_if_edits.h"

#include "core/workspace/scenario.h"

#include <algorithm>

namespace headroom::ui {
namespace {

QString textOf(std::string_view text) {
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

GpuPrice& priceOf(Workspace& workspace, const std::string& gpu, double now) {
  const auto known = std::ranges::find(workspace.prices, gpu, &GpuPrice::gpu);
  if (known != workspace.prices.end()) return *known;
  GpuPrice price;
  price.gpu = gpu;
  price.costPerHour = now;
  return workspace.prices.emplace_back(std::move(price));
}

}  // namespace

QString sloLabel(Metric metric, Statistic statistic) {
  const QString label = textOf(name(metric));
  if (!isLatency(metric)) return label;
  return label + QLatin1Char(' ') +
         (statistic == Statistic::mean ? WhatIfEdits::tr("mean") : textOf(name(statistic)));
}

void WhatIfEdits::setBound(Metric metric, double bound, const QString& gesture) {
  m_session.edit(
      tr("Move the %1 SLO").arg(textOf(name(metric))),
      [=](Workspace& workspace) { workspace.slos[metric].value = bound; }, gesture);
}

void WhatIfEdits::setStatistic(Metric metric, Statistic statistic) {
  m_session.edit(tr("Bind the %1").arg(sloLabel(metric, statistic)),
                 [=](Workspace& workspace) { workspace.slos[metric].statistic = statistic; });
}

void WhatIfEdits::setOn(Metric metric, bool on) {
  m_session.edit((on ? tr("Turn the %1 SLO On") : tr("Turn the %1 SLO Off")).arg(textOf(name(metric))),
                 [=](Workspace& workspace) { workspace.slos[metric].on = on; });
}

void WhatIfEdits::setPrice(const std::string& gpu, double costPerHour, const QString& gesture) {
  m_session.edit(
      tr("Set the Price of %1").arg(textOf(gpu)),
      [=](Workspace& workspace) { priceOf(workspace, gpu, costPerHour).costPerHour = costPerHour; }, gesture);
}

void WhatIfEdits::setLimits(const std::string& gpu, int minReplicas, std::optional<int> maxReplicas,
                            double now) {
  m_session.edit(tr("Limit the Replicas of %1").arg(textOf(gpu)), [=](Workspace& workspace) {
    GpuPrice& price = priceOf(workspace, gpu, now);
    price.minReplicas = minReplicas;
    price.maxReplicas = maxReplicas;
  });
}

void WhatIfEdits::setUtilisation(double share) {
  m_session.edit(tr("Set the Target Utilisation"),
                 [=](Workspace& workspace) { workspace.targetUtilisation = share; });
}

void WhatIfEdits::setBurst(double factor) {
  m_session.edit(tr("Set the Burst Factor"), [=](Workspace& workspace) { workspace.burstFactor = factor; });
}

void WhatIfEdits::setSpare(bool spare) {
  m_session.edit(spare ? tr("Plan a Spare GPU") : tr("Plan no Spare GPU"),
                 [=](Workspace& workspace) { workspace.survivesLossOfOne = spare; });
}

void WhatIfEdits::setRate(double requestsPerSecond, const QString& gesture) {
  m_session.edit(
      requestsPerSecond > 0 ? tr("Set the Request Rate") : tr("Take the Traffic's Own Rate"),
      [=](Workspace& workspace) { workspace.trafficRate = requestsPerSecond; }, gesture);
}

void WhatIfEdits::setNearestCells(bool nearest) {
  m_session.edit(nearest ? tr("Round Shapes to the Nearest Cell") : tr("Round Shapes Upward"),
                 [=](Workspace& workspace) { workspace.nearestCells = nearest; });
}

void WhatIfEdits::setTrafficFile(const std::string& path) {
  m_session.edit(tr("Choose the Traffic"), [=](Workspace& workspace) {
    workspace.traffic.clear();
    if (!path.empty()) workspace.traffic.emplace_back().origin = TrafficOfFile{path};
  });
}

void WhatIfEdits::keepScenario(const QString& name) {
  const QString trimmed = name.trimmed();
  m_session.edit(tr("Keep a Scenario"), [&](Workspace& workspace) {
    workspace.scenarios.push_back(
        nowOf(workspace,
              freeScenarioName(workspace, (trimmed.isEmpty() ? tr("Scenario") : trimmed).toStdString())));
  });
}

void WhatIfEdits::renameScenario(std::size_t index, const QString& name) {
  const std::string wanted = name.trimmed().toStdString();
  if (wanted.empty()) return;
  m_session.edit(tr("Rename a Scenario"), [&](Workspace& workspace) {
    if (index >= workspace.scenarios.size() || workspace.scenarios[index].name == wanted) return;
    workspace.scenarios[index].name.clear();
    workspace.scenarios[index].name = freeScenarioName(workspace, wanted);
  });
}

void WhatIfEdits::restoreScenario(std::size_t index) {
  const auto& scenarios = m_session.workspace().scenarios;
  if (index >= scenarios.size()) return;
  m_session.edit(tr("Restore “%1”").arg(textOf(scenarios[index].name)),
                 [&](Workspace& workspace) { restore(workspace, Scenario(workspace.scenarios[index])); });
}

void WhatIfEdits::removeScenario(std::size_t index) {
  const auto& scenarios = m_session.workspace().scenarios;
  if (index >= scenarios.size()) return;
  m_session.edit(tr("Remove “%1”").arg(textOf(scenarios[index].name)), [&](Workspace& workspace) {
    workspace.scenarios.erase(workspace.scenarios.begin() + static_cast<std::ptrdiff_t>(index));
  });
}

}  // namespace headroom::ui
