#include "core/store/destination.h"

#include <QtTest>

using namespace headroom;

class TestDestination : public QObject {
  Q_OBJECT

 private slots:
  void readsEveryForm() {
    auto d = parseDestination("redis://ops:p%40ss@redis.prod:6380/2?model=org%2Fname");
    QVERIFY2(d.ok(), d.ok() ? "" : d.error().text().c_str());
    QCOMPARE(d->kind, Destination::Kind::tcp);
    QCOMPARE(d->host, std::string("redis.prod"));
    QCOMPARE(d->port, 6380);
    QCOMPARE(d->database, 2);
    QCOMPARE(d->user, std::string("ops"));
    QCOMPARE(d->password.reveal(), std::string("p@ss"));
    QCOMPARE(d->model, std::string("org/name"));
    QCOMPARE(d->shown(), std::string("redis://redis.prod:6380/2"));

    d = parseDestination("redis://h?model=m");
    QCOMPARE(d->port, 6379);
    QCOMPARE(d->database, 0);
    d = parseDestination("rediss://[::1]:7000/");
    QCOMPARE(d->kind, Destination::Kind::tls);
    QCOMPARE(d->host, std::string("::1"));
    QCOMPARE(d->shown(), std::string("rediss://[::1]:7000/0"));
    QVERIFY(d->model.empty());
    d = parseDestination("redis://:secret@h");
    QVERIFY(d->user.empty());
    QCOMPARE(d->password.reveal(), std::string("secret"));
    d = parseDestination("unix:///run/r.sock?model=m&db=3&user=u");
    QCOMPARE(d->kind, Destination::Kind::socket);
    QCOMPARE(d->path, std::string("/run/r.sock"));
    QCOMPARE(d->database, 3);
    QCOMPARE(d->user, std::string("u"));
    QCOMPARE(parseDestination("a10.json")->kind, Destination::Kind::file);
    QCOMPARE(parseDestination("profiles/")->kind, Destination::Kind::directory);
    QCOMPARE(parseDestination("/")->kind, Destination::Kind::directory);
    QCOMPARE(parseDestination("file:///tmp/x.json")->path, std::string("/tmp/x.json"));
  }

  void refusesWithTheReason_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");
    QTest::newRow("empty") << ""
                           << "empty";
    QTest::newRow("scheme only") << "redis://"
                                 << "";
    QTest::newRow("one slash") << "redis:/host"
                               << "two slashes";
    QTest::newRow("http") << "http://host/"
                          << "scheme http";
    QTest::newRow("port") << "redis://u:hunter2@host:99999"
                          << "";
    QTest::newRow("port a word") << "redis://u:hunter2@host:abc"
                                 << "";
    QTest::newRow("database a word") << "redis://u:hunter2@host/abc?model=m"
                                     << "database";
    QTest::newRow("database negative") << "redis://u:hunter2@host/-1"
                                       << "database";
    QTest::newRow("database twice") << "redis://u:hunter2@host/1/2"
                                    << "database";
    QTest::newRow("slip in the query") << "redis://u:hunter2@host?modle=m"
                                       << "modle";
    QTest::newRow("no socket") << "unix:///?model=m"
                               << "socket";
    QTest::newRow("space") << "redis://u:hunter2@ho st?model=m"
                           << "space";
  }
  void refusesWithTheReason() {
    QFETCH(QString, text);
    QFETCH(QString, says);
    const auto d = parseDestination(text.toStdString());
    QVERIFY(!d.ok());
    QCOMPARE(d.error().code, ErrorCode::invalidArgument);
    const QString said = QString::fromStdString(d.error().text());
    QVERIFY2(said.contains(says), qPrintable(said));
    QVERIFY2(said.contains("?model=NAME"), qPrintable(said));
    QVERIFY2(!said.contains("hunter2"), qPrintable(said));
  }
};

QTEST_APPLESS_MAIN(TestDestination)
#include "test_destination.moc"
