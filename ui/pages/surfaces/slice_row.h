// Below the maps: the quantity against rate and against tokens at the linked cell, and all that is known of
// it.
//
//   row->show(set, CellKey{1024, 512}, colours);
//   connect(row, &SliceRow::sloDragged, this, [this](Metric metric, double bound) { … });   // in core's unit
#pragma once

#include "ui/pages/surfaces/slices.h"
#include "ui/widgets/plot_menu.h"

#include <QStringList>
#include <QWidget>

#include <memory>

class QLabel;

namespace headroom::ui {

class Card;
class CellModel;
class FigureTable;
class Segments;

class SliceRow : public QWidget {
  Q_OBJECT

 public:
  // `failed`: told when a plot cannot be saved from its menu.
  explicit SliceRow(TellError failed, QWidget* parent = nullptr);

  void show(const std::shared_ptr<const SurfaceSet>& set, const CellKey& cell, const GpuColours& colours);
  using QWidget::show;

  SliceChart* rateChart() const { return m_rate; }
  SliceChart* tokensChart() const { return m_tokens; }

 signals:
  void sloDragged(headroom::Metric metric, double bound);
  void sloReleased();  // the end of a drag
  void alongChosen(headroom::ui::SurfaceChoice::Along along);

 private:
  void showRate(const SurfaceSet& set, const CellKey& cell, const GpuColours& colours);
  void showTokens(const SurfaceSet& set, const CellKey& cell, const GpuColours& colours);

  void fitColumns();

  SliceChart* m_rate;
  SliceChart* m_tokens;
  Card* m_rateCard;
  Card* m_tokensCard;
  Segments* m_along;
  Card* m_cellCard;
  CellModel* m_model;
  FigureTable* m_table;
  QStringList m_titles;  // of the cell's table
  std::optional<SloLine> m_slo;
};

}  // namespace headroom::ui
