// Before profiles are pushed: everything that would go wrong with them in the cluster, each with its mend.
//
//   for (const LintFinding& found : lintProfiles(profiles, {.traffic = &traffic, .deployments = names})) …
//
// What one profile shows by itself comes from checkProfile; here is what shows only when the profiles of a
// model, the traffic, the deployments and what is stored already are seen together.
#pragma once

#include "core/profile/check.h"
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
};

struct LintContext {
  const Distribution* traffic = nullptr;  // to see which cells it hits
  // "name" or "namespace/name" of the deployments in the cluster, where they are known.
  std::optional<std::vector<std::string>> deployments = {};
  std::optional<double> now = {};  // unix seconds
};

struct LintFinding {
  std::string profile;  // the GPU it is about; empty: about all together
  Finding finding;
};

// Codes beside those of checkProfile: gridDiffers, zeroCellHit, outsideGrid, growsWithLength, createdStale,
// noDeployment, duplicate, costUnits, slosDiffer. Errors first.
std::vector<LintFinding> lintProfiles(std::span<const LintProfile> profiles, const LintContext& context = {});

}  // namespace headroom
