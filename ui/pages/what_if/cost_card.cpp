#include "ui/pages/what_if/cost_card.h"

#include "ui/controllers/what_if_edits.h"
#include "ui/pages/what_if/answer_bar.h"
#include "ui/pages/what_if/cell_card.h"
#include "ui/pages/what_if/tables.h"
#include "ui/pages/what_if/text_table.h"
#include "ui/pages/what_if/view_data.h"
#include "ui/plots/slice_chart.h"
#include "ui/theme/fonts.h"
#include "ui/theme/numbers.h"
#include "ui/widgets/figure_table.h"
#include "ui/widgets/segments.h"

#include <QComboBox>
#include <QLabel>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace headroom::ui {
namespace {

constexpr int kHeight = 240;
enum Place { loadPlace, promisePlace, timePlace, pricesPlace, scenariosPlace, wordsPlace };

const QList<std::pair<CostCard::View, const char*>>& viewIds() {
  static const QList<std::pair<CostCard::View, const char*>> ids{
      {CostCard::View::load, "cost.load"},
      {CostCard::View::promise, "cost.promise"},
      {CostCard::View::time, "cost.time"},
      {CostCard::View::prices, "cost.prices"},
      {CostCard::View::scenarios, "cost.scenarios"}};
  return ids;
}

SliceChart* newChart(const char* name) {
  auto* chart = new SliceChart;
  chart->setObjectName(QLatin1String(name));
  chart->setHeaderVisible(false);
  chart->setSloMovable(false);
  return chart;
}

}  // namespace

CostCard::CostCard(QWidget* parent)
    : Card(tr("Cost against"), parent),
      m_views(new Segments),
      m_metrics(newMetricChoice()),
      m_stack(new QStackedWidget),
      m_load(newChart("costAgainstLoad")),
      m_promise(newChart("costAgainstPromise")),
      m_time(newChart("costOverTime")),
      m_replicas(newChart("replicasOverTime")),
      m_prices(new TextTable(this)),
      m_scenarios(new TextTable(this)),
      m_note(newNote()),
      m_words(newNote()) {
  setObjectName(QStringLiteral("costCard"));
  m_views->setChoices({{QStringLiteral("cost.load"), tr("Load")},
                       {QStringLiteral("cost.promise"), tr("SLO")},
                       {QStringLiteral("cost.time"), tr("Time")},
                       {QStringLiteral("cost.prices"), tr("Prices")},
                       {QStringLiteral("cost.scenarios"), tr("Scenarios")}});
  m_metrics->setObjectName(QStringLiteral("frontMetric"));
  addToHeader(m_metrics);
  addToHeader(m_views);
  m_load->setTitle(tr("Cost against load"));
  m_load->setAxes({.title = tr("requests/s")}, {.title = tr("$ per hour"), .unit = QStringLiteral("$")});
  m_time->setTitle(tr("Cost over time"));
  m_replicas->setTitle(tr("Replicas over time"));
  auto* overTime = new QWidget;
  auto* downTime = new QVBoxLayout(overTime);
  downTime->setContentsMargins(0, 0, 0, 0);
  downTime->setSpacing(metrics::small);
  // Both in the room that one has in the other views.
  for (LineChart* chart : {m_time, m_replicas}) {
    chart->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
    chart->setMinimumHeight(kHeight / 2);
  }
  downTime->addWidget(m_time, 1);
  downTime->addWidget(m_replicas, 1);
  m_priceTable = new FigureTable(m_prices);
  m_priceTable->setObjectName(QStringLiteral("priceTable"));
  m_priceTable->setAccessibleName(tr("At which prices the choice changes"));
  m_priceTable->setFigureColumns({1, 2, 4});
  m_scenarioTable = new FigureTable(m_scenarios);
  m_scenarioTable->setObjectName(QStringLiteral("scenarioTable"));
  m_scenarioTable->setAccessibleName(tr("Scenarios side by side"));
  m_note->setObjectName(QStringLiteral("costNote"));
  m_words->setObjectName(QStringLiteral("costWords"));
  m_words->setAlignment(Qt::AlignCenter);
  for (QWidget* view :
       std::initializer_list<QWidget*>{m_load, m_promise, overTime, m_priceTable, m_scenarioTable, m_words})
    m_stack->addWidget(view);
  m_stack->setMinimumHeight(kHeight);
  body()->addWidget(m_stack, 1);
  body()->addWidget(m_note);
  setView(View::load);

  connect(m_views, &Segments::chosen, this, [this](const QString& id) {
    for (const auto& [view, name] : viewIds())
      if (id == QLatin1String(name)) setView(view);
    emit viewChosen();
  });
  connect(m_metrics, &QComboBox::activated, this,
          [this] { emit metricChosen(static_cast<Metric>(m_metrics->currentData().toInt())); });
}

void CostCard::setView(View view) {
  m_view = view;
  for (const auto& [one, id] : viewIds())
    if (one == view) m_views->setCurrent(QLatin1String(id));
  m_metrics->setVisible(view == View::promise);
  // The choice of the metric takes the title's place, which says no more.
  setTitle(view == View::promise ? QString() : tr("Cost against"));
  setAccessibleName(tr("Cost against"));
  note({});
  if (m_whatIf) showNow();
}

WhatIf::Question CostCard::question() const {
  switch (m_view) {
    case View::load: return WhatIf::Question::curve;
    case View::promise: return WhatIf::Question::front;
    case View::time: return WhatIf::Question::timeline;
    case View::prices: return WhatIf::Question::prices;
    case View::scenarios: break;
  }
  return WhatIf::Question::scenarios;
}

void CostCard::setState(const WhatIf& whatIf, const Session& session, const GpuColours& colours) {
  m_whatIf = &whatIf;
  m_session = &session;
  m_colours = colours;
  showNow();
}

void CostCard::showAnswer(WhatIf::Question question) {
  if (!m_whatIf) return;
  // The scenarios stand beside the mix of now.
  if (question == this->question() || (question == WhatIf::Question::mix && m_view == View::scenarios))
    showNow();
}

void CostCard::note(const QString& words, const QString& caution) {
  m_note->setText(caution.isEmpty() ? words : caution + u' ' + words);
  m_note->setVisible(!m_note->text().isEmpty());
}

void CostCard::say(const QString& words) {
  note({});
  m_words->setText(words);
  m_stack->setCurrentIndex(wordsPlace);
}

template <typename T>
bool CostCard::ready(const WhatIf::Answer<T>& answer) {
  if (answer.value) return true;
  say(answer.error ? QString::fromStdString(answer.error->text()) : tr("Working it out…"));
  return false;
}

void CostCard::showNow() {
  switch (m_view) {
    case View::load: return showLoad();
    case View::promise: return showPromise();
    case View::time: return showTime();
    case View::prices: return showPrices();
    case View::scenarios: return showScenarios();
  }
}

void CostCard::showLoad() {
  if (!ready(m_whatIf->curve())) return;
  m_load->setSeries(curveSeries(m_whatIf->input(), *m_whatIf->curve().value, m_colours));
  const double rate = plannedRate(m_whatIf->input());
  m_load->setMark(rate, compactQuantity(rate, tr("req/s")));
  note({}, notProvedText(*m_whatIf->curve().value));
  m_stack->setCurrentIndex(loadPlace);
}

void CostCard::showPromise() {
  const Metric metric = m_whatIf->frontMetric();
  m_metrics->setCurrentIndex(m_metrics->findData(static_cast<int>(metric)));
  if (!ready(m_whatIf->front())) return;
  const SloSetting& setting = m_whatIf->input().conditions.slos[metric];
  const QString unit = metric == Metric::tput ? tr("req/s")
                       : metric == Metric::tt ? tr("tok/s")
                                              : QStringLiteral("s");
  const QString label = sloLabel(metric, setting.statistic);
  m_promise->setTitle(tr("Cost against %1").arg(label));
  m_promise->setAxes(
      {.title = QStringLiteral("%1, %2").arg(label, unit), .kind = AxisKind::logarithmic, .unit = unit},
      {.title = tr("$ per hour"), .unit = QStringLiteral("$")});
  m_promise->setSeries(frontSeries(*m_whatIf->front().value));
  m_promise->setMark(setting.value,
                     isLatency(metric) ? secondsText(setting.value) : compactQuantity(setting.value, unit));
  note(setting.on ? tr("The other SLOs stay as they are. Marked bounds are worth choosing: no stricter one "
                       "costs as little.")
                  : tr("As if %1 were promised, too. Marked bounds are worth choosing: no stricter one costs "
                       "as little.")
                        .arg(label),
       notProvedText(*m_whatIf->front().value));
  m_stack->setCurrentIndex(promisePlace);
}

void CostCard::showTime() {
  if (!ready(m_whatIf->timeline())) return;
  const CostTimeline& line = *m_whatIf->timeline().value;
  const QString title = timeAxisOf(line).title;
  m_time->setAxes({.title = title}, {.title = tr("$ per hour"), .unit = QStringLiteral("$")});
  m_replicas->setAxes({.title = title}, {.title = tr("replicas"), .low = 0});
  m_time->setSeries(timelineSeries(line));
  m_replicas->setSeries(replicaSeries(m_whatIf->input(), line, m_colours));
  note(tr("Over the recording: %1 while the replicas follow the traffic, %2 with one mix all along (%3).")
           .arg(moneyText(line.scaledCost), moneyText(line.steadyCost),
                mixFigure(m_whatIf->input(), line.steadyReplicas)),
       notProvedText(line));
  m_stack->setCurrentIndex(timePlace);
}

void CostCard::showPrices() {
  if (!ready(m_whatIf->prices())) return;
  TableContent content = priceTable(m_whatIf->input(), *m_whatIf->prices().value);
  const bool fresh = m_prices->columnCount() == 0;
  m_prices->setContent(content.headers, std::move(content.rows), content.words);
  if (fresh) m_priceTable->setStretchColumn(3);
  note(tr("One price moves, the others stay."));
  m_stack->setCurrentIndex(pricesPlace);
}

void CostCard::showScenarios() {
  if (m_session->workspace().scenarios.empty())
    return say(
        tr("No scenario is kept yet. Keep what is weighed now under a name, change something, and both stand "
           "here side by side."));
  if (!ready(m_whatIf->scenarios())) return;
  const ScenarioAnswers& answers = *m_whatIf->scenarios().value;
  TableContent content = scenarioTable(m_whatIf->input(), m_session->workspace().scenarios, answers,
                                       m_whatIf->mix().value.get());
  const bool fresh = m_scenarios->columnCount() != content.headers.size();
  m_scenarios->setContent(content.headers, std::move(content.rows), content.words);
  if (fresh) m_scenarioTable->resizeColumnsToContents();
  note(robustSentence(m_whatIf->input(), answers));
  m_stack->setCurrentIndex(scenariosPlace);
}

}  // namespace headroom::ui
