#include "ui/pages/what_if/text_table.h"

namespace headroom::ui {

void TextTable::setContent(const QStringList& headers, std::vector<QStringList> rows,
                           const QList<int>& words) {
  if (headers != m_headers || rows.size() != m_rows.size()) {
    beginResetModel();
    m_headers = headers;
    m_rows = std::move(rows);
    m_words = words;
    endResetModel();
    return;
  }
  m_words = words;
  if (rows == m_rows) return;
  m_rows = std::move(rows);
  if (!m_rows.empty())
    emit dataChanged(index(0, 0),
                     index(static_cast<int>(m_rows.size()) - 1, static_cast<int>(m_headers.size()) - 1));
}

int TextTable::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int TextTable::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_headers.size());
}

QVariant TextTable::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
    return m_rows[static_cast<std::size_t>(index.row())].value(index.column());
  if (role == Qt::TextAlignmentRole)
    return QVariant::fromValue(Qt::AlignVCenter |
                               (m_words.contains(index.column()) ? Qt::AlignLeft : Qt::AlignRight));
  return {};
}

QVariant TextTable::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::DisplayRole) return m_headers.value(section);
  if (role == Qt::TextAlignmentRole)
    return QVariant::fromValue(Qt::AlignVCenter |
                               (m_words.contains(section) ? Qt::AlignLeft : Qt::AlignRight));
  return {};
}

}  // namespace headroom::ui
