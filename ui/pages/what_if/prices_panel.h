// What each GPU type costs and how many of it may be had, and how full, how bursty and how safe the plan is.
//
//   auto* prices = new PricesPanel(edits);
//   prices->setInput(whatIf.input(), colours);
#pragma once

#include "ui/controllers/what_if_input.h"
#include "ui/theme/gpu_colours.h"

#include <QWidget>

#include <string>
#include <vector>

class QCheckBox;
class QGridLayout;
class QLabel;

namespace headroom::ui {

class NumberField;
class WhatIfEdits;

class PricesPanel : public QWidget {
  Q_OBJECT

 public:
  explicit PricesPanel(WhatIfEdits& edits, QWidget* parent = nullptr);
  void setInput(const WhatIfInput& input, const GpuColours& colours);

 private:
  struct Row {
    std::string gpu;
    double own = 0;  // the price without one of its own
    QLabel* name = nullptr;
    NumberField* price = nullptr;
    NumberField* least = nullptr;
    QLabel* dots = nullptr;
    NumberField* most = nullptr;
  };
  void makeRows(const WhatIfInput& input, const GpuColours& colours);
  void setLimits(const Row& row);

  WhatIfEdits& m_edits;
  QGridLayout* m_grid;
  std::vector<Row> m_rows;
  NumberField* m_utilisation;
  NumberField* m_burst;
  QCheckBox* m_spare;
};

}  // namespace headroom::ui
