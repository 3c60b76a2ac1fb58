// Many streams at once: how late a chunk is seen against the server's own stamp, whether any is lost, and
// what a stream costs in memory. The client is on core 0, the server on core 1.
#include "core/endpoint/http_backend.h"
#include "core/stats/summary.h"
#include "tests/bench/client_readers.h"
#include "tests/bench/client_server.h"
#include "tests/bench/figure.h"

#include <unistd.h>

#include <charconv>
#include <fstream>
#include <functional>
#include <vector>

using namespace headroom;
using namespace headroom::bench;

namespace {

std::unique_ptr<HttpBackend> backendFor(const ChunkServer& server) {
  Endpoint endpoint;
  endpoint.baseUrl = server.url();
  endpoint.model = "bench";
  auto backend = HttpBackend::create(endpoint);
  if (backend) return std::move(*backend);
  fmt::print(stderr, "{}\n", backend.error().text());
  std::exit(1);
}

GenerationRequest request(int index, int chunks) {
  GenerationRequest made;
  made.prompt = "#" + std::to_string(index);
  made.outputTokens = chunks;
  return made;
}

double microseconds(std::int64_t nanoseconds) { return 1e-3 * static_cast<double>(nanoseconds); }
std::int64_t nanoseconds(Instant instant) { return instant.time_since_epoch().count(); }

// 1,000 streams, each a chunk every 50 ms at a phase of its own: 20,000 chunks/s.
constexpr int steadyStreams = 1000;
constexpr int steadyChunks = 20;
constexpr int steadyRequests = 6000;

// The errors of the bare reader, from the stamp within each chunk.
std::vector<double> bareErrors(const ChunkServer& server) {
  std::vector<double> errors;
  readBare(server, steadyStreams, 3 * steadyChunks, [&](std::string_view bytes) {
    const std::int64_t seen = nanoseconds(Clock::now());
    constexpr std::string_view before = "\"text\":\" ";
    const std::size_t at = bytes.find(before);
    std::int64_t sent = 0;
    if (at == std::string_view::npos) return;
    std::from_chars(bytes.data() + at + before.size(), bytes.data() + bytes.size(), sent);
    errors.push_back(microseconds(seen - sent));
  });
  return errors;
}

// Ours, through the public interface: the first and the last chunk of each request.
std::vector<double> ourErrors(const ChunkServer& server) {
  const auto backend = backendFor(server);
  std::vector<double> errors;
  int submitted = 0;
  const std::function<void()> submit = [&] {
    if (submitted == steadyRequests) return;
    const int index = ++submitted;
    backend->submit(
        static_cast<std::uint64_t>(index), backend->now(), request(index, steadyChunks),
        [&](GenerationOutcome&& outcome) {
          const SentStamps& sent = server.stamps(static_cast<int>(outcome.index));
          if (outcome.failed()) {
            fmt::print(stderr, "a request failed: {}\n", outcome.message);
            std::exit(1);
          }
          // The first thousand also connect.
          if (outcome.index > steadyStreams) {
            errors.push_back(microseconds(nanoseconds(outcome.firstContent) - sent.firstNanoseconds));
            errors.push_back(microseconds(nanoseconds(outcome.lastContent) - sent.lastNanoseconds));
          }
          submit();
        });
  };
  // Spread over one second, the length of a stream, as real arrivals are.
  const Instant start = backend->now();
  for (int i = 0; i < steadyStreams; ++i) {
    const Instant due = start + std::chrono::milliseconds(i);
    while (backend->now() < due) backend->run(due, {});
    submit();
  }
  while (backend->inFlight() > 0) backend->run(backend->now() + std::chrono::seconds(1), {});
  return errors;
}

void measureReceiveTime() {
  const ChunkServer server(0.05);
  const Summary bare = summarise(bareErrors(server));
  const Summary ours = summarise(ourErrors(server));
  report({fmt::format("receive-time error P99, {} streams, 20,000 chunks/s", steadyStreams), ours.p99 * 1e-3,
          "ms", 0.3, fmt::format("bare reader {:.3f}", bare.p99 * 1e-3)});
  report({"receive-time error P50", ours.p50 * 1e-3, "ms", std::numeric_limits<double>::quiet_NaN(),
          fmt::format("bare reader {:.3f}", bare.p50 * 1e-3)});
}

// Resident memory of this process, in kB.
double residentKilobytes() {
  std::ifstream file("/proc/self/statm");
  long total = 0, resident = 0;
  file >> total >> resident;
  return static_cast<double>(resident) * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1024;
}

// 10,000 streams that all overlap: started over 3 s, each 8 chunks a second apart.
void measureManyStreams() {
  constexpr int count = 10'000, chunks = 8;
  const ChunkServer server(1.0);
  const auto backend = backendFor(server);
  const double before = residentKilobytes();
  int fine = 0, chunksSeen = 0;
  std::size_t most = 0;
  double peak = 0;
  const Instant start = backend->now();
  const auto watch = [&] {
    if (backend->inFlight() <= most) return;
    most = backend->inFlight();
    if (most == count) peak = residentKilobytes();
  };
  for (int i = 0; i < count; ++i) {
    const Instant due = start + std::chrono::microseconds(300 * i);
    while (backend->now() < due) backend->run(due, {});
    backend->submit(static_cast<std::uint64_t>(i), due, request(i, chunks), [&](GenerationOutcome&& outcome) {
      chunksSeen += outcome.contentChunks;
      if (!outcome.failed() && outcome.contentChunks == chunks)
        ++fine;
      else
        fmt::print(stderr, "lost: {} {}\n", name(outcome.failure), outcome.message);
    });
    watch();
  }
  const double submitSeconds = toSeconds(backend->now() - start);
  const Instant allThere = backend->now() + std::chrono::seconds(3);
  while (backend->now() < allThere) backend->run(allThere, {});
  peak = std::max(peak, residentKilobytes());
  while (backend->inFlight() > 0) backend->run(backend->now() + std::chrono::seconds(1), {});
  report({fmt::format("streams lost of {} at once ({} in flight, {} chunks)", count, most, chunksSeen),
          static_cast<double>(count - fine), "streams", 0,
          fmt::format("started in {:.2f} s, planned 3.00", submitSeconds)});
  report({"memory a stream", (peak - before) / count, "kB", 64,
          "resident memory at the peak less before, over the streams"});
}

}  // namespace

int main() {
  pinToCore(0);
  measureReceiveTime();
  measureManyStreams();
}
