// The workspace's traffic as its consumers get it: read, treated, laid over each other, followed.
#include "tests/support/qt_warnings.h"
#include "tests/ui/traffic/traffic_fixture.h"

#include <QFile>
#include <QSignalSpy>

#include <cmath>

using namespace headroom;
using namespace headroom::ui;

namespace {

double rateOf(const TrafficData& traffic) { return traffic.traffic() ? traffic.traffic()->mean.rate() : -1; }
bool near(double a, double b) { return std::abs(a - b) < 1e-6 * std::max(1.0, std::abs(b)); }

}  // namespace

class TestTrafficData : public test::WidgetTest {
  Q_OBJECT

 private slots:
  void nothingToBeginWith() {
    test::TrafficFixture f;
    QTRY_VERIFY(f.services.traffic.settled());
    QVERIFY(!f.services.traffic.traffic());
    QVERIFY(!f.services.traffic.error());
  }

  void partsAreTreatedAndLaidOver() {
    test::TrafficFixture f;
    TrafficData& traffic = f.services.traffic;
    const std::string path = f.trace().toStdString();
    f.use({{.origin = TrafficOfFile{path}}});
    QTRY_VERIFY(near(rateOf(traffic), 1));
    QVERIFY(traffic.traffic()->recording.has_value());
    f.use({{.origin = TrafficOfFile{path}, .scale = 3},
           {.origin = TrafficTable{{64}, {128}, {{4}}}},
           {.origin = TrafficTable{{64}, {128}, {{100}}}, .on = false}});
    QTRY_VERIFY(near(rateOf(traffic), 7));
    f.services.session.undoStack()->undo();
    QTRY_VERIFY(near(rateOf(traffic), 1));
    f.use({});
    QTRY_VERIFY(traffic.settled() && !traffic.traffic());
  }

  // It belongs to the traffic and changes no part of it: while it is dragged, nothing is laid over anew.
  void theRateThatIsPlannedForChangesNoPart() {
    test::TrafficFixture f;
    TrafficData& traffic = f.services.traffic;
    f.use({{.origin = TrafficTable{{64}, {128}, {{4}}}}});
    QTRY_VERIFY(near(rateOf(traffic), 4));
    QTRY_VERIFY(traffic.settled());
    const auto before = traffic.traffic();
    f.services.session.edit("Drag", [](Workspace& w) { w.trafficRate = 30; });
    QVERIFY(traffic.settled());
    QCOMPARE(traffic.traffic(), before);
    f.use({{.origin = TrafficTable{{64}, {128}, {{5}}}}});
    QTRY_VERIFY(near(rateOf(traffic), 5));
  }

  void aFileThatChangesIsReadAgain() {
    test::TrafficFixture f;
    const QString path = f.trace();
    f.use({{.origin = TrafficOfFile{path.toStdString()}}});
    QTRY_VERIFY(near(rateOf(f.services.traffic), 1));
    f.write("trace.csv", "time,input,output\n0,128,64\n10,128,64\n");
    QTRY_VERIFY(near(rateOf(f.services.traffic), 0.1));
    // It goes: what was read stays, and that is said. It comes back: so does the traffic.
    QVERIFY(QFile::remove(path));
    QTRY_VERIFY(f.services.traffic.error().has_value());
    QVERIFY(near(rateOf(f.services.traffic), 0.1));
    f.trace();
    QTRY_VERIFY(near(rateOf(f.services.traffic), 1));
    QTRY_VERIFY(!f.services.traffic.error());
  }

  void whatCannotBeReadIsTold() {
    test::TrafficFixture f;
    TrafficData& traffic = f.services.traffic;
    f.use({{.origin = TrafficOfFile{"/no/such/trace.csv"}}});
    QTRY_VERIFY(traffic.error().has_value());
    QVERIFY(traffic.error()->message.find("/no/such/trace.csv") != std::string::npos);
    QVERIFY(!traffic.traffic());
    // The parts that can be read count all the same.
    f.use({{.origin = TrafficOfFile{"/no/such/trace.csv"}}, {.origin = TrafficTable{{64}, {128}, {{4}}}}});
    QTRY_VERIFY(near(rateOf(traffic), 4));
    QVERIFY(traffic.error().has_value());
    // A list tells no times: it waits for its rate.
    const std::string list = f.write("list.csv", "128,64\n").toStdString();
    f.use({{.origin = TrafficOfFile{list}}});
    QTRY_VERIFY(traffic.error() && traffic.error()->message.find("no times") != std::string::npos);
    f.use({{.origin = TrafficOfFile{list}, .rate = 5}});
    QTRY_VERIFY(near(rateOf(traffic), 5));
    QTRY_VERIFY(!traffic.error());
    f.use({{.origin = TrafficTable{{64}, {128}, {{0}}}}});
    QTRY_VERIFY(traffic.error() && traffic.error()->message.find("empty") != std::string::npos);
    f.use({{.origin = TrafficOfGateway{"nowhere"}}});
    QTRY_VERIFY(traffic.error() && traffic.error()->message.find("nowhere") != std::string::npos);
  }

  // The gateway goes on, goes away and comes back: the traffic follows.
  void aGatewayIsFollowed() {
    auto redis = std::make_unique<test::RedisServer>();
    QVERIFY2(redis->isRunning(), qPrintable(redis->problem()));
    const int port = redis->port();
    test::TrafficFixture f;
    TrafficData& traffic = f.services.traffic;
    f.connectTo(*redis);
    test::putTrace(*redis, 120);
    f.use({{.origin = TrafficOfGateway{"east"}, .scale = 2}});
    QTRY_VERIFY(near(rateOf(traffic), 24));
    QVERIFY(traffic.traffic()->cluster.has_value());
    test::putTrace(*redis, 240);
    QTRY_VERIFY(rateOf(traffic) > 24.1);
    const double last = rateOf(traffic);
    redis->kill();
    QTRY_VERIFY(traffic.error().has_value());
    QVERIFY(near(rateOf(traffic), last));  // the last window
    redis = std::make_unique<test::RedisServer>(test::RedisServer::Options{.port = port});
    QVERIFY2(redis->isRunning(), qPrintable(redis->problem()));
    test::putTrace(*redis, 50);
    QTRY_VERIFY(near(rateOf(traffic), 10));
    QTRY_VERIFY(!traffic.error());
  }

  void allWhoWatchShareOneMonitor() {
    const test::RedisServer redis;
    QVERIFY2(redis.isRunning(), qPrintable(redis.problem()));
    test::TrafficFixture f;
    f.connectTo(redis);
    auto first = f.services.traffic.monitor("east");
    QCOMPARE(f.services.traffic.monitor("east"), first);
    QVERIFY(f.services.traffic.monitor("east", 60) != first);
    QTRY_VERIFY(first->snapshot());
    QVERIFY(first->snapshot()->whyNothing.has_value());
    // Another server under the same name: what was seen of the old one is forgotten.
    f.services.session.edit("Change", [](Workspace& w) { w.connections[0].url = "redis://127.0.0.1:1"; });
    QTRY_VERIFY(first->snapshot() && first->snapshot()->problem);
    f.services.session.undoStack()->undo();
    QTRY_VERIFY(first->snapshot() && first->snapshot()->live);
  }
};

QTEST_MAIN(TestTrafficData)
#include "test_traffic_data.moc"
