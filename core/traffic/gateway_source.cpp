#include "core/traffic/gateway_source.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <set>

namespace headroom {
namespace {

constexpr std::size_t kMostKeys = 20000;

// `text` as SCAN's MATCH takes it literally.
std::string literal(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view("*?[]^-\\").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string traceKeys(const std::string& model) { return "aibrix:" + literal(model) + "_request_trace_*"; }

// Numbers of the databases that hold keys, from the words of INFO keyspace: "db0:keys=5,…".
std::vector<int> databasesIn(const std::string& info) {
  std::vector<int> databases;
  for (std::size_t at = info.find("db"); at != std::string::npos; at = info.find("\ndb", at + 1)) {
    const std::size_t start = info[at] == '\n' ? at + 3 : at + 2;
    int number = 0;
    const auto [end, failure] = std::from_chars(info.data() + start, info.data() + info.size(), number);
    if (failure == std::errc() && *end == ':') databases.push_back(number);
  }
  return databases;
}

}  // namespace

Result<std::vector<std::string>> GatewaySource::scan(const std::string& pattern) {
  std::set<std::string> keys;  // SCAN may give one twice
  std::string cursor = "0";
  do {
    auto reply = m_redis->command({"SCAN", cursor, "MATCH", pattern, "COUNT", "1000"});
    if (!reply) return reply.error();
    if (reply->elements.size() != 2)
      return Error{ErrorCode::malformed, m_destination.shown() + " answers SCAN in an unknown way",
                   "check that it is Redis"};
    cursor = reply->elements[0].text;
    for (const RedisValue& key : reply->elements[1].elements) keys.insert(key.text);
  } while (cursor != "0" && keys.size() < kMostKeys);
  return std::vector<std::string>(keys.begin(), keys.end());
}

Result<void> GatewaySource::read(std::stop_token stop) {
  if (!m_redis) {
    auto client = RedisClient::connect(m_destination, m_options, stop);
    if (!client) return client.error();
    m_redis.emplace(std::move(*client));
  }
  auto keys = scan(traceKeys(m_destination.model));
  if (!keys) return keys.error();
  std::vector<GatewayTrace> traces;
  std::vector<std::string> warnings;
  if (!keys->empty()) {
    RedisCommand command{"MGET"};
    command.insert(command.end(), keys->begin(), keys->end());
    auto values = m_redis->command(command);
    if (!values) return values.error();
    for (std::size_t i = 0; i < values->elements.size() && i < keys->size(); ++i) {
      if (values->elements[i].isNil()) continue;  // expired meanwhile, or not a string
      auto trace = parseGatewayTrace((*keys)[i], values->elements[i].text);
      if (!trace)
        warnings.push_back(trace.error().message);
      else if (trace->model == m_destination.model)
        traces.push_back(std::move(*trace));
    }
  }
  m_traces = std::move(traces);
  m_warnings = std::move(warnings);
  return {};
}

// Why there is nothing in the window; or why that cannot be found out.
Error GatewaySource::explain(double now) {
  const std::string& model = m_destination.model;
  if (!m_traces.empty()) {
    std::int64_t newest = 0;
    for (const GatewayTrace& trace : m_traces) newest = std::max(newest, trace.startSeconds);
    const double age = now - static_cast<double>(newest);
    if (age > m_windowSeconds)
      return Error{ErrorCode::notFound, fmt::format("the newest trace of {} is {:.0f} s old", model, age),
                   "see that the gateway runs and that its clock is right"};
    return Error{ErrorCode::notFound, fmt::format("the traces of {} hold no request", model),
                 "send requests through the gateway"};
  }
  auto others = scan("aibrix:*_request_trace_*");
  if (!others) return others.error();
  std::set<std::string> models;
  for (const std::string& key : *others)
    if (const auto trace = parseTraceKey(key)) models.insert(trace->model);
  if (!models.empty())
    return Error{
        ErrorCode::notFound,
        fmt::format("{} has traces of {}, none of {}", m_destination.shown(), fmt::join(models, ", "), model),
        "give the model's name as clients send it (?model=NAME)"};
  auto info = m_redis->command({"INFO", "keyspace"});
  if (!info) return info.error();
  for (const int database : databasesIn(info->text)) {
    if (database == m_destination.database) continue;
    if (auto chosen = m_redis->command({"SELECT", std::to_string(database)}); !chosen) break;
    auto found = scan(traceKeys(model));
    auto back = m_redis->command({"SELECT", std::to_string(m_destination.database)});
    if (!back) return back.error();
    if (found && !found->empty())
      return Error{ErrorCode::notFound,
                   fmt::format("the traces of {} are in database {}, not in {}", model, database,
                               m_destination.database),
                   fmt::format("give the database at the end of the address: /{}", database)};
  }
  return Error{
      ErrorCode::notFound, fmt::format("{} holds no request trace of any model", m_destination.shown()),
      "run the gateway with AIBRIX_GPU_OPTIMIZER_TRACING_FLAG=true (it is off by default), and send requests "
      "through it"};
}

GatewaySnapshot GatewaySource::refresh(double now, std::stop_token stop) {
  m_now = std::max(m_now, now);  // a clock that runs backwards does not empty the window
  auto done = read(stop);
  if (!done && m_redis && done.error().code != ErrorCode::cancelled) {
    // The connection may only have been closed while idle: once more on a fresh one.
    m_redis.reset();
    done = read(stop);
  }
  if (!done) {
    m_redis.reset();
    m_last.live = false;
    m_last.problem = done.error();
    return m_last;
  }
  m_last.live = true;
  m_last.problem.reset();
  m_last.whyNothing.reset();
  m_last.readAt = m_now;
  m_last.view = viewOf(m_traces, m_now, m_windowSeconds);
  m_last.view.warnings.insert(m_last.view.warnings.end(), m_warnings.begin(), m_warnings.end());
  if (m_last.view.requests <= 0) {
    m_last.whyNothing = explain(m_now);
    if (m_last.whyNothing->code != ErrorCode::notFound) m_redis.reset();
  }
  return m_last;
}

}  // namespace headroom
