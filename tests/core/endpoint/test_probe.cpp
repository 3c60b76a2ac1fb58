#include "core/endpoint/probe.h"
#include "tests/core/endpoint/openai_server.h"

using namespace headroom;
using namespace headroom::test;

namespace {

Result<ProbeReport> probeOf(const LoopbackServer& server, const std::string& model = "") {
  Endpoint endpoint = endpointOf(server.url());
  endpoint.model = model;
  return probe(endpoint, {5, 10, 20}, {});
}

std::string words(const ProbeReport& report, const char* check) {
  const ProbeCheck* found = report.check(check);
  return found ? std::string(name(found->state)) + ": " + found->words : "no such check";
}

}  // namespace

class TestProbe : public QObject {
  Q_OBJECT

 private slots:
  void aServerThatCanAll() {
    const LoopbackServer server(openAiServer());
    const auto report = probeOf(server);
    QVERIFY2(report.ok(), report.ok() ? "" : report.error().text().c_str());
    for (const char* check :
         {"models", "streaming", "usage", "ignore_eos", "tokenize", "metrics", "health", "round trip"})
      QVERIFY2(words(*report, check).starts_with("ok"), (check + words(*report, check)).c_str());
    QVERIFY(report->canBenchmark());
    QCOMPARE(report->model, std::string("m"));  // the only one there is
    QCOMPARE(*report->maxModelLength, 4096);
    QVERIFY(*report->roundTripSeconds > 0);
  }

  void eachThingAServerCannotDoIsSaid_data() {
    QTest::addColumn<QString>("ability");
    QTest::addColumn<bool>("benchmarks");
    for (const char* ability : {"usage", "ignore_eos", "tokenize", "metrics", "health"})
      QTest::newRow(ability) << ability << true;
    QTest::newRow("streaming") << "streaming" << false;
    QTest::newRow("models") << "models" << false;
  }
  void eachThingAServerCannotDoIsSaid() {
    QFETCH(QString, ability);
    QFETCH(bool, benchmarks);
    const LoopbackServer server(openAiServer({ability.toStdString()}));
    const auto report = probeOf(server);
    QVERIFY(report.ok());
    QVERIFY2(words(*report, qPrintable(ability)).starts_with("no"),
             words(*report, qPrintable(ability)).c_str());
    QCOMPARE(report->canBenchmark(), benchmarks);
  }

  void aModelMustBeChosenAmongSeveral() {
    const LoopbackServer server(openAiServer({}, "{'id':'m'},{'id':'n'}"));
    const auto open = probeOf(server);
    QVERIFY(open->model.empty() && !open->canBenchmark());
    QVERIFY2(words(*open, "models").find("m, n") != std::string::npos, words(*open, "models").c_str());
    QVERIFY(probeOf(server, "n")->canBenchmark());
    const auto wrong = probeOf(server, "x");
    QVERIFY2(words(*wrong, "models").starts_with("no: there is no x"), words(*wrong, "models").c_str());
  }

  void aNamedModelNeedsNoList() {
    const LoopbackServer server(openAiServer({"models"}));
    QVERIFY(probeOf(server, "m")->canBenchmark());
  }

  void aWebPageIsExplained() {
    const LoopbackServer server([](const LoopbackRequest&, LoopbackPeer& peer) {
      peer.send(answer("200 OK", "text/html", "<html><title>Grafana</title></html>"));
    });
    const auto report = probeOf(server);
    QVERIFY(report.ok() && !report->canBenchmark());
    QVERIFY2(words(*report, "models").find("HTML, not JSON: \"Grafana\"") != std::string::npos,
             words(*report, "models").c_str());
  }

  void aWrongKeyIsExplainedAndNeverTold() {
    const LoopbackServer server([](const LoopbackRequest&, LoopbackPeer& peer) {
      peer.send(answer("401 Unauthorized", "application/json",
                       q("{'error':{'message':'bad key " + apiKey + "'}}")));
    });
    const auto report = probeOf(server, "m");
    QVERIFY(report.ok() && !report->canBenchmark());
    QVERIFY2(words(*report, "models").find("check the API key") != std::string::npos,
             words(*report, "models").c_str());
    QVERIFY2(words(*report, "streaming").find("check the API key") != std::string::npos,
             words(*report, "streaming").c_str());
    for (const ProbeCheck& check : report->checks) QVERIFY(check.words.find(apiKey) == std::string::npos);
  }

  void nobodyThereIsAnError() {
    std::string url;
    {
      const LoopbackServer server(openAiServer());
      url = server.url();
    }
    const auto report = probe(endpointOf(url), {}, {});
    QVERIFY(!report.ok());
    QCOMPARE(report.error().code, ErrorCode::unreachable);
  }

  void stops() {
    std::stop_source stop;
    const LoopbackServer server([&](const LoopbackRequest&, LoopbackPeer& peer) {
      stop.request_stop();
      peer.waitForClose();
    });
    QCOMPARE(probe(endpointOf(server.url()), {}, stop.get_token()).error().code, ErrorCode::cancelled);
  }
};

QTEST_APPLESS_MAIN(TestProbe)
#include "test_probe.moc"
