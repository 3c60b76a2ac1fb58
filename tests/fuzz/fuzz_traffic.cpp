// No text makes the readers of traffic crash, and what they accept has finite rates of 0 or more. The first
// byte picks the reader; the rest is its text.
#include "core/traffic/clusters.h"
#include "core/traffic/distribution.h"
#include "core/traffic/gateway_trace.h"
#include "core/traffic/recording.h"
#include "core/traffic/traffic_parts.h"
#include "core/traffic/window.h"

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

using namespace headroom;

namespace {

void sound(double number) {
  if (!std::isfinite(number) || number < 0) std::abort();
}

void recorded(std::string_view text) {
  const auto recording = parseRecording(text, "f", {});
  if (!recording) {
    if (recording.error().message.find('f') == std::string::npos) std::abort();
    return;
  }
  sound(recording->requests());
  sound(recording->seconds());
  if (const auto traffic = meanTraffic(*recording, 1)) sound(traffic->rate());
  for (const TrafficInterval& interval : recording->intervals) sound(clusterShapes(interval.counts).coverage);
}

void tabled(std::string_view text) {
  const auto table = parseRateTable(text, "f");
  if (!table) return;
  sound(toGrid(distributionOf(*table), table->outputTokens, table->inputTokens, CellRule::upward).rate());
  if (!parseRateTable(rateTableJson(*table), "g")) std::abort();
}

// The text as a trace of now, and once more at a time that it picks itself: clocks that disagree.
void traced(std::string_view text) {
  const auto trace = parseGatewayTrace("aibrix:m_request_trace_1748888480", text);
  if (!trace) return;
  sound(trace->rate());
  sound(clusterShapes(trace->counts).coverage);
  std::vector<GatewayTrace> traces{*trace, *trace};
  traces[1].startSeconds = static_cast<std::int64_t>(text.size() * text.size() * text.size());
  const WindowView view = viewOf(traces, 1748888500);
  sound(view.rate);
  sound(view.traffic().rate());
  sound(view.clusterTraffic().rate());
  if (const auto loaded = trafficOfWindow(view, "f")) sound(loaded->mean.rate());
}

// Two texts, parted by a zero byte, laid over each other.
void overlaid(std::string_view text) {
  const std::size_t half = text.find('\0');
  if (half == std::string_view::npos) return;
  const auto a = parseRecording(text.substr(0, half), "f", {}),
             b = parseRecording(text.substr(half + 1), "f", {});
  if (!a || !b) return;
  if (const auto both = combined(*a, *b)) {
    sound(both->requests());
    for (const TrafficInterval& interval : both->intervals) sound(interval.rate());
  }
  std::vector<LoadedTraffic> parts;
  for (const Recording* recording : {&*a, &*b})
    if (const auto mean = meanTraffic(*recording, 1)) parts.push_back({*mean, *recording, std::nullopt, {}});
  if (const auto all = laidOver(parts)) sound(all->mean.rate());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 4) {
    case 0: recorded(text); break;
    case 1: tabled(text); break;
    case 2: traced(text); break;
    default: overlaid(text);
  }
  (void)looksLikeTraffic(text, true);
  (void)looksLikeTraffic(text, false);
  (void)parseTraceKey(text);
  return 0;
}
