// headroomctl optimize, step by step: what is read, the mix, the cluster's answer, and the questions around
// it. optimize.cpp has the options, the mix and the cluster; optimize_what_if.cpp the questions.
#pragma once

#include "app/headroomctl/mix_options.h"
#include "app/headroomctl/program.h"
#include "core/plan/cluster_answer.h"
#include "core/plan/problem.h"

#include <nlohmann/json.hpp>

#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace headroom::ctl {

struct OptimizeOptions {
  MixOptions mix;
  ClusterOptions cluster;
  std::string curve, sloFront, exportTo;
  std::vector<std::string> prices, scenarios, only;
  bool best = false, timeline = false, noCluster = false;
};

class Optimize {
 public:
  Optimize(const OptimizeOptions& options, Console& console, std::stop_token stop)
      : m_options(options), m_console(console), m_stop(std::move(stop)) {}

  ExitCode run();

 private:
  Result<void> load();
  Result<void> mix();
  Result<void> cluster();
  Result<void> whatIf();
  Result<void> prices();
  Result<void> robust();
  Result<void> front();
  Result<void> timeline();
  Result<void> exported();
  Result<void> applyOnly(MixProblem& problem, bool allBusy) const;

  void keep(const std::string& file, std::string csv) { m_files.emplace_back(file, std::move(csv)); }
  void line(const std::string& text) { m_text += text + "\n"; }
  std::string replicasText(const std::vector<int>& replicas) const;
  void tellMix(double nearestCost);

  const OptimizeOptions& m_options;
  Console& m_console;
  std::stop_token m_stop;
  std::vector<Profile> m_profiles;
  LoadedTraffic m_traffic;
  PlanProblem m_plan;
  MixAnswer m_answer;
  nlohmann::ordered_json m_json;
  std::string m_text;
  std::vector<std::pair<std::string, std::string>> m_files;  // of --export: name and text
};

}  // namespace headroom::ctl
