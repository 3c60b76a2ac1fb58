// What the selected target is, to be changed: each field is one step of undo.
#pragma once

#include "ui/shell/services.h"
#include "ui/widgets/card.h"

#include <string>

namespace headroom::ui {

class ChoiceField;
class NumberField;
class TextField;

class TargetForm : public Card {
  Q_OBJECT

 public:
  explicit TargetForm(Services& services, QWidget* parent = nullptr);

  // Empty: none is selected.
  void setTarget(const std::string& name);
  void refresh();
  // The first field that a weighing still needs.
  void focusMissing();

 private:
  void makeFields();
  void change(const QString& text, const std::function<void(Target&)>& change);
  void tell(const Result<void>& done);

  Services& m_services;
  std::string m_name;
  TextField* m_nameField = nullptr;
  ChoiceField* m_model = nullptr;
  ChoiceField* m_gpu = nullptr;
  NumberField* m_cost = nullptr;
  QLabel* m_costNote = nullptr;
  TextField* m_deployment = nullptr;
  TextField* m_nameSpace = nullptr;
  TextField* m_journal = nullptr;
};

}  // namespace headroom::ui
