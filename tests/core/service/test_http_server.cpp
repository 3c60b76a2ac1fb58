#include "core/service/http_server.h"
#include "tests/core/service/raw_http.h"

#include <QtTest>

#include <atomic>
#include <thread>

using namespace headroom;
using namespace headroom::test;

namespace {

// A server that runs on a thread of its own until it goes out of scope.
class Running {
 public:
  explicit Running(const std::function<void(HttpServer&)>& prepare) {
    prepare(server);
    const auto listening = server.listen("127.0.0.1", 0);
    if (!listening) qFatal("%s", listening.error().text().c_str());
    port = *listening;
    m_thread = std::jthread([this](const std::stop_token& stop) { server.run(stop); });
  }

  HttpServer server;
  int port = 0;

 private:
  std::jthread m_thread;
};

void echo(HttpServer& server) {
  server.route("GET", "/hello/{name}/{other}", [](const HttpExchangePtr& exchange) {
    const auto& parameters = exchange->request().parameters;
    exchange->respond({.body = parameters[0] + "+" + parameters[1] + "?" + exchange->request().query});
  });
  server.route("POST", "/echo", [](const HttpExchangePtr& exchange) {
    exchange->respond({.body = exchange->request().body});
  });
  server.route("GET", "/stream", [](const HttpExchangePtr& exchange) {
    exchange->startStream(200, "text/plain");
    exchange->send("one ");
    exchange->send("two ");
    exchange->sendLast("three");
  });
}

}  // namespace

class TestHttpServer : public QObject {
  Q_OBJECT

 private slots:
  void routesByMethodAndPath() {
    const Running running(echo);
    RawHttp http(running.port);
    const RawAnswer hello = http.request("GET", "/hello/a/b?x=1");
    QCOMPARE(hello.status, 200);
    QCOMPARE(hello.body, std::string("a+b?x=1"));
    QCOMPARE(http.request("GET", "/hello/a").status, 404);
    QCOMPARE(http.request("POST", "/hello/a/b").status, 405);
    QCOMPARE(http.request("GET", "/").status, 404);
  }

  void keepsTheConnectionForMany() {
    const Running running(echo);
    RawHttp http(running.port);
    for (int i = 0; i < 200; ++i)
      QCOMPARE(http.request("POST", "/echo", std::to_string(i)).body, std::to_string(i));
    const RawAnswer last = http.request("POST", "/echo", "x", {"Connection: close"});
    QCOMPARE(last.body, std::string("x"));
    QCOMPARE(http.read(5000).end, RawAnswer::End::closed);
  }

  void answersWhatWasSentAhead() {
    const Running running(echo);
    RawHttp http(running.port);
    http.start("GET", "/stream");
    http.start("POST", "/echo", "second");
    http.start("POST", "/echo", "third");
    QCOMPARE(http.read().body, std::string("one two three"));
    QCOMPARE(http.read().body, std::string("second"));
    QCOMPARE(http.read().body, std::string("third"));
  }

  void takesBodiesInPieces() {
    const Running running(echo);
    RawHttp http(running.port);
    const std::string body(3 << 20, 'x');
    const std::string head = "POST /echo HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: " +
                             std::to_string(body.size()) + "\r\n\r\n";
    for (const char c : head) http.send({&c, 1});
    http.send(body);
    const RawAnswer answer = http.read();
    QVERIFY(answer.complete());
    QCOMPARE(answer.body.size(), body.size());
  }

  void speaksToOldClients() {
    const Running running(echo);
    RawHttp http(running.port);
    http.send("GET /stream HTTP/1.0\r\n\r\n");
    const RawAnswer answer = http.read();
    QCOMPARE(answer.end, RawAnswer::End::closed);
    QCOMPARE(answer.body, std::string("one two three"));
    QVERIFY(answer.head.find("chunked") == std::string::npos);
  }

  void refusesWhatIsNoHttp() {
    const Running running(echo);
    RawHttp http(running.port);
    http.send("hello there\r\n\r\n");
    const RawAnswer answer = http.read();
    QCOMPARE(answer.status, 400);
    RawHttp large(running.port);
    large.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n");
    QCOMPARE(large.read().status, 413);
    RawHttp again(running.port);
    QCOMPARE(again.request("POST", "/echo", "still there").body, std::string("still there"));
  }

  void tellsWhenTheClientHasGone() {
    std::atomic<bool> gone = false, started = false;
    const Running running([&](HttpServer& server) {
      server.route("GET", "/wait", [&](const HttpExchangePtr& exchange) {
        exchange->onGone([&gone, exchange] { gone = true; });
        started = true;
      });
    });
    {
      RawHttp http(running.port);
      http.start("GET", "/wait");
      QTRY_VERIFY(started);
      QVERIFY(!gone);
    }
    QTRY_VERIFY(gone);
  }

  // A client that reads slowly gets everything, and nobody else waits for it.
  void buffersForASlowReader() {
    const std::string piece(1 << 20, 'y');
    const Running running([&](HttpServer& server) {
      echo(server);
      server.route("GET", "/much", [&](const HttpExchangePtr& exchange) {
        exchange->startStream(200, "text/plain");
        for (int i = 0; i < 24; ++i) exchange->send(piece);
        exchange->sendLast("end");
      });
    });
    RawHttp slow(running.port), other(running.port);
    slow.start("GET", "/much");
    QCOMPARE(other.request("POST", "/echo", "quick").body, std::string("quick"));
    const RawAnswer answer = slow.read();
    QVERIFY(answer.complete());
    QCOMPARE(answer.body.size(), 24 * piece.size() + 3);
    QCOMPARE(slow.request("POST", "/echo", "and on").body, std::string("and on"));
  }

  void stopsAtOnceInTheMiddleOfAnswers() {
    const auto held = std::make_shared<std::vector<HttpExchangePtr>>();
    std::atomic<int> streams = 0;
    auto running = std::make_unique<Running>([&](HttpServer& server) {
      server.route("GET", "/forever", [&streams, held](const HttpExchangePtr& exchange) {
        exchange->startStream(200, "text/plain");
        exchange->send("begun");
        held->push_back(exchange);
        ++streams;
      });
    });
    std::vector<std::unique_ptr<RawHttp>> clients;
    for (int i = 0; i < 50; ++i) {
      clients.push_back(std::make_unique<RawHttp>(running->port));
      clients.back()->start("GET", "/forever");
    }
    QTRY_COMPARE(streams.load(), 50);
    const Instant begin = Clock::now();
    held->clear();
    running.reset();
    QVERIFY(Clock::now() - begin < std::chrono::seconds(1));
    for (const auto& client : clients) QVERIFY(client->read(5000).end != RawAnswer::End::timeout);
  }

  void aTakenPortIsNamed() {
    const Running running(echo);
    HttpServer other;
    const auto listening = other.listen("127.0.0.1", running.port);
    QVERIFY(!listening.ok());
    QCOMPARE(listening.error().code, ErrorCode::conflict);
    QVERIFY(listening.error().message.find(std::to_string(running.port)) != std::string::npos);
    QCOMPARE(other.listen("localhost?", 0).error().code, ErrorCode::invalidArgument);
    QCOMPARE(other.listen("127.0.0.1", 70000).error().code, ErrorCode::invalidArgument);
  }

  void timersCallOnTime() {
    std::atomic<std::int64_t> late = -1;
    Running running(echo);
    std::unique_ptr<HttpTimer> timer;
    running.server.post([&] {
      timer = std::make_unique<HttpTimer>(running.server);
      const Instant when = Clock::now() + std::chrono::milliseconds(20);
      timer->callAt(when, [&, when] { late = (Clock::now() - when).count(); });
    });
    QTRY_VERIFY(late >= 0);
    std::atomic<bool> freed = false;
    running.server.post([&] {
      timer.reset();
      freed = true;
    });
    QTRY_VERIFY(freed);
  }
};

QTEST_GUILESS_MAIN(TestHttpServer)
#include "test_http_server.moc"
