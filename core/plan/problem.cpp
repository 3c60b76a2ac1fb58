#include "core/plan/problem.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace headroom {
namespace {

Error wrong(std::string message, std::string hint) {
  return {ErrorCode::invalidArgument, std::move(message), std::move(hint)};
}

Result<void> checkProfiles(std::span<const Profile> profiles) {
  if (profiles.empty()) return wrong("there is no profile", "give at least one with --profile");
  for (std::size_t i = 0; i < profiles.size(); ++i) {
    const Profile& profile = profiles[i];
    for (std::size_t j = 0; j < i; ++j)
      if (profiles[j].gpu == profile.gpu)
        return wrong(fmt::format("two profiles are of {}", profile.gpu), "give each deployment once");
    const auto ascends = [](const std::vector<int>& lengths) {
      return !lengths.empty() && lengths.front() >= 1 &&
             std::adjacent_find(lengths.begin(), lengths.end(), std::greater_equal<>()) == lengths.end();
    };
    bool fits = ascends(profile.outputTokens) && ascends(profile.inputTokens) &&
                profile.throughput.size() == profile.outputTokens.size();
    for (const auto& row : profile.throughput) fits = fits && row.size() == profile.inputTokens.size();
    if (!fits)
      return wrong(fmt::format("the capacities of {} do not fit its grid", profile.gpu),
                   "make the profile again; headroomctl lint says more");
  }
  return {};
}

// A capacity that is no number serves nothing; lint tells of it.
double capacityAt(const Profile& profile, std::size_t row, std::size_t column) {
  const double capacity = profile.throughput[row][column];
  return std::isfinite(capacity) && capacity > 0 ? capacity : 0;
}

MixGpu gpuOf(const Profile& profile) {
  MixGpu gpu;
  gpu.name = profile.gpu;
  gpu.costPerHour = profile.cost;
  gpu.slos = slosText(profile.slos);
  return gpu;
}

}  // namespace

Result<PlanProblem> planProblem(std::span<const Profile> profiles, const Distribution& traffic,
                                CellRule rule) {
  if (auto sound = checkProfiles(profiles); !sound) return sound.error();
  PlanProblem plan;
  for (const Profile& profile : profiles) plan.problem.gpus.push_back(gpuOf(profile));

  // Profiles of one grid share its look-up; points that fall into the same cell of every grid become one
  // cell.
  std::vector<std::size_t> gridOf(profiles.size());
  std::vector<const Profile*> grids;
  for (std::size_t g = 0; g < profiles.size(); ++g) {
    const auto known =
        std::find_if(grids.begin(), grids.end(), [&](const Profile* p) { return p->sameGrid(profiles[g]); });
    gridOf[g] = static_cast<std::size_t>(known - grids.begin());
    if (known == grids.end()) grids.push_back(&profiles[g]);
  }
  if (grids.size() > 1)
    plan.notes.push_back(
        fmt::format("the profiles have {} different grids; each shape is looked up in each, and the "
                    "cluster's optimizer would skip those that differ from the first",
                    grids.size()));
  const auto lookUp = [](std::map<double, std::size_t>& known, const std::vector<int>& lengths,
                         double log2Tokens, CellRule by) {
    const auto found = known.find(log2Tokens);
    return found != known.end() ? found->second
                                : known.emplace(log2Tokens, cellIndex(lengths, log2Tokens, by)).first->second;
  };
  std::vector<std::map<double, std::size_t>> rowOf(grids.size()), columnOf(grids.size());
  std::map<std::vector<std::size_t>, double> cells;
  std::vector<std::size_t> place(2 * grids.size());
  for (const TrafficPoint& point : traffic.points) {
    if (point.rate == 0) continue;
    const double in = rule == CellRule::upward ? point.upperLog2Input : point.log2Input;
    const double out = rule == CellRule::upward ? point.upperLog2Output : point.log2Output;
    for (std::size_t i = 0; i < grids.size(); ++i) {
      place[2 * i] = lookUp(rowOf[i], grids[i]->outputTokens, out, rule);
      place[2 * i + 1] = lookUp(columnOf[i], grids[i]->inputTokens, in, rule);
    }
    cells[place] += point.rate;
  }
  for (const auto& [where, rate] : cells) {
    plan.problem.cells.push_back({grids[0]->outputTokens[where[0]], grids[0]->inputTokens[where[1]], rate});
    for (std::size_t g = 0; g < profiles.size(); ++g)
      plan.problem.gpus[g].capacity.push_back(
          capacityAt(profiles[g], where[2 * gridOf[g]], where[2 * gridOf[g] + 1]));
  }
  plan.outside = toGrid(traffic, grids[0]->outputTokens, grids[0]->inputTokens, rule).outside;
  for (const GridTraffic::Outside& outside : plan.outside) {
    if (!outside.longer) continue;
    plan.notes.push_back(
        fmt::format("{:.3g} requests/s are longer than the grid (up to output {}, input {}): they are "
                    "planned as output {}, input {}",
                    outside.rate, outside.largestOutput, outside.largestInput,
                    grids[0]->outputTokens[outside.row], grids[0]->inputTokens[outside.column]));
  }
  return plan;
}

Result<ClusterProblem> clusterProblem(std::span<const Profile> profiles, const Distribution& traffic) {
  if (auto sound = checkProfiles(profiles); !sound) return sound.error();
  ClusterProblem cluster;
  std::vector<Profile> taken;
  for (std::size_t g = 0; g < profiles.size(); ++g) {
    if (profiles[g].sameGrid(profiles.front()))
      cluster.taken.push_back(g), taken.push_back(profiles[g]);
    else
      cluster.skipped.push_back(g);
  }
  auto plan = planProblem(taken, traffic, CellRule::nearest);
  if (!plan) return plan.error();
  cluster.problem = std::move(plan->problem);
  return cluster;
}

}  // namespace headroom
