// Single calls, the tokenizer and the server's metrics.
#include "core/endpoint/http_call.h"
#include "core/endpoint/server_metrics.h"
#include "core/endpoint/tokenizer.h"
#include "tests/core/endpoint/ask.h"

#include <nlohmann/json.hpp>

#include <atomic>
#include <thread>

using namespace headroom;
using namespace headroom::test;

namespace {

// Always the same answer.
LoopbackServer::Handler answering(const std::string& bytes) {
  return [bytes](const LoopbackRequest&, LoopbackPeer& peer) { peer.send(bytes); };
}

}  // namespace

class TestHttpCall : public QObject {
  Q_OBJECT

 private slots:
  void getsAndPosts() {
    const LoopbackServer server([](const LoopbackRequest& request, LoopbackPeer& peer) {
      peer.send(answer("200 OK", "text/plain", request.method + " " + request.path + " " + request.body));
    });
    auto caller = HttpCaller::create(endpointOf(server.url() + "/v1"));
    QVERIFY(caller.ok());
    const auto got = caller->call("GET", "/v1/models", "", 10, {});
    QVERIFY2(got.ok(), got.ok() ? "" : got.error().text().c_str());
    QCOMPARE(got->status, 200);
    QCOMPARE(got->body, std::string("GET /v1/models "));
    QCOMPARE(got->contentType, std::string("text/plain"));
    QVERIFY(got->answerSeconds > 0 && got->answerSeconds < 10);
    QCOMPARE(caller->call("POST", "/tokenize", "{}", 10, {})->body, std::string("POST /tokenize {}"));
    QCOMPARE(caller->call("GET", "/health", "", 10, {})->body, std::string("GET /health "));
    QCOMPARE(server.connections(), 1);
    QVERIFY(server.requests()[1].head.find("Authorization: Bearer " + apiKey) != std::string::npos);
  }

  void theAnswerIsTimedFromTheRequestToItsFirstByte() {
    std::atomic<bool> first = true;
    const LoopbackServer server([&](const LoopbackRequest&, LoopbackPeer& peer) {
      if (!first.exchange(false)) std::this_thread::sleep_for(std::chrono::milliseconds(30));
      peer.send(answer("200 OK", "text/plain", "x"));
    });
    auto caller = HttpCaller::create(endpointOf(server.url()));
    QVERIFY(caller->call("GET", "/", "", 10, {}).ok());
    QVERIFY(caller->call("GET", "/", "", 10, {})->answerSeconds >= 0.03);
  }

  void tellsFailuresApart() {
    const LoopbackServer closing([](const LoopbackRequest&, LoopbackPeer& peer) { peer.close(); });
    QCOMPARE(httpCall(endpointOf(closing.url()), "GET", "/", "", 10, {}).error().code,
             ErrorCode::connectionLost);
    const LoopbackServer strange([](const LoopbackRequest&, LoopbackPeer& peer) {
      peer.send("SSH-2.0\r\n");
      peer.close();
    });
    QCOMPARE(httpCall(endpointOf(strange.url()), "GET", "/", "", 10, {}).error().code, ErrorCode::malformed);
    const LoopbackServer silent([](const LoopbackRequest&, LoopbackPeer& peer) { peer.waitForClose(); });
    const auto late = httpCall(endpointOf(silent.url()), "GET", "/", "", 0.1, {});
    QCOMPARE(late.error().code, ErrorCode::timeout);
    QVERIFY(!late.error().hint.empty());
    int gone = 0;
    {
      const LoopbackServer server(answering(""));
      gone = server.port();
    }
    const auto refused =
        httpCall(endpointOf("http://127.0.0.1:" + std::to_string(gone)), "GET", "/", "", 10, {});
    QCOMPARE(refused.error().code, ErrorCode::unreachable);
    QCOMPARE(httpCall(endpointOf("nonsense"), "GET", "/", "", 10, {}).error().code,
             ErrorCode::invalidArgument);
  }

  void stopsPromptly() {
    std::stop_source stop;
    const LoopbackServer silent([&](const LoopbackRequest&, LoopbackPeer& peer) {
      stop.request_stop();  // while the client waits
      peer.waitForClose();
    });
    const auto stopped = httpCall(endpointOf(silent.url()), "GET", "/", "", 600, stop.get_token());
    QCOMPARE(stopped.error().code, ErrorCode::cancelled);
  }

  void explainsRefusals_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("code");
    QTest::newRow("401") << 401 << static_cast<int>(ErrorCode::unauthenticated);
    QTest::newRow("403") << 403 << static_cast<int>(ErrorCode::unauthenticated);
    QTest::newRow("404") << 404 << static_cast<int>(ErrorCode::notFound);
    QTest::newRow("405") << 405 << static_cast<int>(ErrorCode::unsupported);
    QTest::newRow("500") << 500 << static_cast<int>(ErrorCode::rejected);
    QTest::newRow("302") << 302 << static_cast<int>(ErrorCode::rejected);
  }
  void explainsRefusals() {
    QFETCH(int, status);
    QFETCH(int, code);
    const LoopbackServer server(answering(answer(std::to_string(status) + " X", "application/json",
                                                 q("{'error':{'message':'the words, " + apiKey + "'}}"))));
    const Endpoint endpoint = endpointOf(server.url());
    const auto got = httpCall(endpoint, "GET", "/v1/models", "", 10, {});
    QVERIFY(got.ok() && !got->ok());
    const Error error = refusal(*got, endpoint);
    QCOMPARE(static_cast<int>(error.code), code);
    QVERIFY2(error.message.find(std::to_string(status)) != std::string::npos, error.message.c_str());
    QVERIFY2(error.message.find("the words, ***") != std::string::npos, error.message.c_str());
  }

  void tokenizes() {
    const LoopbackServer server([](const LoopbackRequest& request, LoopbackPeer& peer) {
      const auto body = nlohmann::json::parse(request.body);
      if (request.path == "/tokenize" && body["prompt"] == "Hello" && body["model"] == "m")
        return peer.send(
            answer("200 OK", "application/json", q("{'count':2,'max_model_len':4096,'tokens':[1,15043]}")));
      if (request.path == "/detokenize" && body["tokens"].size() == 2)
        return peer.send(answer("200 OK", "application/json", q("{'prompt':'Hello'}")));
      peer.send(answer("400 Bad Request", "text/plain", "wrong"));
    });
    auto caller = HttpCaller::create(endpointOf(server.url()));
    const auto tokenized = tokenize(*caller, "Hello");
    QVERIFY2(tokenized.ok(), tokenized.ok() ? "" : tokenized.error().text().c_str());
    QCOMPARE(tokenized->count, 2);
    QCOMPARE(*tokenized->maxModelLength, 4096);
    QCOMPARE(tokenized->tokens, (std::vector<int>{1, 15043}));
    QCOMPARE(*detokenize(*caller, tokenized->tokens), std::string("Hello"));
    QCOMPARE(*countTokens(endpointOf(server.url()), "Hello"), 2);
  }

  void aServerWithoutATokenizer_data() {
    QTest::addColumn<std::string>("bytes");
    QTest::addColumn<int>("code");
    QTest::newRow("404") << answer("404 Not Found", "application/json", q("{'detail':'Not Found'}"))
                         << static_cast<int>(ErrorCode::unsupported);
    QTest::newRow("405") << answer("405 Method Not Allowed", "text/plain", "")
                         << static_cast<int>(ErrorCode::unsupported);
    QTest::newRow("unknown model") << answer("404 Not Found", "application/json",
                                             q("{'error':{'message':'The model m does not exist.'}}"))
                                   << static_cast<int>(ErrorCode::notFound);
    QTest::newRow("401") << answer("401 Unauthorized", "text/plain", "no")
                         << static_cast<int>(ErrorCode::unauthenticated);
    QTest::newRow("HTML") << answer("200 OK", "text/html", "<html>")
                          << static_cast<int>(ErrorCode::malformed);
    QTest::newRow("no count") << answer("200 OK", "application/json", "{}")
                              << static_cast<int>(ErrorCode::malformed);
    QTest::newRow("a wrong count") << answer("200 OK", "application/json", q("{'count':-1}"))
                                   << static_cast<int>(ErrorCode::malformed);
  }
  void aServerWithoutATokenizer() {
    QFETCH(std::string, bytes);
    QFETCH(int, code);
    const LoopbackServer server(answering(bytes));
    const auto count = countTokens(endpointOf(server.url()), "Hello");
    QVERIFY(!count.ok());
    QCOMPARE(static_cast<int>(count.error().code), code);
  }

  void readsMetrics() {
    const LoopbackServer server(
        answering(answer("200 OK", "text/plain; version=0.0.4", "vllm:num_requests_running 2\n")));
    QCOMPARE(*readServerMetrics(endpointOf(server.url()))->requestsRunning, 2.0);
    for (const std::string& bytes :
         {answer("404 Not Found", "text/plain", ""), answer("200 OK", "text/plain", "go_goroutines 5\n")}) {
      const LoopbackServer other(answering(bytes));
      QCOMPARE(readServerMetrics(endpointOf(other.url())).error().code, ErrorCode::unsupported);
    }
  }
};

QTEST_APPLESS_MAIN(TestHttpCall)
#include "test_http_call.moc"
