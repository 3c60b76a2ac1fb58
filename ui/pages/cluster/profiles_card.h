// The deployments of the model: what lies in the cluster beside what is here.
//
//   auto* card = new ProfilesCard(model);
//   connect(card, &ProfilesCard::picked, this, [this](int row) { … });
#pragma once

#include "ui/widgets/card.h"

namespace headroom::ui {

class ClusterProfilesModel;
class FigureTable;

class ProfilesCard : public Card {
  Q_OBJECT

 public:
  explicit ProfilesCard(ClusterProfilesModel& model, QWidget* parent = nullptr);

  // Selects it without telling.
  void setPicked(int row);
  // "Targets of another model are not shown", or empty.
  void setNote(const QString& note);
  // What stands there while there is no row.
  void setNothing(const QString& words);
  FigureTable* table() const { return m_table; }

 signals:
  void picked(int row);

 private:
  void showNothing();

  ClusterProfilesModel& m_model;
  FigureTable* m_table;
  QLabel* m_nothing;
  QLabel* m_note;
};

}  // namespace headroom::ui
