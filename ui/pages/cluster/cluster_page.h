// The Cluster page: the profiles in a Redis of the cluster beside those of this workspace, what would go
// wrong with them, and the way there and back.
//
// What flows where: ProfileServer (what lies there) and OwnProfiles (what is here) make the rows of
// ClusterProfilesModel; its ticked rows go to ProfileCheck and to the card Push; the selected row to the
// cards of the difference and of the history. A push is held to the very text that its row was compared with.
#pragma once

#include "ui/controllers/own_profiles.h"
#include "ui/controllers/profile_check.h"
#include "ui/controllers/profile_server.h"
#include "ui/models/cluster_profiles_model.h"
#include "ui/pages/cluster/check_card.h"
#include "ui/shell/page.h"

#include <QTimer>

#include <string>
#include <vector>

class QBoxLayout;
class QScrollArea;
class QStackedWidget;

namespace headroom::ui {

class ConnectionBar;
class DifferenceCard;
class HistoryCard;
class ProfilesCard;
class PushCard;

class ClusterPage : public Page {
  Q_OBJECT

 public:
  explicit ClusterPage(PageContext& context);
  ~ClusterPage() override;

  bool takeFile(FileKind kind, const QString& path) override;
  void aboutToShow() override;
  bool settled() const override;

  // For tests: times, and the models behind.
  ProfileServer& server() { return m_server; }
  ClusterProfilesModel& profiles() { return m_model; }

 protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  // cluster_page.cpp: how it is put together, and what follows what
  void makeActions();
  void makeCards();
  void arrange(bool narrow);
  void follow();
  void renewRows();
  void renewDifference();
  void renewHistory();
  void renewState();
  void select(const std::string& deployment);
  const ClusterRow* selected() const;
  // cluster_page_connection.cpp
  const RedisConnection* connection() const;
  void useConnection();
  void addConnection();
  void editConnection();
  void removeConnection();
  void openConnectionDialog(const RedisConnection& before);
  // cluster_page_check.cpp: what would go wrong, and whether there may be a push
  void checkWhereSeen();
  void renewCheck();
  void showCheck();
  void renewPlan();
  void mend(CheckCard::Mend mend, const LintFinding& found);
  // Why nothing can be written there now; empty where it can.
  QString whyNotWritable() const;
  // The same of a push, which also waits for the check and for what it found to be mended.
  QString whyNotPushable() const;
  QString whyNotSound() const;
  // cluster_page_writes.cpp: what changes something
  void push(bool force);
  void dryRun();
  void askAndPush(std::vector<PushItem> items, bool force);
  void revert(std::size_t entry);
  void askToDelete(const std::string& deployment);
  void written(const Tasks::Answer<ProfileServer::Pushed>& answer, const QString& what, bool dry);
  void exportSelected();
  void exportAll();
  void exportTo(const QString& directory, const std::vector<std::pair<QString, Profile>>& files);
  std::vector<PushItem> chosenItems() const;

  OwnProfiles m_own;
  ProfileServer m_server;
  ProfileCheck m_check;
  ClusterProfilesModel m_model;
  TaskLane m_exportLane;
  bool m_checkIsStale = false;
  std::string m_connection;   // its name
  RedisConnection m_used;     // as it was when it was taken into use
  std::string m_selected;     // deployment
  std::string m_historyOf;    // deployment whose history is shown
  std::string m_historyText;  // what lay there when it was read
  QStackedWidget* m_stack = nullptr;
  QScrollArea* m_scroll = nullptr;
  QBoxLayout* m_columns = nullptr;
  QBoxLayout* m_main = nullptr;
  QBoxLayout* m_sideCards = nullptr;
  bool m_narrow = false;
  QWidget* m_side = nullptr;
  ConnectionBar* m_bar = nullptr;
  ProfilesCard* m_profiles = nullptr;
  CheckCard* m_checkCard = nullptr;
  DifferenceCard* m_difference = nullptr;
  PushCard* m_push = nullptr;
  HistoryCard* m_history = nullptr;
  QAction* m_edit = nullptr;
  QAction* m_remove = nullptr;
  QAction* m_force = nullptr;
  QAction* m_delete = nullptr;
  QAction* m_export = nullptr;
  QAction* m_exportAll = nullptr;
  QAction* m_putBack = nullptr;
  QTimer m_tick;  // ages and the next try, while it is away
};

}  // namespace headroom::ui
