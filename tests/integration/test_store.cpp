// headroomctl store as a whole, on a real redis-server and on files.
#include "tests/support/ctl.h"
#include "tests/support/cutting_proxy.h"
#include "tests/support/redis_server.h"
#include "tests/support/small_http_server.h"

#include <QtTest>

#include <sys/resource.h>
#include <sys/stat.h>

using namespace headroom::test;

class TestStore : public QObject {
  Q_OBJECT

  QTemporaryDir m_directory;
  std::unique_ptr<RedisServer> m_redis;

  QString path(const QString& name) const { return m_directory.filePath(name); }
  static QString vector(int n) { return QString(HEADROOM_TEST_DATA "/profile/small.%1.json").arg(n); }
  static Ran store(const QStringList& arguments) { return runCtl(QStringList{"store"} + arguments); }
  static QJsonDocument json(const Ran& ran) { return QJsonDocument::fromJson(ran.out); }

 private slots:
  void initTestCase() {
    m_redis = std::make_unique<RedisServer>();
    QVERIFY2(m_redis->problem().isEmpty(), qPrintable(m_redis->problem()));
  }

  void theWholeLifeOfAProfile_data() {
    QTest::addColumn<QString>("place");
    QTest::newRow("redis") << m_redis->url("life");
    QTest::newRow("socket") << QString("unix://%1?model=life&db=1").arg(m_redis->socket());
    QTest::newRow("directory") << path("profiles/");
    QTest::newRow("file") << path("one.json");
  }
  void theWholeLifeOfAProfile() {
    QFETCH(QString, place);
    const QString gpu = "small-gpu";
    Ran ran = store({"get", place, gpu});
    QCOMPARE(ran.code, 3);
    QVERIFY(ran.out.isEmpty());
    QCOMPARE(store({"diff", place, vector(0)}).code, 3);
    ran = store({"push", place, vector(0)});
    QVERIFY2(ran.code == 0, ran.err.constData());
    QVERIFY2(ran.out.contains("new"), ran.out.constData());
    ran = store({"push", place, vector(0), "--json"});
    QVERIFY(json(ran)["unchanged"].toBool());
    QCOMPARE(store({"diff", place, vector(0)}).code, 0);
    ran = store({"diff", place, vector(1)});
    QCOMPARE(ran.code, 3);
    QVERIFY2(ran.out.contains("cost 1 -> 3.67"), ran.out.constData());
    QCOMPARE(store({"history", place, gpu}).code, 3);
    QCOMPARE(store({"push", place, vector(1), "--dry-run"}).code, 0);
    QCOMPARE(json(store({"get", place, gpu}))["cost"].toDouble(), 1.0);
    QCOMPARE(store({"push", place, vector(1)}).code, 0);
    QCOMPARE(json(store({"get", place, gpu}))["cost"].toDouble(), 3.67);
    ran = store({"history", place, gpu, "--json"});
    QCOMPARE(json(ran).array().size(), 1);
    QCOMPARE(json(ran)[0]["cost"].toDouble(), 1.0);
    QVERIFY(store({"history", place, gpu}).out.contains("push"));
    QCOMPARE(store({"revert", place, gpu, "--entry", "7"}).code, 3);
    QCOMPARE(store({"revert", place, gpu}).code, 0);
    QCOMPARE(json(store({"get", place, gpu}))["cost"].toDouble(), 1.0);
    const QString copy = path("copy.json");
    QCOMPARE(store({"get", place, gpu, "-o", copy}).code, 0);
    QCOMPARE(store({"diff", copy, vector(0)}).code, 0);

    ran = store({"list", place, "--json"});
    QCOMPARE(ran.code, 0);
    QCOMPARE(json(ran).array().size(), 1);
    QCOMPARE(json(ran)[0]["gpu"].toString(), gpu);
    QVERIFY(store({"list", place}).out.contains("3 x 3"));

    ran = store({"delete", place, gpu});
    QCOMPARE(ran.code, 2);
    QVERIFY2(ran.err.contains("--yes"), ran.err.constData());
    QCOMPARE(store({"get", place, gpu}).code, 0);
    QCOMPARE(store({"delete", place, gpu, "--yes"}).code, 0);
    QCOMPARE(store({"get", place, gpu}).code, 3);
    QCOMPARE(store({"delete", place, gpu, "--yes"}).code, 3);
    QCOMPARE(store({"revert", place, gpu}).code, 0);
    QCOMPARE(store({"get", place, gpu}).code, 0);
  }

  void badProfilesAreRefused() {
    const QString place = m_redis->url("bad");
    QFile file(path("bad.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(
        R"({"gpu": "g", "cost": 0, "tputs": [[1, NaN]], "indexes": [[8, 4], [4, 8]], "e2e": [[1, 1]]})");
    file.close();
    Ran ran = store({"push", place, path("bad.json"), "--json"});
    QCOMPARE(ran.code, 1);
    const QJsonObject error = QJsonDocument::fromJson(ran.err.split('\n')[0]).object()["error"].toObject();
    QCOMPARE(error["code"].toString(), QString("unsafe"));
    for (const char* part : {"not numbers", "do not ascend", "cost is 0", "rows for 2"})
      QVERIFY2(error["message"].toString().contains(part), ran.err.constData());
    QCOMPARE(store({"get", place, "g"}).code, 3);
    QCOMPARE(store({"push", place, path("bad.json"), "--force"}).code, 0);
    // What was forced in is still JSON.
    QVERIFY(QJsonDocument::fromJson(m_redis->command({"GET", "aibrix:profile_bad_g"})).isObject());
    ran = store({"list", place});
    QCOMPARE(ran.code, 0);
    QVERIFY2(ran.err.contains("do not ascend"), ran.err.constData());
  }

  void foldersThatCannotBeWrittenAreTold() {
    QDir(m_directory.path()).mkdir("closed");
    ::chmod(qPrintable(path("closed")), 0500);
    Ran ran = runCtlByModes({"store", "push", path("closed") + "/", vector(0)});
    QCOMPARE(ran.code, 1);
    QVERIFY2(ran.err.contains("Permission denied") && ran.err.contains(path("closed").toUtf8()),
             ran.err.constData());
    QVERIFY(QDir(path("closed")).isEmpty());
    // A disk that is full, by a limit on the size of files: what was there stays.
    const QString place = path("full") + "/";
    QDir(m_directory.path()).mkdir("full");
    QCOMPARE(store({"push", place, vector(0)}).code, 0);
    const QByteArray before = store({"list", place, "--json"}).out;
    QProcess limited;
    limited.setChildProcessModifier([] {
      const rlimit limit{100, 100};
      ::setrlimit(RLIMIT_FSIZE, &limit);
    });
    ran = runCtl(limited, {"store", "push", place, vector(3)});
    QCOMPARE(ran.code, 1);
    QVERIFY2(ran.err.contains(path("full").toUtf8()), ran.err.constData());
    QCOMPARE(store({"list", place, "--json"}).out, before);
  }

  void anotherGridOfTheSameModelIsRefused() {
    const QString place = m_redis->url("grids");
    QCOMPARE(store({"push", place, vector(0)}).code, 0);
    const QString other = QString(HEADROOM_TEST_DATA "/profile/no-stream.0.json");
    const Ran ran = store({"push", place, other});
    QCOMPARE(ran.code, 1);
    QVERIFY2(ran.err.contains("small-gpu") && ran.err.contains("--force"), ran.err.constData());
    QCOMPARE(store({"push", place, other, "--force"}).code, 0);
  }

  void oneFileOfSeveralThatIsBadStopsBeforeAnyIsWritten() {
    const QString place = m_redis->url("several");
    const Ran ran = store({"push", place, vector(0), path("absent.json")});
    QCOMPARE(ran.code, 1);
    QCOMPARE(store({"get", place, "small-gpu"}).code, 3);
  }

  void theOptimizerIsToldOfWhatWasWritten() {
    const SmallHttpServer optimizer;
    const QString place = m_redis->url("told");
    const QString url = QString("http://127.0.0.1:%1").arg(optimizer.port());
    QCOMPARE(store({"push", place, vector(0), "--notify", url, "--dry-run"}).code, 0);
    QCOMPARE(optimizer.requests(), 0);
    QCOMPARE(store({"push", place, vector(0), "--notify", url}).code, 0);
    QCOMPARE(optimizer.requests(), 1);
    // Nothing was written, so there is nothing to tell.
    QCOMPARE(store({"push", place, vector(0), "--notify", url}).code, 0);
    QCOMPARE(optimizer.requests(), 1);
    // That nobody is there does not undo the push.
    Ran ran = store({"push", place, vector(1), "--notify", "http://127.0.0.1:1"});
    QCOMPARE(ran.code, 0);
    QVERIFY2(ran.err.contains("the GPU optimizer was not told"), ran.err.constData());
    QCOMPARE(json(store({"get", place, "small-gpu"}))["cost"].toDouble(), 3.67);
    // A revert writes, too.
    QCOMPARE(store({"revert", place, "small-gpu", "--notify", url, "--dry-run"}).code, 0);
    QCOMPARE(optimizer.requests(), 1);
    QCOMPARE(store({"revert", place, "small-gpu", "--notify", url}).code, 0);
    QCOMPARE(optimizer.requests(), 2);
    ran = store({"revert", place, "small-gpu", "--notify", "http://127.0.0.1:1"});
    QCOMPARE(ran.code, 0);
    QVERIFY2(ran.err.contains("the GPU optimizer was not told"), ran.err.constData());
  }

  void faultsOfTheServer() {
    Ran ran = store({"list", QString("redis://127.0.0.1:%1").arg(freePort())});
    QCOMPARE(ran.code, 1);
    QVERIFY(ran.err.contains("cannot connect"));
    ran = store({"get", QString("redis://127.0.0.1:%1").arg(m_redis->port()), "x"});
    QCOMPARE(ran.code, 2);
    QVERIFY(ran.err.contains("--model"));
    ran = store({"get", QString("redis://127.0.0.1:%1").arg(m_redis->port()), "x", "--model", "m"});
    QCOMPARE(ran.code, 3);
    ran = store({"get", QString("redis://127.0.0.1:%1/77?model=m").arg(m_redis->port()), "x"});
    QCOMPARE(ran.code, 2);
    QVERIFY2(ran.err.contains("no such database"), ran.err.constData());
    m_redis->command({"LPUSH", "aibrix:profile_typed_small-gpu", "x"});
    ran = store({"push", m_redis->url("typed"), vector(0)});
    QCOMPARE(ran.code, 1);
    QVERIFY(ran.err.contains("aibrix:profile_typed_small-gpu"));
    ran = store({"push", "unix:///no/such?model=m", vector(0)});
    QCOMPARE(ran.code, 1);
    ran = store({"list", m_redis->url("m"), "--timeout", "0"});
    QCOMPARE(ran.code, 2);
  }

  // Each refusal of a server is one message with the next step, and leaves what was there.
  void refusalsOfTheServer() {
    const QString place = m_redis->url("refused");
    QCOMPARE(store({"push", place, vector(0)}).code, 0);
    RedisServer replica({.arguments = {"--replicaof", "127.0.0.1", QString::number(m_redis->port())}});
    QTRY_VERIFY_WITH_TIMEOUT(replica.command({"INFO", "replication"}).contains("master_link_status:up"),
                             20000);
    Ran ran = store({"push", replica.url("refused"), vector(1)});
    QCOMPARE(ran.code, 1);
    QVERIFY2(ran.err.contains("read-only replica") && ran.err.contains("write to its primary"),
             ran.err.constData());
    QCOMPARE(ran.err.count('\n'), 1);

    RedisServer full;
    QCOMPARE(store({"push", full.url("refused"), vector(0)}).code, 0);
    full.command({"CONFIG", "SET", "maxmemory", "1"});
    ran = store({"push", full.url("refused"), vector(1)});
    QCOMPARE(ran.code, 1);
    QVERIFY2(ran.err.contains("out of memory") && ran.err.contains("raise maxmemory"), ran.err.constData());
    QCOMPARE(json(store({"get", full.url("refused"), "small-gpu"}))["cost"].toDouble(), 1.0);
  }

  void aConnectionLostInMidWriteClaimsNothing() {
    const QString place = m_redis->url("lost");
    QCOMPARE(store({"push", place, vector(0)}).code, 0);
    CuttingProxy proxy(m_redis->port());
    const QString through = QString("redis://127.0.0.1:%1?model=lost").arg(proxy.port());
    proxy.doNotCut();
    QCOMPARE(store({"push", through, vector(1), "--dry-run"}).code, 0);
    proxy.waitUntilClosed();
    // Within the new profile, which follows what a dry run asks.
    proxy.cutAfter(CuttingProxy::toServer, proxy.passed(CuttingProxy::toServer) + 100);
    const Ran ran = store({"push", through, vector(1)});
    proxy.waitUntilClosed();
    QCOMPARE(ran.code, 1);
    QVERIFY2(ran.err.contains("aibrix:profile_lost_small-gpu") && ran.err.contains("is as it was"),
             ran.err.constData());
    QCOMPARE(json(store({"get", place, "small-gpu"}))["cost"].toDouble(), 1.0);
    QCOMPARE(store({"push", place, vector(1)}).code, 0);
  }

  void passwordsComeFromVariableOrFileAndAreNeverShown() {
    RedisServer guarded({.arguments = {"--requirepass", "hunter2"}});
    QVERIFY2(guarded.problem().isEmpty(), qPrintable(guarded.problem()));
    QFile file(path("password"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("hunter2\n");
    file.close();
    const QString place = guarded.url("m");
    QCOMPARE(store({"push", place, vector(0), "--password-file", path("password")}).code, 0);
    QCOMPARE(runCtl({"store", "list", place, "--password-env", "PW"}, {"PW=hunter2"}).code, 0);
    QCOMPARE(store({"list", guarded.url("m", ":hunter2")}).code, 0);
    for (const Ran& ran :
         {store({"list", guarded.url("m", ":hunter9")}), store({"list", guarded.url("m", "ops:hunter9")}),
          runCtl({"store", "list", place, "--password-env", "PW"}, {"PW=hunter9"})}) {
      QCOMPARE(ran.code, 1);
      QVERIFY2(!ran.err.contains("hunter9") && ran.err.contains("does not accept"), ran.err.constData());
    }
    // Asked for where there is no terminal.
    QProcess alone;
    alone.start("setsid", {"-w", ctlPath(), "store", "list", place, "--ask-password"}, QIODevice::ReadOnly);
    QVERIFY(alone.waitForFinished());
    QCOMPARE(alone.exitCode(), 2);
    QVERIFY(alone.readAllStandardError().contains("terminal"));
  }

  void tlsByOption() {
    const Certificates certificates = Certificates::make(m_directory.path());
    RedisServer redis({.certificates = &certificates});
    QVERIFY2(redis.problem().isEmpty(), qPrintable(redis.problem()));
    const QString place = QString("rediss://localhost:%1?model=m").arg(redis.tlsPort());
    QCOMPARE(store({"push", place, vector(0), "--ca-file", certificates.authority}).code, 0);
    const Ran refused = store({"push", place, vector(1)});
    QCOMPARE(refused.code, 1);
    QVERIFY2(refused.err.contains("certificate"), refused.err.constData());
  }
};

QTEST_GUILESS_MAIN(TestStore)
#include "test_store.moc"
