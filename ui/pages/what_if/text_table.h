// A table of ready-made words and figures, exchanged as a whole.
//
//   auto* model = new TextTable(this);
//   model->setContent({tr("GPU"), tr("Replicas")}, {{"A10", "3"}, {"L20", "1"}});
//
// Rows that stay as many are exchanged in place, so a selection and a scroll position survive a drag.
#pragma once

#include <QAbstractTableModel>
#include <QStringList>

#include <vector>

namespace headroom::ui {

class TextTable : public QAbstractTableModel {
  Q_OBJECT

 public:
  using QAbstractTableModel::QAbstractTableModel;

  // `words`: the columns that hold words, not figures.
  void setContent(const QStringList& headers, std::vector<QStringList> rows, const QList<int>& words = {});
  const QStringList& row(int index) const { return m_rows[static_cast<std::size_t>(index)]; }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  QStringList m_headers;
  std::vector<QStringList> m_rows;
  QList<int> m_words;
};

}  // namespace headroom::ui
