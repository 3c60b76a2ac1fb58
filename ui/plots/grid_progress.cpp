#include "ui/plots/grid_progress.h"

#include "ui/theme/fonts.h"
#include "ui/theme/numbers.h"
#include "ui/theme/verdict.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace headroom::ui {

namespace {

QByteArray stateName(CellState state) {
  switch (state) {
    case CellState::waiting: return "waiting";
    case CellState::current: return "current";
    case CellState::done: return "done";
    case CellState::failed: return "failed";
    case CellState::skipped: return "skipped";
  }
  return {};
}

}  // namespace

GridProgress::GridProgress(QWidget* parent) : GridPlot(parent) { describe(); }

void GridProgress::setGrid(std::vector<double> inputTokens, std::vector<double> outputTokens) {
  GridPlot::setGrid(std::move(inputTokens), std::move(outputTokens));
  m_cells.assign(static_cast<std::size_t>(columns()) * static_cast<std::size_t>(rows()), CellProgress());
  describe();
  update();
}

void GridProgress::setCell(const CellKey& cell, const CellProgress& progress) {
  setCells({{cell, progress}});
}

void GridProgress::setCells(const std::vector<std::pair<CellKey, CellProgress>>& cells) {
  for (const auto& [cell, progress] : cells)
    if (const auto index = find(cell)) m_cells[flat(*index)] = progress;
  describe();
  update();
}

void GridProgress::setValues(const QString& unit, double low, double high) {
  m_unit = unit;
  m_low = low;
  m_high = high;
  update();
}

int GridProgress::done() const {
  int sum = 0;
  for (const CellProgress& cell : m_cells) sum += cell.done;
  return sum;
}

int GridProgress::total() const {
  int sum = 0;
  for (const CellProgress& cell : m_cells) sum += cell.total;
  return sum;
}

void GridProgress::drawCell(const Canvas& canvas, const QRectF& rect, const CellProgress& cell) const {
  QPainter& painter = canvas.painter;
  const QRectF tile = rect;
  const double share =
      cell.total > 0 ? std::clamp(static_cast<double>(cell.done) / cell.total, 0.0, 1.0) : 0.0;
  QColor fill = canvas.colours.hatchBase;
  if (cell.state != CellState::failed && cell.state != CellState::skipped &&
      (share > 0 || cell.state == CellState::done)) {
    const ColourMap map;
    fill = std::isnan(cell.value) || !(m_high > m_low) || !(m_low > 0) || !(cell.value > 0)
               ? canvas.colours.accent
               : map.at(std::log(cell.value / m_low) / std::log(m_high / m_low));
    // Fills from the bottom like a glass: what is above is still to come.
    const double height = cell.state == CellState::done ? tile.height() : std::round(tile.height() * share);
    painter.fillRect(QRectF(tile.left(), tile.bottom() - height, tile.width(), height), fill);
    if (height < tile.height() * 0.7) fill = canvas.colours.hatchBase;
  }
  const double side = std::min(rect.width(), rect.height());
  QRectF sign(0, 0, std::clamp(side * 0.42, 5.0, 11.0), std::clamp(side * 0.42, 5.0, 11.0));
  sign.moveCenter(rect.center());
  if (cell.state == CellState::failed) {
    painter.setPen(canvas.colours.bad);
    drawVerdictSign(painter, Verdict::bad, sign);
  } else if (cell.clientLimited || cell.errors) {
    painter.setPen(contrast(fill, canvas.colours.warn) >= 3 ? canvas.colours.warn : inkOn(fill));
    drawVerdictSign(painter, Verdict::warn, sign);
  } else if (cell.state == CellState::skipped) {
    painter.setPen(QPen(canvas.colours.dim, 1.4, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(QPointF(sign.left(), sign.center().y()), QPointF(sign.right(), sign.center().y()));
  }
}

void GridProgress::draw(const Canvas& canvas, const QRectF& area) const {
  const GridFrame cells = frame(area, below());
  if (m_cells.empty()) {
    drawHatch(canvas, area);
    canvas.painter.setPen(canvas.colours.dim);
    canvas.painter.setFont(ui::font(TextStyle::body));
    canvas.painter.drawText(area, Qt::AlignCenter, tr("no plan yet"));
    return;
  }
  QPainter& painter = canvas.painter;
  drawHatches(canvas, cells, [this](Index index) { return m_cells[flat(index)].state != CellState::done; });
  std::optional<Index> current;
  for (int row = 0; row < rows(); ++row)
    for (int column = 0; column < columns(); ++column) {
      drawCell(canvas, cells.cell(column, row), m_cells[flat({column, row})]);
      if (m_cells[flat({column, row})].state == CellState::current) current = Index{column, row};
    }
  drawAxes(canvas, cells);
  drawMarks(canvas, cells);
  if (current) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    const QRectF rect = cells.cell(current->column, current->row).adjusted(-1, -1, 1, 1);
    painter.setPen(QPen(canvas.colours.card, 4));
    painter.drawRect(rect);
    painter.setPen(QPen(canvas.colours.accent, 2));
    painter.drawRect(rect);
    painter.restore();
  }
  painter.setFont(ui::font(TextStyle::secondary));
  painter.setPen(canvas.colours.dim);
  const QRectF line(area.left(), area.bottom() - 17, area.width(), 17);
  painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                   QFontMetricsF(painter.font()).elidedText(footer(), Qt::ElideRight, line.width()));
}

QString GridProgress::footer() const {
  int waiting = 0, failed = 0, limited = 0;
  for (const CellProgress& cell : m_cells) {
    waiting += cell.state == CellState::waiting;
    failed += cell.state == CellState::failed;
    limited += cell.clientLimited;
  }
  QStringList parts{tr("%1 of %2 rates").arg(done()).arg(total())};
  if (waiting > 0) parts << tr("hatched: not measured yet");
  if (failed > 0) parts << tr("✕ %1 failed").arg(failed);
  if (limited > 0) parts << tr("⚠ %1 client-limited").arg(limited);
  return parts.join(QStringLiteral(" · "));
}

QString GridProgress::readOut(const CellKey& cell) const {
  const auto index = find(cell);
  if (!index) return {};
  const CellProgress& progress = m_cells[flat(*index)];
  QStringList parts{tr("%1 of %2 rates").arg(progress.done).arg(progress.total)};
  switch (progress.state) {
    case CellState::waiting: parts << tr("not measured yet"); break;
    case CellState::current: parts << tr("being measured now"); break;
    case CellState::done: parts << tr("done"); break;
    case CellState::failed: parts << tr("✕ failed"); break;
    case CellState::skipped: parts << tr("skipped, a neighbour already tells"); break;
  }
  if (std::isfinite(progress.value)) parts << quantity(progress.value, m_unit);
  if (progress.clientLimited) parts << tr("⚠ the client was the limit");
  if (progress.errors) parts << tr("⚠ some requests failed");
  if (!progress.note.isEmpty()) parts << progress.note;
  return tr("%1: %2").arg(cellName(cell), parts.join(QStringLiteral(", ")));
}

QString GridProgress::description() const {
  if (m_cells.empty()) return tr("Benchmark grid without a plan.");
  const QString cursor = cursorText();
  const QString text = tr("Benchmark grid, %1 by %2 cells: %3.").arg(columns()).arg(rows()).arg(footer());
  return cursor.isEmpty() ? text : text + QLatin1Char(' ') + cursor;
}

QByteArray GridProgress::csv() const {
  QByteArray text = "input_tokens,output_tokens,done,total,state,client_limited,errors," +
                    csvField(m_unit.isEmpty() ? QStringLiteral("value") : m_unit) + "\r\n";
  for (int row = 0; row < rows(); ++row)
    for (int column = 0; column < columns(); ++column) {
      const CellProgress& cell = m_cells[flat({column, row})];
      const CellKey place = key({column, row});
      text += csvNumber(place.inputTokens) + ',' + csvNumber(place.outputTokens) + ',' +
              QByteArray::number(cell.done) + ',' + QByteArray::number(cell.total) + ',' +
              stateName(cell.state) + ',' + (cell.clientLimited ? "yes," : "no,") +
              (cell.errors ? "yes," : "no,") + csvNumber(cell.value) + "\r\n";
    }
  return text;
}

}  // namespace headroom::ui
