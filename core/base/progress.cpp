#include "core/base/progress.h"

#include <fmt/format.h>

#include <cmath>

namespace headroom {

std::string durationText(double seconds) {
  if (!std::isfinite(seconds)) return "unknown";
  if (seconds < 0) seconds = 0;
  if (seconds < 9.95) return fmt::format("{:.1f} s", seconds);
  const auto whole = static_cast<long long>(std::llround(seconds));
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
  return fmt::format("{} h {:02} min", whole / 3600, whole % 3600 / 60);
}

}  // namespace headroom
