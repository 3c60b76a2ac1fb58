// headroomctl surface: the numbers of a surface, as the window draws it.
#include "app/headroomctl/mix_options.h"
#include "app/headroomctl/program.h"
#include "app/headroomctl/verbs.h"
#include "app/headroomctl/workspace_arguments.h"
#include "core/profile/surface_csv.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <memory>

namespace headroom::ctl {
namespace {

struct Options {
  MixOptions mix;
  std::string quantity = "capacity";
  int percentile = 99;
  double rate = 0;  // 0: at capacity
};

// Every surface with the table that it is of.
struct Drawn {
  MixOptions::Measured measured;
  Surface surface;
};

Result<std::vector<Drawn>> draw(const Options& options, const SurfaceQuery& asked, const Slos& slos) {
  if (options.mix.benchmarks.empty())
    return Error{ErrorCode::invalidArgument, "there is nothing measured to show",
                 "give it with --benchmark NAME=FILE, or a --workspace"};
  auto tables = options.mix.measured();
  if (!tables) return tables.error();
  std::vector<Drawn> all;
  for (MixOptions::Measured& one : *tables) {
    SurfaceQuery query = asked;
    // A price that nobody gave is no price.
    query.costPerHour = options.mix.costs.empty() ? 0 : one.cost;
    Surface surface = surfaceOf(one.table, query, slos);
    all.push_back({std::move(one), std::move(surface)});
  }
  return all;
}

nlohmann::ordered_json numbers(const BenchmarkTable& table, const std::vector<double>& values) {
  nlohmann::ordered_json rows = nlohmann::ordered_json::array();
  for (std::size_t row = 0; row < table.outputTokens().size(); ++row) {
    nlohmann::ordered_json line = nlohmann::ordered_json::array();
    for (std::size_t column = 0; column < table.inputTokens().size(); ++column) {
      const double value = values[table.cell(row, column)];
      line.push_back(std::isfinite(value) ? nlohmann::ordered_json(value) : nlohmann::ordered_json());
    }
    rows.push_back(std::move(line));
  }
  return rows;
}

nlohmann::ordered_json asJson(const std::vector<Drawn>& all, const SurfaceQuery& query) {
  nlohmann::ordered_json surfaces = nlohmann::ordered_json::array();
  for (const Drawn& one : all) {
    const BenchmarkTable& table = one.measured.table;
    nlohmann::ordered_json verdicts = nlohmann::ordered_json::array();
    for (std::size_t row = 0; row < table.outputTokens().size(); ++row) {
      nlohmann::ordered_json line = nlohmann::ordered_json::array();
      for (std::size_t column = 0; column < table.inputTokens().size(); ++column)
        line.push_back(name(one.surface.verdicts[table.cell(row, column)]));
      verdicts.push_back(std::move(line));
    }
    surfaces.push_back({{"name", one.measured.gpu},
                        {"predicted", table.predicted()},
                        {"outputTokens", table.outputTokens()},
                        {"inputTokens", table.inputTokens()},
                        {"values", numbers(table, one.surface.values)},
                        {"halfWidths", numbers(table, one.surface.halfWidths)},
                        {"verdicts", verdicts}});
  }
  nlohmann::ordered_json answer{{"quantity", keyOf(query.quantity)}, {"column", valueColumn(query)}};
  if (query.rate) answer["rate"] = *query.rate;
  answer["surfaces"] = surfaces;
  return answer;
}

ExitCode run(const Options& options, Console& console) {
  SurfaceQuery query;
  query.quantity = *quantityOfKey(options.quantity);
  query.statistic = *statisticOf(options.percentile);
  if (options.rate > 0) query.rate = options.rate;
  const Slos slos = options.mix.slos();
  if (const auto sound = checkSlos(slos); !sound) return console.fail(sound.error());
  const auto all = draw(options, query, slos);
  if (!all) return console.fail(all.error());
  if (query.quantity == Quantity::costPerMillionTokens && options.mix.costs.empty())
    console.warn("no cost is known: give it with --cost NAME=PRICE");
  if (console.json()) {
    console.answerJson(asJson(*all, query));
    return ExitCode::done;
  }
  std::vector<NamedSurface> named;
  for (const Drawn& one : *all)
    named.push_back({one.measured.gpu, one.measured.gpu, &one.measured.table, &one.surface});
  console.answer(surfaceCsv(named, query, slos));
  return ExitCode::done;
}

std::vector<std::string> quantities() {
  std::vector<std::string> keys;
  for (const Quantity quantity : kQuantities) keys.emplace_back(keyOf(quantity));
  return keys;
}

}  // namespace

void addSurface(Program& program) {
  const auto options = std::make_shared<Options>();
  CLI::App* verb = program.addVerb(
      {"surface",
       "Prints a surface as CSV: one number for each prompt length and answer length of what was measured, "
       "at "
       "a chosen rate or each cell at its capacity under the SLOs, with its interval, where it comes from "
       "and "
       "what holds it down. The window draws the same numbers.",
       "headroomctl surface --workspace llama.headroom\n"
       "headroomctl surface --workspace llama.headroom --target a10 --quantity ttft --statistic 90 --at 4\n"
       "headroomctl surface --benchmark a10=a10.jsonl --cost a10=1.01 --e2e 5 --e2e-percentile 99 --quantity "
       "cost"});
  options->mix.addBenchmarks(verb);
  options->mix.addCosts(verb);
  verb->add_option("--quantity", options->quantity, "What to show")
      ->check(CLI::IsMember(quantities()))
      ->type_name("QUANTITY")
      ->capture_default_str();
  verb->add_option("--statistic", options->percentile, "Of a latency: its percentile, or 0 for the mean")
      ->check(CLI::IsMember({0, 50, 90, 99}))
      ->type_name("0|50|90|99")
      ->capture_default_str();
  verb->add_option("--at", options->rate,
                   "At this request rate, in requests/s; without it each cell at its capacity")
      ->check(CLI::PositiveNumber)
      ->type_name("RATE");
  takeFromWorkspace(program, verb, {WorkspacePart::targets, WorkspacePart::scenario}, surfaceArguments);
  program.onRun(verb, [options](Console& console, std::stop_token) { return run(*options, console); });
}

}  // namespace headroom::ctl
