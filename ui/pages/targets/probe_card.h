// Whether the selected target answers and what it can do: the test of core's probe as a check list.
#pragma once

#include "ui/models/checklist_model.h"
#include "ui/shell/services.h"
#include "ui/widgets/card.h"

#include <string>

class QLabel;
class QListView;
class QPushButton;

namespace headroom::ui {

class VerdictLabel;

class ProbeCard : public Card {
  Q_OBJECT

 public:
  explicit ProbeCard(Services& services, QWidget* parent = nullptr);
  void setTarget(const std::string& name);
  void refresh();

 private:
  void press();

  Services& m_services;
  std::string m_name;
  ChecklistModel* m_model;
  QPushButton* m_test;
  VerdictLabel* m_verdict;
  QLabel* m_words;
  QListView* m_list;
};

}  // namespace headroom::ui
