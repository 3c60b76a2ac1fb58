#include "ui/pages/surfaces/surface_model.h"

#include "ui/theme/numbers.h"

#include <QColor>

#include <algorithm>
#include <cmath>

namespace headroom::ui {
namespace {

std::size_t placeIn(const HeatMapData& map, const CellKey& cell) {
  const auto column = std::ranges::lower_bound(map.inputTokens, cell.inputTokens);
  const auto row = std::ranges::lower_bound(map.outputTokens, cell.outputTokens);
  if (column == map.inputTokens.end() || *column != cell.inputTokens || row == map.outputTokens.end() ||
      *row != cell.outputTokens)
    return static_cast<std::size_t>(-1);
  return static_cast<std::size_t>(row - map.outputTokens.begin()) * map.inputTokens.size() +
         static_cast<std::size_t>(column - map.inputTokens.begin());
}

}  // namespace

QString stateText(const HeatMapData& map, std::size_t place) {
  const CellKind kind = map.kind(place);
  if (kind == CellKind::missing) return SurfaceModel::tr("missing");
  const QString origin =
      kind == CellKind::predicted ? SurfaceModel::tr("predicted") : SurfaceModel::tr("measured");
  const Verdict verdict = map.verdicts.empty() ? Verdict::none : map.verdicts[place];
  if (verdict == Verdict::none) return origin;
  const QString binding = map.binding.empty() ? QString() : map.binding[place];
  const QString judged = QStringLiteral("%1 %2").arg(verdictSign(verdict), verdictWord(verdict));
  return verdict == Verdict::bad && !binding.isEmpty()
             ? SurfaceModel::tr("%1 · %2 %3").arg(origin, judged, binding)
             : SurfaceModel::tr("%1 · %2").arg(origin, judged);
}

void SurfaceModel::show(std::shared_ptr<const SurfaceSet> set) {
  std::vector<Column> columns;
  const bool sameGrid = m_set && set && m_set->inputs == set->inputs && m_set->outputs == set->outputs;
  const auto add = [&](const QString& title, const std::shared_ptr<const HeatMapData>& map,
                       const QString& unit) {
    std::vector<std::size_t> places;
    for (const int output : set->outputs)
      for (const int input : set->inputs)
        places.push_back(placeIn(*map, {static_cast<double>(input), static_cast<double>(output)}));
    columns.push_back({unit.isEmpty() ? title : tr("%1, %2").arg(title, unit), map, places, true, unit});
    columns.push_back({title, map, std::move(places), false, {}});
  };
  if (set)
    for (std::size_t i = 0; i < set->targets.size(); ++i) {
      const bool shown = !set->comparison || i == set->pair->first || i == set->pair->second;
      if (set->targets[i].map && shown)
        add(set->targets[i].target.title, set->targets[i].map, set->choice.unit());
    }
  if (set && set->comparison) {
    const bool ratio = set->choice.compare == SurfaceChoice::Compare::ratio;
    add((ratio ? tr("%1 ÷ %2") : tr("%1 − %2"))
            .arg(set->targets[set->pair->first].target.title, set->targets[set->pair->second].target.title),
        set->comparison, ratio ? QStringLiteral("×") : set->choice.unit());
  }
  const bool sameColumns = std::ranges::equal(columns, m_columns, {}, &Column::title, &Column::title);
  if (sameGrid && sameColumns) {
    m_set = std::move(set);
    m_columns = std::move(columns);
    if (rowCount() > 0) emit dataChanged(index(0, firstTarget), index(rowCount() - 1, columnCount() - 1));
    return;
  }
  beginResetModel();
  m_set = std::move(set);
  m_columns = std::move(columns);
  endResetModel();
}

int SurfaceModel::rowOf(const CellKey& cell) const {
  if (!m_set) return -1;
  const auto input = std::ranges::find(m_set->inputs, static_cast<int>(cell.inputTokens));
  const auto output = std::ranges::find(m_set->outputs, static_cast<int>(cell.outputTokens));
  if (input == m_set->inputs.end() || output == m_set->outputs.end()) return -1;
  return static_cast<int>((output - m_set->outputs.begin()) *
                              static_cast<std::ptrdiff_t>(m_set->inputs.size()) +
                          (input - m_set->inputs.begin()));
}

CellKey SurfaceModel::cellOf(int row) const {
  const auto columns = static_cast<int>(m_set->inputs.size());
  return {static_cast<double>(m_set->inputs[static_cast<std::size_t>(row % columns)]),
          static_cast<double>(m_set->outputs[static_cast<std::size_t>(row / columns)])};
}

QList<int> SurfaceModel::figureColumns() const {
  QList<int> columns{0, 1};
  for (std::size_t i = 0; i < m_columns.size(); ++i)
    if (m_columns[i].numbers) columns.push_back(firstTarget + static_cast<int>(i));
  return columns;
}

int SurfaceModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() || !m_set ? 0 : static_cast<int>(m_set->inputs.size() * m_set->outputs.size());
}

int SurfaceModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() || !m_set ? 0 : firstTarget + static_cast<int>(m_columns.size());
}

QString SurfaceModel::numberText(const Column& column, std::size_t place) const {
  const double half = column.map->halfWidths.empty() ? std::nan("") : column.map->halfWidths[place];
  return withInterval(column.map->values[place], half);
}

QVariant SurfaceModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const CellKey cell = cellOf(index.row());
  if (index.column() < firstTarget) {
    const double tokens = index.column() == 0 ? cell.outputTokens : cell.inputTokens;
    if (role == Qt::DisplayRole) return tokenLabel(tokens);
    if (role == SortRole) return tokens;
    return {};
  }
  const Column& column = m_columns[static_cast<std::size_t>(index.column() - firstTarget)];
  const std::size_t place = column.places[static_cast<std::size_t>(index.row())];
  const bool known = place != npos && column.map->kind(place) != CellKind::missing;
  switch (role) {
    case Qt::DisplayRole:
      if (column.numbers) return known ? numberText(column, place) : noNumber();
      return place == npos ? tr("missing") : stateText(*column.map, place);
    case Qt::ToolTipRole:
      return known ? tr("%1: %2").arg(cellName(cell), stateText(*column.map, place))
                   : tr("%1: nothing known").arg(cellName(cell));
    case SortRole: return known && column.numbers ? QVariant(column.map->values[place]) : QVariant();
    default: return {};
  }
}

QVariant SurfaceModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) return {};
  if (role == Qt::TextAlignmentRole && figureColumns().contains(section))
    return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
  if (role != Qt::DisplayRole) return {};
  if (section == 0) return tr("Output");
  if (section == 1) return tr("Input");
  const Column& column = m_columns[static_cast<std::size_t>(section - firstTarget)];
  return column.numbers ? column.title : tr("State");
}

}  // namespace headroom::ui
