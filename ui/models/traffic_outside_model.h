// Traffic beyond the grid as rows: how much, in which direction, up to which lengths, and where it counts.
#pragma once

#include "core/traffic/distribution.h"

#include <QAbstractTableModel>

namespace headroom::ui {

class TrafficOutsideModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { Rate, Kind, UpTo, CountedIn, columns };

  using QAbstractTableModel::QAbstractTableModel;

  void setTraffic(const GridTraffic& traffic);

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

 private:
  std::vector<int> m_outputs, m_inputs;
  std::vector<GridTraffic::Outside> m_outside;
};

}  // namespace headroom::ui
