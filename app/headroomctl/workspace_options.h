// A verb that takes its options from a workspace: --workspace FILE, and what of it is meant.
//
//   takeFromWorkspace(program, verb, {WorkspacePart::target, WorkspacePart::scenario},
//                     profileArguments);
//
// The workspace is turned into the verb's own options, so it does exactly what a person could type; an option
// that is on the command line as well counts instead. workspace_arguments.h has the options of each verb.
#pragma once

#include "app/headroomctl/program.h"
#include "core/base/result.h"
#include "core/workspace/workspace.h"

#include <CLI/CLI.hpp>

#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

namespace headroom::ctl {

// One option as it would be typed: "--url http://…"; `option` is a positional's name without dashes.
struct Argument {
  std::string option;
  std::vector<std::string> values;  // more than one: the option again for each; empty: a flag
};

// What a verb sees of the workspace that was named.
struct WorkspaceView {
  std::string path;
  Workspace workspace;          // with the scenario put in its place
  std::vector<Target> targets;  // that are meant: one at least, where the verb asks for targets
  std::optional<RedisConnection> connection;
  bool changed = false;  // the verb's arguments changed the workspace, and it is to be written
};

enum class WorkspacePart {
  target,           // one: --target, or the only one there is
  targets,          // some: --target as often as wanted; else all that were measured
  scenario,         // --what-if NAME: its SLOs, prices and conditions instead of those that are set
  connection,       // --connection NAME, or the only one there is; absent where there is none
  namedConnection,  // --connection NAME; absent where it is not given
};

using WorkspaceArguments = std::function<Result<std::vector<Argument>>(WorkspaceView&)>;

void takeFromWorkspace(Program& program, CLI::App* verb, std::initializer_list<WorkspacePart> parts,
                       WorkspaceArguments arguments);

}  // namespace headroom::ctl
