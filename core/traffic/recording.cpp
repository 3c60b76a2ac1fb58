#include "core/traffic/recording.h"

#include "core/base/progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace headroom {
namespace {

constexpr double kMostIntervals = 20000;

}  // namespace

double Recording::requests() const {
  double sum = 0;
  for (const TrafficInterval& interval : intervals) sum += interval.requests;
  return sum;
}

double Recording::seconds() const {
  if (!timed || intervals.empty()) return 0;
  return intervals.back().startSeconds + intervals.back().seconds - intervals.front().startSeconds;
}

Recorder::Recorder(std::string source, const RecordingOptions& options) : m_options(options) {
  m_recording.source = std::move(source);
}

void Recorder::add(std::optional<double> seconds, double inputTokens, std::optional<double> outputTokens,
                   double count) {
  if (!seconds)
    ++m_untimed;
  else if (!m_requests.empty() && *seconds < m_requests.back().seconds)
    ++m_backwards;
  if (!outputTokens) ++m_withoutOutput;
  m_requests.push_back({seconds.value_or(0), static_cast<float>(inputTokens),
                        static_cast<float>(outputTokens.value_or(-1)), static_cast<float>(count)});
}

void Recorder::closeInterval(ShapeCounter& counter, TrafficInterval& interval) {
  interval.counts = counter.take();
  if (interval.requests > 0) m_recording.intervals.push_back(std::move(interval));
  interval = {};
}

Result<Recording> Recorder::finish() {
  const std::string& source = m_recording.source;
  if (m_requests.empty())
    return Error{ErrorCode::malformed, source + " holds no request", "check that this is the file you meant"};
  if (m_withoutOutput == m_requests.size())
    return Error{ErrorCode::malformed, fmt::format("no request of {} tells its output length", source),
                 "use a trace with output lengths"};
  if (m_withoutOutput > 0)
    m_recording.warnings.push_back(
        fmt::format("{} of {} requests tell no output length: they are taken to be like the "
                    "others",
                    m_withoutOutput, m_requests.size()));
  bool timed = m_untimed == 0;
  if (m_untimed > 0 && m_untimed < m_requests.size())
    m_recording.warnings.push_back(
        fmt::format("{} of {} requests have no time, so no times are used", m_untimed, m_requests.size()));
  if (timed && m_backwards > 0) {
    m_recording.warnings.push_back(
        fmt::format("the times run backwards in {} places: the requests were put in order "
                    "of time",
                    m_backwards));
    std::stable_sort(m_requests.begin(), m_requests.end(),
                     [](const Request& a, const Request& b) { return a.seconds < b.seconds; });
  }
  const double first = m_requests.front().seconds, span = m_requests.back().seconds - first;
  if (timed && !(span > 0)) {
    timed = false;
    if (m_requests.size() > 1)
      m_recording.warnings.push_back("all requests have the same time, so no times are used");
  }
  m_recording.timed = timed;

  double step = m_options.intervalSeconds;
  if (timed && span / step > kMostIntervals) {
    step = std::ceil(span / kMostIntervals);
    m_recording.warnings.push_back(
        fmt::format("the time line has steps of {} s, because it is {} long", step, durationText(span)));
  }
  // A recording shorter than a step, or ending within one, is not thinned out by the time after its last
  // request: the mean gap follows the last one.
  const double end = first + span * (1 + 1 / std::max<double>(1, static_cast<double>(m_requests.size()) - 1));
  ShapeCounter counter;
  TrafficInterval interval;
  double current = -1;
  for (const Request& request : m_requests) {
    const double index = timed ? std::floor((request.seconds - first) / step) : 0;
    if (index != current) {
      closeInterval(counter, interval);
      current = index;
      interval.startSeconds = first + index * step;
      interval.seconds = timed ? std::min(step, std::max(end - interval.startSeconds, 1e-3)) : 0;
    }
    interval.requests += request.count;
    if (request.output >= 0) counter.add(request.input, request.output, request.count);
  }
  closeInterval(counter, interval);
  m_requests = {};
  return std::move(m_recording);
}

Recording recordingOf(std::span<const GatewayTrace> traces, const std::string& source) {
  Recording recording;
  recording.source = source;
  recording.timed = true;
  for (const GatewayTrace& trace : traces) {
    recording.warnings.insert(recording.warnings.end(), trace.warnings.begin(), trace.warnings.end());
    if (trace.requests <= 0) continue;
    recording.intervals.push_back({static_cast<double>(trace.startSeconds), trace.intervalSeconds,
                                   trace.counts, trace.requests, trace.pending, trace.queueing});
  }
  std::stable_sort(recording.intervals.begin(), recording.intervals.end(),
                   [](const auto& a, const auto& b) { return a.startSeconds < b.startSeconds; });
  return recording;
}

namespace {

// Counts over `seconds`, with the requests of unknown shape shared out among them.
Distribution shaped(std::span<const ShapeCount> counts, double requests, double seconds) {
  double counted = 0;
  for (const ShapeCount& shape : counts) counted += shape.count;
  return distributionOf(counts, counted > 0 ? seconds * counted / requests : seconds);
}

}  // namespace

Distribution trafficOf(const TrafficInterval& interval) {
  return shaped(interval.counts, interval.requests, interval.seconds);
}

Result<Distribution> meanTraffic(const Recording& recording, std::optional<double> rate) {
  const double requests = recording.requests();
  if (!(requests > 0))
    return Error{ErrorCode::invalidArgument, fmt::format("{} holds no request", recording.source),
                 "give traffic with at least one request"};
  if (!recording.timed && !rate)
    return Error{ErrorCode::invalidArgument,
                 fmt::format("{} tells no times, so its rate is not known", recording.source),
                 "say how many requests/s there are with --rate"};
  std::vector<ShapeCount> counts;
  for (const TrafficInterval& interval : recording.intervals)
    counts.insert(counts.end(), interval.counts.begin(), interval.counts.end());
  Distribution traffic = mixed(shaped(counts, requests, recording.timed ? recording.seconds() : 1), {});
  if (traffic.points.empty())
    return Error{ErrorCode::invalidArgument,
                 fmt::format("{} tells the shape of no request", recording.source),
                 "see that the gateway writes shapes"};
  return rate ? scaledTo(std::move(traffic), *rate) : Result<Distribution>(std::move(traffic));
}

Recording shifted(Recording recording, double seconds) {
  for (TrafficInterval& interval : recording.intervals) interval.startSeconds += seconds;
  return recording;
}

Result<Recording> combined(const Recording& a, const Recording& b) {
  for (const Recording* recording : {&a, &b})
    if (!recording->timed || recording->intervals.empty())
      return Error{ErrorCode::invalidArgument,
                   fmt::format("{} tells no times, so it cannot be laid over another", recording->source),
                   "mix their mean traffic instead"};
  double step = std::numeric_limits<double>::infinity();
  double start = std::min(a.intervals.front().startSeconds, b.intervals.front().startSeconds), end = start;
  for (const Recording* recording : {&a, &b}) {
    double longest = 0;  // the last interval of a recording is often cut short
    for (const TrafficInterval& interval : recording->intervals) {
      longest = std::max(longest, interval.seconds);
      end = std::max(end, interval.startSeconds + interval.seconds);
    }
    step = std::min(step, longest);
  }
  step = std::max(step, (end - start) / kMostIntervals);
  const auto cells = static_cast<std::size_t>(std::ceil((end - start) / step - 1e-9));
  std::vector<TrafficInterval> line(std::max<std::size_t>(1, cells));
  for (std::size_t i = 0; i < line.size(); ++i) {
    line[i].startSeconds = start + static_cast<double>(i) * step;
    line[i].seconds = std::min(step, end - line[i].startSeconds);
  }
  for (const Recording* recording : {&a, &b})
    for (const TrafficInterval& interval : recording->intervals) {
      const double from = interval.startSeconds, to = from + interval.seconds;
      auto i = static_cast<std::size_t>(std::max(0.0, std::floor((from - start) / step)));
      for (; i < line.size() && line[i].startSeconds < to - 1e-9; ++i) {
        const double share =
            (std::min(to, line[i].startSeconds + line[i].seconds) - std::max(from, line[i].startSeconds)) /
            interval.seconds;
        if (share <= 0) continue;
        line[i].requests += share * interval.requests;
        for (ShapeCount shape : interval.counts) {
          shape.count *= share;
          line[i].counts.push_back(shape);
        }
      }
    }
  Recording sum{a.source + " + " + b.source, true, {}, a.warnings};
  sum.warnings.insert(sum.warnings.end(), b.warnings.begin(), b.warnings.end());
  for (TrafficInterval& interval : line)
    if (interval.requests > 0) sum.intervals.push_back(std::move(interval));
  return sum;
}

}  // namespace headroom
