// The page Targets: which deployments are measured, whether they answer, and how they are reached.
#pragma once

#include "ui/models/targets_model.h"
#include "ui/pages/targets/next_step.h"
#include "ui/shell/page.h"

class QLabel;
class QPushButton;
class QStackedWidget;

namespace headroom::ui {

class Card;
class HeadlineItem;
class ProbeCard;
class ReachCard;
class TargetForm;
class TargetsTable;

class TargetsPage : public Page {
  Q_OBJECT

 public:
  explicit TargetsPage(PageContext& context);

  bool settled() const override;

 private:
  QWidget* emptyPart();
  QWidget* fullPart();
  void makeActions();
  void showSummary();
  void showSelection();
  void showAnswer();
  void takeNextStep();
  void add();
  std::string current() const;
  void withCurrent(const std::function<void(const std::string&)>& act);
  void moveBy(int rows);

  TargetsModel* m_model;
  QStackedWidget* m_parts;
  QWidget *m_empty = nullptr, *m_full = nullptr;
  HeadlineItem *m_answers = nullptr, *m_gpus = nullptr, *m_models = nullptr;
  QLabel* m_nextWords = nullptr;
  QPushButton* m_nextButton = nullptr;
  QPushButton* m_sample = nullptr;
  Card* m_tableCard = nullptr;
  TargetsTable* m_table = nullptr;
  TargetForm* m_form = nullptr;
  ReachCard* m_reach = nullptr;
  ProbeCard* m_probe = nullptr;
  QList<QAction*> m_needTarget;
  QAction *m_up = nullptr, *m_down = nullptr, *m_testAll = nullptr;
  NextStep m_next;
  int m_row = 0;
  bool m_selecting = false;
};

}  // namespace headroom::ui
