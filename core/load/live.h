// What happens to the requests of a point while it is being measured: for live charts.
//
//   auto result = generateLoad(backend, prompts, load, stop, {}, [&](const LiveBatch& batch) {
//     queue.push(batch.events);                       // the load thread waits for it: only hand over
//   });
//
// Events are collected where they happen and handed out about ten times a second and at the end of the point,
// so that watching costs the load thread next to nothing.
#pragma once

#include "core/base/clock.h"

#include <cstdint>
#include <functional>
#include <limits>
#include <span>

namespace headroom {

struct LiveEvent {
  static constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

  enum class Kind : unsigned char {
    sent,
    firstContent,  // once for each request that gets so far, before it has finished where the backend can
                   // tell
    finished,      // completed
    failed,
  };
  Kind kind = Kind::sent;
  Instant at{};                  // on the backend's clock
  double lagSeconds = unknown;   // sent: actual − planned; open loop only
  double ttftSeconds = unknown;  // firstContent
  double e2eSeconds = unknown;   // finished
  double tpotSeconds = unknown;  // finished, of answers of two tokens and more
};

struct LiveBatch {
  std::span<const LiveEvent> events;  // since the batch before; in the order in which they were seen
  Instant now{};                      // on the backend's clock
  std::uint64_t inFlight = 0;
  std::uint64_t sent = 0, finished = 0,
                failed = 0;               // of this point so far; `finished` counts failed ones too
  double clientCpu = LiveEvent::unknown;  // cores that the load thread used since the batch before
};

using LiveSink = std::function<void(const LiveBatch&)>;

}  // namespace headroom
