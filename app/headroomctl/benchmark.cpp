// headroomctl benchmark: measures an endpoint over a grid of request shapes and rates.
#include "app/headroomctl/endpoint_options.h"
#include "app/headroomctl/plan_options.h"
#include "app/headroomctl/program.h"
#include "app/headroomctl/verbs.h"
#include "app/headroomctl/workspace_arguments.h"
#include "core/bench/endpoint_client.h"
#include "core/bench/sweep.h"
#include "core/load/dataset.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <memory>

namespace headroom::ctl {
namespace {

struct Options {
  EndpointOptions endpoint;
  PlanOptions plan;
  std::string prompts = "fresh";
  int warmup = 1;
  std::string workload;
  bool replay = false;
  std::string requestsLog;
  std::optional<double> retryFailed;  // share of failed requests from which on a point is measured again
};

// What a run is made of, beyond its plan.
struct Workload {
  std::shared_ptr<const Dataset> dataset;  // null: made prompts
  std::vector<Duration> sendTimes;         // of a replay
};

// The points of a data set: those cells of the grid that have a prompt, or in a replay the whole data set as
// one point.
Result<Workload> applyWorkload(const Options& options, const CLI::App& verb, Plan& plan, Console& console) {
  Workload workload;
  if (options.workload.empty()) {
    if (options.replay)
      return Error{ErrorCode::invalidArgument, "--replay needs the data set to replay",
                   "give --workload FILE"};
    return workload;
  }
  auto read = readDataset(options.workload);
  if (!read) return read.error();
  auto dataset = std::make_shared<const Dataset>(std::move(*read));
  plan.workload = std::filesystem::path(options.workload).filename().string();
  plan.prompts = "dataset";
  workload.dataset = dataset;
  if (!options.replay) {
    const DatasetPrompts prompts(dataset, true);
    const std::vector<PlanPoint> grid = plan.points();
    std::copy_if(grid.begin(), grid.end(), std::back_inserter(plan.only),
                 [&](const PlanPoint& point) { return prompts.matching(point.inputTokens) > 0; });
    if (plan.only.empty())
      return Error{
          ErrorCode::invalidArgument,
          fmt::format("{} has no prompt within 20 % of any input length of the plan", options.workload),
          fmt::format(
              "its prompts have {:.0f} tokens on average: choose --input-start and --input-limit by that",
              dataset->meanPromptLength())};
    if (plan.only.size() < grid.size())
      console.note(
          fmt::format("{} of {} points are left out: {} has no prompt within 20 % of their input length",
                      grid.size() - plan.only.size(), grid.size(), options.workload));
    return workload;
  }
  if (verb.count("--samples") == 0) plan.samples = dataset->requests.size();
  PlanPoint point;
  point.inputTokens = std::max(1, static_cast<int>(std::lround(dataset->meanPromptLength())));
  point.outputTokens = std::max(1, static_cast<int>(std::lround(dataset->meanOutputLength())));
  if (dataset->meanOutputLength() == 0) point.outputTokens = plan.outputTokens.start;
  if (!plan.concurrencies.empty() || verb.count("--rate-start") + verb.count("--rate-limit") > 0) {
    // At rates of our own: as a grid of the one cell that the data set is on average.
    plan.inputTokens = {point.inputTokens, point.inputTokens};
    plan.outputTokens = {point.outputTokens, point.outputTokens};
    return workload;
  }
  if (plan.samples > dataset->requests.size())
    return Error{ErrorCode::invalidArgument,
                 fmt::format("--samples {} is more than the {} requests of {}", plan.samples,
                             dataset->requests.size(), options.workload),
                 "a replay by the data set's own times sends each request once; leave --samples out"};
  plan.recordedTimes = true;
  workload.sendTimes = dataset->sendTimes();
  workload.sendTimes.resize(plan.samples);
  const double seconds = toSeconds(workload.sendTimes.back());
  if (!(seconds > 0))
    return Error{ErrorCode::invalidArgument, options.workload + " has one time stamp for all its requests",
                 "replay it at a rate: --rate-start R --rate-limit R"};
  point.requestRate = static_cast<double>(plan.samples - 1) / seconds;
  plan.only = {point};
  return workload;
}

// Nothing is measured again in silence: only here, where it was asked for, and it is said.
Result<void> forgetFailed(double share, Journal& journal, RequestsLog* log, Console& console) {
  const std::vector<PlanPoint> points = journal.failed(share);
  if (log != nullptr)
    if (auto forgotten = log->forget(points); !forgotten) return forgotten;
  if (auto forgotten = journal.forget(points); !forgotten) return forgotten;
  if (!points.empty())
    console.note(fmt::format("{} point{} with failed requests {} measured again; what was there is in {}.cut",
                             points.size(), points.size() == 1 ? "" : "s", points.size() == 1 ? "is" : "are",
                             journal.path()));
  return {};
}

ExitCode run(const Options& options, const CLI::App& verb, Console& console, const std::stop_token& stop) {
  auto plan = options.plan.plan(options.endpoint.model);
  if (!plan) return console.fail(plan.error());
  plan->api = options.endpoint.api;
  plan->prompts = options.prompts;
  plan->warmup = options.warmup;
  if (const auto fine = plan->check(); !fine) return console.fail(fine.error());
  auto workload = applyWorkload(options, verb, *plan, console);
  if (!workload) return console.fail(workload.error());
  const std::string path = options.plan.outputPath(*plan);

  if (const auto endpoint = options.endpoint.endpoint(); !endpoint) return console.fail(endpoint.error());
  if (options.plan.dryRun) return tellPlan(console, *plan, path);

  auto journal = Journal::open(path, *plan, options.plan.force);
  if (!journal) return console.fail(journal.error());
  std::optional<RequestsLog> log;
  if (!options.requestsLog.empty()) {
    auto opened = RequestsLog::open(options.requestsLog, *journal);
    if (!opened) return console.fail(opened.error());
    log = std::move(*opened);
  }

  const auto opened = options.endpoint.open(stop);
  if (!opened) return console.fail(opened.error());
  auto client = connectEndpoint(opened->endpoint, options.endpoint.timeouts(), *plan, stop);
  if (!client) return console.fail(client.error());
  for (const std::string& note : client->notes) console.note(note);
  if (workload->dataset)
    client->prompts = std::make_unique<DatasetPrompts>(workload->dataset, !options.replay);

  // Only now: what is taken out can be measured again.
  if (options.retryFailed)
    if (const auto forgotten = forgetFailed(*options.retryFailed, *journal, log ? &*log : nullptr, console);
        !forgotten)
      return console.fail(forgotten.error());

  Sweep sweep{.plan = *plan, .backend = *client->backend, .prompts = *client->prompts, .journal = *journal};
  if (log) sweep.requestsLog = &*log;
  sweep.sendTimes = workload->sendTimes;
  sweep.prefixCache = client->prefixCache;
  sweep.stillThere = client->stillThere;
  return tellSweep(console, *plan, path, runSweep(sweep, stop, console.progress()));
}

}  // namespace

void addBenchmark(Program& program) {
  auto options = std::make_shared<Options>();
  options->endpoint.model = Plan{}.model;
  CLI::App* verb = program.addVerb(
      {"benchmark",
       "Measures an endpoint over a grid of prompt lengths, answer lengths and request rates, and writes a "
       "benchmark file for gen-profile. Every finished point is on the disk at once: the same command "
       "continues after any interruption and measures no point again. TTFT is counted from sending the "
       "request, so it is not comparable with the near-zero values of aibrix_benchmark.",
       "headroomctl benchmark --url http://127.0.0.1:8010 -m llama2-7b -o a10.jsonl\n"
       "headroomctl benchmark -m llama-3-8b --input-start 128 --input-limit 2048 --output-start 64 "
       "--output-limit 512 --rate-limit 16 --dry-run\n"
       "headroomctl benchmark --workspace llama.headroom --target a10\n"
       "headroomctl benchmark -m llama-3-8b --workload trace.jsonl --replay -o replay.jsonl"});
  options->endpoint.addTo(verb);
  options->plan.addTo(verb);
  verb->add_option("--prompts", options->prompts,
                   "fresh: random words, no two prompts begin alike; fixed: the word \"hi \" repeated, as "
                   "aibrix_benchmark sends it, which a prefix cache answers")
      ->check(CLI::IsMember({"fresh", "fixed"}))
      ->capture_default_str()
      ->type_name("KIND");
  verb->add_option("--warmup", options->warmup,
                   "Requests sent before each point and not counted, of at most 16 output tokens")
      ->capture_default_str()
      ->type_name("COUNT");
  CLI::Option* workload = verb->add_option(
      "--workload", options->workload,
      "A data set to take prompts from (JSON lines or a JSON array): for each cell those within 20 % of its "
      "input length");
  workload->type_name("FILE");
  verb->add_flag("--replay", options->replay,
                 "Send the data set of --workload as it was recorded: each prompt with its own lengths, by "
                 "its own time stamps, or at the rates of --rate-start and --rate-limit where they are "
                 "given");
  verb->add_option("--requests-log", options->requestsLog,
                   "Also write one JSON line per request, with its times from the start of the point")
      ->type_name("FILE");
  verb->add_option("--retry-failed", options->retryFailed,
                   "Measure points of the file again in which at least this share of the requests failed; "
                   "without a number those in which no request completed")
      ->expected(0, 1)
      ->default_str("1")
      ->check(CLI::Range(0.0, 1.0))
      ->type_name("SHARE");
  takeFromWorkspace(program, verb, {WorkspacePart::target}, benchmarkArguments);
  program.onRun(verb, [options, verb](Console& console, std::stop_token stop) {
    return run(*options, *verb, console, stop);
  });
}

}  // namespace headroom::ctl
