// One number a cell out of a benchmark table: what a heat map, a 3-D surface, a table and an export show.
//
//   SurfaceQuery query{.quantity = Quantity::e2e, .statistic = Statistic::p99};   // at capacity
//   query.rate = 4;                                                               // at 4 requests/s
//   Surface surface = surfaceOf(table, query, slos);
//   surface.values[table.cell(row, column)];        // seconds
//
// Pure functions: fit for any thread. About 20 µs for 11 × 11 cells of 7 rates.
#pragma once

#include "core/profile/benchmark_table.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

namespace headroom {

enum class Quantity : std::uint8_t {
  capacity,  // requests/s: the throughput at the largest rate that keeps every SLO
  tput,      // requests/s answered
  tt,        // output tokens/s
  ttft,      // seconds, as are E2E; TPOT and TPAT in seconds a token
  tpot,
  e2e,
  tpat,
  errorRate,             // failed of the sent, 0 to 1
  costPerMillionTokens,  // of input and output; in the currency of the cost per hour
};
inline constexpr std::array<Quantity, 9> kQuantities{
    Quantity::capacity, Quantity::tput,      Quantity::tt,
    Quantity::ttft,     Quantity::tpot,      Quantity::e2e,
    Quantity::tpat,     Quantity::errorRate, Quantity::costPerMillionTokens};

// "capacity", "tput", "tt", "ttft", "tpot", "e2e", "tpat", "error-rate", "cost": in settings and on the
// command line.
std::string_view keyOf(Quantity quantity);
std::optional<Quantity> quantityOfKey(std::string_view key);
// The metric that the quantity shows, and whose SLO is its line; none for an error rate and a cost. That of
// capacity is TPUT.
std::optional<Metric> metricOf(Quantity quantity);
// Whether one statistic or another of it can be shown: latencies alone, the others are what they are.
bool hasStatistic(Quantity quantity);
// Whether it is of one rate, so that another can be chosen: all but capacity.
bool hasRate(Quantity quantity);

struct SurfaceQuery {
  Quantity quantity = Quantity::capacity;
  Statistic statistic = Statistic::p99;
  std::optional<double> rate = {};  // requests/s asked; absent: each cell at its capacity under the SLOs
  double costPerHour = 0;           // of one replica; not above 0: not known
};

enum class CellOrigin : std::uint8_t { missing, measured, predicted };

enum class CellVerdict : std::uint8_t {
  none,    // nothing is known
  keeps,   // every SLO
  unsure,  // keeps them, and the numbers are not to be relied on: see doubts()
  fails,   // at capacity: at every rate measured; at a chosen rate: there, or requests queue up
};

// Vectors: one a cell of the table, in its order.
struct Surface {
  // NaN where nothing is known: the cell, its rate or the quantity is not in the file. A cost is infinite
  // where nothing can be served. Where a cell fails at capacity, its lowest measured rate is shown (capacity:
  // 0).
  std::vector<double> values;
  std::vector<double> halfWidths;  // half of the 95 % interval; NaN where the file does not tell one
  std::vector<CellOrigin> origins;
  std::vector<CellVerdict> verdicts;
  // At capacity: why it is not higher. At a chosen rate: what fails there, and Reason::highestRate where
  // nothing does.
  std::vector<Limit> limits;
  static constexpr std::size_t noPoint = std::numeric_limits<std::size_t>::max();
  std::vector<std::size_t> points;  // the point of the table that is shown, or noPoint
};

Surface surfaceOf(const BenchmarkTable& table, const SurfaceQuery& query, const Slos& slos);
// The same, where the table was evaluated under these SLOs before.
Surface surfaceOf(const BenchmarkTable& table, const SurfaceQuery& query, const Slos& slos,
                  const Evaluation& evaluation);

// The quantity at one point, for slices: metric against rate. Capacity is the throughput.
double valueAt(const BenchmarkTable& table, std::size_t point, const SurfaceQuery& query);
double halfWidthAt(const BenchmarkTable& table, std::size_t point, const SurfaceQuery& query);

// Why the numbers of a point are not to be relied on; false everywhere: nothing speaks against them.
struct Doubts {
  bool clientLimited = false;  // the client may have set the numbers
  bool failures = false;       // requests failed, and are in no latency
  bool fewRequests = false;    // too few for the statistic: P99 wants 100, P90 10
  bool saturated = false;      // requests queue up, though every SLO is kept
  bool any() const { return clientLimited || failures || fewRequests || saturated; }
};
Doubts doubtsAt(const BenchmarkTable& table, std::size_t point, const SurfaceQuery& query);

// Of `requestsPerSecond` of that shape on one replica. Infinite for a rate of 0, NaN for a cost not above 0.
double costPerMillionTokens(double costPerHour, double requestsPerSecond, int inputTokens, int outputTokens);

}  // namespace headroom
