// The planner's answers as JSON, for headroomctl --json and for export. Rates in requests/s, costs per hour.
#pragma once

#include "core/plan/best_gpu.h"
#include "core/plan/cluster_answer.h"
#include "core/plan/cost_curve.h"
#include "core/plan/cost_timeline.h"
#include "core/plan/lint.h"
#include "core/plan/price_sensitivity.h"
#include "core/plan/problem.h"
#include "core/plan/robust_mix.h"
#include "core/plan/slo_cost.h"

#include <nlohmann/json_fwd.hpp>

#include <span>

namespace headroom {

// {"status", "replicas": {gpu: n}, "cost", "utilisation": {gpu: u}, "routing":
// [{"output","input","rate","shares": {gpu: s}}], "unservable": [{"output","input","rate","reason"}], …}
nlohmann::ordered_json mixJson(const PlanProblem& plan, const MixAnswer& answer);
// {"replicas": {gpu: n}, "cost", "asked": {gpu: units}, "replicasCost", "warnings": [{"code","message"}]}:
// `cost` is the optimizer's own, of what it asks for; `replicas` are what the autoscaler makes of it, at
// `replicasCost`.
nlohmann::ordered_json clusterJson(const MixProblem& problem, const ClusterAnswer& answer);
nlohmann::ordered_json curveJson(const MixProblem& problem, const CostCurve& curve);
// "margin": what the second costs more, of the best's cost; null without a second.
nlohmann::ordered_json bestJson(const MixProblem& problem, std::span<const BestGpu> best);
nlohmann::ordered_json pricesJson(const MixProblem& problem, std::size_t gpu,
                                  std::span<const PricePiece> pieces);
nlohmann::ordered_json sloCostsJson(const std::vector<std::string>& gpus, Metric metric,
                                    std::span<const SloCost> costs);
nlohmann::ordered_json timelineJson(const std::vector<std::string>& gpus, const CostTimeline& timeline);
nlohmann::ordered_json robustJson(std::span<const PlanProblem> scenarios,
                                  const std::vector<std::string>& names, const RobustAnswer& answer);
nlohmann::ordered_json lintJson(std::span<const LintFinding> findings);

}  // namespace headroom
