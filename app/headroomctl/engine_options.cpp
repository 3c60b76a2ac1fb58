#include "app/headroomctl/engine_options.h"

namespace headroom::ctl {

void addHardwareOption(CLI::App* verb, std::vector<std::string>& files) {
  verb->add_option("--hardware", files,
                   "A JSON file with GPUs and models of your own, which add to the known ones or change "
                   "them; can be repeated")
      ->type_name("FILE");
}

void EngineChoice::addTo(CLI::App* verb) {
  verb->add_option("--gpu", gpuName, "The GPU, such as A10; headroomctl hardware lists all")
      ->required()
      ->type_name("NAME");
  verb->add_option("-m,--model", modelName, "The model")->capture_default_str()->type_name("NAME");
  addHardwareOption(verb, hardwareFiles);
  verb->add_option("--max-num-seqs", engine.maxNumSeqs, "Sequences that one step serves at most")
      ->capture_default_str()
      ->type_name("COUNT");
  verb->add_option("--max-num-batched-tokens", engine.maxNumBatchedTokens,
                   "Tokens that one step computes at most")
      ->capture_default_str()
      ->type_name("COUNT");
  verb->add_option("--max-model-len", engine.maxModelLen,
                   "Prompt and answer together, in tokens, at most. Default: the model's context")
      ->type_name("TOKENS");
  verb->add_option("--gpu-memory-utilization", engine.gpuMemoryUtilization,
                   "Share of the GPU's memory that is used")
      ->capture_default_str()
      ->type_name("SHARE");
  verb->add_option("--compute-efficiency", engine.computeEfficiency,
                   "Share of the peak FLOP/s that is reached")
      ->capture_default_str()
      ->type_name("SHARE");
  verb->add_option("--bandwidth-efficiency", engine.bandwidthEfficiency,
                   "Share of the memory bandwidth that is reached")
      ->capture_default_str()
      ->type_name("SHARE");
  verb->add_option("--overhead", engine.overheadSeconds,
                   "Time that each step takes beside computing, in seconds")
      ->capture_default_str()
      ->type_name("SECONDS");
}

Result<Hardware> EngineChoice::hardware() const {
  Result<Hardware> hardware = Hardware::builtIn();
  if (!hardware) return hardware;
  for (const std::string& file : hardwareFiles) {
    if (auto added = hardware->addFile(file); !added) return added.error();
  }
  return hardware;
}

Result<EngineChoice::Chosen> EngineChoice::choose() const {
  const auto known = hardware();
  if (!known) return known.error();
  auto gpu = known->gpu(gpuName);
  if (!gpu) return gpu.error();
  auto model = known->model(modelName);
  if (!model) return model.error();
  return Chosen{std::move(*gpu), std::move(*model)};
}

}  // namespace headroom::ctl
