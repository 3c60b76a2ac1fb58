// Stands for the desktop's keychain: answers from the event loop, as the real one does, and can refuse or
// wait.
//
//   FakeKeychain::Store store;                         // what outlives a run
//   Secrets secrets(&settings, std::make_unique<FakeKeychain>(store));
//   store.failure = ErrorCode::unsupported;
#pragma once

#include "ui/controllers/keychain.h"

#include <QMap>
#include <QPointer>
#include <QTimer>

#include <optional>
#include <utility>
#include <vector>

namespace headroom::test {

class FakeKeychain : public ui::Keychain {
 public:
  struct Store {
    QMap<QString, QString> entries;
    std::optional<ErrorCode> failure;
    bool waits = false;  // answers are held back until letGo()
    int reads = 0;
    std::vector<std::function<void()>> held;

    void letGo() {
      waits = false;
      for (const auto& answer : std::exchange(held, {})) answer();
    }
  };

  explicit FakeKeychain(Store& store) : m_store(store) {}

  void read(const QString& key, QObject* context, std::function<void(Result<Secret>)> done) override {
    ++m_store.reads;
    later(context, [this, key, done = std::move(done)] {
      if (m_store.failure)
        done(refusal());
      else if (!m_store.entries.contains(key))
        done(Error{ErrorCode::notFound, "the keychain does not hold it"});
      else
        done(Secret(m_store.entries.value(key).toStdString()));
    });
  }
  void write(const QString& key, const Secret& secret, QObject* context,
             std::function<void(Result<void>)> done) override {
    later(context, [this, key, secret, done = std::move(done)] {
      if (m_store.failure) return done(refusal());
      m_store.entries.insert(key, QString::fromStdString(secret.reveal()));
      done({});
    });
  }
  void remove(const QString& key, QObject* context, std::function<void(Result<void>)> done) override {
    later(context, [this, key, done = std::move(done)] {
      if (m_store.failure) return done(refusal());
      m_store.entries.remove(key);
      done({});
    });
  }

 private:
  Error refusal() const { return {*m_store.failure, "the keychain says no", "keep it for this run"}; }
  void later(QObject* context, std::function<void()> answer) {
    if (m_store.waits)
      m_store.held.push_back([context = QPointer<QObject>(context), answer = std::move(answer)] {
        if (context) answer();
      });
    else
      QTimer::singleShot(0, context, std::move(answer));
  }
  Store& m_store;
};

}  // namespace headroom::test
