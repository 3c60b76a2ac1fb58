// From a MixProblem to the loads that the search works on: the cells with traffic that some GPU may serve.
#pragma once

#include "core/plan/mix.h"
#include "core/plan/mix_search.h"

#include <vector>

namespace headroom {

struct BusyLoads {
  std::vector<std::size_t> cells;       // of the problem, in order: the cells of loads.situations[0]
  std::vector<std::size_t> unservable;  // cells with traffic that no GPU may serve
  MixLoads loads;
};

// Loads in GPUs at the burst and the target utilisation. `problem` must have passed checkMixProblem.
BusyLoads busyLoads(const MixProblem& problem);

// Where MixSearchResult::unsolved left no mix.
Error notSolved();

bool canServe(const MixProblem& problem, std::size_t cell, std::size_t gpu);

// Why nobody may serve a cell for which canServe is false of every GPU.
std::string whyUnservable(const MixProblem& problem, std::size_t cell);

}  // namespace headroom
