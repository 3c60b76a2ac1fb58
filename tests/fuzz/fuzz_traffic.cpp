// No text makes the readers of traffic crash, and what they accept has finite rates of 0 or more.
#include "core/traffic/clusters.h"
#include "core/traffic/distribution.h"
#include "core/traffic/gateway_trace.h"
#include "core/traffic/recording.h"

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace headroom;
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto sound = [](double number) {
    if (!std::isfinite(number) || number < 0) std::abort();
  };
  if (data[0] % 3 == 0) {
    if (const auto recording = parseTokenList(text, "f", {})) {
      sound(recording->requests());
      if (const auto traffic = meanTraffic(*recording, 1)) sound(traffic->rate());
      for (const TrafficInterval& interval : recording->intervals)
        sound(clusterShapes(interval.counts).coverage);
    } else if (recording.error().message.find('f') == std::string::npos) {
      std::abort();
    }
  } else if (data[0] % 3 == 1) {
    if (const auto table = parseRateTable(text, "f")) {
      sound(toGrid(distributionOf(*table), table->outputTokens, table->inputTokens, CellRule::upward).rate());
      if (!parseRateTable(rateTableJson(*table), "g")) std::abort();
    }
  } else if (const auto trace = parseGatewayTrace("aibrix:m_request_trace_1748888480", text)) {
    sound(trace->rate());
    sound(clusterShapes(trace->counts).coverage);
  }
  (void)parseTraceKey(text);
  return 0;
}
