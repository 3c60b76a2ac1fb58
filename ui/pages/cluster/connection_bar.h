// The line at the top of the Cluster page: which Redis, how it is, and what a push would change there.
//
//   bar->setConnections(workspace.connections, "east");
//   bar->setState(server);                            // again whenever it changed, and every second while
//   lost bar->setAnswer(Verdict::bad, tr("A push would write 3 profiles; mend 1 error first."));
#pragma once

#include "core/workspace/workspace.h"
#include "ui/theme/verdict.h"

#include <QFrame>

#include <vector>

class QAction;
class QComboBox;
class QLabel;
class QPushButton;

namespace headroom::ui {

class ProfileServer;
class VerdictLabel;

class ConnectionBar : public QFrame {
  Q_OBJECT

 public:
  explicit ConnectionBar(QWidget* parent = nullptr);

  void setConnections(const std::vector<RedisConnection>& connections, const std::string& current);
  void setState(const ProfileServer& server);
  void setAnswer(Verdict verdict, const QString& words);
  // Shown in the menu beside the connection: add, edit, remove.
  void setActions(const QList<QAction*>& actions);

 signals:
  void chosen(const QString& connection);
  void checkAgain();

 private:
  QComboBox* m_which;
  VerdictLabel* m_state;
  QPushButton* m_menu;
  QPushButton* m_again;
  VerdictLabel* m_answer;
  VerdictLabel* m_problem;
};

}  // namespace headroom::ui
