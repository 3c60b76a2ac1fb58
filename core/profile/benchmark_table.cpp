#include "core/profile/benchmark_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace headroom {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kMostCells = 1'000'000;
constexpr double kAnsweredShare = 0.9;  // of the rate asked; below it, requests queue up (TPUT_TOLERANCE)

std::vector<int> sortedDistinct(std::vector<int> values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

std::size_t indexOf(const std::vector<int>& sorted, int value) {
  return static_cast<std::size_t>(std::lower_bound(sorted.begin(), sorted.end(), value) - sorted.begin());
}

double larger(double a, double b) { return std::fmax(a, b); }  // of two, NaN only when both are
double smaller(double a, double b) { return std::fmin(a, b); }

}  // namespace

std::string limitText(const Limit& limit, const Slos& slos) {
  switch (limit.reason) {
    case Limit::Reason::notMeasured: return "not measured";
    case Limit::Reason::highestRate: return "highest rate measured";
    case Limit::Reason::saturation: return "saturation";
    case Limit::Reason::slo: return sloText(slos, limit.metric);
    case Limit::Reason::noData: return fmt::format("no {} row", name(limit.metric));
  }
  return {};
}

const std::vector<double>& BenchmarkTable::Deciding::of(Statistic statistic) const {
  switch (statistic) {
    case Statistic::mean: break;
    case Statistic::p50: return p50;
    case Statistic::p90: return p90;
    case Statistic::p99: return p99;
  }
  return mean;
}

Result<BenchmarkTable> BenchmarkTable::build(const BenchmarkFile& file) {
  if (file.rows.empty())
    return Error{ErrorCode::malformed, file.source + " holds no measurement",
                 "run headroomctl benchmark first"};
  BenchmarkTable table;
  table.m_source = file.source;
  table.m_model = file.model;
  table.m_predicted = file.predicted;

  std::vector<int> outputs, inputs;
  for (const BenchmarkRow& row : file.rows) {
    if (outputs.empty() || outputs.back() != row.outputTokens) outputs.push_back(row.outputTokens);
    if (inputs.empty() || inputs.back() != row.inputTokens) inputs.push_back(row.inputTokens);
  }
  table.m_outputs = sortedDistinct(std::move(outputs));
  table.m_inputs = sortedDistinct(std::move(inputs));
  if (table.m_outputs.size() > kMostCells / table.m_inputs.size())
    return Error{ErrorCode::malformed,
                 fmt::format("{} has {} output lengths and {} input lengths, a grid of more than {} cells",
                             file.source, table.m_outputs.size(), table.m_inputs.size(), kMostCells),
                 "check that this is a benchmark file of one grid"};

  struct Key {
    std::size_t cell;
    double rate;
    std::size_t row;
  };
  std::vector<Key> keys;
  keys.reserve(file.rows.size());
  for (std::size_t i = 0; i < file.rows.size(); ++i) {
    const BenchmarkRow& row = file.rows[i];
    keys.push_back(
        {table.cell(indexOf(table.m_outputs, row.outputTokens), indexOf(table.m_inputs, row.inputTokens)),
         row.requestRate, i});
  }
  std::sort(keys.begin(), keys.end(), [](const Key& a, const Key& b) {
    return std::tie(a.cell, a.rate, a.row) < std::tie(b.cell, b.rate, b.row);
  });

  std::vector<std::size_t> pointRows, cellRows;
  std::size_t next = 0;
  for (std::size_t cell = 0; cell < table.cells(); ++cell) {
    table.m_firstPoint.push_back(table.m_rate.size());
    cellRows.clear();
    while (next < keys.size() && keys[next].cell == cell) {
      pointRows.clear();
      const double rate = keys[next].rate;
      for (; next < keys.size() && keys[next].cell == cell && keys[next].rate == rate; ++next)
        pointRows.push_back(keys[next].row);
      table.addPoint(file, pointRows, rate);
      cellRows.insert(cellRows.end(), pointRows.begin(), pointRows.end());
    }
    std::sort(cellRows.begin(), cellRows.end());
    table.addCellFirsts(file, cellRows);
  }
  table.m_firstPoint.push_back(table.m_rate.size());
  return table;
}

void BenchmarkTable::addPoint(const BenchmarkFile& file, const std::vector<std::size_t>& rows, double rate) {
  m_rate.push_back(rate);
  for (Deciding& deciding : m_deciding)
    for (auto* values : {&deciding.mean, &deciding.p50, &deciding.p90, &deciding.p99})
      values->push_back(kNaN);
  std::array<double, 6> first;
  std::array<bool, 6> seen{};
  first.fill(kNaN);
  const auto include = [&](Metric metric, double mean, double p50, double p90, double p99) {
    Deciding& deciding = m_deciding[static_cast<std::size_t>(metric)];
    const auto better = isLatency(metric) ? smaller : larger;
    deciding.mean.back() = better(deciding.mean.back(), mean);
    deciding.p50.back() = better(deciding.p50.back(), p50);
    deciding.p90.back() = better(deciding.p90.back(), p90);
    deciding.p99.back() = better(deciding.p99.back(), p99);
  };
  for (const std::size_t index : rows) {
    const BenchmarkRow& row = file.rows[index];
    const auto metric = static_cast<std::size_t>(row.metric);
    if (!seen[metric]) first[metric] = row.mean;
    seen[metric] = true;
    include(row.metric, row.mean, row.p50, row.p90, row.p99);
    if (row.metric == Metric::e2e) {
      const double tokens = static_cast<double>(row.inputTokens) + row.outputTokens;
      include(Metric::tpat, row.mean / tokens, row.p50 / tokens, row.p90 / tokens, row.p99 / tokens);
    }
  }
  m_tput.push_back(first[static_cast<std::size_t>(Metric::tput)]);
  m_e2e.push_back(first[static_cast<std::size_t>(Metric::e2e)]);
  m_ttft.push_back(first[static_cast<std::size_t>(Metric::ttft)]);
  m_tpot.push_back(first[static_cast<std::size_t>(Metric::tpot)]);
}

void BenchmarkTable::addCellFirsts(const BenchmarkFile& file, const std::vector<std::size_t>& rows) {
  const auto first = [&](Metric metric) {
    for (const std::size_t index : rows)
      if (file.rows[index].metric == metric) return file.rows[index].mean;
    return kNaN;
  };
  m_cellE2e.push_back(first(Metric::e2e));
  m_cellTtft.push_back(first(Metric::ttft));
  m_cellTpot.push_back(first(Metric::tpot));
}

std::vector<std::size_t> BenchmarkTable::missingCells() const {
  std::vector<std::size_t> missing;
  for (std::size_t cell = 0; cell < cells(); ++cell)
    if (m_firstPoint[cell] == m_firstPoint[cell + 1]) missing.push_back(cell);
  return missing;
}

Evaluation BenchmarkTable::evaluate(const Slos& slos) const {
  Evaluation evaluation;
  evaluate(slos, evaluation);
  return evaluation;
}

void BenchmarkTable::evaluate(const Slos& slos, Evaluation& into) const {
  const std::size_t count = cells();
  for (auto* values : {&into.throughput, &into.rate, &into.e2e, &into.ttft, &into.tpot})
    values->resize(count);
  into.limit.resize(count);

  struct Rule {
    Metric metric;
    const double* values;
    double bound;
    bool atLeast, isSet;
    bool keeps(std::size_t point) const { return atLeast ? values[point] >= bound : values[point] < bound; }
  };
  std::array<Rule, kSloOrder.size()> rules;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const Metric metric = kSloOrder[i];
    const bool latency = isLatency(metric);
    const auto& bound = slos.bound(metric);
    const Deciding& deciding = m_deciding[static_cast<std::size_t>(metric)];
    rules[i] = {metric, (latency ? deciding.of(slos.statistic) : deciding.mean).data(),
                bound.value_or(latency ? std::numeric_limits<double>::infinity() : 0), !latency,
                bound.has_value()};
  }
  const auto broken = [&](std::size_t point) {
    return std::find_if(rules.begin(), rules.end(), [&](const Rule& rule) { return !rule.keeps(point); });
  };
  const double* answered = m_deciding[static_cast<std::size_t>(Metric::tput)].mean.data();

  for (std::size_t cell = 0; cell < count; ++cell) {
    const std::size_t begin = m_firstPoint[cell], end = m_firstPoint[cell + 1];
    // From the highest rate down: the first that keeps all and is answered; else the last seen that keeps
    // all.
    std::size_t chosen = end;
    for (std::size_t point = end; point-- > begin;) {
      if (broken(point) != rules.end()) continue;
      chosen = point;
      if (answered[point] >= m_rate[point] * kAnsweredShare) break;
    }
    const bool none = chosen == end;
    into.throughput[cell] = begin == end ? kNaN : none ? 0 : m_tput[chosen];
    into.rate[cell] = none ? kNaN : m_rate[chosen];
    into.e2e[cell] = none ? m_cellE2e[cell] : m_e2e[chosen];
    into.ttft[cell] = none ? m_cellTtft[cell] : m_ttft[chosen];
    into.tpot[cell] = none ? m_cellTpot[cell] : m_tpot[chosen];

    const std::size_t next = none ? begin : chosen + 1;
    if (begin == end) {
      into.limit[cell] = {Limit::Reason::notMeasured, Metric::tput};
    } else if (next == end) {
      into.limit[cell] = {Limit::Reason::highestRate, Metric::tput};
    } else if (const auto rule = broken(next); rule == rules.end()) {
      into.limit[cell] = {Limit::Reason::saturation, Metric::tput};
    } else {
      const bool hasRow = !std::isnan(rule->values[next]);
      into.limit[cell] = {rule->isSet && hasRow ? Limit::Reason::slo : Limit::Reason::noData, rule->metric};
    }
  }
}

}  // namespace headroom
