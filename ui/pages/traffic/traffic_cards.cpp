// The shapes, the clusters and the mapping; timeline_card.cpp has the time line.
#include "ui/pages/traffic/traffic_cards.h"

#include "ui/pages/traffic/table_editor.h"
#include "ui/theme/fonts.h"
#include "ui/theme/numbers.h"
#include "ui/widgets/figure_table.h"
#include "ui/widgets/segments.h"
#include "ui/widgets/verdict_label.h"

#include <QHeaderView>
#include <QLabel>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace headroom::ui {

// Shapes.

ShapesCard::ShapesCard(QWidget* parent)
    : Card(tr("Request shapes"), parent),
      m_view(new Segments),
      m_stack(new QStackedWidget),
      m_map(new ShapeMap),
      m_editor(new TableEditor) {
  m_view->setObjectName("shapesView");
  m_view->setChoices({{"density", tr("Density")}, {"scatter", tr("Scatter")}, {"table", tr("Table")}});
  m_view->setCurrent("density");
  addToHeader(m_view);
  m_map->setObjectName("shapeMap");
  m_map->setTitle(tr("Request shapes"));
  m_map->setHeaderVisible(false);
  m_stack->addWidget(m_map);
  m_stack->addWidget(m_editor);
  body()->addWidget(m_stack, 1);
  connect(m_view, &Segments::chosen, this, &ShapesCard::showView);
  setTable(nullptr);
}

void ShapesCard::showView(const QString& id) {
  m_view->setCurrent(id);
  if (id == "table") {
    m_stack->setCurrentWidget(m_editor);
    return;
  }
  m_before = id;
  m_map->setMode(id == "scatter" ? ShapeMode::scatter : ShapeMode::density);
  m_stack->setCurrentWidget(m_map);
}

void ShapesCard::setPicture(const std::shared_ptr<const TrafficPicture>& picture) {
  m_map->setData(picture ? picture->shapes : nullptr);
}

void ShapesCard::setTable(const TrafficTable* table) {
  m_view->setUnavailable("table",
                         table ? QString() : tr("Pick a table among the workspace's traffic, or add one"));
  if (table)
    m_editor->setTable(*table);
  else if (m_view->current() == "table")
    showView(m_before);
}

void ShapesCard::showTable() { showView(QStringLiteral("table")); }

// Clusters.

ClustersCard::ClustersCard(QWidget* parent)
    : Card(tr("Clusters"), parent),
      m_table(new FigureTable(&m_model)),
      m_none(
          newNote(tr("No ten requests lie within half a doubling of each other, so there is no cluster: the "
                     "cluster's optimizer keeps its last answer and logs “insufficient data”."))) {
  m_table->setObjectName("trafficClusters");
  m_table->setAccessibleName(tr("Clusters of request shapes"));
  m_table->setFigureColumns({TrafficClustersModel::Number, TrafficClustersModel::Rate,
                             TrafficClustersModel::Share, TrafficClustersModel::Input,
                             TrafficClustersModel::Output});
  m_table->setStretchColumn(TrafficClustersModel::Cell);
  m_table->setSelectionMode(QAbstractItemView::SingleSelection);
  m_table->setHeightToRows(5);
  m_table->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
  body()->addWidget(m_table);
  body()->addWidget(m_none);
  connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
          [this](const QModelIndex& row) { emit groupPicked(row.isValid() ? row.row() : -1); });
}

void ClustersCard::setPicture(const std::shared_ptr<const TrafficPicture>& picture) {
  m_model.setPicture(picture);
  const bool any = picture && !picture->clusters.empty();
  m_table->setVisible(any);
  m_table->updateGeometry();
  m_none->setVisible(!any);
  setCaption(any ? tr("cover %1 of the requests").arg(percentText(picture->coverage)) : QString());
}

void ClustersCard::setPickedGroup(int group) {
  if (group < 0)
    m_table->setCurrentIndex({});
  else if (m_table->currentIndex().row() != group)
    m_table->selectRow(group);
}

// Mapping.

MappingCard::MappingCard(QWidget* parent)
    : Card(tr("On the profiles' grid"), parent),
      m_rule(new Segments),
      m_grid(new RateGrid),
      m_difference(newNote()),
      m_outside(new VerdictLabel),
      m_table(new FigureTable(&m_model)) {
  m_rule->setObjectName("trafficRule");
  m_rule->setChoices({{"upward", tr("Upward")}, {"nearest", tr("Nearest")}});
  m_rule->setCurrent("upward");
  m_rule->setToolTip(tr(
      "Upward: each request counts in the smallest cell that is at least as long in both directions, "
      "so what was measured there holds for it; what is longer than the grid is named below. Our own plans "
      "do so. Nearest: as the cluster's optimizer does, in log2, midway up."));
  addToHeader(m_rule);
  m_grid->setObjectName("trafficGrid");
  m_grid->setTitle(tr("Traffic on the profiles' grid"));
  m_grid->setHeaderVisible(false);
  m_grid->setMinimumHeight(170);
  m_table->setObjectName("trafficOutside");
  m_table->setAccessibleName(tr("Traffic beyond the grid"));
  m_table->setFigureColumns({TrafficOutsideModel::Rate});
  m_table->setStretchColumn(TrafficOutsideModel::CountedIn);
  m_table->setHeightToRows(3);
  m_table->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  m_outside->setWordWrap(true);
  body()->addWidget(m_grid, 1);
  body()->addWidget(m_difference);
  body()->addWidget(m_outside);
  body()->addWidget(m_table);
  connect(m_rule, &Segments::chosen, this, [this] { renew(); });
}

CellRule MappingCard::rule() const {
  return m_rule->current() == "nearest" ? CellRule::nearest : CellRule::upward;
}

void MappingCard::setPicture(const std::shared_ptr<const TrafficPicture>& picture) {
  m_picture = picture;
  renew();
}

void MappingCard::renew() {
  const bool upward = rule() == CellRule::upward;
  const bool known = m_picture && !m_picture->upward.rates.empty();
  if (!known) {
    m_grid->setData(nullptr);
    m_model.setTraffic({});
    for (QWidget* widget : std::initializer_list<QWidget*>{m_difference, m_outside, m_table}) widget->hide();
    return;
  }
  const GridTraffic& shown = upward ? m_picture->upward : m_picture->nearest;
  const GridTraffic& other = upward ? m_picture->nearest : m_picture->upward;
  auto onGrid = std::make_shared<RateGridData>();
  onGrid->inputTokens.assign(shown.inputTokens.begin(), shown.inputTokens.end());
  onGrid->outputTokens.assign(shown.outputTokens.begin(), shown.outputTokens.end());
  onGrid->hasOutside.assign(shown.inputTokens.size() * shown.outputTokens.size(), false);
  for (const auto& row : shown.rates) onGrid->rates.insert(onGrid->rates.end(), row.begin(), row.end());
  for (const auto& row : other.rates) onGrid->others.insert(onGrid->others.end(), row.begin(), row.end());
  double longer = 0, shorter = 0;
  for (const GridTraffic::Outside& outside : shown.outside) {
    (outside.longer ? longer : shorter) += outside.rate;
    if (outside.longer) onGrid->hasOutside[outside.row * shown.inputTokens.size() + outside.column] = true;
  }
  m_grid->setOtherName(upward ? tr("the nearest") : tr("upward"));
  m_grid->setData(std::move(onGrid));
  const double moved = movedRate(shown, other);
  m_difference->setText(moved > 1e-9 * shown.rate()
                            ? tr("%1 of the traffic counts in another cell by the other rule.")
                                  .arg(percentText(moved / std::max(shown.rate(), 1e-300), 2))
                            : tr("Both rules count every request in the same cell."));
  m_difference->show();
  if (longer > 0)
    m_outside->setVerdict(
        Verdict::warn,
        tr("%1 longer than the grid: its cells promise too much for them. They count where the "
           "table says.")
            .arg(quantity(longer, tr("req/s"))));
  else if (shorter > 0)
    m_outside->setVerdict(
        Verdict::none,
        tr("%1 shorter than the grid, counted in its shortest cells.").arg(quantity(shorter, tr("req/s"))));
  m_outside->setVisible(longer > 0 || shorter > 0);
  m_model.setTraffic(shown);
  m_table->setVisible(!shown.outside.empty());
  m_table->updateGeometry();
}

}  // namespace headroom::ui
