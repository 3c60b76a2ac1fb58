// The one monotonic clock of Headroom. Instants from different processes of one machine compare
// (CLOCK_MONOTONIC); an Instant of virtual time compares only with others of the same run.
#pragma once

#include <chrono>

namespace headroom {

using Clock = std::chrono::steady_clock;
using Instant = Clock::time_point;
using Duration = Clock::duration;  // nanoseconds, signed

inline double toSeconds(Duration duration) { return std::chrono::duration<double>(duration).count(); }

// Rounds to the nearest nanosecond; `seconds` must be within about ±292 years.
inline Duration fromSeconds(double seconds) {
  return std::chrono::round<Duration>(std::chrono::duration<double>(seconds));
}

}  // namespace headroom
