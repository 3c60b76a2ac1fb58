// The JSON of one generation request, as OpenAI-compatible servers take it.
#pragma once

#include "core/endpoint/endpoint.h"
#include "core/endpoint/generation.h"

#include <string>
#include <string_view>

namespace headroom {

// Fields beyond the standard that some servers refuse.
struct RequestExtensions {
  bool forcedLength = false;  // ignore_eos and min_tokens
  bool streamUsage = false;   // stream_options

  bool operator==(const RequestExtensions&) const = default;
};

class RequestBody {
 public:
  // Builds the body anew, in the memory of the one before.
  void build(const Endpoint& endpoint, const GenerationRequest& request, RequestExtensions extensions);
  // The same request with other extensions.
  void change(RequestExtensions extensions);

  const std::string& text() const { return m_text; }
  RequestExtensions extensions() const { return m_extensions; }

 private:
  std::string m_text;
  std::size_t m_extensionsAt = 0;  // they come last
  int m_outputTokens = 0;
  RequestExtensions m_extensions;
};

// `text` as a JSON string with its quotes, appended to `out`. UTF-8 stays as it is.
void appendJsonText(std::string& out, std::string_view text);

}  // namespace headroom
