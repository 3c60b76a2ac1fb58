#include "core/service/openai.h"

#include "core/engine/output_length.h"
#include "core/service/tokenizer.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <iterator>
#include <optional>
#include <set>

namespace headroom::openai {
namespace {

using nlohmann::json;

// Tokens that a chat template puts around each message and before the answer.
constexpr int tokensPerMessage = 4;
constexpr int tokensBeforeAnswer = 3;

Error wrong(std::string message) { return {ErrorCode::invalidArgument, std::move(message)}; }

Result<json> object(std::string_view body) {
  json value = json::parse(body, nullptr, false);
  if (value.is_discarded()) return wrong("The request body is not valid JSON");
  if (!value.is_object()) return wrong("The request body must be a JSON object");
  return value;
}

const std::set<std::string, std::less<>>& ownFields() {
  static const std::set<std::string, std::less<>> fields{"model",
                                                         "prompt",
                                                         "messages",
                                                         "max_tokens",
                                                         "max_completion_tokens",
                                                         "temperature",
                                                         "top_p",
                                                         "n",
                                                         "stream",
                                                         "stream_options",
                                                         "stop",
                                                         "presence_penalty",
                                                         "logprobs",
                                                         "echo",
                                                         "best_of",
                                                         "frequency_penalty",
                                                         "logit_bias",
                                                         "user",
                                                         "seed",
                                                         "suffix",
                                                         "response_format",
                                                         "tools",
                                                         "tool_choice",
                                                         "top_logprobs",
                                                         "store",
                                                         "metadata"};
  return fields;
}

// A field that may be absent or null; the first that is wrong is kept.
class Fields {
 public:
  explicit Fields(const json& value) : m_value(value) {}

  const json* find(const char* key) const {
    const auto it = m_value.find(key);
    return it == m_value.end() || it->is_null() ? nullptr : &*it;
  }
  int integer(const char* key, int least, int fallback) {
    const json* value = find(key);
    if (!value) return fallback;
    constexpr int most = 1 << 30;
    if (value->is_number_integer()) {
      const auto number = value->get<std::int64_t>();
      if (number >= least && number <= most) return static_cast<int>(number);
    }
    fail(fmt::format("{} must be a whole number of at least {}, got {}", key, least, shown(*value)));
    return fallback;
  }
  bool boolean(const char* key) {
    const json* value = find(key);
    if (!value) return false;
    if (!value->is_boolean()) fail(fmt::format("{} must be true or false, got {}", key, shown(*value)));
    return value->is_boolean() && value->get<bool>();
  }
  void numberWithin(const char* key, double least, double most) {
    const json* value = find(key);
    if (!value) return;
    const double number = value->is_number() ? value->get<double>() : NAN;
    if (!(number >= least && number <= most))
      fail(fmt::format("{} must be a number from {} to {}, got {}", key, least, most, shown(*value)));
  }
  void fail(std::string message) {
    if (!m_error) m_error = wrong(std::move(message));
  }
  const std::optional<Error>& error() const { return m_error; }

 private:
  static std::string shown(const json& value) {
    std::string text = value.dump(-1, ' ', false, json::error_handler_t::replace);
    if (text.size() > 60) text.resize(60);
    return text;
  }
  const json& m_value;
  std::optional<Error> m_error;
};

struct Prompt {
  std::vector<int> tokens;
  std::uint64_t hash = 0;
};

std::optional<std::vector<int>> tokenIds(const json& array) {
  std::vector<int> ids;
  for (const json& item : array) {
    if (!item.is_number_integer()) return {};
    const auto id = item.get<std::int64_t>();
    if (id < 0 || id >= tokenizer::vocabularySize) return {};
    ids.push_back(static_cast<int>(id));
  }
  return ids;
}

Prompt fromText(const std::string& text) {
  Prompt prompt{{tokenizer::begin}, stableHash(text)};
  const std::vector<int> tokens = tokenizer::encode(text);
  prompt.tokens.insert(prompt.tokens.end(), tokens.begin(), tokens.end());
  return prompt;
}

Result<Prompt> completionPrompt(const json& value) {
  if (value.is_string()) return fromText(value.get_ref<const std::string&>());
  if (value.is_array() && value.size() == 1 && (value[0].is_string() || value[0].is_array()))
    return completionPrompt(value[0]);
  if (value.is_array() && !value.empty() && value[0].is_number()) {
    const auto ids = tokenIds(value);
    if (!ids)
      return wrong(
          fmt::format("prompt holds token ids outside the vocabulary of {}", tokenizer::vocabularySize));
    return Prompt{*ids, stableHash(value.dump())};
  }
  return wrong("prompt must be a text, an array of token ids, or an array with one of them");
}

// A message's content: a text, or parts of type text.
std::optional<std::string> contentText(const json& message) {
  const auto content = message.find("content");
  if (content == message.end() || content->is_null()) return std::string();
  if (content->is_string()) return content->get<std::string>();
  if (!content->is_array()) return {};
  std::string text;
  for (const json& part : *content) {
    const auto found = part.is_object() ? part.find("text") : part.end();
    if (!part.is_object() || found == part.end() || !found->is_string()) return {};
    text += found->get_ref<const std::string&>();
  }
  return text;
}

Result<Prompt> chatPrompt(const json& messages) {
  if (!messages.is_array() || messages.empty())
    return wrong("messages must be an array with at least one message");
  Prompt prompt{{tokenizer::begin}, 0};
  std::string all;
  for (const json& message : messages) {
    if (!message.is_object() || !message.contains("role") || !message["role"].is_string())
      return wrong("every message must be an object with a role");
    const auto text = contentText(message);
    if (!text) return wrong("the content of a message must be a text or parts with a text");
    const std::vector<int> tokens = tokenizer::encode(*text);
    // The frame of a message: tokens of its role, which differs from message to message.
    const std::vector<int> role = tokenizer::encode(message["role"].get_ref<const std::string&>());
    for (int i = 0; i < tokensPerMessage; ++i)
      prompt.tokens.push_back(role.empty() ? tokenizer::begin
                                           : role[static_cast<std::size_t>(i) % role.size()]);
    prompt.tokens.insert(prompt.tokens.end(), tokens.begin(), tokens.end());
    all += message["role"].get_ref<const std::string&>() + "\n" + *text + "\n";
  }
  prompt.tokens.insert(prompt.tokens.end(), tokensBeforeAnswer, tokenizer::begin);
  prompt.hash = stableHash(all);
  return prompt;
}

std::string quoted(std::string_view text) {
  return json(text).dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace

Result<GenerationCall> parseGeneration(std::string_view body, bool chat, bool onlyOwnFields) {
  const Result<json> parsed = object(body);
  if (!parsed) return parsed.error();
  const json& value = *parsed;
  if (onlyOwnFields) {
    for (const auto& [key, ignored] : value.items()) {
      if (!ownFields().contains(key)) return wrong("Unrecognized request argument supplied: " + key);
    }
  }
  Fields fields(value);
  GenerationCall call;
  call.chat = chat;
  const json* model = fields.find("model");
  if (!model || !model->is_string()) return wrong("model is missing");
  call.model = model->get<std::string>();

  const char* key = chat ? "messages" : "prompt";
  const json* source = fields.find(key);
  if (!source) return wrong(fmt::format("{} is missing", key));
  Result<Prompt> prompt = chat ? chatPrompt(*source) : completionPrompt(*source);
  if (!prompt) return prompt.error();
  call.promptTokens = std::move(prompt->tokens);
  call.promptHash = prompt->hash;

  call.maxTokens = fields.integer("max_tokens", 1, 0);
  if (chat) call.maxTokens = fields.integer("max_completion_tokens", 1, call.maxTokens);
  call.minTokens = fields.integer("min_tokens", 0, 0);
  call.ignoreEos = fields.boolean("ignore_eos");
  call.stream = fields.boolean("stream");
  fields.numberWithin("temperature", 0, 2);
  if (fields.integer("n", 1, 1) != 1) fields.fail("n other than 1 is not supported here");
  if (const json* options = fields.find("stream_options")) {
    if (!options->is_object()) {
      fields.fail("stream_options must be an object");
    } else if (!call.stream) {
      fields.fail("stream_options can only be set when stream is true");
    } else {
      Fields inner(*options);
      call.includeUsage = inner.boolean("include_usage");
      if (inner.error()) return *inner.error();
    }
  }
  if (fields.error()) return *fields.error();
  if (call.maxTokens > 0 && call.minTokens > call.maxTokens)
    return wrong(
        fmt::format("min_tokens must be at most max_tokens={}, got {}", call.maxTokens, call.minTokens));
  return call;
}

Result<TokenizeCall> parseTokenize(std::string_view body) {
  const Result<json> parsed = object(body);
  if (!parsed) return parsed.error();
  Fields fields(*parsed);
  TokenizeCall call;
  if (const json* model = fields.find("model"); model && model->is_string())
    call.model = model->get<std::string>();
  const json* text = fields.find("prompt");
  const json* messages = fields.find("messages");
  if (messages) {
    Result<Prompt> prompt = chatPrompt(*messages);
    if (!prompt) return prompt.error();
    call.tokens = std::move(prompt->tokens);
    return call;
  }
  if (!text || !text->is_string()) return wrong("prompt is missing");
  call.tokens = fromText(text->get<std::string>()).tokens;
  const json* special = fields.find("add_special_tokens");
  if (special && special->is_boolean() && !special->get<bool>()) call.tokens.erase(call.tokens.begin());
  return call;
}

Result<DetokenizeCall> parseDetokenize(std::string_view body) {
  const Result<json> parsed = object(body);
  if (!parsed) return parsed.error();
  Fields fields(*parsed);
  DetokenizeCall call;
  if (const json* model = fields.find("model"); model && model->is_string())
    call.model = model->get<std::string>();
  const json* tokens = fields.find("tokens");
  const auto ids = tokens && tokens->is_array() ? tokenIds(*tokens) : std::nullopt;
  if (!ids) return wrong("tokens must be an array of token ids of the vocabulary");
  call.text = tokenizer::decode(*ids).value_or("");
  return call;
}

std::string errorBody(int status, std::string_view message) {
  const char* type = "InternalServerError";
  if (status == 400 || status == 413)
    type = "BadRequestError";
  else if (status == 401)
    type = "AuthenticationError";
  else if (status == 404 || status == 405)
    type = "NotFoundError";
  else if (status == 429)
    type = "RateLimitError";
  else if (status == 503)
    type = "ServiceUnavailableError";
  return fmt::format(R"({{"error":{{"message":{},"type":"{}","param":null,"code":{}}}}})", quoted(message),
                     type, status);
}

AnswerText::AnswerText(bool chat, std::string_view id, std::int64_t created, std::string_view model)
    : m_chat(chat) {
  const auto head = [&](std::string_view object) {
    return fmt::format(R"({{"id":"{}{}","object":"{}","created":{},"model":{},)",
                       chat ? "chatcmpl-" : "cmpl-", id, object, created, quoted(model));
  };
  m_head = head(chat ? "chat.completion.chunk" : "text_completion");
  m_whole = head(chat ? "chat.completion" : "text_completion");
  m_prefix = "data: " + m_head +
             (chat ? R"("choices":[{"index":0,"delta":{"content":")" : R"("choices":[{"index":0,"text":")");
  m_suffix = chat ? R"("},"logprobs":null,"finish_reason":)" : R"(","logprobs":null,"finish_reason":)";
}

void AnswerText::appendRole(std::string& out) const {
  out.append("data: ").append(m_head).append(
      R"("choices":[{"index":0,"delta":{"role":"assistant","content":""},"logprobs":null,"finish_reason":null}]})"
      "\n\n");
}

void AnswerText::appendToken(std::string& out, std::string_view text) const {
  out.append(m_prefix).append(text).append(m_suffix).append("null}]}\n\n");
}

void AnswerText::appendLastToken(std::string& out, std::string_view text,
                                 std::string_view finishReason) const {
  out.append(m_prefix).append(text).append(m_suffix).append("\"").append(finishReason).append("\"}]}\n\n");
}

void AnswerText::appendUsage(std::string& out, const Usage& usage) const {
  out.append("data: ").append(m_head);
  fmt::format_to(std::back_inserter(out),
                 R"("choices":[],"usage":{{"prompt_tokens":{},"total_tokens":{},"completion_tokens":{}}}}})"
                 "\n\n",
                 usage.promptTokens, usage.promptTokens + usage.completionTokens, usage.completionTokens);
}

std::string AnswerText::whole(std::string_view text, std::string_view finishReason,
                              const Usage* usage) const {
  std::string body = m_whole;
  const std::string content = quoted(text);
  if (m_chat) {
    fmt::format_to(
        std::back_inserter(body),
        R"("choices":[{{"index":0,"message":{{"role":"assistant","content":{}}},"logprobs":null,"finish_reason":"{}"}}])",
        content, finishReason);
  } else {
    fmt::format_to(std::back_inserter(body),
                   R"("choices":[{{"index":0,"text":{},"logprobs":null,"finish_reason":"{}"}}])", content,
                   finishReason);
  }
  if (usage) {
    fmt::format_to(std::back_inserter(body),
                   R"(,"usage":{{"prompt_tokens":{},"total_tokens":{},"completion_tokens":{}}})",
                   usage->promptTokens, usage->promptTokens + usage->completionTokens,
                   usage->completionTokens);
  }
  return body + "}";
}

}  // namespace headroom::openai
