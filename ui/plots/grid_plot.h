// What the maps over input × output tokens share: token axes by cell (so a doubling grid is a log axis), the
// crosshair, the picked cell, mouse, keyboard and read-out.
//
//   linkCells({v100Map, a10Map, progress});           // picked or hovered in one: shown in all
//   connect(v100Map, &GridPlot::cellPicked, page, &Page::showSlices);
//
// Keys: arrows, Home, End, Page Up and Page Down move the cursor; Return or Space picks; Escape puts it away.
#pragma once

#include "ui/plots/plot.h"

#include <initializer_list>
#include <optional>
#include <vector>

namespace headroom::ui {

// A cell by what it means, not by where it stands: maps with different grids can follow each other.
struct CellKey {
  double inputTokens = 0, outputTokens = 0;
  bool operator==(const CellKey&) const = default;
};

// "512 out × 1K in".
QString cellName(const CellKey& cell);

// Where cells are, in pixels. Column 0 is the smallest input at the left, row 0 the smallest output at the
// bottom.
struct GridFrame {
  QRectF plot;
  int columns = 0, rows = 0;

  double cellWidth() const { return columns > 0 ? plot.width() / columns : 0; }
  double cellHeight() const { return rows > 0 ? plot.height() / rows : 0; }
  QRectF cell(int column, int row) const {
    return {plot.left() + column * cellWidth(), plot.bottom() - (row + 1) * cellHeight(), cellWidth(),
            cellHeight()};
  }
};

class GridPlot : public Plot {
  Q_OBJECT

 public:
  explicit GridPlot(QWidget* parent = nullptr);

  // Neither emits anything, so plots can be linked both ways. A cell that this grid lacks is kept, and not
  // shown.
  void setPicked(std::optional<CellKey> cell);
  void setHovered(std::optional<CellKey> cell);
  const std::optional<CellKey>& picked() const { return m_picked; }
  const std::optional<CellKey>& hovered() const { return m_hovered; }

  // All that is known of a cell, for tool tips, screen readers and the page: empty for one outside the grid.
  virtual QString readOut(const CellKey& cell) const = 0;

  const std::vector<double>& inputTokens() const { return m_inputs; }
  const std::vector<double>& outputTokens() const { return m_outputs; }
  // Where a cell is drawn on the widget now; null when it is not on this grid.
  QRectF cellRect(const CellKey& cell) const;

  QSize sizeHint() const override { return {300, 340}; }
  QSize minimumSizeHint() const override { return {150, 150}; }

 signals:
  void cellPicked(const headroom::ui::CellKey& cell);
  void cellHovered(
      const std::optional<headroom::ui::CellKey>& cell);  // nullopt when the mouse or cursor left

 protected:
  struct Index {
    int column, row;
    bool operator==(const Index&) const = default;
  };

  // Both ascending; the lines of the grid.
  void setGrid(std::vector<double> inputTokens, std::vector<double> outputTokens);
  int columns() const { return static_cast<int>(m_inputs.size()); }
  int rows() const { return static_cast<int>(m_outputs.size()); }
  std::size_t flat(Index index) const {
    return static_cast<std::size_t>(index.row) * m_inputs.size() + static_cast<std::size_t>(index.column);
  }
  std::optional<Index> find(const CellKey& cell) const;
  CellKey key(Index index) const;

  // The cells and their axes inside `area`, which has `below` pixels kept free for legends. Cells get whole
  // pixels where there are enough.
  GridFrame frame(const QRectF& area, double below) const;
  void drawAxes(const Canvas& canvas, const GridFrame& frame) const;
  // Hovered crosshair, picked square, focus ring.
  void drawMarks(const Canvas& canvas, const GridFrame& frame) const;
  // "Nothing known", clipped by arithmetic, because SVG cannot clip.
  static void drawHatch(const Canvas& canvas, const QRectF& rect);
  // Hatches the cells for which `missing` says so, neighbours of a row as one stripe.
  template <typename Missing>
  void drawHatches(const Canvas& canvas, const GridFrame& frame, Missing missing) const {
    for (int row = 0; row < rows(); ++row)
      for (int column = 0; column < columns();) {
        int end = column;
        while (end < columns() && missing(Index{end, row})) ++end;
        if (end > column) drawHatch(canvas, frame.cell(column, row).united(frame.cell(end - 1, row)));
        column = end + 1;
      }
  }
  // How many pixels draw() keeps free below the axes.
  virtual double below() const { return 0; }
  // Sentence about the cursor's cell for description().
  QString cursorText() const;

  bool event(QEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  std::optional<Index> at(const QPointF& position) const;
  void hover(std::optional<CellKey> cell);

  std::vector<double> m_inputs, m_outputs;
  double m_inputLabel = 0, m_outputLabel = 0;  // widths of the widest
  std::optional<CellKey> m_picked, m_hovered;
};

// Picking or hovering a cell in one of them shows it in all.
void linkCells(std::initializer_list<GridPlot*> plots);
void linkCells(const std::vector<GridPlot*>& plots);

}  // namespace headroom::ui
