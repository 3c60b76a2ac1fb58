// One number per cell of input × output tokens, by colour: capacity, latency, cost.
//
//   auto data = std::make_shared<HeatMapData>();
//   data->inputTokens = {4, 8, 16}; data->outputTokens = {4, 8};
//   data->values = {9, 8, 7,   5, 4, NaN};            // the first row has the smallest output
//   map->setData(data);
//   map->setUnit("req/s");
//   map->setRange(commonRange({data, other}));        // one range across GPUs
//
// Measured cells are plain, predicted ones dotted, interpolated ones carry a ring, missing ones are hatched.
// A cell that fails its SLOs fades and carries ✕; one that is not sure carries ⚠; the border of what passes
// is drawn.
#pragma once

#include "ui/plots/colour_map.h"
#include "ui/plots/grid_plot.h"
#include "ui/theme/verdict.h"

#include <QPainterPath>

#include <memory>
#include <span>

namespace headroom::ui {

enum class CellKind : unsigned char { missing, measured, interpolated, predicted };

// Plain values. All vectors but the axes are rows × columns, row by row from the smallest output; each of
// them but `values` may be empty.
struct HeatMapData {
  std::vector<double> inputTokens, outputTokens;  // ascending
  std::vector<double> values;                     // NaN = not known; infinite = known to be beyond all bounds
  std::vector<double> halfWidths;                 // ± in the unit of values; NaN = not known
  std::vector<CellKind> kinds;                    // empty: measured where there is a value
  std::vector<Verdict> verdicts;                  // against the SLOs
  std::vector<QString> binding;                   // short name of the SLO that binds or fails: "E2E P99"

  CellKind kind(std::size_t cell) const;  // missing wherever the value is NaN
  bool fits() const;                      // every vector has its size
};

struct ValueRange {
  double low, high;
  bool operator==(const ValueRange&) const = default;
};

enum class ValueScale : unsigned char { linear, logarithmic };
enum class MapMode : unsigned char {
  magnitude,
  ratio,       // of two GPUs: 1 in the middle, log
  difference,  // of two GPUs: 0 in the middle
};

// The smallest and largest known value of all (above 0 on a log scale); nullopt where there is none.
std::optional<ValueRange> commonRange(std::span<const std::shared_ptr<const HeatMapData>> maps,
                                      ValueScale scale);

class HeatMap : public GridPlot {
  Q_OBJECT

 public:
  explicit HeatMap(QWidget* parent = nullptr);

  // Null or data that does not fit together: the map is empty.
  void setData(std::shared_ptr<const HeatMapData> data);
  const std::shared_ptr<const HeatMapData>& data() const { return m_data; }
  void setUnit(const QString& unit);
  // What the cells are, for screen readers and the CSV header: "E2E P99". Empty: the caption.
  void setQuantity(const QString& quantity);
  // nullopt: from this map's own values.
  void setRange(std::optional<ValueRange> range);
  void setScale(ValueScale scale);
  void setMode(MapMode mode);
  // For magnitudes; reversed where small is good, if wanted.
  void setColours(ColourScheme scheme, bool reversed = false);
  void setContoursVisible(bool visible);
  void setLegendVisible(bool visible);

  enum class Footer : unsigned char {
    none,
    counts,   // "115 measured · 4 predicted · 2 missing"
    readOut,  // the picked or hovered cell, in two lines
  };
  void setFooter(Footer footer);

  // The range that the colours span now.
  ValueRange range() const;
  // The colour of a cell on a page with these colours; invalid where the cell is hatched.
  QColor cellColour(const CellKey& cell, const Colours& colours) const;

  QString readOut(const CellKey& cell) const override;
  // The second line of the read-out in a footer of so many pixels: verdict, what binds and how it was come
  // by, in the longest words that fit. Empty where nothing is known.
  QString footerText(const CellKey& cell, double width) const;
  QByteArray csv() const override;

 protected:
  void draw(const Canvas& canvas, const QRectF& area) const override;
  QString description() const override;
  double below() const override;

 private:
  // What only changes with the data: drawn many times while the mouse moves.
  struct Cache {
    QImage cells;           // one pixel a cell, the top row first; transparent where hatched
    QPainterPath contours;  // in cell units
    std::vector<double> levels;
    bool dark = false;
  };

  void changed();
  bool logarithmic() const {
    return m_mode == MapMode::ratio || (m_mode == MapMode::magnitude && m_scale == ValueScale::logarithmic);
  }
  double fraction(double value) const;
  ColourMap colourMap(const Colours& colours) const;
  QRgb pixel(std::size_t cell, const ColourMap& map, const Colours& colours) const;
  const Cache& cache(const Colours& colours) const;
  QString valueText(std::size_t cell) const;
  QString numberText(double value) const;
  QString countsText() const;
  static QString kindWord(CellKind kind);
  void drawCells(const Canvas& canvas, const GridFrame& frame) const;
  void drawContours(const Canvas& canvas, const GridFrame& frame) const;
  void drawSigns(const Canvas& canvas, const GridFrame& frame) const;
  void drawFrontier(const Canvas& canvas, const GridFrame& frame) const;
  void drawLegend(const Canvas& canvas, const QRectF& rect) const;
  void drawFooter(const Canvas& canvas, const QRectF& rect) const;

  std::shared_ptr<const HeatMapData> m_data;
  QString m_unit, m_quantity;
  std::optional<ValueRange> m_range;
  mutable std::optional<ValueRange> m_effective;
  ValueScale m_scale = ValueScale::logarithmic;
  MapMode m_mode = MapMode::magnitude;
  ColourScheme m_scheme = ColourScheme::viridis;
  bool m_reversed = false, m_contours = true, m_legend = true;
  Footer m_footer = Footer::counts;
  mutable std::optional<Cache> m_cache;
};

}  // namespace headroom::ui
