// What we read of a cluster's objects, out of kubectl's JSON. Everything else in the answers, above all the
// environment of containers, is not kept.
//
//   auto pods = parsePods(text);     // of `kubectl get pods -o json`
//   if (!pods) return pods.error();  // not JSON, or not a list of Kubernetes
//
// Fields that are absent or of a wrong type read as empty; an item without a name is left out.
#pragma once

#include "core/base/result.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace headroom {

using KubeLabels = std::map<std::string, std::string>;

struct KubeContext {
  std::string name;
  std::string cluster;
  std::string server;  // the URL of the API server; empty where the cluster is not in the configuration
  std::string namespaceName;  // its default one; "default" where none is set
  bool current = false;
};

struct KubePort {
  std::string name;             // may be empty
  int number = 0;               // 1 to 65535
  std::string targetPort = {};  // of a service: a number or the name of a container's port
};

struct KubePod {
  std::string name, namespaceName;
  KubeLabels labels;
  std::string phase;   // "Running", "Pending", ...
  bool ready = false;  // its Ready condition
  bool terminating = false;
  std::string waitingReason;  // of its first container that waits, such as "CrashLoopBackOff"
  std::string podIp;
  std::string nodeName;
  std::string ownerKind, ownerName;  // its controller: "ReplicaSet", "StatefulSet", ...
  std::vector<KubePort> ports;       // TCP ports of its containers
  int gpus = 0;                      // nvidia.com/gpu asked for by its containers
  KubeLabels nodeDemands;            // node labels asked for by nodeSelector and by required affinity
};

struct KubeService {
  std::string name, namespaceName;
  KubeLabels labels;
  KubeLabels selector;
  std::string type;             // "ClusterIP", "LoadBalancer", "ExternalName", ...
  std::vector<KubePort> ports;  // TCP
};

struct KubeNode {
  std::string name;
  KubeLabels labels;
  int gpus = 0;  // nvidia.com/gpu that it can give
};

struct KubeDeployment {
  std::string name, namespaceName;
  KubeLabels labels;
  KubeLabels selector;   // matchLabels
  KubeLabels podLabels;  // of its template
  int replicas = 0, readyReplicas = 0;
};

// Errors of all: malformed.
Result<std::vector<KubeContext>> parseContexts(std::string_view text);  // of `kubectl config view -o json`
Result<std::vector<std::string>> parseNames(std::string_view text);     // of any list, such as namespaces
Result<std::vector<KubePod>> parsePods(std::string_view text);          // of a list or of one pod
Result<std::vector<KubeService>> parseServices(std::string_view text);
Result<std::vector<KubeNode>> parseNodes(std::string_view text);
Result<std::vector<KubeDeployment>> parseDeployments(std::string_view text);

// Every label of `selector` stands in `labels`. An empty selector selects nothing.
bool selects(const KubeLabels& selector, const KubeLabels& labels);

}  // namespace headroom
