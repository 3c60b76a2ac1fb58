// How long it takes to read a benchmark file of 11 x 11 cells and 7 rates, and to apply new SLOs to its
// table.
#include "core/profile/benchmark_table.h"
#include "tests/bench/figure.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <vector>

using namespace headroom;

namespace {

double medianMs(int rounds, auto work) {
  std::vector<double> times;
  for (int i = 0; i < rounds; ++i) {
    const auto start = std::chrono::steady_clock::now();
    work(i);
    times.push_back(
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
  }
  std::nth_element(times.begin(), times.begin() + rounds / 2, times.end());
  return times[static_cast<std::size_t>(rounds / 2)];
}

}  // namespace

int main() {
  const std::string path = HEADROOM_TEST_DATA "/profile/fast-gpu.jsonl";
  const auto file = readBenchmarkFile(path);
  if (!file) return EXIT_FAILURE;
  const auto table = BenchmarkTable::build(*file);
  if (!table) return EXIT_FAILURE;

  double checksum = 0;
  Evaluation evaluation;
  const double applied = medianMs(2000, [&](int i) {
    Slos slos;
    slos.e2e = 1 + 0.01 * i;
    slos.ttft = 0.1 + 0.002 * i;
    slos.statistic = i % 2 == 0 ? Statistic::p99 : Statistic::p90;
    table->evaluate(slos, evaluation);
    checksum += evaluation.throughput[60];
  });
  const double read =
      medianMs(50, [&](int) { checksum += static_cast<double>(readBenchmarkFile(path)->rows.size()); });
  const double built =
      medianMs(50, [&](int) { checksum += static_cast<double>(BenchmarkTable::build(*file)->cells()); });
  if (!(checksum > 0)) return EXIT_FAILURE;
  bench::report({"new SLOs on a loaded table, 11 x 11 x 7", applied, "ms", 0.2,
                 "aibrix_gen_profile 450 ms, whole process"});
  bench::report({"reading the benchmark file (1 MB)", read, "ms"});
  bench::report({"making its table", built, "ms"});
}
