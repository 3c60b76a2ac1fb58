#include "core/workspace/workspace.h"

#include "core/base/url.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace headroom {

SloSettings::SloSettings() {
  // Of the two throughputs one value must do for every cell, so a low one is proposed.
  (*this)[Metric::tput] = {.statistic = Statistic::mean, .value = 1};
  (*this)[Metric::tt] = {.statistic = Statistic::mean, .value = 100};
  (*this)[Metric::e2e] = {.statistic = Statistic::p99, .value = 5, .on = true};
  (*this)[Metric::ttft] = {.statistic = Statistic::p90, .value = 1};
  (*this)[Metric::tpot] = {.statistic = Statistic::p50, .value = 0.05};
  (*this)[Metric::tpat] = {.statistic = Statistic::p50, .value = 0.1};
}

Slos slosOf(const SloSettings& settings) {
  Slos slos;
  for (const Metric metric : kSloOrder) {
    const SloSetting& setting = settings[metric];
    if (!setting.on) continue;
    slos.bound(metric) = setting.value;
    if (isLatency(metric)) slos.setStatistic(metric, setting.statistic);
  }
  return simplified(slos);
}

const Target* findTarget(const Workspace& workspace, std::string_view name) {
  const auto found = std::ranges::find(workspace.targets, name, &Target::name);
  return found == workspace.targets.end() ? nullptr : &*found;
}

Target* findTarget(Workspace& workspace, std::string_view name) {
  const auto found = std::ranges::find(workspace.targets, name, &Target::name);
  return found == workspace.targets.end() ? nullptr : &*found;
}

std::vector<std::string> gpuTypes(const Workspace& workspace) {
  std::vector<std::string> types;
  for (const Target& target : workspace.targets)
    if (!target.gpu.empty() && std::ranges::find(types, target.gpu) == types.end())
      types.push_back(target.gpu);
  return types;
}

double costPerHour(const Workspace& workspace, const Target& target) {
  const auto price = std::ranges::find(workspace.prices, target.gpu, &GpuPrice::gpu);
  return price == workspace.prices.end() ? target.costPerHour : price->costPerHour;
}

std::string freeTargetName(const Workspace& workspace, const std::string& wanted) {
  std::string name = wanted;
  for (int number = 2; findTarget(workspace, name); ++number) name = fmt::format("{} {}", wanted, number);
  return name;
}

std::vector<std::string> complaints(const Workspace& workspace) {
  std::vector<std::string> found;
  const auto checkNames = [&](const auto& list, const char* kind) {
    std::set<std::string> seen;
    for (const auto& entry : list) {
      if (entry.name.empty())
        found.push_back(fmt::format("a {} has no name", kind));
      else if (!seen.insert(entry.name).second)
        found.push_back(fmt::format("two {}s are named \"{}\"", kind, entry.name));
    }
  };
  checkNames(workspace.targets, "target");
  checkNames(workspace.scenarios, "scenario");
  checkNames(workspace.connections, "connection");
  return found;
}

namespace {

std::string withoutOnePassword(const std::string& url) {
  const std::string bare = withoutCredentials(url);
  if (bare.size() == url.size()) return url;
  const std::size_t scheme = url.find("://");
  const std::size_t start = scheme == std::string::npos ? 0 : scheme + 3;
  const std::string credentials = url.substr(start, url.size() - bare.size() - 1);
  const std::string user = credentials.substr(0, credentials.find(':'));
  if (user.empty()) return bare;
  return url.substr(0, start) + user + "@" + bare.substr(start);
}

}  // namespace

// What is left of a badly broken URL can look as if it had a password again.
std::string withoutPassword(const std::string& url) {
  std::string before, now = url;
  do {
    before = now;
    now = withoutOnePassword(before);
  } while (now.size() < before.size());
  return now;
}

}  // namespace headroom
