#include "core/cluster/kubectl.h"
#include "tests/support/fake_cluster.h"

#include <QtTest>

#include <atomic>
#include <thread>

using namespace headroom;
using headroom::test::FakeCluster;

class TestKubectl : public QObject {
  Q_OBJECT

  static Kubectl kubectlOf(const FakeCluster& cluster) { return Kubectl(cluster.options()); }
  static std::string data(const char* name) {
    return *readFile(std::string(HEADROOM_TEST_DATA) + "/cluster/" + name);
  }

 private slots:
  void readsContexts() {
    const FakeCluster cluster;
    cluster.put("config.json", data("config.json"));
    const auto contexts = kubectlOf(cluster).contexts();
    QVERIFY(contexts.ok());
    QCOMPARE(contexts->size(), std::size_t{2});
    QCOMPARE((*contexts)[0].name, std::string("prod"));
    QCOMPARE((*contexts)[0].server, std::string("https://10.0.0.1:6443"));
    QCOMPARE((*contexts)[0].namespaceName, std::string("inference"));
    QVERIFY((*contexts)[0].current);
    QCOMPARE((*contexts)[1].namespaceName, std::string("default"));
    QVERIFY(!(*contexts)[1].current);
    // What kubectl 1.32 says where it has no configuration.
    cluster.put("config.json",
                R"({"kind":"Config","apiVersion":"v1","preferences":{},"clusters":null,"users":null,
                                   "contexts":null,"current-context":""})");
    QVERIFY(kubectlOf(cluster).contexts()->empty());
  }

  void readsPods() {
    const FakeCluster cluster;
    cluster.put("pods.json", data("pods.json"));
    const auto pods = kubectlOf(cluster).pods("inference");
    QVERIFY2(pods.ok(), pods ? "" : pods.error().text().c_str());
    QCOMPARE(pods->size(), std::size_t{5});
    const KubePod& pod = pods->front();
    QCOMPARE(pod.name, std::string("llama-a10-7d9f8b6c5d-x2k4p"));
    QCOMPARE(pod.namespaceName, std::string("inference"));
    QCOMPARE(pod.labels.at("model.aibrix.ai/name"), std::string("llama-3-8b"));
    QCOMPARE(pod.phase, std::string("Running"));
    QVERIFY(pod.ready && !pod.terminating);
    QCOMPARE(pod.nodeName, std::string("node-a10"));
    QCOMPARE(pod.podIp, std::string("10.4.0.7"));
    QCOMPARE(pod.ownerKind, std::string("ReplicaSet"));
    QCOMPARE(pod.ports.size(), std::size_t{2});  // the UDP one is left out
    QCOMPARE(pod.ports[1].number, 8000);
    QCOMPARE(pod.gpus, 2);
    QCOMPARE((*pods)[1].waitingReason, std::string("CrashLoopBackOff"));
    QCOMPARE((*pods)[1].nodeDemands.at("machine.cluster.vke.volcengine.com/gpu-name"),
             std::string("NVIDIA-L20"));
    QVERIFY((*pods)[2].terminating);
  }

  void readsTheRest() {
    const FakeCluster cluster;
    for (const char* name : {"namespaces.json", "services.json", "deployments.json", "nodes.json"})
      cluster.put(name, data(name));
    cluster.put("pod-llama-0.json",
                R"({"kind":"Pod","metadata":{"name":"llama-0","namespace":"inference"}})");
    const Kubectl kubectl = kubectlOf(cluster);
    QCOMPARE(*kubectl.namespaces(), (std::vector<std::string>{"default", "inference"}));
    const auto services = kubectl.services("inference");
    QVERIFY(services.ok());
    QCOMPARE(services->front().name, std::string("llama-3-8b"));
    QCOMPARE(services->front().ports.front().targetPort, std::string("8000"));
    QCOMPARE(services->front().selector.at("model.aibrix.ai/name"), std::string("llama-3-8b"));
    const auto deployments = kubectl.deployments("inference");
    QVERIFY(deployments.ok());
    QCOMPARE(deployments->front().name, std::string("llama-a10"));
    QCOMPARE(deployments->front().replicas, 2);
    const auto nodes = kubectl.nodes();
    QVERIFY(nodes.ok());
    QCOMPARE(nodes->front().gpus, 4);
    QCOMPARE(kubectl.pod("inference", "llama-0")->name, std::string("llama-0"));
  }

  void asksForJsonWithContextAndNamespace() {
    const FakeCluster cluster;
    cluster.put("pods.json", R"({"kind":"List","items":[]})");
    KubectlOptions options = cluster.options();
    options.context = "prod";
    QVERIFY(Kubectl(options).pods("inference").ok());
    const std::string call = cluster.calls().back();
    QVERIFY2(
        call.find("--context prod -n inference get pods -o json --request-timeout=16s") != std::string::npos,
        call.c_str());
  }

  void kubectlMissing() {
    KubectlOptions options;
    options.program = "/no/such/kubectl";
    const auto pods = Kubectl(options).pods("inference");
    QVERIFY(!pods.ok());
    QCOMPARE(pods.error().code, ErrorCode::notFound);
    QVERIFY(pods.error().message.find("/no/such/kubectl") != std::string::npos);
    QVERIFY(pods.error().hint.find("install kubectl") != std::string::npos);
  }

  // The words are those of kubectl 1.32 and of its credential programs.
  void eachRefusalIsToldWithItsNextStep_data() {
    QTest::addColumn<QByteArray>("words");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("hint");
    const auto row = [](const char* name, const char* words, ErrorCode code, const char* hint) {
      QTest::newRow(name) << QByteArray(words) << static_cast<int>(code) << QByteArray(hint);
    };
    const char* noise =
        "E1123 18:58:32.169835   13166 memcache.go:265] \"Unhandled Error\" err=\"couldn't get current "
        "server API group list: "
        "Get \\\"http://127.0.0.1:9/api?timeout=32s\\\": dial tcp 127.0.0.1:9: connect: connection "
        "refused\"\n";
    row("not logged in", "error: You must be logged in to the server (Unauthorized)\n",
        ErrorCode::unauthenticated, "log in");
    row("credential program missing",
        "Unable to connect to the server: getting credentials: exec: executable gke-gcloud-auth-plugin not "
        "found\n",
        ErrorCode::unauthenticated, "log in");
    row("credential program fails",
        "Error loading SSO Token: Token for prod does not exist\nUnable to connect to the server: getting "
        "credentials: exec: "
        "executable aws failed with exit code 255\n",
        ErrorCode::unauthenticated, "log in");
    row("forbidden",
        "Error from server (Forbidden): pods is forbidden: User \"x\" cannot list resource \"pods\" in API "
        "group \"\" in the "
        "namespace \"secret-ns\"\n",
        ErrorCode::permissionDenied, "administrator");
    row("refused",
        (std::string(noise) + noise +
         "The connection to the server 127.0.0.1:9 was refused - did you specify the right host or port?\n")
            .c_str(),
        ErrorCode::unreachable, "network");
    row("only noise", noise, ErrorCode::unreachable, "network");
    row("unknown host",
        "Unable to connect to the server: dial tcp: lookup api.prod on 10.0.0.2:53: no such host\n",
        ErrorCode::unreachable, "network");
    row("slow network", "Unable to connect to the server: dial tcp 10.0.0.1:6443: i/o timeout\n",
        ErrorCode::timeout, "VPN");
    row("certificate", "Unable to connect to the server: x509: certificate signed by unknown authority\n",
        ErrorCode::tls, "certificate");
    row("context", "Error in configuration: context was not found for specified context: nope\n",
        ErrorCode::notFound, "get-contexts");
    row("object", "Error from server (NotFound): pods \"x\" not found\n", ErrorCode::notFound,
        "targets list");
    row("configuration",
        "error: error loading config file \"/home/u/.kube/config\": yaml: line 3: did not find expected "
        "key\n",
        ErrorCode::malformed, "--kubeconfig");
    row("login page", "error: serializer for text/html doesn't exist\n", ErrorCode::malformed, "address");
    row("unknown words", "error: something new\n", ErrorCode::rejected, "by hand");
    row("no words", "", ErrorCode::rejected, "by hand");
  }
  void eachRefusalIsToldWithItsNextStep() {
    QFETCH(QByteArray, words);
    QFETCH(int, code);
    QFETCH(QByteArray, hint);
    const FakeCluster cluster;
    cluster.put("get.mode", "fail");
    cluster.put("fail.txt", words.toStdString());
    const auto pods = kubectlOf(cluster).pods("inference");
    QVERIFY(!pods.ok());
    const std::string text = pods.error().text();
    QVERIFY2(static_cast<int>(pods.error().code) == code, text.c_str());
    QVERIFY2(pods.error().hint.find(hint.toStdString()) != std::string::npos, text.c_str());
    QVERIFY2(text.find("cannot list pods in namespace inference") != std::string::npos, text.c_str());
    QVERIFY2(text.find('\n') == std::string::npos, text.c_str());
  }

  void forbiddenNamespacesAskForTyping() {
    const FakeCluster cluster;
    cluster.put("get.mode", "fail");
    cluster.put("fail.txt",
                "Error from server (Forbidden): namespaces is forbidden: User \"x\" cannot list resource\n");
    const auto names = kubectlOf(cluster).namespaces();
    QCOMPARE(names.error().code, ErrorCode::permissionDenied);
    QCOMPARE(names.error().hint, std::string("type the namespace that you may use"));
  }

  void hangingOrTalkingWithoutEnd() {
    const FakeCluster cluster;
    KubectlOptions options = cluster.options();
    options.timeoutSeconds = 0.2;
    for (const char* mode : {"hang", "deaf", "plugin"}) {
      cluster.put("get.mode", mode);
      const auto pods = Kubectl(options).pods("");
      QVERIFY(!pods.ok());
      QCOMPARE(pods.error().code, ErrorCode::timeout);
      QVERIFY(pods.error().hint.find("terminal") != std::string::npos);
      QTRY_VERIFY(!cluster.anyAlive());
    }
    cluster.put("config.mode", "hang");
    QCOMPARE(Kubectl(options).contexts().error().code, ErrorCode::timeout);
    QTRY_VERIFY(!cluster.anyAlive());
  }

  void stopsWhenAsked() {
    const FakeCluster cluster;
    cluster.put("get.mode", "hang");
    std::stop_source source;
    std::jthread asker([&] {
      while (cluster.calls().empty()) std::this_thread::yield();
      source.request_stop();
    });
    QCOMPARE(kubectlOf(cluster).nodes(source.get_token()).error().code, ErrorCode::cancelled);
    QTRY_VERIFY(!cluster.anyAlive());
  }

  void garbageIsRefused_data() {
    QTest::addColumn<QByteArray>("text");
    for (const char* text : {"NAME READY\nllama 1/1\n", "{\"kind\":\"List\",\"items\":[", "[]", "42", "null",
                             "{}", "<html></html>", "{\"kind\":\"List\"}", "{\"kind\":\"List\",\"items\":{}}",
                             "{\"kind\":\"Status\",\"code\":401}", "\xff\xfe"})
      QTest::newRow(text) << QByteArray(text);
  }
  void garbageIsRefused() {
    QFETCH(QByteArray, text);
    const std::string answer = text.toStdString();
    for (const Error& error :
         {parsePods(answer).error(), parseServices(answer).error(), parseNodes(answer).error(),
          parseDeployments(answer).error(), parseNames(answer).error(), parseContexts(answer).error()}) {
      QCOMPARE(error.code, ErrorCode::malformed);
      QVERIFY(!error.hint.empty());
    }
    const FakeCluster cluster;
    cluster.put("pods.json", answer);
    const auto pods = kubectlOf(cluster).pods("");
    QCOMPARE(pods.error().code, ErrorCode::malformed);
    QVERIFY(pods.error().message.starts_with("cannot list pods"));
  }

  void wrongTypesReadAsEmpty() {
    const auto pods = parsePods(R"({"kind":"PodList","items":[7,{"metadata":{"name":5}},
      {"metadata":{"name":"p","labels":["x"],"ownerReferences":{}},"spec":{"containers":[{"ports":[{"containerPort":"8000"},
      {"containerPort":99999},{"containerPort":-1}],"resources":{"limits":{"nvidia.com/gpu":"many"}}},null]},"status":[]}]})");
    QVERIFY(pods.ok());
    QCOMPARE(pods->size(), std::size_t{1});
    QVERIFY(pods->front().ports.empty() && pods->front().labels.empty());
    QCOMPARE(pods->front().gpus, 0);
  }

  void secretsNeverShow_data() {
    QTest::addColumn<QByteArray>("text");
    for (const char* text :
         {"error: token: s3cr3tvalue is bad", "Authorization: Bearer s3cr3tvalue",
          "\"client-key-data\": \"s3cr3tvalue\"", "https://user:s3cr3tvalue@host/path",
          "failed: --token s3cr3tvalue", "password=s3cr3tvalue&x=1", "API_KEY = 's3cr3tvalue'",
          "bearer s3cr3tvalue", "{\\\"access_token\\\":\\\"s3cr3tvalue\\\"}",
          "authorization=Basic s3cr3tvalue",
          "got eyJhbGciOiJIUzI1NiJ9s3cr3tvalue.eyJzdWIiOiIxMjM0In0.s3cr3tvalue", "HF_TOKEN=s3cr3tvalue"})
      QTest::newRow(text) << QByteArray(text);
  }
  void secretsNeverShow() {
    QFETCH(QByteArray, text);
    const std::string shown = withoutSecrets(text.toStdString());
    QVERIFY2(shown.find("s3cr3tvalue") == std::string::npos, shown.c_str());
    QVERIFY2(shown.find("***") != std::string::npos, shown.c_str());
    const FakeCluster cluster;
    cluster.put("get.mode", "fail");
    cluster.put("fail.txt", "error: " + text.toStdString() + "\n");
    const Error error = kubectlOf(cluster).pods("").error();
    QVERIFY2(error.text().find("s3cr3tvalue") == std::string::npos, error.text().c_str());
  }

  void ordinaryWordsStay() {
    for (const char* text :
         {"error: lost connection to pod", "Forwarding from 127.0.0.1:40123 -> 8000",
          "dial tcp 10.0.0.1:6443: i/o timeout", "Get \"https://10.0.0.1:6443/api?timeout=32s\": EOF", "",
          "the secret ns", "context \"x\" does not exist"})
      QCOMPARE(withoutSecrets(text), std::string(text));
  }
};

QTEST_GUILESS_MAIN(TestKubectl)
#include "test_kubectl.moc"
