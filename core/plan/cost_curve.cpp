#include "core/plan/cost_curve.h"

#include "core/plan/mix_loads.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace headroom {
namespace {

std::vector<std::optional<double>> singleType(const MixLoads& loads, std::size_t g,
                                              const std::vector<double>& factors, bool servesAll) {
  const auto& situation = loads.situations.front();
  double load = 0;
  for (int k = 0; k < situation.cells; ++k) {
    const double one = situation.load[g * std::size_t(situation.cells) + std::size_t(k)];
    servesAll = servesAll && one >= 0;
    load += one;
  }
  std::vector<std::optional<double>> costs;
  for (const double factor : factors) {
    const double needed = std::max<double>(
        loads.lower[g], std::ceil(load * factor * (1 - 1e-9)) + (loads.survivesLossOfOne ? 1 : 0));
    const bool possible = servesAll && needed <= loads.upper[g];
    costs.push_back(possible ? std::optional(loads.cost[g] * needed) : std::nullopt);
  }
  return costs;
}

}  // namespace

Result<CostCurve> costCurve(const MixProblem& problem, std::span<const double> rates,
                            const MixControl& control) {
  if (auto sound = checkMixProblem(problem); !sound) return sound.error();
  double total = 0;
  for (const MixCell& cell : problem.cells) total += cell.rate;
  for (const double rate : rates)
    if (!std::isfinite(rate) || rate <= 0 || rate / total > 1e9)
      return Error{ErrorCode::invalidArgument, fmt::format("a total rate is {} requests/s", rate),
                   "give finite rates above 0"};
  const BusyLoads busy = busyLoads(problem);
  std::vector<double> factors;
  for (const double rate : rates) factors.push_back(rate / total);
  CostCurve curve;
  for (std::size_t g = 0; g < problem.gpus.size(); ++g)
    curve.single.push_back(singleType(busy.loads, g, factors, busy.unservable.empty()));

  // From the least rate up: what carries one rate carries the next ones until it is full, and no cheaper mix
  // can.
  std::vector<std::size_t> order(rates.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return factors[a] < factors[b]; });
  curve.mix.resize(rates.size());
  MixSearchControl search;
  search.stop = control.stop;
  if (control.timeLimitSeconds < 1e8)
    search.deadline = Clock::now() + fromSeconds(std::max(0.0, control.timeLimitSeconds));
  CostCurve::Point last;
  double lastFull = 0, cutsFactor = 1;
  for (const std::size_t i : order) {
    CostCurve::Point& point = curve.mix[i];
    if (!last.replicas.empty() && last.proved && factors[i] <= lastFull) {
      point = last;
      point.rate = rates[i];
      continue;
    }
    MixLoads scaled = busy.loads;
    for (double& load : scaled.situations.front().load)
      if (load > 0) load *= factors[i];
    for (MixCut& cut : search.cuts) cut.demand *= factors[i] / cutsFactor;
    cutsFactor = factors[i];
    MixSearchResult found = searchMix(scaled, search);
    if (found.cancelled) return Error{ErrorCode::cancelled, "the cost curve was stopped"};
    point = {rates[i], found.replicas, found.replicas.empty() ? 0 : found.cost, found.complete};
    if (found.replicas.empty()) {
      cutsFactor = 1, search.cuts.clear();
      continue;
    }
    search.cuts = std::move(found.cuts);
    if (search.cuts.size() > 64) search.cuts.erase(search.cuts.begin(), search.cuts.end() - 64);
    last = point;
    const auto fullest =
        fullestType(busy.loads.situations.front(), found.replicas, busy.loads.survivesLossOfOne);
    lastFull = fullest && *fullest > 0 ? 1 / *fullest : 0;  // the largest factor that these replicas carry
  }
  return curve;
}

}  // namespace headroom
