// How many of which GPU: the cheapest whole numbers that keep the SLOs for a traffic, exactly.
//
//   MixProblem problem;
//   problem.cells = {{.outputTokens = 64, .inputTokens = 256, .rate = 3}};
//   problem.gpus = {{.name = "a10g", .costPerHour = 1.01, .capacity = {2}},
//                   {.name = "a100", .costPerHour = 3.67, .capacity = {20}}};
//   auto answer = solveMix(problem);
//   answer->replicas;      // {2, 0}
//   answer->costPerHour;   // 2.02
//
// The programme: with z_kg the requests/s of cell k that GPU type g serves, r_k the cell's rate, T_kg what
// one GPU can take of it,
//   minimise sum_g cost_g y_g,  sum_g z_kg = burst * r_k,  sum_k z_kg / T_kg <= utilisation * y_g,  z >= 0,
//   min_g <= y_g <= max_g whole.
// It is Mélange's (arXiv 2404.14527) with shares instead of slices. No variable stands where T_kg = 0, so a
// cell that nobody can serve is told, never priced.
//
// All here are pure functions of values; a solve takes a few milliseconds at most on 121 cells.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace headroom {

inline constexpr int kUnlimitedReplicas = 1'000'000'000;

struct MixGpu {
  std::string name = {};
  double costPerHour = 1;             // of one GPU, 0 or more
  std::vector<double> capacity = {};  // requests/s of one GPU, one a cell; 0 = it cannot keep the SLOs there
  int minReplicas = 0;
  int maxReplicas = kUnlimitedReplicas;  // equal to the least: a fixed choice
  std::string slos = {};                 // what `capacity` promises, for messages: "E2E P99 < 5 s"
  std::vector<bool> unmeasured = {};     // by cell, or empty: its capacity is 0 because nobody measured it
};

struct MixCell {
  int outputTokens = 0, inputTokens = 0;
  double rate = 0;                          // requests/s
  std::optional<std::size_t> onlyGpu = {};  // a fixed choice: served by this GPU alone
};

struct MixProblem {
  std::vector<MixCell> cells;
  std::vector<MixGpu> gpus;
  double targetUtilisation = 1;    // above 0, at most 1: how full a GPU may be planned
  double burstFactor = 1;          // at least 1: the peak over the rates given
  bool survivesLossOfOne = false;  // all of it must still hold when any one of the GPUs is gone
};

struct MixControl {
  double timeLimitSeconds = std::numeric_limits<double>::infinity();
  std::stop_token stop = {};
  bool nextPurchase = true;  // also say what one more request/s would buy: a second solve
};

struct MixPurchase {
  double furtherRate = 1;   // requests/s more, of the same shapes
  std::vector<int> change;  // replicas more (or fewer) by GPU; all 0 where those there are take it
  double costPerHourChange = 0;
};

struct UnservableCell {
  std::size_t cell = 0;
  std::string reason;  // "no GPU keeps its SLOs here: a10g (E2E P99 < 5 s) ..."
};

struct TightLimit {
  std::size_t gpu = 0;
  int maxReplicas = 0;
  std::optional<int> needed;  // the least maximum that would do, all others as they are; absent: none would
};

struct MixAnswer {
  enum class Status {
    optimal,     // proved: no mix costs less
    timedOut,    // the time ran out; the best found, which costs at most `gap` more than the cheapest
    infeasible,  // see unservable and tightLimits; the replicas, if any, are for what can be served
  };
  Status status = Status::optimal;
  double gap = 0;  // (cost - proved bound) / cost
  // Whether nothing cheaper is possible, of what can be served too.
  bool proved() const { return gap == 0 && status != Status::timedOut; }

  std::vector<int> replicas;  // by GPU; empty where no mix was found
  double costPerHour = 0;
  double costPerMillionTokens = 0;  // input and output tokens of the traffic as given, without burst
  double servedRate = 0;            // requests/s, without burst
  std::vector<double> utilisation;  // by GPU: load of the traffic as given / replicas; 0 without replicas
  std::vector<double> slack;        // by GPU: replicas that stay idle at the burst and the target utilisation
  // routing[cell][gpu]: the share of the cell that goes there. Balanced: no other routing leaves the fullest
  // GPU type emptier. Empty for cells without rate and for unservable ones.
  std::vector<std::vector<double>> routing;
  double headroomRate = 0;  // requests/s of the same shapes that these GPUs would still take
  std::optional<MixPurchase> next;

  std::vector<UnservableCell> unservable;
  std::vector<TightLimit> tightLimits;
  std::vector<std::size_t> tightCells;  // the cells that the limits leave no room for
  double largestShare = 1;              // of the traffic that the limits have room for

  std::uint64_t nodes = 0;  // linear programmes solved
};

// Of a cell of `tightCells`: "a10g (E2E P99 < 5 s) may be at most 2, a100 (E2E P99 < 5 s) at most 3; l4 (E2E
// P99 < 5 s) does not keep its SLOs here".
std::string whyTight(const MixProblem& problem, std::size_t cell);

// "optimal", "timedOut", "infeasible".
std::string_view name(MixAnswer::Status status);

// Errors: invalidArgument for numbers that make no sense (a negative cost, a rate that is not finite, no
// traffic, contradictory limits, ...), naming them, or whose linear programme cannot be solved; timeout where
// the time ran out before any mix was found; cancelled.
Result<MixAnswer> solveMix(const MixProblem& problem, const MixControl& control = {});

// Errors: as of solveMix, without solving.
Result<void> checkMixProblem(const MixProblem& problem);

}  // namespace headroom
