// Adds targets: by URL, out of a cluster, or simulated. What is proposed can be changed before it is added.
//
//   auto* dialog = new AddTargetDialog(services, this);
//   dialog->setAttribute(Qt::WA_DeleteOnClose);
//   dialog->open();
#pragma once

#include "ui/dialogs/add_target/target_source.h"
#include "ui/shell/services.h"

#include <QDialog>

#include <map>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace headroom::ui {

class ChoiceField;
class NumberField;
class SecretField;
class Segments;
class TextField;

class AddTargetDialog : public QDialog {
  Q_OBJECT

 public:
  explicit AddTargetDialog(Services& services, QWidget* parent = nullptr);

  // "url", "cluster", "simulated".
  void choose(const QString& way);
  void accept() override;

 private:
  QWidget* proposalPart();
  TargetSource* source() const;
  void follow();
  // The proposal with what the person changed of it.
  Target edited(Target proposal) const;

  Services& m_services;
  Segments* m_way;
  QStackedWidget* m_sources;
  std::map<QString, TargetSource*> m_all;
  TextField *m_name = nullptr, *m_deployment = nullptr;
  ChoiceField *m_model = nullptr, *m_gpu = nullptr;
  NumberField* m_cost = nullptr;
  SecretField* m_secret = nullptr;
  QWidget* m_secretLabel = nullptr;
  QWidget* m_proposal;  // with the fields above
  QLabel* m_note;
  QPushButton* m_add;
  // What the person typed; fields that they left alone follow the proposal.
  struct Typed {
    std::optional<std::string> name, model, gpu, deployment;
    std::optional<double> cost;
  } m_typed;
};

}  // namespace headroom::ui
