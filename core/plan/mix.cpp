#include "core/plan/mix.h"

#include "core/plan/mix_loads.h"
#include "core/plan/mix_search.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace headroom {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

Error wrong(std::string message, std::string hint = {}) {
  return {ErrorCode::invalidArgument, std::move(message), std::move(hint)};
}

Result<void> checkGpu(const MixGpu& gpu, std::size_t cells) {
  if (!std::isfinite(gpu.costPerHour) || gpu.costPerHour < 0)
    return wrong(fmt::format("the cost of {} is {} per hour", gpu.name, gpu.costPerHour),
                 "give a cost of 0 or more");
  if (gpu.minReplicas < 0 || gpu.maxReplicas < 0)
    return wrong(fmt::format("the limits of {} are {}..{}", gpu.name, gpu.minReplicas, gpu.maxReplicas),
                 "give limits of 0 or more");
  if (gpu.minReplicas > gpu.maxReplicas)
    return wrong(fmt::format("the limits of {} contradict each other: at least {}, at most {}", gpu.name,
                             gpu.minReplicas, gpu.maxReplicas),
                 "make the least no larger than the most");
  if (gpu.maxReplicas > kUnlimitedReplicas)
    return wrong(fmt::format("the limit of {} is above {}", gpu.name, kUnlimitedReplicas),
                 "leave it out for no limit");
  if (gpu.capacity.size() != cells)
    return wrong(fmt::format("{} has {} capacities for {} cells", gpu.name, gpu.capacity.size(), cells));
  for (const double capacity : gpu.capacity)
    if (!std::isfinite(capacity) || capacity < 0)
      return wrong(fmt::format("{} has a capacity of {} requests/s", gpu.name, capacity),
                   "make its profile again; a capacity is finite and 0 or more");
  return {};
}

// Sums of load that would not fit a replica count are refused before they overflow one.
Result<void> checkSize(const MixProblem& problem) {
  double least = 0;
  for (std::size_t k = 0; k < problem.cells.size(); ++k) {
    double best = kInfinity;
    for (const MixGpu& gpu : problem.gpus)
      if (gpu.capacity[k] > 0) best = std::min(best, problem.cells[k].rate / gpu.capacity[k]);
    if (best < kInfinity) least += best;
  }
  if (least * problem.burstFactor / problem.targetUtilisation > kUnlimitedReplicas / 4)
    return wrong(
        fmt::format("the traffic needs {:.3g} GPUs", least * problem.burstFactor / problem.targetUtilisation),
        "check the unit of the rates: requests/s");
  return {};
}

}  // namespace

std::string_view name(MixAnswer::Status status) {
  switch (status) {
    case MixAnswer::Status::optimal: return "optimal";
    case MixAnswer::Status::timedOut: return "timedOut";
    case MixAnswer::Status::infeasible: return "infeasible";
  }
  return "unknown";
}

Result<void> checkMixProblem(const MixProblem& problem) {
  if (problem.gpus.empty()) return wrong("there is no GPU to choose from", "give at least one profile");
  if (problem.gpus.size() > 64)
    return wrong(fmt::format("{} GPU types are more than 64", problem.gpus.size()));
  if (!(problem.targetUtilisation > 0 && problem.targetUtilisation <= 1))
    return wrong(fmt::format("the target utilisation is {}", problem.targetUtilisation),
                 "give a number above 0 and at most 1");
  if (!std::isfinite(problem.burstFactor) || problem.burstFactor < 1)
    return wrong(fmt::format("the burst factor is {}", problem.burstFactor), "give a number of at least 1");
  double total = 0;
  for (const MixCell& cell : problem.cells) {
    if (!std::isfinite(cell.rate) || cell.rate < 0)
      return wrong(fmt::format("the rate of output {}, input {} is {} requests/s", cell.outputTokens,
                               cell.inputTokens, cell.rate),
                   "give finite rates of 0 or more");
    if (cell.onlyGpu && *cell.onlyGpu >= problem.gpus.size())
      return wrong(fmt::format("output {}, input {} is fixed to a GPU that is not there", cell.outputTokens,
                               cell.inputTokens));
    total += cell.rate;
  }
  if (!(total > 0))
    return wrong("the traffic is empty: every rate is 0", "give traffic with at least one request");
  if (!std::isfinite(total)) return wrong("the total rate is infinite", "give finite rates");
  for (const MixGpu& gpu : problem.gpus)
    if (auto sound = checkGpu(gpu, problem.cells.size()); !sound) return sound;
  return checkSize(problem);
}

BusyLoads busyLoads(const MixProblem& problem) {
  BusyLoads busy;
  const std::size_t types = problem.gpus.size();
  for (std::size_t k = 0; k < problem.cells.size(); ++k) {
    if (problem.cells[k].rate <= 0) continue;
    bool servable = false;
    for (std::size_t g = 0; g < types; ++g) servable = servable || canServe(problem, k, g);
    (servable ? busy.cells : busy.unservable).push_back(k);
  }
  const double factor = problem.burstFactor / problem.targetUtilisation;
  MixLoads::Situation situation;
  situation.cells = static_cast<int>(busy.cells.size());
  for (std::size_t g = 0; g < types; ++g)
    for (const std::size_t k : busy.cells)
      situation.load.push_back(
          canServe(problem, k, g) ? problem.cells[k].rate * factor / problem.gpus[g].capacity[k] : -1);
  busy.loads.types = static_cast<int>(types);
  busy.loads.situations = {std::move(situation)};
  busy.loads.survivesLossOfOne = problem.survivesLossOfOne;
  for (const MixGpu& gpu : problem.gpus) {
    busy.loads.cost.push_back(gpu.costPerHour);
    busy.loads.lower.push_back(gpu.minReplicas);
    busy.loads.upper.push_back(gpu.maxReplicas);
  }
  return busy;
}

Error notSolved() {
  return wrong("the linear programme of this mix cannot be solved: its numbers differ too much in size",
               "check the unit of the rates and the capacities: requests/s");
}

bool canServe(const MixProblem& problem, std::size_t cell, std::size_t gpu) {
  const MixGpu& type = problem.gpus[gpu];
  return type.capacity[cell] > 0 && type.maxReplicas > 0 && problem.cells[cell].onlyGpu.value_or(gpu) == gpu;
}

namespace {

bool isUnmeasured(const MixGpu& gpu, std::size_t cell) {
  return cell < gpu.unmeasured.size() && gpu.unmeasured[cell];
}

// "a10g (E2E P99 < 5 s)"
std::string withPromise(const MixGpu& gpu, std::size_t cell) {
  if (isUnmeasured(gpu, cell)) return gpu.name + " (not measured at this length)";
  return gpu.slos.empty() ? gpu.name : fmt::format("{} ({})", gpu.name, gpu.slos);
}

}  // namespace

std::string whyTight(const MixProblem& problem, std::size_t cell) {
  std::vector<std::string> bounded, slow;
  for (std::size_t g = 0; g < problem.gpus.size(); ++g) {
    const MixGpu& gpu = problem.gpus[g];
    if (problem.cells[cell].onlyGpu.value_or(g) != g) continue;
    if (gpu.capacity[cell] > 0 && gpu.maxReplicas < kUnlimitedReplicas)
      bounded.push_back(fmt::format("{}{} at most {}", withPromise(gpu, cell),
                                    bounded.empty() ? " may be" : "", gpu.maxReplicas));
    else if (!(gpu.capacity[cell] > 0))
      slow.push_back(withPromise(gpu, cell));
  }
  std::string why = fmt::format("{}", fmt::join(bounded, ", "));
  if (!slow.empty())
    why += fmt::format("; {} {} not keep {} SLOs here", fmt::join(slow, ", "),
                       slow.size() > 1 ? "do" : "does", slow.size() > 1 ? "their" : "its");
  return why;
}

std::string whyUnservable(const MixProblem& problem, std::size_t cell) {
  std::vector<std::string> slow, limited;
  for (const MixGpu& gpu : problem.gpus) {
    if (gpu.capacity[cell] > 0)
      limited.push_back(gpu.name);
    else
      slow.push_back(withPromise(gpu, cell));
  }
  if (const auto& only = problem.cells[cell].onlyGpu) {
    const MixGpu& gpu = problem.gpus[*only];
    return fmt::format("fixed to {}, which {}", gpu.name,
                       gpu.capacity[cell] > 0    ? "its limit does not allow"
                       : isUnmeasured(gpu, cell) ? "was not measured at this length"
                                                 : "does not keep its SLOs here");
  }
  if (limited.empty()) return fmt::format("no GPU keeps its SLOs here: {}", fmt::join(slow, ", "));
  return fmt::format("the limits leave no {}, the only GPU{} that keep{} the SLOs here",
                     fmt::join(limited, " nor "), limited.size() > 1 ? "s" : "",
                     limited.size() > 1 ? "" : "s");
}

namespace {

// What the answer says about fixed replicas: utilisation, slack, routing, headroom.
void describe(const MixProblem& problem, const BusyLoads& busy, MixAnswer& answer) {
  const auto& situation = busy.loads.situations.front();
  const std::size_t types = problem.gpus.size(), cells = busy.cells.size();
  answer.utilisation.assign(types, 0);
  answer.slack.assign(types, 0);
  answer.costPerHour = 0;
  for (std::size_t g = 0; g < types; ++g)
    answer.costPerHour += problem.gpus[g].costPerHour * answer.replicas[g];

  double tokensPerHour = 0;
  answer.servedRate = 0;
  for (const std::size_t k : busy.cells) {
    const MixCell& cell = problem.cells[k];
    answer.servedRate += cell.rate;
    tokensPerHour += cell.rate * 3600 * (static_cast<double>(cell.inputTokens) + cell.outputTokens);
  }
  answer.costPerMillionTokens = tokensPerHour > 0 ? answer.costPerHour / tokensPerHour * 1e6 : 0;

  answer.routing.assign(problem.cells.size(), {});
  const auto routing = balance(situation, answer.replicas);
  if (!routing) return;
  const double plain = problem.targetUtilisation / problem.burstFactor;
  for (std::size_t g = 0; g < types; ++g) {
    double load = 0;
    for (std::size_t i = 0; i < cells; ++i)
      if (routing->shares[g * cells + i] > 0)
        load += routing->shares[g * cells + i] * situation.load[g * cells + i];
    answer.slack[g] = std::max(0.0, answer.replicas[g] - load);
    if (answer.replicas[g] > 0) answer.utilisation[g] = load * plain / answer.replicas[g];
  }
  for (std::size_t i = 0; i < cells; ++i) {
    auto& shares = answer.routing[busy.cells[i]];
    for (std::size_t g = 0; g < types; ++g) shares.push_back(routing->shares[g * cells + i]);
  }
  const double fullest = fullestType(situation, answer.replicas, problem.survivesLossOfOne).value_or(0);
  answer.headroomRate = fullest > 0 ? std::max(0.0, answer.servedRate * (1 / fullest - 1)) : 0;
}

// Which limits are too small, for which cells, and how large they would have to be.
void explainLimits(const MixProblem& problem, const BusyLoads& busy, const std::vector<double>& price,
                   const MixSearchControl& control, MixAnswer& answer) {
  const auto& situation = busy.loads.situations.front();
  const std::size_t types = problem.gpus.size(), cells = busy.cells.size();
  for (std::size_t g = 0; g < types; ++g) {
    if (price[g] <= 1e-12) continue;
    MixLoads wider = busy.loads;
    std::fill(wider.cost.begin(), wider.cost.end(), 0.0);
    wider.cost[g] = 1;
    wider.upper[g] = kUnlimitedReplicas;
    const MixSearchResult found = searchMix(wider, {control.deadline, control.stop});
    TightLimit limit{g, problem.gpus[g].maxReplicas, std::nullopt};
    if (!found.replicas.empty()) limit.needed = found.replicas[g];
    answer.tightLimits.push_back(limit);
  }
  std::vector<std::pair<double, std::size_t>> blame;
  for (std::size_t i = 0; i < cells; ++i) {
    double cheapest = kInfinity;
    for (std::size_t g = 0; g < types; ++g)
      if (situation.load[g * cells + i] >= 0)
        cheapest = std::min(cheapest, price[g] * situation.load[g * cells + i]);
    if (cheapest > 1e-12) blame.emplace_back(-cheapest, busy.cells[i]);
  }
  std::sort(blame.begin(), blame.end());
  for (const auto& [weight, cell] : blame) answer.tightCells.push_back(cell);
  const auto fullest = fullestType(situation, usefulUpper(busy.loads), problem.survivesLossOfOne);
  answer.largestShare = fullest ? std::min(1.0, 1 / *fullest) : 0;
}

std::optional<MixPurchase> purchase(const MixProblem& problem, const BusyLoads& busy, const MixAnswer& answer,
                                    MixSearchControl control, std::vector<MixCut> cuts) {
  MixPurchase next;
  next.change.assign(problem.gpus.size(), 0);
  if (answer.headroomRate >= next.furtherRate) return next;
  const double factor = 1 + next.furtherRate / answer.servedRate;
  MixLoads more = busy.loads;
  for (double& load : more.situations.front().load)
    if (load > 0) load *= factor;
  // What is proved of the loads holds for the larger ones in proportion.
  for (MixCut& cut : cuts) cut.demand *= factor;
  control.cuts = std::move(cuts);
  const MixSearchResult found = searchMix(more, control);
  if (found.replicas.empty() || !found.complete) return std::nullopt;
  for (std::size_t g = 0; g < next.change.size(); ++g) {
    next.change[g] = found.replicas[g] - answer.replicas[g];
    next.costPerHourChange += next.change[g] * problem.gpus[g].costPerHour;
  }
  return next;
}

}  // namespace

Result<MixAnswer> solveMix(const MixProblem& problem, const MixControl& control) {
  if (auto sound = checkMixProblem(problem); !sound) return sound.error();
  MixSearchControl search;
  search.stop = control.stop;
  if (control.timeLimitSeconds < 1e8)
    search.deadline = Clock::now() + fromSeconds(std::max(0.0, control.timeLimitSeconds));

  const BusyLoads busy = busyLoads(problem);
  MixAnswer answer;
  answer.routing.assign(problem.cells.size(), {});
  for (const std::size_t k : busy.unservable) answer.unservable.push_back({k, whyUnservable(problem, k)});
  if (!busy.unservable.empty()) answer.status = MixAnswer::Status::infeasible;

  MixSearchResult found = searchMix(busy.loads, search);
  answer.nodes = found.nodes;
  if (found.cancelled) return Error{ErrorCode::cancelled, "the search for the cheapest mix was stopped"};
  if (found.replicas.empty()) {
    if (found.unsolved) return notSolved();
    if (!found.complete)
      return Error{ErrorCode::timeout, "no mix was found in the time allowed", "allow more time"};
    answer.status = MixAnswer::Status::infeasible;
    explainLimits(problem, busy, found.infeasiblePrice, search, answer);
    return answer;
  }
  answer.replicas = found.replicas;
  describe(problem, busy, answer);
  if (!found.complete) {
    if (answer.status == MixAnswer::Status::optimal) answer.status = MixAnswer::Status::timedOut;
    answer.gap = answer.costPerHour > 0 ? std::max(0.0, 1 - found.bound / answer.costPerHour) : 0;
  } else if (control.nextPurchase && answer.servedRate > 0) {
    answer.next = purchase(problem, busy, answer, search, std::move(found.cuts));
  }
  return answer;
}

}  // namespace headroom
