// One map a GPU: what each cell can take under the promise, or what a million tokens cost there; linked, in
// one colour range.
//
//   maps->setGpus(input, colours);
//   maps->setCapacities(input, whatIf.capacities());       // at each step of a drag
//   connect(maps, &CapacityMaps::cellPicked, ...);
#pragma once

#include "ui/controllers/what_if_answers.h"
#include "ui/pages/what_if/view_data.h"

#include <QWidget>

#include <vector>

namespace headroom::ui {

class HeatMap;
class WrapLayout;

class CapacityMaps : public QWidget {
  Q_OBJECT

 public:
  explicit CapacityMaps(QWidget* parent = nullptr);

  void setGpus(const WhatIfInput& input, const GpuColours& colours);
  void setQuantity(MapQuantity quantity);
  MapQuantity quantity() const { return m_quantity; }
  void setCapacities(const WhatIfInput& input, const Capacities& capacities);
  void setPicked(std::optional<CellKey> cell);

  const std::vector<HeatMap*>& maps() const { return m_maps; }

 signals:
  void cellPicked(const headroom::ui::CellKey& cell);
  void cellHovered(const std::optional<headroom::ui::CellKey>& cell);
  void mapMade(headroom::ui::HeatMap* map);  // for its context menu

 private:
  void describeMaps();

  WrapLayout* m_layout;
  std::vector<QWidget*> m_cards;
  std::vector<HeatMap*> m_maps;
  std::size_t m_shown = 0;
  MapQuantity m_quantity = MapQuantity::capacity;
  std::optional<CellKey> m_picked;
};

}  // namespace headroom::ui
