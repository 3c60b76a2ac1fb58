// Profiles as JSON, as AIBrix's GPU optimizer and gateway read them.
//
//   std::string text = profileJson(profile);
//   auto read = parseProfile(text, "a10.json");
//   read->profile.gpu; read->unknownKeys;
#pragma once

#include "core/profile/profile.h"

#include <string>
#include <string_view>
#include <vector>

namespace headroom {

// One line without a line end, keys in the reference's order, doubles as short as they can be read back
// exactly. A value that is not finite becomes null: checkProfile() names it, and nothing of ours writes such
// a profile unless told to insist.
std::string profileJson(const Profile& profile);

struct ParsedProfile {
  Profile profile;
  // What a reader of the profile would stumble over and the Profile cannot hold.
  std::vector<std::string> unknownKeys = {};
  bool hasNonFiniteLiterals = false;  // NaN or Infinity, as Python writes them
};

// Reads ours and the reference's. A null or NaN in a matrix is NaN; an absent "created" is NaN; "slos" may be
// absent. Errors: malformed, naming `source` and the key.
Result<ParsedProfile> parseProfile(std::string_view text, const std::string& source);
Result<ParsedProfile> readProfile(const std::string& path);

}  // namespace headroom
