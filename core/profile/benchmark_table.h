// Measured once, asked often: a benchmark file laid out so that new SLOs are applied in microseconds.
//
//   auto table = BenchmarkTable::build(*readBenchmarkFile("a10.jsonl"));
//   Slos slos;
//   slos.e2e = 5;
//   Evaluation answer = table->evaluate(slos);
//   answer.throughput[table->cell(row, column)];   // requests/s; row = output, column = input tokens
//   for (std::size_t point = table->firstPoint(cell); point < table->endPoint(cell); ++point)
//     plot(table->rate(point), table->value(point, Metric::e2e, Statistic::p99));
//
// The rules are those of aibrix_gen_profile: a rate keeps an SLO when any of its rows does; every metric must
// have a row at the rate, also where its SLO is not set; among the rates that keep all, the largest that is
// really answered (throughput at least 0.9 of the rate asked), else the smallest.
#pragma once

#include "core/bench/benchmark_file.h"
#include "core/profile/slo.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace headroom {

// Why the capacity of a cell is not higher: what is wrong with the next higher measured rate (where no rate
// is left, with the lowest).
struct Limit {
  enum class Reason : std::uint8_t {
    notMeasured,  // the cell has no row at all
    highestRate,  // nothing: the highest rate that was measured holds
    saturation,   // it answers less than 0.9 of it, so that requests would queue up without end
    slo,          // it breaks the SLO of `metric`
    noData,       // it has no usable row of `metric`
  };
  Reason reason = Reason::notMeasured;
  Metric metric = Metric::tput;
  bool operator==(const Limit&) const = default;
};

// "E2E P99 < 5 s", "saturation", "highest rate measured", "no TTFT row", "not measured".
std::string limitText(const Limit& limit, const Slos& slos);

// One value a cell, rows (output tokens) after each other. A value that the file does not give is NaN.
struct Evaluation {
  std::vector<double> throughput;  // requests/s, 0 where no rate is left; NaN where the cell was not measured
  std::vector<double> rate;        // the rate chosen, requests/s asked; NaN where none is left
  std::vector<double> e2e;         // mean seconds at that rate; where none is left, of the cell's first row
  std::vector<double> ttft;        // likewise
  std::vector<double> tpot;        // likewise
  std::vector<Limit> limit;
};

// What is known of how a point came about; -1 where the file does not tell.
struct PointFacts {
  int samples = -1;  // requests planned
  int sent = -1, completed = -1, failed = -1;
  int concurrency = -1;        // above 0: a closed loop, whose rate nobody asked for
  bool predicted = false;      // any row of it is
  bool clientLimited = false;  // likewise
  bool poisson = false;        // its requests came as a Poisson process

  // Failed of the sent; NaN where the file does not tell.
  double errorRate() const;
  bool operator==(const PointFacts&) const = default;
};

class BenchmarkTable {
 public:
  // Errors: malformed when the file has no row, or spans a grid of more than a million cells.
  static Result<BenchmarkTable> build(const BenchmarkFile& file);

  const std::string& source() const { return m_source; }
  const std::string& model() const { return m_model; }
  bool predicted() const { return m_predicted; }

  const std::vector<int>& outputTokens() const { return m_outputs; }  // ascending: the rows
  const std::vector<int>& inputTokens() const { return m_inputs; }    // ascending: the columns
  std::size_t cells() const { return m_outputs.size() * m_inputs.size(); }
  std::size_t cell(std::size_t row, std::size_t column) const { return row * m_inputs.size() + column; }
  int outputTokensOf(std::size_t cell) const { return m_outputs[cell / m_inputs.size()]; }
  int inputTokensOf(std::size_t cell) const { return m_inputs[cell % m_inputs.size()]; }
  // Cells of the grid without any row, in order.
  std::vector<std::size_t> missingCells() const;

  // The points of a cell, ascending by rate: firstPoint(cell) up to but not endPoint(cell).
  std::size_t points() const { return m_rate.size(); }
  std::size_t firstPoint(std::size_t cell) const { return m_firstPoint[cell]; }
  std::size_t endPoint(std::size_t cell) const { return m_firstPoint[cell + 1]; }
  std::size_t cellOf(std::size_t point) const;
  // Requests/s asked; of a closed loop, the rate that came of it.
  double rate(std::size_t point) const { return m_rate[point]; }
  // The point of a cell at exactly that rate.
  std::optional<std::size_t> pointAt(std::size_t cell, double rate) const;
  // All rates that were asked for, of open loops alone, ascending, each once.
  const std::vector<double>& rates() const { return m_rates; }

  // Of the first row of that metric: requests/s, tokens/s or seconds. NaN where the file gives none. A
  // throughput is always a mean, whatever the statistic; TPAT is E2E a token.
  double value(std::size_t point, Metric metric, Statistic statistic) const;
  // Half of the 95 % interval of a throughput's mean: that of a Poisson process of so many requests, 1.96 /
  // √n of it. NaN where the arrivals are no Poisson process, where requests queued up, and for latencies,
  // whose spread a benchmark file does not tell.
  double halfWidth(std::size_t point, Metric metric) const;
  const PointFacts& facts(std::size_t point) const { return m_facts[point]; }

  // Whether the throughput is at least 0.9 of the rate asked: below it, requests queue up without end.
  bool answered(std::size_t point) const;
  // What keeps a point from being the capacity of its cell: a broken SLO, a row that is missing, else
  // saturation; nothing where all is kept and answered.
  std::optional<Limit> limitAt(std::size_t point, const Slos& slos) const;

  // About 10 µs for 11 × 11 cells of 7 rates.
  Evaluation evaluate(const Slos& slos) const;
  // The same into vectors that are used again.
  void evaluate(const Slos& slos, Evaluation& into) const;

 private:
  // The statistics of one metric, per point. NaN where there is no usable row.
  struct Statistics {
    std::vector<double> mean, p50, p90, p99;
    const std::vector<double>& of(Statistic statistic) const;
  };

  // One SLO, ready to be asked of many points.
  struct Rule {
    Metric metric;
    const double* values;
    double bound;
    bool atLeast, isSet;
    bool keeps(std::size_t point) const { return atLeast ? values[point] >= bound : values[point] < bound; }
    Limit limit(std::size_t point) const;
  };
  using Rules = std::array<Rule, kSloOrder.size()>;
  Rules rulesOf(const Slos& slos) const;

  void addPoint(const BenchmarkFile& file, const std::vector<std::size_t>& rows, double rate);
  void addCellFirsts(const BenchmarkFile& file, const std::vector<std::size_t>& rows);

  std::string m_source, m_model;
  bool m_predicted = false;
  std::vector<int> m_outputs, m_inputs;
  std::vector<std::size_t> m_firstPoint;  // of each cell, and the end: points of a cell ascend by rate
  std::vector<double> m_rate;             // per point
  // What decides whether the point keeps an SLO, by Metric: of throughputs the largest mean of its rows, of
  // latencies the smallest of each.
  std::array<Statistics, 6> m_deciding;
  // The first row of its kind in file order, by Metric, per point; of throughputs the mean alone.
  std::array<Statistics, 5> m_first;
  std::vector<PointFacts> m_facts;
  std::vector<double> m_rates;
  // Mean of the first row of its kind in file order, per cell.
  std::vector<double> m_cellE2e, m_cellTtft, m_cellTpot;
};

}  // namespace headroom
