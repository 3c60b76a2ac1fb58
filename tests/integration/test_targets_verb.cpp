// headroomctl targets and port-forward, as a person or a script would use them, against a stand-in for
// kubectl.
#include "tests/support/ctl.h"
#include "tests/support/fake_cluster.h"
#include "tests/support/small_http_server.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace headroom::test;

class TestTargetsVerb : public QObject {
  Q_OBJECT

  static void fill(const FakeCluster& cluster) {
    for (const char* name :
         {"config.json", "namespaces.json", "pods.json", "services.json", "deployments.json", "nodes.json"})
      cluster.put(name, *headroom::readFile(std::string(HEADROOM_TEST_DATA) + "/cluster/" + name));
    cluster.put("pod-llama-0.json", R"({"kind":"Pod","metadata":{"name":"llama-0","namespace":"inference"},
      "spec":{"containers":[{"ports":[{"containerPort":8000}]}]},"status":{"phase":"Running"}})");
  }
  static QStringList with(const FakeCluster& cluster, QStringList arguments) {
    return arguments << "--kubectl" << FAKE_KUBECTL << "--kubeconfig"
                     << QString::fromStdString(cluster.path("config"));
  }
  static QString firstLine(QProcess& process) {
    QByteArray said;
    while (!said.contains('\n') && process.waitForReadyRead(20000)) said += process.readAllStandardOutput();
    return QString::fromUtf8(said.left(said.indexOf('\n')));
  }

 private slots:
  void listsContextsAndNamespaces() {
    const FakeCluster cluster;
    fill(cluster);
    const Ran contexts = runCtl(with(cluster, {"targets", "contexts"}));
    QCOMPARE(contexts.code, 0);
    QVERIFY(contexts.out.contains("prod") && contexts.out.contains("https://10.0.0.1:6443"));
    const Ran namespaces = runCtl(with(cluster, {"targets", "namespaces", "--context", "prod"}));
    QCOMPARE(namespaces.out, QByteArray("default\ninference\n"));
    QVERIFY(cluster.calls().back().find("--context prod get namespaces -o json") != std::string::npos);
    cluster.put("config.json", R"({"kind":"Config","contexts":null})");
    const Ran none = runCtl(with(cluster, {"targets", "contexts"}));
    QCOMPARE(none.code, 3);
    QVERIFY(none.out.isEmpty() && none.err.contains("log in"));
  }

  void listsTargetsWithWhatTheirLabelsTell() {
    const FakeCluster cluster;
    fill(cluster);
    const Ran text = runCtl(with(cluster, {"targets", "list", "-n", "inference"}));
    QCOMPARE(text.code, 0);
    for (const char* word :
         {"pod/llama-a10-7d9f8b6c5d-x2k4p", "llama-3-8b", "2 x A10G", "2.012", "(Redis)", "CrashLoopBackOff"})
      QVERIFY2(text.out.contains(word), text.out.constData());
    QVERIFY(!text.out.contains("toolbox"));
    QVERIFY2(
        text.err.contains("headroomctl port-forward pod/llama-a10-7d9f8b6c5d-x2k4p -n inference --port 8000"),
        text.err.constData());

    const Ran json = runCtl(with(cluster, {"targets", "list", "-n", "inference", "--all", "--json"}));
    const QJsonArray targets = QJsonDocument::fromJson(json.out).object()["targets"].toArray();
    QCOMPARE(targets.size(), 8);
    const QJsonObject first = targets[0].toObject();
    QCOMPARE(first["deployment"].toString(), QString("llama-a10"));
    QCOMPARE(first["gpu"].toString(), QString("A10G"));
    QCOMPARE(first["costPerHourUsd"].toDouble(), 2.012);
    QVERIFY(!json.out.contains("s3cr3tvalue"));  // of a container's environment

    for (const char* name : {"pods.json", "services.json"})
      cluster.put(name, R"({"kind":"List","items":[]})");
    QCOMPARE(runCtl(with(cluster, {"targets", "list"})).code, 3);
  }

  void faultsOfKubectlAreOneClearMessage_data() {
    QTest::addColumn<QByteArray>("mode");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("not logged in") << QByteArray("fail") << QByteArray("log in");
    QTest::newRow("hanging") << QByteArray("hang") << QByteArray("did not answer within 0.3 s");
    QTest::newRow("garbage") << QByteArray("garbage") << QByteArray("not JSON");
  }
  void faultsOfKubectlAreOneClearMessage() {
    QFETCH(QByteArray, mode);
    QFETCH(QByteArray, words);
    const FakeCluster cluster;
    cluster.put("get.mode", mode.toStdString());
    cluster.put("fail.txt", "error: You must be logged in to the server (Unauthorized)\n");
    const QString timeout = mode == "hang" ? "0.3" : "20";
    for (const QStringList& verb : {QStringList{"targets", "list"}, QStringList{"targets", "namespaces"},
                                    QStringList{"port-forward", "pod/x"}}) {
      const Ran ran = runCtl(with(cluster, verb + QStringList{"--timeout", timeout}));
      QCOMPARE(ran.code, 1);
      QVERIFY(ran.out.isEmpty());
      QVERIFY2(
          ran.err.contains(words) && ran.err.startsWith("headroomctl: error: ") && ran.err.count('\n') == 1,
          ran.err.constData());
    }
    QTRY_VERIFY(!cluster.anyAlive());
  }

  void kubectlMissing() {
    const Ran ran = runCtl({"targets", "list", "--kubectl", "/no/such/kubectl"});
    QCOMPARE(ran.code, 1);
    QVERIFY2(ran.err.contains("/no/such/kubectl") && ran.err.contains("install kubectl"),
             ran.err.constData());
  }

  void theTunnelsUrlCanBeProbedAndEndsWithUs() {
    const FakeCluster cluster;
    const SmallHttpServer server(R"({"object":"list","data":[{"id":"llama-3-8b","object":"model"}]})");
    fill(cluster);
    cluster.put("backend", std::to_string(server.port()));
    QProcess tunnel;
    tunnel.start(ctlPath(), with(cluster, {"port-forward", "pod/llama-0", "-n", "inference"}));
    const QString url = firstLine(tunnel);
    QVERIFY2(url.startsWith("http://127.0.0.1:"), qPrintable(url));
    const Ran probe = runCtl({"probe", "--url", url, "--json"});
    QVERIFY2(probe.out.contains("llama-3-8b"), (probe.out + probe.err).constData());
    // A pod that goes is waited for, at the same place.
    const std::size_t before = cluster.calls().size();
    cluster.put("port-forward.mode", "lost");
    QTRY_VERIFY(cluster.calls().size() > before);
    cluster.put("port-forward.mode", "forward");
    QTRY_VERIFY_WITH_TIMEOUT(runCtl({"probe", "--url", url, "--json"}).out.contains("llama-3-8b"), 30000);
    tunnel.terminate();  // as Ctrl-C
    QVERIFY(tunnel.waitForFinished());
    QCOMPARE(tunnel.exitCode(), 0);
    QTRY_VERIFY(!cluster.anyAlive());
    QVERIFY(tunnel.readAllStandardError().contains("lost connection to pod"));
  }

  void aKilledTunnelLeavesNothing() {
    const FakeCluster cluster;
    fill(cluster);
    QProcess tunnel;
    tunnel.start(ctlPath(),
                 with(cluster, {"port-forward", "pod/llama-0", "--port", "8000", "--probe", "none"}));
    QVERIFY(!firstLine(tunnel).isEmpty());
    QVERIFY(cluster.anyAlive());
    tunnel.kill();
    QVERIFY(tunnel.waitForFinished());
    QTRY_VERIFY(!cluster.anyAlive());
  }

  void whatCannotBeMendedEndsWithTheCause() {
    const FakeCluster cluster;
    fill(cluster);
    cluster.put("port-forward.mode", "fail");
    cluster.put("fail.txt",
                "Error from server (Forbidden): pods \"llama-0\" is forbidden: User \"x\" cannot create "
                "resource \"pods/portforward\"\n");
    const Ran ran = runCtl(with(cluster, {"port-forward", "pod/llama-0", "--json"}));
    QCOMPARE(ran.code, 1);
    QVERIFY2(ran.err.contains("permissionDenied"), ran.err.constData());
    QVERIFY(ran.out.contains("\"state\":\"failed\""));
    QCOMPARE(runCtl(with(cluster, {"port-forward", "llama-0"})).code, 2);
    QCOMPARE(runCtl(with(cluster, {"port-forward", "pod/llama-0", "--port", "0"})).code, 2);
    QCOMPARE(runCtl(with(cluster, {"port-forward", "pod/llama-0", "--probe", "smoke"})).code, 2);
  }
};

QTEST_GUILESS_MAIN(TestTargetsVerb)
#include "test_targets_verb.moc"
