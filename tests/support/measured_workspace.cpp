#include "tests/support/measured_workspace.h"

#include "core/base/file.h"
#include "core/workspace/workspace_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace headroom::test {
namespace {

constexpr int samples = 100;

std::array<SampleGpu, 4> gpus() {
  return {
      {{.target = "v100", .gpu = "V100", .speed = 1, .costPerHour = 2.2, .lastOutput = 2048, .counts = false},
       {.target = "a10",
        .gpu = "A10",
        .speed = 0.62,
        .costPerHour = 1.01,
        .failures = true,
        .clientLimited = true},
       {.target = "l20",
        .gpu = "L20",
        .speed = 1.25,
        .costPerHour = 1.6,
        .firstInput = 16,
        .firstOutput = 8,
        .lastRate = 16},
       {.target = "a100", .gpu = "A100-80G", .speed = 5.5, .costPerHour = 3.67, .predicted = true}}};
}

void writeOrEnd(const std::string& path, const std::string& text) {
  if (const auto written = writeFileAtomically(path, text); !written) {
    std::fprintf(stderr, "%s\n", written.error().text().c_str());
    std::abort();
  }
}

}  // namespace

// A server that serves `capacity` requests/s of a shape and makes them wait longer the nearer the rate comes.
std::string sampleJournal(const SampleGpu& gpu) {
  std::string text;
  for (int output = gpu.firstOutput; output <= gpu.lastOutput; output *= 2)
    for (int input = gpu.firstInput; input <= 4096; input *= 2)
      for (double rate = 1; rate <= gpu.lastRate; rate *= 2) {
        const double capacity = gpu.speed * 90 / (1 + input / 700.0 + output / 28.0);
        const double load = rate / capacity;
        const bool saturated = load > 0.93;
        // A little unevenness that depends on nothing but the point.
        const double noise = 1 + 0.03 * std::sin(input * 0.7 + output * 1.3 + rate * 2.1);
        const double throughput = (saturated ? capacity * 0.93 : rate) * noise;
        const double prefill = (0.012 + input * 0.00009) / gpu.speed;
        const double step = (0.011 + 0.004 * std::min(load, 1.0)) / gpu.speed;
        const double waiting =
            saturated ? samples * std::max(0.02 / capacity, 1 / capacity - 1 / rate) * 0.5 + 1.5 * prefill
                      : prefill * 0.4 * load / (1 - load);
        const double ttft = (prefill + waiting) * noise;
        const double tpot = step * noise;
        const double e2e = ttft + tpot * (output - 1);
        const int failed = gpu.failures && saturated && load > 3 ? 7 : 0;
        const bool limited = gpu.clientLimited && rate >= 64 && input <= 16;
        const std::string start = fmt::format(
            "{{\"input_tokens\": {}, \"output_tokens\": {}, \"request_rate\": {:.1f}, \"seed\": 0, "
            "\"model\": "
            "\"llama2-7b\", \"temperature\": 0.0, \"samples\": {}, ",
            input, output, rate, samples);
        const std::string ours =
            fmt::format(", \"arrivals\": \"poisson\"{}", gpu.predicted ? ", \"predicted\": true" : "");
        text += start + fmt::format("\"metric\": \"TPUT\", \"mean\": {:.6g}", throughput) + ours;
        if (gpu.counts)
          text += fmt::format(", \"sent\": {}, \"completed\": {}, \"failed\": {}, \"client_limited\": {}",
                              samples, samples - failed, failed, limited);
        text += "}\n";
        text +=
            start + fmt::format("\"metric\": \"TT\", \"mean\": {:.6g}", throughput * output) + ours + "}\n";
        const auto latency = [&](const char* metric, double mean, double spread) {
          text +=
              start +
              fmt::format(
                  "\"metric\": \"{}\", \"mean\": {:.6g}, \"P50\": {:.6g}, \"P90\": {:.6g}, \"P99\": {:.6g}",
                  metric, mean, mean * (1 - spread * 0.05), mean * (1 + spread * 0.3),
                  mean * (1 + spread * 0.7)) +
              ours + "}\n";
        };
        latency("E2E", e2e, 0.3 + std::min(load, 1.2));
        latency("TTFT", ttft, 0.5 + std::min(load, 1.5));
        latency("TPOT", tpot, 0.2);
      }
  return text;
}

Workspace measuredWorkspace(const std::string& directory) {
  Workspace workspace;
  for (const SampleGpu& gpu : gpus()) {
    Target target;
    target.name = gpu.target;
    target.model = "llama2-7b";
    target.deployment = "llama2-7b-" + gpu.target;
    target.gpu = gpu.gpu;
    target.costPerHour = gpu.costPerHour;
    target.reach = Simulated{gpu.gpu, "llama2-7b"};
    target.journal = directory + "/" + gpu.target + ".jsonl";
    workspace.targets.push_back(std::move(target));
  }
  workspace.slos[Metric::e2e] = {.statistic = Statistic::p99, .value = 20, .on = true};
  workspace.slos[Metric::ttft] = {.statistic = Statistic::p99, .value = 1, .on = true};
  return workspace;
}

std::string writeMeasuredWorkspace(const std::string& directory,
                                   const std::function<void(Workspace&)>& change) {
  for (const SampleGpu& gpu : gpus()) writeOrEnd(directory + "/" + gpu.target + ".jsonl", sampleJournal(gpu));
  Workspace workspace = measuredWorkspace(directory);
  if (change) change(workspace);
  const std::string path = directory + "/llama.headroom";
  writeOrEnd(path, workspaceText(workspace, path));
  return path;
}

}  // namespace headroom::test
