// headroomctl hardware: the GPUs and models that simulate and predict know.
#include "app/headroomctl/engine_options.h"
#include "app/headroomctl/program.h"
#include "app/headroomctl/verbs.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace headroom::ctl {
namespace {

nlohmann::json asJson(const Hardware& hardware) {
  nlohmann::json gpus = nlohmann::json::array(), models = nlohmann::json::array();
  for (const GpuSpec& gpu : hardware.gpus()) {
    gpus.push_back({{"name", gpu.name},
                    {"aliases", gpu.aliases},
                    {"memoryBytes", gpu.memoryBytes},
                    {"memoryBandwidthBytesPerSecond", gpu.memoryBandwidthBytesPerSecond},
                    {"peakFlops", gpu.peakFlops},
                    {"pricePerHourUsd", gpu.pricePerHourUsd},
                    {"sources", gpu.sources}});
  }
  for (const ModelSpec& model : hardware.models()) {
    models.push_back({{"name", model.name},
                      {"aliases", model.aliases},
                      {"layers", model.layers},
                      {"hiddenSize", model.hiddenSize},
                      {"attentionHeads", model.attentionHeads},
                      {"kvHeads", model.kvHeads},
                      {"headDimension", model.headDimension},
                      {"intermediateSize", model.intermediateSize},
                      {"vocabularySize", model.vocabularySize},
                      {"parameters", model.parameters},
                      {"bytesPerParameter", model.bytesPerParameter},
                      {"maxContextTokens", model.maxContextTokens},
                      {"kvBytesPerToken", model.kvBytesPerToken()},
                      {"sources", model.sources}});
  }
  return {{"gpus", gpus}, {"models", models}};
}

std::string asText(const Hardware& hardware) {
  std::string text =
      fmt::format("{:<22} {:>9} {:>11} {:>13} {:>8}\n", "GPU", "memory", "bandwidth", "FP16 dense", "price");
  for (const GpuSpec& gpu : hardware.gpus())
    text += fmt::format("{:<22} {:>6.1f} GB {:>6.0f} GB/s {:>6.1f} TFLOP/s {:>4.2f} $/h\n", gpu.name,
                        gpu.memoryBytes / 1e9, gpu.memoryBandwidthBytesPerSecond / 1e9, gpu.peakFlops / 1e12,
                        gpu.pricePerHourUsd);
  text += fmt::format("\n{:<22} {:>10} {:>9} {:>12} {:>14}\n", "Model", "parameters", "weights",
                      "KV per token", "context");
  for (const ModelSpec& model : hardware.models())
    text += fmt::format("{:<22} {:>8.2f} B {:>6.1f} GB {:>8} KiB {:>7} tokens\n", model.name,
                        static_cast<double>(model.parameters) / 1e9, model.weightBytes() / 1e9,
                        model.kvBytesPerToken() / 1024, model.maxContextTokens);
  return text;
}

}  // namespace

void addHardware(Program& program) {
  auto files = std::make_shared<std::vector<std::string>>();
  CLI::App* verb =
      program.addVerb({"hardware",
                       "Lists the GPUs and models that simulate and predict know, with list prices to start "
                       "from. --json also tells where "
                       "each number is published.",
                       "headroomctl hardware\nheadroomctl hardware --hardware my_cards.json --json"});
  addHardwareOption(verb, *files);
  program.onRun(verb, [files](Console& console, std::stop_token) {
    EngineChoice choice;
    choice.hardwareFiles = *files;
    const auto hardware = choice.hardware();
    if (!hardware) return console.fail(hardware.error());
    if (console.json())
      console.answerJson(asJson(*hardware));
    else
      console.answer(asText(*hardware));
    return ExitCode::done;
  });
}

}  // namespace headroom::ctl
