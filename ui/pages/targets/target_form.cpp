#include "ui/pages/targets/target_form.h"

#include "ui/controllers/known_hardware.h"
#include "ui/controllers/target_edits.h"
#include "ui/pages/targets/targets_table.h"
#include "ui/theme/fonts.h"
#include "ui/theme/gpu_colours.h"
#include "ui/theme/numbers.h"
#include "ui/widgets/ask_for_file.h"
#include "ui/widgets/choice_field.h"
#include "ui/widgets/form.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/text_field.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

namespace headroom::ui {
namespace {

QString shown(const std::string& text) { return QString::fromStdString(text); }

QIcon swatch(const QColor& colour) {
  QPixmap square(20, 20);
  square.fill(colour);
  return QIcon(square);
}

}  // namespace

TargetForm::TargetForm(Services& services, QWidget* parent)
    : Card(tr("Target"), parent), m_services(services) {
  setObjectName(QStringLiteral("targetForm"));
  setHeaderHeight(metrics::control);
  makeFields();
  connect(&services.session, &Session::changed, this, [this](Sections what) {
    if (what & (Section::targets | Section::prices)) refresh();
  });
  connect(&services.targetWatch, &TargetWatch::changed, this, &TargetForm::refresh);
}

void TargetForm::makeFields() {
  auto* fields = new QWidget(this);
  auto* form = newFormLayout(fields);
  const auto text = [&](const char* name) {
    auto* field = new TextField(fields);
    field->setObjectName(QLatin1String(name));
    return field;
  };
  m_nameField = text("name");
  m_model = new ChoiceField(fields);
  m_model->setObjectName(QStringLiteral("model"));
  m_model->setPlaceholder(tr("the only one it serves"));
  m_gpu = new ChoiceField(fields);
  m_gpu->setObjectName(QStringLiteral("gpu"));
  m_gpu->setIconSize(QSize(10, 10));
  m_cost = new NumberField(fields);
  m_cost->setObjectName(QStringLiteral("cost"));
  m_cost->setUnit(NumberField::Unit::dollars);
  m_cost->setRange(0, 1e6);
  m_cost->setOptional(tr("not known"));
  m_cost->setFixedWidth(88);
  m_costNote = newNote({}, fields);
  auto* costRow = new QHBoxLayout;
  costRow->setSpacing(metrics::small * 2);
  costRow->addWidget(m_cost);
  costRow->addWidget(m_costNote, 1);
  m_deployment = text("deployment");
  m_nameSpace = text("namespace");
  m_nameSpace->setPlaceholderText(tr("the context's own"));
  m_journal = text("journal");
  m_journal->setPlaceholderText(tr("made by its first benchmark"));
  auto* browse = new QToolButton(fields);
  browse->setText(QStringLiteral("…"));
  browse->setObjectName(QStringLiteral("browseJournal"));
  browse->setAccessibleName(tr("Choose a benchmark file"));
  auto* journalRow = new QHBoxLayout;
  journalRow->setSpacing(metrics::small);
  journalRow->addWidget(m_journal, 1);
  journalRow->addWidget(browse);

  form->addRow(newFormLabel(tr("&Name"), m_nameField), m_nameField);
  form->addRow(newFormLabel(tr("&Model"), m_model), m_model);
  form->addRow(newFormLabel(tr("G&PU type"), m_gpu), m_gpu);
  form->addRow(newFormLabel(tr("&Cost per hour"), m_cost), costRow);
  form->addRow(newFormLabel(tr("&Deployment"), m_deployment), m_deployment);
  form->addRow(newFormLabel(tr("Name&space"), m_nameSpace), m_nameSpace);
  form->addRow(newFormLabel(tr("&Benchmark file"), m_journal), journalRow);
  m_deployment->setToolTip(tr("Its name in the cluster: the profile is stored under it."));
  body()->addWidget(fields);
  body()->addStretch(1);

  connect(m_nameField, &TextField::edited, this, [this](const QString& name) {
    const auto done = renameTarget(m_services.session, m_name, name.toStdString());
    if (done) m_nameField->setValue(name);
    tell(done);
  });
  connect(m_model, &ChoiceField::edited, this, [this](const QString& model) {
    change(tr("Set the model of %1"), [&](Target& target) { target.model = model.toStdString(); });
  });
  connect(m_gpu, &ChoiceField::edited, this,
          [this](const QString& gpu) { setTargetGpu(m_services.session, m_name, gpu.toStdString()); });
  connect(m_cost, &NumberField::edited, this,
          [this](double cost) { tell(setTargetCost(m_services.session, m_name, cost)); });
  connect(m_cost, &NumberField::cleared, this,
          [this] { tell(setTargetCost(m_services.session, m_name, 0)); });
  connect(m_deployment, &TextField::edited, this, [this](const QString& name) {
    change(tr("Set the deployment of %1"), [&](Target& target) { target.deployment = name.toStdString(); });
  });
  connect(m_nameSpace, &TextField::edited, this, [this](const QString& name) {
    change(tr("Set the namespace of %1"), [&](Target& target) { target.nameSpace = name.toStdString(); });
  });
  const auto setJournal = [this](const QString& path) {
    change(tr("Set the benchmark file of %1"), [&](Target& target) { target.journal = path.toStdString(); });
  };
  connect(m_journal, &TextField::edited, this, setJournal);
  connect(browse, &QToolButton::clicked, this, [this, setJournal] {
    // For the target it was asked for, whichever is looked at when the answer comes.
    askForFile(this, tr("Benchmark File"), m_journal->value(),
               tr("Benchmark files (*.jsonl *.json);;All files (*)"),
               [this, setJournal, name = m_name](const QString& path) {
                 if (name == m_name) setJournal(path);
               });
  });
}

void TargetForm::change(const QString& text, const std::function<void(Target&)>& change) {
  changeTarget(m_services.session, m_name, text.arg(shown(m_name)), change);
}

void TargetForm::tell(const Result<void>& done) {
  if (done)
    m_services.messages.dismiss(QStringLiteral("targets/refused"));
  else
    m_services.messages.post({.severity = Severity::warning,
                              .cause = shown(done.error().message),
                              .nextStep = shown(done.error().hint),
                              .key = QStringLiteral("targets/refused")});
}

void TargetForm::setTarget(const std::string& name) {
  m_name = name;
  refresh();
}

void TargetForm::refresh() {
  const Workspace& workspace = m_services.session.workspace();
  const Target* target = findTarget(workspace, m_name);
  // A rename keeps this form on its target; the page tells the new name.
  setEnabled(target != nullptr);
  if (!target) return;
  QStringList gpus, models;
  for (const std::string& type : gpuTypes(workspace)) gpus.push_back(shown(type));
  const GpuColours colours(gpus);
  for (const QString& known : knownGpus())
    if (!gpus.contains(known)) gpus.push_back(known);
  if (const auto& report = m_services.targetWatch.testOf(*target).report)
    for (const std::string& model : report->models) models.push_back(shown(model));
  m_nameField->setValue(shown(target->name));
  m_model->setChoices(models);
  m_model->setValue(shown(target->model));
  m_gpu->setChoices(gpus, [&](const QString& gpu) {
    return colours.names().contains(gpu) ? swatch(colours.of(gpu)) : QIcon();
  });
  m_gpu->setValue(shown(target->gpu));
  m_cost->setValue(target->costPerHour > 0 ? std::optional(target->costPerHour) : std::nullopt);
  const auto price = listPrice(target->gpu);
  const double weighed = costPerHour(workspace, *target);
  m_costNote->setText(weighed != target->costPerHour           ? tr("What-if: %1").arg(moneyText(weighed))
                      : price && *price != target->costPerHour ? tr("list price %1").arg(moneyText(*price))
                      : price                                  ? tr("list price")
                                                               : QString());
  m_deployment->setValue(shown(target->deployment));
  m_nameSpace->setValue(shown(target->nameSpace));
  m_journal->setValue(shown(target->journal));
}

void TargetForm::focusMissing() {
  const Target* target = findTarget(m_services.session.workspace(), m_name);
  if (!target) return;
  QWidget* field = target->gpu.empty() ? static_cast<QWidget*>(m_gpu) : m_cost;
  field->setFocus(Qt::OtherFocusReason);
}

}  // namespace headroom::ui
