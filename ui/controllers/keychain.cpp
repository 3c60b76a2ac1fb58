#include "ui/controllers/keychain.h"

#include <QCoreApplication>
#include <QObject>

#include <qt6keychain/keychain.h>

namespace headroom::ui {
namespace {

struct KeychainWords {
  Q_DECLARE_TR_FUNCTIONS(Keychain)
};

Error errorOf(const QKeychain::Job& job) {
  const auto error = [](ErrorCode code, const QString& message, const QString& hint) {
    return Error{code, message.toStdString(), hint.toStdString()};
  };
  const QString forThisRun = KeychainWords::tr("It can be kept for this run only.");
  switch (job.error()) {
    case QKeychain::EntryNotFound:
      return error(ErrorCode::notFound, KeychainWords::tr("the keychain does not hold it"),
                   KeychainWords::tr("Enter it again."));
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
      return error(ErrorCode::permissionDenied, KeychainWords::tr("the keychain was not opened"), forThisRun);
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
      return error(ErrorCode::unsupported, KeychainWords::tr("no keychain answers on this desktop"),
                   forThisRun);
    default:
      return error(ErrorCode::io, KeychainWords::tr("the keychain failed: %1").arg(job.errorString()),
                   forThisRun);
  }
}

class SystemKeychain : public Keychain {
 public:
  void read(const QString& key, QObject* context, std::function<void(Result<Secret>)> done) override {
    auto* job = new QKeychain::ReadPasswordJob(service());
    start(job, key, context, [job, done = std::move(done)] {
      if (job->error() != QKeychain::NoError)
        done(errorOf(*job));
      else
        done(Secret(job->textData().toStdString()));
    });
  }
  void write(const QString& key, const Secret& secret, QObject* context,
             std::function<void(Result<void>)> done) override {
    auto* job = new QKeychain::WritePasswordJob(service());
    job->setTextData(QString::fromStdString(secret.reveal()));
    start(job, key, context, [job, done = std::move(done)] { done(ended(*job)); });
  }
  void remove(const QString& key, QObject* context, std::function<void(Result<void>)> done) override {
    auto* job = new QKeychain::DeletePasswordJob(service());
    start(job, key, context, [job, done = std::move(done)] { done(ended(*job)); });
  }

 private:
  static QString service() { return QStringLiteral("Headroom"); }
  static Result<void> ended(const QKeychain::Job& job) {
    if (job.error() == QKeychain::NoError) return {};
    return errorOf(job);
  }
  static void start(QKeychain::Job* job, const QString& key, QObject* context, std::function<void()> done) {
    job->setInsecureFallback(false);
    job->setKey(key);
    QObject::connect(job, &QKeychain::Job::finished, context, [done = std::move(done)] { done(); });
    job->start();
  }
};

}  // namespace

std::unique_ptr<Keychain> systemKeychain() { return std::make_unique<SystemKeychain>(); }

}  // namespace headroom::ui
