// The numbers of surfaces as CSV: one line a target and cell, for a spreadsheet or a script.
//
//   std::string text = surfaceCsv({{"a10", "A10", &table, &surface}}, query, slos);
//
// target,gpu,input_tokens,output_tokens,request_rate,VALUE,half_width,kind,verdict,binding; VALUE is named by
// valueColumn(). An empty field is not known; lines end as RFC 4180 says.
#pragma once

#include "core/profile/surface.h"

#include <string>
#include <vector>

namespace headroom {

struct NamedSurface {
  std::string target, gpu;
  const BenchmarkTable* table = nullptr;
  const Surface* surface = nullptr;  // of that table
};

// "capacity_requests_per_second", "e2e_p99_seconds", "cost_per_million_tokens": quantity, statistic and unit.
std::string valueColumn(const SurfaceQuery& query);

std::string surfaceCsv(const std::vector<NamedSurface>& surfaces, const SurfaceQuery& query,
                       const Slos& slos);

// A field as RFC 4180 quotes it; every digit of a number, and nothing for NaN.
std::string csvField(const std::string& text);
std::string csvNumber(double value);

// "missing", "measured", "predicted"; "", "pass", "unsure", "fail".
std::string_view name(CellOrigin origin);
std::string_view name(CellVerdict verdict);

}  // namespace headroom
