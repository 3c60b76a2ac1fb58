// A table of rates to type into: rows by output tokens, columns by input tokens, requests/s in each cell.
//
//   model.setTable(table);                                     // what the workspace says
//   connect(&model, &RateTableModel::edited, ...);             // what was typed; the model waits for
//   setTable
#pragma once

#include "core/traffic/traffic_parts.h"

#include <QAbstractTableModel>

namespace headroom::ui {

class RateTableModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  using QAbstractTableModel::QAbstractTableModel;

  void setTable(const TrafficTable& table);
  const TrafficTable& table() const { return m_table; }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

 signals:
  void edited(int row, int column, double rate);

 private:
  TrafficTable m_table;
};

}  // namespace headroom::ui
