// What headroomctl optimize takes: traffic and profiles of every kind, and what is wrong with them.
#include "tests/integration/plan_files.h"
#include "tests/support/ctl.h"
#include "tests/support/redis_server.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>

#include <cmath>

using namespace headroom::test;

namespace {

const QString kData = HEADROOM_TEST_DATA;

}  // namespace

class TestOptimizeInputs : public PlanFiles {
  Q_OBJECT

 private slots:
  // What is done to each source alone, and to all.
  void partsOfTraffic() {
    QByteArray trace = "time,input,output\n";
    for (int second = 0; second < 100; ++second) trace += QByteArray::number(second) + ",60,500\n";
    const QString path = write("trace.csv", trace), list = write("list.csv", "60,500\n");
    const auto rate = [&](const QStringList& more) {
      const Ran ran = runCtl(QStringList{"traffic", "show", path, "--json"} + more);
      return ran.code == 0 ? json(ran.out)["rate"].toDouble() : -ran.code;
    };
    QVERIFY(std::abs(rate({"--add", path + ";scale=3"}) - 4) < 1e-6);
    QVERIFY(std::abs(rate({"--add", list + ";rate=5"}) - 6) < 1e-6);
    QVERIFY(std::abs(rate({"--add", list + ";rate=5;scale=2", "--scale", "2"}) - 22) < 1e-6);
    QCOMPARE(rate({"--add", path + ";scale=0"}), -2);
    QCOMPARE(rate({"--add", path + ";rate=many"}), -2);
    // Shifted: one after the other instead of both at once.
    const Ran ran =
        runCtl({"traffic", "show", path, "--add", path + ";shift=100", "--interval", "100", "--json"});
    const QJsonArray line = json(ran.out)["timeline"].toArray();
    QCOMPARE(line.size(), 2);
    for (const QJsonValue& interval : line)
      QVERIFY(std::abs(interval.toObject()["rate"].toDouble() - 1) < 0.05);
  }

  // Workload data sets in both spellings (and both in one record): the answer is that of the same requests as
  // CSV.
  void workloadDataSets_data() {
    QTest::addColumn<QByteArray>("record");
    QTest::newRow("today's") << QByteArray(
        R"({"timestamp": @, "requests": [{"prompt": "p", "prompt_length": 60, )"
        R"("output_length": 500}, {"prompt": "q", "prompt_length": 500, )"
        R"("output_length": 60}]})");
    QTest::newRow("older") << QByteArray(
        R"({"Timestamp": @, "Requests": [{"Prompt": "p", "Prompt Length": 60, )"
        R"("Output Length": 500}, {"Prompt": "q", "Prompt Length": 500, )"
        R"("Output Length": 60}]})");
    QTest::newRow("mixed") << QByteArray(
        R"({"timestamp": @, "Requests": [{"Prompt": "p", "prompt_length": 60, )"
        R"("Output Length": 500}, {"prompt": "q", "Prompt Length": 500, )"
        R"("output_length": 60}]})");
  }
  void workloadDataSets() {
    QFETCH(QByteArray, record);
    QByteArray lines, list, csv = "time,input,output\n";
    for (int i = 0; i < 200; ++i) {
      const QByteArray one = QByteArray(record).replace("@", QByteArray::number(i * 50));
      lines += one + "\n";
      list += (i == 0 ? "[" : ",\n") + one;
      const QByteArray time = QByteArray::number(i * 0.05);
      csv += time + ",60,500\n" + time + ",500,60\n";
    }
    QStringList arguments = melange(1);
    arguments.last() = write("same.csv", csv);
    const QJsonObject expected = json(runCtl(arguments + QStringList{"--json", "--no-cluster"}).out);
    QVERIFY(expected["cost"].toDouble() > 0 && expected["routing"].toArray().size() == 2);
    for (const QByteArray& text : {lines, list + "]"}) {
      arguments.last() = write("workload.jsonl", text);
      const Ran ran = runCtl(arguments + QStringList{"--json", "--no-cluster"});
      QVERIFY2(ran.code == 0, ran.err.constData());
      const QJsonObject answer = json(ran.out);
      QCOMPARE(answer["replicas"], expected["replicas"]);
      QVERIFY(std::abs(answer["servedRate"].toDouble() - expected["servedRate"].toDouble()) < 1e-6);
      QCOMPARE(answer["routing"].toArray().size(), 2);
    }
  }

  void aTimeLineFromATrace() {
    QByteArray trace = "time,input,output\n";
    for (int second = 0; second < 400; ++second) trace += QByteArray::number(second) + ",60,500\n";
    QStringList arguments = melange(1);
    arguments.last() = write("trace.csv", trace);
    const Ran ran = runCtl(arguments + QStringList{"--timeline", "--interval", "100", "--json"});
    QVERIFY2(ran.code == 0, ran.err.constData());
    const QJsonObject line = json(ran.out)["timeline"].toObject();
    QCOMPARE(line["intervals"].toArray().size(), 4);
    QVERIFY(line["steadyCost"].toDouble() >= line["scaledCost"].toDouble() - 1e-9);
  }

  void profilesFromRedisAndDirectories() {
    const RedisServer redis;
    QVERIFY2(redis.isRunning(), qPrintable(redis.problem()));
    const QStringList arguments = melange(30);
    for (const QString& file : {arguments[2], arguments[4]}) {
      const Ran pushed = runCtl({"store", "push", redis.url("m"), file});
      QVERIFY2(pushed.code == 0, pushed.err.constData());
    }
    const Ran ran = runCtl({"optimize", "--profile", redis.url("m"), "--rates", arguments[6], "--json"});
    QVERIFY2(ran.code == 0, ran.err.constData());
    QVERIFY(std::abs(json(ran.out)["cost"].toDouble() - 4.68) < 1e-9);
    QVERIFY(QDir(m_directory.path()).mkpath("profiles"));
    for (const QString& file : {arguments[2], arguments[4]})
      QVERIFY(QFile::copy(file, m_directory.filePath("profiles/" + QFileInfo(file).fileName())));
    const Ran files = runCtl(
        {"optimize", "--profile", m_directory.filePath("profiles"), "--rates", arguments[6], "--json"});
    QVERIFY2(files.code == 0, files.err.constData());
    QVERIFY(std::abs(json(files.out)["cost"].toDouble() - 4.68) < 1e-9);
    // --- Bad input: profiles of different models ---
    const Ran mixed = runCtl(
        {"optimize", "--profile", redis.url("m"), "--profile", redis.url("other"), "--rates", arguments[6]});
    QCOMPARE(mixed.code, 2);
    QVERIFY2(mixed.err.contains("different models"), mixed.err.constData());
    QCOMPARE(runCtl({"optimize", "--profile", redis.url("none"), "--rates", arguments[6]}).code, 1);
    // A directory tells models by the names of its files; a benchmark file tells its own.
    const auto directoryOf = [&](const QString& name, const QStringList& names) {
      QDir(m_directory.path()).mkpath(name);
      for (qsizetype i = 0; i < 2; ++i)
        QFile::copy(arguments[2 + 2 * i], m_directory.filePath(name + "/" + names[i]));
      return m_directory.filePath(name);
    };
    const QString one = directoryOf("one", {"m_a10g.json", "m_a100.json"});
    const QString two = directoryOf("two", {"m_a10g.json", "mistral_a100.json"});
    QCOMPARE(runCtl({"optimize", "--profile", one, "--rates", arguments[6]}).code, 0);
    const QString bench = kData + "/profile/small.jsonl";
    for (const QStringList& wrong :
         {QStringList{"--profile", two}, QStringList{"--profile", redis.url("m"), "--profile", two},
          QStringList{"--profile", one, "--benchmark", "small=" + bench, "--e2e", "5"},
          QStringList{"--profile", redis.url("m"), "--benchmark", "small=" + bench, "--e2e", "5"}})
      for (const char* verb : {"optimize", "lint"}) {
        const Ran refused = runCtl(QStringList{verb} + wrong + QStringList{"--rates", arguments[6]});
        QVERIFY2(refused.code == 2 && refused.err.contains("different models"),
                 qPrintable(verb + wrong.join(' ') + refused.out + refused.err));
      }
  }

  void badInput_data() {
    // small.jsonl, of another model.
    QFile small(kData + "/profile/small.jsonl");
    QVERIFY(small.open(QIODevice::ReadOnly));
    const QByteArray model = json(small.readLine())["model"].toString().toUtf8();
    small.seek(0);
    const QString kOtherModel =
        write("other.jsonl", small.readAll().replace("\"" + model + "\"", "\"another\""));
    QTest::addColumn<QStringList>("more");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("word");
    QTest::newRow("negative cost") << QStringList{"--cost", "a10g=-1"} << 2 << QByteArray("a10g");
    QTest::newRow("cost of nobody") << QStringList{"--cost", "h100=1"} << 2 << QByteArray("h100");
    QTest::newRow("contradictory bounds")
        << QStringList{"--limit", "a10g=5..2"} << 2 << QByteArray("contradict");
    QTest::newRow("bounds of nobody") << QStringList{"--limit", "h100=0..2"} << 2 << QByteArray("h100");
    QTest::newRow("bounds that are no range")
        << QStringList{"--limit", "a10g=5"} << 2 << QByteArray("MIN..MAX");
    QTest::newRow("infinite rate") << QStringList{"--rate", "inf"} << 2 << QByteArray("rate");
    QTest::newRow("rate 0") << QStringList{"--rate", "0"} << 2 << QByteArray("rate");
    QTest::newRow("negative rate") << QStringList{"--rate", "-3"} << 2 << QByteArray("rate");
    QTest::newRow("a cell of nobody") << QStringList{"--only", "512x64=h100"} << 2 << QByteArray("h100");
    QTest::newRow("a cell without traffic") << QStringList{"--only", "3x4=a10g"} << 2 << QByteArray("cell");
    QTest::newRow("a cell that is none")
        << QStringList{"--only", "512=a10g"} << 2 << QByteArray("OUTPUTxINPUT");
    QTest::newRow("replicas beyond the bounds")
        << QStringList{"--limit", "a10g=0..2", "--fix", "a10g=-1"} << 2 << QByteArray("replicas");
    QTest::newRow("benchmark files of different models")
        << QStringList{"--benchmark", "x=" + kData + "/profile/small.jsonl",
                       "--benchmark", "y=" + kOtherModel,
                       "--e2e",       "5"}
        << 2 << QByteArray("different models");
    QTest::newRow("scale 0") << QStringList{"--scale", "0"} << 2 << QByteArray("scale");
    QTest::newRow("utilisation 0") << QStringList{"--utilisation", "0"} << 2 << QByteArray("utilisation");
    QTest::newRow("burst below 1") << QStringList{"--burst", "0.1"} << 2 << QByteArray("burst");
    QTest::newRow("slice factor 0") << QStringList{"--slice-factor", "0"} << 2 << QByteArray("slice");
    QTest::newRow("curve to nowhere") << QStringList{"--curve", "10..1"} << 2 << QByteArray("FROM..TO");
    QTest::newRow("no such profile") << QStringList{"--profile", "/no/such.json"} << 1
                                     << QByteArray("/no/such.json");
    QTest::newRow("time line of a table") << QStringList{"--timeline"} << 2 << QByteArray("times");
  }
  void badInput() {
    QFETCH(QStringList, more);
    QFETCH(int, code);
    QFETCH(QByteArray, word);
    const Ran ran = runCtl(melange(30) + more);
    QCOMPARE(ran.code, code);
    QVERIFY(ran.out.isEmpty());
    QVERIFY2(ran.err.contains(word), ran.err.constData());
  }

  void emptyTraffic() {
    const Ran ran = runCtl(melange(0));
    QCOMPARE(ran.code, 2);
    QVERIFY2(ran.err.contains("empty"), ran.err.constData());
  }
};

QTEST_GUILESS_MAIN(TestOptimizeInputs)
#include "test_optimize_inputs.moc"
