// The server's own tokenizer, by vLLM's POST /tokenize and /detokenize.
//
//   auto caller = HttpCaller::create(endpoint);
//   auto count = countTokens(*caller, "Hello world", stop);
//   if (!count && count.error().code == ErrorCode::unsupported) …  // calibrate on `usage` instead
#pragma once

#include "core/base/result.h"
#include "core/endpoint/http_call.h"

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace headroom {

struct Tokenized {
  int count = 0;  // with the special tokens that a completion of the same prompt would count
  std::optional<int> maxModelLength = {};  // tokens of prompt and answer together that the server takes
  std::vector<int> tokens = {};            // empty where the server sends only the count
};

// Errors: unsupported (the server has no such call), malformed (an answer that is not what vLLM gives), and
// those of HttpCaller::call() and refusal().
Result<Tokenized> tokenize(HttpCaller& caller, const std::string& prompt, std::stop_token stop = {});
Result<std::string> detokenize(HttpCaller& caller, const std::vector<int>& tokens, std::stop_token stop = {});

// Only the count.
Result<int> countTokens(HttpCaller& caller, const std::string& prompt, std::stop_token stop = {});
Result<int> countTokens(const Endpoint& endpoint, const std::string& prompt, std::stop_token stop = {});

}  // namespace headroom
