// headroomctl optimize, as a person or a script runs it: its answers.
#include "tests/integration/plan_files.h"
#include "tests/support/ctl.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>

#include <cmath>

using namespace headroom::test;

namespace {

const QString kData = HEADROOM_TEST_DATA;

QList<QJsonObject> referenceCases() {
  QFile file(kData + "/optimizer/cases.jsonl");
  if (!file.open(QIODevice::ReadOnly)) qFatal("no cases");
  QList<QJsonObject> cases;
  while (!file.atEnd())
    if (const QByteArray line = file.readLine().trimmed(); !line.isEmpty()) cases << json(line);
  return cases;
}

}  // namespace

class TestOptimize : public PlanFiles {
  Q_OBJECT

 private slots:
  void theAnswerOfTheContracts() {
    const Ran ran = runCtl(melange(30) + QStringList{"--json", "--slice-factor", "1"});
    QVERIFY2(ran.code == 0, ran.err.constData());
    const QJsonObject answer = json(ran.out);
    QCOMPARE(answer["status"].toString(), QString("optimal"));
    QCOMPARE(answer["replicas"].toObject()["a10g"].toInt(), 1);
    QCOMPARE(answer["replicas"].toObject()["a100"].toInt(), 1);
    QVERIFY(std::abs(answer["cost"].toDouble() - 4.68) < 1e-9);
    for (const char* gpu : {"a10g", "a100"}) {
      const double used = answer["utilisation"].toObject()[gpu].toDouble();
      QVERIFY(used > 0 && used <= 1);
    }
    QCOMPARE(answer["routing"].toArray().size(), 4);
    for (const QJsonValue& cell : answer["routing"].toArray()) {
      double sum = 0;
      for (const QJsonValue& share : cell.toObject()["shares"].toObject()) sum += share.toDouble();
      QVERIFY(std::abs(sum - 1) < 1e-9);
    }
    QCOMPARE(answer["unservable"].toArray().size(), 0);
    const QJsonObject cluster = answer["cluster"].toObject();
    QCOMPARE(cluster["asked"].toObject()["a100"].toInt(), 113);
    QCOMPARE(cluster["replicas"].toObject()["a100"].toInt(), 2);
    QVERIFY(std::abs(cluster["replicasCost"].toDouble() - 7.34) < 1e-9);
    QVERIFY(std::abs(cluster["costDifference"].toDouble() - 2.66) < 1e-9);
  }

  // Machines read these keys.
  void theJsonIsAsPromised() {
    const Ran ran = runCtl(melange(30) + QStringList{"--json"});
    QVERIFY2(ran.code == 0, ran.err.constData());
    const QJsonObject answer = json(ran.out);
    QVERIFY(answer["status"].isString());
    QVERIFY(answer["cost"].isDouble());
    QCOMPARE(answer["replicas"].toObject().keys(), (QStringList{"a100", "a10g"}));
    QCOMPARE(answer["utilisation"].toObject().keys(), (QStringList{"a100", "a10g"}));
    QVERIFY(answer["routing"].isArray() && answer["unservable"].isArray());
    const QJsonObject cell = answer["routing"].toArray()[0].toObject();
    for (const char* key : {"output", "input", "rate"}) QVERIFY2(cell[key].isDouble(), key);
    QVERIFY(cell["shares"].isObject());
    const QJsonObject cluster = answer["cluster"].toObject();
    QVERIFY(cluster["replicas"].isObject() && cluster["cost"].isDouble() && cluster["warnings"].isArray());
    const QStringList arguments = melange(30);
    profile("a10g", 1.01, "[[2, 1], [0, 2]]");
    profile("a100", 3.67, "[[20, 20], [0, 20]]");
    const QJsonObject infeasible = json(runCtl(arguments + QStringList{"--json"}).out);
    QCOMPARE(infeasible["status"].toString(), QString("infeasible"));
    const QJsonObject left = infeasible["unservable"].toArray()[0].toObject();
    for (const char* key : {"output", "input", "rate"}) QVERIFY2(left[key].isDouble(), key);
    QVERIFY(left["reason"].isString());
  }

  // GPUs that the cluster would skip or never choose, with what that costs.
  void whatTheClusterWouldDoDifferently() {
    QStringList arguments = melange(30);
    arguments << "--profile" << profile("h100", 90, "[[20, 20], [40, 20]]") << "--profile"
              << profile("l4", 0.5, "[[2, 1], [5, 2]]", "[64, 256]");
    const Ran ran = runCtl(arguments + QStringList{"--json"});
    QVERIFY2(ran.code == 0, ran.err.constData());
    const QJsonObject cluster = json(ran.out)["cluster"].toObject();
    QHash<QString, QString> said;
    for (const QJsonValue& warning : cluster["warnings"].toArray())
      said[warning.toObject()["code"].toString()] += warning.toObject()["message"].toString();
    QVERIFY2(said["gridDiffers"].contains("l4"), qPrintable(said["gridDiffers"]));
    QVERIFY2(said["neverChosen"].contains("h100"), qPrintable(said["neverChosen"]));
    QCOMPARE(cluster["replicas"].toObject()["l4"].toInt(-1), 0);
    QVERIFY(cluster["costDifference"].toDouble() > 0);
    const Ran text = runCtl(arguments);
    QVERIFY(text.out.contains("per hour against the mix above"));
    QVERIFY(text.out.contains("l4"));
  }

  void cellsThatOneGpuMustServe() {
    const Ran ran = runCtl(melange(30) + QStringList{"--json", "--only", "512x512=a10g"});
    QVERIFY2(ran.code == 0, ran.err.constData());
    const QJsonObject answer = json(ran.out);
    QVERIFY(answer["replicas"].toObject()["a10g"].toInt() >= 3);
    for (const QJsonValue& cell : answer["routing"].toArray())
      if (cell.toObject()["output"] == 512 && cell.toObject()["input"] == 512)
        QCOMPARE(cell.toObject()["shares"].toObject().keys(), QStringList{"a10g"});
    // The same choice holds in every other question: the nearest cells (here the same), other traffic, its
    // time line.
    QCOMPARE(answer["rounding"].toObject()["nearestCost"].toDouble(), answer["cost"].toDouble());
    QVERIFY(!runCtl(melange(30) + QStringList{"--only", "512x512=a10g"}).out.contains("Rounding"));
    const QStringList only = melange(30) + QStringList{"--json", "--no-cluster", "--only", "512x512=a10g"};
    const QJsonObject robust =
        json(runCtl(only + QStringList{"--scenario", melange(30).last()}).out)["robust"].toObject();
    QCOMPARE(robust["scenarios"].toArray().size(), 2);
    for (const QJsonValue& scenario : robust["scenarios"].toArray())
      QCOMPARE(scenario.toObject()["alone"].toDouble(), answer["cost"].toDouble());
    // A scenario without requests there has nothing to fix.
    const QString other = write("other.json", R"({"indexes": [[64], [64]], "rates": [[3]]})");
    const Ran without = runCtl(only + QStringList{"--scenario", other});
    QVERIFY2(without.code == 0, without.err.constData());
    QByteArray trace = "time,input,output\n";
    for (int i = 0; i < 3000; ++i) trace += QByteArray::number(i / 10.0) + ",500,500\n";
    QStringList timed{"--json", "--no-cluster", "--timeline", "--interval", "100"};
    timed = melange(1).mid(0, 6) + QStringList{write("fixed.csv", trace)} + timed;
    const auto used = [&](const QStringList& more) {
      const Ran line = runCtl(timed + more);
      if (line.code != 0) qWarning("%s", line.err.constData());
      return json(line.out)["timeline"]
          .toObject()["intervals"]
          .toArray()[0]
          .toObject()["replicas"]
          .toObject();
    };
    QVERIFY(used({})["a100"].toInt() > 0);
    QCOMPARE(used({"--only", "512x512=a10g"})["a100"].toInt(), 0);
    // The front is of measured GPUs; a choice of another cannot be kept there, so it is refused.
    const QStringList front{"--benchmark", "small=" + kData + "/profile/small.jsonl",
                            "--e2e",       "100",
                            "--slo-front", "e2e=1..60/3"};
    const Ran refused = runCtl(melange(0.001) + front + QStringList{"--only", "512x512=a10g"});
    QCOMPARE(refused.code, 2);
    QVERIFY2(refused.err.contains("a10g"), refused.err.constData());
  }

  // 64 x 70 goes up to 512 x 512, or to the nearest cell.
  void theRoundingIsTold() {
    QStringList arguments = melange(30);
    arguments.last() = write("between.csv", "input,output\n70,500\n");
    arguments << "--rate"
              << "100";
    const Ran ran = runCtl(arguments + QStringList{"--json"});
    QVERIFY2(ran.code == 0, ran.err.constData());
    const QJsonObject answer = json(ran.out), rounding = answer["rounding"].toObject();
    QCOMPARE(rounding["rule"].toString(), QString("upward"));
    const QJsonObject nearest = json(runCtl(arguments + QStringList{"--json", "--round", "nearest"}).out);
    QCOMPARE(nearest["rounding"].toObject()["rule"].toString(), QString("nearest"));
    QVERIFY(nearest["cost"].toDouble() < answer["cost"].toDouble());
    QCOMPARE(rounding["nearestCost"].toDouble(), nearest["cost"].toDouble());
    const QByteArray text = runCtl(arguments).out;
    QVERIFY2(
        text.contains("by the nearest it would be " + QByteArray::number(nearest["cost"].toDouble(), 'f', 2)),
        text.constData());
    QVERIFY(!runCtl(arguments + QStringList{"--round", "nearest"}).out.contains("Rounding"));
  }

  // In the program, too: what only one of two grids holds is planned on that one, and said.
  void shapesOutsideOfAGridAreNamed() {
    QStringList arguments = melange(30);
    arguments << "--profile" << profile("small", 0.1, "[[90, 90], [90, 90]]", "[64, 128]");
    const Ran ran = runCtl(arguments + QStringList{"--json", "--no-cluster"});
    QVERIFY2(ran.code == 0, ran.err.constData());
    const QJsonObject answer = json(ran.out);
    for (const QJsonValue& cell : answer["routing"].toArray())
      QCOMPARE(cell.toObject()["shares"].toObject().contains("small"),
               cell.toObject()["input"].toInt() == 64);
    QVERIFY(QJsonDocument(answer["notes"].toArray()).toJson().contains("measured of small"));
    QCOMPARE(answer["outside"].toArray().size(), 0);
    // Longer than all: named by lengths, as traffic show does.
    arguments = melange(30);
    arguments.last() = write("long.json", R"({"indexes": [[64], [4096]], "rates": [[3]]})");
    const QJsonObject out = json(runCtl(arguments + QStringList{"--json", "--no-cluster"}).out)["outside"]
                                .toArray()[0]
                                .toObject();
    QCOMPARE(out["output"].toInt(), 64);
    QCOMPARE(out["input"].toInt(), 512);
    QCOMPARE(out["largestInput"].toInt(), 4096);
    QCOMPARE(out["rate"].toDouble(), 3.0);
    QCOMPARE(out["gpus"].toArray(), (QJsonArray{"a10g", "a100"}));
  }

  // The time is over before anything is proved: the best so far, and how far from the cheapest it can be.
  void aTimeOutTellsItsGap() {
    const Ran ran = runCtl(melange(5000) + QStringList{"--json", "--no-cluster", "--time-limit", "0"});
    QVERIFY2(ran.code == 0, ran.err.constData());
    const QJsonObject late = json(ran.out);
    QCOMPARE(late["status"].toString(), QString("timedOut"));
    QVERIFY(late["gap"].toDouble() > 0 && late["gap"].toDouble() <= 1);
    const QJsonObject best = json(runCtl(melange(5000) + QStringList{"--json", "--no-cluster"}).out);
    QVERIFY(late["cost"].toDouble() * (1 - late["gap"].toDouble()) <= best["cost"].toDouble() + 1e-9);
    QVERIFY(late["cost"].toDouble() >= best["cost"].toDouble() - 1e-9);
    QVERIFY(runCtl(melange(5000) + QStringList{"--no-cluster", "--time-limit", "0"})
                .out.contains("time ran out"));
    // So do the intervals of a time line, and the mix for all of it.
    QByteArray trace = "time,input,output\n";
    for (int i = 0; i < 40000; ++i)
      trace += QByteArray::number(i / 200.0) + (i % 3 == 0   ? ",60,500\n"
                                                : i % 3 == 1 ? ",500,60\n"
                                                             : ",60,60\n");
    QStringList timed = melange(1);
    timed.last() = write("busy.csv", trace);
    timed << "--no-cluster"
          << "--timeline"
          << "--interval"
          << "100";
    const QJsonObject line =
        json(runCtl(timed + QStringList{"--json", "--time-limit", "0"}).out)["timeline"].toObject();
    QCOMPARE(line["intervals"].toArray().size(), 2);
    for (const QJsonValue& interval : line["intervals"].toArray()) {
      QVERIFY(!interval.toObject()["proved"].toBool(true));
      QVERIFY(interval.toObject()["gap"].toDouble() > 0);
    }
    QVERIFY(!line["steadyProved"].toBool(true));
    const QByteArray text = runCtl(timed + QStringList{"--time-limit", "0"}).out;
    QVERIFY2(text.contains("less is possible") && text.contains("not proved to be the cheapest"),
             text.constData());
    const QJsonObject proved = json(runCtl(timed + QStringList{"--json"}).out)["timeline"].toObject();
    QVERIFY(proved["steadyProved"].toBool());
    QVERIFY(proved["intervals"].toArray()[0].toObject()["proved"].toBool());
  }

  void tablesForSpreadsheets() {
    QByteArray trace = "time,input,output\n";
    for (int second = 0; second < 400; ++second) trace += QByteArray::number(second) + ",60,500\n";
    const QString bench = kData + "/profile/small.jsonl", directory = m_directory.filePath("out/deep");
    QStringList arguments = melange(1);
    arguments.last() = write("trace.csv", trace);
    const Ran ran = runCtl(arguments + QStringList{"--best", "--curve", "1..5/3", "--price", "a100=0..9",
                                                   "--scenario", arguments.last(), "--timeline", "--interval",
                                                   "100", "--export", directory, "--json"});
    QVERIFY2(ran.code == 0, ran.err.constData());
    const auto read = [&](const QString& name) {
      QFile file(directory + "/" + name);
      if (!file.open(QIODevice::ReadOnly)) return QList<QByteArrayList>();
      QList<QByteArrayList> rows;
      for (const QByteArray& line : file.readAll().split('\n'))
        if (!line.isEmpty()) rows << line.trimmed().split(',');
      return rows;
    };
    const QJsonObject answer = json(ran.out);
    const auto mix = read("mix.csv");
    QCOMPARE(mix[0], (QByteArrayList{"gpu", "replicas", "cost_per_hour", "utilisation", "idle_replicas"}));
    double cost = 0;
    for (qsizetype row = 1; row < mix.size(); ++row) {
      QCOMPARE(mix[row][1].toInt(), answer["replicas"].toObject()[mix[row][0]].toInt());
      cost += mix[row][2].toDouble();
    }
    QVERIFY(std::abs(cost - answer["cost"].toDouble()) < 1e-9);
    QCOMPARE(read("best.csv").size(), 5);
    const auto curve = read("curve.csv");
    QCOMPARE(curve.size(), 4);
    QVERIFY(std::abs(curve[1][1].toDouble() - answer["curve"].toArray()[0].toObject()["cost"].toDouble()) <
            1e-9);
    QCOMPARE(read("price-2.csv").size(),
             answer["prices"].toArray()[0].toObject()["pieces"].toArray().size() + 1);
    QCOMPARE(read("timeline.csv").size(), 5);
    QCOMPARE(read("robust.csv").size(), 3);
    QCOMPARE(read("cluster.csv").size(), 3);
    QVERIFY(read("routing.csv").size() >= 2);
    QFile whole(directory + "/optimize.json");
    QVERIFY(whole.open(QIODevice::ReadOnly));
    QCOMPARE(json(whole.readAll()), answer);
    // The front needs measurements.
    const Ran front = runCtl({"optimize", "--benchmark", "small=" + bench, "--rates", write("r.json", R"(
        {"indexes": [[4], [4]], "rates": [[1]]})"),
                              "--slo-front", "e2e=0.5..60/8", "--export", directory});
    QVERIFY2(front.code == 0 || front.code == 3, front.err.constData());
    QCOMPARE(read("slo-front.csv").size(), 9);
    // A place that cannot be written.
    const Ran failed = runCtl(melange(1) + QStringList{"--export", "/proc/no/such"});
    QCOMPARE(failed.code, 1);
    QVERIFY(failed.out.isEmpty());
  }

  // The reference's own cases through the whole program.
  void theReferencesCases_data() {
    QTest::addColumn<int>("index");
    for (int i = 0; i < referenceCases().size(); i += 3) QTest::addRow("case %d", i) << i;
  }
  void theReferencesCases() {
    QFETCH(int, index);
    const QJsonObject one = referenceCases()[index];
    QStringList arguments{"optimize", "--json"};
    QJsonArray indexes;
    double whole = 0;
    for (const QJsonValue& entry : one["profiles"].toArray()) {
      const QString gpu = entry.toObject()["gpu"].toString();
      QFile file(kData + "/profile/" + entry.toObject()["vector"].toString());
      QVERIFY(file.open(QIODevice::ReadOnly));
      QJsonObject made = json(file.readAll());
      made["gpu"] = gpu;
      indexes = made["indexes"].toArray();
      arguments << "--profile"
                << write(gpu + "-case.json", QJsonDocument(made).toJson(QJsonDocument::Compact)) << "--cost"
                << QString("%1=%2").arg(gpu).arg(entry.toObject()["cost"].toDouble());
      whole += entry.toObject()["cost"].toDouble() *
               std::ceil(one["reference"].toObject()[gpu].toDouble() / one["gpu_fraction"].toDouble());
    }
    arguments
        << "--rates"
        << write("case.json",
                 QJsonDocument(QJsonObject{{"indexes", indexes}, {"rates", one["rate_histogram"]}}).toJson())
        << "--slice-factor" << QString::number(one["slice_factor"].toInt()) << "--gpu-fraction"
        << QString::number(one["gpu_fraction"].toDouble());
    const Ran ran = runCtl(arguments);
    const QJsonObject answer = json(ran.out);
    const double reference = one["reference"].toObject()["cost"].toDouble();
    QVERIFY(std::abs(answer["cluster"].toObject()["cost"].toDouble() - reference) <=
            1e-8 * std::max(1.0, reference));
    const bool feasible = answer["status"].toString() == "optimal";
    QCOMPARE(ran.code, feasible ? 0 : 3);
    QCOMPARE(answer["unservable"].toArray().isEmpty(), feasible);
    if (feasible)
      QVERIFY(answer["cost"].toDouble() <= whole + 1e-9);
    else
      QVERIFY(!answer["unservable"].toArray()[0].toObject()["reason"].toString().isEmpty());
  }

  void unservableCellsAreNamedAndTheExitCodeIsThree() {
    QStringList arguments = melange(30);
    profile("a10g", 1.01, "[[2, 1], [0, 2]]");
    profile("a100", 3.67, "[[20, 20], [0, 20]]");
    const Ran ran = runCtl(arguments + QStringList{"--json"});
    QCOMPARE(ran.code, 3);
    const QJsonObject answer = json(ran.out), cell = answer["unservable"].toArray()[0].toObject();
    QCOMPARE(answer["status"].toString(), QString("infeasible"));
    QCOMPARE(cell["output"].toInt(), 512);
    QCOMPARE(cell["input"].toInt(), 64);
    QCOMPARE(cell["rate"].toDouble(), 15.0);
    QVERIFY2(cell["reason"].toString().contains("E2E P99 < 5 s"), qPrintable(cell["reason"].toString()));
    QVERIFY(QJsonDocument(answer["cluster"].toObject()["warnings"].toArray())
                .toJson()
                .contains("unservableCell"));
    const Ran text = runCtl(arguments);
    QCOMPARE(text.code, 3);
    QVERIFY(text.out.contains("Unservable  output 512, input 64"));
  }

  void limitsThatAreTooSmallAreNamed() {
    const Ran ran =
        runCtl(melange(300) + QStringList{"--limit", "a10g=..2", "--limit", "a100=0..3", "--json"});
    QCOMPARE(ran.code, 3);
    const QJsonObject limits = json(ran.out)["limits"].toObject();
    QCOMPARE(limits["tooSmall"].toArray().size(), 2);
    QVERIFY(limits["largestShare"].toDouble() > 0 && limits["largestShare"].toDouble() < 1);
    // Which cells, and which promises of which GPUs.
    const QJsonArray cells = limits["cells"].toArray();
    QCOMPARE(cells.size(), 4);
    for (const QJsonValue& cell : cells) {
      const QString reason = cell.toObject()["reason"].toString();
      QVERIFY2(reason.contains("a10g (E2E P99 < 5 s) may be at most 2") &&
                   reason.contains("a100 (E2E P99 < 5 s) at most 3"),
               qPrintable(reason));
    }
    const Ran text = runCtl(melange(300) + QStringList{"--limit", "a10g=..2", "--limit", "a100=0..3"});
    QCOMPARE(text.code, 3);
    const QJsonObject first = cells[0].toObject();
    QVERIFY2(
        text.out.contains(QString("output %1, input %2: %3 requests/s; a10g (E2E P99 < 5 s) may be at most 2")
                              .arg(first["output"].toInt())
                              .arg(first["input"].toInt())
                              .arg(first["rate"].toDouble())
                              .toUtf8()),
        text.out.constData());
  }

  void conditionsCount() {
    const auto cost = [&](const QStringList& more) {
      const Ran ran = runCtl(melange(30) + QStringList{"--json", "--no-cluster"} + more);
      return ran.code == 0 ? json(ran.out)["cost"].toDouble() : -1;
    };
    QVERIFY(std::abs(cost({}) - 4.68) < 1e-9);
    QVERIFY(cost({"--burst", "3"}) > 4.68);
    QVERIFY(std::abs(cost({"--scale", "3"}) - cost({"--burst", "3"})) < 1e-9);
    QVERIFY(std::abs(cost({"--rate", "90"}) - cost({"--scale", "3"})) < 1e-9);
    QVERIFY(cost({"--utilisation", "0.5"}) > 4.68);
    QVERIFY(cost({"--spare"}) > 4.68);
    QVERIFY(std::abs(cost({"--fix", "a10g=0"}) - 7.34) < 1e-9);
    QVERIFY(std::abs(cost({"--cost", "a100=1"}) - 2) < 0.02);
  }

  void theWhatIfQuestions() {
    const QString bench = kData + "/profile/small.jsonl";
    const Ran ran =
        runCtl(melange(30) + QStringList{"--json", "--best", "--curve", "10..50/5", "--price", "a100=0..9",
                                         "--scenario", m_directory.filePath("rates.json")});
    QVERIFY2(ran.code == 0, ran.err.constData());
    const QJsonObject answer = json(ran.out);
    QCOMPARE(answer["best"].toArray().size(), 4);
    QCOMPARE(answer["curve"].toArray().size(), 5);
    QVERIFY(std::abs(answer["curve"].toArray()[2].toObject()["cost"].toDouble() - 4.68) < 1e-9);
    QVERIFY(answer["prices"].toArray()[0].toObject()["pieces"].toArray().size() > 1);
    QVERIFY(std::abs(answer["robust"].toObject()["cost"].toDouble() - 4.68) < 1e-9);
    const Ran front =
        runCtl({"optimize", "--benchmark", "small=" + bench, "--cost", "small=2", "--rates",
                m_directory.filePath("rates.json"), "--rate", "1", "--slo-front", "e2e=0.5..60/8", "--json"});
    QVERIFY2(front.code == 0 || front.code == 3, front.err.constData());
    QCOMPARE(json(front.out)["sloFront"].toObject()["points"].toArray().size(), 8);
  }
};

QTEST_GUILESS_MAIN(TestOptimize)
#include "test_optimize.moc"
