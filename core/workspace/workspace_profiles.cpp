#include "core/workspace/workspace_profiles.h"

#include <fmt/format.h>

#include <cmath>

namespace headroom {
namespace {

// Why `target` can have no profile, whatever was measured.
std::optional<Error> whyNot(const Workspace& workspace, const Target& target) {
  if (target.deployment.empty())
    return Error{ErrorCode::invalidArgument, fmt::format("{} names no deployment", target.name),
                 "give the name that it has in the cluster: its profile is found by that"};
  const double cost = costPerHour(workspace, target);
  if (!(cost > 0) || !std::isfinite(cost))
    return Error{ErrorCode::invalidArgument, fmt::format("the cost of {} is not known", target.name),
                 "set what one replica of it costs in an hour"};
  return std::nullopt;
}

}  // namespace

WorkspaceProfile workspaceProfile(const Workspace& workspace, const Target& target,
                                  const BenchmarkTable* table, const std::optional<Error>& unread) {
  WorkspaceProfile made;
  made.target = target.name;
  made.model = target.model;
  made.deployment = target.deployment;
  made.gpu = target.gpu;
  made.journal = target.journal;
  if (table == nullptr) {
    made.problem = unread ? *unread
                          : Error{ErrorCode::notFound, fmt::format("{} has not been measured", target.name),
                                  "benchmark it first"};
    return made;
  }
  made.predicted = table->predicted();
  if (made.model.empty())
    made.model = table->model();
  else if (!table->model().empty() && table->model() != made.model)
    made.notes.push_back(fmt::format("{} was measured as the model {}, and the target is of {}",
                                     target.journal, table->model(), made.model));
  if (unread) made.notes.push_back("what was measured before is shown: " + unread->message);
  if (auto problem = whyNot(workspace, target)) {
    made.problem = std::move(*problem);
    return made;
  }
  const Slos slos = slosOf(workspace.slos);
  const Evaluation evaluation = table->evaluate(slos);
  auto profile = generateProfile(*table, slos, evaluation,
                                 {.gpu = target.deployment, .cost = costPerHour(workspace, target)});
  made.zeroLimits = countLimits(evaluation, true);
  if (profile)
    made.profile = std::move(*profile);
  else
    made.problem = profile.error();
  return made;
}

std::vector<WorkspaceProfile> readWorkspaceProfiles(const Workspace& workspace, const std::string& model,
                                                    std::stop_token stop) {
  std::vector<WorkspaceProfile> all;
  for (const Target& target : workspace.targets) {
    std::optional<Error> unread;
    std::optional<BenchmarkTable> table;
    if (stop.stop_requested()) {
      unread = Error{ErrorCode::cancelled, "reading was stopped"};
    } else if (!target.journal.empty()) {
      if (const auto file = readBenchmarkFile(target.journal); !file)
        unread = file.error();
      else if (auto built = BenchmarkTable::build(*file); !built)
        unread = built.error();
      else
        table = std::move(*built);
    }
    WorkspaceProfile one = workspaceProfile(workspace, target, table ? &*table : nullptr, unread);
    if (model.empty() || one.model.empty() || one.model == model) all.push_back(std::move(one));
  }
  return all;
}

}  // namespace headroom
