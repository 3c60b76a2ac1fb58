// Targets out of a cluster: pods and services that kubectl finds, with what their labels propose.
#pragma once

#include "ui/controllers/cluster_browser.h"
#include "ui/dialogs/add_target/target_source.h"
#include "ui/models/proposals_model.h"
#include "ui/shell/services.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace headroom::ui {

class ChoiceField;
class FigureTable;
class VerdictLabel;

class ClusterSource : public TargetSource {
  Q_OBJECT

 public:
  explicit ClusterSource(Services& services, QWidget* parent = nullptr);
  std::vector<Target> targets() const override;
  QString missing() const override;
  QStringList models() const override;
  void begin() override;

 private:
  void chooseContext(const QString& name);
  void look();
  void askModels();
  void chooseKubectl();
  void follow();
  void show();
  std::vector<int> chosenRows() const;
  std::string contextName() const { return m_context.toStdString(); }

  Services& m_services;
  ClusterBrowser m_browser;
  ProposalsModel* m_model;
  QString m_context, m_namespace;
  bool m_begun = false;
  const void* m_contextsSeen = nullptr;
  QString m_modelsOf;  // whose models were asked for last
  ChoiceField *m_contextField, *m_namespaceField;
  QPushButton *m_reload, *m_kubectl, *m_ask;
  QLineEdit* m_filter;
  QCheckBox* m_all;
  FigureTable* m_table;
  VerdictLabel* m_state;
  QLabel* m_hint;
};

}  // namespace headroom::ui
