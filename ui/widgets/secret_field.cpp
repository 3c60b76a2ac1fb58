#include "ui/widgets/secret_field.h"

#include "ui/theme/fonts.h"
#include "ui/theme/style.h"
#include "ui/widgets/card.h"

#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

namespace headroom::ui {

SecretField::SecretField(Secrets& secrets, const QString& name, QWidget* parent)
    : QWidget(parent),
      m_secrets(secrets),
      m_line(new QLineEdit(this)),
      m_forget(new QToolButton(this)),
      m_keep(new QCheckBox(tr("keep in the keychain"), this)),
      m_note(newNote({}, this)) {
  auto* down = new QVBoxLayout(this);
  down->setContentsMargins(0, 0, 0, 0);
  down->setSpacing(metrics::small);
  auto* across = new QHBoxLayout;
  across->setSpacing(metrics::small);
  across->addWidget(m_line, 1);
  across->addWidget(m_forget);
  down->addLayout(across);
  down->addWidget(m_keep);
  down->addWidget(m_note);
  m_line->setObjectName(QStringLiteral("secret"));
  m_line->setEchoMode(QLineEdit::Password);
  m_line->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
  m_line->setAccessibleName(name);
  m_line->installEventFilter(this);
  m_forget->setObjectName(QStringLiteral("forgetSecret"));
  m_forget->setText(tr("Forget"));
  m_forget->setAutoRaise(true);
  m_forget->setAccessibleName(tr("Forget: %1").arg(name));
  m_keep->setObjectName(QStringLiteral("keepSecret"));
  m_keep->setProperty(property::toggle, true);
  m_keep->setFont(ui::font(TextStyle::secondary));
  m_keep->setChecked(secrets.keychainMayWork());
  m_keep->setToolTip(
      tr("On: it is there the next time, encrypted by the desktop. Off: it is gone when Headroom ends."));
  setFocusProxy(m_line);
  connect(m_line, &QLineEdit::returnPressed, this, [this] {
    if (m_byItself) commit();
  });
  connect(m_forget, &QToolButton::clicked, this, [this] { m_secrets.forget(m_key); });
  // Typing ends where this is reached: what was taken already is kept as is chosen now.
  connect(m_keep, &QCheckBox::clicked, this, [this](bool keep) {
    if (!m_byItself || m_key.isEmpty()) return;
    if (const Secret known = m_secrets.of(m_key); !known.empty())
      m_secrets.set(m_key, known, keep ? Secrets::Keep::keychain : Secrets::Keep::thisRun);
  });
  connect(&m_secrets, &Secrets::changed, this, [this](const QString& key) {
    if (key == m_key) refresh();
  });
  refresh();
}

void SecretField::setKey(const QString& key) {
  if (key != m_key) {
    m_line->clear();
    if (m_byItself) m_keep->setChecked(m_secrets.state(key) != Secrets::State::thisRun);
  }
  m_key = key;
  refresh();
}

void SecretField::setCommitsByItself(bool byItself) {
  m_byItself = byItself;
  refresh();
}

Secret SecretField::typed() const { return Secret(m_line->text().toStdString()); }

void SecretField::commit() {
  if (!m_key.isEmpty()) commitTo({m_key});
}

void SecretField::commitTo(const QStringList& keys) {
  if (m_line->text().isEmpty()) return;
  const Secret secret = typed();
  const auto keep = m_keep->isChecked() ? Secrets::Keep::keychain : Secrets::Keep::thisRun;
  m_line->clear();
  for (const QString& key : keys) m_secrets.set(key, secret, keep);
}

void SecretField::refresh() {
  const Secrets::State state = m_secrets.state(m_key);
  QString words;
  switch (state) {
    case Secrets::State::none: words = tr("none"); break;
    case Secrets::State::thisRun: words = tr("•••••• for this run"); break;
    case Secrets::State::keychain: words = tr("•••••• in the keychain"); break;
    case Secrets::State::asking: words = tr("asking the keychain…"); break;
    case Secrets::State::notReadable: words = tr("in the keychain, not opened"); break;
  }
  m_line->setPlaceholderText(words);
  m_line->setAccessibleDescription(words);
  setEnabled(!m_key.isEmpty() || !m_byItself);
  m_forget->setVisible(state != Secrets::State::none);
  const QString why = m_secrets.why(m_key);
  m_note->setText(
      state == Secrets::State::thisRun && !why.isEmpty() ? tr("Kept for this run only: %1.").arg(why) : why);
  m_note->setVisible(!why.isEmpty());
  if (!m_secrets.keychainMayWork()) m_keep->setChecked(false);
  m_keep->setVisible(m_secrets.keychainMayWork());
}

bool SecretField::eventFilter(QObject* watched, QEvent* event) {
  if (watched == m_line && event->type() == QEvent::FocusOut && m_byItself) commit();
  return QWidget::eventFilter(watched, event);
}

}  // namespace headroom::ui
