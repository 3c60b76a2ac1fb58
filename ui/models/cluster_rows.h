// What lies in the cluster beside what this workspace has, deployment by deployment.
//
//   for (const ClusterRow& row : clusterRows(*server.reading(), own.all()))
//     say(row.deployment, row.words);               // "12 cells lower, 2 become zero"
//
// The difference is made from the very text that a push is held to: what is shown is what is pushed.
#pragma once

#include "core/profile/difference.h"
#include "core/store/profile_store.h"
#include "ui/controllers/own_profiles.h"
#include "ui/controllers/profile_server.h"
#include "ui/theme/verdict.h"

#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace headroom::ui {

struct ClusterRow {
  enum class Kind : unsigned char {
    same,        // both are equal, `created` aside
    changed,     // they differ
    fresh,       // only here: a push would be its first
    onlyThere,   // nothing here is of that deployment
    unreadable,  // what lies there is no profile
    cannot,      // there is a target, and no profile of it: `here->made.problem`
  };

  std::string deployment;
  Kind kind = Kind::same;
  std::optional<StoredProfile> there = {};
  std::optional<OwnProfile> here = {};
  std::optional<ProfileDifference> change = {};  // where both can be read
  Verdict verdict = Verdict::none;
  QString words;    // the change in a few words
  QString details;  // all of it, and what a person should know besides

  const Profile* thereProfile() const { return there && there->parsed ? &there->parsed->profile : nullptr; }
  const Profile* hereProfile() const { return here && here->made.profile ? &*here->made.profile : nullptr; }
  // Something would be written by a push.
  bool pushable() const { return hereProfile() != nullptr && kind != Kind::same && kind != Kind::cannot; }
  Seen seen() const { return there ? Seen(there->text) : Seen(); }
};

// `reading` may be null. Of two of ours with one deployment the first counts; the others cannot be pushed.
std::vector<ClusterRow> clusterRows(const ServerReading* reading, const std::vector<OwnProfile>& own);

// "38 cells, median +11 %", "12 cells lower, 2 become zero", "cost $1.00 → $1.20", "no change".
QString changeWords(const ProfileDifference& change);
Verdict changeVerdict(const ProfileDifference& change);
// "4 min", "9 days": since then, up to `now`; an en dash for no time.
QString ageText(const QDateTime& then, const QDateTime& now);
// "3 minutes ago", "just now"
QString agoText(const QDateTime& then, const QDateTime& now);
// `text` without what the deployments of a model have in common: "a10: …" for "llama2-7b-a10: …".
QString shortened(QString text, const std::string& model);
// As QDateTime; invalid for what is no time.
QDateTime unixTime(double seconds);

}  // namespace headroom::ui
