#include "core/bench/plan.h"

#include "core/load/random.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace headroom {
namespace {

constexpr int longestLength = 10'000'000;
constexpr double highestRate = 1e6;
constexpr std::uint64_t mostSamples = 10'000'000;
constexpr int mostWarmup = 10'000;
constexpr int highestConcurrency = 1'000'000;
constexpr int warmupOutputTokens = 16;  // as generateLoad cuts them

Error wrong(std::string message, std::string hint) {
  return {ErrorCode::invalidArgument, std::move(message), std::move(hint)};
}

Result<void> checkLengths(const LengthRange& range, const char* kind) {
  const auto outside = [&](const char* end, int value) {
    return wrong(fmt::format("--{}-{} {} is not a length in tokens", kind, end, value),
                 fmt::format("give a whole number from 1 to {}", longestLength));
  };
  if (range.start < 1 || range.start > longestLength) return outside("start", range.start);
  if (range.limit < 1 || range.limit > longestLength) return outside("limit", range.limit);
  if (range.start > range.limit)
    return wrong(fmt::format("--{0}-start {1} is above --{0}-limit {2}: nothing would be measured", kind,
                             range.start, range.limit),
                 "give a limit that is at least the start");
  return {};
}

Result<void> checkRates(const RateRange& range) {
  const auto outside = [&](const char* end, double value) {
    return wrong(fmt::format("--rate-{} {} is not a request rate", end, value),
                 fmt::format("give requests/s from 0.001 to {}", highestRate));
  };
  // Written so that NaN is outside.
  if (!(range.start >= 0.001 && range.start <= highestRate)) return outside("start", range.start);
  if (!(range.limit >= 0.001 && range.limit <= highestRate)) return outside("limit", range.limit);
  if (range.start > range.limit)
    return wrong(fmt::format("--rate-start {} is above --rate-limit {}: nothing would be measured",
                             range.start, range.limit),
                 "give a limit that is at least the start");
  return {};
}

std::vector<int> doubling(const LengthRange& range) {
  std::vector<int> values;
  for (std::int64_t value = range.start; value <= range.limit; value *= 2)
    values.push_back(static_cast<int>(value));
  return values;
}

// In whole thousandths, as the reference counts them.
std::vector<double> doubling(const RateRange& range) {
  std::vector<double> values;
  const std::int64_t limit = std::llround(range.limit * 1000);
  for (std::int64_t value = std::llround(range.start * 1000); value >= 1 && value <= limit; value *= 2)
    values.push_back(static_cast<double>(value) / 1000);
  return values;
}

}  // namespace

std::string PlanPoint::text() const {
  if (concurrency > 0)
    return fmt::format("input {}, output {}, {} at a time", inputTokens, outputTokens, concurrency);
  return fmt::format("input {}, output {}, {:.6g} req/s", inputTokens, outputTokens, requestRate);
}

std::uint64_t PlanPoint::number() const {
  std::uint64_t number =
      mixSeed(static_cast<std::uint64_t>(inputTokens), static_cast<std::uint64_t>(outputTokens));
  number =
      mixSeed(number, concurrency > 0 ? 0 : static_cast<std::uint64_t>(std::llround(requestRate * 1000)));
  return mixSeed(number, static_cast<std::uint64_t>(concurrency));
}

Result<void> Plan::check() const {
  if (model.empty()) return wrong("the model has no name", "give --model NAME");
  if (only.empty()) {
    if (auto fine = checkLengths(inputTokens, "input"); !fine) return fine;
    if (auto fine = checkLengths(outputTokens, "output"); !fine) return fine;
    if (concurrencies.empty())
      if (auto fine = checkRates(rates); !fine) return fine;
  }
  for (const int value : concurrencies)
    if (value < 1 || value > highestConcurrency)
      return wrong(fmt::format("--concurrency {} is not a number of requests", value),
                   fmt::format("give a whole number from 1 to {}", highestConcurrency));
  if (samples < 1 || samples > mostSamples)
    return wrong(fmt::format("--samples {} is not a number of requests", samples),
                 fmt::format("give a whole number from 1 to {}", mostSamples));
  if (warmup < 0 || warmup > mostWarmup)
    return wrong(fmt::format("--warmup {} is not a number of requests", warmup),
                 fmt::format("give a whole number from 0 to {}", mostWarmup));
  if (!(temperature >= 0 && temperature <= 100))
    return wrong(fmt::format("--temperature {} is not a sampling temperature", temperature),
                 "give a number from 0, usually at most 2");
  return {};
}

std::vector<PlanPoint> Plan::points() const {
  if (!only.empty()) return only;
  std::vector<PlanPoint> points;
  for (const int input : doubling(inputTokens))
    for (const int output : doubling(outputTokens)) {
      for (const int concurrency : concurrencies) points.push_back({input, output, 0, concurrency});
      if (concurrencies.empty())
        for (const double rate : doubling(rates)) points.push_back({input, output, rate, 0});
    }
  return points;
}

PointLoad Plan::load(const PlanPoint& point) const {
  PointLoad load;
  load.inputTokens = point.inputTokens;
  load.outputTokens = point.outputTokens;
  load.ratePerSecond = point.requestRate;
  load.arrivals = arrivals;
  load.concurrency = point.concurrency;
  load.samples = samples;
  load.seed = seed;
  load.point = point.number();
  load.warmup = warmup;
  load.temperature = temperature;
  load.stream = stream;
  load.ignoreEos = ignoreEos;
  return load;
}

std::string Plan::arrivalsText() const {
  if (recordedTimes) return "recorded";
  return concurrencies.empty() ? toText(arrivals) : "closed";
}

std::uint64_t Plan::requests() const {
  return points().size() * (samples + static_cast<std::uint64_t>(std::max(0, warmup)));
}

double Plan::sendingSeconds(const PlanPoint& point) const {
  if (point.concurrency > 0 || !(point.requestRate > 0)) return 0;
  return static_cast<double>(samples - 1) / point.requestRate;
}

double Plan::tailSeconds(const PlanPoint& point) const {
  const double oneRequest = point.outputTokens * assumedSecondsPerOutputToken;
  const double rounds =
      point.concurrency > 0 ? std::ceil(static_cast<double>(samples) / point.concurrency) : 1;
  const double warmupSeconds =
      warmup > 0 ? std::min(point.outputTokens, warmupOutputTokens) * assumedSecondsPerOutputToken : 0;
  return rounds * oneRequest + warmupSeconds;
}

double Plan::expectedSeconds() const {
  double seconds = 0;
  for (const PlanPoint& point : points()) seconds += sendingSeconds(point) + tailSeconds(point);
  return seconds;
}

}  // namespace headroom
