// What a port-forward said and did, line by line, the oldest first.
//
//   TunnelLogModel model;
//   model.setLines(tunnel.log());                     // again at every change: only what is new is added
#pragma once

#include "core/cluster/port_forward.h"

#include <QAbstractTableModel>

#include <vector>

namespace headroom::ui {

class TunnelLogModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { TimeColumn, TextColumn, ColumnCount };
  enum Role { FromKubectlRole = Qt::UserRole };

  using QAbstractTableModel::QAbstractTableModel;

  void setLines(std::vector<TunnelLogLine> lines);
  // "14:02:31 kubectl: Forwarding from …", a line each: for the clipboard.
  QString text() const;

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

 private:
  std::vector<TunnelLogLine> m_lines;
};

}  // namespace headroom::ui
