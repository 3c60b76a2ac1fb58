#include "core/store/profile_store.h"

#include "core/store/file_backend.h"
#include "core/store/redis_backend.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace headroom {
namespace {

// A newer `created` must be seen to be newer also where it went through a clock that is ahead of ours.
constexpr double kSmallestStepSeconds = 0.001;

std::string historyItem(const std::string& text, const std::string& by) {
  const nlohmann::json item{{"replacedAt", unixNow()}, {"by", by}, {"profile", text}};
  return item.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::optional<HistoryEntry> historyEntry(const std::string& item) {
  const auto json = nlohmann::json::parse(item, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  const auto at = json.find("replacedAt"), by = json.find("by"), text = json.find("profile");
  if (text == json.end() || !text->is_string()) return std::nullopt;
  HistoryEntry entry;
  if (at != json.end() && at->is_number()) entry.replacedAt = at->get<double>();
  if (by != json.end() && by->is_string()) entry.by = by->get<std::string>();
  entry.text = text->get<std::string>();
  if (auto parsed = parseProfile(entry.text, "the entry")) entry.parsed = std::move(*parsed);
  return entry;
}

StoredProfile storedProfile(StoredText stored) {
  StoredProfile profile{stored.model, stored.deployment, stored.name, std::move(stored.text)};
  auto parsed = parseProfile(profile.text, profile.name);
  if (parsed)
    profile.parsed = std::move(*parsed);
  else
    profile.problem = parsed.error();
  return profile;
}

Error notThere(const std::string& name) {
  return {ErrorCode::notFound, "there is no profile at " + name,
          "headroomctl store list shows what there is"};
}

}  // namespace

Error outcomeUnknown(ErrorCode code, const std::string& name, const std::string& cause) {
  return {
      code,
      fmt::format(
          "{}; it is unknown whether {} was written: the new profile is there, or still the old one, never a "
          "part of it",
          cause, name),
      "do the same again: it compares first, and writes nothing when it is there already"};
}

Result<ProfileStore> ProfileStore::open(const Destination& destination, const ConnectOptions& options,
                                        std::stop_token stop) {
  if (!destination.isRedis()) return ProfileStore(std::make_unique<FileBackend>(destination));
  auto client = RedisClient::connect(destination, options, std::move(stop));
  if (!client) return client.error();
  return ProfileStore(std::make_unique<RedisBackend>(std::move(*client)));
}

Result<std::vector<StoredProfile>> ProfileStore::list() {
  auto texts = m_backend->list();
  if (!texts) return texts.error();
  std::vector<StoredProfile> profiles;
  for (StoredText& text : *texts) profiles.push_back(storedProfile(std::move(text)));
  return profiles;
}

Result<StoredProfile> ProfileStore::get(const std::string& deployment) {
  auto text = m_backend->read(deployment);
  if (!text) return text.error();
  if (!*text) return notThere(nameOf(deployment));
  return storedProfile({"", deployment, nameOf(deployment), std::move(**text)});
}

Result<std::vector<HistoryEntry>> ProfileStore::history(const std::string& deployment) {
  const auto items = m_backend->history(deployment);
  if (!items) return items.error();
  std::vector<HistoryEntry> entries;
  for (const std::string& item : *items)
    if (auto entry = historyEntry(item)) entries.push_back(std::move(*entry));
  if (entries.empty())
    return Error{ErrorCode::notFound, "there is no history of " + nameOf(deployment),
                 "it begins with the first push over a profile"};
  return entries;
}

struct ProfileStore::Write {
  const ParsedProfile& parsed;
  std::string deployment;
  std::optional<Seen> seen;
  Seen current = {};                         // what lies there
  std::optional<ParsedProfile> before = {};  // the same, where it can be read
  WriteReport report = {};
  std::string text = {};  // to be written; empty where nothing is
};

// What the checks find, of each by itself and beside the others.
Result<void> ProfileStore::check(std::vector<Write>& all, const WriteOptions& options) {
  std::vector<Profile> others;
  bool unseen = false;
  if (m_backend->isLive()) {
    if (const auto listed = list()) {
      for (const StoredProfile& other : *listed) {
        const bool replaced = std::any_of(
            all.begin(), all.end(), [&](const Write& one) { return one.deployment == other.deployment; });
        if (!replaced && other.parsed) others.push_back(other.parsed->profile);
      }
    } else if (listed.error().code == ErrorCode::permissionDenied) {
      unseen = true;
    } else {
      return listed.error();
    }
  }
  for (std::size_t i = 0; i < all.size(); ++i) {
    Write& one = all[i];
    std::vector<Finding>& findings = one.report.findings;
    findings = checkProfile(one.parsed, {.deployment = one.deployment, .now = unixNow()});
    // A write sets a fresh `created`, and leaves out what readers do not know.
    std::erase_if(findings, [](const Finding& finding) {
      return finding.code == "createdMissing" || finding.code == "createdFuture" ||
             finding.code == "unknownKeys";
    });
    if (unseen)
      findings.push_back(
          {Severity::warning, "othersUnseen",
           "the other profiles of the model could not be looked at, so their grids were not compared",
           "allow this user the command scan"});
    if (m_backend->isLive())
      for (Finding& finding :
           checkBeside(one.parsed.profile, others, one.before ? &one.before->profile : nullptr))
        findings.push_back(std::move(finding));
    others.push_back(one.parsed.profile);
    std::stable_partition(findings.begin(), findings.end(),
                          [](const Finding& finding) { return finding.severity == Severity::error; });
    if (hasErrors(findings) && !options.force) return refusal(findings, "the profile of " + one.deployment);
  }
  return {};
}

// Reads what lies there, and compares it with what was shown.
Result<void> ProfileStore::prepare(Write& one, const std::vector<Write>& all, const std::string& by) {
  if (one.deployment.empty()) return refusal(checkProfile(one.parsed), "the profile");
  one.report.name = nameOf(one.deployment);
  for (const Write& other : all)
    if (&other != &one && other.deployment == one.deployment)
      return Error{ErrorCode::invalidArgument, "two profiles are to be written to " + one.report.name,
                   "write one of them"};
  auto current = m_backend->read(one.deployment);
  if (!current) return current.error();
  one.current = std::move(*current);
  if (one.seen && *one.seen != one.current)
    return Error{
        ErrorCode::conflict,
        fmt::format("{} is not what was shown any more: somebody {} it meanwhile; nothing was written",
                    one.report.name, one.current ? "changed" : "deleted"),
        fmt::format("look at what is there now, and {} again if it is still wanted", by)};
  if (one.current)
    if (auto read = parseProfile(*one.current, one.report.name)) one.before = std::move(*read);
  return {};
}

Result<void> ProfileStore::readBack(const std::vector<Write>& all) {
  for (const Write& one : all) {
    if (one.text.empty()) continue;
    const auto back = m_backend->read(one.deployment);
    if (!back)
      return Error{back.error().code,
                   one.report.name + " was written, but could not be read back: " + back.error().message,
                   "headroomctl store get shows what is there"};
    if (*back != one.text)
      return Error{ErrorCode::conflict,
                   one.report.name + " was written, and somebody else wrote another one right after",
                   "headroomctl store get shows what is there, headroomctl store history what was"};
  }
  return {};
}

Result<std::vector<WriteReport>> ProfileStore::write(std::vector<Write> all, const std::string& by,
                                                     const WriteOptions& options) {
  for (Write& one : all)
    if (const auto ready = prepare(one, all, by); !ready) return ready.error();
  if (const auto sound = check(all, options); !sound) return sound.error();

  std::vector<Replacement> replacements;
  for (Write& one : all) {
    WriteReport& report = one.report;
    report.created = !one.current;
    report.profile = one.parsed.profile;
    if (one.before) {
      report.change = difference(one.before->profile, report.profile);
      if (report.change->empty() && one.before->unknownKeys.empty() && !one.before->hasNonFiniteLiterals) {
        report.unchanged = true;
        report.profile = one.before->profile;
        continue;
      }
    }
    report.profile.created = unixNow();
    if (one.before && one.before->profile.created >= report.profile.created)
      report.profile.created = one.before->profile.created + kSmallestStepSeconds;
    if (options.dryRun) continue;
    one.text = profileJson(report.profile);
    Replacement& replacement = replacements.emplace_back();
    replacement.deployment = one.deployment;
    replacement.expected = one.current;
    replacement.next = one.text;
    if (one.current && options.keepHistory) replacement.historyItem = historyItem(*one.current, by);
  }
  if (const auto written = m_backend->replace(replacements); !written) return written.error();
  if (const auto back = readBack(all); !back) return back.error();
  std::vector<WriteReport> reports;
  for (Write& one : all) reports.push_back(std::move(one.report));
  return reports;
}

Result<WriteReport> ProfileStore::writeOne(const ParsedProfile& parsed, const std::string& deployment,
                                           const std::string& by, const WriteOptions& options) {
  auto reports = write({Write{parsed, deployment, options.seen}}, by, options);
  if (!reports) return reports.error();
  return std::move(reports->front());
}

Result<WriteReport> ProfileStore::push(const ParsedProfile& profile, const WriteOptions& options) {
  return writeOne(profile, profile.profile.gpu, "push", options);
}

Result<std::vector<WriteReport>> ProfileStore::push(std::span<const PushItem> items,
                                                    const WriteOptions& options) {
  std::vector<Write> all;
  for (const PushItem& item : items) all.push_back({item.profile, item.profile.profile.gpu, item.seen});
  return write(std::move(all), "push", options);
}

Result<WriteReport> ProfileStore::revert(const std::string& deployment, std::size_t entry,
                                         const WriteOptions& options) {
  const auto entries = history(deployment);
  if (!entries) return entries.error();
  if (entry < 1 || entry > entries->size())
    return Error{ErrorCode::notFound,
                 fmt::format("the history of {} has {} entr{}, and no number {}", nameOf(deployment),
                             entries->size(), entries->size() == 1 ? "y" : "ies", entry),
                 "headroomctl store history shows them"};
  const HistoryEntry& chosen = (*entries)[entry - 1];
  if (!chosen.parsed)
    return Error{ErrorCode::malformed,
                 fmt::format("entry {} of the history of {} is not a profile", entry, nameOf(deployment)),
                 "choose another one"};
  return writeOne(*chosen.parsed, deployment, "revert", options);
}

Result<void> ProfileStore::remove(const std::string& deployment, const WriteOptions& options) {
  const auto current = m_backend->read(deployment);
  if (!current) return current.error();
  if (!*current) return notThere(nameOf(deployment));
  if (options.seen && *options.seen != *current)
    return Error{ErrorCode::conflict,
                 nameOf(deployment) +
                     " is not what was shown any more: somebody changed it meanwhile; nothing "
                     "was deleted",
                 "look at what is there now, and delete it again if it is still unwanted"};
  if (options.dryRun) return {};
  Replacement replacement;
  replacement.deployment = deployment;
  replacement.expected = *current;
  if (options.keepHistory) replacement.historyItem = historyItem(**current, "delete");
  if (const auto removed = m_backend->replace({&replacement, 1}); !removed) return removed;
  const auto back = m_backend->read(deployment);
  if (!back)
    return Error{
        back.error().code,
        nameOf(deployment) + " was deleted, but that could not be read back: " + back.error().message,
        "headroomctl store list shows what is there"};
  if (*back)
    return Error{ErrorCode::conflict,
                 nameOf(deployment) + " was deleted, and somebody else wrote another one right after",
                 "headroomctl store get shows what is there, headroomctl store history what was"};
  return {};
}

}  // namespace headroom
