// The rules of aibrix_gen_profile once more, row by row and slowly: every cell is answered by filtering lists
// of rows. Shares nothing with the table but the row itself.
#pragma once

#include "core/bench/benchmark_file.h"
#include "core/profile/slo.h"

#include <cmath>
#include <limits>
#include <set>
#include <vector>

namespace headroom::test {

struct OracleCell {
  bool measured = false;
  double throughput = 0, rate = std::nan(""), e2e = std::nan(""), ttft = std::nan(""), tpot = std::nan("");
};

inline double statisticOfRow(const BenchmarkRow& row, Statistic statistic) {
  switch (statistic) {
    case Statistic::mean: return row.mean;
    case Statistic::p50: return row.p50;
    case Statistic::p90: return row.p90;
    case Statistic::p99: return row.p99;
  }
  return std::nan("");
}

inline double firstMean(const std::vector<BenchmarkRow>& rows, Metric metric) {
  for (const BenchmarkRow& row : rows)
    if (row.metric == metric) return row.mean;
  return std::nan("");
}

inline OracleCell oracleCell(const std::vector<BenchmarkRow>& all, int output, int input, const Slos& slos) {
  std::vector<BenchmarkRow> rows;
  for (const BenchmarkRow& row : all)
    if (row.outputTokens == output && row.inputTokens == input) rows.push_back(row);
  OracleCell cell;
  cell.measured = !rows.empty();
  if (rows.empty()) return cell;
  const std::size_t measured = rows.size();
  for (std::size_t i = 0; i < measured; ++i) {
    if (rows[i].metric != Metric::e2e) continue;
    BenchmarkRow tpat = rows[i];
    tpat.metric = Metric::tpat;
    for (double* value : {&tpat.mean, &tpat.p50, &tpat.p90, &tpat.p99}) *value /= input + output;
    rows.push_back(tpat);
  }

  std::vector<BenchmarkRow> left = rows;
  for (const Metric metric :
       {Metric::tput, Metric::tt, Metric::e2e, Metric::ttft, Metric::tpat, Metric::tpot}) {
    const bool throughput = metric == Metric::tput || metric == Metric::tt;
    const auto bound = slos.bound(metric);
    std::set<double> rates;
    for (const BenchmarkRow& row : left) {
      if (row.metric != metric) continue;
      const bool keeps = throughput ? row.mean >= bound.value_or(0)
                                    : statisticOfRow(row, slos.statisticOf(metric)) <
                                          bound.value_or(std::numeric_limits<double>::infinity());
      if (keeps) rates.insert(row.requestRate);
    }
    std::erase_if(left, [&](const BenchmarkRow& row) { return !rates.contains(row.requestRate); });
  }
  if (left.empty()) {
    cell.e2e = firstMean(rows, Metric::e2e);
    cell.ttft = firstMean(rows, Metric::ttft);
    cell.tpot = firstMean(rows, Metric::tpot);
    return cell;
  }
  double smallest = left.front().requestRate, answered = -1;
  for (const BenchmarkRow& row : left) {
    smallest = std::min(smallest, row.requestRate);
    if (row.metric == Metric::tput && row.mean >= row.requestRate * 0.9)
      answered = std::max(answered, row.requestRate);
  }
  cell.rate = answered >= 0 ? answered : smallest;
  std::erase_if(left, [&](const BenchmarkRow& row) { return row.requestRate != cell.rate; });
  cell.throughput = firstMean(left, Metric::tput);
  cell.e2e = firstMean(left, Metric::e2e);
  cell.ttft = firstMean(left, Metric::ttft);
  cell.tpot = firstMean(left, Metric::tpot);
  return cell;
}

}  // namespace headroom::test
