#include "ui/controllers/known_hardware.h"

#include <QRegularExpression>

namespace headroom::ui {

const Hardware& knownHardware() {
  static const Hardware hardware = [] {
    auto read = Hardware::builtIn();
    return read ? std::move(*read) : Hardware();
  }();
  return hardware;
}

std::optional<double> listPrice(const std::string& gpu) {
  const auto found = knownHardware().gpu(gpu);
  if (!found || found->pricePerHourUsd <= 0) return std::nullopt;
  return found->pricePerHourUsd;
}

QStringList knownGpus() {
  QStringList names;
  for (const GpuSpec& gpu : knownHardware().gpus()) names.push_back(QString::fromStdString(gpu.name));
  return names;
}

QStringList knownModels() {
  QStringList names;
  for (const ModelSpec& model : knownHardware().models()) names.push_back(QString::fromStdString(model.name));
  return names;
}

// The longest run of words that names one: "llama2-7b-a100-80g" is an A100-80G, not an unknown a100.
std::optional<std::string> gpuInName(const QString& name) {
  static const QRegularExpression between(QStringLiteral("[^A-Za-z0-9]+"));
  const QStringList words = name.split(between, Qt::SkipEmptyParts);
  for (qsizetype length = words.size(); length > 0; --length)
    for (qsizetype first = 0; first + length <= words.size(); ++first)
      if (const auto gpu = knownHardware().gpu(words.mid(first, length).join(QLatin1Char('-')).toStdString()))
        return gpu->name;
  return std::nullopt;
}

}  // namespace headroom::ui
