#include "ui/plots/rate_grid.h"

#include "ui/plots/colour_map.h"
#include "ui/theme/fonts.h"
#include "ui/theme/numbers.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace headroom::ui {
namespace {

// Three decades below the most are told apart; less is all the same colour.
double fractionOf(double rate, double most) {
  return most > 0 ? std::clamp(1 + std::log10(rate / most) / 3, 0.0, 1.0) : 0;
}

}  // namespace

RateGrid::RateGrid(QWidget* parent) : GridPlot(parent) { describe(); }

void RateGrid::setData(std::shared_ptr<const RateGridData> data) {
  if (data) {
    const std::size_t cells = data->inputTokens.size() * data->outputTokens.size();
    if (data->rates.size() != cells || (!data->others.empty() && data->others.size() != cells) ||
        (!data->hasOutside.empty() && data->hasOutside.size() != cells))
      data.reset();
  }
  m_data = std::move(data);
  m_most = 0;
  if (m_data) {
    setGrid(m_data->inputTokens, m_data->outputTokens);
    for (const double rate : m_data->rates) m_most = std::max(m_most, rate);
  } else {
    setGrid({}, {});
  }
  describe();
  update();
}

void RateGrid::setPaintable(bool paintable) {
  m_paintable = paintable;
  setCursor(paintable ? Qt::CrossCursor : Qt::ArrowCursor);
  describe();
}

double RateGrid::rateOf(Index index) const {
  if (m_button != Qt::NoButton && m_stroke.contains(key(index)))
    return m_button == Qt::RightButton ? 0 : m_brush;
  return m_data->rates[flat(index)];
}

QString RateGrid::readOut(const CellKey& cell) const {
  const auto index = find(cell);
  if (!index || !m_data) return {};
  const double rate = rateOf(*index);
  QString text = tr("%1: %2").arg(cellName(cell), quantity(rate, tr("req/s")));
  if (!m_data->others.empty())
    if (const double other = m_data->others[flat(*index)]; std::abs(other - rate) > 1e-9 * (other + rate))
      text += tr(", %1 by %2").arg(quantity(other, tr("req/s")), m_otherName);
  if (!m_data->hasOutside.empty() && m_data->hasOutside[flat(*index)])
    text += tr(", some of it beyond the grid");
  return text;
}

QString RateGrid::description() const {
  if (!m_data) return tr("Traffic on a grid, without data.");
  const auto busy = std::ranges::count_if(m_data->rates, [](double rate) { return rate > 0; });
  const double sum = std::accumulate(m_data->rates.begin(), m_data->rates.end(), 0.0);
  QString text = tr("%1 in %n cell(s).", "", static_cast<int>(busy)).arg(quantity(sum, tr("req/s")));
  if (m_paintable)
    text += QLatin1Char(' ') + tr("Return paints the cell under the cursor, Delete clears it.");
  const QString cursor = cursorText();
  return cursor.isEmpty() ? text : text + QLatin1Char(' ') + cursor;
}

QByteArray RateGrid::csv() const {
  QByteArray text = "input_tokens,output_tokens,requests_per_s\r\n";
  for (int row = 0; m_data && row < rows(); ++row)
    for (int column = 0; column < columns(); ++column) {
      const CellKey place = key({column, row});
      text += csvNumber(place.inputTokens) + ',' + csvNumber(place.outputTokens) + ',' +
              csvNumber(m_data->rates[flat({column, row})]) + "\r\n";
    }
  return text;
}

void RateGrid::draw(const Canvas& canvas, const QRectF& area) const {
  QPainter& painter = canvas.painter;
  if (!m_data || columns() == 0 || rows() == 0) {
    painter.setFont(ui::font(TextStyle::body));
    painter.setPen(canvas.colours.dim);
    painter.drawText(area, Qt::AlignCenter, tr("no grid yet"));
    return;
  }
  static const ColourMap viridis(ColourScheme::viridis);
  static const ColourMap reversed(ColourScheme::viridis, true);
  const ColourMap& map = canvas.colours.dark ? viridis : reversed;
  const GridFrame cells = frame(area, below());
  QFont label = ui::font(TextStyle::axis);
  label.setPixelSize(10);
  painter.setFont(label);
  const QFontMetricsF metrics(label);
  const double most = std::max(m_most, m_button == Qt::LeftButton ? m_brush : 0);
  for (int row = 0; row < rows(); ++row)
    for (int column = 0; column < columns(); ++column) {
      const QRectF rect = cells.cell(column, row).adjusted(0, 0, -1, -1);
      const double rate = rateOf({column, row});
      if (!(rate > 0)) {
        painter.fillRect(rect, canvas.colours.background);
        continue;
      }
      const QColor fill = map.at(0.1 + 0.9 * fractionOf(rate, most));
      painter.fillRect(rect, fill);
      painter.setPen(inkOn(fill));
      // As exact as the cell is wide.
      const auto fits = [&](const QString& text) {
        return metrics.horizontalAdvance(text) <= rect.width() - 3;
      };
      QString text = compact(rate, 2);
      if (!fits(text)) text = compact(rate, 1);
      if (rect.height() >= 12 && fits(text)) painter.drawText(rect, Qt::AlignCenter, text);
      if (!m_data->hasOutside.empty() && m_data->hasOutside[flat({column, row})]) {
        // A turned corner in the colour of warnings, with an edge that is seen on every fill.
        const double side = std::clamp(std::min(rect.width(), rect.height()) / 3, 4.0, 9.0);
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(canvas.colours.card, 1));
        painter.setBrush(canvas.colours.warn);
        painter.drawPolygon(QPolygonF(
            {rect.topRight(), rect.topRight() - QPointF(side, 0), rect.topRight() + QPointF(0, side)}));
        painter.restore();
      }
    }
  drawAxes(canvas, cells);
  drawMarks(canvas, cells);
  // The cell under the cursor, else the sum.
  painter.setFont(ui::font(TextStyle::secondary));
  const QString cursor = canvas.target == Target::screen ? cursorText() : QString();
  painter.setPen(cursor.isEmpty() ? canvas.colours.dim : canvas.colours.text);
  const double sum = std::accumulate(m_data->rates.begin(), m_data->rates.end(), 0.0);
  const QString text = cursor.isEmpty() ? tr("%1 in all").arg(quantity(sum, tr("req/s"))) : cursor;
  painter.drawText(QRectF(area.left(), area.bottom() - 18, area.width(), 18),
                   Qt::AlignLeft | Qt::AlignVCenter,
                   QFontMetricsF(painter.font()).elidedText(text, Qt::ElideRight, area.width()));
}

void RateGrid::paintAt(const QPointF& position) {
  const GridFrame cells = frame(area(), below());
  if (!cells.plot.contains(position) || columns() == 0 || rows() == 0) return;
  const CellKey cell = key(
      {std::clamp(static_cast<int>((position.x() - cells.plot.left()) / cells.cellWidth()), 0, columns() - 1),
       std::clamp(static_cast<int>((cells.plot.bottom() - position.y()) / cells.cellHeight()), 0,
                  rows() - 1)});
  if (m_stroke.contains(cell)) return;
  m_stroke.append(cell);
  update();
}

void RateGrid::mousePressEvent(QMouseEvent* event) {
  const bool paints = event->button() == Qt::LeftButton || event->button() == Qt::RightButton;
  if (!m_paintable || !paints || m_button != Qt::NoButton) return GridPlot::mousePressEvent(event);
  m_button = event->button();
  paintAt(event->position());
}

void RateGrid::mouseMoveEvent(QMouseEvent* event) {
  GridPlot::mouseMoveEvent(event);
  if (m_button != Qt::NoButton) paintAt(event->position());
}

void RateGrid::mouseReleaseEvent(QMouseEvent* event) {
  if (m_button == Qt::NoButton || event->button() != m_button) return GridPlot::mouseReleaseEvent(event);
  const double rate = m_button == Qt::RightButton ? 0 : m_brush;
  m_button = Qt::NoButton;
  const QList<CellKey> cells = std::exchange(m_stroke, {});
  update();
  if (!cells.isEmpty()) emit painted(cells, rate);
}

void RateGrid::keyPressEvent(QKeyEvent* event) {
  const bool paints =
      event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space;
  const bool clears = event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace;
  const auto cursor = hovered() ? hovered() : picked();
  if (!m_paintable || !(paints || clears) || !cursor || !find(*cursor)) return GridPlot::keyPressEvent(event);
  emit painted({*cursor}, clears ? 0 : m_brush);
}

}  // namespace headroom::ui
