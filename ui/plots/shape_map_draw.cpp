// How a shape map is painted, back to front: grid, shapes, clusters, cursor, legend.
#include "ui/plots/colour_map.h"
#include "ui/plots/shape_map.h"
#include "ui/theme/fonts.h"
#include "ui/theme/gpu_colours.h"
#include "ui/theme/numbers.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace headroom::ui {
namespace {

constexpr double leftSpace = 56, bottomSpace = 36, legendSpace = 24;
constexpr double largestDisc = 9, smallestDisc = 1.3;

}  // namespace

ShapeMap::Frame ShapeMap::frame(const QRectF& area) const {
  Frame frame{area.adjusted(leftSpace, 4, -4, -bottomSpace - legendSpace), m_window};
  QRectF& plot = frame.plot;
  plot.setWidth(std::max(1.0, plot.width()));
  plot.setHeight(std::max(1.0, plot.height()));
  // Whole pixels to each cell where there are enough, so that the lattice is even; what is left over shows
  // more of it.
  if (const double cell = std::floor(plot.width() / m_window.columns()); cell >= 2) {
    const int columns = static_cast<int>(plot.width() / cell);
    frame.window.lastInput += columns - m_window.columns();
    plot.setWidth(columns * cell);
  }
  if (const double cell = std::floor(plot.height() / m_window.rows()); cell >= 2) {
    const int rows = static_cast<int>(plot.height() / cell);
    frame.window.lastOutput += rows - m_window.rows();
    plot.setTop(plot.bottom() - rows * cell);
  }
  plot.moveTopLeft({std::round(plot.left()), std::round(plot.top())});
  return frame;
}

QPointF ShapeMap::toPixels(const Frame& frame, double inputTenth, double outputTenth) {
  return {frame.plot.left() + (inputTenth - frame.window.firstInput + 0.5) * frame.column(),
          frame.plot.bottom() - (outputTenth - frame.window.firstOutput + 0.5) * frame.row()};
}

// The first seven clusters have a colour of their own; the others share one, and are told by their numbers.
QColor ShapeMap::groupColour(int group, const Colours& colours) const {
  if (group < 0) return colours.dim;
  return group < GpuColours::distinct ? okabeIto(group) : colours.accent;
}

QColor ShapeMap::densityColour(double rate, const Colours& colours) const {
  static const ColourMap viridis(ColourScheme::viridis);
  static const ColourMap reversed(ColourScheme::viridis, true);
  const double span = m_most > m_least ? std::log(m_most / m_least) : 0;
  const double fraction = span > 0 ? std::log(rate / m_least) / span : 1;
  // The least must be seen beside the empty ground: that is light in one theme and dark in the other.
  return (colours.dark ? viridis : reversed).at(0.12 + 0.88 * fraction);
}

void ShapeMap::draw(const Canvas& canvas, const QRectF& area) const {
  const Frame cells = frame(area);
  if (!m_data || m_data->shapes.empty()) {
    canvas.painter.setFont(ui::font(TextStyle::body));
    canvas.painter.setPen(canvas.colours.dim);
    canvas.painter.drawText(area, Qt::AlignCenter, tr("no request seen yet"));
    return;
  }
  drawGrid(canvas, cells);
  if (m_mode == ShapeMode::density) {
    drawDensity(canvas, cells);
  } else if (canvas.target == Target::screen) {
    const double scale = canvas.painter.device()->devicePixelRatioF();
    const QSize wanted = (cells.plot.size() * scale).toSize();
    if (!m_cache || !m_cache->forPixels || m_cache->dark != canvas.colours.dark || m_cache->size != wanted) {
      QImage image(wanted, QImage::Format_ARGB32_Premultiplied);
      image.setDevicePixelRatio(scale);
      image.fill(Qt::transparent);
      QPainter painter(&image);
      drawScatter(painter, {QRectF(QPointF(), cells.plot.size()), cells.window}, canvas.colours);
      m_cache = Cache{std::move(image), canvas.colours.dark, true, wanted};
    }
    canvas.painter.drawImage(cells.plot.topLeft(), m_cache->image);
  } else {
    drawScatter(canvas.painter, cells, canvas.colours);
  }
  drawGroups(canvas, cells);
  drawCursor(canvas, cells);
  drawLegend(canvas, QRectF(area.left() + leftSpace, area.bottom() - legendSpace + 4,
                            area.width() - leftSpace - 4, legendSpace - 4));
}

void ShapeMap::drawGrid(const Canvas& canvas, const Frame& frame) const {
  QPainter& painter = canvas.painter;
  const QRectF& plot = frame.plot;
  const Window& window = frame.window;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing, false);
  painter.setPen(QPen(canvas.colours.line, 1));
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(plot);
  const double column = frame.column(), row = frame.row();
  const auto lines = [&](const std::vector<double>& tokens, int first, int last) {
    std::vector<double> tenths;
    for (const double one : tokens)
      if (const double tenth = std::log2(one) * 10; tenth > first && tenth < last) tenths.push_back(tenth);
    if (tokens.empty())
      for (int tenth = first; tenth <= last; tenth += 10) tenths.push_back(tenth);
    return tenths;
  };
  for (const double tenth : lines(m_data->inputTokens, window.firstInput, window.lastInput)) {
    const double x = std::round(toPixels(frame, tenth, window.firstOutput).x());
    painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
  }
  for (const double tenth : lines(m_data->outputTokens, window.firstOutput, window.lastOutput)) {
    const double y = std::round(toPixels(frame, window.firstInput, tenth).y());
    painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
  }
  painter.setFont(ui::font(TextStyle::axis));
  painter.setPen(canvas.colours.dim);
  const int everyColumn = std::max(1, static_cast<int>(std::ceil(36 / (10 * column))));
  for (int power = window.firstInput / 10; power * 10 <= window.lastInput; power += everyColumn) {
    const double x = toPixels(frame, power * 10, window.firstOutput).x();
    painter.drawText(QRectF(x - 30, plot.bottom() + 4, 60, 14), Qt::AlignCenter,
                     tokenLabel(std::exp2(power)));
  }
  const int everyRow = std::max(1, static_cast<int>(std::ceil(16 / (10 * row))));
  for (int power = window.firstOutput / 10; power * 10 <= window.lastOutput; power += everyRow) {
    const double y = toPixels(frame, window.firstInput, power * 10).y();
    painter.drawText(QRectF(plot.left() - 66, y - 7, 60, 14), Qt::AlignRight | Qt::AlignVCenter,
                     tokenLabel(std::exp2(power)));
  }
  painter.drawText(QRectF(plot.left(), plot.bottom() + 18, plot.width(), 16), Qt::AlignCenter,
                   tr("input tokens"));
  painter.translate(plot.left() - leftSpace + 2, plot.bottom());
  painter.rotate(-90);
  painter.drawText(QRectF(0, 0, plot.height(), 14), Qt::AlignCenter, tr("output tokens"));
  painter.restore();
}

void ShapeMap::drawDensity(const Canvas& canvas, const Frame& frame) const {
  if (canvas.vector) {
    canvas.painter.setRenderHint(QPainter::Antialiasing, false);
    const QSizeF cell(frame.column(), frame.row());
    for (const RequestShape& shape : m_data->shapes) {
      if (!(shape.rate > 0)) continue;
      QRectF rect(QPointF(), cell);
      rect.moveCenter(toPixels(frame, shape.inputTenth, shape.outputTenth));
      canvas.painter.fillRect(rect, densityColour(shape.rate, canvas.colours));
    }
    return;
  }
  const QSize size(frame.window.columns(), frame.window.rows());
  if (!m_cache || m_cache->forPixels || m_cache->dark != canvas.colours.dark || m_cache->size != size) {
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    for (const RequestShape& shape : m_data->shapes)
      if (shape.rate > 0)
        image.setPixelColor(shape.inputTenth - frame.window.firstInput,
                            frame.window.lastOutput - shape.outputTenth,
                            densityColour(shape.rate, canvas.colours));
    m_cache = Cache{std::move(image), canvas.colours.dark, false, size};
  }
  canvas.painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
  canvas.painter.drawImage(frame.plot, m_cache->image);
}

void ShapeMap::drawScatter(QPainter& painter, const Frame& frame, const Colours& colours) const {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  // Large ones first, so that none is hidden; by group, so that the brush changes seldom.
  std::vector<const RequestShape*> order;
  order.reserve(m_data->shapes.size());
  for (const RequestShape& shape : m_data->shapes)
    if (shape.rate > 0) order.push_back(&shape);
  std::ranges::stable_sort(order,
                           [](const RequestShape* a, const RequestShape* b) { return a->rate > b->rate; });
  int group = -2;
  for (const RequestShape* shape : order) {
    if (shape->group != group) {
      group = shape->group;
      QColor colour = groupColour(group, colours);
      painter.setPen(group < 0 ? QPen(colour, 1) : Qt::NoPen);
      colour.setAlphaF(0.72);
      painter.setBrush(group < 0 ? Qt::NoBrush : QBrush(colour));
    }
    const double radius =
        std::max(group < 0 ? 2.2 : smallestDisc, largestDisc * std::sqrt(shape->rate / m_most));
    painter.drawEllipse(toPixels(frame, shape->inputTenth, shape->outputTenth), radius, radius);
  }
  painter.restore();
}

void ShapeMap::drawGroups(const Canvas& canvas, const Frame& frame) const {
  QPainter& painter = canvas.painter;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  QFont badge = ui::font(TextStyle::axis);
  badge.setWeight(QFont::DemiBold);
  painter.setFont(badge);
  const double column = frame.column(), row = frame.row();
  for (std::size_t i = 0; i < m_data->groups.size(); ++i) {
    const ShapeGroup& group = m_data->groups[i];
    const QPointF centre = toPixels(frame, group.log2Input * 10, group.log2Output * 10);
    const bool picked = static_cast<int>(i) == m_picked;
    // Two standard deviations in each direction: where most of it lies.
    const QColor colour = groupColour(static_cast<int>(i), canvas.colours);
    painter.setBrush(Qt::NoBrush);
    const double rx = std::max(8.0, 20 * group.inputSpread * column),
                 ry = std::max(8.0, 20 * group.outputSpread * row);
    if (!canvas.vector) painter.setClipRect(frame.plot);
    painter.setPen(QPen(canvas.colours.card, picked ? 5 : 3.6));
    painter.drawEllipse(centre, rx, ry);
    painter.setPen(QPen(picked ? canvas.colours.accent : colour, picked ? 2.6 : 1.6));
    painter.drawEllipse(centre, rx, ry);
    painter.setClipping(false);
    const QString number = QString::number(i + 1);
    QRectF label(0, 0, std::max(16.0, QFontMetricsF(badge).horizontalAdvance(number) + 8), 16);
    label.moveCenter(centre);
    painter.setPen(QPen(canvas.colours.card, 1.4));
    painter.setBrush(picked ? canvas.colours.accent : colour);
    painter.drawRoundedRect(label, 8, 8);
    painter.setPen(picked ? canvas.colours.onAccent : inkOn(colour));
    painter.drawText(label, Qt::AlignCenter, number);
  }
  painter.restore();
}

void ShapeMap::drawCursor(const Canvas& canvas, const Frame& frame) const {
  if (canvas.target != Target::screen) return;
  QPainter& painter = canvas.painter;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  if (m_cursor) {
    const QPointF centre = toPixels(frame, m_cursor->input, m_cursor->output);
    const double x = std::round(centre.x()) + 0.5, y = std::round(centre.y()) + 0.5;
    QPen pen(canvas.colours.dim, 1);
    pen.setDashPattern({2, 2.5});
    painter.setPen(pen);
    painter.drawLine(QPointF(x, frame.plot.top()), QPointF(x, frame.plot.bottom()));
    painter.drawLine(QPointF(frame.plot.left(), y), QPointF(frame.plot.right(), y));
  }
  if (hasFocus()) {
    painter.setPen(QPen(canvas.colours.accent, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(frame.plot.adjusted(-3, -3, 3, 3), 3, 3);
  }
  painter.restore();
}

// The cursor's shape where there is one; else what the colours mean.
void ShapeMap::drawLegend(const Canvas& canvas, const QRectF& rect) const {
  QPainter& painter = canvas.painter;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setFont(ui::font(TextStyle::secondary));
  const QFontMetricsF metrics(painter.font());
  if (canvas.target == Target::screen && m_cursor) {
    painter.setPen(canvas.colours.text);
    painter.drawText(
        rect, Qt::AlignLeft | Qt::AlignVCenter,
        metrics.elidedText(readOut(m_cursor->input, m_cursor->output), Qt::ElideRight, rect.width()));
  } else if (m_mode == ShapeMode::density) {
    const QString low = compact(m_least, 2), high = quantity(m_most, tr("req/s per shape"), 2);
    painter.setPen(canvas.colours.dim);
    const double lowWidth = metrics.horizontalAdvance(low);
    const double width = std::min(140.0, rect.width() - lowWidth - metrics.horizontalAdvance(high) - 16);
    if (width >= 24) {
      painter.drawText(rect, Qt::AlignLeft | Qt::AlignVCenter, low);
      const QRectF bar(rect.left() + lowWidth + 8, rect.center().y() - 4, width, 8);
      QLinearGradient gradient(bar.topLeft(), bar.topRight());
      const double span = m_most > m_least ? m_most / m_least : 1;
      for (int i = 0; i <= 16; ++i)
        gradient.setColorAt(i / 16.0, densityColour(m_least * std::pow(span, i / 16.0), canvas.colours));
      painter.setPen(Qt::NoPen);
      painter.setBrush(gradient);
      painter.drawRoundedRect(bar, 2, 2);
      painter.setPen(canvas.colours.dim);
      painter.drawText(rect.adjusted(lowWidth + 16 + width, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, high);
    }
  } else {
    const double middle = rect.center().y();
    painter.setPen(Qt::NoPen);
    painter.setBrush(groupColour(0, canvas.colours));
    painter.drawEllipse(QPointF(rect.left() + 5, middle), 4, 4);
    const QString in = tr("in a cluster"), out = tr("in none");
    painter.setPen(canvas.colours.dim);
    painter.drawText(rect.adjusted(14, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, in);
    const double next = rect.left() + 14 + metrics.horizontalAdvance(in) + 18;
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(QPointF(next + 5, middle), 3.5, 3.5);
    painter.drawText(
        QRectF(next + 14, rect.top(), rect.right() - next - 14, rect.height()),
        Qt::AlignLeft | Qt::AlignVCenter,
        metrics.elidedText(tr("%1; larger = more req/s").arg(out), Qt::ElideRight, rect.right() - next - 14));
  }
  painter.restore();
}

}  // namespace headroom::ui
