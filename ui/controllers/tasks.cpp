#include "ui/controllers/tasks.h"

#include <QCoreApplication>

#include <algorithm>

namespace headroom::ui {

struct Tasks::Running {
  Task* task;
  std::function<void()> answer;
  std::shared_ptr<std::optional<Error>> error;
  std::jthread thread;
};

Task::Task(int number, TaskOptions options, QObject* parent)
    : QObject(parent), m_number(number), m_options(std::move(options)), m_channel([this](Progress progress) {
        m_progress = std::move(progress);
        m_sinceProgress.start();
        emit changed();
      }) {
  m_clock.start();
}

std::optional<double> Task::fraction() const {
  if (m_progress.total == 0) return std::nullopt;
  return std::min(1.0, static_cast<double>(m_progress.done) / static_cast<double>(m_progress.total));
}

std::optional<double> Task::remainingSeconds() const {
  if (!m_sinceProgress.isValid()) return std::nullopt;
  const double age = static_cast<double>(m_sinceProgress.elapsed()) / 1000;
  if (m_progress.remainingSeconds) return std::max(0.0, *m_progress.remainingSeconds - age);
  const std::optional<double> share = fraction();
  // Below a fiftieth the guess would jump about.
  if (!share || *share < 0.02) return std::nullopt;
  return std::max(0.0, (elapsedSeconds() - age) * (1 - *share) / *share - age);
}

void Task::cancel() {
  if (m_state != State::running) return;
  m_state = State::cancelling;
  m_stop.request_stop();
  emit changed();
}

Tasks::Tasks(QObject* parent) : QObject(parent) {}

Tasks::~Tasks() {
  for (const auto& running : m_running) running->task->m_stop.request_stop();
  m_running.clear();  // joins
}

Task* Tasks::start(TaskOptions options, Body body, std::function<void()> answer) {
  auto* task = new Task(++m_lastNumber, std::move(options), this);
  auto running = std::make_unique<Running>();
  running->task = task;
  running->answer = std::move(answer);
  running->error = std::make_shared<std::optional<Error>>();
  {
    const std::lock_guard lock(m_mutex);
    ++m_live;
  }
  running->thread =
      std::jthread([this, number = task->number(), stop = task->m_stop.get_token(),
                    progress = task->m_channel.sender(), error = running->error, body = std::move(body)] {
        *error = body(stop, progress);
        {
          const std::lock_guard lock(m_mutex);
          m_finished.push_back(number);
        }
        QMetaObject::invokeMethod(this, &Tasks::finishThose, Qt::QueuedConnection);
        const std::lock_guard lock(m_mutex);
        --m_live;
        m_ended.notify_all();
      });
  m_running.push_back(std::move(running));
  emit started(task);
  return task;
}

void Tasks::finishThose() {
  std::vector<int> finished;
  {
    const std::lock_guard lock(m_mutex);
    finished = std::exchange(m_finished, {});
  }
  for (const int number : finished) finish(number);
}

void Tasks::finish(int number) {
  const auto found =
      std::ranges::find_if(m_running, [&](const auto& running) { return running->task->number() == number; });
  if (found == m_running.end()) return;
  const std::unique_ptr<Running> running = std::move(*found);
  m_running.erase(found);
  running->thread.join();

  Task* task = running->task;
  task->m_channel.flush();
  task->m_error = *running->error;
  if (!task->m_error)
    task->m_state = Task::State::done;
  else
    task->m_state =
        task->m_error->code == ErrorCode::cancelled ? Task::State::cancelled : Task::State::failed;
  emit task->changed();
  running->answer();
  emit task->ended();
  emit ended(task);
  task->deleteLater();
  if (m_running.empty()) emit becameIdle();
}

std::vector<Task*> Tasks::all() const {
  std::vector<Task*> tasks;
  for (const auto& running : m_running) tasks.push_back(running->task);
  return tasks;
}

bool Tasks::busy() const {
  return std::ranges::any_of(m_running, [](const auto& running) { return !running->task->background(); });
}

void Tasks::cancelAll() {
  for (Task* task : all()) task->cancel();
}

bool Tasks::waitForAll(std::chrono::milliseconds atMost) {
  {
    std::unique_lock lock(m_mutex);
    if (!m_ended.wait_for(lock, atMost, [this] { return m_live == 0; })) return false;
  }
  QCoreApplication::sendPostedEvents(this);
  return true;
}

void TaskLane::cancel() {
  ++m_state->generation;
  m_state->waiting = false;
  m_state->next = nullptr;
  if (m_state->task) m_state->task->cancel();
  m_state->task = nullptr;
}

void TaskLane::launch(TaskOptions options, Tasks::Body body, std::function<void()> answer) {
  m_state->waiting = true;
  launch(m_tasks, m_state, std::move(options), std::move(body), std::move(answer));
}

void TaskLane::launch(Tasks& tasks, const std::shared_ptr<State>& state, TaskOptions options,
                      Tasks::Body body, std::function<void()> answer) {
  if (state->threads >= mostThreads) {
    state->next = [&tasks, weak = std::weak_ptr<State>(state), options, body = std::move(body),
                   answer = std::move(answer)] {
      if (const auto living = weak.lock()) launch(tasks, living, options, body, answer);
    };
    return;
  }
  ++state->threads;
  state->task = tasks.start(std::move(options), std::move(body), std::move(answer));
  QObject::connect(state->task, &Task::ended, &tasks, [state] {
    --state->threads;
    if (state->next) std::exchange(state->next, nullptr)();
  });
}

}  // namespace headroom::ui
