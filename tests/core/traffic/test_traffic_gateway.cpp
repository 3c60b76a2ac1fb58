// Live traffic from a real redis-server: the window, why nothing is seen, and Redis that goes and comes back.
#include "core/traffic/distribution.h"
#include "core/traffic/gateway_source.h"
#include "tests/support/redis_server.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include <cmath>
#include <set>

using namespace headroom;
using namespace headroom::test;

namespace {

constexpr double kNow = 1748889000;

Destination at(const RedisServer& redis, const QString& model, int database = 0) {
  Destination destination = *parseDestination(redis.url(model).toStdString());
  destination.database = database;
  return destination;
}

void put(const RedisServer& redis, const QString& model, qint64 start, const QString& json) {
  redis.command({"SET", QString("aibrix:%1_request_trace_%2").arg(model).arg(start), json});
}

GatewayTrace trace(std::int64_t start, double requests) {
  GatewayTrace one;
  one.startSeconds = start;
  one.requests = one.counted = requests;
  one.counts = {{80, 60, Above::no, Above::no, requests}};
  return one;
}

}  // namespace

class TestTrafficGateway : public QObject {
  Q_OBJECT

 private slots:
  // contracts 5: rate = max(average over the window, latest interval).
  void theWindowsRates() {
    std::vector<GatewayTrace> traces{trace(1000, 999), trace(1300, 240), trace(1310, 120), trace(1490, 480)};
    const WindowView view = viewOf(traces, 1500, 240);
    QCOMPARE(view.timeline.size(), std::size_t{3});  // the first is older
    QCOMPARE(view.requests, 840.0);
    QCOMPARE(view.averageRate, 3.5);
    QCOMPARE(view.latestRate, 48.0);
    QCOMPARE(view.rate, 48.0);
    QVERIFY(std::abs(view.traffic().rate() - 48) < 1e-9);
    QCOMPARE(view.clustering.clusters.size(), std::size_t{1});
    QCOMPARE(view.clustering.clusters[0].centreLog2Input, 8.0);
    QCOMPARE(view.clustering.coverage, 1.0);
  }

  void fewerThanTenNearPointsAreNoCluster() {
    const WindowView view = viewOf(std::vector<GatewayTrace>{trace(1490, 9)}, 1500, 240);
    QVERIFY(view.clustering.clusters.empty());
    QCOMPARE(view.clustering.coverage, 0.0);
  }

  void aGatewayWhoseClockIsAhead() {
    const WindowView view = viewOf(std::vector<GatewayTrace>{trace(5000, 100)}, 1500, 240);
    QCOMPARE(view.requests, 100.0);
    QVERIFY(!view.warnings.empty() && view.warnings[0].find("ahead") != std::string::npos);
    // One key far ahead beside sound ones: these make the window, and the one is named.
    const WindowView sound =
        viewOf(std::vector<GatewayTrace>{trace(1490, 70), trace(9999999999, 100), trace(1400, 30)}, 1500);
    QCOMPARE(sound.requests, 100.0);
    QCOMPARE(sound.endSeconds, 1500.0);
    QCOMPARE(sound.latestRate, 7.0);
    QCOMPARE(sound.warnings.size(), std::size_t{1});
    QVERIFY2(sound.warnings[0].find("_request_trace_9999999999") != std::string::npos,
             sound.warnings[0].c_str());
    // A gateway less than a window ahead keeps its time, whatever old traces there are.
    const WindowView slightly = viewOf(std::vector<GatewayTrace>{trace(1490, 70), trace(1600, 100)}, 1500);
    QCOMPARE(slightly.requests, 170.0);
    QCOMPARE(slightly.endSeconds, 1600.0);
  }

  void readsLiveTraces() {
    const RedisServer redis;
    QVERIFY2(redis.isRunning(), qPrintable(redis.problem()));
    put(redis, "m", qint64(kNow) - 20,
        R"({"80:60": 40, "meta_v": 4, "meta_interval_sec": 10, "meta_precision": 10,
        "meta_total_reqs": 50, "meta_pending_reqs": 3, "meta_queueing_reqs": 2})");
    put(redis, "m", qint64(kNow) - 30, R"({"8:6": 20})");
    put(redis, "m2", qint64(kNow) - 30, R"({"8:6": 7000})");
    GatewaySource source(at(redis, "m"), {});
    const GatewaySnapshot snapshot = source.refresh(kNow, {});
    QVERIFY2(snapshot.live, snapshot.problem ? snapshot.problem->text().c_str() : "");
    QCOMPARE(snapshot.view.requests, 70.0);
    QCOMPARE(*snapshot.view.pending, 3.0);
    QCOMPARE(*snapshot.view.queueing, 2.0);
    QCOMPARE(snapshot.view.latestRate, 5.0);
    QVERIFY(!snapshot.whyNothing);
  }

  // The reference's own traces of every version, in Redis, while the window slides over them.
  void everyVersionInASlidingWindow_data() {
    QTest::addColumn<int>("version");
    for (const int version : {1, 2, 3, 4}) QTest::addRow("v%d", version) << version;
  }
  void everyVersionInASlidingWindow() {
    QFETCH(int, version);
    const RedisServer redis;
    QVERIFY2(redis.isRunning(), qPrintable(redis.problem()));
    struct Told {
      double start, requests;
      QJsonObject value;
    };
    std::vector<Told> told;
    QFile file(HEADROOM_TEST_DATA "/workload/request_traces.jsonl");
    QVERIFY(file.open(QIODevice::ReadOnly));
    while (!file.atEnd()) {
      const QJsonObject line = QJsonDocument::fromJson(file.readLine()).object();
      const QJsonObject value = line["value"].toObject();
      if (value["meta_v"].toInt(1) != version) continue;
      const QString key = line["key"].toString();
      redis.command({"SET", key, QJsonDocument(value).toJson(QJsonDocument::Compact)});
      told.push_back({key.section('_', -1).toDouble(), line["rate"].toDouble() * 10, value});
    }
    QCOMPARE(told.size(), std::size_t{3});
    GatewaySource source(at(redis, "m"), {}, 25);
    // Each interval is in the window until all of it is older than that.
    for (const double now : {1748888510.0, 1748888516.0, 1748888526.0, 1748888530.0}) {
      const GatewaySnapshot snapshot = source.refresh(now, {});
      double requests = 0;
      const Told* newest = nullptr;
      for (const Told& one : told)
        if (one.start + 10 > now - 25) requests += one.requests, newest = &one;
      QVERIFY(newest);
      QVERIFY(std::abs(snapshot.view.requests - requests) < 1e-9);
      QVERIFY(std::abs(snapshot.view.averageRate - requests / 25) < 1e-9);
      QVERIFY(std::abs(snapshot.view.latestRate - newest->requests / 10) < 1e-9);
      QVERIFY(std::abs(snapshot.view.rate - std::max(requests / 25, newest->requests / 10)) < 1e-9);
      QCOMPARE(snapshot.view.pending.value_or(-1), newest->value["meta_pending_reqs"].toDouble(-1));
      QCOMPARE(snapshot.view.queueing.value_or(-1), newest->value["meta_queueing_reqs"].toDouble(-1));
      QVERIFY(snapshot.view.warnings.empty());
    }
    QVERIFY(source.refresh(1748888600, {}).whyNothing.has_value());
  }

  // On the gateway's lattice a request may be longer than its point: upward means up to the far edge of its
  // bucket.
  void roundedUpFromTheEdgeOfTheBucket() {
    const auto cells = [](const char* text, CellRule rule) {
      const auto one = parseGatewayTrace("aibrix:m_request_trace_1748888480", text);
      if (!one) qFatal("%s", one.error().text().c_str());
      const std::vector<int> lengths{128, 256, 512, 1024};
      std::set<std::pair<int, int>> hit;
      const GridTraffic grid = toGrid(distributionOf(one->counts, 10), lengths, lengths, rule);
      for (std::size_t row = 0; row < 4; ++row)
        for (std::size_t column = 0; column < 4; ++column)
          if (grid.rates[row][column] > 0) hit.emplace(lengths[column], lengths[row]);
      return hit;
    };
    using Cells = std::set<std::pair<int, int>>;
    // 80 tenths: 248 to 264 tokens. 79: 231 to 247, all of which 256 holds.
    const char* tenths = R"({"80:79": 5, "meta_v": 2, "meta_precision": 10})";
    QCOMPARE(cells(tenths, CellRule::upward), (Cells{{512, 256}}));
    QCOMPARE(cells(tenths, CellRule::nearest), (Cells{{256, 256}}));  // as the cluster does
    // In steps of a fifth, 40 is 239 to 274 tokens, and 39 up to 239.
    const char* fifths = R"({"40:39": 5, "meta_v": 2, "meta_precision": 5})";
    QCOMPARE(cells(fifths, CellRule::upward).begin()->first, 512);
    QCOMPARE(cells(R"({"8:7": 5})", CellRule::upward), (Cells{{512, 256}}));
  }

  void modelsWithPatternCharacters() {
    const RedisServer redis;
    QVERIFY2(redis.isRunning(), qPrintable(redis.problem()));
    put(redis, "a*[b]", qint64(kNow) - 20, R"({"8:6": 20})");
    put(redis, "aXb", qint64(kNow) - 20, R"({"8:6": 1})");
    GatewaySource source(at(redis, "m"), {});
    Destination odd = at(redis, "m");
    odd.model = "a*[b]";
    GatewaySource other(odd, {});
    QCOMPARE(other.refresh(kNow, {}).view.requests, 20.0);
  }

  // --- Why nothing is seen ---
  void saysThatTracingIsOff() {
    const RedisServer redis;
    QVERIFY2(redis.isRunning(), qPrintable(redis.problem()));
    GatewaySource source(at(redis, "m"), {});
    const GatewaySnapshot snapshot = source.refresh(kNow, {});
    QVERIFY(snapshot.live);
    QVERIFY(snapshot.whyNothing.has_value());
    QVERIFY(snapshot.whyNothing->hint.find("AIBRIX_GPU_OPTIMIZER_TRACING_FLAG=true") != std::string::npos);
  }

  void saysThatTheModelIsAnother() {
    const RedisServer redis;
    QVERIFY2(redis.isRunning(), qPrintable(redis.problem()));
    put(redis, "llama2-7b", qint64(kNow) - 20, R"({"8:6": 20})");
    GatewaySource source(at(redis, "llama"), {});
    const GatewaySnapshot snapshot = source.refresh(kNow, {});
    QVERIFY(snapshot.whyNothing.has_value());
    QVERIFY(snapshot.whyNothing->message.find("llama2-7b") != std::string::npos);
  }

  void saysThatTheDatabaseIsAnother() {
    const RedisServer redis;
    QVERIFY2(redis.isRunning(), qPrintable(redis.problem()));
    GatewaySource writer(at(redis, "m"), {});
    redis.command({"EVAL", "redis.call('SELECT', 3); return redis.call('SET', KEYS[1], ARGV[1])", "1",
                   QString("aibrix:m_request_trace_%1").arg(qint64(kNow) - 20), R"({"8:6": 20})"});
    GatewaySource source(at(redis, "m"), {});
    const GatewaySnapshot snapshot = source.refresh(kNow, {});
    QVERIFY(snapshot.whyNothing.has_value());
    QVERIFY2(snapshot.whyNothing->message.find("database 3") != std::string::npos,
             snapshot.whyNothing->text().c_str());
    QCOMPARE(GatewaySource(at(redis, "m", 3), {}).refresh(kNow, {}).view.requests, 20.0);
    QCOMPARE(source.refresh(kNow, {}).view.requests, 0.0);  // still in its own database
  }

  void saysThatTheTracesAreOld() {
    const RedisServer redis;
    QVERIFY2(redis.isRunning(), qPrintable(redis.problem()));
    put(redis, "m", qint64(kNow) - 500, R"({"8:6": 20})");
    const GatewaySnapshot snapshot = GatewaySource(at(redis, "m"), {}).refresh(kNow, {});
    QVERIFY(snapshot.whyNothing.has_value());
    QVERIFY(snapshot.whyNothing->message.find("500 s old") != std::string::npos);
  }

  // --- Bad input ---
  void brokenKeysAndEntriesAreNamedAndTheRestIsUsed() {
    const RedisServer redis;
    QVERIFY2(redis.isRunning(), qPrintable(redis.problem()));
    put(redis, "m", qint64(kNow) - 20,
        R"({"8:6": 20, "8": 5, "x:y": 7, "8:-1": 2, "9:9": -3, "7:7": "many"})");
    put(redis, "m", qint64(kNow) - 30, "not JSON");
    put(redis, "m", qint64(kNow) - 40, R"({"8:6": 1, "meta_precision": 0})");
    redis.command({"SET", "aibrix:m_request_trace_soon", R"({"8:6": 1})"});
    redis.command({"LPUSH", QString("aibrix:m_request_trace_%1").arg(qint64(kNow) - 50), "x"});
    const GatewaySnapshot snapshot = GatewaySource(at(redis, "m"), {}).refresh(kNow, {});
    QVERIFY(snapshot.live);
    QCOMPARE(snapshot.view.requests, 20.0);
    const auto& warnings = snapshot.view.warnings;
    const auto named = [&](const std::string& word) {
      return std::any_of(warnings.begin(), warnings.end(),
                         [&](const auto& w) { return w.find(word) != std::string::npos; });
    };
    for (const char* word :
         {"\"8\"", "\"x:y\"", "\"8:-1\"", "\"9:9\"", "\"7:7\"", "JSON", "precision", "soon"})
      QVERIFY2(named(word), word);
  }

  void aClockThatRunsBackwardsDoesNotEmptyTheWindow() {
    const RedisServer redis;
    QVERIFY2(redis.isRunning(), qPrintable(redis.problem()));
    put(redis, "m", qint64(kNow) - 20, R"({"8:6": 20})");
    GatewaySource source(at(redis, "m"), {});
    QCOMPARE(source.refresh(kNow, {}).view.requests, 20.0);
    QCOMPARE(source.refresh(kNow - 5000, {}).view.requests, 20.0);
  }

  void keepsTheLastWindowWhileRedisIsAway() {
    auto redis = std::make_unique<RedisServer>();
    QVERIFY2(redis->isRunning(), qPrintable(redis->problem()));
    put(*redis, "m", qint64(kNow) - 20, R"({"8:6": 20})");
    GatewaySource source(at(*redis, "m"), {.connectSeconds = 1});
    QVERIFY(source.refresh(kNow, {}).live);
    const int port = redis->port();
    redis->kill();
    const GatewaySnapshot away = source.refresh(kNow + 10, {});
    QVERIFY(!away.live);
    QVERIFY(away.problem.has_value());
    QCOMPARE(away.view.requests, 20.0);
    QCOMPARE(away.readAt, kNow);
    redis = std::make_unique<RedisServer>(RedisServer::Options{.port = port});
    QVERIFY2(redis->isRunning(), qPrintable(redis->problem()));
    put(*redis, "m", qint64(kNow), R"({"8:6": 33})");
    const GatewaySnapshot back = source.refresh(kNow + 20, {});
    QVERIFY(back.live);
    QVERIFY(!back.problem);
    QCOMPARE(back.view.requests, 33.0);
  }
};

QTEST_GUILESS_MAIN(TestTrafficGateway)
#include "test_traffic_gateway.moc"
