// Profiles in Redis or in files: list, read, write with a check and a history, go back, delete.
//
//   auto store = ProfileStore::open(*parseDestination("redis://redis:6379?model=llama2-7b"), {}, stop);
//   auto report = store->push(ParsedProfile{profile}, {});
//   if (report && !report->unchanged) say(differenceText(*report->change));
//
//   std::vector<PushItem> set{{a10, seenOfA10}, {v100, seenOfV100}};   // all of them, or none
//   auto reports = store->push(set, {});
//
// A write is one atomic step (optimistic: ErrorCode::conflict when somebody else wrote meanwhile), sets a
// fresh `created` so that readers take it, keeps what was there in a bounded history under a key that no
// reader scans, and is read back. In Redis the history of KEY is the list headroom:history:KEY; of a file,
// FILE.history beside it.
#pragma once

#include "core/profile/check.h"
#include "core/profile/difference.h"
#include "core/store/backend.h"
#include "core/store/redis_client.h"

#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace headroom {

struct StoredProfile {
  std::string model, deployment;
  std::string name;                          // the key or the path
  std::string text;                          // as it lies there
  std::optional<ParsedProfile> parsed = {};  // absent when it cannot be read: then `problem` says why
  std::optional<Error> problem = {};
};

struct HistoryEntry {
  double replacedAt = 0;  // unix seconds
  std::string by;         // "push", "revert", "delete": what replaced it
  std::string text;       // the profile as it was
  std::optional<ParsedProfile> parsed = {};
};

// What somebody was shown as lying there when they decided: its text, or nothing where nothing was there.
using Seen = std::optional<std::string>;

struct WriteOptions {
  bool force = false;  // write in spite of errors that the check found
  bool keepHistory = true;
  bool dryRun = false;  // check and compare, write nothing
  // Given, and something else lies there by now: conflict, and nothing is written. For push of one profile,
  // revert and remove.
  std::optional<Seen> seen = {};
};

struct PushItem {
  ParsedProfile profile;
  std::optional<Seen> seen = {};  // as in WriteOptions
};

struct WriteReport {
  std::string name;                              // the key or the path
  bool created = false;                          // there was none before
  bool unchanged = false;                        // it was there already, `created` aside: nothing was written
  std::optional<ProfileDifference> change = {};  // against what was there, where that could be read
  std::vector<Finding> findings = {};            // warnings, and with force errors
  Profile profile;                               // as written (or as it would be)
};

// Errors of all: those of the connection and of the server, each naming the place. notFound: the store has no
// such profile, or history entry.
class ProfileStore {
 public:
  // The destination of Redis needs a model for all but list(). Errors: those of RedisClient::connect.
  static Result<ProfileStore> open(const Destination& destination, const ConnectOptions& options,
                                   std::stop_token stop);
  explicit ProfileStore(std::unique_ptr<StoreBackend> backend) : m_backend(std::move(backend)) {}

  Result<std::vector<StoredProfile>> list();
  Result<StoredProfile> get(const std::string& deployment);
  // Newest first. Errors: notFound when there is none.
  Result<std::vector<HistoryEntry>> history(const std::string& deployment);

  // Under the profile's `gpu`. Errors: unsafe (readers would choke on it), conflict.
  Result<WriteReport> push(const ParsedProfile& profile, const WriteOptions& options);
  // Several of one model in one step (in files: one after the other, once all were checked): all are written,
  // or none. They are checked beside each other and beside the others that are stored, so that all profiles
  // of a model can go over to a new grid. Errors: as above; invalidArgument for two of one name.
  Result<std::vector<WriteReport>> push(std::span<const PushItem> items, const WriteOptions& options);
  // Writes the entry of the history again, 1 = the newest, as a push would.
  Result<WriteReport> revert(const std::string& deployment, std::size_t entry, const WriteOptions& options);
  // Errors: notFound. The history stays, with what was deleted.
  Result<void> remove(const std::string& deployment, const WriteOptions& options);

  std::string nameOf(const std::string& deployment) const { return m_backend->nameOf(deployment); }
  // What the server says of itself. Errors: of the connection.
  Result<ServerFacts> server() { return m_backend->server(); }

 private:
  struct Write;  // one profile on its way

  Result<WriteReport> writeOne(const ParsedProfile& parsed, const std::string& deployment,
                               const std::string& by, const WriteOptions& options);
  Result<std::vector<WriteReport>> write(std::vector<Write> all, const std::string& by,
                                         const WriteOptions& options);
  Result<void> prepare(Write& one, const std::vector<Write>& all, const std::string& by);
  Result<void> check(std::vector<Write>& all, const WriteOptions& options);
  Result<void> readBack(const std::vector<Write>& all);

  std::unique_ptr<StoreBackend> m_backend;
};

}  // namespace headroom
