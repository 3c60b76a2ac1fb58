#include "ui/pages/what_if/capacity_maps.h"

#include "ui/theme/fonts.h"
#include "ui/theme/style.h"
#include "ui/widgets/wrap_layout.h"

#include <QFrame>
#include <QVBoxLayout>

namespace headroom::ui {
namespace {

constexpr int kNarrowest = 200;
constexpr int kLowest = 300;

}  // namespace

CapacityMaps::CapacityMaps(QWidget* parent) : QWidget(parent), m_layout(new WrapLayout(this)) {
  m_layout->setContentsMargins(0, 0, 0, 0);
  m_layout->setSpacing(metrics::gap);
  m_layout->setMinimumColumnWidth(kNarrowest);
}

void CapacityMaps::setGpus(const WhatIfInput& input, const GpuColours& colours) {
  while (m_maps.size() < input.gpus.size()) {
    QFrame* card = newCard(this);
    auto* inside = new QVBoxLayout(card);
    inside->setContentsMargins(metrics::padding, metrics::padding, metrics::padding, metrics::padding);
    auto* map = new HeatMap;
    map->setObjectName(QStringLiteral("map%1").arg(m_maps.size()));
    map->setMinimumHeight(kLowest - 2 * metrics::padding);
    map->setFooter(HeatMap::Footer::readOut);
    map->setLegendVisible(false);
    map->setPicked(m_picked);
    inside->addWidget(map);
    m_layout->addWidget(card);
    m_cards.push_back(card);
    m_maps.push_back(map);
    connect(map, &GridPlot::cellPicked, this, &CapacityMaps::cellPicked);
    connect(map, &GridPlot::cellHovered, this, [this](const std::optional<CellKey>& cell) {
      for (HeatMap* other : m_maps) other->setHovered(cell);
      emit cellHovered(cell);
    });
    emit mapMade(map);
  }
  m_shown = input.gpus.size();
  for (std::size_t g = 0; g < m_maps.size(); ++g) {
    m_cards[g]->setVisible(g < m_shown);
    if (g >= m_shown) continue;
    m_maps[g]->setTitle(QString::fromStdString(input.gpus[g].name),
                        colours.of(QString::fromStdString(input.gpus[g].gpu)));
  }
  describeMaps();
}

void CapacityMaps::setQuantity(MapQuantity quantity) {
  if (m_quantity == quantity) return;
  m_quantity = quantity;
  describeMaps();
}

void CapacityMaps::describeMaps() {
  const bool isCost = m_quantity == MapQuantity::costPerMillionTokens;
  for (HeatMap* map : m_maps) {
    map->setCaption(isCost ? tr("$ per M tokens") : tr("capacity, req/s"));
    map->setQuantity(isCost ? tr("cost per million tokens") : tr("capacity"));
    map->setUnit(isCost ? QStringLiteral("$") : tr("req/s"));
    // The better, the lighter, in both.
    map->setColours(ColourScheme::viridis, isCost);
  }
}

void CapacityMaps::setCapacities(const WhatIfInput& input, const Capacities& capacities) {
  if (capacities.byGpu.size() != m_shown || input.gpus.size() != m_shown) {
    // Not worked out yet: what is drawn is of other GPUs.
    for (HeatMap* map : m_maps) map->setData(nullptr);
    return;
  }
  std::vector<std::shared_ptr<const HeatMapData>> surfaces;
  for (std::size_t g = 0; g < m_shown; ++g)
    surfaces.push_back(capacityMap(input.gpus[g], capacities.byGpu[g], capacities.slos,
                                   costOf(input.conditions, input.gpus[g]), m_quantity));
  const auto range = commonRange(surfaces, ValueScale::logarithmic);
  for (std::size_t g = 0; g < m_shown; ++g) {
    m_maps[g]->setData(surfaces[g]);
    m_maps[g]->setRange(range);
  }
}

void CapacityMaps::setPicked(std::optional<CellKey> cell) {
  m_picked = cell;
  for (HeatMap* map : m_maps) map->setPicked(cell);
}

}  // namespace headroom::ui
