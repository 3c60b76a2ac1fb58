#include "core/service/prefix_cache.h"

#include "core/engine/output_length.h"

namespace headroom {

int PrefixCache::lookUpAndAdd(std::span<const int> prompt) {
  m_queried += prompt.size();
  int hit = 0;
  bool stillHitting = true;
  std::uint64_t hash = 0;
  const auto block = static_cast<std::size_t>(m_blockTokens);
  for (std::size_t begin = 0; begin + block <= prompt.size(); begin += block) {
    for (const int token : prompt.subspan(begin, block))
      hash = mixBits(hash + static_cast<std::uint64_t>(token));
    const auto known = m_known.find(hash);
    if (known != m_known.end()) {
      m_recent.splice(m_recent.begin(), m_recent, known->second);
      if (stillHitting) hit += m_blockTokens;
      continue;
    }
    stillHitting = false;
    m_recent.push_front(hash);
    m_known[hash] = m_recent.begin();
    if (static_cast<std::int64_t>(m_known.size()) > m_blocks) {
      m_known.erase(m_recent.back());
      m_recent.pop_back();
    }
  }
  m_hit += static_cast<std::uint64_t>(hit);
  return hit;
}

}  // namespace headroom
