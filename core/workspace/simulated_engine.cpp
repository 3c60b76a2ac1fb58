#include "core/workspace/simulated_engine.h"

#include <algorithm>

namespace headroom {

EngineOptions simulatedEngineOptions(const ModelSpec& model) {
  constexpr std::int64_t cornerOfTheGrid = 4096 + 4096;
  EngineOptions options;
  options.maxModelLen = std::max(model.maxContextTokens, cornerOfTheGrid);
  return options;
}

Result<SimulationOptions> simulationOf(const Simulated& reach) {
  const auto hardware = Hardware::builtIn();
  if (!hardware) return hardware.error();
  auto gpu = hardware->gpu(reach.gpu);
  if (!gpu) return gpu.error();
  auto model = hardware->model(reach.model);
  if (!model) return model.error();
  SimulationOptions options{.gpu = std::move(*gpu), .model = std::move(*model)};
  options.engine = simulatedEngineOptions(options.model);
  return options;
}

Result<Engine> simulatedEngine(const Simulated& reach) {
  const auto what = simulationOf(reach);
  if (!what) return what.error();
  return Engine::create(what->gpu, what->model, what->engine);
}

}  // namespace headroom
