// The menu bar, and all commands as the palette lists them.
#include "ui/dialogs/help_dialog.h"
#include "ui/dialogs/shortcut_sheet.h"
#include "ui/shell/document_flow.h"
#include "ui/shell/main_window.h"

#include <QActionGroup>
#include <QApplication>
#include <QCoreApplication>
#include <QDockWidget>
#include <QFileInfo>
#include <QMenuBar>
#include <QMessageBox>

namespace headroom::ui {
namespace {

QAction* add(QMenu* menu, const char* id, const QString& text, const QKeySequence& keys, QObject* receiver,
             std::function<void()> run) {
  QAction* action = menu->addAction(text);
  action->setObjectName(QLatin1String(id));
  action->setShortcut(keys);
  QObject::connect(action, &QAction::triggered, receiver, std::move(run));
  return action;
}

QString plain(QString text) {
  text.remove(QStringLiteral("…"));
  // "&File" is "File", "A && B" is "A & B".
  QString out;
  for (qsizetype i = 0; i < text.size(); ++i) {
    if (text[i] == QLatin1Char('&') && (i + 1 == text.size() || text[i + 1] != QLatin1Char('&'))) continue;
    if (text[i] == QLatin1Char('&')) ++i;
    out += text[i];
  }
  return out;
}

Command commandOf(QAction* action, const QString& place) {
  return {plain(action->text()), place, action->shortcut().toString(QKeySequence::NativeText),
          action->isEnabled(), [action = QPointer<QAction>(action)] {
            if (action) action->trigger();
          }};
}

void collect(const QMenu* menu, const QString& place, QList<Command>& commands) {
  for (QAction* action : menu->actions()) {
    if (action->isSeparator() || !action->isVisible()) continue;
    if (const QMenu* inner = action->menu())
      collect(inner, plain(inner->title()), commands);
    else
      commands.push_back(commandOf(action, place));
  }
}

}  // namespace

void MainWindow::makeMenus() {
  makeFileMenu();
  makeEditMenu();
  makeViewMenu();
  m_pageMenu = menuBar()->addMenu(QString());
  m_pageMenu->menuAction()->setVisible(false);
  makeHelpMenu();
}

void MainWindow::makeFileMenu() {
  QMenu* menu = menuBar()->addMenu(tr("&File"));
  add(menu, "file.new", tr("&New Workspace"), QKeySequence::New, this, [this] { m_flow->startNew(); });
  add(menu, "file.open", tr("&Open Workspace…"), QKeySequence::Open, this, [this] { m_flow->open(); });
  add(menu, "file.openSample", tr("Open Sa&mple Workspace"), {}, this, [this] { m_flow->openSample(); });
  m_recentMenu = menu->addMenu(tr("Open &Recent"));
  fillRecent();
  connect(&m_services.settings, &AppSettings::recentChanged, this, &MainWindow::fillRecent);
  menu->addSeparator();
  add(menu, "file.save", tr("&Save"), QKeySequence::Save, this, [this] { m_flow->save(); });
  add(menu, "file.saveAs", tr("Save &As…"), QKeySequence(tr("Ctrl+Shift+S")), this,
      [this] { m_flow->saveAs(); });
  menu->addSeparator();
  add(menu, "file.quit", tr("&Quit"), QKeySequence(tr("Ctrl+Q")), this, [this] { close(); });
}

void MainWindow::fillRecent() {
  m_recentMenu->clear();
  for (const QString& path : m_services.settings.recent()) {
    QString text = QFileInfo(path).fileName();
    text.replace(QLatin1Char('&'), QStringLiteral("&&"));
    QAction* action = m_recentMenu->addAction(text, this, [this, path] { m_flow->open(path); });
    action->setToolTip(path);
    action->setStatusTip(path);
  }
  m_recentMenu->setToolTipsVisible(true);
  m_recentMenu->setEnabled(!m_recentMenu->isEmpty());
  if (m_recentMenu->isEmpty()) return;
  m_recentMenu->addSeparator();
  add(m_recentMenu, "file.clearRecent", tr("&Clear This List"), {}, this,
      [this] { m_services.settings.clearRecent(); });
}

void MainWindow::makeEditMenu() {
  QMenu* menu = menuBar()->addMenu(tr("&Edit"));
  QUndoStack* stack = m_services.session.undoStack();
  QAction* undo = stack->createUndoAction(this, tr("&Undo"));
  undo->setObjectName(QStringLiteral("edit.undo"));
  undo->setShortcut(QKeySequence::Undo);
  QAction* redo = stack->createRedoAction(this, tr("&Redo"));
  redo->setObjectName(QStringLiteral("edit.redo"));
  redo->setShortcuts({QKeySequence(tr("Ctrl+Shift+Z")), QKeySequence(tr("Ctrl+Y"))});
  menu->addActions({undo, redo});
}

void MainWindow::makeViewMenu() {
  QMenu* menu = menuBar()->addMenu(tr("&View"));
  int number = 0;
  for (const PageEntry& entry : m_entries) {
    ++number;
    const QKeySequence keys =
        number < 10 ? QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_0 + number)) : QKeySequence();
    QAction* action = add(menu, "", QCoreApplication::translate("Pages", entry.title), keys, this,
                          [this, id = entry.id] { showPage(id); });
    action->setObjectName(QStringLiteral("view.") + entry.id);
  }
  menu->addSeparator();
  QAction* inspector = m_inspectorDock->toggleViewAction();
  inspector->setText(tr("&Inspector"));
  inspector->setObjectName(QStringLiteral("view.inspector"));
  inspector->setShortcut(QKeySequence(Qt::Key_F9));
  // The dock renames its action with its title, which is the page's; the menu keeps its own word.
  connect(m_inspectorDock, &QDockWidget::windowTitleChanged, inspector,
          [inspector] { inspector->setText(tr("&Inspector")); });
  QAction* tasks = m_taskDock->toggleViewAction();
  tasks->setText(tr("&Tasks"));
  tasks->setObjectName(QStringLiteral("view.tasks"));
  tasks->setShortcut(QKeySequence(tr("Ctrl+T")));
  menu->addActions({inspector, tasks});
  add(menu, "view.restoreLayout", tr("Restore &Default Layout"), {}, this,
      [this] { restoreDefaultLayout(); });
  add(menu, "view.dismissAll", tr("Dismiss All &Messages"), QKeySequence(tr("Ctrl+Shift+M")), this,
      [this] { m_services.messages.dismissAll(); });
  menu->addSeparator();

  QMenu* themes = menu->addMenu(tr("T&heme"));
  auto* group = new QActionGroup(this);
  const auto addTheme = [&](const char* id, const QString& text, ThemeChoice choice) {
    QAction* action =
        add(themes, id, text, {}, this, [this, choice] { m_services.settings.setTheme(choice); });
    action->setCheckable(true);
    action->setChecked(m_services.theme.choice() == choice);
    group->addAction(action);
    connect(&m_services.settings, &AppSettings::themeChanged, action,
            [action, choice](ThemeChoice now) { action->setChecked(now == choice); });
  };
  addTheme("theme.system", tr("As the &System"), ThemeChoice::system);
  addTheme("theme.light", tr("&Light Theme"), ThemeChoice::light);
  addTheme("theme.dark", tr("&Dark Theme"), ThemeChoice::dark);
  connect(&m_services.settings, &AppSettings::themeChanged, this,
          [this](ThemeChoice choice) { m_services.theme.setChoice(choice); });
  QAction* full = add(menu, "view.fullScreen", tr("&Full Screen"), QKeySequence(Qt::Key_F11), this, [] {});
  full->setCheckable(true);
  connect(full, &QAction::toggled, this, [this](bool on) {
    setWindowState(on ? windowState() | Qt::WindowFullScreen : windowState() & ~Qt::WindowFullScreen);
  });
}

void MainWindow::makeHelpMenu() {
  QMenu* menu = menuBar()->addMenu(tr("&Help"));
  add(menu, "help.here", tr("Help on This &Page"), QKeySequence(Qt::Key_F1), this, [this] { showHelp(); });
  add(menu, "help.shortcuts", tr("&Keyboard Shortcuts"), QKeySequence(tr("Ctrl+/")), this,
      [this] { showShortcuts(); });
  add(menu, "help.palette", tr("&Find a Command…"), QKeySequence(tr("Ctrl+K")), this,
      [this] { showPalette(); });
  menu->addSeparator();
  add(menu, "help.about", tr("&About Headroom"), {}, this, [this] { showAbout(); });
  add(menu, "help.aboutQt", tr("About &Qt"), {}, this, [this] { showAboutQt(); });
}

// Only the actions of the page that is shown are in the window, so only their keys work.
void MainWindow::fillPageMenu() {
  m_pageMenu->clear();
  const Page* page = m_pages.value(m_current);
  for (const PageEntry& entry : m_entries)
    if (entry.id == m_current) m_pageMenu->setTitle(QCoreApplication::translate("Pages", entry.title));
  m_pageMenu->addActions(page->pageActions());
  m_pageMenu->menuAction()->setVisible(!page->pageActions().isEmpty());
}

QList<Command> MainWindow::commands() {
  QList<Command> commands;
  // First what can be done here, then everywhere.
  for (const PageEntry& entry : m_entries) {
    const bool here = entry.id == m_current;
    QList<Command> ofPage;
    for (QAction* action : m_pages.value(entry.id)->pageActions()) {
      if (action->isSeparator() || !action->isVisible()) continue;
      Command command = commandOf(action, QCoreApplication::translate("Pages", entry.title));
      if (!here)
        command.run = [this, id = entry.id, trigger = command.run] {
          showPage(id);
          trigger();
        };
      ofPage.push_back(std::move(command));
    }
    commands = here ? ofPage + commands : commands + ofPage;
  }
  for (const QAction* top : menuBar()->actions())
    if (top->menu() && top->menu() != m_pageMenu) collect(top->menu(), plain(top->menu()->title()), commands);
  return commands;
}

void MainWindow::showPalette() { (new CommandPalette(commands(), this))->show(); }
void MainWindow::showShortcuts() { (new ShortcutSheet(commands(), this))->show(); }

void MainWindow::showHelp() {
  if (!m_help) {
    m_help = new HelpDialog(this);
    m_help->setAttribute(Qt::WA_DeleteOnClose);
  }
  // A widget can say where it belongs by the property helpTopic; else the page does.
  QString topic = m_current;
  for (const QWidget* widget = QApplication::focusWidget(); widget; widget = widget->parentWidget()) {
    if (const QVariant own = widget->property("helpTopic"); own.isValid()) {
      topic = own.toString();
      break;
    }
  }
  m_help->showTopic(topic);
  m_help->show();
  m_help->raise();
  m_help->activateWindow();
}

void MainWindow::showAbout() {
  auto* box =
      new QMessageBox(QMessageBox::NoIcon, tr("About Headroom"),
                      QStringLiteral("<h3>Headroom %1</h3>").arg(QCoreApplication::applicationVersion()),
                      QMessageBox::Ok, this);
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->setIconPixmap(windowIcon().pixmap(64, 64));
  box->setInformativeText(
      tr("How many GPUs, of which kind, keep the promise about latency, and what does that cost?") +
      QStringLiteral("\n\n") + tr("Free software under the GNU General Public License, version 3 or later."));
  box->open();
}

// QApplication's own runs an event loop inside the slot.
void MainWindow::showAboutQt() {
  auto* box =
      new QMessageBox(QMessageBox::NoIcon, tr("About Qt"),
                      QStringLiteral("<h3>Qt %1</h3>").arg(QLatin1String(qVersion())), QMessageBox::Ok, this);
  box->setObjectName(QStringLiteral("aboutQt"));
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->setInformativeText(
      tr("Headroom is built with Qt, a library for programs on many systems, used here under the GNU Lesser "
         "General Public License, version 3.") +
      QStringLiteral("\n\nhttps://www.qt.io"));
  box->open();
}

}  // namespace headroom::ui
