// All benchmarks of the workspace: which targets are to be measured, what a start would do, and the runs.
//
//   Benchmarks benchmarks(session, tasks, measurements, endpoints, messages, states, dataDirectory);
//   benchmarks.check([this](std::vector<StartCheck> checks) { ask(checks); });     // reads the files
//   benchmarks.start(checks);
//   benchmarks.pause(); benchmarks.resume(); benchmarks.stop();
//
// A run goes on with what it was started with, whatever is edited meanwhile and whichever workspace is
// opened. It is shown with the target that has its file; while no target has, the task panel alone shows it,
// and a message says so. Starting again goes on where the benchmark file ends.
#pragma once

#include "core/workspace/workspace.h"
#include "ui/controllers/benchmark_run.h"
#include "ui/controllers/endpoints.h"
#include "ui/controllers/messages.h"
#include "ui/controllers/recorded_points.h"
#include "ui/controllers/target_states.h"

#include <QObject>
#include <QString>

#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace headroom::ui {

// What a start would do with one target.
struct StartCheck {
  std::string target = {};
  std::string journalPath = {};
  bool isNewFile = false;                         // the target has no file yet: this one is proposed
  std::uint64_t pointsTotal = 0, pointsDone = 0;  // of the plan; those in the file already
  std::uint64_t requests = 0;                     // still to be sent
  double seconds = 0;                             // expected for them
  std::optional<Error> error = {};                // it cannot be started: in core's words

  bool mayStart() const { return !error && pointsDone < pointsTotal; }
};

class Benchmarks : public QObject {
  Q_OBJECT

 public:
  struct Parts {
    Session& session;
    Tasks& tasks;
    Measurements& measurements;
    Endpoints& endpoints;
    Messages& messages;
    TargetStates& states;
    QString dataDirectory;  // for the files of a workspace that was never saved
  };

  explicit Benchmarks(Parts parts, QObject* parent = nullptr);
  ~Benchmarks() override;

  // Which targets a start is for: all of them, but those that were taken out.
  bool isChosen(const std::string& target) const { return !m_leftOut.contains(target); }
  void setChosen(const std::string& target, bool chosen);
  std::vector<std::string> chosen() const;

  // Why nothing can be started now; empty = it can.
  QString obstacle() const;
  // Reads the files of the chosen targets that do not run, and tells what a start would do. A later call
  // replaces an earlier one.
  void check(std::function<void(std::vector<StartCheck>)> done);
  bool checking() const { return m_checkLane.busy(); }
  // Gives the target another, new file, as an edit.
  void useNewFile(const std::string& target);
  // Starts those that may be started; files that are new become part of the workspace by one edit.
  void start(const std::vector<StartCheck>& checks);

  // All that run, or one.
  void pause(const std::string& target = {});
  void resume(const std::string& target = {});
  void stop(const std::string& target = {});

  // The latest run of the target into the file that it has now, since the program began; nullptr where there
  // was none.
  BenchmarkRun* run(const std::string& target) const;
  std::vector<BenchmarkRun*> running() const;  // in the order of the workspace
  // The name of its target now; run.target() is as it was at the start.
  std::string targetOf(const BenchmarkRun& run) const;
  bool anyPaused() const;  // paused or about to be
  RecordedPoints& points() { return m_points; }
  const RecordedPoints& points() const { return m_points; }

  // For tests: how a client is made, instead of over a lease, and the waits before it is tried again.
  void setConnect(std::function<ConnectTarget(const Target&)> connect) { m_connect = std::move(connect); }
  void setBackOff(std::vector<double> seconds) { m_backOff = std::move(seconds); }

 signals:
  void chosenChanged();
  void started(const QString& target);  // run() is another one now, or the same under this name
  void changed(const QString& target);  // its run
  void ended(const QString& target);

 private:
  // A run and the target that it is shown with.
  struct Held {
    std::string name = {};  // of the target; the last one while no target has its file
    std::unique_ptr<BenchmarkRun> run = {};
    bool attached = false;
    std::optional<TargetState> before = {};  // what was known of the target when it began
  };

  void launch(const Target& target, const std::string& journalPath);
  void runEnded(Held& held);
  void showState(const Held& held);
  void restoreState(Held& held);
  void attach(Held& held, const std::string& name);
  void detach(Held& held);
  void follow();
  Held* held(const BenchmarkRun* run);
  std::string freePath(const std::string& target, const std::vector<std::string>& taken = {}) const;

  Parts m_parts;
  RecordedPoints m_points;
  TaskLane m_checkLane;
  std::set<std::string> m_leftOut;
  std::list<Held> m_runs;  // stay where they are
  std::function<ConnectTarget(const Target&)> m_connect;
  std::vector<double> m_backOff = Measure().backOffSeconds;
};

}  // namespace headroom::ui
