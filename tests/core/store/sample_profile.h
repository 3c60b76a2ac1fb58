// A small profile that nobody finds fault with.
#pragma once

#include "core/profile/profile_json.h"

#include <string>

namespace headroom::test {

inline ParsedProfile sampleProfile(const std::string& gpu = "a10", double factor = 1) {
  Profile profile;
  profile.gpu = gpu;
  profile.cost = 1.01;
  profile.throughput = {{4 * factor, 2 * factor}, {2 * factor, 1 * factor}};
  profile.outputTokens = {4, 8};
  profile.inputTokens = {16, 32};
  profile.created = 1000;
  profile.e2e = {{1, 2}, {3, 4}};
  profile.slos.e2e = 5;
  return {profile};
}

}  // namespace headroom::test
