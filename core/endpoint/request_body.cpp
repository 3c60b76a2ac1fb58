#include "core/endpoint/request_body.h"

#include <fmt/format.h>

#include <iterator>

namespace headroom {

void appendJsonText(std::string& out, std::string_view text) {
  out += '"';
  std::size_t plainFrom = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= ' ' && c != '"' && c != '\\') continue;
    out.append(text, plainFrom, i - plainFrom);
    plainFrom = i + 1;
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default: fmt::format_to(std::back_inserter(out), "\\u{:04x}", c);
    }
  }
  out.append(text, plainFrom);
  out += '"';
}

void RequestBody::build(const Endpoint& endpoint, const GenerationRequest& request,
                        RequestExtensions extensions) {
  m_outputTokens = request.outputTokens;
  m_text.clear();
  m_text += "{\"model\":";
  appendJsonText(m_text, endpoint.model);
  if (endpoint.api == Api::chat) {
    m_text += ",\"messages\":[{\"role\":\"user\",\"content\":";
    appendJsonText(m_text, request.prompt);
    m_text += "}]";
  } else {
    m_text += ",\"prompt\":";
    appendJsonText(m_text, request.prompt);
  }
  fmt::format_to(std::back_inserter(m_text), ",\"max_tokens\":{},\"temperature\":{},\"stream\":{}",
                 request.outputTokens, request.temperature, request.stream);
  m_extensionsAt = m_text.size();
  change(extensions);
}

void RequestBody::change(RequestExtensions extensions) {
  m_extensions = extensions;
  m_text.resize(m_extensionsAt);
  if (extensions.streamUsage) m_text += ",\"stream_options\":{\"include_usage\":true}";
  if (extensions.forcedLength)
    fmt::format_to(std::back_inserter(m_text), ",\"ignore_eos\":true,\"min_tokens\":{}", m_outputTokens);
  m_text += '}';
}

}  // namespace headroom
