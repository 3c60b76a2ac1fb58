// How every target is doing: its latest test, its port-forward, and what both mean. Tells TargetStates, from
// which the top line and the pages show it.
//
//   watch.test("a10");                                // the probe of core, as a task; opens a port-forward
//   if need be connect(&watch, &TargetWatch::changed, this, ...); if (const auto& report =
//   watch.testOf(target).report) ...
//
// A test belongs to what was tested (how it is reached, which model), so renaming keeps it and undo brings it
// back. Port-forwards that no target and no connection of the document needs any more are let go. GUI thread.
#pragma once

#include "core/endpoint/probe.h"
#include "ui/controllers/endpoints.h"
#include "ui/controllers/session.h"
#include "ui/controllers/target_states.h"
#include "ui/controllers/tasks.h"
#include "ui/controllers/tunnels.h"

#include <QDateTime>
#include <QObject>
#include <QTimer>

#include <map>
#include <memory>
#include <optional>
#include <string>

namespace headroom::ui {

struct TargetTest {
  bool running = false;
  QDateTime when = {};  // of what follows; invalid where nothing was tested yet
  std::shared_ptr<const ProbeReport> report = nullptr;  // null where nobody answered
  std::optional<Error> error = {};                      // why not
};

struct TargetSummary {
  int targets = 0;  // that can be asked; filesOnly come on top
  int answer = 0, failed = 0, busy = 0, untried = 0;
  int filesOnly = 0;  // nothing says how to reach them: measured elsewhere, or not set up yet
};

// Whether anything is said of how to reach it.
bool canBeAsked(const Target& target);

class TargetWatch : public QObject {
  Q_OBJECT

 public:
  TargetWatch(Session& session, Tasks& tasks, Tunnels& tunnels, Endpoints& endpoints, TargetStates& states,
              QObject* parent = nullptr);

  void test(const std::string& name);
  void testAll();
  // Stops its test; what was known before stays.
  void cancel(const std::string& name);
  TargetTest testOf(const Target& target) const;
  TargetSummary summary() const;
  // Why a simulated target cannot be: its GPU or model is unknown, or does not fit; nothing where it can.
  static std::optional<Error> refusalOf(const Simulated& simulated);

 signals:
  // A test began, ended or was dropped, or the state of a port-forward changed.
  void changed();

 private:
  struct Record {
    TargetTest test;
    std::unique_ptr<TaskLane> lane;
  };
  std::string keyOf(const Target& target) const;
  void follow();
  void refresh();
  TargetState stateOf(const Target& target) const;
  std::optional<TargetState> tunnelStateOf(const Target& target) const;

  Session& m_session;
  Tasks& m_tasks;
  Tunnels& m_tunnels;
  Endpoints& m_endpoints;
  TargetStates& m_states;
  std::map<std::string, Record> m_records;
  QTimer m_clock;  // while a restart is counted down
};

}  // namespace headroom::ui
