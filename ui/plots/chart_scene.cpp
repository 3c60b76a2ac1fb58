#include "ui/plots/chart_scene.h"

#include "ui/plots/decimate.h"
#include "ui/theme/fonts.h"

#include <QCategoryAxis>
#include <QChart>
#include <QGraphicsLayout>
#include <QLegend>
#include <QLineSeries>
#include <QPainter>
#include <QScatterSeries>

#include <algorithm>
#include <cmath>

namespace headroom::ui {

namespace {

bool sameTicks(const std::vector<Tick>& a, const std::vector<Tick>& b) {
  return std::ranges::equal(
      a, b, [](const Tick& x, const Tick& y) { return x.value == y.value && x.label == y.label; });
}

// Positions on the axes, with the part outside [low, high] run along the edge: an SVG cannot clip.
QList<QPointF> clamped(const QList<QPointF>& points, double low, double high) {
  QList<QPointF> result;
  result.reserve(points.size());
  const auto crossing = [](const QPointF& a, const QPointF& b, double level) {
    const double share = (level - a.y()) / (b.y() - a.y());
    return QPointF(a.x() + share * (b.x() - a.x()), level);
  };
  for (qsizetype i = 0; i < points.size(); ++i) {
    if (i > 0) {
      const QPointF &a = points[i - 1], &b = points[i];
      const bool rising = b.y() > a.y();
      for (const double level : {rising ? low : high, rising ? high : low})
        if ((a.y() < level) != (b.y() < level) && a.y() != level && b.y() != level)
          result.append(crossing(a, b, level));
    }
    result.append({points[i].x(), std::clamp(points[i].y(), low, high)});
  }
  return result;
}

}  // namespace

ChartScene::ChartScene() : m_chart(new QChart), m_xAxis(new QCategoryAxis), m_yAxis(new QCategoryAxis) {
  m_scene.addItem(m_chart);
  m_chart->legend()->hide();
  m_chart->setBackgroundVisible(false);
  m_chart->setPlotAreaBackgroundVisible(false);
  m_chart->setMargins({});
  m_chart->layout()->setContentsMargins(0, 0, 0, 0);
  m_chart->addAxis(m_xAxis, Qt::AlignBottom);
  m_chart->addAxis(m_yAxis, Qt::AlignLeft);
  for (QCategoryAxis* axis : {m_xAxis, m_yAxis}) {
    axis->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    axis->setTruncateLabels(false);
    axis->setMinorGridLineVisible(false);
    axis->setShadesVisible(false);
    axis->setLabelsFont(font(TextStyle::axis));
  }
  m_xAxis->setGridLineVisible(false);
  m_yAxis->setLineVisible(false);
}

ChartScene::~ChartScene() = default;

void ChartScene::setTicks(QCategoryAxis* axis, Ticks& shown, AxisKind kind, double low, double high,
                          int wanted) {
  const std::vector<Tick> ticks = axisTicks(kind, axisValue(kind, low), axisValue(kind, high), wanted);
  if (!sameTicks(ticks, shown.ticks)) {
    for (const QString& label : axis->categoriesLabels()) axis->remove(label);
    axis->setStartValue(-1e300);
    for (const Tick& tick : ticks) axis->append(tick.label, axisPosition(kind, tick.value));
    shown.ticks = ticks;
    shown.low = shown.high = std::nan("");
  }
  if (shown.low != low || shown.high != high) {
    axis->setRange(low, high);
    shown.low = low;
    shown.high = high;
  }
}

bool ChartScene::setLayout(const Layout& layout, const ChartAxis& x, const ChartAxis& y,
                           const Colours& colours) {
  if (m_colours == &colours && m_layout == layout) return false;
  if (m_colours != &colours) {
    m_colours = &colours;
    for (QCategoryAxis* axis : {m_xAxis, m_yAxis}) {
      axis->setLabelsColor(colours.dim);
      axis->setGridLineColor(colours.line);
      axis->setLinePenColor(mixed(colours.line, colours.dim, 0.35));
    }
  }
  if (m_layout.size != layout.size || m_layout.plot != layout.plot) {
    m_chart->resize(layout.size);
    m_chart->setPlotArea(layout.plot);
    // Else the axes keep the plot area before this one until the next change.
    m_chart->layout()->invalidate();
    m_chart->layout()->activate();
    m_scene.setSceneRect(QRectF(QPointF(), layout.size));
  }
  m_layout = layout;
  setTicks(m_xAxis, m_xTicks, x.kind, layout.xLow, layout.xHigh,
           std::max(2, static_cast<int>(layout.plot.width() / (x.kind == AxisKind::tokens ? 44 : 62))));
  setTicks(m_yAxis, m_yTicks, y.kind, layout.yLow, layout.yHigh,
           std::max(2, static_cast<int>(layout.plot.height() / 30)));
  return true;
}

QLineSeries* ChartScene::line() {
  if (m_usedLines == m_lines.size()) {
    auto* series = new QLineSeries;
    m_chart->addSeries(series);
    series->attachAxis(m_xAxis);
    series->attachAxis(m_yAxis);
    m_lines.push_back(series);
  }
  return m_lines[m_usedLines++];
}

QScatterSeries* ChartScene::scatter() {
  if (m_usedScatters == m_scatters.size()) {
    auto* series = new QScatterSeries;
    m_chart->addSeries(series);
    series->attachAxis(m_xAxis);
    series->attachAxis(m_yAxis);
    m_scatters.push_back(series);
  }
  return m_scatters[m_usedScatters++];
}

void ChartScene::setSeries(const std::vector<ChartSeries>& all, const ChartAxis& x, const ChartAxis& y,
                           const Colours& colours) {
  m_usedLines = m_usedScatters = 0;
  const int pixels = std::max(1, static_cast<int>(m_layout.plot.width()));
  for (const ChartSeries& series : all) {
    const QColor colour = series.colour.isValid() ? series.colour : colours.text;
    const auto predicted = [&](std::size_t i) { return i < series.predicted.size() && series.predicted[i]; };
    QList<QPointF> marks[2];
    std::vector<QPointF> run;
    bool runPredicted = false;
    const auto flush = [&] {
      if (run.size() >= 2) {
        QLineSeries* drawn = line();
        QPen pen(colour, series.width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
        if (runPredicted || series.stroke == Stroke::dashed) pen.setDashPattern({3, 2.4});
        if (series.stroke == Stroke::dotted) pen.setDashPattern({0.1, 2});
        if (drawn->pen() != pen) drawn->setPen(pen);
        drawn->replace(clamped(decimated(run, pixels), m_layout.yLow, m_layout.yHigh));
      }
      run.clear();
    };
    for (std::size_t i = 0; i < series.points.size(); ++i) {
      const QPointF at(axisPosition(x.kind, series.points[i].x()),
                       axisPosition(y.kind, series.points[i].y()));
      if (!std::isfinite(at.x()) || !std::isfinite(at.y()) || at.x() < m_layout.xLow - 1e-9 ||
          at.x() > m_layout.xHigh + 1e-9) {
        flush();
        continue;
      }
      if (series.marks == PointMarks::origin && at.y() >= m_layout.yLow && at.y() <= m_layout.yHigh)
        marks[predicted(i)].append(at);
      // A line is as good as the weaker of its ends.
      const bool dashed = !run.empty() && (predicted(i) || predicted(i - 1));
      if (run.size() >= 2 && dashed != runPredicted) {
        const QPointF last = run.back();
        flush();
        run.push_back(last);
      }
      if (run.size() == 1) runPredicted = dashed;
      if (series.steps && !run.empty()) run.push_back({at.x(), run.back().y()});
      run.push_back(at);
    }
    flush();
    for (const bool open : {false, true}) {
      if (marks[open].isEmpty()) continue;
      QScatterSeries* drawn = scatter();
      drawn->setMarkerShape(open ? QScatterSeries::MarkerShapeRotatedRectangle
                                 : QScatterSeries::MarkerShapeCircle);
      drawn->setMarkerSize(open ? 8 : 6.5);
      drawn->setColor(open ? colours.card : colour);
      drawn->setPen(open ? QPen(colour, 1.4) : QPen(colours.card, 1));
      drawn->replace(marks[open]);
    }
  }
  for (std::size_t i = m_usedLines; i < m_lines.size(); ++i) m_lines[i]->clear();
  for (std::size_t i = m_usedScatters; i < m_scatters.size(); ++i) m_scatters[i]->clear();
}

void ChartScene::paint(QPainter& painter) {
  m_chart->layout()->activate();
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  m_scene.render(&painter, m_scene.sceneRect(), m_scene.sceneRect());
  painter.restore();
}

}  // namespace headroom::ui
