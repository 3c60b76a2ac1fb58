// A metric against rate, input or output tokens for several GPU types, with the SLO as a line that can be
// dragged.
//
//   chart->setAxes({.title = "requests/s"}, {.title = "seconds", .unit = "s"});
//   chart->setSeries(lines);                          // ChartSeries with marks = PointMarks::origin
//   chart->setSlo(Slo{"E2E P99", 20});
//   connect(chart, &SliceChart::sloDragged, slider, &SloSlider::setValue);
//
// Keys: Up and Down move the SLO by one step of its second digit, Page Up and Page Down by ten.
#pragma once

#include "ui/plots/line_chart.h"

namespace headroom::ui {

struct Slo {
  QString name;             // "E2E P99"
  double bound = 0;         // in the unit of the y axis, above 0
  bool lowerBound = false;  // what lies below it fails: throughput
  bool operator==(const Slo&) const = default;
};

class SliceChart : public LineChart {
  Q_OBJECT

 public:
  explicit SliceChart(QWidget* parent = nullptr);

  // Emits nothing. While the person drags, the line follows the mouse and the axis stands still.
  void setSlo(const std::optional<Slo>& slo);
  const std::optional<Slo>& slo() const { return m_slo; }
  // False: the SLO is shown and cannot be moved here.
  void setSloMovable(bool movable) { m_movable = movable; }
  // A vertical line: the rate that the maps are shown at.
  void setMark(std::optional<double> x, const QString& label = {});

 signals:
  void sloDragged(double bound);   // at each step; to three significant digits
  void sloReleased(double bound);  // when the mouse lets go, or a key was pressed: one undo step

 protected:
  void drawOver(const Canvas& canvas, const Frame& frame) const override;
  std::pair<double, double> yLimits(double low, double high) const override;
  QString description() const override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  bool overSlo(const QPointF& position) const;
  QRectF tag(const Frame& frame) const;
  double sloPixel(const Frame& frame) const;
  void moveSlo(double bound);

  std::optional<Slo> m_slo;
  std::optional<double> m_mark;
  QString m_markLabel;
  bool m_movable = true;
  std::optional<std::pair<double, double>> m_frozen;  // y limits while dragging
};

}  // namespace headroom::ui
