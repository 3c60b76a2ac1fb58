#include "ui/models/traffic_outside_model.h"

#include "ui/plots/grid_plot.h"
#include "ui/theme/numbers.h"

namespace headroom::ui {
namespace {

// Lengths as they are, with "×" as every cell is named: they are no lines of the grid.
QString lengths(int output, int input) {
  return TrafficOutsideModel::tr("%1 out × %2 in").arg(compact(output), compact(input));
}

}  // namespace

void TrafficOutsideModel::setTraffic(const GridTraffic& traffic) {
  beginResetModel();
  m_outputs = traffic.outputTokens;
  m_inputs = traffic.inputTokens;
  m_outside = traffic.outside;
  endResetModel();
}

int TrafficOutsideModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_outside.size());
}

int TrafficOutsideModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : columns;
}

QVariant TrafficOutsideModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::ToolTipRole)) return {};
  const GridTraffic::Outside& one = m_outside[static_cast<std::size_t>(index.row())];
  if (role == Qt::ToolTipRole)
    return one.longer
               ? tr("Longer than the longest cell: its capacity promises too much for them. Measure longer "
                    "lengths to plan for them.")
               : tr("Shorter than the shortest cell: they count as if they were as long.");
  switch (index.column()) {
    case Rate: return significant(one.rate);
    case Kind: return one.longer ? tr("⚠ longer") : tr("shorter");
    case UpTo: return lengths(one.largestOutput, one.largestInput);
    case CountedIn:
      return cellName({static_cast<double>(m_inputs[one.column]), static_cast<double>(m_outputs[one.row])});
    default: return {};
  }
}

QVariant TrafficOutsideModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  switch (section) {
    case Rate: return tr("req/s");
    case Kind: return tr("Than the grid");
    case UpTo: return tr("Up to");
    case CountedIn: return tr("Counted in");
    default: return {};
  }
}

}  // namespace headroom::ui
