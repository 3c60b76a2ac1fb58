// A whole sweep in virtual time: 11 x 11 cells, 7 rates, 100 requests a point, as `headroomctl predict` runs
// it but for the file.
#include "core/bench/plan.h"
#include "core/engine/virtual_backend.h"
#include "core/load/generator.h"
#include "tests/bench/figure.h"

#include <cstdlib>
#include <ctime>

using namespace headroom;

namespace {

double cpuSeconds() {
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

[[noreturn]] void give(const Error& error) {
  fmt::print(stderr, "{}\n", error.text());
  std::exit(1);
}

void sweep(const char* gpu, const char* model, double goalSeconds) {
  const auto hardware = Hardware::builtIn();
  if (!hardware) give(hardware.error());
  EngineOptions options;
  options.maxModelLen = 8192;  // so that no cell of the grid is refused
  auto engine = Engine::create(*hardware->gpu(gpu), *hardware->model(model), options);
  if (!engine) give(engine.error());
  VirtualBackend backend(std::move(*engine));
  LengthsOnly prompts;
  const Plan plan;
  std::uint64_t completed = 0;
  const Instant begin = Clock::now();
  const double cpuBegin = cpuSeconds();
  for (const PlanPoint& point : plan.points()) {
    PointLoad load = plan.load(point);
    load.watchClient = false;
    const auto result = generateLoad(backend, prompts, load, {});
    if (!result) give(result.error());
    completed += result->completed;
  }
  const double cpu = cpuSeconds() - cpuBegin;
  const double wall = toSeconds(Clock::now() - begin);
  if (completed != plan.requests()) give({ErrorCode::io, "requests were lost"});
  const EngineStats stats = backend.engine().stats();
  const std::string name = fmt::format("virtual sweep, 11 x 11 x 7 x 100, {} on {}", model, gpu);
  bench::report(
      {name, wall, "s", goalSeconds,
       fmt::format("{:.1f} h of server time, {:.0f} M tokens; no reference: it measures in real time",
                   toSeconds(backend.now().time_since_epoch()) / 3600,
                   static_cast<double>(stats.generatedTokens) / 1e6)});
  bench::report({"  CPU per engine step", cpu / static_cast<double>(stats.steps) * 1e9, "ns"});
}

}  // namespace

int main() {
  constexpr double goalSeconds = 20;
  sweep("A10", "llama2-7b", goalSeconds);
  sweep("H100", "llama-3-8b", goalSeconds);
}
