// The selected deployment cell by cell: its capacity in the cluster and here as two linked maps on one range,
// and the cells that change as a table, the worst first.
//
//   card->setRow(&row);                               // nullptr: nothing is selected
//   connect(card, &DifferenceCard::cellPicked, ...);  // on a map or in the table
#pragma once

#include "ui/models/cell_changes_model.h"
#include "ui/plots/heat_map.h"
#include "ui/widgets/card.h"

#include <optional>

class QPushButton;

namespace headroom::ui {

class FigureTable;

class DifferenceCard : public Card {
  Q_OBJECT

 public:
  explicit DifferenceCard(QWidget* parent = nullptr);

  void setRow(const ClusterRow* row);
  // Emits nothing.
  void setPicked(std::optional<CellKey> cell);
  // Whether it can be deleted now, with the reason where it cannot.
  void setDeletable(bool possible, const QString& why);

  HeatMap* thereMap() const { return m_there; }
  HeatMap* hereMap() const { return m_here; }

 signals:
  void cellPicked(const headroom::ui::CellKey& cell);
  void deleteWanted();

 private:
  void pick(const CellKey& cell);

  CellChangesModel m_model;
  HeatMap* m_there;
  HeatMap* m_here;
  FigureTable* m_table;
  QLabel* m_words;
  QLabel* m_noCells;
  QWidget* m_side;
  QPushButton* m_delete;
  bool m_hasThere = false;
};

}  // namespace headroom::ui
