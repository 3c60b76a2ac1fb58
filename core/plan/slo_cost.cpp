#include "core/plan/slo_cost.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace headroom {

Profile planningProfile(const MeasuredGpu& gpu, const Slos& slos, const Evaluation& evaluation) {
  Profile profile;
  profile.gpu = gpu.name;
  profile.cost = gpu.costPerHour;
  profile.slos = slos;
  profile.outputTokens = gpu.table->outputTokens();
  profile.inputTokens = gpu.table->inputTokens();
  for (std::size_t row = 0; row < profile.outputTokens.size(); ++row) {
    profile.throughput.emplace_back();
    for (std::size_t column = 0; column < profile.inputTokens.size(); ++column) {
      const double capacity = evaluation.throughput[gpu.table->cell(row, column)];
      profile.throughput.back().push_back(std::isfinite(capacity) ? capacity : 0);
    }
  }
  return profile;
}

Result<void> applySettings(const MixProblem& settings, MixProblem& problem) {
  problem.targetUtilisation = settings.targetUtilisation;
  problem.burstFactor = settings.burstFactor;
  problem.survivesLossOfOne = settings.survivesLossOfOne;
  for (const MixGpu& wanted : settings.gpus)
    for (MixGpu& gpu : problem.gpus)
      if (gpu.name == wanted.name) {
        gpu.minReplicas = wanted.minReplicas;
        gpu.maxReplicas = wanted.maxReplicas;
      }
  for (const MixCell& fixed : settings.cells) {
    if (!fixed.onlyGpu) continue;
    const std::string& wanted = settings.gpus[*fixed.onlyGpu].name;
    std::size_t gpu = 0;
    while (gpu < problem.gpus.size() && problem.gpus[gpu].name != wanted) ++gpu;
    if (gpu == problem.gpus.size())
      return Error{ErrorCode::invalidArgument,
                   fmt::format("output {}, input {} is fixed to {}, which is not among the GPUs asked about",
                               fixed.outputTokens, fixed.inputTokens, wanted),
                   "leave the fixed choice out, or add that GPU"};
    for (MixCell& cell : problem.cells)
      if (cell.outputTokens == fixed.outputTokens && cell.inputTokens == fixed.inputTokens)
        cell.onlyGpu = gpu;
  }
  return {};
}

Result<std::vector<SloCost>> costAgainstSlo(std::span<const MeasuredGpu> gpus, Slos slos, Metric metric,
                                            std::span<const double> bounds, const Distribution& traffic,
                                            CellRule rule, const MixProblem& settings,
                                            const MixControl& control) {
  MixControl plain = control;
  plain.nextPurchase = false;
  std::vector<SloCost> costs;
  std::vector<Evaluation> evaluations(gpus.size());
  for (const double bound : bounds) {
    slos.bound(metric) = bound;
    if (auto sound = checkSlos(slos); !sound) return sound.error();
    std::vector<Profile> profiles;
    for (std::size_t g = 0; g < gpus.size(); ++g) {
      gpus[g].table->evaluate(slos, evaluations[g]);
      profiles.push_back(planningProfile(gpus[g], slos, evaluations[g]));
    }
    auto plan = planProblem(profiles, traffic, rule);
    if (!plan) return plan.error();
    if (auto applied = applySettings(settings, plan->problem); !applied) return applied.error();
    SloCost cost;
    cost.bound = bound;
    auto answer = solveMix(plan->problem, plain);
    if (!answer) return answer.error();
    cost.feasible = answer->status != MixAnswer::Status::infeasible;
    cost.replicas = answer->replicas;
    cost.costPerHour = answer->costPerHour;
    cost.servedShare = answer->servedRate / traffic.rate();
    cost.gap = answer->gap;
    cost.proved = answer->proved();
    costs.push_back(std::move(cost));
  }
  // From the strictest bound on: a point is on the front when it is cheaper than all stricter ones.
  std::vector<std::size_t> order(costs.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const bool smallerIsStricter = isLatency(metric);
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return smallerIsStricter ? costs[a].bound < costs[b].bound : costs[a].bound > costs[b].bound;
  });
  double cheapest = INFINITY;
  for (const std::size_t i : order) {
    if (!costs[i].feasible || costs[i].costPerHour >= cheapest * (1 - 1e-12)) continue;
    costs[i].onFront = true;
    cheapest = costs[i].costPerHour;
  }
  return costs;
}

}  // namespace headroom
