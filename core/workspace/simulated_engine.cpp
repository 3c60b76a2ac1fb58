#include "core/workspace/simulated_engine.h"

#include <algorithm>

namespace headroom {

EngineOptions simulatedEngineOptions(const ModelSpec& model) {
  constexpr std::int64_t cornerOfTheGrid = 4096 + 4096;
  EngineOptions options;
  options.maxModelLen = std::max(model.maxContextTokens, cornerOfTheGrid);
  return options;
}

Result<Engine> simulatedEngine(const Simulated& reach) {
  const auto hardware = Hardware::builtIn();
  if (!hardware) return hardware.error();
  const auto gpu = hardware->gpu(reach.gpu);
  if (!gpu) return gpu.error();
  const auto model = hardware->model(reach.model);
  if (!model) return model.error();
  return Engine::create(*gpu, *model, simulatedEngineOptions(*model));
}

}  // namespace headroom
