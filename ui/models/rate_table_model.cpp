#include "ui/models/rate_table_model.h"

#include "ui/theme/numbers.h"

#include <QLocale>

#include <cmath>

namespace headroom::ui {

void RateTableModel::setTable(const TrafficTable& table) {
  if (m_table == table) return;
  if (m_table.outputTokens == table.outputTokens && m_table.inputTokens == table.inputTokens) {
    m_table = table;
    if (rowCount() > 0 && columnCount() > 0)
      emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    return;
  }
  beginResetModel();
  m_table = table;
  endResetModel();
}

int RateTableModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_table.rates.size());
}

int RateTableModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_table.inputTokens.size());
}

QVariant RateTableModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const double rate =
      m_table.rates[static_cast<std::size_t>(index.row())][static_cast<std::size_t>(index.column())];
  if (role == Qt::EditRole) return QLocale().toString(rate, 'g', QLocale::FloatingPointShortest);
  if (role == Qt::DisplayRole) return rate > 0 ? significant(rate) : QStringLiteral("·");
  return {};
}

bool RateTableModel::setData(const QModelIndex& index, const QVariant& value, int role) {
  if (!index.isValid() || role != Qt::EditRole) return false;
  const QString text = value.toString().trimmed();
  bool number = true;
  const double rate = text.isEmpty() ? 0 : QLocale().toDouble(text, &number);
  if (!number || !std::isfinite(rate) || rate < 0 || rate > 1e9) return false;
  emit edited(index.row(), index.column(), rate);
  return true;
}

Qt::ItemFlags RateTableModel::flags(const QModelIndex& index) const {
  return index.isValid() ? QAbstractTableModel::flags(index) | Qt::ItemIsEditable : Qt::NoItemFlags;
}

QVariant RateTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (role != Qt::DisplayRole) return {};
  const auto& lengths = orientation == Qt::Horizontal ? m_table.inputTokens : m_table.outputTokens;
  if (section < 0 || section >= static_cast<int>(lengths.size())) return {};
  const QString tokens = tokenLabel(lengths[static_cast<std::size_t>(section)]);
  return orientation == Qt::Horizontal ? tr("%1 in").arg(tokens) : tr("%1 out").arg(tokens);
}

}  // namespace headroom::ui
