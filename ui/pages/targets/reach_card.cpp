#include "ui/pages/targets/reach_card.h"

#include "ui/controllers/target_edits.h"
#include "ui/pages/targets/reach_form.h"
#include "ui/pages/targets/tunnel_panel.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/form.h"
#include "ui/widgets/secret_field.h"

#include <QFormLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace headroom::ui {

ReachCard::ReachCard(Services& services, QWidget* parent)
    : Card(tr("How it is reached"), parent),
      m_services(services),
      m_reach(new ReachForm(this)),
      m_key(new QWidget(this)),
      m_secret(new SecretField(services.secrets, tr("API key"), m_key)),
      m_tunnel(new TunnelPanel(services, this)) {
  setObjectName(QStringLiteral("reachCard"));
  setHeaderHeight(metrics::control);
  auto* form = newFormLayout(m_key);
  form->addRow(newFormLabel(tr("&API key"), m_secret), m_secret);
  for (QWidget* part : {static_cast<QWidget*>(m_reach), m_key}) {
    part->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    body()->addWidget(part);
  }
  body()->addWidget(m_tunnel, 100);
  body()->addStretch(1);
  connect(&services.session, &Session::changed, this, [this](Sections what) {
    if (what & Section::targets) refresh();
  });
  connect(m_reach, &ReachForm::edited, this, [this](const Reach& reach) {
    changeTarget(m_services.session, m_name,
                 tr("Change how %1 is reached").arg(QString::fromStdString(m_name)), [&](Target& target) {
                   target.reach = reach;
                   // What is simulated is called as what it stands for, until the operator says otherwise.
                   const auto* simulated = std::get_if<Simulated>(&reach);
                   if (simulated && target.gpu.empty()) target.gpu = simulated->gpu;
                   if (simulated && target.model.empty()) target.model = simulated->model;
                 });
  });
}

void ReachCard::setTarget(const std::string& name) {
  m_name = name;
  m_tunnel->setTarget(name);
  refresh();
}

void ReachCard::refresh() {
  const Target* target = findTarget(m_services.session.workspace(), m_name);
  setEnabled(target != nullptr);
  if (!target) return;
  m_reach->setHint(QString::fromStdString(target->gpu), QString::fromStdString(target->model));
  m_reach->setReach(target->reach);
  m_key->setVisible(!std::holds_alternative<Simulated>(target->reach));
  m_secret->setKey(Secrets::ofTarget(*target));
  m_tunnel->refresh();
}

void ReachCard::focusFirst() { m_reach->setFocus(Qt::OtherFocusReason); }

}  // namespace headroom::ui
