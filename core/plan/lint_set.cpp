// What shows only when the profiles of a model are seen together.
#include "core/plan/lint_rules.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

namespace headroom::lint {
namespace {

// Between the dearest and the cheapest GPU of a model, per capacity and as such. A request may well cost a
// few times as much on a GPU that is too large for it; dollars and cents, hours and months are further apart.
constexpr double kCostFactor = 50, kPriceFactor = 50, kCostFactorOfPrices = 10;
constexpr double kCostJump = 20;  // of one deployment from one profile to the next
constexpr std::size_t kNamedCells = 5;

// The one of `profiles` whose `same` most others share; where several do, one that the cluster has already.
template <typename Same>
std::size_t leader(Profiles profiles, Same same) {
  std::size_t best = 0, bestScore = 0;
  for (std::size_t i = 0; i < profiles.size(); ++i) {
    std::size_t alike = 0, known = 0;
    for (const LintProfile& other : profiles) {
      if (!same(profileOf(profiles[i]), profileOf(other))) continue;
      ++alike;
      if (other.inCluster || (other.stored && same(*other.stored, profileOf(other)))) known = 1;
    }
    const std::size_t score = 2 * alike + known;
    if (score > bestScore) best = i, bestScore = score;
  }
  return best;
}

bool sameSlos(const Profile& a, const Profile& b) { return simplified(a.slos) == simplified(b.slos); }

// "8 x 5, output 4 to 512, input 4 to 64".
std::string gridText(const Profile& profile) {
  const auto range = [](const std::vector<int>& tokens) {
    return tokens.empty() ? std::string("none") : fmt::format("{} to {}", tokens.front(), tokens.back());
  };
  return fmt::format("{} x {}, output {}, input {}", profile.outputTokens.size(), profile.inputTokens.size(),
                     range(profile.outputTokens), range(profile.inputTokens));
}

std::string named(std::vector<std::pair<double, std::string>>& cells) {
  std::sort(cells.begin(), cells.end());
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min(cells.size(), kNamedCells); ++i) names.push_back(cells[i].second);
  if (cells.size() > kNamedCells) names.push_back(fmt::format("{} more", cells.size() - kNamedCells));
  return fmt::format("{}", fmt::join(names, "; "));
}

std::string countText(std::size_t count) { return fmt::format("{} cell{}", count, count == 1 ? "" : "s"); }

// Dollars per request/s of its cells, as a geometric mean; nothing where it has none.
std::optional<double> costPerCapacity(const Profile& profile) {
  if (!isSound(profile) || !(profile.cost > 0) || !std::isfinite(profile.cost)) return std::nullopt;
  double sum = 0;
  std::size_t count = 0;
  for (const auto& row : profile.throughput)
    for (const double capacity : row)
      if (capacity > 0 && std::isfinite(capacity)) sum += std::log(profile.cost / capacity), ++count;
  if (count == 0) return std::nullopt;
  return std::exp(sum / static_cast<double>(count));
}

}  // namespace

bool bringsGrid(const LintProfile& one) {
  return !one.inCluster && !(one.stored && one.stored->sameGrid(profileOf(one)));
}

bool bringsSlos(const LintProfile& one) {
  return !one.inCluster && !(one.stored && sameSlos(*one.stored, profileOf(one)));
}

std::size_t leadingGrid(Profiles profiles) {
  return leader(profiles, [](const Profile& a, const Profile& b) { return a.sameGrid(b); });
}

void lintGrids(Profiles profiles, std::size_t grid, Findings& into) {
  const Profile& leading = profileOf(profiles[grid]);
  const bool brought = std::any_of(profiles.begin(), profiles.end(), bringsGrid);
  for (const LintProfile& one : profiles) {
    const Profile& profile = profileOf(one);
    if (!profile.sameGrid(leading)) {
      into.say(
          brought ? Severity::error : Severity::warning, profile.gpu, "gridDiffers",
          fmt::format("its grid ({}) is not that of {} ({}): the optimizer skips whichever it loads second",
                      gridText(profile), leading.gpu, gridText(leading)),
          one.inCluster ? "measure it over the same grid and push it, too, or delete it from the cluster"
                        : "measure every GPU of a model over the same grid");
    } else if (!one.inCluster && one.stored && !one.stored->sameGrid(profile)) {
      into.say(
          Severity::warning, profile.gpu, "gridChanges",
          fmt::format("its grid ({}) is not that of the profile it replaces ({}): a running optimizer keeps "
                      "the old grid and skips this GPU",
                      gridText(profile), gridText(*one.stored)),
          "restart the GPU optimizer afterwards");
    }
  }
}

void lintDuplicates(Profiles profiles, Findings& into) {
  for (std::size_t i = 0; i < profiles.size(); ++i)
    for (std::size_t j = i + 1; j < profiles.size(); ++j)
      if (profileOf(profiles[i]).gpu == profileOf(profiles[j]).gpu)
        into.say(Severity::error, profileOf(profiles[j]).gpu, "duplicate",
                 fmt::format("{} and {} are both of this deployment: the one pushed last replaces the other",
                             profiles[i].source, profiles[j].source),
                 "push one of them, or name the other deployment");
}

// Cells that no GPU serves: a request that falls into one makes the optimizer ask for millions. GPUs with
// another grid do not count, because the optimizer skips them.
void lintTraffic(Profiles profiles, std::size_t grid, const Distribution* traffic, Findings& into) {
  const Profile& leading = profileOf(profiles[grid]);
  if (!isSound(leading)) return;
  GridTraffic rates{leading.outputTokens, leading.inputTokens, {}, {}};
  if (traffic != nullptr)
    rates = toGrid(*traffic, leading.outputTokens, leading.inputTokens, CellRule::nearest);
  std::vector<std::pair<double, std::string>> hit, idle;
  std::optional<LintFinding::Cell> hitCell, idleCell;
  double rate = 0, most = 0;
  std::size_t serving = 0;
  for (const LintProfile& one : profiles)
    if (isSound(profileOf(one)) && profileOf(one).sameGrid(leading)) ++serving;
  for (std::size_t row = 0; row < leading.outputTokens.size(); ++row)
    for (std::size_t column = 0; column < leading.inputTokens.size(); ++column) {
      const bool served = std::any_of(profiles.begin(), profiles.end(), [&](const LintProfile& one) {
        const Profile& profile = profileOf(one);
        return isSound(profile) && profile.sameGrid(leading) && profile.throughput[row][column] > 0;
      });
      if (served) continue;
      const double here = rates.rates.empty() ? 0 : rates.rates[row][column];
      const LintFinding::Cell cell{leading.outputTokens[row], leading.inputTokens[column]};
      const std::string where = fmt::format("output {}, input {}", cell.outputTokens, cell.inputTokens);
      if (!(here > 0)) {
        if (!idleCell) idleCell = cell;
        idle.emplace_back(static_cast<double>(idle.size()), where);
        continue;
      }
      rate += here;
      if (here > most) most = here, hitCell = cell;
      hit.emplace_back(-here, fmt::format("{} ({:.3g}/s)", where, here));
    }
  const std::string nobody = serving == 1 ? leading.gpu + " does not serve" : "no GPU serves";
  const std::string about = serving == 1 && profiles.size() == 1 ? leading.gpu : "";
  if (!hit.empty())
    into.say(Severity::error, about, "zeroCellHit",
             fmt::format("{:.3g} requests/s fall into {} that {}, and the optimizer asks for {:.2g} GPUs for "
                         "them: {}",
                         rate, countText(hit.size()), nobody, rate * 1e6, named(hit)),
             "loosen the SLOs there, measure a stronger GPU, or keep such requests away from this model",
             hitCell);
  // All of them zero is said elsewhere.
  if (!idle.empty() && idle.size() + hit.size() < leading.outputTokens.size() * leading.inputTokens.size())
    into.say(Severity::warning, about, "someZero",
             fmt::format(
                 "{} {}: one request of such a shape makes the optimizer ask for a very large number "
                 "of GPUs: {}",
                 idle.size() == 1 ? "there is a cell that" : "there are " + countText(idle.size()) + " that",
                 nobody, named(idle)),
             "keep such requests away from this model, or loosen the SLOs", idleCell);
  double outside = 0;
  for (const GridTraffic::Outside& entry : rates.outside)
    if (entry.longer) outside += entry.rate;
  if (outside > 0)
    into.say(Severity::warning, "", "outsideGrid",
             fmt::format("{:.3g} requests/s are longer than the grid: the optimizer takes them for its last "
                         "cells and plans too little",
                         outside),
             "measure a grid that reaches as far as the requests do");
}

// Per capacity, so that a GPU ten times as strong may well cost ten times as much.
void lintCosts(Profiles profiles, Findings& into) {
  const Profile *cheapest = nullptr, *dearest = nullptr, *lowest = nullptr, *highest = nullptr;
  double least = HUGE_VAL, most = 0;
  for (const LintProfile& one : profiles) {
    const Profile& profile = profileOf(one);
    if (!one.inCluster && one.stored && one.stored->cost > 0 && profile.cost > 0) {
      const double jump = std::max(profile.cost / one.stored->cost, one.stored->cost / profile.cost);
      if (std::isfinite(jump) && jump >= kCostJump)
        into.say(Severity::warning, profile.gpu, "costUnits",
                 fmt::format("its cost is {:g}, and that of the profile it replaces {:g}", profile.cost,
                             one.stored->cost),
                 "see that both are in one unit: the price of one replica per hour");
    }
    const auto cost = costPerCapacity(profile);
    if (!cost) continue;
    if (*cost < least) least = *cost, cheapest = &profile;
    if (*cost > most) most = *cost, dearest = &profile;
    if (lowest == nullptr || profile.cost < lowest->cost) lowest = &profile;
    if (highest == nullptr || profile.cost > highest->cost) highest = &profile;
  }
  if (cheapest == nullptr) return;
  const std::string mend = "see that all costs are in one unit: the price of one replica per hour";
  if (most > least * kCostFactor)
    into.say(Severity::warning, dearest->gpu, "costUnits",
             fmt::format("a request on it costs about {:.0f} times what it costs on {}", most / least,
                         cheapest->gpu),
             mend);
  else if (highest->cost > lowest->cost * kPriceFactor && most > least * kCostFactorOfPrices)
    into.say(Severity::warning, highest->gpu, "costUnits",
             fmt::format("its cost is {:g} and that of {} is {:g}, and it is not that much stronger",
                         highest->cost, lowest->gpu, lowest->cost),
             mend);
}

void lintSlosAlike(Profiles profiles, Findings& into) {
  if (profiles.empty()) return;
  const Profile& leading = profileOf(profiles[leader(profiles, sameSlos)]);
  const bool brought = std::any_of(profiles.begin(), profiles.end(), bringsSlos);
  for (const LintProfile& one : profiles)
    if (!sameSlos(profileOf(one), leading))
      into.say(brought ? Severity::error : Severity::warning, profileOf(one).gpu, "slosDiffer",
               fmt::format("its SLOs ({}) are not those of {} ({}), so a mix of both keeps neither promise",
                           slosText(profileOf(one).slos), leading.gpu, slosText(leading.slos)),
               one.inCluster ? "push a profile of it under the same SLOs, too, or delete it from the cluster"
                             : "make the profiles of one model under the same SLOs");
}

}  // namespace headroom::lint
