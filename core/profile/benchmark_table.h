// Measured once, asked often: a benchmark file laid out so that new SLOs are applied in microseconds.
//
//   auto table = BenchmarkTable::build(*readBenchmarkFile("a10.jsonl"));
//   Slos slos;
//   slos.e2e = 5;
//   Evaluation answer = table->evaluate(slos);
//   answer.throughput[table->cell(row, column)];   // requests/s; row = output, column = input tokens
//
// The rules are those of aibrix_gen_profile: a rate keeps an SLO when any of its rows does; every metric must
// have a row at the rate, also where its SLO is not set; among the rates that keep all, the largest that is
// really answered (throughput at least 0.9 of the rate asked), else the smallest.
#pragma once

#include "core/bench/benchmark_file.h"
#include "core/profile/slo.h"

#include <array>
#include <cstdint>
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

  // About 10 µs for 11 × 11 cells of 7 rates.
  Evaluation evaluate(const Slos& slos) const;
  // The same into vectors that are used again.
  void evaluate(const Slos& slos, Evaluation& into) const;

 private:
  // Of one metric, per point: what decides whether the point keeps an SLO. NaN where there is no usable row.
  struct Deciding {
    std::vector<double> mean, p50, p90,
        p99;  // throughputs: the largest mean; latencies: the smallest of each
    const std::vector<double>& of(Statistic statistic) const;
  };

  void addPoint(const BenchmarkFile& file, const std::vector<std::size_t>& rows, double rate);
  void addCellFirsts(const BenchmarkFile& file, const std::vector<std::size_t>& rows);

  std::string m_source, m_model;
  bool m_predicted = false;
  std::vector<int> m_outputs, m_inputs;
  std::vector<std::size_t> m_firstPoint;  // of each cell, and the end: points of a cell ascend by rate
  std::vector<double> m_rate;             // per point
  std::array<Deciding, 6> m_deciding;     // by Metric
  // Mean of the first row of its kind in file order: per point, and per cell.
  std::vector<double> m_tput, m_e2e, m_ttft, m_tpot;
  std::vector<double> m_cellE2e, m_cellTtft, m_cellTpot;
};

}  // namespace headroom
