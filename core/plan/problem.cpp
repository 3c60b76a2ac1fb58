#include "core/plan/problem.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <compare>
#include <map>
#include <tuple>
#include <utility>

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

int tokensOf(double log2Tokens) {
  return static_cast<int>(std::lround(std::exp2(std::min(log2Tokens, 30.9))));
}

constexpr double kSlack = 1e-9;  // logarithms of one length, taken twice

// A grid that one or more profiles share.
struct Grid {
  explicit Grid(const Profile& of)
      : profile(&of),
        firstOut(std::log2(of.outputTokens.front())),
        lastOut(std::log2(of.outputTokens.back())),
        firstIn(std::log2(of.inputTokens.front())),
        lastIn(std::log2(of.inputTokens.back())) {}

  bool exceededBy(double out, double in) const { return out > lastOut + kSlack || in > lastIn + kSlack; }
  bool aboveOf(double out, double in) const { return out < firstOut - kSlack || in < firstIn - kSlack; }

  const Profile* profile;
  double firstOut, lastOut, firstIn, lastIn;  // log2
  std::vector<std::string> gpus;
  std::map<double, std::size_t> rowOf, columnOf;  // lengths repeat: each is looked up once
  struct Unmeasured {
    double rate = 0;
    int largestOutput = 0, largestInput = 0;
    void add(double more, double out, double in) {
      rate += more;
      largestOutput = std::max(largestOutput, tokensOf(out));
      largestInput = std::max(largestInput, tokensOf(in));
    }
  } unmeasured;  // given to other grids
};

// Where a shape lies in one grid; not measured: another grid knows more of it.
struct Place {
  std::size_t row = 0, column = 0;
  bool measured = true;
  auto operator<=>(const Place&) const = default;
};

std::size_t lookUp(std::map<double, std::size_t>& known, const std::vector<int>& lengths, double log2Tokens,
                   CellRule rule) {
  const auto found = known.find(log2Tokens);
  return found != known.end() ? found->second
                              : known.emplace(log2Tokens, cellIndex(lengths, log2Tokens, rule)).first->second;
}

// Whether `other` reaches further towards a shape that `grid` does not hold, and nowhere less far.
bool holdsMore(const Grid& other, const Grid& grid, double out, double in) {
  if (&other == &grid || !grid.exceededBy(out, in)) return false;
  const double otherOut = std::min(out, other.lastOut), otherIn = std::min(in, other.lastIn);
  const double ownOut = std::min(out, grid.lastOut), ownIn = std::min(in, grid.lastIn);
  return otherOut >= ownOut - kSlack && otherIn >= ownIn - kSlack &&
         (otherOut > ownOut + kSlack || otherIn > ownIn + kSlack);
}

// The lengths of the cell in the first grid that it is given to.
std::pair<int, int> cellOf(const std::vector<Grid>& grids, const std::vector<Place>& places) {
  std::size_t i = 0;
  while (i + 1 < grids.size() && !places[i].measured) ++i;
  return {grids[i].profile->outputTokens[places[i].row], grids[i].profile->inputTokens[places[i].column]};
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
  std::vector<Grid> grids;
  for (std::size_t g = 0; g < profiles.size(); ++g) {
    const auto known = std::find_if(grids.begin(), grids.end(),
                                    [&](const Grid& grid) { return grid.profile->sameGrid(profiles[g]); });
    gridOf[g] = static_cast<std::size_t>(known - grids.begin());
    if (known == grids.end()) grids.emplace_back(profiles[g]);
    grids[gridOf[g]].gpus.push_back(profiles[g].gpu);
  }
  if (grids.size() > 1)
    plan.notes.push_back(
        fmt::format("the profiles have {} different grids; each shape is looked up in each, and the "
                    "cluster's optimizer would skip those that differ from the first",
                    grids.size()));

  std::map<std::vector<Place>, double> cells;
  std::map<std::pair<std::vector<Place>, bool>, PlanProblem::Outside> outside;
  std::vector<Place> places(grids.size());
  for (const TrafficPoint& point : traffic.points) {
    if (point.rate == 0) continue;
    const bool upward = rule == CellRule::upward;
    const double in = upward ? point.upperLog2Input : point.log2Input;
    const double out = upward ? point.upperLog2Output : point.log2Output;
    bool longer = false, shorter = false;
    for (std::size_t i = 0; i < grids.size(); ++i) {
      places[i] = {lookUp(grids[i].rowOf, grids[i].profile->outputTokens, out, rule),
                   lookUp(grids[i].columnOf, grids[i].profile->inputTokens, in, rule), true};
      places[i].measured = std::none_of(
          grids.begin(), grids.end(), [&](const Grid& other) { return holdsMore(other, grids[i], out, in); });
      if (!places[i].measured) {
        grids[i].unmeasured.add(point.rate, out, in);
        continue;
      }
      longer = longer || grids[i].exceededBy(out, in);
      shorter = shorter || (!upward && grids[i].aboveOf(out, in));
    }
    cells[places] += point.rate;
    if (!longer && !shorter) continue;
    PlanProblem::Outside& entry = outside[{places, longer}];
    std::tie(entry.outputTokens, entry.inputTokens) = cellOf(grids, places);
    entry.longer = longer;
    for (std::size_t i = 0; i < grids.size(); ++i)
      if (places[i].measured && (longer ? grids[i].exceededBy(out, in) : grids[i].aboveOf(out, in)) &&
          std::find(entry.gpus.begin(), entry.gpus.end(), grids[i].gpus.front()) == entry.gpus.end())
        entry.gpus.insert(entry.gpus.end(), grids[i].gpus.begin(), grids[i].gpus.end());
    entry.rate += point.rate;
    entry.largestInput = std::max(entry.largestInput, tokensOf(in));
    entry.largestOutput = std::max(entry.largestOutput, tokensOf(out));
  }
  const bool alike = grids.size() == 1;
  for (const auto& [where, rate] : cells) {
    const auto [output, input] = cellOf(grids, where);
    plan.problem.cells.push_back({output, input, rate});
    for (std::size_t g = 0; g < profiles.size(); ++g) {
      const Place& place = where[gridOf[g]];
      MixGpu& gpu = plan.problem.gpus[g];
      gpu.capacity.push_back(place.measured ? capacityAt(profiles[g], place.row, place.column) : 0);
      if (!alike) gpu.unmeasured.push_back(!place.measured);
    }
  }
  for (auto& [where, entry] : outside) plan.outside.push_back(std::move(entry));
  for (const PlanProblem::Outside& entry : plan.outside)
    if (entry.longer)
      plan.notes.push_back(
          fmt::format("{:.3g} requests/s are longer than the grid{} (up to output {}, input {}): they are "
                      "planned as output {}, input {}",
                      entry.rate, alike ? "" : fmt::format(" of {}", fmt::join(entry.gpus, ", ")),
                      entry.largestOutput, entry.largestInput, entry.outputTokens, entry.inputTokens));
  for (const Grid& grid : grids)
    if (grid.unmeasured.rate > 0)
      plan.notes.push_back(fmt::format(
          "{:.3g} requests/s (up to output {}, input {}) are longer than what was measured of {} (output {}, "
          "input {}): they are planned on the others alone",
          grid.unmeasured.rate, grid.unmeasured.largestOutput, grid.unmeasured.largestInput,
          fmt::join(grid.gpus, ", "), grid.profile->outputTokens.back(), grid.profile->inputTokens.back()));
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
