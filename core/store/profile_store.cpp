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

Result<std::vector<Finding>> ProfileStore::findingsOf(const ParsedProfile& parsed,
                                                      const std::string& deployment,
                                                      const Profile* replaced) {
  std::vector<Finding> findings = checkProfile(parsed, {.deployment = deployment, .now = unixNow()});
  // A write sets a fresh `created`, and leaves out what readers do not know.
  std::erase_if(findings, [](const Finding& finding) {
    return finding.code == "createdMissing" || finding.code == "createdFuture" ||
           finding.code == "unknownKeys";
  });
  if (!m_backend->isLive()) return findings;
  std::vector<Profile> others;
  if (const auto listed = list()) {
    for (const StoredProfile& other : *listed)
      if (other.deployment != deployment && other.parsed) others.push_back(other.parsed->profile);
  } else if (listed.error().code == ErrorCode::permissionDenied) {
    findings.push_back(
        {Severity::warning, "othersUnseen",
         "the other profiles of the model could not be looked at, so their grids were not compared",
         "allow this user the command scan"});
  } else {
    return listed.error();
  }
  for (Finding& finding : checkBeside(parsed.profile, others, replaced))
    findings.push_back(std::move(finding));
  std::stable_partition(findings.begin(), findings.end(),
                        [](const Finding& finding) { return finding.severity == Severity::error; });
  return findings;
}

Result<WriteReport> ProfileStore::write(const ParsedProfile& parsed, const std::string& deployment,
                                        const std::string& by, const WriteOptions& options) {
  if (deployment.empty()) return refusal(checkProfile(parsed), "the profile");
  const auto current = m_backend->read(deployment);
  if (!current) return current.error();
  std::optional<ParsedProfile> before;
  if (*current)
    if (auto read = parseProfile(**current, nameOf(deployment))) before = std::move(*read);

  WriteReport report;
  report.name = nameOf(deployment);
  report.created = !*current;
  auto findings = findingsOf(parsed, deployment, before ? &before->profile : nullptr);
  if (!findings) return findings.error();
  report.findings = std::move(*findings);
  if (hasErrors(report.findings) && !options.force)
    return refusal(report.findings, "the profile of " + deployment);

  report.profile = parsed.profile;
  if (before) {
    report.change = difference(before->profile, report.profile);
    if (report.change->empty() && before->unknownKeys.empty() && !before->hasNonFiniteLiterals) {
      report.unchanged = true;
      report.profile = before->profile;
      return report;
    }
  }
  report.profile.created = unixNow();
  if (before && before->profile.created >= report.profile.created)
    report.profile.created = before->profile.created + kSmallestStepSeconds;
  if (options.dryRun) return report;

  const std::string text = profileJson(report.profile);
  std::optional<std::string> kept;
  if (*current && options.keepHistory) kept = historyItem(**current, by);
  if (const auto written = m_backend->replace(deployment, *current, text, kept); !written)
    return written.error();

  const auto back = m_backend->read(deployment);
  if (!back)
    return Error{back.error().code,
                 report.name + " was written, but could not be read back: " + back.error().message,
                 "headroomctl store get shows what is there"};
  if (*back != text)
    return Error{ErrorCode::conflict,
                 report.name + " was written, and somebody else wrote another one right after",
                 "headroomctl store get shows what is there, headroomctl store history what was"};
  return report;
}

Result<WriteReport> ProfileStore::push(const ParsedProfile& profile, const WriteOptions& options) {
  return write(profile, profile.profile.gpu, "push", options);
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
  return write(*chosen.parsed, deployment, "revert", options);
}

Result<void> ProfileStore::remove(const std::string& deployment, const WriteOptions& options) {
  const auto current = m_backend->read(deployment);
  if (!current) return current.error();
  if (!*current) return notThere(nameOf(deployment));
  if (options.dryRun) return {};
  std::optional<std::string> kept;
  if (options.keepHistory) kept = historyItem(**current, "delete");
  return m_backend->replace(deployment, *current, std::nullopt, kept);
}

}  // namespace headroom
