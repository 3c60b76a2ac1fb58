// The promise: one row for each of the six SLOs, with its percentile, its bound by slider and by number, and
// whether it is on.
//
//   auto* promise = new PromisePanel(edits);
//   promise->setConditions(whatIf.input().conditions);
//   promise->setRanges(rangesOf(whatIf.input()));      // what was measured spans the sliders
#pragma once

#include "core/workspace/workspace.h"
#include "ui/controllers/what_if_input.h"
#include "ui/widgets/card.h"

#include <array>
#include <utility>

class QCheckBox;
class QLabel;
class QMenu;
class QToolButton;

namespace headroom::ui {

class LogSlider;
class NumberField;
class WhatIfEdits;

// By Metric: the bounds that make a difference, from a little below the least measured value to a little
// above the largest, or a common range where nothing was measured.
using SloRanges = std::array<std::pair<double, double>, 6>;
SloRanges rangesOf(const WhatIfInput& input);

class PromisePanel : public QWidget {
  Q_OBJECT

 public:
  explicit PromisePanel(WhatIfEdits& edits, QWidget* parent = nullptr);
  void setConditions(const Scenario& conditions);
  void setRanges(const SloRanges& ranges);

 signals:
  void summaryChanged(const QString& text);  // "6 SLOs, 2 on"
  void touched(headroom::Metric metric);     // a person works on this one

 private:
  struct Row {
    QLabel* name = nullptr;
    QToolButton* statistic = nullptr;  // of latencies
    QMenu* menu = nullptr;
    LogSlider* slider = nullptr;
    NumberField* bound = nullptr;
    QCheckBox* on = nullptr;
  };
  Row makeRow(Metric metric);
  void show(Metric metric, const SloSetting& setting);

  WhatIfEdits& m_edits;
  std::array<Row, 6> m_rows;  // by Metric
  SloSettings m_shown;
};

}  // namespace headroom::ui
