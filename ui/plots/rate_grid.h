// Traffic on a grid: requests/s of each cell, to be looked at or painted.
//
//   auto data = std::make_shared<RateGridData>();
//   data->inputTokens = {64, 512}; data->outputTokens = {64, 512}; data->rates = {0, 1.5,   2, 0};
//   grid->setData(data);
//   grid->setPaintable(true);
//   grid->setBrush(2.5);
//   connect(grid, &RateGrid::painted, this, [](const QList<CellKey>& cells, double rate) { ... });
//
// A stroke of the mouse is one signal, at its end; the right button paints 0. Keys beside those of every
// grid: Return or Space paints the cell under the cursor, Delete clears it. The grid shows what setData()
// says and remembers nothing of what was painted.
#pragma once

#include "ui/plots/grid_plot.h"

#include <QList>

#include <memory>
#include <vector>

namespace headroom::ui {

struct RateGridData {
  std::vector<double> inputTokens, outputTokens;  // ascending
  std::vector<double> rates;     // requests/s, rows × columns, row by row from the smallest output
  std::vector<double> others;    // by the other rule of mapping, for read-outs; may be empty
  std::vector<bool> hasOutside;  // also holds what lies beyond the grid; may be empty
};

class RateGrid : public GridPlot {
  Q_OBJECT

 public:
  explicit RateGrid(QWidget* parent = nullptr);

  // Null or data that does not fit together: the grid is empty.
  void setData(std::shared_ptr<const RateGridData> data);
  const std::shared_ptr<const RateGridData>& data() const { return m_data; }
  // What `others` are: "nearest". For read-outs.
  void setOtherName(const QString& name) { m_otherName = name; }
  void setPaintable(bool paintable);
  void setBrush(double rate) { m_brush = rate; }
  double brush() const { return m_brush; }

  QString readOut(const CellKey& cell) const override;
  QByteArray csv() const override;
  QSize sizeHint() const override { return {320, 300}; }

 signals:
  void painted(const QList<headroom::ui::CellKey>& cells, double rate);

 protected:
  void draw(const Canvas& canvas, const QRectF& area) const override;
  QString description() const override;
  double below() const override { return 22; }

  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void paintAt(const QPointF& position);
  double rateOf(Index index) const;

  std::shared_ptr<const RateGridData> m_data;
  QString m_otherName;
  double m_most = 0;
  bool m_paintable = false;
  double m_brush = 1;
  // The stroke under way: its cells show what they will be.
  QList<CellKey> m_stroke;
  Qt::MouseButton m_button = Qt::NoButton;
};

}  // namespace headroom::ui
