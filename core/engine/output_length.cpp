#include "core/engine/output_length.h"

#include <algorithm>
#include <cmath>

namespace headroom {

std::uint64_t mixBits(std::uint64_t value) {
  value += 0x9e3779b97f4a7c15ULL;
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
  value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
  return value ^ (value >> 31);
}

std::uint64_t stableHash(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const unsigned char byte : text) hash = (hash ^ byte) * 0x100000001b3ULL;
  return mixBits(hash);
}

int naturalOutputTokens(std::uint64_t promptHash, int minTokens, int maxTokens) {
  constexpr double meanTokens = 256;
  const double uniform = (static_cast<double>(mixBits(promptHash) >> 11) + 0.5) * 0x1p-53;  // in (0, 1)
  const double wish = std::ceil(-std::log(uniform) * meanTokens);
  const double least = std::max(1, minTokens);
  return static_cast<int>(std::min<double>(std::max(wish, least), std::max(maxTokens, 1)));
}

}  // namespace headroom
