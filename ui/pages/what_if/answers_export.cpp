#include "ui/pages/what_if/answers_export.h"

#include "core/plan/answer_json.h"
#include "ui/controllers/what_if.h"

#include <nlohmann/json.hpp>

namespace headroom::ui {
namespace {

using Json = nlohmann::ordered_json;

// Every cell of the first grid, with the names and prices of the plan.
MixProblem everyCell(const WhatIfInput& input) {
  MixProblem problem;
  for (const WhatIfGpu& gpu : input.gpus) {
    MixGpu& named = problem.gpus.emplace_back();
    named.name = gpu.name;
    named.costPerHour = costOf(input.conditions, gpu);
  }
  const BenchmarkTable& grid = *input.gpus.front().table;
  for (std::size_t cell = 0; cell < grid.cells(); ++cell)
    problem.cells.push_back({grid.outputTokensOf(cell), grid.inputTokensOf(cell), 0, {}});
  return problem;
}

}  // namespace

std::string answersJson(const WhatIf& whatIf) {
  Json json = Json::object();
  const WhatIfInput& input = whatIf.input();
  if (input.gpus.empty()) return json.dump(2) + "\n";
  std::vector<std::string> names;
  for (const WhatIfGpu& gpu : input.gpus) names.push_back(gpu.name);
  if (const auto& mix = whatIf.mix().value) json = mixJson(mix->plan, mix->answer);
  json["promise"] = slosText(whatIf.capacities().slos);
  json["rate"] = plannedRate(input);
  if (const auto& cluster = whatIf.cluster().value)
    json["cluster"] = clusterJson(cluster->problem.problem, cluster->answer);
  if (whatIf.best().size() == input.gpus.front().table->cells())
    json["best"] = bestJson(everyCell(input), whatIf.best());
  if (const auto& curve = whatIf.curve().value; curve && whatIf.mix().value)
    json["curve"] = curveJson(whatIf.mix().value->plan.problem, *curve);
  if (const auto& front = whatIf.front().value)
    json["sloFront"] = sloCostsJson(names, whatIf.frontMetric(), *front);
  if (const auto& timeline = whatIf.timeline().value) json["timeline"] = timelineJson(names, *timeline);
  if (const auto& prices = whatIf.prices().value) {
    const MixProblem problem = everyCell(input);
    json["prices"] = Json::array();
    for (std::size_t g = 0; g < prices->size(); ++g)
      json["prices"].push_back(pricesJson(problem, g, (*prices)[g].pieces));
  }
  if (const auto& scenarios = whatIf.scenarios().value) {
    json["scenarios"] = Json::array();
    for (const ScenarioAnswers::One& one : scenarios->scenarios) {
      Json entry{{"name", one.name}};
      if (one.mix) entry["mix"] = mixJson(one.mix->plan, one.mix->answer);
      if (one.error) entry["error"] = one.error->text();
      json["scenarios"].push_back(std::move(entry));
    }
  }
  return json.dump(2) + "\n";
}

}  // namespace headroom::ui
