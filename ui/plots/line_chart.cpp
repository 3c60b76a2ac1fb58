#include "ui/plots/line_chart.h"

#include "ui/plots/chart_scene.h"
#include "ui/theme/fonts.h"
#include "ui/theme/numbers.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <limits>

namespace headroom::ui {

namespace {

constexpr double legendRow = 18;
constexpr double swatch = 14;
constexpr double axisTitle = 16;

QString valueText(const ChartAxis& axis, double value) {
  return axis.kind == AxisKind::tokens ? tokenLabel(value) : quantity(value, axis.unit);
}

// Gaps are equal to gaps, though NaN is not equal to itself.
bool same(const ChartSeries& a, const ChartSeries& b) {
  const auto samePoint = [](const QPointF& p, const QPointF& q) {
    return p.x() == q.x() && (p.y() == q.y() || (std::isnan(p.y()) && std::isnan(q.y())));
  };
  return a.name == b.name && a.colour == b.colour && a.predicted == b.predicted && a.stroke == b.stroke &&
         a.width == b.width && a.steps == b.steps && a.marks == b.marks &&
         std::ranges::equal(a.points, b.points, samePoint);
}

}  // namespace

LineChart::LineChart(QWidget* parent) : Plot(parent) { describe(); }

LineChart::~LineChart() = default;

void LineChart::changed() {
  m_stale = true;
  describe();
  update();
}

void LineChart::setAxes(const ChartAxis& x, const ChartAxis& y) {
  if (m_x == x && m_y == y) return;
  m_x = x;
  m_y = y;
  changed();
}

void LineChart::replaceSeries(std::vector<ChartSeries> series) {
  m_series = std::move(series);
  m_stale = true;
  update();
}

void LineChart::setSeries(std::vector<ChartSeries> series) {
  if (std::ranges::equal(series, m_series, same)) return;
  m_series = std::move(series);
  m_hover.reset();
  changed();
}

void LineChart::setLegendVisible(bool visible) {
  m_legend = visible;
  update();
}

int LineChart::droppedPoints() const {
  int dropped = 0;
  for (const ChartSeries& series : m_series)
    for (const QPointF& point : series.points)
      if ((m_x.kind != AxisKind::linear && point.x() <= 0) ||
          (m_y.kind != AxisKind::linear && point.y() <= 0))
        ++dropped;
  return dropped;
}

std::pair<double, double> LineChart::yLimits(double low, double high) const {
  if (!(low <= high)) return {0, 1};
  if (m_y.kind != AxisKind::linear) {
    const double power = std::pow(10.0, std::floor(std::log10(low)));
    const double below = low >= 5 * power ? 5 * power : low >= 2 * power ? 2 * power : power;
    const double above = roundUp(high);
    return {below, above > below ? above : below * 10};
  }
  if (low >= 0) return {0, high > 0 ? roundUp(high) : 1};
  const double reach = std::max(std::abs(low), std::abs(high));
  return {-roundUp(reach), high > 0 ? roundUp(reach) : 0};
}

LineChart::Frame LineChart::frame(const QRectF& area) const {
  double xLow = std::numeric_limits<double>::infinity(), xHigh = -xLow, yLow = xLow, yHigh = -xLow;
  for (const ChartSeries& series : m_series)
    for (const QPointF& point : series.points) {
      const double x = axisPosition(m_x.kind, point.x()), y = axisPosition(m_y.kind, point.y());
      if (!std::isfinite(x) || !std::isfinite(y)) continue;
      xLow = std::min(xLow, point.x());
      xHigh = std::max(xHigh, point.x());
      yLow = std::min(yLow, point.y());
      yHigh = std::max(yHigh, point.y());
    }
  if (!(xLow <= xHigh)) xLow = m_x.kind == AxisKind::linear ? 0 : 1, xHigh = 10;
  if (m_x.kind == AxisKind::linear && xLow > 0 && xLow < xHigh * 0.2) xLow = 0;
  if (xLow == xHigh) m_x.kind == AxisKind::linear ? (xLow -= 1, xHigh += 1) : (xLow /= 2, xHigh *= 2);
  const auto [low, high] = yLimits(yLow, yHigh);
  Frame frame;
  frame.xLow = axisPosition(m_x.kind, m_x.low.value_or(xLow));
  frame.xHigh = axisPosition(m_x.kind, m_x.high.value_or(xHigh));
  // Marks at the ends are whole only with some room beside them.
  if (std::ranges::any_of(m_series,
                          [](const ChartSeries& series) { return series.marks != PointMarks::none; })) {
    const double room = (frame.xHigh - frame.xLow) * 0.025;
    if (!m_x.low && !(m_x.kind == AxisKind::linear && xLow == 0)) frame.xLow -= room;
    if (!m_x.high) frame.xHigh += room;
  }
  frame.yLow = axisPosition(m_y.kind, m_y.low.value_or(low));
  frame.yHigh = axisPosition(m_y.kind, m_y.high.value_or(high));
  if (!(frame.xLow < frame.xHigh)) frame.xHigh = frame.xLow + 1;
  if (!(frame.yLow < frame.yHigh)) frame.yHigh = frame.yLow + 1;

  // The widest label decides the left margin, so nothing is cut and maps in a column line up.
  double label = 20;
  for (const Tick& tick :
       axisTicks(m_y.kind, axisValue(m_y.kind, frame.yLow), axisValue(m_y.kind, frame.yHigh), 6))
    label = std::max(label, QFontMetricsF(ui::font(TextStyle::axis)).horizontalAdvance(tick.label));
  const double legend = legendHeight(area.width());
  frame.legend = QRectF(area.left(), area.top(), area.width(), legend);
  const double left = (m_y.title.isEmpty() ? 0 : axisTitle) + label + 10;
  const double bottom = 20 + (m_x.title.isEmpty() ? 0 : axisTitle);
  frame.plot = area.adjusted(std::ceil(left), legend + 8, -14, -bottom);
  if (frame.plot.width() < 10) frame.plot.setWidth(10);
  if (frame.plot.height() < 10) frame.plot.setHeight(10);
  return frame;
}

QPointF LineChart::toPixels(const Frame& frame, const QPointF& value) const {
  const double x = (axisPosition(m_x.kind, value.x()) - frame.xLow) / (frame.xHigh - frame.xLow);
  const double y = (axisPosition(m_y.kind, value.y()) - frame.yLow) / (frame.yHigh - frame.yLow);
  return {frame.plot.left() + x * frame.plot.width(), frame.plot.bottom() - y * frame.plot.height()};
}

double LineChart::valueAt(const Frame& frame, double pixelY) const {
  const double share = (frame.plot.bottom() - pixelY) / frame.plot.height();
  return axisValue(m_y.kind, frame.yLow + share * (frame.yHigh - frame.yLow));
}

void LineChart::draw(const Canvas& canvas, const QRectF& area) const {
  const Frame frame = this->frame(area);
  QPainter& painter = canvas.painter;
  std::unique_ptr<ChartScene> own;
  const bool onScreen = canvas.target == Target::screen;
  std::unique_ptr<ChartScene>& scene = onScreen ? m_scene : own;
  if (!scene) scene = std::make_unique<ChartScene>();
  const bool moved = scene->setLayout(
      {canvas.size, frame.plot, frame.xLow, frame.xHigh, frame.yLow, frame.yHigh}, m_x, m_y, canvas.colours);
  // Hover and an SLO that moves repaint often and leave the lines as they are.
  if (moved || !onScreen || m_stale) scene->setSeries(m_series, m_x, m_y, canvas.colours);
  if (onScreen) m_stale = false;
  scene->paint(painter);
  painter.setFont(ui::font(TextStyle::axis));
  painter.setPen(canvas.colours.dim);
  if (!m_x.title.isEmpty())
    painter.drawText(QRectF(frame.plot.left(), area.bottom() - axisTitle, frame.plot.width(), axisTitle),
                     Qt::AlignCenter, m_x.title);
  if (!m_y.title.isEmpty() &&
      QFontMetricsF(painter.font()).horizontalAdvance(m_y.title) <= frame.plot.height()) {
    painter.save();
    painter.translate(area.left(), frame.plot.bottom());
    painter.rotate(-90);
    painter.drawText(QRectF(0, 0, frame.plot.height(), axisTitle - 2), Qt::AlignCenter, m_y.title);
    painter.restore();
  }
  if (m_series.empty()) {
    painter.setFont(ui::font(TextStyle::body));
    painter.drawText(frame.plot, Qt::AlignCenter, tr("nothing to draw yet"));
  }
  drawLegend(canvas, frame.legend);
  drawOver(canvas, frame);
  if (onScreen) drawHover(canvas, frame);
}

QString LineChart::legendNote() const {
  const int dropped = droppedPoints();
  return dropped > 0 ? tr("%1 not shown: 0 or less on a log axis").arg(dropped) : QString();
}

double LineChart::legendHeight(double width) const {
  if (!m_legend) return 0;
  const QFontMetricsF metrics(ui::font(TextStyle::axis));
  double x = 0, rows = 1;
  const auto place = [&](double wide) {
    if (x > 0 && x + wide > width) {
      x = 0;
      ++rows;
    }
    x += wide + 16;
  };
  bool any = false;
  for (const ChartSeries& series : m_series)
    if (!series.name.isEmpty()) {
      place(swatch + 6 + metrics.horizontalAdvance(series.name));
      any = true;
    }
  if (!legendNote().isEmpty()) {
    place(std::min(width, metrics.horizontalAdvance(legendNote())));
    any = true;
  }
  return any ? rows * legendRow : 0;
}

void LineChart::drawLegend(const Canvas& canvas, const QRectF& rect) const {
  if (rect.height() <= 0) return;
  QPainter& painter = canvas.painter;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setFont(ui::font(TextStyle::axis));
  const QFontMetricsF metrics(painter.font());
  double x = rect.left(), y = rect.top();
  const auto place = [&](double wide) {
    if (x > rect.left() && x - rect.left() + wide > rect.width()) {
      x = rect.left();
      y += legendRow;
    }
    const QRectF spot(x, y, wide, legendRow);
    x += wide + 16;
    return spot;
  };
  for (const ChartSeries& series : m_series) {
    if (series.name.isEmpty()) continue;
    const QRectF spot = place(swatch + 6 + metrics.horizontalAdvance(series.name));
    QPen pen(series.colour.isValid() ? series.colour : canvas.colours.text, 2.4, Qt::SolidLine, Qt::FlatCap);
    if (series.stroke == Stroke::dashed) pen.setDashPattern({2, 1});
    if (series.stroke == Stroke::dotted) pen.setDashPattern({0.8, 0.8});
    painter.setPen(pen);
    painter.drawLine(QPointF(spot.left(), spot.center().y()),
                     QPointF(spot.left() + swatch, spot.center().y()));
    painter.setPen(canvas.colours.dim);
    painter.drawText(spot.adjusted(swatch + 6, 0, 8, 0), Qt::AlignLeft | Qt::AlignVCenter, series.name);
  }
  if (const QString note = legendNote(); !note.isEmpty()) {
    const QRectF spot = place(std::min(rect.width(), metrics.horizontalAdvance(note)));
    painter.setPen(canvas.colours.warn);
    painter.drawText(spot.adjusted(0, 0, 8, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(note, Qt::ElideRight, spot.width() + 2));
  }
  painter.restore();
}

void LineChart::drawOver(const Canvas&, const Frame&) const {}

void LineChart::drawHover(const Canvas& canvas, const Frame& frame) const {
  QPainter& painter = canvas.painter;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setBrush(Qt::NoBrush);
  if (m_hover) {
    const double x = toPixels(frame, {*m_hover, axisValue(m_y.kind, frame.yLow)}).x();
    if (x >= frame.plot.left() - 1 && x <= frame.plot.right() + 1) {
      painter.setPen(QPen(canvas.colours.dim, 1, Qt::DotLine));
      painter.drawLine(QPointF(x, frame.plot.top()), QPointF(x, frame.plot.bottom()));
      for (const ChartSeries& series : m_series)
        for (const QPointF& point : series.points) {
          if (point.x() != *m_hover) continue;
          const QPointF spot = toPixels(frame, point);
          if (!frame.plot.adjusted(-1, -1, 1, 1).contains(spot)) continue;
          painter.setPen(QPen(canvas.colours.card, 2));
          painter.setBrush(series.colour.isValid() ? series.colour : canvas.colours.text);
          painter.drawEllipse(spot, 4.5, 4.5);
        }
    }
  }
  painter.setBrush(Qt::NoBrush);
  if (hasFocus()) {
    painter.setPen(QPen(canvas.colours.accent, 2));
    painter.drawRoundedRect(frame.plot.adjusted(-3, -3, 3, 3), 3, 3);
  }
  painter.restore();
}

std::vector<double> LineChart::xValues() const {
  std::vector<double> values;
  for (const ChartSeries& series : m_series)
    for (const QPointF& point : series.points)
      if (std::isfinite(axisPosition(m_x.kind, point.x())) &&
          std::isfinite(axisPosition(m_y.kind, point.y())))
        values.push_back(point.x());
  std::ranges::sort(values);
  values.erase(std::ranges::unique(values).begin(), values.end());
  return values;
}

QString LineChart::readOut(double x) const {
  QStringList parts;
  double shown = x;
  for (const ChartSeries& series : m_series) {
    const QPointF* nearest = nullptr;
    std::size_t place = 0;
    for (std::size_t i = 0; i < series.points.size(); ++i) {
      const QPointF& point = series.points[i];
      if (std::isfinite(point.y()) && (!nearest || std::abs(point.x() - x) < std::abs(nearest->x() - x))) {
        nearest = &point;
        place = i;
      }
    }
    if (!nearest) continue;
    shown = nearest->x();
    QString text = series.name.isEmpty() ? valueText(m_y, nearest->y())
                                         : tr("%1 %2").arg(series.name, valueText(m_y, nearest->y()));
    if (place < series.predicted.size() && series.predicted[place]) text += tr(" (predicted)");
    parts << text;
  }
  if (parts.isEmpty()) return {};
  const QString where = m_x.unit.isEmpty() && !m_x.title.isEmpty()
                            ? valueText(m_x, shown) + QLatin1Char(' ') + m_x.title
                            : valueText(m_x, shown);
  return tr("%1: %2").arg(where, parts.join(QStringLiteral(" · ")));
}

QString LineChart::description() const {
  QStringList names;
  for (const ChartSeries& series : m_series)
    if (!series.name.isEmpty()) names << series.name;
  QString text = tr("Line chart of %1 against %2: %3.")
                     .arg(m_y.title.isEmpty() ? tr("values") : m_y.title,
                          m_x.title.isEmpty() ? tr("an axis") : m_x.title,
                          names.isEmpty() ? tr("no lines") : names.join(QStringLiteral(", ")));
  if (m_hover) text += QLatin1Char(' ') + readOut(*m_hover);
  if (const QString note = legendNote(); !note.isEmpty()) text += QLatin1Char(' ') + note;
  return text;
}

QByteArray LineChart::csv() const {
  QByteArray text = "series," + csvField(m_x.title.isEmpty() ? QStringLiteral("x") : m_x.title) + ',' +
                    csvField(m_y.title.isEmpty() ? QStringLiteral("y") : m_y.title) + ",origin\r\n";
  for (const ChartSeries& series : m_series)
    for (std::size_t i = 0; i < series.points.size(); ++i)
      text += csvField(series.name) + ',' + csvNumber(series.points[i].x()) + ',' +
              csvNumber(series.points[i].y()) +
              (i < series.predicted.size() && series.predicted[i] ? ",predicted\r\n" : ",measured\r\n");
  return text;
}

void LineChart::setHover(std::optional<double> x) {
  if (m_hover == x) return;
  m_hover = x;
  update();
}

bool LineChart::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    if (m_hover)
      QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), readOut(*m_hover), this);
    else
      QToolTip::hideText();
    return true;
  }
  return Plot::event(event);
}

void LineChart::mouseMoveEvent(QMouseEvent* event) {
  const Frame frame = this->frame(area());
  if (!frame.plot.adjusted(-4, -4, 4, 4).contains(event->position())) return setHover(std::nullopt);
  std::optional<double> nearest;
  double best = 40;  // pixels: farther than this is nowhere
  for (const double x : xValues()) {
    const double away = std::abs(toPixels(frame, {x, 1}).x() - event->position().x());
    if (away < best) {
      best = away;
      nearest = x;
    }
  }
  setHover(nearest);
}

void LineChart::leaveEvent(QEvent*) { setHover(std::nullopt); }

void LineChart::focusInEvent(QFocusEvent* event) {
  Plot::focusInEvent(event);
  update();
}

void LineChart::focusOutEvent(QFocusEvent* event) {
  Plot::focusOutEvent(event);
  setHover(std::nullopt);
  update();
}

void LineChart::keyPressEvent(QKeyEvent* event) {
  const std::vector<double> values = xValues();
  if (values.empty()) return Plot::keyPressEvent(event);
  const auto place = m_hover ? std::ranges::lower_bound(values, *m_hover) - values.begin() : 0;
  const auto go = [&](std::ptrdiff_t to) {
    setHover(values[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(to, 0, std::ssize(values) - 1))]);
    describe();
  };
  switch (event->key()) {
    case Qt::Key_Left: return go(m_hover ? place - 1 : std::ssize(values) - 1);
    case Qt::Key_Right: return go(m_hover ? place + 1 : 0);
    case Qt::Key_Home: return go(0);
    case Qt::Key_End: return go(std::ssize(values) - 1);
    case Qt::Key_Escape:
      if (m_hover) return setHover(std::nullopt);
      break;
    default: break;
  }
  Plot::keyPressEvent(event);
}

}  // namespace headroom::ui
