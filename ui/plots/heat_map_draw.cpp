// How a heat map is painted, back to front: hatching, cells, contours, signs, the border of what passes,
// marks.
#include "ui/plots/heat_map.h"
#include "ui/theme/fonts.h"
#include "ui/theme/numbers.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace headroom::ui {

namespace {

constexpr double legendHeight = 24;
constexpr double footerLine = 17;

}  // namespace

double HeatMap::below() const {
  double height = m_legend ? legendHeight : 0;
  if (m_footer == Footer::counts) height += footerLine + 3;
  if (m_footer == Footer::readOut) height += 2 * footerLine + 3;
  return height;
}

void HeatMap::draw(const Canvas& canvas, const QRectF& area) const {
  const GridFrame cells = frame(area, below());
  if (!m_data || columns() == 0 || rows() == 0) {
    drawHatch(canvas, area.adjusted(0, 2, 0, -2));
    canvas.painter.setFont(ui::font(TextStyle::body));
    canvas.painter.setPen(canvas.colours.dim);
    canvas.painter.drawText(area, Qt::AlignCenter, tr("nothing measured yet"));
    return;
  }
  drawCells(canvas, cells);
  if (m_contours) drawContours(canvas, cells);
  drawSigns(canvas, cells);
  drawFrontier(canvas, cells);
  drawAxes(canvas, cells);
  drawMarks(canvas, cells);
  // Both lines of a read-out are whole only close below the axis where no legend stands between.
  double top = area.bottom() - below() + (m_legend ? 6 : 3);
  if (m_legend) {
    drawLegend(canvas, QRectF(area.left(), top, area.width(), legendHeight - 6));
    top += legendHeight - 3;
  }
  if (m_footer != Footer::none)
    drawFooter(canvas, QRectF(area.left(), top, area.width(), area.bottom() - top));
}

void HeatMap::drawCells(const Canvas& canvas, const GridFrame& frame) const {
  drawHatches(canvas, frame, [this](Index index) { return m_data->kind(flat(index)) == CellKind::missing; });
  const QImage& image = cache(canvas.colours).cells;
  if (!canvas.vector) {
    canvas.painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    canvas.painter.drawImage(frame.plot, image);
    return;
  }
  // Viewers smooth an enlarged image; rectangles stay cells.
  canvas.painter.setRenderHint(QPainter::Antialiasing, false);
  for (int row = 0; row < rows(); ++row)
    for (int column = 0; column < columns(); ++column)
      if (const QRgb colour = image.pixel(column, rows() - 1 - row); qAlpha(colour) != 0)
        canvas.painter.fillRect(frame.cell(column, row), QColor::fromRgb(colour));
}

void HeatMap::drawContours(const Canvas& canvas, const GridFrame& frame) const {
  const QPainterPath& lines = cache(canvas.colours).contours;
  if (lines.isEmpty()) return;
  // From cell units to pixels; row 0 is at the bottom.
  const QTransform toPixels(frame.cellWidth(), 0, 0, -frame.cellHeight(),
                            frame.plot.left() + frame.cellWidth() / 2,
                            frame.plot.bottom() - frame.cellHeight() / 2);
  QPainter& painter = canvas.painter;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  const QColor line = m_mode == MapMode::magnitude || canvas.colours.dark ? QColor(255, 255, 255, 215)
                                                                          : QColor(60, 66, 76, 150);
  // Round joins would cost more than all the rest, and nobody sees them at this width.
  painter.setPen(QPen(line, 1.2, Qt::SolidLine, Qt::FlatCap, Qt::BevelJoin));
  painter.setBrush(Qt::NoBrush);
  painter.drawPath(toPixels.map(lines));
  painter.restore();
}

void HeatMap::drawSigns(const Canvas& canvas, const GridFrame& frame) const {
  QPainter& painter = canvas.painter;
  const double side = std::min(frame.cellWidth(), frame.cellHeight());
  const QImage& image = cache(canvas.colours).cells;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  // Where there is room, a failing cell says which SLO it fails.
  const auto named = [&](std::size_t cell, const QRectF& rect) {
    return !m_data->verdicts.empty() && m_data->verdicts[cell] == Verdict::bad && !m_data->binding.empty() &&
           rect.width() >= 58 && rect.height() >= 30;
  };
  // Dots of the predicted cells and the crosses of the failing ones are drawn together: one call each, not
  // hundreds.
  std::vector<QRectF> dots[2];
  std::vector<QLineF> crosses;
  for (int row = 0; row < rows(); ++row)
    for (int column = 0; column < columns(); ++column) {
      const std::size_t cell = flat({column, row});
      const CellKind kind = m_data->kind(cell);
      if (kind == CellKind::missing) continue;
      const QColor fill = QColor::fromRgb(image.pixel(column, rows() - 1 - row));
      const bool lightInk = inkOn(fill).lightness() > 127;
      const QRectF rect = frame.cell(column, row);
      const Verdict verdict = m_data->verdicts.empty() ? Verdict::none : m_data->verdicts[cell];
      if (kind == CellKind::predicted && side >= 5) {
        const int across = std::clamp(static_cast<int>(rect.width() / 8), 1, 8);
        const int down = std::clamp(static_cast<int>(rect.height() / 8), 1, 8);
        const QRectF text = named(cell, rect) ? rect.adjusted(6, 8, -6, -8) : QRectF();
        for (int i = 0; i < across; ++i)
          for (int k = 0; k < down; ++k)
            if (!text.contains(rect.left() + (i + 0.5) * rect.width() / across,
                               rect.top() + (k + 0.5) * rect.height() / down))
              dots[lightInk].emplace_back(rect.left() + (i + 0.5) * rect.width() / across - 0.75,
                                          rect.top() + (k + 0.5) * rect.height() / down - 0.75, 1.5, 1.5);
      }
      if (kind == CellKind::interpolated && side >= 6 && verdict != Verdict::bad &&
          verdict != Verdict::warn) {
        QColor ink = inkOn(fill);
        ink.setAlpha(200);
        painter.setPen(QPen(ink, 1.1));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(rect.center(), std::min(2.6, side / 4), std::min(2.6, side / 4));
      }
      if (verdict == Verdict::bad || verdict == Verdict::warn) {
        const double size = std::clamp(side * 0.42, 5.0, 11.0);
        QRectF sign(0, 0, size, size);
        sign.moveCenter(rect.center());
        painter.setPen(verdictColour(verdict, canvas.colours));
        if (named(cell, rect)) {
          sign.translate(0, -7);
          painter.setFont(ui::font(TextStyle::axis));
          painter.drawText(rect.adjusted(2, rect.height() / 2 - 2, -2, 0), Qt::AlignHCenter | Qt::AlignTop,
                           QFontMetricsF(painter.font())
                               .elidedText(m_data->binding[cell], Qt::ElideRight, rect.width() - 6));
        }
        if (verdict == Verdict::bad) {
          sign.adjust(size * 0.12, size * 0.12, -size * 0.12, -size * 0.12);
          crosses.emplace_back(sign.topLeft(), sign.bottomRight());
          crosses.emplace_back(sign.topRight(), sign.bottomLeft());
        } else {
          drawVerdictSign(painter, verdict, sign);
        }
      }
    }
  for (const int light : {0, 1}) {
    QColor ink = light ? QColor(Qt::white) : QColor(0x14171c);
    ink.setAlpha(light ? 150 : 130);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink);
    painter.setRenderHint(QPainter::Antialiasing, canvas.vector || painter.device()->devicePixelRatioF() > 1);
    painter.drawRects(dots[light].data(), static_cast<int>(dots[light].size()));
  }
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(canvas.colours.bad, std::clamp(side * 0.07, 1.2, 1.8), Qt::SolidLine, Qt::FlatCap));
  painter.drawLines(crosses.data(), static_cast<int>(crosses.size()));
  painter.restore();
}

void HeatMap::drawFrontier(const Canvas& canvas, const GridFrame& frame) const {
  if (m_data->verdicts.empty()) return;
  const auto fails = [&](int column, int row) {
    const std::size_t cell = flat({column, row});
    return m_data->kind(cell) != CellKind::missing && m_data->verdicts[cell] == Verdict::bad;
  };
  const auto known = [&](int column, int row) {
    return m_data->kind(flat({column, row})) != CellKind::missing;
  };
  QPainterPath border;
  for (int row = 0; row < rows(); ++row)
    for (int column = 0; column < columns(); ++column) {
      const QRectF rect = frame.cell(column, row);
      if (column + 1 < columns() && known(column, row) && known(column + 1, row) &&
          fails(column, row) != fails(column + 1, row)) {
        border.moveTo(rect.topRight());
        border.lineTo(rect.bottomRight());
      }
      if (row + 1 < rows() && known(column, row) && known(column, row + 1) &&
          fails(column, row) != fails(column, row + 1)) {
        border.moveTo(rect.topLeft());
        border.lineTo(rect.topRight());
      }
    }
  canvas.painter.save();
  canvas.painter.setRenderHint(QPainter::Antialiasing);
  canvas.painter.setBrush(Qt::NoBrush);
  canvas.painter.setPen(QPen(canvas.colours.bad, 2, Qt::SolidLine, Qt::SquareCap));
  canvas.painter.drawPath(border);
  canvas.painter.restore();
}

void HeatMap::drawLegend(const Canvas& canvas, const QRectF& rect) const {
  QPainter& painter = canvas.painter;
  const ValueRange span = range();
  painter.setFont(ui::font(TextStyle::secondary));
  painter.setPen(canvas.colours.dim);
  const QString low = compact(span.low, 2), high = numberText(span.high);
  const QFontMetricsF metrics(painter.font());
  const double lowWidth = metrics.horizontalAdvance(low), highWidth = metrics.horizontalAdvance(high);
  painter.drawText(rect, Qt::AlignLeft | Qt::AlignVCenter, low);
  painter.drawText(rect, Qt::AlignRight | Qt::AlignVCenter, high);
  QRectF bar(rect.left() + lowWidth + 8, rect.center().y() - 4, rect.width() - lowWidth - highWidth - 16, 8);
  if (bar.width() < 24) return;
  const ColourMap map = colourMap(canvas.colours);
  QLinearGradient gradient(bar.topLeft(), bar.topRight());
  for (int i = 0; i <= 16; ++i) gradient.setColorAt(i / 16.0, map.at(i / 16.0));
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(gradient);
  painter.drawRoundedRect(bar, 2, 2);
  // Where the contours are.
  if (m_contours)
    for (const double level : cache(canvas.colours).levels) {
      const double x = bar.left() + fraction(level) * bar.width();
      if (x < bar.left() + 2 || x > bar.right() - 2) continue;
      const QColor under = map.at(fraction(level));
      QColor ink = inkOn(under);
      ink.setAlpha(150);
      painter.setPen(QPen(ink, 1));
      painter.drawLine(QPointF(x, bar.top() + 1.5), QPointF(x, bar.bottom() - 1.5));
    }
  if (m_mode != MapMode::magnitude) {
    painter.setPen(QPen(canvas.colours.text, 1));
    painter.drawLine(QPointF(bar.center().x(), bar.top() - 2), QPointF(bar.center().x(), bar.bottom() + 2));
  }
  painter.restore();
}

void HeatMap::drawFooter(const Canvas& canvas, const QRectF& rect) const {
  QPainter& painter = canvas.painter;
  painter.setFont(ui::font(TextStyle::secondary));
  painter.setPen(canvas.colours.dim);
  const QFontMetricsF secondary(painter.font());
  if (m_footer == Footer::counts) {
    painter.drawText(rect, Qt::AlignLeft | Qt::AlignTop,
                     secondary.elidedText(countsText(), Qt::ElideRight, rect.width()));
    return;
  }
  const auto cell = canvas.target == Target::screen && hovered() && find(*hovered()) ? hovered() : picked();
  const auto index = cell ? find(*cell) : std::nullopt;
  if (!index) {
    painter.drawText(rect, Qt::AlignLeft | Qt::AlignTop,
                     secondary.elidedText(countsText(), Qt::ElideRight, rect.width()));
    return;
  }
  const std::size_t place = flat(*index);
  const bool known = m_data->kind(place) != CellKind::missing;
  const Verdict verdict = m_data->verdicts.empty() || !known ? Verdict::none : m_data->verdicts[place];
  // The value stands out; what it is about and how it was come by stay quiet.
  QRectF line(rect.left(), rect.top(), rect.width(), footerLine);
  const QString name = tr("%1: ").arg(cellName(*cell));
  painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, name);
  line.setLeft(line.left() + secondary.horizontalAdvance(name));
  QFont strong = ui::font(TextStyle::secondary);
  strong.setWeight(QFont::DemiBold);
  painter.setFont(strong);
  painter.setPen(canvas.colours.text);
  painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                   QFontMetricsF(strong).elidedText(known ? valueText(place) : tr("nothing known"),
                                                    Qt::ElideRight, line.width()));
  if (!known) return;
  line = QRectF(rect.left(), rect.top() + footerLine, rect.width(), footerLine);
  painter.setPen(verdict == Verdict::bad || verdict == Verdict::warn ? verdictColour(verdict, canvas.colours)
                                                                     : canvas.colours.dim);
  painter.setFont(ui::font(TextStyle::secondary));
  painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, footerText(*cell, line.width()));
}

QString HeatMap::footerText(const CellKey& cell, double width) const {
  const auto index = find(cell);
  if (!index || !m_data || m_data->kind(flat(*index)) == CellKind::missing) return {};
  const std::size_t place = flat(*index);
  const Verdict verdict = m_data->verdicts.empty() ? Verdict::none : m_data->verdicts[place];
  const QString binding = m_data->binding.empty() ? QString() : m_data->binding[place];
  const QString sign = verdictSign(verdict), origin = kindWord(m_data->kind(place));
  QStringList choices;
  if (binding.isEmpty()) {
    if (verdict != Verdict::none) choices << tr("%1 %2 · %3").arg(sign, verdictWord(verdict), origin);
    choices << (sign.isEmpty() ? origin : tr("%1 %2").arg(sign, origin));
  } else {
    if (verdict == Verdict::bad)
      choices << tr("%1 fails %2 · %3").arg(sign, binding, origin);
    else if (verdict == Verdict::warn)
      choices << tr("%1 unsure of %2 · %3").arg(sign, binding, origin);
    else if (verdict == Verdict::good)
      choices << tr("%1 keeps · held by %2 · %3").arg(sign, binding, origin);
    choices << (sign.isEmpty() ? tr("%1 · %2").arg(binding, origin)
                               : tr("%1 %2 · %3").arg(sign, binding, origin));
  }
  const QFontMetricsF metrics(ui::font(TextStyle::secondary));
  for (const QString& choice : choices)
    if (metrics.horizontalAdvance(choice) <= width) return choice;
  return metrics.elidedText(choices.back(), Qt::ElideRight, width);
}

}  // namespace headroom::ui
