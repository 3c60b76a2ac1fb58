#include "ui/controllers/secrets.h"

namespace headroom::ui {

QString Secrets::ofTarget(const std::string& name) {
  return QStringLiteral("target/") + QString::fromStdString(name);
}

QString Secrets::ofConnection(const std::string& name) {
  return QStringLiteral("connection/") + QString::fromStdString(name);
}

void Secrets::set(const QString& key, const Secret& secret, Keep) {
  if (secret.empty())
    m_secrets.remove(key);
  else
    m_secrets.insert(key, secret);
  emit changed(key);
}

}  // namespace headroom::ui
