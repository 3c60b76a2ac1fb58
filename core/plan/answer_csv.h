// The planner's answers as CSV (RFC 4180, UTF-8, point as decimal sign), a table each, for spreadsheets and
// notebooks. Rates in requests/s, costs per hour; what is not known is an empty field.
//
//   writeFileAtomically("curve.csv", curveCsv(problem, curve));
#pragma once

#include "core/plan/best_gpu.h"
#include "core/plan/cluster_answer.h"
#include "core/plan/cost_curve.h"
#include "core/plan/cost_timeline.h"
#include "core/plan/price_sensitivity.h"
#include "core/plan/problem.h"
#include "core/plan/robust_mix.h"
#include "core/plan/slo_cost.h"

#include <span>
#include <string>
#include <vector>

namespace headroom {

// A GPU a line: replicas, its cost, how full, what stays idle.
std::string mixCsv(const MixProblem& problem, const MixAnswer& answer);
// A cell with traffic a line: its rate, the share that each GPU serves, or why none does.
std::string routingCsv(const MixProblem& problem, const MixAnswer& answer);
std::string clusterCsv(const MixProblem& problem, const ClusterAnswer& answer);
std::string curveCsv(const MixProblem& problem, const CostCurve& curve);
std::string bestCsv(const MixProblem& problem, std::span<const BestGpu> best);
// `gpu`: whose price moves.
std::string pricesCsv(const MixProblem& problem, std::size_t gpu, std::span<const PricePiece> pieces);
std::string sloCostsCsv(const std::vector<std::string>& gpus, Metric metric, std::span<const SloCost> costs);
std::string timelineCsv(const std::vector<std::string>& gpus, const CostTimeline& timeline);
std::string robustCsv(const MixProblem& problem, const std::vector<std::string>& names,
                      const RobustAnswer& answer);

}  // namespace headroom
