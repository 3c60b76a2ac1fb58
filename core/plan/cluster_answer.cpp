#include "core/plan/cluster_answer.h"

#include <coin/Cbc_C_Interface.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <mutex>

namespace headroom {
namespace {

constexpr double kUnservableLoad = 1e6;  // GPUs per request/s

// Where slices of one cell may go: load of one slice by type, in asked units.
struct SlicedCell {
  std::size_t cell = 0;
  std::vector<double> sliceLoad;
  std::vector<bool> open;   // by type: not beaten by another for certain
  std::vector<int> slices;  // by type: where they went
};

struct CloseModel {
  void operator()(Cbc_Model* model) const { Cbc_deleteModel(model); }
};

std::int64_t wholeUnits(double load) {
  // The reference's solver takes a row as kept within 1e-6 or so of its size.
  return static_cast<std::int64_t>(std::ceil(load - 1e-7 - 1e-12 * load));
}

// A slice on type g adds at least floor(load) to what is asked there, on type other at most ceil(load).
bool beaten(const SlicedCell& cell, std::size_t g, std::size_t other, const std::vector<MixGpu>& gpus) {
  const double saved = gpus[g].costPerHour * std::floor(cell.sliceLoad[g]);
  const double added = gpus[other].costPerHour * std::ceil(cell.sliceLoad[other]);
  return saved > added || (saved == added && other < g && cell.sliceLoad[g] == cell.sliceLoad[other]);
}

std::vector<SlicedCell> slicedCells(const MixProblem& problem, const ClusterOptions& options) {
  std::vector<SlicedCell> cells;
  const std::size_t types = problem.gpus.size();
  for (std::size_t k = 0; k < problem.cells.size(); ++k) {
    if (problem.cells[k].rate <= 0) continue;
    SlicedCell cell{k, {}, std::vector<bool>(types, true), std::vector<int>(types, 0)};
    const double rate = problem.cells[k].rate * options.gpuFraction / options.sliceFactor;
    for (const MixGpu& gpu : problem.gpus)
      cell.sliceLoad.push_back(gpu.capacity[k] > 0 ? rate / gpu.capacity[k] : rate * kUnservableLoad);
    for (std::size_t g = 0; g < types; ++g)
      for (std::size_t other = 0; other < types && cell.open[g]; ++other)
        if (other != g && cell.open[other] && beaten(cell, g, other, problem.gpus)) cell.open[g] = false;
    if (std::count(cell.open.begin(), cell.open.end(), true) == 1)
      cell.slices[std::size_t(std::find(cell.open.begin(), cell.open.end(), true) - cell.open.begin())] =
          options.sliceFactor;
    cells.push_back(std::move(cell));
  }
  return cells;
}

double costOf(const std::vector<SlicedCell>& cells, const std::vector<MixGpu>& gpus,
              std::vector<std::int64_t>& asked) {
  double cost = 0;
  asked.assign(gpus.size(), 0);
  for (std::size_t g = 0; g < gpus.size(); ++g) {
    double load = 0;
    for (const SlicedCell& cell : cells) load += cell.slices[g] * cell.sliceLoad[g];
    asked[g] = wholeUnits(load);
    cost += gpus[g].costPerHour * static_cast<double>(asked[g]);
  }
  return cost;
}

// Decides the cells that have a choice, by CBC. Returns the gap that is left.
double place(std::vector<SlicedCell>& cells, const MixProblem& problem, const ClusterOptions& options) {
  const std::size_t types = problem.gpus.size();
  std::vector<std::size_t> free;
  std::vector<double> fixedLoad(types, 0);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (std::count(cells[i].open.begin(), cells[i].open.end(), true) > 1) free.push_back(i);
    for (std::size_t g = 0; g < types; ++g) fixedLoad[g] += cells[i].slices[g] * cells[i].sliceLoad[g];
  }
  if (free.empty()) return 0;

  const int rows = static_cast<int>(free.size() + types);
  std::vector<int> start{0}, index;
  std::vector<double> value, upper, cost;
  std::vector<std::pair<std::size_t, std::size_t>> column;  // cell and type of the slices it counts
  for (std::size_t i = 0; i < free.size(); ++i)
    for (std::size_t g = 0; g < types; ++g) {
      if (!cells[free[i]].open[g]) continue;
      index.insert(index.end(), {static_cast<int>(i), static_cast<int>(free.size() + g)});
      value.insert(value.end(), {1.0, cells[free[i]].sliceLoad[g]});
      start.push_back(static_cast<int>(index.size()));
      upper.push_back(options.sliceFactor);
      cost.push_back(0);
      column.emplace_back(free[i], g);
    }
  std::vector<double> rowLower(std::size_t(rows), options.sliceFactor),
      rowUpper(std::size_t(rows), options.sliceFactor);
  for (std::size_t g = 0; g < types; ++g) {
    // The whole part of what is fixed is left out, so that the programme stays well scaled.
    const double fraction = fixedLoad[g] - std::floor(fixedLoad[g]);
    double most = fraction;
    for (const std::size_t i : free)
      if (cells[i].open[g]) most += options.sliceFactor * cells[i].sliceLoad[g];
    index.push_back(static_cast<int>(free.size() + g));
    value.push_back(-1);
    start.push_back(static_cast<int>(index.size()));
    upper.push_back(std::ceil(most));
    cost.push_back(problem.gpus[g].costPerHour);
    rowLower[free.size() + g] = -1e30;
    rowUpper[free.size() + g] = -fraction;
  }
  const std::vector<double> lower(cost.size(), 0.0);

  static std::mutex oneAtATime;  // CBC's C interface keeps some state for the whole process
  const std::lock_guard lock(oneAtATime);
  const std::unique_ptr<Cbc_Model, CloseModel> model(Cbc_newModel());
  Cbc_setParameter(model.get(), "logLevel", "0");
  Cbc_setParameter(model.get(), "ratioGap", "0");
  Cbc_setParameter(model.get(), "allowableGap", "1e-9");
  Cbc_setParameter(model.get(), "seconds", fmt::format("{}", options.timeLimitSeconds).c_str());
  Cbc_loadProblem(model.get(), static_cast<int>(cost.size()), rows, start.data(), index.data(), value.data(),
                  lower.data(), upper.data(), cost.data(), rowLower.data(), rowUpper.data());
  for (int j = 0; j < static_cast<int>(cost.size()); ++j) Cbc_setInteger(model.get(), j);
  Cbc_solve(model.get());
  const double* const solution = Cbc_bestSolution(model.get());
  const bool found = solution != nullptr && Cbc_getObjValue(model.get()) < 1e49;
  for (const std::size_t i : free) std::fill(cells[i].slices.begin(), cells[i].slices.end(), 0);
  for (std::size_t j = 0; found && j < column.size(); ++j)
    cells[column[j].first].slices[column[j].second] = static_cast<int>(std::lround(solution[j]));
  for (const std::size_t i : free) {  // whatever was left over, or everything where nothing was found
    auto& cell = cells[i];
    int placed = 0;
    for (const int count : cell.slices) placed += count;
    std::size_t cheapest = types;
    for (std::size_t g = 0; g < types; ++g)
      if (cell.open[g] &&
          (cheapest == types || problem.gpus[g].costPerHour * cell.sliceLoad[g] <
                                    problem.gpus[cheapest].costPerHour * cell.sliceLoad[cheapest]))
        cheapest = g;
    cell.slices[cheapest] += options.sliceFactor - placed;
  }
  if (found && Cbc_isProvenOptimal(model.get())) return 0;
  std::vector<std::int64_t> asked;
  double fixedCost = 0;
  for (std::size_t g = 0; g < types; ++g) fixedCost += problem.gpus[g].costPerHour * std::floor(fixedLoad[g]);
  const double total = costOf(cells, problem.gpus, asked);
  return total > 0 ? std::max(0.0, 1 - (Cbc_getBestPossibleObjValue(model.get()) + fixedCost) / total) : 0;
}

std::string cellName(const MixCell& cell) {
  return fmt::format("output {}, input {}", cell.outputTokens, cell.inputTokens);
}

void warn(const MixProblem& problem, const std::vector<SlicedCell>& cells, const ClusterOptions& options,
          ClusterAnswer& answer) {
  for (const SlicedCell& cell : cells)
    for (std::size_t g = 0; g < problem.gpus.size(); ++g) {
      if (cell.slices[g] == 0 || problem.gpus[g].capacity[cell.cell] > 0) continue;
      answer.warnings.push_back(
          {"unservableCell",
           fmt::format("{} at {:.3g} requests/s has capacity 0 on {}, and the optimizer asks for {:.0f} of "
                       "them for it",
                       cellName(problem.cells[cell.cell]), problem.cells[cell.cell].rate,
                       problem.gpus[g].name,
                       std::ceil(cell.slices[g] * cell.sliceLoad[g] / options.gpuFraction))});
    }
  for (std::size_t g = 0; g < problem.gpus.size(); ++g) {
    bool best = false;
    for (const SlicedCell& cell : cells) {
      bool cheapest = problem.gpus[g].capacity[cell.cell] > 0;
      for (std::size_t other = 0; other < problem.gpus.size() && cheapest; ++other)
        cheapest = problem.gpus[g].costPerHour * cell.sliceLoad[g] <=
                   problem.gpus[other].costPerHour * cell.sliceLoad[other];
      best = best || cheapest;
    }
    if (!best && answer.asked[g] == 0)
      answer.warnings.push_back(
          {"neverChosen", fmt::format("{} is the cheapest for no cell of this traffic, so the "
                                      "optimizer does not choose it",
                                      problem.gpus[g].name)});
    const auto wanted =
        static_cast<std::int64_t>(std::ceil(static_cast<double>(answer.asked[g]) / options.gpuFraction));
    if (wanted > problem.gpus[g].maxReplicas)
      answer.warnings.push_back(
          {"limited", fmt::format("{} replicas of {} are asked for, and its limit allows {}: the "
                                  "rest of its load is not served",
                                  wanted, problem.gpus[g].name, problem.gpus[g].maxReplicas)});
  }
  if (answer.gap > 0)
    answer.warnings.push_back(
        {"notProved", fmt::format("the time ran out: the optimizer may find an answer that is up "
                                  "to {:.2g} % cheaper",
                                  100 * answer.gap)});
}

}  // namespace

Result<ClusterAnswer> clusterAnswer(const MixProblem& problem, const ClusterOptions& options) {
  if (auto sound = checkMixProblem(problem); !sound) return sound.error();
  if (options.sliceFactor < 1 || options.sliceFactor > 1000)
    return Error{ErrorCode::invalidArgument, fmt::format("the slice factor is {}", options.sliceFactor),
                 "give a whole number from 1 to 1000; the optimizer's default is 4"};
  if (!std::isfinite(options.gpuFraction) || options.gpuFraction < 1)
    return Error{ErrorCode::invalidArgument, fmt::format("the GPU fraction is {}", options.gpuFraction),
                 "give a number of at least 1; the optimizer's default is 100"};
  std::vector<SlicedCell> cells = slicedCells(problem, options);
  ClusterAnswer answer;
  answer.gap = place(cells, problem, options);
  if (options.stop.stop_requested())
    return Error{ErrorCode::cancelled, "the cluster's answer was not waited for"};
  answer.cost = costOf(cells, problem.gpus, answer.asked) / options.gpuFraction;
  for (std::size_t g = 0; g < problem.gpus.size(); ++g) {
    const MixGpu& gpu = problem.gpus[g];
    const auto rounded =
        static_cast<std::int64_t>(std::ceil(static_cast<double>(answer.asked[g]) / options.gpuFraction));
    // Without a limit of its own, what is asked for is what comes.
    const std::int64_t most = gpu.maxReplicas == kUnlimitedReplicas ? INT64_MAX : gpu.maxReplicas;
    answer.replicas.push_back(std::clamp<std::int64_t>(rounded, gpu.minReplicas, most));
    answer.replicasCost += gpu.costPerHour * static_cast<double>(answer.replicas[g]);
  }
  warn(problem, cells, options, answer);
  return answer;
}

}  // namespace headroom
