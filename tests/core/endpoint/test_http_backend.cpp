// What comes through when the server behaves, and what it is sent.
#include "tests/core/endpoint/ask.h"

#include <nlohmann/json.hpp>

#include <atomic>
#include <condition_variable>

using namespace headroom;
using namespace headroom::test;

class TestHttpBackend : public QObject {
  Q_OBJECT

 private slots:
  void streamsACompletion() {
    const LoopbackServer server(streaming(threeTokens));
    const auto backend = backendOf(endpointOf(server.url()));
    const Instant before = backend->now();
    const GenerationOutcome outcome = ask(*backend);
    VERIFY_FINE(outcome);
    QCOMPARE(outcome.index, std::uint64_t{7});
    QCOMPARE(outcome.httpStatus, 200);
    QCOMPARE(outcome.inputTokens, 5);
    QCOMPARE(outcome.outputTokens, 3);
    QCOMPARE(outcome.inputTokensAsked, 3);
    QCOMPARE(outcome.outputTokensAsked, 3);
    QCOMPARE(outcome.contentChunks, 3);
    QVERIFY(!outcome.tokensEstimated);
    QVERIFY(before <= outcome.planned && outcome.planned <= outcome.sent);
    QVERIFY(outcome.sent <= outcome.firstContent && outcome.firstContent <= outcome.lastContent);
    QVERIFY(outcome.lastContent <= outcome.finished);
    QVERIFY(backend->notices().empty());
  }

  // While the rest of the answer is still to come.
  void theFirstContentIsToldAtOnce() {
    std::mutex mutex;
    std::condition_variable changed;
    bool mayGoOn = false;
    const LoopbackServer server([&](const LoopbackRequest&, LoopbackPeer& peer) {
      peer.send(streamHead);
      peer.sendChunk(textEvent("a"));
      std::unique_lock lock(mutex);
      changed.wait(lock, [&] { return mayGoOn; });
      peer.sendChunk(textEvent("b") + doneEvent);
      peer.sendChunk("");
    });
    const auto backend = backendOf(endpointOf(server.url()));
    std::vector<std::uint64_t> told;
    Instant sent, first;
    backend->watchFirstContent([&](std::uint64_t index, Instant sentAt, Instant firstAt) {
      told.push_back(index);
      sent = sentAt;
      first = firstAt;
      const std::lock_guard lock(mutex);
      mayGoOn = true;
      changed.notify_all();
    });
    const GenerationOutcome outcome = ask(*backend);
    VERIFY_FINE(outcome);
    QCOMPARE(told, std::vector<std::uint64_t>{outcome.index});
    QCOMPARE(sent, outcome.sent);
    QCOMPARE(first, outcome.firstContent);
    backend->watchFirstContent({});
    VERIFY_FINE(ask(*backend));
    QCOMPARE(told.size(), std::size_t{1});
  }

  void sendsWhatTheContractSays() {
    const LoopbackServer server(streaming(threeTokens));
    Endpoint endpoint = endpointOf(server.url() + "/v1/");
    endpoint.headers = {{"routing-strategy", "random"}};
    const auto backend = backendOf(endpoint);
    VERIFY_FINE(ask(*backend));
    const LoopbackRequest request = server.requests().at(0);
    QCOMPARE(request.method, std::string("POST"));
    QCOMPARE(request.path, std::string("/v1/completions"));
    for (const std::string& header :
         {"Authorization: Bearer " + apiKey, std::string("Content-Type: application/json"),
          std::string("routing-strategy: random")})
      QVERIFY2(request.head.find("\r\n" + header) != std::string::npos, header.c_str());
    QVERIFY(request.head.find("Expect") == std::string::npos);
    auto body = nlohmann::json::parse(request.body);
    QCOMPARE(body["prompt"].get<std::string>(), std::string("Hello \"world\"\n"));
    body.erase("prompt");
    QCOMPARE(body.dump(), nlohmann::json::parse(
                              q("{'model':'m','max_tokens':3,'temperature':0,"
                                "'stream':true,'stream_options':{'include_usage':true},'ignore_eos':true,"
                                "'min_tokens':3}"))
                              .dump());
  }

  void sendsALongPromptWhole() {
    const LoopbackServer server(streaming(threeTokens));
    const auto backend = backendOf(endpointOf(server.url()));
    GenerationRequest request = requestFor(3);
    request.prompt = std::string(3'000'000, 'x');
    VERIFY_FINE(ask(*backend, request));
    QCOMPARE(nlohmann::json::parse(server.requests().at(0).body)["prompt"].get<std::string>().size(),
             std::size_t{3'000'000});
  }

  void streamsChat() {
    const auto delta = [](const std::string& inner) {
      return eventOf("{'choices':[{'delta':" + inner + ",'finish_reason':null}]}");
    };
    std::mutex mutex;
    std::condition_variable changed;
    bool mayGoOn = false;
    const LoopbackServer server([&](const LoopbackRequest&, LoopbackPeer& peer) {
      peer.send(streamHead);
      peer.sendChunk(delta("{'role':'assistant'}") + delta("{'role':'assistant','content':''}"));
      std::unique_lock lock(mutex);
      changed.wait(lock, [&] { return mayGoOn; });
      peer.sendChunk(delta("{'reasoning_content':'hm'}") + delta("{'reasoning':'hm'}") +
                     delta("{'content':'a'}"));
      peer.sendChunk(delta("{'tool_calls':[{'index':0}]}") + usageEvent + doneEvent);
      peer.sendChunk("");
    });
    const auto backend = backendOf(endpointOf(server.url(), Api::chat));
    GenerationOutcome outcome;
    backend->submit(0, backend->now(), requestFor(3),
                    [&](GenerationOutcome&& result) { outcome = std::move(result); });
    // The role and the empty content arrive now, and are no content.
    backend->run(backend->now() + std::chrono::milliseconds(100), {});
    const Instant released = backend->now();
    {
      const std::lock_guard lock(mutex);
      mayGoOn = true;
    }
    changed.notify_all();
    while (backend->inFlight() > 0) backend->run(backend->now() + std::chrono::seconds(10), {});
    VERIFY_FINE(outcome);
    QVERIFY(outcome.firstContent >= released);
    QCOMPARE(outcome.contentChunks, 4);
    QCOMPARE(server.requests().at(0).path, std::string("/v1/chat/completions"));
    const auto body = nlohmann::json::parse(server.requests().at(0).body);
    QCOMPARE(body["messages"][0]["content"].get<std::string>(), std::string("Hello \"world\"\n"));
  }

  void readsAStreamHoweverItIsCut() {
    // The whole answer, its HTTP framing included, in two writes at every place, over one connection.
    const std::string lines = ": hi\r\ndata: " + q("{'choices':[{'text':'a'}]}") + "\r\n\r\n" + doneEvent;
    std::array<char, 16> size{};
    std::snprintf(size.data(), size.size(), "%zx", lines.size());
    const std::string whole = streamHead + size.data() + "\r\n" + lines + "\r\n0\r\n\r\n";
    std::atomic<std::size_t> cut = 1;
    const LoopbackServer server([&](const LoopbackRequest&, LoopbackPeer& peer) {
      peer.send(std::string_view(whole).substr(0, cut));
      std::this_thread::sleep_for(
          std::chrono::microseconds(300));  // so that it is two reads; either way must do
      peer.send(std::string_view(whole).substr(cut));
    });
    const auto backend = backendOf(endpointOf(server.url()));
    for (; cut < whole.size(); ++cut) {
      const GenerationOutcome outcome = ask(*backend);
      VERIFY_FINE(outcome);
      QCOMPARE(outcome.contentChunks, 1);
    }
    QCOMPARE(server.connections(), 1);
  }

  void readsAStreamByteByByte() {
    const LoopbackServer server([](const LoopbackRequest&, LoopbackPeer& peer) {
      peer.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n");
      for (const char c : threeTokens) peer.send({&c, 1});
      peer.close();
    });
    const GenerationOutcome outcome = ask(*backendOf(endpointOf(server.url())));
    VERIFY_FINE(outcome);
    QCOMPARE(outcome.contentChunks, 3);
    QCOMPARE(outcome.outputTokens, 3);
  }

  void readsAnAnswerThatIsNotStreamed() {
    const LoopbackServer server([](const LoopbackRequest&, LoopbackPeer& peer) {
      peer.send(answer("200 OK", "application/json",
                       q("{'choices':[{'text':'abc','finish_reason':'length'}],"
                         "'usage':{'prompt_tokens':5,'completion_tokens':3}}")));
    });
    const auto backend = backendOf(endpointOf(server.url()));
    const GenerationOutcome outcome = ask(*backend, requestFor(3, false));
    VERIFY_FINE(outcome);
    QCOMPARE(outcome.firstContent, outcome.lastContent);
    QVERIFY(outcome.firstContent > outcome.sent);
    QCOMPARE(outcome.outputTokens, 3);
    QVERIFY(!nlohmann::json::parse(server.requests().at(0).body).contains("stream_options"));
    QVERIFY(backend->notices().empty());
    QVERIFY(backend->traits().streams);
    // The same answer where a stream was asked for counts, but is told.
    VERIFY_FINE(ask(*backend));
    QCOMPARE(backend->notices().size(), std::size_t{1});
    QVERIFY(!backend->traits().streams);
  }

  void countsTokensWithoutUsage() {
    const LoopbackServer server(
        streaming(textEvent("a") + textEvent("b") + textEvent("c") + textEvent("d") + lastEvent + doneEvent));
    const GenerationOutcome outcome = ask(*backendOf(endpointOf(server.url())));
    VERIFY_FINE(outcome);
    QVERIFY(outcome.tokensEstimated);
    QCOMPARE(outcome.outputTokens, 4);  // one more than was asked: what came is what counts
    QCOMPARE(outcome.inputTokens, 3);
  }

  void oneTokenTooManyIsWhatCame() {
    const LoopbackServer server(
        streaming(textEvent("a") + textEvent("b") + lastEvent +
                  eventOf("{'choices':[],'usage':{'prompt_tokens':5,'completion_tokens':4}}") + doneEvent));
    const GenerationOutcome outcome = ask(*backendOf(endpointOf(server.url())));
    VERIFY_FINE(outcome);
    QCOMPARE(outcome.outputTokens, 4);
    QCOMPARE(outcome.outputTokensAsked, 3);
  }

  void anEmptyAnswerHasNoContentTimes() {
    const LoopbackServer server(streaming(lastEvent + doneEvent));
    const GenerationOutcome outcome = ask(*backendOf(endpointOf(server.url())));
    VERIFY_FINE(outcome);
    QCOMPARE(outcome.firstContent, Instant{});
    QCOMPARE(outcome.contentChunks, 0);
  }

  void measuresTheGapBetweenChunks() {
    const LoopbackServer server([](const LoopbackRequest&, LoopbackPeer& peer) {
      peer.send(streamHead);
      peer.sendChunk(textEvent("a"));
      std::this_thread::sleep_for(std::chrono::milliseconds(60));
      peer.sendChunk(textEvent("b") + textEvent("c") + doneEvent);
      peer.sendChunk("");
    });
    const GenerationOutcome outcome = ask(*backendOf(endpointOf(server.url())));
    VERIFY_FINE(outcome);
    QVERIFY(outcome.longestChunkGap >= std::chrono::milliseconds(40));
    QCOMPARE(outcome.longestChunkGap, outcome.lastContent - outcome.firstContent);
  }

  void keepsItsConnections() {
    const LoopbackServer server(streaming(threeTokens));
    const auto backend = backendOf(endpointOf(server.url()));
    for (int i = 0; i < 20; ++i) VERIFY_FINE(ask(*backend));
    QCOMPARE(server.connections(), 1);
    QCOMPARE(backend->connectionsMade(), std::size_t{1});
  }

  void runsManyAtOnceAndHandlersMaySubmitAgain() {
    const LoopbackServer server(streaming(threeTokens));
    const auto backend = backendOf(endpointOf(server.url()));
    constexpr int wide = 40, total = 400;
    int submitted = 0, fine = 0;
    std::vector<int> seen(total, 0);
    const std::function<void()> submit = [&] {
      if (submitted == total) return;
      backend->submit(static_cast<std::uint64_t>(submitted++), backend->now(), requestFor(3),
                      [&](GenerationOutcome&& outcome) {
                        ++seen[outcome.index];
                        if (!outcome.failed()) ++fine;
                        submit();
                      });
    };
    for (int i = 0; i < wide; ++i) submit();
    QCOMPARE(backend->inFlight(), std::size_t{wide});
    while (backend->inFlight() > 0) backend->run(backend->now() + std::chrono::seconds(10), {});
    QCOMPARE(fine, total);
    QVERIFY(std::all_of(seen.begin(), seen.end(), [](int count) { return count == 1; }));
    QVERIFY(server.connections() <= wide);
  }

  void runWaitsExactlyAndWakesOnStop() {
    const LoopbackServer server(streaming(threeTokens));
    const auto backend = backendOf(endpointOf(server.url()));
    const Instant until = backend->now() + std::chrono::milliseconds(20);
    backend->run(until, {});
    QVERIFY(backend->now() >= until);
    backend->run(until, {});  // it has passed, and nothing is in flight
    std::stop_source stop;
    const std::thread stopper([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(30));
      stop.request_stop();
    });
    const Instant start = backend->now();
    backend->run(start + std::chrono::seconds(60), stop.get_token());
    QVERIFY(backend->now() - start < std::chrono::seconds(30));
    const_cast<std::thread&>(stopper).join();
    backend->run(backend->now() + std::chrono::seconds(60), stop.get_token());  // stopped already
  }

  void cancelsWhatIsInFlight() {
    const LoopbackServer server([](const LoopbackRequest&, LoopbackPeer& peer) {
      peer.send(streamHead);
      peer.sendChunk(textEvent("a"));
      peer.waitForClose();
    });
    const auto backend = backendOf(endpointOf(server.url()));
    int cancelled = 0;
    for (int i = 0; i < 3; ++i)
      backend->submit(0, backend->now(), requestFor(3), [&](GenerationOutcome&& outcome) {
        if (outcome.failure == FailureKind::cancelled) ++cancelled;
      });
    backend->run(backend->now() + std::chrono::milliseconds(50), {});
    backend->cancelAll();
    QCOMPARE(cancelled, 3);
    QCOMPARE(backend->inFlight(), std::size_t{0});
  }

  void leavesNothingBehindWhenDroppedInFlight() {
    const LoopbackServer server([](const LoopbackRequest&, LoopbackPeer& peer) { peer.waitForClose(); });
    const auto backend = backendOf(endpointOf(server.url()));
    backend->submit(0, backend->now(), requestFor(3), [](GenerationOutcome&&) { QFAIL("called after all"); });
    backend->run(backend->now() + std::chrono::milliseconds(20), {});
  }

  void asksAgainWithoutAFieldTheServerRefuses_data() {
    QTest::addColumn<QString>("status");
    QTest::addColumn<QStringList>(
        "fields");  // refused one after the other, as servers name the first they see
    QTest::newRow("ignore_eos") << "400 Bad Request" << QStringList{"ignore_eos"};
    QTest::newRow("stream_options") << "400 Bad Request" << QStringList{"stream_options"};
    QTest::newRow("both") << "400 Bad Request" << QStringList{"stream_options", "ignore_eos"};
    QTest::newRow("min_tokens by 422") << "422 Unprocessable Entity" << QStringList{"min_tokens"};
  }
  void asksAgainWithoutAFieldTheServerRefuses() {
    QFETCH(QString, status);
    QFETCH(QStringList, fields);
    const LoopbackServer server([&](const LoopbackRequest& request, LoopbackPeer& peer) {
      for (const QString& field : fields)
        if (request.body.find('"' + field.toStdString() + '"') != std::string::npos)
          return peer.send(
              answer(status.toStdString(), "application/json",
                     q("{'error':{'message':'Unknown parameter: " + field.toStdString() + "'}}")));
      sendStream(peer, threeTokens);
    });
    const auto backend = backendOf(endpointOf(server.url()));
    VERIFY_FINE(ask(*backend));
    const auto asked = static_cast<std::size_t>(fields.size()) + 1;
    QCOMPARE(server.requests().size(), asked);
    QCOMPARE(backend->notices().size(), static_cast<std::size_t>(fields.size()));
    QVERIFY(backend->notices()[0].find("Unknown parameter") != std::string::npos);
    // Later requests leave it out at once, and nothing more is told.
    VERIFY_FINE(ask(*backend));
    QCOMPARE(server.requests().size(), asked + 1);
    QCOMPARE(backend->notices().size(), static_cast<std::size_t>(fields.size()));
    QCOMPARE(backend->traits().takesStreamUsage, !fields.contains("stream_options"));
  }

  void aRefusalThatStaysIsNotLearntFrom() {
    const LoopbackServer server([](const LoopbackRequest&, LoopbackPeer& peer) {
      peer.send(answer("400 Bad Request", "application/json",
                       q("{'error':{'message':'you sent ignore_eos; context too long'}}")));
    });
    const auto backend = backendOf(endpointOf(server.url()));
    const GenerationOutcome outcome = ask(*backend);
    COMPARE_FAILURE(outcome, FailureKind::httpStatus);
    QCOMPARE(server.requests().size(), std::size_t{2});
    QVERIFY(backend->notices().empty());
    QVERIFY(backend->traits().takesForcedLength);
  }
};

QTEST_APPLESS_MAIN(TestHttpBackend)
#include "test_http_backend.moc"
