// Traffic as an operator puts it together: files, tables and the gateway's traces, each scaled, set to a
// rate or shifted in time, laid over each other.
//
//   std::vector<TrafficPart> parts{{TrafficOfFile{"day.csv"}}, {TrafficOfFile{"night.csv"}, {}, 2, 43200}};
//   LoadedTraffic day = *loadTrafficFile("day.csv", {}), night = …;
//   auto traffic = laidOver({*treated(day, parts[0]), *treated(night, parts[1])});
//   traffic->mean; traffic->recording;
#pragma once

#include "core/traffic/recording.h"
#include "core/traffic/window.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace headroom {

// A trace, a data set, a list of token counts or a table of rates; what it is, is seen from its content.
struct TrafficOfFile {
  std::string path = {};
  bool operator==(const TrafficOfFile&) const = default;
};
// The gateway's traces in a Redis that the workspace knows, live.
struct TrafficOfGateway {
  std::string connection = {};  // its name in the workspace
  double windowSeconds = 240;
  bool operator==(const TrafficOfGateway&) const = default;
};
// Typed, or painted on the grid: requests/s, rows by output tokens, columns by input tokens.
struct TrafficTable {
  std::vector<int> outputTokens = {}, inputTokens = {};  // ascending
  std::vector<std::vector<double>> rates = {};
  bool operator==(const TrafficTable&) const = default;
};
using TrafficOrigin = std::variant<TrafficOfFile, TrafficOfGateway, TrafficTable>;

struct TrafficPart {
  TrafficOrigin origin = {};
  std::optional<double> rate = {};  // requests/s in all instead of its own; needed by lists without times
  double scale = 1;                 // times that
  double shiftSeconds = 0;          // of its time line
  bool on = true;                   // off: kept, and not counted
  std::map<std::string, std::string> unknown = {};  // keys of a later version, as JSON text

  bool operator==(const TrafficPart&) const = default;
};

struct LoadedTraffic {
  Distribution mean;                    // requests/s by shape
  std::optional<Recording> recording;   // its time line, where there is one
  std::optional<Distribution> cluster;  // what the optimizer makes of the gateway's traces (WindowView)
  std::vector<std::string> warnings;
};

// Of any kind. A list without times has a rate of 1 request/s in `mean` and a recording that is not timed:
// treated() sets its rate. Errors: as of readRecording and parseRateTable.
Result<LoadedTraffic> loadTrafficFile(const std::string& path, const RecordingOptions& options);
// Whether the beginning of a file reads as one of them; `whole`: there is no more of it.
bool looksLikeTraffic(std::string_view beginning, bool whole);
LoadedTraffic trafficOfTable(const TrafficTable& table);
// Its intervals are the time line. Errors: notFound where the window holds no request.
Result<LoadedTraffic> trafficOfWindow(const WindowView& view, const std::string& source);

// The part's rate, scale and shift. Errors: invalidArgument where a number makes no sense, or there are
// neither times nor a rate.
Result<LoadedTraffic> treated(LoadedTraffic traffic, const TrafficPart& part);
// All at once. The time line is there when each of them has one. Errors: invalidArgument for none.
Result<LoadedTraffic> laidOver(std::vector<LoadedTraffic> parts);
// Everything times `factor`: shapes, time line, what the cluster sees.
LoadedTraffic scaled(LoadedTraffic traffic, double factor);

GridTraffic gridOf(const TrafficTable& table);
TrafficTable tableOf(const GridTraffic& grid);

}  // namespace headroom
