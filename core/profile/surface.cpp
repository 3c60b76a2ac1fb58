#include "core/profile/surface.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace headroom {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

constexpr std::array<std::pair<Quantity, std::string_view>, kQuantities.size()> kKeys{{
    {Quantity::capacity, "capacity"},
    {Quantity::tput, "tput"},
    {Quantity::tt, "tt"},
    {Quantity::ttft, "ttft"},
    {Quantity::tpot, "tpot"},
    {Quantity::e2e, "e2e"},
    {Quantity::tpat, "tpat"},
    {Quantity::errorRate, "error-rate"},
    {Quantity::costPerMillionTokens, "cost"},
}};

// Below so many requests the percentile is next to the largest value, whatever the distribution.
int fewestRequests(Statistic statistic) {
  switch (statistic) {
    case Statistic::mean: break;
    case Statistic::p50: return 2;
    case Statistic::p90: return 10;
    case Statistic::p99: return 100;
  }
  return 1;
}

// Half of Wilson's 95 % interval of a share (doi:10.1080/01621459.1927.10502953): not 0 where none failed.
double wilsonHalfWidth(int hits, int of) {
  const double n = of, share = hits / n, z = 1.96;
  return z / (1 + z * z / n) * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
}

// Fills one cell after the other.
class Filling {
 public:
  Filling(const BenchmarkTable& table, const SurfaceQuery& query, const Slos& slos)
      : m_table(table), m_query(query), m_slos(slos) {
    const std::size_t cells = table.cells();
    m_surface.values.assign(cells, kNaN);
    m_surface.halfWidths.assign(cells, kNaN);
    m_surface.origins.assign(cells, CellOrigin::missing);
    m_surface.verdicts.assign(cells, CellVerdict::none);
    m_surface.limits.assign(cells, Limit{});
    m_surface.points.assign(cells, Surface::noPoint);
  }

  Surface atCapacity(const Evaluation& evaluation) {
    for (std::size_t cell = 0; cell < m_table.cells(); ++cell) {
      m_surface.limits[cell] = evaluation.limit[cell];
      if (m_table.firstPoint(cell) == m_table.endPoint(cell)) continue;
      const bool fails = std::isnan(evaluation.rate[cell]);
      const std::size_t point =
          fails ? m_table.firstPoint(cell) : *m_table.pointAt(cell, evaluation.rate[cell]);
      show(cell, point);
      if (fails && m_query.quantity == Quantity::capacity) set(cell, 0, kNaN);
      if (fails && m_query.quantity == Quantity::costPerMillionTokens && m_query.costPerHour > 0)
        set(cell, kInfinity, kNaN);
      judge(cell, point, fails);
    }
    return std::move(m_surface);
  }

  Surface atRate(double rate) {
    for (std::size_t cell = 0; cell < m_table.cells(); ++cell) {
      const auto point = m_table.pointAt(cell, rate);
      if (!point) continue;
      show(cell, *point);
      const auto limit = m_table.limitAt(*point, m_slos);
      m_surface.limits[cell] = limit.value_or(Limit{Limit::Reason::highestRate, Metric::tput});
      judge(cell, *point, limit.has_value());
    }
    return std::move(m_surface);
  }

 private:
  void show(std::size_t cell, std::size_t point) {
    m_surface.points[cell] = point;
    set(cell, valueAt(m_table, point, m_query), halfWidthAt(m_table, point, m_query));
  }

  void set(std::size_t cell, double value, double halfWidth) {
    m_surface.values[cell] = value;
    m_surface.halfWidths[cell] = halfWidth;
  }

  void judge(std::size_t cell, std::size_t point, bool fails) {
    if (std::isnan(m_surface.values[cell])) return;
    m_surface.origins[cell] = m_table.facts(point).predicted ? CellOrigin::predicted : CellOrigin::measured;
    m_surface.verdicts[cell] = fails                                     ? CellVerdict::fails
                               : doubtsAt(m_table, point, m_query).any() ? CellVerdict::unsure
                                                                         : CellVerdict::keeps;
  }

  const BenchmarkTable& m_table;
  const SurfaceQuery& m_query;
  const Slos& m_slos;
  Surface m_surface;
};

}  // namespace

std::string_view keyOf(Quantity quantity) {
  return std::find_if(kKeys.begin(), kKeys.end(), [&](const auto& key) { return key.first == quantity; })
      ->second;
}

std::optional<Quantity> quantityOfKey(std::string_view key) {
  for (const auto& [quantity, text] : kKeys)
    if (text == key) return quantity;
  return std::nullopt;
}

std::optional<Metric> metricOf(Quantity quantity) {
  switch (quantity) {
    case Quantity::capacity:
    case Quantity::tput: return Metric::tput;
    case Quantity::tt: return Metric::tt;
    case Quantity::ttft: return Metric::ttft;
    case Quantity::tpot: return Metric::tpot;
    case Quantity::e2e: return Metric::e2e;
    case Quantity::tpat: return Metric::tpat;
    case Quantity::errorRate:
    case Quantity::costPerMillionTokens: break;
  }
  return std::nullopt;
}

bool hasStatistic(Quantity quantity) {
  const auto metric = metricOf(quantity);
  return metric && isLatency(*metric);
}

bool hasRate(Quantity quantity) { return quantity != Quantity::capacity; }

double costPerMillionTokens(double costPerHour, double requestsPerSecond, int inputTokens, int outputTokens) {
  if (!(costPerHour > 0) || std::isnan(requestsPerSecond)) return kNaN;
  const double tokensPerHour = requestsPerSecond * 3600 * (static_cast<double>(inputTokens) + outputTokens);
  return tokensPerHour > 0 ? costPerHour / tokensPerHour * 1e6 : kInfinity;
}

double valueAt(const BenchmarkTable& table, std::size_t point, const SurfaceQuery& query) {
  if (query.quantity == Quantity::errorRate) return table.facts(point).errorRate();
  if (query.quantity == Quantity::costPerMillionTokens) {
    const std::size_t cell = table.cellOf(point);
    return costPerMillionTokens(query.costPerHour, table.value(point, Metric::tput, Statistic::mean),
                                table.inputTokensOf(cell), table.outputTokensOf(cell));
  }
  return table.value(point, *metricOf(query.quantity), query.statistic);
}

double halfWidthAt(const BenchmarkTable& table, std::size_t point, const SurfaceQuery& query) {
  if (query.quantity == Quantity::errorRate) {
    const PointFacts& facts = table.facts(point);
    return facts.sent > 0 && facts.failed >= 0 ? wilsonHalfWidth(facts.failed, facts.sent) : kNaN;
  }
  if (query.quantity == Quantity::costPerMillionTokens) {
    // As sure as the throughput that it is divided by, relatively.
    const double tput = table.value(point, Metric::tput, Statistic::mean);
    return valueAt(table, point, query) * table.halfWidth(point, Metric::tput) / tput;
  }
  return table.halfWidth(point, *metricOf(query.quantity));
}

Doubts doubtsAt(const BenchmarkTable& table, std::size_t point, const SurfaceQuery& query) {
  const PointFacts& facts = table.facts(point);
  const int requests = facts.completed >= 0 ? facts.completed : facts.samples;
  return {.clientLimited = facts.clientLimited,
          .failures = facts.failed > 0,
          .fewRequests =
              hasStatistic(query.quantity) && requests >= 0 && requests < fewestRequests(query.statistic),
          .saturated = !table.answered(point)};
}

Surface surfaceOf(const BenchmarkTable& table, const SurfaceQuery& query, const Slos& slos) {
  if (query.rate && hasRate(query.quantity)) return Filling(table, query, slos).atRate(*query.rate);
  return Filling(table, query, slos).atCapacity(table.evaluate(slos));
}

Surface surfaceOf(const BenchmarkTable& table, const SurfaceQuery& query, const Slos& slos,
                  const Evaluation& evaluation) {
  if (query.rate && hasRate(query.quantity)) return Filling(table, query, slos).atRate(*query.rate);
  return Filling(table, query, slos).atCapacity(evaluation);
}

}  // namespace headroom
