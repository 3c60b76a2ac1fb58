#include "core/profile/generate.h"

#include "core/bench/whole_grid.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>

namespace headroom {
namespace {

constexpr std::size_t kCellsNamed = 5;

// "input 4, output 8; input 4, output 16; … and 12 more".
std::string cellsText(const BenchmarkTable& table, const std::vector<std::size_t>& cells) {
  std::string text;
  for (std::size_t i = 0; i < std::min(cells.size(), kCellsNamed); ++i)
    text += fmt::format("{}input {}, output {}", i == 0 ? "" : "; ", table.inputTokensOf(cells[i]),
                        table.outputTokensOf(cells[i]));
  if (cells.size() > kCellsNamed) text += fmt::format("; and {} more", cells.size() - kCellsNamed);
  return text;
}

std::string countText(std::size_t count) { return fmt::format("{} cell{}", count, count == 1 ? "" : "s"); }

Matrix matrixOf(const BenchmarkTable& table, const std::vector<double>& values) {
  Matrix matrix;
  const auto columns = static_cast<std::ptrdiff_t>(table.inputTokens().size());
  for (auto row = values.begin(); row != values.end(); row += columns)
    matrix.emplace_back(row, row + columns);
  return matrix;
}

std::vector<std::size_t> cellsWithoutNumber(const std::vector<double>& values) {
  std::vector<std::size_t> cells;
  for (std::size_t cell = 0; cell < values.size(); ++cell)
    if (!std::isfinite(values[cell])) cells.push_back(cell);
  return cells;
}

Result<void> requireNumbers(const BenchmarkTable& table, const std::vector<double>& values, Metric metric) {
  const auto cells = cellsWithoutNumber(values);
  if (cells.empty()) return {};
  return Error{ErrorCode::malformed,
               fmt::format("{} has no {} mean that is a number for {} of {}: {}", table.source(),
                           name(metric), cells.size(), countText(table.cells()), cellsText(table, cells)),
               "measure these cells again; a profile with NaN in it is refused by its readers"};
}

// Whether a cell was asked, and nothing came at any rate.
bool isUnanswered(const BenchmarkTable& table, std::size_t cell) {
  for (std::size_t point = table.firstPoint(cell); point < table.endPoint(cell); ++point)
    if (table.facts(point).completed != 0) return false;
  return table.firstPoint(cell) < table.endPoint(cell);
}

// There is no latency of such cells. Measuring them again is of no use where the server refuses what is
// longer than its context: that is so when they are the longest ones, all of them.
Result<void> requireAnswers(const BenchmarkTable& table) {
  std::vector<std::size_t> unanswered;
  std::int64_t shortestUnanswered = std::numeric_limits<std::int64_t>::max(), longestAnswered = 0;
  for (std::size_t cell = 0; cell < table.cells(); ++cell) {
    const std::int64_t length = std::int64_t{table.inputTokensOf(cell)} + table.outputTokensOf(cell);
    if (isUnanswered(table, cell)) {
      unanswered.push_back(cell);
      shortestUnanswered = std::min(shortestUnanswered, length);
    } else {
      longestAnswered = std::max(longestAnswered, length);
    }
  }
  if (unanswered.empty()) return {};
  std::string message =
      fmt::format("{} has no completed request in {} of {}: {}", table.source(), unanswered.size(),
                  countText(table.cells()), cellsText(table, unanswered));
  const bool isByLength = longestAnswered > 0 && longestAnswered < shortestUnanswered;
  const auto limits = widestWholeGrid(
      table.inputTokens(), table.outputTokens(),
      [&](std::size_t input, std::size_t output) { return !isUnanswered(table, table.cell(output, input)); });
  const std::string narrower = limits ? fmt::format(
                                            "a profile needs every cell of its grid: headroomctl gen-profile "
                                            "{} makes one of the {} that are whole",
                                            optionsOf(*limits), countText(limits->cells))
                                      : std::string();
  if (isByLength) {
    message += fmt::format(
        "; these are all that ask for more than {} tokens, prompt and answer together, as when the server "
        "refuses what is longer than its context",
        longestAnswered);
    return Error{ErrorCode::malformed, std::move(message), narrower};
  }
  return Error{ErrorCode::malformed, std::move(message),
               "headroomctl benchmark --retry-failed measures them again, and tells why they fail" +
                   (narrower.empty() ? "" : "; or: " + narrower)};
}

std::string statisticText(Statistic statistic) {
  return statistic == Statistic::mean ? "the mean" : std::string(name(statistic));
}

}  // namespace

double unixNow() {
  return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

Result<Profile> generateProfile(const BenchmarkTable& table, const Slos& slos,
                                const GenerateOptions& options) {
  return generateProfile(table, slos, table.evaluate(slos), options);
}

Result<Profile> generateProfile(const BenchmarkTable& table, const Slos& slos, const Evaluation& evaluation,
                                const GenerateOptions& options) {
  if (options.gpu.empty())
    return Error{ErrorCode::invalidArgument, "the deployment has no name",
                 "name the deployment that was measured"};
  if (!simdjson::validate_utf8(options.gpu))
    return Error{ErrorCode::invalidArgument, "the deployment's name is not UTF-8, which JSON could not hold",
                 "name the deployment as Kubernetes does"};
  if (!(std::isfinite(options.cost) && options.cost > 0))
    return Error{ErrorCode::invalidArgument, fmt::format("the cost cannot be {:g}", options.cost),
                 "give the price per hour of one replica, above 0"};
  if (const auto sound = checkSlos(slos); !sound) return sound.error();
  const Slos told = simplified(slos);
  if (options.strict)
    if (const auto differ = differingStatistics(told); !differ.empty())
      return Error{
          ErrorCode::invalidArgument,
          fmt::format("the reference knows one percentile for all latencies, and the {} SLO goes by {} where "
                      "the others go by {}",
                      name(differ.front()), statisticText(told.statisticOf(differ.front())),
                      statisticText(told.statistic)),
          "give every latency SLO the same percentile, or leave out --strict"};
  if (const auto missing = table.missingCells(); !missing.empty())
    return Error{ErrorCode::malformed,
                 fmt::format("{} has no measurement for {} of {}: {}", table.source(), missing.size(),
                             countText(table.cells()), cellsText(table, missing)),
                 "measure these cells too: headroomctl benchmark goes on where it stopped"};
  if (const auto answered = requireAnswers(table); !answered) return answered.error();
  if (const auto sound = requireNumbers(table, evaluation.throughput, Metric::tput); !sound)
    return sound.error();
  if (const auto sound = requireNumbers(table, evaluation.e2e, Metric::e2e); !sound) return sound.error();
  if (slos.ttft)
    if (const auto sound = requireNumbers(table, evaluation.ttft, Metric::ttft); !sound) return sound.error();

  Profile profile;
  profile.gpu = options.gpu;
  profile.cost = options.cost;
  profile.throughput = matrixOf(table, evaluation.throughput);
  profile.outputTokens = table.outputTokens();
  profile.inputTokens = table.inputTokens();
  profile.created = options.created.value_or(unixNow());
  profile.e2e = matrixOf(table, evaluation.e2e);
  if (slos.ttft) profile.ttft = matrixOf(table, evaluation.ttft);
  if (!options.strict && cellsWithoutNumber(evaluation.tpot).empty())
    profile.tpot = matrixOf(table, evaluation.tpot);
  profile.slos = told;
  return profile;
}

std::vector<LimitCount> countLimits(const Evaluation& evaluation, bool onlyZero) {
  std::vector<LimitCount> counts;
  for (std::size_t cell = 0; cell < evaluation.limit.size(); ++cell) {
    if (onlyZero && evaluation.throughput[cell] != 0) continue;
    const auto known = std::find_if(counts.begin(), counts.end(), [&](const LimitCount& count) {
      return count.limit == evaluation.limit[cell];
    });
    if (known == counts.end())
      counts.push_back({evaluation.limit[cell], 1});
    else
      ++known->cells;
  }
  std::stable_sort(counts.begin(), counts.end(),
                   [](const LimitCount& a, const LimitCount& b) { return a.cells > b.cells; });
  return counts;
}

}  // namespace headroom
