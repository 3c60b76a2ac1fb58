// One card a target, with its heat map or its 3-D surface; in a comparison, the two and what comes of them.
//
//   maps->show(set, colours);
//   maps->setPicked(CellKey{1024, 512});
//   connect(maps, &SurfaceMaps::cellPicked, this, ...);
//
// The maps follow each other's crosshair, and go to further lines where the place is narrow.
#pragma once

#include "ui/pages/surfaces/surface_set.h"
#include "ui/plots/heat_map.h"
#include "ui/theme/gpu_colours.h"
#include "ui/widgets/plot_menu.h"

#include <QList>
#include <QWidget>

#include <memory>
#include <optional>

namespace headroom::ui {

class SurfacePanel;
class WrapLayout;

class SurfaceMaps : public QWidget {
  Q_OBJECT

 public:
  // `failed`: told when a plot cannot be saved from its menu.
  explicit SurfaceMaps(TellError failed, QWidget* parent = nullptr);

  void show(std::shared_ptr<const SurfaceSet> set, const GpuColours& colours);
  using QWidget::show;
  void setPicked(std::optional<CellKey> cell);

  // What is shown now, in order: the maps, and the 3-D views where these are chosen.
  QList<HeatMap*> maps() const;
  // All as one picture, whatever the window's size; `scale` pixels to a point. In 3-D where that is shown.
  QImage image(double scale) const;
  QByteArray svg() const;  // of the maps, also where 3-D is shown

 signals:
  void cellPicked(const headroom::ui::CellKey& cell);

 private:
  SurfacePanel* panel(int index);
  void hover(const std::optional<CellKey>& cell);
  QList<SurfacePanel*> pictured() const;

  TellError m_failed;
  WrapLayout* m_layout;
  QList<SurfacePanel*> m_panels;
  int m_shown = 0;
  std::optional<CellKey> m_picked;
};

}  // namespace headroom::ui
