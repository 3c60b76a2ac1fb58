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
    QCOMPARE(connectEndpoint(endpointOf(server.url()), {}, plan, {})->notes.size(), std::size_t{1});
    plan.prompts = "fixed";
    const auto fixed = connectEndpoint(endpointOf(server.url()), {}, plan, {});
    QVERIFY(fixed->notes.empty());
    QCOMPARE(fixed->prompts->name(), std::string("fixed"));
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
