// The linear programme below every question about a mix: cells are shared out among GPU types, and the load
// this puts on each type must be covered by columns that cost money.
//
//   minimise  sum_j cost_j x_j
//   with      sum_g w_kg = 1                                  each cell k is served in full
//             sum_{k in block s} load_kg w_kg + slack_sg = demandShift_sg + sum_j supply_j,sg x_j
//             w, slack >= 0,  lower_j <= x_j <= upper_j
//
// Blocks are situations that the same x must cover at once: one traffic each, or the loss of one GPU. With x
// the replicas it is the relaxation of the mix; with one column of supply y and cost 1 it is the balanced
// routing of a fixed mix.
//
// Solved by the bounded dual simplex method. The rows sum_g w_kg = 1 are kept implicit (generalised upper
// bounding: Dantzig and Van Slyke, 1967): each cell has one key variable, and the basis that is inverted has
// only types x blocks rows. A pivot costs one pass over the loads. A basis stays dual feasible when bounds or
// shifts change, so each solve starts from the last one or from a basis put aside.
#pragma once

#include <cstdint>
#include <vector>

namespace headroom {

class AssignmentLp {
 public:
  struct Column {
    std::vector<double> supply;  // one a row, rows() of them
    double cost = 0;
    double lower = 0, upper = 0;  // finite
  };
  struct Shape {
    int types = 0;
    std::vector<int> cellsOfBlock;  // how many cells each block has
    // load[g * cells + k]: what cell k puts on type g when g serves all of it. Negative: g cannot serve it.
    // Each cell has at least one type that can.
    std::vector<double> load;
    std::vector<Column> columns;
  };
  enum class Status { optimal, infeasible, cutOff, unsolved };

  // What must be remembered to start from here again.
  struct Basis {
    std::vector<std::uint8_t> key;      // by cell: the type of its key variable
    std::vector<std::int32_t> working;  // by position: which column is basic there
    std::vector<bool> atUpper;          // by column x_j: at which bound it rests when not basic
  };

  explicit AssignmentLp(Shape shape);

  int types() const { return m_types; }
  int rows() const { return m_rows; }
  int cells() const { return m_cells; }
  int columns() const { return static_cast<int>(m_columns.size()); }

  // The basis in which column g carries the load of type g in the first block, and slacks that of the other
  // blocks: for columns that are replicas, one a type.
  void startAtColumns();
  // The basis with column `column` basic in row `row`, all other rows at price zero.
  void startAtColumn(int column, int row);
  // False: the basis cannot be inverted, and nothing was changed that solve() would need.
  bool restore(const Basis& basis);
  Basis basis() const { return {m_key, m_working, m_atUpper}; }

  void setBounds(int column, double lower, double upper);
  void setShift(int row, double shift);

  // Stops as cutOff when the objective is proved to reach `cutoff`; unsolved when it made no headway in a
  // long time (then price() still gives a valid bound).
  Status solve(double cutoff);

  // After optimal: the values of x, and the assignment.
  double value(int column) const;
  double objective() const { return m_objective; }
  // w[g * cells + k]
  std::vector<double> assignment() const;

  // After any solve: prices p >= 0, one a row (after infeasible: of the ray that proves it). Whatever they
  // are, every feasible x has sum_j (p . supply_j) x_j >= demandAt(p) - p . shift.
  const std::vector<double>& price() const { return m_price; }
  // sum_k min_g p_g load_kg, by the rows of each cell's block.
  double demandAt(const std::vector<double>& price) const;

  std::uint64_t pivots() const { return m_pivots; }

 private:
  int slackId(int row) const { return columns() + row; }
  int assignId(int type, int cell) const { return columns() + m_rows + type * m_cells + cell; }
  bool isAssign(int id) const { return id >= columns() + m_rows; }
  int cellOf(int id) const { return (id - columns() - m_rows) % m_cells; }
  int typeOf(int id) const { return (id - columns() - m_rows) / m_cells; }
  int rowOf(int type, int cell) const { return m_firstRow[static_cast<std::size_t>(cell)] + type; }
  double loadOf(int type, int cell) const { return m_load[static_cast<std::size_t>(type * m_cells + cell)]; }
  double restingValue(int column) const;

  void keysFromPrices();
  void columnVector(int id, std::vector<double>& out) const;
  bool invert();
  void computePrimal();
  void computeDual();
  void makeKey(int position);
  int chooseLeaving(double& bound, double& sign);
  int chooseEntering(double& ratio);
  void pivot(int position, int id, double bound, double sign, double ratio);
  void toRay();

  int m_types, m_cells = 0, m_rows = 0;
  std::vector<int> m_blockBegin;  // cells of block s: [begin[s], begin[s + 1])
  std::vector<int> m_firstRow;    // by cell
  std::vector<double> m_load;     // 0 where the type cannot serve
  std::vector<double> m_barrier;  // added to reduced costs: infinite where the type cannot serve
  std::vector<Column> m_columns;
  std::vector<double> m_shift;

  std::vector<std::uint8_t> m_key;
  std::vector<double> m_keyLoad;  // by cell
  std::vector<std::int32_t> m_working;
  std::vector<bool> m_atUpper, m_columnBasic, m_slackBasic;
  std::vector<double> m_inverse;             // row-major, position x row
  std::vector<double> m_primal;              // by position
  std::vector<double> m_price;               // by row
  std::vector<double> m_row;                 // the pivot row in terms of the capacity rows, signed
  std::vector<double> m_keyPrice, m_keyRow;  // by cell: price and pivot row at its key
  std::vector<double> m_cellLeft;            // scratch by cell
  std::vector<double> m_ratio;               // scratch by type and cell
  std::vector<double> m_scratch, m_direction;
  double m_objective = 0;
  std::uint64_t m_pivots = 0;
};

}  // namespace headroom
