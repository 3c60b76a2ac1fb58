// What the simulated endpoint costs: CPU per streamed chunk, and how late its tokens leave. Its client is a
// bare reader in this process; the server's thread is measured alone.
#include "core/service/simulated_endpoint.h"

#include "tests/bench/figure.h"
#include "tests/core/service/raw_http.h"

#include <cstdlib>
#include <ctime>
#include <memory>
#include <string>
#include <vector>

using namespace headroom;
using headroom::test::RawHttp;

namespace {

double cpuSeconds(clockid_t clock) {
  timespec now{};
  ::clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

}  // namespace

int main() {
  const auto hardware = Hardware::builtIn();
  if (!hardware) return 1;
  SimulationOptions options{.gpu = *hardware->gpu("H200"), .model = *hardware->model("llama-3-8b")};
  auto endpoint = SimulatedEndpoint::start(options);
  if (!endpoint) {
    fmt::print(stderr, "{}\n", endpoint.error().text());
    return 1;
  }
  constexpr int streams = 250, tokens = 600;
  const std::string body = fmt::format(
      R"({{"model":"llama-3-8b","prompt":"hello","max_tokens":{},"stream":true,"ignore_eos":true}})", tokens);
  std::vector<std::unique_ptr<RawHttp>> clients;
  const Instant begin = Clock::now();
  const double wholeBegin = cpuSeconds(CLOCK_PROCESS_CPUTIME_ID),
               mineBegin = cpuSeconds(CLOCK_THREAD_CPUTIME_ID);
  for (int i = 0; i < streams; ++i) {
    clients.push_back(std::make_unique<RawHttp>(endpoint->port()));
    clients.back()->start("POST", "/v1/completions", body);
  }
  std::size_t events = 0;
  for (const auto& client : clients) events += client->read(60000).events.size();
  const double wall = toSeconds(Clock::now() - begin);
  const double mine = cpuSeconds(CLOCK_THREAD_CPUTIME_ID) - mineBegin;
  const double server = cpuSeconds(CLOCK_PROCESS_CPUTIME_ID) - wholeBegin - mine;
  constexpr auto expected = static_cast<std::size_t>(streams) * (tokens + 1);
  if (events != expected) {
    fmt::print(stderr, "{} of {} events came\n", events, expected);
    return 1;
  }
  bench::report(
      {"simulated endpoint, chunks/s with 250 streams", static_cast<double>(events) / wall, "chunks/s"});
  bench::report(
      {"simulated endpoint, CPU per streamed chunk", server / static_cast<double>(events) * 1e6, "us"});
}
