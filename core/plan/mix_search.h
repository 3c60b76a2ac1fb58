// The cheapest whole numbers of GPUs that carry given loads: branch and bound on the few integers alone.
//
// Each node is one small linear programme (assignment_lp.h), solved from its parent's basis. What makes the
// tree small: the prices p of every node solved prove an inequality that holds everywhere in it,
//
//   sum_g P_g y_g >= D + max over the types h in use of F_h,
//
// with P_g the price of type g over all blocks, D the cheapest way to serve all cells at these prices, and
// F_h the price of h in the block that plays the loss of one h. Kept in a pool, these tighten the bounds of
// later nodes and discard most without solving them. The inequality is evaluated from p itself, so the proof
// does not rest on how exactly the programme was solved.
#pragma once

#include "core/base/clock.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <stop_token>
#include <vector>

namespace headroom {

struct MixLoads {
  int types = 0;
  // By situation that the same GPUs must carry (one traffic each): load[g * cells + k], the number of GPUs of
  // type g that cell k needs; negative where g cannot serve k. Each cell has a type that can.
  struct Situation {
    int cells = 0;
    std::vector<double> load;
  };
  std::vector<Situation> situations;
  std::vector<double> cost;        // by type, >= 0
  std::vector<int> lower, upper;   // by type, 0 <= lower <= upper
  bool survivesLossOfOne = false;  // all of it must still hold when any one GPU is gone
};

// An inequality of the pool, with what made it: D and the prices, summed over blocks.
struct MixCut {
  std::vector<double> price;        // P, by type
  double demand = 0;                // D
  std::vector<double> lossPremium;  // F, by type; empty without loss blocks
};

// loads.upper, cut to what could ever be of use: above it, GPUs stand idle whatever they serve.
std::vector<int> usefulUpper(const MixLoads& loads);

struct MixSearchControl {
  Instant deadline = Instant::max();
  std::stop_token stop = {};
  double knownCost = std::numeric_limits<double>::infinity();  // only cheaper mixes are of interest
  std::vector<MixCut> cuts = {};                               // known to hold
};

struct MixSearchResult {
  std::vector<int> replicas;  // empty: none was found
  double cost = std::numeric_limits<double>::infinity();
  double bound = 0;       // no mix costs less
  bool complete = false;  // searched to the end: `replicas` is optimal, or there is none
  bool unsolved = false;  // a linear programme that would have had to be solved for that could not be
  bool cancelled = false;
  std::uint64_t nodes = 0;
  std::vector<MixCut> cuts;
  std::vector<double>
      infeasiblePrice;  // of the first situation, by type: proves that even `upper` is too few
};

MixSearchResult searchMix(const MixLoads& loads, const MixSearchControl& control);

// The routing of fixed replicas that keeps the fullest type as empty as can be.
struct BalancedRouting {
  double fullest = 0;  // load / replicas of the fullest type; at most 1 where the mix carries the loads
  std::vector<double> shares;  // shares[g * cells + k]
  std::vector<double> price;   // by type: how much one more GPU's worth of it would relieve the fullest
};
// nullopt: some cell has no GPU at all.
std::optional<BalancedRouting> balance(const MixLoads::Situation& situation,
                                       const std::vector<int>& replicas);

// BalancedRouting::fullest of the whole mix, or after the worst loss of one GPU if that must be borne.
// nullopt: then some cell has no GPU left.
std::optional<double> fullestType(const MixLoads::Situation& situation, const std::vector<int>& replicas,
                                  bool survivesLossOfOne);

}  // namespace headroom
