// How many tokens a simulated model says when nothing forces the length.
#pragma once

#include <cstdint>
#include <string_view>

namespace headroom {

// A hash that stays the same on every machine and in every run (FNV-1a, 64 bits, finished by a mixer).
std::uint64_t stableHash(std::string_view text);
// Spreads a number over all 64 bits (the finaliser of SplitMix64).
std::uint64_t mixBits(std::uint64_t value);

// The output length of a request that may end by itself: at most `maxTokens`, at least `minTokens` (and 1). A
// model's own wish is exponential with mean 256 tokens, fixed by the prompt's hash: the same prompt always
// gets the same length.
int naturalOutputTokens(std::uint64_t promptHash, int minTokens, int maxTokens);

}  // namespace headroom
