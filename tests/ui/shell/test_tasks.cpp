#include "tests/support/qt_warnings.h"
#include "ui/controllers/task_model.h"
#include "ui/controllers/tasks.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include <atomic>
#include <stdexcept>

using namespace headroom;
using namespace headroom::ui;

namespace {

// A door that work waits at: opened by the test, so that nothing depends on time.
struct Gate {
  std::mutex mutex;
  std::condition_variable_any opened;
  bool open = false;

  void pass() {
    std::unique_lock lock(mutex);
    opened.wait(lock, [this] { return open; });
  }
  // False when it was stopped before the door opened.
  bool pass(const std::stop_token& stop) {
    std::unique_lock lock(mutex);
    return opened.wait(lock, stop, [this] { return open; });
  }
  void letGo() {
    const std::lock_guard lock(mutex);
    open = true;
    opened.notify_all();
  }
};

Tasks::Answer<int> number(int value) { return std::make_shared<const int>(value); }

}  // namespace

class TestTasks : public headroom::test::WidgetTest {
  Q_OBJECT

 private slots:
  void answersOnTheGuiThread() {
    Tasks tasks;
    const QThread* here = QThread::currentThread();
    std::atomic<const QThread*> worked = nullptr;
    int answer = 0;
    QSignalSpy idle(&tasks, &Tasks::becameIdle);
    tasks.run<int>(
        this, {"Count"},
        [&](const std::stop_token&, const ProgressSink&) {
          worked = QThread::currentThread();
          return number(42);
        },
        [&](Tasks::Answer<int> got) {
          QCOMPARE(QThread::currentThread(), here);
          answer = **got;
        });
    QVERIFY(tasks.busy());
    QTRY_COMPARE(answer, 42);
    QVERIFY(worked != here);
    QVERIFY(tasks.idle());
    QCOMPARE(idle.count(), 1);
  }

  void aStaleAnswerNeverLands() {
    Tasks tasks;
    TaskLane lane(tasks);
    auto gate = std::make_shared<Gate>();
    QList<int> landed;
    const auto land = [&](Tasks::Answer<int> answer) { landed.push_back(answer ? **answer : -1); };
    // This one does not look at its stop token and answers when the newer has long answered.
    lane.run<int>(
        {"Old"}, [gate](const std::stop_token&, const ProgressSink&) { return gate->pass(), number(1); },
        land);
    lane.run<int>(
        {"New"}, [](const std::stop_token&, const ProgressSink&) { return number(2); }, land);
    QTRY_COMPARE(landed, QList<int>{2});
    gate->letGo();
    QTRY_VERIFY(tasks.idle());
    QCOMPARE(landed, QList<int>{2});
    QVERIFY(!lane.busy());
  }

  void anAnswerThatWaitsToLandIsDroppedToo() {
    Tasks tasks;
    TaskLane lane(tasks);
    QList<int> landed;
    const auto land = [&](Tasks::Answer<int> answer) { landed.push_back(**answer); };
    lane.run<int>(
        {"Old"}, [](const std::stop_token&, const ProgressSink&) { return number(1); }, land);
    // The thread is at its end, its answer is in the queue of events; then a newer question comes.
    QThread::msleep(50);
    lane.run<int>(
        {"New"}, [](const std::stop_token&, const ProgressSink&) { return number(2); }, land);
    QTRY_VERIFY(tasks.idle());
    QCOMPARE(landed, QList<int>{2});
  }

  void aStormOfQuestionsUsesFewThreads() {
    Tasks tasks;
    TaskLane lane(tasks);
    auto gate = std::make_shared<Gate>();
    auto started = std::make_shared<std::atomic<int>>(0);
    QList<int> landed;
    for (int i = 0; i < 100; ++i)
      lane.run<int>(
          {"Question"},
          [gate, started, i](const std::stop_token&, const ProgressSink&) {
            return ++*started, gate->pass(), number(i);
          },
          [&](Tasks::Answer<int> answer) { landed.push_back(**answer); });
    QVERIFY(tasks.all().size() <= 2);
    gate->letGo();
    QTRY_COMPARE(landed, QList<int>{99});
    QTRY_VERIFY(tasks.idle());
    QVERIFY(*started <= 3);
  }

  void noAnswerAfterTheAskerIsGone() {
    Tasks tasks;
    auto gate = std::make_shared<Gate>();
    bool landed = false;
    auto lane = std::make_unique<TaskLane>(tasks);
    auto asker = std::make_unique<QObject>();
    const auto work = [gate](const std::stop_token&, const ProgressSink&) { return gate->pass(), number(1); };
    lane->run<int>({"Of the lane"}, work, [&](Tasks::Answer<int>) { landed = true; });
    tasks.run<int>(asker.get(), {"Of the object"}, work, [&](Tasks::Answer<int>) { landed = true; });
    lane.reset();
    asker.reset();
    gate->letGo();
    QTRY_VERIFY(tasks.idle());
    QVERIFY(!landed);
  }

  void cancelIsTold() {
    Tasks tasks;
    auto gate = std::make_shared<Gate>();
    std::optional<Error> error;
    Task::State state{};
    Task* task = tasks.run<int>(
        this, {"Long"},
        [gate](const std::stop_token& stop, const ProgressSink&) -> Tasks::Answer<int> {
          if (!gate->pass(stop)) return Error{ErrorCode::cancelled, "stopped"};
          return number(1);
        },
        [&](Tasks::Answer<int> answer) { error = answer.error(); });
    connect(task, &Task::ended, this, [&, task] { state = task->state(); });
    QCOMPARE(task->state(), Task::State::running);
    task->cancel();
    QCOMPARE(task->state(), Task::State::cancelling);
    QTRY_VERIFY(error);
    QCOMPARE(error->code, ErrorCode::cancelled);
    QCOMPARE(state, Task::State::cancelled);
  }

  void anExceptionIsAnAnswer() {
    Tasks tasks;
    std::optional<Error> error;
    tasks.run<int>(
        this, {"Breaks"},
        [](const std::stop_token&, const ProgressSink&) -> Tasks::Answer<int> { throw std::bad_alloc(); },
        [&](Tasks::Answer<int> answer) { error = answer.error(); });
    QTRY_VERIFY(error);
    QVERIFY(!error->hint.empty());
  }

  void progressIsThinnedAndTheLastArrives() {
    Tasks tasks;
    constexpr std::uint64_t steps = 200000;
    int shown = 0;
    std::uint64_t last = 0, lastBeforeAnswer = 0;
    QElapsedTimer clock;
    clock.start();
    Task* task = tasks.run<int>(
        this, {"Count"},
        [](const std::stop_token&, const ProgressSink& progress) {
          for (std::uint64_t i = 1; i <= steps; ++i) progress({.phase = "count", .done = i, .total = steps});
          return number(1);
        },
        [&](Tasks::Answer<int>) { lastBeforeAnswer = last; });
    connect(task, &Task::changed, this, [&, task] {
      ++shown;
      QVERIFY(task->progress().done >= last);
      last = task->progress().done;
    });
    QTRY_VERIFY_WITH_TIMEOUT(tasks.idle(), 30000);
    QCOMPARE(last, steps);
    QCOMPARE(lastBeforeAnswer, steps);
    // At most 30 a second, and the ones of the beginning and the end.
    QVERIFY2(shown <= clock.elapsed() / 33 + 4, qPrintable(QString::number(shown)));
  }

  void channelSendsTheNewest() {
    QList<int> received;
    Channel<int> channel([&](int value) { received.push_back(value); }, std::chrono::milliseconds(1));
    const auto send = channel.sender();
    std::thread thread([&] {
      for (int i = 0; i <= 1000; ++i) send(i);
    });
    thread.join();
    QTRY_VERIFY(!received.isEmpty() && received.last() == 1000);
    QVERIFY(received.size() < 1000);
    // And none after the channel is gone.
    std::function<void(int)> late;
    {
      Channel<int> gone([&](int) { received.clear(); });
      late = gone.sender();
      late(1);
    }
    late(2);
    QCoreApplication::processEvents();
    QVERIFY(!received.isEmpty());
  }

  void remainingTimeIsJudgedWhereItIsNotTold() {
    Tasks tasks;
    auto gate = std::make_shared<Gate>();
    Task* task = tasks.run<int>(
        this, {"Half"},
        [gate](const std::stop_token&, const ProgressSink& progress) {
          progress({.phase = "x", .done = 1, .total = 2});
          gate->pass();
          progress({.phase = "x", .done = 1, .total = 2, .remainingSeconds = 100});
          return number(1);
        },
        [](Tasks::Answer<int>) {});
    QTRY_VERIFY(task->remainingSeconds());
    QVERIFY(*task->remainingSeconds() < 60);
    QCOMPARE(*task->fraction(), 0.5);
    std::optional<double> told;
    connect(task, &Task::ended, this, [&, task] { told = task->remainingSeconds(); });
    gate->letGo();
    QTRY_VERIFY(told);
    QVERIFY(*told > 90);
  }

  void waitsForAllButNotForEver() {
    Tasks tasks;
    auto gate = std::make_shared<Gate>();
    bool landed = false;
    tasks.run<int>(
        this, {"Stubborn"},
        [gate](const std::stop_token&, const ProgressSink&) { return gate->pass(), number(1); },
        [&](Tasks::Answer<int>) { landed = true; });
    tasks.cancelAll();
    QVERIFY(!tasks.waitForAll(std::chrono::milliseconds(20)));
    gate->letGo();
    QVERIFY(tasks.waitForAll(std::chrono::seconds(20)));
    QVERIFY(landed);
    QVERIFY(tasks.idle());
  }

  void theModelShowsWhatAPersonShouldSee() {
    Tasks tasks;
    TaskModel model(tasks);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    auto gate = std::make_shared<Gate>();
    const auto work = [gate](const std::stop_token& stop,
                             const ProgressSink& progress) -> Tasks::Answer<int> {
      progress({.phase = "measure", .done = 1, .total = 4, .detail = "input 128"});
      if (!gate->pass(stop)) return Error{ErrorCode::cancelled, "stopped"};
      return number(1);
    };
    const auto ignore = [](Tasks::Answer<int>) {};
    tasks.run<int>(this, {"Benchmark a10"}, work, ignore);
    tasks.run<int>(this, {"Benchmark v100"}, work, ignore);
    tasks.run<int>(this, {"Draw", true}, work, ignore);
    tasks.run<int>(
        this, {"Quick"}, [](const std::stop_token&, const ProgressSink&) { return number(1); }, ignore);
    QTRY_COMPARE(model.rowCount(), 2);
    QTRY_COMPARE(model.index(0).data(TaskModel::FractionRole).toDouble(), 0.25);
    QCOMPARE(model.index(0).data().toString(), QString("Benchmark a10"));
    QCOMPARE(model.index(0).data(TaskModel::PhaseRole).toString(), QString("measure · input 128"));
    QVERIFY(model.index(0).data(TaskModel::ElapsedRole).toDouble() > 0.2);
    QVERIFY(model.index(0).data(Qt::AccessibleTextRole).toString().contains("elapsed"));
    model.taskAt(0)->cancel();
    QTRY_COMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0).data().toString(), QString("Benchmark v100"));
    gate->letGo();
    QTRY_COMPARE(model.rowCount(), 0);
  }
};

QTEST_MAIN(TestTasks)
#include "test_tasks.moc"
