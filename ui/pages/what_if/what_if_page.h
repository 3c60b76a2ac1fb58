// The What-if page: how many of which GPU keep the promise and what that costs, while the promise, the prices
// and the traffic are moved.
//
//   {"what-if", QT_TRANSLATE_NOOP("Pages", "What-if"), [](PageContext& c) { return new WhatIfPage(c); }}
//
// It composes: WhatIf knows the answers, WhatIfEdits makes the edits, the views show.
#pragma once

#include "ui/controllers/what_if.h"
#include "ui/controllers/what_if_edits.h"
#include "ui/plots/grid_plot.h"
#include "ui/shell/page.h"
#include "ui/theme/gpu_colours.h"

#include <optional>

class QStackedWidget;

namespace headroom::ui {

class AnswerBar;
class CapacityMaps;
class CellCard;
class CostCard;
class EmptyState;
class Segments;
class WhatIfInspector;

class WhatIfPage : public Page {
  Q_OBJECT

 public:
  explicit WhatIfPage(PageContext& context);

  bool settled() const override { return m_whatIf.settled() && !m_exportLane.busy(); }

  WhatIf& whatIf() { return m_whatIf; }
  // What Copy Command copies.
  QString commandText() const;

 protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  QWidget* makeContent();
  void makeActions();
  void renewInput();
  void renewEmpty();
  void renewCapacities();
  void renewAnswer(WhatIf::Question question);
  void renewConditions();
  void renewCell();
  void renewWanted();
  void setMetric(Metric metric);
  void chooseTraffic();
  void copyCommand();
  void exportAnswers();
  Result<void> exportTo(const QString& path);
  void tell(const Error& error) { messages().post(error); }
  std::optional<CellKey> cell() const;

  struct Done {};

  WhatIf m_whatIf;
  WhatIfEdits m_edits;
  TaskLane m_exportLane;
  GpuColours m_colours;
  int m_sliceGesture = 0;

  QStackedWidget* m_stack;
  EmptyState* m_empty;
  Segments* m_quantity = nullptr;
  AnswerBar* m_answer = nullptr;
  CapacityMaps* m_maps = nullptr;
  CellCard* m_cells = nullptr;
  CostCard* m_costs = nullptr;
  WhatIfInspector* m_inspector = nullptr;
};

}  // namespace headroom::ui
