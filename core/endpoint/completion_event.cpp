#include "core/endpoint/completion_event.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <limits>
#include <vector>

namespace headroom {
namespace dom = simdjson::dom;

namespace {

bool isNonEmptyText(const dom::object& object, std::string_view key) {
  std::string_view text;
  return object[key].get(text) == simdjson::SUCCESS && !text.empty();
}

bool isNonEmptyList(const dom::object& object, std::string_view key) {
  dom::array list;
  return object[key].get(list) == simdjson::SUCCESS && list.begin() != list.end();
}

int tokens(const dom::object& usage, std::string_view key) {
  std::int64_t value = 0;
  if (usage[key].get(value) != simdjson::SUCCESS || value < 0) return 0;
  return static_cast<int>(std::min<std::int64_t>(value, std::numeric_limits<int>::max()));
}

// What a server can put under "error": a text, an object with a message, or anything else.
std::optional<std::string> errorIn(const dom::object& object) {
  dom::element error;
  if (object["error"].get(error) == simdjson::SUCCESS && !error.is_null()) {
    std::string_view text;
    if (error.get(text) == simdjson::SUCCESS) return std::string(text);
    dom::object inner;
    if (error.get(inner) == simdjson::SUCCESS && inner["message"].get(text) == simdjson::SUCCESS)
      return std::string(text);
    return simdjson::minify(error);
  }
  // Older vLLM: {"object": "error", "message": …}.
  std::string_view kind;
  if (object["object"].get(kind) == simdjson::SUCCESS && kind == "error") {
    std::string_view text;
    return object["message"].get(text) == simdjson::SUCCESS ? std::string(text) : simdjson::minify(object);
  }
  return std::nullopt;
}

bool hasContent(const dom::object& choice, Api api, std::string_view chatPart) {
  if (api == Api::completions) return isNonEmptyText(choice, "text");
  dom::object delta;
  if (choice[chatPart].get(delta) != simdjson::SUCCESS) return false;
  return isNonEmptyText(delta, "content") || isNonEmptyText(delta, "reasoning_content") ||
         isNonEmptyText(delta, "reasoning") || isNonEmptyList(delta, "tool_calls");
}

// Only the reason: the answer itself can hold a secret, which this decoder does not know.
Error malformed(std::string_view why) { return {ErrorCode::malformed, std::string(why)}; }

}  // namespace

struct CompletionDecoder::Impl {
  explicit Impl(Api which) : api(which) {}

  Api api;
  dom::parser parser;
  std::vector<char> padded;  // simdjson reads a little past the end; kept from event to event

  Result<CompletionEvent> decode(std::string_view data, std::string_view chatPart) {
    if (padded.size() < data.size() + simdjson::SIMDJSON_PADDING)
      padded.resize(std::max<std::size_t>(2 * data.size(), 4096) + simdjson::SIMDJSON_PADDING);
    std::copy(data.begin(), data.end(), padded.begin());
    dom::element root;
    if (const auto code = parser.parse(padded.data(), data.size(), false).get(root);
        code != simdjson::SUCCESS)
      return malformed("the answer is not JSON");
    dom::object object;
    if (root.get(object) != simdjson::SUCCESS) return malformed("the answer is JSON, but no object");

    CompletionEvent event;
    dom::array choices;
    const bool hasChoices = object["choices"].get(choices) == simdjson::SUCCESS;
    if (hasChoices) {
      for (const dom::element element : choices) {
        dom::object choice;
        if (element.get(choice) != simdjson::SUCCESS) return malformed("a choice of the answer is no object");
        if (headroom::hasContent(choice, api, chatPart)) event.hasContent = true;
        dom::element reason;
        if (choice["finish_reason"].get(reason) == simdjson::SUCCESS && !reason.is_null())
          event.finished = true;
      }
    }
    dom::object usage;
    if (object["usage"].get(usage) == simdjson::SUCCESS)
      event.usage = TokenUsage{tokens(usage, "prompt_tokens"), tokens(usage, "completion_tokens")};
    if (!hasChoices || choices.begin() == choices.end())
      event.error = errorIn(object);
    else if (!event.hasContent && !event.finished)
      event.error = errorIn(object);
    if (!hasChoices && !event.usage && !event.error)
      return malformed("the answer is JSON, but not a completion");
    return event;
  }
};

CompletionDecoder::CompletionDecoder(Api api) : m_impl(std::make_unique<Impl>(api)) {}
CompletionDecoder::CompletionDecoder(CompletionDecoder&&) noexcept = default;
CompletionDecoder::~CompletionDecoder() = default;

Result<CompletionEvent> CompletionDecoder::decode(std::string_view data) {
  if (data == "[DONE]") {
    CompletionEvent event;
    event.done = true;
    return event;
  }
  return m_impl->decode(data, "delta");
}

Result<CompletionEvent> CompletionDecoder::decodeWhole(std::string_view body) {
  return m_impl->decode(body, "message");
}

}  // namespace headroom
