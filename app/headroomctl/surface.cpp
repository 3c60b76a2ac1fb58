// headroomctl surface: the numbers of a surface, as the window draws it.
#include "app/headroomctl/mix_options.h"
#include "app/headroomctl/program.h"
#include "app/headroomctl/verbs.h"
#include "app/headroomctl/workspace_arguments.h"
#include "core/profile/surface_compare.h"
#include "core/profile/surface_csv.h"
#include "core/profile/surface_slice.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>

namespace headroom::ctl {
namespace {

struct Options {
  MixOptions mix;
  std::string quantity = "capacity";
  int percentile = 99;
  double rate = 0;  // 0: at capacity
  std::string against, as = "ratio";
  std::string slice;  // "rate", "input", "output"; empty: whole surfaces
  int inputTokens = 0, outputTokens = 0;
};

// Every surface with the table that it is of.
struct Drawn {
  MixOptions::Measured measured;
  Surface surface;
  double cost = 0;  // 0: not known
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
    all.push_back({std::move(one), std::move(surface), query.costPerHour});
  }
  return all;
}

nlohmann::ordered_json finite(double value) {
  return std::isfinite(value) ? nlohmann::ordered_json(value) : nlohmann::ordered_json();
}

nlohmann::ordered_json rowsOf(const std::vector<double>& values, std::size_t columns) {
  nlohmann::ordered_json rows = nlohmann::ordered_json::array();
  for (std::size_t begin = 0; begin + columns <= values.size() && columns > 0; begin += columns) {
    nlohmann::ordered_json line = nlohmann::ordered_json::array();
    for (std::size_t column = 0; column < columns; ++column) line.push_back(finite(values[begin + column]));
    rows.push_back(std::move(line));
  }
  return rows;
}

// The cells of a table lie row by row, too.
nlohmann::ordered_json numbers(const BenchmarkTable& table, const std::vector<double>& values) {
  return rowsOf(values, table.inputTokens().size());
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

// Every other surface against the one that is named.
ExitCode compareAll(const Options& options, const std::vector<Drawn>& all, const SurfaceQuery& query,
                    Console& console) {
  const auto second =
      std::ranges::find(all, options.against, [](const Drawn& one) { return one.measured.gpu; });
  std::string known;
  for (const Drawn& one : all) known += (known.empty() ? "" : ", ") + one.measured.gpu;
  if (second == all.end())
    return console.fail(
        {ErrorCode::invalidArgument, "nothing is measured of " + options.against, "name one of " + known});
  if (all.size() < 2)
    return console.fail({ErrorCode::invalidArgument, "there is nothing to compare with " + options.against,
                         "give a second --benchmark, or a --workspace with two targets"});
  const Comparison how = *comparisonOfKey(options.as);
  std::vector<NamedComparison> compared;
  for (const Drawn& one : all)
    if (&one != &*second)
      compared.push_back(
          {one.measured.gpu, second->measured.gpu,
           compare({one.measured.table, one.surface}, {second->measured.table, second->surface}, how)});
  if (!console.json()) {
    console.answer(comparisonCsv(compared, query, how));
    return ExitCode::done;
  }
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const NamedComparison& one : compared)
    list.push_back({{"name", one.target},
                    {"against", one.against},
                    {"outputTokens", one.compared.outputTokens},
                    {"inputTokens", one.compared.inputTokens},
                    {"values", rowsOf(one.compared.values, one.compared.inputTokens.size())},
                    {"halfWidths", rowsOf(one.compared.halfWidths, one.compared.inputTokens.size())}});
  console.answerJson({{"quantity", keyOf(query.quantity)},
                      {"column", comparisonColumn(query, how)},
                      {"as", keyOf(how)},
                      {"comparisons", std::move(list)}});
  return ExitCode::done;
}

// One cut through every surface.
ExitCode sliceAll(const Options& options, const std::vector<Drawn>& all, const SurfaceQuery& query,
                  Console& console) {
  const SliceAxis axis = *sliceAxisOfKey(options.slice);
  const auto missing = [&](int tokens, const char* option) -> std::optional<Error> {
    if (tokens > 0) return std::nullopt;
    return Error{ErrorCode::invalidArgument, "a slice along " + options.slice + " is of one length",
                 std::string("give it with ") + option};
  };
  if (axis != SliceAxis::input)
    if (const auto error = missing(options.inputTokens, "--input-tokens")) return console.fail(*error);
  if (axis != SliceAxis::output)
    if (const auto error = missing(options.outputTokens, "--output-tokens")) return console.fail(*error);
  std::vector<NamedSlice> slices;
  for (const Drawn& one : all) {
    SurfaceQuery own = query;
    own.costPerHour = one.cost;
    slices.push_back({one.measured.gpu, sliceOf({one.measured.table, one.surface}, own, axis,
                                                {options.inputTokens, options.outputTokens})});
  }
  if (!console.json()) {
    console.answer(sliceCsv(slices, query));
    return ExitCode::done;
  }
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const NamedSlice& one : slices) {
    nlohmann::ordered_json points = nlohmann::ordered_json::array();
    for (const SlicePoint& point : one.points)
      points.push_back({{"inputTokens", point.inputTokens},
                        {"outputTokens", point.outputTokens},
                        {"rate", finite(point.rate)},
                        {"value", finite(point.value)},
                        {"halfWidth", finite(point.halfWidth)},
                        {"kind", name(point.origin)}});
    list.push_back({{"name", one.target}, {"points", std::move(points)}});
  }
  console.answerJson({{"quantity", keyOf(query.quantity)},
                      {"column", valueColumn(query)},
                      {"slice", options.slice},
                      {"slices", std::move(list)}});
  return ExitCode::done;
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
  if (!options.against.empty()) return compareAll(options, *all, query, console);
  if (!options.slice.empty()) return sliceAll(options, *all, query, console);
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
       "headroomctl surface --benchmark a10=a10.jsonl --benchmark v100=v100.jsonl --against v100 --as ratio\n"
       "headroomctl surface --benchmark a10=a10.jsonl --quantity ttft --slice rate --input-tokens 512 "
       "--output-tokens 128\n"
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
  CLI::Option* against =
      verb->add_option("--against", options->against,
                       "Compare every other surface with that of this one, on the cells that both have")
          ->type_name("NAME");
  verb->add_option("--as", options->as, "How they are compared: the other divided by it, or less it")
      ->check(CLI::IsMember({"ratio", "difference"}))
      ->type_name("ratio|difference")
      ->needs(against)
      ->capture_default_str();
  CLI::Option* slice =
      verb->add_option("--slice", options->slice,
                       "A cut instead of the whole: against the rate for one shape of requests, or along "
                       "one length with the other one given")
          ->check(CLI::IsMember({"rate", "input", "output"}))
          ->type_name("rate|input|output")
          ->excludes(against);
  verb->add_option("--input-tokens", options->inputTokens, "The prompt length of a slice")
      ->check(CLI::PositiveNumber)
      ->type_name("TOKENS")
      ->needs(slice);
  verb->add_option("--output-tokens", options->outputTokens, "The answer length of a slice")
      ->check(CLI::PositiveNumber)
      ->type_name("TOKENS")
      ->needs(slice);
  takeFromWorkspace(program, verb, {WorkspacePart::targets, WorkspacePart::scenario}, surfaceArguments);
  program.onRun(verb, [options](Console& console, std::stop_token) { return run(*options, console); });
}

}  // namespace headroom::ctl
