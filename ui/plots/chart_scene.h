// Grid, axes and lines of a LineChart as Qt Charts draws them, without a view of its own: it is laid out for
// a rectangle and rendered by whichever painter comes. Not for use outside line_chart.cpp.
#pragma once

#include "ui/plots/line_chart.h"

#include <QGraphicsScene>

class QCategoryAxis;
class QChart;
class QLineSeries;
class QScatterSeries;
class QXYSeries;

namespace headroom::ui {

class ChartScene {
 public:
  ChartScene();
  ~ChartScene();

  struct Layout {
    QSizeF size;
    QRectF plot;
    double xLow, xHigh, yLow, yHigh;  // axis positions
    bool operator==(const Layout&) const = default;
  };

  // Axis labels, grid and colours. True when anything changed, so that the series must be set again.
  bool setLayout(const Layout& layout, const ChartAxis& x, const ChartAxis& y, const Colours& colours);
  // Lines and marks; decimated to the plot's pixels. After setLayout().
  void setSeries(const std::vector<ChartSeries>& series, const ChartAxis& x, const ChartAxis& y,
                 const Colours& colours);
  void paint(QPainter& painter);

 private:
  struct Ticks {
    std::vector<Tick> ticks;
    double low = 0, high = 0;
  };

  void setTicks(QCategoryAxis* axis, Ticks& shown, AxisKind kind, double low, double high, int wanted);
  QLineSeries* line();
  QScatterSeries* scatter();

  QGraphicsScene m_scene;
  QChart* m_chart;
  QCategoryAxis *m_xAxis, *m_yAxis;
  std::vector<QLineSeries*> m_lines;
  std::vector<QScatterSeries*> m_scatters;
  std::size_t m_usedLines = 0, m_usedScatters = 0;
  Layout m_layout{};
  Ticks m_xTicks, m_yTicks;
  const Colours* m_colours = nullptr;
};

}  // namespace headroom::ui
