// The numbers of the maps as a table: a row a cell, and for each target its number and what it is worth.
//
//   auto* model = new SurfaceModel(this);
//   model->show(set);
//   table->selectRow(model->rowOf({1024, 512}));
#pragma once

#include "ui/pages/surfaces/surface_set.h"

#include <QAbstractTableModel>

#include <memory>

namespace headroom::ui {

class SurfaceModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  // Columns: output tokens, input tokens, and two a target: number and state. A comparison has one more.
  static constexpr int firstTarget = 2;
  enum Role {
    SortRole = Qt::UserRole,  // a number wherever there is one
  };

  using QAbstractTableModel::QAbstractTableModel;

  // A new grid or other targets are a reset; new numbers alone only change the cells.
  void show(std::shared_ptr<const SurfaceSet> set);
  int rowOf(const CellKey& cell) const;  // -1 where it is not there
  CellKey cellOf(int row) const;
  // Columns of numbers, for FigureTable.
  QList<int> figureColumns() const;

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

 private:
  struct Column {
    QString title;
    std::shared_ptr<const HeatMapData> map;
    std::vector<std::size_t> places;  // by row; npos where this grid lacks the cell
    bool numbers;                     // else the state
    QString unit;
  };
  static constexpr std::size_t npos = static_cast<std::size_t>(-1);

  QString numberText(const Column& column, std::size_t place) const;

  std::shared_ptr<const SurfaceSet> m_set;
  std::vector<Column> m_columns;
};

// "measured", "predicted", "✕ fails E2E P99": what a number is worth, in words.
QString stateText(const HeatMapData& map, std::size_t place);

}  // namespace headroom::ui
