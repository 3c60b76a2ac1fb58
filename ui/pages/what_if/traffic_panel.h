// Which traffic is planned for: where it comes from, how much of it, and how its shapes find their cells.
//
//   auto* traffic = new TrafficPanel(edits);
//   traffic->setState(whatIf);
#pragma once

#include "ui/controllers/what_if.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;
class QToolButton;

namespace headroom::ui {

class LogSlider;
class NumberField;
class WhatIfEdits;

// "traffic.csv, 1,440 min", "4 parts", "made up: chat around 512 in, 128 out".
QString trafficName(const WhatIf& whatIf);

class TrafficPanel : public QWidget {
  Q_OBJECT

 public:
  explicit TrafficPanel(WhatIfEdits& edits, QWidget* parent = nullptr);
  void setState(const WhatIf& whatIf);

 signals:
  void chooseFile();  // the person wants to name a file

 private:
  WhatIfEdits& m_edits;
  QLabel* m_source;
  LogSlider* m_slider;
  NumberField* m_rate;
  QToolButton* m_own;
  QComboBox* m_rule;
  QLabel* m_note;
  QPushButton* m_choose;
};

}  // namespace headroom::ui
