// Names: what the optimizer looks for, and what it finds.
#include "core/plan/lint_rules.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace headroom::lint {
namespace {

constexpr std::size_t kNamedDeployments = 8;

std::string bareName(const std::string& name) {
  const std::size_t slash = name.find('/');
  return slash == std::string::npos ? name : name.substr(slash + 1);
}

bool matches(const std::string& gpu, const std::string& deployment) {
  const bool bothFull = gpu.find('/') != std::string::npos && deployment.find('/') != std::string::npos;
  return bothFull ? gpu == deployment : bareName(gpu) == bareName(deployment);
}

std::string listed(const std::vector<LintDeployment>& deployments) {
  if (deployments.empty()) return "none";
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min(deployments.size(), kNamedDeployments); ++i)
    names.push_back(deployments[i].name);
  if (deployments.size() > names.size())
    names.push_back(fmt::format("{} more", deployments.size() - names.size()));
  return fmt::format("{}", fmt::join(names, ", "));
}

void lintName(const LintProfile& one, const LintContext& context, Findings& into) {
  const std::string& gpu = profileOf(one).gpu;
  const Severity severity = one.inCluster ? Severity::warning : Severity::error;
  const LintDeployment* found = nullptr;
  for (const LintDeployment& deployment : *context.deployments) {
    if (!matches(gpu, deployment.name)) continue;
    // Of two namespaces, the one that the optimizer would take.
    if (found == nullptr || deployment.model == context.model) found = &deployment;
  }
  if (found == nullptr) {
    into.say(severity, gpu, "noDeployment",
             fmt::format("no deployment is called {}: the optimizer never asks for it (there are {})", gpu,
                         listed(*context.deployments)),
             one.inCluster ? "delete it from the cluster, or make it for a deployment's own name"
                           : "make the profile for the deployment's own name, as name or namespace/name");
    return;
  }
  if (!found->model) return;
  if (found->model->empty())
    into.say(
        severity, gpu, "noModelLabel",
        fmt::format("the deployment {} has no label model.aibrix.ai/name, by which the optimizer finds it",
                    found->name),
        "label it with the model's name");
  else if (!context.model.empty() && *found->model != context.model)
    into.say(severity, gpu, "noModelLabel",
             fmt::format("the deployment {} is labelled as of the model {}, and this is a profile of {}",
                         found->name, *found->model, context.model),
             "push it under the model of the label, or mend the label model.aibrix.ai/name");
}

}  // namespace

void lintDeployments(Profiles profiles, const LintContext& context, Findings& into) {
  if (!context.deployments) return;
  for (const LintProfile& one : profiles) lintName(one, context, into);
  if (context.model.empty()) return;
  for (const LintDeployment& deployment : *context.deployments) {
    if (deployment.model != context.model) continue;
    const bool has = std::any_of(profiles.begin(), profiles.end(), [&](const LintProfile& one) {
      return matches(profileOf(one).gpu, deployment.name);
    });
    if (!has)
      into.say(Severity::warning, "", "noProfile",
               fmt::format("the deployment {} of this model has no profile: the optimizer leaves it out",
                           deployment.name),
               "measure it and push its profile, too");
  }
}

}  // namespace headroom::lint
