// No text makes the reader of profiles, the check or the comparison crash, and what was read and written
// reads the same.
#include "core/profile/check.h"
#include "core/profile/difference.h"
#include "core/profile/profile_json.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace headroom;
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto parsed = parseProfile(text, "p");
  if (!parsed) {
    if (parsed.error().message.empty()) std::abort();
    return 0;
  }
  const auto findings = checkProfile(*parsed, {.deployment = "g", .now = 1e9});
  if (hasErrors(findings) && refusal(findings, "p").message.empty()) std::abort();
  const std::string written = profileJson(parsed->profile);
  const auto again = parseProfile(written, "p");
  if (!again || again->hasNonFiniteLiterals || !again->unknownKeys.empty()) std::abort();
  if (profileJson(again->profile) != written) std::abort();
  (void)differenceText(difference(parsed->profile, again->profile));
  const Profile other;
  (void)differenceText(difference(other, parsed->profile));
  (void)differenceText(difference(parsed->profile, other));
  return 0;
}
