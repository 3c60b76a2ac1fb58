// When the requests of a point are sent: fixed in advance, never waiting for answers.
//
//   auto arrivals = parseArrivals("poisson");
//   std::vector<Duration> offsets = arrivalOffsets(*arrivals, 4.0, 100, seed);  // 100 requests at 4 a second
//
// The same (arrivals, rate, count, seed) gives the same times on every machine: the numbers come from
// std::mt19937_64, whose output the standard fixes, and from transforms of our own.
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace headroom {

enum class ArrivalKind {
  poisson,   // independent exponential gaps of mean 1 / rate
  constant,  // one every 1 / rate seconds
  burst,     // burstSize at once every burstSize / rate seconds
};

struct Arrivals {
  ArrivalKind kind = ArrivalKind::poisson;
  int burstSize = 1;  // of ArrivalKind::burst

  bool operator==(const Arrivals&) const = default;
};

// "poisson", "constant" or "burst:N" with N from 1 to 1,000,000. Errors: invalidArgument.
Result<Arrivals> parseArrivals(std::string_view text);
// The text that parseArrivals reads.
std::string toText(const Arrivals& arrivals);

// The send times from the start of the point, ascending; the first is 0. `ratePerSecond` > 0.
std::vector<Duration> arrivalOffsets(const Arrivals& arrivals, double ratePerSecond, std::size_t count,
                                     std::uint64_t seed);

}  // namespace headroom
