#include "core/load/schedule.h"

#include "core/load/random.h"

#include <fmt/format.h>

#include <charconv>

namespace headroom {
namespace {

constexpr int largestBurst = 1'000'000;

}  // namespace

Result<Arrivals> parseArrivals(std::string_view text) {
  if (text == "poisson") return Arrivals{ArrivalKind::poisson, 1};
  if (text == "constant") return Arrivals{ArrivalKind::constant, 1};
  constexpr std::string_view prefix = "burst:";
  if (text.starts_with(prefix)) {
    const std::string_view digits = text.substr(prefix.size());
    int size = 0;
    const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), size);
    if (failure == std::errc() && end == digits.data() + digits.size() && size >= 1 && size <= largestBurst)
      return Arrivals{ArrivalKind::burst, size};
    return Error{ErrorCode::invalidArgument,
                 fmt::format("arrivals \"{}\": the size of a burst is a whole number from 1 to {}", text,
                             largestBurst),
                 "write burst:8 for eight requests at once"};
  }
  return Error{ErrorCode::invalidArgument, fmt::format("arrivals \"{}\" are not known", text),
               "give poisson, constant or burst:N"};
}

std::string toText(const Arrivals& arrivals) {
  switch (arrivals.kind) {
    case ArrivalKind::poisson: return "poisson";
    case ArrivalKind::constant: return "constant";
    case ArrivalKind::burst: return fmt::format("burst:{}", arrivals.burstSize);
  }
  return "";
}

std::vector<Duration> arrivalOffsets(const Arrivals& arrivals, double ratePerSecond, std::size_t count,
                                     std::uint64_t seed) {
  std::vector<Duration> offsets;
  offsets.reserve(count);
  Random random(seed);
  double seconds = 0;
  for (std::size_t i = 0; i < count; ++i) {
    switch (arrivals.kind) {
      case ArrivalKind::poisson:
        if (i > 0) seconds += random.exponential(1 / ratePerSecond);
        break;
      case ArrivalKind::constant: seconds = static_cast<double>(i) / ratePerSecond; break;
      case ArrivalKind::burst: {
        const auto size = static_cast<std::size_t>(arrivals.burstSize);
        seconds = static_cast<double>(i / size * size) / ratePerSecond;
        break;
      }
    }
    offsets.push_back(fromSeconds(seconds));
  }
  return offsets;
}

}  // namespace headroom
