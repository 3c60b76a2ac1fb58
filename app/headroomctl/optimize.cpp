// headroomctl optimize: how many of which GPU, what the cluster would do, and what if.
#include "app/headroomctl/optimize_answer.h"
#include "app/headroomctl/verbs.h"
#include "app/headroomctl/workspace_arguments.h"
#include "core/base/file.h"
#include "core/plan/answer_csv.h"
#include "core/plan/answer_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <memory>

namespace headroom::ctl {
namespace {

using Json = nlohmann::ordered_json;

}  // namespace

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

// --only: cells that one GPU must serve alone. Other traffic and other roundings need not have them all.
Result<void> Optimize::applyOnly(MixProblem& problem, bool allBusy) const {
  for (const std::string& text : m_options.only) {
    const auto named = namedValue("--only", text);
    if (!named) return named.error();
    const std::size_t times = named->first.find('x');
    const auto output = numberOf("--only", named->first.substr(0, times));
    const auto input = numberOf("--only", times == std::string::npos ? "" : named->first.substr(times + 1));
    if (!output || !input)
      return Error{ErrorCode::invalidArgument,
                   fmt::format("--only: \"{}\" does not read OUTPUTxINPUT=GPU", text),
                   "write it as --only 512x128=a10"};
    std::size_t gpu = 0;
    while (gpu < problem.gpus.size() && problem.gpus[gpu].name != named->second) ++gpu;
    if (gpu == problem.gpus.size())
      return Error{ErrorCode::invalidArgument,
                   fmt::format("--only: there is no profile of {}", named->second),
                   "name the GPU as its profile does"};
    bool found = false;
    for (MixCell& cell : problem.cells)
      if (cell.outputTokens == *output && cell.inputTokens == *input) cell.onlyGpu = gpu, found = true;
    if (!found && allBusy)
      return Error{
          ErrorCode::invalidArgument,
          fmt::format("--only: no traffic counts in the cell of output {}, input {}", *output, *input),
          "name a cell of the grid that has traffic; headroomctl traffic show tells which"};
  }
  return {};
}

Result<void> Optimize::mix() {
  auto plan = planProblem(m_profiles, m_traffic.mean, m_options.mix.rule());
  if (!plan) return plan.error();
  m_plan = std::move(*plan);
  if (auto applied = m_options.mix.apply(m_plan.problem); !applied) return applied;
  if (auto applied = applyOnly(m_plan.problem, true); !applied) return applied;
  auto answer = solveMix(m_plan.problem, m_options.mix.control(m_stop));
  if (!answer) return answer.error();
  m_answer = std::move(*answer);
  m_json = mixJson(m_plan, m_answer);
  keep("mix.csv", mixCsv(m_plan.problem, m_answer));
  keep("routing.csv", routingCsv(m_plan.problem, m_answer));

  // What the rounding of shapes to cells is worth.
  double nearestCost = NAN;
  if (auto nearest = planProblem(m_profiles, m_traffic.mean, CellRule::nearest); nearest) {
    if (auto applied = m_options.mix.apply(nearest->problem); !applied) return applied;
    if (auto applied = applyOnly(nearest->problem, false); !applied) return applied;
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
    line(fmt::format(
        "            the limits have room for {:.1f} % of the traffic; the cells that want the most:",
        100 * m_answer.largestShare));
  constexpr std::size_t kNamedCells = 5;
  for (std::size_t i = 0; i < m_answer.tightCells.size() && i < kNamedCells; ++i) {
    const MixCell& cell = problem.cells[m_answer.tightCells[i]];
    line(fmt::format("  output {}, input {}: {:.4g} requests/s; {}", cell.outputTokens, cell.inputTokens,
                     cell.rate, whyTight(problem, m_answer.tightCells[i])));
  }
  if (m_answer.tightCells.size() > kNamedCells)
    line(fmt::format("  and {} more cells", m_answer.tightCells.size() - kNamedCells));
  for (const std::string& note : m_plan.notes) line("Note        " + note);
}

Result<void> Optimize::cluster() {
  // Of a gateway's traces the optimizer takes the clusters alone, each at its centre.
  const Distribution& seen = m_traffic.cluster ? *m_traffic.cluster : m_traffic.mean;
  if (m_traffic.cluster && m_traffic.cluster->points.empty()) {
    const std::string why =
        "the gateway's traces hold no cluster of 10 near requests: the optimizer says \"insufficient data\" "
        "and keeps its last answer";
    m_json["cluster"] = {{"replicas", Json::object()},
                         {"cost", nullptr},
                         {"warnings", Json::array({{{"code", "insufficientData"}, {"message", why}}})}};
    line("The cluster keeps its last answer: " + why);
    return {};
  }
  auto problem = clusterProblem(m_profiles, seen);
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
  m_json["cluster"]["rate"] = seen.rate();
  keep("cluster.csv", clusterCsv(problem->problem, *answer));
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

// --export: every table that was asked for, and all of it as JSON.
Result<void> Optimize::exported() {
  if (m_options.exportTo.empty()) return {};
  const std::filesystem::path directory(m_options.exportTo);
  std::error_code failed;
  std::filesystem::create_directories(directory, failed);
  if (failed)
    return Error{ErrorCode::io, fmt::format("cannot make {}: {}", m_options.exportTo, failed.message()),
                 "name a directory that may be written"};
  keep("optimize.json", m_json.dump(2) + "\n");
  for (const auto& [file, text] : m_files)
    if (auto written = writeFileAtomically((directory / file).string(), text); !written) return written;
  m_console.note(fmt::format("{} files written to {}", m_files.size(), m_options.exportTo));
  return {};
}

ExitCode Optimize::run() {
  using Step = Result<void> (Optimize::*)();
  for (const Step step :
       {&Optimize::load, &Optimize::mix, &Optimize::cluster, &Optimize::whatIf, &Optimize::prices,
        &Optimize::robust, &Optimize::front, &Optimize::timeline, &Optimize::exported}) {
    if (step == &Optimize::cluster && m_options.noCluster) continue;
    if (const auto done = (this->*step)(); !done) return m_console.fail(done.error());
  }
  if (m_console.json())
    m_console.answerJson(m_json);
  else
    m_console.answer(m_text);
  return m_answer.status == MixAnswer::Status::infeasible ? ExitCode::no : ExitCode::done;
}

void addOptimize(Program& program) {
  const auto options = std::make_shared<OptimizeOptions>();
  CLI::App* verb = program.addVerb(
      {"optimize",
       "Computes the cheapest GPUs that keep the SLOs for a traffic, exactly, and what the cluster's own "
       "optimizer would do with the same profiles. Exit code 3: some of the traffic cannot be served; the "
       "answer says which and why. With --json, \"status\" is \"optimal\", \"infeasible\", or \"timedOut\" "
       "where the time ran out before the cheapest was proved: then \"gap\" says how much less it may cost.",
       "headroomctl optimize --profile a10.json --profile a100.json --rates rates.json\n"
       "headroomctl optimize --profile 'redis://localhost?model=llama2-7b' --rates trace.csv "
       "--utilisation 0.8 --limit a100=0..4 --json\n"
       "headroomctl optimize --profile a10.json --profile a100.json --rates trace.csv "
       "--curve 1..100/50 --price a100=2..6\n"
       "headroomctl optimize --benchmark a10=a10.jsonl --cost a10=1.01 --e2e 5 --rates "
       "rates.json --slo-front e2e=1..10/10\n"
       "headroomctl optimize --workspace llama.headroom --what-if 'strict chat'"});
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
                 "Also the cheapest GPU of each cell, with its margin: what the second costs more");
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
  verb->add_option("--only", options->only, "A cell that one GPU must serve alone; may be repeated")
      ->type_name("OUTPUTxINPUT=GPU");
  verb->add_option("--export", options->exportTo,
                   "Also write every table of the answer to this directory, as CSV, and the whole as "
                   "optimize.json")
      ->type_name("DIRECTORY");
  verb->add_flag(
      "--timeline", options->timeline,
      "Also the replicas and the cost of each interval of recorded traffic; --time-limit is that of each");
  takeFromWorkspace(program, verb, {WorkspacePart::targets, WorkspacePart::scenario}, optimizeArguments);
  program.onRun(verb, [options](Console& console, std::stop_token stop) {
    return Optimize(*options, console, stop).run();
  });
}

}  // namespace headroom::ctl
