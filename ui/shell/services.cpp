#include "ui/shell/services.h"

#include <QStandardPaths>

#include <utility>

namespace headroom::ui {

ServicePlaces ServicePlaces::ofThePerson() {
  return {
      {},
      QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/headroom")};
}

Services::Services(const ServicePlaces& places, std::unique_ptr<Keychain> keychain)
    : settings(places.settingsFile),
      theme(settings.theme()),
      secrets(&settings, std::move(keychain)),
      sampleDirectory(places.stateDirectory + QStringLiteral("/sample")),
      session(tasks, places.stateDirectory),
      measurements(session, tasks) {
  QObject::connect(&secrets, &Secrets::keychainFailed, &messages, [this](const Error& why) {
    messages.post({.severity = Severity::warning,
                   .cause = QString::fromStdString(why.message),
                   .nextStep = QString::fromStdString(why.hint),
                   .key = QStringLiteral("keychain")});
  });
}

}  // namespace headroom::ui
