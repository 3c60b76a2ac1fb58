// API keys and passwords, by the name of what they open. They are never in the workspace, in the settings or
// in a log.
//
//   secrets.set(Secrets::ofTarget("a10"), Secret(field->text().toStdString()), Secrets::Keep::thisRun);
//   endpoint.apiKey = secrets.of(Secrets::ofTarget("a10"));
//
// GUI thread. Work on other threads gets the Secret by value.
#pragma once

#include "core/base/secret.h"

#include <QHash>
#include <QObject>
#include <QString>

#include <string>

namespace headroom::ui {

class Secrets : public QObject {
  Q_OBJECT

 public:
  enum class Keep : unsigned char { thisRun };

  using QObject::QObject;

  // What a secret is filed under.
  static QString ofTarget(const std::string& name);
  static QString ofConnection(const std::string& name);

  // Empty where none is known.
  Secret of(const QString& key) const { return m_secrets.value(key); }
  // An empty secret forgets it.
  void set(const QString& key, const Secret& secret, Keep keep = Keep::thisRun);

 signals:
  void changed(const QString& key);

 private:
  QHash<QString, Secret> m_secrets;
};

}  // namespace headroom::ui
