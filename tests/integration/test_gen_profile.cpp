// headroomctl gen-profile as a whole: the reference's answers, every wrong use, and what it says.
#include "tests/support/ctl.h"
#include "tests/support/redis_server.h"

#include <QtTest>

#include <sys/resource.h>
#include <sys/stat.h>

using namespace headroom::test;

class TestGenProfile : public QObject {
  Q_OBJECT

  QTemporaryDir m_directory;

  static QString data(const QString& name) { return QString(HEADROOM_TEST_DATA "/profile/") + name; }
  QString path(const QString& name) const { return m_directory.filePath(name); }
  static Ran gen(const QStringList& more, const QString& file = data("small.jsonl")) {
    return runCtl(QStringList{"gen-profile", "a10", "--benchmark", file} + more);
  }
  QString written(const QString& name, const QByteArray& content) const {
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly)) return {};
    file.write(content);
    return path(name);
  }
  static QByteArray contentOf(const QString& name) {
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
  }
  static bool near(const QJsonValue& ours, const QJsonValue& theirs) {
    if (theirs.isDouble())
      return ours.isDouble() &&
             std::abs(ours.toDouble() - theirs.toDouble()) <= 1e-12 * std::abs(theirs.toDouble());
    if (theirs.isArray()) {
      const QJsonArray a = ours.toArray(), b = theirs.toArray();
      return a.size() == b.size() &&
             std::equal(a.begin(), a.end(), b.begin(),
                        [](const QJsonValue& x, const QJsonValue& y) { return near(x, y); });
    }
    if (theirs.isObject()) {
      const QJsonObject a = ours.toObject(), b = theirs.toObject();
      for (const QString& key : b.keys())
        if (!near(a[key], b[key])) return false;
      return a.keys() == b.keys();
    }
    return ours == theirs;
  }

 private slots:
  void equalsTheReferenceWithItsOwnArguments_data() {
    QTest::addColumn<QString>("name");
    for (const char* name :
         {"fast-gpu", "fractional-rates", "gaps", "no-stream", "shuffled", "slow-gpu", "small"})
      QTest::newRow(name) << QString(name);
  }
  void equalsTheReferenceWithItsOwnArguments() {
    QFETCH(QString, name);
    const QList<QByteArray> lists = contentOf(data(name + ".args")).trimmed().split('\n');
    QCOMPARE(lists.size(), 11);
    for (int i = 0; i < lists.size(); ++i) {
      QStringList arguments{"gen-profile", name + "-gpu", "--benchmark", data(name + ".jsonl"), "--strict"};
      for (const QJsonValue& value : QJsonDocument::fromJson(lists[i]).array()) arguments << value.toString();
      const Ran ran = runCtl(arguments);
      const QJsonObject theirs =
          QJsonDocument::fromJson(contentOf(data(QString("%1.%2.json").arg(name).arg(i)))).object();
      bool allZero = true;
      for (const QJsonValue& row : theirs["tputs"].toArray())
        for (const QJsonValue& cell : row.toArray()) allZero = allZero && cell.toDouble() == 0;
      QVERIFY2(ran.code == (allZero ? 3 : 0), ran.err.constData());
      QJsonObject ours = QJsonDocument::fromJson(ran.out).object();
      QVERIFY(ours["created"].toDouble() > 1.7e9);
      ours.remove("created");
      QVERIFY2(near(ours, theirs), lists[i].constData());
      QCOMPARE(ran.out.count('\n'), 1);
    }
  }

  void defaultsAreNoSlo() {
    // As in the reference, naming the default is naming nothing.
    const QJsonObject plain = QJsonDocument::fromJson(gen({}).out).object();
    const QJsonObject named =
        QJsonDocument::fromJson(gen({"--tput", "0", "--tt", "0", "--e2e", "inf", "--cost", "1"}).out)
            .object();
    QCOMPARE(named["slos"], plain["slos"]);
    QCOMPARE(named["tputs"], plain["tputs"]);
    QCOMPARE(plain["cost"].toDouble(), 1.0);
    QVERIFY(plain.contains("tpot"));
  }

  void eachSloMayHaveAPercentileOfItsOwn() {
    const QStringList bounds{"--e2e", "1e9", "--ttft", "1e9"};
    const auto slos = [&](const QStringList& more) {
      const Ran ran = gen(bounds + more);
      return ran.code == 0 ? QJsonDocument::fromJson(ran.out).object()["slos"].toObject() : QJsonObject();
    };
    const QJsonObject differ = slos({"--percentile", "99", "--ttft-percentile", "90"});
    QCOMPARE(differ["percentile"].toInt(), 99);
    QCOMPARE(differ["ttft_percentile"].toInt(), 90);
    QVERIFY(!differ.contains("e2e_percentile"));
    QCOMPARE(slos({"--e2e-percentile", "90", "--ttft-percentile", "90"}), slos({"--percentile", "90"}));
    // What it decides: nothing keeps a P99 of TTFT below 0, and the message says which percentile it is.
    const Ran none = gen({"--ttft", "1e-9", "--ttft-percentile", "90", "-v"});
    QCOMPARE(none.code, 3);
    QVERIFY2(none.err.contains("TTFT P90 < 1e-09 s"), none.err.constData());
    const Ran strict = gen(bounds + QStringList{"--ttft-percentile", "90", "--strict"});
    QCOMPARE(strict.code, 2);
    QVERIFY2(strict.err.contains("TTFT") && strict.err.contains("P90"), strict.err.constData());
  }

  void wrongUse_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("says");
    QTest::newRow("unknown option") << QStringList{"--p95", "1"} << "--p95";
    QTest::newRow("not a number") << QStringList{"--e2e", "fast"} << "fast";
    QTest::newRow("negative") << QStringList{"--e2e=-1"} << "E2E";
    QTest::newRow("zero latency") << QStringList{"--ttft", "0"} << "TTFT";
    QTest::newRow("nan") << QStringList{"--tpot", "nan"} << "TPOT";
    QTest::newRow("infinite throughput") << QStringList{"--tput", "inf"} << "TPUT";
    QTest::newRow("percentile") << QStringList{"--percentile", "95"} << "95";
    QTest::newRow("percentile of one") << QStringList{"--e2e", "5", "--e2e-percentile", "95"} << "95";
    QTest::newRow("percentile of nothing") << QStringList{"--ttft-percentile", "90"} << "--ttft";
    QTest::newRow("cost zero") << QStringList{"--cost", "0"} << "cost";
    QTest::newRow("cost negative") << QStringList{"--cost=-1"} << "cost";
    QTest::newRow("no model") << QStringList{"-o", "redis://localhost"} << "model";
    QTest::newRow("wrong scheme") << QStringList{"-o", "http://localhost?model=m"} << "http";
    QTest::newRow("bad port") << QStringList{"-o", "redis://u:hunter2@localhost:99999?model=m"} << "port";
    QTest::newRow("a directory for a file") << QStringList{"-o", "/tmp"} << "/tmp";
    QTest::newRow("no such variable")
        << QStringList{"-o", "redis://localhost?model=m", "--password-env", "NO_SUCH_PW"} << "NO_SUCH_PW";
  }
  void wrongUse() {
    QFETCH(QStringList, arguments);
    QFETCH(QString, says);
    const Ran ran = gen(arguments);
    QVERIFY2(ran.code == (says == "NO_SUCH_PW" ? 1 : 2), ran.err.constData());
    QVERIFY(ran.out.isEmpty());
    QVERIFY2(ran.err.contains(says.toUtf8()), ran.err.constData());
    QVERIFY2(!ran.err.contains("hunter2"), ran.err.constData());
    QCOMPARE(ran.err.count('\n'), 1);
  }

  void badFiles() {
    Ran ran = gen({}, "/no/such.jsonl");
    QCOMPARE(ran.code, 1);
    QVERIFY(ran.err.contains("/no/such.jsonl"));
    QCOMPARE(gen({}, m_directory.path()).code, 2);
    QCOMPARE(runCtl({"gen-profile"}).code, 2);
    ran = runCtl({"gen-profile", "nobody"});
    QVERIFY(ran.err.contains("result/nobody.jsonl"));
    ran = gen({}, written("empty.jsonl", "\n\n"));
    QCOMPARE(ran.code, 1);
    QVERIFY(ran.err.contains("no measurement"));

    const QByteArray good = contentOf(data("small.jsonl"));
    const QList<QByteArray> lines = good.split('\n');
    ran = gen({}, written("broken.jsonl", lines[0] + "\n{\"input_tokens\": }\n" + lines[1] + "\n"));
    QCOMPARE(ran.code, 1);
    QVERIFY2(ran.err.contains("broken.jsonl, line 2"), ran.err.constData());
    // Cut off as by a kill: the points before are whole, and the last one is left out as a whole.
    const QStringList slos{"--e2e", "5"};
    QByteArray without = good;
    for (int i = 0; i < 5; ++i) without.truncate(without.lastIndexOf('\n', without.size() - 2) + 1);
    const Ran wanted = gen(slos, written("without.jsonl", without));
    QVERIFY2(wanted.code == 0 && wanted.err.isEmpty(), wanted.err.constData());
    for (const qsizetype cut : {20, 300, 700}) {
      ran = gen(slos, written("cut.jsonl", good.left(good.size() - cut)));
      QVERIFY2(ran.code == 0, ran.err.constData());
      QCOMPARE(ran.err.count('\n'), 1);
      QVERIFY2(ran.err.contains("cut.jsonl: its last point (input 512, output 32, 16 req/s) is not finished"),
               ran.err.constData());
      QCOMPARE(QJsonDocument::fromJson(ran.out).object()["tputs"],
               QJsonDocument::fromJson(wanted.out).object()["tputs"]);
    }
    // The same points twice: the reference's answer, and it is told.
    ran = gen(slos, written("twice.jsonl", good + good));
    QVERIFY2(ran.code == 0 && ran.err.contains("45 points occur more than once"), ran.err.constData());
    const QJsonObject twice = QJsonDocument::fromJson(ran.out).object();
    const QJsonObject once = QJsonDocument::fromJson(gen(slos).out).object();
    for (const char* key : {"tputs", "indexes", "e2e", "ttft", "slos"}) QCOMPARE(twice[key], once[key]);
    // A name that JSON could not hold.
    QProcess process;
    process.start("bash", {"-c", "exec \"$1\" gen-profile $'\\xff' --benchmark \"$2\" -o \"$3\"", "-",
                           ctlPath(), data("small.jsonl"), path("bad.json")});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 2);
    QVERIFY(process.readAllStandardError().contains("not UTF-8"));
    QVERIFY(!QFile::exists(path("bad.json")));
    // The first cell gone altogether: the reference crashes here.
    QByteArray gap;
    for (const QByteArray& line : lines)
      if (!(line.contains("\"input_tokens\": 128,") && line.contains("\"output_tokens\": 8,")))
        gap += line + "\n";
    ran = gen({}, written("gap.jsonl", gap));
    QCOMPARE(ran.code, 1);
    QVERIFY2(ran.err.contains("1 of 9 cells") && ran.err.contains("input 128, output 8"),
             ran.err.constData());
    // NaN: no SLO is passed by it, and none is written.
    QByteArray nan = good;
    nan.replace(lines[2], QByteArray(lines[2]).replace(lines[2].mid(lines[2].indexOf("\"mean\": ") + 8, 6),
                                                       "NaN, \"x\": 1"));
    ran = gen({}, written("nan.jsonl", nan));
    QVERIFY2(ran.err.contains("not a number"), ran.err.constData());
    QVERIFY(!ran.out.contains("NaN"));
  }

  // The default grid goes beyond the context of the default model: what is refused there can never be
  // measured.
  void cellsBeyondTheContextAreToldWithAGridThatIsWhole() {
    const QString file = path("long.jsonl");
    const Ran predicted =
        runCtl({"predict", "--gpu", "A10", "-m", "llama2-7b", "--input-start", "1024", "--output-start",
                "1024", "--rate-limit", "1", "--samples", "3", "-o", file});
    QVERIFY2(predicted.code == 0, predicted.err.constData());
    QVERIFY2(predicted.err.contains("--input-limit 2048 --output-limit 2048"), predicted.err.constData());
    Ran ran = gen({}, file);
    QCOMPARE(ran.code, 1);
    QVERIFY(ran.out.isEmpty());
    for (const char* part : {"no completed request in 5 of 9 cells", "more than 4096 tokens", "context",
                             "--input-limit 2048 --output-limit 2048", "4 cells"})
      QVERIFY2(ran.err.contains(part), ran.err.constData());
    QVERIFY2(!ran.err.contains("again"), ran.err.constData());
    ran = gen({"--input-limit", "2048", "--output-limit", "2048"}, file);
    QVERIFY2(ran.code == 0, ran.err.constData());
    QCOMPARE(QJsonDocument::fromJson(ran.out).object()["indexes"].toArray()[1].toArray().size(), 2);
    ran = gen({"--input-limit", "512"}, file);
    QCOMPARE(ran.code, 2);
    QVERIFY2(ran.err.contains("no measurement within these limits"), ran.err.constData());
    // Cells that failed for another reason: to be measured again.
    QByteArray text = contentOf(file);
    text.replace("\"input_tokens\": 4096", "\"input_tokens\": 16");
    ran = gen({}, written("failed.jsonl", text));
    QCOMPARE(ran.code, 1);
    QVERIFY2(ran.err.contains("--retry-failed") && !ran.err.contains("context"), ran.err.constData());
  }

  void writesAFileWholeOrNotAtAll() {
    const QString file = path("a10.json");
    Ran ran = gen({"-o", file});
    QCOMPARE(ran.code, 0);
    QVERIFY(ran.out.isEmpty());
    const QByteArray first = contentOf(file);
    QVERIFY(QJsonDocument::fromJson(first).isObject());
    ran = gen({"-o", "/dev/null/x"});
    QCOMPARE(ran.code, 1);
    QVERIFY2(ran.err.contains("/dev/null/x"), ran.err.constData());
    QVERIFY(QFile::link("/dev/full", path("full")));
    ran = gen({"-o", path("full")});
    QCOMPARE(ran.code, 1);
    QVERIFY2(ran.err.contains("No space left"), ran.err.constData());
    ran = gen({"-o", path("no/such/dir.json")});
    QCOMPARE(ran.code, 1);
    // No permission: in a folder that is closed, of a file that may only be read, of a benchmark file.
    QDir(m_directory.path()).mkdir("closed");
    ::chmod(qPrintable(path("closed")), 0500);
    const QString secret = written("secret.jsonl", contentOf(data("small.jsonl")));
    ::chmod(qPrintable(secret), 0200);
    for (const auto& [from, to] :
         {std::pair{data("small.jsonl"), path("closed/a10.json")}, std::pair{secret, path("new.json")}}) {
      ran = runCtlByModes({"gen-profile", "a10", "--benchmark", from, "-o", to});
      QCOMPARE(ran.code, 1);
      QVERIFY(ran.out.isEmpty());
      const QString named = from == secret ? secret : to;
      QVERIFY2(ran.err.contains("Permission denied") && ran.err.contains(named.toUtf8()),
               ran.err.constData());
      QVERIFY(!QFile::exists(to));
    }
    // A disk that is full, by a limit on the size of files: what was there stays.
    QProcess limited;
    limited.setChildProcessModifier([] {
      const rlimit limit{100, 100};
      ::setrlimit(RLIMIT_FSIZE, &limit);
    });
    ran = runCtl(limited,
                 {"gen-profile", "a10", "--benchmark", data("small.jsonl"), "--cost", "9", "-o", file});
    QCOMPARE(ran.code, 1);
    QVERIFY2(ran.err.contains(file.toUtf8()), ran.err.constData());
    QCOMPARE(contentOf(file), first);
    ran = gen({"-o", file, "--json", "--e2e", "5"});
    QCOMPARE(ran.code, 0);
    const QJsonObject report = QJsonDocument::fromJson(ran.out).object();
    QCOMPARE(report["written"].toString(), file);
    QCOMPARE(report["cells"].toInt(), 9);
  }

  void showsTheTable() {
    const Ran ran = gen({"--table", "--e2e", "0.11"});
    QCOMPARE(ran.code, 0);
    QCOMPARE(ran.out.count('\n'), 10);
    QVERIFY(ran.out.contains("E2E mean < 0.11 s"));
    const Ran verbose = gen({"-v"});
    QVERIFY(verbose.err.contains("held down by"));
    QVERIFY(QJsonDocument::fromJson(verbose.out).isObject());
    const Ran json = gen({"--table", "--json"});
    QCOMPARE(QJsonDocument::fromJson(json.out).object()["cells"].toArray().size(), 9);
  }

  void noCellKeepsTheSlos() {
    const QString file = path("zero.json");
    const Ran ran = gen({"--ttft", "0.000001", "-o", file});
    QCOMPARE(ran.code, 3);
    QVERIFY2(ran.err.contains("TTFT mean < 1e-06 s excludes 9"), ran.err.constData());
    QVERIFY(QFile::exists(file));
    RedisServer redis;
    QVERIFY2(redis.problem().isEmpty(), qPrintable(redis.problem()));
    const Ran refused = gen({"--ttft", "0.000001", "-o", redis.url("m")});
    QCOMPARE(refused.code, 3);
    QVERIFY2(refused.err.contains("--force"), refused.err.constData());
    QCOMPARE(redis.command({"EXISTS", "aibrix:profile_m_a10"}), QByteArray("0"));
    QCOMPARE(gen({"--ttft", "0.000001", "-o", redis.url("m"), "--force"}).code, 3);
    QCOMPARE(redis.command({"EXISTS", "aibrix:profile_m_a10"}), QByteArray("1"));
  }

  void writesToRedis() {
    RedisServer redis({.arguments = {"--requirepass", "hunter2"}});
    QVERIFY2(redis.problem().isEmpty(), qPrintable(redis.problem()));
    Ran ran = runCtl({"gen-profile", "a10", "--benchmark", data("small.jsonl"), "--e2e", "5", "-o",
                      redis.url("m"), "--password-env", "PW", "--json"},
                     {"PW=hunter2"});
    QVERIFY2(ran.code == 0, ran.err.constData());
    QCOMPARE(QJsonDocument::fromJson(ran.out).object()["written"].toString(),
             QString("aibrix:profile_m_a10"));
    const QJsonObject there =
        QJsonDocument::fromJson(redis.command({"GET", "aibrix:profile_m_a10"})).object();
    QCOMPARE(there["gpu"].toString(), QString("a10"));
    QCOMPARE(there["slos"].toObject()["e2e"].toDouble(), 5.0);
    ran = gen({"-o", redis.url("m")});
    QCOMPARE(ran.code, 1);
    QVERIFY2(ran.err.contains("password"), ran.err.constData());
    ran = gen({"-o", redis.url("m", ":hunter3")});
    QCOMPARE(ran.code, 1);
    QVERIFY(!ran.err.contains("hunter3"));
    ran = gen({"-o", QString("redis://127.0.0.1:%1?model=m").arg(freePort())});
    QCOMPARE(ran.code, 1);
    QVERIFY2(ran.err.contains("cannot connect"), ran.err.constData());
  }
};

QTEST_GUILESS_MAIN(TestGenProfile)
#include "test_gen_profile.moc"
