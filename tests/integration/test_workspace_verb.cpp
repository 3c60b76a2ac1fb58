// headroomctl on the window's own file: what the window does can be done without it.
#include "core/workspace/workspace_file.h"
#include "tests/support/ctl.h"
#include "tests/support/fake_cluster.h"
#include "tests/support/redis_server.h"
#include "tests/support/simulated_endpoint.h"

#include <QtTest>

using namespace headroom;
using namespace headroom::test;

class TestWorkspaceVerb : public QObject {
  Q_OBJECT

  QTemporaryDir m_directory;

  QString path(const QString& name) const { return m_directory.filePath(name); }
  static Ran workspace(const QStringList& arguments) { return runCtl(QStringList{"workspace"} + arguments); }
  static QJsonObject json(const Ran& ran) { return QJsonDocument::fromJson(ran.out).object(); }
  static QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
  }
  // A workspace with two simulated targets and a plan of four quick points.
  QString twoTargets(const QString& name) const {
    const QString file = path(name);
    workspace({"new", file});
    for (const char* gpu : {"A10", "L20"})
      workspace({"add-target", file, QString(gpu).toLower(), "--simulated", gpu, "-m", "llama-3-8b",
                 "--deployment", "llama-" + QString(gpu).toLower()});
    const Ran set = workspace(
        {"set", file, "plan.inputTokens.start=64", "plan.inputTokens.limit=128", "plan.outputTokens.start=2",
         "plan.outputTokens.limit=2", "plan.rates.start=40", "plan.rates.limit=80", "plan.samples=8",
         "plan.warmup=0", "slos.E2E.value=2", "slos.E2E.percentile=90", "slos.TTFT.on=true"});
    if (set.code != 0) qFatal("%s", set.err.constData());
    return file;
  }
  static Workspace read(const QString& file) { return readWorkspace(file.toStdString())->workspace; }

 private slots:
  void makesAndShowsAWorkspace() {
    const QString file = path("first.headroom");
    Ran ran = workspace({"new", file});
    QVERIFY2(ran.code == 0, ran.err.constData());
    QVERIFY(read(file) == Workspace{});
    QCOMPARE(workspace({"new", file}).code, 1);  // never over one that is there
    ran = workspace(
        {"add-target", file, "a10", "--url", "http://10.0.0.7:8000", "-m", "llama2-7b", "--gpu", "A10"});
    QVERIFY2(ran.code == 0, ran.err.constData());
    const Target target = read(file).targets.at(0);
    QCOMPARE(target.name, std::string("a10"));
    QCOMPARE(std::get<ByUrl>(target.reach).url, std::string("http://10.0.0.7:8000"));
    QCOMPARE(target.costPerHour, 0.75);  // the list price
    QVERIFY(workspace({"add-target", file, "a10", "--simulated", "A10"}).err.contains("a10 already"));
    QCOMPARE(workspace({"add-target", file, "v100"}).code, 2);

    ran = workspace({"show", file});
    QCOMPARE(ran.code, 0);
    for (const char* word : {"a10", "A10", "0.75", "llama2-7b", "http://10.0.0.7:8000", "E2E P99 < 5 s"})
      QVERIFY2(ran.out.contains(word), ran.out.constData());
    const QJsonObject shown = json(workspace({"show", file, "--json"}));
    QVERIFY(shown["intact"].toBool());
    QCOMPARE(shown["workspace"][u"targets"][0][u"costPerHour"].toDouble(), 0.75);

    QCOMPARE(workspace({"set", file, "targets.a10.costPerHour=1.01", "targetUtilisation=0.8"}).code, 0);
    QCOMPARE(read(file).targets.at(0).costPerHour, 1.01);
    const QByteArray before = contentOf(file);
    // One that makes no sense: none of them is written.
    ran = workspace({"set", file, "targetUtilisation=0.5", "targets.a10.costPerhour=3"});
    QCOMPARE(ran.code, 2);
    QVERIFY2(ran.err.contains("costPerhour"), ran.err.constData());
    QCOMPARE(contentOf(file), before);
    QCOMPARE(workspace({"unset", file, "targets.a10"}).code, 0);
    QVERIFY(read(file).targets.empty());
  }

  // From nothing to a profile in Redis, each verb with the workspace alone.
  void theMainJob() {
    RedisServer redis;
    QVERIFY2(redis.isRunning(), qPrintable(redis.problem()));
    const QString file = twoTargets("main.headroom");
    QVERIFY2(workspace({"set", file, QString("connections.here.url=redis://127.0.0.1:%1").arg(redis.port()),
                        "connections.here.model=llama-3-8b"})
                     .code == 0,
             "connection");

    Ran ran = runCtl({"probe", "--workspace", file, "--target", "a10", "--json"});
    QVERIFY2(ran.code == 0, ran.err.constData());
    QCOMPARE(json(ran)["model"].toString(), "llama-3-8b");

    // What would be done changes nothing.
    const QByteArray before = contentOf(file);
    ran = runCtl({"benchmark", "--workspace", file, "--target", "a10", "--dry-run", "--json"});
    QVERIFY2(ran.code == 0, ran.err.constData());
    QCOMPARE(json(ran)["points"].toArray().size(), 4);
    QCOMPARE(json(ran)["samples"].toInt(), 8);
    QCOMPARE(contentOf(file), before);

    for (const char* name : {"a10", "l20"}) {
      ran = runCtl({"benchmark", "--workspace", file, "--target", name});
      QVERIFY2(ran.code == 0, ran.err.constData());
      QCOMPARE(QString::fromStdString(findTarget(read(file), name)->journal), path(QString(name) + ".jsonl"));
    }
    // Again: nothing is measured a second time.
    ran = runCtl({"benchmark", "--workspace", file, "--target", "a10", "--json"});
    QCOMPARE(json(ran)["pointsMeasured"].toInt(), 0);
    QCOMPARE(json(ran)["pointsDone"].toInt(), 4);

    const Ran made = runCtl({"gen-profile", "--workspace", file, "--target", "a10"});
    QVERIFY2(made.code == 0, made.err.constData());
    const QJsonObject typed =
        json(runCtl({"gen-profile", "llama-a10", "--benchmark", path("a10.jsonl"), "--e2e", "2",
                     "--e2e-percentile", "90", "--ttft", "1", "--ttft-percentile", "90", "--cost", "0.75"}));
    for (const char* key : {"gpu", "cost", "tputs", "indexes", "e2e", "ttft", "slos"})
      QCOMPARE(json(made)[key], typed[key]);
    // What is on the command line counts.
    QCOMPARE(
        json(runCtl({"gen-profile", "--workspace", file, "--target", "a10", "--cost", "9"}))["cost"].toInt(),
        9);

    ran = runCtl({"surface", "--workspace", file, "--quantity", "ttft", "--statistic", "50", "--at", "40"});
    QVERIFY2(ran.code == 0, ran.err.constData());
    const QList<QByteArray> lines = ran.out.trimmed().split('\n');
    QCOMPARE(lines.size(), 1 + 2 * 2);
    QVERIFY2(lines[0].startsWith("target,gpu,input_tokens,output_tokens,request_rate,ttft_p50_seconds,"),
             lines[0]);
    QVERIFY2(lines[1].startsWith("llama-a10,llama-a10,64,2,40,0."), lines[1]);
    QVERIFY2(lines[1].contains(",measured,"), lines[1]);

    ran = runCtl({"store", "diff", "--workspace", file});
    QCOMPARE(ran.code, 3);
    ran = runCtl({"store", "push", "--workspace", file, "--dry-run"});
    QVERIFY2(ran.code == 0, ran.err.constData());
    QVERIFY(redis.command({"KEYS", "aibrix:*"}).isEmpty());
    ran = runCtl({"store", "push", "--workspace", file});
    QVERIFY2(ran.code == 0, ran.err.constData());
    QVERIFY(redis.command({"KEYS", "aibrix:*"}).contains("aibrix:profile_llama-3-8b_llama-a10"));
    QVERIFY(redis.command({"KEYS", "aibrix:*"}).contains("aibrix:profile_llama-3-8b_llama-l20"));
    QCOMPARE(runCtl({"store", "diff", "--workspace", file}).code, 0);
    QCOMPARE(json(runCtl({"store", "get", "--workspace", file, "--target", "a10"}))["tputs"], typed["tputs"]);
    QVERIFY(runCtl({"store", "list", "--workspace", file}).out.contains("llama-l20"));
  }

  void aScenarioStandsForWhatIsSet() {
    const QString sample = path("sample");
    QVERIFY(runCtl({"sample", sample}).code == 0);
    const QString file = sample + "/sample.headroom";
    const QJsonObject now = json(runCtl({"gen-profile", "--workspace", file, "--target", "a10"}));
    QCOMPARE(now["slos"][u"ttft"].toDouble(), 1.0);
    const Ran quick =
        runCtl({"gen-profile", "--workspace", file, "--target", "a10", "--what-if", "Quick first token"});
    QVERIFY2(quick.code == 0, quick.err.constData());
    QCOMPARE(json(quick)["slos"][u"ttft"].toDouble(), 0.25);
    const Ran none = runCtl({"gen-profile", "--workspace", file, "--target", "a10", "--what-if", "Nonsense"});
    QCOMPARE(none.code, 2);
    QVERIFY2(none.err.contains("Quick first token"), none.err.constData());
    const Ran predicted = runCtl({"predict", "--workspace", file, "--target", "l20", "--dry-run", "--json"});
    QVERIFY2(predicted.code == 0, predicted.err.constData());
    QCOMPARE(json(predicted)["points"].toArray().size(), 847);
    QCOMPARE(json(predicted)["model"].toString(), "deepseek-llm-7b-chat");
    QVERIFY(runCtl({"surface", "--workspace", file}).out.contains(",predicted,"));
  }

  // What the window plans, with what is weighed in the workspace.
  void plansAsTheWindowDoes() {
    const QString sample = path("planned");
    QVERIFY(runCtl({"sample", sample}).code == 0);
    const QString file = sample + "/sample.headroom";
    QVERIFY(workspace({"set", file, "prices.A10.costPerHour=0.8", "prices.A10.maxReplicas=5",
                       "burstFactor=1.5", "survivesLossOfOne=true"})
                .code == 0);
    const QString a10 = "deepseek-llm-7b-chat-a10", l20 = "deepseek-llm-7b-chat-l20";
    const Ran planned =
        runCtl({"optimize", "--workspace", file, "--target", "a10", "--target", "l20", "--json"});
    QVERIFY2(planned.code == 0 || planned.code == 3, planned.err.constData());
    const Ran typed = runCtl({"optimize",
                              "--json",
                              "--benchmark",
                              a10 + "=" + sample + "/journals/" + a10 + ".jsonl",
                              "--benchmark",
                              l20 + "=" + sample + "/journals/" + l20 + ".jsonl",
                              "--cost",
                              a10 + "=0.8",
                              "--cost",
                              l20 + "=1.25",
                              "--limit",
                              a10 + "=0..5",
                              "--e2e",
                              "20",
                              "--e2e-percentile",
                              "99",
                              "--ttft",
                              "1",
                              "--ttft-percentile",
                              "90",
                              "--rates",
                              sample + "/traffic.csv",
                              "--utilisation",
                              "0.8",
                              "--burst",
                              "1.5",
                              "--rate",
                              "12",
                              "--spare"});
    QCOMPARE(planned.code, typed.code);
    for (const char* key : {"status", "replicas", "cost", "utilisation", "routing", "unservable", "cluster"})
      QCOMPARE(json(planned)[key], json(typed)[key]);
    // Another scenario, another answer; and without the scenario the one as before.
    const auto cost = [&](const QStringList& more) {
      return json(runCtl(QStringList{"optimize", "--workspace", file, "--json", "--no-cluster"} +
                         more))["cost"]
          .toDouble();
    };
    const double now = cost({}), cheaper = cost({"--what-if", "A100 at half the price"});
    QVERIFY2(cheaper > 0 && cheaper < now, qPrintable(QString("%1 %2").arg(now).arg(cheaper)));

    const Ran linted = runCtl({"lint", "--workspace", file, "--json"});
    QVERIFY2(linted.code == 0 || linted.code == 3, linted.err.constData());
    QVERIFY(linted.out.contains("predicted"));
    const Ran traffic = runCtl({"traffic", "show", "--workspace", file});
    QCOMPARE(traffic.out, runCtl({"traffic", "show", sample + "/traffic.csv", "--rate", "12"}).out);
  }

  // A table that was painted in the window has no file: it goes along as it stands.
  void plansForAPaintedTable() {
    const QString sample = path("painted");
    QVERIFY(runCtl({"sample", sample}).code == 0);
    const QString file = sample + "/sample.headroom";
    auto opened = readWorkspace(file.toStdString());
    opened->workspace.trafficRate = 0;
    opened->workspace.traffic = {{TrafficTable{{64, 128}, {128, 256}, {{0, 1.5}, {0.5, 0}}}, {}, 2}};
    QVERIFY(writeWorkspace(opened->workspace, file.toStdString()).ok());
    const Ran ran = runCtl({"traffic", "show", "--workspace", file, "--json"});
    QVERIFY2(ran.code == 0, ran.err.constData());
    QCOMPARE(json(ran)["rate"].toDouble(), 4.0);
  }

  void keepsAndRestoresScenarios() {
    const QString file = twoTargets("scenarios.headroom");
    QVERIFY(workspace({"keep", file, "loose"}).code == 0);
    QCOMPARE(workspace({"keep", file, "loose"}).code, 1);
    QVERIFY(workspace({"set", file, "slos.E2E.value=0.5"}).code == 0);
    QVERIFY(workspace({"restore", file, "loose"}).code == 0);
    QCOMPARE(read(file).slos[Metric::e2e].value, 2.0);
    const Ran none = workspace({"restore", file, "tight"});
    QVERIFY2(none.code != 0 && none.err.contains("no scenario tight"), none.err.constData());
  }

  // A pod is reached by a tunnel that is there as long as it is needed, and no longer.
  void measuresAPodThroughATunnel() {
    const test::SimulatedEndpoint server({"--served-model-name", "llama-3-8b"});
    const FakeCluster cluster;
    cluster.put("backend", server.url().section(':', -1).toStdString());
    const QString file = path("pod.headroom");
    workspace({"new", file});
    QCOMPARE(workspace({"add-target", file, "pod", "--pod", "llama-0", "-n", "inference", "--context", "prod",
                        "--port", "8000", "-m", "llama-3-8b", "--gpu", "A10"})
                 .code,
             0);
    const Ran ran = runCtl({"probe", "--workspace", file, "--kubectl", FAKE_KUBECTL, "--kubeconfig",
                            QString::fromStdString(cluster.path("config"))});
    QVERIFY2(ran.code == 0, ran.err.constData());
    QVERIFY(cluster.calls().back().find("--context prod -n inference port-forward pod/llama-0") !=
            std::string::npos);
  }

  void saysWhatIsMissing_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("which target") << QStringList{"benchmark"} << QByteArray("--target: a10, l20");
    QTest::newRow("unknown target") << QStringList{"benchmark", "--target", "x"}
                                    << QByteArray("it has: a10, l20");
    QTest::newRow("not measured") << QStringList{"gen-profile", "--target", "a10"}
                                  << QByteArray("was not measured");
    QTest::newRow("nothing measured") << QStringList{"surface"} << QByteArray("no target of");
    QTest::newRow("no connection") << QStringList{"store", "list"} << QByteArray("0 Redis connections");
    QTest::newRow("no tunnel") << QStringList{"port-forward", "--target", "a10"}
                               << QByteArray("without a tunnel");
  }
  void saysWhatIsMissing() {
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, words);
    const QString file = path(QString("missing-%1.headroom").arg(QTest::currentDataTag()));
    QVERIFY(QFile::copy(twoTargets(QString("of-%1.headroom").arg(QTest::currentDataTag())), file));
    const Ran ran = runCtl(arguments + QStringList{"--workspace", file});
    QCOMPARE(ran.code, 2);
    QVERIFY2(ran.err.contains(words), ran.err.constData());
    QVERIFY(ran.out.isEmpty());
  }

  void aFileThatIsNoWorkspaceIsLeftAlone() {
    const QString file = path("other.json");
    QFile other(file);
    QVERIFY(other.open(QIODevice::WriteOnly) && other.write("{\"x\": 1}") > 0);
    other.close();
    for (const QStringList& arguments : {QStringList{"workspace", "show", file},
                                         QStringList{"workspace", "set", file, "targetUtilisation=0.5"},
                                         QStringList{"surface", "--workspace", file}}) {
      const Ran ran = runCtl(arguments);
      QCOMPARE(ran.code, 1);
      QVERIFY2(ran.err.contains("is not a Headroom workspace"), ran.err.constData());
    }
    QCOMPARE(contentOf(file), QByteArray("{\"x\": 1}"));
  }

  void noSecretGetsIn() {
    const QString file = twoTargets("secret.headroom");
    const Ran ran = workspace({"set", file, "connections.x.url=redis://:hunter2@host"});
    QCOMPARE(ran.code, 2);
    QVERIFY2(!ran.err.contains("hunter2") && ran.err.contains("password"), ran.err.constData());
    const Ran target = workspace({"add-target", file, "x", "--url", "http://me:hunter2@host", "-m", "m"});
    QVERIFY(!contentOf(file).contains("hunter2"));
    QVERIFY(!target.err.contains("hunter2") && !target.out.contains("hunter2"));
  }
};

QTEST_GUILESS_MAIN(TestWorkspaceVerb)
#include "test_workspace_verb.moc"
