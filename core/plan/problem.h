// From profiles and traffic to the problem that solveMix and clusterAnswer answer.
//
//   auto planned = planProblem(profiles, traffic, CellRule::upward);
//   planned->problem.targetUtilisation = 0.8;
//   auto answer = solveMix(planned->problem);
#pragma once

#include "core/plan/mix.h"
#include "core/profile/profile.h"
#include "core/traffic/distribution.h"

#include <span>
#include <string>
#include <vector>

namespace headroom {

struct PlanProblem {
  MixProblem
      problem;  // cells with traffic only; capacities and costs of the profiles, everything else as it comes
  // Traffic that lies outside of what was measured. It is counted in the cell named here, never dropped.
  struct Outside {
    int outputTokens = 0, inputTokens = 0;  // of the cell
    std::vector<std::string> gpus;  // whose grid does not hold it and that are planned with all the same
    double rate = 0;
    int largestInput = 0, largestOutput = 0;  // tokens
    bool longer = false;                      // beyond the largest length: the cell promises too much for it
  };
  std::vector<Outside> outside;
  std::vector<std::string> notes;  // what a person should know: grids that differ, shapes outside of them
};

// Profiles may have different grids: each shape is then looked up in each profile's own. One that is longer
// than a profile's grid and that another grid holds, or holds more of, is not given to that profile: nobody
// measured whether it keeps its SLOs there. The cells bear the lengths of the first profile's grid that they
// are given to. Errors: invalidArgument for no profile, two profiles of one name, a profile whose matrix does
// not fit its grid, or traffic without a request.
Result<PlanProblem> planProblem(std::span<const Profile> profiles, const Distribution& traffic,
                                CellRule rule);

struct ClusterProblem {
  MixProblem problem;              // nearest cells; only the GPUs that the optimizer takes
  std::vector<std::size_t> taken;  // which of the profiles these are
  std::vector<std::size_t>
      skipped;  // profiles whose grid is not that of the first: the optimizer leaves them out
};

// As the cluster sees the same: the first profile's grid rules, and shapes go to the nearest cell. Errors: as
// above.
Result<ClusterProblem> clusterProblem(std::span<const Profile> profiles, const Distribution& traffic);

}  // namespace headroom
