#include "core/plan/assignment_lp.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace headroom {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kPrimalTolerance = 1e-9;  // in GPUs and in shares of a cell
constexpr double kDualTolerance = 1e-10;   // relative to the largest cost
constexpr double kPivotTolerance = 1e-9;

std::size_t at(int index) { return static_cast<std::size_t>(index); }

}  // namespace

AssignmentLp::AssignmentLp(Shape shape) : m_types(shape.types), m_columns(std::move(shape.columns)) {
  m_blockBegin.push_back(0);
  for (const int count : shape.cellsOfBlock) {
    for (int i = 0; i < count; ++i) m_firstRow.push_back(m_rows);
    m_cells += count;
    m_rows += m_types;
    m_blockBegin.push_back(m_cells);
  }
  m_load = std::move(shape.load);
  m_barrier.assign(m_load.size(), 0);
  for (std::size_t i = 0; i < m_load.size(); ++i)
    if (m_load[i] < 0) m_load[i] = 0, m_barrier[i] = kInfinity;

  m_shift.assign(at(m_rows), 0);
  m_key.assign(at(m_cells), 0);
  m_keyLoad.assign(at(m_cells), 0);
  m_working.assign(at(m_rows), 0);
  m_atUpper.assign(m_columns.size(), false);
  m_columnBasic.assign(m_columns.size(), false);
  m_slackBasic.assign(at(m_rows), false);
  m_inverse.assign(at(m_rows * m_rows), 0);
  m_primal.assign(at(m_rows), 0);
  m_price.assign(at(m_rows), 0);
  m_row.assign(at(m_rows), 0);
  m_direction.assign(at(m_rows), 0);
  m_scratch.assign(at(m_rows), 0);
  m_keyPrice.assign(at(m_cells), 0);
  m_keyRow.assign(at(m_cells), 0);
  m_cellLeft.assign(at(m_cells), 0);
  m_ratio.assign(m_load.size(), 0);
}

double AssignmentLp::restingValue(int column) const {
  return m_atUpper[at(column)] ? m_columns[at(column)].upper : m_columns[at(column)].lower;
}

// Each cell's key becomes the type that serves it cheapest at m_price.
void AssignmentLp::keysFromPrices() {
  for (int k = 0; k < m_cells; ++k) {
    double best = kInfinity;
    for (int g = 0; g < m_types; ++g) {
      const std::size_t i = at(g * m_cells + k);
      const double cost = m_price[at(rowOf(g, k))] * m_load[i] + m_barrier[i];
      if (cost < best) best = cost, m_key[at(k)] = static_cast<std::uint8_t>(g);
    }
  }
}

void AssignmentLp::startAtColumns() {
  // The first block's rows are carried by the columns at their full cost, the others by their slacks at price
  // 0.
  std::fill(m_price.begin(), m_price.end(), 0.0);
  std::fill(m_atUpper.begin(), m_atUpper.end(), false);
  for (int r = 0; r < m_rows; ++r) {
    m_working[at(r)] = r < m_types ? r : slackId(r);
    if (r < m_types) m_price[at(r)] = m_columns[at(r)].cost;
  }
  keysFromPrices();
  invert();
}

void AssignmentLp::startAtColumn(int column, int row) {
  std::fill(m_price.begin(), m_price.end(), 0.0);
  std::fill(m_atUpper.begin(), m_atUpper.end(), false);
  for (int r = 0; r < m_rows; ++r) m_working[at(r)] = r == row ? column : slackId(r);
  m_price[at(row)] = m_columns[at(column)].cost / m_columns[at(column)].supply[at(row)];
  keysFromPrices();
  invert();
}

bool AssignmentLp::restore(const Basis& basis) {
  m_key = basis.key;
  m_working = basis.working;
  m_atUpper = basis.atUpper;
  return invert();
}

void AssignmentLp::setBounds(int column, double lower, double upper) {
  m_columns[at(column)].lower = lower;
  m_columns[at(column)].upper = upper;
}

void AssignmentLp::setShift(int row, double shift) { m_shift[at(row)] = shift; }

// The column of a variable in the capacity rows, once the keys have been eliminated.
void AssignmentLp::columnVector(int id, std::vector<double>& out) const {
  std::fill(out.begin(), out.end(), 0.0);
  if (isAssign(id)) {
    const int k = cellOf(id), g = typeOf(id);
    out[at(rowOf(g, k))] += loadOf(g, k);
    out[at(rowOf(m_key[at(k)], k))] -= loadOf(m_key[at(k)], k);
  } else if (id >= columns()) {
    out[at(id - columns())] = 1;
  } else {
    for (int r = 0; r < m_rows; ++r) out[at(r)] = -m_columns[at(id)].supply[at(r)];
  }
}

// Rebuilds the inverse of the working basis and all that follows from it.
bool AssignmentLp::invert() {
  const int n = m_rows;
  std::fill(m_columnBasic.begin(), m_columnBasic.end(), false);
  std::fill(m_slackBasic.begin(), m_slackBasic.end(), false);
  // Gauss-Jordan on [M | I], with rows exchanged for size.
  std::vector<double> matrix(at(n * n));
  for (int i = 0; i < n; ++i) {
    const int id = m_working[at(i)];
    if (!isAssign(id)) (id < columns() ? m_columnBasic[at(id)] : m_slackBasic[at(id - columns())]) = true;
    columnVector(id, m_scratch);
    for (int r = 0; r < n; ++r) matrix[at(r * n + i)] = m_scratch[at(r)];
  }
  std::vector<double>& inverse = m_inverse;
  std::fill(inverse.begin(), inverse.end(), 0.0);
  for (int r = 0; r < n; ++r) inverse[at(r * n + r)] = 1;
  for (int i = 0; i < n; ++i) {
    int best = i;
    for (int r = i + 1; r < n; ++r)
      if (std::abs(matrix[at(r * n + i)]) > std::abs(matrix[at(best * n + i)])) best = r;
    if (std::abs(matrix[at(best * n + i)]) < 1e-13) return false;
    if (best != i)
      for (int c = 0; c < n; ++c) {
        std::swap(matrix[at(best * n + c)], matrix[at(i * n + c)]);
        std::swap(inverse[at(best * n + c)], inverse[at(i * n + c)]);
      }
    const double scale = 1 / matrix[at(i * n + i)];
    for (int c = 0; c < n; ++c) matrix[at(i * n + c)] *= scale, inverse[at(i * n + c)] *= scale;
    for (int r = 0; r < n; ++r) {
      const double factor = matrix[at(r * n + i)];
      if (r == i || factor == 0) continue;
      for (int c = i; c < n; ++c) matrix[at(r * n + c)] -= factor * matrix[at(i * n + c)];
      for (int c = 0; c < n; ++c) inverse[at(r * n + c)] -= factor * inverse[at(i * n + c)];
    }
  }
  for (int k = 0; k < m_cells; ++k) m_keyLoad[at(k)] = loadOf(m_key[at(k)], k);
  computeDual();
  return true;
}

void AssignmentLp::computePrimal() {
  std::vector<double>& right = m_scratch;
  for (int r = 0; r < m_rows; ++r) right[at(r)] = m_shift[at(r)];
  for (int k = 0; k < m_cells; ++k) right[at(rowOf(m_key[at(k)], k))] -= m_keyLoad[at(k)];
  for (int j = 0; j < columns(); ++j) {
    if (m_columnBasic[at(j)]) continue;
    const double x = restingValue(j);
    if (x == 0) continue;
    for (int r = 0; r < m_rows; ++r) right[at(r)] += m_columns[at(j)].supply[at(r)] * x;
  }
  for (int i = 0; i < m_rows; ++i) {
    double sum = 0;
    for (int r = 0; r < m_rows; ++r) sum += m_inverse[at(i * m_rows + r)] * right[at(r)];
    m_primal[at(i)] = sum;
  }
  m_objective = 0;
  for (int i = 0; i < m_rows; ++i)
    if (m_working[at(i)] < columns()) m_objective += m_columns[at(m_working[at(i)])].cost * m_primal[at(i)];
  for (int j = 0; j < columns(); ++j)
    if (!m_columnBasic[at(j)]) m_objective += m_columns[at(j)].cost * restingValue(j);
}

void AssignmentLp::computeDual() {
  std::fill(m_price.begin(), m_price.end(), 0.0);
  for (int i = 0; i < m_rows; ++i) {
    if (m_working[at(i)] >= columns()) continue;
    const double cost = m_columns[at(m_working[at(i)])].cost;
    for (int r = 0; r < m_rows; ++r) m_price[at(r)] -= cost * m_inverse[at(i * m_rows + r)];
  }
}

// The basic assignment at `position` and its cell's key change places.
void AssignmentLp::makeKey(int position) {
  const int id = m_working[at(position)];
  const int k = cellOf(id), type = typeOf(id);
  double* const row = &m_inverse[at(position * m_rows)];
  for (int i = 0; i < m_rows; ++i) {
    if (i == position || !isAssign(m_working[at(i)]) || cellOf(m_working[at(i)]) != k) continue;
    for (int r = 0; r < m_rows; ++r) row[r] += m_inverse[at(i * m_rows + r)];
  }
  for (int r = 0; r < m_rows; ++r) row[r] = -row[r];
  m_primal[at(position)] = m_cellLeft[at(k)];
  m_working[at(position)] = assignId(m_key[at(k)], k);
  m_key[at(k)] = static_cast<std::uint8_t>(type);
  m_keyLoad[at(k)] = loadOf(type, k);
}

// The position of the basic variable that is furthest out of its bounds, with the bound it goes to, and +1
// where it is below, -1 where it is above. -1: none, the basis is optimal.
int AssignmentLp::chooseLeaving(double& bound, double& sign) {
  int best = -1;
  bool bestIsKey = false;
  double bestScore = 0;
  const auto consider = [&](int position, double violation, double target, double direction, bool isKey) {
    if (violation <= kPrimalTolerance) return;
    // Violations are compared as if each pivot row had length one.
    double length = 1e-12;
    for (int r = 0; r < m_rows; ++r) {
      const double entry = m_inverse[at(position * m_rows + r)];
      length += entry * entry;
    }
    const double score = violation * violation / length;
    if (score <= bestScore) return;
    bestScore = score;
    best = position;
    bound = target;
    sign = direction;
    bestIsKey = isKey;
  };

  for (int i = 0; i < m_rows; ++i) {
    const int id = m_working[at(i)];
    const double x = m_primal[at(i)];
    if (id < columns()) {
      const Column& column = m_columns[at(id)];
      const double scale = 1 / std::max(1.0, std::abs(x));
      consider(i, (column.lower - x) * scale, column.lower, 1, false);
      consider(i, (x - column.upper) * scale, column.upper, -1, false);
    } else {
      consider(i, -x, 0, 1, false);
      if (isAssign(id)) m_cellLeft[at(cellOf(id))] = 1;
    }
  }
  for (int i = 0; i < m_rows; ++i)
    if (isAssign(m_working[at(i)])) m_cellLeft[at(cellOf(m_working[at(i)]))] -= m_primal[at(i)];
  // A key below zero: its place is taken by the cell's basic assignment with the largest share.
  for (int i = 0; i < m_rows; ++i) {
    if (!isAssign(m_working[at(i)])) continue;
    const int k = cellOf(m_working[at(i)]);
    if (m_cellLeft[at(k)] >= -kPrimalTolerance) continue;
    int largest = i;
    for (int other = 0; other < m_rows; ++other)
      if (isAssign(m_working[at(other)]) && cellOf(m_working[at(other)]) == k &&
          m_primal[at(other)] > m_primal[at(largest)])
        largest = other;
    if (largest == i) consider(i, -m_cellLeft[at(k)], 0, 1, true);
  }
  if (best >= 0 && bestIsKey) makeKey(best);
  return best;
}

// The column whose reduced cost reaches zero first as the prices move along m_row; of those that do so at
// nearly the same step, the one with the largest pivot (Harris). -1: none ever does.
int AssignmentLp::chooseEntering(double& ratio) {
  for (int k = 0; k < m_cells; ++k) {
    const int row = rowOf(m_key[at(k)], k);
    m_keyPrice[at(k)] = m_price[at(row)] * m_keyLoad[at(k)];
    m_keyRow[at(k)] = m_row[at(row)] * m_keyLoad[at(k)];
  }
  // Calls use(id, reduced cost >= 0, size of the pivot > 0) for whatever could enter.
  const auto candidates = [&](auto&& use) {
    for (int r = 0; r < m_rows; ++r)
      if (!m_slackBasic[at(r)] && m_row[at(r)] < -kPivotTolerance)
        use(slackId(r), m_price[at(r)], -m_row[at(r)]);
    for (int j = 0; j < columns(); ++j) {
      const Column& column = m_columns[at(j)];
      if (m_columnBasic[at(j)] || column.lower == column.upper) continue;
      double reduced = column.cost, entry = 0;
      for (int r = 0; r < m_rows; ++r) {
        reduced -= m_price[at(r)] * column.supply[at(r)];
        entry -= m_row[at(r)] * column.supply[at(r)];
      }
      if (m_atUpper[at(j)]) reduced = -reduced, entry = -entry;
      if (entry < -kPivotTolerance) use(j, reduced, -entry);
    }
  };

  double step = kInfinity;
  const auto allowStep = [&](int, double reduced, double size) {
    step = std::min(step, (std::max(reduced, 0.0) + kDualTolerance) / size);
  };
  candidates(allowStep);
  // The assignments are many: one straight pass that fills m_ratio, so that the compiler can do several at
  // once.
  const double unlimited = 1e300;
  double least[4] = {unlimited, unlimited, unlimited, unlimited};
  for (std::size_t s = 0; s + 1 < m_blockBegin.size(); ++s) {
    const int begin = m_blockBegin[s], end = m_blockBegin[s + 1];
    for (int g = 0; g < m_types; ++g) {
      const double price = m_price[s * at(m_types) + at(g)], entry = m_row[s * at(m_types) + at(g)];
      const double* const load = m_load.data() + at(g * m_cells);
      const double* const barrier = m_barrier.data() + at(g * m_cells);
      const double* const keyRow = m_keyRow.data();
      const double* const keyPrice = m_keyPrice.data();
      double* const ratios = m_ratio.data() + at(g * m_cells);
      for (int k = begin; k < end; ++k) {
        const double size = keyRow[k] - entry * load[k];
        const double reduced = price * load[k] - keyPrice[k] + barrier[k];
        const double possible =
            (reduced + kDualTolerance) / (size > kPivotTolerance ? size : kPivotTolerance);
        ratios[k] = size > kPivotTolerance ? possible : unlimited;
      }
      int k = begin;
      for (; k + 4 <= end; k += 4)
        for (int lane = 0; lane < 4; ++lane)
          least[lane] = ratios[k + lane] < least[lane] ? ratios[k + lane] : least[lane];
      for (; k < end; ++k) least[0] = std::min(least[0], ratios[k]);
    }
  }
  step = std::min(step, std::min(std::min(least[0], least[1]), std::min(least[2], least[3])));
  if (step >= unlimited) return -1;
  step = std::max(step, 0.0);

  int best = -1;
  double bestSize = 0;
  const auto takeLargest = [&](int id, double reduced, double size) {
    if (size <= bestSize || reduced > step * size) return;
    best = id;
    bestSize = size;
    ratio = std::max(reduced, 0.0) / size;
  };
  candidates(takeLargest);
  // reduced <= step * size, within what the tolerance adds to either side.
  const double near = step * (1 + 1e-12) + kDualTolerance;
  for (std::size_t s = 0; s + 1 < m_blockBegin.size(); ++s)
    for (int g = 0; g < m_types; ++g) {
      const double* const ratios = m_ratio.data() + at(g * m_cells);
      for (int k = m_blockBegin[s]; k < m_blockBegin[s + 1]; ++k) {
        if (ratios[k] > near) continue;
        const std::size_t r = s * at(m_types) + at(g);
        const double load = m_load[at(g * m_cells + k)];
        takeLargest(assignId(g, k), m_price[r] * load - m_keyPrice[at(k)], m_keyRow[at(k)] - m_row[r] * load);
      }
    }
  return best;
}

void AssignmentLp::pivot(int position, int id, double bound, double sign, double ratio) {
  const int n = m_rows;
  columnVector(id, m_scratch);
  for (int i = 0; i < n; ++i) {
    double sum = 0;
    for (int r = 0; r < n; ++r) sum += m_inverse[at(i * n + r)] * m_scratch[at(r)];
    m_direction[at(i)] = sum;
  }
  const double change = (m_primal[at(position)] - bound) / m_direction[at(position)];
  for (int i = 0; i < n; ++i) m_primal[at(i)] -= m_direction[at(i)] * change;
  for (int r = 0; r < n; ++r) m_price[at(r)] += ratio * m_row[at(r)];

  const int leaving = m_working[at(position)];
  if (leaving < columns()) {
    m_columnBasic[at(leaving)] = false;
    m_atUpper[at(leaving)] = sign < 0;
  } else if (!isAssign(leaving)) {
    m_slackBasic[at(leaving - columns())] = false;
  }
  double entered = change;
  if (id < columns()) {
    entered += restingValue(id);
    m_columnBasic[at(id)] = true;
  } else if (!isAssign(id)) {
    m_slackBasic[at(id - columns())] = true;
  }
  m_working[at(position)] = id;
  m_primal[at(position)] = entered;

  double* const row = &m_inverse[at(position * n)];
  const double scale = 1 / m_direction[at(position)];
  for (int r = 0; r < n; ++r) row[r] *= scale;
  for (int i = 0; i < n; ++i) {
    const double factor = m_direction[at(i)];
    if (i == position || factor == 0) continue;
    for (int r = 0; r < n; ++r) m_inverse[at(i * n + r)] -= factor * row[r];
  }
  ++m_pivots;
}

void AssignmentLp::toRay() {
  double largest = 0;
  for (int r = 0; r < m_rows; ++r) largest = std::max(largest, m_row[at(r)]);
  for (int r = 0; r < m_rows; ++r) m_price[at(r)] = std::max(0.0, m_row[at(r)]) / largest;
}

AssignmentLp::Status AssignmentLp::solve(double cutoff) {
  computeDual();  // the last solve may have left the prices of a ray
  computePrimal();
  const int limit = 200 + 20 * (m_rows + columns());
  Status status = Status::unsolved;
  for (int iteration = 0; iteration < limit; ++iteration) {
    if (iteration > 0 && iteration % 50 == 0) {  // rounding does not pile up
      if (!invert()) break;
      computePrimal();
    }
    double bound = 0, sign = 1;
    const int position = chooseLeaving(bound, sign);
    if (position < 0) {
      status = Status::optimal;
      break;
    }
    for (int r = 0; r < m_rows; ++r) m_row[at(r)] = sign * m_inverse[at(position * m_rows + r)];
    double ratio = 0;
    const int entering = chooseEntering(ratio);
    if (entering < 0) {
      toRay();
      return Status::infeasible;
    }
    m_objective += ratio * std::abs(m_primal[at(position)] - bound);
    pivot(position, entering, bound, sign, ratio);
    if (m_objective >= cutoff) {
      status = Status::cutOff;
      break;
    }
  }
  for (double& price : m_price) price = std::max(price, 0.0);
  return status;
}

double AssignmentLp::value(int column) const {
  if (!m_columnBasic[at(column)]) return restingValue(column);
  for (int i = 0; i < m_rows; ++i)
    if (m_working[at(i)] == column) return m_primal[at(i)];
  return 0;
}

std::vector<double> AssignmentLp::assignment() const {
  std::vector<double> shares(m_load.size(), 0.0);
  for (int k = 0; k < m_cells; ++k) shares[at(m_key[at(k)] * m_cells + k)] = 1;
  for (int i = 0; i < m_rows; ++i) {
    const int id = m_working[at(i)];
    if (!isAssign(id)) continue;
    const double share = std::clamp(m_primal[at(i)], 0.0, 1.0);
    shares[at(typeOf(id) * m_cells + cellOf(id))] += share;
    double& key = shares[at(m_key[at(cellOf(id))] * m_cells + cellOf(id))];
    key = std::max(0.0, key - share);
  }
  return shares;
}

double AssignmentLp::demandAt(const std::vector<double>& price) const {
  double sum = 0;
  for (std::size_t s = 0; s + 1 < m_blockBegin.size(); ++s)
    for (int k = m_blockBegin[s]; k < m_blockBegin[s + 1]; ++k) {
      double best = kInfinity;
      for (int g = 0; g < m_types; ++g) {
        const std::size_t i = at(g * m_cells + k);
        best = std::min(best, price[s * at(m_types) + at(g)] * m_load[i] + m_barrier[i]);
      }
      sum += best;
    }
  return sum;
}

}  // namespace headroom
