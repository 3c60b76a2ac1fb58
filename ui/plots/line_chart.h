// Lines against an axis: cost against load, a metric against rate. Qt Charts draws grid and lines; legend,
// read-out and whatever lies over them are our own.
//
//   chart->setAxes({.title = "requests/s"}, {.title = "$ per hour"});
//   chart->setSeries({{.name = "A10", .colour = colours.of("A10"), .points = {{0, 1.01}, {8, 2.02}}}});
#pragma once

#include "ui/plots/axis_ticks.h"
#include "ui/plots/plot.h"

#include <QPointF>

#include <memory>
#include <vector>

namespace headroom::ui {

class ChartScene;

struct ChartAxis {
  QString title;  // with the unit: "seconds"
  AxisKind kind = AxisKind::linear;
  std::optional<double> low = {}, high = {};  // from the points where absent
  QString unit = {};                          // after single numbers in read-outs: "s"
  bool operator==(const ChartAxis&) const = default;
};

enum class Stroke : unsigned char { solid, dashed, dotted };
enum class PointMarks : unsigned char {
  none,
  origin,  // a disc where measured, an open diamond where predicted
};

struct ChartSeries {
  QString name = {};
  QColor colour = {};
  std::vector<QPointF> points = {};  // ascending in x, in the axes' units; a y of NaN makes a gap
  std::vector<bool> predicted =
      {};  // one a point; empty: all measured. Lines between predicted ones are dashed
  Stroke stroke = Stroke::solid;
  double width = 1.8;
  bool steps = false;  // holds each value until the next x
  PointMarks marks = PointMarks::none;
};

class LineChart : public Plot {
  Q_OBJECT

 public:
  explicit LineChart(QWidget* parent = nullptr);
  ~LineChart() override;

  // Both do nothing where nothing is new: a page may set them at each step of a drag.
  void setAxes(const ChartAxis& x, const ChartAxis& y);
  // Lines are drawn in the order given, so the one that matters comes last. An invalid colour is the text
  // colour.
  void setSeries(std::vector<ChartSeries> series);
  const std::vector<ChartSeries>& series() const { return m_series; }
  void setLegendVisible(bool visible);

  // Points that a logarithmic axis cannot show, because they are 0 or less. The legend line says so too.
  int droppedPoints() const;
  // Every series at the point nearest to `x`.
  QString readOut(double x) const;

  QByteArray csv() const override;
  QSize sizeHint() const override { return {360, 230}; }
  QSize minimumSizeHint() const override { return {180, 120}; }

 protected:
  struct Frame {
    QRectF legend, plot;
    double xLow, xHigh, yLow, yHigh;  // positions on the axes, not values
  };

  void draw(const Canvas& canvas, const QRectF& area) const override;
  QString description() const override;
  // Drawn over the lines.
  virtual void drawOver(const Canvas& canvas, const Frame& frame) const;
  // The limits of the y axis in values, from those of the points; both NaN where there is none.
  virtual std::pair<double, double> yLimits(double low, double high) const;

  Frame frame(const QRectF& area) const;
  QPointF toPixels(const Frame& frame, const QPointF& value) const;
  double valueAt(const Frame& frame, double pixelY) const;  // of the y axis
  const ChartAxis& xAxis() const { return m_x; }
  const ChartAxis& yAxis() const { return m_y; }
  // Exchanges the points without a new description: for charts that change many times a second.
  void replaceSeries(std::vector<ChartSeries> series);
  void changed();

  bool event(QEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  std::vector<double> xValues() const;
  double legendHeight(double width) const;
  void drawLegend(const Canvas& canvas, const QRectF& rect) const;
  void drawHover(const Canvas& canvas, const Frame& frame) const;
  QString legendNote() const;
  void setHover(std::optional<double> x);

  std::vector<ChartSeries> m_series;
  ChartAxis m_x, m_y;
  bool m_legend = true;
  std::optional<double> m_hover;                // an x value of a point
  mutable std::unique_ptr<ChartScene> m_scene;  // of the screen; files get their own
  mutable bool m_stale = true;                  // the scene has other lines
};

}  // namespace headroom::ui
