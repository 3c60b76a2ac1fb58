#include "core/traffic/traffic_parts.h"

#include "core/base/file.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace headroom {

GridTraffic gridOf(const TrafficTable& table) {
  return {table.outputTokens, table.inputTokens, table.rates, {}};
}

TrafficTable tableOf(const GridTraffic& grid) { return {grid.outputTokens, grid.inputTokens, grid.rates}; }

namespace {

// A table says so in its first words.
bool saysTable(std::string_view text) {
  const std::string_view start = text.substr(0, 4096);
  return start.find("\"rates\"") != std::string_view::npos ||
         start.find("\"indexes\"") != std::string_view::npos;
}

}  // namespace

bool looksLikeTraffic(std::string_view text, bool whole) {
  const std::size_t first = text.find_first_not_of(" \t\r\n\xef\xbb\xbf");
  if (first == std::string_view::npos) return false;
  text.remove_prefix(first);
  if (whole && text.size() < 65536)
    return saysTable(text) ? parseRateTable(text, "").ok() : parseRecording(text, "", {}).ok();
  if (text.front() == '{' && saysTable(text)) return text.find("\"tputs\"") == std::string_view::npos;
  // The first record, or the first lines.
  std::string_view piece = text.substr(0, std::min(text.find('\n'), text.size()));
  if (text.front() == '[') {
    const std::size_t open = text.find_first_of("{[", 1);
    if (open == std::string_view::npos || text.substr(0, 4096).find("equests\"") != std::string_view::npos)
      return open != std::string_view::npos;
    piece = text.substr(open, text.find(text[open] == '{' ? '}' : ']', open) + 1 - open);
  } else if (text.front() != '{') {
    const std::string_view lines = text.substr(0, 65536);
    piece = lines.substr(0, lines.rfind('\n') + 1);
  }
  return parseRecording(piece, "", {}).ok();
}

Result<LoadedTraffic> loadTrafficFile(const std::string& path, const RecordingOptions& options) {
  LoadedTraffic loaded;
  {
    const auto text = readFile(path);
    if (!text) return text.error();
    if (saysTable(*text)) {
      auto table = parseRateTable(*text, path);
      if (!table) return table.error();
      loaded.mean = distributionOf(*table);
      return loaded;
    }
    auto recording = parseRecording(*text, path, options);
    if (!recording) return recording.error();
    loaded.recording = std::move(*recording);
  }
  loaded.warnings = loaded.recording->warnings;
  auto mean = meanTraffic(*loaded.recording, loaded.recording->timed ? std::nullopt : std::optional(1.0));
  if (!mean) return mean.error();
  loaded.mean = std::move(*mean);
  return loaded;
}

LoadedTraffic trafficOfTable(const TrafficTable& table) {
  return {distributionOf(gridOf(table)), std::nullopt, std::nullopt, {}};
}

Result<LoadedTraffic> trafficOfWindow(const WindowView& view, const std::string& source) {
  if (!(view.requests > 0))
    return Error{ErrorCode::notFound, fmt::format("{} shows no request", source),
                 "send requests through the gateway"};
  LoadedTraffic loaded;
  loaded.mean = view.traffic();
  if (loaded.mean.points.empty())
    return Error{ErrorCode::notFound, fmt::format("{} tells the shape of no request", source),
                 "see that the gateway writes shapes"};
  loaded.recording = Recording{source, true, view.timeline, {}};
  loaded.cluster = view.clusterTraffic();
  loaded.warnings = view.warnings;
  return loaded;
}

LoadedTraffic scaled(LoadedTraffic traffic, double factor) {
  if (factor == 1) return traffic;
  traffic.mean = scaled(std::move(traffic.mean), factor);
  if (traffic.cluster) traffic.cluster = scaled(std::move(*traffic.cluster), factor);
  // An untimed list keeps its counts: they are requests of a file, not requests/s.
  if (traffic.recording && traffic.recording->timed)
    for (TrafficInterval& interval : traffic.recording->intervals) {
      interval.requests *= factor;
      if (interval.pending) *interval.pending *= factor;
      if (interval.queueing) *interval.queueing *= factor;
      for (ShapeCount& shape : interval.counts) shape.count *= factor;
    }
  return traffic;
}

Result<LoadedTraffic> treated(LoadedTraffic traffic, const TrafficPart& part) {
  if (!(part.scale > 0) || !std::isfinite(part.scale))
    return Error{ErrorCode::invalidArgument, fmt::format("the factor is {}", part.scale),
                 "give a finite factor above 0"};
  if (!std::isfinite(part.shiftSeconds))
    return Error{ErrorCode::invalidArgument, fmt::format("the shift is {} s", part.shiftSeconds),
                 "give a finite number of seconds"};
  double factor = part.scale;
  if (part.rate) {
    if (!(*part.rate > 0) || !std::isfinite(*part.rate))
      return Error{ErrorCode::invalidArgument, fmt::format("the rate is {} requests/s", *part.rate),
                   "give a finite rate above 0"};
    const double now = traffic.mean.rate();
    if (!(now > 0))
      return Error{ErrorCode::invalidArgument, "the traffic is empty, so it cannot be set to a rate",
                   "give traffic with at least one request"};
    factor *= *part.rate / now;
  } else if (traffic.recording && !traffic.recording->timed) {
    return Error{ErrorCode::invalidArgument,
                 fmt::format("{} tells no times, so its rate is not known", traffic.recording->source),
                 "say how many requests/s there are with --rate"};
  }
  traffic = scaled(std::move(traffic), factor);
  if (traffic.recording && traffic.recording->timed && part.shiftSeconds != 0)
    traffic.recording = shifted(std::move(*traffic.recording), part.shiftSeconds);
  return traffic;
}

namespace {

// Times of two sources that count from different moments, one in unix time and one from its own start, lie
// decades apart: a line over both would be empty but for its ends. A shift by hours or days is meant.
bool onDifferentClocks(const Recording& a, const Recording& b) {
  const auto start = [](const Recording& r) { return r.intervals.front().startSeconds; };
  const double gap = std::max(start(b) - (start(a) + a.seconds()), start(a) - (start(b) + b.seconds()));
  constexpr double kWeek = 7 * 86400;
  return gap > std::max(kWeek, 100 * std::max(a.seconds(), b.seconds()));
}

}  // namespace

Result<LoadedTraffic> laidOver(std::vector<LoadedTraffic> parts) {
  if (parts.empty())
    return Error{ErrorCode::invalidArgument, "there is no traffic", "give at least one source of traffic"};
  LoadedTraffic all = std::move(parts.front());
  for (std::size_t i = 1; i < parts.size(); ++i) {
    LoadedTraffic& more = parts[i];
    if (all.cluster || more.cluster)
      all.cluster = mixed(all.cluster.value_or(all.mean), more.cluster.value_or(more.mean));
    all.mean = mixed(all.mean, more.mean);
    all.warnings.insert(all.warnings.end(), more.warnings.begin(), more.warnings.end());
    const bool timed = all.recording && more.recording && all.recording->timed && more.recording->timed;
    if (timed && onDifferentClocks(*all.recording, *more.recording)) {
      all.warnings.push_back(fmt::format(
          "the times of {} and {} lie {:.0f} s apart, so there is no common time line; shift one of them",
          all.recording->source, more.recording->source,
          std::abs(more.recording->intervals.front().startSeconds -
                   all.recording->intervals.front().startSeconds)));
      all.recording.reset();
    } else if (timed) {
      auto both = combined(*all.recording, *more.recording);
      if (!both) return both.error();
      all.recording = std::move(*both);
    } else {
      all.recording.reset();
    }
  }
  return all;
}

}  // namespace headroom
