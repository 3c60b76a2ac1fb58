#include "ui/pages/what_if/answers_export.h"

#include "core/base/clock.h"
#include "core/plan/answer_json.h"

#include <nlohmann/json.hpp>

#include <utility>

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

class Export {
 public:
  Export(const ExportQuestion& question, std::stop_token stop, const ProgressSink& progress)
      : m_question(question),
        m_input(*question.input),
        m_grid(everyCell(m_input)),
        m_stop(std::move(stop)),
        m_progress(progress) {
    for (const MixGpu& gpu : m_grid.gpus) m_names.push_back(gpu.name);
  }

  Result<std::string> text() {
    using Step = Result<void> (Export::*)();
    static constexpr std::pair<const char*, Step> kSteps[]{
        {"mix", &Export::mix},       {"cluster", &Export::cluster},    {"best", &Export::best},
        {"curve", &Export::curve},   {"sloFront", &Export::front},     {"timeline", &Export::timeline},
        {"prices", &Export::prices}, {"scenarios", &Export::scenarios}};
    const Instant start = Clock::now();
    std::uint64_t done = 0;
    for (const auto& [key, step] : kSteps) {
      if (m_progress) m_progress({"plan", done++, std::size(kSteps), toSeconds(Clock::now() - start)});
      const Result<void> answered = (this->*step)();
      if (m_stop.stop_requested()) return Error{ErrorCode::cancelled, "the export was cancelled"};
      if (!answered) m_errors[key] = answered.error().text();
    }
    if (!m_errors.empty()) m_json["errors"] = m_errors;
    return m_json.dump(2) + "\n";
  }

 private:
  Result<void> mix() {
    const auto mix = cheapestMix(m_input, m_stop);
    if (mix) {
      m_json = mixJson(mix->plan, mix->answer);
      if (mix->nearestCost) m_json["rounding"] = {{"rule", "upward"}, {"nearestCost", *mix->nearestCost}};
    }
    m_json["promise"] = slosText(slosOf(m_input.conditions.slos));
    m_json["rate"] = plannedRate(m_input);
    return mix ? Result<void>() : mix.error();
  }
  Result<void> cluster() {
    const auto cluster = clustersMix(m_input, m_stop);
    if (!cluster) return cluster.error();
    m_json["cluster"] = clusterJson(cluster->problem.problem, cluster->answer);
    for (const std::size_t skipped : cluster->problem.skipped)
      m_json["cluster"]["replicas"][m_names[skipped]] = 0;
    return {};
  }
  Result<void> best() {
    m_json["best"] = bestJson(m_grid, bestGpuOf(m_input, capacitiesOf(m_input)));
    return {};
  }
  Result<void> curve() {
    const auto curve = costAgainstRate(m_input, kCurvePoints, m_stop);
    if (!curve) return curve.error();
    m_json["curve"] = curveJson(m_grid, *curve);
    return {};
  }
  Result<void> front() {
    const Metric metric = m_question.frontMetric;
    const auto front = costAgainstPromise(m_input, metric, kFrontPoints, m_stop);
    if (!front) return front.error();
    m_json["sloFront"] = sloCostsJson(m_names, metric, *front);
    return {};
  }
  Result<void> timeline() {
    const auto timeline = costOverTime(m_input, m_stop, {});
    if (!timeline) return timeline.error();
    m_json["timeline"] = timelineJson(m_names, *timeline);
    return {};
  }
  Result<void> prices() {
    const auto prices = choiceAgainstPrices(m_input, m_stop);
    if (!prices) return prices.error();
    m_json["prices"] = Json::array();
    for (std::size_t g = 0; g < prices->size(); ++g)
      m_json["prices"].push_back(pricesJson(m_grid, g, (*prices)[g].pieces));
    return {};
  }
  Result<void> scenarios() {
    if (m_question.scenarios.empty()) return {};
    TrafficLibrary library;
    const auto answers = compareScenarios(m_input, m_question.scenarios, library, m_stop);
    if (!answers) return answers.error();
    m_json["scenarios"] = Json::array();
    for (const ScenarioAnswers::One& one : answers->scenarios) {
      Json entry{{"name", one.name}};
      if (one.mix) entry["mix"] = mixJson(one.mix->plan, one.mix->answer);
      if (one.error) entry["error"] = one.error->text();
      m_json["scenarios"].push_back(std::move(entry));
    }
    std::vector<std::string> names = answers->robustNames;
    for (std::string& name : names)
      if (name.empty()) name = "now";
    if (answers->robust)
      m_json["robust"] = robustJson(answers->robustPlans, names, *answers->robust);
    else if (answers->robustError)
      m_errors["robust"] = answers->robustError->text();
    return {};
  }

  const ExportQuestion& m_question;
  const WhatIfInput& m_input;
  MixProblem m_grid;
  std::stop_token m_stop;
  const ProgressSink& m_progress;
  std::vector<std::string> m_names;
  Json m_json = Json::object(), m_errors = Json::object();
};

}  // namespace

Result<std::string> answersJson(const ExportQuestion& question, std::stop_token stop,
                                const ProgressSink& progress) {
  if (question.input->gpus.empty())
    return Error{ErrorCode::invalidArgument, "nothing was measured yet", "run a benchmark first"};
  return Export(question, std::move(stop), progress).text();
}

}  // namespace headroom::ui
