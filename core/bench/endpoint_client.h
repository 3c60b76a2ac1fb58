// What a sweep over HTTP speaks through: the client, the prompts, and the server's own counters.
//
//   auto client = connectEndpoint(endpoint, timeouts, plan, stop);
//   if (!client) return client.error();
//   Sweep sweep{.plan = plan, .backend = *client->backend, .prompts = *client->prompts, .journal = journal};
#pragma once

#include "core/bench/plan.h"
#include "core/bench/sweep.h"
#include "core/endpoint/endpoint.h"
#include "core/endpoint/http_call.h"

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace headroom {

struct SweepClient {
  std::unique_ptr<Backend> backend = {};
  std::unique_ptr<PromptSource> prompts = {};  // none of a plan whose prompts are a "dataset"
  std::function<std::optional<PrefixCacheCounters>()> prefixCache = {};  // Sweep::prefixCache
  std::function<bool()> stillThere = {};                                 // Sweep::stillThere
  std::vector<std::string> notes = {};         // what the person should know, one sentence each
  bool realClock = true;                       // Sweep::watchClient
  std::shared_ptr<const void> companion = {};  // whatever must live as long as the client
};

// The prompts that `plan.prompts` names: fixed, else fresh ones, whose tokens the server counts where it can.
// Errors: nobody is there to count (unreachable, tls, unauthenticated), cancelled.
Result<std::unique_ptr<PromptSource>> promptsFor(const Plan& plan, const std::shared_ptr<HttpCaller>& caller,
                                                 std::vector<std::string>& notes,
                                                 const std::stop_token& stop);

// Everything that can be found out before the first request. A plan whose prompts are a "dataset" brings its
// own: the client then has none. Errors: those of HttpBackend::create and promptsFor. The client may be used
// as long as `stop` is not asked for.
Result<SweepClient> connectEndpoint(const Endpoint& endpoint, const Timeouts& timeouts, const Plan& plan,
                                    const std::stop_token& stop);

}  // namespace headroom
