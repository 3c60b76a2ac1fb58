#include "core/bench/endpoint_client.h"

#include "core/endpoint/http_backend.h"
#include "core/endpoint/server_metrics.h"
#include "core/endpoint/tokenizer.h"

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
  if (tried.error().code == ErrorCode::unsupported)
    notes.push_back(
        "The server does not count tokens (POST /tokenize); the length of prompts is calibrated on the usage "
        "of its first answers.");
  return CountTokens();
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
  auto prompts = promptsFor(plan, caller, client.notes, stop);
  if (!prompts) return prompts.error();
  client.prompts = std::move(*prompts);
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
