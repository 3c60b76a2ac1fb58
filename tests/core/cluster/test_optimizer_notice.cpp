// The optimizer is asked by GET, with the model's name as one segment; what goes wrong is told.
#include "core/cluster/optimizer_notice.h"
#include "tests/support/loopback_server.h"

#include <QtTest>

using namespace headroom;
using namespace headroom::test;

class TestOptimizerNotice : public QObject {
  Q_OBJECT

 private slots:
  void asksForTheModel() {
    LoopbackServer server([](const LoopbackRequest&, LoopbackPeer& peer) {
      peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
    });
    const auto told = notifyOptimizer(server.url() + "/", "meta/llama 2", 5);
    QVERIFY2(told.ok(), told.ok() ? "" : told.error().text().c_str());
    QCOMPARE(server.requests().size(), std::size_t{1});
    QCOMPARE(server.requests()[0].method, std::string("GET"));
    QCOMPARE(server.requests()[0].path, std::string("/update_profile/meta%2Fllama%202"));
  }

  void tellsWhatWentWrong_data() {
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("code");
    QTest::newRow("unknown model")
        << QByteArray(
               "HTTP/1.1 404 Not Found\r\nContent-Length: 32\r\n\r\n{\"error\": \"Model m is not known\"}")
        << static_cast<int>(ErrorCode::notFound);
    QTest::newRow("its own fault") << QByteArray(
                                          "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n")
                                   << static_cast<int>(ErrorCode::rejected);
  }
  void tellsWhatWentWrong() {
    QFETCH(QByteArray, answer);
    QFETCH(int, code);
    LoopbackServer server(
        [&](const LoopbackRequest&, LoopbackPeer& peer) { peer.send(answer.toStdString()); });
    const auto told = notifyOptimizer(server.url(), "m", 5);
    QVERIFY(!told.ok());
    QCOMPARE(static_cast<int>(told.error().code), code);
    QVERIFY(told.error().message.starts_with("the GPU optimizer was not told: "));
    QVERIFY(told.error().hint.find("by itself") != std::string::npos);
  }

  void nobodyThereAndNonsense() {
    QCOMPARE(notifyOptimizer("http://127.0.0.1:1", "m", 5).error().code, ErrorCode::unreachable);
    QCOMPARE(notifyOptimizer("ftp://there", "m", 5).error().code, ErrorCode::invalidArgument);
    QCOMPARE(notifyOptimizer("http://127.0.0.1:1", "", 5).error().code, ErrorCode::invalidArgument);
  }
};

QTEST_GUILESS_MAIN(TestOptimizerNotice)
#include "test_optimizer_notice.moc"
