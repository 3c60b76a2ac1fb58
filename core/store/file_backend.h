// Profiles in files: DIRECTORY/{model}_{deployment}.json (without a model, DIRECTORY/{deployment}.json), or
// one file of its own. The history is FILE.history beside it, one JSON object a line, newest first.
#pragma once

#include "core/store/backend.h"
#include "core/store/destination.h"

namespace headroom {

class FileBackend : public StoreBackend {
 public:
  explicit FileBackend(const Destination& destination) : m_destination(destination) {}

  Result<std::vector<StoredText>> list() override;
  Result<std::optional<std::string>> read(const std::string& deployment) override;
  Result<std::vector<std::string>> history(const std::string& deployment) override;
  // Writers of one directory exclude each other by a lock on it; a crash between the two files leaves an
  // entry of the history that is the profile itself.
  Result<void> replace(std::span<const Replacement> all) override;
  std::string nameOf(const std::string& deployment) const override;
  bool isLive() const override { return false; }

 private:
  Result<void> write(const Replacement& one);

  Destination m_destination;
};

}  // namespace headroom
