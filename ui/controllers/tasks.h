// The one owner of all long work. Work runs on a thread of its own; its answer and its progress come back to
// the GUI thread, and an answer that nobody waits for any more never lands.
//
//   class Page { TaskLane m_lane; ... };                           // one lane a question
//   m_lane.run<Grid>({tr("Reading a10.jsonl")},
//       [path](std::stop_token stop, const ProgressSink& progress) -> Result<std::shared_ptr<const Grid>>
//       {...}, [this](Result<std::shared_ptr<const Grid>> answer) { ... });     // GUI thread
//
// Running again in the same lane cancels the earlier work, and its answer is dropped even when it is there
// already. Destroying the lane does the same. When a person cancels a task, `done` gets ErrorCode::cancelled
// (or the answer, where the work was through before it saw the stop). The work sees only what it captured by
// value, and looks at its stop token every 100 ms or more often.
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "ui/controllers/channel.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QString>

#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace headroom::ui {

struct TaskOptions {
  QString name;  // what it does, for people: "Benchmark a10"
  // Not in the task panel, and not asked about when the window closes: for short work such as drawing anew.
  bool background = false;
};

class Tasks;

// One piece of work, as the task panel shows it. Lives on the GUI thread until shortly after it ended.
class Task : public QObject {
  Q_OBJECT

 public:
  enum class State { running, cancelling, done, failed, cancelled };

  int number() const { return m_number; }
  const QString& name() const { return m_options.name; }
  bool background() const { return m_options.background; }
  State state() const { return m_state; }
  bool running() const { return m_state == State::running || m_state == State::cancelling; }
  // The newest; its phase is empty before the first.
  const Progress& progress() const { return m_progress; }
  double elapsedSeconds() const { return static_cast<double>(m_clock.elapsed()) / 1000; }
  // Told by the work, less the time since it told; else judged by the share that is done, where that is
  // known.
  std::optional<double> remainingSeconds() const;
  // From 0 to 1; absent where the total is unknown.
  std::optional<double> fraction() const;
  const std::optional<Error>& error() const { return m_error; }

  // Asks the work to stop. It goes on until it has seen it.
  void cancel();

 signals:
  void changed();  // progress or state, at most 30 times a second
  void ended();    // after the answer was given; the last signal

 private:
  friend class Tasks;
  Task(int number, TaskOptions options, QObject* parent);

  int m_number;
  TaskOptions m_options;
  State m_state = State::running;
  Progress m_progress;
  QElapsedTimer m_clock, m_sinceProgress;
  std::optional<Error> m_error;
  std::stop_source m_stop;
  Channel<Progress> m_channel;
};

class Tasks : public QObject {
  Q_OBJECT

 public:
  template <typename T>
  using Answer = Result<std::shared_ptr<const T>>;
  template <typename T>
  using Work = std::function<Answer<T>(std::stop_token, const ProgressSink&)>;
  template <typename T>
  using Done = std::function<void(Answer<T>)>;

  explicit Tasks(QObject* parent = nullptr);
  // Stops everything and waits for it.
  ~Tasks() override;

  // Work outside a lane. `done` is called on the GUI thread while `context` lives.
  template <typename T>
  Task* run(QObject* context, TaskOptions options, Work<T> work, Done<T> done);

  std::vector<Task*> all() const;  // running, the oldest first
  // Whether anything runs that a person would mind losing.
  bool busy() const;
  bool idle() const { return m_running.empty(); }
  void cancelAll();
  // Blocks until everything has ended or the time is over; true when all has ended.
  bool waitForAll(std::chrono::milliseconds atMost);

 signals:
  void started(headroom::ui::Task* task);
  void ended(headroom::ui::Task* task);
  void becameIdle();

 private:
  struct Running;
  // What the work did wrong, or nothing.
  using Body = std::function<std::optional<Error>(const std::stop_token&, const ProgressSink&)>;
  friend class TaskLane;

  Task* start(TaskOptions options, Body body, std::function<void()> answer);
  void finishThose();
  void finish(int number);

  std::vector<std::unique_ptr<Running>> m_running;
  int m_lastNumber = 0;
  std::mutex m_mutex;
  std::condition_variable m_ended;
  int m_live = 0;               // threads that have not come to their end, under m_mutex
  std::vector<int> m_finished;  // numbers of those whose work is done, under m_mutex
};

class TaskLane {
 public:
  explicit TaskLane(Tasks& tasks) : m_tasks(tasks), m_state(std::make_shared<State>()) {}
  ~TaskLane() { cancel(); }
  TaskLane(const TaskLane&) = delete;
  TaskLane& operator=(const TaskLane&) = delete;

  template <typename T>
  void run(TaskOptions options, Tasks::Work<T> work, Tasks::Done<T> done);
  // Stops what runs and drops its answer.
  void cancel();
  // Whether an answer is still to come.
  bool busy() const { return m_state->waiting; }
  // The task whose answer is to come; nullptr when there is none or when it has yet to start.
  Task* task() const { return m_state->task; }

 private:
  // Work that does not see its stop at once must not pile up threads: so many of a lane run, and one waits.
  static constexpr int mostThreads = 2;
  struct State {
    std::uint64_t generation = 0;
    bool waiting = false;
    int threads = 0;
    QPointer<Task> task;
    std::function<void()> next;
  };
  static void launch(Tasks& tasks, const std::shared_ptr<State>& state, TaskOptions options, Tasks::Body body,
                     std::function<void()> answer);
  void launch(TaskOptions options, Tasks::Body body, std::function<void()> answer);

  Tasks& m_tasks;
  std::shared_ptr<State> m_state;
};

// Implementation of the templates.

namespace detail {

template <typename T>
struct TaskBox {
  std::optional<Tasks::Answer<T>> answer;

  // A thread must not end by an exception: running out of memory is an answer, too.
  std::optional<Error> fill(const Tasks::Work<T>& work, const std::stop_token& stop,
                            const ProgressSink& progress) {
    try {
      answer = work(stop, progress);
    } catch (const std::exception& thrown) {
      answer = Error{ErrorCode::io, std::string("the work broke off: ") + thrown.what(),
                     "try again with less at once"};
    }
    return *answer ? std::nullopt : std::optional<Error>(answer->error());
  }
};

}  // namespace detail

template <typename T>
Task* Tasks::run(QObject* context, TaskOptions options, Work<T> work, Done<T> done) {
  auto box = std::make_shared<detail::TaskBox<T>>();
  return start(
      std::move(options),
      [box, work = std::move(work)](const std::stop_token& stop, const ProgressSink& progress) {
        return box->fill(work, stop, progress);
      },
      [box, context = QPointer<QObject>(context), done = std::move(done)] {
        if (context) done(std::move(*box->answer));
      });
}

template <typename T>
void TaskLane::run(TaskOptions options, Tasks::Work<T> work, Tasks::Done<T> done) {
  cancel();
  auto box = std::make_shared<detail::TaskBox<T>>();
  launch(
      std::move(options),
      [box, work = std::move(work)](const std::stop_token& stop, const ProgressSink& progress) {
        return box->fill(work, stop, progress);
      },
      [box, weak = std::weak_ptr<State>(m_state), mine = m_state->generation, done = std::move(done)] {
        const std::shared_ptr<State> state = weak.lock();
        if (!state || state->generation != mine) return;
        state->waiting = false;
        done(std::move(*box->answer));
      });
}

}  // namespace headroom::ui
