// How the window is put together; menus and closing have files of their own.
#include "ui/shell/main_window.h"

#include "ui/dialogs/help_dialog.h"
#include "ui/shell/dock_title.h"
#include "ui/shell/document_flow.h"
#include "ui/shell/file_intake.h"
#include "ui/shell/message_area.h"
#include "ui/shell/side_bar.h"
#include "ui/shell/task_panel.h"
#include "ui/shell/top_line.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/plot_menu.h"
#include "ui/widgets/tinted_icon.h"

#include <QCoreApplication>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QLabel>
#include <QLocale>
#include <QMimeData>
#include <QScrollArea>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTime>
#include <QToolBar>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace headroom::ui {
namespace {

constexpr int compactBelow = 1180;
constexpr int inspectorWidth = 300;
constexpr int narrowInspector = 240, wideInspector = 380;  // what it may ask for at least

QToolBar* fixedBar(const char* name, QWidget* content, MainWindow* window) {
  auto* bar = new QToolBar(window);
  bar->setObjectName(QLatin1String(name));
  bar->setMovable(false);
  bar->setFloatable(false);
  bar->setContextMenuPolicy(Qt::PreventContextMenu);
  bar->setContentsMargins(0, 0, 0, 0);
  if (bar->layout()) bar->layout()->setContentsMargins(0, 0, 0, 0);
  bar->toggleViewAction()->setVisible(false);
  bar->addWidget(content);
  return bar;
}

// What is as wide as its words, also in a scroll area that only scrolls up and down: words are longer in some
// languages, and nothing of an inspector may be cut off.
int neededWidth(QWidget* inspector) {
  int width = inspector->minimumSizeHint().width();
  QList<QScrollArea*> areas = inspector->findChildren<QScrollArea*>();
  if (auto* area = qobject_cast<QScrollArea*>(inspector)) areas.push_back(area);
  for (const QScrollArea* area : areas)
    // The margin on its right is as wide as the scroll bar, and makes room for it.
    if (area->widget()) width = std::max(width, area->widget()->minimumSizeHint().width());
  return width;
}

QString titleOf(const PageEntry& entry) { return QCoreApplication::translate("Pages", entry.title); }

}  // namespace

MainWindow::MainWindow(Services& services, const std::vector<PageEntry>& pages)
    : m_services(services),
      m_context{services, [this](const QString& id) { showPage(id); }, [this] { m_flow->openSample(); }},
      m_entries(pages),
      m_flow(new DocumentFlow(services, this)),
      m_intake(
          new FileIntake(services,
                         {[this](const QString& path) { m_flow->open(path); },
                          [this](FileKind kind, const QString& path) { return offerToPages(kind, path); }},
                         this)),
      m_taskModel(new TaskModel(services.tasks, this)) {
  setObjectName(QStringLiteral("mainWindow"));
  setFileTasks(this, services.tasks);
  setAcceptDrops(true);
  setDockNestingEnabled(true);
  setMinimumSize(800, 560);
  resize(1440, 900);
  makeTop();
  makeSide(pages);
  makeCentre(pages);
  makeDocks();
  makeStatus();
  makeMenus();
  connect(&services.session, &Session::titleChanged, this, &MainWindow::showTitle);
  showTitle();
  connect(&m_endTimer, &QTimer::timeout, this, &MainWindow::endWhenIdle);
  m_defaultLayout = saveState(layoutVersion);
  if (!pages.empty()) showPage(pages.front().id);
}

MainWindow::~MainWindow() {
  // The pages speak to the services, and to the context in this object, until they are gone.
  qDeleteAll(m_pages);
  m_pages.clear();
}

void MainWindow::makeTop() {
  m_top = new TopLine(m_services.session, m_services.targetStates);
  m_top->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  addToolBar(Qt::TopToolBarArea, fixedBar("topBar", m_top, this));
  connect(m_top, &TopLine::targetChosen, this, [this](const QString& name) {
    m_services.session.selectTarget(name.toStdString());
    showPage(QStringLiteral("targets"));
  });
}

void MainWindow::makeSide(const std::vector<PageEntry>& entries) {
  m_side = new SideBar;
  int number = 0;
  for (const PageEntry& entry : entries) {
    ++number;
    m_side->addPage(entry.id, titleOf(entry),
                    number < 10 ? QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_0 + number))
                                      .toString(QKeySequence::NativeText)
                                : QString());
  }
  addToolBar(Qt::LeftToolBarArea, fixedBar("sideToolBar", m_side, this));
  connect(m_side, &SideBar::chosen, this, &MainWindow::showPage);
}

void MainWindow::makeCentre(const std::vector<PageEntry>& entries) {
  auto* centre = new QWidget(this);
  auto* down = new QVBoxLayout(centre);
  down->setContentsMargins(0, 0, 0, 0);
  down->setSpacing(0);
  m_messageArea = new MessageArea(m_services.messages, centre);
  m_stack = new QStackedWidget(centre);
  m_stack->setObjectName(QStringLiteral("pages"));
  down->addWidget(m_messageArea);
  down->addWidget(m_stack, 1);
  for (const PageEntry& entry : entries) {
    Page* page = entry.make(m_context);
    page->setObjectName(QStringLiteral("page.") + entry.id);
    page->setAccessibleName(titleOf(entry));
    m_stack->addWidget(page);
    m_pages.insert(entry.id, page);
  }
  setCentralWidget(centre);
}

void MainWindow::makeDocks() {
  setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
  m_inspectorDock = new QDockWidget(tr("Inspector"), this);
  m_inspectorDock->setObjectName(QStringLiteral("inspectorDock"));
  m_inspectorDock->setTitleBarWidget(new DockTitle(m_inspectorDock));
  m_inspectorDock->setAllowedAreas(Qt::LeftDockWidgetArea | Qt::RightDockWidgetArea);
  m_inspectors = new QStackedWidget;
  for (const PageEntry& entry : m_entries) {
    const Page* page = m_pages.value(entry.id);
    if (!page->inspector()) continue;
    // An inspector may be longer than a small window is high.
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setAccessibleName(page->inspectorTitle());
    scroll->setWidget(page->inspector());
    m_inspectors->addWidget(scroll);
    m_inspectorOf.insert(entry.id, scroll);
  }
  m_inspectorDock->setWidget(m_inspectors);
  addDockWidget(Qt::RightDockWidgetArea, m_inspectorDock);
  resizeDocks({m_inspectorDock}, {inspectorWidth}, Qt::Horizontal);
  // Only what a person does is remembered, not that a page has none.
  connect(m_inspectorDock->toggleViewAction(), &QAction::triggered, this,
          [this](bool on) { m_inspectorWanted = on; });
  m_inspectorDock->installEventFilter(this);

  m_taskDock = new QDockWidget(tr("Tasks"), this);
  m_taskDock->setObjectName(QStringLiteral("taskDock"));
  m_taskDock->setTitleBarWidget(new DockTitle(m_taskDock));
  m_taskDock->setWidget(new TaskPanel(*m_taskModel));
  addDockWidget(Qt::BottomDockWidgetArea, m_taskDock);
  m_taskDock->hide();
  resizeDocks({m_taskDock}, {140}, Qt::Vertical);
}

void MainWindow::makeStatus() {
  auto* summary = new TaskSummary(*m_taskModel);
  connect(summary, &TaskSummary::pressed, this, [this] { m_taskDock->setVisible(!m_taskDock->isVisible()); });
  statusBar()->addWidget(summary, 1);
  statusBar()->setSizeGripEnabled(false);
  m_savedWhen = new QLabel;
  m_savedWhen->setObjectName(QStringLiteral("savedWhen"));
  m_savedWhen->setFont(ui::font(TextStyle::secondary));
  m_savedWhen->setForegroundRole(QPalette::PlaceholderText);
  statusBar()->addPermanentWidget(m_savedWhen);
  auto* palette = new QToolButton;
  palette->setObjectName(QStringLiteral("paletteButton"));
  palette->setAutoRaise(true);
  palette->setFont(ui::font(TextStyle::secondary));
  palette->setText(tr("%1 commands").arg(QKeySequence(tr("Ctrl+K")).toString(QKeySequence::NativeText)));
  connect(palette, &QToolButton::clicked, this, &MainWindow::showPalette);
  statusBar()->addPermanentWidget(palette);
  connect(&m_services.session, &Session::saved, this, [this] {
    m_savedWhen->setText(tr("saved %1").arg(QLocale().toString(QTime::currentTime(), QLocale::ShortFormat)));
  });
}

void MainWindow::showTitle() {
  setWindowFilePath(m_services.session.path());
  setWindowTitle(QStringLiteral("%1[*] – Headroom").arg(m_services.session.title()));
  setWindowModified(m_services.session.edited());
  if (m_services.session.path().isEmpty()) m_savedWhen->clear();
}

QStringList MainWindow::pageIds() const {
  QStringList ids;
  for (const PageEntry& entry : m_entries) ids.push_back(entry.id);
  return ids;
}

void MainWindow::showPage(const QString& id) {
  Page* page = m_pages.value(id);
  if (!page || id == m_current) return;
  m_current = id;
  page->aboutToShow();
  m_stack->setCurrentWidget(page);
  m_side->choose(id);
  fillPageMenu();
  showInspector();
}

void MainWindow::showInspector() {
  QWidget* inspector = m_inspectorOf.value(m_current);
  if (inspector) {
    m_inspectors->setCurrentWidget(inspector);
    m_inspectorDock->setWindowTitle(m_pages.value(m_current)->inspectorTitle());
    m_inspectors->setMinimumWidth(
        std::clamp(neededWidth(m_pages.value(m_current)->inspector()), narrowInspector, wideInspector));
  }
  m_inspectorDock->toggleViewAction()->setEnabled(inspector != nullptr);
  m_inspectorDock->setVisible(inspector && m_inspectorWanted);
}

void MainWindow::restoreLayout() {
  AppSettings& settings = m_services.settings;
  if (const QByteArray geometry = settings.geometry(); !geometry.isEmpty()) restoreGeometry(geometry);
  if (const QByteArray layout = settings.layout(); !layout.isEmpty()) restoreState(layout, layoutVersion);
  m_inspectorWanted = settings.value(QStringLiteral("window/inspector"), true).toBool();
  showPage(settings.page());
  showInspector();
  fitToWidth();
}

void MainWindow::restoreDefaultLayout() {
  restoreState(m_defaultLayout, layoutVersion);
  m_inspectorWanted = true;
  m_taskDock->hide();
  showInspector();
  resizeDocks({m_inspectorDock}, {inspectorWidth}, Qt::Horizontal);
}

void MainWindow::start(const QStringList& paths) {
  m_flow->offerRecoveries({});
  if (!paths.isEmpty()) m_intake->take(paths);
}

bool MainWindow::offerToPages(FileKind kind, const QString& path) {
  QStringList order = pageIds();
  order.removeAll(m_current);
  order.prepend(m_current);
  for (const QString& id : order) {
    Page* page = m_pages.value(id);
    if (!page || !page->takeFile(kind, path)) continue;
    showPage(id);
    return true;
  }
  return false;
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  const QList<QUrl> urls = event->mimeData()->urls();
  if (std::ranges::any_of(urls, &QUrl::isLocalFile)) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  QStringList paths;
  for (const QUrl& url : event->mimeData()->urls())
    if (url.isLocalFile()) paths.push_back(url.toLocalFile());
  if (paths.isEmpty()) return;
  event->acceptProposedAction();
  m_intake->take(paths);
}

void MainWindow::fitToWidth() { m_side->setCompact(width() < compactBelow); }

void MainWindow::resizeEvent(QResizeEvent* event) {
  QMainWindow::resizeEvent(event);
  fitToWidth();
}

bool MainWindow::eventFilter(QObject* watched, QEvent* event) {
  if (watched == m_inspectorDock && event->type() == QEvent::Close) m_inspectorWanted = false;
  return QMainWindow::eventFilter(watched, event);
}

}  // namespace headroom::ui
