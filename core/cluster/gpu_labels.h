// The GPU type of a node, from the labels that its cloud or NVIDIA's operator put on it.
//
//   auto gpu = gpuOfLabels(node.labels, hardware);
//   if (gpu) …   gpu->name == "A10G", gpu->from == "node label nvidia.com/gpu.product=NVIDIA-A10G"
#pragma once

#include "core/cluster/kube_objects.h"
#include "core/engine/hardware.h"

#include <optional>
#include <string>
#include <string_view>

namespace headroom {

struct ProposedGpu {
  std::string name;                            // as the hardware data call it, else as the label says
  std::string from;                            // the label, as "key=value"
  bool known = false;                          // it is in the hardware data
  std::optional<double> pricePerHourUsd = {};  // of one GPU; absent where unknown
};

// Looks at, in this order: nvidia.com/gpu.product, cloud.google.com/gke-accelerator, gpu.nvidia.com/model,
// aliyun.accelerator/nvidia_name, machine.cluster.vke.volcengine.com/gpu-name,
// node.kubernetes.io/instance-type (AWS, Google Cloud, Azure, Alibaba Cloud). A slice of a GPU (MIG) and a
// variant with other memory than ours (an A100 of 40 GB) is named as it is and not taken for the whole or the
// larger one.
std::optional<ProposedGpu> gpuOfLabels(const KubeLabels& labels, const Hardware& hardware);

// The GPU of an instance type such as "g5.12xlarge", as the hardware data or its maker call it; empty =
// unknown.
std::string gpuOfInstanceType(std::string_view type);

}  // namespace headroom
