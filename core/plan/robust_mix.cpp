#include "core/plan/robust_mix.h"

#include "core/plan/mix_loads.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace headroom {
namespace {

Result<void> checkAlike(std::span<const MixProblem> scenarios) {
  if (scenarios.empty())
    return Error{ErrorCode::invalidArgument, "there is no scenario", "give at least one traffic"};
  for (const MixProblem& scenario : scenarios) {
    if (auto sound = checkMixProblem(scenario); !sound) return sound;
    const MixProblem& first = scenarios.front();
    bool alike =
        scenario.gpus.size() == first.gpus.size() && scenario.survivesLossOfOne == first.survivesLossOfOne;
    for (std::size_t g = 0; alike && g < first.gpus.size(); ++g)
      alike = scenario.gpus[g].name == first.gpus[g].name &&
              scenario.gpus[g].costPerHour == first.gpus[g].costPerHour &&
              scenario.gpus[g].minReplicas == first.gpus[g].minReplicas &&
              scenario.gpus[g].maxReplicas == first.gpus[g].maxReplicas;
    if (!alike)
      return Error{ErrorCode::invalidArgument, "the scenarios differ in their GPUs",
                   "give the same GPUs to all"};
  }
  return {};
}

}  // namespace

Result<RobustAnswer> robustMix(std::span<const MixProblem> scenarios, const MixControl& control) {
  if (auto sound = checkAlike(scenarios); !sound) return sound.error();
  MixControl plain = control;
  plain.nextPurchase = false;
  RobustAnswer answer;
  BusyLoads all = busyLoads(scenarios.front());
  bool unservable = !all.unservable.empty();
  for (std::size_t s = 1; s < scenarios.size(); ++s) {
    const BusyLoads busy = busyLoads(scenarios[s]);
    unservable = unservable || !busy.unservable.empty();
    all.loads.situations.push_back(busy.loads.situations.front());
  }
  for (const MixProblem& scenario : scenarios) {
    auto alone = solveMix(scenario, plain);
    if (!alone) return alone.error();
    answer.alone.push_back(alone->replicas.empty() ? std::numeric_limits<double>::quiet_NaN()
                                                   : alone->costPerHour);
  }
  MixSearchControl search;
  search.stop = control.stop;
  if (control.timeLimitSeconds < 1e8)
    search.deadline = Clock::now() + fromSeconds(std::max(0.0, control.timeLimitSeconds));
  const MixSearchResult found = searchMix(all.loads, search);
  if (found.cancelled) return Error{ErrorCode::cancelled, "the search for the robust mix was stopped"};
  if (found.replicas.empty() && found.unsolved) return notSolved();
  if (found.replicas.empty() && !found.complete)
    return Error{ErrorCode::timeout, "no mix was found in the time allowed", "allow more time"};
  answer.status = unservable || found.replicas.empty() ? MixAnswer::Status::infeasible
                  : found.complete                     ? MixAnswer::Status::optimal
                                                       : MixAnswer::Status::timedOut;
  if (found.replicas.empty()) return answer;
  answer.replicas = found.replicas;
  answer.costPerHour = found.cost;
  answer.gap = found.complete || found.cost <= 0 ? 0 : std::max(0.0, 1 - found.bound / found.cost);
  for (const MixProblem& scenario : scenarios) {
    MixProblem fixed = scenario;
    for (std::size_t g = 0; g < fixed.gpus.size(); ++g)
      fixed.gpus[g].minReplicas = fixed.gpus[g].maxReplicas = answer.replicas[g];
    auto served = solveMix(fixed, plain);
    if (!served) return served.error();
    answer.scenarios.push_back(std::move(*served));
  }
  return answer;
}

}  // namespace headroom
