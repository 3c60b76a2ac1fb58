// What a sweep measures: a grid of request shapes and rates, in the reference's order.
//
//   Plan plan;                       // the reference's defaults: 11 x 11 cells, 7 rates
//   plan.inputTokens = {128, 512};   // 128, 256, 512
//   if (auto wrong = plan.check(); !wrong) return wrong.error();
//   for (const PlanPoint& point : plan.points()) ...
#pragma once

#include "core/base/result.h"
#include "core/load/generator.h"
#include "core/load/schedule.h"

#include <cstdint>
#include <string>
#include <vector>

namespace headroom {

// From start to limit, both included where doubling meets it.
struct LengthRange {
  int start = 4;
  int limit = 4096;

  bool operator==(const LengthRange&) const = default;
};

struct RateRange {
  double start = 1;  // requests/s; counted in thousandths, as the reference does
  double limit = 64;

  bool operator==(const RateRange&) const = default;
};

struct PlanPoint {
  int inputTokens = 0;
  int outputTokens = 0;
  double requestRate = 0;  // requests/s; 0 in a closed loop, whose rate is measured
  int concurrency = 0;     // > 0: closed loop

  bool operator==(const PlanPoint&) const = default;
  // "input 128, output 64, 4 req/s", "input 128, output 64, 8 at a time".
  std::string text() const;
  // PromptPlace::point: made of the four numbers, so the same in every run.
  std::uint64_t number() const;
};

struct Plan {
  LengthRange inputTokens;
  LengthRange outputTokens;
  RateRange rates;
  std::vector<int> concurrencies;  // not empty: closed loop, one point each instead of one a rate
  std::vector<PlanPoint> only;     // not empty: these points instead of the grid (replay of a data set)

  std::string model = "llama2-7b";
  std::uint64_t samples = 100;  // requests a point
  std::uint64_t seed = 0;
  Arrivals arrivals;
  double temperature = 0;
  int warmup = 0;  // requests a point that are not counted
  bool stream = true;
  bool ignoreEos = true;
  std::string api = "completions";  // or "chat"
  std::string prompts = "fresh";    // PromptSource::name()
  std::string workload;             // name of the data set that prompts come from; empty = none
  bool recordedTimes = false;       // requests are sent at the data set's own times
  bool predicted = false;           // made by the engine

  bool operator==(const Plan&) const = default;

  // Errors: invalidArgument, naming the option of `headroomctl benchmark` and its value.
  Result<void> check() const;

  // Input lengths outermost, rates innermost; each doubling.
  std::vector<PlanPoint> points() const;
  PointLoad load(const PlanPoint& point) const;
  // "poisson", "constant", "burst:N", "closed" or "recorded", as the benchmark file tells it.
  std::string arrivalsText() const;

  // Requests of all points, with warm-up.
  std::uint64_t requests() const;
  // Time for sending alone: (samples - 1) / rate; 0 in a closed loop.
  double sendingSeconds(const PlanPoint& point) const;
  // What a point takes beyond sending, before anything is known of the server: until the last answer is
  // there, one request at `assumedSecondsPerOutputToken`; in a closed loop samples / concurrency of them.
  double tailSeconds(const PlanPoint& point) const;
  double expectedSeconds() const;
};

// What tailSeconds assumes of the server.
inline constexpr double assumedSecondsPerOutputToken = 0.03;

}  // namespace headroom
