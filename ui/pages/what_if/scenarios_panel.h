// The scenarios in the inspector: keep what is weighed now under a name, put one back, rename, remove.
#pragma once

#include "ui/controllers/what_if.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace headroom::ui {

class FigureTable;
class ScenarioModel;
class WhatIfEdits;

class ScenariosPanel : public QWidget {
  Q_OBJECT

 public:
  explicit ScenariosPanel(WhatIfEdits& edits, QWidget* parent = nullptr);
  void setState(const WhatIf& whatIf, const Workspace& workspace);

 private:
  int current() const;
  void renewButtons();

  WhatIfEdits& m_edits;
  ScenarioModel* m_model;
  FigureTable* m_table;
  QLabel* m_none;
  QLineEdit* m_name;
  QPushButton* m_keep;
  QPushButton* m_restore;
  QPushButton* m_remove;
};

}  // namespace headroom::ui
