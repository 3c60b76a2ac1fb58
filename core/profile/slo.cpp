#include "core/profile/slo.h"

#include <fmt/format.h>

#include <cmath>

namespace headroom {
namespace {

std::string_view unitOf(Metric metric) {
  switch (metric) {
    case Metric::tput: return "req/s";
    case Metric::tt: return "tokens/s";
    case Metric::tpat:
    case Metric::tpot: return "s/token";
    case Metric::e2e:
    case Metric::ttft: return "s";
  }
  return {};
}

}  // namespace

std::optional<Statistic> statisticOf(int percentile) {
  for (const Statistic statistic : {Statistic::mean, Statistic::p50, Statistic::p90, Statistic::p99})
    if (static_cast<int>(statistic) == percentile) return statistic;
  return std::nullopt;
}

std::string_view name(Statistic statistic) {
  switch (statistic) {
    case Statistic::mean: return "mean";
    case Statistic::p50: return "P50";
    case Statistic::p90: return "P90";
    case Statistic::p99: return "P99";
  }
  return {};
}

const std::optional<double>& Slos::bound(Metric metric) const {
  switch (metric) {
    case Metric::tput: return tput;
    case Metric::tt: return tt;
    case Metric::e2e: return e2e;
    case Metric::ttft: return ttft;
    case Metric::tpat: return tpat;
    case Metric::tpot: break;
  }
  return tpot;
}

std::optional<double>& Slos::bound(Metric metric) {
  return const_cast<std::optional<double>&>(std::as_const(*this).bound(metric));
}

Statistic Slos::statisticOf(Metric metric) const {
  if (!isLatency(metric)) return Statistic::mean;
  return own[static_cast<std::size_t>(metric)].value_or(statistic);
}

bool isLatency(Metric metric) { return metric != Metric::tput && metric != Metric::tt; }

std::string_view lowerCaseName(Metric metric) {
  switch (metric) {
    case Metric::tput: return "tput";
    case Metric::tt: return "tt";
    case Metric::e2e: return "e2e";
    case Metric::ttft: return "ttft";
    case Metric::tpat: return "tpat";
    case Metric::tpot: return "tpot";
  }
  return {};
}

std::string sloText(const Slos& slos, Metric metric) {
  const auto& bound = slos.bound(metric);
  if (!bound) return {};
  if (!isLatency(metric)) return fmt::format("{} >= {:g} {}", name(metric), *bound, unitOf(metric));
  return fmt::format("{} {} < {:g} {}", name(metric), name(slos.statisticOf(metric)), *bound, unitOf(metric));
}

std::string slosText(const Slos& slos) {
  std::string text;
  for (const Metric metric : kSloOrder)
    if (slos.bound(metric)) text += (text.empty() ? "" : ", ") + sloText(slos, metric);
  return text.empty() ? "none" : text;
}

Slos simplified(const Slos& slos) {
  Slos simple = slos;
  std::array<int, 100> votes{};
  const auto votesFor = [&](Statistic statistic) -> int& {
    return votes[static_cast<std::size_t>(statistic)];
  };
  for (const Metric metric : kSloOrder)
    if (isLatency(metric) && slos.bound(metric)) ++votesFor(slos.statisticOf(metric));
  for (const Metric metric : kSloOrder)
    if (isLatency(metric) && slos.bound(metric) &&
        votesFor(slos.statisticOf(metric)) > votesFor(simple.statistic))
      simple.statistic = slos.statisticOf(metric);
  simple.own = {};
  for (const Metric metric : kSloOrder)
    if (isLatency(metric) && slos.bound(metric) && slos.statisticOf(metric) != simple.statistic)
      simple.setStatistic(metric, slos.statisticOf(metric));
  return simple;
}

std::vector<Metric> differingStatistics(const Slos& slos) {
  std::vector<Metric> metrics;
  for (const Metric metric : kSloOrder)
    if (isLatency(metric) && slos.bound(metric) && slos.statisticOf(metric) != slos.statistic)
      metrics.push_back(metric);
  return metrics;
}

Result<void> checkSlos(const Slos& slos) {
  for (const Metric metric : kSloOrder) {
    const auto& bound = slos.bound(metric);
    if (!bound) continue;
    const bool sound = std::isfinite(*bound) && (isLatency(metric) ? *bound > 0 : *bound >= 0);
    if (!sound)
      return Error{ErrorCode::invalidArgument, fmt::format("the {} SLO cannot be {:g}", name(metric), *bound),
                   isLatency(metric) ? "give a number of seconds above 0" : "give a rate of 0 or more"};
  }
  return {};
}

}  // namespace headroom
