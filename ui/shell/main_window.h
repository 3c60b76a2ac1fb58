// The one window: pages by a side bar, the line of the workspace and its targets above, docks around,
// messages that stay. What a page is stands in page.h, which pages there are in page_registry.h.
//
//   Services services(ServicePlaces::ofThePerson());
//   MainWindow window(services, pageRegistry());
//   window.restoreLayout();
//   window.show();
//   window.start({"llama.headroom"});
#pragma once

#include "ui/shell/command_palette.h"
#include "ui/shell/page.h"
#include "ui/shell/page_registry.h"
#include "ui/shell/services.h"

#include <QDeadlineTimer>
#include <QHash>
#include <QMainWindow>
#include <QPointer>
#include <QTimer>

#include <vector>

class QDockWidget;
class QLabel;
class QMenu;
class QMessageBox;
class QScrollArea;
class QStackedWidget;

namespace headroom::ui {

class DocumentFlow;
class FileIntake;
class HelpDialog;
class MessageArea;
class SideBar;
class TaskModel;
class TopLine;

class MainWindow : public QMainWindow {
  Q_OBJECT

 public:
  MainWindow(Services& services, const std::vector<PageEntry>& pages);
  ~MainWindow() override;

  // What a person left: size, docks, page. Call before show().
  void restoreLayout();
  void restoreDefaultLayout();
  // Opens what was named on the command line; with nothing, offers what a crash left.
  void start(const QStringList& paths);

  void showPage(const QString& id);
  QString currentPage() const { return m_current; }
  Page* page(const QString& id) const { return m_pages.value(id); }
  QStringList pageIds() const;
  // Every command: of the menus, and of all pages.
  QList<Command> commands();

 protected:
  void closeEvent(QCloseEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  static constexpr int layoutVersion = 1;  // of saveState(): counted up when docks change their names

  // main_window.cpp
  void makeTop();
  void makeSide(const std::vector<PageEntry>& entries);
  void makeCentre(const std::vector<PageEntry>& entries);
  void makeDocks();
  void makeStatus();
  void showTitle();
  void showInspector();
  void fitToWidth();
  bool offerToPages(FileKind kind, const QString& path);
  // main_window_menus.cpp
  void makeMenus();
  void makeFileMenu();
  void makeEditMenu();
  void makeViewMenu();
  void makeHelpMenu();
  void fillRecent();
  void fillPageMenu();
  void showPalette();
  void showShortcuts();
  void showHelp();
  void showAbout();
  void showAboutQt();
  // main_window_close.cpp
  void askAboutTasks();
  void beginToEnd();
  void endWhenIdle();

  Services& m_services;
  PageContext m_context;
  std::vector<PageEntry> m_entries;
  QHash<QString, Page*> m_pages;
  QString m_current;
  DocumentFlow* m_flow;
  FileIntake* m_intake;
  TaskModel* m_taskModel;

  TopLine* m_top = nullptr;
  SideBar* m_side = nullptr;
  MessageArea* m_messageArea = nullptr;
  QStackedWidget* m_stack = nullptr;
  QDockWidget* m_taskDock = nullptr;
  QDockWidget* m_inspectorDock = nullptr;
  QStackedWidget* m_inspectors = nullptr;
  QHash<QString, QWidget*> m_inspectorOf;
  bool m_inspectorWanted = true;
  QLabel* m_savedWhen = nullptr;
  QMenu* m_pageMenu = nullptr;
  QMenu* m_recentMenu = nullptr;
  QPointer<HelpDialog> m_help;
  QByteArray m_defaultLayout;

  enum class Ending { no, asking, stopping, ended } m_ending = Ending::no;
  QDeadlineTimer m_endBy;
  QTimer m_endTimer;
};

}  // namespace headroom::ui
