// One JSON answer of an OpenAI-compatible server: an event of a stream, or the whole of an answer that is not
// streamed.
//
//   CompletionDecoder decoder(Api::chat);
//   auto event = decoder.decode(data);
//   if (!event) …                          // not JSON, or not a completion
//   if (event->hasContent) …
#pragma once

#include "core/base/result.h"
#include "core/endpoint/endpoint.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace headroom {

struct TokenUsage {
  int promptTokens = 0;
  int completionTokens = 0;
};

struct CompletionEvent {
  bool done = false;        // "[DONE]"
  bool hasContent = false;  // a non-empty text, content, reasoning or tool call
  bool finished = false;    // a finish_reason
  std::optional<TokenUsage> usage = {};
  std::optional<std::string> error = {};  // the message of {"error": …}
};

class CompletionDecoder {
 public:
  explicit CompletionDecoder(Api api);
  CompletionDecoder(CompletionDecoder&&) noexcept;
  ~CompletionDecoder();

  // `data` of one event of a stream. Errors: malformed, saying why, without a word of the data.
  Result<CompletionEvent> decode(std::string_view data);
  // The body of an answer that is not streamed. Errors: malformed.
  Result<CompletionEvent> decodeWhole(std::string_view body);

 private:
  struct Impl;
  std::unique_ptr<Impl> m_impl;
};

}  // namespace headroom
