// The GPUs and models that the program knows, read once: for lists to choose from and for prices to begin
// with.
//
//   for (const GpuSpec& gpu : knownHardware().gpus()) combo->addItem(QString::fromStdString(gpu.name));
//   if (const auto price = listPrice("A10")) ...      // dollars an hour of one GPU
#pragma once

#include "core/engine/hardware.h"

#include <optional>
#include <string>

namespace headroom::ui {

const Hardware& knownHardware();

// By name or alias; nothing for a GPU without a price in the data.
std::optional<double> listPrice(const std::string& gpu);

}  // namespace headroom::ui
