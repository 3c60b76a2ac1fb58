#include "core/store/redis_backend.h"

#include "core/profile/profile_json.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>

namespace headroom {
namespace {

constexpr std::string_view kPrefix = "aibrix:profile_";
// Outside of aibrix:*, so that no reader of profiles finds it.
constexpr std::string_view kHistoryPrefix = "headroom:history:";
constexpr std::size_t kMostKeys = 100'000;

// Splits "{model}_{deployment}". A deployment's name has no '_' in Kubernetes, so the last one parts them,
// unless the profile itself tells its deployment.
void splitName(const std::string& rest, StoredText& into) {
  std::size_t at = rest.rfind('_');
  if (const auto parsed = parseProfile(into.text, "")) {
    const std::string ending = "_" + parsed->profile.gpu;
    if (rest.size() > ending.size() && rest.ends_with(ending)) at = rest.size() - ending.size();
  }
  if (at == std::string::npos) at = 0;
  into.model = rest.substr(0, at);
  into.deployment = rest.substr(std::min(at + 1, rest.size()));
}

}  // namespace

std::string scanPattern(const std::string& model) {
  std::string pattern(kPrefix);
  for (const char c : model) {
    if (c == '*' || c == '?' || c == '[' || c == ']' || c == '\\') pattern += '\\';
    pattern += c;
  }
  return pattern + (model.empty() ? "*" : "_*");
}

std::string profileKey(const std::string& model, const std::string& deployment) {
  return fmt::format("{}{}_{}", kPrefix, model, deployment);
}

std::string RedisBackend::nameOf(const std::string& deployment) const {
  return profileKey(m_client.destination().model, deployment);
}

std::string RedisBackend::historyKeyOf(const std::string& deployment) const {
  return std::string(kHistoryPrefix) + nameOf(deployment);
}

Result<std::vector<StoredText>> RedisBackend::list() {
  const std::string& model = m_client.destination().model;
  std::set<std::string> keys;  // SCAN can give a key twice
  std::string cursor = "0";
  do {
    const auto page = m_client.command({"SCAN", cursor, "MATCH", scanPattern(model), "COUNT", "1000"});
    if (!page) return page.error();
    if (page->elements.size() != 2)
      return Error{ErrorCode::malformed, m_client.destination().shown() + " answers SCAN in an unknown way",
                   "check that this is a Redis server"};
    cursor = page->elements[0].text;
    for (const RedisValue& key : page->elements[1].elements) keys.insert(key.text);
    if (keys.size() > kMostKeys)
      return Error{ErrorCode::malformed,
                   fmt::format("{} has more than {} profiles", m_client.destination().shown(), kMostKeys),
                   "name the model"};
  } while (cursor != "0");

  std::vector<StoredText> found;
  for (const std::string& key : keys) {
    // One that went away, or holds something else than a text, has no text here.
    auto replies = m_client.pipeline({{"GET", key}});
    if (replies.failure) return *replies.failure;
    RedisValue& value = replies.values[0];
    if (value.isNil()) continue;
    if (value.isError() && !value.text.starts_with("WRONGTYPE")) return m_client.error(value.text);
    StoredText stored{"", "", key, value.isError() ? "" : std::move(value.text)};
    if (model.empty()) {
      splitName(key.substr(kPrefix.size()), stored);
    } else {
      // A longer model's name can begin with this one and '_': that profile says so itself.
      stored.model = model;
      stored.deployment = key.substr(kPrefix.size() + model.size() + 1);
      const auto parsed = parseProfile(stored.text, key);
      if (parsed && parsed->profile.gpu != stored.deployment &&
          stored.deployment.ends_with("_" + parsed->profile.gpu))
        continue;
    }
    found.push_back(std::move(stored));
  }
  return found;
}

Result<std::optional<std::string>> RedisBackend::read(const std::string& deployment) {
  auto value = m_client.command({"GET", nameOf(deployment)});
  if (!value) {
    const Error& error = value.error();
    return Error{error.code, fmt::format("{}: {}", nameOf(deployment), error.message), error.hint};
  }
  if (value->isNil()) return std::optional<std::string>();
  return std::optional(std::move(value->text));
}

Result<std::vector<std::string>> RedisBackend::history(const std::string& deployment) {
  const std::string key = historyKeyOf(deployment);
  const auto value = m_client.command({"LRANGE", key, "0", std::to_string(kHistoryLength - 1)});
  if (!value)
    return Error{value.error().code, fmt::format("{}: {}", key, value.error().message), value.error().hint};
  std::vector<std::string> items;
  for (const RedisValue& item : value->elements) items.push_back(item.text);
  return items;
}

Result<void> RedisBackend::replace(std::span<const Replacement> all) {
  if (all.empty()) return {};
  std::vector<std::string> names;
  for (const Replacement& one : all) names.push_back(nameOf(one.deployment));
  const std::string named = fmt::format("{}", fmt::join(names, ", "));
  const auto nothingWritten = [&](const Error& error) {
    return Error{error.code,
                 all.size() == 1 ? fmt::format("{}; {} is as it was", error.message, named)
                                 : fmt::format("{}; nothing was written", error.message),
                 error.hint};
  };
  const auto conflict = [&](const std::string& key) {
    return Error{ErrorCode::conflict,
                 fmt::format("somebody else changed {} meanwhile; nothing was written", key),
                 "look at it with headroomctl store get, and try again"};
  };

  // Watched first: EXEC does nothing if any of the keys changes from here on. A failure inside of EXEC is not
  // rolled back by Redis, so the types of all keys are asked before.
  std::vector<RedisCommand> look{{"WATCH"}}, change{{"MULTI"}};
  for (const Replacement& one : all) {
    const std::string key = nameOf(one.deployment), historyKey = historyKeyOf(one.deployment);
    look[0].push_back(key);
    look.push_back({"GET", key});
    if (one.next)
      change.push_back({"SET", key, *one.next});
    else
      change.push_back({"DEL", key});
    if (!one.historyItem) continue;
    look[0].push_back(historyKey);
    change.push_back({"LPUSH", historyKey, *one.historyItem});
    change.push_back({"LTRIM", historyKey, "0", std::to_string(kHistoryLength - 1)});
  }
  for (const Replacement& one : all)
    if (one.historyItem) look.push_back({"LLEN", historyKeyOf(one.deployment)});
  change.push_back({"EXEC"});

  const auto seen = m_client.pipeline(look);
  if (seen.failure) return nothingWritten(*seen.failure);
  // What stays watched would make the next write of this connection fail, too.
  const auto giveUp = [&](Error error) {
    (void)m_client.command({"UNWATCH"});
    return error;
  };
  for (const RedisValue& value : seen.values)
    if (value.isError()) return giveUp(nothingWritten(m_client.error(value.text)));
  for (std::size_t i = 0; i < all.size(); ++i) {
    const RedisValue& current = seen.values[i + 1];
    const std::optional<std::string>& expected = all[i].expected;
    if (current.isNil() == !expected && (!expected || current.text == *expected)) continue;
    return giveUp(conflict(names[i]));
  }

  const auto done = m_client.pipeline(change);
  // A refusal on the way to EXEC makes it refuse as a whole, also when its answer was lost.
  for (std::size_t i = 0; i < done.values.size() && i + 1 < change.size(); ++i)
    if (done.values[i].isError()) return nothingWritten(m_client.error(done.values[i].text));
  if (done.failure) {
    if (!done.wasSent) return nothingWritten(*done.failure);
    return outcomeUnknown(done.failure->code, named, done.failure->message);
  }
  const RedisValue& outcome = done.values.back();
  if (outcome.isError()) return nothingWritten(m_client.error(outcome.text));
  if (outcome.isNil()) return conflict(all.size() == 1 ? named : "one of " + named);
  for (const RedisValue& value : outcome.elements)
    if (value.isError()) return m_client.error(value.text);
  return {};
}

Result<ServerFacts> RedisBackend::server() {
  ServerFacts facts;
  for (const char* section : {"server", "replication"}) {
    const auto replies = m_client.pipeline({{"INFO", section}});
    if (replies.failure) return *replies.failure;
    const std::string& text = replies.values[0].text;
    if (replies.values[0].isError()) continue;
    const auto valueOf = [&](const std::string& key) {
      const std::size_t at = text.find("\n" + key + ":");
      if (at == std::string::npos) return std::string();
      const std::size_t start = at + key.size() + 2;
      return text.substr(start, text.find_first_of("\r\n", start) - start);
    };
    if (facts.version.empty()) facts.version = valueOf("redis_version");
    if (valueOf("role") == "slave") facts.readOnlyReplica = valueOf("slave_read_only") != "0";
  }
  return facts;
}

}  // namespace headroom
