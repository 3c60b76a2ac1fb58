#include "ui/pages/what_if/scenario_model.h"

#include "ui/controllers/what_if_edits.h"
#include "ui/theme/numbers.h"

#include <algorithm>

namespace headroom::ui {
namespace {

QString boundText(Metric metric, double bound) {
  return isLatency(metric) ? secondsText(bound)
                           : compactQuantity(bound, metric == Metric::tput ? ScenarioModel::tr("req/s")
                                                                           : ScenarioModel::tr("tok/s"));
}

}  // namespace

QString differenceFromNow(const Scenario& now, const Scenario& scenario) {
  QStringList parts;
  for (const Metric metric : kSloOrder) {
    const SloSetting &is = scenario.slos[metric], &was = now.slos[metric];
    if (!is.on && !was.on) continue;
    const QString label = sloLabel(metric, is.statistic);
    if (!is.on)
      parts << ScenarioModel::tr("no %1").arg(sloLabel(metric, was.statistic));
    else if (!was.on || is.value != was.value || (isLatency(metric) && is.statistic != was.statistic))
      parts << label + QLatin1Char(' ') + boundText(metric, is.value);
  }
  for (const GpuPrice& price : scenario.prices) {
    const auto was = std::ranges::find(now.prices, price.gpu, &GpuPrice::gpu);
    const QString gpu = QString::fromStdString(price.gpu);
    if (was == now.prices.end() || was->costPerHour != price.costPerHour)
      parts << gpu + QLatin1Char(' ') + moneyText(price.costPerHour);
    if (was == now.prices.end()
            ? price.minReplicas != 0 || price.maxReplicas
            : was->minReplicas != price.minReplicas || was->maxReplicas != price.maxReplicas)
      parts << QStringLiteral("%1 %2…%3")
                   .arg(gpu)
                   .arg(price.minReplicas)
                   .arg(price.maxReplicas ? QString::number(*price.maxReplicas) : QStringLiteral("∞"));
  }
  if (scenario.targetUtilisation != now.targetUtilisation)
    parts << ScenarioModel::tr("use %1").arg(percentText(scenario.targetUtilisation));
  if (scenario.burstFactor != now.burstFactor)
    parts << ScenarioModel::tr("burst %1 ×").arg(compact(scenario.burstFactor));
  if (scenario.survivesLossOfOne != now.survivesLossOfOne)
    parts << (scenario.survivesLossOfOne ? ScenarioModel::tr("a spare") : ScenarioModel::tr("no spare"));
  if (scenario.trafficRate != now.trafficRate)
    parts << (scenario.trafficRate > 0 ? compactQuantity(scenario.trafficRate, ScenarioModel::tr("req/s"))
                                       : ScenarioModel::tr("the traffic's own rate"));
  if (scenario.nearestCells != now.nearestCells)
    parts << (scenario.nearestCells ? ScenarioModel::tr("nearest cells") : ScenarioModel::tr("larger cells"));
  if (scenario.traffic && scenario.traffic != now.traffic) parts << ScenarioModel::tr("other traffic");
  return parts.isEmpty() ? ScenarioModel::tr("as now") : parts.join(QStringLiteral(", "));
}

ScenarioModel::ScenarioModel(WhatIfEdits& edits, QObject* parent)
    : QAbstractTableModel(parent), m_edits(edits) {}

void ScenarioModel::setState(const WhatIf& whatIf, const Workspace& workspace) {
  std::vector<Row> rows;
  const auto& answers = whatIf.scenarios().value;
  for (const Scenario& scenario : workspace.scenarios) {
    Row row{QString::fromStdString(scenario.name),
            noNumber(),
            differenceFromNow(whatIf.input().conditions, scenario),
            {}};
    if (answers)
      for (const ScenarioAnswers::One& one : answers->scenarios) {
        if (one.name != scenario.name) continue;
        if (one.error) row.mix = QString::fromStdString(one.error->text());
        if (!one.mix || one.mix->answer.replicas.empty()) continue;
        row.cost = moneyText(one.mix->answer.costPerHour);
        row.mix = QString::fromStdString(mixText(whatIf.input().gpus, one.mix->answer.replicas));
      }
    rows.push_back(std::move(row));
  }
  if (rows.size() != m_rows.size()) {
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
    return;
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i] == m_rows[i]) continue;
    m_rows[i] = std::move(rows[i]);
    emit dataChanged(index(static_cast<int>(i), 0), index(static_cast<int>(i), columns - 1));
  }
}

int ScenarioModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ScenarioModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : columns; }

QVariant ScenarioModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const Row& row = m_rows[static_cast<std::size_t>(index.row())];
  if (role == Qt::DisplayRole || role == Qt::EditRole) {
    switch (index.column()) {
      case name: return row.name;
      case cost: return row.cost;
      default: return row.difference;
    }
  }
  if (role == Qt::ToolTipRole)
    return row.mix.isEmpty() ? row.difference : row.difference + QLatin1Char('\n') + row.mix;
  if (role == Qt::TextAlignmentRole && index.column() == cost)
    return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
  return {};
}

QVariant ScenarioModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  switch (section) {
    case name: return tr("Name");
    case cost: return tr("Per hour");
    default: return tr("Differs from now");
  }
}

Qt::ItemFlags ScenarioModel::flags(const QModelIndex& index) const {
  const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
  return index.column() == name ? flags | Qt::ItemIsEditable : flags;
}

bool ScenarioModel::setData(const QModelIndex& index, const QVariant& value, int role) {
  if (role != Qt::EditRole || index.column() != name) return false;
  const QString wanted = value.toString().trimmed();
  if (wanted.isEmpty() || wanted == m_rows[static_cast<std::size_t>(index.row())].name) return false;
  m_edits.renameScenario(static_cast<std::size_t>(index.row()), wanted);
  return true;
}

}  // namespace headroom::ui
