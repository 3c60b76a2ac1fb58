// headroomctl targets: what a cluster holds that could be measured.
#include "app/headroomctl/kubectl_options.h"
#include "app/headroomctl/program.h"
#include "app/headroomctl/verbs.h"
#include "core/cluster/discovery.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>

namespace headroom::ctl {
namespace {

using Rows = std::vector<std::vector<std::string>>;

// Columns as wide as their longest entry; the last one is not filled up.
std::string table(const Rows& rows) {
  std::vector<std::size_t> widths(rows.front().size());
  for (const auto& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
  std::string text;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) line += fmt::format("{:<{}}  ", row[i], widths[i]);
    text += line.erase(line.find_last_not_of(' ') + 1) + "\n";
  }
  return text;
}

std::string orDash(const std::string& text) { return text.empty() ? "-" : text; }

// The command that makes it reachable.
std::string forwardCommand(const TargetProposal& target) {
  std::string command = "headroomctl port-forward " + target.object();
  if (!target.namespaceName.empty()) command += " -n " + target.namespaceName;
  if (!target.context.empty()) command += " --context " + target.context;
  return command + fmt::format(" --port {}", target.port);
}

nlohmann::json asJson(const TargetProposal& target) {
  const auto orNull = [](const std::string& text) {
    return text.empty() ? nlohmann::json() : nlohmann::json(text);
  };
  nlohmann::json ports = nlohmann::json::array();
  for (const KubePort& port : target.ports) ports.push_back({{"name", port.name}, {"number", port.number}});
  nlohmann::json value{{"object", target.object()},
                       {"namespace", target.namespaceName},
                       {"labels", target.labels},
                       {"model", orNull(target.model)},
                       {"modelFrom", orNull(target.modelFrom)},
                       {"deployment", orNull(target.deployment)},
                       {"port", target.port == 0 ? nlohmann::json() : nlohmann::json(target.port)},
                       {"ports", ports},
                       {"gpu", target.gpu ? nlohmann::json(target.gpu->name) : nlohmann::json()},
                       {"gpuFrom", target.gpu ? nlohmann::json(target.gpu->from) : nlohmann::json()},
                       {"gpus", target.gpus},
                       {"pods", target.pods},
                       {"readyPods", target.readyPods},
                       {"endpoint", target.endpoint},
                       {"redis", target.redis},
                       {"problem", orNull(target.problem)}};
  const auto cost = target.costPerHourUsd();
  value["costPerHourUsd"] = cost ? nlohmann::json(*cost) : nlohmann::json();
  value["forward"] = target.port == 0 ? nlohmann::json() : nlohmann::json(forwardCommand(target));
  return value;
}

void addContexts(Program& program, CLI::App* group) {
  auto options = std::make_shared<ClusterOptions>();
  CLI::App* verb = program.addVerb(
      {"contexts", "Lists the clusters that kubectl is configured for.", "headroomctl targets contexts"},
      group);
  options->addTo(verb, false);
  program.onRun(verb, [options](Console& console, std::stop_token stop) {
    const auto contexts = Kubectl(options->kubectl).contexts(stop);
    if (!contexts) return console.fail(contexts.error());
    nlohmann::json all = nlohmann::json::array();
    Rows rows{{"CONTEXT", "NAMESPACE", "SERVER", "CURRENT"}};
    for (const KubeContext& context : *contexts) {
      all.push_back({{"name", context.name},
                     {"namespace", context.namespaceName},
                     {"server", withoutSecrets(context.server)},
                     {"current", context.current}});
      rows.push_back({context.name, context.namespaceName, orDash(withoutSecrets(context.server)),
                      context.current ? "yes" : "no"});
    }
    if (console.json())
      console.answerJson({{"contexts", all}});
    else if (!contexts->empty())
      console.answer(table(rows));
    if (!contexts->empty()) return ExitCode::done;
    console.note(
        "kubectl has no configuration: log in with your cluster provider's command, or name a file with "
        "--kubeconfig.");
    return ExitCode::no;
  });
}

void addNamespaces(Program& program, CLI::App* group) {
  auto options = std::make_shared<ClusterOptions>();
  CLI::App* verb = program.addVerb(
      {"namespaces", "Lists the namespaces of a cluster.", "headroomctl targets namespaces --context prod"},
      group);
  options->addTo(verb, false);
  program.onRun(verb, [options](Console& console, std::stop_token stop) {
    const auto names = Kubectl(options->kubectl).namespaces(stop);
    if (!names) return console.fail(names.error());
    std::string text;
    for (const std::string& each : *names) text += each + "\n";
    if (console.json())
      console.answerJson({{"namespaces", *names}});
    else
      console.answer(text);
    return ExitCode::done;
  });
}

void addList(Program& program, CLI::App* group) {
  struct Options : ClusterOptions {
    bool all = false;
  };
  auto options = std::make_shared<Options>();
  CLI::App* verb = program.addVerb(
      {"list",
       "Lists the pods and services of a namespace that can be measured, with the model, deployment, GPU "
       "type, cost and port that their labels propose, and the Redis servers found. Ends with 3 when there "
       "is "
       "no inference server.",
       "headroomctl targets list -n inference\nheadroomctl targets list --context prod -n inference --all "
       "--json"},
      group);
  options->addTo(verb);
  verb->add_flag("--all", options->all,
                 "Everything there is, not only what looks like an inference server or a Redis");
  program.onRun(verb, [options](Console& console, std::stop_token stop) {
    const auto hardware = Hardware::builtIn();
    if (!hardware) return console.fail(hardware.error());
    const auto found = discover(Kubectl(options->kubectl), options->namespaceName, *hardware, stop);
    if (!found) return console.fail(found.error());
    for (const std::string& notice : found->notices) console.warn(notice);

    nlohmann::json all = nlohmann::json::array();
    Rows rows{{"TARGET", "READY", "MODEL", "DEPLOYMENT", "GPU", "USD/H", "PORT", "PROBLEM"}};
    const TargetProposal* best = nullptr;
    std::size_t endpoints = 0;
    for (const TargetProposal& target : found->proposals) {
      if (target.endpoint) ++endpoints;
      if (best == nullptr && target.endpoint && target.problem.empty()) best = &target;
      if (!options->all && !target.endpoint && !target.redis) continue;
      all.push_back(asJson(target));
      const std::string gpu = !target.gpu       ? "-"
                              : target.gpus > 1 ? fmt::format("{} x {}", target.gpus, target.gpu->name)
                                                : target.gpu->name;
      const auto cost = target.costPerHourUsd();
      rows.push_back({target.object(), fmt::format("{}/{}", target.readyPods, target.pods),
                      target.redis ? "(Redis)" : orDash(target.model), orDash(target.deployment), gpu,
                      cost ? fmt::format("{:.3f}", *cost) : "-",
                      target.port == 0 ? "-" : std::to_string(target.port), orDash(target.problem)});
    }
    if (console.json())
      console.answerJson({{"namespace", found->namespaceName}, {"targets", all}});
    else if (rows.size() > 1)
      console.answer(table(rows));
    const std::size_t hidden = found->proposals.size() - all.size();
    if (hidden > 0) console.note(fmt::format("{} others are shown by --all.", hidden));
    if (best != nullptr) console.note("To reach one: " + forwardCommand(*best));
    if (endpoints > 0) return ExitCode::done;
    console.note(
        "Nothing in this namespace looks like an inference server: name another with -n, or look at "
        "everything with --all.");
    return ExitCode::no;
  });
}

}  // namespace

void addTargets(Program& program) {
  CLI::App* group = program.addGroup({"targets", "Finds what can be measured in a cluster, through kubectl.",
                                      "headroomctl targets contexts\nheadroomctl targets list -n inference"});
  addContexts(program, group);
  addNamespaces(program, group);
  addList(program, group);
}

}  // namespace headroom::ctl
