#include "core/endpoint/endpoint_url.h"

#include <QtTest>

using namespace headroom;

class TestEndpointUrl : public QObject {
  Q_OBJECT

  QTemporaryDir m_directory;

 private slots:
  void bringsUrlsIntoOneForm_data() {
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("root");
    QTest::newRow("as it is") << "http://127.0.0.1:8010"
                              << "http://127.0.0.1:8010";
    QTest::newRow("slash") << "http://127.0.0.1:8010/"
                           << "http://127.0.0.1:8010";
    QTest::newRow("v1") << "http://127.0.0.1:8010/v1"
                        << "http://127.0.0.1:8010";
    QTest::newRow("v1 and slash") << "http://127.0.0.1:8010/v1/"
                                  << "http://127.0.0.1:8010";
    QTest::newRow("prefix") << "https://gateway.example/team/llama/v1"
                            << "https://gateway.example/team/llama";
    QTest::newRow("IPv6") << "http://[::1]:8010"
                          << "http://[::1]:8010";
  }
  void bringsUrlsIntoOneForm() {
    QFETCH(QString, given);
    QFETCH(QString, root);
    Endpoint endpoint;
    endpoint.baseUrl = given.toStdString();
    const auto made = endpointRoot(endpoint);
    QVERIFY2(made.ok(), made.ok() ? "" : made.error().text().c_str());
    QCOMPARE(QString::fromStdString(*made), root);
  }

  void refusesEveryWrongKind_data() {
    QTest::addColumn<QString>("url");
    for (const char* url : {"",
                            "localhost:8010",
                            "127.0.0.1",
                            "http://",
                            "http:///v1",
                            "ftp://host",
                            "redis://host",
                            "file:///etc/passwd",
                            "http://host:0",
                            "http://host:99999",
                            "http://host:80a",
                            "http://ho st",
                            "http://[::1",
                            "http://user:hunter2@host",
                            "http://user@host",
                            "http://host/?x=1",
                            "http://host?",
                            "http://host/#part",
                            "http://host/v1/completions",
                            "http://host/v1/chat/completions",
                            "http://host/v1/models",
                            "http://host/\r\nX: y",
                            "://host",
                            "http//host"})
      QTest::newRow(url) << url;
  }
  void refusesEveryWrongKind() {
    QFETCH(QString, url);
    Endpoint endpoint;
    endpoint.baseUrl = url.toStdString();
    const auto made = endpointRoot(endpoint);
    QVERIFY(!made.ok());
    QCOMPARE(made.error().code, ErrorCode::invalidArgument);
    QVERIFY(!made.error().hint.empty());
    QVERIFY2(made.error().text().find("hunter2") == std::string::npos, made.error().text().c_str());
  }

  void refusesHeadersThatEndALine() {
    Endpoint endpoint;
    endpoint.baseUrl = "http://host";
    endpoint.headers = {{"routing-strategy", "random"}};
    QVERIFY(endpointRoot(endpoint).ok());
    for (const auto& header : std::vector<std::pair<std::string, std::string>>{
             {"", "x"}, {"a b", "x"}, {"a:b", "x"}, {"a", "x\r\nEvil: y"}, {"a", "x\ny"}}) {
      endpoint.headers = {header};
      QCOMPARE(endpointRoot(endpoint).error().code, ErrorCode::invalidArgument);
    }
    endpoint.headers.clear();
    endpoint.apiKey = Secret("sk-1\r\nEvil: y");
    const auto made = endpointRoot(endpoint);
    QCOMPARE(made.error().code, ErrorCode::invalidArgument);
    QVERIFY(made.error().text().find("sk-1") == std::string::npos);
  }

  void checksTheCaFile() {
    Endpoint endpoint;
    endpoint.baseUrl = "https://host";
    endpoint.caFile = m_directory.filePath("absent.pem").toStdString();
    QCOMPARE(endpointRoot(endpoint).error().code, ErrorCode::notFound);
    QFile file(m_directory.filePath("empty.pem"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    endpoint.caFile = file.fileName().toStdString();
    const auto made = endpointRoot(endpoint);
    QCOMPARE(made.error().code, ErrorCode::tls);
    QVERIFY(made.error().message.find(endpoint.caFile) != std::string::npos);
  }
};

QTEST_APPLESS_MAIN(TestEndpointUrl)
#include "test_endpoint_url.moc"
