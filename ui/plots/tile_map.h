// Which GPU type is the best for each cell: its colour, stronger the larger its margin over the second, and
// its name.
//
//   auto tiles = std::make_shared<TileMapData>();
//   tiles->inputTokens = {4, 8}; tiles->outputTokens = {4};
//   tiles->names = {"A10", "L20"}; tiles->best = {0, 1};   // -1: none of them can serve the cell
//   tiles->margins = {0.4, 0.02};                          // the second costs 40 % more; 2 % more
//   map->setData(tiles);
#pragma once

#include "ui/plots/grid_plot.h"

#include <memory>

namespace headroom::ui {

struct TileMapData {
  std::vector<double> inputTokens, outputTokens;  // ascending
  QStringList names;                              // the types that `best` counts
  std::vector<QColor> colours;  // one a type; empty: Okabe-Ito in the order of the names given
  std::vector<int> best;        // rows × columns, row by row; -1 = nothing can
  std::vector<double> margins;  // (second − best) / best, ≥ 0; NaN = there is no second
};

class TileMap : public GridPlot {
  Q_OBJECT

 public:
  explicit TileMap(QWidget* parent = nullptr);
  // Null or data that does not fit together: the map is empty.
  void setData(std::shared_ptr<const TileMapData> tiles);
  const std::shared_ptr<const TileMapData>& data() const { return m_data; }
  // What the margin is of: "$ per million tokens". For read-outs and the CSV header.
  void setQuantity(const QString& quantity);

  QString readOut(const CellKey& cell) const override;
  QByteArray csv() const override;
  QSize sizeHint() const override { return {440, 230}; }

 protected:
  void draw(const Canvas& canvas, const QRectF& area) const override;
  QString description() const override;

 private:
  QColor colourOf(int type) const;

  std::shared_ptr<const TileMapData> m_data;
  QString m_quantity;
};

}  // namespace headroom::ui
