#include "core/bench/point_record.h"

#include "core/base/python_json.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <tuple>

namespace headroom {
namespace {

using simdjson::dom::element;
using simdjson::dom::object;

RecordedStatistics statisticsOf(const Summary& summary) {
  if (summary.count == 0) return {};
  return {summary.mean, summary.p50, summary.p90, summary.p99, summary.max, summary.count};
}

// Latency rows say 0 where there was nothing to measure; the details leave such a statistic out.
RecordedStatistics rowStatisticsOf(const Summary& summary) {
  if (summary.count == 0) return {0, 0, 0, 0, RecordedStatistics::unknown, 0};
  return statisticsOf(summary);
}

double number(const object& row, std::string_view key) {
  double value = 0;
  return row[key].get(value) == simdjson::SUCCESS ? value : PointRecord::unknown;
}

std::optional<std::uint64_t> count(const object& row, std::string_view key) {
  const double value = number(row, key);
  if (!(value >= 0 && value < 1e18)) return std::nullopt;
  return static_cast<std::uint64_t>(value);
}

bool flag(const object& row, std::string_view key) {
  bool value = false;
  return row[key].get(value) == simdjson::SUCCESS && value;
}

std::string text(const object& row, std::string_view key) {
  std::string_view value;
  return row[key].get(value) == simdjson::SUCCESS ? std::string(value) : std::string();
}

RecordedStatistics statisticsOf(const object& row) {
  return {number(row, "mean"), number(row, "P50"), number(row, "P90"),
          number(row, "P99"),  number(row, "max"), count(row, "count")};
}

RecordedStatistics statisticsAt(const object& row, std::string_view key) {
  object inner;
  if (row[key].get(inner) != simdjson::SUCCESS) return {};
  return statisticsOf(inner);
}

void takeDetails(PointRecord& record, const object& row) {
  record.started = text(row, "started");
  record.wallSeconds = number(row, "wall_seconds");
  record.sent = count(row, "sent");
  record.completed = count(row, "completed");
  record.failed = count(row, "failed");
  record.maxInFlight = count(row, "max_in_flight");
  object failures;
  if (row["failures"].get(failures) == simdjson::SUCCESS)
    for (const auto& [kind, number] : failures)
      if (std::uint64_t value = 0; number.get(value) == simdjson::SUCCESS)
        record.failures[std::string(kind)] = value;
  record.lagP50 = number(row, "lag_p50");
  record.lagP99 = number(row, "lag_p99");
  record.lagMax = number(row, "lag_max");
  record.achievedRate = number(row, "achieved_rate");
  record.clientCpu = number(row, "client_cpu");
  record.clientLimited = flag(row, "client_limited");
  record.clientLimitedWhy = text(row, "client_limited_why");
  record.inputAsked = number(row, "input_tokens_asked");
  record.inputCame = number(row, "input_tokens_came");
  record.outputAsked = number(row, "output_tokens_asked");
  record.outputCame = number(row, "output_tokens_came");
  record.tokensEstimated = flag(row, "tokens_estimated");
  const RecordedStatistics gap = statisticsAt(row, "chunk_gap"),
                           longest = statisticsAt(row, "longest_chunk_gap");
  record.chunkGap = gap;
  record.longestChunkGap = longest;
}

class Reader {
 public:
  explicit Reader(const std::string& source) : m_source(source) {}

  Result<std::vector<PointRecord>> read(std::string_view text) {
    text = text.substr(0, text.find_last_not_of('\0') + 1);
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    while (!text.empty()) {
      ++m_line;
      const std::size_t end = text.find('\n');
      const std::string_view line = text.substr(0, end);
      const bool isCut = end == std::string_view::npos;
      text.remove_prefix(isCut ? text.size() : end + 1);
      if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
      auto row = parse(line);
      std::string plain;
      if (row.error()) {
        plain = line;
        if (replaceNonFinite(plain)) row = parse(plain);
      }
      object members;
      if (row.get(members) != simdjson::SUCCESS) {
        if (isCut) break;
        return wrong("is not a JSON object");
      }
      if (auto taken = take(members); !taken) return taken.error();
    }
    return std::move(m_records);
  }

 private:
  using Key = std::tuple<int, int, int, double>;

  Error wrong(const std::string& what) const {
    return {ErrorCode::malformed, fmt::format("{} line {}: {}", m_source, m_line, what),
            "check that this is a benchmark file"};
  }

  simdjson::simdjson_result<element> parse(std::string_view line) {
    if (m_buffer.size() < line.size() + simdjson::SIMDJSON_PADDING)
      m_buffer.resize(2 * line.size() + simdjson::SIMDJSON_PADDING);
    std::memcpy(m_buffer.data(), line.data(), line.size());
    return m_parser.parse(m_buffer.data(), line.size(), false);
  }

  Result<void> take(const object& row) {
    const double input = number(row, "input_tokens"), output = number(row, "output_tokens");
    const double rate = number(row, "request_rate");
    std::string_view metric;
    const auto isLength = [](double value) { return value >= 1 && value <= 2147483647.0; };
    if (!isLength(input) || !isLength(output) || std::isnan(rate) ||
        row["metric"].get(metric) != simdjson::SUCCESS)
      return wrong("has no input_tokens, output_tokens, request_rate or metric");
    const double concurrency = number(row, "concurrency");
    PlanPoint point{static_cast<int>(input), static_cast<int>(output), rate,
                    isLength(concurrency) ? static_cast<int>(concurrency) : 0};
    // In a closed loop the rate is an outcome.
    const Key key{point.inputTokens, point.outputTokens, point.concurrency,
                  point.concurrency > 0 ? 0 : point.requestRate};
    const auto [place, isNew] = m_places.try_emplace(key, m_records.size());
    if (isNew) {
      m_records.push_back({.point = point});
      m_seen.push_back(0);
    }
    PointRecord& record = m_records[place->second];
    unsigned& seen = m_seen[place->second];
    const auto first = [&seen](unsigned bit) { return (std::exchange(seen, seen | bit) & bit) == 0; };
    if (metric == "TPUT" && first(1)) {
      record.throughput = number(row, "mean");
      record.predicted = flag(row, "predicted");
      takeDetails(record, row);
    } else if (metric == "TT" && first(2)) {
      record.tokenThroughput = number(row, "mean");
    } else if (metric == "E2E" && first(4)) {
      record.e2e = statisticsOf(row);
    } else if (metric == "TTFT" && first(8)) {
      record.ttft = statisticsOf(row);
    } else if (metric == "TPOT" && first(16)) {
      record.tpot = statisticsOf(row);
    }
    return {};
  }

  const std::string& m_source;
  std::size_t m_line = 0;
  simdjson::dom::parser m_parser;
  std::vector<char> m_buffer;
  std::map<Key, std::size_t> m_places;
  std::vector<PointRecord> m_records;
  std::vector<unsigned> m_seen;  // metrics, a bit each
};

}  // namespace

PointRecord pointRecord(const Plan& plan, const PlanPoint& point, const LoadResult& result,
                        const std::string& started) {
  PointRecord record{.point = point};
  if (point.concurrency > 0) record.point.requestRate = result.throughput;
  record.throughput = result.throughput;
  record.tokenThroughput = result.tokenThroughput;
  record.started = started;
  record.wallSeconds = result.wallSeconds;
  record.sent = result.sent;
  record.completed = result.completed;
  record.failed = result.failed;
  record.maxInFlight = result.maxInFlight;
  for (const auto& [kind, number] : result.failures) record.failures[std::string(name(kind))] = number;
  if (result.lagSeconds.count > 0) {
    record.lagP50 = result.lagSeconds.p50;
    record.lagP99 = result.lagSeconds.p99;
    record.lagMax = result.lagSeconds.max;
  }
  record.achievedRate = result.achievedRate;
  record.clientCpu = result.clientCpu;
  record.clientLimited = result.clientLimited;
  if (result.clientLimited) record.clientLimitedWhy = result.clientLimitedWhy;
  record.predicted = plan.predicted;
  record.chunkGap = statisticsOf(result.chunkGapSeconds);
  record.longestChunkGap =
      result.chunkGapSeconds.count > 0 ? statisticsOf(result.longestChunkGapSeconds) : RecordedStatistics();
  // The journal does not say of how many gaps they are.
  record.chunkGap.count.reset();
  record.longestChunkGap.count.reset();
  if (result.completed == 0) return record;
  record.e2e = rowStatisticsOf(result.e2eSeconds);
  record.ttft = rowStatisticsOf(result.ttftSeconds);
  record.tpot = rowStatisticsOf(result.tpotSeconds);
  record.inputAsked = result.meanInputAsked;
  record.inputCame = result.meanInputCame;
  record.outputAsked = result.meanOutputAsked;
  record.outputCame = result.meanOutputCame;
  record.tokensEstimated = result.tokensEstimated;
  return record;
}

Result<std::vector<PointRecord>> readPointRecords(std::string_view text, const std::string& source) {
  return Reader(source).read(text);
}

double lengthDifference(const PointRecord& record) {
  const auto share = [](double asked, double came) { return std::abs(came - asked) / asked; };
  const double input = share(record.inputAsked, record.inputCame);
  const double output = share(record.outputAsked, record.outputCame);
  return std::isnan(input) ? output : std::isnan(output) ? input : std::max(input, output);
}

}  // namespace headroom
