// Capacity cell by cell, in the cluster and here: the cells that a push would change, the worst first; of a
// profile that only one of both has, all its cells.
//
//   CellChangesModel model;
//   model.setRow(&row);                               // nullptr: empty
#pragma once

#include "ui/models/cluster_rows.h"

#include <QAbstractTableModel>

#include <vector>

namespace headroom::ui {

class CellChangesModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { cellColumn, thereColumn, hereColumn, changeColumn, columns };
  enum Role { VerdictRole = Qt::UserRole + 40 };  // as of ClusterProfilesModel

  using QAbstractTableModel::QAbstractTableModel;

  void setRow(const ClusterRow* row);
  const CellChange* at(int row) const;
  // -1 where the cell does not change.
  int rowOf(int inputTokens, int outputTokens) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

 private:
  std::vector<CellChange> m_cells;  // NaN where one of both has none
};

}  // namespace headroom::ui
