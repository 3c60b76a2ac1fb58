// The rows of a point as text.
#include "core/bench/journal.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>

namespace headroom {
namespace {

std::string quoted(const std::string& text) {
  return nlohmann::json(text).dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
}

// One JSON object, laid out as Python's json.dumps does: "key": value, "key": value.
class Row {
 public:
  Row& text(const char* key, const std::string& value) { return raw(key, quoted(value)); }
  Row& integer(const char* key, std::int64_t value) { return raw(key, std::to_string(value)); }
  Row& boolean(const char* key, bool value) { return raw(key, value ? "true" : "false"); }
  // The shortest text that reads back as the same number, always with a point or an exponent. What is not
  // finite is left out: JSON knows no such number.
  Row& number(const char* key, double value) {
    return std::isfinite(value) ? raw(key, nlohmann::json(value).dump()) : *this;
  }
  Row& raw(const char* key, const std::string& value) {
    m_text += fmt::format("{}\"{}\": {}", m_text.empty() ? "" : ", ", key, value);
    return *this;
  }
  std::string object() const { return "{" + m_text + "}"; }

 private:
  std::string m_text;
};

// What every row of a point begins with, in the reference's order.
Row identity(const Plan& plan, const PlanPoint& point, const LoadResult& result) {
  Row row;
  row.integer("input_tokens", point.inputTokens).integer("output_tokens", point.outputTokens);
  // The rate of a closed loop is what came of it.
  row.number("request_rate", point.concurrency > 0 ? result.throughput : point.requestRate);
  row.integer("seed", static_cast<std::int64_t>(plan.seed)).text("model", plan.model);
  row.number("temperature", plan.temperature).integer("samples", static_cast<std::int64_t>(plan.samples));
  return row;
}

// How it was measured: on every row, so that any part of a file tells what it is.
void addSettings(Row& row, const Plan& plan, const PlanPoint& point) {
  row.text("api", plan.api).text("arrivals", plan.arrivalsText()).text("prompts", plan.prompts);
  if (!plan.workload.empty()) row.text("workload", plan.workload);
  if (point.concurrency > 0) row.integer("concurrency", point.concurrency);
  row.integer("warmup", plan.warmup).boolean("stream", plan.stream).boolean("ignore_eos", plan.ignoreEos);
  if (plan.predicted) row.boolean("predicted", true);
  row.text("version", HEADROOM_VERSION);
}

std::string statistics(const Summary& summary) {
  Row row;
  row.number("mean", summary.mean)
      .number("P50", summary.p50)
      .number("P90", summary.p90)
      .number("P99", summary.p99);
  return row.number("max", summary.max).object();
}

// What became of the point.
void addDetails(Row& row, const LoadResult& result, const std::string& started) {
  if (!started.empty()) row.text("started", started);
  row.number("wall_seconds", result.wallSeconds).integer("sent", static_cast<std::int64_t>(result.sent));
  row.integer("completed", static_cast<std::int64_t>(result.completed));
  row.integer("failed", static_cast<std::int64_t>(result.failed));
  Row failures;
  for (const auto& [kind, count] : result.failures)
    failures.integer(std::string(name(kind)).c_str(), static_cast<std::int64_t>(count));
  row.raw("failures", failures.object());
  if (result.lagSeconds.count > 0)
    row.number("lag_p50", result.lagSeconds.p50)
        .number("lag_p99", result.lagSeconds.p99)
        .number("lag_max", result.lagSeconds.max);
  row.number("achieved_rate", result.achievedRate);
  row.integer("max_in_flight", static_cast<std::int64_t>(result.maxInFlight));
  row.number("client_cpu", result.clientCpu).boolean("client_limited", result.clientLimited);
  if (result.clientLimited) row.text("client_limited_why", result.clientLimitedWhy);
  if (result.completed > 0) {
    row.number("input_tokens_asked", result.meanInputAsked).number("input_tokens_came", result.meanInputCame);
    row.number("output_tokens_asked", result.meanOutputAsked)
        .number("output_tokens_came", result.meanOutputCame);
    row.boolean("tokens_estimated", result.tokensEstimated);
  }
  if (result.chunkGapSeconds.count > 0)
    row.raw("chunk_gap", statistics(result.chunkGapSeconds))
        .raw("longest_chunk_gap", statistics(result.longestChunkGapSeconds));
}

}  // namespace

std::string journalRows(const Plan& plan, const PlanPoint& point, const LoadResult& result,
                        const std::string& started) {
  std::string text;
  const auto finish = [&](Row& row) { text += row.object() + "\n"; };

  Row tput = identity(plan, point, result);
  tput.text("metric", "TPUT").number("mean", result.throughput);
  addSettings(tput, plan, point);
  addDetails(tput, result, started);
  finish(tput);

  Row tt = identity(plan, point, result);
  tt.text("metric", "TT").number("mean", result.tokenThroughput);
  addSettings(tt, plan, point);
  if (result.completed == 0) tt.integer("completed", 0);
  finish(tt);
  if (result.completed == 0) return text;

  const auto latency = [&](const char* metric, const Summary& summary) {
    // No samples: only TPOT, when no answer had two tokens.
    const bool none = summary.count == 0;
    Row row = identity(plan, point, result);
    row.text("metric", metric).number("mean", none ? 0 : summary.mean);
    row.number("P50", none ? 0 : summary.p50)
        .number("P90", none ? 0 : summary.p90)
        .number("P99", none ? 0 : summary.p99);
    addSettings(row, plan, point);
    row.integer("count", static_cast<std::int64_t>(summary.count));
    if (!none) row.number("max", summary.max);
    finish(row);
  };
  latency("E2E", result.e2eSeconds);
  latency("TTFT", result.ttftSeconds);
  latency("TPOT", result.tpotSeconds);
  return text;
}

}  // namespace headroom
