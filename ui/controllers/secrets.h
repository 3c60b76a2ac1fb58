// API keys and passwords, by the place that they open: kept for this run, or in the keychain of the desktop.
// They are never in the workspace, in the settings or in a log.
//
//   const QString key = Secrets::ofTarget(target);
//   secrets.set(key, Secret(field->text().toStdString()), Secrets::Keep::keychain);
//   endpoint.apiKey = secrets.of(key);
//
// A secret belongs to a server, not to a name in a workspace: another workspace's target of the same name
// never gets it, and a target that is renamed keeps it. Which places have one in the keychain is remembered
// in the settings, so that the keychain is asked for nothing else. GUI thread; work on others gets the Secret
// by value.
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/workspace/workspace.h"
#include "ui/controllers/keychain.h"

#include <QHash>
#include <QObject>
#include <QString>

#include <memory>

namespace headroom::ui {

class AppSettings;

class Secrets : public QObject {
  Q_OBJECT

 public:
  enum class Keep : unsigned char { thisRun, keychain };
  enum class State : unsigned char {
    none,
    thisRun,
    keychain,
    asking,      // the keychain has been asked and has not answered yet
    notReadable  // the keychain has it and does not give it: why() says so
  };

  // Without settings and keychain, for this run only.
  explicit Secrets(AppSettings* settings = nullptr, std::unique_ptr<Keychain> keychain = nullptr,
                   QObject* parent = nullptr);

  // What a secret is filed under: scheme, host and port of a URL; context, namespace and deployment of what
  // is in a cluster. Empty where there is nothing yet to reach.
  static QString ofTarget(const Target& target);
  static QString ofConnection(const RedisConnection& connection);

  // Empty where none is known, or not yet: the first call asks the keychain for what is kept there, and
  // changed() comes with its answer.
  Secret of(const QString& key);
  State state(const QString& key);
  // Why the keychain could not give or take it, in words; empty where nothing is wrong.
  QString why(const QString& key) const;

  // It can be used at once. Where the keychain does not take it, it stays for this run, why() says why, and
  // keychainFailed comes. An empty secret forgets it, in the keychain too.
  void set(const QString& key, const Secret& secret, Keep keep = Keep::thisRun);
  void forget(const QString& key) { set(key, {}); }

  // Whether a keychain is to be had at all, as far as is known: nobody has failed to reach it yet.
  bool keychainMayWork() const { return m_keychain && !m_noKeychain; }

 signals:
  void changed(const QString& key);
  void keychainFailed(const headroom::Error& why);

 private:
  struct Entry {
    Secret secret;
    State state = State::none;
    QString why;
    quint64 order = 0;  // of the latest set(): an older answer of the keychain is not for it
  };
  QStringList kept() const;
  void remember(const QString& key, bool kept);
  void ask(const QString& key);
  void failed(const QString& key, const Error& error, State state);

  AppSettings* m_settings;
  std::unique_ptr<Keychain> m_keychain;
  QHash<QString, Entry> m_entries;
  bool m_noKeychain = false;
};

}  // namespace headroom::ui
