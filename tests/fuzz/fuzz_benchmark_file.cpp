// No text makes the reader of benchmark files crash; what it accepts makes a table, and a profile without
// NaN.
#include "core/bench/benchmark_file.h"
#include "core/profile/generate.h"
#include "core/profile/profile_json.h"

#include <cmath>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace headroom;
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto file = parseBenchmarkFile(text, "f");
  if (!file) {
    if (file.error().message.empty()) std::abort();
    return 0;
  }
  for (const BenchmarkRow& row : file->rows)
    if (row.inputTokens < 1 || row.outputTokens < 1 || !(row.requestRate >= 0)) std::abort();
  const auto table = BenchmarkTable::build(*file);
  if (!table || table->cells() > 10'000) return 0;
  Slos slos;
  slos.e2e = 5;
  slos.statistic = Statistic::p99;
  if (const auto profile = generateProfile(*table, slos, {.gpu = "g"})) {
    const auto again = parseProfile(profileJson(*profile), "p");
    if (!again || again->hasNonFiniteLiterals) std::abort();
    for (const auto& row : again->profile.throughput)
      for (const double value : row)
        if (!std::isfinite(value)) std::abort();
  }
  return 0;
}
