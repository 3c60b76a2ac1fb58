#include "core/workspace/sample.h"

#include "core/base/file.h"
#include "core/bench/journal.h"
#include "core/engine/virtual_backend.h"
#include "core/load/prompts.h"
#include "core/workspace/sample_traffic.h"
#include "core/workspace/scenario.h"
#include "core/workspace/simulated_engine.h"
#include "core/workspace/workspace_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>

namespace headroom {
namespace {

namespace fs = std::filesystem;

constexpr const char* model = "deepseek-llm-7b-chat";

// Virtual time is cheap: more requests a point than one would measure with, so that the ramp and the tail of
// a point weigh little in its rate.
constexpr std::uint64_t moreSamples = 4;

// The 16 GB kind of the V100 has next to no room for keys and values beside this model.
struct SampleGpu {
  const char* name;
  const char* target;
};
constexpr std::array<SampleGpu, 4> gpus{
    {{"V100-32GB", "v100"}, {"A10", "a10"}, {"L20", "l20"}, {"A100-80G", "a100"}}};

Result<Target> targetOf(const SampleGpu& sample, const Hardware& hardware, const fs::path& directory) {
  const auto gpu = hardware.gpu(sample.name);
  if (!gpu) return gpu.error();
  const std::string deployment = fmt::format("{}-{}", model, sample.target);
  Target target;
  target.name = sample.target;
  target.model = model;
  target.deployment = deployment;
  target.nameSpace = "default";
  target.gpu = sample.name;
  target.costPerHour = gpu->pricePerHourUsd;
  target.reach = Simulated{sample.name, model};
  target.journal = (directory / "journals" / (deployment + ".jsonl")).string();
  return target;
}

std::vector<Scenario> scenariosOf(const Workspace& workspace) {
  const Scenario now = nowOf(workspace, "Chat as promised");
  Scenario quick = now;
  quick.name = "Quick first token";
  quick.slos[Metric::ttft].value = 0.25;
  quick.slos[Metric::tpot] = {.statistic = Statistic::p90, .value = 0.05, .on = true};
  Scenario cheaper = now;
  cheaper.name = "A100 at half the price";
  const Target* a100 = findTarget(workspace, "a100");
  if (a100) cheaper.prices = {{.gpu = a100->gpu, .costPerHour = a100->costPerHour / 2}};
  return {now, std::move(quick), std::move(cheaper)};
}

std::string absolute(const std::string& path) {
  std::error_code failed;
  const fs::path whole = fs::absolute(path, failed);
  return (failed ? fs::path(path) : whole).lexically_normal().string();
}

Error stopped(const std::string& directory) {
  return {ErrorCode::cancelled, fmt::format("the sample workspace in {} is not finished", directory),
          "write it again"};
}

Result<void> makeDirectory(const fs::path& directory) {
  std::error_code failed;
  fs::create_directories(directory, failed);
  if (failed)
    return systemError(failed.value(), fmt::format("cannot make the folder {}", directory.string()));
  return {};
}

class Predictor {
 public:
  Predictor(const Plan& plan, const std::stop_token& stop, const ProgressSink& progress)
      : m_plan(plan), m_points(plan.points()), m_stop(stop), m_progress(progress) {
    m_plan.model = model;
    m_plan.predicted = true;
    m_plan.samples *= moreSamples;
    m_plan.prompts = LengthsOnly().name();
  }

  // The benchmark file of a target.
  Result<std::string> journal(const Target& target) {
    auto engine = simulatedEngine(std::get<Simulated>(target.reach));
    if (!engine) return engine.error();
    VirtualBackend backend(std::move(*engine));
    LengthsOnly prompts;
    std::string text;
    for (const PlanPoint& point : m_points) {
      tell(target.gpu, point);
      PointLoad load = m_plan.load(point);
      load.watchClient = false;
      const auto result = generateLoad(backend, prompts, load, m_stop);
      if (!result) return result.error();
      text += journalRows(m_plan, point, *result, "");
      ++m_done;
    }
    return text;
  }
  void end() {
    if (m_progress) m_progress(now());
  }

 private:
  Progress now() const {
    Progress progress;
    progress.phase = "predict";
    progress.done = m_done;
    progress.total = m_points.size() * gpus.size();
    progress.elapsedSeconds = toSeconds(Clock::now() - m_start);
    if (m_done > 0)
      progress.remainingSeconds = progress.elapsedSeconds * static_cast<double>(progress.total - m_done) /
                                  static_cast<double>(m_done);
    return progress;
  }
  void tell(const std::string& gpu, const PlanPoint& point) {
    if (!m_progress) return;
    Progress progress = now();
    progress.detail = fmt::format("{}, {}", gpu, point.text());
    m_progress(progress);
  }

  Plan m_plan;
  std::vector<PlanPoint> m_points;
  const std::stop_token& m_stop;
  const ProgressSink& m_progress;
  std::uint64_t m_done = 0;
  Instant m_start = Clock::now();
};

Result<Workspace> workspaceIn(const fs::path& root, const Plan& plan) {
  const auto hardware = Hardware::builtIn();
  if (!hardware) return hardware.error();
  Workspace workspace;
  for (const SampleGpu& gpu : gpus) {
    auto target = targetOf(gpu, *hardware, root);
    if (!target) return target.error();
    workspace.targets.push_back(std::move(*target));
  }
  workspace.plan = plan;
  workspace.slos[Metric::e2e] = {.statistic = Statistic::p99, .value = 20, .on = true};
  workspace.slos[Metric::ttft] = {.statistic = Statistic::p90, .value = 1, .on = true};
  workspace.targetUtilisation = 0.8;
  workspace.trafficRate = 12;  // enough that one GPU does not carry it
  RedisConnection redis;
  redis.name = "Redis on this computer";
  redis.url = "redis://127.0.0.1:6379";
  redis.model = model;
  workspace.connections.push_back(std::move(redis));
  workspace.traffic.emplace_back().origin = TrafficOfFile{(root / "traffic.csv").string()};
  workspace.scenarios = scenariosOf(workspace);
  return workspace;
}

}  // namespace

Result<std::string> writeSample(const std::string& directory, const SampleOptions& options,
                                const std::stop_token& stop, const ProgressSink& progress) {
  const fs::path root(absolute(directory));
  const std::string path = (root / sampleFileName).string();
  std::error_code failed;
  if (!options.replace && fs::exists(path, failed))
    return Error{ErrorCode::conflict, fmt::format("{} is there already, and is left as it is", path),
                 "open it, or write the sample into another folder"};
  if (const auto fine = options.plan.check(); !fine) return fine.error();
  const auto workspace = workspaceIn(root, options.plan);
  if (!workspace) return workspace.error();
  if (const auto made = makeDirectory(root / "journals"); !made) return made.error();

  Predictor predictor(options.plan, stop, progress);
  for (const Target& target : workspace->targets) {
    const auto text = predictor.journal(target);
    if (!text) return text.error().code == ErrorCode::cancelled ? stopped(directory) : text.error();
    if (const auto written = writeFileAtomically(target.journal, *text); !written) return written.error();
  }
  if (const auto written = writeFileAtomically(
          std::get<TrafficOfFile>(workspace->traffic.front().origin).path, sampleTraffic());
      !written)
    return written.error();
  if (const auto written = writeFileAtomically(path, workspaceText(*workspace, path)); !written)
    return written.error();
  predictor.end();
  return path;
}

}  // namespace headroom
