// A heat map's numbers as a surface in space, where OpenGL works; elsewhere a line that says so and to use
// the map.
//
//   view->setData(map->data(), ValueScale::logarithmic, "E2E P99, s");
//   if (!SurfaceView::available()) action->setEnabled(false);
//
// The surface covers only what is known: each facet has four known corners.
#pragma once

#include "core/base/result.h"
#include "ui/plots/heat_map.h"

#include <QWidget>

class QLabel;
class QStackedLayout;

namespace headroom::ui {

class SurfaceScene;

class SurfaceView : public QWidget {
  Q_OBJECT

 public:
  explicit SurfaceView(QWidget* parent = nullptr);
  ~SurfaceView() override;

  // Whether this display gives us OpenGL 2 or later. Tried once, without touching any 3-D class.
  static bool available();
  // Why not, for the person; empty where it is available.
  static QString unavailableReason();

  // The 3-D scene is made when there is first something to show. Null: nothing.
  void setData(std::shared_ptr<const HeatMapData> values, ValueScale scale, const QString& caption);
  // Empty: from the data. One range across GPUs, as for the maps.
  void setRange(std::optional<ValueRange> range);
  void setColours(ColourScheme scheme, bool reversed = false);

  // What is shown, null where there is no OpenGL.
  QImage image(QSize size) const;
  bool showsSurface() const { return m_scene != nullptr; }

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void refresh();

  QStackedLayout* m_layout;
  QLabel* m_message;
  std::unique_ptr<SurfaceScene> m_scene;
  std::shared_ptr<const HeatMapData> m_data;
  ValueScale m_scale = ValueScale::logarithmic;
  std::optional<ValueRange> m_range;
  QString m_caption;
  ColourScheme m_scheme = ColourScheme::viridis;
  bool m_reversed = false;
};

}  // namespace headroom::ui
