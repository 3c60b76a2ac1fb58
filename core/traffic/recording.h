// Traffic over time, from wherever it was read: a data set, a list of token counts, the gateway's traces.
//
//   auto recording = readRecording("trace.csv", {});
//   auto traffic = meanTraffic(*recording, std::nullopt);      // its own rate
//   for (const TrafficInterval& interval : recording->intervals) plan(trafficOf(interval));
#pragma once

#include "core/base/result.h"
#include "core/traffic/distribution.h"
#include "core/traffic/gateway_trace.h"
#include "core/traffic/shape_counts.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace headroom {

struct TrafficInterval {
  double startSeconds = 0;  // unix, or since whatever the source counts from
  double seconds = 0;
  std::vector<ShapeCount> counts;
  double requests = 0;  // also those whose shape is not known
  std::optional<double> pending, queueing;

  double rate() const { return requests / seconds; }
};

struct Recording {
  std::string source;
  bool timed = false;                      // false: no times, and one interval of 0 seconds
  std::vector<TrafficInterval> intervals;  // ascending; those without a request are left out
  std::vector<std::string> warnings;

  double requests() const;
  // From the start of the first interval to the end of the last; 0 without times.
  double seconds() const;
};

enum class TimeUnit { automatic, seconds, milliseconds };

struct RecordingOptions {
  double intervalSeconds = 60;          // of the time line
  TimeUnit unit = TimeUnit::automatic;  // of numeric times; automatic goes by the column's name and the size
};

// A workload data set, or a list of token counts with or without times: CSV (with or without a header line),
// JSON lines or one JSON array. What it is, is seen from its beginning. Errors: those of readFile; malformed,
// naming the line.
Result<Recording> readRecording(const std::string& path, const RecordingOptions& options);
Result<Recording> parseRecording(std::string_view text, const std::string& source,
                                 const RecordingOptions& options);
// Of token counts alone. Columns are found by name ("ContextTokens", "prompt_tokens", "input_length", "isl",
// …); a CSV without a header has input, output or time, input, output.
Result<Recording> parseTokenList(std::string_view text, const std::string& source,
                                 const RecordingOptions& options);
Recording recordingOf(std::span<const GatewayTrace> traces, const std::string& source);

// Requests/s by shape over the interval. Requests whose shape is not known are taken to be like the others.
// `interval.seconds` above 0.
Distribution trafficOf(const TrafficInterval& interval);
// Over the whole recording, scaled to `rate` requests/s where one is given. Errors: invalidArgument when
// there is no request, or neither times nor a rate, or a rate that makes no sense.
Result<Distribution> meanTraffic(const Recording& recording, std::optional<double> rate);

// Moves every interval by `seconds`.
Recording shifted(Recording recording, double seconds);
// Both at once: intervals that overlap are added up, on a common time line with the finer of the two steps.
// Errors: invalidArgument where either has no times.
Result<Recording> combined(const Recording& a, const Recording& b);

// Sorts requests into intervals and shapes; the readers' common part.
class Recorder {
 public:
  Recorder(std::string source, const RecordingOptions& options);
  void add(std::optional<double> seconds, double inputTokens, std::optional<double> outputTokens,
           double count = 1);
  // Errors: malformed when nothing was added.
  Result<Recording> finish();
  void warn(std::string text) { m_recording.warnings.push_back(std::move(text)); }

 private:
  struct Request {
    double seconds;
    float input, output;  // output below 0: unknown
    float count;
  };
  void closeInterval(ShapeCounter& counter, TrafficInterval& interval);

  RecordingOptions m_options;
  Recording m_recording;
  std::vector<Request> m_requests;
  std::size_t m_backwards = 0, m_untimed = 0, m_withoutOutput = 0;
};

}  // namespace headroom
