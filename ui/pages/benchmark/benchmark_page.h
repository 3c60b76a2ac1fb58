// The page on which targets are measured: plan, start, pause and stop, the grids that fill, live charts,
// every point with all that was recorded.
#pragma once

#include "ui/controllers/benchmarks.h"
#include "ui/shell/page.h"

#include <QPointer>
#include <QTimer>

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

class QGridLayout;
class QScrollArea;
class QSortFilterProxyModel;
class QStackedWidget;

namespace headroom::ui {

class BenchmarkInspector;
class Card;
class FigureTable;
class LiveBoard;
class LiveCard;
class PointsModel;
class RunBar;
class TargetCard;
class WrapLayout;

class BenchmarkPage : public Page {
  Q_OBJECT

 public:
  explicit BenchmarkPage(PageContext& context);

  bool settled() const override;
  void aboutToShow() override;

  Benchmarks& benchmarks() { return m_benchmarks; }

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void makeContent();
  QWidget* makeLower();
  void makePoints();
  void makeActions();
  void arrangeLower();
  // The charts of the target's run; nullptr where it had none.
  LiveBoard* board(const std::string& target) const;
  void follow();
  void askToStart();
  void restart(const QString& target);
  // The target whose charts, table and server are shown.
  std::string watched() const;
  void watch(const std::string& target);
  void showWatched();
  void showPoints();
  void showRange();
  void showSelection();
  void markDirty(const QString& target);
  void refresh();
  TargetCard* card(const std::string& target) const;

  Benchmarks m_benchmarks;
  QStackedWidget* m_stack;
  RunBar* m_bar;
  QScrollArea* m_scroll;
  QWidget* m_cardsArea;
  WrapLayout* m_cards;
  std::vector<TargetCard*> m_cardOf;  // in the order of the workspace
  QWidget* m_lower;
  QGridLayout* m_lowerGrid;
  LiveCard *m_rates, *m_latencies;
  Card* m_pointsCard;
  PointsModel* m_points;
  QSortFilterProxyModel* m_sorted;
  FigureTable* m_table;
  BenchmarkInspector* m_inspector;
  QAction *m_startAction, *m_pauseAction, *m_stopAction;
  struct Board {
    LiveBoard* charts = nullptr;
    QPointer<BenchmarkRun> run;  // that it draws
  };
  std::map<std::string, Board> m_boards;  // by the file of the run: names of targets change
  bool m_live = false;                    // a target has charts
  std::string m_shown;                    // watched() as it is shown
  std::set<std::string> m_dirty;          // targets whose run changed since the last refresh
  bool m_pointsDirty = false;
  QTimer m_refresh, m_clock;
};

}  // namespace headroom::ui
