// One Redis connection, new or changed: address, model, login, certificates, the way through the cluster.
//
//   auto* dialog = new ConnectionDialog(services, connection, models, this);
//   connect(dialog, &QDialog::accepted, this, [=] { edit(dialog->connection()); });
//   dialog->open();
//
// What is wrong is said while one types; the password goes to Services::secrets when the dialog is accepted,
// also one that was typed into the URL. Test asks the server and tells what it says.
#pragma once

#include "core/workspace/workspace.h"
#include "ui/controllers/cluster_browser.h"
#include "ui/controllers/tasks.h"

#include <QDialog>
#include <QStringList>

class QCheckBox;
class QComboBox;
class QDialogButtonBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace headroom::ui {

class SecretField;
class VerdictLabel;
struct Services;

class ConnectionDialog : public QDialog {
  Q_OBJECT

 public:
  // `before`: what is changed; a default one is new. `taken`: names of the other connections.
  ConnectionDialog(Services& services, const RedisConnection& before, const QStringList& models,
                   const QStringList& taken, QWidget* parent = nullptr);
  ~ConnectionDialog() override;

  // As it stands in the fields, without any password.
  RedisConnection connection() const;

  void accept() override;
  void done(int result) override;

 private:
  QWidget* makeAddress();
  QWidget* makeService();
  QString complaint() const;  // empty where all is well
  void follow();
  void test();
  void findServices();
  void showFound();
  Secret passwordForNow() const;

  Services& m_services;
  RedisConnection m_before;
  QStringList m_taken;
  ClusterBrowser m_browser;
  TaskLane m_testLane;
  QLineEdit* m_name;
  QLineEdit* m_url;
  QComboBox* m_model;
  QLineEdit* m_user;
  SecretField* m_password;
  QLineEdit* m_caFile;
  QPushButton* m_browse;
  QCheckBox* m_through;
  QWidget* m_serviceBox = nullptr;
  QComboBox* m_context;
  QComboBox* m_nameSpace;
  QComboBox* m_service;
  QSpinBox* m_port;
  QPushButton* m_find;
  QLabel* m_findNote;
  QLineEdit* m_optimizer;
  VerdictLabel* m_verdict;
  QPushButton* m_test;
  QDialogButtonBox* m_buttons;
  bool m_asked = false;  // the cluster, since the box was opened
};

}  // namespace headroom::ui
