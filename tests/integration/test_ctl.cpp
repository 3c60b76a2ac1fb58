// What every verb of headroomctl promises, checked for every verb there is.
#include "tests/support/ctl.h"
#include "tests/support/redis_server.h"
#include "tests/support/simulated_endpoint.h"

#include <QtTest>

#include <unistd.h>

using namespace headroom::test;

class TestCtl : public QObject {
  Q_OBJECT

  // The verbs named in the help text of `path`, found as a person would find them.
  static QStringList verbsOf(const QStringList& path) {
    QStringList verbs;
    bool listing = false;
    const QString help = QString::fromUtf8(runCtl(path + QStringList{"--help"}).out);
    for (const QString& line : help.split('\n')) {
      if (line.startsWith("Subcommands:"))
        listing = true;
      else if (line.isEmpty())
        listing = false;
      else if (listing && line.startsWith("  ") && !line.startsWith("   "))
        verbs << line.trimmed().section(' ', 0, 0);
    }
    return verbs;
  }

  static QList<QStringList> everyVerb() {
    QList<QStringList> all;
    for (const QString& verb : verbsOf({})) {
      const QStringList inner = verbsOf({verb});
      if (inner.isEmpty()) all << QStringList{verb};
      for (const QString& name : inner) all << QStringList{verb, name};
    }
    return all;
  }

 private slots:
  void findsTheVerbsOfTheMainJob() {
    const QStringList verbs = verbsOf({});
    for (const char* verb : {"probe", "benchmark", "gen-profile", "store", "simulate", "predict", "man"})
      QVERIFY2(verbs.contains(verb), verb);
    const QStringList store = verbsOf({"store"});
    for (const char* verb : {"push", "get", "list", "history", "revert", "delete"})
      QVERIFY2(store.contains(verb), verb);
  }

  void everyVerbHasHelpWithAnExample_data() {
    QTest::addColumn<QStringList>("verb");
    for (const QStringList& verb : everyVerb()) QTest::newRow(qPrintable(verb.join(' '))) << verb;
  }
  void everyVerbHasHelpWithAnExample() {
    QFETCH(QStringList, verb);
    const Ran ran = runCtl(verb + QStringList{"--help"});
    QCOMPARE(ran.code, 0);
    QVERIFY(ran.err.isEmpty());
    QVERIFY2(ran.out.contains("Example"), ran.out.constData());
    QVERIFY2(ran.out.contains(("headroomctl " + verb.join(' ')).toUtf8()), ran.out.constData());
    QVERIFY(ran.out.contains("--json"));
  }

  void everyVerbRefusesAnUnknownOption_data() { everyVerbHasHelpWithAnExample_data(); }
  void everyVerbRefusesAnUnknownOption() {
    QFETCH(QStringList, verb);
    const Ran ran = runCtl(verb + QStringList{"--no-such-option"});
    QCOMPARE(ran.code, 2);
    QVERIFY2(ran.out.isEmpty(), ran.out.constData());
    QVERIFY(ran.err.startsWith("headroomctl: error: "));
    QVERIFY2(ran.err.contains("--help"), ran.err.constData());
  }

  void wrongVerbsAreNamed() {
    const Ran ran = runCtl({"bench"});
    QCOMPARE(ran.code, 2);
    QVERIFY2(ran.err.contains("\"bench\"") && ran.err.contains("benchmark"), ran.err.constData());
    QCOMPARE(runCtl({}).code, 2);
    QCOMPARE(runCtl({"store"}).code, 2);
    QCOMPARE(runCtl({"store", "shove"}).code, 2);
  }

  void errorsAreJsonForMachines() {
    const Ran ran = runCtl({"gen-profile", "gpu", "--benchmark", "/no/such/file", "--json"});
    QCOMPARE(ran.code, 1);
    const QJsonObject error = QJsonDocument::fromJson(ran.err).object()["error"].toObject();
    QCOMPARE(error["code"].toString(), QString("notFound"));
    QVERIFY(error["message"].toString().contains("/no/such/file"));
    QVERIFY(!error["hint"].toString().isEmpty());
  }

  // One cheap call of every verb, each after those that make what it needs.
  void everyAnswerIsJsonForMachines() {
    QTemporaryDir directory;
    const auto at = [&](const char* name) { return directory.filePath(name); };
    const QString file = QString(HEADROOM_TEST_DATA "/profile/small.jsonl"), rates = at("rates.json");
    QFile traffic(rates);
    QVERIFY(traffic.open(QIODevice::WriteOnly));
    traffic.write("{\"indexes\": [[8], [128]], \"rates\": [[2]]}");
    traffic.close();
    RedisServer redis;
    QVERIFY2(redis.problem().isEmpty(), qPrintable(redis.problem()));
    const SimulatedEndpoint endpoint;
    const QString profile = at("a10.json"), other = at("other.json"), work = at("w.headroom");
    const QString store = redis.url("m");
    const QStringList onePoint{"--input-start",  "8", "--input-limit", "8",   "--output-start", "2",
                               "--output-limit", "2", "--rate-start",  "100", "--rate-limit",   "100",
                               "--samples",      "2"};
    const QList<QStringList> calls{
        {"man"},
        {"completion", "bash"},
        {"hardware"},
        {"probe", "--url", endpoint.url(), "-m", "llama2-7b"},
        QStringList{"benchmark", "--url", endpoint.url(), "-o", at("b.jsonl")} + onePoint,
        QStringList{"benchmark", "--dry-run"} + onePoint,
        QStringList{"predict", "--gpu", "A10", "-m", "llama2-7b", "-o", at("p.jsonl")} + onePoint,
        {"gen-profile", "a10", "--benchmark", file, "-o", profile},
        {"gen-profile", "a10", "--benchmark", file, "--e2e", "0.5", "-o", other},
        {"gen-profile", "a10", "--benchmark", file},
        {"gen-profile", "a10", "--benchmark", file, "--table"},
        {"store", "push", store, profile},
        {"store", "push", store, other},
        {"store", "list", store},
        {"store", "get", store, "a10"},
        {"store", "history", store, "a10"},
        {"store", "diff", store, profile},
        {"store", "revert", store, "a10"},
        {"store", "delete", store, "a10", "--yes"},
        {"lint", "--profile", profile},
        {"optimize", "--profile", profile, "--rates", rates},
        {"surface", "--benchmark", "a10=" + file},
        {"traffic", "show", rates},
        {"traffic", "watch", store, "--once"},
        {"workspace", "new", work},
        {"workspace", "add-target", work, "a10", "--simulated", "A10", "-m", "llama2-7b"},
        {"workspace", "set", work, "plan.samples=20"},
        {"workspace", "keep", work, "first"},
        {"workspace", "restore", work, "first"},
        {"workspace", "unset", work, "plan.samples"},
        {"workspace", "show", work},
        {"sample", at("sample")},
    };
    QSet<QString> done;
    for (const QStringList& call : calls) {
      const Ran ran = runCtl(call + QStringList{"--json"}, {}, 120000);
      const QByteArray what = call.join(' ').toUtf8() + "\n" + ran.out + ran.err;
      QVERIFY2(ran.code == 0 || ran.code == 3, what.constData());
      QJsonParseError problem;
      const QJsonDocument answer = QJsonDocument::fromJson(ran.out, &problem);
      QVERIFY2(problem.error == QJsonParseError::NoError && !answer.isNull(), what.constData());
      for (const QByteArray& line : ran.err.split('\n'))
        QVERIFY2(line.isEmpty() || QJsonDocument::fromJson(line).isObject(), what.constData());
      done << call[0] << call.mid(0, 2).join(' ');
    }
    for (const QStringList& verb : everyVerb()) {
      // These go on until they are ended, or need a cluster: they have tests of their own.
      if (verb[0] == "simulate" || verb[0] == "targets" || verb[0] == "port-forward") continue;
      QVERIFY2(done.contains(verb.join(' ')), qPrintable(verb.join(' ')));
    }
  }

  void aLostAnswerIsAFailure() {
    QProcess process;
    process.setStandardOutputFile("/dev/full");
    process.start(ctlPath(), {"man"});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 1);
    QVERIFY(process.readAllStandardError().contains("No space left"));
  }

  void aStandardErrorThatFailsEndsNothing() {
    QProcess process;
    process.setStandardErrorFile("/dev/full");
    Ran ran = runCtl(process, {"probe", "--url", "http://127.0.0.1:1"});
    QCOMPARE(ran.code, 1);
    ran = runCtl(process, {"probe", "--url", "http://127.0.0.1:1", "--json"});
    QCOMPARE(ran.code, 1);
    ran = runCtl(process, {"lint", "--no-such-option"});
    QCOMPARE(ran.code, 2);
    QProcess closed;
    closed.setChildProcessModifier([] { ::close(STDERR_FILENO); });
    QCOMPARE(runCtl(closed, {"probe", "--url", "http://127.0.0.1:1"}).code, 1);
    ran = runCtl(closed, {"hardware", "--json"});
    QCOMPARE(ran.code, 0);
    QVERIFY(QJsonDocument::fromJson(ran.out).isObject());
    QProcess deaf;
    deaf.setChildProcessModifier([] { ::close(STDOUT_FILENO); });
    ran = runCtl(deaf, {"hardware"});
    QCOMPARE(ran.code, 1);
    QVERIFY2(ran.err.contains("cannot write standard output"), ran.err.constData());
  }

  void theManPageTellsEveryVerbAndIsSound() {
    const Ran ran = runCtl({"man"});
    QCOMPARE(ran.code, 0);
    for (const QStringList& verb : everyVerb())
      QVERIFY2(ran.out.contains(".SS headroomctl " + verb.join(' ').replace("-", "\\-").toUtf8()),
               qPrintable(verb.join(' ')));
    QProcess lint;
    lint.start("mandoc", {"-Tlint", "-Wwarning"});
    lint.write(ran.out);
    lint.closeWriteChannel();
    QVERIFY2(lint.waitForFinished(), "mandoc (package mandoc) is needed");
    const QByteArray said = lint.readAllStandardOutput() + lint.readAllStandardError();
    QVERIFY2(lint.exitCode() == 0, said.constData());
  }
};

QTEST_GUILESS_MAIN(TestCtl)
#include "test_ctl.moc"
