#include "core/plan/answer_json.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace headroom {
namespace {

using Json = nlohmann::ordered_json;

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

template <typename Values>
Json byGpu(const std::vector<std::string>& gpus, const Values& values) {
  Json object = Json::object();
  for (std::size_t g = 0; g < gpus.size() && g < values.size(); ++g) object[gpus[g]] = values[g];
  return object;
}

std::vector<std::string> namesOf(const MixProblem& problem) {
  std::vector<std::string> names;
  for (const MixGpu& gpu : problem.gpus) names.push_back(gpu.name);
  return names;
}

Json cellJson(const MixCell& cell) {
  return {{"output", cell.outputTokens}, {"input", cell.inputTokens}, {"rate", cell.rate}};
}

}  // namespace

Json mixJson(const PlanProblem& plan, const MixAnswer& answer) {
  const MixProblem& problem = plan.problem;
  const std::vector<std::string> gpus = namesOf(problem);
  Json json{{"status", name(answer.status)},
            {"replicas", byGpu(gpus, answer.replicas)},
            {"cost", answer.replicas.empty() ? Json(nullptr) : number(answer.costPerHour)},
            {"costPerMillionTokens", number(answer.costPerMillionTokens)},
            {"gap", answer.gap},
            {"utilisation", byGpu(gpus, answer.utilisation)},
            {"slack", byGpu(gpus, answer.slack)},
            {"servedRate", answer.servedRate},
            {"headroomRate", answer.headroomRate}};
  json["routing"] = Json::array();
  for (std::size_t k = 0; k < answer.routing.size(); ++k) {
    if (answer.routing[k].empty()) continue;
    Json entry = cellJson(problem.cells[k]);
    entry["shares"] = Json::object();
    for (std::size_t g = 0; g < gpus.size(); ++g)
      if (answer.routing[k][g] > 1e-12) entry["shares"][gpus[g]] = answer.routing[k][g];
    json["routing"].push_back(std::move(entry));
  }
  json["unservable"] = Json::array();
  for (const UnservableCell& cell : answer.unservable) {
    Json entry = cellJson(problem.cells[cell.cell]);
    entry["reason"] = cell.reason;
    json["unservable"].push_back(std::move(entry));
  }
  json["next"] = nullptr;
  if (answer.next)
    json["next"] = {{"furtherRate", answer.next->furtherRate},
                    {"change", byGpu(gpus, answer.next->change)},
                    {"cost", answer.next->costPerHourChange}};
  if (!answer.tightLimits.empty()) {
    Json limits = Json::array(), cells = Json::array();
    for (const TightLimit& limit : answer.tightLimits)
      limits.push_back({{"gpu", gpus[limit.gpu]},
                        {"max", limit.maxReplicas},
                        {"needed", limit.needed ? Json(*limit.needed) : Json(nullptr)}});
    for (const std::size_t cell : answer.tightCells) {
      Json entry = cellJson(problem.cells[cell]);
      entry["reason"] = whyTight(problem, cell);
      cells.push_back(std::move(entry));
    }
    json["limits"] = {{"tooSmall", limits}, {"cells", cells}, {"largestShare", answer.largestShare}};
  }
  json["outside"] = Json::array();
  for (const PlanProblem::Outside& outside : plan.outside)
    json["outside"].push_back({{"rate", outside.rate},
                               {"longer", outside.longer},
                               {"output", outside.outputTokens},
                               {"input", outside.inputTokens},
                               {"largestOutput", outside.largestOutput},
                               {"largestInput", outside.largestInput},
                               {"gpus", outside.gpus}});
  json["notes"] = plan.notes;
  return json;
}

Json clusterJson(const MixProblem& problem, const ClusterAnswer& answer) {
  const std::vector<std::string> gpus = namesOf(problem);
  Json warnings = Json::array();
  for (const ClusterWarning& warning : answer.warnings)
    warnings.push_back({{"code", warning.code}, {"message", warning.message}});
  return {
      {"replicas", byGpu(gpus, answer.replicas)}, {"cost", answer.cost}, {"asked", byGpu(gpus, answer.asked)},
      {"replicasCost", answer.replicasCost},      {"gap", answer.gap},   {"warnings", warnings}};
}

Json curveJson(const MixProblem& problem, const CostCurve& curve) {
  const std::vector<std::string> gpus = namesOf(problem);
  Json points = Json::array();
  for (std::size_t i = 0; i < curve.mix.size(); ++i) {
    const CostCurve::Point& point = curve.mix[i];
    Json single = Json::object();
    for (std::size_t g = 0; g < gpus.size(); ++g)
      single[gpus[g]] = curve.single[g][i] ? Json(*curve.single[g][i]) : Json(nullptr);
    points.push_back({{"rate", point.rate},
                      {"cost", point.replicas.empty() ? Json(nullptr) : Json(point.costPerHour)},
                      {"replicas", byGpu(gpus, point.replicas)},
                      {"proved", point.proved},
                      {"single", single}});
  }
  return points;
}

Json bestJson(const MixProblem& problem, std::span<const BestGpu> best) {
  Json cells = Json::array();
  for (std::size_t k = 0; k < best.size(); ++k) {
    const auto gpu = [&](const std::optional<std::size_t>& g) {
      return g ? Json(problem.gpus[*g].name) : Json(nullptr);
    };
    cells.push_back(
        {{"output", problem.cells[k].outputTokens},
         {"input", problem.cells[k].inputTokens},
         {"best", gpu(best[k].best)},
         {"second", gpu(best[k].second)},
         {"margin", number(best[k].margin)},
         {"costPerMillionRequests", best[k].best ? Json(best[k].costPerMillionRequests) : Json(nullptr)}});
  }
  return cells;
}

Json pricesJson(const MixProblem& problem, std::size_t gpu, std::span<const PricePiece> pieces) {
  Json list = Json::array();
  for (const PricePiece& piece : pieces)
    list.push_back({{"from", piece.fromPrice},
                    {"to", piece.toPrice},
                    {"replicas", byGpu(namesOf(problem), piece.replicas)},
                    {"costAtFrom", piece.costAtFrom},
                    {"costAtTo", piece.costAtTo}});
  return {{"gpu", problem.gpus[gpu].name}, {"pieces", list}};
}

Json sloCostsJson(const std::vector<std::string>& gpus, Metric metric, std::span<const SloCost> costs) {
  Json points = Json::array();
  for (const SloCost& cost : costs)
    points.push_back({{"bound", cost.bound},
                      {"feasible", cost.feasible},
                      {"cost", cost.replicas.empty() ? Json(nullptr) : Json(cost.costPerHour)},
                      {"replicas", byGpu(gpus, cost.replicas)},
                      {"servedShare", cost.servedShare},
                      {"proved", cost.proved},
                      {"gap", cost.gap},
                      {"onFront", cost.onFront}});
  return {{"metric", lowerCaseName(metric)}, {"points", points}};
}

Json timelineJson(const std::vector<std::string>& gpus, const CostTimeline& timeline) {
  Json intervals = Json::array();
  for (const CostTimeline::Interval& interval : timeline.intervals)
    intervals.push_back({{"start", interval.startSeconds},
                         {"seconds", interval.seconds},
                         {"rate", interval.rate},
                         {"replicas", byGpu(gpus, interval.replicas)},
                         {"cost", interval.replicas.empty() ? Json(nullptr) : Json(interval.costPerHour)},
                         {"unservedRate", interval.unservedRate},
                         {"proved", interval.proved},
                         {"gap", interval.gap}});
  const auto steady = [&](double cost) {
    return timeline.steadyReplicas.empty() ? Json(nullptr) : Json(cost);
  };
  return {{"intervals", intervals},
          {"scaledCost", timeline.scaledCost},
          {"steadyReplicas", byGpu(gpus, timeline.steadyReplicas)},
          {"steadyProved", timeline.steadyProved},
          {"steadyCostPerHour", steady(timeline.steadyCostPerHour)},
          {"steadyCost", steady(timeline.steadyCost)}};
}

Json robustJson(std::span<const PlanProblem> scenarios, const std::vector<std::string>& names,
                const RobustAnswer& answer) {
  const std::vector<std::string> gpus = namesOf(scenarios.front().problem);
  Json list = Json::array();
  for (std::size_t s = 0; s < scenarios.size(); ++s) {
    Json entry{{"name", names[s]}, {"alone", number(answer.alone[s])}};
    if (s < answer.scenarios.size()) {
      entry["utilisation"] = byGpu(gpus, answer.scenarios[s].utilisation);
      entry["headroomRate"] = answer.scenarios[s].headroomRate;
      entry["unservable"] = answer.scenarios[s].unservable.size();
    }
    list.push_back(std::move(entry));
  }
  return {{"status", name(answer.status)},
          {"replicas", byGpu(gpus, answer.replicas)},
          {"cost", answer.replicas.empty() ? Json(nullptr) : Json(answer.costPerHour)},
          {"scenarios", list}};
}

Json lintJson(std::span<const LintFinding> findings) {
  Json list = Json::array();
  for (const LintFinding& found : findings) {
    Json entry{{"profile", found.profile.empty() ? Json(nullptr) : Json(found.profile)},
               {"severity", found.finding.severity == Severity::error ? "error" : "warning"},
               {"code", found.finding.code},
               {"message", found.finding.message},
               {"mend", found.finding.mend}};
    if (found.cell)
      entry["cell"] = {{"output", found.cell->outputTokens}, {"input", found.cell->inputTokens}};
    list.push_back(std::move(entry));
  }
  return list;
}

}  // namespace headroom
