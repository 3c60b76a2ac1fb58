// What could be measured in a namespace, with everything about it that the cluster's labels tell.
//
//   auto found = discover(Kubectl({.context = "prod"}), "inference", hardware, stop);
//   for (const TargetProposal& proposal : found->proposals) …
//
// All of it is a proposal: the operator changes what is wrong, and `…From` says where each came from.
#pragma once

#include "core/base/result.h"
#include "core/cluster/gpu_labels.h"
#include "core/cluster/kubectl.h"
#include "core/cluster/port_forward.h"
#include "core/engine/hardware.h"

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace headroom {

struct TargetProposal {
  enum class Kind { pod, service };
  Kind kind = Kind::pod;
  std::string name, namespaceName, context;
  KubeLabels labels;

  std::string model, modelFrom;            // empty where no label tells: ask /v1/models
  std::string deployment, deploymentFrom;  // the one that owns the pod; empty where there is none
  int port = 0;                            // to forward to; 0 = it declares none
  std::string portFrom;
  std::vector<KubePort> ports;  // all that it declares
  std::optional<ProposedGpu> gpu = {};
  int gpus = 0;                 // that each pod asks for; 0 = none
  bool redis = false;           // the port is a Redis's: for the profile store, not to be measured
  bool endpoint = false;        // a label of a model, a GPU or a usual port speaks for an inference server
  int readyPods = 0, pods = 0;  // behind it; of a pod: itself
  std::string podIp;            // of a pod: for a direct request beside the tunnel
  std::string problem;          // why it cannot be used now, empty where it can: "CrashLoopBackOff"

  std::string object() const { return (kind == Kind::pod ? "pod/" : "svc/") + name; }
  // For PortForward::start(). The port is 0 where none is declared.
  TunnelTarget tunnel() const { return {context, namespaceName, object(), port}; }
  // USD per hour of one replica: the price of one GPU times the GPUs that a pod asks for, at least one.
  std::optional<double> costPerHourUsd() const;
};

struct Discovery {
  std::string context, namespaceName;
  std::vector<TargetProposal> proposals;  // inference servers first, then by name; pods before services
  std::vector<std::string> notices;       // what could not be read, such as nodes, and what follows from that
};

// Reads pods, services, deployments and nodes at once; takes no longer than one kubectl call. Pods are
// needed; the others are left out with a notice where they cannot be read. An empty namespace means the
// context's own. Errors: those of Kubectl::pods().
Result<Discovery> discover(const Kubectl& kubectl, const std::string& namespaceName, const Hardware& hardware,
                           std::stop_token stop = {});

// One of them, "pod/NAME" or "svc/NAME", by a single kubectl call: without deployment and node. Errors:
// invalidArgument, and those of Kubectl::pod().
Result<TargetProposal> discoverOne(const Kubectl& kubectl, const std::string& namespaceName,
                                   const std::string& object, const Hardware& hardware,
                                   std::stop_token stop = {});

// The same out of what was read before.
struct ClusterObjects {
  std::vector<KubePod> pods;
  std::vector<KubeService> services;
  std::vector<KubeDeployment> deployments;
  std::vector<KubeNode> nodes;
};
std::vector<TargetProposal> propose(const ClusterObjects& objects, const std::string& context,
                                    const Hardware& hardware);

}  // namespace headroom
