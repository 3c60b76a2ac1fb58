// What a place for profiles must be able to do; what to do with them is ProfileStore's.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace headroom {

// A text that lies there: a profile, or what stands in its place.
struct StoredText {
  std::string model;  // empty where the place does not tell
  std::string deployment;
  std::string name;  // the key or the path
  std::string text;
};

inline constexpr std::size_t kHistoryLength = 10;

// One profile of a write: makes it `next` (nothing = removes it) if it still is `expected`, and puts
// `historyItem`, if any, before its history.
struct Replacement {
  std::string deployment;
  std::optional<std::string> expected = {}, next = {}, historyItem = {};
};

// What a place tells of itself; nothing of a directory or a file.
struct ServerFacts {
  std::string version;           // "7.0.15"; empty where it does not say
  bool readOnlyReplica = false;  // it refuses every write
};

// The model is that of the destination. Errors of all calls name the place.
class StoreBackend {
 public:
  virtual ~StoreBackend() = default;

  // Of the destination's model, or of all where it has none; sorted by name.
  virtual Result<std::vector<StoredText>> list() = 0;
  // Nothing where there is none.
  virtual Result<std::optional<std::string>> read(const std::string& deployment) = 0;
  // Items as they were given to replace(), newest first, at most kHistoryLength.
  virtual Result<std::vector<std::string>> history(const std::string& deployment) = 0;
  // All of them, each of another deployment, in one step. Errors: conflict when one is something else by now.
  // Any error but connectionLost and timeout with the words of outcomeUnknown() means that nothing was
  // changed. In files each is one step, one after the other, once all were found to be as expected.
  virtual Result<void> replace(std::span<const Replacement> all) = 0;
  virtual Result<ServerFacts> server() { return ServerFacts{}; }
  // The key or path of a deployment's profile.
  virtual std::string nameOf(const std::string& deployment) const = 0;
  // Whether readers of AIBrix read from there, so that findings about other profiles of the model matter.
  virtual bool isLive() const = 0;
};

// Error when nobody can tell whether a write was carried out. `name`: of the keys, joined by ", ".
Error outcomeUnknown(ErrorCode code, const std::string& name, const std::string& cause);

}  // namespace headroom
