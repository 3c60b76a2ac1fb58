// All that is known of one cell, a row a figure and a column a target: the table beside the slices.
//
//   model->show(set, CellKey{1024, 512});
#pragma once

#include "ui/pages/surfaces/surface_set.h"

#include <QAbstractTableModel>

#include <memory>
#include <vector>

namespace headroom::ui {

class CellModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  using QAbstractTableModel::QAbstractTableModel;

  void show(const std::shared_ptr<const SurfaceSet>& set, const CellKey& cell);

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

 private:
  struct Figure {
    QString text = {}, toolTip = {};
  };
  Statistic m_statistic = Statistic::p99;
  std::vector<QString> m_names;                // of the rows
  std::vector<QString> m_titles;               // of the targets
  std::vector<std::vector<Figure>> m_figures;  // by target, then by row
};

}  // namespace headroom::ui
