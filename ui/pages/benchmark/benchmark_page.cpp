#include "ui/pages/benchmark/benchmark_page.h"

#include "ui/controllers/run_words.h"
#include "ui/models/points_model.h"
#include "ui/pages/benchmark/benchmark_inspector.h"
#include "ui/pages/benchmark/live_board.h"
#include "ui/pages/benchmark/live_card.h"
#include "ui/pages/benchmark/run_bar.h"
#include "ui/pages/benchmark/start_dialog.h"
#include "ui/pages/benchmark/target_card.h"
#include "ui/theme/fonts.h"
#include "ui/theme/gpu_colours.h"
#include "ui/theme/numbers.h"
#include "ui/widgets/card.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/figure_table.h"
#include "ui/widgets/wrap_layout.h"

#include <QGridLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QResizeEvent>
#include <QScrollArea>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <limits>

namespace headroom::ui {
namespace {

constexpr std::chrono::milliseconds refreshEvery{100};
constexpr int threeBeside = 780;  // px: charts and table in one row
constexpr int lowerHeight = 216;  // of a row of charts, at least
constexpr int cardColumn = 236;   // of a target, at least
constexpr int cardHeight = 280;   // likewise

}  // namespace

BenchmarkPage::BenchmarkPage(PageContext& context)
    : Page(context),
      m_benchmarks({.session = context.services.session,
                    .tasks = context.services.tasks,
                    .measurements = context.services.measurements,
                    .endpoints = context.services.endpoints,
                    .messages = context.services.messages,
                    .states = context.services.targetStates,
                    .dataDirectory = context.services.session.directory()}),
      m_stack(new QStackedWidget(this)) {
  setObjectName(QStringLiteral("benchmarkPage"));
  auto* empty =
      new EmptyState(QStringLiteral("benchmark"), tr("Nothing to measure yet"),
                     tr("A benchmark sends requests of many shapes and rates to a target and keeps what it "
                        "can carry. Add the deployments that serve your model first."),
                     this);
  empty->setObjectName(QStringLiteral("benchmarkEmpty"));
  connect(empty->addAction(tr("Add Targets")), &QPushButton::clicked, this,
          [this] { this->context().showPage(QStringLiteral("targets")); });
  makeContent();
  m_stack->addWidget(empty);
  auto* down = new QVBoxLayout(this);
  down->setContentsMargins(0, 0, 0, 0);
  down->addWidget(m_stack);

  m_inspector = new BenchmarkInspector(m_benchmarks, session(), context.services.tunnels);
  setInspector(m_inspector, tr("Benchmark"));
  makeActions();

  m_refresh.setSingleShot(true);
  m_refresh.setInterval(refreshEvery);
  connect(&m_refresh, &QTimer::timeout, this, &BenchmarkPage::refresh);
  m_clock.setInterval(std::chrono::seconds(1));  // for what is counted down while nothing else changes
  connect(&m_clock, &QTimer::timeout, this, [this] {
    for (const TargetCard* one : m_cardOf)
      if (const BenchmarkRun* run = m_benchmarks.run(one->target()); run && run->running())
        m_dirty.insert(one->target());
    refresh();
  });

  connect(&session(), &Session::changed, this, [this](Sections what) {
    if (what & (Section::targets | Section::plan)) follow();
    if (what & Section::slos)
      for (const auto& [file, one] : m_boards) one.charts->setSlos(workspace().slos);
    if (what & Section::selection) showSelection();
  });
  connect(&m_benchmarks, &Benchmarks::chosenChanged, this, [this] {
    for (TargetCard* one : m_cardOf) one->refresh();
    refresh();
  });
  connect(&m_benchmarks, &Benchmarks::started, this, &BenchmarkPage::restart);
  connect(&m_benchmarks, &Benchmarks::changed, this, &BenchmarkPage::markDirty);
  connect(&m_benchmarks, &Benchmarks::ended, this, &BenchmarkPage::follow);
  connect(&m_benchmarks.points(), &RecordedPoints::changed, this, [this](const QString& target) {
    m_pointsDirty = true;
    markDirty(target);
  });
  follow();
}

void BenchmarkPage::makeContent() {
  auto* content = new QWidget(this);
  auto* down = new QVBoxLayout(content);
  down->setContentsMargins(metrics::gap, metrics::gap, metrics::gap, metrics::gap);
  down->setSpacing(metrics::gap);
  m_bar = new RunBar(m_benchmarks, session(), content);
  connect(m_bar, &RunBar::startAsked, this, &BenchmarkPage::askToStart);
  down->addWidget(m_bar);

  auto* inner = new QWidget(content);
  auto* innerDown = new QVBoxLayout(inner);
  innerDown->setContentsMargins(0, 0, 0, 0);
  innerDown->setSpacing(metrics::gap);
  m_cardsArea = new QWidget(inner);
  m_cards = new WrapLayout(m_cardsArea);
  m_cards->setContentsMargins(0, 0, 0, 0);
  m_cards->setSpacing(metrics::gap);
  m_cards->setMinimumColumnWidth(cardColumn);
  innerDown->addWidget(m_cardsArea, 3);
  innerDown->addWidget(makeLower(), 2);
  m_scroll = new QScrollArea(content);
  m_scroll->setObjectName(QStringLiteral("benchmarkScroll"));
  m_scroll->setFrameShape(QFrame::NoFrame);
  m_scroll->setWidgetResizable(true);
  m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_scroll->setWidget(inner);
  down->addWidget(m_scroll, 1);
  m_stack->addWidget(content);
}

QWidget* BenchmarkPage::makeLower() {
  m_lower = new QWidget(this);
  m_lowerGrid = new QGridLayout(m_lower);
  m_lowerGrid->setContentsMargins(0, 0, 0, 0);
  m_lowerGrid->setSpacing(metrics::gap);
  m_rates = new LiveCard({{LiveBoard::Kind::rate, QStringLiteral("rate"), tr("Rate")},
                          {LiveBoard::Kind::errors, QStringLiteral("errors"), tr("Errors")},
                          {LiveBoard::Kind::lag, QStringLiteral("lag"), tr("Lag")}},
                         m_lower);
  m_latencies = new LiveCard({{LiveBoard::Kind::ttft, QStringLiteral("ttft"), QStringLiteral("TTFT")},
                              {LiveBoard::Kind::tpot, QStringLiteral("tpot"), QStringLiteral("TPOT")},
                              {LiveBoard::Kind::e2e, QStringLiteral("e2e"), QStringLiteral("E2E")}},
                             m_lower);
  m_rates->setObjectName(QStringLiteral("liveRates"));
  m_latencies->setObjectName(QStringLiteral("liveLatencies"));
  AppSettings& settings = context().services.settings;
  m_rates->choose(settings.value(QStringLiteral("benchmark/rates")).toString());
  m_latencies->choose(settings.value(QStringLiteral("benchmark/latencies")).toString());
  connect(m_rates, &LiveCard::kindChosen, this,
          [&settings](const QString& id) { settings.setValue(QStringLiteral("benchmark/rates"), id); });
  connect(m_latencies, &LiveCard::kindChosen, this,
          [&settings](const QString& id) { settings.setValue(QStringLiteral("benchmark/latencies"), id); });
  makePoints();
  arrangeLower();
  return m_lower;
}

void BenchmarkPage::makePoints() {
  m_pointsCard = new Card(tr("Points"), m_lower);
  m_points = new PointsModel(this);
  m_sorted = new QSortFilterProxyModel(this);
  m_sorted->setSourceModel(m_points);
  m_sorted->setSortRole(PointsModel::SortRole);
  m_table = new FigureTable(m_sorted, m_pointsCard);
  m_table->setObjectName(QStringLiteral("pointsTable"));
  m_table->setAccessibleName(tr("Measured points with everything that was recorded"));
  m_table->setFigureColumns(PointsModel::figureColumns());
  m_table->setSortingEnabled(true);
  m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
  m_table->horizontalHeader()->setSectionsMovable(true);
  m_sorted->sort(-1);
  for (int column = 0; column < PointsModel::ColumnCount; ++column)
    m_table->setColumnWidth(column, std::max(52, m_table->horizontalHeader()->sectionSizeHint(column) + 4));
  m_table->setColumnWidth(PointsModel::Remarks, 180);
  m_table->setColumnWidth(PointsModel::Started, 130);
  m_pointsCard->body()->addWidget(m_table, 1);
  connect(m_table, &QTableView::clicked, this, [this](const QModelIndex& index) {
    const PlanPoint& point = m_points->at(m_sorted->mapToSource(index).row()).point;
    session().selectCell(point.inputTokens, point.outputTokens);
  });
}

void BenchmarkPage::makeActions() {
  m_startAction = addPageAction(QStringLiteral("benchmark.start"), tr("&Start…"), QKeySequence(tr("Ctrl+R")));
  m_pauseAction = addPageAction(QStringLiteral("benchmark.pause"), tr("&Pause"));
  m_stopAction = addPageAction(QStringLiteral("benchmark.stop"), tr("S&top"));
  addPageSeparator();
  QAction* copy = addPageAction(QStringLiteral("benchmark.copyPoints"), tr("&Copy Points"));
  connect(m_startAction, &QAction::triggered, this, &BenchmarkPage::askToStart);
  connect(m_pauseAction, &QAction::triggered, this,
          [this] { m_benchmarks.anyPaused() ? m_benchmarks.resume() : m_benchmarks.pause(); });
  connect(m_stopAction, &QAction::triggered, this, [this] { m_benchmarks.stop(); });
  connect(copy, &QAction::triggered, m_table, &FigureTable::copy);
}

// Charts and table in one row where there is room, else the table below. Until something is measured the
// table has the room of the charts, too.
void BenchmarkPage::arrangeLower() {
  const bool live = m_live, beside = live && width() >= threeBeside, below = live && !beside;
  for (QWidget* widget : {static_cast<QWidget*>(m_rates), static_cast<QWidget*>(m_latencies),
                          static_cast<QWidget*>(m_pointsCard)})
    m_lowerGrid->removeWidget(widget);
  m_rates->setVisible(live);
  m_latencies->setVisible(live);
  m_lowerGrid->addWidget(m_rates, 0, 0);
  m_lowerGrid->addWidget(m_latencies, 0, 1);
  m_lowerGrid->addWidget(m_pointsCard, below ? 1 : 0, beside ? 2 : 0, 1, beside ? 1 : live ? 2 : 3);
  for (int column = 0; column < 3; ++column)
    m_lowerGrid->setColumnStretch(column, column < 2 ? 4 : beside ? 5 : 0);
  m_lowerGrid->setRowMinimumHeight(0, lowerHeight);
  m_lowerGrid->setRowMinimumHeight(1, below ? lowerHeight : 0);
}

void BenchmarkPage::resizeEvent(QResizeEvent* event) {
  Page::resizeEvent(event);
  if ((event->size().width() >= threeBeside) != (event->oldSize().width() >= threeBeside)) arrangeLower();
}

LiveBoard* BenchmarkPage::board(const std::string& target) const {
  const BenchmarkRun* run = m_benchmarks.run(target);
  const auto found = run ? m_boards.find(run->journalPath()) : m_boards.end();
  return found == m_boards.end() ? nullptr : found->second.charts;
}

TargetCard* BenchmarkPage::card(const std::string& target) const {
  const auto found = std::ranges::find(m_cardOf, target, &TargetCard::target);
  return found == m_cardOf.end() ? nullptr : *found;
}

// The cards are those of the workspace's targets, in their order.
void BenchmarkPage::follow() {
  const std::vector<Target>& targets = workspace().targets;
  const bool same = std::ranges::equal(targets, m_cardOf, {}, &Target::name, &TargetCard::target);
  if (!same) {
    std::map<std::string, TargetCard*> before;
    for (TargetCard* one : m_cardOf) before[one->target()] = one;
    m_cardOf.clear();
    while (QLayoutItem* item = m_cards->takeAt(0)) delete item;
    for (const Target& target : targets) {
      TargetCard*& one = before[target.name];
      if (!one) {
        one = new TargetCard(m_benchmarks, session(), target.name, m_cardsArea);
        one->setMinimumHeight(cardHeight);
        connect(one, &TargetCard::clicked, this, [this, name = target.name] { watch(name); });
        connect(one->grid(), &GridPlot::cellPicked, this, [this, name = target.name](const CellKey& cell) {
          Selection selection = session().selection();
          const Target* picked = findTarget(workspace(), name);
          selection.cell = {static_cast<int>(cell.inputTokens), static_cast<int>(cell.outputTokens)};
          selection.target = name;
          if (picked) selection.gpu = picked->gpu;
          session().select(selection);
        });
      }
      m_cards->addWidget(one);
      one->show();
      m_cardOf.push_back(one);
      before.erase(target.name);
    }
    for (const auto& [name, one] : before) one->deleteLater();
    std::vector<GridPlot*> grids;
    for (TargetCard* one : m_cardOf) grids.push_back(one->grid());
    linkCells(grids);
  }
  QStringList gpus;
  for (const std::string& gpu : gpuTypes(workspace())) gpus << QString::fromStdString(gpu);
  const GpuColours colours(gpus);
  for (TargetCard* one : m_cardOf)
    one->rebuild(colours.of(QString::fromStdString(findTarget(workspace(), one->target())->gpu)));
  m_stack->setCurrentIndex(targets.empty() ? 1 : 0);
  const bool live =
      std::ranges::any_of(targets, [this](const Target& target) { return board(target.name) != nullptr; });
  if (std::exchange(m_live, live) != live) arrangeLower();
  m_shown.clear();
  m_pointsDirty = true;
  showSelection();
  refresh();
}

std::string BenchmarkPage::watched() const {
  const std::vector<Target>& targets = workspace().targets;
  if (findTarget(workspace(), session().selection().target)) return session().selection().target;
  if (const auto running = m_benchmarks.running(); !running.empty())
    return m_benchmarks.targetOf(*running.front());
  for (const Target& target : targets)
    if (m_benchmarks.isChosen(target.name)) return target.name;
  return targets.empty() ? std::string() : targets.front().name;
}

void BenchmarkPage::watch(const std::string& target) { session().selectTarget(target); }

void BenchmarkPage::showSelection() {
  const auto& cell = session().selection().cell;
  const auto key = cell ? std::optional(CellKey{static_cast<double>(cell->inputTokens),
                                                static_cast<double>(cell->outputTokens)})
                        : std::nullopt;
  for (TargetCard* one : m_cardOf) one->grid()->setPicked(key);
  showWatched();
}

void BenchmarkPage::showWatched() {
  const std::string now = watched();
  if (now == m_shown) return;
  m_shown = now;
  for (TargetCard* one : m_cardOf) one->setWatched(m_cardOf.size() > 1 && one->target() == now);
  m_rates->show(board(now));
  m_latencies->show(board(now));
  showPoints();
  m_dirty.insert(now);
  refresh();
}

void BenchmarkPage::showPoints() {
  const std::string now = watched();
  m_points->setPoints(m_benchmarks.points().of(now));
  m_pointsCard->setTitle(m_cardOf.size() > 1 ? tr("Points of %1").arg(QString::fromStdString(now))
                                             : tr("Points"));
  m_pointsCard->setCaption(compact(m_points->rowCount(), 15));
}

// One range for all, so that the same colour is the same rate on every card.
void BenchmarkPage::showRange() {
  double low = std::numeric_limits<double>::infinity(), high = 0;
  for (const Target& target : workspace().targets)
    for (const PointRecord& record : m_benchmarks.points().of(target.name)) {
      if (!(record.throughput > 0)) continue;
      low = std::min(low, record.throughput);
      high = std::max(high, record.throughput);
    }
  if (!(high > low)) low = high > 0 ? high / 2 : 0.1, high = high > 0 ? high * 2 : 64;
  for (TargetCard* one : m_cardOf) one->setRange(low, high);
}

void BenchmarkPage::restart(const QString& target) {
  BenchmarkRun* run = m_benchmarks.run(target.toStdString());
  if (!run) return;
  Board& board = m_boards[run->journalPath()];
  if (!board.charts) {
    board.charts = new LiveBoard(this);
    board.charts->setSlos(workspace().slos);
  }
  // The same run under another name goes on in its charts.
  if (board.run != run) {
    board.run = run;
    board.charts->clear();
    connect(run, &BenchmarkRun::happened, board.charts, &LiveBoard::take);
  }
  m_clock.start();
  follow();
}

void BenchmarkPage::askToStart() {
  if (!m_benchmarks.obstacle().isEmpty()) return;
  auto* dialog = new StartDialog(m_benchmarks, this);
  connect(dialog, &QDialog::accepted, this, [this, dialog] { m_benchmarks.start(dialog->checks()); });
  dialog->open();
}

void BenchmarkPage::markDirty(const QString& target) {
  m_dirty.insert(target.toStdString());
  if (!m_refresh.isActive()) m_refresh.start();
}

void BenchmarkPage::refresh() {
  m_refresh.stop();
  if (std::exchange(m_pointsDirty, false)) {
    showRange();
    showPoints();
    for (const std::string& name : m_dirty)
      if (TargetCard* one = card(name)) one->showPoints();
    m_inspector->showNotices(watched());
  }
  for (const std::string& name : std::exchange(m_dirty, {}))
    if (TargetCard* one = card(name)) one->refresh();
  showWatched();
  const std::string now = watched();
  m_bar->show(now);
  const LiveBoard* charts = board(now);
  m_inspector->show(now, charts ? charts->lagP99Seconds() : std::nan(""));
  const auto running = m_benchmarks.running();
  m_startAction->setEnabled(m_benchmarks.obstacle().isEmpty());
  m_pauseAction->setEnabled(!running.empty());
  m_pauseAction->setText(m_benchmarks.anyPaused() ? tr("&Resume") : tr("&Pause"));
  m_stopAction->setEnabled(!running.empty());
  if (running.empty()) m_clock.stop();
}

void BenchmarkPage::aboutToShow() { refresh(); }

bool BenchmarkPage::settled() const { return m_benchmarks.points().settled() && !m_refresh.isActive(); }

}  // namespace headroom::ui
