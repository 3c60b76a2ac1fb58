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
#include "ui/controllers/target_watch.h"
#include "ui/controllers/tasks.h"
#include "ui/controllers/traffic_data.h"
#include "ui/controllers/tunnels.h"
#include "ui/theme/theme.h"

#include <QString>

#include <memory>

namespace headroom::ui {

struct ServicePlaces {
  QString settingsFile;    // empty: the person's own
  QString stateDirectory;  // autosaves, locks, and the sample workspace

  static ServicePlaces ofThePerson();
};

struct Services {
  explicit Services(const ServicePlaces& places, std::unique_ptr<Keychain> keychain = systemKeychain());

  AppSettings settings;
  Theme theme;
  Tasks tasks;
  Messages messages;
  TargetStates targetStates;
  Secrets secrets;
  Tunnels tunnels{settings};
  Endpoints endpoints{secrets, tunnels};
  QString sampleDirectory;
  Session session;
  Measurements measurements;
  TargetWatch targetWatch{session, tasks, tunnels, endpoints, targetStates};
  TrafficData traffic{session, secrets, tunnels, tasks};
};

}  // namespace headroom::ui
