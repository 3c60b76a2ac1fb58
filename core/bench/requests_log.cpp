#include "core/bench/requests_log.h"

#include "core/bench/journal_lines.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <system_error>

namespace headroom {
namespace {

using Json = nlohmann::json;

// What is kept of a log: all but half a line at its end, and the records of the last point where the journal
// does not hold it. Nothing where the last lines are no records of ours.
std::optional<std::size_t> keepBytes(std::string_view text, const Journal& journal) {
  std::size_t keep = text.find_last_of('\n') + 1;
  std::optional<PlanPoint> unfinished;
  while (keep > 0) {
    const std::size_t lineBegin = keep >= 2 ? text.find_last_of('\n', keep - 2) + 1 : 0;
    const auto point = pointOf(parseLine(text.substr(lineBegin, keep - 1 - lineBegin)));
    if (!point) return std::nullopt;
    if (journal.finished(*point) || (unfinished && *unfinished != *point)) break;
    unfinished = point;
    keep = lineBegin;
  }
  return keep;
}

void writeRecord(std::string& text, const PlanPoint& point, const LoadResult& result,
                 const GenerationOutcome& outcome) {
  const auto time = [&](const char* key, Instant instant) {
    if (instant == Instant{})
      text += fmt::format(", \"{}\": null", key);
    else
      text += fmt::format(", \"{}\": {:.9f}", key, toSeconds(instant - result.start));
  };
  text +=
      fmt::format("{{\"input_tokens\": {}, \"output_tokens\": {}, ", point.inputTokens, point.outputTokens);
  if (point.concurrency > 0)
    text += fmt::format("\"concurrency\": {}", point.concurrency);
  else
    text += "\"request_rate\": " + Json(point.requestRate).dump();
  text += fmt::format(", \"index\": {}", outcome.index);
  time("planned", outcome.planned);
  time("sent", outcome.sent);
  time("first_content", outcome.firstContent);
  time("last_content", outcome.lastContent);
  time("finished", outcome.finished);
  text += fmt::format(
      ", \"input_asked\": {}, \"output_asked\": {}, \"input_came\": {}, \"output_came\": {}, "
      "\"tokens_estimated\": {}, \"chunks\": {}, \"longest_chunk_gap\": {:.9f}, \"failure\": \"{}\"",
      outcome.inputTokensAsked, outcome.outputTokensAsked, outcome.inputTokens, outcome.outputTokens,
      outcome.tokensEstimated, outcome.contentChunks, toSeconds(outcome.longestChunkGap),
      name(outcome.failure));
  if (outcome.httpStatus != 0) text += fmt::format(", \"http_status\": {}", outcome.httpStatus);
  if (!outcome.message.empty())
    text += ", \"message\": " + Json(outcome.message).dump(-1, ' ', false, Json::error_handler_t::replace);
  text += "}\n";
}

}  // namespace

Result<RequestsLog> RequestsLog::open(const std::string& path, const Journal& journal) {
  std::error_code failure;
  if (std::filesystem::equivalent(path, journal.path(), failure))
    return Error{ErrorCode::invalidArgument, path + " is the benchmark file itself",
                 "give --requests-log a file of its own"};
  auto file = AppendFile::open(path);
  if (!file) return file.error();
  RequestsLog log;
  log.m_file = std::move(*file);
  if (!std::filesystem::is_regular_file(path, failure)) return log;
  const auto text = readFile(path);
  if (!text) return text.error();
  const auto keep = keepBytes(*text, journal);
  if (!keep)
    return Error{ErrorCode::malformed, path + " ends in lines that are no records of requests",
                 "give --requests-log another file"};
  if (*keep == text->size()) return log;
  if (auto kept = keepBeside(path, std::string_view(*text).substr(*keep)); !kept) return kept.error();
  if (auto cut = log.m_file.truncate(*keep); !cut) return cut.error();
  return log;
}

Result<void> RequestsLog::forget(const std::vector<PlanPoint>& points) { return takeOut(m_file, points); }

Result<void> RequestsLog::append(const PlanPoint& point, const LoadResult& result) {
  std::string text;
  text.reserve(result.outcomes.size() * 400);
  for (const GenerationOutcome& outcome : result.outcomes) writeRecord(text, point, result, outcome);
  return m_file.append(text);
}

}  // namespace headroom
