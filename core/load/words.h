// The words that fresh prompts are made of.
#pragma once

#include <span>
#include <string_view>

namespace headroom {

// Short common English words, all different: in the usual vocabularies nearly each is one token with the
// space before it.
std::span<const std::string_view> promptWords();

}  // namespace headroom
