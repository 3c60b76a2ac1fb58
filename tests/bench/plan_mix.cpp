// The planner's speed: the exact mix, the cost curve, clusters, and a data set read and binned.
#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/plan/cluster_answer.h"
#include "core/plan/cost_curve.h"
#include "core/plan/mix.h"
#include "core/traffic/clusters.h"
#include "core/traffic/recording.h"
#include "tests/bench/figure.h"
#include "tests/core/plan/random_problem.h"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <random>

using namespace headroom;
using headroom::test::randomProblem;

namespace {

double milliseconds(auto&& work) {
  const Instant start = Clock::now();
  work();
  return toSeconds(Clock::now() - start) * 1e3;
}

// Least of a few runs each, so that other programs of the machine count less; then the median and the worst
// of many problems.
void mix(const std::string& name, const test::RandomShape& shape, std::size_t busyCells, double goal) {
  std::vector<double> times, withPurchase;
  for (unsigned seed = 1; seed <= 60; ++seed) {
    test::RandomShape drawn = shape;
    drawn.rate = shape.rate * std::exp2(seed % 6);  // from a few GPUs to hundreds
    MixProblem problem = randomProblem(seed, drawn);
    for (std::size_t k = busyCells; k < problem.cells.size(); ++k) problem.cells[k].rate = 0;
    const auto timed = [&](bool nextPurchase) {
      double least = INFINITY;
      for (int run = 0; run < 3; ++run)
        least = std::min(least, milliseconds([&] {
                           const auto answer = solveMix(problem, {.nextPurchase = nextPurchase});
                           if (!answer || answer->status != MixAnswer::Status::optimal) std::abort();
                         }));
      return least;
    };
    times.push_back(timed(false));
    withPurchase.push_back(timed(true));
  }
  std::sort(times.begin(), times.end());
  std::sort(withPurchase.begin(), withPurchase.end());
  bench::report(
      {name + ", median of 60", times[30], "ms", goal, "CBC 150-600 ms, tuned 20-80 ms; AIBrix 10-35 ms"});
  bench::report({name + ", slowest of 60", times.back(), "ms", goal});
  // What both programs ask for: the same, and what one more request/s would buy.
  bench::report({name + ", with the next purchase, median", withPurchase[30], "ms", NAN, "a second solve"});
  bench::report({name + ", with the next purchase, slowest", withPurchase.back(), "ms"});
}

void cluster() {
  std::vector<double> times;
  for (unsigned seed = 1; seed <= 10; ++seed)
    times.push_back(
        milliseconds([&] { (void)clusterAnswer(randomProblem(seed, {.side = 5, .types = 2}), {}).ok(); }));
  std::sort(times.begin(), times.end());
  bench::report(
      {"the cluster's answer, 25 cells, 2 types, median of 10", times[5], "ms", NAN, "AIBrix 10-35 ms"});
}

void curve() {
  std::vector<double> rates;
  for (int i = 1; i <= 200; ++i) rates.push_back(2.0 * i);
  std::vector<double> times;
  for (unsigned seed = 1; seed <= 5; ++seed) {
    const MixProblem problem = randomProblem(seed, {.side = 11, .types = 4, .rate = 100});
    double least = INFINITY;
    for (int run = 0; run < 2; ++run)
      least = std::min(least, milliseconds([&] {
                         if (!costCurve(problem, rates)) std::abort();
                       }));
    times.push_back(least);
  }
  std::sort(times.begin(), times.end());
  bench::report({"cost against rate, 200 rates, 4 types, median of 5", times[2], "ms", 150});
  bench::report({"cost against rate, slowest of 5", times.back(), "ms", 150});
}

void clusters() {
  std::mt19937_64 random(1);
  std::normal_distribution<double> spread(0, 0.6);
  ShapeCounter counter;
  for (int i = 0; i < 100000; ++i) {
    const double centre = 5 + i % 4;
    counter.add(std::exp2(centre + spread(random)), std::exp2(10 - centre + spread(random)));
  }
  const auto counts = counter.take();
  double least = INFINITY;
  for (int run = 0; run < 5; ++run)
    least = std::min(least, milliseconds([&] { (void)clusterShapes(counts).coverage; }));
  bench::report(
      {fmt::format("a window of 100,000 requests clustered ({} points)", counts.size()), least, "ms", 20});
}

void readers() {
  const std::string directory =
      std::filesystem::temp_directory_path() / fmt::format("headroom-bench-{}", ::getpid());
  std::filesystem::create_directory(directory);
  std::mt19937_64 random(1);
  std::normal_distribution<double> input(8, 1.2), output(6, 1);
  std::string dataset, csv = "timestamp,input_tokens,output_tokens\n";
  for (int i = 0; i < 1000000; ++i) {
    const int in = static_cast<int>(std::exp2(input(random))),
              out = static_cast<int>(std::exp2(output(random)));
    dataset += fmt::format(
        R"({{"timestamp": {}, "requests": [{{"prompt": "a short question about things", "prompt_length": {}, )"
        R"("output_length": {}}}]}})"
        "\n",
        i, in, out);
    csv += fmt::format("{:.3f},{},{}\n", i / 1000.0, in, out);
  }
  const auto timed = [&](const std::string& name, const std::string& file, const std::string& text) {
    const std::string path = directory + "/" + file;
    if (!writeFileAtomically(path, text)) std::abort();
    double least = INFINITY;
    for (int run = 0; run < 2; ++run)
      least = std::min(least, milliseconds([&] {
                         const auto recording = readRecording(path, {});
                         if (!recording || recording->requests() != 1e6) std::abort();
                       }));
    bench::report({name, least / 1e3, "s", 1});
  };
  timed("1,000,000 requests of a data set read and binned", "workload.jsonl", dataset);
  timed("1,000,000 requests of a CSV trace read and binned", "trace.csv", csv);
  std::filesystem::remove_all(directory);
}

}  // namespace

int main() {
  mix("exact mix, 20 busy cells, 4 types", {.side = 11, .types = 4, .rate = 100}, 20, 1);
  mix("exact mix, 11 x 11 busy cells, 4 types", {.side = 11, .types = 4, .rate = 50}, 121, 5);
  mix("exact mix, 11 x 11 busy cells, 8 types", {.side = 11, .types = 8, .rate = 50}, 121, 25);
  cluster();
  curve();
  clusters();
  readers();
}
