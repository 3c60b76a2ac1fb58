#include "core/endpoint/answer_reader.h"

#include "core/endpoint/server_words.h"

#include <fmt/format.h>

#include <algorithm>

namespace headroom {
namespace {

constexpr std::size_t refusalLimit = 64 * 1024;  // of an error's body: enough for its message
constexpr std::size_t beginningLimit = 1024;     // of a stream that turns out to be none

bool isJson(std::string_view contentType) { return contentType.find("json") != std::string_view::npos; }

}  // namespace

AnswerReader::AnswerReader(CompletionDecoder& decoder, const Secret& apiKey, AnswerLimits limits)
    : m_decoder(decoder), m_apiKey(apiKey), m_limits(limits), m_events(limits.eventBytes) {}

void AnswerReader::begin(bool streamed) {
  m_events.reset();
  m_form = Form::events;
  m_streamed = streamed;
  m_status = 0;
  m_contentType.clear();
  m_body = {};  // gives back the memory of a long one
  m_lastBytes = m_firstContent = m_lastContent = Instant{};
  m_longestGap = {};
  m_contentChunks = 0;
  m_anyEvent = m_done = m_finished = false;
  m_usage.reset();
  m_failure = FailureKind::none;
  m_message.clear();
}

void AnswerReader::head(int status, std::string_view contentType) {
  m_status = status;
  m_contentType = contentType;
  if (status < 200 || status >= 300)
    m_form = Form::refusal;
  else if (!m_streamed || isJson(m_contentType) || looksLikeHtml("", m_contentType))
    m_form = Form::whole;
}

bool AnswerReader::take(std::string_view bytes, Instant now) {
  m_lastBytes = now;
  if (m_form == Form::events) {
    if (!m_anyEvent && m_body.size() < beginningLimit)
      m_body.append(bytes.substr(0, beginningLimit - m_body.size()));
    if (!m_events.feed(bytes, [&](std::string_view data) { takeEvent(data, now); }))
      fail(FailureKind::malformedStream,
           fmt::format("an event of the stream is longer than {} bytes", m_limits.eventBytes));
    return m_failure != FailureKind::malformedStream;
  }
  if (m_form == Form::refusal) {
    m_body.append(bytes.substr(0, refusalLimit - std::min(refusalLimit, m_body.size())));
    return true;
  }
  if (m_body.size() + bytes.size() > m_limits.bodyBytes) {
    fail(FailureKind::malformedStream, fmt::format("the answer is longer than {} bytes", m_limits.bodyBytes));
    return false;
  }
  m_body.append(bytes);
  return true;
}

void AnswerReader::takeEvent(std::string_view data, Instant now) {
  if (contentEnded() || failed()) return;
  const auto event = m_decoder.decode(data);
  if (!event) return fail(FailureKind::malformedStream, words(event.error().message, data));
  if (!m_anyEvent) {
    m_anyEvent = true;
    m_body = {};
  }
  note(*event, now);
}

void AnswerReader::note(const CompletionEvent& event, Instant now) {
  if (event.error) return fail(FailureKind::serverError, cutText(redact(*event.error, m_apiKey)));
  if (event.done) m_done = true;
  if (event.finished) m_finished = true;
  if (event.usage) m_usage = event.usage;
  if (!event.hasContent) return;
  if (m_contentChunks++ == 0)
    m_firstContent = now;
  else
    m_longestGap = std::max(m_longestGap, now - m_lastContent);
  m_lastContent = now;
}

void AnswerReader::fail(FailureKind kind, std::string message) {
  if (failed()) return;
  m_failure = kind;
  m_message = std::move(message);
}

// "why: the data", redacted before it is cut.
std::string AnswerReader::words(std::string_view why, std::string_view data) const {
  return cutText(fmt::format("{}: {}", why, cutText(redact(std::string(data), m_apiKey), 200)));
}

std::string AnswerReader::refusalWords() const {
  const std::string said = serverWords(m_body, m_contentType, m_apiKey);
  return said.empty() ? fmt::format("HTTP {} without a word", m_status) : said;
}

void AnswerReader::judgeWhole() {
  if (looksLikeHtml(m_body, m_contentType))
    return fail(FailureKind::malformedStream,
                "the server answered " + serverWords(m_body, m_contentType, m_apiKey));
  const auto event = m_decoder.decodeWhole(m_body);
  if (!event) return fail(FailureKind::malformedStream, words(event.error().message, m_body));
  note(*event, m_lastBytes);
}

void AnswerReader::judgeEnd(FailureKind network, std::string networkWords) {
  if (failed()) return;
  if (m_form == Form::refusal) {
    const bool brokenOff =
        network == FailureKind::none || network == FailureKind::reset || network == FailureKind::earlyEnd;
    return brokenOff ? fail(FailureKind::httpStatus, refusalWords()) : fail(network, std::move(networkWords));
  }
  if (network != FailureKind::none) {
    const bool onlyItsEndIsMissing = network == FailureKind::reset || network == FailureKind::earlyEnd;
    if (m_form == Form::events && complete() && onlyItsEndIsMissing) return;
    return fail(network, std::move(networkWords));
  }
  if (m_form == Form::whole) return judgeWhole();
  if (complete()) return;
  if (m_anyEvent || m_body.empty())
    return fail(FailureKind::earlyEnd, "the stream ended before [DONE] and without a finish_reason");
  if (looksLikeHtml(m_body, m_contentType))
    return fail(FailureKind::malformedStream,
                "the server answered " + serverWords(m_body, m_contentType, m_apiKey));
  fail(FailureKind::malformedStream, words("the answer holds no event", m_body));
}

void AnswerReader::end(GenerationOutcome& outcome, FailureKind network, std::string networkWords) {
  judgeEnd(network, std::move(networkWords));
  outcome.httpStatus = m_status;
  outcome.firstContent = m_firstContent;
  outcome.lastContent = m_lastContent;
  outcome.contentChunks = m_contentChunks;
  outcome.longestChunkGap = m_longestGap;
  outcome.failure = m_failure;
  outcome.message = std::move(m_message);
  if (m_usage) {
    outcome.inputTokens = m_usage->promptTokens;
    outcome.outputTokens = m_usage->completionTokens;
    return;
  }
  // One chunk a token is how servers stream; of a whole answer nothing better is known than what was asked.
  outcome.tokensEstimated = true;
  outcome.inputTokens = outcome.inputTokensAsked;
  const bool cameWhole = m_form == Form::whole && m_contentChunks > 0;
  outcome.outputTokens = cameWhole ? outcome.outputTokensAsked : m_contentChunks;
}

}  // namespace headroom
