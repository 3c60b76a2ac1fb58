// What is known cell by cell, one view at a time: the best GPU of each cell, the measured slice of one cell
// with the SLO to drag, the capacity table, and which GPU serves what.
//
//   card->setState(whatIf, colours);          // redraws the view that is shown
#pragma once

#include "ui/controllers/what_if.h"
#include "ui/plots/grid_plot.h"
#include "ui/theme/gpu_colours.h"
#include "ui/widgets/card.h"

#include <optional>

class QComboBox;
class QStackedWidget;

namespace headroom::ui {

class FigureTable;
class Segments;
class SliceChart;
class TextTable;
class TileMap;

class CellCard : public Card {
  Q_OBJECT

 public:
  enum class View { best, slice, capacity, mix };

  explicit CellCard(QWidget* parent = nullptr);

  void setColours(const GpuColours& colours) { m_colours = colours; }
  void showCapacities(const WhatIf& whatIf);
  void showMix(const WhatIf& whatIf);
  void setCell(const WhatIf& whatIf, std::optional<CellKey> cell);
  void setHovered(std::optional<CellKey> cell);
  // Of the slice; drawn with its SLO where that is on.
  void setMetric(const WhatIf& whatIf, Metric metric);
  Metric metric() const { return m_metric; }
  View view() const { return m_view; }
  void setView(View view);

  TileMap* tiles() const { return m_tiles; }
  SliceChart* slice() const { return m_slice; }

 signals:
  void viewChosen();
  void cellPicked(const headroom::ui::CellKey& cell);
  void cellHovered(const std::optional<headroom::ui::CellKey>& cell);
  void metricChosen(headroom::Metric metric);
  void sloDragged(headroom::Metric metric, double bound);
  void sloReleased();

 private:
  void showSlice(const WhatIf& whatIf);

  Segments* m_views;
  QComboBox* m_metrics;
  QStackedWidget* m_stack;
  TileMap* m_tiles;
  SliceChart* m_slice;
  TextTable* m_capacities;
  FigureTable* m_capacityTable;
  TextTable* m_mix;
  FigureTable* m_mixTable;
  TextTable* m_routing;
  FigureTable* m_routingTable;
  View m_view = View::best;
  Metric m_metric = Metric::e2e;
  std::optional<CellKey> m_cell;
  GpuColours m_colours;
  std::shared_ptr<const WhatIfInput> m_drawn;  // the input whose slice is drawn
  std::optional<CellKey> m_drawnCell;
  std::optional<std::pair<Metric, Statistic>> m_drawnMetric;
};

// The six, for a choice of the metric that a view is about.
QComboBox* newMetricChoice(QWidget* parent = nullptr);

}  // namespace headroom::ui
