// The questions around the mix: best GPU, cost against rate, prices, several traffics, the front, the time
// line.
#include "app/headroomctl/optimize_answer.h"
#include "core/plan/answer_csv.h"
#include "core/plan/answer_json.h"

#include <fmt/format.h>

#include <cmath>
#include <optional>

namespace headroom::ctl {
namespace {

// "FROM..TO" or "FROM..TO/COUNT".
Result<std::vector<double>> steps(const std::string& option, const std::string& text, std::size_t count) {
  const Error wrong{ErrorCode::invalidArgument,
                    fmt::format("{}: \"{}\" does not read FROM..TO/COUNT", option, text),
                    fmt::format("write it as {} 1..100/50", option)};
  const std::size_t dots = text.find(".."), slash = text.find('/');
  if (dots == std::string::npos) return wrong;
  const auto from = numberOf(option, text.substr(0, dots));
  if (!from) return from.error();
  const auto to = numberOf(
      option, text.substr(dots + 2, slash == std::string::npos ? std::string::npos : slash - dots - 2));
  if (!to) return to.error();
  if (slash != std::string::npos) {
    const auto number = numberOf(option, text.substr(slash + 1));
    if (!number) return number.error();
    if (*number < 2 || *number > 100000 || *number != std::floor(*number)) return wrong;
    count = static_cast<std::size_t>(*number);
  }
  if (*to <= *from) return wrong;
  std::vector<double> values;
  for (std::size_t i = 0; i < count; ++i)
    values.push_back(*from + (*to - *from) * static_cast<double>(i) / static_cast<double>(count - 1));
  return values;
}

std::string notProved(bool proved, double gap) {
  return proved ? "" : fmt::format("  (time ran out; up to {:.2g} % less is possible)", 100 * gap);
}

}  // namespace

Result<void> Optimize::whatIf() {
  if (m_options.best) {
    // All cells of the first grid, not only those with traffic.
    GridTraffic everywhere{m_profiles.front().outputTokens, m_profiles.front().inputTokens, {}, {}};
    everywhere.rates.assign(everywhere.outputTokens.size(),
                            std::vector<double>(everywhere.inputTokens.size(), 1));
    auto plan = planProblem(m_profiles, distributionOf(everywhere), m_options.mix.rule());
    if (!plan) return plan.error();
    const auto best = bestGpus(plan->problem.gpus);
    m_json["best"] = bestJson(plan->problem, best);
    keep("best.csv", bestCsv(plan->problem, best));
    line("Best GPU    output   input  GPU                         margin  second, which costs so much more");
    for (std::size_t k = 0; k < best.size(); ++k)
      line(fmt::format("           {:>7} {:>7}  {:<24} {:>8}  {}", plan->problem.cells[k].outputTokens,
                       plan->problem.cells[k].inputTokens,
                       best[k].best ? plan->problem.gpus[*best[k].best].name : "none",
                       std::isfinite(best[k].margin) ? fmt::format("{:.1f} %", 100 * best[k].margin) : "-",
                       best[k].second ? plan->problem.gpus[*best[k].second].name : "-"));
  }
  if (!m_options.curve.empty()) {
    const auto rates = steps("--curve", m_options.curve, 50);
    if (!rates) return rates.error();
    const auto curve = costCurve(m_plan.problem, *rates, m_options.mix.control(m_stop));
    if (!curve) return curve.error();
    m_json["curve"] = curveJson(m_plan.problem, *curve);
    keep("curve.csv", curveCsv(m_plan.problem, *curve));
    std::string head = "Cost        requests/s        mix";
    for (const MixGpu& gpu : m_plan.problem.gpus) head += fmt::format(" {:>16}", gpu.name);
    line(head);
    for (std::size_t i = 0; i < rates->size(); ++i) {
      const auto& point = curve->mix[i];
      std::string row = fmt::format("            {:>10.4g} {:>10}", point.rate,
                                    point.replicas.empty() ? "-" : fmt::format("{:.2f}", point.costPerHour));
      for (std::size_t g = 0; g < m_plan.problem.gpus.size(); ++g)
        row +=
            fmt::format(" {:>16}", curve->single[g][i] ? fmt::format("{:.2f}", *curve->single[g][i]) : "-");
      line(row);
    }
  }
  return {};
}

Result<void> Optimize::prices() {
  for (const std::string& text : m_options.prices) {
    const auto named = namedValue("--price", text);
    if (!named) return named.error();
    const auto range = steps("--price", named->second, 2);
    if (!range) return range.error();
    std::size_t gpu = 0;
    while (gpu < m_plan.problem.gpus.size() && m_plan.problem.gpus[gpu].name != named->first) ++gpu;
    if (gpu == m_plan.problem.gpus.size())
      return Error{ErrorCode::invalidArgument,
                   fmt::format("--price: there is no profile of {}", named->first),
                   "name the GPU as its profile does"};
    const auto pieces =
        priceSensitivity(m_plan.problem, gpu, range->front(), range->back(), m_options.mix.control(m_stop));
    if (!pieces) return pieces.error();
    m_json["prices"].push_back(pricesJson(m_plan.problem, gpu, *pieces));
    keep(fmt::format("price-{}.csv", gpu + 1), pricesCsv(m_plan.problem, gpu, *pieces));
    line(fmt::format("Price of {}", named->first));
    for (const PricePiece& piece : *pieces)
      line(fmt::format("            {:.4g} to {:.4g}: {}, {:.2f} to {:.2f} per hour", piece.fromPrice,
                       piece.toPrice, replicasText(piece.replicas), piece.costAtFrom, piece.costAtTo));
  }
  return {};
}

Result<void> Optimize::robust() {
  if (m_options.scenarios.empty()) return {};
  std::vector<PlanProblem> plans{m_plan};
  std::vector<std::string> names{m_options.mix.rates};
  for (const std::string& source : m_options.scenarios) {
    auto traffic = m_options.mix.trafficOf(source, m_stop);
    if (!traffic) return traffic.error();
    auto plan = planProblem(m_profiles, traffic->mean, m_options.mix.rule());
    if (!plan) return plan.error();
    if (auto applied = m_options.mix.apply(plan->problem); !applied) return applied;
    if (auto applied = applyOnly(plan->problem, false); !applied) return applied;
    plans.push_back(std::move(*plan));
    names.push_back(source);
  }
  std::vector<MixProblem> problems;
  for (const PlanProblem& plan : plans) problems.push_back(plan.problem);
  const auto answer = robustMix(problems, m_options.mix.control(m_stop));
  if (!answer) return answer.error();
  m_json["robust"] = robustJson(plans, names, *answer);
  keep("robust.csv", robustCsv(m_plan.problem, names, *answer));
  if (answer->replicas.empty())
    line("For all     no mix within the limits carries every traffic");
  else
    line(fmt::format("For all     {}, {:.2f} per hour, carries each of {} traffics",
                     replicasText(answer->replicas), answer->costPerHour, plans.size()));
  for (std::size_t s = 0; s < names.size(); ++s)
    line(fmt::format("            {}: {:.2f} per hour by itself", names[s], answer->alone[s]));
  return {};
}

Result<void> Optimize::front() {
  if (m_options.sloFront.empty()) return {};
  const auto named = namedValue("--slo-front", m_options.sloFront);
  if (!named) return named.error();
  std::optional<Metric> metric;
  for (const Metric one : kSloOrder)
    if (lowerCaseName(one) == named->first) metric = one;
  if (!metric)
    return Error{ErrorCode::invalidArgument, fmt::format("--slo-front: \"{}\" is not an SLO", named->first),
                 "give tput, tt, e2e, ttft, tpat or tpot"};
  const auto bounds = steps("--slo-front", named->second, 20);
  if (!bounds) return bounds.error();
  const auto tables = m_options.mix.measured();
  if (!tables) return tables.error();
  if (tables->empty())
    return Error{ErrorCode::invalidArgument, "--slo-front needs the measurements themselves",
                 "give them with --benchmark GPU=FILE"};
  std::vector<MeasuredGpu> gpus;
  std::vector<std::string> names;
  for (const auto& one : *tables) gpus.push_back({one.gpu, one.cost, &one.table}), names.push_back(one.gpu);
  const auto costs = costAgainstSlo(gpus, m_options.mix.slos(), *metric, *bounds, m_traffic.mean,
                                    m_options.mix.rule(), m_plan.problem, m_options.mix.control(m_stop));
  if (!costs) return costs.error();
  m_json["sloFront"] = sloCostsJson(names, *metric, *costs);
  keep("slo-front.csv", sloCostsCsv(names, *metric, *costs));
  line(fmt::format("Bound of {}", named->first));
  for (const SloCost& cost : *costs)
    line(fmt::format("            {:>8.4g}  {:>10}  {}{}", cost.bound,
                     cost.feasible ? fmt::format("{:.2f}", cost.costPerHour)
                                   : fmt::format("{:.0f} % served", 100 * cost.servedShare),
                     cost.onFront ? "*" : "", notProved(cost.proved, cost.gap)));
  return {};
}

Result<void> Optimize::timeline() {
  if (!m_options.timeline) return {};
  if (!m_traffic.recording)
    return Error{ErrorCode::invalidArgument, "--timeline needs traffic with times",
                 "give a data set, a list with times or redis://"};
  const auto answer = costTimeline(m_profiles, *m_traffic.recording, m_options.mix.rule(), m_plan.problem,
                                   m_options.mix.control(m_stop), m_console.progress());
  if (!answer) return answer.error();
  std::vector<std::string> gpus;
  for (const MixGpu& gpu : m_plan.problem.gpus) gpus.push_back(gpu.name);
  m_json["timeline"] = timelineJson(gpus, *answer);
  keep("timeline.csv", timelineCsv(gpus, *answer));
  const double start = answer->intervals.front().startSeconds;
  line("Time line   after s  requests/s   per hour");
  for (const auto& interval : answer->intervals)
    line(fmt::format("           {:>8.0f} {:>11.4g} {:>10}  {}{}", interval.startSeconds - start,
                     interval.rate,
                     interval.replicas.empty() ? "-" : fmt::format("{:.2f}", interval.costPerHour),
                     interval.replicas.empty() ? "none within the limits" : replicasText(interval.replicas),
                     notProved(interval.proved, interval.gap)));
  if (answer->steadyReplicas.empty())
    line(fmt::format("            {:.2f} following the traffic; {}", answer->scaledCost,
                     answer->steadyProved ? "no mix within the limits carries all of it"
                                          : "no mix for all of it was found in the time allowed"));
  else
    line(fmt::format("            {:.2f} following the traffic, {:.2f} with {} all along{}",
                     answer->scaledCost, answer->steadyCost, replicasText(answer->steadyReplicas),
                     answer->steadyProved ? "" : " (not proved to be the cheapest)"));
  return {};
}

}  // namespace headroom::ctl
