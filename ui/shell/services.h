// After QApplication: what lives as long as the program and longer than its window, made in the order of
// need.
//
//   Services services(ServicePlaces::ofThePerson());
//   MainWindow window(services, pageRegistry());
#pragma once

#include "ui/controllers/app_settings.h"
#include "ui/controllers/endpoints.h"
#include "ui/controllers/measurements.h"
#include "ui/controllers/messages.h"
#include "ui/controllers/secrets.h"
#include "ui/controllers/session.h"
#include "ui/controllers/target_states.h"
#include "ui/controllers/tasks.h"
#include "ui/theme/theme.h"

#include <QString>

namespace headroom::ui {

struct ServicePlaces {
  QString settingsFile;    // empty: the person's own
  QString stateDirectory;  // autosaves, locks, and the sample workspace

  static ServicePlaces ofThePerson();
};

struct Services {
  explicit Services(const ServicePlaces& places)
      : settings(places.settingsFile),
        theme(settings.theme()),
        sampleDirectory(places.stateDirectory + QStringLiteral("/sample")),
        session(tasks, places.stateDirectory),
        measurements(session, tasks) {}

  AppSettings settings;
  Theme theme;
  Tasks tasks;
  Messages messages;
  TargetStates targetStates;
  Secrets secrets;
  Endpoints endpoints{secrets};
  QString sampleDirectory;
  Session session;
  Measurements measurements;
};

}  // namespace headroom::ui
