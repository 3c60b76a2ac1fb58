// How late requests are sent at 1,000 requests/s, by the load generator over real HTTP, and what that costs
// in CPU: a client that waited by spinning would use a whole core. The client is on core 0, the server on
// core 1.
#include "core/endpoint/http_backend.h"
#include "core/load/generator.h"
#include "tests/bench/client_server.h"
#include "tests/bench/figure.h"

#include <cstdlib>
#include <memory>
#include <string>

using namespace headroom;
using namespace headroom::bench;

namespace {

constexpr double rate = 1000;
constexpr std::uint64_t samples = 10'000;  // 10 s
constexpr int chunks = 8;
constexpr double chunkInterval = 0.01;

// The server takes the number of a request from its prompt.
class NumberedPrompts : public PromptSource {
 public:
  Result<GenerationRequest> make(const PromptPlace& place, const std::stop_token&) override {
    GenerationRequest request;
    request.prompt = "#" + std::to_string(place.index % ChunkServer::stampLimit);
    request.inputTokens = place.inputTokens;
    request.outputTokens = place.outputTokens;
    return request;
  }
  std::string name() const override { return "numbered"; }
};

LoadResult measure(const ChunkServer& server, const Arrivals& arrivals, double requestRate,
                   std::uint64_t requests, bool stream) {
  Endpoint endpoint;
  endpoint.baseUrl = server.url();
  endpoint.model = "bench";
  auto backend = HttpBackend::create(endpoint);
  PointLoad load;
  load.inputTokens = 8;
  load.outputTokens = chunks;
  load.ratePerSecond = requestRate;
  load.arrivals = arrivals;
  load.samples = requests;
  load.warmup = 64;
  load.stream = stream;
  NumberedPrompts prompts;
  auto result = backend ? generateLoad(**backend, prompts, load, {}) : Result<LoadResult>(backend.error());
  if (result && result->failed == 0 && result->sent == requests) return std::move(*result);
  fmt::print(
      stderr, "{}\n",
      result ? fmt::format("{} requests of {} failed", result->failed, requests) : result.error().text());
  std::exit(1);
}

void tell(const std::string& what, const LoadResult& result) {
  report({"schedule lag P99, " + what, result.lagSeconds.p99 * 1e3, "ms", 0.2,
          fmt::format("P50 {:.3f}, max {:.3f} ms; no published figure known",
                      result.lagSeconds.p50 * 1e3, result.lagSeconds.max * 1e3)});
  report({"  CPU of the client meanwhile", result.clientCpu, "cores"});
}

}  // namespace

int main() {
  const ChunkServer server(chunkInterval);
  pinToCore(0);
  const Arrivals poisson{ArrivalKind::poisson, 1}, constant{ArrivalKind::constant, 1};
  tell("1,000 requests/s, poisson, whole answers", measure(server, poisson, rate, samples, false));
  tell("1,000 requests/s, poisson, streamed", measure(server, poisson, rate, samples, true));
  tell("1,000 requests/s, constant, streamed", measure(server, constant, rate, samples, true));
  const LoadResult idle = measure(server, constant, 20, 60, false);
  report({"CPU of the client at 20 requests/s (waiting must cost nothing)", idle.clientCpu, "cores", 0.02});
  return 0;
}
