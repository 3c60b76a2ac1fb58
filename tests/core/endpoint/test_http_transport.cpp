// The connections under load and under strain: peers that read slowly, many TLS streams at once, connections
// that libcurl closes, bytes that nobody asked for.
#include "core/endpoint/connection.h"
#include "tests/core/endpoint/ask.h"
#include "tests/support/certificates.h"

#include <nlohmann/json.hpp>

#include <atomic>
#include <condition_variable>

using namespace headroom;
using namespace headroom::test;

namespace {

// Shut until somebody opens it.
class Gate {
 public:
  void open() {
    {
      const std::lock_guard lock(m_mutex);
      m_isOpen = true;
    }
    m_changed.notify_all();
  }
  void wait() {
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_isOpen; });
  }

 private:
  std::mutex m_mutex;
  std::condition_variable m_changed;
  bool m_isOpen = false;
};

constexpr auto soon = std::chrono::milliseconds(10);

// Runs the backend until `condition`, for a minute at most.
template <typename Condition>
bool runUntil(HttpBackend& backend, Condition condition) {
  const Instant end = backend.now() + std::chrono::minutes(1);
  while (!condition() && backend.now() < end) backend.run(backend.now() + soon, {});
  return condition();
}

// Waits without running the backend, for a minute at most.
template <typename Condition>
bool waitUntil(Condition condition) {
  const Instant end = Clock::now() + std::chrono::minutes(1);
  while (!condition() && Clock::now() < end) std::this_thread::yield();
  return condition();
}

GenerationRequest longRequest(std::size_t bytes) {
  GenerationRequest request = requestFor(3);
  request.prompt = std::string(bytes, 'x');
  return request;
}

}  // namespace

class TestHttpTransport : public QObject {
  Q_OBJECT

  QTemporaryDir m_directory;
  Certificate m_certificate;

  static void plainAndTls() {
    QTest::addColumn<bool>("tls");
    QTest::newRow("plain") << false;
    QTest::newRow("TLS") << true;
  }
  std::unique_ptr<LoopbackServer> serverOf(bool tls, LoopbackServer::Handler handler) const {
    return tls ? std::make_unique<LoopbackServer>(std::move(handler), m_certificate.certificateFile,
                                                  m_certificate.keyFile)
               : std::make_unique<LoopbackServer>(std::move(handler));
  }
  std::unique_ptr<HttpBackend> backendFor(const LoopbackServer& server,
                                          Timeouts timeouts = {60, 60, 60}) const {
    Endpoint endpoint = endpointOf(server.url());
    endpoint.caFile = m_certificate.certificateFile;
    return backendOf(endpoint, timeouts);
  }

 private slots:
  void initTestCase() { m_certificate = makeCertificate(m_directory.filePath("ours").toStdString()); }

  void aServerThatReadsSlowlyHoldsUpNobodyElse_data() { plainAndTls(); }
  // It reads nothing of a long prompt while ten short requests come and go beside it, then all of it.
  void aServerThatReadsSlowlyHoldsUpNobodyElse() {
    QFETCH(bool, tls);
    Gate gate;
    const auto server = serverOf(tls, streaming(threeTokens));
    const auto ending = qScopeGuard([&] { gate.open(); });
    server->readSlowly([&](int connection) {
      if (connection == 0) gate.wait();
    });
    const auto backend = backendFor(*server);
    constexpr std::size_t length = 8'000'000;
    std::optional<GenerationOutcome> slow;
    backend->submit(1, backend->now(), longRequest(length),
                    [&](GenerationOutcome&& outcome) { slow = std::move(outcome); });
    QVERIFY(runUntil(*backend, [&] { return server->connections() == 1; }));
    for (int i = 0; i < 10; ++i) {
      std::optional<GenerationOutcome> quick;
      backend->submit(2, backend->now(), requestFor(3),
                      [&](GenerationOutcome&& outcome) { quick = std::move(outcome); });
      QVERIFY(runUntil(*backend, [&] { return quick.has_value(); }));
      VERIFY_FINE(*quick);
    }
    QVERIFY(!slow);
    QCOMPARE(backend->connectionsMade(), std::size_t{2});
    gate.open();
    QVERIFY(runUntil(*backend, [&] { return slow.has_value(); }));
    VERIFY_FINE(*slow);
    QCOMPARE(nlohmann::json::parse(server->requests().back().body)["prompt"].get<std::string>(),
             std::string(length, 'x'));
    // The connection is as good as before.
    VERIFY_FINE(ask(*backend));
    QCOMPARE(backend->connectionsMade(), std::size_t{2});
  }

  void aRequestThatIsNeverReadTimesOut_data() { plainAndTls(); }
  void aRequestThatIsNeverReadTimesOut() {
    QFETCH(bool, tls);
    Gate gate;
    const auto server = serverOf(tls, streaming(threeTokens));
    const auto ending = qScopeGuard([&] { gate.open(); });
    server->readSlowly([&](int) { gate.wait(); });
    const auto backend = backendFor(*server, {60, 0.3, 60});
    const GenerationOutcome outcome = ask(*backend, longRequest(8'000'000));
    COMPARE_FAILURE(outcome, FailureKind::firstTokenTimeout);
    QVERIFY(outcome.finished - outcome.sent < std::chrono::seconds(30));
  }

  void aRefusalBeforeAllWasReadIsHeard_data() { plainAndTls(); }
  // A server that says no to a long request and closes without reading the rest.
  void aRefusalBeforeAllWasReadIsHeard() {
    QFETCH(bool, tls);
    const auto server = serverOf(tls, [](const LoopbackRequest&, LoopbackPeer& peer) {
      peer.send(answer("413 Content Too Large", "application/json", q("{'error':{'message':'too much'}}")));
      peer.close();
    });
    server->leaveBodiesUnread();
    const auto backend = backendFor(*server);
    const GenerationOutcome outcome = ask(*backend, longRequest(8'000'000));
    COMPARE_FAILURE(outcome, FailureKind::httpStatus);
    QCOMPARE(outcome.httpStatus, 413);
    QCOMPARE(outcome.message, std::string("too much"));
    QCOMPARE(server->connections(), 1);
  }

  void whenWeReadSlowlyNothingIsLost_data() { plainAndTls(); }
  // The server is far ahead in a long stream before we read at all.
  void whenWeReadSlowlyNothingIsLost() {
    QFETCH(bool, tls);
    constexpr int tokens = 30'000;
    const std::string event = textEvent("a");
    std::atomic<int> sent = 0;
    const auto server = serverOf(tls, [&](const LoopbackRequest&, LoopbackPeer& peer) {
      peer.send(streamHead);
      for (; sent < tokens; ++sent) peer.sendChunk(event);
      peer.sendChunk(doneEvent);
      peer.sendChunk("");
    });
    const auto backend = backendFor(*server);
    std::optional<GenerationOutcome> outcome;
    backend->submit(1, backend->now(), requestFor(tokens),
                    [&](GenerationOutcome&& result) { outcome = std::move(result); });
    QVERIFY(runUntil(*backend, [&] { return !server->requests().empty(); }));
    QVERIFY(waitUntil([&] { return sent >= 500; }));
    QVERIFY(runUntil(*backend, [&] { return outcome.has_value(); }));
    VERIFY_FINE(*outcome);
    QCOMPARE(outcome->contentChunks, tokens);
  }

  // More than one multi handle of libcurl's has room for, all in flight together, twice over the same
  // connections.
  void manyTlsStreamsAtOnce() {
    constexpr int streams = 300;
    std::array<Gate, 2> allAreHere;
    std::array<std::atomic<int>, 2> here{};
    const auto server = serverOf(true, [&](const LoopbackRequest& request, LoopbackPeer& peer) {
      const std::size_t round = request.body.find("second") == std::string::npos ? 0 : 1;
      peer.send(streamHead);
      peer.sendChunk(textEvent("a"));
      if (++here[round] == streams) allAreHere[round].open();
      allAreHere[round].wait();
      for (int i = 0; i < 5; ++i) peer.sendChunk(textEvent("b"));
      peer.sendChunk(lastEvent + usageEvent + doneEvent);
      peer.sendChunk("");
    });
    const auto ending = qScopeGuard([&] {
      for (Gate& gate : allAreHere) gate.open();
    });
    const auto backend = backendFor(*server, {300, 300, 300});
    for (const char* prompt : {"first", "second"}) {
      int fine = 0, finished = 0;
      std::string failure;
      for (int i = 0; i < streams; ++i) {
        GenerationRequest request = requestFor(6);
        request.prompt = prompt;
        backend->submit(0, backend->now(), std::move(request), [&](GenerationOutcome&& outcome) {
          ++finished;
          if (outcome.failed())
            failure = said(outcome);
          else if (outcome.contentChunks == 6)
            ++fine;
        });
      }
      while (backend->inFlight() > 0) backend->run(backend->now() + std::chrono::seconds(1), {});
      QVERIFY2(failure.empty(), failure.c_str());
      QCOMPARE(finished, streams);
      QCOMPARE(fine, streams);
    }
    QCOMPARE(backend->connectionsMade(), std::size_t{streams});
  }

  // While libcurl makes a connection it looks at the others, at most once a second, and closes those that it
  // finds dead. The end of one that carries a stream is told there and then, not at its time-out.
  void aTlsStreamThatEndsAsAnotherBeginsIsToldAtOnce() {
    Gate mayClose;
    std::atomic<bool> closed = false;
    const auto server = serverOf(true, [&](const LoopbackRequest& request, LoopbackPeer& peer) {
      if (request.connection != 0) return sendStream(peer, threeTokens);
      peer.send(streamHead);
      peer.sendChunk(textEvent("a"));
      mayClose.wait();
      peer.close();
      closed = true;
    });
    const auto ending = qScopeGuard([&] { mayClose.open(); });
    const auto backend = backendFor(*server, {600, 600, 600});
    std::optional<GenerationOutcome> broken, quick;
    backend->submit(1, backend->now(), requestFor(3),
                    [&](GenerationOutcome&& outcome) { broken = std::move(outcome); });
    backend->run(backend->now() + std::chrono::milliseconds(1100), {});  // libcurl looks again after a second
    QVERIFY(runUntil(*backend, [&] { return !server->requests().empty(); }));
    backend->run(backend->now() + std::chrono::milliseconds(100), {});  // the first token has come
    QVERIFY(!broken);
    mayClose.open();
    QVERIFY(waitUntil([&] { return closed.load(); }));
    // submit() makes a connection before the loop has seen the end of the first.
    backend->submit(2, backend->now(), requestFor(3),
                    [&](GenerationOutcome&& outcome) { quick = std::move(outcome); });
    QVERIFY(runUntil(*backend, [&] { return broken && quick; }));
    COMPARE_FAILURE(*broken, FailureKind::earlyEnd);
    QCOMPARE(broken->contentChunks, 1);
    VERIFY_FINE(*quick);
    VERIFY_FINE(ask(*backend));
    QCOMPARE(backend->connectionsMade(), std::size_t{2});
  }

  // What libcurl would do, done by hand: its user hears of it once, from outside of libcurl's own call.
  void aConnectionThatIsClosedUnderUsIsTold() {
    struct User : ConnectionUser {
      void onConnected() override {}
      void onHead(int, std::string_view, std::string_view) override {}
      bool onBody(std::string_view, Instant) override { return true; }
      void onEnd(FailureKind network, std::string words) override {
        ends.push_back(std::string(name(network)) + ": " + words);
      }
      std::vector<std::string> ends;
    };
    const auto loop = std::move(*CurlLoop::create());
    for (const bool answering : {false, true}) {
      std::array<int, 2> pair{};
      QCOMPARE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, pair.data()), 0);
      Connection::Shared shared{.loop = *loop};
      Connection connection(shared);
      User user;
      connection.open(pair[0]);
      connection.begin(user);
      connection.send("GET / HTTP/1.1\r\n\r\n", "");
      if (answering) {
        QVERIFY(::write(pair[1], streamHead.data(), streamHead.size()) > 0);
        connection.onReady(EPOLLIN);
      }
      loop->forget(pair[0]);
      ::close(pair[0]);
      connection.onClosed();
      QVERIFY(user.ends.empty());
      QCOMPARE(shared.lost.size(), std::size_t{1});
      for (int i = 0; i < 2; ++i) connection.meetLoss();
      QCOMPARE(user.ends.size(), std::size_t{1});
      QVERIFY2(user.ends[0].starts_with(answering ? "earlyEnd" : "reset"), user.ends[0].c_str());
      QVERIFY(!connection.isReusable());
      ::close(pair[1]);
    }
  }

  void whatCameBeforeTheRequestIsNoAnswer_data() {
    QTest::addColumn<std::string>("bytes");
    QTest::newRow("a whole answer") << answer("200 OK", "application/json", q("{'error':'stale'}"));
    QTest::newRow("part of one") << std::string("HTTP/1.1 200 OK\r\n");
    QTest::newRow("garbage") << std::string("x");
  }
  // Right after its answer a broken server sends more: the next request goes out at once, on another
  // connection.
  void whatCameBeforeTheRequestIsNoAnswer() {
    QFETCH(std::string, bytes);
    constexpr int rounds = 20;
    std::atomic<int> answered = 0, sentMore = 0;
    std::atomic<bool> over = false;
    const LoopbackServer server([&](const LoopbackRequest&, LoopbackPeer& peer) {
      const int before = answered;
      sendStream(peer, threeTokens);
      while (answered == before && !over) std::this_thread::yield();  // the client has taken the answer
      peer.send(bytes);
      ++sentMore;
    });
    const auto ending = qScopeGuard([&] { over = true; });
    const auto backend = backendOf(endpointOf(server.url()));
    for (int i = 0; i < rounds; ++i) {
      const GenerationOutcome outcome = ask(*backend);
      ++answered;
      VERIFY_FINE(outcome);
      QCOMPARE(outcome.contentChunks, 3);
      while (sentMore <= i) std::this_thread::yield();
    }
    QCOMPARE(server.connections(), rounds);
  }
};

QTEST_APPLESS_MAIN(TestHttpTransport)
#include "test_http_transport.moc"
