// How the Traffic page is made, and what its actions do.
#include "core/base/file.h"
#include "ui/controllers/gateway_monitor.h"
#include "ui/pages/traffic/table_editor.h"
#include "ui/pages/traffic/traffic_cards.h"
#include "ui/pages/traffic/traffic_inspector.h"
#include "ui/pages/traffic/traffic_page.h"
#include "ui/theme/fonts.h"
#include "ui/theme/style.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/headline.h"
#include "ui/widgets/plot_menu.h"
#include "ui/widgets/verdict_label.h"

#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace headroom::ui {
namespace {

// As a shell takes it.
QString quoted(const QString& text) {
  static const QRegularExpression plain(QStringLiteral("^[A-Za-z0-9_./:=@%+,-]+$"));
  if (plain.match(text).hasMatch()) return text;
  return QLatin1Char('\'') + QString(text).replace(QLatin1Char('\''), QStringLiteral("'\\''")) +
         QLatin1Char('\'');
}

// Scrolls up and down, and only where its widget is higher at the least: with words that wrap in it,
// QScrollArea itself would give it the height that it would like.
class BodyArea : public QScrollArea {
 public:
  explicit BodyArea(QWidget* body) {
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWidget(body);
    body->installEventFilter(this);
  }

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override {
    if (watched == widget() && event->type() == QEvent::LayoutRequest) fit();
    return QScrollArea::eventFilter(watched, event);
  }
  void resizeEvent(QResizeEvent* event) override {
    QScrollArea::resizeEvent(event);
    fit();
  }

 private:
  void fit() {
    const int least = widget()->minimumSizeHint().height();
    const bool scrolls = least > maximumViewportSize().height();
    const int width = maximumViewportSize().width() -
                      (scrolls ? verticalScrollBar()->sizeHint().width() + metrics::small : 0);
    widget()->resize(width, std::max(least, maximumViewportSize().height()));
  }
};

}  // namespace

void TrafficPage::makeTop() {
  auto* down = new QVBoxLayout(this);
  down->setContentsMargins(metrics::gap, metrics::gap, metrics::gap, metrics::gap);
  down->setSpacing(metrics::gap);
  auto* top = new Headline;
  m_rate = top->addItem(tr("Requests/s"), "trafficHeadRate");
  m_planned = top->addItem(tr("Planned for"), "trafficHeadPlanned");
  m_planned->setToolTip(tr("Requests/s of the same shapes that What-if plans for. It is set there."));
  m_coverage = top->addItem(tr("Coverage"), "trafficHeadCoverage");
  m_coverage->setToolTip(
      tr("The share of the requests that lie in clusters. The cluster's optimizer plans for "
         "nothing else."));
  m_clusterCount = top->addItem(tr("Clusters"), "trafficHeadClusters");
  m_peak = top->addItem(tr("Peak"), "trafficHeadPeak");
  m_peak->setToolTip(tr("The busiest interval of the time line, requests/s."));
  m_pending = top->addItem(tr("Pending"), "trafficHeadPending");
  m_pending->setToolTip(
      tr("Requests that were sent and not answered to the end when the gateway last wrote."));
  m_queued = top->addItem(tr("Queued"), "trafficHeadQueued");
  m_queued->setToolTip(tr("Requests that waited for a pod when the gateway last wrote."));
  m_add = new QPushButton(tr("Add to the Traffic"));
  m_add->setObjectName("trafficAddShown");
  m_use = new QPushButton(tr("Use as the Traffic"));
  m_use->setObjectName("trafficUse");
  m_use->setProperty(property::primary, true);
  m_use->setToolTip(tr("What-if plans for it from then on."));
  top->addWidget(m_add);
  top->addWidget(m_use);
  connect(m_use, &QPushButton::clicked, this, [this] { use(false); });
  connect(m_add, &QPushButton::clicked, this, [this] { use(true); });
  down->addWidget(top);

  auto* row = new QHBoxLayout;
  row->setSpacing(metrics::small * 2);
  auto* label = new QLabel(tr("Look at"));
  m_source = new QComboBox;
  m_source->setObjectName("trafficSource");
  m_source->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  label->setBuddy(m_source);
  m_status = new VerdictLabel;
  m_status->setObjectName("trafficStatus");
  m_status->setWordWrap(true);
  m_status->setTextInteractionFlags(Qt::TextSelectableByMouse);
  row->addWidget(label);
  row->addWidget(m_source);
  row->addSpacing(metrics::small);
  row->addWidget(m_status, 1);
  row->addStretch();
  down->addLayout(row);
  connect(m_source, &QComboBox::activated, this, [this](int index) {
    const QStringList chosen = m_source->itemData(index).toStringList();
    if (chosen.value(0) == "gateway")
      showGateway(chosen.value(1).toStdString());
    else if (chosen.value(0) == "file")
      showFile(chosen.value(1));
    else
      showWorkspace();
  });
}

void TrafficPage::makeBody() {
  m_stack = new QStackedWidget;
  m_empty = new EmptyState("traffic", tr("No traffic yet"), {});
  m_empty->setObjectName("trafficEmpty");
  connect(m_empty->addAction(tr("Open Trace or Data Set…")), &QPushButton::clicked, this,
          [this] { openFile(false); });
  m_emptyGateway = m_empty->addAction(tr("Watch the Gateway"));
  connect(m_emptyGateway, &QPushButton::clicked, this, [this] {
    if (m_looking == Looking::gateway && m_monitor)
      m_monitor->refresh();
    else if (!workspace().connections.empty())
      showGateway(workspace().connections.front().name);
    else
      context().showPage(QStringLiteral("cluster"));
  });
  connect(m_empty->addAction(tr("Paint a Table")), &QPushButton::clicked, this, &TrafficPage::addTable);

  m_shapes = new ShapesCard;
  m_clusters = new ClustersCard;
  m_mapping = new MappingCard;
  m_timeline = new TimelineCard;
  m_shapes->setMinimumSize(300, 300);
  auto* right = new QWidget;
  auto* rightDown = new QVBoxLayout(right);
  rightDown->setContentsMargins(0, 0, 0, 0);
  rightDown->setSpacing(metrics::gap);
  rightDown->addWidget(m_clusters);
  rightDown->addWidget(m_mapping, 1);
  m_columns = new QBoxLayout(QBoxLayout::LeftToRight);
  m_columns->setSpacing(metrics::gap);
  m_columns->addWidget(m_shapes, 5);
  m_columns->addWidget(right, 4);
  m_body = new QWidget;
  auto* down = new QVBoxLayout(m_body);
  down->setContentsMargins(0, 0, 0, 0);
  down->setSpacing(metrics::gap);
  down->addLayout(m_columns, 5);
  down->addWidget(m_timeline, 2);
  m_stack->addWidget(m_empty);
  m_stack->addWidget(new BodyArea(m_body));
  layout()->addWidget(m_stack);
  qobject_cast<QVBoxLayout*>(layout())->setStretchFactor(m_stack, 1);

  m_inspector = new TrafficInspector(context().services);
  m_inspector->setObjectName("trafficInspector");
  m_addMenu = new QMenu(this);
  m_inspector->addButton()->setMenu(m_addMenu);
  setInspector(m_inspector, tr("Sources"));
  connect(m_inspector, &TrafficInspector::currentChanged, this, [this] {
    followTable();
    showPicture();
  });
  connect(m_shapes->map(), &ShapeMap::groupPicked, m_clusters, &ClustersCard::setPickedGroup);
  connect(m_clusters, &ClustersCard::groupPicked, m_shapes->map(), &ShapeMap::setPickedGroup);
  connect(m_shapes->editor(), &TableEditor::edited, this, [this](const TrafficTable& table) {
    const int row = m_inspector->current();
    session().edit(tr("Edit the table of traffic"), [row, &table](Workspace& workspace) {
      auto& origin = workspace.traffic.at(static_cast<std::size_t>(row)).origin;
      if (std::holds_alternative<TrafficTable>(origin)) origin = table;
    });
  });
  // A cell picked here is picked everywhere.
  for (RateGrid* grid : {m_mapping->grid(), m_shapes->editor()->grid()})
    connect(grid, &GridPlot::cellPicked, this, [this](const CellKey& cell) {
      session().selectCell(static_cast<int>(cell.inputTokens), static_cast<int>(cell.outputTokens));
    });
  connect(&session(), &Session::changed, this, [this](Sections what) {
    if (!(what & Section::selection)) return;
    const auto& cell = session().selection().cell;
    m_mapping->grid()->setPicked(cell ? std::optional(CellKey{static_cast<double>(cell->inputTokens),
                                                              static_cast<double>(cell->outputTokens)})
                                      : std::nullopt);
  });
}

// Side by side where there is room, else below each other.
void TrafficPage::resizeEvent(QResizeEvent* event) {
  Page::resizeEvent(event);
  m_columns->setDirection(width() >= 680 ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

void TrafficPage::makeActions() {
  connect(addPageAction("traffic.open", tr("&Open Trace or Data Set…")), &QAction::triggered, this,
          [this] { openFile(false); });
  connect(addPageAction("traffic.table", tr("&Paint a Table")), &QAction::triggered, this,
          &TrafficPage::addTable);
  m_refresh = addPageAction("traffic.refresh", tr("Look at the &Gateway Now"), QKeySequence(Qt::Key_F5));
  m_refresh->setEnabled(false);
  connect(m_refresh, &QAction::triggered, this, [this] {
    if (m_monitor) m_monitor->refresh();
  });
  addPageSeparator();
  connect(addPageAction("traffic.exportTable", tr("Export Table of &Rates…")), &QAction::triggered, this,
          &TrafficPage::exportTable);
  connect(addPageAction("traffic.exportPlot", tr("&Export Shapes as Picture or CSV…")), &QAction::triggered,
          this, &TrafficPage::exportPlot);
  connect(addPageAction("traffic.copyCommand", tr("Copy &Command Line")), &QAction::triggered, this,
          &TrafficPage::copyCommand);
}

void TrafficPage::fillSources() {
  const QSignalBlocker quiet(m_source);
  QStringList files;
  for (int i = 0; i < m_source->count(); ++i)
    if (const QStringList which = m_source->itemData(i).toStringList(); which.value(0) == "file")
      files << which.value(1);
  if (m_looking == Looking::file && !files.contains(m_name)) files << m_name;
  m_source->clear();
  m_source->addItem(tr("The workspace's traffic"), QStringList{"workspace", {}});
  for (const RedisConnection& connection : workspace().connections) {
    const QString name = QString::fromStdString(connection.name);
    m_source->addItem(tr("Gateway %1").arg(name), QStringList{"gateway", name});
  }
  for (const QString& file : files) m_source->addItem(QFileInfo(file).fileName(), QStringList{"file", file});
  const char* const kinds[] = {"workspace", "gateway", "file"};
  const QStringList now{QLatin1String(kinds[static_cast<int>(m_looking)]), m_name};
  int index = 0;
  for (int i = 0; i < m_source->count(); ++i)
    if (m_source->itemData(i).toStringList() == now) index = i;
  m_source->setCurrentIndex(index);
  m_emptyGateway->setText(workspace().connections.empty() ? tr("Connect a Redis")
                          : m_looking == Looking::gateway ? tr("Look Now")
                                                          : tr("Watch the Gateway"));
}

void TrafficPage::fillAddMenu() {
  m_addMenu->clear();
  connect(m_addMenu->addAction(tr("&File…")), &QAction::triggered, this, [this] { openFile(true); });
  connect(m_addMenu->addAction(tr("&Table to Paint")), &QAction::triggered, this, &TrafficPage::addTable);
  m_addMenu->addSeparator();
  for (const RedisConnection& connection : workspace().connections)
    connect(m_addMenu->addAction(tr("Gateway %1").arg(QString::fromStdString(connection.name))),
            &QAction::triggered, this, [this, name = connection.name] {
              addPart({.origin = TrafficOfGateway{name}}, tr("Add a gateway's traffic"));
            });
  if (workspace().connections.empty())
    connect(m_addMenu->addAction(tr("Connect a &Redis…")), &QAction::triggered, this,
            [this] { context().showPage(QStringLiteral("cluster")); });
}

std::optional<TrafficPart> TrafficPage::shownPart() const {
  if (m_looking == Looking::gateway) return TrafficPart{.origin = TrafficOfGateway{m_name.toStdString()}};
  if (m_looking != Looking::file) return std::nullopt;
  TrafficPart part{.origin = TrafficOfFile{m_name.toStdString()}};
  if (m_file && m_file->recording && !m_file->recording->timed) part.rate = 1;
  return part;
}

void TrafficPage::use(bool add) {
  const auto part = shownPart();
  if (!part) return;
  if (add) {
    addPart(*part, tr("Add traffic"));
    return;
  }
  session().edit(tr("Use other traffic"), [&](Workspace& workspace) { workspace.traffic = {*part}; });
  showWorkspace();
}

void TrafficPage::addPart(const TrafficPart& part, const QString& text) {
  session().edit(text, [&](Workspace& workspace) { workspace.traffic.push_back(part); });
  if (m_looking != Looking::workspace) showWorkspace();
  m_inspector->renew();
  m_inspector->setCurrent(static_cast<int>(workspace().traffic.size()) - 1);
}

void TrafficPage::openFile(bool add) {
  auto* dialog = new QFileDialog(this, tr("Open Trace or Data Set"), {},
                                 tr("Traffic (*.csv *.tsv *.json *.jsonl *.txt);;All files (*)"));
  dialog->setObjectName("trafficOpen");
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  connect(dialog, &QFileDialog::fileSelected, this, [this, add](const QString& path) {
    if (add)
      addPart({.origin = TrafficOfFile{path.toStdString()}}, tr("Add a file of traffic"));
    else
      showFile(path);
  });
  dialog->open();
}

void TrafficPage::addTable() {
  const TrafficGrid lengths = grid();
  TrafficTable table{lengths.outputTokens, lengths.inputTokens, {}};
  table.rates.assign(table.outputTokens.size(), std::vector<double>(table.inputTokens.size(), 0));
  addPart({.origin = std::move(table)}, tr("Add a table of traffic"));
  followTable();
  m_shapes->showTable();
  showPicture();
}

void TrafficPage::exportTable() {
  if (!m_picture || m_picture->upward.rates.empty()) return;
  const std::string text =
      rateTableJson(m_mapping->rule() == CellRule::upward ? m_picture->upward : m_picture->nearest);
  const auto write = [this, text](const QString& path) {
    struct Done {};
    m_exportLane.run<Done>(
        {tr("Exporting the table of rates")},
        [to = path.toStdString(), text](const std::stop_token&, const ProgressSink&) -> Tasks::Answer<Done> {
          if (const auto written = writeFileAtomically(to, text); !written) return written.error();
          return std::make_shared<const Done>();
        },
        [this, path](const Tasks::Answer<Done>& done) {
          if (done)
            messages().note(tr("The table of rates was written to %1").arg(QDir::toNativeSeparators(path)));
          else
            messages().post(done.error());
        });
  };
  askWhereToSave(this, tr("Export Table of Rates"), QStringLiteral("rates"), {QStringLiteral("json")}, write);
}

void TrafficPage::exportPlot() {
  askToSavePlot(m_shapes->map(), tr("Export Request Shapes"), QStringLiteral("shapes"),
                [this](const Error& error) { messages().post(error); });
}

// What shows the same without a display.
QString TrafficPage::commandLine() const {
  const auto ofPart = [this](const TrafficPart& part) {
    QString text;
    if (const auto* file = std::get_if<TrafficOfFile>(&part.origin))
      text = QString::fromStdString(file->path);
    if (const auto* gateway = std::get_if<TrafficOfGateway>(&part.origin))
      for (const RedisConnection& connection : workspace().connections)
        if (connection.name == gateway->connection)
          text = QString::fromStdString(connection.url) + QStringLiteral("?model=") +
                 QString::fromStdString(connection.model);
    if (part.rate) text += QStringLiteral(";rate=%1").arg(*part.rate);
    if (part.scale != 1) text += QStringLiteral(";scale=%1").arg(part.scale);
    if (part.shiftSeconds != 0) text += QStringLiteral(";shift=%1").arg(part.shiftSeconds);
    return quoted(text);
  };
  if (m_looking == Looking::gateway)
    return QStringLiteral("headroomctl traffic watch %1").arg(ofPart(*shownPart()));
  if (m_looking == Looking::file)
    return QStringLiteral("headroomctl traffic show %1").arg(ofPart(*shownPart()));
  QString command;
  for (const TrafficPart& part : workspace().traffic) {
    // A table is in the workspace alone: it must be exported first.
    if (!part.on || std::holds_alternative<TrafficTable>(part.origin)) continue;
    command += command.isEmpty() ? QStringLiteral("headroomctl traffic show %1").arg(ofPart(part))
                                 : QStringLiteral(" --add %1").arg(ofPart(part));
  }
  return command;
}

void TrafficPage::copyCommand() {
  const QString command = commandLine();
  if (command.isEmpty()) {
    messages().note(tr("A painted table has no command line: export it as a table of rates first."));
    return;
  }
  QGuiApplication::clipboard()->setText(command);
}

}  // namespace headroom::ui
