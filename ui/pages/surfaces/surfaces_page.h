// The Surfaces page: what was measured, over input × output tokens, for every GPU beside each other.
//
//   {"surfaces", QT_TRANSLATE_NOOP("Pages", "Surfaces"), [](PageContext& c) { return new SurfacesPage(c); }}
//
// It shows what Measurements has read, under the SLOs of the workspace. Looking changes no document; dragging
// the SLO line of a slice does, and can be undone.
#pragma once

#include "ui/pages/surfaces/surface_set.h"
#include "ui/shell/page.h"
#include "ui/theme/gpu_colours.h"

#include <functional>
#include <memory>
#include <optional>

class QMenu;
class QPushButton;
class QStackedWidget;

namespace headroom::ui {

class Card;
class EmptyState;
class FigureTable;
class SliceRow;
class SurfaceControls;
class SurfaceMaps;
class SurfaceModel;

class SurfacesPage : public Page {
  Q_OBJECT

 public:
  explicit SurfacesPage(PageContext& context);

  bool settled() const override;

  const SurfaceChoice& choice() const { return m_choice; }
  // As if chosen by hand.
  void choose(const SurfaceChoice& choice);

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  void makeContent();
  void makeActions();
  // Computes anew, now or, where there is much to do, on a thread.
  void renew();
  void take(std::shared_ptr<const SurfaceSet> set);
  void showSet();
  void showEmpty();
  void showCell();
  void showTable();
  // The cell that is picked, or one in the middle of the grid where none is.
  CellKey cell() const;
  GpuColours colours() const;
  void moveSlo(Metric metric, double bound);
  void exportAs(const QString& suffix);
  QString exportName() const;
  void tell(const Error& error);

  SurfaceChoice m_choice;
  std::shared_ptr<const SurfaceSet> m_set;  // null before the first
  TaskLane m_lane;
  int m_drag = 0;        // counts the drags of an SLO: each is one step to undo
  bool m_stale = false;  // something changed while the page was not shown

  QStackedWidget* m_stack;
  EmptyState* m_empty = nullptr;
  QPushButton* m_emptyAction = nullptr;
  std::function<void()> m_emptyDo;
  QWidget* m_content = nullptr;
  SurfaceControls* m_controls = nullptr;
  SurfaceMaps* m_maps = nullptr;
  SliceRow* m_slices = nullptr;
  SurfaceModel* m_model = nullptr;
  FigureTable* m_table = nullptr;
  Card* m_tableCard = nullptr;
  bool m_following = false;  // the table follows the selection, and chooses nothing
  QMenu* m_exportMenu = nullptr;
  QAction* m_contours = nullptr;
};

}  // namespace headroom::ui
