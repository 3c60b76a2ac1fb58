// The benchmark file: JSON lines that aibrix_benchmark writes and aibrix_gen_profile reads.
// Five rows a point, in the order TPUT, TT, E2E, TTFT, TPOT.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace headroom {

enum class Metric { tput, tt, e2e, ttft, tpot, tpat };  // tpat is derived, never in a file

// "TPUT", "TT", "E2E", "TTFT", "TPOT", "TPAT": as in the file.
std::string_view name(Metric metric);

// What a row tells besides its statistics; -1 where it tells nothing. Files of the reference give `samples`
// alone.
struct RowFacts {
  std::int32_t samples = -1;  // requests planned for the point
  std::int32_t sent = -1, completed = -1, failed = -1;
  std::int32_t count = -1;        // values that a latency's statistics are of
  std::int32_t concurrency = -1;  // of a closed loop, in which nobody asked for the rate
  bool predicted = false;         // made by the engine
  bool clientLimited = false;     // the client, not the server, may have set the numbers
  bool poisson = false;           // arrivals are said to be a Poisson process
  bool operator==(const RowFacts&) const = default;
};

struct BenchmarkRow {
  int inputTokens = 0;
  int outputTokens = 0;
  double requestRate = 0;  // requests/s asked
  Metric metric = Metric::tput;
  // TPUT in requests/s, TT in output tokens/s, the latencies in seconds. The percentiles are NaN where the
  // row has none; a statistic that the file gives as NaN is NaN, and passes no SLO.
  double mean = std::numeric_limits<double>::quiet_NaN();
  double p50 = std::numeric_limits<double>::quiet_NaN();
  double p90 = std::numeric_limits<double>::quiet_NaN();
  double p99 = std::numeric_limits<double>::quiet_NaN();
  RowFacts facts = {};
};

struct BenchmarkFile {
  std::string source;                 // the path, for messages
  std::string model;                  // of the first row; empty where it has none
  bool predicted = false;             // made by the engine ("predicted": true in its rows)
  std::vector<BenchmarkRow> rows;     // in file order
  std::vector<std::string> warnings;  // what a person should know: NaN statistics, several models, …
};

// Errors: malformed, naming the file and the line.
Result<BenchmarkFile> parseBenchmarkFile(std::string_view text, const std::string& source);
Result<BenchmarkFile> readBenchmarkFile(const std::string& path);

}  // namespace headroom
