// GPUs and models by name: public numbers that come with the program, and a file of the user's own.
//
//   Result<Hardware> hardware = Hardware::builtIn();
//   if (auto added = hardware->addFile("my_cluster.json"); !added) return added.error();
//   Result<GpuSpec> gpu = hardware->gpu("A10");
//
// A file holds {"gpus": [{"name": …, key: value …}], "models": […]} with the keys of the members below. A
// value is a number, or {"value": number, "source": "where it is published"}. An entry whose name is known
// changes only the keys it gives; a new name must give every key that has no default.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace headroom {

struct GpuSpec {
  std::string name;
  std::vector<std::string> aliases;
  double memoryBytes = 0;  // what the driver gives to programs
  double memoryBandwidthBytesPerSecond = 0;
  double peakFlops = 0;        // dense FP16/BF16 of the tensor cores, FLOP/s; never the sparse figure
  double pricePerHourUsd = 0;  // a list price to start from; 0 = unknown
  std::map<std::string, std::string> sources;  // key → where its number is published
};

struct ModelSpec {
  std::string name;
  std::vector<std::string> aliases;
  std::int64_t layers = 0;
  std::int64_t hiddenSize = 0;
  std::int64_t attentionHeads = 0;
  std::int64_t kvHeads = 0;
  std::int64_t headDimension = 0;
  std::int64_t intermediateSize = 0;
  std::int64_t vocabularySize = 0;
  std::int64_t parameters = 0;
  std::int64_t bytesPerParameter = 2;  // of the weights and of the KV cache
  std::int64_t maxContextTokens = 0;   // prompt and output together
  bool tiedEmbeddings = false;         // the output matrix is the embedding table
  std::map<std::string, std::string> sources;

  double weightBytes() const;
  // Keys and values of one token in every layer: 2 · layers · kvHeads · headDimension · bytes.
  std::int64_t kvBytesPerToken() const;
  // Matrix parameters of the decoder layers: attention (Q, K, V, O) and the gated MLP (gate, up, down).
  std::int64_t layerParameters() const;
  // Parameters by the architecture: layers with their two norms, embedding, output matrix, last norm.
  std::int64_t architectureParameters() const;
};

class Hardware {
 public:
  // The numbers of resources/data, embedded when the program was built.
  static Result<Hardware> builtIn();

  // Adds or changes entries. `source` names the text in errors. Nothing is changed when it fails.
  // Errors: malformed, naming source, entry and key; those of readFile.
  Result<void> addText(std::string_view text, const std::string& source);
  Result<void> addFile(const std::string& path);

  // By name or alias; case does not matter. Errors: invalidArgument, listing the names known.
  Result<GpuSpec> gpu(std::string_view name) const;
  Result<ModelSpec> model(std::string_view name) const;

  const std::vector<GpuSpec>& gpus() const { return m_gpus; }
  const std::vector<ModelSpec>& models() const { return m_models; }

 private:
  std::vector<GpuSpec> m_gpus;
  std::vector<ModelSpec> m_models;
};

}  // namespace headroom
