#include "app/headroomctl/workspace_arguments.h"

#include "core/traffic/traffic_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <variant>

namespace headroom::ctl {
namespace {

namespace fs = std::filesystem;

// Collects what is known; an empty text is not.
class Collected {
 public:
  Collected& text(const std::string& option, const std::string& value) {
    if (!value.empty()) add(option, value);
    return *this;
  }
  Collected& number(const std::string& option, double value) { return add(option, fmt::format("{}", value)); }
  template <typename Int>
  Collected& whole(const std::string& option, Int value) {
    return add(option, fmt::format("{}", value));
  }
  Collected& flag(const std::string& option) {
    m_all.push_back({option, {}});
    return *this;
  }
  std::vector<Argument> take() { return std::move(m_all); }
  std::vector<Argument>& all() { return m_all; }

 private:
  Collected& add(const std::string& option, std::string value) {
    const auto same = std::ranges::find(m_all, option, &Argument::option);
    if (same == m_all.end())
      m_all.push_back({option, {std::move(value)}});
    else
      same->values.push_back(std::move(value));
    return *this;
  }
  std::vector<Argument> m_all;
};

Error notSimulated(const Target& target) {
  return {ErrorCode::invalidArgument, target.name + " is not a simulated target",
          "name a simulated one with --target"};
}

void addReach(Collected& options, const Target& target) {
  const auto in = [&](const std::string& context, int port) {
    options.text("--context", context).text("--namespace", target.nameSpace).whole("--port", port);
  };
  if (const auto* url = std::get_if<ByUrl>(&target.reach)) {
    options.text("--url", url->url).text("--ca-file", url->caFile);
  } else if (const auto* pod = std::get_if<ByPod>(&target.reach)) {
    options.text("--pod", pod->pod);
    in(pod->context, pod->port);
  } else if (const auto* service = std::get_if<ByService>(&target.reach)) {
    options.text("--service", service->service);
    in(service->context, service->port);
  } else if (const auto* simulated = std::get_if<Simulated>(&target.reach)) {
    options.text("--simulated", simulated->gpu).text("--simulated-model", simulated->model);
  }
  options.text("--model", target.model);
}

void addPlan(Collected& options, const Plan& plan) {
  options.whole("--input-start", plan.inputTokens.start).whole("--input-limit", plan.inputTokens.limit);
  options.whole("--output-start", plan.outputTokens.start).whole("--output-limit", plan.outputTokens.limit);
  options.number("--rate-start", plan.rates.start).number("--rate-limit", plan.rates.limit);
  options.whole("--samples", plan.samples).whole("--seed", plan.seed);
  options.number("--temperature", plan.temperature);
  if (plan.concurrencies.empty()) {
    options.text("--arrivals", toText(plan.arrivals));
  } else {
    std::string list;
    for (const int one : plan.concurrencies) list += (list.empty() ? "" : ",") + std::to_string(one);
    options.text("--concurrency", list);
  }
}

void addSlos(Collected& options, const SloSettings& slos) {
  for (const Metric metric : kSloOrder) {
    const SloSetting& slo = slos[metric];
    if (!slo.on) continue;
    const std::string option = fmt::format("--{}", lowerCaseName(metric));
    options.number(option, slo.value);
    if (isLatency(metric)) options.whole(option + "-percentile", static_cast<int>(slo.statistic));
  }
}

std::string deploymentOf(const Target& target) {
  return target.deployment.empty() ? target.name : target.deployment;
}

// NAME=FILE of each target, its price, and the promises.
void addMeasured(Collected& options, const WorkspaceView& view) {
  for (const Target& target : view.targets) {
    options.text("--benchmark", deploymentOf(target) + "=" + target.journal);
    if (const double cost = costPerHour(view.workspace, target); cost > 0)
      options.text("--cost", fmt::format("{}={}", deploymentOf(target), cost));
  }
  addSlos(options, view.workspace.slos);
}

Error throughTunnel(const RedisConnection& redis) {
  return {ErrorCode::unsupported,
          fmt::format("{} is reached through a tunnel to the service {}", redis.name, redis.service),
          fmt::format("start headroomctl port-forward svc/{} and give redis://127.0.0.1:PORT instead",
                      redis.service)};
}

// A file name made of what may be in one everywhere.
std::string fileName(const std::string& name) {
  std::string safe;
  for (const char c : name)
    safe += std::isalnum(static_cast<unsigned char>(c)) || c == '.' || c == '_' || (c & 0x80) ? c : '-';
  safe.erase(0, std::min(safe.find_first_not_of(".-"), safe.size()));
  return safe.empty() ? "target" : safe;
}

// Beside the workspace, named by the target, and no file that is there.
std::string freeJournal(const WorkspaceView& view, const Target& target) {
  std::error_code failed;
  const fs::path folder = fs::absolute(view.path, failed).parent_path();
  const std::string name = fileName(target.name);
  for (int number = 1;; ++number) {
    const fs::path path = folder / (number == 1 ? name + ".jsonl" : fmt::format("{}-{}.jsonl", name, number));
    const bool taken =
        fs::exists(path, failed) || std::ranges::any_of(view.workspace.targets, [&](const Target& other) {
          return other.journal == path.string();
        });
    if (!taken) return path.string();
  }
}

// The traffic as --rates and --add take it, or nothing where there is none. Errors: notFound for a connection
// that the workspace does not have.
Result<std::vector<std::string>> trafficSources(const WorkspaceView& view) {
  std::vector<std::string> sources;
  for (const TrafficPart& part : view.workspace.traffic) {
    if (!part.on) continue;
    std::string source;
    if (const auto* file = std::get_if<TrafficOfFile>(&part.origin)) {
      source = file->path;
    } else if (const auto* table = std::get_if<TrafficTable>(&part.origin)) {
      source = rateTableJson(gridOf(*table));
    } else {
      const std::string& name = std::get<TrafficOfGateway>(part.origin).connection;
      const auto& all = view.workspace.connections;
      const auto found = std::ranges::find(all, name, &RedisConnection::name);
      if (found == all.end())
        return Error{ErrorCode::notFound,
                     fmt::format("the traffic is of the connection {}, which {} has not", name, view.path),
                     "give the traffic with --rates"};
      if (!found->service.empty()) return throughTunnel(*found);
      source = fmt::format("{}{}model={}", found->url, found->url.find('?') == std::string::npos ? '?' : '&',
                           found->model);
    }
    if (part.rate) source += fmt::format(";rate={}", *part.rate);
    if (part.scale != 1) source += fmt::format(";scale={}", part.scale);
    if (part.shiftSeconds != 0) source += fmt::format(";shift={}", part.shiftSeconds);
    sources.push_back(std::move(source));
  }
  return sources;
}

// `first`: the option of the first source.
Result<void> addTraffic(Collected& options, const WorkspaceView& view, const char* first) {
  const auto sources = trafficSources(view);
  if (!sources) return sources.error();
  for (std::size_t i = 0; i < sources->size(); ++i) options.text(i == 0 ? first : "--add", (*sources)[i]);
  if (view.workspace.trafficRate > 0) options.number("--rate", view.workspace.trafficRate);
  return {};
}

Result<void> addPlace(Collected& options, const WorkspaceView& view, std::string model) {
  if (!view.connection)
    return Error{ErrorCode::invalidArgument,
                 fmt::format("{} has {} Redis connections", view.path, view.workspace.connections.size()),
                 view.workspace.connections.empty() ? "give the place, or add one: headroomctl workspace set"
                                                    : "name one with --connection"};
  const RedisConnection& redis = *view.connection;
  if (!redis.service.empty()) return throughTunnel(redis);
  if (model.empty()) model = redis.model;
  options.text("place", redis.url).text("--model", model).text("--ca-file", redis.caFile);
  options.text("--notify", redis.optimizerUrl);
  return {};
}

}  // namespace

Arguments endpointArguments(WorkspaceView& view) {
  Collected options;
  addReach(options, view.targets.front());
  options.text("--api", view.workspace.plan.api);
  return options.take();
}

Arguments benchmarkArguments(WorkspaceView& view) {
  Target& target = view.targets.front();
  if (target.journal.empty()) {
    target.journal = freeJournal(view, target);
    findTarget(view.workspace, target.name)->journal = target.journal;
    view.changed = true;
  }
  const Plan& plan = view.workspace.plan;
  Collected options;
  addReach(options, target);
  addPlan(options, plan);
  options.text("--api", plan.api).whole("--warmup", plan.warmup).text("--output", target.journal);
  if (plan.prompts == "fixed" || plan.prompts == "fresh") options.text("--prompts", plan.prompts);
  return options.take();
}

Arguments predictArguments(WorkspaceView& view) {
  const Target& target = view.targets.front();
  const auto* simulated = std::get_if<Simulated>(&target.reach);
  if (!simulated) return notSimulated(target);
  Collected options;
  options.text("--gpu", simulated->gpu).text("--model", simulated->model);
  addPlan(options, view.workspace.plan);
  return options.take();
}

Arguments simulateArguments(WorkspaceView& view) {
  const Target& target = view.targets.front();
  const auto* simulated = std::get_if<Simulated>(&target.reach);
  if (!simulated) return notSimulated(target);
  Collected options;
  options.text("--gpu", simulated->gpu).text("--model", simulated->model);
  options.text("--served-model-name", target.model);
  return options.take();
}

Arguments forwardArguments(WorkspaceView& view) {
  const Target& target = view.targets.front();
  Collected options;
  const auto to = [&](const std::string& object, const std::string& context, int port) {
    options.text("target", object).text("--context", context).text("--namespace", target.nameSpace);
    options.whole("--port", port);
    return options.take();
  };
  if (const auto* pod = std::get_if<ByPod>(&target.reach))
    return to("pod/" + pod->pod, pod->context, pod->port);
  if (const auto* service = std::get_if<ByService>(&target.reach))
    return to("svc/" + service->service, service->context, service->port);
  return Error{ErrorCode::invalidArgument, target.name + " is reached without a tunnel",
               "name a target in a cluster with --target"};
}

Arguments profileArguments(WorkspaceView& view) {
  const Target& target = view.targets.front();
  if (target.journal.empty())
    return Error{ErrorCode::invalidArgument, target.name + " was not measured yet",
                 fmt::format("headroomctl benchmark --workspace {} --target {}", view.path, target.name)};
  Collected options;
  options.text("deployment", deploymentOf(target)).text("--benchmark", target.journal);
  if (const double cost = costPerHour(view.workspace, target); cost > 0) options.number("--cost", cost);
  addSlos(options, view.workspace.slos);
  return options.take();
}

Arguments surfaceArguments(WorkspaceView& view) {
  Collected options;
  addMeasured(options, view);
  return options.take();
}

Arguments placeArguments(WorkspaceView& view) {
  Collected options;
  const Target* target = view.targets.empty() ? nullptr : &view.targets.front();
  if (const auto placed = addPlace(options, view, target ? target->model : std::string()); !placed)
    return placed.error();
  if (target) options.text("deployment", deploymentOf(*target));
  return options.take();
}

Arguments pushArguments(WorkspaceView& view) {
  Collected options;
  if (const auto placed = addPlace(options, view, view.targets.front().model); !placed) return placed.error();
  addMeasured(options, view);
  return options.take();
}

Arguments optimizeArguments(WorkspaceView& view) {
  const Workspace& workspace = view.workspace;
  Collected options;
  addMeasured(options, view);
  for (const Target& target : view.targets) {
    const auto price = std::ranges::find(workspace.prices, target.gpu, &GpuPrice::gpu);
    if (price == workspace.prices.end() || (price->minReplicas == 0 && !price->maxReplicas)) continue;
    options.text("--limit",
                 fmt::format("{}={}..{}", deploymentOf(target), price->minReplicas,
                             price->maxReplicas ? std::to_string(*price->maxReplicas) : std::string()));
  }
  if (const auto added = addTraffic(options, view, "--rates"); !added) return added.error();
  options.number("--utilisation", workspace.targetUtilisation).number("--burst", workspace.burstFactor);
  if (workspace.survivesLossOfOne) options.flag("--spare");
  if (workspace.nearestCells) options.text("--round", "nearest");
  return options.take();
}

Arguments lintArguments(WorkspaceView& view) {
  Collected options;
  addMeasured(options, view);
  if (const auto added = addTraffic(options, view, "--rates"); !added) return added.error();
  if (view.connection) {
    if (!view.connection->service.empty()) return throughTunnel(*view.connection);
    options.text("--stored", view.connection->url).text("--model", view.targets.front().model);
    options.text("--ca-file", view.connection->caFile);
  }
  return options.take();
}

Arguments trafficArguments(WorkspaceView& view) {
  Collected options;
  if (const auto added = addTraffic(options, view, "source"); !added) return added.error();
  if (view.workspace.nearestCells) options.text("--round", "nearest");
  return options.take();
}

Arguments watchArguments(WorkspaceView& view) {
  Collected options;
  if (const auto placed = addPlace(options, view, {}); !placed) return placed.error();
  for (Argument& argument : options.all())
    if (argument.option == "place") argument.option = "source";
  return options.take();
}

}  // namespace headroom::ctl
