#include "core/cluster/gpu_labels.h"

#include <algorithm>
#include <array>
#include <utility>

namespace headroom {
namespace {

// Prefixes of instance types; the first that fits. By the pages of the clouds on their GPU instances, 2026.
constexpr std::array<std::pair<std::string_view, std::string_view>, 40> kInstances{{
    // AWS EC2
    {"g4dn.", "T4"},
    {"g5g.", "T4G"},
    {"g5.", "A10G"},
    {"g6e.", "L40S"},
    {"g6.", "L4"},
    {"gr6.", "L4"},
    {"p3dn.", "V100-32GB"},
    {"p3.", "V100-16GB"},
    {"p4de.", "A100-80G"},
    {"p4d.", "A100-40G"},
    {"p5en.", "H200"},
    {"p5e.", "H200"},
    {"p5.", "H100"},
    {"p6-b200.", "B200"},
    // Google Cloud
    {"g2-", "L4"},
    {"a2-ultragpu-", "A100-80G"},
    {"a2-highgpu-", "A100-40G"},
    {"a2-megagpu-", "A100-40G"},
    {"a3-ultragpu-", "H200"},
    {"a3-highgpu-", "H100"},
    {"a3-megagpu-", "H100"},
    {"a3-edgegpu-", "H100"},
    {"a4-highgpu-", "B200"},
    // Azure, in lower case
    {"standard_nd96asr_", "A100-40G"},
    {"standard_nd96amsr_a100", "A100-80G"},
    {"standard_nd96isr_h100", "H100"},
    {"standard_nd96isr_h200", "H200"},
    {"standard_nc24ads_a100", "A100-80G"},
    {"standard_nc48ads_a100", "A100-80G"},
    {"standard_nc96ads_a100", "A100-80G"},
    {"standard_nc40ads_h100", "H100-NVL"},
    {"standard_nc80adis_h100", "H100-NVL"},
    {"standard_nv36ads_a10", "A10"},
    {"standard_nv72ads_a10", "A10"},
    // Alibaba Cloud
    {"ecs.gn6v-", "V100-16GB"},
    {"ecs.gn6e-", "V100-32GB"},
    {"ecs.gn6i-", "T4"},
    {"ecs.gn7i-", "A10"},
    {"ecs.gn7e-", "A100-80G"},
    {"ecs.gn8is-", "L20"},
}};

// GKE's names, where they are not NVIDIA's with a prefix.
constexpr std::array<std::pair<std::string_view, std::string_view>, 10> kGkeNames{{
    {"nvidia-tesla-t4", "T4"},
    {"nvidia-tesla-v100", "V100-16GB"},
    {"nvidia-tesla-p100", "P100"},
    {"nvidia-tesla-p4", "P4"},
    {"nvidia-tesla-a100", "A100-40G"},
    {"nvidia-a100-80gb", "A100-80G"},
    {"nvidia-h100-80gb", "H100"},
    {"nvidia-h100-mega-80gb", "H100"},
    {"nvidia-h200-141gb", "H200"},
    {"nvidia-b200", "B200"},
}};

std::string lower(std::string_view text) {
  std::string low(text);
  for (char& c : low) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return low;
}

// "NVIDIA-A100-SXM4-80GB" → "A100-SXM4-80GB", "Tesla-T4" → "T4", "NVIDIA-A10G-SHARED" → "A10G".
std::string bareName(std::string_view product) {
  for (const std::string_view prefix : {"nvidia-", "tesla-", "nvidia ", "tesla "}) {
    if (lower(product).starts_with(prefix)) product.remove_prefix(prefix.size());
  }
  if (lower(product).ends_with("-shared"))
    product.remove_suffix(7);  // time-sliced: the same GPU, used by several
  std::string name(product);
  std::replace(name.begin(), name.end(), ' ', '-');
  return name;
}

// "A100" alone may mean either memory; a name that says 40 GB must not find the entry of 80 GB.
std::string nameOf(std::string_view key, const std::string& value) {
  if (key == "node.kubernetes.io/instance-type") return gpuOfInstanceType(value);
  if (key == "cloud.google.com/gke-accelerator") {
    for (const auto& [label, gpu] : kGkeNames) {
      if (value == label) return std::string(gpu);
    }
    std::string name = bareName(value);
    for (char& c : name) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    return name;
  }
  return bareName(value);
}

}  // namespace

std::string gpuOfInstanceType(std::string_view type) {
  const std::string low = lower(type);
  for (const auto& [prefix, gpu] : kInstances) {
    if (low.starts_with(prefix)) return std::string(gpu);
  }
  return {};
}

std::optional<ProposedGpu> gpuOfLabels(const KubeLabels& labels, const Hardware& hardware) {
  for (const char* key :
       {"nvidia.com/gpu.product", "cloud.google.com/gke-accelerator", "gpu.nvidia.com/model",
        "aliyun.accelerator/nvidia_name", "machine.cluster.vke.volcengine.com/gpu-name",
        "node.kubernetes.io/instance-type"}) {
    const auto label = labels.find(key);
    if (label == labels.end()) continue;
    const std::string found = nameOf(key, label->second);
    if (found.empty()) continue;
    ProposedGpu gpu{found, std::string(key) + "=" + label->second};
    // The label's own word first: it may be an alias.
    for (const std::string& word : {label->second, found}) {
      const auto spec = hardware.gpu(word);
      if (!spec) continue;
      gpu.name = spec->name;
      gpu.known = true;
      if (spec->pricePerHourUsd > 0) gpu.pricePerHourUsd = spec->pricePerHourUsd;
      break;
    }
    return gpu;
  }
  return std::nullopt;
}

}  // namespace headroom
