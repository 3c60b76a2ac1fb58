// Every way in which a request can fail, and that each is told apart and never asked again.
#include "tests/core/endpoint/ask.h"
#include "tests/support/certificates.h"

#include <atomic>

using namespace headroom;
using namespace headroom::test;

namespace {

// A port on which nobody listens.
int freePort() {
  const LoopbackServer server([](const LoopbackRequest&, LoopbackPeer&) {});
  return server.port();
}

}  // namespace

class TestHttpFailures : public QObject {
  Q_OBJECT

 private slots:
  void aServerThatIsNotThere() {
    const auto backend = backendOf(endpointOf("http://127.0.0.1:" + std::to_string(freePort())));
    const GenerationOutcome outcome = ask(*backend);
    COMPARE_FAILURE(outcome, FailureKind::unreachable);
    QVERIFY2(outcome.message.find("refused") != std::string::npos, outcome.message.c_str());
  }

  void anUnknownHostIsToldAtOnce() {
    const auto backend = HttpBackend::create(endpointOf("http://no-such-host.invalid:8010"));
    QVERIFY(!backend.ok());
    QCOMPARE(backend.error().code, ErrorCode::unreachable);
    QVERIFY(backend.error().message.find("no-such-host.invalid") != std::string::npos);
  }

  void wrongOptionsAreRefused() {
    QCOMPARE(HttpBackend::create(endpointOf("http://127.0.0.1/v1/completions")).error().code,
             ErrorCode::invalidArgument);
    Endpoint nameless = endpointOf("http://127.0.0.1:1");
    nameless.model.clear();
    QCOMPARE(HttpBackend::create(nameless).error().code, ErrorCode::invalidArgument);
    for (const double wrong : {0.0, -1.0, std::nan("")})
      QCOMPARE(HttpBackend::create(endpointOf("http://127.0.0.1:1"), {wrong, 1, 1}).error().code,
               ErrorCode::invalidArgument);
  }

  void answersThatFail_data() {
    QTest::addColumn<std::string>("bytes");
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("status");
    QTest::addColumn<std::string>("words");  // within the message
    const auto row = [](const char* name, const std::string& bytes, FailureKind kind, int status,
                        const std::string& words) {
      QTest::newRow(name) << bytes << static_cast<int>(kind) << status << words;
    };
    const auto closing = [](const std::string& events) {
      return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n" + events;
    };
    row("429", answer("429 Too Many Requests", "application/json", q("{'error':{'message':'slow down'}}")),
        FailureKind::httpStatus, 429, "slow down");
    row("401", answer("401 Unauthorized", "application/json", q("{'error':'invalid key " + apiKey + "'}")),
        FailureKind::httpStatus, 401, "invalid key ***");
    row("503 without a body", "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n",
        FailureKind::httpStatus, 503, "503");
    row("404 by FastAPI", answer("404 Not Found", "application/json", q("{'detail':'Not Found'}")),
        FailureKind::httpStatus, 404, "Not Found");
    row("500 in HTML", answer("500 Oops", "text/html", "<html><title>500 nginx</title>"),
        FailureKind::httpStatus, 500, "500 nginx");
    row("a long answer", answer("500 Oops", "text/plain", std::string(100'000, 'x')), FailureKind::httpStatus,
        500, "xxx");
    row("a redirect", "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n",
        FailureKind::httpStatus, 302, "http://127.0.0.1:1/");
    row("400 about another thing",
        answer("400 Bad Request", "application/json", q("{'error':{'message':'too long'}}")),
        FailureKind::httpStatus, 400, "too long");
    row("HTML instead", answer("200 OK", "text/html", "<html><title>Welcome</title>"),
        FailureKind::malformedStream, 200, "HTML, not JSON: \"Welcome\"");
    row("HTML as a stream", closing("<!doctype html><title>Welcome</title>"), FailureKind::malformedStream,
        200, "HTML");
    row("no event", closing("just words"), FailureKind::malformedStream, 200, "just words");
    row("an event that is not JSON", closing(textEvent("a") + "data: {oops " + apiKey + "\n\n"),
        FailureKind::malformedStream, 200, "oops ***");
    row("an event that is no completion", closing("data: {}\n\n"), FailureKind::malformedStream, 200,
        "not a completion");
    row("an endless event", closing("data: " + std::string(2'000'000, 'x')), FailureKind::malformedStream,
        200, "longer than");
    row("an error in the stream",
        closing(textEvent("a") + eventOf("{'error':{'message':'out of memory " + apiKey + "'}}") + doneEvent),
        FailureKind::serverError, 200, "out of memory ***");
    row("an error and nothing more", closing(eventOf("{'error':{'message':'boom'}}")),
        FailureKind::serverError, 200, "boom");
    row("an early end", closing(textEvent("a")), FailureKind::earlyEnd, 200, "[DONE]");
    row("nothing in the stream", closing(""), FailureKind::earlyEnd, 200, "[DONE]");
    row("closed within a chunk", streamHead + "ff\r\n" + textEvent("a"), FailureKind::earlyEnd, 200,
        "middle");
    row("closed between chunks", streamHead + "5\r\n: hi\n\r\n", FailureKind::earlyEnd, 200, "middle");
    row("a broken chunk size", streamHead + "zz\r\n", FailureKind::malformedStream, 200, "chunk");
    row("closed without an answer", "", FailureKind::reset, 0, "without an answer");
    row("closed within the head", "HTTP/1.1 200 OK\r\nContent-", FailureKind::earlyEnd, 200, "");
    row("not HTTP", "SSH-2.0-OpenSSH_9.2\r\n", FailureKind::malformedStream, 0, "");
  }
  void answersThatFail() {
    QFETCH(std::string, bytes);
    QFETCH(int, kind);
    QFETCH(int, status);
    QFETCH(std::string, words);
    const LoopbackServer server([&](const LoopbackRequest&, LoopbackPeer& peer) {
      peer.send(bytes);
      peer.close();
    });
    const auto backend = backendOf(endpointOf(server.url()));
    const GenerationOutcome outcome = ask(*backend);
    COMPARE_FAILURE(outcome, static_cast<FailureKind>(kind));
    QCOMPARE(outcome.httpStatus, status);
    QVERIFY2(outcome.message.find(words) != std::string::npos, outcome.message.c_str());
    QVERIFY(!outcome.message.empty());
    QCOMPARE(server.requests().size(), std::size_t{1});  // never asked again
    QVERIFY(outcome.finished >= outcome.sent);
  }

  void wholeAnswersThatFail_data() {
    QTest::addColumn<std::string>("bytes");
    QTest::addColumn<int>("kind");
    QTest::newRow("not JSON") << answer("200 OK", "text/plain", "hello")
                              << static_cast<int>(FailureKind::malformedStream);
    QTest::newRow("HTML") << answer("200 OK", "text/html", "<html>")
                          << static_cast<int>(FailureKind::malformedStream);
    QTest::newRow("an error") << answer("200 OK", "application/json", q("{'error':{'message':'x'}}"))
                              << static_cast<int>(FailureKind::serverError);
    QTest::newRow("cut off") << std::string("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")
                             << static_cast<int>(FailureKind::earlyEnd);
    QTest::newRow("empty") << answer("200 OK", "application/json", "")
                           << static_cast<int>(FailureKind::malformedStream);
  }
  void wholeAnswersThatFail() {
    QFETCH(std::string, bytes);
    QFETCH(int, kind);
    const LoopbackServer server([&](const LoopbackRequest&, LoopbackPeer& peer) {
      peer.send(bytes);
      peer.close();
    });
    COMPARE_FAILURE(ask(*backendOf(endpointOf(server.url())), requestFor(3, false)),
                    static_cast<FailureKind>(kind));
  }

  void aResetInMidStream() {
    std::atomic<bool> firstSeen = false;
    const LoopbackServer server([&](const LoopbackRequest&, LoopbackPeer& peer) {
      peer.send(streamHead);
      peer.sendChunk(textEvent("a"));
      while (!firstSeen) std::this_thread::yield();
      peer.reset();
    });
    const auto backend = backendOf(endpointOf(server.url()));
    GenerationOutcome outcome;
    backend->submit(0, backend->now(), requestFor(3),
                    [&](GenerationOutcome&& result) { outcome = std::move(result); });
    backend->run(backend->now() + std::chrono::milliseconds(100), {});
    firstSeen = true;
    while (backend->inFlight() > 0) backend->run(backend->now() + std::chrono::seconds(10), {});
    COMPARE_FAILURE(outcome, FailureKind::reset);
    QCOMPARE(outcome.contentChunks, 1);
    QVERIFY(outcome.firstContent != Instant{});
  }

  void aCompleteStreamMayEndRoughly_data() {
    QTest::addColumn<std::string>("events");
    QTest::newRow("after [DONE]") << threeTokens;
    QTest::newRow("after the finish_reason") << textEvent("a") + lastEvent;
  }
  void aCompleteStreamMayEndRoughly() {
    QFETCH(std::string, events);
    const LoopbackServer server([&](const LoopbackRequest&, LoopbackPeer& peer) {
      peer.send(streamHead);
      peer.sendChunk(events);
      peer.close();  // without the last chunk
    });
    VERIFY_FINE(ask(*backendOf(endpointOf(server.url()))));
  }

  void aStreamThatStaysOpenAfterDoneIsDone() {
    const LoopbackServer server([](const LoopbackRequest&, LoopbackPeer& peer) {
      peer.send(streamHead);
      peer.sendChunk(threeTokens);
      peer.waitForClose();
    });
    const GenerationOutcome outcome = ask(*backendOf(endpointOf(server.url())));
    VERIFY_FINE(outcome);
    QCOMPARE(outcome.outputTokens, 3);
  }

  void timesOutWhileConnecting() {
    // A listener whose queue is full answers no new connection.
    const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    QCOMPARE(::bind(listener, reinterpret_cast<sockaddr*>(&address), length), 0);
    QCOMPARE(::listen(listener, 0), 0);
    QCOMPARE(::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &length), 0);
    std::vector<int> waiting;
    for (int i = 0; i < 4; ++i) {
      waiting.push_back(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0));
      (void)::connect(waiting.back(), reinterpret_cast<sockaddr*>(&address), length);
    }
    const auto backend =
        backendOf(endpointOf("http://127.0.0.1:" + std::to_string(ntohs(address.sin_port))), {0.2, 10, 20});
    const GenerationOutcome outcome = ask(*backend);
    COMPARE_FAILURE(outcome, FailureKind::connectTimeout);
    QVERIFY(outcome.finished - outcome.sent >= std::chrono::milliseconds(200));
    for (const int fd : waiting) ::close(fd);
    ::close(listener);
  }

  void timesOutBeforeTheFirstToken() {
    const LoopbackServer server([](const LoopbackRequest&, LoopbackPeer& peer) {
      peer.send(streamHead);
      peer.sendChunk(eventOf("{'choices':[{'text':''}]}"));  // an empty chunk is no token
      peer.waitForClose();
    });
    const GenerationOutcome outcome = ask(*backendOf(endpointOf(server.url()), {10, 0.2, 20}));
    COMPARE_FAILURE(outcome, FailureKind::firstTokenTimeout);
    QVERIFY(outcome.finished - outcome.sent >= std::chrono::milliseconds(200));
    QVERIFY(outcome.finished - outcome.sent < std::chrono::seconds(10));
  }

  void timesOutInMidStream() {
    const LoopbackServer server([](const LoopbackRequest&, LoopbackPeer& peer) {
      peer.send(streamHead);
      peer.sendChunk(textEvent("a"));
      peer.waitForClose();
    });
    const GenerationOutcome outcome = ask(*backendOf(endpointOf(server.url()), {10, 0.1, 0.3}));
    COMPARE_FAILURE(outcome, FailureKind::totalTimeout);
    QCOMPARE(outcome.contentChunks, 1);
    QVERIFY(outcome.finished - outcome.sent >= std::chrono::milliseconds(300));
  }

  void aSlowFirstTokenIsNoFault() {
    const LoopbackServer server([](const LoopbackRequest&, LoopbackPeer& peer) {
      std::this_thread::sleep_for(std::chrono::milliseconds(80));
      sendStream(peer, threeTokens);
    });
    const GenerationOutcome outcome = ask(*backendOf(endpointOf(server.url())));
    VERIFY_FINE(outcome);
    QVERIFY(outcome.firstContent - outcome.sent >= std::chrono::milliseconds(80));
  }

  // The server takes the second request of a kept-alive connection and closes without a word: it may have
  // worked on it, so the request fails instead of going out again.
  void aKeptConnectionThatBreaksDoesNotSendTwice() {
    std::atomic<int> requests = 0;
    const LoopbackServer server([&](const LoopbackRequest&, LoopbackPeer& peer) {
      if (++requests == 2) return peer.close();
      sendStream(peer, threeTokens);
    });
    const auto backend = backendOf(endpointOf(server.url()));
    VERIFY_FINE(ask(*backend));
    COMPARE_FAILURE(ask(*backend), FailureKind::reset);
    QCOMPARE(requests.load(), 2);
    VERIFY_FINE(ask(*backend));
    QCOMPARE(requests.load(), 3);
  }

  void aConnectionClosedWhileIdleIsReplaced() {
    const LoopbackServer server([&](const LoopbackRequest&, LoopbackPeer& peer) {
      sendStream(peer, threeTokens);
      peer.close();
    });
    const auto backend = backendOf(endpointOf(server.url()));
    for (int i = 0; i < 3; ++i) {
      VERIFY_FINE(ask(*backend));
      backend->run(backend->now() + std::chrono::milliseconds(30), {});  // the close arrives
    }
    QCOMPARE(server.connections(), 3);
  }

  void proxiesOfTheEnvironmentAreNotUsed() {
    qputenv("http_proxy", "http://127.0.0.1:1");
    qputenv("ALL_PROXY", "http://127.0.0.1:1");
    const LoopbackServer server(streaming(threeTokens));
    const GenerationOutcome outcome = ask(*backendOf(endpointOf(server.url())));
    qunsetenv("http_proxy");
    qunsetenv("ALL_PROXY");
    VERIFY_FINE(outcome);
  }

  void tlsIsChecked() {
    QTemporaryDir directory;
    const Certificate ours = makeCertificate(directory.filePath("ours").toStdString());
    const Certificate other = makeCertificate(directory.filePath("other").toStdString());
    const LoopbackServer server(streaming(threeTokens), ours.certificateFile, ours.keyFile);
    Endpoint endpoint = endpointOf(server.url());
    endpoint.caFile = ours.certificateFile;
    const auto trusting = backendOf(endpoint);
    for (int i = 0; i < 3; ++i) VERIFY_FINE(ask(*trusting));
    QCOMPARE(trusting->connectionsMade(), std::size_t{1});

    for (const std::string& wrong : {other.certificateFile, std::string()}) {
      endpoint.caFile = wrong;  // another authority; the system's
      const GenerationOutcome outcome = ask(*backendOf(endpoint));
      COMPARE_FAILURE(outcome, FailureKind::tls);
      QVERIFY2(outcome.message.find("certificate") != std::string::npos, outcome.message.c_str());
    }
    QCOMPARE(server.requests().size(), std::size_t{3});
  }

  void tlsNamesMustMatch() {
    QTemporaryDir directory;
    const Certificate named = makeCertificate(directory.filePath("named").toStdString(), "DNS:other.example");
    const LoopbackServer server(streaming(threeTokens), named.certificateFile, named.keyFile);
    Endpoint endpoint = endpointOf(server.url());
    endpoint.caFile = named.certificateFile;
    COMPARE_FAILURE(ask(*backendOf(endpoint)), FailureKind::tls);
  }
};

QTEST_APPLESS_MAIN(TestHttpFailures)
#include "test_http_failures.moc"
