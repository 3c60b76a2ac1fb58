#include "ui/controllers/what_if_traffic.h"

#include "core/traffic/stand_in.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <iterator>

namespace headroom::ui {
namespace {

constexpr double kMostIntervals = 240;
constexpr std::array<double, 9> kSteps{60, 300, 600, 900, 1800, 3600, 7200, 21600, 86400};
constexpr std::size_t kMostEntries = 8;

std::vector<TrafficPart> partsOn(const std::vector<TrafficPart>& parts) {
  std::vector<TrafficPart> on;
  std::ranges::copy_if(parts, std::back_inserter(on), &TrafficPart::on);
  return on;
}

std::vector<std::int64_t> stampsOf(const std::vector<TrafficPart>& parts) {
  std::vector<std::int64_t> stamps;
  for (const TrafficPart& part : parts)
    if (const auto* file = std::get_if<TrafficOfFile>(&part.origin)) {
      std::error_code failure;
      const auto written = std::filesystem::last_write_time(file->path, failure);
      stamps.push_back(failure ? 0 : written.time_since_epoch().count());
    }
  return stamps;
}

Result<LoadedTraffic> loadPart(const TrafficPart& part) {
  if (const auto* file = std::get_if<TrafficOfFile>(&part.origin)) return loadTrafficFile(file->path, {});
  if (const auto* table = std::get_if<TrafficTable>(&part.origin)) return trafficOfTable(*table);
  return Error{ErrorCode::invalidArgument,
               "the traces of the gateway at " + std::get<TrafficOfGateway>(part.origin).connection +
                   " are those of now, not those of the scenario",
               "plan with live traffic as the traffic of now"};
}

Result<std::shared_ptr<const WhatIfTraffic>> load(const std::vector<TrafficPart>& on) {
  if (on.empty())
    return Error{ErrorCode::invalidArgument, "no part of the traffic is on",
                 "turn one on, on the Traffic page"};
  auto traffic = std::make_shared<WhatIfTraffic>();
  traffic->parts = on;
  traffic->ratesKnown = true;
  std::vector<LoadedTraffic> loaded;
  for (TrafficPart part : on) {
    auto one = loadPart(part);
    if (!one) return one.error();
    if (on.size() == 1 && !part.rate && one->recording && !one->recording->timed) {
      part.rate = 1;
      traffic->ratesKnown = false;
    }
    one = treated(std::move(*one), part);
    if (!one) return one.error();
    loaded.push_back(std::move(*one));
  }
  auto all = laidOver(std::move(loaded));
  if (!all) return all.error();
  traffic->loaded = std::make_shared<const LoadedTraffic>(std::move(*all));
  return std::shared_ptr<const WhatIfTraffic>(std::move(traffic));
}

}  // namespace

std::shared_ptr<const WhatIfTraffic> standInFor(const BenchmarkTable& table) {
  auto made = std::make_shared<LoadedTraffic>();
  made->mean = distributionOf(standInTraffic(table.outputTokens(), table.inputTokens()));
  auto traffic = std::make_shared<WhatIfTraffic>();
  traffic->loaded = std::move(made);
  return traffic;
}

double timelineStep(const Recording& recording) {
  for (const double step : kSteps)
    if (recording.seconds() / step <= kMostIntervals) return step;
  return kSteps.back();
}

Recording coarser(const Recording& recording, double step) {
  Recording wide = recording;
  wide.intervals.clear();
  if (recording.intervals.empty()) return wide;
  const double first = recording.intervals.front().startSeconds, end = first + recording.seconds();
  double current = -1;
  for (const TrafficInterval& interval : recording.intervals) {
    // An interval that was cut at the same place begins a hair before it at the worst.
    const double index = std::floor((interval.startSeconds - first) / step + 1e-9);
    if (index != current) {
      current = index;
      TrafficInterval& next = wide.intervals.emplace_back();
      next.startSeconds = first + index * step;
      next.seconds = std::min(step, end - next.startSeconds);
    }
    TrafficInterval& into = wide.intervals.back();
    into.requests += interval.requests;
    into.counts.insert(into.counts.end(), interval.counts.begin(), interval.counts.end());
  }
  return wide;
}

const TrafficLibrary::Entry* TrafficLibrary::find(const std::vector<TrafficPart>& parts) const {
  const auto found = std::ranges::find(m_entries, parts, &Entry::parts);
  return found == m_entries.end() ? nullptr : &*found;
}

Result<std::shared_ptr<const WhatIfTraffic>> TrafficLibrary::read(const std::vector<TrafficPart>& parts) {
  const std::vector<TrafficPart> on = partsOn(parts);
  const std::vector<std::int64_t> stamps = stampsOf(on);  // before reading: a change meanwhile is seen later
  {
    const std::lock_guard lock(m_mutex);
    if (const Entry* entry = find(on); entry && entry->stamps == stamps) return entry->traffic;
  }
  auto traffic = load(on);
  if (!traffic) return traffic;
  const std::lock_guard lock(m_mutex);
  std::erase_if(m_entries, [&](const Entry& entry) { return entry.parts == on; });
  if (m_entries.size() >= kMostEntries) m_entries.erase(m_entries.begin());
  m_entries.push_back({on, stamps, *traffic});
  return traffic;
}

}  // namespace headroom::ui
