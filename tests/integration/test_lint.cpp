// headroomctl lint, as a person or a script runs it.
#include "tests/integration/plan_files.h"
#include "tests/support/ctl.h"
#include "tests/support/fake_cluster.h"
#include "tests/support/redis_server.h"

#include <QJsonArray>

using namespace headroom::test;

class TestLint : public PlanFiles {
  Q_OBJECT

 private slots:
  void aSoundSetHasNoFinding() {
    const QStringList arguments = melange(30);
    const Ran ran = runCtl({"lint", "--profile", arguments[2], "--profile", arguments[4], "--rates",
                            arguments[6], "--deployment", "default/a10g", "--deployment", "a100", "--json"});
    QVERIFY2(ran.code == 0, ran.out + ran.err);
    QCOMPARE(json(ran.out)["errors"].toInt(), 0);
  }

  void findsErrorsWithTheirMends() {
    const QStringList arguments = melange(30);
    profile("a100", 3.67, "[[20, 20], [40, 0]]", "[64, 256]", "{\"percentile\": 99, \"e2e\": 9}");
    const Ran ran = runCtl({"lint", "--profile", arguments[2], "--profile", arguments[4], "--rates",
                            arguments[6], "--deployment", "a10g", "--json"});
    QCOMPARE(ran.code, 3);
    QStringList codes;
    for (const QJsonValue& finding : json(ran.out)["findings"].toArray()) {
      codes << finding.toObject()["code"].toString();
      QVERIFY(!finding.toObject()["mend"].toString().isEmpty());
    }
    for (const char* code : {"gridDiffers", "slosDiffer", "noDeployment"})
      QVERIFY2(codes.contains(code), qPrintable(codes.join(' ')));
    QCOMPARE(runCtl({"lint", "--profile", "/no/such.json"}).code, 1);
    QCOMPARE(runCtl({"lint"}).code, 2);
  }

  void namesTheSloThatNoCellOfAMeasurementMeets() {
    const QString file = QString(HEADROOM_TEST_DATA "/profile/fast-gpu.jsonl");
    const Ran sound =
        runCtl({"lint", "--benchmark", "fast=" + file, "--cost", "fast=2", "--e2e", "100", "--json"});
    QVERIFY2(sound.code == 0, sound.out + sound.err);
    const Ran ran =
        runCtl({"lint", "--benchmark", "fast=" + file, "--e2e", "0.000001", "--percentile", "99"});
    QCOMPARE(ran.code, 3);
    QVERIFY2(
        ran.out.contains("error: fast: no cell keeps the SLOs") && ran.out.contains("E2E P99 < 1e-06 s ("),
        ran.out.constData());
  }

  void seesWhatIsStoredBeside() {
    RedisServer redis;
    QVERIFY2(redis.problem().isEmpty(), qPrintable(redis.problem()));
    const QStringList arguments = melange(30);
    const QString place = redis.url("beside");
    QCOMPARE(runCtl({"store", "push", place, arguments[2]}).code, 0);
    const QString other = profile("a100", 3.67, "[[20, 20], [40, 20]]", "[64, 256]");
    Ran ran = runCtl({"lint", "--profile", other, "--stored", place});
    QCOMPARE(ran.code, 3);
    QVERIFY2(ran.out.contains("is not that of a10g") && ran.out.contains("1 profiles beside 1 stored"),
             ran.out.constData());
    // A push asks for the same, and writes none of the set.
    melange(30);
    const QString strict =
        profile("l4", 1, "[[1, 1], [1, 1]]", "[64, 512]", "{\"percentile\": 99, \"e2e\": 9}");
    ran = runCtl({"store", "push", place, arguments[4], strict});
    QVERIFY2(ran.code != 0 && ran.err.contains("l4: its SLOs") && ran.err.contains("--force insists"),
             ran.err.constData());
    QCOMPARE(redis.command({"DBSIZE"}), QByteArray("1"));
    QCOMPARE(runCtl({"store", "push", place, arguments[4], strict, "--force"}).code, 0);
    QCOMPARE(redis.command({"DBSIZE"}), QByteArray("3"));
  }

  void asksTheClusterForDeployments() {
    const FakeCluster cluster;
    cluster.put("deployments.json", R"({"kind": "List", "items": [
      {"metadata": {"name": "a10g", "namespace": "serving", "labels": {"model.aibrix.ai/name": "m"}}},
      {"metadata": {"name": "a100", "namespace": "serving"}},
      {"metadata": {"name": "l4", "namespace": "serving", "labels": {"model.aibrix.ai/name": "m"}}}]})");
    const QStringList arguments = melange(30);
    const Ran ran = runCtl({"lint", "--profile", arguments[2], "--profile", arguments[4], "--model", "m",
                            "--namespace", "serving", "--kubectl", FAKE_KUBECTL, "--kubeconfig",
                            QString::fromStdString(cluster.path("config"))});
    QCOMPARE(ran.code, 3);
    QVERIFY2(ran.out.contains("error: a100: the deployment serving/a100 has no label") &&
                 ran.out.contains("warning: the deployment serving/l4 of this model has no profile"),
             ran.out + ran.err);
  }
};

QTEST_GUILESS_MAIN(TestLint)
#include "test_lint.moc"
