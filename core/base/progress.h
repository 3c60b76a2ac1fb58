// How long work tells how far it is. The sink is called from the working thread, at least at
// the start and at the end of each phase; whoever shows it throttles.
#pragma once

#include "core/base/clock.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace headroom {

struct Progress {
  std::string phase;                            // "measure", "read", ...
  std::uint64_t done = 0;                       // steps finished
  std::uint64_t total = 0;                      // 0 = unknown
  double elapsedSeconds = 0;                    // since the work began
  std::optional<double> remainingSeconds = {};  // absent until it can be told
  std::string detail = {};                      // what is being done now: "input 128, output 64, 4 req/s"
};

using ProgressSink = std::function<void(const Progress&)>;

// "1 h 02 min", "3 min 20 s", "12 s", "0.4 s".
std::string durationText(double seconds);

}  // namespace headroom
