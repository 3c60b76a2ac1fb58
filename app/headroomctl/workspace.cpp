// headroomctl workspace: the file of the window, without a window.
#include "app/headroomctl/endpoint_options.h"
#include "app/headroomctl/program.h"
#include "app/headroomctl/verbs.h"
#include "core/engine/hardware.h"
#include "core/workspace/scenario.h"
#include "core/workspace/workspace_edit.h"
#include "core/workspace/workspace_file.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <memory>

namespace headroom::ctl {
namespace {

std::string reachText(const Reach& reach) {
  if (const auto* url = std::get_if<ByUrl>(&reach)) return url->url.empty() ? "no URL" : url->url;
  if (const auto* pod = std::get_if<ByPod>(&reach)) return fmt::format("pod/{}:{}", pod->pod, pod->port);
  if (const auto* service = std::get_if<ByService>(&reach))
    return fmt::format("svc/{}:{}", service->service, service->port);
  return "simulated " + std::get<Simulated>(reach).gpu;
}

// Entries in columns that are as wide as they need to be.
std::string columns(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
  }
  std::string text;
  for (const auto& row : rows) {
    std::string line = " ";
    for (std::size_t i = 0; i < row.size(); ++i) line += fmt::format(" {:<{}} ", row[i], widths[i]);
    text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
  }
  return text;
}

std::string slosText(const SloSettings& slos) {
  std::string text;
  for (const Metric metric : kSloOrder) {
    const SloSetting& slo = slos[metric];
    if (!slo.on) continue;
    text += (text.empty() ? "" : ", ") +
            (isLatency(metric) ? fmt::format("{} {} < {} s", name(metric), name(slo.statistic), slo.value)
                               : fmt::format("{} >= {}", name(metric), slo.value));
  }
  return text.empty() ? "none" : text;
}

std::string asText(const Workspace& workspace) {
  std::vector<std::vector<std::string>> rows{{"target", "GPU", "$/h", "model", "reached by", "measured in"}};
  for (const Target& target : workspace.targets)
    rows.push_back({target.name, target.gpu, fmt::format("{:.4g}", costPerHour(workspace, target)),
                    target.model, reachText(target.reach), target.journal.empty() ? "-" : target.journal});
  std::string text = workspace.targets.empty() ? "No targets\n" : "Targets\n" + columns(rows);
  const Plan& plan = workspace.plan;
  text += fmt::format(
      "Plan        input {}..{}, output {}..{}, {}, {} requests a point\n", plan.inputTokens.start,
      plan.inputTokens.limit, plan.outputTokens.start, plan.outputTokens.limit,
      plan.concurrencies.empty() ? fmt::format("{}..{} req/s", plan.rates.start, plan.rates.limit)
                                 : fmt::format("{} concurrencies", plan.concurrencies.size()),
      plan.samples);
  text += "SLOs        " + slosText(workspace.slos) + "\n";
  text += fmt::format("Planned to  {:.0f} % of capacity\n", 100 * workspace.targetUtilisation);
  for (const GpuPrice& price : workspace.prices)
    text += fmt::format("Price       {} {:.4g} per hour, {}..{} replicas\n", price.gpu, price.costPerHour,
                        price.minReplicas, price.maxReplicas ? std::to_string(*price.maxReplicas) : "");
  for (const Scenario& scenario : workspace.scenarios)
    text += fmt::format("Scenario    {}: {}\n", scenario.name, slosText(scenario.slos));
  for (const RedisConnection& redis : workspace.connections)
    text += fmt::format("Redis       {}: {}, model {}\n", redis.name,
                        redis.service.empty() ? redis.url : "svc/" + redis.service,
                        redis.model.empty() ? "not set" : redis.model);
  return text;
}

// All words that a person needs when a file cannot be taken whole.
Result<OpenedWorkspace> open(const std::string& file, Console& console) {
  auto opened = readWorkspace(file);
  if (!opened) return opened;
  for (const auto* sentences : {&opened->leftOut, &opened->notes})
    for (const std::string& sentence : *sentences) console.warn(file + ": " + sentence);
  return opened;
}

ExitCode show(const std::string& file, Console& console) {
  const auto opened = open(file, console);
  if (!opened) return console.fail(opened.error());
  if (!console.json())
    console.answer(asText(opened->workspace));
  else
    console.answerJson({{"file", file},
                        {"intact", opened->intact()},
                        {"leftOut", opened->leftOut},
                        {"notes", opened->notes},
                        {"workspace", nlohmann::json::parse(workspaceText(opened->workspace, file))}});
  return opened->intact() ? ExitCode::done : ExitCode::no;
}

ExitCode tellWritten(const std::string& file, Console& console) {
  if (console.json())
    console.answerJson({{"file", file}, {"written", true}});
  else
    console.note("written to " + file);
  return ExitCode::done;
}

ExitCode create(const std::string& file, Console& console) {
  std::error_code failed;
  if (std::filesystem::exists(file, failed))
    return console.fail(
        {ErrorCode::conflict, file + " is there already, and is left as it is", "choose another name"});
  if (const auto written = writeWorkspace(Workspace{}, file); !written) return console.fail(written.error());
  return tellWritten(file, console);
}

using Change = std::function<Result<Workspace>(const Workspace&)>;

ExitCode change(const std::string& file, Console& console, const Change& apply) {
  const auto opened = open(file, console);
  if (!opened) return console.fail(opened.error());
  const auto changed = apply(opened->workspace);
  if (!changed) return console.fail(changed.error());
  if (const auto written = writeWorkspace(*changed, file); !written) return console.fail(written.error());
  return tellWritten(file, console);
}

struct NewTarget {
  std::string file, name, deployment, gpu, journal;
  double cost = 0;
  EndpointOptions endpoint;
};

Result<Workspace> withTarget(const Workspace& workspace, const NewTarget& wanted) {
  if (findTarget(workspace, wanted.name))
    return Error{ErrorCode::conflict, fmt::format("{} has a target {} already", wanted.file, wanted.name),
                 "choose another name, or change it with headroomctl workspace set"};
  auto reach = wanted.endpoint.reach();
  if (!reach) return reach.error();
  Target target;
  target.name = wanted.name;
  target.model = wanted.endpoint.model;
  target.deployment = wanted.deployment.empty() ? wanted.name : wanted.deployment;
  target.nameSpace = wanted.endpoint.cluster.namespaceName;
  target.gpu = wanted.gpu;
  if (const auto* simulated = std::get_if<Simulated>(&*reach); simulated && target.gpu.empty())
    target.gpu = simulated->gpu;
  target.reach = std::move(*reach);
  target.costPerHour = wanted.cost;
  if (target.costPerHour == 0)
    if (const auto hardware = Hardware::builtIn())
      if (const auto known = hardware->gpu(target.gpu)) target.costPerHour = known->pricePerHourUsd;
  if (!wanted.journal.empty()) {
    std::error_code failed;
    target.journal = std::filesystem::absolute(wanted.journal, failed).lexically_normal().string();
  }
  Workspace changed = workspace;
  changed.targets.push_back(std::move(target));
  return changed;
}

// The part of "KEY=VALUE" before and after the first '='.
Result<std::pair<std::string, std::string>> setting(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0)
    return Error{ErrorCode::invalidArgument, fmt::format("\"{}\" does not read KEY=VALUE", text),
                 "write it as targets.a10.costPerHour=1.01"};
  return std::pair(text.substr(0, equals), text.substr(equals + 1));
}

struct Edit {
  std::string file;
  std::vector<std::string> items;
};

CLI::Option* addFile(CLI::App* verb, std::string& file) {
  return verb->add_option("file", file, "The workspace")->required()->type_name("FILE");
}

void addEdit(Program& program, CLI::App* group, const VerbText& text, const char* kind, const char* about,
             Result<Workspace> (*apply)(const Workspace&, const std::string& item, const std::string& file)) {
  const auto edit = std::make_shared<Edit>();
  CLI::App* verb = program.addVerb(text, group);
  addFile(verb, edit->file);
  verb->add_option("item", edit->items, about)->required()->type_name(kind);
  program.onRun(verb, [edit, apply](Console& console, std::stop_token) {
    return change(edit->file, console, [&](const Workspace& workspace) {
      Result<Workspace> now = workspace;
      for (const std::string& item : edit->items)
        if (now) now = apply(*now, item, edit->file);
      return now;
    });
  });
}

// `keep` and `restore`: a scenario by its name.
void addScenario(Program& program, CLI::App* group, const VerbText& text,
                 Result<Workspace> (*apply)(Workspace, const std::string& name, const std::string& file)) {
  const auto edit = std::make_shared<Edit>();
  edit->items.resize(1);
  CLI::App* verb = program.addVerb(text, group);
  addFile(verb, edit->file);
  verb->add_option("name", edit->items.front(), "The scenario")->required();
  program.onRun(verb, [edit, apply](Console& console, std::stop_token) {
    return change(edit->file, console, [&](const Workspace& workspace) {
      return apply(workspace, edit->items.front(), edit->file);
    });
  });
}

Result<Workspace> withScenario(Workspace workspace, const std::string& name, const std::string& file) {
  if (std::ranges::find(workspace.scenarios, name, &Scenario::name) != workspace.scenarios.end())
    return Error{ErrorCode::conflict, fmt::format("{} has a scenario {} already", file, name),
                 "choose another name"};
  workspace.scenarios.push_back(nowOf(workspace, name));
  return workspace;
}

Result<Workspace> restored(Workspace workspace, const std::string& name, const std::string& file) {
  const auto found = std::ranges::find(workspace.scenarios, name, &Scenario::name);
  if (found == workspace.scenarios.end())
    return Error{ErrorCode::notFound, fmt::format("{} has no scenario {}", file, name),
                 "headroomctl workspace show lists what there is"};
  restore(workspace, Scenario(*found));
  return workspace;
}

void addNewTarget(Program& program, CLI::App* group) {
  const auto wanted = std::make_shared<NewTarget>();
  wanted->endpoint.url.clear();
  CLI::App* verb = program.addVerb(
      {"add-target",
       "Adds a deployment to measure, by its URL, by its pod or service, or simulated. The cost per hour is "
       "the GPU's list price where none is given.",
       "headroomctl workspace add-target llama.headroom a10 --url http://10.0.0.7:8000 -m llama2-7b --gpu "
       "A10\n"
       "headroomctl workspace add-target llama.headroom v100 --pod llama-0 -n inference --port 8000 --gpu "
       "V100\n"
       "headroomctl workspace add-target llama.headroom try --simulated H100 -m llama-3-8b"},
      group);
  addFile(verb, wanted->file);
  verb->add_option("name", wanted->name, "Its name in the workspace")->required();
  wanted->endpoint.addReach(verb);
  verb->add_option("-m,--model", wanted->endpoint.model, "The model's name, as the server knows it")
      ->type_name("NAME");
  verb->add_option("--deployment", wanted->deployment,
                   "The deployment in the cluster, which its profile is named by. Default: the name")
      ->type_name("NAME");
  verb->add_option("--gpu", wanted->gpu, "Its GPU type, such as A10")->type_name("NAME");
  verb->add_option("--cost", wanted->cost, "Price of one replica per hour")
      ->check(CLI::NonNegativeNumber)
      ->type_name("PRICE");
  verb->add_option("--journal", wanted->journal, "The benchmark file of its points")->type_name("FILE");
  program.onRun(verb, [wanted](Console& console, std::stop_token) {
    return change(wanted->file, console,
                  [&](const Workspace& workspace) { return withTarget(workspace, *wanted); });
  });
}

}  // namespace

void addWorkspace(Program& program) {
  CLI::App* group =
      program.addGroup({"workspace",
                        "The file that the window opens: targets, plan, SLOs, prices, scenarios, "
                        "connections. Most other verbs "
                        "take what they need from it with --workspace FILE.",
                        "headroomctl workspace new llama.headroom\n"
                        "headroomctl workspace add-target llama.headroom a10 --url http://10.0.0.7:8000 -m "
                        "llama2-7b --gpu A10\n"
                        "headroomctl workspace set llama.headroom slos.TTFT.on=true slos.TTFT.value=0.5\n"
                        "headroomctl benchmark --workspace llama.headroom --target a10"});
  const auto file = std::make_shared<std::string>();
  CLI::App* showing = program.addVerb({"show",
                                       "Says what is in a workspace; --json lists every setting as the file "
                                       "has it. Exit code 3: something in "
                                       "the file could not be read.",
                                       "headroomctl workspace show llama.headroom"},
                                      group);
  addFile(showing, *file);
  program.onRun(showing, [file](Console& console, std::stop_token) { return show(*file, console); });

  CLI::App* creating = program.addVerb({"new", "Writes an empty workspace; never over a file that is there.",
                                        "headroomctl workspace new llama.headroom"},
                                       group);
  addFile(creating, *file);
  program.onRun(creating, [file](Console& console, std::stop_token) { return create(*file, console); });

  addNewTarget(program, group);
  addEdit(
      program, group,
      {"set",
       "Sets what the file holds, by its keys with points between: a target, a scenario or a connection by "
       "its name, a price by its GPU; it is made where it is not there. Paths are relative to the workspace.",
       "headroomctl workspace set llama.headroom targets.a10.costPerHour=1.01 plan.samples=200\n"
       "headroomctl workspace set llama.headroom slos.E2E.value=20 slos.E2E.percentile=99 slos.E2E.on=true\n"
       "headroomctl workspace set llama.headroom prices.A10.maxReplicas=8 targetUtilisation=0.8\n"
       "headroomctl workspace set llama.headroom connections.east.url=redis://10.0.0.9:6379"},
      "KEY=VALUE", "What to set",
      [](const Workspace& workspace, const std::string& item, const std::string& path) {
        const auto one = setting(item);
        return one ? withValue(workspace, one->first, one->second, path) : Result<Workspace>(one.error());
      });
  addEdit(program, group,
          {"unset",
           "Takes a target, a price, a scenario or a connection out, or puts a setting back to its default. "
           "Benchmark files stay where they are.",
           "headroomctl workspace unset llama.headroom targets.v100\n"
           "headroomctl workspace unset llama.headroom prices.A10.maxReplicas"},
          "KEY", "What to take out",
          [](const Workspace& workspace, const std::string& item, const std::string& path) {
            return withoutValue(workspace, item, path);
          });
  addScenario(program, group,
              {"keep", "Keeps what is weighed now, SLOs, prices, conditions and traffic, as a scenario.",
               "headroomctl workspace keep llama.headroom 'strict chat'"},
              withScenario);
  addScenario(
      program, group,
      {"restore", "Sets what a scenario keeps. What was set before is lost where no scenario keeps it.",
       "headroomctl workspace restore llama.headroom 'strict chat'"},
      restored);
}

}  // namespace headroom::ctl
