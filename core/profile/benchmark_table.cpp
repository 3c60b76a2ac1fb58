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

const std::vector<double>& BenchmarkTable::Statistics::of(Statistic statistic) const {
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
  for (std::size_t point = 0; point < table.points(); ++point)
    if (table.m_facts[point].concurrency <= 0) table.m_rates.push_back(table.m_rate[point]);
  std::sort(table.m_rates.begin(), table.m_rates.end());
  table.m_rates.erase(std::unique(table.m_rates.begin(), table.m_rates.end()), table.m_rates.end());
  return table;
}

void BenchmarkTable::addPoint(const BenchmarkFile& file, const std::vector<std::size_t>& rows, double rate) {
  m_rate.push_back(rate);
  const auto grow = [](Statistics& statistics) {
    for (auto* values : {&statistics.mean, &statistics.p50, &statistics.p90, &statistics.p99})
      values->push_back(kNaN);
  };
  for (Statistics& statistics : m_deciding) grow(statistics);
  for (Statistics& statistics : m_first) grow(statistics);
  const auto include = [&](Metric metric, double mean, double p50, double p90, double p99) {
    Statistics& deciding = m_deciding[static_cast<std::size_t>(metric)];
    const auto better = isLatency(metric) ? smaller : larger;
    deciding.mean.back() = better(deciding.mean.back(), mean);
    deciding.p50.back() = better(deciding.p50.back(), p50);
    deciding.p90.back() = better(deciding.p90.back(), p90);
    deciding.p99.back() = better(deciding.p99.back(), p99);
  };
  std::array<bool, 5> seen{};
  PointFacts facts;
  facts.samples = file.rows[rows.front()].facts.samples;
  facts.concurrency = file.rows[rows.front()].facts.concurrency;
  facts.poisson = file.rows[rows.front()].facts.poisson;
  for (const std::size_t index : rows) {
    const BenchmarkRow& row = file.rows[index];
    const auto metric = static_cast<std::size_t>(row.metric);
    if (!seen[metric]) {
      Statistics& first = m_first[metric];
      first.mean.back() = row.mean;
      if (isLatency(row.metric)) {
        first.p50.back() = row.p50;
        first.p90.back() = row.p90;
        first.p99.back() = row.p99;
      }
      if (row.metric == Metric::tput) {  // the row that tells what became of the requests
        facts.sent = row.facts.sent;
        facts.completed = row.facts.completed;
        facts.failed = row.facts.failed;
      }
    }
    seen[metric] = true;
    facts.predicted = facts.predicted || row.facts.predicted;
    facts.clientLimited = facts.clientLimited || row.facts.clientLimited;
    include(row.metric, row.mean, row.p50, row.p90, row.p99);
    if (row.metric == Metric::e2e) {
      const double tokens = static_cast<double>(row.inputTokens) + row.outputTokens;
      include(Metric::tpat, row.mean / tokens, row.p50 / tokens, row.p90 / tokens, row.p99 / tokens);
    }
  }
  m_facts.push_back(facts);
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

std::size_t BenchmarkTable::cellOf(std::size_t point) const {
  const auto after = std::upper_bound(m_firstPoint.begin(), m_firstPoint.end(), point);
  return static_cast<std::size_t>(after - m_firstPoint.begin()) - 1;
}

std::optional<std::size_t> BenchmarkTable::pointAt(std::size_t cell, double rate) const {
  const auto begin = m_rate.begin() + static_cast<std::ptrdiff_t>(firstPoint(cell));
  const auto end = m_rate.begin() + static_cast<std::ptrdiff_t>(endPoint(cell));
  const auto found = std::lower_bound(begin, end, rate);
  if (found == end || *found != rate) return std::nullopt;
  return static_cast<std::size_t>(found - m_rate.begin());
}

double BenchmarkTable::value(std::size_t point, Metric metric, Statistic statistic) const {
  if (metric != Metric::tpat)
    return m_first[static_cast<std::size_t>(metric)].of(isLatency(metric) ? statistic
                                                                          : Statistic::mean)[point];
  const std::size_t cell = cellOf(point);
  const double tokens = static_cast<double>(inputTokensOf(cell)) + outputTokensOf(cell);
  return value(point, Metric::e2e, statistic) / tokens;
}

double BenchmarkTable::halfWidth(std::size_t point, Metric metric) const {
  const PointFacts& facts = m_facts[point];
  if (isLatency(metric) || !facts.poisson || facts.completed <= 0 || !answered(point)) return kNaN;
  return 1.96 * value(point, metric, Statistic::mean) / std::sqrt(static_cast<double>(facts.completed));
}

double PointFacts::errorRate() const {
  return sent > 0 && failed >= 0 ? static_cast<double>(failed) / sent : kNaN;
}

bool BenchmarkTable::answered(std::size_t point) const {
  const auto& tput = m_deciding[static_cast<std::size_t>(Metric::tput)].mean;
  return tput[point] >= m_rate[point] * kAnsweredShare;
}

Limit BenchmarkTable::Rule::limit(std::size_t point) const {
  const bool hasRow = !std::isnan(values[point]);
  return {isSet && hasRow ? Limit::Reason::slo : Limit::Reason::noData, metric};
}

BenchmarkTable::Rules BenchmarkTable::rulesOf(const Slos& slos) const {
  Rules rules;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const Metric metric = kSloOrder[i];
    const bool latency = isLatency(metric);
    const auto& bound = slos.bound(metric);
    const Statistics& deciding = m_deciding[static_cast<std::size_t>(metric)];
    rules[i] = {metric, (latency ? deciding.of(slos.statisticOf(metric)) : deciding.mean).data(),
                bound.value_or(latency ? std::numeric_limits<double>::infinity() : 0), !latency,
                bound.has_value()};
  }
  return rules;
}

std::optional<Limit> BenchmarkTable::limitAt(std::size_t point, const Slos& slos) const {
  for (const Rule& rule : rulesOf(slos))
    if (!rule.keeps(point)) return rule.limit(point);
  if (!answered(point)) return Limit{Limit::Reason::saturation, Metric::tput};
  return std::nullopt;
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

  const Rules rules = rulesOf(slos);
  const auto broken = [&](std::size_t point) {
    return std::find_if(rules.begin(), rules.end(), [&](const Rule& rule) { return !rule.keeps(point); });
  };
  const auto first = [&](Metric metric) { return m_first[static_cast<std::size_t>(metric)].mean.data(); };
  const double *tput = first(Metric::tput), *e2e = first(Metric::e2e), *ttft = first(Metric::ttft),
               *tpot = first(Metric::tpot);

  for (std::size_t cell = 0; cell < count; ++cell) {
    const std::size_t begin = m_firstPoint[cell], end = m_firstPoint[cell + 1];
    // From the highest rate down: the first that keeps all and is answered; else the last seen that keeps
    // all.
    std::size_t chosen = end;
    for (std::size_t point = end; point-- > begin;) {
      if (broken(point) != rules.end()) continue;
      chosen = point;
      if (answered(point)) break;
    }
    const bool none = chosen == end;
    into.throughput[cell] = begin == end ? kNaN : none ? 0 : tput[chosen];
    into.rate[cell] = none ? kNaN : m_rate[chosen];
    into.e2e[cell] = none ? m_cellE2e[cell] : e2e[chosen];
    into.ttft[cell] = none ? m_cellTtft[cell] : ttft[chosen];
    into.tpot[cell] = none ? m_cellTpot[cell] : tpot[chosen];

    const std::size_t next = none ? begin : chosen + 1;
    if (begin == end) {
      into.limit[cell] = {Limit::Reason::notMeasured, Metric::tput};
    } else if (next == end) {
      into.limit[cell] = {Limit::Reason::highestRate, Metric::tput};
    } else if (const auto rule = broken(next); rule == rules.end()) {
      into.limit[cell] = {Limit::Reason::saturation, Metric::tput};
    } else {
      into.limit[cell] = rule->limit(next);
    }
  }
}

}  // namespace headroom
