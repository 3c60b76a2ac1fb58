// A card that shows one of a few live charts, chosen by segments in its header, of the target that is looked
// at.
//
//   auto* card = new LiveCard({{LiveBoard::Kind::ttft, "ttft", "TTFT"}, {LiveBoard::Kind::e2e, "e2e",
//   "E2E"}}); card->show(board);                                // null: nothing has run yet
#pragma once

#include "ui/pages/benchmark/live_board.h"
#include "ui/widgets/card.h"

class QLabel;
class QStackedWidget;

namespace headroom::ui {

class ElidedLabel;
class Segments;

class LiveCard : public Card {
  Q_OBJECT

 public:
  struct Choice {
    LiveBoard::Kind kind;
    QString id, text;
  };
  explicit LiveCard(QList<Choice> choices, QWidget* parent = nullptr);

  // The charts of another board; they live in this card from now on, as long as their board does.
  void show(LiveBoard* board);
  LiveBoard::Kind kind() const;
  // "Time to first token".
  QString heading() const;

 signals:
  void kindChosen(const QString& id);

 public slots:
  void choose(const QString& id);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void showChart();

  QList<Choice> m_choices;
  ElidedLabel* m_heading;  // gives way where there is room for the segments only
  Segments* m_segments;
  QStackedWidget* m_stack;
  QLabel* m_nothing;
  LiveBoard* m_board = nullptr;
};

}  // namespace headroom::ui
