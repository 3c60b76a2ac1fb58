#include "core/plan/lint.h"

#include "core/plan/lint_rules.h"
#include "core/profile/difference.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

namespace headroom {
namespace lint {

namespace {

// Capacity may rise this much from one length to the next, and this much over all shorter ones, before it is
// odd: the second asks the smallest of many measurements, so it must allow for more noise.
constexpr double kNoise = 1.1, kNoiseOfMany = 1.25;

void lintItself(const LintProfile& one, const LintContext& context, Findings& into) {
  for (Finding& finding : checkProfile(one.parsed, {.deployment = std::nullopt, .now = context.now})) {
    if (finding.code == "someZero") continue;  // what matters is whether another GPU serves them
    if (finding.code == "allZero" && !one.zeroLimits.empty()) {
      std::string why;
      for (std::size_t i = 0; i < std::min<std::size_t>(one.zeroLimits.size(), 3); ++i)
        why += fmt::format("{}{} ({} of them)", i == 0 ? "" : ", ",
                           limitText(one.zeroLimits[i].limit, profileOf(one).slos), one.zeroLimits[i].cells);
      finding.message += "; what stands in the way: " + why;
    }
    if (one.inCluster) finding.severity = Severity::warning;
    into.all.push_back({profileOf(one).gpu, std::move(finding), {}});
  }
}

void lintCreated(const LintProfile& one, Findings& into) {
  if (!one.stored || !std::isfinite(one.stored->created) || !std::isfinite(profileOf(one).created)) return;
  const double late = one.stored->created - profileOf(one).created;
  if (late < 0 || difference(*one.stored, profileOf(one)).empty()) return;
  into.say(Severity::warning, profileOf(one).gpu, "createdStale",
           fmt::format("\"created\" is {} that of the profile stored: the optimizer keeps the one it holds",
                       late == 0 ? std::string("the same as") : fmt::format("{:.0f} s before", late)),
           "store it with headroomctl store push, which sets a fresh one");
}

void lintPredicted(Profiles profiles, Findings& into) {
  std::vector<std::string> names;
  for (const LintProfile& one : profiles)
    if (one.predicted) names.push_back(profileOf(one).gpu);
  if (names.empty()) return;
  if (names.size() == 1)
    return into.say(Severity::warning, names.front(), "predicted",
                    "it is predicted, not measured: the cluster would take it for the truth",
                    "benchmark the deployment itself before the cluster relies on it");
  into.say(Severity::warning, {}, "predicted",
           fmt::format("{} profiles are predicted, not measured: the cluster would take {} for the truth",
                       names.size(), fmt::join(names, ", ")),
           "benchmark the deployments themselves before the cluster relies on them");
}

}  // namespace

bool isSound(const Profile& profile) {
  if (profile.outputTokens.empty() || profile.inputTokens.empty()) return false;
  if (profile.throughput.size() != profile.outputTokens.size()) return false;
  return std::all_of(profile.throughput.begin(), profile.throughput.end(),
                     [&](const auto& row) { return row.size() == profile.inputTokens.size(); });
}

// A longer request cannot be easier: a capacity that rises with length is a measurement to look at.
void lintGrowth(const Profile& one, Findings& into) {
  if (!isSound(one)) return;
  const std::size_t columns = one.inputTokens.size();
  std::size_t count = 0;
  double worst = 1;
  std::string where;
  std::optional<LintFinding::Cell> cell;
  // The smallest capacity of all shorter requests, the cell itself among them.
  std::vector<double> least(columns, HUGE_VAL);
  for (std::size_t row = 0; row < one.throughput.size(); ++row) {
    double before = HUGE_VAL;
    for (std::size_t column = 0; column < columns; ++column) {
      const double longer = one.throughput[row][column];
      const double beside = std::min(row > 0 ? one.throughput[row - 1][column] : HUGE_VAL,
                                     column > 0 ? one.throughput[row][column - 1] : HUGE_VAL);
      const double shorter = std::min(before, least[column]);
      before = least[column] = std::isfinite(longer) ? std::min(shorter, longer) : shorter;
      if (!(longer > beside * kNoise || longer > shorter * kNoiseOfMany)) continue;
      ++count;
      const double factor = shorter > 0 ? longer / shorter : HUGE_VAL;
      if (factor <= worst) continue;
      worst = factor;
      cell = {one.outputTokens[row], one.inputTokens[column]};
      where = fmt::format("output {}, input {} takes {:.4g} req/s and a shorter request {:.4g}",
                          one.outputTokens[row], one.inputTokens[column], longer, shorter);
    }
  }
  if (count > 0)
    into.say(Severity::warning, one.gpu, "growsWithLength",
             fmt::format("capacity grows with length in {} place{}; {}", count, count == 1 ? "" : "s", where),
             "measure these cells again with more requests, or over more rates", cell);
}

}  // namespace lint

void lintBeside(std::span<const StoredProfile> stored, std::vector<LintProfile>& profiles) {
  const std::size_t given = profiles.size();
  for (const StoredProfile& there : stored) {
    if (!there.parsed) continue;
    bool replaced = false;
    for (std::size_t i = 0; i < given; ++i) {
      // A profile is stored under its own name.
      if (profiles[i].parsed.profile.gpu != there.deployment) continue;
      profiles[i].stored = there.parsed->profile;
      replaced = true;
    }
    if (replaced) continue;
    LintProfile& beside = profiles.emplace_back();
    beside.source = there.name;
    beside.parsed = *there.parsed;
    beside.inCluster = true;
  }
}

std::vector<LintFinding> lintProfiles(std::span<const LintProfile> profiles, const LintContext& context) {
  using namespace lint;
  Findings findings;
  for (const LintProfile& one : profiles) {
    lintItself(one, context, findings);
    lintGrowth(profileOf(one), findings);
    lintCreated(one, findings);
  }
  lintDeployments(profiles, context, findings);
  if (!profiles.empty()) {
    const std::size_t grid = leadingGrid(profiles);
    lintGrids(profiles, grid, findings);
    lintTraffic(profiles, grid, context.traffic, findings);
  }
  lintPredicted(profiles, findings);
  lintDuplicates(profiles, findings);
  lintCosts(profiles, findings);
  lintSlosAlike(profiles, findings);
  std::stable_partition(findings.all.begin(), findings.all.end(),
                        [](const LintFinding& found) { return found.finding.severity == Severity::error; });
  return std::move(findings.all);
}

}  // namespace headroom
