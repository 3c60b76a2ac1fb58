#include "core/plan/lint.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

namespace headroom {
namespace {

constexpr double kNoise = 1.1;  // capacity may rise this much from one length to the next before it is odd
constexpr double kCostFactor = 50;  // between the dearest and the cheapest GPU of a model, per capacity
constexpr std::size_t kNamedCells = 5;

bool isSound(const Profile& profile) {
  if (profile.outputTokens.empty() || profile.inputTokens.empty()) return false;
  if (profile.throughput.size() != profile.outputTokens.size()) return false;
  return std::all_of(profile.throughput.begin(), profile.throughput.end(),
                     [&](const auto& row) { return row.size() == profile.inputTokens.size(); });
}

class Linter {
 public:
  Linter(std::span<const LintProfile> profiles, const LintContext& context)
      : m_profiles(profiles), m_context(context) {}

  std::vector<LintFinding> lint() {
    for (const LintProfile& profile : m_profiles) {
      for (Finding& finding :
           checkProfile(profile.parsed, {.deployment = std::nullopt, .now = m_context.now}))
        m_findings.push_back({profile.parsed.profile.gpu, std::move(finding)});
      checkGrowth(profile.parsed.profile);
      checkCreated(profile);
      checkDeployment(profile.parsed.profile);
    }
    checkGrids();
    checkDuplicates();
    checkTraffic();
    checkCosts();
    checkSlosAlike();
    std::stable_partition(m_findings.begin(), m_findings.end(),
                          [](const LintFinding& found) { return found.finding.severity == Severity::error; });
    return std::move(m_findings);
  }

 private:
  void say(Severity severity, const std::string& gpu, std::string code, std::string message,
           std::string mend) {
    m_findings.push_back({gpu, {severity, std::move(code), std::move(message), std::move(mend)}});
  }
  const Profile& profile(std::size_t i) const { return m_profiles[i].parsed.profile; }

  void checkGrids() {
    for (std::size_t i = 1; i < m_profiles.size(); ++i) {
      if (profile(i).sameGrid(profile(0))) continue;
      say(Severity::error, profile(i).gpu, "gridDiffers",
          fmt::format(
              "its grid ({} x {}) is not that of {} ({} x {}): the optimizer skips whichever it loads second",
              profile(i).outputTokens.size(), profile(i).inputTokens.size(), profile(0).gpu,
              profile(0).outputTokens.size(), profile(0).inputTokens.size()),
          "measure every GPU of a model over the same grid");
    }
  }

  void checkDuplicates() {
    for (std::size_t i = 0; i < m_profiles.size(); ++i)
      for (std::size_t j = i + 1; j < m_profiles.size(); ++j)
        if (profile(i).gpu == profile(j).gpu)
          say(Severity::error, profile(j).gpu, "duplicate",
              fmt::format("{} and {} are both of this deployment: the one pushed last replaces the other",
                          m_profiles[i].source, m_profiles[j].source),
              "push one of them, or name the other deployment");
  }

  // A longer request cannot be easier: a capacity that rises with length is a measurement to look at.
  void checkGrowth(const Profile& one) {
    if (!isSound(one)) return;
    std::size_t count = 0;
    double worst = 1;
    std::string where;
    const auto compare = [&](std::size_t row, std::size_t column, double shorter) {
      const double longer = one.throughput[row][column];
      if (!(longer > shorter * kNoise)) return;
      ++count;
      const double factor = shorter > 0 ? longer / shorter : HUGE_VAL;
      if (factor <= worst) return;
      worst = factor;
      where = fmt::format("output {}, input {} takes {:.4g} req/s and its shorter neighbour {:.4g}",
                          one.outputTokens[row], one.inputTokens[column], longer, shorter);
    };
    for (std::size_t row = 0; row < one.throughput.size(); ++row)
      for (std::size_t column = 0; column < one.throughput[row].size(); ++column) {
        if (row > 0) compare(row, column, one.throughput[row - 1][column]);
        if (column > 0) compare(row, column, one.throughput[row][column - 1]);
      }
    if (count > 0)
      say(Severity::warning, one.gpu, "growsWithLength",
          fmt::format("capacity grows with length in {} places; {}", count, where),
          "measure these cells again with more requests, or over more rates");
  }

  void checkCreated(const LintProfile& one) {
    if (!one.stored || !std::isfinite(one.stored->created) || !std::isfinite(one.parsed.profile.created))
      return;
    if (one.parsed.profile.created > one.stored->created) return;
    say(Severity::warning, one.parsed.profile.gpu, "createdStale",
        fmt::format(
            "\"created\" is {:.0f} s before that of the profile stored: the optimizer keeps the one it holds",
            one.stored->created - one.parsed.profile.created),
        "store it with headroomctl store push, which sets a fresh one");
  }

  void checkDeployment(const Profile& one) {
    if (!m_context.deployments) return;
    const auto matches = [&](const std::string& deployment) {
      const std::size_t slash = deployment.find('/');
      return one.gpu == deployment ||
             (slash != std::string::npos && one.gpu == deployment.substr(slash + 1)) ||
             (one.gpu.find('/') != std::string::npos && one.gpu.substr(one.gpu.find('/') + 1) == deployment);
    };
    if (std::any_of(m_context.deployments->begin(), m_context.deployments->end(), matches)) return;
    say(Severity::error, one.gpu, "noDeployment",
        fmt::format("no deployment is called {}: the optimizer never asks for it (there are {})", one.gpu,
                    m_context.deployments->empty()
                        ? std::string("none")
                        : fmt::format("{}", fmt::join(*m_context.deployments, ", "))),
        "make the profile for the deployment's own name, as name or namespace/name");
  }

  // Cells that requests fall into and that no GPU serves: each makes the optimizer ask for millions.
  void checkTraffic() {
    if (m_context.traffic == nullptr || m_profiles.empty() || !isSound(profile(0))) return;
    const GridTraffic grid =
        toGrid(*m_context.traffic, profile(0).outputTokens, profile(0).inputTokens, CellRule::nearest);
    std::vector<std::pair<double, std::string>> hit;
    double rate = 0;
    for (std::size_t row = 0; row < grid.rates.size(); ++row)
      for (std::size_t column = 0; column < grid.rates[row].size(); ++column) {
        if (!(grid.rates[row][column] > 0)) continue;
        bool served = false;
        for (const LintProfile& one : m_profiles)
          served = served || (isSound(one.parsed.profile) && one.parsed.profile.sameGrid(profile(0)) &&
                              one.parsed.profile.throughput[row][column] > 0);
        if (served) continue;
        rate += grid.rates[row][column];
        hit.emplace_back(-grid.rates[row][column],
                         fmt::format("output {}, input {} ({:.3g}/s)", grid.outputTokens[row],
                                     grid.inputTokens[column], grid.rates[row][column]));
      }
    if (!hit.empty()) {
      std::sort(hit.begin(), hit.end());
      std::vector<std::string> names;
      for (std::size_t i = 0; i < std::min(hit.size(), kNamedCells); ++i) names.push_back(hit[i].second);
      if (hit.size() > kNamedCells) names.push_back(fmt::format("{} more", hit.size() - kNamedCells));
      say(Severity::error, "", "zeroCellHit",
          fmt::format("{:.3g} requests/s fall into {} cells that no GPU serves, and the optimizer asks for "
                      "{:.2g} GPUs for "
                      "them: {}",
                      rate, hit.size(), rate * 1e6, fmt::join(names, ", ")),
          "loosen the SLOs there, measure a stronger GPU, or keep such requests away from this model");
    }
    double outside = 0;
    for (const GridTraffic::Outside& entry : grid.outside)
      if (entry.longer) outside += entry.rate;
    if (outside > 0)
      say(Severity::warning, "", "outsideGrid",
          fmt::format("{:.3g} requests/s are longer than the grid: the optimizer takes them for its last "
                      "cells and plans "
                      "too little",
                      outside),
          "measure a grid that reaches as far as the requests do");
  }

  // Per capacity, so that a GPU ten times as strong may well cost ten times as much.
  void checkCosts() {
    double least = HUGE_VAL, most = 0;
    std::string cheapest, dearest;
    for (const LintProfile& one : m_profiles) {
      const Profile& p = one.parsed.profile;
      if (!isSound(p) || !(p.cost > 0) || !std::isfinite(p.cost)) continue;
      double sum = 0;
      std::size_t count = 0;
      for (const auto& row : p.throughput)
        for (const double capacity : row)
          if (capacity > 0 && std::isfinite(capacity)) sum += std::log(p.cost / capacity), ++count;
      if (count == 0) continue;
      const double cost = std::exp(sum / static_cast<double>(count));
      if (cost < least) least = cost, cheapest = p.gpu;
      if (cost > most) most = cost, dearest = p.gpu;
    }
    if (most > least * kCostFactor)
      say(Severity::warning, dearest, "costUnits",
          fmt::format("a request on it costs about {:.0f} times what it costs on {}", most / least, cheapest),
          "see that all costs are in one unit: the price of one replica per hour");
  }

  void checkSlosAlike() {
    for (std::size_t i = 1; i < m_profiles.size(); ++i)
      if (!(profile(i).slos == profile(0).slos))
        say(Severity::error, profile(i).gpu, "slosDiffer",
            fmt::format("its SLOs ({}) are not those of {} ({}), so a mix of both keeps neither promise",
                        slosText(profile(i).slos), profile(0).gpu, slosText(profile(0).slos)),
            "make the profiles of one model under the same SLOs");
  }

  std::span<const LintProfile> m_profiles;
  const LintContext& m_context;
  std::vector<LintFinding> m_findings;
};

}  // namespace

std::vector<LintFinding> lintProfiles(std::span<const LintProfile> profiles, const LintContext& context) {
  return Linter(profiles, context).lint();
}

}  // namespace headroom
