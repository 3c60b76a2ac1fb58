#include "core/engine/step_time.h"

namespace headroom {

StepTime::StepTime(const GpuSpec& gpu, const ModelSpec& model, const EngineOptions& options)
    : m_flopsPerToken(2.0 * static_cast<double>(model.layerParameters())),
      m_flopsPerSample(2.0 * static_cast<double>(model.hiddenSize * model.vocabularySize)),
      m_flopsPerPair(4.0 * static_cast<double>(model.layers * model.attentionHeads * model.headDimension)),
      m_weightBytes(model.weightBytes()),
      m_kvBytesPerToken(static_cast<double>(model.kvBytesPerToken())),
      m_secondsPerFlop(1.0 / (gpu.peakFlops * options.computeEfficiency)),
      m_secondsPerByte(1.0 / (gpu.memoryBandwidthBytesPerSecond * options.bandwidthEfficiency)),
      m_overheadSeconds(options.overheadSeconds) {}

double activationReserveBytes(const ModelSpec& model, const EngineOptions& options) {
  // Gate and up projections beside each other, and the residual, the normed input, Q, K, V and the
  // attention's output.
  const auto perToken =
      static_cast<double>((2 * model.intermediateSize + 6 * model.hiddenSize) * model.bytesPerParameter);
  const auto logits = static_cast<double>(model.vocabularySize) * 4 * 2;
  return options.maxNumBatchedTokens * perToken + options.maxNumSeqs * logits;
}

double kvCapacityBytes(const GpuSpec& gpu, const ModelSpec& model, const EngineOptions& options) {
  return gpu.memoryBytes * options.gpuMemoryUtilization - model.weightBytes() -
         activationReserveBytes(model, options);
}

}  // namespace headroom
