#include "ui/plots/grid_plot.h"

#include "ui/theme/fonts.h"
#include "ui/theme/numbers.h"

#include <QCoreApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace headroom::ui {

namespace {

constexpr double axisTitle = 16;   // height of an axis title
constexpr double tickGap = 6;      // between cells and labels
constexpr double tickHeight = 14;  // of a label

// Every how many cells a label fits.
int stride(double cell, double needed) {
  return std::max(1, static_cast<int>(std::ceil(needed / std::max(cell, 0.1))));
}

double widestLabel(const std::vector<double>& tokens) {
  const QFontMetricsF metrics(font(TextStyle::axis));
  double width = 0;
  for (const double value : tokens) width = std::max(width, metrics.horizontalAdvance(tokenLabel(value)));
  return width;
}

}  // namespace

QString cellName(const CellKey& cell) {
  return QCoreApplication::translate("GridPlot", "%1 out × %2 in")
      .arg(tokenLabel(cell.outputTokens), tokenLabel(cell.inputTokens));
}

GridPlot::GridPlot(QWidget* parent) : Plot(parent) {}

void GridPlot::setGrid(std::vector<double> inputTokens, std::vector<double> outputTokens) {
  m_inputs = std::move(inputTokens);
  m_outputs = std::move(outputTokens);
  m_inputLabel = widestLabel(m_inputs);
  m_outputLabel = widestLabel(m_outputs);
}

std::optional<GridPlot::Index> GridPlot::find(const CellKey& cell) const {
  const auto column = std::lower_bound(m_inputs.begin(), m_inputs.end(), cell.inputTokens);
  const auto row = std::lower_bound(m_outputs.begin(), m_outputs.end(), cell.outputTokens);
  if (column == m_inputs.end() || *column != cell.inputTokens) return std::nullopt;
  if (row == m_outputs.end() || *row != cell.outputTokens) return std::nullopt;
  return Index{static_cast<int>(column - m_inputs.begin()), static_cast<int>(row - m_outputs.begin())};
}

CellKey GridPlot::key(Index index) const {
  return {m_inputs[static_cast<std::size_t>(index.column)], m_outputs[static_cast<std::size_t>(index.row)]};
}

void GridPlot::setPicked(std::optional<CellKey> cell) {
  if (m_picked == cell) return;
  m_picked = cell;
  describe();
  update();
}

void GridPlot::setHovered(std::optional<CellKey> cell) {
  if (m_hovered == cell) return;
  m_hovered = cell;
  update();
}

GridFrame GridPlot::frame(const QRectF& area, double below) const {
  const double left = axisTitle + m_outputLabel + tickGap;
  const double bottom = tickGap + tickHeight + axisTitle + below;
  QRectF plot = area.adjusted(left, 2, -2, -bottom);
  if (plot.width() < 1) plot.setWidth(1);
  if (plot.height() < 1) plot.setHeight(1);
  // Whole pixels to each cell, so edges are sharp; what is left over stays at the right and at the top.
  if (columns() > 0 && plot.width() / columns() >= 8)
    plot.setWidth(std::floor(plot.width() / columns()) * columns());
  if (rows() > 0 && plot.height() / rows() >= 8) {
    const double height = std::floor(plot.height() / rows()) * rows();
    plot.setTop(plot.bottom() - height);
  }
  plot.moveTopLeft({std::round(plot.left()), std::round(plot.top())});
  return {plot, columns(), rows()};
}

void GridPlot::drawAxes(const Canvas& canvas, const GridFrame& frame) const {
  QPainter& painter = canvas.painter;
  painter.setFont(ui::font(TextStyle::axis));
  painter.setPen(canvas.colours.dim);
  const double below = frame.plot.bottom() + tickGap;
  const int everyColumn = stride(frame.cellWidth(), m_inputLabel + 8);
  for (int column = 0; column < columns(); column += everyColumn) {
    const QRectF cell = frame.cell(column, 0);
    painter.drawText(QRectF(cell.center().x() - 40, below, 80, tickHeight),
                     Qt::AlignHCenter | Qt::AlignVCenter,
                     tokenLabel(m_inputs[static_cast<std::size_t>(column)]));
  }
  const int everyRow = stride(frame.cellHeight(), tickHeight + 2);
  for (int row = 0; row < rows(); row += everyRow) {
    const QRectF cell = frame.cell(0, row);
    painter.drawText(QRectF(frame.plot.left() - tickGap - 80, cell.center().y() - 7, 80, tickHeight),
                     Qt::AlignRight | Qt::AlignVCenter, tokenLabel(m_outputs[static_cast<std::size_t>(row)]));
  }
  painter.drawText(QRectF(frame.plot.left(), below + tickHeight, frame.plot.width(), axisTitle),
                   Qt::AlignCenter, tr("input tokens"));
  painter.save();
  painter.translate(frame.plot.left() - tickGap - m_outputLabel - axisTitle, frame.plot.bottom());
  painter.rotate(-90);
  painter.drawText(QRectF(0, 0, frame.plot.height(), axisTitle - 2), Qt::AlignCenter, tr("output tokens"));
  painter.restore();
}

void GridPlot::drawMarks(const Canvas& canvas, const GridFrame& frame) const {
  QPainter& painter = canvas.painter;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setBrush(Qt::NoBrush);
  const bool screen = canvas.target == Target::screen;
  const auto hovered = screen && m_hovered ? find(*m_hovered) : std::nullopt;
  const auto picked = m_picked ? find(*m_picked) : std::nullopt;
  // White with a dark edge: seen on every colour of the map and on the hatching of both themes.
  const auto twice = [&](const auto& shape, double width, Qt::PenStyle style) {
    painter.setPen(QPen(QColor(0, 0, 0, 110), width + 1.4, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    if (style == Qt::SolidLine) shape();
    QPen pen(Qt::white, width, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin);
    if (style == Qt::DotLine) {
      painter.setPen(QPen(QColor(0, 0, 0, 70), width + 1, Qt::SolidLine, Qt::FlatCap));
      shape();
      pen.setDashPattern({2, 2.5});
    }
    painter.setPen(pen);
    shape();
  };
  if (const auto cross = hovered ? hovered : picked) {
    const QPointF centre = frame.cell(cross->column, cross->row).center();
    const double x = std::round(centre.x()) + 0.5, y = std::round(centre.y()) + 0.5;
    twice(
        [&] {
          painter.drawLine(QPointF(x, frame.plot.top()), QPointF(x, frame.plot.bottom()));
          painter.drawLine(QPointF(frame.plot.left(), y), QPointF(frame.plot.right(), y));
        },
        1, Qt::DotLine);
  }
  if (hovered && hovered != picked)
    twice([&] { painter.drawRect(frame.cell(hovered->column, hovered->row).adjusted(0.5, 0.5, -0.5, -0.5)); },
          1, Qt::SolidLine);
  if (picked)
    twice([&] { painter.drawRect(frame.cell(picked->column, picked->row).adjusted(0, 0, 0, 0)); }, 2,
          Qt::SolidLine);
  if (screen && hasFocus()) {
    painter.setPen(QPen(canvas.colours.accent, 2));
    painter.drawRoundedRect(frame.plot.adjusted(-3, -3, 3, 3), 3, 3);
  }
  painter.restore();
}

void GridPlot::drawHatch(const Canvas& canvas, const QRectF& rect) {
  QPainter& painter = canvas.painter;
  painter.fillRect(rect, canvas.colours.hatchBase);
  constexpr double spacing = 6;
  QPainterPath lines;
  // x + y is constant along a line; multiples of the spacing meet the lines of neighbouring stripes.
  const double first = std::ceil((rect.left() + rect.top()) / spacing) * spacing;
  for (double sum = first; sum < rect.right() + rect.bottom(); sum += spacing) {
    const double x0 = std::max(rect.left(), sum - rect.bottom()),
                 x1 = std::min(rect.right(), sum - rect.top());
    if (x1 <= x0) continue;
    lines.moveTo(x0, sum - x0);
    lines.lineTo(x1, sum - x1);
  }
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(canvas.colours.hatchLine, 1, Qt::SolidLine, Qt::FlatCap));
  painter.setBrush(Qt::NoBrush);
  painter.drawPath(lines);
  painter.restore();
}

QString GridPlot::cursorText() const {
  const auto cell = m_hovered ? m_hovered : m_picked;
  return cell && find(*cell) ? readOut(*cell) : QString();
}

std::optional<GridPlot::Index> GridPlot::at(const QPointF& position) const {
  const GridFrame cells = frame(area(), below());
  if (!cells.plot.contains(position) || cells.columns == 0 || cells.rows == 0) return std::nullopt;
  return Index{
      std::clamp(static_cast<int>((position.x() - cells.plot.left()) / cells.cellWidth()), 0, columns() - 1),
      std::clamp(static_cast<int>((cells.plot.bottom() - position.y()) / cells.cellHeight()), 0, rows() - 1)};
}

QRectF GridPlot::cellRect(const CellKey& cell) const {
  const auto index = find(cell);
  return index ? frame(area(), below()).cell(index->column, index->row) : QRectF();
}

void GridPlot::hover(std::optional<CellKey> cell) {
  if (m_hovered == cell) return;
  setHovered(cell);
  emit cellHovered(m_hovered);
}

bool GridPlot::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    if (const auto index = at(help->pos())) {
      const GridFrame cells = frame(area(), below());
      QToolTip::showText(help->globalPos(), readOut(key(*index)), this,
                         cells.cell(index->column, index->row).toAlignedRect());
      return true;
    }
    QToolTip::hideText();
  }
  return Plot::event(event);
}

void GridPlot::mouseMoveEvent(QMouseEvent* event) {
  const auto index = at(event->position());
  hover(index ? std::optional(key(*index)) : std::nullopt);
}

void GridPlot::mousePressEvent(QMouseEvent* event) {
  const auto index = at(event->position());
  if (event->button() != Qt::LeftButton || !index) return Plot::mousePressEvent(event);
  setPicked(key(*index));
  emit cellPicked(*m_picked);
}

void GridPlot::leaveEvent(QEvent*) { hover(std::nullopt); }

void GridPlot::focusInEvent(QFocusEvent* event) {
  Plot::focusInEvent(event);
  update();
}

void GridPlot::focusOutEvent(QFocusEvent* event) {
  Plot::focusOutEvent(event);
  if (!underMouse()) hover(std::nullopt);
  update();
}

void GridPlot::keyPressEvent(QKeyEvent* event) {
  if (columns() == 0 || rows() == 0) return Plot::keyPressEvent(event);
  const auto cursor = m_hovered && find(*m_hovered) ? find(*m_hovered)
                      : m_picked                    ? find(*m_picked)
                                                    : std::optional<Index>();
  Index next = cursor.value_or(Index{0, 0});
  const auto step = [&](int dx, int dy) {
    if (!cursor) return;  // the first key only shows where the cursor is
    next.column = std::clamp(next.column + dx, 0, columns() - 1);
    next.row = std::clamp(next.row + dy, 0, rows() - 1);
  };
  switch (event->key()) {
    case Qt::Key_Left: step(-1, 0); break;
    case Qt::Key_Right: step(1, 0); break;
    case Qt::Key_Up: step(0, 1); break;
    case Qt::Key_Down: step(0, -1); break;
    case Qt::Key_Home: step(-columns(), 0); break;
    case Qt::Key_End: step(columns(), 0); break;
    case Qt::Key_PageUp: step(0, rows()); break;
    case Qt::Key_PageDown: step(0, -rows()); break;
    case Qt::Key_Escape:
      if (!m_hovered) return Plot::keyPressEvent(event);
      hover(std::nullopt);
      return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
      setPicked(key(next));
      emit cellPicked(*m_picked);
      return;
    default: return Plot::keyPressEvent(event);
  }
  hover(key(next));
  describe();
}

void linkCells(const std::vector<GridPlot*>& plots) {
  for (GridPlot* from : plots)
    for (GridPlot* to : plots) {
      if (from == to) continue;
      QObject::connect(from, &GridPlot::cellPicked, to, [to](const CellKey& cell) { to->setPicked(cell); });
      QObject::connect(from, &GridPlot::cellHovered, to,
                       [to](const std::optional<CellKey>& cell) { to->setHovered(cell); });
    }
}

void linkCells(std::initializer_list<GridPlot*> plots) { linkCells(std::vector<GridPlot*>(plots)); }

}  // namespace headroom::ui
