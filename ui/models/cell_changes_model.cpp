#include "ui/models/cell_changes_model.h"

#include "ui/theme/numbers.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace headroom::ui {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

// Small is bad: a capacity that is gone comes first, then the largest loss, the largest gain last.
double rank(const CellChange& cell) {
  if (std::isnan(cell.before) || std::isnan(cell.after)) return 2e9;
  if (cell.before > 0 && !(cell.after > 0)) return -2;
  if (!(cell.before > 0)) return 1e9;
  return cell.after / cell.before - 1;
}

std::vector<CellChange> cellsOf(const Profile& profile, bool here) {
  std::vector<CellChange> cells;
  for (std::size_t row = 0; row < std::min(profile.outputTokens.size(), profile.throughput.size()); ++row)
    for (std::size_t column = 0;
         column < std::min(profile.inputTokens.size(), profile.throughput[row].size()); ++column) {
      const double value = profile.throughput[row][column];
      cells.push_back({profile.outputTokens[row], profile.inputTokens[column], here ? nothing : value,
                       here ? value : nothing});
    }
  return cells;
}

QString figure(double value) { return std::isnan(value) ? noNumber() : significant(value); }

QString changeText(const CellChange& cell) {
  if (std::isnan(cell.before) || std::isnan(cell.after)) return noNumber();
  if (!(cell.after > 0)) return CellChangesModel::tr("zero");
  if (!(cell.before > 0)) return CellChangesModel::tr("from zero");
  const double fraction = cell.after / cell.before - 1;
  return (fraction > 0 ? QStringLiteral("+") : QString()) + percentText(fraction, 2);
}

Verdict verdictOf(const CellChange& cell) {
  if (std::isnan(cell.before) || std::isnan(cell.after)) return Verdict::none;
  return cell.after < cell.before ? Verdict::bad : Verdict::good;
}

}  // namespace

void CellChangesModel::setRow(const ClusterRow* row) {
  std::vector<CellChange> cells;
  if (row && row->change)
    cells = row->change->cells;
  else if (row && row->hereProfile())
    cells = cellsOf(*row->hereProfile(), true);
  else if (row && row->thereProfile())
    cells = cellsOf(*row->thereProfile(), false);
  std::ranges::stable_sort(cells, {}, rank);
  beginResetModel();
  m_cells = std::move(cells);
  endResetModel();
}

const CellChange* CellChangesModel::at(int row) const {
  return row >= 0 && row < rowCount() ? &m_cells[static_cast<std::size_t>(row)] : nullptr;
}

int CellChangesModel::rowOf(int inputTokens, int outputTokens) const {
  const auto found = std::ranges::find_if(m_cells, [&](const CellChange& cell) {
    return cell.inputTokens == inputTokens && cell.outputTokens == outputTokens;
  });
  return found == m_cells.end() ? -1 : static_cast<int>(found - m_cells.begin());
}

int CellChangesModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_cells.size());
}

int CellChangesModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : columns; }

QVariant CellChangesModel::data(const QModelIndex& index, int role) const {
  const CellChange* cell = at(index.row());
  if (!cell) return {};
  if (role == VerdictRole && index.column() == changeColumn) return static_cast<int>(verdictOf(*cell));
  if (role == Qt::ToolTipRole)
    return tr("%1 input tokens, %2 output tokens").arg(cell->inputTokens).arg(cell->outputTokens);
  if (role != Qt::DisplayRole) return {};
  switch (index.column()) {
    case cellColumn:
      return QStringLiteral("%1 × %2").arg(tokenLabel(cell->inputTokens), tokenLabel(cell->outputTokens));
    case thereColumn: return figure(cell->before);
    case hereColumn: return figure(cell->after);
    case changeColumn: return changeText(*cell);
    default: return {};
  }
}

QVariant CellChangesModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section < 0 || section >= columns) return {};
  if (role == Qt::TextAlignmentRole)
    return static_cast<int>((section == cellColumn ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
  if (role == Qt::ToolTipRole && section == cellColumn) return tr("input × output tokens");
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case cellColumn: return tr("in × out");
    case thereColumn: return tr("cluster");
    case hereColumn: return tr("here");
    case changeColumn: return tr("change");
    default: return {};
  }
}

}  // namespace headroom::ui
