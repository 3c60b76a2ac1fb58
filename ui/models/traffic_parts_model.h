// The parts of the workspace's traffic as rows: whether they count, where they come from, how much they
// bring.
//
//   model.setParts(workspace.traffic, states);
//   connect(&model, &TrafficPartsModel::toggled, ...);         // the check box; the model waits for setParts
#pragma once

#include "core/traffic/traffic_parts.h"

#include <QAbstractTableModel>

#include <optional>
#include <vector>

namespace headroom::ui {

// What is known of one part.
struct TrafficPartFigures {
  std::optional<double> rate = {};  // requests/s, treated; absent: not read, or not known
  QString problem = {};             // why not; empty = none
  bool reading = false;
};

class TrafficPartsModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { Source, Treatment, Rate, columns };

  using QAbstractTableModel::QAbstractTableModel;

  void setParts(const std::vector<TrafficPart>& parts, std::vector<TrafficPartFigures> figures);

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

 signals:
  void toggled(int row, bool on);

 private:
  std::vector<TrafficPart> m_parts;
  std::vector<TrafficPartFigures> m_figures;
};

// "trace.csv", "Gateway east", "Table of 3 cells".
QString sourceName(const TrafficPart& part);
// "× 1.5, + 2 h"; empty where nothing is done.
QString treatmentText(const TrafficPart& part);

}  // namespace headroom::ui
