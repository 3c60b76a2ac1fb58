#include "ui/pages/targets/targets_page.h"

#include "ui/controllers/target_edits.h"
#include "ui/dialogs/add_target/add_target_dialog.h"
#include "ui/pages/targets/probe_card.h"
#include "ui/pages/targets/reach_card.h"
#include "ui/pages/targets/target_form.h"
#include "ui/pages/targets/targets_table.h"
#include "ui/theme/fonts.h"
#include "ui/theme/style.h"
#include "ui/widgets/card.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/headline.h"
#include "ui/widgets/wrap_layout.h"

#include <QItemSelectionModel>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <set>

namespace headroom::ui {
namespace {

QString shown(const std::string& text) { return QString::fromStdString(text); }

QToolButton* newActionButton(QAction* action, const QString& text, QWidget* parent) {
  auto* button = new QToolButton(parent);
  button->setText(text);
  button->setToolTip(QString(action->text()).remove(u'&'));
  button->setAccessibleName(button->toolTip());
  button->setEnabled(action->isEnabled());
  QObject::connect(button, &QToolButton::clicked, action, &QAction::trigger);
  QObject::connect(action, &QAction::changed, button,
                   [button, action] { button->setEnabled(action->isEnabled()); });
  return button;
}

}  // namespace

TargetsPage::TargetsPage(PageContext& context)
    : Page(context),
      m_model(new TargetsModel(session(), context.services.targetStates, this)),
      m_parts(new QStackedWidget(this)) {
  makeActions();
  auto* down = new QVBoxLayout(this);
  down->setContentsMargins(0, 0, 0, 0);
  m_empty = emptyPart();
  m_full = fullPart();
  m_parts->addWidget(m_empty);
  m_parts->addWidget(m_full);
  down->addWidget(m_parts);

  connect(m_model, &TargetsModel::refused, this, [this](const Error& why) {
    messages().post({.severity = Severity::warning,
                     .cause = shown(why.message),
                     .nextStep = shown(why.hint),
                     .key = QStringLiteral("targets/refused")});
  });
  connect(&session(), &Session::changed, this, [this](Sections what) {
    if (what & (Section::targets | Section::selection | Section::prices)) showSelection();
    if (what & (Section::targets | Section::prices)) showSummary();
  });
  connect(&context.services.targetWatch, &TargetWatch::changed, this, &TargetsPage::showSummary);
  showSelection();
  showSummary();
}

bool TargetsPage::settled() const { return context().services.targetWatch.summary().busy == 0; }

void TargetsPage::makeActions() {
  connect(addPageAction(QStringLiteral("targets.add"), tr("&Add Target…"), QKeySequence(tr("Ctrl+Shift+A"))),
          &QAction::triggered, this, &TargetsPage::add);
  const auto needing = [&](const char* id, const QString& text, const QKeySequence& keys, auto act) {
    QAction* action = addPageAction(QLatin1String(id), text, keys);
    connect(action, &QAction::triggered, this, [this, act] { withCurrent(act); });
    m_needTarget.push_back(action);
    return action;
  };
  needing("targets.duplicate", tr("&Duplicate Target"), QKeySequence(tr("Ctrl+D")),
          [this](const std::string& name) { duplicateTarget(session(), name); });
  needing("targets.remove", tr("&Remove Target"), QKeySequence(tr("Ctrl+Backspace")),
          [this](const std::string& name) { removeTarget(session(), name); });
  m_up = needing("targets.up", tr("Move &Up"), QKeySequence(tr("Alt+Up")),
                 [this](const std::string&) { moveBy(-1); });
  m_down = needing("targets.down", tr("Move Do&wn"), QKeySequence(tr("Alt+Down")),
                   [this](const std::string&) { moveBy(1); });
  addPageSeparator();
  needing("targets.test", tr("&Test Target"), QKeySequence(tr("F5")),
          [this](const std::string& name) { context().services.targetWatch.test(name); });
  m_testAll =
      addPageAction(QStringLiteral("targets.testAll"), tr("Test A&ll Targets"), QKeySequence(tr("Shift+F5")));
  connect(m_testAll, &QAction::triggered, this, [this] { context().services.targetWatch.testAll(); });
}

QWidget* TargetsPage::emptyPart() {
  auto* empty = new EmptyState(
      QStringLiteral("targets"), tr("Which deployments do you want to compare?"),
      tr("A target is a model on a GPU type that answers somewhere: at a URL, in a pod or a "
         "service of a cluster, or simulated here. Benchmark files can be dropped here, too."));
  QPushButton* addButton = empty->addAction(tr("Add Target…"));
  addButton->setObjectName(QStringLiteral("addFirst"));
  connect(addButton, &QPushButton::clicked, this, &TargetsPage::add);
  m_sample = empty->addAction(tr("Open Sample Workspace"));
  m_sample->setObjectName(QStringLiteral("openSample"));
  connect(m_sample, &QPushButton::clicked, this, [this] { context().openSample(); });
  m_sample->setVisible(context().openSample != nullptr);
  return empty;
}

QWidget* TargetsPage::fullPart() {
  auto* full = new QWidget(this);
  auto* down = new QVBoxLayout(full);
  down->setContentsMargins(metrics::gap, metrics::gap, metrics::gap, metrics::gap);
  down->setSpacing(metrics::gap);

  auto* top = new Headline(full);
  m_answers = top->addItem(tr("Targets that answer"), QStringLiteral("answers"));
  m_gpus = top->addItem(tr("GPU types"), QStringLiteral("gpuTypes"));
  m_models = top->addItem(tr("Model"), QStringLiteral("models"));
  m_nextWords = newNote({}, top);
  m_nextWords->setObjectName(QStringLiteral("nextWords"));
  m_nextWords->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  m_nextWords->setMinimumWidth(220);
  m_nextWords->setMaximumWidth(360);
  m_nextButton = new QPushButton(top);
  m_nextButton->setObjectName(QStringLiteral("nextStep"));
  m_nextButton->setProperty(property::primary, true);
  connect(m_nextButton, &QPushButton::clicked, this, &TargetsPage::takeNextStep);
  top->addWidget(m_nextWords);
  top->addWidget(m_nextButton);
  down->addWidget(top);

  m_tableCard = new Card(tr("Targets"), full);
  m_table = new TargetsTable(m_model, m_tableCard);
  for (QAction* action : m_needTarget) m_table->addAction(action);
  const auto action = [this](const char* id) { return findChild<QAction*>(QLatin1String(id)); };
  m_tableCard->addToHeader(newActionButton(m_up, QStringLiteral("↑"), m_tableCard));
  m_tableCard->addToHeader(newActionButton(m_down, QStringLiteral("↓"), m_tableCard));
  m_tableCard->addToHeader(newActionButton(action("targets.duplicate"), tr("Duplicate"), m_tableCard));
  m_tableCard->addToHeader(newActionButton(action("targets.remove"), tr("Remove"), m_tableCard));
  auto* addButton = new QPushButton(tr("Add Target…"), m_tableCard);
  addButton->setObjectName(QStringLiteral("addTarget"));
  connect(addButton, &QPushButton::clicked, this, &TargetsPage::add);
  m_tableCard->addToHeader(addButton);
  m_tableCard->body()->addWidget(m_table);
  down->addWidget(m_tableCard);

  auto* scroll = new QScrollArea(full);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setWidgetResizable(true);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setAccessibleName(tr("The selected target"));
  auto* details = new QWidget(scroll);
  auto* cards = new WrapLayout(details);
  cards->setMinimumColumnWidth(290);
  m_form = new TargetForm(context().services, details);
  m_probe = new ProbeCard(context().services, details);
  m_reach = new ReachCard(context().services, details);
  for (Card* card : {static_cast<Card*>(m_form), static_cast<Card*>(m_reach), static_cast<Card*>(m_probe)})
    cards->addWidget(card);
  scroll->setWidget(details);
  down->addWidget(scroll, 1);

  connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
          [this](const QModelIndex& now) {
            // What the model does to the current row, by its own changes, is not what a person chose.
            if (m_selecting || !now.isValid() || !m_table->hasFocus()) return;
            session().selectTarget(m_model->at(now.row()).name);
          });
  connect(m_table, &QAbstractItemView::clicked, this,
          [this](const QModelIndex& at) { session().selectTarget(m_model->at(at.row()).name); });
  return full;
}

std::string TargetsPage::current() const {
  const auto& targets = workspace().targets;
  if (targets.empty()) return {};
  if (findTarget(workspace(), session().selection().target)) return session().selection().target;
  return targets[std::min(static_cast<std::size_t>(m_row), targets.size() - 1)].name;
}

void TargetsPage::withCurrent(const std::function<void(const std::string&)>& act) {
  if (const std::string name = current(); !name.empty()) act(name);
}

void TargetsPage::showSelection() {
  const std::string name = current();
  m_row = std::max(0, m_model->rowOf(name));
  m_selecting = true;
  if (m_model->rowCount() > 0 && m_table->currentIndex().row() != m_row)
    m_table->setCurrentIndex(m_model->index(m_row, std::max(0, m_table->currentIndex().column())));
  // Not where it is selected already: that would end what is being typed in the row.
  if (m_model->rowCount() > 0 && !m_table->selectionModel()->isRowSelected(m_row, {}))
    m_table->selectRow(m_row);
  m_selecting = false;
  m_form->setTarget(name);
  m_probe->setTarget(name);
  m_reach->setTarget(name);
  for (QAction* action : m_needTarget) action->setEnabled(!name.empty());
  m_up->setEnabled(!name.empty() && m_row > 0);
  m_down->setEnabled(!name.empty() && m_row + 1 < m_model->rowCount());
}

void TargetsPage::showSummary() {
  const Workspace& now = workspace();
  m_parts->setCurrentWidget(now.targets.empty() ? m_empty : m_full);
  m_testAll->setEnabled(!now.targets.empty());
  const TargetSummary summary = context().services.targetWatch.summary();
  m_answers->setFigure(tr("%1 of %2").arg(summary.answer).arg(summary.targets));
  m_answers->setVerdict(summary.failed > 0                                         ? Verdict::bad
                        : summary.answer == summary.targets && summary.targets > 0 ? Verdict::good
                                                                                   : Verdict::none);
  m_gpus->setFigure(QString::number(gpuTypes(now).size()));
  std::set<std::string> models;
  for (const Target& target : now.targets)
    if (!target.model.empty()) models.insert(target.model);
  m_models->setFigure(models.empty()       ? QString()
                      : models.size() == 1 ? shown(*models.begin())
                                           : tr("%n models", nullptr, static_cast<int>(models.size())));
  m_next = nextStepOf(now, context().services.targetStates);
  m_nextWords->setText(m_next.sentence);
  m_nextButton->setText(m_next.action);
  m_nextButton->setEnabled(m_next.kind != NextStep::Kind::wait);
  showAnswer();
}

void TargetsPage::showAnswer() {
  const TargetSummary summary = context().services.targetWatch.summary();
  QStringList parts;
  if (summary.untried > 0) parts.push_back(tr("%n not tried yet", nullptr, summary.untried));
  if (summary.filesOnly > 0) parts.push_back(tr("%n by its file only", nullptr, summary.filesOnly));
  m_tableCard->setCaption(parts.join(QStringLiteral(" · ")));
}

void TargetsPage::takeNextStep() {
  switch (m_next.kind) {
    case NextStep::Kind::testAll: context().services.targetWatch.testAll(); break;
    case NextStep::Kind::wait: break;
    case NextStep::Kind::lookAtFailed: session().selectTarget(m_next.target); break;
    case NextStep::Kind::complete:
      session().selectTarget(m_next.target);
      m_form->focusMissing();
      break;
    case NextStep::Kind::setUp:
      session().selectTarget(m_next.target);
      m_reach->focusFirst();
      break;
    case NextStep::Kind::benchmark: context().showPage(QStringLiteral("benchmark")); break;
  }
}

void TargetsPage::add() {
  auto* dialog = new AddTargetDialog(context().services, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->open();
}

void TargetsPage::moveBy(int rows) { moveTarget(session(), current(), m_row + rows); }

}  // namespace headroom::ui
