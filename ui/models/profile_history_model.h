// The profiles of a deployment that were replaced, newest first.
//
//   ProfileHistoryModel model;
//   model.setEntries(entries);                        // of ProfileServer::history()
#pragma once

#include "core/store/profile_store.h"

#include <QAbstractTableModel>
#include <QDateTime>

#include <memory>
#include <vector>

namespace headroom::ui {

class ProfileHistoryModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { whenColumn, byColumn, promiseColumn, costColumn, columns };

  using QAbstractTableModel::QAbstractTableModel;

  // Null: none.
  void setEntries(std::shared_ptr<const std::vector<HistoryEntry>> entries);
  const HistoryEntry* at(int row) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

 private:
  std::shared_ptr<const std::vector<HistoryEntry>> m_entries;
};

}  // namespace headroom::ui
