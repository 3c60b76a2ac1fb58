// Which beginnings of prompts a server has seen: vLLM's automatic prefix caching, by whole blocks of tokens.
//
//   PrefixCache cache(blocks, 16);
//   int cached = cache.lookUpAndAdd(promptTokens);   // a multiple of 16
//
// A block is known by its tokens and all before it. The least recently used are forgotten. That a cached
// block shares its memory with running sequences is not modelled: a hit saves computing, not room.
#pragma once

#include <cstdint>
#include <list>
#include <span>
#include <unordered_map>

namespace headroom {

class PrefixCache {
 public:
  PrefixCache(std::int64_t blocks, int blockTokens) : m_blocks(blocks), m_blockTokens(blockTokens) {}

  // Tokens at the beginning of the prompt that were there before; afterwards all its whole blocks are.
  int lookUpAndAdd(std::span<const int> prompt);

  std::uint64_t queriedTokens() const { return m_queried; }
  std::uint64_t hitTokens() const { return m_hit; }

 private:
  std::int64_t m_blocks;
  int m_blockTokens;
  std::list<std::uint64_t> m_recent;  // newest first
  std::unordered_map<std::uint64_t, std::list<std::uint64_t>::iterator> m_known;
  std::uint64_t m_queried = 0, m_hit = 0;
};

}  // namespace headroom
