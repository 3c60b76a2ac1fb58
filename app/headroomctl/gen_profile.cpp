// headroomctl gen-profile: from a benchmark file to a GPU profile under SLOs.
#include "app/headroomctl/percentile_options.h"
#include "app/headroomctl/program.h"
#include "app/headroomctl/store_options.h"
#include "app/headroomctl/verbs.h"
#include "app/headroomctl/workspace_arguments.h"
#include "core/base/file.h"
#include "core/profile/generate.h"
#include "core/profile/profile_json.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <memory>

namespace headroom::ctl {
namespace {

using Json = nlohmann::ordered_json;

struct Options {
  std::string deployment, benchmark, output;
  double tput = 0, tt = 0;
  double e2e = HUGE_VAL, ttft = HUGE_VAL, tpat = HUGE_VAL, tpot = HUGE_VAL;
  PercentileOptions percentiles;
  int inputLimit = 0, outputLimit = 0;  // 0: none
  double cost = 1;
  bool verbose = false, table = false, strict = false, force = false;
  StoreOptions store;

  // As in the reference, the default value of an SLO means that it is not set.
  Slos slos() const {
    Slos set;
    if (tput != 0) set.tput = tput;
    if (tt != 0) set.tt = tt;
    if (e2e != HUGE_VAL) set.e2e = e2e;
    if (ttft != HUGE_VAL) set.ttft = ttft;
    if (tpat != HUGE_VAL) set.tpat = tpat;
    if (tpot != HUGE_VAL) set.tpot = tpot;
    percentiles.apply(set);
    return simplified(set);
  }
};

// What was found, for people and for machines.
struct Answer {
  const BenchmarkTable& table;
  const Slos& slos;
  const Evaluation& evaluation;

  std::size_t zeroCells() const {
    return static_cast<std::size_t>(
        std::count(evaluation.throughput.begin(), evaluation.throughput.end(), 0.0));
  }

  std::string tableText() const {
    std::string text = fmt::format("{:>7} {:>7} {:>12} {:>9} {:>10} {:>10} {:>10}  {}\n", "input", "output",
                                   "capacity/s", "at rate", "E2E s", "TTFT s", "TPOT s", "held down by");
    const auto number = [](double value) {
      return std::isnan(value) ? std::string("-") : fmt::format("{:.4g}", value);
    };
    for (std::size_t cell = 0; cell < table.cells(); ++cell)
      text += fmt::format("{:>7} {:>7} {:>12} {:>9} {:>10} {:>10} {:>10}  {}\n", table.inputTokensOf(cell),
                          table.outputTokensOf(cell), number(evaluation.throughput[cell]),
                          number(evaluation.rate[cell]), number(evaluation.e2e[cell]),
                          number(evaluation.ttft[cell]), number(evaluation.tpot[cell]),
                          limitText(evaluation.limit[cell], slos));
    return text;
  }

  Json tableJson() const {
    Json cells = Json::array();
    const auto number = [](double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); };
    for (std::size_t cell = 0; cell < table.cells(); ++cell)
      cells.push_back({{"inputTokens", table.inputTokensOf(cell)},
                       {"outputTokens", table.outputTokensOf(cell)},
                       {"capacity", number(evaluation.throughput[cell])},
                       {"rate", number(evaluation.rate[cell])},
                       {"e2eSeconds", number(evaluation.e2e[cell])},
                       {"ttftSeconds", number(evaluation.ttft[cell])},
                       {"tpotSeconds", number(evaluation.tpot[cell])},
                       {"limit", limitText(evaluation.limit[cell], slos)}});
    return Json{{"cells", cells}};
  }

  // "E2E P99 < 5 s excludes 12, no TTFT row 3".
  std::string zeroReasons() const {
    std::string text;
    for (const LimitCount& count : countLimits(evaluation, true))
      text += fmt::format("{}{} excludes {}", text.empty() ? "" : ", ", limitText(count.limit, slos),
                          count.cells);
    return text;
  }

  std::string summary(const std::string& gpu) const {
    const auto [lowest, highest] =
        std::minmax_element(evaluation.throughput.begin(), evaluation.throughput.end());
    std::string text = fmt::format(
        "{}: {} x {} cells (output x input), capacity {:.4g} to {:.4g} req/s, SLOs: {}", gpu,
        table.outputTokens().size(), table.inputTokens().size(), *lowest, *highest, slosText(slos));
    if (const auto zeros = zeroCells(); zeros > 0)
      text += fmt::format("; {} of {} cells have capacity 0: {}", zeros, table.cells(), zeroReasons());
    return text;
  }
};

void warnAboutAllZero(Console& console, const Answer& answer) {
  console.warn(fmt::format(
      "no cell keeps the SLOs even at its lowest measured rate: {}; loosen these, or measure lower rates",
      answer.zeroReasons()));
}

Json reportJson(const Answer& answer, const Profile& profile, const std::string& where,
                const WriteReport* written) {
  Json limits = Json::array();
  for (const LimitCount& count : countLimits(answer.evaluation, false))
    limits.push_back({{"limit", limitText(count.limit, answer.slos)}, {"cells", count.cells}});
  Json report{{"gpu", profile.gpu},
              {"written", where},
              {"created", profile.created},
              {"cells", answer.table.cells()},
              {"zeroCells", answer.zeroCells()},
              {"limits", limits},
              {"predicted", answer.table.predicted()}};
  if (written != nullptr) {
    report["unchanged"] = written->unchanged;
    report["change"] = written->change ? differenceText(*written->change) : "new";
  }
  return report;
}

ExitCode writeToStore(const Options& options, const Answer& answer, const Profile& profile,
                      ProfileStore& store, Console& console) {
  const auto report = store.push(ParsedProfile{profile}, {.force = options.force});
  if (!report) {
    console.fail(report.error());
    return answer.zeroCells() == answer.table.cells() ? ExitCode::no : storeExitCode(report.error());
  }
  for (const Finding& finding : report->findings)
    if (finding.code != "allZero" && finding.code != "someZero") console.warn(finding.text());
  if (console.json())
    console.answerJson(reportJson(answer, report->profile, report->name, &*report));
  else if (report->unchanged)
    console.note(fmt::format("{} has this profile already; nothing was written", report->name));
  else
    console.note(fmt::format("written to {}: {}", report->name,
                             report->change ? differenceText(*report->change) : "new"));
  return ExitCode::done;
}

ExitCode writeToFile(const Options& options, const Answer& answer, const Profile& profile,
                     const std::string& path, Console& console) {
  const std::string text = profileJson(profile) + "\n";
  if (path.empty()) {
    if (options.table && console.json())
      console.answerJson(answer.tableJson());
    else
      console.answer(options.table ? answer.tableText() : text);
    return ExitCode::done;
  }
  if (const auto written = writeFileAtomically(path, text); !written) return console.fail(written.error());
  if (console.json())
    console.answerJson(reportJson(answer, profile, path, nullptr));
  else
    console.note("written to " + path);
  return ExitCode::done;
}

// Leaves the longer requests out, so that a grid that is not full up there can be made a profile of.
Result<void> cutToLimits(const Options& options, BenchmarkFile& file) {
  const auto isLonger = [&](const BenchmarkRow& row) {
    return (options.inputLimit > 0 && row.inputTokens > options.inputLimit) ||
           (options.outputLimit > 0 && row.outputTokens > options.outputLimit);
  };
  if (std::erase_if(file.rows, isLonger) > 0 && file.rows.empty())
    return Error{ErrorCode::invalidArgument, file.source + " has no measurement within these limits",
                 "raise --input-limit and --output-limit"};
  return {};
}

ExitCode run(const Options& options, Console& console, std::stop_token stop) {
  const Slos slos = options.slos();
  if (const auto sound = checkSlos(slos); !sound) return console.fail(sound.error());
  // A destination that cannot be meant is told before the work.
  std::optional<Destination> destination;
  if (!options.output.empty()) {
    auto parsed = options.store.destination(options.output, StoreOptions::Model::required);
    if (!parsed) return console.fail(parsed.error());
    destination = std::move(*parsed);
  }
  const std::string path =
      options.benchmark.empty() ? "result/" + options.deployment + ".jsonl" : options.benchmark;
  auto file = readBenchmarkFile(path);
  if (!file) return console.fail(file.error());
  for (const std::string& warning : file->warnings) console.warn(warning);
  if (const auto within = cutToLimits(options, *file); !within) return console.fail(within.error());
  const auto table = BenchmarkTable::build(*file);
  if (!table) return console.fail(table.error());
  if (table->predicted()) console.warn(path + " was predicted by the engine, not measured");

  const Evaluation evaluation = table->evaluate(slos);
  const auto profile = generateProfile(
      *table, slos, evaluation, {.gpu = options.deployment, .cost = options.cost, .strict = options.strict});
  if (!profile) return console.fail(profile.error());
  if (!profile->tpot && !options.strict)
    console.note("some cells have no TPOT, so the profile has no \"tpot\"");
  const Answer answer{*table, slos, evaluation};
  if (options.verbose && !console.json()) console.note(answer.tableText());

  ExitCode code;
  if (destination && destination->isRedis()) {
    auto store = ProfileStore::open(
        *destination,
        {options.store.connectTimeoutSeconds, options.store.timeoutSeconds, options.store.caFile}, stop);
    if (!store) return console.fail(store.error());
    code = writeToStore(options, answer, *profile, *store, console);
  } else {
    code = writeToFile(options, answer, *profile, destination ? destination->path : "", console);
  }
  if (code == ExitCode::failed || code == ExitCode::wrongUse) return code;
  if (options.verbose || destination) console.note(answer.summary(profile->gpu));
  if (answer.zeroCells() == table->cells()) {
    warnAboutAllZero(console, answer);
    return ExitCode::no;
  }
  return code;
}

}  // namespace

void addGenProfile(Program& program) {
  const auto options = std::make_shared<Options>();
  CLI::App* verb = program.addVerb(
      {"gen-profile",
       "Makes the GPU profile of a deployment from its benchmark file: per request shape, the highest rate "
       "that keeps the SLOs. An SLO that is not given is not applied. Writes the profile as JSON to standard "
       "output, a file or Redis. Exit code 3: no cell keeps the SLOs; a file is written all the same, Redis "
       "only with --force.",
       "headroomctl gen-profile llama2-7b-a10 --benchmark a10.jsonl --e2e 5 --percentile 99 --cost 1.01\n"
       "headroomctl gen-profile llama2-7b-a10 --benchmark a10.jsonl --ttft 1 -o "
       "'redis://localhost:6379?model=llama2-7b'\n"
       "headroomctl gen-profile llama2-7b-a10 --benchmark a10.jsonl --e2e 5 --percentile 99 --ttft 1 "
       "--ttft-percentile 90\n"
       "headroomctl gen-profile llama2-7b-a10 --benchmark a10.jsonl --e2e 5 --table\n"
       "headroomctl gen-profile --workspace llama.headroom --target a10 -o a10.json"});
  verb->add_option("deployment", options->deployment,
                   "The deployment that was measured, as name or namespace/name")
      ->required();
  verb->add_option("--benchmark", options->benchmark,
                   "Benchmark file; result/DEPLOYMENT.jsonl when not given")
      ->type_name("FILE");
  verb->add_option("--tput", options->tput, "Throughput at least, requests/s")->type_name("RATE");
  verb->add_option("--tt", options->tt, "Token throughput at least, output tokens/s")->type_name("RATE");
  std::map<Metric, CLI::Option*> bounds;
  const auto latency = [&](Metric metric, double& bound, const char* text) {
    bounds[metric] =
        verb->add_option(fmt::format("--{}", lowerCaseName(metric)), bound, text)->type_name("SECONDS");
  };
  latency(Metric::e2e, options->e2e, "End-to-end latency below, seconds");
  latency(Metric::ttft, options->ttft, "Time to first token below, seconds");
  latency(Metric::tpat, options->tpat, "Time per token of input and output below, seconds");
  latency(Metric::tpot, options->tpot, "Time per output token below, seconds");
  options->percentiles.addTo(verb, bounds);
  verb->add_option("--input-limit", options->inputLimit, "Leave longer prompts than this out of the profile")
      ->check(CLI::PositiveNumber)
      ->type_name("TOKENS");
  verb->add_option("--output-limit", options->outputLimit,
                   "Leave longer answers than this out of the profile")
      ->check(CLI::PositiveNumber)
      ->type_name("TOKENS");
  verb->add_option("--cost", options->cost, "Price of one replica per hour")
      ->type_name("PRICE")
      ->capture_default_str();
  verb->add_option("-o,--output", options->output,
                   "A file, or redis://[user:password@]host[:port][/db]?model=NAME, "
                   "rediss://… for TLS, unix:///socket?model=NAME")
      ->type_name("FILE|URL");
  verb->add_flag("-v,--verbose", options->verbose,
                 "Show each cell, its capacity and what holds it down on standard error");
  verb->add_flag("--table", options->table, "Print that table instead of the profile");
  verb->add_flag(
      "--strict", options->strict,
      "Leave out what the reference does not write (\"tpot\"), and refuse what it cannot say (SLOs of "
      "different percentiles)");
  verb->add_flag("--force", options->force, "Write to Redis also what its readers would choke on");
  options->store.addTo(verb);
  takeFromWorkspace(program, verb, {WorkspacePart::target, WorkspacePart::scenario}, profileArguments);
  program.onRun(verb,
                [options](Console& console, std::stop_token stop) { return run(*options, console, stop); });
}

}  // namespace headroom::ctl
