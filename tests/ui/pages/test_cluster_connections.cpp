// Redis connections of the workspace: added, tested, changed and removed by hand, and by Undo.
#include "tests/support/fake_cluster.h"
#include "tests/ui/pages/cluster_fixture.h"
#include "ui/pages/cluster/connection_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLineEdit>

using namespace headroom;
using namespace headroom::ui;
using namespace headroom::test;

class TestClusterConnections : public WidgetTest {
  Q_OBJECT

  static ConnectionDialog* dialog(ClusterFixture& f) {
    ConnectionDialog* found = nullptr;
    if (!QTest::qWaitFor([&] { return (found = f.child<ConnectionDialog>("connectionDialog")) != nullptr; },
                         5000))
      return nullptr;
    return found;
  }
  static void type(QDialog* dialog, const char* field, const QString& text) {
    auto* line = dialog->findChild<QLineEdit*>(QLatin1String(field));
    if (!line) line = dialog->findChild<QComboBox*>(QLatin1String(field))->lineEdit();
    line->selectAll();
    QTest::keyClick(line, Qt::Key_Delete);
    QTest::keyClicks(line, text);
  }
  static QPushButton* ok(QDialog* dialog) {
    return dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok);
  }
  static QString verdict(QDialog* dialog) { return dialog->findChild<QLabel*>("connectionVerdict")->text(); }

 private slots:
  void theEmptyPageLeadsToTheFirstConnection() {
    RedisServer redis;
    ClusterFixture f({});
    QVERIFY(f.child<QWidget>("clusterEmpty")->isVisible());
    auto* add = f.child<QWidget>("clusterEmpty")->findChild<QPushButton*>();
    QTest::mouseClick(add, Qt::LeftButton);
    ConnectionDialog* box = dialog(f);
    QVERIFY(box);
    // What is lacking is said while it is.
    QVERIFY(!ok(box)->isEnabled());
    QVERIFY(verdict(box).contains("name"));
    type(box, "connectionName", "production");
    QVERIFY(verdict(box).contains("address"));
    type(box, "connectionUrl", "http://there");
    QVERIFY(verdict(box).contains("none of redis"));
    type(box, "connectionUrl", QString("redis://127.0.0.1:%1/3").arg(redis.port()));
    // The model of the targets is proposed.
    QCOMPARE(box->findChild<QComboBox*>("connectionModel")->currentText(), QString(clusterModel));
    QVERIFY(ok(box)->isEnabled());
    QTest::mouseClick(box->findChild<QPushButton*>("testConnection"), Qt::LeftButton);
    QTRY_VERIFY(verdict(box).startsWith("✓ Redis") && verdict(box).contains("with 0 profiles"));
    QTest::mouseClick(ok(box), Qt::LeftButton);
    QVERIFY(f.connected());
    QVERIFY(!f.child<QWidget>("clusterEmpty")->isVisible());
    QCOMPARE(f.session().workspace().connections.size(), std::size_t{1});
    QVERIFY(f.child<QComboBox>("connection")->currentText().contains("production"));
    QVERIFY(f.text("pushServer").endsWith("database 3"));

    f.session().undoStack()->undo();
    QVERIFY(f.session().workspace().connections.empty());
    QTRY_VERIFY(f.child<QWidget>("clusterEmpty")->isVisible());
    f.session().undoStack()->redo();
    QVERIFY(f.connected());
  }

  void userAndPasswordGoWhereTheyBelong() {
    RedisServer redis;
    redis.command({"ACL", "SETUSER", "ops", "on", ">hunter2", "~*", "+@all"});
    ClusterFixture f({});
    f.action("cluster.add")->trigger();
    ConnectionDialog* box = dialog(f);
    type(box, "connectionName", "guarded");
    type(box, "connectionUrl", QString("redis://127.0.0.1:%1").arg(redis.port()));
    type(box, "connectionUser", "ops");
    type(box, "secret", "hunter9");
    QTest::mouseClick(box->findChild<QPushButton*>("testConnection"), Qt::LeftButton);
    QTRY_VERIFY(verdict(box).startsWith("✕"));
    QVERIFY(verdict(box).contains("does not accept"));
    type(box, "secret", "hunter2");
    QTest::mouseClick(box->findChild<QPushButton*>("testConnection"), Qt::LeftButton);
    QTRY_VERIFY(verdict(box).startsWith("✓"));
    QTest::mouseClick(ok(box), Qt::LeftButton);
    QVERIFY(f.connected());
    const RedisConnection& one = f.session().workspace().connections[0];
    QCOMPARE(one.url, std::string("redis://ops@127.0.0.1:") + std::to_string(redis.port()));
    QCOMPARE(f.services().secrets.of(Secrets::ofConnection(one)).reveal(), std::string("hunter2"));

    // Another password, while the connection stays: it is used at once.
    redis.command({"ACL", "SETUSER", "ops", "resetpass", ">hunter3"});
    f.click("checkAgain");
    QTRY_VERIFY(f.text("connectionProblem").contains("does not accept"));
    f.action("cluster.edit")->trigger();
    box = dialog(f);
    QCOMPARE(box->findChild<QLineEdit*>("connectionUser")->text(), QString("ops"));
    QVERIFY(!box->findChild<QLineEdit*>("connectionUrl")->text().contains("ops"));
    type(box, "secret", "hunter3");
    QTest::mouseClick(ok(box), Qt::LeftButton);
    QVERIFY(f.connected());
  }

  void aPasswordInTheUrlIsTakenOutOfIt() {
    RedisServer redis({.arguments = {"--requirepass", "hunter2"}});
    ClusterFixture f({});
    f.action("cluster.add")->trigger();
    ConnectionDialog* box = dialog(f);
    type(box, "connectionName", "pasted");
    type(box, "connectionUrl", QString("redis://:hunter2@127.0.0.1:%1").arg(redis.port()));
    QVERIFY(!verdict(box).contains("hunter2"));
    QTest::mouseClick(ok(box), Qt::LeftButton);
    QVERIFY(f.connected());
    QVERIFY(f.session().workspace().connections[0].url.find("hunter2") == std::string::npos);
  }

  void tlsWithItsCertificatesAndTheSocket() {
    QTemporaryDir directory;
    const Certificates certificates = Certificates::make(directory.path());
    RedisServer redis({.certificates = &certificates});
    QVERIFY2(redis.problem().isEmpty(), qPrintable(redis.problem()));
    ClusterFixture f({});
    f.action("cluster.add")->trigger();
    ConnectionDialog* box = dialog(f);
    type(box, "connectionName", "tls");
    type(box, "connectionUrl", QString("rediss://localhost:%1").arg(redis.tlsPort()));
    QTest::mouseClick(box->findChild<QPushButton*>("testConnection"), Qt::LeftButton);
    QTRY_VERIFY(verdict(box).contains("certificate"));
    type(box, "connectionCaFile", certificates.authority);
    QTest::mouseClick(ok(box), Qt::LeftButton);
    QVERIFY(f.connected());
    // A second one, over the socket of the same server; chosen by the list.
    f.action("cluster.add")->trigger();
    box = dialog(f);
    type(box, "connectionName", "tls");
    type(box, "connectionUrl", "unix://" + redis.socket());
    QVERIFY(verdict(box).contains("Another connection is named tls"));
    type(box, "connectionName", "socket");
    QTest::mouseClick(ok(box), Qt::LeftButton);
    QVERIFY(f.connected());
    QVERIFY(f.text("pushServer").startsWith(redis.socket()));
    auto* list = f.child<QComboBox>("connection");
    QCOMPARE(list->count(), 2);
    QCOMPARE(list->currentData().toString(), QString("socket"));
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Up);
    QTRY_VERIFY(f.text("pushServer").startsWith("localhost"));
    QVERIFY(f.connected());
    // Removing it shows the other one.
    f.action("cluster.remove")->trigger();
    QCOMPARE(f.session().workspace().connections.size(), std::size_t{1});
    QTRY_VERIFY(f.text("pushServer").startsWith(redis.socket()));
  }

  void servicesAreFoundInTheCluster() {
    const FakeCluster cluster;
    cluster.put("services.json", R"({"kind": "List", "items": [
      {"metadata": {"name": "llama", "namespace": "aibrix-system"}, "spec": {"type": "ClusterIP", "ports": [{"port": 8000}]}},
      {"metadata": {"name": "aibrix-redis-master", "namespace": "aibrix-system"},
       "spec": {"type": "ClusterIP", "ports": [{"name": "redis", "port": 6390}]}}]})");
    for (const char* kind : {"pods", "nodes", "deployments", "namespaces"})
      cluster.put(std::string(kind) + ".json", R"({"kind": "List", "items": []})");
    cluster.put("config.json",
                R"({"kind": "Config", "contexts": [{"name": "east", "context": {"cluster": "c"}}]})");
    ClusterFixture f({});
    f.services().settings.setValue("kubectl/program", FAKE_KUBECTL);
    f.services().settings.setValue("kubectl/kubeconfig", QString::fromStdString(cluster.path("config")));
    f.action("cluster.add")->trigger();
    ConnectionDialog* box = dialog(f);
    type(box, "connectionName", "east");
    box->findChild<QCheckBox*>("connectionThrough")->click();
    auto* service = box->findChild<QComboBox*>("connectionService");
    QTRY_COMPARE(service->currentText(), QString("aibrix-redis-master"));
    QCOMPARE(service->count(), 1);
    const RedisConnection one = box->connection();
    QCOMPARE(one.servicePort, 6390);
    QVERIFY(ok(box)->isEnabled());
    // What is typed while the cluster answers stays.
    type(box, "connectionContext", "west");
    QTest::mouseClick(box->findChild<QPushButton*>("findServices"), Qt::LeftButton);
    QTRY_VERIFY(f.services().tasks.idle());
    QCOMPARE(box->connection().context, std::string("west"));
    box->reject();
    QVERIFY(f.session().workspace().connections.empty());
  }
};

QTEST_MAIN(TestClusterConnections)
#include "test_cluster_connections.moc"
