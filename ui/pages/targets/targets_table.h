// The table of targets: GPU types with their colour, states with their sign, cells edited in place.
//
//   auto* table = new TargetsTable(model);
#pragma once

#include "ui/models/targets_model.h"
#include "ui/widgets/figure_table.h"

namespace headroom::ui {

class TargetsTable : public FigureTable {
  Q_OBJECT

 public:
  explicit TargetsTable(TargetsModel* model, QWidget* parent = nullptr);
};

}  // namespace headroom::ui
