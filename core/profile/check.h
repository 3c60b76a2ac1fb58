// What readers of a profile would choke on, before they do.
//
//   for (const Finding& finding : checkProfile(parsed, {.deployment = "a10"})) …
//
// The readers are AIBrix's GPU optimizer and gateway; each finding says what happens there and how to mend
// it.
#pragma once

#include "core/profile/profile_json.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace headroom {

enum class Severity { error, warning };

struct Finding {
  Severity severity = Severity::warning;
  std::string code;     // stable and short, for machines: "shape", "notFinite", …
  std::string message;  // what is wrong
  std::string mend;     // what to do about it
  // "message; mend".
  std::string text() const { return message + "; " + mend; }
};

struct CheckContext {
  std::optional<std::string> deployment = {};  // of the key the profile is stored under
  std::optional<double> now = {};              // unix seconds, to find a `created` in the future
};

// Of one profile by itself; errors first.
std::vector<Finding> checkProfile(const ParsedProfile& parsed, const CheckContext& context = {});
inline std::vector<Finding> checkProfile(const Profile& profile, const CheckContext& context = {}) {
  return checkProfile(ParsedProfile{profile}, context);
}

// Of a profile beside those of the same model that are stored already: the optimizer keeps the grid of the
// first profile it loads and skips every GPU with another. `others` without the one that is replaced, which
// is `replaced` (may be null).
std::vector<Finding> checkBeside(const Profile& profile, std::span<const Profile> others,
                                 const Profile* replaced);

bool hasErrors(std::span<const Finding> findings);
// The errors as one Error (unsafe) about `thing`: every one of them named.
Error refusal(std::span<const Finding> findings, const std::string& thing);

}  // namespace headroom
