// The promise: bounds on throughput and latency, and the statistic of each latency that must keep its bound.
//
//   Slos slos;
//   slos.e2e = 5;                       // seconds
//   slos.statistic = Statistic::p99;    // of every latency that has none of its own
//   sloText(slos, Metric::e2e) == "E2E P99 < 5 s"
//   slos.ttft = 1;
//   slos.setStatistic(Metric::ttft, Statistic::p90);
//   sloText(slos, Metric::ttft) == "TTFT P90 < 1 s"
#pragma once

#include "core/base/result.h"
#include "core/bench/benchmark_file.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace headroom {

enum class Statistic { mean = 0, p50 = 50, p90 = 90, p99 = 99 };

// The statistic of a percentile as in the command line and the profile (0 = mean); nothing for another
// number.
std::optional<Statistic> statisticOf(int percentile);
// "mean", "P50", "P90", "P99".
std::string_view name(Statistic statistic);

struct Slos {
  std::optional<double> tput;  // at least, requests/s
  std::optional<double> tt;    // at least, output tokens/s
  std::optional<double> e2e;   // below, seconds
  std::optional<double> ttft;  // below, seconds
  std::optional<double> tpat;  // below, seconds per token of input and output
  std::optional<double> tpot;  // below, seconds per output token after the first
  // Of every latency without one of its own: the one percentile that the reference has for all.
  Statistic statistic = Statistic::mean;
  std::array<std::optional<Statistic>, 6> own = {};  // by Metric; of latencies only

  const std::optional<double>& bound(Metric metric) const;
  std::optional<double>& bound(Metric metric);
  // The one that decides; a throughput is always a mean.
  Statistic statisticOf(Metric metric) const;
  void setStatistic(Metric metric, Statistic of) { own[static_cast<std::size_t>(metric)] = of; }
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

// The same promise told as the reference tells it, as far as that goes: `statistic` is the one that most of
// the bounded latencies have (of equals, the one it was, else the first in kSloOrder), and only those that
// differ keep their own.
Slos simplified(const Slos& slos);
// The bounded latencies whose statistic is not `statistic`: what one percentile for all cannot tell.
std::vector<Metric> differingStatistics(const Slos& slos);

// A bound that no rate could ever keep, or any would, is a mistake: a latency must be above 0, a throughput 0
// or more, both finite. Errors: invalidArgument, naming the SLO.
Result<void> checkSlos(const Slos& slos);

}  // namespace headroom
