// The options that choose a GPU, a model and how the engine serves it, shared by the verbs that simulate and
// predict.
//
//   auto options = std::make_shared<EngineChoice>();
//   options->addTo(verb);
//   …
//   auto chosen = options->choose();   // exit code 2 where a name is unknown
//   auto engine = Engine::create(chosen->gpu, chosen->model, options->engine);
#pragma once

#include "core/base/result.h"
#include "core/engine/hardware.h"
#include "core/engine/step_time.h"

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace headroom::ctl {

struct EngineChoice {
  std::string gpuName;
  std::string modelName = "llama2-7b";
  std::vector<std::string> hardwareFiles;
  EngineOptions engine;

  struct Chosen {
    GpuSpec gpu;
    ModelSpec model;
  };

  // --gpu -m/--model --hardware and the engine's own, by vLLM's names. The object must outlive the parse.
  void addTo(CLI::App* verb);

  // The built-in hardware with the files of --hardware. Errors: those of Hardware::addFile.
  Result<Hardware> hardware() const;
  Result<Chosen> choose() const;
};

// --hardware alone.
void addHardwareOption(CLI::App* verb, std::vector<std::string>& files);

}  // namespace headroom::ctl
