#include "core/plan/mix_search.h"

#include "core/plan/assignment_lp.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <optional>
#include <queue>

namespace headroom {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kFeasible = 1e-9;  // relative: what counts as carried
constexpr double kInteger = 1e-7;   // what counts as a whole number in a linear programme's answer
constexpr std::size_t kPoolSize = 400;

std::size_t at(int index) { return static_cast<std::size_t>(index); }

// The largest step that all costs are multiples of, among decimal ones; 0 where there is none worth knowing.
// Two mixes of different cost differ by at least this.
double costStep(const std::vector<double>& costs) {
  for (const double unit : {1.0, 0.1, 0.01, 0.001, 0.0001}) {
    std::int64_t step = 0;
    bool fits = true;
    for (const double cost : costs) {
      const double multiple = cost / unit;
      fits = fits && multiple < 1e9 &&
             std::abs(multiple - std::round(multiple)) < 1e-7 * std::max(1.0, multiple * 1e-3);
      if (!fits) break;
      step = std::gcd(step, static_cast<std::int64_t>(std::llround(multiple)));
    }
    if (fits) return unit * static_cast<double>(step);
  }
  return 0;
}

double unitOf(const std::vector<double>& costs) {
  const double dearest = *std::max_element(costs.begin(), costs.end());
  return dearest > 0 ? dearest : 1;
}

class Search {
 public:
  Search(const MixLoads& loads, const MixSearchControl& control)
      : m_loads(loads), m_control(control), m_types(loads.types), m_lp(makeLp(loads)), m_cuts(control.cuts) {
    // Costs are counted in the dearest type's, so that tolerances mean the same whatever the currency.
    m_unit = unitOf(loads.cost);
    for (const double cost : loads.cost) m_cost.push_back(cost / m_unit);
    m_best = control.knownCost / m_unit;
    m_step = costStep(loads.cost) / m_unit;
    m_upper = usefulUpper(loads);
  }

  MixSearchResult run();

 private:
  struct Node {
    std::vector<int> lower, upper;
    double bound = 0;
    AssignmentLp::Basis basis;
    bool operator<(const Node& other) const {
      return bound > other.bound;
    }  // the queue gives the least bound
  };

  static AssignmentLp makeLp(const MixLoads& loads);

  // A bound at or above this cannot lead to a cheaper mix.
  double cutoff() const {
    if (m_best == kInfinity) return kInfinity;
    return m_best - std::max(m_step * (1 - 1e-6), 1e-9 * m_best);
  }
  double costOf(const std::vector<int>& replicas) const {
    double cost = 0;
    for (int g = 0; g < m_types; ++g) cost += m_cost[at(g)] * replicas[at(g)];
    return cost;
  }
  bool interrupted();

  void keepCut();
  bool satisfies(const MixCut& cut, const std::vector<int>& replicas) const;
  bool propagate(Node& node) const;
  void setBounds(const std::vector<int>& lower, const std::vector<int>& upper);
  std::optional<bool> carries(const std::vector<int>& replicas);
  void reduce(std::vector<int>& replicas, int type);
  void offer(std::vector<int> replicas, bool improve);
  void expand(Node node);
  void push(Node node);

  const MixLoads& m_loads;
  const MixSearchControl& m_control;
  int m_types;
  AssignmentLp m_lp;
  std::vector<int> m_upper;
  std::vector<double> m_cost;  // of one GPU, in m_unit
  double m_unit = 1;           // per hour
  double m_step = 0;           // in m_unit
  double m_best = 0;           // the cheapest mix known, in m_unit
  std::vector<MixCut> m_cuts;
  std::size_t m_oldestCut = 0;
  double m_leftBound = kInfinity;  // of what could not be decided, in m_unit
  std::priority_queue<Node> m_open;
  MixSearchResult m_result;
};

// One block a situation; with the loss of one, one more for each situation and type.
AssignmentLp Search::makeLp(const MixLoads& loads) {
  const int copies = loads.survivesLossOfOne ? loads.types : 1;
  AssignmentLp::Shape shape;
  shape.types = loads.types;
  int cells = 0;
  for (const auto& situation : loads.situations)
    for (int copy = 0; copy < copies; ++copy)
      shape.cellsOfBlock.push_back(situation.cells), cells += situation.cells;
  for (int g = 0; g < loads.types; ++g)
    for (const auto& situation : loads.situations)
      for (int copy = 0; copy < copies; ++copy) {
        const auto first = situation.load.begin() + g * situation.cells;
        shape.load.insert(shape.load.end(), first, first + situation.cells);
      }
  const int rows = loads.types * static_cast<int>(shape.cellsOfBlock.size());
  for (int g = 0; g < loads.types; ++g) {
    AssignmentLp::Column column;
    column.supply.assign(at(rows), 0);
    for (int r = g; r < rows; r += loads.types) column.supply[at(r)] = 1;
    column.cost = loads.cost[at(g)] / unitOf(loads.cost);
    shape.columns.push_back(std::move(column));
  }
  return AssignmentLp(std::move(shape));
}

bool Search::interrupted() {
  m_result.cancelled = m_control.stop.stop_requested();
  return m_result.cancelled || (m_control.deadline != Instant::max() && Clock::now() >= m_control.deadline);
}

// Puts the inequality that the programme's prices prove into the pool.
void Search::keepCut() {
  const std::vector<double>& price = m_lp.price();
  MixCut cut;
  cut.price.assign(at(m_types), 0);
  for (std::size_t r = 0; r < price.size(); ++r) cut.price[r % at(m_types)] += price[r];
  cut.demand = m_lp.demandAt(price);
  if (cut.demand <= 0) return;
  if (m_loads.survivesLossOfOne) {
    cut.lossPremium.assign(at(m_types), 0);
    for (std::size_t r = 0; r < price.size(); ++r)
      if (r / at(m_types) % at(m_types) == r % at(m_types)) cut.lossPremium[r % at(m_types)] += price[r];
  }
  if (m_cuts.size() < kPoolSize) {
    m_cuts.push_back(std::move(cut));
  } else {
    m_cuts[m_oldestCut] = std::move(cut);
    m_oldestCut = (m_oldestCut + 1) % kPoolSize;
  }
}

bool Search::satisfies(const MixCut& cut, const std::vector<int>& replicas) const {
  double supply = 0, demand = cut.demand;
  for (int g = 0; g < m_types; ++g) {
    supply += cut.price[at(g)] * replicas[at(g)];
    if (!cut.lossPremium.empty() && replicas[at(g)] > 0) demand += cut.lossPremium[at(g)];
  }
  return supply >= demand - kFeasible * cut.demand;
}

// Tightens the node's bounds by every inequality of the pool, by the cost of the best mix, and by their sums,
// until nothing changes. False: nothing is left in it.
bool Search::propagate(Node& node) const {
  const double most = cutoff();
  std::vector<int>&lower = node.lower, &upper = node.upper;
  // sum_g weight_g y_g >= demand
  const auto atLeast = [&](const double* weight, double demand, double tolerance, bool& changed) {
    double reach = 0;
    for (int g = 0; g < m_types; ++g) reach += weight[g] * (weight[g] > 0 ? upper[at(g)] : lower[at(g)]);
    const double spare = reach - demand + tolerance;
    if (spare < 0) return false;
    for (int g = 0; g < m_types; ++g) {
      if (weight[g] > 0 && weight[g] * (upper[at(g)] - lower[at(g)]) > spare) {
        const int least = static_cast<int>(std::ceil(upper[at(g)] - spare / weight[g] - kFeasible));
        if (least > lower[at(g)]) lower[at(g)] = least, changed = true;
      } else if (weight[g] < 0 && -weight[g] * (upper[at(g)] - lower[at(g)]) > spare) {
        const int largest = static_cast<int>(std::floor(lower[at(g)] - spare / weight[g] + kFeasible));
        if (largest < upper[at(g)]) upper[at(g)] = largest, changed = true;
      }
    }
    return true;
  };
  std::vector<double> weight(at(m_types));
  for (int round = 0; round < 4; ++round) {
    bool changed = false;
    if (most < kInfinity) {
      for (int g = 0; g < m_types; ++g) weight[at(g)] = -m_cost[at(g)];
      if (!atLeast(weight.data(), -most, 0, changed)) return false;
    }
    for (const MixCut& cut : m_cuts) {
      double demand = cut.demand;
      if (!cut.lossPremium.empty())
        for (int g = 0; g < m_types; ++g)
          if (lower[at(g)] > 0) demand += cut.lossPremium[at(g)];
      const double tolerance = kFeasible * cut.demand;
      if (!atLeast(cut.price.data(), demand, tolerance, changed)) return false;
      if (most == kInfinity) continue;
      for (int g = 0; g < m_types; ++g) weight[at(g)] = cut.price[at(g)] - m_cost[at(g)];
      if (!atLeast(weight.data(), demand - most, tolerance, changed)) return false;
    }
    if (!changed) break;
  }
  return true;
}

void Search::setBounds(const std::vector<int>& lower, const std::vector<int>& upper) {
  for (int g = 0; g < m_types; ++g) m_lp.setBounds(g, lower[at(g)], upper[at(g)]);
  if (!m_loads.survivesLossOfOne) return;
  for (int r = 0; r < m_lp.rows(); ++r) {
    const int type = r % m_types, lost = r / m_types % m_types;
    if (type == lost) m_lp.setShift(r, lower[at(type)] > 0 ? -1 : 0);
  }
}

// Whether these replicas carry the loads; nothing where that could not be found out. Adds the inequality that
// says no.
std::optional<bool> Search::carries(const std::vector<int>& replicas) {
  for (const MixCut& cut : m_cuts)
    if (!satisfies(cut, replicas)) return false;
  setBounds(replicas, replicas);
  AssignmentLp::Status status = m_lp.solve(kInfinity);
  if (status == AssignmentLp::Status::unsolved) {
    m_lp.startAtColumns();
    status = m_lp.solve(kInfinity);
  }
  if (status == AssignmentLp::Status::infeasible) keepCut();
  if (status == AssignmentLp::Status::unsolved) return std::nullopt;
  return status == AssignmentLp::Status::optimal;
}

// The fewest of one type that still carry the loads with the others as they are: in growing steps, then by
// halves, for there may be millions.
void Search::reduce(std::vector<int>& replicas, int type) {
  int& count = replicas[at(type)];
  const int lower = m_loads.lower[at(type)];
  int enough = count, few = lower - 1;
  for (int step = 1, tries = 0; enough > lower && few < lower; ++tries) {
    count = std::max(lower, enough - step);
    if (carries(replicas).value_or(false))
      enough = count;
    else
      few = count;
    if (tries > 0 && step < (1 << 29)) step *= 2;
  }
  while (enough - few > 1) {
    count = few + (enough - few) / 2;
    (carries(replicas).value_or(false) ? enough : few) = count;
  }
  count = enough;
}

// Takes replicas that carry the loads as the best so far, if they are; first tries to do with fewer of each.
void Search::offer(std::vector<int> replicas, bool improve) {
  if (improve) {
    std::vector<int> order(at(m_types));
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&](int a, int b) { return m_cost[at(a)] > m_cost[at(b)]; });
    for (const int g : order) reduce(replicas, g);
  }
  const double cost = costOf(replicas);
  if (cost >= m_best) return;
  m_best = cost;
  m_result.replicas = std::move(replicas);
}

void Search::push(Node node) {
  if (!propagate(node)) return;
  m_open.push(std::move(node));
}

void Search::expand(Node node) {
  if (node.bound >= cutoff() || !propagate(node)) return;
  if (!m_lp.restore(node.basis)) m_lp.startAtColumns();
  AssignmentLp::Status status = AssignmentLp::Status::unsolved;
  bool outside = true;  // the answer lies outside the bounds that its own prices imply: solve again
  for (int round = 0; round < 4 && outside; ++round) {
    setBounds(node.lower, node.upper);
    status = m_lp.solve(cutoff());
    ++m_result.nodes;
    keepCut();
    if (status == AssignmentLp::Status::infeasible || !propagate(node)) return;
    if (status != AssignmentLp::Status::optimal) break;
    node.bound = std::max(node.bound, m_lp.objective());
    if (node.bound >= cutoff()) return;
    outside = false;
    for (int g = 0; g < m_types; ++g)
      outside = outside || m_lp.value(g) < node.lower[at(g)] - kInteger ||
                m_lp.value(g) > node.upper[at(g)] + kInteger;
  }
  node.basis = m_lp.basis();

  int branch = -1, split = 0;
  double bestScore = 0;
  std::vector<int> rounded(at(m_types));
  if (status == AssignmentLp::Status::optimal) {
    // Rounded up, the programme's own assignment carries the loads; but it knows only of losses of types in
    // use.
    bool carried = !m_loads.survivesLossOfOne;
    for (int g = 0; g < m_types; ++g) {
      const double y = std::clamp(m_lp.value(g), double(node.lower[at(g)]), double(node.upper[at(g)]));
      carried = carried && y >= m_lp.value(g) - kInteger;
      rounded[at(g)] = static_cast<int>(std::ceil(y - kInteger));
      const double fraction = y - std::floor(y);
      carried =
          carried && (fraction <= kFeasible || fraction > kInteger);  // not rounded down by more than counts
      const double score = std::min(fraction, 1 - fraction) * (0.1 + m_cost[at(g)]);
      if (fraction > kInteger && fraction < 1 - kInteger && score > bestScore)
        branch = g, split = static_cast<int>(std::floor(y)), bestScore = score;
    }
    const bool whole = branch < 0;
    // What is taken for whole within a tolerance is checked.
    const bool isCheaper = costOf(rounded) < m_best;
    if ((isCheaper || whole || m_result.nodes < 4) &&
        ((carried && !whole) || carries(rounded).value_or(false))) {
      offer(rounded, true);
      if (node.bound >= cutoff()) return;
    }
    // Whole, yet short: a type comes into use that the programme did not know to be used, or rounding hid a
    // lack.
    if (whole)
      for (int g = 0; g < m_types && branch < 0; ++g)
        if (node.lower[at(g)] == 0 && rounded[at(g)] > 0) branch = g, split = 0;
    if (branch < 0)
      for (int g = 0; g < m_types; ++g)
        if (rounded[at(g)] < node.upper[at(g)]) branch = g, split = rounded[at(g)];
  }
  if (branch < 0)  // not solved, or the lack is only rounding: halve the widest range
    for (int g = 0; g < m_types; ++g)
      if (node.upper[at(g)] > node.lower[at(g)] &&
          (branch < 0 ||
           node.upper[at(g)] - node.lower[at(g)] > node.upper[at(branch)] - node.lower[at(branch)]))
        branch = g, split = (node.lower[at(g)] + node.upper[at(g)]) / 2;
  if (branch < 0) {
    const std::optional<bool> fits = carries(node.lower);
    if (fits.value_or(false)) offer(node.lower, false);
    if (!fits) m_result.unsolved = true, m_leftBound = std::min(m_leftBound, node.bound);
    return;
  }
  split = std::clamp(split, node.lower[at(branch)], node.upper[at(branch)] - 1);
  Node above = node;
  above.lower[at(branch)] = split + 1;
  node.upper[at(branch)] = split;
  push(std::move(node));
  push(std::move(above));
}

MixSearchResult Search::run() {
  m_lp.startAtColumns();
  // Without limits that bind, there is a mix. The loss of one is allowed for in m_upper.
  bool limited = false;
  for (int g = 0; g < m_types; ++g) limited = limited || m_upper[at(g)] == m_loads.upper[at(g)];
  const std::optional<bool> fits = limited ? carries(m_upper) : std::optional(true);
  if (!fits || (!*fits && m_cuts.empty())) {  // neither a mix nor a proof that there is none
    m_result.unsolved = true;
    return std::move(m_result);
  }
  if (!*fits) {
    m_result.infeasiblePrice = m_cuts.back().price;
    for (const MixCut& cut : m_cuts)
      if (!satisfies(cut, m_upper)) m_result.infeasiblePrice = cut.price;
    m_result.complete = true;
    m_result.bound = kInfinity;
    return std::move(m_result);
  }
  m_lp.startAtColumns();
  Node root;
  root.lower = m_loads.lower;
  root.upper = m_upper;
  root.basis = m_lp.basis();
  if (m_best == kInfinity) offer(m_upper, false);
  push(std::move(root));
  while (!m_open.empty()) {
    if (interrupted() && (m_result.cancelled || m_result.nodes > 0))
      break;  // the root at least, for its bound
    Node node = m_open.top();
    m_open.pop();
    expand(std::move(node));
  }
  m_result.complete = m_open.empty() && !m_result.unsolved;
  const double open = m_open.empty() ? kInfinity : m_open.top().bound;
  m_result.bound = m_unit * std::min({m_best, open, m_leftBound});
  if (!m_result.replicas.empty()) {
    m_result.cost = 0;
    for (int g = 0; g < m_types; ++g) m_result.cost += m_loads.cost[at(g)] * m_result.replicas[at(g)];
  }
  m_result.cuts = std::move(m_cuts);
  return std::move(m_result);
}

}  // namespace

std::vector<int> usefulUpper(const MixLoads& loads) {
  std::vector<int> upper = loads.upper;
  for (int g = 0; g < loads.types; ++g) {
    double most = 0;
    for (const auto& situation : loads.situations) {
      double sum = 0;
      for (int k = 0; k < situation.cells; ++k)
        sum += std::max(0.0, situation.load[at(g * situation.cells + k)]);
      most = std::max(most, sum);
    }
    const double needed = std::ceil(most) + (loads.survivesLossOfOne ? 1 : 0);
    if (needed < upper[at(g)]) upper[at(g)] = std::max(loads.lower[at(g)], static_cast<int>(needed));
  }
  return upper;
}

MixSearchResult searchMix(const MixLoads& loads, const MixSearchControl& control) {
  return Search(loads, control).run();
}

std::optional<BalancedRouting> balance(const MixLoads::Situation& situation,
                                       const std::vector<int>& replicas) {
  // Only the types that are there take part.
  const int types = static_cast<int>(replicas.size());
  std::vector<int> present;
  for (int g = 0; g < types; ++g)
    if (replicas[at(g)] > 0) present.push_back(g);
  BalancedRouting answer;
  answer.shares.assign(situation.load.size(), 0);
  answer.price.assign(at(types), 0);
  if (situation.cells == 0) return answer;
  if (present.empty()) return std::nullopt;

  AssignmentLp::Shape shape;
  shape.types = static_cast<int>(present.size());
  shape.cellsOfBlock = {situation.cells};
  AssignmentLp::Column fullest;
  fullest.cost = 1;
  for (const int g : present) {
    const auto first = situation.load.begin() + g * situation.cells;
    shape.load.insert(shape.load.end(), first, first + situation.cells);
    fullest.supply.push_back(replicas[at(g)]);
  }
  double everything = 0;
  for (int k = 0; k < situation.cells; ++k) {
    bool served = false;
    for (int i = 0; i < shape.types; ++i) {
      const double load = shape.load[at(i * situation.cells + k)];
      served = served || load >= 0;
      everything += std::max(load, 0.0);
    }
    if (!served) return std::nullopt;
  }
  fullest.upper = everything + 1;
  shape.columns = {fullest};
  AssignmentLp lp(shape);
  lp.startAtColumn(0, 0);
  if (lp.solve(kInfinity) != AssignmentLp::Status::optimal) return std::nullopt;
  answer.fullest = lp.objective();
  const std::vector<double> shares = lp.assignment();
  for (std::size_t i = 0; i < present.size(); ++i) {
    const auto first = shares.begin() + static_cast<std::ptrdiff_t>(i) * situation.cells;
    std::copy(first, first + situation.cells, answer.shares.begin() + present[i] * situation.cells);
    answer.price[at(present[i])] = lp.price()[i];
  }
  return answer;
}

std::optional<double> fullestType(const MixLoads::Situation& situation, const std::vector<int>& replicas,
                                  bool survivesLossOfOne) {
  const auto whole = balance(situation, replicas);
  if (!whole) return std::nullopt;
  double fullest = whole->fullest;
  for (std::size_t lost = 0; survivesLossOfOne && lost < replicas.size(); ++lost) {
    if (replicas[lost] == 0) continue;
    std::vector<int> left = replicas;
    --left[lost];
    const auto without = balance(situation, left);
    if (!without) return std::nullopt;
    fullest = std::max(fullest, without->fullest);
  }
  return fullest;
}

}  // namespace headroom
