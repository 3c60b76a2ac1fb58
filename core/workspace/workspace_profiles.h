// The profiles of a workspace: what each target's measurements say under the workspace's promises and
// prices, or the reason why there is none.
//
//   for (const WorkspaceProfile& one : readWorkspaceProfiles(workspace, stop))
//     if (one.profile) push(*one.profile);
//     else tell(one.problem->text());
//
//   WorkspaceProfile one = workspaceProfile(workspace, target, table.get());   // from a table that is at
//   hand
#pragma once

#include "core/base/result.h"
#include "core/profile/benchmark_table.h"
#include "core/profile/generate.h"
#include "core/profile/profile.h"
#include "core/workspace/workspace.h"

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace headroom {

struct WorkspaceProfile {
  std::string target;      // its name
  std::string model;       // the target's, else that of its measurements; empty where neither tells
  std::string deployment;  // what the profile is named by: the target's deployment
  std::string gpu;         // the GPU type
  std::string journal;     // the benchmark file
  std::optional<Profile> profile = {};      // `created` is the time of making it
  std::optional<Error> problem = {};        // why there is none
  bool predicted = false;                   // by the engine, not measured
  std::vector<LimitCount> zeroLimits = {};  // why cells of it have capacity 0
  std::vector<std::string> notes = {};      // what a person should know all the same, one sentence each
};

// `table` is null where it could not be read, and `unread` says why; null too where nothing was measured yet.
WorkspaceProfile workspaceProfile(const Workspace& workspace, const Target& target,
                                  const BenchmarkTable* table, const std::optional<Error>& unread = {});

// Of all targets of `model` (empty: of all), in their order; reads their benchmark files. Those after a stop
// have cancelled as their problem.
std::vector<WorkspaceProfile> readWorkspaceProfiles(const Workspace& workspace, const std::string& model = {},
                                                    std::stop_token stop = {});

}  // namespace headroom
