// A GPU and a model small enough to run out of everything within a few requests.
#pragma once

#include "core/engine/engine.h"

#include <QtGlobal>

namespace headroom::test {

inline ModelSpec smallModel() {
  ModelSpec model;
  model.name = "small";
  model.layers = 4;
  model.hiddenSize = 256;
  model.attentionHeads = 4;
  model.kvHeads = 2;
  model.headDimension = 64;
  model.intermediateSize = 512;
  model.vocabularySize = 1000;
  model.parameters = model.architectureParameters();
  model.maxContextTokens = 4096;
  return model;
}

// A GPU whose memory holds the model and exactly `blocks` KV blocks.
inline GpuSpec gpuWithBlocks(const ModelSpec& model, const EngineOptions& options, std::int64_t blocks) {
  GpuSpec gpu;
  gpu.name = "tiny";
  const double kv = (static_cast<double>(blocks) + 0.5) * static_cast<double>(model.kvBytesPerToken()) *
                    options.blockTokens;
  gpu.memoryBytes =
      (model.weightBytes() + activationReserveBytes(model, options) + kv) / options.gpuMemoryUtilization;
  gpu.memoryBandwidthBytesPerSecond = 20e9;
  gpu.peakFlops = 1e12;
  return gpu;
}

inline Engine makeEngine(const GpuSpec& gpu, const ModelSpec& model, const EngineOptions& options = {}) {
  auto engine = Engine::create(gpu, model, options);
  if (!engine) qFatal("%s", engine.error().text().c_str());
  return std::move(*engine);
}

inline Engine builtInEngine(const char* gpu, const char* model, const EngineOptions& options = {}) {
  const auto hardware = Hardware::builtIn();
  if (!hardware) qFatal("%s", hardware.error().text().c_str());
  return makeEngine(*hardware->gpu(gpu), *hardware->model(model), options);
}

inline constexpr Instant start{std::chrono::seconds(1)};
inline constexpr Instant farAway{std::chrono::hours(100000)};

}  // namespace headroom::test
