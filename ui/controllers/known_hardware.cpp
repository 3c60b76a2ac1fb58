#include "ui/controllers/known_hardware.h"

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

}  // namespace headroom::ui
