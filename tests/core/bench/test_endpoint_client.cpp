// A client for a real server on loopback, and a point measured through it.
#include "core/bench/endpoint_client.h"
#include "tests/core/endpoint/openai_server.h"

#include <QtTest>

using namespace headroom;
using namespace headroom::test;

class TestEndpointClient : public QObject {
  Q_OBJECT

 private slots:
  void measuresThroughHttp() {
    const LoopbackServer server(openAiServer());
    Plan plan;
    plan.model = "m";
    plan.inputTokens = plan.outputTokens = {4, 8};
    auto client = connectEndpoint(endpointOf(server.url()), {}, plan, {});
    QVERIFY2(client.ok(), client.ok() ? "" : client.error().text().c_str());
    QVERIFY(client->realClock);
    QVERIFY(client->notes.empty());
    QVERIFY(client->stillThere());
    QCOMPARE(client->prompts->name(), std::string("fresh"));
    PointLoad load;
    load.inputTokens = 4;
    load.outputTokens = 16;
    load.ratePerSecond = 200;
    load.samples = 20;
    std::uint64_t finished = 0;
    const auto result = generateLoad(*client->backend, *client->prompts, load, {}, {},
                                     [&](const LiveBatch& batch) { finished = batch.finished; });
    QCOMPARE(result->completed, std::uint64_t{20});
    QCOMPARE(finished, std::uint64_t{20});
  }

  void aServerThatDoesNotCountTokensIsToldOf() {
    const LoopbackServer server(openAiServer({"tokenize"}));
    Plan plan;
    plan.model = "m";
    plan.inputTokens = plan.outputTokens = {4, 8};
    QCOMPARE(connectEndpoint(endpointOf(server.url()), {}, plan, {})->notes.size(), std::size_t{1});
    plan.prompts = "fixed";
    const auto fixed = connectEndpoint(endpointOf(server.url()), {}, plan, {});
    QVERIFY(fixed->notes.empty());
    QCOMPARE(fixed->prompts->name(), std::string("fixed"));
  }

  // Whatever the reason: prompts of calibrated length are less exact, and the person should know.
  void aTokenizerThatFailsIsToldOf() {
    for (const char* status : {"500 Internal Server Error", "503 Service Unavailable"}) {
      const LoopbackServer server([=](const LoopbackRequest& request, LoopbackPeer& peer) {
        if (request.path != "/tokenize") return openAiServer()(request, peer);
        peer.send(answer(status, "application/json", q("{'error':{'message':'out of order'}}")));
      });
      Plan plan;
      plan.model = "m";
      plan.inputTokens = plan.outputTokens = {4, 8};
      const auto client = connectEndpoint(endpointOf(server.url()), {}, plan, {});
      QVERIFY(client.ok());
      QCOMPARE(client->notes.size(), std::size_t{1});
      QVERIFY2(client->notes[0].find("tokenizer failed") != std::string::npos &&
                   client->notes[0].find("out of order") != std::string::npos &&
                   client->notes[0].find("calibrated") != std::string::npos,
               client->notes[0].c_str());
    }
    const LoopbackServer html([](const LoopbackRequest& request, LoopbackPeer& peer) {
      if (request.path != "/tokenize") return openAiServer()(request, peer);
      peer.send(answer("200 OK", "text/html", "<html>hello</html>"));
    });
    Plan plan;
    plan.model = "m";
    plan.inputTokens = plan.outputTokens = {4, 8};
    QCOMPARE(connectEndpoint(endpointOf(html.url()), {}, plan, {})->notes.size(), std::size_t{1});
  }

  void pointsBeyondTheContextAreToldOf() {
    const LoopbackServer server(openAiServer());
    Plan plan;
    plan.model = "m";
    const auto client = connectEndpoint(endpointOf(server.url()), {}, plan, {});
    QCOMPARE(client->notes.size(), std::size_t{1});
    QVERIFY2(client->notes[0].find("147 of 847 points ask for more than 4096 tokens") != std::string::npos &&
                 client->notes[0].find("--input-limit 2048 --output-limit 2048") != std::string::npos,
             client->notes[0].c_str());
    plan.inputTokens.limit = plan.outputTokens.limit = 2048;
    QVERIFY(connectEndpoint(endpointOf(server.url()), {}, plan, {})->notes.empty());
    plan.prompts = "dataset";  // its own
    QVERIFY(!connectEndpoint(endpointOf(server.url()), {}, plan, {})->prompts);
  }

  void aServerThatIsAwayIsNotThere() {
    std::string url;
    Plan plan;
    plan.model = "m";
    plan.prompts = "fixed";  // asks nothing beforehand
    std::optional<SweepClient> client;
    {
      const LoopbackServer server(openAiServer());
      url = server.url();
      client = std::move(*connectEndpoint(endpointOf(url), {}, plan, {}));
      QVERIFY(client->stillThere());
    }
    QVERIFY(!client->stillThere());
    plan.prompts = "fresh";
    QCOMPARE(connectEndpoint(endpointOf(url), {}, plan, {}).error().code, ErrorCode::unreachable);
  }
};

QTEST_APPLESS_MAIN(TestEndpointClient)
#include "test_endpoint_client.moc"
