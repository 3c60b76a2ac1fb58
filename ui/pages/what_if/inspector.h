// What stands beside the What-if page: everything that may be moved.
#pragma once

#include "ui/controllers/what_if.h"
#include "ui/theme/gpu_colours.h"

#include <QWidget>

class QComboBox;
class QLabel;

namespace headroom::ui {

class PricesPanel;
class PromisePanel;
class ScenariosPanel;
class TrafficPanel;
class WhatIfEdits;

class WhatIfInspector : public QWidget {
  Q_OBJECT

 public:
  WhatIfInspector(WhatIf& whatIf, WhatIfEdits& edits, QWidget* parent = nullptr);

  // All of it, from the controller and the workspace.
  void renew(const Workspace& workspace, const GpuColours& colours);
  // Other GPUs or traffic: the sliders span what was measured.
  void renewRanges();

 signals:
  void chooseTraffic();
  void copyCommand();
  void reviewAndPush();
  void touched(headroom::Metric metric);

 private:
  WhatIf& m_whatIf;
  QWidget* m_modelRow;
  QComboBox* m_model;
  QLabel* m_promised;
  PromisePanel* m_promise;
  PricesPanel* m_prices;
  TrafficPanel* m_traffic;
  ScenariosPanel* m_scenarios;
};

}  // namespace headroom::ui
