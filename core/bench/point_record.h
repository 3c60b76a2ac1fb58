// Everything that was recorded of a measured point: what a table of points shows.
//
//   auto records = readPointRecords(*readFile("a10.jsonl"), "a10.jsonl");
//   records->front().e2e.p99;
//
// A record made of a LoadResult and the one read back from its journal rows are the same. Files of other
// programs tell less: what they do not tell is NaN or absent.
#pragma once

#include "core/base/result.h"
#include "core/bench/plan.h"
#include "core/load/generator.h"

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace headroom {

struct RecordedStatistics {
  static constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  double mean = unknown, p50 = unknown, p90 = unknown, p99 = unknown, max = unknown;
  std::optional<std::uint64_t> count = {};
};

struct PointRecord {
  static constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

  PlanPoint point = {};                               // of a closed loop: its rate is the one that came of it
  double throughput = unknown;                        // TPUT, requests/s
  double tokenThroughput = unknown;                   // TT, tokens/s
  RecordedStatistics e2e = {}, ttft = {}, tpot = {};  // seconds
  RecordedStatistics chunkGap = {}, longestChunkGap = {};  // seconds
  std::string started = {};                                // ISO 8601, UTC; empty where it is not told
  double wallSeconds = unknown;
  std::optional<std::uint64_t> sent = {}, completed = {}, failed = {}, maxInFlight = {};
  std::map<std::string, std::uint64_t> failures = {};  // by name(FailureKind)
  double lagP50 = unknown, lagP99 = unknown, lagMax = unknown;
  double achievedRate = unknown;  // requests/s sent
  double clientCpu = unknown;     // cores
  bool clientLimited = false;
  std::string clientLimitedWhy = {};
  double inputAsked = unknown, inputCame = unknown, outputAsked = unknown, outputCame = unknown;  // means
  bool tokensEstimated = false;
  bool predicted = false;
};

// As the journal would tell it. `started`: as of Journal::append.
PointRecord pointRecord(const Plan& plan, const PlanPoint& point, const LoadResult& result,
                        const std::string& started = {});

// The points of a benchmark file in the order in which they came; rows of one point that stand apart are one
// record, of which the first row of a kind counts. A line that is cut off at the end is left out, as a sweep
// leaves it. Errors: malformed, naming the line.
Result<std::vector<PointRecord>> readPointRecords(std::string_view text, const std::string& source);

// The share by which the mean length that came differs from the one asked: the larger of input and output;
// NaN where it is not known.
double lengthDifference(const PointRecord& record);
// Beyond this share the lengths are said to differ.
inline constexpr double lengthTolerance = 0.05;

}  // namespace headroom
