// The GPUs and models that the program knows, read once: for lists to choose from and for prices to begin
// with.
//
//   field->setChoices(knownGpus());
//   if (const auto price = listPrice("A10")) ...      // dollars an hour of one GPU
#pragma once

#include "core/engine/hardware.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <string>

namespace headroom::ui {

const Hardware& knownHardware();

// By name or alias; nothing for a GPU without a price in the data.
std::optional<double> listPrice(const std::string& gpu);

// The names of all, for lists to choose from.
QStringList knownGpus();
QStringList knownModels();

// The GPU that a file or a deployment is called after: "results/llama-a10.jsonl" is of an A10.
std::optional<std::string> gpuInName(const QString& name);

}  // namespace headroom::ui
