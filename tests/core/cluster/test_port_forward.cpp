#include "core/cluster/port_forward.h"
#include "core/cluster/tunnel_output.h"
#include "core/endpoint/http_call.h"
#include "tests/support/fake_cluster.h"
#include "tests/support/small_http_server.h"

#include <QtTest>

#include <atomic>
#include <cmath>
#include <map>
#include <mutex>
#include <set>
#include <thread>

using namespace headroom;
using headroom::test::FakeCluster;
using headroom::test::isAlive;
using headroom::test::SmallHttpServer;

namespace {

// Every snapshot that a tunnel told.
class Told {
 public:
  PortForward::Changed handler() {
    return [this](std::shared_ptr<const TunnelSnapshot> now) {
      const std::lock_guard lock(m_mutex);
      m_all.push_back(std::move(now));
    };
  }
  std::vector<std::shared_ptr<const TunnelSnapshot>> all() const {
    const std::lock_guard lock(m_mutex);
    return m_all;
  }
  bool saw(TunnelState state) const {
    for (const auto& now : all())
      if (now->state == state) return true;
    return false;
  }

 private:
  mutable std::mutex m_mutex;
  std::vector<std::shared_ptr<const TunnelSnapshot>> m_all;
};

const TunnelTarget kTarget{
    .context = "prod", .namespaceName = "inference", .object = "pod/llama-0", .remotePort = 8000};

TunnelOptions quick(const FakeCluster& cluster) {
  TunnelOptions options;
  options.kubectl = FAKE_KUBECTL;
  options.kubeconfig = cluster.path("config");
  options.probeSeconds = 0.05;
  options.failedProbeSeconds = 0.02;
  options.probeTimeoutSeconds = 0.3;
  options.backOffSeconds = {0.01, 0.02, 0.05};
  options.graceSeconds = 0.2;
  options.measureOverhead = false;
  return options;
}

}  // namespace

class TestPortForward : public QObject {
  Q_OBJECT

  static int get(const std::string& url) {
    Endpoint endpoint;
    endpoint.baseUrl = url;
    const auto answer = httpCall(endpoint, "GET", "/v1/models", "", 5, {});
    return answer ? answer->status : -1;
  }

 private slots:
  void carriesRequests() {
    const FakeCluster cluster;
    const SmallHttpServer server;
    cluster.put("backend", std::to_string(server.port()));
    Told told;
    auto tunnel = PortForward::start(kTarget, quick(cluster), told.handler());
    QVERIFY(tunnel.ok());
    const auto url = (*tunnel)->waitReady(20);
    QVERIFY2(url.ok(), url ? "" : url.error().text().c_str());
    QCOMPARE(get(*url), 200);
    const auto now = (*tunnel)->snapshot();
    QCOMPARE(now->url, *url);
    QVERIFY(isAlive(now->pid));
    QVERIFY(now->words(Clock::now()).starts_with("ready at http://127.0.0.1:"));
    QTRY_VERIFY((*tunnel)->snapshot()->lastAnswer.has_value());
    QCOMPARE((*tunnel)->snapshot()->lastAnswer->words, std::string("HTTP 200 at /health"));
    QTRY_VERIFY((*tunnel)->snapshot()->connections >= 2);
    const std::string call = cluster.calls().front();
    QVERIFY2(
        call.ends_with(" --context prod -n inference port-forward pod/llama-0 :8000 --address 127.0.0.1"),
        call.c_str());

    const pid_t pid = now->pid;
    (*tunnel)->stop();
    QVERIFY(!isAlive(pid));
    QCOMPARE((*tunnel)->snapshot()->state, TunnelState::stopped);
    QVERIFY((*tunnel)->snapshot()->url.empty());
    // Told in order, without gaps.
    std::uint64_t revision = 0;
    for (const auto& snapshot : told.all()) QCOMPARE(snapshot->revision, ++revision);
  }

  void aLostConnectionStartsAnotherOnTheSamePort() {
    const FakeCluster cluster;
    const SmallHttpServer server;
    cluster.put("backend", std::to_string(server.port()));
    Told told;
    auto tunnel = *PortForward::start(kTarget, quick(cluster), told.handler());
    const auto url = tunnel->waitReady(20);
    QVERIFY(url.ok());
    const int first = tunnel->snapshot()->pid;
    cluster.put("port-forward.mode", "lost");
    QTRY_VERIFY(told.saw(TunnelState::restarting));
    cluster.put("port-forward.mode", "forward");
    QTRY_VERIFY(tunnel->snapshot()->usable() && tunnel->snapshot()->pid != first);
    // The one seen may still have met "lost"; its users need not notice the next one either.
    QTRY_COMPARE(get(*url), 200);
    QCOMPARE(*tunnel->waitReady(20), *url);
    QVERIFY(tunnel->snapshot()->restarts >= 1);
    bool said = false;
    for (const auto& now : told.all()) {
      if (now->state != TunnelState::restarting) continue;
      said = said || (now->cause && now->cause->code == ErrorCode::connectionLost &&
                      now->words(Clock::now()).find("lost connection to pod") != std::string::npos);
      QVERIFY(now->url.empty());
    }
    QVERIFY(said);
    QVERIFY(!isAlive(first));
  }

  // It runs, listens and accepts, but carries nothing: only the probe can tell.
  void aSilentDeathIsFound() {
    const FakeCluster cluster;
    const SmallHttpServer server;
    cluster.put("backend", std::to_string(server.port()));
    Told told;
    auto options = quick(cluster);
    options.probeTimeoutSeconds = 0.1;
    auto tunnel = *PortForward::start(kTarget, options, told.handler());
    QVERIFY(tunnel->waitReady(20).ok());
    QTRY_VERIFY(tunnel->snapshot()->lastAnswer.has_value());
    const int first = tunnel->snapshot()->pid;
    cluster.put("port-forward.mode", "silent");
    QTRY_VERIFY(told.saw(TunnelState::degraded));
    QTRY_VERIFY(told.saw(TunnelState::restarting));
    cluster.put("port-forward.mode", "forward");
    QTRY_VERIFY(tunnel->snapshot()->state == TunnelState::ready &&
                tunnel->snapshot()->lastAnswer.has_value() && tunnel->snapshot()->pid != first);
    QVERIFY(!isAlive(first));
    for (const auto& now : told.all()) {
      if (now->state == TunnelState::degraded)
        QVERIFY(now->failedProbes >= 1 && now->cause && !now->url.empty());
      if (now->state == TunnelState::restarting)
        QVERIFY2(now->cause->message.find("3 probes failed") != std::string::npos,
                 now->cause->message.c_str());
    }
  }

  void aShortSilenceOnlyDegrades() {
    const FakeCluster cluster;
    const SmallHttpServer server;
    cluster.put("backend", std::to_string(server.port()));
    auto options = quick(cluster);
    options.failuresToRestart = 100000;
    auto tunnel = *PortForward::start(kTarget, options);
    QVERIFY(tunnel->waitReady(20).ok());
    cluster.put("port-forward.mode", "refused");
    QTRY_COMPARE(tunnel->snapshot()->state, TunnelState::degraded);
    QVERIFY(tunnel->waitReady(0).ok());  // usable all the time
    cluster.put("port-forward.mode", "forward");
    QTRY_COMPARE(tunnel->snapshot()->state, TunnelState::ready);
    QCOMPARE(tunnel->snapshot()->failedProbes, 0);
    QVERIFY(!tunnel->snapshot()->cause);
    QCOMPARE(tunnel->snapshot()->restarts, 0);
  }

  // A server under load may not answer probes: what is being measured must not be cut off for that.
  void busyIsNotRestartedSoon() {
    const FakeCluster cluster;
    const SmallHttpServer server;
    cluster.put("backend", std::to_string(server.port()));
    auto options = quick(cluster);
    options.failuresToRestartBusy = 100000;
    auto tunnel = *PortForward::start(kTarget, options);
    QVERIFY(tunnel->waitReady(20).ok());
    tunnel->setBusy(true);
    cluster.put("port-forward.mode", "refused");
    QTRY_VERIFY(tunnel->snapshot()->failedProbes > 3 * options.failuresToRestart);
    QVERIFY(tunnel->snapshot()->busy);
    QCOMPARE(tunnel->snapshot()->restarts, 0);
    tunnel->setBusy(false);
    QTRY_VERIFY(tunnel->snapshot()->restarts > 0);
  }

  void givesUpInTheEnd() {
    const FakeCluster cluster;
    cluster.put("port-forward.mode", "fail");
    cluster.put("fail.txt",
                "error: unable to forward port because pod is not running. Current status=Pending\n");
    auto options = quick(cluster);
    options.restartsInARow = 5;
    auto tunnel = *PortForward::start(kTarget, options);
    const auto url = tunnel->waitReady(20);
    QVERIFY(!url.ok());
    QVERIFY2(url.error().message.find("Current status=Pending") != std::string::npos,
             url.error().text().c_str());
    QCOMPARE(tunnel->snapshot()->state, TunnelState::failed);
    QCOMPARE(tunnel->snapshot()->restarts, 5);
    QCOMPARE(cluster.calls().size(), std::size_t{6});
    QVERIFY(tunnel->snapshot()->words(Clock::now()).starts_with("failed: "));

    // retry() begins again.
    const SmallHttpServer server;
    cluster.put("backend", std::to_string(server.port()));
    cluster.put("port-forward.mode", "forward");
    tunnel->retry();
    QTRY_COMPARE(tunnel->snapshot()->state, TunnelState::ready);
  }

  void thePausesAreThoseOfTheSchedule() {
    TunnelOptions options;
    for (const auto& [restart, seconds] :
         std::map<int, double>{{0, 0.5}, {1, 1}, {2, 2}, {5, 15}, {6, 30}, {7, 30}, {1000, 30}})
      QCOMPARE(options.pauseBefore(restart), seconds);
    options.backOffSeconds.clear();
    QCOMPARE(options.pauseBefore(3), 0.0);

    // One that breaks soon after it was ready goes on in the schedule; one that stood long begins anew.
    for (const bool stable : {false, true}) {
      const FakeCluster cluster;
      auto breaking = quick(cluster);
      breaking.probe = {};
      breaking.backOffSeconds = {0.01, 3600};
      breaking.stableSeconds = stable ? 0 : 3600;
      auto tunnel = *PortForward::start(kTarget, breaking);
      for (int i = 0; i < 3; ++i) {
        QTRY_VERIFY(tunnel->snapshot()->usable() ||
                    tunnel->snapshot()->nextStart > Clock::now() + std::chrono::minutes(50));
        if (!tunnel->snapshot()->usable()) break;
        const pid_t pid = tunnel->snapshot()->pid;
        QCOMPARE(::kill(pid, SIGKILL), 0);
        QTRY_VERIFY(tunnel->snapshot()->pid != pid);
      }
      QTRY_COMPARE(tunnel->snapshot()->restarts, stable ? 3 : 1);
      if (!stable) QVERIFY(tunnel->snapshot()->words(Clock::now()).starts_with("restarting in 3"));
    }
  }

  void whatTryingAgainCannotMendFailsAtOnce_data() {
    QTest::addColumn<QByteArray>("words");
    QTest::addColumn<int>("code");
    QTest::newRow("no such pod") << QByteArray("Error from server (NotFound): pods \"llama-0\" not found\n")
                                 << int(ErrorCode::notFound);
    QTest::newRow("not logged in") << QByteArray(
                                          "error: You must be logged in to the server (Unauthorized)\n")
                                   << int(ErrorCode::unauthenticated);
    QTest::newRow("forbidden") << QByteArray(
                                      "Error from server (Forbidden): pods \"llama-0\" is forbidden: User "
                                      "\"x\" cannot create resource "
                                      "\"pods/portforward\"\n")
                               << int(ErrorCode::permissionDenied);
  }
  void whatTryingAgainCannotMendFailsAtOnce() {
    QFETCH(QByteArray, words);
    QFETCH(int, code);
    const FakeCluster cluster;
    cluster.put("port-forward.mode", "fail");
    cluster.put("fail.txt", words.toStdString());
    auto tunnel = *PortForward::start(kTarget, quick(cluster));
    const auto url = tunnel->waitReady(20);
    QVERIFY(!url.ok());
    QCOMPARE(int(url.error().code), code);
    QVERIFY(!url.error().hint.empty());
    QVERIFY(url.error().message.find("pod/llama-0 in namespace inference") != std::string::npos);
    QCOMPARE(tunnel->snapshot()->restarts, 0);
  }

  void kubectlMissing() {
    const FakeCluster cluster;
    auto options = quick(cluster);
    options.kubectl = "/no/such/kubectl";
    auto tunnel = *PortForward::start(kTarget, options);
    const auto url = tunnel->waitReady(20);
    QCOMPARE(url.error().code, ErrorCode::notFound);
    QVERIFY(url.error().hint.find("install kubectl") != std::string::npos);
  }

  void neverReadyIsRestarted() {
    const FakeCluster cluster;
    cluster.put("port-forward.mode", "plugin");  // such as a login that waits for a browser
    auto options = quick(cluster);
    options.readyTimeoutSeconds = 0.2;
    options.restartsInARow = 1;
    auto tunnel = *PortForward::start(kTarget, options);
    const auto url = tunnel->waitReady(20);
    QCOMPARE(url.error().code, ErrorCode::timeout);
    QVERIFY(url.error().hint.find("login") != std::string::npos);
    QCOMPARE(cluster.calls().size(), std::size_t{2});
    QTRY_VERIFY(!cluster.anyAlive());
  }

  void aPortTakenMeanwhileIsReplaced() {
    const FakeCluster cluster;
    const SmallHttpServer server, thief;
    cluster.put("backend", std::to_string(server.port()));
    auto options = quick(cluster);
    options.localPort = thief.port();
    options.restartsInARow = 1;
    auto stubborn = *PortForward::start(kTarget, options);
    const auto refused = stubborn->waitReady(20);  // a port that was asked for is not exchanged
    QCOMPARE(refused.error().code, ErrorCode::conflict);

    // One that kubectl picked may change: it is lost here while the tunnel is down.
    auto tunnel = *PortForward::start(kTarget, quick(cluster));
    QVERIFY(tunnel->waitReady(20).ok());
    const int before = tunnel->snapshot()->localPort;
    cluster.put("port-forward.mode", "hang");
    QCOMPARE(::kill(tunnel->snapshot()->pid, SIGKILL), 0);
    QTRY_VERIFY(tunnel->snapshot()->restarts >= 1);
    const int taken = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int one = 1;
    ::setsockopt(taken, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(before));
    QCOMPARE(::bind(taken, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    QCOMPARE(::listen(taken, 1), 0);
    cluster.put("port-forward.mode", "forward");
    QTRY_VERIFY(tunnel->snapshot()->pid > 0);
    (void)::kill(tunnel->snapshot()->pid, SIGKILL);
    QTRY_COMPARE(tunnel->snapshot()->state, TunnelState::ready);
    QVERIFY(tunnel->snapshot()->localPort != before);
    ::close(taken);
  }

  void wrongTargetsAreRefused() {
    for (const char* object :
         {"llama-0", "deploy/llama", "pod/", "pod/--all", "svc/Big", "pod/a b", "pod/a/b", ""}) {
      const auto tunnel =
          PortForward::start({.context = {}, .namespaceName = {}, .object = object, .remotePort = 8000});
      QVERIFY2(!tunnel.ok() && tunnel.error().code == ErrorCode::invalidArgument, object);
    }
    TunnelTarget target = kTarget;
    for (const int port : {0, -1, 65536}) {
      target.remotePort = port;
      QVERIFY(!PortForward::start(target).ok());
    }
    target = kTarget;
    target.namespaceName = "-x";
    QVERIFY(!PortForward::start(target).ok());
  }

  void stopsInTimeWhateverItDoes_data() {
    QTest::addColumn<QByteArray>("mode");
    for (const char* mode : {"forward", "silent", "deaf", "hang", "plugin", "fail"})
      QTest::newRow(mode) << QByteArray(mode);
  }
  void stopsInTimeWhateverItDoes() {
    QFETCH(QByteArray, mode);
    const FakeCluster cluster;
    cluster.put("port-forward.mode", mode.toStdString());
    auto options = quick(cluster);
    options.probeTimeoutSeconds = 3600;
    options.backOffSeconds = {3600};
    auto tunnel = *PortForward::start(kTarget, options);
    QTRY_VERIFY(!cluster.calls().empty());
    if (mode == "plugin") QTRY_VERIFY(!cluster.text("plugin").empty());
    if (mode == "silent") QTRY_VERIFY(tunnel->snapshot()->connections > 0);  // a probe hangs in it
    if (mode == "fail") QTRY_COMPARE(tunnel->snapshot()->state, TunnelState::restarting);
    // No hour is waited out: the time-out of the test would strike.
    tunnel->stop();
    QTRY_VERIFY(!cluster.anyAlive());
    QCOMPARE(tunnel->snapshot()->state, TunnelState::stopped);
    QCOMPARE(tunnel->waitReady(3600).error().code, ErrorCode::cancelled);
  }

  void stopMayBeAskedFromTheHandlerAndFromManyThreads() {
    const FakeCluster cluster;
    const SmallHttpServer server;
    cluster.put("backend", std::to_string(server.port()));
    std::unique_ptr<PortForward> tunnel;
    std::atomic<PortForward*> shared = nullptr;
    tunnel = *PortForward::start(kTarget, quick(cluster), [&](std::shared_ptr<const TunnelSnapshot> now) {
      if (PortForward* const it = shared) {
        (void)it->snapshot();
        (void)it->log();
        it->setBusy(now->revision % 2 == 0);
        it->measureOverhead();
        if (now->lastAnswer) it->requestStop();
      }
    });
    shared = tunnel.get();
    QTRY_COMPARE(tunnel->snapshot()->state, TunnelState::stopped);
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) threads.emplace_back([&] { tunnel->stop(); });
    threads.clear();
    QVERIFY(!cluster.anyAlive());
  }

  void waitReadyCanBeStopped() {
    const FakeCluster cluster;
    cluster.put("port-forward.mode", "hang");
    auto tunnel = *PortForward::start(kTarget, quick(cluster));
    std::stop_source source;
    std::jthread asker([&] {
      while (cluster.calls().empty()) std::this_thread::yield();
      source.request_stop();
    });
    QCOMPARE(tunnel->waitReady(3600, source.get_token()).error().code, ErrorCode::cancelled);
    QCOMPARE(tunnel->waitReady(0.01).error().code, ErrorCode::timeout);
  }

  void theLogIsBoundedAndTellsWhatHappened() {
    const FakeCluster cluster;
    cluster.put("port-forward.mode", "fail");
    cluster.put("fail.txt", "a warning with token=s3cr3tvalue\nerror: something passing\n");
    auto options = quick(cluster);
    options.backOffSeconds = {0};
    options.restartsInARow = 10;
    options.logLines = 7;
    auto tunnel = *PortForward::start(kTarget, options);
    QVERIFY(!tunnel->waitReady(20).ok());
    const auto log = tunnel->log();
    QCOMPARE(log.size(), std::size_t{7});
    bool command = false, words = false;
    for (const auto& line : log) {
      QVERIFY(line.text.find("s3cr3tvalue") == std::string::npos);
      command = command ||
                (!line.fromKubectl && line.text.find("port-forward pod/llama-0 :8000") != std::string::npos);
      words = words || (line.fromKubectl && line.text == "error: something passing");
    }
    QVERIFY(command && words);
  }

  void overheadIsMeasuredAgainstTheDirectWay() {
    const FakeCluster cluster;
    const SmallHttpServer server;
    cluster.put("backend", std::to_string(server.port()));
    cluster.put("delay", "20");
    auto options = quick(cluster);
    options.probeTimeoutSeconds = 3;
    options.measureOverhead = true;
    options.overhead.samples = 5;
    options.overhead.directUrl = "http://127.0.0.1:" + std::to_string(server.port());
    options.overhead.apiServerUrl = options.overhead.directUrl;
    auto tunnel = *PortForward::start(kTarget, options);
    QTRY_VERIFY_WITH_TIMEOUT(tunnel->snapshot()->overhead.has_value(), 20000);
    const TunnelOverhead overhead = *tunnel->snapshot()->overhead;
    QCOMPARE(overhead.samples, 5);
    QVERIFY(overhead.directSeconds.has_value() && overhead.apiServerSeconds.has_value());
    // What was put in comes out: never less than the delay of each answer.
    QVERIFY(overhead.throughSeconds >= 0.020);
    QVERIFY(overhead.slowestSeconds >= overhead.throughSeconds);
    QVERIFY(std::abs(overhead.addedSeconds() - (overhead.throughSeconds - *overhead.directSeconds)) < 1e-12);
    QVERIFY(overhead.words().find("the tunnel adds") != std::string::npos);
    // Again when asked.
    const int before = server.requests();
    tunnel->measureOverhead();
    QTRY_VERIFY(server.requests() > before + 10);
  }

  void overheadSaysWhatItCouldCompareWith() {
    TunnelOverhead overhead{.samples = 15, .throughSeconds = 0.030, .slowestSeconds = 0.050};
    QCOMPARE(overhead.addedSeconds(), 0.030);
    QCOMPARE(overhead.words(), std::string("median of 15 requests through the tunnel 30 ms: the tunnel adds "
                                           "at most that, the network and the "
                                           "server's own time to answer included"));
    overhead.apiServerSeconds = 0.010;
    QVERIFY(std::abs(overhead.addedSeconds() - 0.020) < 1e-12);
    overhead.directSeconds = 0.040;
    QCOMPARE(overhead.addedSeconds(), 0.0);
  }

  void probesOfRedisNeedAnAnswer() {
    const SmallHttpServer http;
    QCOMPARE(redisTunnelProbe()(1, 1, {}).error().code, ErrorCode::unreachable);
    std::stop_source source;
    source.request_stop();
    QVERIFY(!redisTunnelProbe()(http.port(), 1, source.get_token()).ok());
    QCOMPARE(redisTunnelProbe()(http.port(), 0.05, {}).error().code, ErrorCode::timeout);
    const FakeCluster folder;
    // A port that was free a moment ago.
    const int port = [] { return SmallHttpServer().port(); }();
    const auto redis = ChildProcess::start({"redis-server",
                                            {"--port", std::to_string(port), "--bind", "127.0.0.1", "--save",
                                             "", "--dir", folder.path(""), "--requirepass", "x"}});
    QVERIFY2(redis.ok(), "redis-server is needed");
    QTRY_VERIFY(redisTunnelProbe()(port, 1, {}).ok());
    QCOMPARE(redisTunnelProbe()(port, 1, {})->words, std::string("Redis answers -NOAUTH"));
  }

  void readsKubectlsLines() {
    QCOMPARE(forwardedPort("Forwarding from 127.0.0.1:40123 -> 8000"), std::optional(40123));
    for (const char* line : {"Forwarding from [::1]:40123 -> 8000", "Forwarding from 127.0.0.1:0 -> 8000",
                             "Forwarding from 127.0.0.1:99999 -> 1", "Forwarding from 127.0.0.1:40123",
                             "Forwarding from 127.0.0.1: -> 8", "Handling connection for 40123", ""})
      QVERIFY2(!forwardedPort(line), line);
    LineSplitter splitter;
    std::vector<std::string> lines;
    for (const char c : std::string("one\r\ntwo\n\nthree")) splitter.add({&c, 1}, lines);
    splitter.finish(lines);
    QCOMPARE(lines, (std::vector<std::string>{"one", "two", "three"}));
    lines.clear();
    splitter.add(std::string(100000, 'x') + "\ny\n", lines);
    QCOMPARE(lines.size(), std::size_t{2});
    QCOMPARE(lines[0].size(), std::size_t{4096});
  }

  // Return, exception, crash and kill -9 of a program that holds a tunnel.
  void noTunnelIsLeftBehind_data() {
    QTest::addColumn<QString>("how");
    for (const char* how : {"return", "exit", "throw", "abort", "wait"}) QTest::newRow(how) << how;
  }
  void noTunnelIsLeftBehind() {
    QFETCH(QString, how);
    const FakeCluster cluster;
    const SmallHttpServer server;
    cluster.put("backend", std::to_string(server.port()));
    cluster.put("port-forward.mode", "deaf");
    // Not by QProcess: it forks in a way after which ThreadSanitizer is blind.
    auto parent = ChildProcess::start(
        {DOOMED_PARENT, {how.toStdString(), "tunnel", FAKE_KUBECTL, cluster.path("config")}});
    QVERIFY(parent.ok());
    std::string said;
    const auto sink = [&said](ChildProcess::Stream, std::string_view bytes) { said += bytes; };
    const Instant deadline = Clock::now() + std::chrono::seconds(20);
    while (said.find('\n') == std::string::npos &&
           parent->wait(deadline, {}, sink) == ChildProcess::Wait::output) {
    }
    QVERIFY2(said.starts_with("up "), said.c_str());
    const pid_t child = std::stoi(said.substr(3));
    if (how == "wait") {
      QVERIFY(isAlive(child));
      QCOMPARE(::kill(parent->pid(), SIGKILL), 0);
    }
    while (parent->wait(deadline, {}, sink) == ChildProcess::Wait::output) {
    }
    QVERIFY(parent->ended());
    QTRY_VERIFY(!isAlive(child));
    QTRY_VERIFY(!cluster.anyAlive());
  }
};

QTEST_GUILESS_MAIN(TestPortForward)
#include "test_port_forward.moc"
