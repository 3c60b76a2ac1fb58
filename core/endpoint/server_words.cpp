#include "core/endpoint/server_words.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>

namespace headroom {
namespace {

using nlohmann::json;

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

// The message within JSON, however deep the usual servers put it; empty where there is none.
std::string messageIn(const json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (!value.is_object()) return {};
  for (const char* key : {"error", "message", "detail", "msg"}) {
    const auto found = value.find(key);
    if (found == value.end() || found->is_null()) continue;
    // FastAPI's "detail" is a list of objects, each with "loc" (the field) and "msg".
    if (found->is_array() && !found->empty())
      return found->dump(-1, ' ', false, json::error_handler_t::replace);
    if (std::string message = messageIn(*found); !message.empty()) return message;
  }
  return {};
}

std::string titleOf(std::string_view html) {
  const std::string small = lower(html);
  const std::size_t open = small.find("<title");
  if (open == std::string::npos) return {};
  const std::size_t start = small.find('>', open);
  const std::size_t end = small.find("</title", open);
  if (start == std::string::npos || end == std::string::npos || end <= start) return {};
  return std::string(html.substr(start + 1, end - start - 1));
}

std::string trimmed(const std::string& text) {
  const std::size_t start = text.find_first_not_of(' ');
  return start == std::string::npos ? "" : text.substr(start, text.find_last_not_of(' ') - start + 1);
}

}  // namespace

std::string cutText(std::string_view text, std::size_t limit) {
  std::string out(text.substr(0, limit));
  if (text.size() > limit) {
    // Not within a character: continuation bytes are 10xxxxxx.
    std::size_t end = limit;
    while (end > 0 && limit - end < 4 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    out.resize(end);
  }
  for (char& c : out)
    if (static_cast<unsigned char>(c) < ' ' || c == 127) c = ' ';
  return trimmed(out);
}

bool looksLikeHtml(std::string_view body, std::string_view contentType) {
  if (lower(contentType).find("html") != std::string::npos) return true;
  const std::size_t start = body.find_first_not_of(" \t\r\n");
  if (start == std::string_view::npos) return false;
  const std::string head = lower(body.substr(start, 15));
  return head.starts_with("<!doctype html") || head.starts_with("<html");
}

std::string serverWords(std::string_view body, std::string_view contentType, const Secret& apiKey) {
  std::string words;
  if (looksLikeHtml(body, contentType)) {
    const std::string title = cutText(titleOf(body));
    words = title.empty() ? "HTML, not JSON" : "HTML, not JSON: \"" + title + "\"";
  } else {
    const json value = json::parse(body, nullptr, false);
    if (!value.is_discarded()) words = messageIn(value);
    if (words.empty()) words = std::string(body);
  }
  return cutText(redact(std::move(words), apiKey));
}

}  // namespace headroom
