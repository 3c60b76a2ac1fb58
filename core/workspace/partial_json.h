// JSON that may be cut short or broken: all that was finished before the damage.
#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace headroom {

struct PartialJson {
  nlohmann::json value;  // an object, or null where there is none
  std::string damage =
      {};  // empty = the text is whole; else what is wrong: "it ends at byte 517 in the middle of \"plan\""
};

// Reads as far as the text is JSON. Of what was not finished, only the outermost object and the lists
// directly in it are kept, with their finished members: half an entry is never taken for a whole one. Nesting
// deeper than 64 counts as damage.
PartialJson parsePartialJson(std::string_view text);

}  // namespace headroom
