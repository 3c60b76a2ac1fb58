// The promise: bounds on throughput and latency, and the statistic of the latencies that must keep them.
//
//   Slos slos;
//   slos.e2e = 5;                       // seconds
//   slos.statistic = Statistic::p99;
//   sloText(slos, Metric::e2e) == "E2E P99 < 5 s"
#pragma once

#include "core/base/result.h"
#include "core/bench/benchmark_file.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace headroom {

enum class Statistic { mean = 0, p50 = 50, p90 = 90, p99 = 99 };

// The statistic of a percentile as in the command line and the profile (0 = mean); nothing for another
// number.
std::optional<Statistic> statisticOf(int percentile);
// "mean", "P50", "P90", "P99".
std::string_view name(Statistic statistic);

struct Slos {
  std::optional<double> tput;             // at least, requests/s
  std::optional<double> tt;               // at least, output tokens/s
  std::optional<double> e2e;              // below, seconds
  std::optional<double> ttft;             // below, seconds
  std::optional<double> tpat;             // below, seconds per token of input and output
  std::optional<double> tpot;             // below, seconds per output token after the first
  Statistic statistic = Statistic::mean;  // of the latencies; a throughput is always a mean

  const std::optional<double>& bound(Metric metric) const;
  std::optional<double>& bound(Metric metric);
  bool operator==(const Slos&) const = default;
};

// The order in which SLOs are applied and written.
inline constexpr std::array<Metric, 6> kSloOrder{Metric::tput, Metric::tt,   Metric::e2e,
                                                 Metric::ttft, Metric::tpat, Metric::tpot};

bool isLatency(Metric metric);
// "e2e": as in the profile and on the command line.
std::string_view lowerCaseName(Metric metric);
// "E2E P99 < 5 s", "TPUT >= 4 req/s"; empty when the SLO is not set.
std::string sloText(const Slos& slos, Metric metric);
// All that are set, joined by ", "; "none" when none is.
std::string slosText(const Slos& slos);

// A bound that no rate could ever keep, or any would, is a mistake: a latency must be above 0, a throughput 0
// or more, both finite. Errors: invalidArgument, naming the SLO.
Result<void> checkSlos(const Slos& slos);

}  // namespace headroom
