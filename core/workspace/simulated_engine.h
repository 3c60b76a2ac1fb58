// The engine that stands behind a simulated target, the same wherever one is served, measured or predicted.
//
//   auto engine = simulatedEngine(Simulated{"A10", "deepseek-llm-7b-chat"});
//   if (!engine) return engine.error();      // an unknown name: tells which are known
//   VirtualBackend backend(std::move(*engine));
#pragma once

#include "core/engine/engine.h"
#include "core/service/simulated_endpoint.h"
#include "core/workspace/workspace.h"

namespace headroom {

// Defaults, but for the context: it has room for every cell of the reference's grid (4096 + 4096 tokens),
// also where the model was trained on less, so that a plan's corner is simulated and not refused.
EngineOptions simulatedEngineOptions(const ModelSpec& model);

// Errors: invalidArgument, for a GPU or a model that is not in the data files, or a model that does not fit.
Result<Engine> simulatedEngine(const Simulated& reach);

// A server of it, to be named, given a port and started.
Result<SimulationOptions> simulationOf(const Simulated& reach);

}  // namespace headroom
