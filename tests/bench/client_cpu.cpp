// CPU and system calls of the streaming client, beside a bare epoll + recv reader and a plain libcurl loop of
// the same streams. The client is on core 0, the server on core 1.
//
//   client_cpu            measures
//   client_cpu --once URL STREAMS CHUNKS   only reads one round of streams: what strace and perf watch
//   client_cpu --short URL REQUESTS        only asks short requests
#include "core/endpoint/http_backend.h"
#include "tests/bench/client_readers.h"
#include "tests/bench/client_server.h"
#include "tests/bench/figure.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <limits>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

using namespace headroom;
using namespace headroom::bench;

namespace {

constexpr int streams = 250;
constexpr int chunks = 200;
constexpr double interval = 0.01;  // 250 streams, each a chunk every 10 ms: 25,000 chunks/s
constexpr int rounds = 5;

constexpr int connections = 16;
constexpr int shortRequests = 20'000;

std::unique_ptr<HttpBackend> backendFor(const std::string& url) {
  Endpoint endpoint;
  endpoint.baseUrl = url;
  endpoint.model = "bench";
  auto backend = HttpBackend::create(endpoint);
  if (backend) return std::move(*backend);
  fmt::print(stderr, "{}\n", backend.error().text());
  std::exit(1);
}

void requireFine(const GenerationOutcome& outcome, int expectedChunks) {
  if (!outcome.failed() && outcome.contentChunks == expectedChunks) return;
  fmt::print(stderr, "a request failed: {} {}\n", name(outcome.failure), outcome.message);
  std::exit(1);
}

GenerationRequest request(int index, int outputTokens, bool stream) {
  GenerationRequest made;
  made.prompt = "#" + std::to_string(index);
  made.outputTokens = outputTokens;
  made.stream = stream;
  return made;
}

void readOurs(const std::string& url, int streamCount, int chunkCount) {
  const auto backend = backendFor(url);
  for (int i = 0; i < streamCount; ++i)
    backend->submit(static_cast<std::uint64_t>(i), backend->now(), request(i, chunkCount, true),
                    [&](GenerationOutcome&& outcome) { requireFine(outcome, chunkCount); });
  while (backend->inFlight() > 0) backend->run(backend->now() + std::chrono::seconds(1), {});
}

void askOurs(const std::string& url, int requests) {
  const auto backend = backendFor(url);
  int asked = 0;
  const std::function<void()> ask = [&] {
    if (asked == requests) return;
    ++asked;
    backend->submit(0, backend->now(), request(0, 8, false), [&](GenerationOutcome&& outcome) {
      requireFine(outcome, 1);
      ask();
    });
  };
  for (int i = 0; i < connections; ++i) ask();
  while (backend->inFlight() > 0) backend->run(backend->now() + std::chrono::seconds(1), {});
}

double cpuOf(const std::function<void()>& work) {
  const double before = cpuSeconds();
  work();
  return cpuSeconds() - before;
}

double wallOf(const std::function<void()>& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

void measureStreams() {
  const ChunkServer server(interval);
  std::vector<double> bare, plain, ours, rates;
  const double perChunk = 1e6 / (streams * chunks);
  for (int i = 0; i < rounds; ++i) {
    bare.push_back(perChunk * cpuOf([&] { readBare(server, streams, chunks); }));
    plain.push_back(perChunk * cpuOf([&] { readByPlainCurl(server, streams, chunks); }));
    rates.push_back(streams * chunks / wallOf([&] {
                      ours.push_back(perChunk * cpuOf([&] { readOurs(server.url(), streams, chunks); }));
                    }));
  }
  const std::string beside =
      fmt::format("bare reader {:.2f}, plain libcurl loop {:.2f}, AIBrix client about 45 (published)",
                  median(bare), median(plain));
  report({fmt::format("CPU a chunk, {} streams, {:.0f} chunks/s came", streams, median(rates)), median(ours),
          "us", 1.5 * median(bare), beside});
  report({"  of the bare reader's (aim 1.2)", median(ours) / median(bare), "times", 1.5,
          fmt::format("plain libcurl loop {:.2f}", median(plain) / median(bare))});
}

void measureShortRequests() {
  const ChunkServer server(interval);
  std::vector<double> bare, ours;
  const double perRequest = 1e6 / shortRequests;
  for (int i = 0; i < 3; ++i) {
    bare.push_back(perRequest * cpuOf([&] { askBare(server, connections, shortRequests); }));
    ours.push_back(perRequest * cpuOf([&] { askOurs(server.url(), shortRequests); }));
  }
  report({"CPU a short request that is not streamed", median(ours), "us", 1.5 * median(bare),
          fmt::format("bare {:.2f}; mlcommons/endpoints 47, AIBrix client 3000 (published)", median(bare))});
  report({"  of the bare one's (aim 1.2)", median(ours) / median(bare), "times", 1.5});
}

struct CallCount {
  double perChunk = 0;
  std::string most;
};

// Counts the system calls of one round of streams in a process of its own.
std::optional<CallCount> callsPerChunk(const std::string& self, int streamCount, int chunkCount,
                                       double intervalSeconds) {
  const ChunkServer server(intervalSeconds);
  const std::string table = fmt::format("/tmp/client_cpu.{}.strace", ::getpid());
  const std::string command = fmt::format("strace -f -c -U calls,name -o {} {} --once {} {} {}", table, self,
                                          server.url(), streamCount, chunkCount);
  if (std::system(command.c_str()) != 0) return std::nullopt;
  std::ifstream file(table);
  std::string line;
  CallCount count;
  int shown = 0;
  while (std::getline(file, line)) {
    std::istringstream words(line);
    double number = 0;
    std::string call;
    if (!(words >> number >> call)) continue;
    number /= streamCount * chunkCount;
    if (call == "total")
      count.perChunk = number;
    else if (shown++ < 4)
      count.most += fmt::format("{} {:.2f}  ", call, number);
  }
  std::remove(table.c_str());
  return count;
}

// strace slows every call, so at the full rate chunks queue up while it works and one wait brings many of
// them. At a low rate each chunk has a wait of its own beside its reads: that figure is only told, as the
// goal is of the full rate.
void countSystemCalls(const std::string& self) {
  if (std::system("command -v strace > /dev/null") != 0) {
    fmt::print("system calls a chunk: not measured, strace is not installed\n");
    return;
  }
  const auto full = callsPerChunk(self, streams, chunks, interval);
  const auto slow = callsPerChunk(self, 100, 100, 0.04);
  if (!full || !slow) {
    fmt::print("system calls a chunk: not measured, strace may not trace here\n");
    return;
  }
  report({fmt::format("system calls a chunk, {:.0f} chunks/s sent, all included", streams / interval),
          full->perChunk, "calls", 2.1, full->most});
  report({"  with a wait for each chunk, 2,500 chunks/s", slow->perChunk, "calls",
          std::numeric_limits<double>::quiet_NaN(), slow->most});
}

}  // namespace

int main(int argc, char** argv) {
  pinToCore(0);
  if (argc == 4 && std::string(argv[1]) == "--short") {
    askOurs(argv[2], std::atoi(argv[3]));
    return 0;
  }
  if (argc == 5 && std::string(argv[1]) == "--once") {
    readOurs(argv[2], std::atoi(argv[3]), std::atoi(argv[4]));
    return 0;
  }
  measureStreams();
  measureShortRequests();
  countSystemCalls(argv[0]);
}
