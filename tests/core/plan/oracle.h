// Answers to mix problems by other ways than ours: CBC on the whole programme, and every y tried in turn with
// a textbook simplex to say whether it holds. Slow and simple on purpose.
#pragma once

#include "core/plan/mix.h"

#include <coin/Cbc_C_Interface.h>

#include <cmath>
#include <limits>
#include <vector>

namespace headroom::test {

inline double loadOf(const MixProblem& problem, std::size_t k, std::size_t g) {
  return problem.cells[k].rate * problem.burstFactor / problem.targetUtilisation /
         problem.gpus[g].capacity[k];
}

inline bool may(const MixProblem& problem, std::size_t k, std::size_t g) {
  return problem.gpus[g].capacity[k] > 0 && problem.cells[k].onlyGpu.value_or(g) == g;
}

// The least cost, infinite where there is no mix. Without the loss of a GPU.
inline double costByCbc(const MixProblem& problem) {
  Cbc_Model* const model = Cbc_newModel();
  Cbc_setParameter(model, "logLevel", "0");
  Cbc_setParameter(model, "ratioGap", "0");
  Cbc_setParameter(model, "allowableGap", "1e-9");
  const int cells = static_cast<int>(problem.cells.size()), types = static_cast<int>(problem.gpus.size());
  std::vector<int> start{0}, index;
  std::vector<double> value, lower, upper, cost;
  const auto endColumn = [&](double least, double most, double price) {
    start.push_back(static_cast<int>(index.size()));
    lower.push_back(least);
    upper.push_back(most);
    cost.push_back(price);
  };
  for (int g = 0; g < types; ++g)
    for (int k = 0; k < cells; ++k) {
      if (!may(problem, std::size_t(k), std::size_t(g))) continue;
      index.insert(index.end(), {k, cells + g});
      value.insert(value.end(), {1.0, loadOf(problem, std::size_t(k), std::size_t(g))});
      endColumn(0, 1, 0);
    }
  const int firstInteger = static_cast<int>(cost.size());
  for (int g = 0; g < types; ++g) {
    const MixGpu& gpu = problem.gpus[std::size_t(g)];
    index.push_back(cells + g);
    value.push_back(-1);
    endColumn(gpu.minReplicas, gpu.maxReplicas, gpu.costPerHour);
  }
  std::vector<double> rowLower(std::size_t(cells + types), 1), rowUpper(std::size_t(cells + types), 1);
  for (int k = 0; k < cells; ++k)
    if (problem.cells[std::size_t(k)].rate == 0) rowLower[std::size_t(k)] = 0;
  for (int g = 0; g < types; ++g)
    rowLower[std::size_t(cells + g)] = -1e30, rowUpper[std::size_t(cells + g)] = 0;
  Cbc_loadProblem(model, static_cast<int>(cost.size()), cells + types, start.data(), index.data(),
                  value.data(), lower.data(), upper.data(), cost.data(), rowLower.data(), rowUpper.data());
  for (int g = 0; g < types; ++g) Cbc_setInteger(model, firstInteger + g);
  Cbc_solve(model);
  const double best = Cbc_isProvenOptimal(model) && !Cbc_isProvenInfeasible(model)
                          ? Cbc_getObjValue(model)
                          : std::numeric_limits<double>::infinity();
  Cbc_deleteModel(model);
  return best;
}

// Is there x >= 0 with A x = b (b >= 0)? The first phase of the tableau simplex, Bland's rule.
inline bool hasSolution(std::vector<std::vector<double>> a, std::vector<double> b) {
  const std::size_t rows = a.size(), columns = rows ? a[0].size() : 0;
  std::vector<std::size_t> basis(rows);
  for (std::size_t i = 0; i < rows; ++i) {
    a[i].resize(columns + rows, 0.0);
    a[i][columns + i] = 1;
    basis[i] = columns + i;
  }
  for (int pivots = 0; pivots < 100000; ++pivots) {
    std::size_t entering = columns;
    for (std::size_t j = 0; j < columns && entering == columns; ++j) {
      double gain = 0;
      for (std::size_t i = 0; i < rows; ++i)
        if (basis[i] >= columns) gain += a[i][j];
      if (gain > 1e-9) entering = j;
    }
    if (entering == columns) break;
    std::size_t leaving = rows;
    for (std::size_t i = 0; i < rows; ++i) {
      if (a[i][entering] < 1e-9) continue;
      const double ratio = b[i] / a[i][entering];
      const double best = leaving == rows ? 0 : b[leaving] / a[leaving][entering];
      if (leaving == rows || ratio < best - 1e-12 || (ratio < best + 1e-12 && basis[i] < basis[leaving]))
        leaving = i;
    }
    if (leaving == rows) return false;
    const double scale = a[leaving][entering];
    for (double& entry : a[leaving]) entry /= scale;
    b[leaving] /= scale;
    for (std::size_t i = 0; i < rows; ++i) {
      const double factor = a[i][entering];
      if (i == leaving || factor == 0) continue;
      for (std::size_t j = 0; j < a[i].size(); ++j) a[i][j] -= factor * a[leaving][j];
      b[i] -= factor * b[leaving];
    }
    basis[leaving] = entering;
  }
  double lack = 0;
  for (std::size_t i = 0; i < rows; ++i)
    if (basis[i] >= columns) lack += b[i];
  return lack < 1e-7;
}

inline bool holds(const MixProblem& problem, const std::vector<int>& replicas) {
  const std::size_t cells = problem.cells.size(), types = problem.gpus.size();
  // Columns: shares, then the slack of each type.
  std::vector<std::vector<double>> a(cells + types, std::vector<double>(cells * types + types, 0.0));
  std::vector<double> b(cells + types, 1.0);
  for (std::size_t k = 0; k < cells; ++k) {
    if (problem.cells[k].rate == 0) b[k] = 0;
    for (std::size_t g = 0; g < types; ++g)
      if (may(problem, k, g)) a[k][g * cells + k] = 1, a[cells + g][g * cells + k] = loadOf(problem, k, g);
  }
  for (std::size_t g = 0; g < types; ++g) a[cells + g][cells * types + g] = 1, b[cells + g] = replicas[g];
  return hasSolution(a, b);
}

inline bool holdsAfterAnyLoss(const MixProblem& problem, const std::vector<int>& replicas) {
  if (!problem.survivesLossOfOne) return holds(problem, replicas);
  bool any = false;
  for (std::size_t g = 0; g < replicas.size(); ++g) {
    if (replicas[g] == 0) continue;
    std::vector<int> left = replicas;
    --left[g];
    if (!holds(problem, left)) return false;
    any = true;
  }
  return any;
}

// Every y up to `most` of each type.
inline double costByBruteForce(const MixProblem& problem, int most) {
  std::vector<int> replicas;
  for (const MixGpu& gpu : problem.gpus) replicas.push_back(gpu.minReplicas);
  double best = std::numeric_limits<double>::infinity();
  for (;;) {
    double cost = 0;
    for (std::size_t g = 0; g < replicas.size(); ++g) cost += replicas[g] * problem.gpus[g].costPerHour;
    if (cost < best - 1e-9 && holdsAfterAnyLoss(problem, replicas)) best = cost;
    std::size_t g = 0;
    for (; g < replicas.size(); ++g) {
      if (++replicas[g] <= std::min(most, problem.gpus[g].maxReplicas)) break;
      replicas[g] = problem.gpus[g].minReplicas;
    }
    if (g == replicas.size()) return best;
  }
}

}  // namespace headroom::test
