// What requests look like: one point a shape, input × output tokens on log2 axes, with the clusters they
// form.
//
//   auto data = std::make_shared<ShapeMapData>();
//   data->shapes = {{80, 60, 3.5, 0}, {81, 60, 1.2, 0}, {30, 95, 0.1, -1}};     // tenths of log2, req/s,
//   cluster data->groups = {{8.02, 6.0, 4.7, 0.1, 0.05}}; map->setData(data);
//   map->setMode(ShapeMode::scatter);
//
// As a density each lattice point of 0.1 log2 is one cell whose colour is its rate. As a scatter each is a
// disc, larger the higher its rate, in the colour of its cluster; what is in no cluster is a ring. It takes a
// hundred thousand points, which Qt Charts does not.
//
// Keys: arrows move the cursor, with Shift by a doubling; Page Up and Page Down go from cluster to cluster;
// Return picks the cluster under the cursor; Escape puts the cursor away.
#pragma once

#include "ui/plots/plot.h"

#include <memory>
#include <optional>
#include <vector>

namespace headroom::ui {

struct RequestShape {
  int inputTenth = 0, outputTenth = 0;  // log2 of the tokens, in tenths
  double rate = 0;                      // requests/s
  int group = -1;                       // of groups; -1: none
};

struct ShapeGroup {
  double log2Input = 0, log2Output = 0;      // its centre
  double rate = 0;                           // requests/s
  double inputSpread = 0, outputSpread = 0;  // standard deviations, in log2
};

struct ShapeMapData {
  std::vector<RequestShape> shapes;  // each lattice point at most once
  std::vector<ShapeGroup> groups;
  // Lines of a profile's grid, drawn below; empty: powers of two.
  std::vector<double> inputTokens, outputTokens;
};

enum class ShapeMode : unsigned char { density, scatter };

class ShapeMap : public Plot {
  Q_OBJECT

 public:
  explicit ShapeMap(QWidget* parent = nullptr);

  void setData(std::shared_ptr<const ShapeMapData> data);
  const std::shared_ptr<const ShapeMapData>& data() const { return m_data; }
  void setMode(ShapeMode mode);
  ShapeMode mode() const { return m_mode; }
  // Emits nothing. -1: none.
  void setPickedGroup(int group);
  int pickedGroup() const { return m_picked; }

  // Where a shape is drawn on the widget now.
  QPointF position(double log2Input, double log2Output) const;
  // All that is known of the lattice point: "~256 in × 64 out: 3.5 req/s, cluster 1".
  QString readOut(int inputTenth, int outputTenth) const;

  QByteArray csv() const override;
  QSize sizeHint() const override { return {480, 380}; }
  QSize minimumSizeHint() const override { return {200, 180}; }

 signals:
  void groupPicked(int group);

 protected:
  void draw(const Canvas& canvas, const QRectF& area) const override;
  QString description() const override;

  bool event(QEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  struct Lattice {
    int input, output;
    bool operator==(const Lattice&) const = default;
  };
  // The lattice that is shown, in tenths, both ends included.
  struct Window {
    int firstInput = 20, lastInput = 120, firstOutput = 20, lastOutput = 120;
    int columns() const { return lastInput - firstInput + 1; }
    int rows() const { return lastOutput - firstOutput + 1; }
  };
  struct Cache {
    QImage image;
    bool dark = false, forPixels = false;
    QSize size;
  };

  // Where the lattice is drawn, and how much of it: the window, and further lattice points up to the edge.
  struct Frame {
    QRectF plot;
    Window window;
    double column() const { return plot.width() / window.columns(); }
    double row() const { return plot.height() / window.rows(); }
  };
  Frame frame(const QRectF& area) const;
  // The middle of a lattice cell.
  static QPointF toPixels(const Frame& frame, double inputTenth, double outputTenth);
  std::optional<Lattice> at(const QPointF& position) const;
  const RequestShape* find(Lattice place) const;
  int groupNear(Lattice place) const;
  void moveTo(std::optional<Lattice> place);
  QColor groupColour(int group, const Colours& colours) const;
  QColor densityColour(double rate, const Colours& colours) const;

  void drawGrid(const Canvas& canvas, const Frame& frame) const;
  void drawDensity(const Canvas& canvas, const Frame& frame) const;
  void drawScatter(QPainter& painter, const Frame& frame, const Colours& colours) const;
  void drawGroups(const Canvas& canvas, const Frame& frame) const;
  void drawCursor(const Canvas& canvas, const Frame& frame) const;
  void drawLegend(const Canvas& canvas, const QRectF& rect) const;

  std::shared_ptr<const ShapeMapData> m_data;
  ShapeMode m_mode = ShapeMode::density;
  Window m_window;
  double m_least = 0, m_most = 0;  // rates
  int m_picked = -1;
  std::optional<Lattice> m_cursor;
  mutable std::optional<Cache> m_cache;
};

}  // namespace headroom::ui
