// Before profiles are pushed: everything that would go wrong with them in the cluster, each with its mend.
//
//   for (const LintFinding& found : lintProfiles(profiles, {.traffic = &traffic, .deployments = names})) …
//
// What one profile shows by itself comes from checkProfile; here is what shows only when the profiles of a
// model, the traffic, the deployments and what is stored already are seen together.
#pragma once

#include "core/profile/check.h"
#include "core/profile/generate.h"
#include "core/store/profile_store.h"
#include "core/traffic/distribution.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace headroom {

struct LintProfile {
  std::string source;  // a path or a key, for messages
  ParsedProfile parsed;
  std::optional<Profile> stored = {};  // what readers hold of the same deployment now
  // It is not to be pushed: it lies in the cluster already, beside those that are. What is wrong with it by
  // itself is then a warning.
  bool inCluster = false;
  // Why cells of it have capacity 0, where the measurements are at hand: countLimits(…, true).
  std::vector<LimitCount> zeroLimits = {};
  bool predicted = false;  // by the engine, not measured
};

// A deployment that there is in the cluster.
struct LintDeployment {
  std::string name;  // "name" or "namespace/name"
  // Its label model.aibrix.ai/name, empty where it has none; absent where the labels are not known.
  std::optional<std::string> model = {};
};

struct LintContext {
  const Distribution* traffic = nullptr;  // to see which cells it hits
  std::optional<std::vector<LintDeployment>> deployments = {};
  std::optional<double> now = {};  // unix seconds
  std::string model = {};          // whose profiles they are; empty = not known
};

struct LintFinding {
  std::string profile;  // the GPU it is about; empty: about all together
  Finding finding;
  // The cell that shows it best, where it is about cells.
  struct Cell {
    int outputTokens = 0, inputTokens = 0;
  };
  std::optional<Cell> cell = {};
};

// Codes beside those of checkProfile: gridDiffers, gridChanges, zeroCellHit, outsideGrid, growsWithLength,
// createdStale, noDeployment, noModelLabel, noProfile, duplicate, costUnits, slosDiffer, predicted. Errors
// first. someZero is said once of all together: of cells that no GPU serves. Grids and SLOs that differ are
// errors where a push brings the difference about, warnings where it was there before.
std::vector<LintFinding> lintProfiles(std::span<const LintProfile> profiles, const LintContext& context = {});

// Sets `stored` of those that lie in the store already, and adds the store's others as inCluster.
void lintBeside(std::span<const StoredProfile> stored, std::vector<LintProfile>& profiles);

}  // namespace headroom
