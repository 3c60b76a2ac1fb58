#include "core/profile/surface_csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace headroom {
namespace {

std::string statisticText(Statistic statistic) {
  std::string text(name(statistic));
  std::ranges::transform(text, text.begin(), [](char c) { return c == 'P' ? 'p' : c; });
  return text;
}

}  // namespace

std::string csvField(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

std::string csvNumber(double value) {
  if (std::isnan(value)) return {};
  return std::isinf(value) ? "inf" : fmt::format("{}", value);
}

std::string_view name(CellOrigin origin) {
  switch (origin) {
    case CellOrigin::measured: return "measured";
    case CellOrigin::predicted: return "predicted";
    default: return "missing";
  }
}

std::string_view name(CellVerdict verdict) {
  switch (verdict) {
    case CellVerdict::keeps: return "pass";
    case CellVerdict::unsure: return "unsure";
    case CellVerdict::fails: return "fail";
    default: return "";
  }
}

std::string valueColumn(const SurfaceQuery& query) {
  const std::string key(keyOf(query.quantity));
  switch (query.quantity) {
    case Quantity::capacity:
    case Quantity::tput: return key + "_requests_per_second";
    case Quantity::tt: return key + "_tokens_per_second";
    case Quantity::e2e:
    case Quantity::ttft: return fmt::format("{}_{}_seconds", key, statisticText(query.statistic));
    case Quantity::tpot:
    case Quantity::tpat: return fmt::format("{}_{}_seconds_per_token", key, statisticText(query.statistic));
    case Quantity::errorRate: return "error_rate";
    default: return "cost_per_million_tokens";
  }
}

std::string surfaceCsv(const std::vector<NamedSurface>& surfaces, const SurfaceQuery& query,
                       const Slos& slos) {
  std::string text =
      fmt::format("target,gpu,input_tokens,output_tokens,request_rate,{},half_width,kind,verdict,binding\r\n",
                  valueColumn(query));
  for (const NamedSurface& one : surfaces) {
    const BenchmarkTable& table = *one.table;
    const Surface& surface = *one.surface;
    for (std::size_t cell = 0; cell < table.cells(); ++cell) {
      const std::size_t point = surface.points[cell];
      const CellVerdict verdict = surface.verdicts[cell];
      // What binds a cell that keeps everything at a chosen rate is nothing.
      const bool binds = verdict != CellVerdict::none &&
                         !(query.rate && surface.limits[cell].reason == Limit::Reason::highestRate);
      fmt::format_to(std::back_inserter(text), "{},{},{},{},{},{},{},{},{},{}\r\n", csvField(one.target),
                     csvField(one.gpu), table.inputTokensOf(cell), table.outputTokensOf(cell),
                     point == Surface::noPoint ? std::string() : csvNumber(table.rate(point)),
                     csvNumber(surface.values[cell]), csvNumber(surface.halfWidths[cell]),
                     name(surface.origins[cell]), name(verdict),
                     binds ? csvField(limitText(surface.limits[cell], slos)) : std::string());
    }
  }
  return text;
}

}  // namespace headroom
