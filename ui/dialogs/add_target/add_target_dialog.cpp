#include "ui/dialogs/add_target/add_target_dialog.h"

#include "ui/controllers/known_hardware.h"
#include "ui/controllers/target_edits.h"
#include "ui/dialogs/add_target/cluster_source.h"
#include "ui/dialogs/add_target/simulated_source.h"
#include "ui/dialogs/add_target/url_source.h"
#include "ui/theme/fonts.h"
#include "ui/theme/style.h"
#include "ui/widgets/card.h"
#include "ui/widgets/choice_field.h"
#include "ui/widgets/form.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/secret_field.h"
#include "ui/widgets/segments.h"
#include "ui/widgets/text_field.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace headroom::ui {
namespace {

QString shown(const std::string& text) { return QString::fromStdString(text); }

}  // namespace

AddTargetDialog::AddTargetDialog(Services& services, QWidget* parent)
    : QDialog(parent),
      m_services(services),
      m_way(new Segments(this)),
      m_sources(new QStackedWidget(this)),
      m_proposal(proposalPart()),
      m_note(newNote({}, this)),
      m_add(new QPushButton(tr("Add"), this)) {
  setObjectName(QStringLiteral("addTargetDialog"));
  setWindowTitle(tr("Add Target"));
  resize(720, 600);
  auto* down = new QVBoxLayout(this);
  down->setContentsMargins(16, 16, 16, 16);
  down->setSpacing(metrics::gap);
  m_way->setObjectName(QStringLiteral("way"));
  m_way->setAccessibleName(tr("How it is reached"));
  m_way->setChoices({{QStringLiteral("url"), tr("By URL")},
                     {QStringLiteral("cluster"), tr("From a Cluster")},
                     {QStringLiteral("simulated"), tr("Simulated")}});
  m_all = {{QStringLiteral("url"), new UrlSource(services, m_sources)},
           {QStringLiteral("cluster"), new ClusterSource(services, m_sources)},
           {QStringLiteral("simulated"), new SimulatedSource(m_sources)}};
  for (const auto& [way, each] : m_all) {
    m_sources->addWidget(each);
    each->setApiKey([this] { return m_secret->typed(); });
    connect(each, &TargetSource::changed, this, [this, each = each] {
      if (each == source()) follow();
    });
  }
  down->addWidget(m_way);
  down->addWidget(m_sources, 1);
  auto* line = new QFrame(this);
  line->setFrameShape(QFrame::HLine);
  line->setForegroundRole(QPalette::Mid);
  down->addWidget(line);
  down->addWidget(m_proposal);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
  buttons->addButton(m_add, QDialogButtonBox::AcceptRole);
  m_add->setObjectName(QStringLiteral("add"));
  m_add->setProperty(property::primary, true);
  m_add->setDefault(true);
  m_note->setObjectName(QStringLiteral("addNote"));
  auto* bottom = new QHBoxLayout;
  bottom->addWidget(m_note, 1);
  bottom->addWidget(buttons);
  down->addLayout(bottom);
  connect(buttons, &QDialogButtonBox::accepted, this, &AddTargetDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(m_way, &Segments::chosen, this, &AddTargetDialog::choose);
  choose(QStringLiteral("url"));
}

QWidget* AddTargetDialog::proposalPart() {
  auto* part = new QWidget(this);
  auto* across = new QHBoxLayout(part);
  across->setContentsMargins(0, 0, 0, 0);
  across->setSpacing(metrics::gap * 2);
  auto* left = newFormLayout();
  auto* right = newFormLayout();
  m_name = new TextField(part);
  m_name->setObjectName(QStringLiteral("newName"));
  m_model = new ChoiceField(part);
  m_model->setObjectName(QStringLiteral("newModel"));
  m_model->setPlaceholder(tr("the only one it serves"));
  m_deployment = new TextField(part);
  m_deployment->setObjectName(QStringLiteral("newDeployment"));
  m_deployment->setPlaceholderText(tr("for its profile"));
  m_gpu = new ChoiceField(part);
  m_gpu->setObjectName(QStringLiteral("newGpu"));
  m_gpu->setChoices(knownGpus());
  m_gpu->setPlaceholder(tr("choose or type"));
  m_cost = new NumberField(part);
  m_cost->setObjectName(QStringLiteral("newCost"));
  m_cost->setUnit(NumberField::Unit::dollars);
  m_cost->setRange(0, 1e6);
  m_cost->setOptional(tr("not known"));
  m_secret = new SecretField(m_services.secrets, tr("API key"), part);
  m_secret->setCommitsByItself(false);
  left->addRow(newFormLabel(tr("&Name"), m_name), m_name);
  left->addRow(newFormLabel(tr("M&odel"), m_model), m_model);
  left->addRow(newFormLabel(tr("&Deployment"), m_deployment), m_deployment);
  right->addRow(newFormLabel(tr("GPU t&ype"), m_gpu), m_gpu);
  right->addRow(newFormLabel(tr("&Cost per hour"), m_cost), m_cost);
  m_secretLabel = newFormLabel(tr("API &key"), m_secret);
  right->addRow(m_secretLabel, m_secret);
  across->addLayout(left, 1);
  across->addLayout(right, 1);

  const auto take = [this](auto& field, auto value) {
    field = std::move(value);
    follow();
  };
  connect(m_name, &TextField::edited, this,
          [=, this](const QString& text) { take(m_typed.name, text.toStdString()); });
  connect(m_model, &ChoiceField::edited, this,
          [=, this](const QString& text) { take(m_typed.model, text.toStdString()); });
  connect(m_deployment, &TextField::edited, this,
          [=, this](const QString& text) { take(m_typed.deployment, text.toStdString()); });
  connect(m_gpu, &ChoiceField::edited, this,
          [=, this](const QString& text) { take(m_typed.gpu, text.toStdString()); });
  connect(m_cost, &NumberField::edited, this, [=, this](double cost) { take(m_typed.cost, cost); });
  connect(m_cost, &NumberField::cleared, this, [=, this] { take(m_typed.cost, 0.0); });
  return part;
}

TargetSource* AddTargetDialog::source() const {
  return static_cast<TargetSource*>(m_sources->currentWidget());
}

void AddTargetDialog::choose(const QString& way) {
  m_way->setCurrent(way);
  m_sources->setCurrentWidget(m_all.at(way));
  m_typed = {};
  const bool needsKey = way != QLatin1String("simulated");
  m_secret->setVisible(needsKey);
  m_secretLabel->setVisible(needsKey);
  source()->begin();
  follow();
}

Target AddTargetDialog::edited(Target proposal) const {
  const std::string gpuBefore = proposal.gpu;
  if (m_typed.name) proposal.name = *m_typed.name;
  if (m_typed.model) proposal.model = *m_typed.model;
  if (m_typed.deployment) proposal.deployment = *m_typed.deployment;
  if (m_typed.gpu) proposal.gpu = *m_typed.gpu;
  if (proposal.gpu != gpuBefore) proposal.costPerHour = listPrice(proposal.gpu).value_or(0);
  if (m_typed.cost) proposal.costPerHour = *m_typed.cost;
  return proposal;
}

// The fields show the one that is proposed; of several nothing can be changed here.
void AddTargetDialog::follow() {
  const std::vector<Target> targets = source()->targets();
  const bool several = targets.size() > 1;
  const Target target = edited(targets.empty() ? Target() : targets.front());
  m_model->setChoices(source()->models());
  m_name->setValue(several ? QString() : shown(target.name));
  m_model->setValue(several ? QString() : shown(target.model));
  m_deployment->setValue(several ? QString() : shown(target.deployment));
  m_gpu->setValue(several ? QString() : shown(target.gpu));
  m_cost->setValue(!several && target.costPerHour > 0 ? std::optional(target.costPerHour) : std::nullopt);
  for (QWidget* field :
       {static_cast<QWidget*>(m_name), static_cast<QWidget*>(m_model), static_cast<QWidget*>(m_gpu),
        static_cast<QWidget*>(m_deployment), static_cast<QWidget*>(m_cost)})
    field->setEnabled(!several);
  m_add->setEnabled(!targets.empty());
  m_add->setText(several ? tr("Add %n Targets", nullptr, static_cast<int>(targets.size())) : tr("Add"));
  m_note->setText(targets.empty() ? source()->missing()
                  : several       ? tr("Each is added as its labels propose, and can be changed afterwards.")
                                  : QString());
}

void AddTargetDialog::accept() {
  // What is being typed counts, although its field was not left.
  if (QWidget* field = focusWidget()) field->clearFocus();
  for (TextField* field : {m_name, m_deployment}) field->finish();
  for (ChoiceField* field : {m_model, m_gpu}) field->finish();
  std::vector<Target> targets = source()->targets();
  if (targets.empty()) return;
  if (targets.size() == 1) targets.front() = edited(std::move(targets.front()));
  QStringList keys;
  for (const Target& target : targets) keys.push_back(Secrets::ofTarget(target));
  m_secret->commitTo(keys);
  addTargets(m_services.session, std::move(targets));
  QDialog::accept();
}

}  // namespace headroom::ui
