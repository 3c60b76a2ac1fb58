#include "ui/pages/benchmark/plan_editor.h"

#include "ui/controllers/run_words.h"
#include "ui/theme/fonts.h"
#include "ui/theme/numbers.h"
#include "ui/widgets/card.h"
#include "ui/widgets/choice_field.h"
#include "ui/widgets/glossary.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/segments.h"
#include "ui/widgets/text_field.h"
#include "ui/widgets/verdict_label.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace headroom::ui {
namespace {

constexpr double mostTokens = 10'000'000;
std::vector<int> usualConcurrencies() { return {1, 2, 4, 8, 16, 32, 64}; }

QString listText(const std::vector<int>& values) {
  QStringList parts;
  for (const int value : values) parts << QString::number(value);
  return parts.join(QStringLiteral(", "));
}

QString countText(std::uint64_t count) { return compact(static_cast<double>(count), 15); }

QLabel* newLabel(const QString& text, QWidget* parent) {
  auto* label = new QLabel(text, parent);
  label->setFont(ui::font(TextStyle::secondary));
  label->setTextFormat(Qt::PlainText);
  return label;
}

}  // namespace

QString planSummary(const Plan& plan) {
  const std::uint64_t points = plan.points().size();
  const std::uint64_t loads =
      plan.concurrencies.empty()
          ? static_cast<std::uint64_t>(std::floor(std::log2(plan.rates.limit / plan.rates.start) + 1e-9)) + 1
          : plan.concurrencies.size();
  const QString shape = (plan.concurrencies.empty() ? PlanEditor::tr("%1 cells × %2 rates")
                                                    : PlanEditor::tr("%1 cells × %2 loads"))
                            .arg(countText(points / std::max<std::uint64_t>(1, loads)), countText(loads));
  return PlanEditor::tr("%1 = %2 points · %3 requests · about %4 a target")
      .arg(shape, countText(points), countText(plan.requests()), durationWords(plan.expectedSeconds()));
}

std::optional<std::vector<int>> concurrenciesOf(const QString& text) {
  static const QRegularExpression between(QStringLiteral("[\\s,;]+"));
  std::vector<int> values;
  for (const QString& part : text.split(between, Qt::SkipEmptyParts)) {
    bool good = false;
    const int value = part.toInt(&good);
    if (!good || value < 1 || value > 1'000'000) return std::nullopt;
    if (std::ranges::find(values, value) == values.end()) values.push_back(value);
  }
  if (values.empty()) return std::nullopt;
  return values;
}

PlanEditor::PlanEditor(Session& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_grid(new QGridLayout) {
  setObjectName(QStringLiteral("planEditor"));
  auto* down = new QVBoxLayout(this);
  down->setContentsMargins(0, 0, 0, 0);
  down->setSpacing(metrics::small * 2);
  m_grid->setHorizontalSpacing(metrics::small * 2);
  m_grid->setVerticalSpacing(metrics::small * 2);
  m_grid->setColumnStretch(0, 1);
  down->addLayout(m_grid);
  makeShapes();
  makeLoad();
  makeMore();
  down->addWidget(m_moreButton, 0, Qt::AlignLeft);
  down->addWidget(m_more);
  m_summary = newNote({}, this);
  m_summary->setObjectName(QStringLiteral("planSummary"));
  m_problem = new VerdictLabel(this);
  m_problem->setObjectName(QStringLiteral("planProblem"));
  m_problem->setWordWrap(true);
  m_problem->setFont(ui::font(TextStyle::secondary));
  m_running = newNote(tr("What runs keeps the plan that it was started with."), this);
  m_running->setObjectName(QStringLiteral("planRunning"));
  m_running->hide();
  down->addWidget(m_summary);
  down->addWidget(m_problem);
  down->addWidget(m_running);
  for (QLineEdit* field : findChildren<QLineEdit*>())
    connect(field, &QLineEdit::textEdited, this, &PlanEditor::showSummary);
  connect(&session, &Session::changed, this, [this](Sections what) {
    if (what & Section::plan) show();
  });
  show();
}

NumberField* PlanEditor::number(const QString& name, double low, double high, const QString& accessible) {
  auto* field = new NumberField(this);
  field->setObjectName(name);
  field->setRange(low, high);
  field->setAccessibleName(accessible);
  field->setFixedWidth(66);
  return field;
}

void PlanEditor::addRow(const QString& label, QWidget* field) {
  const int row = m_grid->rowCount();
  m_grid->addWidget(newLabel(label, this), row, 0);
  m_grid->addWidget(field, row, 1, 1, 3, Qt::AlignRight);
}

void PlanEditor::addRange(const QString& label, NumberField* start, NumberField* limit) {
  const int row = m_grid->rowCount();
  m_grid->addWidget(newLabel(label, this), row, 0);
  m_grid->addWidget(start, row, 1);
  m_grid->addWidget(newLabel(QStringLiteral("…"), this), row, 2);
  m_grid->addWidget(limit, row, 3);
  start->setToolTip(tr("From here on, each twice the one before"));
  limit->setToolTip(tr("Up to here"));
}

void PlanEditor::makeShapes() {
  const auto make = [&](const QString& name, const QString& accessible, const QString& text, auto member) {
    NumberField* field = number(name, 1, mostTokens, accessible);
    field->setUnit(NumberField::Unit::whole);
    connect(field, &NumberField::edited, this, [this, text, member](double value) {
      edit(text, [member, value](Plan& plan) { member(plan) = static_cast<int>(value); });
    });
    return field;
  };
  const QString inputs = tr("Change the input lengths"), outputs = tr("Change the output lengths");
  m_inputStart = make(QStringLiteral("inputStart"), tr("Shortest input, tokens"), inputs,
                      [](Plan& plan) -> int& { return plan.inputTokens.start; });
  m_inputLimit = make(QStringLiteral("inputLimit"), tr("Longest input, tokens"), inputs,
                      [](Plan& plan) -> int& { return plan.inputTokens.limit; });
  m_outputStart = make(QStringLiteral("outputStart"), tr("Shortest output, tokens"), outputs,
                       [](Plan& plan) -> int& { return plan.outputTokens.start; });
  m_outputLimit = make(QStringLiteral("outputLimit"), tr("Longest output, tokens"), outputs,
                       [](Plan& plan) -> int& { return plan.outputTokens.limit; });
  addRange(tr("Input tokens"), m_inputStart, m_inputLimit);
  addRange(tr("Output tokens"), m_outputStart, m_outputLimit);
}

void PlanEditor::makeLoad() {
  m_load = new Segments(this);
  m_load->setObjectName(QStringLiteral("loadKind"));
  m_load->setAccessibleName(tr("Kind of load"));
  m_load->setChoices({{QStringLiteral("open"), tr("Rates")}, {QStringLiteral("closed"), tr("In flight")}});
  addRow(tr("Load"), m_load);
  connect(m_load, &Segments::chosen, this, [this](const QString& id) {
    edit(tr("Change the kind of load"), [closed = id == QLatin1String("closed")](Plan& plan) {
      if (!closed)
        plan.concurrencies.clear();
      else if (plan.concurrencies.empty())
        plan.concurrencies = usualConcurrencies();
    });
  });

  const int row = m_grid->rowCount();
  m_rateLabel = newLabel(tr("Rates, req/s"), this);
  m_rateStart = number(QStringLiteral("rateStart"), 0.001, 1e6, tr("Lowest rate, requests/s"));
  m_rateLimit = number(QStringLiteral("rateLimit"), 0.001, 1e6, tr("Highest rate, requests/s"));
  m_rateTo = newLabel(QStringLiteral("…"), this);
  m_rateStart->setToolTip(tr("From here on, each twice the one before"));
  m_rateLimit->setToolTip(tr("Up to here"));
  m_grid->addWidget(m_rateLabel, row, 0);
  m_grid->addWidget(m_rateStart, row, 1);
  m_grid->addWidget(m_rateTo, row, 2);
  m_grid->addWidget(m_rateLimit, row, 3);
  connect(m_rateStart, &NumberField::edited, this, [this](double value) {
    edit(tr("Change the rates"), [value](Plan& plan) { plan.rates.start = value; });
  });
  connect(m_rateLimit, &NumberField::edited, this, [this](double value) {
    edit(tr("Change the rates"), [value](Plan& plan) { plan.rates.limit = value; });
  });

  m_inFlightLabel = newLabel(tr("Requests in flight"), this);
  m_inFlight = new TextField(this);
  m_inFlight->setObjectName(QStringLiteral("inFlight"));
  m_inFlight->setAccessibleName(tr("Requests kept in flight"));
  m_inFlight->setToolTip(tr("How many requests are kept in flight, one point each: 1, 4, 16"));
  m_grid->addWidget(m_inFlightLabel, row + 1, 0);
  m_grid->addWidget(m_inFlight, row + 1, 1, 1, 3);
  connect(m_inFlight, &TextField::edited, this, [this](const QString& text) {
    const auto values = concurrenciesOf(text);
    if (!values) return show();  // what was there stands again
    edit(tr("Change the requests in flight"), [&](Plan& plan) { plan.concurrencies = *values; });
  });

  m_samples = number(QStringLiteral("samples"), 1, 1e7, tr("Requests a point"));
  m_samples->setUnit(NumberField::Unit::whole);
  m_samples->setToolTip(tr("More requests make the percentiles surer: P99 needs at least 100."));
  addRow(tr("Requests a point"), m_samples);
  connect(m_samples, &NumberField::edited, this, [this](double value) {
    edit(tr("Change the requests a point"),
         [value](Plan& plan) { plan.samples = static_cast<std::uint64_t>(value); });
  });
}

void PlanEditor::makeMore() {
  m_moreButton = new QPushButton(tr("More settings"), this);
  m_moreButton->setObjectName(QStringLiteral("moreSettings"));
  m_moreButton->setCheckable(true);
  m_more = new QWidget(this);
  auto* grid = new QGridLayout(m_more);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setHorizontalSpacing(metrics::small * 2);
  grid->setVerticalSpacing(metrics::small * 2);
  grid->setColumnStretch(0, 1);
  const auto add = [&](const QString& label, QWidget* field) {
    const int row = grid->rowCount();
    grid->addWidget(newLabel(label, m_more), row, 0);
    grid->addWidget(field, row, 1, Qt::AlignRight);
  };
  const auto choice = [&](const QString& name, const QString& label, const QStringList& choices) {
    auto* field = new ChoiceField(m_more);
    field->setObjectName(name);
    field->setAccessibleName(label);
    field->setChoices(choices);
    field->setClosed();
    field->setFixedWidth(126);
    return field;
  };
  m_arrivals =
      choice(QStringLiteral("arrivals"), tr("Arrivals"), {tr("Poisson"), tr("constant"), tr("bursts")});
  m_arrivals->setToolTip(
      tr("How requests follow each other at a rate: at random, evenly, or several at once"));
  m_burst = number(QStringLiteral("burst"), 1, 1e6, tr("Requests a burst"));
  m_burst->setUnit(NumberField::Unit::whole);
  m_prompts = choice(QStringLiteral("prompts"), tr("Prompts"), {tr("fresh"), tr("fixed")});
  m_prompts->setToolTip(
      tr("Fresh: no two prompts begin alike. Fixed: the same word again and again, which a "
         "prefix cache answers."));
  m_api = choice(QStringLiteral("api"), tr("API"), {tr("completions"), tr("chat")});
  m_warmup = number(QStringLiteral("warmup"), 0, 10'000, tr("Warm-up requests a point"));
  m_warmup->setUnit(NumberField::Unit::whole);
  m_warmup->setToolTip(tr("Sent before each point and not counted"));
  m_seed = number(QStringLiteral("seed"), 0, 1e15, tr("Seed"));
  m_seed->setUnit(NumberField::Unit::name);
  m_seed->setToolTip(tr("The same seed gives the same send times and the same prompts."));
  m_temperature = number(QStringLiteral("temperature"), 0, 100, tr("Temperature"));
  m_stream = new QCheckBox(tr("Stream the answers"), m_more);
  m_stream->setObjectName(QStringLiteral("stream"));
  explain(m_stream, QStringLiteral("TTFT TPOT"),
          tr("Without streaming, TTFT equals E2E and there is no TPOT."));
  m_ignoreEos = new QCheckBox(tr("Force the output length"), m_more);
  m_ignoreEos->setObjectName(QStringLiteral("ignoreEos"));
  m_ignoreEos->setToolTip(
      tr("By ignore_eos and min_tokens of vLLM; without it answers end where the model ends them."));
  add(tr("Arrivals"), m_arrivals);
  add(tr("Requests a burst"), m_burst);
  add(tr("Prompts"), m_prompts);
  add(tr("API"), m_api);
  add(tr("Warm-up requests"), m_warmup);
  add(tr("Seed"), m_seed);
  add(tr("Temperature"), m_temperature);
  grid->addWidget(m_stream, grid->rowCount(), 0, 1, 2);
  grid->addWidget(m_ignoreEos, grid->rowCount(), 0, 1, 2);
  m_more->hide();
  connect(m_moreButton, &QPushButton::toggled, this, [this](bool on) {
    m_more->setVisible(on);
    m_moreButton->setText(on ? tr("Fewer settings") : tr("More settings"));
  });

  connect(m_arrivals, &ChoiceField::edited, this, [this](const QString& text) {
    const int index = m_arrivals->findText(text);
    edit(tr("Change the arrivals"), [index](Plan& plan) {
      plan.arrivals.kind = static_cast<ArrivalKind>(std::max(0, index));
      if (plan.arrivals.kind != ArrivalKind::burst)
        plan.arrivals.burstSize = 1;
      else if (plan.arrivals.burstSize < 2)
        plan.arrivals.burstSize = 8;
    });
  });
  connect(m_burst, &NumberField::edited, this, [this](double value) {
    edit(tr("Change the bursts"), [value](Plan& plan) { plan.arrivals.burstSize = static_cast<int>(value); });
  });
  connect(m_prompts, &ChoiceField::edited, this, [this](const QString& text) {
    edit(tr("Change the prompts"),
         [fixed = m_prompts->findText(text) == 1](Plan& plan) { plan.prompts = fixed ? "fixed" : "fresh"; });
  });
  connect(m_api, &ChoiceField::edited, this, [this](const QString& text) {
    edit(tr("Change the API"),
         [chat = m_api->findText(text) == 1](Plan& plan) { plan.api = chat ? "chat" : "completions"; });
  });
  connect(m_warmup, &NumberField::edited, this, [this](double value) {
    edit(tr("Change the warm-up"), [value](Plan& plan) { plan.warmup = static_cast<int>(value); });
  });
  connect(m_seed, &NumberField::edited, this, [this](double value) {
    edit(tr("Change the seed"), [value](Plan& plan) { plan.seed = static_cast<std::uint64_t>(value); });
  });
  connect(m_temperature, &NumberField::edited, this, [this](double value) {
    edit(tr("Change the temperature"), [value](Plan& plan) { plan.temperature = value; });
  });
  connect(m_stream, &QCheckBox::clicked, this, [this](bool on) {
    edit(on ? tr("Stream the answers") : tr("Do not stream the answers"),
         [on](Plan& plan) { plan.stream = on; });
  });
  connect(m_ignoreEos, &QCheckBox::clicked, this, [this](bool on) {
    edit(on ? tr("Force the output length") : tr("Do not force the output length"),
         [on](Plan& plan) { plan.ignoreEos = on; });
  });
}

void PlanEditor::edit(const QString& text, const Change& change) {
  m_session.edit(text, [&](Workspace& workspace) { change(workspace.plan); });
}

void PlanEditor::setRunning(bool running) { m_running->setVisible(running); }

void PlanEditor::show() {
  const Plan& plan = m_session.workspace().plan;
  const bool closed = !plan.concurrencies.empty();
  m_inputStart->setValue(plan.inputTokens.start);
  m_inputLimit->setValue(plan.inputTokens.limit);
  m_outputStart->setValue(plan.outputTokens.start);
  m_outputLimit->setValue(plan.outputTokens.limit);
  m_load->setCurrent(closed ? QStringLiteral("closed") : QStringLiteral("open"));
  for (QWidget* widget : {static_cast<QWidget*>(m_rateLabel), static_cast<QWidget*>(m_rateStart),
                          static_cast<QWidget*>(m_rateTo), static_cast<QWidget*>(m_rateLimit)})
    widget->setVisible(!closed);
  m_inFlightLabel->setVisible(closed);
  m_inFlight->setVisible(closed);
  m_rateStart->setValue(plan.rates.start);
  m_rateLimit->setValue(plan.rates.limit);
  m_inFlight->setValue(listText(plan.concurrencies));
  m_samples->setValue(static_cast<double>(plan.samples));
  m_arrivals->setValue(m_arrivals->itemText(static_cast<int>(plan.arrivals.kind)));
  m_arrivals->setEnabled(!closed);
  m_burst->setValue(plan.arrivals.burstSize);
  m_burst->setEnabled(!closed && plan.arrivals.kind == ArrivalKind::burst);
  m_prompts->setValue(m_prompts->itemText(plan.prompts == "fixed" ? 1 : 0));
  m_api->setValue(m_api->itemText(plan.api == "chat" ? 1 : 0));
  m_warmup->setValue(plan.warmup);
  m_seed->setValue(static_cast<double>(plan.seed));
  m_temperature->setValue(plan.temperature);
  m_stream->setChecked(plan.stream);
  m_ignoreEos->setChecked(plan.ignoreEos);
  showSummary();
}

std::optional<Plan> PlanEditor::typed() const {
  Plan plan = m_session.workspace().plan;
  bool good = true;
  const auto take = [&](const NumberField* field, auto& into) {
    const std::optional<double> value = field->read(field->text());
    if (value)
      into = static_cast<std::remove_reference_t<decltype(into)>>(*value);
    else
      good = false;
  };
  take(m_inputStart, plan.inputTokens.start);
  take(m_inputLimit, plan.inputTokens.limit);
  take(m_outputStart, plan.outputTokens.start);
  take(m_outputLimit, plan.outputTokens.limit);
  if (plan.concurrencies.empty()) {
    take(m_rateStart, plan.rates.start);
    take(m_rateLimit, plan.rates.limit);
  } else if (const auto values = concurrenciesOf(m_inFlight->text())) {
    plan.concurrencies = *values;
  } else {
    good = false;
  }
  take(m_samples, plan.samples);
  take(m_warmup, plan.warmup);
  if (!good) return std::nullopt;
  return plan;
}

void PlanEditor::showSummary() {
  const std::optional<Plan> plan = typed();
  QString problem = tr("What is typed is not a number that can be used here.");
  if (plan) problem = planProblem(*plan);
  m_summary->setVisible(problem.isEmpty());
  m_problem->setVisible(!problem.isEmpty());
  if (problem.isEmpty())
    m_summary->setText(planSummary(*plan));
  else
    m_problem->setVerdict(Verdict::bad, problem);
}

}  // namespace headroom::ui
