// An inference server without a GPU: the engine of core/engine behind HTTP, in real time, speaking as vLLM
// does.
//
//   SimulationOptions options{.gpu = gpu, .model = model};
//   auto endpoint = SimulatedEndpoint::start(options);
//   endpoint->url();   // "http://127.0.0.1:41023"
//
// GET /v1/models, /health, /ping, /version, /metrics; POST /v1/completions, /v1/chat/completions, /tokenize,
// /detokenize. Answers are made of nonsense words (tokenizer.h); their lengths and times are those of the
// engine. Without ignore_eos an answer may end before max_tokens, at a length fixed by the prompt
// (output_length.h).
//
// Faults come by rule (SimulationOptions::faults), or for one request by the header "x-headroom-fault:
// KIND[:ARGUMENT]".
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/engine/engine.h"
#include "core/service/fault.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace headroom {

struct SimulationOptions {
  GpuSpec gpu;
  ModelSpec model;
  EngineOptions engine = {};
  std::string servedModelName = {};  // empty: the model's name
  std::string address = "127.0.0.1";
  int port = 0;        // 0: a free one
  Secret apiKey = {};  // asked for below /v1 where it is not empty
  std::vector<FaultRule> faults = {};
  std::uint64_t seed = 0;  // of the faults
  bool prefixCache = false;
};

class SimulatedEndpoint {
 public:
  // Serves on a thread of its own until it is stopped or destroyed. Errors: those of Engine::create and
  // HttpServer::listen.
  static Result<SimulatedEndpoint> start(SimulationOptions options);

  SimulatedEndpoint(SimulatedEndpoint&&) noexcept;
  SimulatedEndpoint& operator=(SimulatedEndpoint&&) noexcept;
  ~SimulatedEndpoint();

  int port() const;
  std::string url() const;
  std::int64_t kvCapacityTokens() const;
  // Ends all connections and the thread.
  void stop();

  class Impl;

 private:
  explicit SimulatedEndpoint(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> m_impl;
};

}  // namespace headroom
