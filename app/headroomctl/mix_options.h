// What the verbs of planning share: which profiles, which traffic, under which conditions.
//
//   auto options = std::make_shared<MixOptions>();
//   options->addProfiles(verb);
//   options->addTraffic(verb);
//   …
//   auto profiles = options->profiles(stop);     // exit code 2 for what makes no sense
//   auto traffic = options->traffic(stop);
#pragma once

#include "app/headroomctl/percentile_options.h"
#include "app/headroomctl/store_options.h"
#include "core/plan/lint.h"
#include "core/plan/mix.h"
#include "core/plan/slo_cost.h"
#include "core/profile/benchmark_table.h"
#include "core/traffic/traffic_parts.h"

#include <CLI/CLI.hpp>

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace headroom::ctl {

// Profiles of two models must not be planned with as if they were of one. Sources that tell no model fit to
// any.
class OneModel {
 public:
  // Errors: invalidArgument where `model` is not the one taken before, naming both sources.
  Result<void> take(const std::string& model, const std::string& source);

 private:
  std::string m_model, m_source;
};

struct MixOptions {
  std::vector<std::string> profileSources, costs, benchmarks;
  std::string rates, rounding = "upward", timeUnit = "auto";
  std::vector<std::string> added, limits, fixed;
  std::optional<double> rate;
  double scale = 1, intervalSeconds = 60, windowSeconds = 240;
  double utilisation = 1, burst = 1, timeLimitSeconds = 60;
  bool spare = false;
  double tput = 0, tt = 0, e2e = 0, ttft = 0, tpat = 0, tpot = 0;
  PercentileOptions percentiles;
  StoreOptions store;

  // --profile --cost, and those of the store.
  void addProfiles(CLI::App* verb, bool required);
  // --cost.
  void addCosts(CLI::App* verb);
  // --benchmark and the SLOs: profiles made on the spot.
  void addBenchmarks(CLI::App* verb);
  // --rates --add --rate --scale --time-unit --interval --window.
  void addTraffic(CLI::App* verb, bool required);
  // --utilisation --burst --spare --limit --fix --round --time-limit.
  void addConditions(CLI::App* verb);

  // Of files, directories and Redis, with --cost applied; and those of --benchmark. Errors: invalidArgument
  // for profiles of different models (also than `known`) and for costs that name none. A directory tells the
  // model in the names of its files, a single file does not.
  Result<std::vector<LintProfile>> profiles(std::stop_token stop, OneModel known = {}) const;
  // The tables of --benchmark, by GPU.
  struct Measured {
    std::string gpu;
    BenchmarkTable table;
    double cost = 1;
  };
  Result<std::vector<Measured>> measured() const;
  Result<std::vector<Measured>> measured(OneModel& model) const;
  // The profiles that --benchmark makes under the SLOs, as gen-profile does, with what stands in their way.
  Result<std::vector<LintProfile>> generated(OneModel& model) const;
  Slos slos() const;

  // Of one source: a file of any kind, or redis://… with the gateway's traces, and what follows it
  // (";rate=20;scale=1.5;shift=3600"). A list without times takes --rate where it has no rate of its own.
  Result<LoadedTraffic> trafficOf(const std::string& source, std::stop_token stop) const;
  // --rates with --add, --rate and --scale applied.
  Result<LoadedTraffic> traffic(std::stop_token stop) const;
  RecordingOptions recordingOptions() const;
  CellRule rule() const { return rounding == "nearest" ? CellRule::nearest : CellRule::upward; }

  // Limits and the like on a problem; limits must name one of its GPUs.
  Result<void> apply(MixProblem& problem) const;
  MixControl control(std::stop_token stop) const;
};

// "GPU=REST" split at the last '='. Errors: invalidArgument, naming the option.
Result<std::pair<std::string, std::string>> namedValue(const std::string& option, const std::string& text);
// Errors: invalidArgument, naming the option.
Result<double> numberOf(const std::string& option, const std::string& text);

}  // namespace headroom::ctl
