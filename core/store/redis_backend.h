// Profiles under the keys that AIBrix reads: aibrix:profile_{model}_{deployment}.
#pragma once

#include "core/store/backend.h"
#include "core/store/redis_client.h"

namespace headroom {

class RedisBackend : public StoreBackend {
 public:
  explicit RedisBackend(RedisClient client) : m_client(std::move(client)) {}

  Result<std::vector<StoredText>> list() override;
  Result<std::optional<std::string>> read(const std::string& deployment) override;
  Result<std::vector<std::string>> history(const std::string& deployment) override;
  Result<void> replace(std::span<const Replacement> all) override;
  // What the user may not ask for is left empty.
  Result<ServerFacts> server() override;
  std::string nameOf(const std::string& deployment) const override;
  bool isLive() const override { return true; }

 private:
  std::string historyKeyOf(const std::string& deployment) const;

  RedisClient m_client;
};

// The key that AIBrix reads: "aibrix:profile_llama2-7b_a10".
std::string profileKey(const std::string& model, const std::string& deployment);

// "aibrix:profile_" + model + "_", with what SCAN takes for a pattern escaped; all profiles for an empty
// model.
std::string scanPattern(const std::string& model);

}  // namespace headroom
