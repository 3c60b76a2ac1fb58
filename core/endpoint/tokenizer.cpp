#include "core/endpoint/tokenizer.h"

#include "core/endpoint/server_words.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <limits>

namespace headroom {
namespace {

using nlohmann::json;

constexpr double patienceSeconds = 30;

// A POST whose JSON answer is an object. A server that knows no such call answers 404, 405 or 501.
Result<json> post(HttpCaller& caller, const std::string& path, const json& request, std::stop_token stop) {
  auto answer = caller.call("POST", path, request.dump(-1, ' ', false, json::error_handler_t::replace),
                            patienceSeconds, std::move(stop));
  if (!answer) return answer.error();
  if (!answer->ok()) {
    Error error = refusal(*answer, caller.endpoint());
    // vLLM answers 404 also for an unknown model, and then names it.
    const bool isAboutTheModel = answer->body.find("model") != std::string::npos;
    if (error.code == ErrorCode::unsupported || (error.code == ErrorCode::notFound && !isAboutTheModel))
      return Error{ErrorCode::unsupported,
                   fmt::format("{} is not there: the server has no such call", answer->url),
                   "prompt lengths are then calibrated on the usage it reports"};
    return error;
  }
  json value = json::parse(answer->body, nullptr, false);
  if (!value.is_object())
    return Error{ErrorCode::malformed,
                 fmt::format("{} does not answer with a JSON object: {}", answer->url,
                             serverWords(answer->body, answer->contentType, caller.endpoint().apiKey)),
                 "check that it is the tokenizer of a vLLM server"};
  return value;
}

std::optional<int> naturalNumber(const json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_number_integer()) return std::nullopt;
  const auto value = found->get<std::int64_t>();
  if (value < 0 || value > std::numeric_limits<int>::max()) return std::nullopt;
  return static_cast<int>(value);
}

json requestFor(const Endpoint& endpoint) {
  json request = json::object();
  if (!endpoint.model.empty()) request["model"] = endpoint.model;
  return request;
}

}  // namespace

Result<Tokenized> tokenize(HttpCaller& caller, const std::string& prompt, std::stop_token stop) {
  json request = requestFor(caller.endpoint());
  request["prompt"] = prompt;
  const auto value = post(caller, "/tokenize", request, std::move(stop));
  if (!value) return value.error();
  Tokenized tokenized;
  if (const auto list = value->find("tokens"); list != value->end() && list->is_array())
    for (const json& token : *list)
      if (token.is_number_integer()) tokenized.tokens.push_back(token.get<int>());
  const auto count = naturalNumber(*value, "count");
  if (!count && tokenized.tokens.empty())
    return Error{ErrorCode::malformed, "the answer of /tokenize holds neither a count nor tokens",
                 "check that it is the tokenizer of a vLLM server"};
  tokenized.count = count.value_or(static_cast<int>(tokenized.tokens.size()));
  tokenized.maxModelLength = naturalNumber(*value, "max_model_len");
  return tokenized;
}

Result<std::string> detokenize(HttpCaller& caller, const std::vector<int>& tokens, std::stop_token stop) {
  json request = requestFor(caller.endpoint());
  request["tokens"] = tokens;
  const auto value = post(caller, "/detokenize", request, std::move(stop));
  if (!value) return value.error();
  const auto prompt = value->find("prompt");
  if (prompt == value->end() || !prompt->is_string())
    return Error{ErrorCode::malformed, "the answer of /detokenize holds no prompt",
                 "check that it is the tokenizer of a vLLM server"};
  return prompt->get<std::string>();
}

Result<int> countTokens(HttpCaller& caller, const std::string& prompt, std::stop_token stop) {
  const auto tokenized = tokenize(caller, prompt, std::move(stop));
  if (!tokenized) return tokenized.error();
  return tokenized->count;
}

Result<int> countTokens(const Endpoint& endpoint, const std::string& prompt, std::stop_token stop) {
  auto caller = HttpCaller::create(endpoint);
  if (!caller) return caller.error();
  return countTokens(*caller, prompt, std::move(stop));
}

}  // namespace headroom
