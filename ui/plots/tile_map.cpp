#include "ui/plots/tile_map.h"

#include "ui/theme/fonts.h"
#include "ui/theme/gpu_colours.h"
#include "ui/theme/numbers.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace headroom::ui {

TileMap::TileMap(QWidget* parent) : GridPlot(parent) { describe(); }

void TileMap::setData(std::shared_ptr<const TileMapData> tiles) {
  if (tiles) {
    const std::size_t cells = tiles->inputTokens.size() * tiles->outputTokens.size();
    const auto types = static_cast<int>(tiles->names.size());
    if (tiles->best.size() != cells || (!tiles->margins.empty() && tiles->margins.size() != cells) ||
        (!tiles->colours.empty() && tiles->colours.size() != static_cast<std::size_t>(types)) ||
        std::ranges::any_of(tiles->best, [types](int best) { return best < -1 || best >= types; }))
      tiles.reset();
  }
  m_data = std::move(tiles);
  if (m_data)
    setGrid(m_data->inputTokens, m_data->outputTokens);
  else
    setGrid({}, {});
  describe();
  update();
}

void TileMap::setQuantity(const QString& quantity) {
  m_quantity = quantity;
  describe();
}

QColor TileMap::colourOf(int type) const {
  return m_data->colours.empty() ? okabeIto(type) : m_data->colours[static_cast<std::size_t>(type)];
}

void TileMap::draw(const Canvas& canvas, const QRectF& area) const {
  const GridFrame cells = frame(area, 0);
  if (!m_data || columns() == 0 || rows() == 0) {
    drawHatch(canvas, area);
    canvas.painter.setPen(canvas.colours.dim);
    canvas.painter.setFont(ui::font(TextStyle::body));
    canvas.painter.drawText(area, Qt::AlignCenter, tr("nothing to compare yet"));
    return;
  }
  QPainter& painter = canvas.painter;
  drawHatches(canvas, cells, [this](Index index) { return m_data->best[flat(index)] < 0; });
  QFont label = ui::font(TextStyle::axis);
  label.setPixelSize(10);
  painter.setFont(label);
  const QFontMetricsF labelMetrics(label);
  for (int row = 0; row < rows(); ++row)
    for (int column = 0; column < columns(); ++column) {
      const std::size_t cell = flat({column, row});
      const int best = m_data->best[cell];
      if (best < 0) continue;
      // Half the colour at a tie, all of it from a margin of 50 % on.
      const double margin =
          m_data->margins.empty() || std::isnan(m_data->margins[cell]) ? 0.5 : m_data->margins[cell];
      const QColor fill = mixed(canvas.colours.card, colourOf(best),
                                0.42 + 0.58 * std::sqrt(std::clamp(margin / 0.5, 0.0, 1.0)));
      const QRectF rect = cells.cell(column, row).adjusted(0, 0, -1, -1);
      painter.fillRect(rect, fill);
      if (rect.height() < 10) continue;
      // The whole name, or its first part ("A100" of "A100-80G"), or none: a cut name misleads.
      const QString name = m_data->names[best];
      const QString shortName = name.section(QLatin1Char('-'), 0, 0);
      const QString& shown = labelMetrics.horizontalAdvance(name) <= rect.width() - 4 ? name : shortName;
      if (labelMetrics.horizontalAdvance(shown) > rect.width() - 3) continue;
      painter.setPen(inkOn(fill));
      painter.drawText(rect, Qt::AlignCenter, shown);
    }
  drawAxes(canvas, cells);
  drawMarks(canvas, cells);
}

QString TileMap::readOut(const CellKey& cell) const {
  const auto index = find(cell);
  if (!index || !m_data) return {};
  const int best = m_data->best[flat(*index)];
  if (best < 0) return tr("%1: no type can serve it").arg(cellName(cell));
  const QString& name = m_data->names[best];
  const double margin = m_data->margins.empty() ? std::nan("") : m_data->margins[flat(*index)];
  if (std::isnan(margin)) return tr("%1: %2, the only one").arg(cellName(cell), name);
  return tr("%1: %2, the second costs %3 more").arg(cellName(cell), name, percentText(margin, 2));
}

QString TileMap::description() const {
  if (!m_data) return tr("Map of the best GPU type, without data.");
  QStringList parts;
  for (int type = 0; type < m_data->names.size(); ++type)
    if (const auto count = std::ranges::count(m_data->best, type); count > 0)
      parts << tr("%1 in %2").arg(m_data->names[type]).arg(count);
  const auto none = std::ranges::count(m_data->best, -1);
  if (none > 0) parts << tr("none in %1").arg(none);
  const QString cursor = cursorText();
  const QString text = tr("Best GPU type per cell: %1.").arg(parts.join(QStringLiteral(", ")));
  return cursor.isEmpty() ? text : text + QLatin1Char(' ') + cursor;
}

QByteArray TileMap::csv() const {
  QByteArray text =
      "input_tokens,output_tokens,best," +
      csvField(m_quantity.isEmpty() ? QStringLiteral("margin") : tr("margin of %1").arg(m_quantity)) + "\r\n";
  for (int row = 0; m_data && row < rows(); ++row)
    for (int column = 0; column < columns(); ++column) {
      const std::size_t cell = flat({column, row});
      const CellKey place = key({column, row});
      const int best = m_data->best[cell];
      text += csvNumber(place.inputTokens) + ',' + csvNumber(place.outputTokens) + ',' +
              (best < 0 ? QByteArray() : csvField(m_data->names[best])) + ',' +
              (m_data->margins.empty() || best < 0 ? QByteArray() : csvNumber(m_data->margins[cell])) +
              "\r\n";
    }
  return text;
}

}  // namespace headroom::ui
