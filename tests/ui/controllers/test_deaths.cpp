// What dies in the middle of a benchmark: the pod that is measured, the desktop that measures, and, because a
// person says so, everything at once.
#include "core/base/file.h"
#include "core/bench/benchmark_file.h"
#include "core/service/simulated_endpoint.h"
#include "tests/support/fake_cluster.h"
#include "tests/support/qt_warnings.h"
#include "ui/controllers/benchmarks.h"
#include "ui/controllers/known_hardware.h"
#include "ui/shell/services.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTcpServer>
#include <QUrl>

#include <algorithm>
#include <csignal>

using namespace headroom;
using namespace headroom::ui;
using headroom::test::FakeCluster;
using headroom::test::isAlive;

namespace {

SimulatedEndpoint newServer() {
  SimulationOptions options;
  options.gpu = *knownHardware().gpu("H100");
  options.model = *knownHardware().model("llama2-7b");
  auto started = SimulatedEndpoint::start(std::move(options));
  if (!started) qFatal("%s", started.error().text().c_str());
  return std::move(*started);
}

// The desktop's parts without its window, and a cluster with one pod.
struct Fixture {
  QTemporaryDir directory;
  FakeCluster cluster;
  SimulatedEndpoint server = newServer();
  Services services{{directory.filePath("settings.ini"), directory.filePath("state")}, nullptr};
  Benchmarks benchmarks{{services.session, services.tasks, services.measurements, services.endpoints,
                         services.messages, services.targetStates, directory.filePath("state")}};

  Fixture() {
    services.settings.setValue("kubectl/program", FAKE_KUBECTL);
    services.settings.setValue("kubectl/kubeconfig", QString::fromStdString(cluster.path("config")));
    services.tunnels.setOptions([](TunnelOptions& options) {
      options.probeSeconds = 0.05;
      options.failedProbeSeconds = 0.02;
      options.backOffSeconds = {0.01, 0.02, 0.05};
      options.graceSeconds = 0.2;
    });
    cluster.put("backend", std::to_string(server.port()));
    benchmarks.setBackOff({0.01});
  }
  ~Fixture() {
    benchmarks.stop();
    services.tasks.waitForAll(std::chrono::seconds(30));
  }
  bool start() {
    bool started = false;
    benchmarks.check([&](const std::vector<StartCheck>& checks) {
      benchmarks.start(checks);
      started = true;
    });
    return waitFor([&] { return started; });
  }
  static bool waitFor(const std::function<bool()>& done) { return QTest::qWaitFor(done, 60000); }
};

std::string lineOf(QProcess& program) {
  if (!QTest::qWaitFor([&] { return program.canReadLine() || program.state() == QProcess::NotRunning; },
                       90000))
    return {};
  return program.readLine().trimmed().toStdString();
}

}  // namespace

class TestDeaths : public headroom::test::WidgetTest {
  Q_OBJECT

 private slots:
  // Through a kubectl that dies with its pod, cannot come back for a while, and then does on another port.
  void aPodThatDiesInMidBenchmarkCostsNoPoint() {
    Fixture f;
    f.services.session.edit("Begin", [](Workspace& w) {
      Target pod;
      pod.name = "pod";
      pod.model = "llama2-7b";
      pod.nameSpace = "inference";
      pod.reach = ByPod{"prod", "llama-0", 8000};
      w.targets = {pod};
      w.plan.inputTokens = {16, 16};
      w.plan.outputTokens = {4, 4};
      w.plan.rates = {20, 80};
      w.plan.samples = 40;
    });
    QVERIFY(f.start());
    BenchmarkRun* run = f.benchmarks.run("pod");
    QVERIFY(run);
    QVERIFY(f.waitFor([&] { return run->points().size() == 1 && run->status().finished > 0; }));
    const Target pod = f.services.session.workspace().targets[0];
    const auto place = *placeOf(pod);
    const auto before = f.services.tunnels.snapshot(place);
    const std::string kept = *readFile(pod.journal);
    QVERIFY(!kept.empty());

    f.cluster.put("port-forward.mode", "lost");
    ::kill(before->pid, SIGKILL);
    QVERIFY(f.waitFor([&] { return run->status().state == RunStatus::State::reconnecting; }));
    QVERIFY(run->status().cause);
    QCOMPARE(run->points().size(), std::size_t{1});
    QCOMPARE(*readFile(pod.journal), kept);
    // kubectl itself was started again, in vain.
    QVERIFY(f.waitFor([&] {
      return std::ranges::count_if(f.cluster.calls(), [](const std::string& call) {
               return call.find("port-forward") != std::string::npos;
             }) >= 3;
    }));
    QVERIFY(run->running());

    // Meanwhile another program has taken the local port.
    QTcpServer other;
    QVERIFY(f.waitFor([&] {
      return other.isListening() ||
             other.listen(QHostAddress::LocalHost,
                          static_cast<quint16>(QUrl(QString::fromStdString(before->url)).port()));
    }));
    f.cluster.put("port-forward.mode", "forward");
    QVERIFY(f.waitFor([&] { return !run->running(); }));
    QVERIFY2(run->status().state == RunStatus::State::done,
             run->status().cause ? run->status().cause->text().c_str() : "");
    QVERIFY(run->status().reconnects >= 1);
    const auto after = f.services.tunnels.snapshot(place);
    QVERIFY(after->pid != before->pid);
    QVERIFY(after->url != before->url);
    const std::string whole = *readFile(pod.journal);
    QVERIFY(whole.starts_with(kept));
    QCOMPARE(readBenchmarkFile(pod.journal)->rows.size(), std::size_t{15});
    QCOMPARE(run->points().size(), std::size_t{3});
    for (const PointRecord& point : run->points()) QCOMPARE(point.failed.value_or(0), std::uint64_t{0});
    QCOMPARE(f.services.messages.rowCount(), 0);
  }

  // What was measured is on the disk, and the edits are offered.
  void aDesktopThatIsKilledKeepsWhatWasMeasuredAndTheEdits() {
    QTemporaryDir directory;
    QProcess program;
    program.start(DOOMED_DESKTOP, {FAKE_KUBECTL, "/nowhere", directory.path(), "crash"});
    QVERIFY(program.waitForStarted());
    QCOMPARE(lineOf(program), std::string("measured"));
    ::kill(static_cast<pid_t>(program.processId()), SIGKILL);
    QVERIFY(program.waitForFinished());

    // Opened again, as by the next start.
    Services services({directory.filePath("settings.ini"), directory.filePath("state")}, nullptr);
    Session& session = services.session;
    const QString file = directory.filePath("doomed.headroom");
    bool opened = false;
    session.open(file, [&](const Result<void>& done) { opened = done.ok(); });
    QTRY_VERIFY(opened);
    QVERIFY(session.workspace().targets[0].journal.empty());
    QVERIFY(session.workspace().targetUtilisation != 0.4);
    const auto left = session.recoveries(file);
    QCOMPARE(left.size(), std::size_t{1});
    opened = false;
    session.recover(left[0], [&](const Result<void>& done) { opened = done.ok(); });
    QTRY_VERIFY(opened);
    QCOMPARE(session.workspace().targetUtilisation, 0.4);
    const std::string journal = session.workspace().targets[0].journal;
    QVERIFY(!journal.empty());
    QVERIFY(readBenchmarkFile(journal)->rows.size() >= 5);
    // The benchmark goes on where it broke off.
    Benchmarks benchmarks({session, services.tasks, services.measurements, services.endpoints,
                           services.messages, services.targetStates, directory.filePath("state")});
    std::optional<std::vector<StartCheck>> checks;
    benchmarks.check([&](std::vector<StartCheck> answer) { checks = std::move(answer); });
    QTRY_VERIFY(checks);
    QVERIFY2(!checks->at(0).error, checks->at(0).error ? checks->at(0).error->text().c_str() : "");
    QVERIFY(checks->at(0).pointsDone >= 1 && !checks->at(0).isNewFile);
    QVERIFY(services.tasks.waitForAll(std::chrono::seconds(30)));
  }

  // Two benchmarks, one through a kubectl that is deaf to being asked to end, a gateway that does not answer,
  // and edits: gone soon after the person has said so, with nothing left behind.
  void closingWhileEverythingRunsEndsTheProcess() {
    const FakeCluster cluster;
    const SimulatedEndpoint server = newServer();
    cluster.put("backend", std::to_string(server.port()));
    cluster.put("port-forward.mode", "deaf");
    QTcpServer silent;  // never accepts
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    QTemporaryDir directory;
    QProcess program;
    program.start(DOOMED_DESKTOP,
                  {FAKE_KUBECTL, QString::fromStdString(cluster.path("config")), directory.path(), "close",
                   QString("redis://127.0.0.1:%1").arg(silent.serverPort())});
    QVERIFY(program.waitForStarted());
    QCOMPARE(lineOf(program), std::string("closing"));
    QElapsedTimer clock;
    clock.start();
    QVERIFY(program.waitForFinished(10000));
    qInfo("from the answer to the end of the process: %lld ms", clock.elapsed());
    QCOMPARE(program.exitStatus(), QProcess::NormalExit);
    QCOMPARE(program.exitCode(), 0);
    QVERIFY(!cluster.anyAlive());
    // What was measured is kept.
    for (const char* name : {"simulated", "pod"}) {
      const auto file =
          readBenchmarkFile(directory.filePath(QString("state/results/%1.jsonl").arg(name)).toStdString());
      QVERIFY2(file && file->rows.size() >= 5, name);
    }
  }
};

QTEST_MAIN(TestDeaths)
#include "test_deaths.moc"
