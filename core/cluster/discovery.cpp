#include "core/cluster/discovery.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <future>
#include <set>
#include <tuple>

namespace headroom {
namespace {

constexpr const char* kModelLabel = "model.aibrix.ai/name";
constexpr const char* kPortLabel = "model.aibrix.ai/port";
constexpr int kRedisPort = 6379;

std::string labelOf(const KubeLabels& labels, const std::string& key) {
  const auto found = labels.find(key);
  return found == labels.end() ? std::string() : found->second;
}

bool isUsualPort(int number) {
  // vLLM, SGLang, TGI and the usual choices of their charts.
  constexpr std::array kUsual{8000, 8010, 8080, 30000, 3000, 80};
  return std::find(kUsual.begin(), kUsual.end(), number) != kUsual.end();
}

void choosePort(TargetProposal& proposal) {
  const auto take = [&](int port, std::string from) {
    proposal.port = port;
    proposal.portFrom = std::move(from);
  };
  const auto named = [](const KubePort& port, std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), port.name) != names.end();
  };
  // AIBrix's label names the container's port; of a service it is the one that leads there.
  if (const std::string label = labelOf(proposal.labels, kPortLabel); !label.empty()) {
    int number = 0;
    const auto [end, error] = std::from_chars(label.data(), label.data() + label.size(), number);
    const bool isPort =
        error == std::errc() && end == label.data() + label.size() && number >= 1 && number <= 65535;
    if (isPort && proposal.kind == TargetProposal::Kind::pod)
      return take(number, std::string("label ") + kPortLabel);
    for (const KubePort& port : proposal.ports) {
      if (isPort && (port.targetPort == label || port.number == number))
        return take(port.number, std::string("label ") + kPortLabel);
    }
  }
  for (const KubePort& port : proposal.ports) {
    if (named(port, {"http", "serve", "api", "http-api", "openai", "inference", "redis"}))
      return take(port.number, "port named " + port.name);
  }
  for (const KubePort& port : proposal.ports) {
    if (isUsualPort(port.number) || port.number == kRedisPort)
      return take(port.number, "declared, a usual port");
  }
  for (const KubePort& port : proposal.ports) {
    if (!named(port, {"metrics", "http-metrics", "grpc", "health"}))
      return take(port.number,
                  proposal.ports.size() == 1 ? "the only port declared" : "the first port declared");
  }
}

// The deployment of a pod: its ReplicaSet without the hash that names it, else the one whose selector fits.
void findDeployment(const KubePod& pod, const std::vector<KubeDeployment>& deployments,
                    TargetProposal& proposal) {
  const std::string hash = labelOf(pod.labels, "pod-template-hash");
  if (pod.ownerKind == "ReplicaSet" && !hash.empty() && pod.ownerName.ends_with("-" + hash)) {
    proposal.deployment = pod.ownerName.substr(0, pod.ownerName.size() - hash.size() - 1);
    proposal.deploymentFrom = "owner " + pod.ownerName;
    return;
  }
  if (!pod.ownerName.empty() && pod.ownerKind != "ReplicaSet") {
    proposal.deployment = pod.ownerName;
    proposal.deploymentFrom = "owner of kind " + pod.ownerKind;
    return;
  }
  for (const KubeDeployment& deployment : deployments) {
    if (deployment.namespaceName != pod.namespaceName || !selects(deployment.selector, pod.labels)) continue;
    proposal.deployment = deployment.name;
    proposal.deploymentFrom = "selector of the deployment";
    return;
  }
}

std::string problemOf(const KubePod& pod) {
  if (pod.terminating) return "it is being ended";
  if (!pod.waitingReason.empty()) return pod.waitingReason;
  if (pod.phase != "Running") return pod.phase.empty() ? "its phase is unknown" : pod.phase;
  return pod.ready ? "" : "not ready";
}

TargetProposal proposePod(const KubePod& pod, const ClusterObjects& objects, const Hardware& hardware) {
  TargetProposal proposal;
  proposal.name = pod.name;
  proposal.namespaceName = pod.namespaceName;
  proposal.labels = pod.labels;
  proposal.ports = pod.ports;
  proposal.gpus = pod.gpus;
  proposal.podIp = pod.podIp;
  proposal.pods = 1;
  proposal.problem = problemOf(pod);
  proposal.readyPods = proposal.problem.empty() ? 1 : 0;
  findDeployment(pod, objects.deployments, proposal);
  if (proposal.model = labelOf(pod.labels, kModelLabel); !proposal.model.empty())
    proposal.modelFrom = std::string("label ") + kModelLabel;
  choosePort(proposal);

  const auto node = std::find_if(objects.nodes.begin(), objects.nodes.end(), [&](const KubeNode& each) {
    return !pod.nodeName.empty() && each.name == pod.nodeName;
  });
  // A pod without a GPU may well stand on a node that has some.
  const bool nodeTells = node != objects.nodes.end() && (pod.gpus > 0 || !proposal.model.empty());
  if (nodeTells && (proposal.gpu = gpuOfLabels(node->labels, hardware))) {
    proposal.gpu->from = "node label " + proposal.gpu->from;
  } else if ((proposal.gpu = gpuOfLabels(pod.nodeDemands, hardware))) {
    proposal.gpu->from = "the pod's demand on its node, " + proposal.gpu->from;
  }
  return proposal;
}

TargetProposal proposeService(const KubeService& service, const std::vector<TargetProposal>& pods) {
  TargetProposal proposal;
  proposal.kind = TargetProposal::Kind::service;
  proposal.name = service.name;
  proposal.namespaceName = service.namespaceName;
  proposal.labels = service.labels;
  proposal.ports = service.ports;

  std::set<std::string> models, deployments, gpus;
  const TargetProposal* first = nullptr;
  for (const TargetProposal& pod : pods) {
    if (pod.namespaceName != service.namespaceName || !selects(service.selector, pod.labels)) continue;
    if (first == nullptr) first = &pod;
    ++proposal.pods;
    proposal.readyPods += pod.readyPods;
    models.insert(pod.model);
    deployments.insert(pod.deployment);
    gpus.insert(pod.gpu ? pod.gpu->name : std::string());
    proposal.gpus = std::max(proposal.gpus, pod.gpus);
  }
  for (const auto& [labels, from] :
       {std::pair(&service.labels, "label "), std::pair(&service.selector, "selector ")}) {
    if (!proposal.model.empty()) break;
    if (proposal.model = labelOf(*labels, kModelLabel); !proposal.model.empty())
      proposal.modelFrom = std::string(from) + kModelLabel;
  }
  // Of its pods only what all of them have.
  if (first != nullptr) {
    if (proposal.model.empty() && models.size() == 1 && !first->model.empty()) {
      proposal.model = first->model;
      proposal.modelFrom = "its pods";
    }
    if (deployments.size() == 1 && !first->deployment.empty()) {
      proposal.deployment = first->deployment;
      proposal.deploymentFrom = "its pods";
    }
    if (gpus.size() == 1) proposal.gpu = first->gpu;
    if (labelOf(proposal.labels, kPortLabel).empty()) {
      if (const std::string port = labelOf(first->labels, kPortLabel); !port.empty())
        proposal.labels[kPortLabel] = port;
    }
  }
  choosePort(proposal);
  proposal.labels = service.labels;
  if (service.type == "ExternalName")
    proposal.problem = "it only names a host outside: use that URL";
  else if (service.selector.empty())
    proposal.problem = "it selects no pods, and kubectl forwards to pods alone";
  else if (proposal.pods == 0)
    proposal.problem = "no pod stands behind it";
  else if (proposal.readyPods == 0)
    proposal.problem = "none of its pods is ready";
  return proposal;
}

void judge(TargetProposal& proposal, const std::string& context) {
  proposal.context = context;
  proposal.redis = proposal.port == kRedisPort;
  proposal.endpoint = !proposal.redis && proposal.port != 0 &&
                      (!proposal.model.empty() || proposal.gpus > 0 || isUsualPort(proposal.port));
}

// What a part could not tell, and what that means.
template <typename T>
std::vector<T> orNotice(Result<std::vector<T>> part, const char* consequence,
                        std::vector<std::string>& notices) {
  if (part) return std::move(*part);
  notices.push_back(part.error().message + ": " + consequence);
  return {};
}

}  // namespace

std::optional<double> TargetProposal::costPerHourUsd() const {
  if (!gpu || !gpu->pricePerHourUsd) return std::nullopt;
  return *gpu->pricePerHourUsd * std::max(gpus, 1);
}

std::vector<TargetProposal> propose(const ClusterObjects& objects, const std::string& context,
                                    const Hardware& hardware) {
  std::vector<TargetProposal> all;
  for (const KubePod& pod : objects.pods) all.push_back(proposePod(pod, objects, hardware));
  std::vector<TargetProposal> services;
  for (const KubeService& service : objects.services) services.push_back(proposeService(service, all));
  std::move(services.begin(), services.end(), std::back_inserter(all));
  for (TargetProposal& proposal : all) judge(proposal, context);
  std::sort(all.begin(), all.end(), [](const TargetProposal& a, const TargetProposal& b) {
    return std::tuple(!a.endpoint, a.kind, a.name) < std::tuple(!b.endpoint, b.kind, b.name);
  });
  return all;
}

Result<TargetProposal> discoverOne(const Kubectl& kubectl, const std::string& namespaceName,
                                   const std::string& object, const Hardware& hardware,
                                   std::stop_token stop) {
  ClusterObjects objects;
  if (object.starts_with("pod/")) {
    auto pod = kubectl.pod(namespaceName, object.substr(4), stop);
    if (!pod) return pod.error();
    objects.pods.push_back(std::move(*pod));
  } else if (object.starts_with("svc/")) {
    auto service = kubectl.service(namespaceName, object.substr(4), stop);
    if (!service) return service.error();
    objects.services.push_back(std::move(*service));
  } else {
    return Error{ErrorCode::invalidArgument, fmt::format("\"{}\" is neither pod/NAME nor svc/NAME", object),
                 "list what there is with `headroomctl targets list`"};
  }
  return propose(objects, kubectl.options().context, hardware).front();
}

Result<Discovery> discover(const Kubectl& kubectl, const std::string& namespaceName, const Hardware& hardware,
                           std::stop_token stop) {
  const auto inBackground = [](auto call) { return std::async(std::launch::async, std::move(call)); };
  // Where the pods cannot be read, the others need not go on.
  std::stop_source rest;
  const std::stop_callback link(stop, [&rest] { rest.request_stop(); });
  const std::stop_token token = rest.get_token();
  auto services = inBackground([&] { return kubectl.services(namespaceName, token); });
  auto deployments = inBackground([&] { return kubectl.deployments(namespaceName, token); });
  auto nodes = inBackground([&] { return kubectl.nodes(token); });
  auto pods = kubectl.pods(namespaceName, stop);
  if (!pods) {
    rest.request_stop();
    return pods.error();
  }
  Discovery found;
  ClusterObjects objects;
  objects.pods = std::move(*pods);
  objects.services = orNotice(services.get(), "services are not offered", found.notices);
  objects.deployments =
      orNotice(deployments.get(), "deployments are known by the names of their pods only", found.notices);
  objects.nodes = orNotice(nodes.get(), "GPU types are known only where a pod asks for one", found.notices);
  if (stop.stop_requested()) return Error{ErrorCode::cancelled, "the search for targets was stopped"};
  found.context = kubectl.options().context;
  found.namespaceName = namespaceName;
  if (found.namespaceName.empty() && !objects.pods.empty())
    found.namespaceName = objects.pods.front().namespaceName;
  found.proposals = propose(objects, found.context, hardware);
  return found;
}

}  // namespace headroom
