// Benchmarks of several targets at once, in virtual time: started, paused, stopped, gone on with, and what
// becomes of them when servers die and files change.
#include "core/base/file.h"
#include "core/bench/benchmark_file.h"
#include "tests/support/fake_target.h"
#include "tests/support/qt_warnings.h"
#include "ui/controllers/benchmarks.h"
#include "ui/controllers/run_words.h"
#include "ui/shell/services.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace headroom;
using namespace headroom::test;
using namespace headroom::ui;

namespace {

Target target(const std::string& name, const std::string& gpu = "A10") {
  Target made;
  made.name = name;
  made.model = "llama2-7b";
  made.gpu = gpu;
  return made;
}

struct Fixture {
  QTemporaryDir directory;
  Services services{{directory.filePath("settings.ini"), directory.filePath("state")}, nullptr};
  std::map<std::string, std::unique_ptr<FakeTarget>> fakes;
  std::unique_ptr<Benchmarks> benchmarks;

  // Six points of ten requests.
  explicit Fixture(const std::vector<std::string>& names = {"a10"}) {
    session().edit("Begin", [&](Workspace& w) {
      for (const std::string& name : names) w.targets.push_back(target(name));
      w.plan.inputTokens = {8, 16};
      w.plan.outputTokens = {4, 4};
      w.plan.rates = {1, 4};
      w.plan.samples = 10;
    });
    for (const std::string& name : names) fakes[name] = std::make_unique<FakeTarget>();
    make();
  }
  void make() {
    benchmarks = std::make_unique<Benchmarks>(
        Benchmarks::Parts{services.session, services.tasks, services.measurements, services.endpoints,
                          services.messages, services.targetStates, directory.filePath("state")});
    benchmarks->setConnect([this](const Target& one) { return fakes.at(one.name)->connect(); });
    benchmarks->setBackOff({0.001});
  }
  ~Fixture() {
    for (auto& [name, fake] : fakes) fake->release();
    benchmarks.reset();
    services.tasks.cancelAll();
    services.tasks.waitForAll(std::chrono::seconds(30));
  }

  Session& session() { return services.session; }
  FakeTarget& fake(const std::string& name = "a10") { return *fakes.at(name); }
  const Target& at(const std::string& name = "a10") { return *findTarget(session().workspace(), name); }
  BenchmarkRun* run(const std::string& name = "a10") { return benchmarks->run(name); }
  std::vector<StartCheck> checks() {
    std::optional<std::vector<StartCheck>> answer;
    benchmarks->check([&](std::vector<StartCheck> made) { answer = std::move(made); });
    if (!QTest::qWaitFor([&] { return answer.has_value(); }, 60000)) qFatal("no answer");
    return *answer;
  }
  void start() { benchmarks->start(checks()); }
  bool waitFor(const std::function<bool()>& done) { return QTest::qWaitFor(done, 60000); }
  bool waitForEnd(const std::string& name = "a10") {
    return waitFor([&] { return run(name) && !run(name)->running(); });
  }
  int rows(const std::string& name = "a10") {
    const auto text = readFile(at(name).journal);
    return text ? static_cast<int>(std::count(text->begin(), text->end(), '\n')) : -1;
  }
};

}  // namespace

class TestBenchmarks : public WidgetTest {
  Q_OBJECT

 private slots:
  void severalTargetsAreMeasuredAtOnce() {
    Fixture f({"a10", "v100", "l4"});
    f.benchmarks->setChosen("l4", false);
    f.fake("a10").hold();
    f.fake("v100").hold();
    const auto checks = f.checks();
    QCOMPARE(checks.size(), std::size_t{2});
    QCOMPARE(checks[1].target, std::string("v100"));
    QCOMPARE(checks[1].pointsTotal, std::uint64_t{6});
    QCOMPARE(checks[1].requests, std::uint64_t{60});
    QCOMPARE(checks[1].seconds, f.session().workspace().plan.expectedSeconds());
    QVERIFY(checks[1].isNewFile && checks[1].mayStart());
    f.benchmarks->start(checks);
    QCOMPARE(f.benchmarks->running().size(), std::size_t{2});
    QVERIFY(f.waitFor([&] { return f.fake("a10").waiting() && f.fake("v100").waiting(); }));
    QCOMPARE(f.services.targetStates.of("a10").kind, TargetState::Kind::busy);
    f.fake("a10").release();
    f.fake("v100").release();
    QVERIFY(f.waitForEnd("a10") && f.waitForEnd("v100"));
    for (const char* name : {"a10", "v100"}) {
      QCOMPARE(f.run(name)->status().state, RunStatus::State::done);
      QCOMPARE(f.run(name)->status().pointsDone, std::uint64_t{6});
      QCOMPARE(f.rows(name), 30);
      QCOMPARE(f.run(name)->points().size(), std::size_t{6});
      QTRY_COMPARE(f.benchmarks->points().of(name).size(), std::size_t{6});
      QVERIFY(f.services.targetStates.of(name).kind != TargetState::Kind::busy);
    }
    QVERIFY(!f.run("l4"));
    QVERIFY(f.at("l4").journal.empty());
    // The files became part of the workspace by one edit.
    QCOMPARE(f.session().undoStack()->undoText(), QString("Name the benchmark file of a10, v100"));
    QVERIFY(f.at("a10").journal != f.at("v100").journal);
    QTRY_VERIFY(f.services.measurements.of("a10") && f.services.measurements.of("a10")->table);
    f.session().undoStack()->undo();
    QVERIFY(f.at("a10").journal.empty() && f.at("v100").journal.empty());
  }

  void filesLieBesideTheWorkspaceAndAreNeverThoseOfOthers() {
    Fixture f({"a 10/x"});
    QCOMPARE(f.checks()[0].journalPath, f.directory.filePath("state/results/a-10-x.jsonl").toStdString());
    bool saved = false;
    f.session().saveAs(f.directory.filePath("w.headroom"),
                       [&](const Result<void>& done) { saved = done.ok(); });
    QTRY_VERIFY(saved);
    QFile taken(f.directory.filePath("a-10-x.jsonl"));
    QVERIFY(taken.open(QIODevice::WriteOnly));
    QCOMPARE(f.checks()[0].journalPath, f.directory.filePath("a-10-x-2.jsonl").toStdString());
  }

  // Their names differ in what a file's name cannot have.
  void twoNewTargetsNeverGetOneFile() {
    Fixture f({"a b", "a-b"});
    const auto checks = f.checks();
    QCOMPARE(checks[0].journalPath, f.directory.filePath("state/results/a-b.jsonl").toStdString());
    QCOMPARE(checks[1].journalPath, f.directory.filePath("state/results/a-b-2.jsonl").toStdString());
    f.benchmarks->start(checks);
    QVERIFY(f.waitForEnd("a b") && f.waitForEnd("a-b"));
    QCOMPARE(f.rows("a b"), 30);
    QCOMPARE(f.rows("a-b"), 30);
  }

  void aPauseComesAfterThePoint() {
    Fixture f;
    f.fake().hold();
    f.start();
    f.fake().allow(13);
    QVERIFY(f.waitFor([&] { return f.fake().requests() == 13 && f.fake().waiting(); }));
    f.benchmarks->pause();
    QVERIFY(f.run()->pausing() && f.benchmarks->anyPaused());
    QTRY_COMPARE(stateWords(*f.run()), QString("pausing after this point"));
    f.fake().release();
    QVERIFY(f.waitFor([&] { return f.run()->status().state == RunStatus::State::paused; }));
    QVERIFY(!f.run()->pausing() && f.run()->running());
    QCOMPARE(f.fake().requests(), 20);
    QCOMPARE(f.rows(), 10);
    QCOMPARE(f.run()->status().pointsDone, std::uint64_t{2});
    f.benchmarks->resume();
    QVERIFY(f.waitForEnd());
    QCOMPARE(f.run()->status().state, RunStatus::State::done);
    QCOMPARE(f.rows(), 30);
  }

  void aStopKeepsWhatIsMeasuredAndAStartGoesOnThere() {
    Fixture f;
    f.fake().hold();
    f.start();
    f.fake().allow(25);  // in the middle of the third point
    QVERIFY(f.waitFor([&] { return f.fake().requests() == 25 && f.fake().waiting(); }));
    f.benchmarks->stop("a10");
    QVERIFY(f.run()->stopping());
    QVERIFY(f.waitForEnd());
    QCOMPARE(f.run()->status().state, RunStatus::State::stopped);
    QCOMPARE(f.rows(), 10);
    QCOMPARE(f.benchmarks->points().of("a10").size(), std::size_t{2});
    QCOMPARE(f.services.messages.rowCount(), 0);  // what a person stopped is no message
    f.fake().release();
    const int before = f.fake().requests();
    const auto checks = f.checks();
    QCOMPARE(checks[0].pointsDone, std::uint64_t{2});
    QCOMPARE(checks[0].requests, std::uint64_t{40});
    QVERIFY(!checks[0].isNewFile);
    f.benchmarks->start(checks);
    QVERIFY(f.waitForEnd());
    QCOMPARE(f.run()->status().state, RunStatus::State::done);
    QCOMPARE(f.fake().requests() - before, 40);
    QCOMPARE(f.rows(), 30);
    QTRY_COMPARE(f.benchmarks->points().of("a10").size(), std::size_t{6});
    // Everything is measured: there is nothing to start.
    QVERIFY(!f.checks()[0].mayStart());
  }

  void pausedAndStopped() {
    Fixture f;
    f.fake().hold();
    f.start();
    QVERIFY(f.waitFor([&] { return f.fake().waiting(); }));
    f.benchmarks->pause();
    f.fake().release();
    QVERIFY(f.waitFor([&] { return f.run()->status().state == RunStatus::State::paused; }));
    f.benchmarks->stop();
    QVERIFY(f.waitForEnd());
    QCOMPARE(f.run()->status().state, RunStatus::State::stopped);
    QCOMPARE(f.rows(), 5);
  }

  void aFileOfOtherSettingsIsRefusedAndThereIsAWayOut() {
    Fixture f;
    f.start();
    QVERIFY(f.waitForEnd());
    const std::string first = f.at().journal;
    f.session().edit("More", [](Workspace& w) { w.plan.samples = 20; });
    auto checks = f.checks();
    QVERIFY(checks[0].error);
    QCOMPARE(checks[0].error->code, ErrorCode::conflict);
    QVERIFY(checks[0].error->message.find("samples 10") != std::string::npos);
    f.benchmarks->start(checks);  // is not begun
    QCOMPARE(f.fake().requests(), 60);
    f.benchmarks->useNewFile("a10");
    QVERIFY(f.at().journal != first);
    checks = f.checks();
    QVERIFY(!checks[0].error && checks[0].mayStart());
    f.benchmarks->start(checks);
    QVERIFY(f.waitForEnd());
    QCOMPARE(f.rows(), 30);
    QCOMPARE(QFile(QString::fromStdString(first)).exists(), true);
    f.session().undoStack()->undo();
    QCOMPARE(f.at().journal, first);
  }

  void aServerThatDiesAndComesBackCostsNoPoint() {
    Fixture f;
    std::atomic<bool> dead = false;
    std::atomic<int> count = 0;
    f.fake().answer = [&](std::uint64_t, const GenerationRequest&, FakeAnswer& answer) {
      if (++count == 25) {
        dead = true;
        f.fake().refuse({ErrorCode::unreachable, "connection refused"}, 3);
      }
      if (dead) answer.failure = FailureKind::unreachable;
      if (f.fake().connections() > 1) dead = false;
    };
    bool seen = false;
    f.start();
    connect(f.run(), &BenchmarkRun::changed, this, [&] {
      seen = seen || (f.run()->status().state == RunStatus::State::reconnecting && f.run()->status().cause);
    });
    QVERIFY(f.waitForEnd());
    QCOMPARE(f.run()->status().state, RunStatus::State::done);
    QCOMPARE(f.run()->status().reconnects, 1);
    QCOMPARE(f.rows(), 30);
    QCOMPARE(f.services.messages.rowCount(), 0);
  }

  void aServerThatIsGoneForGoodIsAMessage() {
    Fixture f;
    std::atomic<int> count = 0;
    f.fake().answer = [&](std::uint64_t, const GenerationRequest&, FakeAnswer& answer) {
      if (++count == 15) f.fake().refuse({ErrorCode::notFound, "there is no pod a10-0"}, 1000);
      if (count >= 15) answer.failure = FailureKind::unreachable;
    };
    f.start();
    QVERIFY(f.waitForEnd());
    QCOMPARE(f.run()->status().state, RunStatus::State::failed);
    QCOMPARE(f.rows(), 5);
    QCOMPARE(f.services.messages.rowCount(), 1);
    const Message& message = f.services.messages.at(0);
    QCOMPARE(message.cause, QString("a10: there is no pod a10-0"));
    QVERIFY(message.nextStep.contains("Targets page"));
    QVERIFY(!message.nextStep.contains("command"));
    // The next start takes it away.
    f.fake().answer = {};
    f.fake().refuse({ErrorCode::notFound, ""}, 0);
    f.start();
    QCOMPARE(f.services.messages.rowCount(), 0);
    QVERIFY(f.waitForEnd());
    QCOMPARE(f.rows(), 30);
  }

  void aRunKeepsThePlanItWasStartedWith() {
    Fixture f;
    f.fake().hold();
    f.start();
    QVERIFY(f.waitFor([&] { return f.fake().waiting(); }));
    f.session().edit("Change", [](Workspace& w) {
      w.plan.rates = {64, 64};
      w.targets[0].model = "other";
    });
    f.fake().release();
    QVERIFY(f.waitForEnd());
    QCOMPARE(f.run()->plan().rates, (RateRange{1, 4}));
    QCOMPARE(readBenchmarkFile(f.at().journal)->model, std::string("llama2-7b"));
    QCOMPARE(f.rows(), 30);
  }

  void aFileThatChangesUnderARunIsTold() {
    Fixture f;
    f.fake().hold();
    f.start();
    f.fake().allow(15);
    QVERIFY(f.waitFor([&] { return f.fake().requests() == 15 && f.fake().waiting(); }));
    QFile file(QString::fromStdString(f.at().journal));
    QVERIFY(file.resize(0));
    f.fake().release();
    QVERIFY(f.waitForEnd());
    QCOMPARE(f.run()->status().state, RunStatus::State::done);
    const auto& notes = f.run()->notes();
    QVERIFY(std::ranges::any_of(notes, [](const std::string& note) {
      return note.find("changed by another program") != std::string::npos;
    }));
    // The table shows what the file holds.
    QCOMPARE(f.rows(), 25);
    QTRY_COMPARE(f.benchmarks->points().of("a10").size(), std::size_t{5});
    // Appended by another program, without a run: seen, too.
    const std::string text = *readFile(f.at().journal);
    QVERIFY(file.open(QIODevice::Append));
    QByteArray more = QByteArray::fromStdString(text.substr(0, text.find("\"TT\"")));
    more = more.left(more.indexOf('\n') + 1).replace("\"input_tokens\": 8", "\"input_tokens\": 4096");
    file.write(more);
    file.close();
    QTRY_COMPARE(f.benchmarks->points().of("a10").size(), std::size_t{6});
  }

  void aBrokenFileIsAnErrorOfItsTarget() {
    Fixture f;
    QFile file(f.directory.filePath("broken.jsonl"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"input_tokens\": 8}\n{}\n");
    file.close();
    f.session().edit("File", [&](Workspace& w) { w.targets[0].journal = file.fileName().toStdString(); });
    QTRY_VERIFY(f.benchmarks->points().error("a10"));
    QVERIFY(f.benchmarks->points().error("a10")->message.find("line 1") != std::string::npos);
    QCOMPARE(f.checks()[0].error->code, ErrorCode::malformed);
  }

  void whatWasLeftOutIsForgottenWithTheDocument() {
    Fixture f({"a10", "l4"});
    f.benchmarks->setChosen("a10", false);
    QSignalSpy changed(f.benchmarks.get(), &Benchmarks::chosenChanged);
    f.session().startNew();
    QCOMPARE(changed.count(), 1);
    f.session().edit("Add", [](Workspace& w) { w.targets.push_back(target("a10")); });
    QCOMPARE(f.benchmarks->chosen(), std::vector<std::string>{"a10"});
  }

  void obstaclesAreToldInWords() {
    Fixture f;
    QCOMPARE(f.benchmarks->obstacle(), QString());
    f.benchmarks->setChosen("a10", false);
    QCOMPARE(f.benchmarks->obstacle(), QString("No target is chosen."));
    f.benchmarks->setChosen("a10", true);
    f.session().edit("Plan", [](Workspace& w) { w.plan.inputTokens = {64, 8}; });
    QCOMPARE(f.benchmarks->obstacle(),
             QString("Input lengths begin at 64 and end at 8: nothing would be measured."));
    f.session().undoStack()->undo();
    f.fake().hold();
    f.start();
    QCOMPARE(f.benchmarks->obstacle(), QString("Every chosen target is being measured."));
    f.session().edit("None", [](Workspace& w) { w.targets.clear(); });
    QCOMPARE(f.benchmarks->obstacle(), QString("There is no target yet."));
  }

  void aRenamedTargetKeepsItsRun() {
    Fixture f;
    f.fake().hold();
    f.start();
    QVERIFY(f.waitFor([&] { return f.fake().waiting(); }));
    f.session().edit("Rename", [](Workspace& w) { w.targets[0].name = "a10-b"; });
    QVERIFY(f.run("a10-b") && f.run("a10-b")->running());
    QVERIFY(!f.run("a10"));
    f.fake().release();
    QVERIFY(f.waitForEnd("a10-b"));
    QTRY_COMPARE(f.benchmarks->points().of("a10-b").size(), std::size_t{6});
  }

  // Another workspace, another file by hand, and the file's name taken back: three ways to the same end.
  void aRunIsThatOfItsFile_data() {
    QTest::addColumn<QString>("way");
    for (const char* way : {"another workspace", "another file", "undo"}) QTest::newRow(way) << way;
  }
  void aRunIsThatOfItsFile() {
    QFETCH(QString, way);
    Fixture f;
    f.fake().hold();
    f.start();
    f.fake().allow(25);
    QVERIFY(f.waitFor([&] { return f.fake().requests() == 25 && f.fake().waiting(); }));
    QTRY_COMPARE(f.benchmarks->points().of("a10").size(), std::size_t{2});
    const std::string journal = f.at().journal;
    const Workspace before = f.session().workspace();

    Target other = target("a10");
    other.journal = f.directory.filePath("other.jsonl").toStdString();
    if (way == "another workspace") {
      f.session().startNew();
      f.session().edit("Add", [&](Workspace& w) { w.targets.push_back(other); });
    } else if (way == "another file") {
      f.session().edit("File", [&](Workspace& w) { w.targets[0] = other; });
    } else {
      f.session().undoStack()->undo();
      QVERIFY(f.at().journal.empty());
    }
    // Nothing of it is shown with the target of the same name,
    QVERIFY(!f.run());
    QVERIFY(f.benchmarks->running().empty());
    QVERIFY(f.benchmarks->points().of("a10").empty());
    QVERIFY(f.services.targetStates.of("a10").kind != TargetState::Kind::busy);
    // the task panel has it, and a message says what became of it.
    const auto tasks = f.services.tasks.all();
    const auto task = std::ranges::find(tasks, QString("Benchmark a10"), &Task::name);
    QVERIFY(task != tasks.end());
    QCOMPARE(f.services.messages.rowCount(), 1);
    QVERIFY(f.services.messages.at(0).cause.contains("a10.jsonl"));
    QVERIFY(f.services.messages.at(0).nextStep.contains("task panel"));
    // A start meanwhile has a file of its own.
    const auto checks = f.checks();
    QVERIFY(checks.empty() || checks[0].journalPath != journal);

    const bool stop = way == "undo";
    if (stop)
      (*task)->cancel();
    else
      f.fake().release();
    QTRY_COMPARE(f.services.messages.rowCount(), 0);
    QCOMPARE(readBenchmarkFile(journal)->rows.size(), std::size_t(stop ? 10 : 30));
    QVERIFY(f.benchmarks->points().of("a10").empty());
    // The target with that file has it again.
    f.session().edit("Back", [&](Workspace& w) { w = before; });
    QVERIFY(f.run());
    QCOMPARE(f.run()->status().state, stop ? RunStatus::State::stopped : RunStatus::State::done);
    QTRY_COMPARE(f.benchmarks->points().of("a10").size(), std::size_t(stop ? 2 : 6));
  }

  void aRunWhoseFileComesBackIsShownAgain() {
    Fixture f;
    f.fake().hold();
    f.start();
    f.fake().allow(15);
    QVERIFY(f.waitFor([&] { return f.fake().requests() == 15 && f.fake().waiting(); }));
    f.session().undoStack()->undo();
    QVERIFY(!f.run());
    f.session().undoStack()->redo();
    QVERIFY(f.run() && f.run()->running());
    QCOMPARE(f.services.messages.rowCount(), 0);
    QCOMPARE(f.services.targetStates.of("a10").kind, TargetState::Kind::busy);
    QTRY_COMPARE(f.benchmarks->points().of("a10").size(), std::size_t{1});
    f.fake().release();
    QVERIFY(f.waitForEnd());
    QTRY_COMPARE(f.benchmarks->points().of("a10").size(), std::size_t{6});
    QVERIFY(f.services.targetStates.of("a10").kind != TargetState::Kind::busy);
  }

  // As when the window is closed in the middle: it ends at once, and the file is good.
  void theEndOfAllKeepsWhatIsMeasured() {
    Fixture f;
    f.fake().hold();
    f.start();
    f.fake().allow(15);
    QVERIFY(f.waitFor([&] { return f.fake().requests() == 15 && f.fake().waiting(); }));
    const std::string journal = f.at().journal;
    f.benchmarks.reset();
    QVERIFY(f.services.tasks.waitForAll(std::chrono::seconds(60)));
    QCOMPARE(readBenchmarkFile(journal)->rows.size(), std::size_t{5});
    f.fake().release();
    f.make();  // the program is started again
    f.start();
    QVERIFY(f.waitForEnd());
    QCOMPARE(f.rows(), 30);
  }

  void whatHappensIsHandedOutWhole() {
    Fixture f;
    f.fake().metrics = ServerMetrics{.requestsRunning = 3, .requestsWaiting = 1, .kvCacheUsage = 0.5};
    f.fake().hold();
    f.start();
    std::size_t events = 0, ticks = 0, points = 0;
    connect(f.run(), &BenchmarkRun::happened, this, [&](const RunLive& live) {
      events += live.events.size();
      ticks += live.ticks.size();
    });
    connect(f.run(), &BenchmarkRun::measured, this,
            [&](const std::vector<PointRecord>& records) { points += records.size(); });
    f.fake().release();
    QVERIFY(f.waitForEnd());
    QCOMPARE(events, std::size_t{6 * 10 * 3});
    QVERIFY(ticks >= 6);
    QCOMPARE(points, std::size_t{6});
    QCOMPARE(*f.run()->server().now->requestsRunning, 3.0);
    QCOMPARE(f.run()->status().point, f.run()->plan().points().back());
    QCOMPARE(f.run()->status().finished, std::uint64_t{10});
  }
};

QTEST_MAIN(TestBenchmarks)
#include "test_benchmarks.moc"
