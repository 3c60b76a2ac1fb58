#include "ui/dialogs/add_target/simulated_source.h"

#include "core/engine/engine.h"
#include "ui/controllers/known_hardware.h"
#include "ui/controllers/target_watch.h"
#include "ui/theme/numbers.h"
#include "ui/widgets/card.h"
#include "ui/widgets/choice_field.h"
#include "ui/widgets/form.h"
#include "ui/widgets/verdict_label.h"

#include <QFormLayout>
#include <QLocale>
#include <QVBoxLayout>

namespace headroom::ui {
namespace {

QString shown(const std::string& text) { return QString::fromStdString(text); }

}  // namespace

SimulatedSource::SimulatedSource(QWidget* parent)
    : TargetSource(parent),
      m_gpu(new ChoiceField(this)),
      m_model(new ChoiceField(this)),
      m_fit(new VerdictLabel(this)) {
  auto* down = new QVBoxLayout(this);
  down->setContentsMargins(0, 0, 0, 0);
  auto* form = newFormLayout(nullptr);
  m_gpu->setClosed();
  m_gpu->setObjectName(QStringLiteral("newSimulatedGpu"));
  m_gpu->setChoices(knownGpus());
  m_gpu->setValue(knownGpus().value(0));
  m_model->setClosed();
  m_model->setObjectName(QStringLiteral("newSimulatedModel"));
  m_model->setChoices(knownModels());
  m_model->setValue(knownModels().value(0));
  m_fit->setObjectName(QStringLiteral("simulatedFit"));
  form->addRow(newFormLabel(tr("&GPU"), m_gpu), m_gpu);
  form->addRow(newFormLabel(tr("&Model"), m_model), m_model);
  down->addLayout(form);
  down->addWidget(m_fit);
  down->addWidget(
      newNote(tr("A server of this program's own, as fast as our model of the GPU says. It shows what to "
                 "expect and how Headroom works; it is marked as simulated wherever it is shown."),
              this));
  down->addStretch(1);
  for (ChoiceField* field : {m_gpu, m_model})
    connect(field, &ChoiceField::edited, this, [this, field](const QString& value) {
      field->setValue(value);
      show();
      emit changed();
    });
  show();
}

void SimulatedSource::begin() { m_gpu->setFocus(); }

std::vector<Target> SimulatedSource::targets() const {
  if (!missing().isEmpty()) return {};
  Target target;
  target.gpu = m_gpu->value().toStdString();
  target.model = m_model->value().toStdString();
  target.name = m_gpu->value().toLower().toStdString();
  target.deployment = (m_model->value() + QStringLiteral("-") + m_gpu->value()).toLower().toStdString();
  target.costPerHour = listPrice(target.gpu).value_or(0);
  target.reach = Simulated{target.gpu, target.model};
  return {target};
}

QString SimulatedSource::missing() const {
  const auto refusal = TargetWatch::refusalOf({m_gpu->value().toStdString(), m_model->value().toStdString()});
  return refusal ? shown(refusal->text()) : QString();
}

QStringList SimulatedSource::models() const { return {m_model->value()}; }

void SimulatedSource::show() {
  const QString wrong = missing();
  if (!wrong.isEmpty()) {
    m_fit->setVerdict(Verdict::bad, wrong);
    return;
  }
  const auto gpu = knownHardware().gpu(m_gpu->value().toStdString());
  const auto model = knownHardware().model(m_model->value().toStdString());
  const auto engine = Engine::create(*gpu, *model, {});
  m_fit->setVerdict(Verdict::good,
                    tr("It fits: %1 GB of weights in %2 GB, and room for %3 tokens beside them")
                        .arg(significant(model->weightBytes() / 1e9), significant(gpu->memoryBytes / 1e9),
                             QLocale().toString(static_cast<qlonglong>(engine->kvCapacityTokens()))));
}

}  // namespace headroom::ui
