#include "ui/controllers/secrets.h"

#include "core/base/url.h"
#include "ui/controllers/app_settings.h"

#include <QStringList>

namespace headroom::ui {
namespace {

const QString keptSetting = QStringLiteral("secrets/inKeychain");

QString shown(const std::string& text) { return QString::fromStdString(text); }

QString inCluster(const char* kind, const std::string& context, const std::string& nameSpace,
                  const std::string& thing) {
  if (thing.empty()) return {};
  return QStringLiteral("%1 %2 / %3 / %4")
      .arg(QLatin1String(kind), shown(context), shown(nameSpace), shown(thing));
}

// "https://host:port", whatever stands behind it.
QString serverOf(const std::string& text) {
  const auto url = Url::parse(text);
  if (!url || (url->host.empty() && url->path.empty())) return {};
  QString server = shown(url->scheme) + QStringLiteral("://");
  if (!url->user.empty()) server += shown(url->user) + QLatin1Char('@');
  server += url->host.empty() ? shown(url->path) : shown(url->host);
  if (url->port) server += QStringLiteral(":%1").arg(*url->port);
  return server;
}

}  // namespace

Secrets::Secrets(AppSettings* settings, std::unique_ptr<Keychain> keychain, QObject* parent)
    : QObject(parent), m_settings(settings), m_keychain(std::move(keychain)) {}

QString Secrets::ofTarget(const Target& target) {
  struct Key {
    const Target& target;
    // The pods of a deployment come and go; their key stays.
    QString of(const std::string& context, const std::string& object) const {
      return inCluster("endpoint", context, target.nameSpace,
                       target.deployment.empty() ? object : target.deployment);
    }
    QString operator()(const ByUrl& by) const {
      const QString server = serverOf(by.url);
      return server.isEmpty() ? server : QStringLiteral("endpoint ") + server;
    }
    QString operator()(const ByPod& by) const { return of(by.context, by.pod); }
    QString operator()(const ByService& by) const { return of(by.context, by.service); }
    QString operator()(const Simulated&) const { return {}; }
  };
  return std::visit(Key{target}, target.reach);
}

QString Secrets::ofConnection(const RedisConnection& connection) {
  if (!connection.service.empty())
    return inCluster("redis", connection.context, connection.nameSpace, connection.service);
  const QString server = serverOf(connection.url);
  return server.isEmpty() ? server : QStringLiteral("redis ") + server;
}

QStringList Secrets::kept() const {
  return m_settings ? m_settings->value(keptSetting).toStringList() : QStringList();
}

void Secrets::remember(const QString& key, bool isKept) {
  if (!m_settings) return;
  QStringList all = kept();
  const bool before = all.contains(key);
  if (before == isKept) return;
  if (isKept)
    all.push_back(key);
  else
    all.removeAll(key);
  m_settings->setValue(keptSetting, all);
}

Secret Secrets::of(const QString& key) {
  if (key.isEmpty()) return {};
  ask(key);
  return m_entries.value(key).secret;
}

Secrets::State Secrets::state(const QString& key) {
  if (key.isEmpty()) return State::none;
  ask(key);
  return m_entries.value(key).state;
}

QString Secrets::why(const QString& key) const { return m_entries.value(key).why; }

void Secrets::ask(const QString& key) {
  if (m_entries.contains(key) || !m_keychain || !kept().contains(key)) return;
  Entry& entry = m_entries[key];
  entry.state = State::asking;
  m_keychain->read(key, this, [this, key, order = entry.order](const Result<Secret>& answer) {
    Entry& now = m_entries[key];
    if (now.order != order) return;
    if (answer) {
      now.secret = *answer;
      now.state = State::keychain;
      now.why.clear();
      emit changed(key);
      return;
    }
    if (answer.error().code == ErrorCode::notFound) remember(key, false);
    failed(key, answer.error(),
           answer.error().code == ErrorCode::notFound ? State::none : State::notReadable);
  });
}

void Secrets::failed(const QString& key, const Error& error, State state) {
  if (error.code == ErrorCode::unsupported) m_noKeychain = true;
  Entry& entry = m_entries[key];
  entry.state = state;
  entry.why = shown(error.message);
  emit changed(key);
  emit keychainFailed(error);
}

void Secrets::set(const QString& key, const Secret& secret, Keep keep) {
  if (key.isEmpty()) return;
  Entry& entry = m_entries[key];
  ++entry.order;
  entry.secret = secret;
  entry.why.clear();
  entry.state = secret.empty() ? State::none : State::thisRun;
  const bool wasKept = kept().contains(key);
  const bool keepIt = !secret.empty() && keep == Keep::keychain;
  if (keepIt && !m_keychain) {
    failed(key,
           {ErrorCode::unsupported, tr("no keychain answers on this desktop").toStdString(),
            tr("It can be kept for this run only.").toStdString()},
           State::thisRun);
    return;
  }
  if (keepIt) {
    // From now on, so that a change of mind before the keychain answers takes it out again.
    remember(key, true);
    m_keychain->write(key, secret, this, [this, key, wasKept, order = entry.order](const Result<void>& done) {
      Entry& now = m_entries[key];
      if (now.order != order) return;
      if (!done) {
        remember(key, wasKept);
        return failed(key, done.error(), State::thisRun);
      }
      now.state = State::keychain;
      emit changed(key);
    });
  } else if (wasKept && m_keychain) {
    // What is kept for this run only must not come back from the keychain the next time.
    m_keychain->remove(key, this, [this, key](const Result<void>& done) {
      if (done || done.error().code == ErrorCode::notFound)
        remember(key, false);
      else
        emit keychainFailed(done.error());
    });
  }
  emit changed(key);
}

}  // namespace headroom::ui
