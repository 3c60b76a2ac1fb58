// The options of a sweep, shared by the verbs that measure one and that predict one.
//
//   auto options = std::make_shared<PlanOptions>();
//   options->addTo(verb);
//   …
//   auto plan = options->plan("llama2-7b");           // exit code 2 where a number makes no sense
//   if (options->dryRun) return tellPlan(console, *plan, options->outputPath(*plan));
#pragma once

#include "app/headroomctl/console.h"
#include "core/bench/plan.h"
#include "core/bench/sweep.h"

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace headroom::ctl {

struct PlanOptions {
  LengthRange inputTokens, outputTokens;
  RateRange rates;
  std::string samples = std::to_string(Plan{}.samples);  // numbers as text, so that -1 is told as such
  std::string seed = "0";
  std::string arrivals = "poisson";
  std::vector<int> concurrencies;
  double temperature = 0;
  std::string output;  // empty: result/MODEL.jsonl
  bool dryRun = false;
  bool force = false;

  // -o/--output --input-start --input-limit --output-start --output-limit --rate-start --rate-limit
  // --temperature
  // --samples --seed --arrivals --concurrency --dry-run --force. The object must outlive the parse.
  void addTo(CLI::App* verb);

  // Not yet checked as a whole: the verb adds what is its own, and calls Plan::check(). Errors:
  // invalidArgument.
  Result<Plan> plan(const std::string& model) const;
  std::string outputPath(const Plan& plan) const;
};

// The answer to --dry-run.
ExitCode tellPlan(Console& console, const Plan& plan, const std::string& outputPath);

// The answer of a sweep that was run, its warnings, and the error where it ended early.
ExitCode tellSweep(Console& console, const Plan& plan, const std::string& outputPath,
                   const SweepResult& result);

}  // namespace headroom::ctl
