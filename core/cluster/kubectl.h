// The cluster as kubectl tells it, always as JSON.
//
//   const Kubectl kubectl({.context = "prod"});
//   auto pods = kubectl.pods("inference", stop);
//   if (!pods) show(pods.error());   // "not logged in to the cluster …; log in …"
//
// Every call runs kubectl once, blocks until it answered, and gives up at the time-out or when asked to stop;
// the child is gone then. Safe from several threads at once. kubectl's own words come with an error, with
// anything in them that looks like a secret replaced; its answers are never logged.
#pragma once

#include "core/base/result.h"
#include "core/cluster/kube_objects.h"
#include "core/cluster/process.h"

#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace headroom {

struct KubectlOptions {
  std::string program = "kubectl";  // a path, or a name in PATH
  std::string context = {};         // empty = kubectl's current one
  std::string kubeconfig = {};      // empty = KUBECONFIG, else ~/.kube/config
  double timeoutSeconds = 20;       // for each call
};

class Kubectl {
 public:
  explicit Kubectl(KubectlOptions options = {}) : m_options(std::move(options)) {}

  // Empty where kubectl has no configuration; inside a pod it then uses the pod's own account. Reads files
  // only.
  Result<std::vector<KubeContext>> contexts(std::stop_token stop = {}) const;
  Result<std::vector<std::string>> namespaces(std::stop_token stop = {}) const;
  // Of one namespace; empty = the context's own.
  Result<std::vector<KubePod>> pods(const std::string& namespaceName, std::stop_token stop = {}) const;
  Result<std::vector<KubeService>> services(const std::string& namespaceName,
                                            std::stop_token stop = {}) const;
  Result<std::vector<KubeDeployment>> deployments(const std::string& namespaceName,
                                                  std::stop_token stop = {}) const;
  Result<std::vector<KubeNode>> nodes(std::stop_token stop = {}) const;
  Result<KubePod> pod(const std::string& namespaceName, const std::string& name,
                      std::stop_token stop = {}) const;
  Result<KubeService> service(const std::string& namespaceName, const std::string& name,
                              std::stop_token stop = {}) const;
  // Errors of all: notFound (kubectl, the context, the namespace or the object is not there), unauthenticated
  // (not logged in, or the login's own program failed), permissionDenied (forbidden by the cluster's rules),
  // unreachable, tls, timeout, malformed (its configuration or its answer), rejected (anything else it says),
  // cancelled.

  // kubectl with the options above and these arguments after them.
  ProcessCommand command(const std::string& namespaceName, std::vector<std::string> arguments) const;
  const KubectlOptions& options() const { return m_options; }

 private:
  Result<std::string> ask(const std::string& what, const std::string& namespaceName,
                          std::vector<std::string> arguments, std::stop_token stop) const;
  KubectlOptions m_options;
};

// What kubectl wrote to standard error, as an Error. `what` names what was tried, such as "cannot list pods".
Error kubectlError(const std::string& what, std::string_view standardError, const ProcessEnd& end);

// `text` without bearer tokens, JSON Web Tokens, passwords in URLs and values of keys that sound secret.
std::string withoutSecrets(std::string_view text);

}  // namespace headroom
