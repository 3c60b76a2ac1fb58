#include "core/cluster/discovery.h"
#include "tests/support/fake_cluster.h"

#include <QtTest>

#include <cmath>
#include <map>
#include <thread>

using namespace headroom;
using headroom::test::FakeCluster;

class TestDiscovery : public QObject {
  Q_OBJECT

  const Hardware m_hardware = *Hardware::builtIn();

  static void fill(const FakeCluster& cluster) {
    for (const char* name :
         {"config.json", "namespaces.json", "pods.json", "services.json", "deployments.json", "nodes.json"})
      cluster.put(name, *readFile(std::string(HEADROOM_TEST_DATA) + "/cluster/" + name));
  }
  static const TargetProposal& named(const Discovery& found, const std::string& object) {
    for (const TargetProposal& proposal : found.proposals)
      if (proposal.object() == object) return proposal;
    qFatal("no %s", object.c_str());
  }

 private slots:
  void proposesFromLabels() {
    const FakeCluster cluster;
    fill(cluster);
    const auto found = discover(Kubectl(cluster.options()), "inference", m_hardware);
    QVERIFY2(found.ok(), found ? "" : found.error().text().c_str());
    QVERIFY(found->notices.empty());
    QCOMPARE(found->proposals.size(), std::size_t{8});

    const TargetProposal& a10 = named(*found, "pod/llama-a10-7d9f8b6c5d-x2k4p");
    QCOMPARE(a10.model, std::string("llama-3-8b"));
    QCOMPARE(a10.modelFrom, std::string("label model.aibrix.ai/name"));
    QCOMPARE(a10.deployment, std::string("llama-a10"));
    QCOMPARE(a10.port, 8000);
    QCOMPARE(a10.portFrom, std::string("label model.aibrix.ai/port"));
    QVERIFY(a10.gpu && a10.gpu->known);
    QCOMPARE(a10.gpu->name, std::string("A10G"));
    QCOMPARE(a10.gpu->from, std::string("node label nvidia.com/gpu.product=NVIDIA-A10G"));
    QCOMPARE(a10.gpus, 2);
    // Two GPUs at the data file's price.
    QVERIFY(std::abs(*a10.costPerHourUsd() - 2 * m_hardware.gpu("A10G")->pricePerHourUsd) < 1e-12);
    QVERIFY(a10.endpoint && !a10.redis && a10.problem.empty());
    QCOMPARE(a10.tunnel().object, std::string("pod/llama-a10-7d9f8b6c5d-x2k4p"));

    // Its node is not known; what it demands of one is.
    const TargetProposal& l20 = named(*found, "pod/llama-l20-5f6d7c8b9-abcde");
    QCOMPARE(l20.gpu->name, std::string("L20"));
    QVERIFY(l20.gpu->from.find("demand") != std::string::npos);
    QCOMPARE(l20.problem, std::string("CrashLoopBackOff"));

    const TargetProposal& qwen = named(*found, "pod/qwen-0");
    QCOMPARE(qwen.deployment, std::string("qwen"));
    QCOMPARE(qwen.deploymentFrom, std::string("owner of kind StatefulSet"));
    QCOMPARE(qwen.gpu->name, std::string("L4"));
    QCOMPARE(qwen.port, 30000);
    QVERIFY(qwen.model.empty());
    QCOMPARE(qwen.problem, std::string("it is being ended"));

    const TargetProposal& redis = named(*found, "svc/aibrix-redis-master");
    QVERIFY(redis.redis && !redis.endpoint && !redis.gpu);
    QVERIFY(redis.problem.empty());

    const TargetProposal& toolbox = named(*found, "pod/toolbox");
    QCOMPARE(toolbox.port, 0);
    QVERIFY(!toolbox.endpoint);
    QCOMPARE(toolbox.problem, std::string("Pending"));
    QVERIFY(!named(*found, "svc/outside").problem.empty());

    // A service says only what all its pods have in common: here two GPU types and two deployments.
    const TargetProposal& service = named(*found, "svc/llama-3-8b");
    QCOMPARE(service.model, std::string("llama-3-8b"));
    QCOMPARE(service.port, 80);  // the one that leads to 8000
    QCOMPARE(service.pods, 2);
    QCOMPARE(service.readyPods, 1);
    QVERIFY(!service.gpu && service.deployment.empty());

    // What looks like an inference server stands first.
    bool others = false;
    for (const TargetProposal& proposal : found->proposals) {
      others = others || !proposal.endpoint;
      QCOMPARE(proposal.endpoint, !others);
    }
  }

  void goesOnWithoutWhatIsForbidden() {
    const FakeCluster cluster;
    fill(cluster);
    cluster.put("fail.txt",
                "Error from server (Forbidden): x is forbidden: User \"u\" cannot list resource\n");
    for (const char* what : {"get-nodes.mode", "get-deployments.mode", "get-services.mode"})
      cluster.put(what, "fail");
    const auto found = discover(Kubectl(cluster.options()), "inference", m_hardware);
    QVERIFY(found.ok());
    QCOMPARE(found->notices.size(), std::size_t{3});
    QCOMPARE(found->proposals.size(), std::size_t{5});
    const TargetProposal& a10 = named(*found, "pod/llama-a10-7d9f8b6c5d-x2k4p");
    QVERIFY(!a10.gpu && !a10.costPerHourUsd());
    QCOMPARE(a10.deployment, std::string("llama-a10"));
  }

  void withoutPodsThereIsNothing() {
    const FakeCluster cluster;
    fill(cluster);
    cluster.put("fail.txt",
                "Error from server (Forbidden): pods is forbidden: User \"u\" cannot list resource\n");
    cluster.put("get-pods.mode", "fail");
    for (const char* what : {"get-nodes.mode", "get-deployments.mode", "get-services.mode"})
      cluster.put(what, "hang");
    // The others hang, and are not waited for.
    const auto found = discover(Kubectl(cluster.options()), "inference", m_hardware);
    QCOMPARE(found.error().code, ErrorCode::permissionDenied);
    QTRY_VERIFY(!cluster.anyAlive());
  }

  void canBeStopped() {
    const FakeCluster cluster;
    fill(cluster);
    cluster.put("get.mode", "hang");
    std::stop_source source;
    std::jthread asker([&] {
      while (cluster.calls().size() < 4) std::this_thread::yield();
      source.request_stop();
    });
    QCOMPARE(discover(Kubectl(cluster.options()), "", m_hardware, source.get_token()).error().code,
             ErrorCode::cancelled);
    QTRY_VERIFY(!cluster.anyAlive());
  }

  void knowsGpusByTheirLabels() {
    struct Case {
      const char *key, *value, *gpu;
      bool known;
    };
    for (const Case& each : std::initializer_list<Case>{
             {"nvidia.com/gpu.product", "NVIDIA-A10G", "A10G", true},
             {"nvidia.com/gpu.product", "NVIDIA-A10G-SHARED", "A10G", true},
             {"nvidia.com/gpu.product", "Tesla-V100-SXM2-16GB", "V100-16GB", true},
             {"nvidia.com/gpu.product", "Tesla-V100-SXM2-32GB", "V100-32GB", true},
             {"nvidia.com/gpu.product", "NVIDIA-A100-SXM4-80GB", "A100-80G", true},
             {"nvidia.com/gpu.product", "NVIDIA-A100-SXM4-40GB", "A100-SXM4-40GB", false},
             {"nvidia.com/gpu.product", "NVIDIA-A100-SXM4-80GB-MIG-1g.10gb", "A100-SXM4-80GB-MIG-1g.10gb",
              false},
             {"nvidia.com/gpu.product", "NVIDIA-H100-80GB-HBM3", "H100", true},
             {"nvidia.com/gpu.product", "NVIDIA-H200", "H200", true},
             {"nvidia.com/gpu.product", "NVIDIA-L40S", "L40S", true},
             {"cloud.google.com/gke-accelerator", "nvidia-l4", "L4", true},
             {"cloud.google.com/gke-accelerator", "nvidia-tesla-v100", "V100-16GB", true},
             {"cloud.google.com/gke-accelerator", "nvidia-tesla-a100", "A100-40G", false},
             {"cloud.google.com/gke-accelerator", "nvidia-a100-80gb", "A100-80G", true},
             {"cloud.google.com/gke-accelerator", "nvidia-h100-mega-80gb", "H100", true},
             {"cloud.google.com/gke-accelerator", "nvidia-h200-141gb", "H200", true},
             {"machine.cluster.vke.volcengine.com/gpu-name", "NVIDIA-L20", "L20", true},
             {"machine.cluster.vke.volcengine.com/gpu-name", "Tesla-V100", "V100-16GB", true},
             {"node.kubernetes.io/instance-type", "g5.12xlarge", "A10G", true},
             {"node.kubernetes.io/instance-type", "g6.xlarge", "L4", true},
             {"node.kubernetes.io/instance-type", "g6e.xlarge", "L40S", true},
             {"node.kubernetes.io/instance-type", "p3.2xlarge", "V100-16GB", true},
             {"node.kubernetes.io/instance-type", "p3dn.24xlarge", "V100-32GB", true},
             {"node.kubernetes.io/instance-type", "p4d.24xlarge", "A100-40G", false},
             {"node.kubernetes.io/instance-type", "p4de.24xlarge", "A100-80G", true},
             {"node.kubernetes.io/instance-type", "p5.48xlarge", "H100", true},
             {"node.kubernetes.io/instance-type", "p5en.48xlarge", "H200", true},
             {"node.kubernetes.io/instance-type", "a2-ultragpu-1g", "A100-80G", true},
             {"node.kubernetes.io/instance-type", "g2-standard-4", "L4", true},
             {"node.kubernetes.io/instance-type", "Standard_NC24ads_A100_v4", "A100-80G", true},
             {"node.kubernetes.io/instance-type", "Standard_NV36ads_A10_v5", "A10", true},
             {"node.kubernetes.io/instance-type", "ecs.gn7i-c8g1.2xlarge", "A10", true}}) {
      const auto gpu = gpuOfLabels({{each.key, each.value}}, m_hardware);
      QVERIFY2(gpu, each.value);
      QVERIFY2(gpu->name == each.gpu, (std::string(each.value) + " → " + gpu->name).c_str());
      QVERIFY2(gpu->known == each.known, each.value);
      QVERIFY2(gpu->pricePerHourUsd.has_value() == each.known, each.value);
    }
    QVERIFY(!gpuOfLabels({{"node.kubernetes.io/instance-type", "m6i.large"}}, m_hardware));
    QVERIFY(!gpuOfLabels({}, m_hardware));
    // The GPU's own label is better than what the instance type lets one guess.
    QCOMPARE(gpuOfLabels(
                 {{"node.kubernetes.io/instance-type", "g5.xlarge"}, {"nvidia.com/gpu.product", "NVIDIA-L4"}},
                 m_hardware)
                 ->name,
             std::string("L4"));
  }

  void choosesThePort() {
    const auto portOf = [&](std::vector<KubePort> ports, KubeLabels labels = {}) {
      KubePod pod;
      pod.name = "p";
      pod.ports = std::move(ports);
      pod.labels = std::move(labels);
      return propose({.pods = {pod}, .services = {}, .deployments = {}, .nodes = {}}, "", m_hardware)
          .front()
          .port;
    };
    QCOMPARE(portOf({}), 0);
    QCOMPARE(portOf({{"", 9999}}), 9999);
    QCOMPARE(portOf({{"metrics", 9090}, {"", 5000}}), 5000);
    QCOMPARE(portOf({{"", 5000}, {"", 8000}}), 8000);
    QCOMPARE(portOf({{"", 8000}, {"http", 5000}}), 5000);
    QCOMPARE(portOf({{"http", 5000}}, {{"model.aibrix.ai/port", "7000"}}), 7000);
    QCOMPARE(portOf({{"http", 5000}}, {{"model.aibrix.ai/port", "x"}}), 5000);
    QCOMPARE(portOf({{"metrics", 9090}}), 0);
  }
};

QTEST_GUILESS_MAIN(TestDiscovery)
#include "test_discovery.moc"
