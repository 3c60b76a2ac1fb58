#include "ui/pages/surfaces/surfaces_page.h"

#include "core/workspace/workspace.h"
#include "ui/models/limit_words.h"
#include "ui/pages/surfaces/slice_row.h"
#include "ui/pages/surfaces/surface_controls.h"
#include "ui/pages/surfaces/surface_maps.h"
#include "ui/pages/surfaces/surface_model.h"
#include "ui/plots/plot.h"
#include "ui/plots/surface_view.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/card.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/figure_table.h"
#include "ui/widgets/plot_menu.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QItemSelectionModel>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace headroom::ui {
namespace {

// What fits well into one frame is computed at once; a page that follows a drag must not be a frame late.
constexpr std::size_t mostPointsAtOnce = 20'000;

constexpr int tableHeight = 260;

}  // namespace

SurfacesPage::SurfacesPage(PageContext& context)
    : Page(context),
      m_choice(SurfaceChoice::remembered(context.services.settings)),
      m_lane(context.services.tasks),
      m_stack(new QStackedWidget(this)) {
  auto* down = new QVBoxLayout(this);
  down->setContentsMargins(0, 0, 0, 0);
  down->addWidget(m_stack);
  m_stack->addWidget(new QWidget);  // while the first file is read: nothing to say yet
  m_empty = new EmptyState(QStringLiteral("surfaces"), {}, {});
  m_empty->setObjectName(QStringLiteral("surfacesEmpty"));
  m_emptyAction = m_empty->addAction({});
  m_emptyAction->setObjectName(QStringLiteral("emptyAction"));
  connect(m_emptyAction, &QPushButton::clicked, this, [this] {
    if (m_emptyDo) m_emptyDo();
  });
  m_stack->addWidget(m_empty);
  makeContent();
  makeActions();

  connect(&session(), &Session::changed, this, [this](Sections what) {
    if (what & (Sections(Section::targets) | Section::slos | Section::prices)) renew();
    if (what & Section::selection) showCell();
  });
  connect(&context.services.measurements, &Measurements::changed, this, &SurfacesPage::renew);
  m_stale = true;
}

void SurfacesPage::makeContent() {
  const TellError failed = [this](const Error& error) { tell(error); };
  auto* scroll = new QScrollArea;
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setWidgetResizable(true);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setFocusPolicy(Qt::NoFocus);
  auto* inside = new QWidget;
  auto* down = new QVBoxLayout(inside);
  down->setContentsMargins(metrics::gap, metrics::gap, metrics::gap, metrics::gap);
  down->setSpacing(metrics::gap);
  m_controls = new SurfaceControls;
  m_maps = new SurfaceMaps(failed);
  m_model = new SurfaceModel(this);
  m_table = new FigureTable(m_model);
  m_table->setObjectName(QStringLiteral("surfaceTable"));
  m_table->setAccessibleName(tr("Numbers of the surfaces"));
  m_table->setSelectionMode(QAbstractItemView::SingleSelection);
  m_table->setMinimumHeight(tableHeight);
  auto* tableCard = new Card;
  tableCard->setObjectName(QStringLiteral("tableCard"));
  tableCard->body()->addWidget(m_table);
  m_tableCard = tableCard;
  m_slices = new SliceRow(failed);
  down->addWidget(m_controls);
  down->addWidget(m_maps, 7);
  down->addWidget(tableCard, 7);
  down->addWidget(m_slices, 5);
  scroll->setWidget(inside);
  m_content = scroll;
  m_stack->addWidget(scroll);

  connect(m_controls, &SurfaceControls::changed, this, &SurfacesPage::choose);
  connect(m_maps, &SurfaceMaps::cellPicked, this, [this](const CellKey& cell) {
    session().selectCell(static_cast<int>(cell.inputTokens), static_cast<int>(cell.outputTokens));
  });
  connect(m_slices, &SliceRow::sloDragged, this, &SurfacesPage::moveSlo);
  connect(m_slices, &SliceRow::sloReleased, this, [this] { ++m_drag; });
  connect(m_slices, &SliceRow::alongChosen, this, [this](SurfaceChoice::Along along) {
    SurfaceChoice choice = m_choice;
    choice.along = along;
    choose(choice);
  });
  connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
          [this](const QModelIndex& current) {
            if (!current.isValid() || m_following) return;
            const CellKey cell = m_model->cellOf(current.row());
            session().selectCell(static_cast<int>(cell.inputTokens), static_cast<int>(cell.outputTokens));
          });
}

void SurfacesPage::makeActions() {
  const auto on = [this](QAction* action, auto run) { connect(action, &QAction::triggered, this, run); };
  QAction* asPng =
      addPageAction(QStringLiteral("surfaces.exportPng"), tr("Export as &PNG…"), QKeySequence(tr("Ctrl+E")));
  QAction* asSvg = addPageAction(QStringLiteral("surfaces.exportSvg"), tr("Export as &SVG…"));
  QAction* asCsv = addPageAction(QStringLiteral("surfaces.exportCsv"), tr("Export Numbers as &CSV…"),
                                 QKeySequence(tr("Ctrl+Shift+E")));
  addPageSeparator();
  QAction* picture = addPageAction(QStringLiteral("surfaces.copyPicture"), tr("Copy P&icture"),
                                   QKeySequence(tr("Ctrl+Shift+C")));
  QAction* numbers = addPageAction(QStringLiteral("surfaces.copyNumbers"), tr("Copy &Numbers"),
                                   QKeySequence(tr("Ctrl+Alt+C")));
  addPageSeparator();
  m_contours = addPageAction(QStringLiteral("surfaces.contours"), tr("Show &Contours"));
  m_contours->setCheckable(true);
  m_contours->setChecked(m_choice.contours);
  on(asPng, [this] { exportAs(QStringLiteral("png")); });
  on(asSvg, [this] { exportAs(QStringLiteral("svg")); });
  on(asCsv, [this] { exportAs(QStringLiteral("csv")); });
  on(picture, [this] {
    if (m_maps->maps().isEmpty()) return;
    auto* mime = new QMimeData;
    mime->setImageData(m_maps->image(2));
    mime->setData(QStringLiteral("image/svg+xml"), m_maps->svg());
    QGuiApplication::clipboard()->setMimeData(mime);
  });
  on(numbers, [this] {
    if (m_set) QGuiApplication::clipboard()->setText(tabbed(surfacesCsv(*m_set)));
  });
  on(m_contours, [this](bool show) {
    SurfaceChoice choice = m_choice;
    choice.contours = show;
    choose(choice);
  });
  m_exportMenu = new QMenu(this);
  m_exportMenu->addActions({asPng, asSvg, asCsv});
  m_exportMenu->addSeparator();
  m_exportMenu->addActions({picture, numbers});
  m_controls->setExportMenu(m_exportMenu);
}

void SurfacesPage::choose(const SurfaceChoice& choice) {
  if (choice == m_choice) return;
  m_choice = choice;
  m_choice.remember(context().services.settings);
  renew();
}

void SurfacesPage::showEvent(QShowEvent* event) {
  Page::showEvent(event);
  if (m_stale) renew();
}

bool SurfacesPage::settled() const {
  return context().services.measurements.settled() && !m_lane.busy() && !m_stale;
}

void SurfacesPage::renew() {
  m_stale = !isVisible();
  if (m_stale) return;
  SurfaceInput input = surfaceInput(context().services.measurements, workspace(), m_choice);
  if (input.choice.view == SurfaceChoice::View::space && !SurfaceView::available())
    input.choice.view = SurfaceChoice::View::maps;
  m_lane.cancel();
  if (workOf(input) <= mostPointsAtOnce) {
    take(makeSurfaces(input));
    return;
  }
  TaskOptions options{tr("Drawing the surfaces")};
  options.background = true;
  m_lane.run<SurfaceSet>(
      options,
      [input](const std::stop_token&, const ProgressSink&) -> Tasks::Answer<SurfaceSet> {
        return makeSurfaces(input);
      },
      [this](const Tasks::Answer<SurfaceSet>& answer) {
        if (answer)
          take(*answer);
        else
          tell(answer.error());
      });
}

void SurfacesPage::take(std::shared_ptr<const SurfaceSet> set) {
  m_set = std::move(set);
  const bool reading = !context().services.measurements.settled();
  const bool anything = m_set->anyTable();
  for (QAction* action : pageActions())
    if (!action->isSeparator()) action->setEnabled(anything);
  if (anything) {
    m_stack->setCurrentWidget(m_content);
    showSet();
  } else if (reading) {
    m_stack->setCurrentIndex(0);
  } else {
    showEmpty();
    m_stack->setCurrentWidget(m_empty);
  }
}

void SurfacesPage::showEmpty() {
  const auto offer = [this](const QString& title, const QString& text, const QString& action,
                            std::function<void()> run) {
    m_empty->setText(title, text);
    m_emptyAction->setText(action);
    m_emptyDo = std::move(run);
  };
  const auto show = [this](const char* page) {
    return [this, id = QString::fromLatin1(page)] { context().showPage(id); };
  };
  if (workspace().targets.empty()) {
    offer(tr("No target yet"),
          tr("A surface is what one GPU does for every request shape. Add the deployments that serve your "
             "model, then measure them."),
          tr("Go to Targets"), show("targets"));
    return;
  }
  QStringList problems;
  for (const TargetSurface& one : m_set->targets) {
    if (one.target.problem.isEmpty()) continue;
    problems.push_back(
        one.target.nextStep.isEmpty()
            ? tr("%1: %2.").arg(one.target.title, one.target.problem)
            : tr("%1: %2. %3.").arg(one.target.title, one.target.problem, one.target.nextStep));
  }
  if (problems.isEmpty()) {
    offer(tr("Nothing is measured yet"),
          tr("A benchmark sends requests of every shape at rising rates and records what comes back. The "
             "surfaces fill as its points land."),
          tr("Go to Benchmark"), show("benchmark"));
    return;
  }
  offer(tr("The measurements cannot be read"), problems.join(QStringLiteral("\n\n")), tr("Read Again"),
        [this] {
          Measurements& measurements = context().services.measurements;
          std::vector<std::string> names;
          for (const Measurement& one : measurements.all()) names.push_back(one.target);
          for (const std::string& name : names) measurements.refresh(name);
        });
}

GpuColours SurfacesPage::colours() const {
  QStringList types;
  for (const std::string& gpu : gpuTypes(workspace())) types.push_back(QString::fromStdString(gpu));
  return GpuColours(types);
}

CellKey SurfacesPage::cell() const {
  const auto& picked = session().selection().cell;
  const auto has = [](const std::vector<int>& values, int value) {
    return std::ranges::binary_search(values, value);
  };
  if (picked && has(m_set->inputs, picked->inputTokens) && has(m_set->outputs, picked->outputTokens))
    return {static_cast<double>(picked->inputTokens), static_cast<double>(picked->outputTokens)};
  return {static_cast<double>(m_set->inputs[m_set->inputs.size() / 2]),
          static_cast<double>(m_set->outputs[m_set->outputs.size() / 2])};
}

void SurfacesPage::showSet() {
  m_controls->show(m_choice, *m_set);
  m_contours->setChecked(m_choice.contours);
  const bool table = m_set->choice.view == SurfaceChoice::View::table;
  m_maps->show(m_set, colours());  // behind the table, too: exports show it
  m_maps->setVisible(!table);
  m_tableCard->setVisible(table);
  if (table) showTable();
  showCell();
}

void SurfacesPage::showTable() {
  const int columns = m_model->columnCount();
  m_model->show(m_set);
  m_tableCard->setCaption(m_set->choice.where());
  m_tableCard->setTitle(m_set->choice.title());
  if (columns == m_model->columnCount()) return;
  for (int column = 0; column < m_model->columnCount(); ++column)
    m_table->setItemDelegateForColumn(column, nullptr);
  m_table->setFigureColumns(m_model->figureColumns());
  m_table->setStretchColumn(-1);
}

void SurfacesPage::showCell() {
  m_stale = m_stale || !isVisible();
  if (m_stale || !m_set || !m_set->anyTable()) return;
  const CellKey at = cell();
  m_maps->setPicked(at);
  m_slices->show(m_set, at, colours());
  if (const int row = m_model->rowOf(at); row >= 0 && m_table->currentIndex().row() != row) {
    m_following = true;
    m_table->setCurrentIndex(m_model->index(row, 0));
    m_table->scrollTo(m_model->index(row, 0), QAbstractItemView::PositionAtCenter);
    m_following = false;
  }
}

void SurfacesPage::moveSlo(Metric metric, double bound) {
  const QString name = limitName({Limit::Reason::slo, metric}, m_set->slos);
  const std::string_view key = lowerCaseName(metric);
  session().edit(
      tr("Move the SLO of %1").arg(name),
      [metric, bound](Workspace& workspace) { workspace.slos[metric].value = bound; },
      QStringLiteral("slo.%1#surfaces%2")
          .arg(QLatin1String(key.data(), static_cast<qsizetype>(key.size())))
          .arg(m_drag));
}

QString SurfacesPage::exportName() const {
  return fileNameOf(QStringLiteral("%1 %2").arg(m_set->choice.title(), m_set->choice.where()));
}

void SurfacesPage::exportAs(const QString& suffix) {
  if (!m_set || !m_set->anyTable()) return;
  const QString title =
      suffix == QStringLiteral("csv") ? tr("Export the Numbers") : tr("Export the Surfaces");
  askToSave(
      window(), title, exportName(), {suffix},
      [this](const QString& kind) {
        return kind == QStringLiteral("png")   ? pngOf(m_maps->image(2))
               : kind == QStringLiteral("svg") ? m_maps->svg()
                                               : surfacesCsv(*m_set);
      },
      [this](const Error& error) { tell(error); });
}

void SurfacesPage::tell(const Error& error) { messages().post(error); }

}  // namespace headroom::ui
