#include "ui/plots/slice_chart.h"

#include "ui/theme/fonts.h"
#include "ui/theme/numbers.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace headroom::ui {

namespace {

double rounded(double value, int digits) {
  if (!(value > 0)) return value;
  const double scale = std::pow(10.0, digits - 1 - std::floor(std::log10(value)));
  return std::round(value * scale) / scale;
}

}  // namespace

SliceChart::SliceChart(QWidget* parent) : LineChart(parent) {}

void SliceChart::setSlo(const std::optional<Slo>& slo) {
  if (m_slo == slo) return;
  m_slo = slo;
  describe();
  update();
}

void SliceChart::setMark(std::optional<double> x, const QString& label) {
  m_mark = x;
  m_markLabel = label;
  update();
}

std::pair<double, double> SliceChart::yLimits(double low, double high) const {
  if (m_frozen) return *m_frozen;
  if (!m_slo || !(m_slo->bound > 0)) return LineChart::yLimits(low, high);
  const double bound = m_slo->bound;
  if (!(low <= high))
    return LineChart::yLimits(yAxis().kind == AxisKind::linear ? 0 : bound / 10, bound * 1.5);
  // The bound stays in sight with room to drag, and one saturated point does not press the rest to the floor.
  if (yAxis().kind == AxisKind::linear && low >= 0)
    return LineChart::yLimits(low, std::clamp(high, bound * 1.3, std::max(bound * 2.5, low * 2)));
  return LineChart::yLimits(std::min(low, bound * 0.7), std::max(high, bound * 1.4));
}

double SliceChart::sloPixel(const Frame& frame) const {
  const double at = (axisPosition(yAxis().kind, m_slo->bound) - frame.yLow) / (frame.yHigh - frame.yLow);
  return frame.plot.bottom() - std::clamp(at, 0.0, 1.0) * frame.plot.height();
}

QRectF SliceChart::tag(const Frame& frame) const {
  const QFontMetricsF metrics(ui::font(TextStyle::axis));
  const double width =
      metrics.horizontalAdvance(tr("SLO %1").arg(compactQuantity(m_slo->bound, yAxis().unit))) + 22;
  QRectF rect(frame.plot.right() - width, sloPixel(frame) - 19, width, 17);
  if (rect.top() < frame.plot.top()) rect.moveTop(sloPixel(frame) + 2);
  return rect;
}

void SliceChart::drawOver(const Canvas& canvas, const Frame& frame) const {
  QPainter& painter = canvas.painter;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setFont(ui::font(TextStyle::axis));
  if (m_mark) {
    const double x = toPixels(frame, {*m_mark, axisValue(yAxis().kind, frame.yLow)}).x();
    if (x >= frame.plot.left() && x <= frame.plot.right()) {
      painter.setPen(QPen(canvas.colours.dim, 1, Qt::DashLine));
      painter.drawLine(QPointF(x, frame.plot.top()), QPointF(x, frame.plot.bottom()));
      painter.drawText(QRectF(x + 4, frame.plot.top(), 120, 14), Qt::AlignLeft | Qt::AlignTop, m_markLabel);
    }
  }
  if (m_slo && m_slo->bound > 0) {
    const double y = sloPixel(frame);
    const QColor colour = canvas.colours.bad;
    // The side that fails is tinted, lightly: which one it is needs no legend.
    QColor tint = colour;
    tint.setAlpha(canvas.colours.dark ? 18 : 12);
    painter.fillRect(m_slo->lowerBound ? QRectF(QPointF(frame.plot.left(), y), frame.plot.bottomRight())
                                       : QRectF(frame.plot.topLeft(), QPointF(frame.plot.right(), y)),
                     tint);
    QPen pen(colour, 1.6, Qt::SolidLine, Qt::FlatCap);
    pen.setDashPattern({4, 2.5});
    painter.setPen(pen);
    painter.drawLine(QPointF(frame.plot.left(), y), QPointF(frame.plot.right(), y));
    const QRectF label = tag(frame);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawRoundedRect(label, 3, 3);
    // A grip: it can be taken.
    painter.setPen(QPen(canvas.colours.onVerdict, 1));
    if (m_movable)
      for (const double row : {-2.5, 0.0, 2.5})
        painter.drawLine(QPointF(label.left() + 5, label.center().y() + row),
                         QPointF(label.left() + 11, label.center().y() + row));
    painter.drawText(label.adjusted(m_movable ? 10 : 0, 0, 0, 0), Qt::AlignCenter,
                     tr("SLO %1").arg(compactQuantity(m_slo->bound, yAxis().unit)));
  }
  painter.restore();
}

bool SliceChart::overSlo(const QPointF& position) const {
  if (!m_slo || !m_movable || !(m_slo->bound > 0)) return false;
  const Frame frame = this->frame(area());
  if (tag(frame).contains(position)) return true;
  return position.x() >= frame.plot.left() && position.x() <= frame.plot.right() &&
         std::abs(position.y() - sloPixel(frame)) <= 5;
}

void SliceChart::moveSlo(double bound) {
  if (!(bound > 0) || bound == m_slo->bound) return;
  m_slo->bound = bound;
  describe();
  update();
  emit sloDragged(bound);
}

void SliceChart::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !overSlo(event->position()))
    return LineChart::mousePressEvent(event);
  const Frame now = frame(area());
  m_frozen = {axisValue(yAxis().kind, now.yLow), axisValue(yAxis().kind, now.yHigh)};
}

void SliceChart::mouseMoveEvent(QMouseEvent* event) {
  if (!m_frozen || !m_slo) {
    if (m_movable) setCursor(overSlo(event->position()) ? Qt::SizeVerCursor : Qt::ArrowCursor);
    return LineChart::mouseMoveEvent(event);
  }
  const Frame now = frame(area());
  // One pixel above the axis at the least: a bound of 0 would mean nothing.
  const double y = std::clamp(event->position().y(), now.plot.top(), now.plot.bottom() - 1);
  moveSlo(rounded(valueAt(now, y), 3));
}

void SliceChart::mouseReleaseEvent(QMouseEvent* event) {
  if (!m_frozen || event->button() != Qt::LeftButton) return LineChart::mouseReleaseEvent(event);
  m_frozen.reset();
  update();
  if (m_slo) emit sloReleased(m_slo->bound);
}

void SliceChart::keyPressEvent(QKeyEvent* event) {
  const int steps = event->key() == Qt::Key_Up         ? 1
                    : event->key() == Qt::Key_Down     ? -1
                    : event->key() == Qt::Key_PageUp   ? 10
                    : event->key() == Qt::Key_PageDown ? -10
                                                       : 0;
  if (steps == 0 || !m_slo || !m_movable || !(m_slo->bound > 0)) return LineChart::keyPressEvent(event);
  const double step = std::pow(10.0, std::floor(std::log10(m_slo->bound) + 1e-9) - 1);
  double bound = rounded(m_slo->bound + steps * step, 3);
  // Below a power of ten the step is a tenth: 1.0 goes down to 0.99, not to nothing.
  if (bound <= 0 || bound < m_slo->bound / 2) bound = rounded(m_slo->bound / 2, 2);
  moveSlo(bound);
  emit sloReleased(m_slo->bound);
}

QString SliceChart::description() const {
  QString text = LineChart::description();
  if (m_slo)
    text +=
        QLatin1Char(' ') + tr("SLO %1 at %2.").arg(m_slo->name, compactQuantity(m_slo->bound, yAxis().unit));
  return text;
}

}  // namespace headroom::ui
