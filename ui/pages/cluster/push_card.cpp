#include "ui/pages/cluster/push_card.h"

#include "ui/theme/fonts.h"
#include "ui/theme/style.h"
#include "ui/widgets/glossary.h"
#include "ui/widgets/verdict_label.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace headroom::ui {
namespace {

constexpr int shownKeys = 4;

QLabel* newValue(QWidget* parent) {
  auto* label = new QLabel(parent);
  label->setTextFormat(Qt::PlainText);
  label->setWordWrap(true);
  label->setTextInteractionFlags(Qt::TextSelectableByMouse);
  return label;
}

QLabel* newName(const QString& text, QWidget* parent) {
  auto* label = newNote(text, parent);
  label->setWordWrap(false);
  return label;
}

}  // namespace

PushCard::PushCard(QWidget* parent)
    : Card(tr("Push"), parent),
      m_server(newValue(this)),
      m_keys(newValue(this)),
      m_notify(new QCheckBox(tr("&notify the optimizer"), this)),
      m_dry(new QPushButton(tr("&Dry Run"), this)),
      m_push(new QPushButton(this)),
      m_why(newNote({}, this)),
      m_resultArea(new QWidget(this)),
      m_result(new VerdictLabel(m_resultArea)),
      m_lines(newNote({}, m_resultArea)) {
  setObjectName(QStringLiteral("pushCard"));
  m_server->setObjectName(QStringLiteral("pushServer"));
  m_server->setFont(ui::font(TextStyle::strong));
  m_keys->setObjectName(QStringLiteral("pushKeys"));
  m_notify->setObjectName(QStringLiteral("notify"));
  m_notify->setProperty(property::toggle, true);
  m_dry->setObjectName(QStringLiteral("dryRun"));
  m_dry->setToolTip(tr("Ask the server what a push would do, and write nothing"));
  m_push->setObjectName(QStringLiteral("push"));
  m_push->setProperty(property::primary, true);
  m_why->setObjectName(QStringLiteral("pushBlocked"));
  m_result->setObjectName(QStringLiteral("pushResult"));
  m_lines->setObjectName(QStringLiteral("pushLines"));
  m_lines->setTextInteractionFlags(Qt::TextSelectableByMouse);

  // A form layout asks for too much height where its fields wrap.
  auto* form = new QGridLayout;
  form->setContentsMargins(0, 0, 0, 0);
  form->setHorizontalSpacing(metrics::gap * 2);
  form->setVerticalSpacing(metrics::small * 2);
  form->setColumnStretch(1, 1);
  form->addWidget(newName(tr("server"), this), 0, 0, Qt::AlignTop);
  form->addWidget(m_server, 0, 1);
  form->addWidget(newName(tr("keys"), this), 1, 0, Qt::AlignTop);
  form->addWidget(m_keys, 1, 1);
  form->addWidget(newName(tr("after"), this), 2, 0, Qt::AlignVCenter);
  auto* after = new QHBoxLayout;
  after->setSpacing(metrics::small * 2);
  after->addWidget(new QLabel(tr("read back"), this));
  after->addWidget(m_notify);
  after->addStretch();
  form->addLayout(after, 2, 1);
  auto* buttons = new QHBoxLayout;
  buttons->setSpacing(metrics::small * 2);
  buttons->addWidget(m_dry);
  buttons->addWidget(m_push, 1);
  auto* result = new QVBoxLayout(m_resultArea);
  result->setContentsMargins(0, metrics::small, 0, 0);
  result->setSpacing(metrics::small);
  result->addWidget(m_result);
  result->addWidget(m_lines);
  m_resultArea->hide();
  body()->addLayout(form);
  body()->addLayout(buttons);
  body()->addWidget(m_why);
  body()->addWidget(m_resultArea);
  body()->addStretch();
  connect(m_dry, &QPushButton::clicked, this, &PushCard::dryRunWanted);
  connect(m_push, &QPushButton::clicked, this, &PushCard::pushWanted);
  connect(m_notify, &QCheckBox::toggled, this, &PushCard::notifyChanged);
  setPlan({});
}

void PushCard::setPlan(const Plan& plan) {
  const int count = static_cast<int>(plan.keys.size());
  m_server->setText(plan.server.isEmpty() ? tr("none") : plan.server);
  QString keys = count == 0 ? tr("nothing to write") : tr("%n written, 0 deleted", "", count);
  QStringList shown = plan.keys.mid(0, shownKeys);
  if (count > shownKeys) shown << tr("and %n more", "", count - shownKeys);
  m_keys->setText(keys);
  m_keys->setToolTip(plan.keys.join(u'\n'));
  m_keys->setAccessibleDescription(plan.keys.join(QStringLiteral(", ")));
  m_push->setText(count == 0   ? tr("Push")
                  : count == 1 ? tr("Push 1 Profile")
                               : tr("Push %n Profiles", "", count));
  m_push->setEnabled(!plan.busy && plan.blocked.isEmpty() && count > 0);
  m_dry->setEnabled(!plan.busy && plan.dryBlocked.isEmpty() && count > 0);
  m_notify->setEnabled(plan.canNotify);
  m_notify->setToolTip(
      plan.canNotify ? tr("Ask the GPU optimizer to read the profiles again at once")
                     : tr("Give the optimizer's URL with the connection; it reads the profiles by itself "
                          "when it next optimizes"));
  const QString why = plan.busy ? tr("Working…") : plan.blocked;
  m_why->setText(why);
  m_why->setVisible(!why.isEmpty());
}

bool PushCard::notify() const { return m_notify->isEnabled() && m_notify->isChecked(); }

void PushCard::setNotify(bool on) { m_notify->setChecked(on); }

void PushCard::setResult(Verdict verdict, const QString& words, const QStringList& lines) {
  m_result->setVerdict(verdict, words);
  m_lines->setText(lines.join(u'\n'));
  m_lines->setVisible(!lines.isEmpty());
  m_resultArea->show();
}

void PushCard::clearResult() { m_resultArea->hide(); }

}  // namespace headroom::ui
