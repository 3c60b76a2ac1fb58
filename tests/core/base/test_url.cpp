#include "core/base/url.h"

#include <QtTest>

using namespace headroom;

class TestUrl : public QObject {
  Q_OBJECT

 private slots:
  void readsEveryPart() {
    const auto url = Url::parse("redis://us%40er:p%3Aw@host.example:6380/2?model=a%20b&x=");
    QVERIFY2(url.ok(), url.ok() ? "" : url.error().text().c_str());
    QCOMPARE(url->scheme, std::string("redis"));
    QCOMPARE(url->user, std::string("us@er"));
    QCOMPARE(url->password.reveal(), std::string("p:w"));
    QCOMPARE(url->host, std::string("host.example"));
    QCOMPARE(url->port.value(), 6380);
    QCOMPARE(url->path, std::string("/2"));
    QCOMPARE(url->query("model").value(), std::string("a b"));
    QCOMPARE(url->query("x").value(), std::string());
    QVERIFY(!url->query("absent"));
    QCOMPARE(url->shown(), std::string("redis://host.example:6380/2"));
  }

  void readsIpv6AndSockets() {
    const auto v6 = Url::parse("http://[::1]:8010");
    QVERIFY(v6.ok());
    QCOMPARE(v6->host, std::string("::1"));
    QCOMPARE(v6->shown(), std::string("http://[::1]:8010/"));
    const auto socket = Url::parse("unix:///run/redis.sock?model=m");
    QVERIFY(socket.ok());
    QCOMPARE(socket->path, std::string("/run/redis.sock"));
    QVERIFY(socket->host.empty());
  }

  void refusesWithTheReason_data() {
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << "";
    QTest::newRow("no scheme") << "localhost:8010";
    QTest::newRow("only a scheme") << "http://";
    QTest::newRow("port not a number") << "http://host:80a/";
    QTest::newRow("port zero") << "http://host:0/";
    QTest::newRow("port too large") << "http://host:65536/";
    QTest::newRow("space in the host") << "http://ho st/";
    QTest::newRow("open bracket") << "http://[::1/";
    QTest::newRow("control character in the path") << "http://host/a%01b";
    QTest::newRow("control character in the password") << "redis://u:a%0ab@host/";
    QTest::newRow("line end") << "http://host/\r\nX: y";
  }
  void refusesWithTheReason() {
    QFETCH(QString, text);
    const auto url = Url::parse(text.toStdString());
    QVERIFY(!url.ok());
    QCOMPARE(url.error().code, ErrorCode::invalidArgument);
    QVERIFY(!url.error().message.empty());
    QVERIFY(!url.error().hint.empty());
  }

  void neverTellsAPassword_data() {
    QTest::addColumn<QString>("text");
    QTest::newRow("bad port") << "redis://user:hunter2@host:99999/0";
    QTest::newRow("slash in it") << "redis://user:hunter2/x@host:99999/0";
    QTest::newRow("at in it") << "redis://user:hunter2@x@ho st/0";
    QTest::newRow("no user") << "redis://:hunter2@host:0";
    QTest::newRow("question mark in it") << "redis://u:hunter2?@host:0";
  }
  void neverTellsAPassword() {
    QFETCH(QString, text);
    const auto url = Url::parse(text.toStdString());
    const std::string said = url.ok() ? url->shown() : url.error().text();
    QVERIFY2(said.find("hunter2") == std::string::npos, said.c_str());
  }
};

QTEST_APPLESS_MAIN(TestUrl)
#include "test_url.moc"
