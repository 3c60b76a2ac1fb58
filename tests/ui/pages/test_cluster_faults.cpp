// The Cluster page when Redis is not as one would wish: gone, guarded, read-only, cut off in the middle, or
// behind a port-forward.
#include "tests/support/cutting_proxy.h"
#include "tests/support/fake_cluster.h"
#include "tests/ui/pages/cluster_fixture.h"

#include <QLineEdit>

using namespace headroom;
using namespace headroom::ui;
using namespace headroom::test;

class TestClusterFaults : public WidgetTest {
  Q_OBJECT

 private slots:
  // Redis goes away between the difference and the push.
  void killedBetweenDifferenceAndPush() {
    const int port = freePort();
    auto redis = std::make_unique<RedisServer>(RedisServer::Options{.port = port});
    QVERIFY2(redis->problem().isEmpty(), qPrintable(redis->problem()));
    ClusterFixture f(redis->url("m"));
    QVERIFY(f.connected());
    QVERIFY(storeAt(*redis).push({f.own(0)}, {}).ok());
    f.click("checkAgain");
    QTRY_COMPARE(f.cell("ds-a10", ClusterProfilesModel::changeColumn), QString("no change"));
    QVERIFY(f.settle());
    f.click("push");
    QVERIFY(f.question("pushQuestion"));
    redis.reset();
    QTest::mouseClick(f.question("pushQuestion")->findChild<QPushButton*>("yes"), Qt::LeftButton);
    QTRY_VERIFY(f.child<QLabel>("pushResult")->isVisible());
    QVERIFY2(f.text("pushResult").contains("cannot connect"), qPrintable(f.text("pushResult")));
    // What was read stays, with its age, and nothing can be written.
    QTRY_VERIFY(f.text("connectionState").contains("away · shown is what was read"));
    QCOMPARE(f.page().profiles().rowCount(), 2);
    QVERIFY(f.child<QLabel>("connectionProblem")->isVisible());
    QVERIFY(f.text("connectionProblem").contains("cannot connect"));
    QTRY_VERIFY(f.text("connectionProblem").contains("Trying again"));
    QVERIFY(!f.child<QPushButton>("push")->isEnabled());
    QVERIFY(!f.child<QPushButton>("dryRun")->isEnabled());
    const auto& messages = f.services().messages;
    QTRY_VERIFY(messages.rowCount() >= 2);  // of the push, and that it is away
    // It comes back: found by itself, and told.
    redis = std::make_unique<RedisServer>(RedisServer::Options{.port = port});
    QVERIFY2(redis->problem().isEmpty(), qPrintable(redis->problem()));
    QTRY_VERIFY(f.text("connectionState").contains("connected"));
    QTRY_VERIFY(messages.at(messages.rowCount() - 1).cause.contains("answers again"));
    QVERIFY(!f.child<QLabel>("connectionProblem")->isVisible());
    // Nothing was written half: the new server holds nothing at all.
    QCOMPARE(redis->command({"DBSIZE"}), QByteArray("0"));
    QTRY_COMPARE(f.cell("ds-a10", ClusterProfilesModel::changeColumn), QString("new"));
  }

  void cutInTheMiddleOfAPushNothingIsHalfWritten_data() {
    QTest::addColumn<int>("bytes");
    for (const int bytes : {0, 40, 300, 2'000, 9'000}) QTest::addRow("after %d bytes", bytes) << bytes;
  }
  void cutInTheMiddleOfAPushNothingIsHalfWritten() {
    QFETCH(int, bytes);
    RedisServer redis;
    CuttingProxy proxy(redis.port());
    proxy.doNotCut();
    ClusterFixture f(QString("redis://127.0.0.1:%1").arg(proxy.port()));
    QVERIFY(f.connected());
    f.click("push");
    QVERIFY(f.question("pushQuestion"));
    proxy.waitUntilClosed();
    proxy.cutAfter(CuttingProxy::toServer, bytes);
    QVERIFY(f.answer("pushQuestion", true));
    QTRY_VERIFY(f.child<QLabel>("pushResult")->isVisible());
    QVERIFY(f.text("pushResult").startsWith("✕"));
    QCOMPARE(redis.command({"DBSIZE"}), QByteArray("0"));
    // The same again does it.
    QTRY_VERIFY(f.text("connectionState").contains("connected"));
    QTRY_VERIFY(f.child<QPushButton>("push")->isEnabled());
    f.click("push");
    QVERIFY(f.answer("pushQuestion", true));
    QTRY_VERIFY(f.text("pushResult").startsWith("✓") || f.text("pushResult").startsWith("⚠"));
    QCOMPARE(redis.command({"DBSIZE"}), QByteArray("2"));
  }

  void aWrongPasswordIsSaidAndNeverShown() {
    RedisServer redis({.arguments = {"--requirepass", "hunter2"}});
    QVERIFY2(redis.problem().isEmpty(), qPrintable(redis.problem()));
    ClusterFixture f(redis.url("m"));
    QTRY_VERIFY(f.text("connectionProblem").contains("asks for a password"));
    QVERIFY(f.text("connectionState").contains("not reached"));
    const QString key = Secrets::ofConnection(f.session().workspace().connections[0]);
    f.services().secrets.set(key, Secret("hunter9"));
    QTRY_VERIFY(f.text("connectionProblem").contains("does not accept"));
    f.services().secrets.set(key, Secret("hunter2"));
    QVERIFY(f.connected());
    f.click("push");
    QVERIFY(f.answer("pushQuestion", true));
    QTRY_VERIFY(f.text("pushResult").contains("read back"));
    QVERIFY(storeAt(redis, ":hunter2").get("ds-a10").ok());
    for (const QWidget* widget : f.window().findChildren<QWidget*>()) {
      if (const auto* label = qobject_cast<const QLabel*>(widget)) QVERIFY(!label->text().contains("hunter"));
      QVERIFY(!widget->toolTip().contains("hunter"));
      QVERIFY(!widget->accessibleDescription().contains("hunter"));
    }
    for (int i = 0; i < f.services().messages.rowCount(); ++i)
      QVERIFY(!f.services().messages.at(i).cause.contains("hunter"));
  }

  void aReadOnlyReplicaIsSaidAndRefuses() {
    RedisServer primary,
        replica({.arguments = {"--replicaof", "127.0.0.1", QString::number(primary.port())}});
    QVERIFY2(replica.problem().isEmpty(), qPrintable(replica.problem()));
    ClusterFixture f(replica.url("m"));
    QVERIFY(f.connected());
    QVERIFY(f.text("connectionState").startsWith("⚠") &&
            f.text("connectionState").contains("read-only replica"));
    f.click("push");
    QVERIFY(f.answer("pushQuestion", true));
    QTRY_VERIFY(f.text("pushResult").contains("read-only replica"));
    QVERIFY(f.text("pushLines").contains("primary"));
    QCOMPARE(primary.command({"DBSIZE"}), QByteArray("0"));
  }

  void whatIsNoProfileIsShownAsThat() {
    RedisServer redis;
    redis.command({"SET", keyOf("ds-a10"), "no profile"});
    redis.command({"SET", keyOf("ds-odd"), "{}"});
    ClusterFixture f(redis.url("m"));
    QVERIFY(f.connected());
    QCOMPARE(f.cell("ds-a10", ClusterProfilesModel::changeColumn), QString("replaces what is no profile"));
    QCOMPARE(f.cell("ds-odd", ClusterProfilesModel::changeColumn), QString("is no profile"));
    f.select("ds-odd");
    f.click("deleteProfile");
    QVERIFY(f.answer("deleteQuestion", true));
    QTRY_COMPARE(redis.command({"EXISTS", keyOf("ds-odd")}), QByteArray("0"));
  }

  // Whether a push would do harm is not known before the check is through, the names of the deployments with
  // it.
  void aPushWaitsForTheCheck() {
    RedisServer redis;
    const FakeCluster cluster;
    cluster.put("get-deployments.mode", "hang");
    ClusterFixture f(redis.url("m"));
    f.services().settings.setValue("kubectl/program", FAKE_KUBECTL);
    f.services().settings.setValue("kubectl/kubeconfig", QString::fromStdString(cluster.path("config")));
    QVERIFY(f.connected());
    auto* push = f.child<QPushButton>("push");
    QVERIFY(push->isEnabled());
    f.session().edit("Reach", [](Workspace& w) {
      w.targets[0].nameSpace = "serving";
      w.targets[0].reach = ByService{"", "ds-a10", 8000};
    });
    QTRY_VERIFY(!cluster.calls().empty());
    QVERIFY(!f.page().settled());
    QVERIFY(!push->isEnabled());
    QVERIFY2(f.text("pushBlocked").contains("Wait until the check is done"),
             qPrintable(f.text("pushBlocked")));
    f.action("cluster.push")->trigger();
    QVERIFY(!f.child<QMessageBox>("pushQuestion"));
    QVERIFY(f.child<QPushButton>("dryRun")->isEnabled());
    QCOMPARE(redis.command({"DBSIZE"}), QByteArray("0"));
    cluster.put("get-deployments.mode", "answer");
    cluster.put("deployments.json", R"({"kind": "List", "items": [
      {"metadata": {"name": "ds-a100", "namespace": "serving", "labels": {"model.aibrix.ai/name": "deepseek-llm-7b-chat"}}},
      {"metadata": {"name": "ds-a10", "namespace": "serving", "labels": {"model.aibrix.ai/name": "deepseek-llm-7b-chat"}}}]})");
    f.click("checkAgain");
    QVERIFY(f.connected());
    QTRY_VERIFY(push->isEnabled());
    f.click("push");
    QVERIFY(f.answer("pushQuestion", true));
    QTRY_COMPARE(redis.command({"DBSIZE"}), QByteArray("2"));
  }

  void throughAPortForwardOfTheService() {
    RedisServer redis;
    const FakeCluster cluster;
    cluster.put("backend", std::to_string(redis.port()));
    ClusterFixture f({});
    f.services().settings.setValue("kubectl/program", FAKE_KUBECTL);
    f.services().settings.setValue("kubectl/kubeconfig", QString::fromStdString(cluster.path("config")));
    f.session().edit("Connect", [](Workspace& w) {
      w.connections = {{.name = "east",
                        .url = "redis://redis.example:6379/0",
                        .model = clusterModel,
                        .nameSpace = "aibrix-system",
                        .service = "redis-master",
                        .servicePort = 6390}};
    });
    QVERIFY(f.connected());
    QVERIFY2(cluster.calls().back().find("port-forward svc/redis-master :6390") != std::string::npos,
             cluster.calls().back().c_str());
    QCOMPARE(f.text("pushServer"), QString("svc/redis-master in aibrix-system, database 0"));
    f.click("push");
    QVERIFY(f.answer("pushQuestion", true));
    QTRY_COMPARE(redis.command({"DBSIZE"}), QByteArray("2"));
    // Removed, its port-forward ends.
    f.action("cluster.remove")->trigger();
    QTRY_VERIFY(!cluster.anyAlive());
  }

  void nobodyLooksNobodyChecks() {
    RedisServer redis;
    ClusterFixture f(redis.url("m"));
    QVERIFY(f.connected());
    f.window().showPage("targets");
    QVERIFY(f.settle());
    // As a rate that is dragged on another page.
    f.session().edit("Drag", [](Workspace& w) { w.trafficRate = 30; });
    QVERIFY(f.services().tasks.idle() && f.page().settled());
    f.window().showPage("cluster");
    QVERIFY(!f.page().settled());
    QVERIFY(!f.child<QPushButton>("push")->isEnabled());
    QVERIFY(f.settle());
    QTRY_VERIFY(f.child<QPushButton>("push")->isEnabled());
  }

  void onlyWhoLooksReads() {
    RedisServer redis;
    ClusterFixture f(redis.url("m"));
    QVERIFY(f.connected());
    f.page().server().setIntervals(std::chrono::milliseconds(1), {});
    QSignalSpy reads(&f.page().server(), &ProfileServer::changed);
    QTRY_VERIFY(reads.count() > 4);
    f.window().showPage("targets");
    QVERIFY(f.settle());
    reads.clear();
    QVERIFY(storeAt(redis).push({f.own(0)}, {}).ok());
    QCOMPARE(reads.count(), 0);
    // And sees what came meanwhile when it is shown again.
    f.window().showPage("cluster");
    QTRY_COMPARE(f.cell("ds-a10", ClusterProfilesModel::changeColumn), QString("no change"));
  }
};

QTEST_MAIN(TestClusterFaults)
#include "test_cluster_faults.moc"
