// The parts of lintProfiles; nobody else includes this.
#pragma once

#include "core/plan/lint.h"

#include <string>
#include <utility>
#include <vector>

namespace headroom::lint {

struct Findings {
  std::vector<LintFinding> all;

  void say(Severity severity, const std::string& gpu, std::string code, std::string message, std::string mend,
           std::optional<LintFinding::Cell> cell = {}) {
    all.push_back({gpu, {severity, std::move(code), std::move(message), std::move(mend)}, cell});
  }
};

using Profiles = std::span<const LintProfile>;

inline const Profile& profileOf(const LintProfile& one) { return one.parsed.profile; }
// Every row of its capacities is as long as its grid is wide, and there is at least one cell.
bool isSound(const Profile& profile);
// Whether a push would put this one there, or change its grid, or its SLOs.
bool bringsGrid(const LintProfile& one);
bool bringsSlos(const LintProfile& one);

// lint.cpp: of each by itself.
void lintGrowth(const Profile& one, Findings& into);
// lint_set.cpp: of all together. The grid that the optimizer goes by is that of `grid`.
std::size_t leadingGrid(Profiles profiles);
void lintGrids(Profiles profiles, std::size_t grid, Findings& into);
void lintDuplicates(Profiles profiles, Findings& into);
void lintTraffic(Profiles profiles, std::size_t grid, const Distribution* traffic, Findings& into);
void lintCosts(Profiles profiles, Findings& into);
void lintSlosAlike(Profiles profiles, Findings& into);
// lint_deployments.cpp
void lintDeployments(Profiles profiles, const LintContext& context, Findings& into);

}  // namespace headroom::lint
