#include "ui/pages/what_if/cell_card.h"

#include "ui/controllers/what_if_edits.h"
#include "ui/pages/what_if/tables.h"
#include "ui/pages/what_if/text_table.h"
#include "ui/pages/what_if/view_data.h"
#include "ui/plots/slice_chart.h"
#include "ui/plots/tile_map.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/figure_table.h"
#include "ui/widgets/glossary.h"
#include "ui/widgets/segments.h"

#include <QComboBox>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace headroom::ui {
namespace {

constexpr int kHeight = 240;

const QList<std::pair<CellCard::View, const char*>>& viewIds() {
  static const QList<std::pair<CellCard::View, const char*>> ids{{CellCard::View::best, "view.best"},
                                                                 {CellCard::View::slice, "view.slice"},
                                                                 {CellCard::View::capacity, "view.capacity"},
                                                                 {CellCard::View::mix, "view.mix"}};
  return ids;
}

FigureTable* newTable(TextTable* model, const char* name, const QString& spoken) {
  auto* table = new FigureTable(model);
  table->setObjectName(QLatin1String(name));
  table->setAccessibleName(spoken);
  table->setMinimumHeight(80);
  return table;
}

}  // namespace

QComboBox* newMetricChoice(QWidget* parent) {
  auto* choice = new QComboBox(parent);
  for (const Metric metric :
       {Metric::e2e, Metric::ttft, Metric::tpot, Metric::tpat, Metric::tput, Metric::tt}) {
    const std::string_view text = name(metric);
    choice->addItem(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())),
                    static_cast<int>(metric));
  }
  choice->setAccessibleName(CellCard::tr("Metric"));
  return choice;
}

CellCard::CellCard(QWidget* parent)
    : Card(tr("Per cell"), parent),
      m_views(new Segments),
      m_metrics(newMetricChoice()),
      m_stack(new QStackedWidget),
      m_tiles(new TileMap),
      m_slice(new SliceChart),
      m_capacities(new TextTable(this)),
      m_mix(new TextTable(this)),
      m_routing(new TextTable(this)) {
  setObjectName(QStringLiteral("cellCard"));
  m_views->setChoices({{QStringLiteral("view.best"), tr("Best GPU")},
                       {QStringLiteral("view.slice"), tr("Slice")},
                       {QStringLiteral("view.capacity"), tr("Capacities")},
                       {QStringLiteral("view.mix"), tr("Mix")}});
  m_metrics->setObjectName(QStringLiteral("sliceMetric"));
  addToHeader(m_metrics);
  addToHeader(m_views);
  m_tiles->setObjectName(QStringLiteral("bestGpu"));
  m_tiles->setHeaderVisible(false);
  m_tiles->setTitle(tr("Best GPU per cell"));
  m_tiles->setQuantity(tr("cost"));
  m_slice->setObjectName(QStringLiteral("slice"));
  m_slice->setHeaderVisible(false);
  m_capacityTable = newTable(m_capacities, "capacityTable", tr("Capacities"));
  m_mixTable = newTable(m_mix, "mixTable", tr("The mix by GPU"));
  m_routingTable = newTable(m_routing, "routingTable", tr("Which GPU serves which cell"));
  auto* both = new QWidget;
  auto* down = new QVBoxLayout(both);
  down->setContentsMargins(0, 0, 0, 0);
  down->setSpacing(metrics::small * 2);
  m_mixTable->setHeightToRows(180);
  down->addWidget(m_mixTable);
  down->addWidget(m_routingTable, 1);
  for (QWidget* view : std::initializer_list<QWidget*>{m_tiles, m_slice, m_capacityTable, both})
    m_stack->addWidget(view);
  m_stack->setMinimumHeight(kHeight);
  body()->addWidget(m_stack);
  setView(View::best);

  connect(m_views, &Segments::chosen, this, [this](const QString& id) {
    for (const auto& [view, name] : viewIds())
      if (id == QLatin1String(name)) setView(view);
    emit viewChosen();
  });
  connect(m_metrics, &QComboBox::activated, this,
          [this] { emit metricChosen(static_cast<Metric>(m_metrics->currentData().toInt())); });
  connect(m_tiles, &GridPlot::cellPicked, this, &CellCard::cellPicked);
  connect(m_tiles, &GridPlot::cellHovered, this, &CellCard::cellHovered);
  connect(m_slice, &SliceChart::sloDragged, this, [this](double bound) { emit sloDragged(m_metric, bound); });
  connect(m_slice, &SliceChart::sloReleased, this, &CellCard::sloReleased);
}

void CellCard::setView(View view) {
  m_view = view;
  m_stack->setCurrentIndex(static_cast<int>(view));
  for (const auto& [one, id] : viewIds())
    if (one == view) m_views->setCurrent(QLatin1String(id));
  m_metrics->setVisible(view == View::slice);
  // The choice of the metric takes the title's place, which says no more.
  setTitle(view == View::slice ? QString() : tr("Per cell"));
  setAccessibleName(tr("Per cell"));
  switch (view) {
    case View::best: setCaption({}); break;
    case View::slice: break;
    case View::capacity: setCaption({}); break;
    case View::mix: setCaption({}); break;
  }
}

void CellCard::showCapacities(const WhatIf& whatIf) {
  switch (m_view) {
    case View::best: m_tiles->setData(bestTiles(whatIf.input(), whatIf.best(), m_colours)); break;
    case View::slice: showSlice(whatIf); break;
    case View::capacity: {
      TableContent content = capacityTable(whatIf.input(), whatIf.capacities());
      const bool fresh = m_capacities->columnCount() != content.headers.size();
      m_capacities->setContent(content.headers, std::move(content.rows), content.words);
      if (fresh) m_capacityTable->resizeColumnsToContents();
      break;
    }
    case View::mix: break;
  }
}

void CellCard::showMix(const WhatIf& whatIf) {
  if (m_view != View::mix) return;
  TableContent mix, routing;
  if (const auto& answer = whatIf.mix().value) {
    mix = mixTable(whatIf.input(), *answer, whatIf.cluster().value.get());
    routing = routingTable(whatIf.input(), *answer);
  }
  m_mix->setContent(mix.headers, std::move(mix.rows), mix.words);
  const bool fresh = m_routing->columnCount() != routing.headers.size();
  m_routing->setContent(routing.headers, std::move(routing.rows), routing.words);
  if (fresh) {
    m_mixTable->setStretchColumn(0);
    m_routingTable->resizeColumnsToContents();
  }
}

void CellCard::setCell(const WhatIf& whatIf, std::optional<CellKey> cell) {
  m_cell = cell;
  m_tiles->setPicked(cell);
  if (m_view == View::slice) showSlice(whatIf);
}

void CellCard::setHovered(std::optional<CellKey> cell) { m_tiles->setHovered(cell); }

void CellCard::setMetric(const WhatIf& whatIf, Metric metric) {
  m_metric = metric;
  m_metrics->setCurrentIndex(m_metrics->findData(static_cast<int>(metric)));
  if (m_view == View::slice) showSlice(whatIf);
}

void CellCard::showSlice(const WhatIf& whatIf) {
  const WhatIfInput& input = whatIf.input();
  const SloSetting& setting = input.conditions.slos[m_metric];
  const QString label = sloLabel(m_metric, setting.statistic);
  const auto cell = m_cell ? m_cell : busiestCell(input);
  setCaption(cell ? cellName(*cell) : QString());
  // The measured lines stand still while the SLO moves across them.
  const std::pair metric(m_metric, isLatency(m_metric) ? setting.statistic : Statistic::mean);
  const bool sameGpus = m_drawn && m_drawn->gpus == input.gpus;
  if (cell && (!sameGpus || m_drawnCell != cell || m_drawnMetric != metric)) {
    const QString unit = m_metric == Metric::tput ? tr("req/s")
                         : m_metric == Metric::tt ? tr("tok/s")
                                                  : QStringLiteral("s");
    m_slice->setTitle(tr("%1 of %2").arg(label, cellName(*cell)));
    m_slice->setAxes({.title = tr("requests/s")},
                     {.title = QStringLiteral("%1, %2").arg(label, unit), .unit = unit});
    m_slice->setSeries(sliceSeries(input, *cell, m_metric, m_colours));
    m_drawn = whatIf.snapshot();
    m_drawnCell = cell;
    m_drawnMetric = metric;
  }
  m_slice->setSlo(setting.on ? std::optional(Slo{label, setting.value, !isLatency(m_metric)}) : std::nullopt);
}

}  // namespace headroom::ui
