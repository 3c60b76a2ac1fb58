// headroomctl probe, as a person runs it.
#include "tests/core/endpoint/openai_server.h"
#include "tests/support/certificates.h"
#include "tests/support/ctl.h"

#include <QtTest>

#include <nlohmann/json.hpp>

using namespace headroom::test;

class TestCtlProbe : public QObject {
  Q_OBJECT

  QTemporaryDir m_directory;

 private slots:
  void saysWhatAnEndpointCanDo() {
    const LoopbackServer server(openAiServer({"metrics"}));
    const Ran ran = runCtl({"probe", "--url", QString::fromStdString(server.url())});
    QCOMPARE(ran.code, 0);
    for (const char* check :
         {"models", "streaming", "usage", "ignore_eos", "tokenize", "metrics", "health", "round trip"})
      QVERIFY2(ran.out.contains(check), ran.out.constData());
    QVERIFY(ran.err.isEmpty());
  }

  void answersAsJson() {
    const LoopbackServer server(openAiServer());
    const Ran ran = runCtl({"probe", "--url", QString::fromStdString(server.url()), "--json"});
    QCOMPARE(ran.code, 0);
    const auto value = nlohmann::json::parse(ran.out.toStdString());
    QCOMPARE(value["model"].get<std::string>(), std::string("m"));
    QCOMPARE(value["canBenchmark"].get<bool>(), true);
    QCOMPARE(value["maxModelLength"].get<int>(), 4096);
    QCOMPARE(value["checks"].size(), std::size_t{8});
  }

  void endsWithThreeWhenItCannotBeBenchmarked() {
    for (const char* lack : {"streaming", "models"}) {
      const LoopbackServer server(openAiServer({lack}));
      const Ran ran = runCtl({"probe", "--url", QString::fromStdString(server.url())});
      QCOMPARE(ran.code, 3);
      QVERIFY2(ran.err.contains("cannot be benchmarked"), ran.err.constData());
    }
  }

  // Within the patience of a person, where nothing else is asked for.
  void anEndpointThatStallsIsTold() {
    const LoopbackServer server([](const LoopbackRequest& request, LoopbackPeer& peer) {
      if (request.path == "/v1/completions") return peer.waitForClose();
      openAiServer()(request, peer);
    });
    const QString url = QString::fromStdString(server.url());
    for (const QStringList& more : {QStringList{}, QStringList{"--first-token-timeout", "0.5"}}) {
      const Ran ran = runCtl(QStringList{"probe", "--url", url} + more);
      QCOMPARE(ran.code, 3);
      QVERIFY2(ran.out.contains("firstTokenTimeout"), ran.out.constData());
      QVERIFY2(ran.err.contains("cannot be benchmarked"), ran.err.constData());
    }
  }

  void endsWithOneWhenNobodyAnswers() {
    QString url;
    {
      const LoopbackServer server(openAiServer());
      url = QString::fromStdString(server.url());
    }
    const Ran ran = runCtl({"probe", "--url", url});
    QCOMPARE(ran.code, 1);
    QVERIFY(ran.out.isEmpty());
    QVERIFY2(ran.err.contains("check that the server runs"), ran.err.constData());
  }

  void wrongUseIsTwo_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("no scheme") << QStringList{"--url", "localhost:8010"};
    QTest::newRow("not http") << QStringList{"--url", "ftp://host"};
    QTest::newRow("one call") << QStringList{"--url", "http://host/v1/completions"};
    QTest::newRow("api") << QStringList{"--api", "images"};
    QTest::newRow("time-out") << QStringList{"--timeout", "0"};
    QTest::newRow("header") << QStringList{"--header", "no colon"};
    QTest::newRow("two keys") << QStringList{"--api-key-env", "A", "--api-key-file", "b"};
  }
  void wrongUseIsTwo() {
    QFETCH(QStringList, arguments);
    const Ran ran = runCtl(QStringList{"probe"} + arguments);
    QCOMPARE(ran.code, 2);
    QVERIFY(!ran.err.isEmpty());
  }

  void theKeyComesFromAFileOrAVariableAndIsNeverPrinted() {
    const LoopbackServer server([](const LoopbackRequest& request, LoopbackPeer& peer) {
      if (request.head.find("Authorization: Bearer " + apiKey) == std::string::npos)
        return peer.send(answer("401 Unauthorized", "application/json", q("{'error':'no'}")));
      openAiServer()(request, peer);
    });
    const QString url = QString::fromStdString(server.url()), key = QString::fromStdString(apiKey);
    QFile file(m_directory.filePath("key"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write((key + "\n").toUtf8());
    file.close();
    for (const auto& [arguments, environment] :
         std::vector<std::pair<QStringList, QStringList>>{{{"--api-key-file", file.fileName()}, {}},
                                                          {{"--api-key-env", "KEY"}, {"KEY=" + key}},
                                                          {{"--api-key", key}, {}}}) {
      const Ran ran = runCtl(QStringList{"probe", "--url", url} + arguments, environment);
      QVERIFY2(ran.code == 0, ran.err.constData());
      QVERIFY(!ran.out.contains(key.toUtf8()) && !ran.err.contains(key.toUtf8()));
    }
    QCOMPARE(runCtl({"probe", "--url", url}).code, 3);
    QCOMPARE(runCtl({"probe", "--url", url, "--api-key-env", "ABSENT_KEY"}).code, 1);
  }

  void tlsNeedsItsAuthority() {
    const Certificate made = makeCertificate(m_directory.filePath("server").toStdString());
    const LoopbackServer server(openAiServer(), made.certificateFile, made.keyFile);
    const QString url = QString::fromStdString(server.url());
    const Ran trusted =
        runCtl({"probe", "--url", url, "--ca-file", QString::fromStdString(made.certificateFile)});
    QVERIFY2(trusted.code == 0, trusted.err.constData());
    const Ran refused = runCtl({"probe", "--url", url});
    QCOMPARE(refused.code, 1);
    QVERIFY2(refused.err.contains("--ca-file"), refused.err.constData());
  }
};

QTEST_APPLESS_MAIN(TestCtlProbe)
#include "test_ctl_probe.moc"
