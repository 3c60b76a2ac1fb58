// A benchmark's grid that fills as points land: how far each cell is, which one is measured now, what went
// wrong.
//
//   progress->setGrid({4, 8, 16}, {4, 8});
//   progress->setCell({8, 4}, {.done = 3, .total = 7, .state = CellState::current});
//   progress->setCell({16, 8}, {.done = 7, .total = 7, .state = CellState::done, .value = 4.1});
#pragma once

#include "ui/plots/colour_map.h"
#include "ui/plots/grid_plot.h"

#include <limits>

namespace headroom::ui {

enum class CellState : unsigned char {
  waiting,
  current,  // being measured now
  done,
  failed,   // ✕: no point of it could be measured
  skipped,  // –: not needed, because a neighbour already tells
};

struct CellProgress {
  int done = 0, total = 0;  // rates of this cell
  CellState state = CellState::waiting;
  bool clientLimited = false;  // ⚠: at least one point where this client, not the server, was the limit
  bool errors = false;         // ⚠: at least one request failed
  double value = std::numeric_limits<double>::quiet_NaN();  // what the cell has shown so far: its colour
  QString note = {};                                        // for the read-out: "48 of 100 requests answered"
};

class GridProgress : public GridPlot {
  Q_OBJECT

 public:
  explicit GridProgress(QWidget* parent = nullptr);
  // Both ascending. Forgets all cells.
  void setGrid(std::vector<double> inputTokens, std::vector<double> outputTokens);
  // Many calls make one repaint. A cell outside the grid is ignored.
  void setCell(const CellKey& cell, const CellProgress& progress);
  void setCells(const std::vector<std::pair<CellKey, CellProgress>>& cells);
  // What `value` is and its range for the colours: {"req/s", 0.1, 64}, logarithmic.
  void setValues(const QString& unit, double low, double high);

  // Rates done and planned, over all cells.
  int done() const;
  int total() const;

  QString readOut(const CellKey& cell) const override;
  QByteArray csv() const override;

 protected:
  void draw(const Canvas& canvas, const QRectF& area) const override;
  QString description() const override;
  double below() const override { return 20; }

 private:
  void drawCell(const Canvas& canvas, const QRectF& rect, const CellProgress& cell) const;
  QString footer() const;

  std::vector<CellProgress> m_cells;
  QString m_unit;
  double m_low = 0.1, m_high = 64;
};

}  // namespace headroom::ui
