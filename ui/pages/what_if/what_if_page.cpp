#include "ui/pages/what_if/what_if_page.h"

#include "core/base/file.h"
#include "ui/controllers/what_if_commands.h"
#include "ui/pages/what_if/answer_bar.h"
#include "ui/pages/what_if/answers_export.h"
#include "ui/pages/what_if/capacity_maps.h"
#include "ui/pages/what_if/cell_card.h"
#include "ui/pages/what_if/cost_card.h"
#include "ui/pages/what_if/inspector.h"
#include "ui/pages/what_if/traffic_panel.h"
#include "ui/plots/heat_map.h"
#include "ui/plots/slice_chart.h"
#include "ui/plots/tile_map.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/plot_menu.h"
#include "ui/widgets/segments.h"
#include "ui/widgets/wrap_layout.h"

#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace headroom::ui {
namespace {

constexpr int kNarrowestCard = 420;

}  // namespace

WhatIfPage::WhatIfPage(PageContext& context)
    : Page(context),
      m_whatIf(context.services.session, context.services.tasks, context.services.measurements,
               context.services.traffic),
      m_edits(context.services.session),
      m_exportLane(context.services.tasks),
      m_stack(new QStackedWidget(this)),
      m_empty(
          new EmptyState(QStringLiteral("what-if"), tr("Nothing measured yet"),
                         tr("Once a GPU type was benchmarked, this page says how many of which GPU keep your "
                            "promise, what that costs, and how both change while you move it."))) {
  auto* down = new QVBoxLayout(this);
  down->setContentsMargins(0, 0, 0, 0);
  down->addWidget(m_stack);
  QPushButton* benchmark = m_empty->addAction(tr("Go to Benchmark"));
  benchmark->setObjectName(QStringLiteral("goToBenchmark"));
  connect(benchmark, &QPushButton::clicked, this,
          [this] { this->context().showPage(QStringLiteral("benchmark")); });
  connect(m_empty->addAction(tr("Open Sample Workspace")), &QPushButton::clicked, this,
          [this] { this->context().openSample(); });
  m_stack->addWidget(m_empty);
  m_stack->addWidget(makeContent());
  m_inspector = new WhatIfInspector(m_whatIf, m_edits);
  setInspector(m_inspector, tr("What-if"));
  makeActions();

  connect(&m_whatIf, &WhatIf::inputChanged, this, &WhatIfPage::renewInput);
  connect(&context.services.measurements, &Measurements::changed, this, &WhatIfPage::renewEmpty);
  connect(&m_whatIf, &WhatIf::capacitiesChanged, this, &WhatIfPage::renewCapacities);
  connect(&m_whatIf, &WhatIf::answered, this, &WhatIfPage::renewAnswer);
  connect(&session(), &Session::changed, this, [this](Sections what) {
    if (what & (Section::slos | Section::prices | Section::traffic | Section::scenarios)) renewConditions();
    if (what & Section::selection) renewCell();
  });
  connect(m_inspector, &WhatIfInspector::touched, this, &WhatIfPage::setMetric);
  connect(m_inspector, &WhatIfInspector::chooseTraffic, this, &WhatIfPage::chooseTraffic);
  connect(m_inspector, &WhatIfInspector::copyCommand, this, &WhatIfPage::copyCommand);
  connect(m_inspector, &WhatIfInspector::reviewAndPush, this,
          [this] { this->context().showPage(QStringLiteral("cluster")); });
  renewInput();
  renewCapacities();
}

QWidget* WhatIfPage::makeContent() {
  auto* scroll = new QScrollArea;
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setWidgetResizable(true);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setFocusPolicy(Qt::NoFocus);
  auto* inside = new QWidget;
  auto* down = new QVBoxLayout(inside);
  down->setContentsMargins(metrics::gap, metrics::gap, metrics::gap, metrics::gap);
  down->setSpacing(metrics::gap);
  m_answer = new AnswerBar;
  m_answer->setObjectName(QStringLiteral("answer"));
  down->addWidget(m_answer);

  m_quantity = new Segments;
  m_quantity->setChoices({{QStringLiteral("quantity.capacity"), tr("Capacity")},
                          {QStringLiteral("quantity.cost"), tr("Cost per M tokens")}});
  auto* heading = new QHBoxLayout;
  heading->setSpacing(metrics::small * 2);
  auto* title = new QLabel(tr("What each GPU can take under the promise"));
  title->setFont(ui::font(TextStyle::strong));
  heading->addWidget(title);
  heading->addStretch();
  heading->addWidget(m_quantity);
  down->addLayout(heading);

  m_maps = new CapacityMaps;
  m_cells = new CellCard;
  m_costs = new CostCard;
  down->addWidget(m_maps, 3);
  auto* cards = new QWidget;
  auto* row = new WrapLayout(cards);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(metrics::gap);
  row->setMinimumColumnWidth(kNarrowestCard);
  row->addWidget(m_cells);
  row->addWidget(m_costs);
  down->addWidget(cards, 2);
  scroll->setWidget(inside);

  connect(m_quantity, &Segments::chosen, this, [this](const QString& id) {
    m_maps->setQuantity(id == QLatin1String("quantity.cost") ? MapQuantity::costPerMillionTokens
                                                             : MapQuantity::capacity);
    m_maps->setCapacities(m_whatIf.input(), m_whatIf.capacities());
  });
  const TellError failed = [this](const Error& error) { tell(error); };
  connect(m_maps, &CapacityMaps::mapMade, this, [failed](HeatMap* map) { addPlotMenu(map, failed); });
  for (Plot* plot : std::initializer_list<Plot*>{m_cells->tiles(), m_cells->slice(), m_costs->load(),
                                                 m_costs->promise(), m_costs->time(), m_costs->replicas()})
    addPlotMenu(plot, failed);
  const auto pick = [this](const CellKey& cell) {
    session().selectCell(static_cast<int>(cell.inputTokens), static_cast<int>(cell.outputTokens));
  };
  connect(m_maps, &CapacityMaps::cellPicked, this, pick);
  connect(m_cells, &CellCard::cellPicked, this, pick);
  connect(m_maps, &CapacityMaps::cellHovered, m_cells, &CellCard::setHovered);
  connect(m_cells, &CellCard::cellHovered, this, [this](const std::optional<CellKey>& cell) {
    for (HeatMap* map : m_maps->maps()) map->setHovered(cell);
  });
  connect(m_cells, &CellCard::viewChosen, this, [this] {
    m_cells->showCapacities(m_whatIf);
    m_cells->showMix(m_whatIf);
  });
  connect(m_cells, &CellCard::metricChosen, this, &WhatIfPage::setMetric);
  connect(m_cells, &CellCard::sloDragged, this, [this](Metric metric, double bound) {
    m_edits.setBound(metric, bound, QStringLiteral("slice#%1").arg(m_sliceGesture));
    setMetric(metric);
  });
  connect(m_cells, &CellCard::sloReleased, this, [this] { ++m_sliceGesture; });
  connect(m_costs, &CostCard::viewChosen, this, &WhatIfPage::renewWanted);
  connect(m_costs, &CostCard::metricChosen, this, &WhatIfPage::setMetric);
  return scroll;
}

void WhatIfPage::makeActions() {
  const auto on = [this](QAction* action, auto run) { connect(action, &QAction::triggered, this, run); };
  on(addPageAction(QStringLiteral("what-if.copyCommand"), tr("&Copy Command"),
                   QKeySequence(tr("Ctrl+Alt+C"))),
     [this] { copyCommand(); });
  on(addPageAction(QStringLiteral("what-if.push"), tr("&Review and Push…"), QKeySequence(tr("Ctrl+Return"))),
     [this] { context().showPage(QStringLiteral("cluster")); });
  on(addPageAction(QStringLiteral("what-if.export"), tr("&Export Answers as JSON…"),
                   QKeySequence(tr("Ctrl+Shift+E"))),
     [this] { exportAnswers(); });
  addPageSeparator();
  on(addPageAction(QStringLiteral("what-if.keep"), tr("&Keep as Scenario")),
     [this] { m_edits.keepScenario({}); });
  on(addPageAction(QStringLiteral("what-if.traffic"), tr("Choose &Traffic…")), [this] { chooseTraffic(); });
}

void WhatIfPage::showEvent(QShowEvent* event) {
  Page::showEvent(event);
  renewWanted();
}

// What nobody sees is not worked out.
void WhatIfPage::hideEvent(QHideEvent* event) {
  Page::hideEvent(event);
  m_whatIf.setWanted({});
}

std::optional<CellKey> WhatIfPage::cell() const {
  if (const auto& cell = session().selection().cell)
    return CellKey{static_cast<double>(cell->inputTokens), static_cast<double>(cell->outputTokens)};
  return busiestCell(m_whatIf.input());
}

void WhatIfPage::renewInput() {
  m_stack->setCurrentIndex(m_whatIf.measured() ? 1 : 0);
  m_inspector->setEnabled(m_whatIf.measured());
  renewEmpty();
  QStringList types;
  for (const std::string& type : gpuTypes(workspace())) types << QString::fromStdString(type);
  m_colours = GpuColours(types);
  m_cells->setColours(m_colours);
  m_costs->setState(m_whatIf, session(), m_colours);
  m_maps->setGpus(m_whatIf.input(), m_colours);
  m_inspector->renewRanges();
  renewConditions();
  renewCell();
}

// While files are read, it is not known that there is nothing.
void WhatIfPage::renewEmpty() {
  if (!m_whatIf.measured()) m_empty->setVisible(context().services.measurements.settled());
}

void WhatIfPage::renewConditions() {
  m_inspector->renew(workspace(), m_colours);
  m_answer->setNotices(answerNotices(m_whatIf));
}

void WhatIfPage::renewCapacities() {
  m_maps->setCapacities(m_whatIf.input(), m_whatIf.capacities());
  m_cells->showCapacities(m_whatIf);
}

void WhatIfPage::renewCell() {
  m_maps->setPicked(cell());
  m_cells->setCell(m_whatIf, cell());
}

void WhatIfPage::renewAnswer(WhatIf::Question question) {
  if (question == WhatIf::Question::mix) {
    m_answer->setMix(m_whatIf.mix(), m_whatIf.input());
    m_answer->setNotices(answerNotices(m_whatIf));
  }
  if (question == WhatIf::Question::mix || question == WhatIf::Question::cluster) {
    m_answer->setCluster(m_whatIf.cluster(), m_whatIf.mix(), m_whatIf.input());
    m_cells->showMix(m_whatIf);
  }
  if (question == WhatIf::Question::scenarios) m_inspector->renew(workspace(), m_colours);
  m_costs->showAnswer(question);
}

void WhatIfPage::renewWanted() {
  WhatIf::Questions wanted = WhatIf::Question::mix | WhatIf::Question::cluster;
  wanted |= m_costs->question();
  // The list in the inspector shows what each costs.
  wanted |= WhatIf::Question::scenarios;
  m_whatIf.setWanted(wanted);
  m_whatIf.setScenariosFollow(m_costs->view() == CostCard::View::scenarios);
  m_costs->setState(m_whatIf, session(), m_colours);
}

void WhatIfPage::setMetric(Metric metric) {
  if (metric == m_cells->metric() && metric == m_whatIf.frontMetric()) return;
  m_cells->setMetric(m_whatIf, metric);
  m_whatIf.setFrontMetric(metric);
  m_costs->setState(m_whatIf, session(), m_colours);
}

void WhatIfPage::chooseTraffic() {
  auto* dialog = new QFileDialog(this, tr("Choose Traffic"), {},
                                 tr("Traces and data sets (*.csv *.jsonl *.json);;All files (*)"));
  dialog->setObjectName(QStringLiteral("trafficDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  connect(dialog, &QFileDialog::fileSelected, this,
          [this](const QString& path) { m_edits.setTrafficFile(path.toStdString()); });
  dialog->open();
}

QString WhatIfPage::commandText() const {
  CommandExtras extras;
  extras.best = m_cells->view() == CellCard::View::best;
  switch (m_costs->view()) {
    case CostCard::View::load: extras.curve = true; break;
    case CostCard::View::promise: extras.front = m_whatIf.frontMetric(); break;
    case CostCard::View::time: extras.timeline = true; break;
    case CostCard::View::prices: extras.prices = true; break;
    case CostCard::View::scenarios: extras.scenarios = workspace().scenarios; break;
  }
  const auto urlOf = [this](const std::string& connection) {
    for (const RedisConnection& one : workspace().connections)
      if (one.name == connection)
        return one.model.empty() || one.url.find('?') != std::string::npos ? one.url
                                                                           : one.url + "?model=" + one.model;
    return connection;
  };
  return QString::fromStdString(commandLines(m_whatIf.input(), extras, urlOf));
}

void WhatIfPage::exportAnswers() {
  if (!m_whatIf.measured()) return;
  askWhereToSave(this, tr("Export Answers"), QStringLiteral("what-if"), {QStringLiteral("json")},
                 [this](const QString& path) {
                   if (const auto begun = exportTo(path); !begun) tell(begun.error());
                 });
}

// What is weighed when the file is named is what is exported, whatever is moved until it is written.
Result<void> WhatIfPage::exportTo(const QString& path) {
  if (m_whatIf.readingTraffic())
    return Error{ErrorCode::invalidArgument, "the traffic is still being read", "export once it is there"};
  const ExportQuestion question{m_whatIf.snapshot(), workspace().scenarios, m_whatIf.frontMetric()};
  m_exportLane.run<Done>(
      {tr("Exporting the answers")},
      [question, to = path.toStdString()](const std::stop_token& stop,
                                          const ProgressSink& progress) -> Tasks::Answer<Done> {
        const auto text = answersJson(question, stop, progress);
        if (!text) return text.error();
        if (const auto written = writeFileAtomically(to, *text); !written) return written.error();
        return std::make_shared<const Done>();
      },
      [this, path](const Tasks::Answer<Done>& done) {
        if (done)
          messages().note(tr("All answers were written to %1").arg(QDir::toNativeSeparators(path)));
        else if (done.error().code != ErrorCode::cancelled)
          tell(done.error());
      });
  return {};
}

void WhatIfPage::copyCommand() {
  if (m_whatIf.measured()) QGuiApplication::clipboard()->setText(commandText());
}

}  // namespace headroom::ui
