// headroomctl optimize: how many of which GPU, what the cluster would do, and what if.
#include "app/headroomctl/mix_options.h"
#include "app/headroomctl/program.h"
#include "app/headroomctl/verbs.h"
#include "core/plan/answer_json.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <memory>

namespace headroom::ctl {
namespace {

using Json = nlohmann::ordered_json;

struct Options {
  MixOptions mix;
  ClusterOptions cluster;
  std::string curve, sloFront;
  std::vector<std::string> prices, scenarios;
  bool best = false, timeline = false, noCluster = false;
};

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

class Optimize {
 public:
  Optimize(const Options& options, Console& console, std::stop_token stop)
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

  void line(const std::string& text) { m_text += text + "\n"; }
  std::string replicasText(const std::vector<int>& replicas) const;
  void tellMix(double nearestCost);

  const Options& m_options;
  Console& m_console;
  std::stop_token m_stop;
  std::vector<Profile> m_profiles;
  LoadedTraffic m_traffic;
  PlanProblem m_plan;
  MixAnswer m_answer;
  Json m_json;
  std::string m_text;
};

std::string Optimize::replicasText(const std::vector<int>& replicas) const {
  std::string text;
  for (std::size_t g = 0; g < replicas.size(); ++g)
    if (replicas[g] > 0)
      text += fmt::format("{}{} {}", text.empty() ? "" : " + ", replicas[g], m_plan.problem.gpus[g].name);
  return text.empty() ? "nothing" : text;
}

Result<void> Optimize::load() {
  auto profiles = m_options.mix.profiles(m_stop);
  if (!profiles) return profiles.error();
  for (LintProfile& one : *profiles) m_profiles.push_back(std::move(one.parsed.profile));
  auto traffic = m_options.mix.traffic(m_stop);
  if (!traffic) return traffic.error();
  m_traffic = std::move(*traffic);
  for (const std::string& warning : m_traffic.warnings) m_console.warn(warning);
  return {};
}

Result<void> Optimize::mix() {
  auto plan = planProblem(m_profiles, m_traffic.mean, m_options.mix.rule());
  if (!plan) return plan.error();
  m_plan = std::move(*plan);
  if (auto applied = m_options.mix.apply(m_plan.problem); !applied) return applied;
  auto answer = solveMix(m_plan.problem, m_options.mix.control(m_stop));
  if (!answer) return answer.error();
  m_answer = std::move(*answer);
  m_json = mixJson(m_plan, m_answer);

  // What the rounding of shapes to cells is worth.
  double nearestCost = NAN;
  if (auto nearest = planProblem(m_profiles, m_traffic.mean, CellRule::nearest); nearest) {
    if (auto applied = m_options.mix.apply(nearest->problem); !applied) return applied;
    MixControl control = m_options.mix.control(m_stop);
    control.nextPurchase = false;
    if (const auto other = solveMix(nearest->problem, control); other && !other->replicas.empty())
      nearestCost = other->costPerHour;
  }
  m_json["rounding"] = {{"rule", m_options.mix.rounding},
                        {"nearestCost", std::isfinite(nearestCost) ? Json(nearestCost) : Json(nullptr)}};
  tellMix(nearestCost);
  return {};
}

void Optimize::tellMix(double nearestCost) {
  const MixProblem& problem = m_plan.problem;
  line(fmt::format("Traffic     {:.4g} requests/s in {} cells", m_traffic.mean.rate(), problem.cells.size()));
  if (m_answer.replicas.empty())
    line("Mix         none within the limits");
  else
    line(
        fmt::format("Mix         {}, {:.2f} per hour, {:.4g} per million tokens ({})",
                    replicasText(m_answer.replicas), m_answer.costPerHour, m_answer.costPerMillionTokens,
                    m_answer.status == MixAnswer::Status::timedOut
                        ? fmt::format("time ran out; at most {:.2g} % above the cheapest", 100 * m_answer.gap)
                        : std::string(name(m_answer.status))));
  for (std::size_t g = 0; g < m_answer.replicas.size(); ++g)
    line(fmt::format("  {:<24} {:>6} replicas  {:>5.1f} % used  {:>8.2f} idle", problem.gpus[g].name,
                     m_answer.replicas[g], 100 * m_answer.utilisation[g], m_answer.slack[g]));
  if (!m_answer.replicas.empty())
    line(fmt::format("Headroom    {:.4g} requests/s more of the same shapes", m_answer.headroomRate));
  if (m_answer.next) {
    std::string change;
    for (std::size_t g = 0; g < problem.gpus.size(); ++g)
      if (m_answer.next->change[g] != 0)
        change += fmt::format(" {:+} {}", m_answer.next->change[g], problem.gpus[g].name);
    line(fmt::format("One more request/s buys{}, {:+.2f} per hour", change.empty() ? " nothing" : change,
                     m_answer.next->costPerHourChange));
  }
  if (std::isfinite(nearestCost) && m_options.mix.rule() == CellRule::upward && !m_answer.replicas.empty() &&
      std::abs(nearestCost - m_answer.costPerHour) > 1e-9)
    line(fmt::format(
        "Rounding    shapes go to the next larger cell; by the nearest it would be {:.2f} per hour",
        nearestCost));
  for (const UnservableCell& cell : m_answer.unservable)
    line(fmt::format("Unservable  output {}, input {}: {:.4g} requests/s; {}",
                     problem.cells[cell.cell].outputTokens, problem.cells[cell.cell].inputTokens,
                     problem.cells[cell.cell].rate, cell.reason));
  for (const TightLimit& limit : m_answer.tightLimits)
    line(fmt::format("Too few     at most {} {}{}", limit.maxReplicas, problem.gpus[limit.gpu].name,
                     limit.needed ? fmt::format("; {} would do", *limit.needed)
                                  : std::string("; no number of them would do alone")));
  if (!m_answer.tightLimits.empty())
    line(fmt::format("            the limits have room for {:.1f} % of the traffic",
                     100 * m_answer.largestShare));
  for (const std::string& note : m_plan.notes) line("Note        " + note);
}

Result<void> Optimize::cluster() {
  auto problem = clusterProblem(m_profiles, m_traffic.mean);
  if (!problem) return problem.error();
  // The autoscaler's limits count; the target, the burst and the spare are ours alone.
  for (MixGpu& gpu : problem->problem.gpus)
    for (const MixGpu& ours : m_plan.problem.gpus)
      if (gpu.name == ours.name) gpu.minReplicas = ours.minReplicas, gpu.maxReplicas = ours.maxReplicas;
  ClusterOptions options = m_options.cluster;
  options.stop = m_stop;
  auto answer = clusterAnswer(problem->problem, options);
  if (!answer) return answer.error();
  for (const std::size_t skipped : problem->skipped)
    answer->warnings.push_back(
        {"gridDiffers", fmt::format("the optimizer skips {}: its grid is not that of {}",
                                    m_profiles[skipped].gpu, m_profiles.front().gpu)});
  m_json["cluster"] = clusterJson(problem->problem, *answer);
  for (const std::size_t skipped : problem->skipped)
    m_json["cluster"]["replicas"][m_profiles[skipped].gpu] = 0;
  std::string text;
  for (std::size_t g = 0; g < answer->replicas.size(); ++g)
    if (answer->replicas[g] > 0)
      text += fmt::format("{}{} {}", text.empty() ? "" : " + ", answer->replicas[g],
                          problem->problem.gpus[g].name);
  line(fmt::format("The cluster {}, {:.2f} per hour (it asks for {:.2f} before rounding up)",
                   text.empty() ? "nothing" : text, answer->replicasCost, answer->cost));
  if (!m_answer.replicas.empty()) {
    m_json["cluster"]["costDifference"] = answer->replicasCost - m_answer.costPerHour;
    line(fmt::format("            {:+.2f} per hour against the mix above",
                     answer->replicasCost - m_answer.costPerHour));
  }
  for (const ClusterWarning& warning : answer->warnings) line("            " + warning.message);
  return {};
}

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
    line("Best GPU    output   input  GPU                       margin  second");
    for (std::size_t k = 0; k < best.size(); ++k)
      line(fmt::format("           {:>7} {:>7}  {:<24} {:>6.1f} %  {}", plan->problem.cells[k].outputTokens,
                       plan->problem.cells[k].inputTokens,
                       best[k].best ? plan->problem.gpus[*best[k].best].name : "none", 100 * best[k].margin,
                       best[k].second ? plan->problem.gpus[*best[k].second].name : "-"));
  }
  if (!m_options.curve.empty()) {
    const auto rates = steps("--curve", m_options.curve, 50);
    if (!rates) return rates.error();
    const auto curve = costCurve(m_plan.problem, *rates, m_options.mix.control(m_stop));
    if (!curve) return curve.error();
    m_json["curve"] = curveJson(m_plan.problem, *curve);
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
    plans.push_back(std::move(*plan));
    names.push_back(source);
  }
  std::vector<MixProblem> problems;
  for (const PlanProblem& plan : plans) problems.push_back(plan.problem);
  const auto answer = robustMix(problems, m_options.mix.control(m_stop));
  if (!answer) return answer.error();
  m_json["robust"] = robustJson(plans, names, *answer);
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
  line(fmt::format("Bound of {}", named->first));
  for (const SloCost& cost : *costs)
    line(fmt::format("            {:>8.4g}  {:>10}  {}", cost.bound,
                     cost.feasible ? fmt::format("{:.2f}", cost.costPerHour)
                                   : fmt::format("{:.0f} % served", 100 * cost.servedShare),
                     cost.onFront ? "*" : ""));
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
  const double start = answer->intervals.front().startSeconds;
  line("Time line   after s  requests/s   per hour");
  for (const auto& interval : answer->intervals)
    line(fmt::format("           {:>8.0f} {:>11.4g} {:>10.2f}  {}", interval.startSeconds - start,
                     interval.rate, interval.costPerHour, replicasText(interval.replicas)));
  line(fmt::format("            {:.2f} following the traffic, {:.2f} with {} all along", answer->scaledCost,
                   answer->steadyCost, replicasText(answer->steadyReplicas)));
  return {};
}

ExitCode Optimize::run() {
  using Step = Result<void> (Optimize::*)();
  for (const Step step : {&Optimize::load, &Optimize::mix, &Optimize::cluster, &Optimize::whatIf,
                          &Optimize::prices, &Optimize::robust, &Optimize::front, &Optimize::timeline}) {
    if (step == &Optimize::cluster && m_options.noCluster) continue;
    if (const auto done = (this->*step)(); !done) return m_console.fail(done.error());
  }
  if (m_console.json())
    m_console.answerJson(m_json);
  else
    m_console.answer(m_text);
  return m_answer.status == MixAnswer::Status::infeasible ? ExitCode::no : ExitCode::done;
}

}  // namespace

void addOptimize(Program& program) {
  const auto options = std::make_shared<Options>();
  CLI::App* verb =
      program.addVerb({"optimize",
                       "Computes the cheapest GPUs that keep the SLOs for a traffic, exactly, and what the "
                       "cluster's own optimizer would "
                       "do with the same profiles. Exit code 3: some of the traffic cannot be served; the "
                       "answer says which and why.",
                       "headroomctl optimize --profile a10.json --profile a100.json --rates rates.json\n"
                       "headroomctl optimize --profile 'redis://localhost?model=llama2-7b' --rates trace.csv "
                       "--utilisation 0.8 --limit a100=0..4 --json\n"
                       "headroomctl optimize --profile a10.json --profile a100.json --rates trace.csv "
                       "--curve 1..100/50 --price a100=2..6\n"
                       "headroomctl optimize --benchmark a10=a10.jsonl --cost a10=1.01 --e2e 5 --rates "
                       "rates.json --slo-front e2e=1..10/10"});
  options->mix.addProfiles(verb, false);
  options->mix.addBenchmarks(verb);
  options->mix.addTraffic(verb, true);
  options->mix.addConditions(verb);
  verb->add_option("--slice-factor", options->cluster.sliceFactor,
                   "Of the cluster's optimizer: slices a cell")
      ->capture_default_str();
  verb->add_option("--gpu-fraction", options->cluster.gpuFraction, "Of the cluster's optimizer: units a GPU")
      ->capture_default_str();
  verb->add_flag("--no-cluster", options->noCluster, "Leave out what the cluster would do");
  verb->add_flag("--best", options->best,
                 "Also the cheapest GPU of each cell, with its margin over the second");
  verb->add_option("--curve", options->curve,
                   "Also the cost at other total rates, of each GPU alone and the mix")
      ->type_name("FROM..TO/COUNT");
  verb->add_option("--price", options->prices,
                   "Also at which prices of a GPU the choice changes; may be repeated")
      ->type_name("GPU=FROM..TO");
  verb->add_option("--scenario", options->scenarios,
                   "Also one mix that carries this traffic as well as --rates, whichever comes; "
                   "may be repeated")
      ->type_name("FILE|URL");
  verb->add_option("--slo-front", options->sloFront,
                   "Also the cost against the bound of an SLO, from --benchmark; * marks bounds "
                   "that no stricter one matches")
      ->type_name("SLO=FROM..TO/COUNT");
  verb->add_flag("--timeline", options->timeline,
                 "Also the replicas and the cost of each interval of recorded traffic");
  program.onRun(verb, [options](Console& console, std::stop_token stop) {
    return Optimize(*options, console, stop).run();
  });
}

}  // namespace headroom::ctl
