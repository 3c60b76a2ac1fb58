#include "core/bench/endpoint_client.h"

#include "core/bench/whole_grid.h"
#include "core/endpoint/http_backend.h"
#include "core/endpoint/server_metrics.h"
#include "core/endpoint/tokenizer.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdint>
#include <utility>

namespace headroom {
namespace {

constexpr double lifeSignSeconds = 5;

// Counts tokens by the server's tokenizer where it has one; empty where it has none.
Result<CountTokens> tokenCounter(const std::shared_ptr<HttpCaller>& caller, std::vector<std::string>& notes,
                                 const std::stop_token& stop) {
  const auto tried = countTokens(*caller, "one two three", stop);
  if (tried)
    return CountTokens([caller, stop](const std::string& text) { return countTokens(*caller, text, stop); });
  switch (tried.error().code) {
    case ErrorCode::unreachable:
    case ErrorCode::tls:
    case ErrorCode::cancelled:
    case ErrorCode::unauthenticated: return tried.error();
    default: break;
  }
  constexpr const char* instead = "the length of prompts is calibrated on the usage of its first answers.";
  notes.push_back(
      tried.error().code == ErrorCode::unsupported
          ? fmt::format("The server does not count tokens (POST /tokenize); {}", instead)
          : fmt::format("The server's tokenizer failed ({}); {}", tried.error().message, instead));
  return CountTokens();
}

// How many tokens, prompt and answer together, the server says that the model takes.
std::optional<std::int64_t> longestRequest(HttpCaller& caller, const std::string& model,
                                           const std::stop_token& stop) {
  const auto answer = caller.call("GET", "/v1/models", "", lifeSignSeconds, stop);
  if (!answer || !answer->ok()) return std::nullopt;
  const auto value = nlohmann::json::parse(answer->body, nullptr, false);
  const auto list = value.is_object() ? value.find("data") : value.end();
  if (!value.is_object() || list == value.end() || !list->is_array()) return std::nullopt;
  for (const auto& entry : *list) {
    if (!entry.is_object() || entry.value("id", nlohmann::json()) != nlohmann::json(model)) continue;
    const auto length = entry.find("max_model_len");
    if (length != entry.end() && length->is_number_integer() && *length > 0)
      return length->get<std::int64_t>();
  }
  return std::nullopt;
}

}  // namespace

Result<std::unique_ptr<PromptSource>> promptsFor(const Plan& plan, const std::shared_ptr<HttpCaller>& caller,
                                                 std::vector<std::string>& notes,
                                                 const std::stop_token& stop) {
  std::unique_ptr<PromptSource> source;
  if (plan.prompts == "fixed") {
    source = std::make_unique<FixedPrompts>();
    return source;
  }
  auto counter = tokenCounter(caller, notes, stop);
  if (!counter) return counter.error();
  source = std::make_unique<FreshPrompts>(plan.seed, std::move(*counter), plan.api == "chat");
  return source;
}

Result<SweepClient> connectEndpoint(const Endpoint& endpoint, const Timeouts& timeouts, const Plan& plan,
                                    const std::stop_token& stop) {
  SweepClient client;
  auto backend = HttpBackend::create(endpoint, timeouts);
  if (!backend) return backend.error();
  client.backend = std::move(*backend);
  auto made = HttpCaller::create(endpoint);
  if (!made) return made.error();
  const auto caller = std::make_shared<HttpCaller>(std::move(*made));
  if (plan.prompts != "dataset") {
    auto prompts = promptsFor(plan, caller, client.notes, stop);
    if (!prompts) return prompts.error();
    client.prompts = std::move(*prompts);
  }
  if (const auto longest = longestRequest(*caller, plan.model, stop))
    if (const auto refused = refusedPointsText(plan, *longest)) client.notes.push_back(*refused);
  client.prefixCache = [caller, stop]() -> std::optional<PrefixCacheCounters> {
    const auto metrics = readServerMetrics(*caller, stop);
    if (!metrics || !metrics->prefixCacheQueries || !metrics->prefixCacheHits) return std::nullopt;
    return PrefixCacheCounters{*metrics->prefixCacheQueries, *metrics->prefixCacheHits};
  };
  // Any answer is a sign of life.
  client.stillThere = [caller, stop] {
    return caller->call("GET", "/v1/models", "", lifeSignSeconds, stop).ok();
  };
  return client;
}

}  // namespace headroom
