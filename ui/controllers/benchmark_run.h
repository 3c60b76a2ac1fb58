// One benchmark of one target: a task that measures, and what the GUI thread knows of it.
//
//   BenchmarkRun run(tasks, {.target = target, .plan = plan, .journalPath = path,
//                            .connect = connectThrough(endpoints.lease(target))});
//   connect(&run, &BenchmarkRun::changed, this, [&] { show(run.status()); });
//   run.pause(); run.resume(); run.stop();
//
// It begins when it is made and lives on after it ended, with its last status. Everything it works with it
// holds by value: edits of the workspace do not reach it. Signals come at most ten times a second, and the
// last ones always come.
#pragma once

#include "core/bench/measure.h"
#include "core/endpoint/metrics_watch.h"
#include "core/workspace/workspace.h"
#include "ui/controllers/channel.h"
#include "ui/controllers/endpoints.h"
#include "ui/controllers/run_update.h"
#include "ui/controllers/tasks.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace headroom::ui {

class RunFeed;

// Makes the client of a run, on its thread: at the beginning, and again when the endpoint went away. What the
// server says of itself goes to the handler as long as the client lives.
using ConnectTarget = std::function<Result<SweepClient>(const Plan& plan, const std::stop_token& stop,
                                                        const MetricsWatch::Handler& onMetrics)>;
ConnectTarget connectThrough(std::shared_ptr<EndpointLease> lease);

struct BenchmarkJob {
  Target target = {};
  Plan plan = {};  // with the target's model
  std::string journalPath = {};
  ConnectTarget connect = {};
  std::vector<double> backOffSeconds = Measure().backOffSeconds;
};

class BenchmarkRun : public QObject {
  Q_OBJECT

 public:
  BenchmarkRun(Tasks& tasks, BenchmarkJob job, QObject* parent = nullptr);
  // Asks it to stop; what is measured is on the disk already.
  ~BenchmarkRun() override;

  // The point in flight is measured to its end first.
  void pause();
  void resume();
  // At once; the point in flight is given up.
  void stop();

  const Target& target() const { return m_job.target; }
  const Plan& plan() const { return m_job.plan; }
  const std::string& journalPath() const { return m_job.journalPath; }
  const RunStatus& status() const { return m_status; }
  const ServerView& server() const { return m_server; }
  // Points of this run, as they were measured.
  const std::vector<PointRecord>& points() const { return m_points; }
  const std::vector<std::string>& notes() const { return m_notes; }
  bool running() const { return !m_status.ended(); }
  // A pause was asked for, and the point in flight is still being measured.
  bool pausing() const;
  bool stopping() const { return m_stopping && running(); }

 signals:
  void changed();                                                   // status, server or notes
  void measured(const std::vector<headroom::PointRecord>& points);  // new ones; points() has them already
  void happened(const headroom::ui::RunLive& live);                 // what live charts are drawn from
  void ended();                                                     // the last signal

 private:
  static constexpr std::chrono::milliseconds fetchEvery{100};

  void begin();
  void fetch();

  Tasks& m_tasks;
  BenchmarkJob m_job;
  Channel<int> m_bell;
  std::shared_ptr<RunFeed> m_feed;
  std::shared_ptr<PauseGate> m_gate;
  QPointer<Task> m_task;
  RunStatus m_status;
  ServerView m_server;
  std::vector<PointRecord> m_points;
  std::vector<std::string> m_notes;
  bool m_stopping = false;
};

}  // namespace headroom::ui
