// The options by which a verb finds the cluster.
#pragma once

#include "core/cluster/kubectl.h"

#include <CLI/CLI.hpp>

#include <string>

namespace headroom::ctl {

struct ClusterOptions {
  KubectlOptions kubectl;
  std::string namespaceName;

  void addTo(CLI::App* verb, bool withNamespace = true, bool withTimeout = true) {
    verb->add_option("--context", kubectl.context, "Context of kubectl; without it the current one");
    if (withNamespace)
      verb->add_option("-n,--namespace", namespaceName, "Namespace; without it the context's own");
    verb->add_option("--kubeconfig", kubectl.kubeconfig, "Configuration file of kubectl");
    verb->add_option("--kubectl", kubectl.program, "The kubectl to use: a path, or a name in PATH")
        ->capture_default_str();
    if (!withTimeout) return;
    verb->add_option("--timeout", kubectl.timeoutSeconds, "Seconds that one kubectl call may take")
        ->check(CLI::Range(0.1, 3600.0))
        ->capture_default_str();
  }
};

}  // namespace headroom::ctl
