// Reads the answer to one generation request as its bytes come, and keeps what the outcome says of it.
//
//   AnswerReader reader(decoder, apiKey, limits);
//   reader.begin(streamed);
//   reader.head(200, "text/event-stream");        // before the first bytes
//   if (!reader.take(bytes, Clock::now())) …      // the rest is not worth reading
//   reader.end(outcome, FailureKind::none, "");   // when the server is done
#pragma once

#include "core/base/clock.h"
#include "core/endpoint/completion_event.h"
#include "core/endpoint/generation.h"
#include "core/endpoint/sse.h"

#include <optional>
#include <string>
#include <string_view>

namespace headroom {

struct AnswerLimits {
  std::size_t eventBytes = std::size_t{1} << 20;
  std::size_t bodyBytes = std::size_t{64} << 20;
};

class AnswerReader {
 public:
  AnswerReader(CompletionDecoder& decoder, const Secret& apiKey, AnswerLimits limits);

  // A new request; `streamed` as it was asked.
  void begin(bool streamed);
  void head(int status, std::string_view contentType);
  bool hasHead() const { return m_status != 0; }
  int status() const { return m_status; }
  // False when the answer has failed beyond repair.
  bool take(std::string_view bytes, Instant now);

  // The answer is whole as far as its content goes: after [DONE], or an error in the stream. What follows
  // on the wire is only its end.
  bool contentEnded() const { return m_done || m_failure == FailureKind::serverError; }
  // [DONE] or a finish_reason came: an answer that breaks now is complete all the same.
  bool complete() const { return m_done || m_finished; }
  bool failed() const { return m_failure != FailureKind::none; }
  Instant firstContent() const { return m_firstContent; }

  // Writes what came into the outcome, whose asked tokens are set. `network` tells how the transfer ended,
  // `none` when the server ended it properly; a failure that the answer itself shows goes before it, and a
  // complete answer stays one when only its end on the wire is missing.
  void end(GenerationOutcome& outcome, FailureKind network, std::string networkWords);

  // A stream was asked for, and the answer came as a whole.
  bool wasNotStreamed() const { return m_streamed && m_form == Form::whole; }
  // The body of an answer that is not 2xx, for its words.
  const std::string& body() const { return m_body; }

 private:
  enum class Form { events, whole, refusal };

  void takeEvent(std::string_view data, Instant now);
  void note(const CompletionEvent& event, Instant now);
  void fail(FailureKind kind, std::string message);
  void judgeWhole();
  void judgeEnd(FailureKind network, std::string networkWords);
  std::string words(std::string_view why, std::string_view data) const;
  std::string refusalWords() const;

  CompletionDecoder& m_decoder;
  const Secret& m_apiKey;
  AnswerLimits m_limits;

  SseParser m_events;
  Form m_form = Form::events;
  bool m_streamed = true;
  int m_status = 0;
  std::string m_contentType;
  std::string m_body;  // whole answers and refusals; of a stream its beginning, until its first event
  Instant m_lastBytes;
  Instant m_firstContent, m_lastContent;
  Duration m_longestGap{};
  int m_contentChunks = 0;
  bool m_anyEvent = false;
  bool m_done = false;
  bool m_finished = false;
  std::optional<TokenUsage> m_usage;
  FailureKind m_failure = FailureKind::none;
  std::string m_message;
};

}  // namespace headroom
