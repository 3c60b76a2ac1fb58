#include "ui/models/traffic_parts_model.h"

#include "ui/theme/numbers.h"

#include <QFileInfo>

#include <algorithm>
#include <cmath>

namespace headroom::ui {

QString sourceName(const TrafficPart& part) {
  if (const auto* file = std::get_if<TrafficOfFile>(&part.origin))
    return QFileInfo(QString::fromStdString(file->path)).fileName();
  if (const auto* gateway = std::get_if<TrafficOfGateway>(&part.origin))
    return TrafficPartsModel::tr("Gateway %1").arg(QString::fromStdString(gateway->connection));
  int busy = 0;
  for (const auto& row : std::get<TrafficTable>(part.origin).rates)
    busy += static_cast<int>(std::ranges::count_if(row, [](double rate) { return rate > 0; }));
  return TrafficPartsModel::tr("Table of %n cell(s)", "", busy);
}

QString treatmentText(const TrafficPart& part) {
  QStringList words;
  if (part.rate) words << TrafficPartsModel::tr("at %1 req/s").arg(compact(*part.rate));
  if (part.scale != 1) words << QStringLiteral("× %1").arg(compact(part.scale));
  if (part.shiftSeconds != 0)
    words << (part.shiftSeconds > 0 ? QStringLiteral("+ %1") : QStringLiteral("− %1"))
                 .arg(std::abs(part.shiftSeconds) >= 3600
                          ? TrafficPartsModel::tr("%1 h").arg(compact(std::abs(part.shiftSeconds) / 3600))
                          : secondsText(std::abs(part.shiftSeconds)));
  return words.join(QStringLiteral(", "));
}

void TrafficPartsModel::setParts(const std::vector<TrafficPart>& parts,
                                 std::vector<TrafficPartFigures> figures) {
  figures.resize(parts.size());
  if (parts.size() == m_parts.size()) {
    m_parts = parts;
    m_figures = std::move(figures);
    if (!m_parts.empty()) emit dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
    return;
  }
  beginResetModel();
  m_parts = parts;
  m_figures = std::move(figures);
  endResetModel();
}

int TrafficPartsModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_parts.size());
}

int TrafficPartsModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : columns; }

QVariant TrafficPartsModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const TrafficPart& part = m_parts[static_cast<std::size_t>(index.row())];
  const TrafficPartFigures& figures = m_figures[static_cast<std::size_t>(index.row())];
  if (role == Qt::CheckStateRole && index.column() == Source) return part.on ? Qt::Checked : Qt::Unchecked;
  if (role == Qt::ToolTipRole) {
    if (!figures.problem.isEmpty()) return figures.problem;
    if (const auto* file = std::get_if<TrafficOfFile>(&part.origin))
      return QString::fromStdString(file->path);
    return {};
  }
  if (role != Qt::DisplayRole) return {};
  switch (index.column()) {
    case Source: return sourceName(part);
    case Treatment: return treatmentText(part);
    case Rate:
      return !figures.problem.isEmpty() && !figures.rate ? QStringLiteral("⚠")
             : figures.rate                              ? significant(*figures.rate)
             : figures.reading                           ? QStringLiteral("…")
                                                         : noNumber();
    default: return {};
  }
}

bool TrafficPartsModel::setData(const QModelIndex& index, const QVariant& value, int role) {
  if (!index.isValid() || index.column() != Source || role != Qt::CheckStateRole) return false;
  emit toggled(index.row(), value.toInt() == Qt::Checked);
  return true;
}

Qt::ItemFlags TrafficPartsModel::flags(const QModelIndex& index) const {
  if (!index.isValid()) return Qt::NoItemFlags;
  return index.column() == Source ? QAbstractTableModel::flags(index) | Qt::ItemIsUserCheckable
                                  : QAbstractTableModel::flags(index);
}

QVariant TrafficPartsModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  switch (section) {
    case Source: return tr("Source");
    case Treatment: return tr("Changed");
    case Rate: return tr("req/s");
    default: return {};
  }
}

}  // namespace headroom::ui
