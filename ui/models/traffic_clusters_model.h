// The clusters of request shapes as rows: number, requests/s, share, centre, the cell that it counts in.
#pragma once

#include "ui/controllers/traffic_picture.h"

#include <QAbstractTableModel>

#include <memory>

namespace headroom::ui {

class TrafficClustersModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { Number, Rate, Share, Input, Output, Cell, columns };

  using QAbstractTableModel::QAbstractTableModel;

  void setPicture(std::shared_ptr<const TrafficPicture> picture);

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

 private:
  std::shared_ptr<const TrafficPicture> m_picture;
};

}  // namespace headroom::ui
