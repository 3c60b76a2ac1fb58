// headroomctl traffic, as a person or a script runs it.
#include "tests/support/ctl.h"
#include "tests/support/redis_server.h"

#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

#include <cmath>
#include <memory>

using namespace headroom::test;

namespace {

QJsonObject json(const QByteArray& text) { return QJsonDocument::fromJson(text).object(); }

void put(const RedisServer& redis, qint64 start, int requests) {
  redis.command(
      {"SET", QString("aibrix:m_request_trace_%1").arg(start),
       QString(
           R"({"80:60": %1, "meta_v": 4, "meta_interval_sec": 10, "meta_precision": 10, "meta_total_reqs": %1,
                            "meta_pending_reqs": 3, "meta_queueing_reqs": 2})")
           .arg(requests)});
}

}  // namespace

class TestTraffic : public QObject {
  Q_OBJECT

  QTemporaryDir m_directory;

  QString write(const QString& name, const QByteArray& text) {
    QFile file(m_directory.filePath(name));
    if (!file.open(QIODevice::WriteOnly)) qFatal("cannot write");
    file.write(text);
    return file.fileName();
  }

 private slots:
  void showsATraceAndWritesItAsATable() {
    QByteArray trace = "time,input,output\n";
    for (int i = 0; i < 100; ++i) trace += QByteArray::number(i) + ",128,64\n";
    const QString path = write("trace.csv", trace), table = m_directory.filePath("table.json");
    const Ran ran = runCtl({"traffic", "show", path, "-o", table, "--json", "--points"});
    QVERIFY2(ran.code == 0, ran.err.constData());
    const QJsonObject answer = json(ran.out);
    QVERIFY(std::abs(answer["rate"].toDouble() - 1) < 1e-6);
    QCOMPARE(answer["clusters"].toArray().size(), 1);
    QCOMPARE(answer["points"].toArray().size(), 1);
    QVERIFY(answer["timeline"].toArray().size() >= 2);
    const Ran again = runCtl({"traffic", "show", table, "--json", "--scale", "2", "--add", path});
    QVERIFY2(again.code == 0, again.err.constData());
    QVERIFY(std::abs(json(again.out)["rate"].toDouble() - 4) < 1e-6);
    const Ran text = runCtl({"traffic", "show", path});
    QVERIFY(text.out.contains("1 clusters, coverage 100.0 %"));
  }

  void namesWhatLiesOutsideTheGrid() {
    const QString profile =
        write("p.json", R"({"gpu": "a", "cost": 1, "tputs": [[2]], "indexes": [[64], [128]], "created": 1,
                                               "e2e": [[1]], "slos": {"percentile": 0}})");
    const QString trace = write("long.csv", "128,64\n100000,64\n");
    const Ran ran = runCtl({"traffic", "show", trace, "--rate", "2", "--profile", profile, "--json"});
    QVERIFY2(ran.code == 0, ran.err.constData());
    const QJsonObject outside = json(ran.out)["outside"].toArray()[0].toObject();
    QCOMPARE(outside["rate"].toDouble(), 1.0);
    QVERIFY(outside["longer"].toBool());
    QVERIFY(runCtl({"traffic", "show", trace, "--rate", "2", "--profile", profile})
                .err.contains("longer than the grid"));
  }

  void brokenTracesAreNamed() {
    const QString trace = write("broken.csv", "time,input,output\n0,1,2\n1,x,3\n");
    const Ran ran = runCtl({"traffic", "show", trace});
    QCOMPARE(ran.code, 1);
    QVERIFY2(ran.err.contains("broken.csv line 3"), ran.err.constData());
    QCOMPARE(runCtl({"traffic", "show", "/no/such.csv"}).code, 1);
    QCOMPARE(runCtl({"traffic", "show", trace, "--scale", "-1"}).code, 2);
  }

  void watchesLiveTraffic() {
    const RedisServer redis;
    QVERIFY2(redis.isRunning(), qPrintable(redis.problem()));
    const qint64 now = QDateTime::currentSecsSinceEpoch() / 10 * 10;
    put(redis, now - 20, 120);
    put(redis, now - 10, 240);
    const Ran ran = runCtl({"traffic", "watch", redis.url("m"), "--once", "--json"});
    QVERIFY2(ran.code == 0, ran.err.constData());
    const QJsonObject view = json(ran.out);
    QVERIFY(view["live"].toBool());
    QCOMPARE(view["requests"].toDouble(), 360.0);
    QCOMPARE(view["rate"].toDouble(), 24.0);
    QCOMPARE(view["averageRate"].toDouble(), 1.5);
    QCOMPARE(view["pending"].toDouble(), 3.0);
    QCOMPARE(view["queueing"].toDouble(), 2.0);
    QCOMPARE(view["coverage"].toDouble(), 1.0);
    QCOMPARE(view["clusters"].toArray().size(), 1);
    QCOMPARE(view["timeline"].toArray().size(), 2);
    // The same traces are traffic to plan for.
    const Ran shown = runCtl({"traffic", "show", redis.url("m"), "--json"});
    QVERIFY2(shown.code == 0, shown.err.constData());
    QVERIFY(std::abs(json(shown.out)["rate"].toDouble() - 24) < 1e-6);
  }

  // The cluster's optimizer plans for the clusters of the window alone; ours for every request.
  void theClustersAnswerOfLiveTraffic() {
    const RedisServer redis;
    QVERIFY2(redis.isRunning(), qPrintable(redis.problem()));
    const qint64 now = QDateTime::currentSecsSinceEpoch() / 10 * 10;
    redis.command(
        {"SET", QString("aibrix:m_request_trace_%1").arg(now - 10),
         R"({"60:60": 240, "95:20": 4, "meta_v": 2, "meta_interval_sec": 10, "meta_precision": 10})"});
    const QString profile = write(
        "p.json", R"({"gpu": "a", "cost": 2, "tputs": [[5, 5], [5, 5]], "indexes": [[64, 128], [64, 1024]],
                      "created": 1, "e2e": [[1, 1], [1, 1]], "slos": {"percentile": 0}})");
    const Ran ran = runCtl({"optimize", "--profile", profile, "--rates", redis.url("m"), "--json"});
    QVERIFY2(ran.code == 0, ran.err.constData());
    const QJsonObject answer = json(ran.out), cluster = answer["cluster"].toObject();
    QVERIFY(std::abs(cluster["rate"].toDouble() - 1) < 1e-9);  // 240 in 240 s; the four are in no cluster
    QVERIFY(std::abs(answer["servedRate"].toDouble() - 24.4) < 1e-9);
    QCOMPARE(cluster["asked"].toObject()["a"].toInt(), 20);
    // Fewer than ten near requests: it keeps its last answer, and that is said.
    redis.command({"SET", QString("aibrix:m_request_trace_%1").arg(now - 10), R"({"6:6": 9})"});
    const Ran few = runCtl({"optimize", "--profile", profile, "--rates", redis.url("m"), "--json"});
    QVERIFY2(few.code == 0, few.err.constData());
    QCOMPARE(json(few.out)["cluster"].toObject()["warnings"].toArray()[0].toObject()["code"].toString(),
             QString("insufficientData"));
    QVERIFY(runCtl({"optimize", "--profile", profile, "--rates", redis.url("m")})
                .out.contains("insufficient data"));
  }

  void saysWhyNothingIsSeen() {
    const RedisServer redis;
    QVERIFY2(redis.isRunning(), qPrintable(redis.problem()));
    const Ran off = runCtl({"traffic", "watch", redis.url("m"), "--once"});
    QCOMPARE(off.code, 3);
    QVERIFY2(off.err.contains("AIBRIX_GPU_OPTIMIZER_TRACING_FLAG"), off.err.constData());
    put(redis, QDateTime::currentSecsSinceEpoch(), 100);
    const Ran other = runCtl({"traffic", "watch", redis.url("model"), "--once"});
    QCOMPARE(other.code, 3);
    QVERIFY2(other.err.contains("has traces of m"), other.err.constData());
    const Ran database =
        runCtl({"traffic", "watch", QString("redis://127.0.0.1:%1/5?model=m").arg(redis.port()), "--once"});
    QCOMPARE(database.code, 3);
    QVERIFY2(database.err.contains("database 0"), database.err.constData());
  }

  void noRedisIsAFailure() {
    const Ran ran =
        runCtl({"traffic", "watch", QString("redis://127.0.0.1:%1?model=m").arg(freePort()), "--once"});
    QCOMPARE(ran.code, 1);
    QVERIFY(ran.out.isEmpty());
    QCOMPARE(runCtl({"traffic", "watch", "redis://127.0.0.1", "--once"}).code, 2);  // no model
  }

  // Broken keys are named, by one look as well as by many, and each once, however often it is looked at.
  void brokenKeysAreNamedOnce() {
    const RedisServer redis;
    QVERIFY2(redis.isRunning(), qPrintable(redis.problem()));
    const qint64 now = QDateTime::currentSecsSinceEpoch() / 10 * 10;
    put(redis, now - 10, 120);
    redis.command({"SET", "aibrix:m_request_trace_soon", R"({"8:6": 1})"});
    const Ran once = runCtl({"traffic", "watch", redis.url("m"), "--once"});
    QVERIFY2(once.code == 0 && once.err.contains("_request_trace_soon"), once.err.constData());
    QProcess watch;
    watch.start(ctlPath(), {"traffic", "watch", redis.url("m"), "--every", "0.1", "--for", "60", "--json"});
    QVERIFY(watch.waitForStarted());
    QByteArray out;
    const auto looks = [&](int wanted) {
      QDeadlineTimer deadline(30000);
      while (out.count('\n') < wanted && !deadline.hasExpired()) {
        watch.waitForReadyRead(50);
        out += watch.readAllStandardOutput();
      }
      return out.count('\n') >= wanted;
    };
    QVERIFY(looks(5));
    redis.command({"SET", "aibrix:m_request_trace_late", R"({"8:6": 1})"});
    QVERIFY(looks(int(out.count('\n')) + 5));
    watch.terminate();
    QVERIFY(watch.waitForFinished(10000));
    const QByteArray err = watch.readAllStandardError();
    QVERIFY2(err.count("_request_trace_soon") == 1 && err.count("_request_trace_late") == 1, err.constData());
  }

  // Redis goes away: the last window stays, that is said once, and it comes back by itself.
  void keepsTheLastWindowAndComesBack() {
    auto redis = std::make_unique<RedisServer>();
    QVERIFY2(redis->isRunning(), qPrintable(redis->problem()));
    const int port = redis->port();
    put(*redis, QDateTime::currentSecsSinceEpoch(), 120);
    QProcess watch;
    watch.start(ctlPath(), {"traffic", "watch", redis->url("m"), "--every", "0.1", "--for", "60", "--json"});
    QVERIFY(watch.waitForStarted());
    QByteArray out, err;
    // Reads until a snapshot of the wanted kind has come.
    const auto until = [&](auto&& wanted) {
      QDeadlineTimer deadline(30000);
      while (!deadline.hasExpired()) {
        watch.waitForReadyRead(50);
        out += watch.readAllStandardOutput();
        err += watch.readAllStandardError();
        qsizetype end;
        while ((end = out.indexOf('\n')) >= 0) {
          const QJsonObject view = json(out.left(end));
          out.remove(0, end + 1);
          if (wanted(view)) return true;
        }
      }
      return false;
    };
    QVERIFY(until(
        [](const QJsonObject& view) { return view["live"].toBool() && view["requests"].toDouble() == 120; }));
    redis->kill();
    QVERIFY(until([](const QJsonObject& view) {
      return !view["live"].toBool() && view["requests"].toDouble() == 120;
    }));
    redis = std::make_unique<RedisServer>(RedisServer::Options{.port = port});
    QVERIFY2(redis->isRunning(), qPrintable(redis->problem()));
    put(*redis, QDateTime::currentSecsSinceEpoch(), 77);
    QVERIFY(until(
        [](const QJsonObject& view) { return view["live"].toBool() && view["requests"].toDouble() == 77; }));
    watch.terminate();
    QVERIFY(watch.waitForFinished(10000));
    err += watch.readAllStandardError();
    QVERIFY2(err.contains("showing what was last read"), err.constData());
    QVERIFY2(err.contains("answers again"), err.constData());
  }
};

QTEST_GUILESS_MAIN(TestTraffic)
#include "test_traffic.moc"
