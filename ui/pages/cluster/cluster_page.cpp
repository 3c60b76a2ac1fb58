#include "ui/pages/cluster/cluster_page.h"

#include "core/store/redis_backend.h"
#include "ui/controllers/redis_reach.h"
#include "ui/pages/cluster/connection_bar.h"
#include "ui/pages/cluster/difference_card.h"
#include "ui/pages/cluster/history_card.h"
#include "ui/pages/cluster/profiles_card.h"
#include "ui/pages/cluster/push_card.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/figure_table.h"

#include <QBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>

#include <algorithm>

namespace headroom::ui {
namespace {

constexpr int stackBelow = 960;  // logical pixels: the cards at the right go below the check
constexpr int leastSide = 300, mostSide = 400;

QString qs(const std::string& text) { return QString::fromStdString(text); }

}  // namespace

ClusterPage::ClusterPage(PageContext& context)
    : Page(context),
      m_own(session(), context.services.measurements, tasks()),
      m_server(tasks()),
      m_check(tasks(), context.services.settings),
      m_exportLane(tasks()) {
  makeActions();
  makeCards();
  follow();
  useConnection();
}

ClusterPage::~ClusterPage() = default;

void ClusterPage::makeActions() {
  QAction* add = addPageAction(QStringLiteral("cluster.add"), tr("&Add Redis Connection…"));
  m_edit = addPageAction(QStringLiteral("cluster.edit"), tr("&Edit Redis Connection…"));
  m_remove = addPageAction(QStringLiteral("cluster.remove"), tr("Re&move Redis Connection"));
  addPageSeparator();
  QAction* again =
      addPageAction(QStringLiteral("cluster.checkAgain"), tr("Check A&gain"), QKeySequence(Qt::Key_F5));
  QAction* dry = addPageAction(QStringLiteral("cluster.dryRun"), tr("&Dry Run"));
  QAction* pushing =
      addPageAction(QStringLiteral("cluster.push"), tr("&Push…"), QKeySequence(tr("Ctrl+Return")));
  m_force = addPageAction(QStringLiteral("cluster.pushForce"), tr("Push All the &Same…"));
  m_delete = addPageAction(QStringLiteral("cluster.delete"), tr("De&lete Profile from Cluster…"));
  addPageSeparator();
  m_export =
      addPageAction(QStringLiteral("cluster.export"), tr("E&xport Profile…"), QKeySequence(tr("Ctrl+E")));
  m_exportAll =
      addPageAction(QStringLiteral("cluster.exportAll"), tr("Export All Profiles of This &Workspace…"));
  m_putBack = addPageAction(QStringLiteral("cluster.putBack"), tr("Put the Dropped Profile A&way"));
  connect(add, &QAction::triggered, this, &ClusterPage::addConnection);
  connect(m_edit, &QAction::triggered, this, &ClusterPage::editConnection);
  connect(m_remove, &QAction::triggered, this, &ClusterPage::removeConnection);
  connect(again, &QAction::triggered, this, [this] { emit m_bar->checkAgain(); });
  connect(dry, &QAction::triggered, this, &ClusterPage::dryRun);
  connect(pushing, &QAction::triggered, this, [this] { push(false); });
  connect(m_force, &QAction::triggered, this, [this] { push(true); });
  connect(m_delete, &QAction::triggered, this, [this] { askToDelete(m_selected); });
  connect(m_export, &QAction::triggered, this, &ClusterPage::exportSelected);
  connect(m_exportAll, &QAction::triggered, this, &ClusterPage::exportAll);
  connect(m_putBack, &QAction::triggered, this, [this] { m_own.putBack(m_selected); });
}

void ClusterPage::makeCards() {
  m_stack = new QStackedWidget(this);
  auto* whole = new QVBoxLayout(this);
  whole->setContentsMargins(0, 0, 0, 0);
  whole->addWidget(m_stack);

  auto* empty = new EmptyState(QStringLiteral("cluster"), tr("No Redis yet"),
                               tr("The cluster's GPU optimizer and gateway read GPU profiles from a Redis. "
                                  "Add it to compare what lies there with what was measured here, and to "
                                  "push."),
                               m_stack);
  empty->setObjectName(QStringLiteral("clusterEmpty"));
  connect(empty->addAction(tr("Add Redis Connection…")), &QPushButton::clicked, this,
          &ClusterPage::addConnection);
  m_stack->addWidget(empty);

  m_scroll = new QScrollArea(m_stack);
  m_scroll->setFrameShape(QFrame::NoFrame);
  m_scroll->setWidgetResizable(true);
  auto* content = new QWidget(m_scroll);
  auto* down = new QVBoxLayout(content);
  down->setContentsMargins(metrics::gap, metrics::gap, metrics::gap, metrics::gap);
  down->setSpacing(metrics::gap);
  m_bar = new ConnectionBar(content);
  QList<QAction*> menu;
  for (QAction* action : pageActions())
    if (action == m_edit || action == m_remove || action->objectName() == QLatin1String("cluster.add"))
      menu << action;
  m_bar->setActions(menu);
  down->addWidget(m_bar);

  m_profiles = new ProfilesCard(m_model, content);
  m_checkCard = new CheckCard(content);
  m_difference = new DifferenceCard(content);
  m_side = new QWidget(content);
  m_sideCards = new QBoxLayout(QBoxLayout::TopToBottom, m_side);
  m_sideCards->setContentsMargins(0, 0, 0, 0);
  m_sideCards->setSpacing(metrics::gap);
  m_push = new PushCard(m_side);
  m_history = new HistoryCard(m_side);
  m_sideCards->addWidget(m_push, 0);
  m_sideCards->addWidget(m_history, 0);
  m_sideCards->addStretch(1);
  m_main = new QVBoxLayout;
  m_main->setSpacing(metrics::gap);
  m_main->addWidget(m_profiles);
  m_main->addWidget(m_checkCard);
  m_main->addWidget(m_difference, 1);
  m_columns = new QHBoxLayout;
  m_columns->setSpacing(metrics::gap);
  m_columns->addLayout(m_main, 1);
  m_columns->addWidget(m_side);
  down->addLayout(m_columns, 1);
  m_scroll->setWidget(content);
  m_stack->addWidget(m_scroll);
  m_push->setNotify(
      context().services.settings.value(QStringLiteral("cluster/notifyOptimizer"), true).toBool());
}

void ClusterPage::follow() {
  Services& services = context().services;
  connect(&session(), &Session::changed, this, [this](Sections what) {
    if (what & Section::connections) useConnection();
    if (what & (Section::targets | Section::traffic)) checkWhereSeen();
    if (what & Section::selection) {
      const auto& cell = session().selection().cell;
      m_difference->setPicked(cell ? std::optional(CellKey{static_cast<double>(cell->inputTokens),
                                                           static_cast<double>(cell->outputTokens)})
                                   : std::nullopt);
    }
  });
  connect(&services.traffic, &TrafficData::changed, this, &ClusterPage::checkWhereSeen);
  connect(&services.secrets, &Secrets::changed, this, [this](const QString& key) {
    // The password that was lacking, or another one.
    if (connection() && key == Secrets::ofConnection(*connection()) &&
        m_server.state() == ProfileServer::State::lost)
      m_server.refresh();
  });
  connect(m_bar, &ConnectionBar::chosen, this, [this](const QString& name) {
    m_connection = name.toStdString();
    useConnection();
  });
  connect(m_bar, &ConnectionBar::checkAgain, this, [this] {
    if (const RedisConnection* one = connection())
      if (const auto place = placeOf(*one)) context().services.tunnels.open(*place, Tunnels::Speaks::redis);
    m_check.forgetDeployments();
    renewCheck();
    m_server.refresh();
  });
  connect(&m_server, &ProfileServer::changed, this, &ClusterPage::renewState);
  connect(&m_server, &ProfileServer::profilesChanged, this, &ClusterPage::renewRows);
  connect(&m_server, &ProfileServer::lost, this, [this](const Error& why) {
    if (!connection() || !m_server.reading()) return;  // that it was never there is said on the page
    messages().post(
        {.severity = Severity::warning,
         .cause = tr("%1 does not answer any more: %2").arg(serverText(*connection()), qs(why.message)),
         .nextStep = tr("What was read before stays on the page Cluster; it is tried again by itself."),
         .actions = {{tr("Try Now"), [this] { m_server.refresh(); }}},
         .key = QStringLiteral("cluster.away")});
  });
  connect(&m_server, &ProfileServer::back, this, [this] {
    messages().dismiss(QStringLiteral("cluster.away"));
    if (connection()) messages().note(tr("%1 answers again").arg(serverText(*connection())));
  });
  connect(&m_own, &OwnProfiles::changed, this, &ClusterPage::renewRows);
  connect(&m_own, &OwnProfiles::taken, this,
          [this](const QString& deployment) { m_selected = deployment.toStdString(); });
  connect(&m_own, &OwnProfiles::failed, this, [this](const Error& error) { messages().post(error); });
  connect(&m_model, &ClusterProfilesModel::chosenChanged, this, [this] {
    renewCheck();
    renewPlan();
  });
  connect(&m_check, &ProfileCheck::changed, this, &ClusterPage::showCheck);
  connect(m_checkCard, &CheckCard::mendWanted, this, &ClusterPage::mend);
  connect(m_profiles, &ProfilesCard::picked, this, [this](int row) {
    if (const ClusterRow* one = m_model.at(row)) select(one->deployment);
  });
  connect(m_difference, &DifferenceCard::cellPicked, this, [this](const CellKey& cell) {
    session().selectCell(static_cast<int>(cell.inputTokens), static_cast<int>(cell.outputTokens));
  });
  connect(m_difference, &DifferenceCard::deleteWanted, this, [this] { askToDelete(m_selected); });
  connect(m_push, &PushCard::pushWanted, this, [this] { push(false); });
  connect(m_push, &PushCard::dryRunWanted, this, &ClusterPage::dryRun);
  connect(m_push, &PushCard::notifyChanged, this, [this](bool on) {
    context().services.settings.setValue(QStringLiteral("cluster/notifyOptimizer"), on);
  });
  connect(m_history, &HistoryCard::revertWanted, this, &ClusterPage::revert);
  connect(&m_tick, &QTimer::timeout, this, &ClusterPage::renewState);
  m_tick.setInterval(1000);
}

// --- what is shown

void ClusterPage::renewRows() {
  m_model.setRows(clusterRows(m_server.reading().get(), m_own.all()));
  m_stack->setCurrentIndex(connection() || m_own.hasFiles() ? 1 : 0);
  if (m_model.rowOf(m_selected) < 0)
    m_selected = m_model.rows().empty() ? "" : m_model.rows().front().deployment;
  m_profiles->setPicked(m_model.rowOf(m_selected));
  m_profiles->setCaption(m_used.model.empty() ? QString() : qs(profileKey(m_used.model, "*")));
  m_profiles->setNote(m_own.ofOtherModels() > 0
                          ? tr("%n targets serve another model and are not shown.", "", m_own.ofOtherModels())
                          : QString());
  m_profiles->setNothing(
      m_server.reading()
          ? tr("No profile of this model, neither in the cluster nor here. Measure a target first.")
          : tr("Nothing is known yet of what lies in the cluster."));
  renewDifference();
  renewHistory();
}

const ClusterRow* ClusterPage::selected() const { return m_model.at(m_model.rowOf(m_selected)); }

void ClusterPage::select(const std::string& deployment) {
  if (m_selected == deployment) return;
  m_selected = deployment;
  m_profiles->setPicked(m_model.rowOf(deployment));
  renewDifference();
  renewHistory();
}

void ClusterPage::renewDifference() {
  const ClusterRow* row = selected();
  m_difference->setRow(row);
  const auto& cell = session().selection().cell;
  if (cell)
    m_difference->setPicked(
        CellKey{static_cast<double>(cell->inputTokens), static_cast<double>(cell->outputTokens)});
  const bool there = row && row->there;
  const QString why = there ? whyNotWritable() : tr("It does not lie in the cluster");
  m_delete->setEnabled(why.isEmpty());
  m_difference->setDeletable(why.isEmpty(), why);
  m_export->setEnabled(row && (row->hereProfile() || row->thereProfile()));
  m_exportAll->setEnabled(
      std::ranges::any_of(m_model.rows(), [](const ClusterRow& one) { return one.hereProfile(); }));
  m_putBack->setEnabled(row && row->here && !row->here->file.empty());
}

void ClusterPage::renewHistory() {
  const ClusterRow* row = selected();
  const bool known = row && connection();
  m_history->setDeployment(known ? shortened(qs(row->deployment), m_used.model) : QString());
  if (!known || m_server.state() != ProfileServer::State::connected) return;
  const std::string text = row->there ? row->there->text : std::string();
  if (m_historyOf == row->deployment && m_historyText == text) return;
  if (m_historyOf != row->deployment) m_history->setEntries(nullptr, tr("Reading…"));
  m_historyOf = row->deployment;
  m_historyText = text;
  m_server.history(m_historyOf, [this](const Tasks::Answer<std::vector<HistoryEntry>>& answer) {
    if (answer) {
      m_history->setEntries(*answer,
                            tr("Nothing was replaced yet: it begins with the first push over a profile."));
    } else if (answer.error().code != ErrorCode::cancelled) {
      m_history->setEntries(nullptr, qs(answer.error().message));
      m_historyOf.clear();  // asked again with the next reading
    }
  });
}

void ClusterPage::renewState() {
  m_bar->setState(m_server);
  const QString why = whyNotWritable();
  m_history->setRevertable(why.isEmpty(), why);
  const bool there = selected() && selected()->there;
  m_difference->setDeletable(there && why.isEmpty(), why);
  m_delete->setEnabled(there && why.isEmpty());
  renewPlan();
  renewHistory();
  if (m_server.state() == ProfileServer::State::lost && isVisible())
    m_tick.start();
  else
    m_tick.stop();
}

// --- as a page

bool ClusterPage::takeFile(FileKind kind, const QString& path) {
  if (kind != FileKind::profile) return false;
  m_own.take(path);
  return true;
}

void ClusterPage::aboutToShow() {
  // Before the first picture, so that settled() knows of it.
  m_own.setActive(true);
  m_server.setWatching(true);
  if (m_checkIsStale) renewCheck();
}

bool ClusterPage::settled() const {
  if (!connection() && !m_own.hasFiles()) return true;
  return m_server.state() != ProfileServer::State::connecting && m_own.settled() && m_check.settled();
}

void ClusterPage::showEvent(QShowEvent* event) {
  Page::showEvent(event);
  m_own.setActive(true);
  m_server.setWatching(true);
  if (m_checkIsStale) renewCheck();
  renewState();
}

void ClusterPage::hideEvent(QHideEvent* event) {
  Page::hideEvent(event);
  m_own.setActive(false);
  m_server.setWatching(false);
  m_tick.stop();
}

void ClusterPage::resizeEvent(QResizeEvent* event) {
  Page::resizeEvent(event);
  arrange(width() < stackBelow);
}

// Wide: two columns. Narrow: one, with Push and History side by side before the maps.
void ClusterPage::arrange(bool narrow) {
  const int wide = std::clamp(width() * 3 / 10, leastSide, mostSide);
  m_side->setMinimumWidth(narrow ? 0 : wide);
  m_side->setMaximumWidth(narrow ? QWIDGETSIZE_MAX : wide);
  if (narrow == m_narrow) return;
  m_narrow = narrow;
  m_columns->removeWidget(m_side);
  m_main->removeWidget(m_side);
  if (narrow)
    m_main->insertWidget(m_main->indexOf(m_difference), m_side);
  else
    m_columns->addWidget(m_side);
  m_sideCards->setDirection(narrow ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
  for (QWidget* card : {static_cast<QWidget*>(m_push), static_cast<QWidget*>(m_history)})
    m_sideCards->setStretchFactor(card, narrow ? 1 : 0);
  m_sideCards->setStretch(m_sideCards->count() - 1, narrow ? 0 : 1);
}

}  // namespace headroom::ui
