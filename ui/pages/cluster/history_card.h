// The profiles of the selected deployment that were replaced, each to be written again.
//
//   card->setDeployment("a10");
//   card->setEntries(entries);                        // null: they are being read
//   connect(card, &HistoryCard::revertWanted, this, [this](std::size_t entry) { … });    // 1 = the newest
#pragma once

#include "ui/models/profile_history_model.h"
#include "ui/widgets/card.h"

class QPushButton;

namespace headroom::ui {

class FigureTable;

class HistoryCard : public Card {
  Q_OBJECT

 public:
  explicit HistoryCard(QWidget* parent = nullptr);

  // Empty: none is selected.
  void setDeployment(const QString& deployment);
  // Null with words: why there is nothing to show.
  void setEntries(std::shared_ptr<const std::vector<HistoryEntry>> entries, const QString& words = {});
  void setRevertable(bool possible, const QString& why);
  const HistoryEntry* entry(std::size_t number) const { return m_model.at(static_cast<int>(number) - 1); }

 signals:
  void revertWanted(std::size_t entry);

 private:
  void follow();

  ProfileHistoryModel m_model;
  FigureTable* m_table;
  QLabel* m_nothing;
  QPushButton* m_revert;
  bool m_possible = true;
  QString m_why;
};

}  // namespace headroom::ui
