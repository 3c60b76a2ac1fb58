// How long one step of an inference server takes, by the roofline model (Williams, Waterman, Patterson 2009):
//
//   time = max(FLOPs / (peak · efficiency), bytes / (bandwidth · efficiency)) + overhead
//
//   StepTime stepTime(gpu, model, options);
//   stepTime.of({.newTokens = 1, .contextTokens = 129, .attendedPairs = 129, .sampled = 1});  // a batch of
//   one decodes
//
// Counting of FLOPs and bytes as in "Efficiently Scaling Transformer Inference" (Pope et al. 2022): a
// multiply-add is two FLOPs, every weight is read once a step, and attention reads the keys and values of
// every sequence once.
#pragma once

#include "core/base/clock.h"
#include "core/engine/hardware.h"

#include <cstdint>

namespace headroom {

// Names and defaults as vLLM's where it has them.
struct EngineOptions {
  int maxNumSeqs = 256;            // sequences in one step
  int maxNumBatchedTokens = 2048;  // tokens in one step: a longer prompt is computed in chunks
  int blockTokens = 16;            // tokens of one KV block
  double gpuMemoryUtilization = 0.9;
  std::int64_t maxModelLen = 0;      // prompt and output together; 0 = the model's maxContextTokens
  double computeEfficiency = 0.6;    // share of peakFlops that matrix kernels reach
  double bandwidthEfficiency = 0.8;  // share of the memory bandwidth that decoding reaches
  double overheadSeconds = 0.001;    // scheduling, sampling and launching, each step
};

// What one step computes, summed over its sequences.
struct StepWork {
  std::int64_t newTokens = 0;      // tokens whose keys and values are computed
  std::int64_t contextTokens = 0;  // tokens in the KV cache after the step, of the sequences in it
  std::int64_t attendedPairs = 0;  // (new token, token it attends to) pairs: the quadratic part
  std::int64_t sampled = 0;        // sequences that get an output token
};

class StepTime {
 public:
  StepTime(const GpuSpec& gpu, const ModelSpec& model, const EngineOptions& options);

  // Rounded to whole nanoseconds, at least one.
  Duration of(const StepWork& work) const {
    const double compute = flops(work) * m_secondsPerFlop;
    const double memory = bytes(work) * m_secondsPerByte;
    const double nanoseconds = ((compute > memory ? compute : memory) + m_overheadSeconds) * 1e9;
    return Duration(nanoseconds < 1 ? 1 : static_cast<std::int64_t>(nanoseconds + 0.5));
  }

  // 2 · matrix parameters per token, the output matrix only where a token is sampled, and 4 · layers · heads
  // · head dimension per attended pair (Q·K and the weighted sum of V).
  double flops(const StepWork& work) const {
    return m_flopsPerToken * static_cast<double>(work.newTokens) +
           m_flopsPerSample * static_cast<double>(work.sampled) +
           m_flopsPerPair * static_cast<double>(work.attendedPairs);
  }
  // All weights, the keys and values of the context read, and those of the new tokens written.
  double bytes(const StepWork& work) const {
    return m_weightBytes + m_kvBytesPerToken * static_cast<double>(work.contextTokens + work.newTokens);
  }

 private:
  double m_flopsPerToken, m_flopsPerSample, m_flopsPerPair;
  double m_weightBytes, m_kvBytesPerToken;
  double m_secondsPerFlop, m_secondsPerByte, m_overheadSeconds;
};

// Memory for activations: the widest tensors of a full step in the layers, and the logits in 32 bits, twice,
// as sampling keeps them. vLLM measures this at its start; a reckoning from the architecture is near enough.
double activationReserveBytes(const ModelSpec& model, const EngineOptions& options);

// Memory that is left for keys and values: memory · utilisation − weights − activation reserve. Negative when
// the model does not fit.
double kvCapacityBytes(const GpuSpec& gpu, const ModelSpec& model, const EngineOptions& options);

}  // namespace headroom
