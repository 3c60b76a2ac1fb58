#include "app/headroomctl/workspace_options.h"

#include "core/workspace/scenario.h"
#include "core/workspace/workspace_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <set>

namespace headroom::ctl {
namespace {

struct Choice {
  std::string file, scenario, connection;
  std::vector<std::string> targets;
  std::set<WorkspacePart> parts;

  bool has(WorkspacePart part) const { return parts.contains(part); }
};

// "a10, v100" for the end of a sentence.
template <typename Entries>
std::string namesOf(const Entries& entries) {
  std::string names;
  for (const auto& entry : entries) names += (names.empty() ? "" : ", ") + entry.name;
  return names.empty() ? "none" : names;
}

Error unknown(const std::string& option, const std::string& name, const Choice& choice,
              const std::string& known) {
  return {ErrorCode::invalidArgument, fmt::format("{}: {} has no \"{}\"", option, choice.file, name),
          "it has: " + known};
}

Result<void> chooseTargets(const Choice& choice, WorkspaceView& view) {
  const std::vector<Target>& all = view.workspace.targets;
  if (all.empty())
    return Error{ErrorCode::invalidArgument, choice.file + " has no target",
                 "add one with headroomctl workspace add-target"};
  for (const std::string& name : choice.targets) {
    const Target* target = findTarget(view.workspace, name);
    if (!target) return unknown("--target", name, choice, namesOf(all));
    view.targets.push_back(*target);
  }
  if (!view.targets.empty()) return {};
  if (choice.has(WorkspacePart::target)) {
    if (all.size() > 1)
      return Error{ErrorCode::invalidArgument, fmt::format("{} has {} targets", choice.file, all.size()),
                   "name one with --target: " + namesOf(all)};
    view.targets = all;
    return {};
  }
  std::ranges::copy_if(all, std::back_inserter(view.targets),
                       [](const Target& target) { return !target.journal.empty(); });
  if (view.targets.empty())
    return Error{ErrorCode::invalidArgument, "no target of " + choice.file + " was measured yet",
                 fmt::format("measure one: headroomctl benchmark --workspace {}", choice.file)};
  return {};
}

Result<void> chooseConnection(const Choice& choice, WorkspaceView& view) {
  const std::vector<RedisConnection>& all = view.workspace.connections;
  if (choice.connection.empty()) {
    if (all.size() == 1 && choice.has(WorkspacePart::connection)) view.connection = all.front();
    return {};
  }
  const auto found = std::ranges::find(all, choice.connection, &RedisConnection::name);
  if (found == all.end()) return unknown("--connection", choice.connection, choice, namesOf(all));
  view.connection = *found;
  return {};
}

Result<void> takeScenario(const Choice& choice, Workspace& workspace) {
  if (choice.scenario.empty()) return {};
  const auto found = std::ranges::find(workspace.scenarios, choice.scenario, &Scenario::name);
  if (found == workspace.scenarios.end())
    return unknown("--what-if", choice.scenario, choice, namesOf(workspace.scenarios));
  restore(workspace, Scenario(*found));
  return {};
}

Result<WorkspaceView> open(const Choice& choice, Console& console) {
  auto opened = readWorkspace(choice.file);
  if (!opened) return opened.error();
  for (const std::string& sentence : opened->leftOut) console.warn(choice.file + ": " + sentence);
  WorkspaceView view{choice.file, std::move(opened->workspace), {}, {}, false};
  if (const auto taken = takeScenario(choice, view.workspace); !taken) return taken.error();
  if (choice.has(WorkspacePart::target) || choice.has(WorkspacePart::targets))
    if (const auto chosen = chooseTargets(choice, view); !chosen) return chosen.error();
  if (choice.has(WorkspacePart::connection) || choice.has(WorkspacePart::namedConnection))
    if (const auto chosen = chooseConnection(choice, view); !chosen) return chosen.error();
  return view;
}

// Whether the person gave the option, or one that it cannot stand beside.
bool givenOtherwise(const CLI::Option& option) {
  return option.count() > 0 || std::ranges::any_of(option.get_excludes(), [](const CLI::Option* other) {
           return other->count() > 0;
         });
}

}  // namespace

void takeFromWorkspace(Program& program, CLI::App* verb, std::initializer_list<WorkspacePart> parts,
                       WorkspaceArguments arguments) {
  const auto choice = std::make_shared<Choice>();
  choice->parts = parts;
  CLI::Option* workspace =
      verb->add_option("--workspace", choice->file, "Take what is not given here from this workspace file");
  workspace->type_name("FILE");
  const auto add = [&](const char* name, auto& value, const char* text) {
    return verb->add_option(name, value, text)->type_name("NAME")->needs(workspace);
  };
  if (choice->has(WorkspacePart::target) || choice->has(WorkspacePart::targets)) {
    CLI::Option* target =
        add("--target", choice->targets,
            choice->has(WorkspacePart::target)
                ? "The target of the workspace that is meant, where it has several"
                : "A target of the workspace, instead of all that were measured; may be repeated");
    target->expected(1)->take_all();
    if (choice->has(WorkspacePart::target)) target->multi_option_policy(CLI::MultiOptionPolicy::Throw);
  }
  if (choice->has(WorkspacePart::scenario))
    add("--what-if", choice->scenario, "A scenario of the workspace, instead of what is set in it now");
  if (choice->has(WorkspacePart::connection))
    add("--connection", choice->connection,
        "The Redis connection of the workspace that is meant, where it has several");
  if (choice->has(WorkspacePart::namedConnection))
    add("--connection", choice->connection, "The Redis connection of the workspace to push to");

  program.completeArguments(
      verb, workspace,
      [choice, arguments = std::move(arguments), verb](Console& console) -> Result<CompletedArguments> {
        auto view = open(*choice, console);
        if (!view) return view.error();
        const auto all = arguments(*view);
        if (!all) return all.error();
        const CLI::Option* dryRun = verb->get_option_no_throw("--dry-run");
        if (view->changed && !(dryRun && dryRun->count() > 0))
          if (const auto written = writeWorkspace(view->workspace, view->path); !written)
            return written.error();
        CompletedArguments completed;
        for (const Argument& argument : *all) {
          const CLI::Option* option = verb->get_option_no_throw(argument.option);
          if (!option || givenOtherwise(*option)) continue;
          if (option->get_positional()) {
            completed.positionals.insert(completed.positionals.end(), argument.values.begin(),
                                         argument.values.end());
            continue;
          }
          if (argument.values.empty()) completed.options.push_back(argument.option);
          for (const std::string& value : argument.values)
            completed.options.push_back(argument.option + "=" + value);
        }
        return completed;
      });
}

}  // namespace headroom::ctl
