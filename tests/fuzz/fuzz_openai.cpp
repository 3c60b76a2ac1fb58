// No body makes the simulated endpoint's reader of requests crash; what it refuses it refuses with words, and
// every error it sends is JSON.
#include "core/service/openai.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

void refused(const headroom::Error& error) {
  if (error.message.empty()) std::abort();
  const auto body = nlohmann::json::parse(headroom::openai::errorBody(400, error.message), nullptr, false);
  if (!body.is_object() || !body["error"]["message"].is_string()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace headroom::openai;
  const std::string_view body(reinterpret_cast<const char*>(data), size);
  for (const bool chat : {false, true})
    for (const bool onlyOwnFields : {false, true}) {
      const auto call = parseGeneration(body, chat, onlyOwnFields);
      if (!call)
        refused(call.error());
      else if (call->promptTokens.empty() || call->maxTokens < 0 || call->minTokens < 0)
        std::abort();
    }
  if (const auto call = parseTokenize(body); !call) refused(call.error());
  if (const auto call = parseDetokenize(body); !call) refused(call.error());
  return 0;
}
