// A table of rates to paint with the mouse or to type into.
//
//   editor.setTable(table);                                        // emits nothing
//   connect(&editor, &TableEditor::edited, ...);                   // one stroke, or one number typed
#pragma once

#include "ui/models/rate_table_model.h"
#include "ui/plots/rate_grid.h"

#include <QWidget>

class QStackedWidget;

namespace headroom::ui {

class FigureTable;
class NumberField;
class Segments;

class TableEditor : public QWidget {
  Q_OBJECT

 public:
  explicit TableEditor(QWidget* parent = nullptr);
  void setTable(const TrafficTable& table);
  RateGrid* grid() const { return m_grid; }

 signals:
  void edited(const headroom::TrafficTable& table);

 private:
  RateTableModel m_model;
  RateGrid* m_grid;
  FigureTable* m_table;
  NumberField* m_brush;
  Segments* m_way;
  QStackedWidget* m_stack;
};

}  // namespace headroom::ui
