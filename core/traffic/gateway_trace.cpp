#include "core/traffic/gateway_trace.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <charconv>
#include <cmath>

namespace headroom {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kPrefix = "aibrix:", kMiddle = "_request_trace_";
constexpr std::size_t kWarnings = 10;

template <typename Number>
std::optional<Number> wholeNumber(std::string_view text) {
  Number number{};
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// The value of a "meta_" entry, which some writers keep as text.
std::optional<double> metaNumber(const Json& value) {
  if (value.is_number()) return value.get<double>();
  if (!value.is_string()) return std::nullopt;
  const auto& text = value.get_ref<const std::string&>();
  double number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  return failure == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

class Reader {
 public:
  Reader(GatewayTrace& trace, std::string_view key) : m_trace(trace), m_key(key) {}

  Result<void> meta(const Json& entries) {
    double version = 1;
    std::optional<double> total;
    for (const auto& [name, value] : entries.items()) {
      if (!name.starts_with("meta_")) continue;
      const std::optional<double> number = metaNumber(value);
      if (!number || !std::isfinite(*number) || *number < 0) {
        warn(name, "is not a number of 0 or more");
        continue;
      }
      if (name == "meta_v") version = *number;
      if (name == "meta_interval_sec") m_trace.intervalSeconds = *number;
      if (name == "meta_precision") m_trace.precision = *number;
      if (name == "meta_total_reqs") total = *number;
      if (name == "meta_pending_reqs") m_trace.pending = *number;
      if (name == "meta_queueing_reqs") m_trace.queueing = *number;
    }
    m_trace.version = static_cast<int>(std::min(version, 1e6));
    if (!(m_trace.intervalSeconds > 0)) return broken("its interval is 0 seconds");
    if (!(m_trace.precision > 0)) return broken("its precision is 0");
    if (m_trace.version >= 3) m_total = total;
    return {};
  }

  void shapes(const Json& entries) {
    ShapeCounter counter;
    // The gateway rounds to the nearest point, so a request can be longer than its point by half a step: on a
    // lattice of 0.1 by a factor of 2^0.05, on a coarser one by much more.
    const Above above = m_trace.precision < 10 ? Above::coarse : Above::halfStep;
    for (const auto& [name, value] : entries.items()) {
      if (name.starts_with("meta_")) continue;
      const std::string_view shape = name;
      const std::size_t colon = std::min(shape.find(':'), shape.size());
      const int input = wholeNumber<int>(shape.substr(0, colon)).value_or(-1);
      const int output = colon < shape.size() ? wholeNumber<int>(shape.substr(colon + 1)).value_or(-1) : -1;
      const std::optional<double> count = metaNumber(value);
      if (input < 0 || output < 0) {
        warn(name, "is not a shape \"i:o\"");
      } else if (!count || !std::isfinite(*count) || *count < 0) {
        warn(name, "has no count of 0 or more");
      } else {
        const auto tenth = [&](int index) {
          return static_cast<int>(std::lround(std::min(1e4, index * 10.0 / m_trace.precision)));
        };
        counter.addCounted(tenth(input), tenth(output), above, *count);
        m_trace.counted += *count;
      }
    }
    m_trace.counts = counter.take();
    m_trace.requests = m_total.value_or(m_trace.counted);
    if (m_left > 0)
      m_trace.warnings.push_back(fmt::format("{}: {} more entries could not be read", m_key, m_left));
  }

 private:
  Error broken(const char* what) const {
    return {ErrorCode::malformed, fmt::format("the trace {}: {}", m_key, what),
            "see which gateway writes it"};
  }
  void warn(const std::string& entry, const char* what) {
    if (m_trace.warnings.size() < kWarnings)
      m_trace.warnings.push_back(fmt::format("{}: the entry \"{}\" {}", m_key, entry.substr(0, 60), what));
    else
      ++m_left;
  }

  GatewayTrace& m_trace;
  std::string_view m_key;
  std::optional<double> m_total;
  std::size_t m_left = 0;
};

}  // namespace

std::optional<TraceKey> parseTraceKey(std::string_view key) {
  const std::size_t middle = key.rfind(kMiddle);
  if (!key.starts_with(kPrefix) || middle == std::string_view::npos || middle <= kPrefix.size())
    return std::nullopt;
  const auto seconds = wholeNumber<std::int64_t>(key.substr(middle + kMiddle.size()));
  if (!seconds || *seconds < 0) return std::nullopt;
  return TraceKey{std::string(key.substr(kPrefix.size(), middle - kPrefix.size())), *seconds};
}

Result<GatewayTrace> parseGatewayTrace(std::string_view key, std::string_view value) {
  const auto name = parseTraceKey(key);
  if (!name)
    return Error{ErrorCode::malformed, fmt::format("\"{}\" is not the key of a request trace", key),
                 "it should be aibrix:MODEL_request_trace_UNIXSECONDS"};
  const Json entries = Json::parse(value, nullptr, false);
  if (!entries.is_object())
    return Error{ErrorCode::malformed, fmt::format("the trace {} is not a JSON object", key),
                 "see which gateway writes it"};
  GatewayTrace trace;
  trace.model = name->model;
  trace.startSeconds = name->startSeconds;
  Reader reader(trace, key);
  if (auto read = reader.meta(entries); !read) return read.error();
  reader.shapes(entries);
  return trace;
}

}  // namespace headroom
