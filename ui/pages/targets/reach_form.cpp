#include "ui/pages/targets/reach_form.h"

#include "ui/controllers/known_hardware.h"
#include "ui/controllers/target_watch.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/ask_for_file.h"
#include "ui/widgets/card.h"
#include "ui/widgets/choice_field.h"
#include "ui/widgets/form.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/segments.h"
#include "ui/widgets/text_field.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace headroom::ui {
namespace {

QString shown(const std::string& text) { return QString::fromStdString(text); }

QString kindOf(const Reach& reach) {
  static const QStringList kinds{QStringLiteral("url"), QStringLiteral("pod"), QStringLiteral("service"),
                                 QStringLiteral("simulated")};
  return kinds.at(static_cast<qsizetype>(reach.index()));
}

}  // namespace

ReachForm::ReachForm(QWidget* parent)
    : QWidget(parent),
      m_kind(new Segments(this)),
      m_parts(new QStackedWidget(this)),
      m_urlPart(urlPart()),
      m_clusterPart(clusterPart()),
      m_simulatedPart(simulatedPart()) {
  auto* down = new QVBoxLayout(this);
  down->setContentsMargins(0, 0, 0, 0);
  down->setSpacing(6);
  m_kind->setObjectName(QStringLiteral("reachKind"));
  m_kind->setAccessibleName(tr("Reached by"));
  m_kind->setChoices({{QStringLiteral("url"), tr("URL")},
                      {QStringLiteral("pod"), tr("Pod")},
                      {QStringLiteral("service"), tr("Service")},
                      {QStringLiteral("simulated"), tr("Simulated")}});
  connect(m_kind, &Segments::chosen, this, &ReachForm::chooseKind);
  for (QWidget* part : {m_urlPart, m_clusterPart, m_simulatedPart}) m_parts->addWidget(part);
  down->addWidget(m_kind);
  down->addWidget(m_parts);
  setFocusProxy(m_kind);
  setHint({}, {});
  showReach();
}

QWidget* ReachForm::urlPart() {
  auto* part = new QWidget(m_parts);
  auto* form = newFormLayout(part);
  m_url = new TextField(part);
  m_url->setObjectName(QStringLiteral("url"));
  m_url->setPlaceholderText(QStringLiteral("http://10.0.0.7:8000"));
  m_ca = new TextField(part);
  m_ca->setObjectName(QStringLiteral("caFile"));
  m_ca->setPlaceholderText(tr("the system's"));
  auto* browse = new QToolButton(part);
  browse->setText(QStringLiteral("…"));
  browse->setObjectName(QStringLiteral("browseCa"));
  browse->setAccessibleName(tr("Choose a file of certificates"));
  auto* across = new QHBoxLayout;
  across->setSpacing(metrics::small);
  across->addWidget(m_ca, 1);
  across->addWidget(browse);
  form->addRow(newFormLabel(tr("&URL"), m_url), m_url);
  form->addRow(newFormLabel(tr("Certi&ficates"), m_ca), across);
  connect(m_url, &TextField::edited, this,
          [this](const QString& text) { change<ByUrl>([&](ByUrl& by) { by.url = text.toStdString(); }); });
  connect(m_ca, &TextField::edited, this,
          [this](const QString& text) { change<ByUrl>([&](ByUrl& by) { by.caFile = text.toStdString(); }); });
  connect(browse, &QToolButton::clicked, this, [this] {
    askForFile(
        this, tr("Certificates to Trust"), m_ca->value(), tr("Certificates (*.pem *.crt);;All files (*)"),
        [this](const QString& path) { change<ByUrl>([&](ByUrl& by) { by.caFile = path.toStdString(); }); });
  });
  return part;
}

// A pod and a service are given by the same fields.
QWidget* ReachForm::clusterPart() {
  auto* part = new QWidget(m_parts);
  auto* form = newFormLayout(part);
  m_object = new TextField(part);
  m_object->setObjectName(QStringLiteral("object"));
  m_port = new NumberField(part);
  m_port->setObjectName(QStringLiteral("port"));
  m_port->setUnit(NumberField::Unit::name);
  m_port->setRange(1, 65535);
  m_port->setFixedWidth(84);
  m_port->setAccessibleName(tr("Port"));
  m_context = new TextField(part);
  m_context->setObjectName(QStringLiteral("context"));
  m_context->setPlaceholderText(tr("kubectl's current one"));
  auto* across = new QHBoxLayout;
  across->setSpacing(metrics::small);
  across->addWidget(m_object, 1);
  across->addWidget(m_port);
  form->addRow(newFormLabel(tr("Na&me : port"), m_object), across);
  form->addRow(newFormLabel(tr("Conte&xt"), m_context), m_context);
  const auto both = [this](auto set) {
    if (std::holds_alternative<ByPod>(m_reach))
      change<ByPod>([&](ByPod& by) { set(by, by.pod); });
    else if (std::holds_alternative<ByService>(m_reach))
      change<ByService>([&](ByService& by) { set(by, by.service); });
  };
  connect(m_object, &TextField::edited, this, [both](const QString& text) {
    both([&](auto&, std::string& name) { name = text.toStdString(); });
  });
  connect(m_context, &TextField::edited, this, [both](const QString& text) {
    both([&](auto& by, std::string&) { by.context = text.toStdString(); });
  });
  connect(m_port, &NumberField::edited, this,
          [both](double value) { both([&](auto& by, std::string&) { by.port = static_cast<int>(value); }); });
  return part;
}

QWidget* ReachForm::simulatedPart() {
  auto* part = new QWidget(m_parts);
  auto* form = newFormLayout(part);
  m_gpu = new ChoiceField(part);
  m_gpu->setClosed();
  m_gpu->setObjectName(QStringLiteral("simulatedGpu"));
  m_gpu->setChoices(knownGpus());
  m_model = new ChoiceField(part);
  m_model->setClosed();
  m_model->setObjectName(QStringLiteral("simulatedModel"));
  m_model->setChoices(knownModels());
  m_fit = newNote({}, part);
  form->addRow(newFormLabel(tr("Simulated &GPU"), m_gpu), m_gpu);
  form->addRow(newFormLabel(tr("Simulated m&odel"), m_model), m_model);
  form->addRow(m_fit);
  connect(m_gpu, &ChoiceField::edited, this, [this](const QString& text) {
    change<Simulated>([&](Simulated& by) { by.gpu = text.toStdString(); });
  });
  connect(m_model, &ChoiceField::edited, this, [this](const QString& text) {
    change<Simulated>([&](Simulated& by) { by.model = text.toStdString(); });
  });
  return part;
}

template <typename Way, typename Change>
void ReachForm::change(Change change) {
  if (!std::holds_alternative<Way>(m_reach)) return;
  Way way = std::get<Way>(m_reach);
  change(way);
  m_reach = way;
  showReach();
  emit edited(m_reach);
}

void ReachForm::setReach(const Reach& reach) {
  m_reach = reach;
  showReach();
}

void ReachForm::setHint(const QString& gpu, const QString& model) {
  const auto spec = knownHardware().gpu(gpu.toStdString());
  m_gpuHint = spec ? shown(spec->name) : knownGpus().value(0);
  const auto known = knownHardware().model(model.toStdString());
  m_modelHint = known ? shown(known->name) : knownModels().value(0);
}

void ReachForm::showReach() {
  m_kind->setCurrent(kindOf(m_reach));
  const auto showCluster = [this](const std::string& name, int port, const std::string& context) {
    m_object->setValue(shown(name));
    m_port->setValue(port);
    m_context->setValue(shown(context));
    m_parts->setCurrentWidget(m_clusterPart);
  };
  if (const auto* url = std::get_if<ByUrl>(&m_reach)) {
    m_url->setValue(shown(withoutPassword(url->url)));
    m_ca->setValue(shown(url->caFile));
    m_parts->setCurrentWidget(m_urlPart);
  } else if (const auto* pod = std::get_if<ByPod>(&m_reach)) {
    showCluster(pod->pod, pod->port, pod->context);
  } else if (const auto* service = std::get_if<ByService>(&m_reach)) {
    showCluster(service->service, service->port, service->context);
  } else if (const auto* simulated = std::get_if<Simulated>(&m_reach)) {
    // By any of its names; the list has the one of the data files.
    const auto spec = knownHardware().gpu(simulated->gpu);
    m_gpu->setValue(shown(spec ? spec->name : simulated->gpu));
    m_model->setValue(shown(simulated->model));
    const auto refusal = TargetWatch::refusalOf(*simulated);
    m_fit->setText(refusal ? shown(refusal->text())
                           : tr("A server of this program's own, as fast as the model of that GPU says."));
    m_parts->setCurrentWidget(m_simulatedPart);
  }
  // The stack is as high as the part that is shown.
  for (QWidget* part : {m_urlPart, m_clusterPart, m_simulatedPart})
    part->setSizePolicy(QSizePolicy::Preferred,
                        part == m_parts->currentWidget() ? QSizePolicy::Preferred : QSizePolicy::Ignored);
  m_parts->updateGeometry();
}

// What is known of one way serves the next: the name and the port of a pod, the GPU of a simulation.
void ReachForm::chooseKind(const QString& kind) {
  std::string name, context;
  int port = 8000;
  if (const auto* pod = std::get_if<ByPod>(&m_reach)) {
    name = pod->pod;
    port = pod->port;
    context = pod->context;
  } else if (const auto* service = std::get_if<ByService>(&m_reach)) {
    name = service->service;
    port = service->port;
    context = service->context;
  }
  if (kind == QLatin1String("url")) m_reach = ByUrl{};
  if (kind == QLatin1String("pod")) m_reach = ByPod{context, name, port};
  if (kind == QLatin1String("service")) m_reach = ByService{context, name, port};
  if (kind == QLatin1String("simulated"))
    m_reach = Simulated{m_gpuHint.toStdString(), m_modelHint.toStdString()};
  showReach();
  emit edited(m_reach);
}

}  // namespace headroom::ui
