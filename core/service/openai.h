// The wire format of OpenAI's API as vLLM speaks it: requests in, answers, stream events and errors out.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace headroom::openai {

struct GenerationCall {
  bool chat = false;
  std::string model;
  std::vector<int> promptTokens;  // with the token `begin`, in chat with the frame of the template
  std::uint64_t promptHash = 0;   // the same for the same prompt
  int maxTokens = 0;              // 0: not given
  int minTokens = 0;
  bool ignoreEos = false;
  bool stream = false;
  bool includeUsage = false;
};

// The body of /v1/completions or /v1/chat/completions. `onlyOwnFields`: a field of vLLM's own is refused, as
// other servers do. Errors: invalidArgument, in the words that the client gets.
Result<GenerationCall> parseGeneration(std::string_view body, bool chat, bool onlyOwnFields);

// The token ids of a /tokenize body (prompt or messages), or the text of a /detokenize body.
struct TokenizeCall {
  std::string model;  // may be empty
  std::vector<int> tokens;
};
Result<TokenizeCall> parseTokenize(std::string_view body);
struct DetokenizeCall {
  std::string model;
  std::string text;
};
Result<DetokenizeCall> parseDetokenize(std::string_view body);

// {"error": {"message", "type", "param", "code"}}, the type by the status.
std::string errorBody(int status, std::string_view message);

struct Usage {
  int promptTokens = 0;
  int completionTokens = 0;
};

// Everything of one answer that stays the same is made once, so that a stream event is three appends.
class AnswerText {
 public:
  // `id` without its prefix ("cmpl-" or "chatcmpl-").
  AnswerText(bool chat, std::string_view id, std::int64_t createdUnixSeconds, std::string_view model);

  // Appended to `out`, each a whole event "data: …\n\n". `text` must need no JSON escapes.
  void appendRole(std::string& out) const;
  void appendToken(std::string& out, std::string_view text) const;
  void appendLastToken(std::string& out, std::string_view text, std::string_view finishReason) const;
  void appendUsage(std::string& out, const Usage& usage) const;
  static void appendDone(std::string& out) { out += "data: [DONE]\n\n"; }

  // The answer that is not streamed; `usage` null: left out.
  std::string whole(std::string_view text, std::string_view finishReason, const Usage* usage) const;

 private:
  bool m_chat;
  std::string m_head;    // {"id":…,"object":…,"created":…,"model":…,
  std::string m_whole;   // the same for the answer in one piece
  std::string m_prefix;  // of a token's event, up to its text
  std::string m_suffix;  // after it, up to the finish reason
};

}  // namespace headroom::openai
