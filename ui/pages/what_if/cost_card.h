// What the promise costs, one view at a time: against load, against the bound of an SLO, over the traffic's
// time line, against prices, and by scenario.
//
//   card->setState(whatIf, session, colours);       // draws the view that is shown
//   whatIf.setWanted(card->question() | …);
#pragma once

#include "ui/controllers/what_if.h"
#include "ui/theme/gpu_colours.h"
#include "ui/widgets/card.h"

class QComboBox;
class QLabel;
class QStackedWidget;

namespace headroom::ui {

class FigureTable;
class Segments;
class SliceChart;
class TextTable;

class CostCard : public Card {
  Q_OBJECT

 public:
  enum class View { load, promise, time, prices, scenarios };

  explicit CostCard(QWidget* parent = nullptr);

  View view() const { return m_view; }
  void setView(View view);
  // What must be worked out for the view.
  WhatIf::Question question() const;
  void setState(const WhatIf& whatIf, const Session& session, const GpuColours& colours);
  // An answer came, or what was asked changed.
  void showAnswer(WhatIf::Question question);

  SliceChart* load() const { return m_load; }
  SliceChart* promise() const { return m_promise; }
  SliceChart* time() const { return m_time; }
  SliceChart* replicas() const { return m_replicas; }

 signals:
  void viewChosen();
  void metricChosen(headroom::Metric metric);

 private:
  void showNow();
  void showLoad();
  void showPromise();
  void showTime();
  void showPrices();
  void showScenarios();
  // The view, or why there is none.
  template <typename T>
  bool ready(const WhatIf::Answer<T>& answer);
  void say(const QString& words);                                // instead of the view
  void note(const QString& words, const QString& caution = {});  // below it, the caution first

  Segments* m_views;
  QComboBox* m_metrics;
  QStackedWidget* m_stack;
  SliceChart* m_load;
  SliceChart* m_promise;
  SliceChart* m_time;
  SliceChart* m_replicas;
  TextTable* m_prices;
  FigureTable* m_priceTable;
  TextTable* m_scenarios;
  FigureTable* m_scenarioTable;
  QLabel* m_note;
  QLabel* m_words;
  View m_view = View::load;
  const WhatIf* m_whatIf = nullptr;
  const Session* m_session = nullptr;
  GpuColours m_colours;
};

}  // namespace headroom::ui
