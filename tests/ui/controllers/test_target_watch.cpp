// How targets are tested, what their port-forwards do meanwhile, and that no kubectl is left behind.
#include "core/service/simulated_endpoint.h"
#include "tests/support/fake_cluster.h"
#include "tests/support/fake_keychain.h"
#include "tests/support/qt_warnings.h"
#include "tests/support/small_http_server.h"
#include "ui/controllers/cluster_browser.h"
#include "ui/controllers/known_hardware.h"
#include "ui/controllers/target_edits.h"
#include "ui/shell/services.h"

#include <QProcess>
#include <QSignalSpy>

#include <csignal>

using namespace headroom;
using namespace headroom::ui;
using headroom::test::FakeCluster;
using headroom::test::FakeKeychain;
using headroom::test::isAlive;
using headroom::test::SmallHttpServer;

namespace {

using Kind = TargetState::Kind;

SimulatedEndpoint newServer(const std::string& apiKey = {}) {
  SimulationOptions options;
  options.gpu = *knownHardware().gpu("H100");
  options.model = *knownHardware().model("llama2-7b");
  options.apiKey = Secret(apiKey);
  auto started = SimulatedEndpoint::start(std::move(options));
  if (!started) qFatal("%s", started.error().text().c_str());
  return std::move(*started);
}

struct Fixture {
  QTemporaryDir directory;
  FakeKeychain::Store store;
  FakeCluster cluster;
  SmallHttpServer pod;  // what a port-forward leads to, unless the test says otherwise
  Services services{{directory.filePath("settings.ini"), directory.filePath("state")},
                    std::make_unique<FakeKeychain>(store)};

  Fixture() {
    services.settings.setValue("kubectl/program", FAKE_KUBECTL);
    services.settings.setValue("kubectl/kubeconfig", QString::fromStdString(cluster.path("config")));
    services.tunnels.setOptions([](TunnelOptions& options) {
      options.probeSeconds = 0.05;
      options.failedProbeSeconds = 0.02;
      options.backOffSeconds = {0.01, 0.02, 0.05};
      options.graceSeconds = 0.2;
    });
    for (const char* name :
         {"config.json", "namespaces.json", "pods.json", "services.json", "deployments.json", "nodes.json"})
      cluster.put(name, *readFile(std::string(HEADROOM_TEST_DATA) + "/cluster/" + name));
    cluster.put("backend", std::to_string(pod.port()));
  }
  TargetWatch& watch() { return services.targetWatch; }
  void add(const std::string& name, Reach reach) {
    Target target;
    target.name = name;
    target.nameSpace = "inference";
    target.reach = std::move(reach);
    addTargets(services.session, {target});
  }
  void addPod() { add("pod", ByPod{"prod", "llama-0", 8000}); }
  const Target& target(const char* name) { return *findTarget(services.session.workspace(), name); }
  TargetTest test(const char* name) { return watch().testOf(target(name)); }
  TargetState state(const char* name) const { return services.targetStates.of(name); }
  std::shared_ptr<const TunnelSnapshot> tunnel() {
    return services.tunnels.snapshot(*placeOf(target("pod")));
  }
  bool forwards() const {
    for (const std::string& call : cluster.calls())
      if (call.find("port-forward") != std::string::npos && isAlive(static_cast<pid_t>(std::stol(call))))
        return true;
    return false;
  }
};

}  // namespace

class TestTargetWatch : public headroom::test::WidgetTest {
  Q_OBJECT

 private slots:
  void aServerThatAnswers() {
    Fixture f;
    const SimulatedEndpoint server = newServer();
    f.add("a", ByUrl{server.url(), {}});
    QCOMPARE(f.state("a").kind, Kind::unknown);
    QCOMPARE(f.watch().summary().untried, 1);
    f.watch().test("a");
    QCOMPARE(f.state("a").kind, Kind::busy);
    QTRY_VERIFY_WITH_TIMEOUT(f.test("a").report, 30000);
    QVERIFY(f.test("a").report->canBenchmark());
    QCOMPARE(f.test("a").report->model, std::string("llama2-7b"));
    QVERIFY(f.test("a").when.isValid());
    QCOMPARE(f.state("a").kind, Kind::good);
    QVERIFY(f.state("a").text.contains("ms") || f.state("a").text.contains("µs"));
    QCOMPARE(f.watch().summary().answer, 1);
    // Another name is the same server; another URL is not; undo brings the test back.
    QVERIFY(renameTarget(f.services.session, "a", "b").ok());
    QCOMPARE(f.state("b").kind, Kind::good);
    changeTarget(f.services.session, "b", "Other", [](Target& t) {
      t.reach = ByUrl{"http://127.0.0.1:1", {}};
    });
    QCOMPARE(f.state("b").kind, Kind::unknown);
    f.services.session.undoStack()->undo();
    QCOMPARE(f.state("b").kind, Kind::good);
  }

  void aServerThatIsNotThere() {
    Fixture f;
    f.add("a", ByUrl{"http://127.0.0.1:1", {}});
    f.add("b", ByUrl{});
    f.watch().testAll();
    QVERIFY(f.test("a").running && !f.test("b").running);  // nothing says where b is
    f.watch().test("b");
    QTRY_VERIFY(f.test("a").error && f.test("b").error);
    QCOMPARE(f.test("a").error->code, ErrorCode::unreachable);
    QVERIFY(!f.test("a").error->hint.empty());
    QCOMPARE(f.state("a").kind, Kind::failed);
    QVERIFY(!f.state("a").text.isEmpty());
    QCOMPARE(f.test("b").error->code, ErrorCode::invalidArgument);
    QCOMPARE(f.watch().summary().failed, 1);
    QCOMPARE(f.watch().summary().filesOnly, 1);
    // What it could do before is not claimed any more.
    QVERIFY(!f.test("a").report);
  }

  void theApiKeyIsSent() {
    Fixture f;
    const SimulatedEndpoint server = newServer("sesame");
    f.add("a", ByUrl{server.url(), {}});
    f.watch().test("a");
    QTRY_VERIFY_WITH_TIMEOUT(!f.test("a").running, 30000);
    QCOMPARE(f.state("a").kind, Kind::failed);
    f.services.secrets.set(Secrets::ofTarget(f.target("a")), Secret("sesame"));
    f.watch().test("a");
    QTRY_COMPARE_WITH_TIMEOUT(f.state("a").kind, Kind::good, 30000);
  }

  void simulatedOnesNeedNoTest() {
    Fixture f;
    f.add("a", Simulated{"A10", "llama2-7b"});
    f.add("b", Simulated{"A11", "llama2-7b"});
    QCOMPARE(f.state("a").kind, Kind::good);
    QCOMPARE(f.state("b").kind, Kind::failed);
    QVERIFY(!TargetWatch::refusalOf(Simulated{"A10", "llama2-7b"}));
    QVERIFY(TargetWatch::refusalOf(Simulated{"A11", "llama2-7b"})->text().find("A11") != std::string::npos);
    f.watch().test("a");
    QTRY_VERIFY_WITH_TIMEOUT(f.test("a").report, 30000);
    QVERIFY(f.test("a").report->canBenchmark());
  }

  void aPodIsReachedThroughAPortForward() {
    Fixture f;
    const SimulatedEndpoint server = newServer();
    f.cluster.put("backend", std::to_string(server.port()));
    f.addPod();
    QVERIFY(!f.tunnel());
    f.watch().test("pod");
    QVERIFY(f.tunnel());
    QCOMPARE(f.state("pod").kind, Kind::busy);
    QTRY_VERIFY_WITH_TIMEOUT(f.test("pod").report, 30000);
    QVERIFY(f.test("pod").report->canBenchmark());
    // Its overhead is measured and shown.
    QTRY_VERIFY_WITH_TIMEOUT(f.tunnel()->overhead, 30000);
    QTRY_VERIFY(f.state("pod").text.startsWith("+"));
    QCOMPARE(f.state("pod").kind, Kind::good);
    QVERIFY(!f.services.tunnels.find(*placeOf(f.target("pod")))->log().empty());

    // The pod dies: it is said, and as soon as there is one again, it is reached again.
    f.cluster.put("port-forward.mode", "fail");
    f.cluster.put("fail.txt",
                  "error: unable to forward port because pod is not running. Current status=Pending\n");
    ::kill(f.tunnel()->pid, SIGKILL);
    QTRY_COMPARE(f.state("pod").kind, Kind::busy);
    QTRY_VERIFY(f.tunnel()->cause);
    f.cluster.put("port-forward.mode", "forward");
    QTRY_COMPARE_WITH_TIMEOUT(f.state("pod").kind, Kind::good, 30000);
    QVERIFY(f.tunnel()->restarts > 0);
    // Every way to the same place is the same one.
    QCOMPARE(f.services.tunnels.open(*placeOf(f.target("pod"))),
             f.services.tunnels.find(*placeOf(f.target("pod"))));
  }

  void endsWithItsTarget_data() {
    QTest::addColumn<int>("how");
    QTest::addRow("removed") << 0;
    QTest::addRow("another pod") << 1;
    QTest::addRow("another document") << 2;
    QTest::addRow("closed") << 3;
  }
  void endsWithItsTarget() {
    QFETCH(int, how);
    Fixture f;
    f.addPod();
    const TunnelTarget place = *placeOf(f.target("pod"));
    f.services.tunnels.open(place);
    QTRY_VERIFY(f.forwards());
    Session& session = f.services.session;
    switch (how) {
      case 0: removeTarget(session, "pod"); break;
      case 1:
        changeTarget(session, "pod", "Other", [](Target& t) { t.reach = ByPod{"prod", "llama-1", 8000}; });
        break;
      case 2: session.startNew(); break;
      case 3: f.services.tunnels.close(place); break;
    }
    QVERIFY(!f.services.tunnels.snapshot(place));
    QTRY_VERIFY(!f.cluster.anyAlive());
  }

  void whoUsesItKeepsItUp() {
    Fixture f;
    const SimulatedEndpoint server = newServer();
    f.cluster.put("backend", std::to_string(server.port()));
    f.addPod();
    auto lease = f.services.endpoints.lease(f.target("pod"));
    const auto endpoint = lease->wait({});
    QVERIFY(endpoint.ok());
    lease->setBusy(true);
    QTRY_VERIFY(f.services.tunnels.find(*placeOf(f.target("pod")))->snapshot()->busy);
    removeTarget(f.services.session, "pod");
    QVERIFY(probe(*endpoint, {}, {}).ok());
    lease.reset();
    QTRY_VERIFY(!f.cluster.anyAlive());
  }

  void whatIsWrongWithKubectlIsSaid_data() {
    QTest::addColumn<QString>("program");
    QTest::addColumn<QByteArray>("words");
    QTest::addColumn<int>("code");
    QTest::addRow("not there") << "/nowhere/kubectl" << QByteArray() << int(ErrorCode::notFound);
    QTest::addRow("not logged in") << QString()
                                   << QByteArray(
                                          "error: You must be logged in to the server (Unauthorized)\n")
                                   << int(ErrorCode::unauthenticated);
    QTest::addRow("no such pod") << QString()
                                 << QByteArray("Error from server (NotFound): pods \"llama-0\" not found\n")
                                 << int(ErrorCode::notFound);
  }
  void whatIsWrongWithKubectlIsSaid() {
    QFETCH(QString, program);
    QFETCH(QByteArray, words);
    QFETCH(int, code);
    Fixture f;
    if (!program.isEmpty()) setKubectlProgram(f.services.settings, program);
    f.cluster.put("fail.txt", words.toStdString());
    f.cluster.put("port-forward.mode", "fail");
    f.cluster.put("get.mode", "fail");
    f.addPod();
    f.watch().test("pod");
    QTRY_VERIFY(f.test("pod").error);
    QCOMPARE(int(f.test("pod").error->code), code);
    QVERIFY(!f.test("pod").error->hint.empty());
    QTRY_COMPARE(f.state("pod").kind, Kind::failed);
    QCOMPARE(f.tunnel()->state, TunnelState::failed);
    // Mended, the next test finds it.
    const SimulatedEndpoint server = newServer();
    f.cluster.put("backend", std::to_string(server.port()));
    f.cluster.put("port-forward.mode", "forward");
    f.cluster.put("get.mode", "answer");
    setKubectlProgram(f.services.settings, FAKE_KUBECTL);
    f.watch().test("pod");
    QTRY_COMPARE_WITH_TIMEOUT(f.state("pod").kind, Kind::good, 30000);
  }

  void aHangingKubectlHoldsNobodyUp() {
    Fixture f;
    f.cluster.put("port-forward.mode", "hang");
    f.addPod();
    f.watch().test("pod");
    QTRY_VERIFY(f.forwards());
    QCOMPARE(f.state("pod").kind, Kind::busy);
    f.watch().cancel("pod");
    QVERIFY(!f.test("pod").running);
    QTRY_VERIFY(f.services.tasks.idle());
    removeTarget(f.services.session, "pod");
    QTRY_VERIFY(!f.cluster.anyAlive());
  }

  void noneIsLeftWhenTheServicesEnd() {
    auto f = std::make_unique<Fixture>();
    f->cluster.put("port-forward.mode", "deaf");  // ignores to be asked
    for (int i = 0; i < 4; ++i) {
      f->add("pod " + std::to_string(i), ByPod{"prod", "llama-" + std::to_string(i), 8000});
      f->watch().test(f->services.session.workspace().targets.back().name);
    }
    const auto running = [&] {
      int count = 0;
      for (const std::string& call : f->cluster.calls())
        count += call.find("port-forward") != std::string::npos;
      return count;
    };
    QTRY_COMPARE(running(), 4);
    const std::vector<pid_t> pids = f->cluster.pids();
    f.reset();
    for (const pid_t pid : pids) QVERIFY(!isAlive(pid));
  }

  void noneIsLeftWhenTheProgramIsKilled_data() {
    QTest::addColumn<int>("signal");
    QTest::addRow("kill -9") << SIGKILL;
    QTest::addRow("crash") << SIGSEGV;
    QTest::addRow("terminate") << SIGTERM;
  }
  // A program with the real window and a tested pod is killed, and its kubectl is gone too.
  void noneIsLeftWhenTheProgramIsKilled() {
    QFETCH(int, signal);
    const FakeCluster cluster;
    const SmallHttpServer pod;
    cluster.put("backend", std::to_string(pod.port()));
    QTemporaryDir directory;
    QProcess program;
    program.start(DOOMED_DESKTOP,
                  {FAKE_KUBECTL, QString::fromStdString(cluster.path("config")), directory.path()});
    QVERIFY(program.waitForStarted());
    QTRY_VERIFY_WITH_TIMEOUT(program.canReadLine(), 60000);
    const pid_t kubectl = program.readLine().trimmed().toInt();
    QVERIFY(kubectl > 0 && isAlive(kubectl));
    ::kill(static_cast<pid_t>(program.processId()), signal);
    QVERIFY(program.waitForFinished());
    QTRY_VERIFY(!isAlive(kubectl));
    QTRY_VERIFY(!cluster.anyAlive());
  }

  void theBrowserReadsTheCluster() {
    Fixture f;
    ClusterBrowser browser(f.services.tasks, f.services.settings);
    browser.readContexts();
    QVERIFY(browser.contexts().busy);
    QTRY_VERIFY(browser.contexts().value);
    QCOMPARE(browser.contexts().value->size(), std::size_t{2});
    browser.readNamespaces("prod");
    QTRY_VERIFY(browser.namespaces().value);
    browser.look("prod", "inference");
    QTRY_VERIFY(browser.found().value);
    QCOMPARE(browser.found().value->context, std::string("prod"));
    QVERIFY(!browser.found().value->proposals.empty());
    // The newest question is the one that is answered.
    f.cluster.put("fail.txt",
                  "Error from server (Forbidden): pods is forbidden: User \"u\" cannot list resource\n");
    f.cluster.put("get-pods.mode", "fail");
    browser.look("prod", "kube-system");
    QTRY_VERIFY(browser.found().error);
    QCOMPARE(browser.found().error->code, ErrorCode::permissionDenied);
    QVERIFY(!browser.found().value);
    f.cluster.put("get-pods.mode", "hang");
    browser.look("prod", "kube-system");
    browser.cancel();
    QVERIFY(!browser.found().busy);
    QTRY_VERIFY(f.services.tasks.idle());
    QTRY_VERIFY(!f.cluster.anyAlive());
  }

  void theBrowserAsksAPodForItsModels() {
    Fixture f;
    const SimulatedEndpoint server = newServer("sesame");
    f.cluster.put("backend", std::to_string(server.port()));
    ClusterBrowser browser(f.services.tasks, f.services.settings);
    const TunnelTarget place{
        .context = "prod", .namespaceName = "inference", .object = "pod/llama-0", .remotePort = 8000};
    browser.askModels(place, Secret("wrong"));
    QTRY_VERIFY_WITH_TIMEOUT(browser.models().error, 30000);
    QCOMPARE(browser.models().error->code, ErrorCode::unauthenticated);
    browser.askModels(place, Secret("sesame"));
    QTRY_VERIFY_WITH_TIMEOUT(browser.models().value, 30000);
    QCOMPARE(browser.models().value->front(), std::string("llama2-7b"));
    QTRY_VERIFY(!f.cluster.anyAlive());
  }
};

QTEST_MAIN(TestTargetWatch)
#include "test_target_watch.moc"
