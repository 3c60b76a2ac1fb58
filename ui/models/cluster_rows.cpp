#include "ui/models/cluster_rows.h"

#include "ui/theme/numbers.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace headroom::ui {
namespace {

class Words {
  Q_DECLARE_TR_FUNCTIONS(ClusterRows)
};

struct Tally {
  int lower = 0, higher = 0, zero = 0, fromZero = 0;
  double median = 0;  // of after / before - 1, over the cells that are above 0 before and after
  bool hasMedian = false;
};

Tally tallyOf(const ProfileDifference& change) {
  Tally tally;
  std::vector<double> ratios;
  for (const CellChange& cell : change.cells) {
    if (!(cell.after > 0) && cell.before > 0)
      ++tally.zero;
    else if (cell.after > 0 && !(cell.before > 0))
      ++tally.fromZero;
    else if (cell.before > 0)
      ratios.push_back(cell.after / cell.before - 1);
    if (cell.after < cell.before || std::isnan(cell.after)) ++tally.lower;
    if (cell.after > cell.before || std::isnan(cell.before)) ++tally.higher;
  }
  if (!ratios.empty()) {
    const auto middle = ratios.begin() + static_cast<std::ptrdiff_t>(ratios.size() / 2);
    std::nth_element(ratios.begin(), middle, ratios.end());
    tally.median = *middle;
    tally.hasMedian = true;
  }
  return tally;
}

QString signedPercent(double fraction) {
  const QString text = percentText(fraction, 2);
  return fraction > 0 ? u'+' + text : text;
}

QString qs(const std::string& text) { return QString::fromStdString(text); }

// Sets kind, change and words of what is in the row.
void judge(ClusterRow& row) {
  QStringList details;
  if (row.there && !row.there->parsed) {
    details << qs(row.there->problem->text());
    row.kind = ClusterRow::Kind::unreadable;
    row.verdict = Verdict::bad;
    row.words = row.hereProfile() ? Words::tr("replaces what is no profile") : Words::tr("is no profile");
  } else if (row.here && !row.hereProfile()) {
    row.kind = ClusterRow::Kind::cannot;
    row.verdict = Verdict::warn;
    row.words = qs(row.here->made.problem->message);
    details << qs(row.here->made.problem->text());
  } else if (!row.here) {
    row.kind = ClusterRow::Kind::onlyThere;
    row.words = Words::tr("only in the cluster");
  } else if (!row.there) {
    row.kind = ClusterRow::Kind::fresh;
    row.words = Words::tr("new");
  } else {
    row.change = difference(row.there->parsed->profile, *row.here->made.profile);
    const bool clean = row.there->parsed->unknownKeys.empty() && !row.there->parsed->hasNonFiniteLiterals;
    if (row.change->empty() && clean) {
      row.kind = ClusterRow::Kind::same;
      row.words = Words::tr("no change");
    } else {
      row.kind = ClusterRow::Kind::changed;
      row.verdict = changeVerdict(*row.change);
      row.words =
          row.change->empty() ? Words::tr("written anew as readers want it") : changeWords(*row.change);
      details << qs(differenceText(*row.change));
    }
  }
  if (row.here) {
    for (const std::string& note : row.here->made.notes) details << qs(note);
    if (!row.here->file.empty()) details << Words::tr("taken from %1").arg(qs(row.here->file));
    if (row.here->made.predicted) details << Words::tr("predicted, not measured");
  }
  row.details = details.join(u'\n');
}

}  // namespace

QString changeWords(const ProfileDifference& change) {
  const Tally tally = tallyOf(change);
  QStringList parts;
  if (change.gridChanged) parts << Words::tr("another grid");
  if (tally.lower > 0 && tally.higher > 0)
    parts << Words::tr("%1 higher, %2 lower").arg(tally.higher).arg(tally.lower);
  else if (tally.lower > 0)
    parts << (tally.lower == 1 ? Words::tr("1 cell lower") : Words::tr("%n cells lower", "", tally.lower));
  else if (tally.higher > 0)
    parts << (tally.higher == 1 ? Words::tr("1 cell higher")
                                : Words::tr("%n cells higher", "", tally.higher));
  if (tally.zero > 0)
    parts << (tally.zero == 1 ? Words::tr("1 becomes zero") : Words::tr("%n become zero", "", tally.zero));
  else if (tally.hasMedian)
    parts << Words::tr("median %1").arg(signedPercent(tally.median));
  if (parts.size() < 2 && change.cost)
    parts << Words::tr("cost %1 → %2").arg(moneyText(change.cost->first), moneyText(change.cost->second));
  if (parts.size() < 2 && change.slos) parts << Words::tr("other SLOs");
  if (parts.isEmpty() && change.gpu) parts << Words::tr("another name inside");
  if (parts.isEmpty() && !change.latencies.empty()) parts << Words::tr("latencies only");
  return parts.isEmpty() ? Words::tr("no change") : parts.join(QStringLiteral(", "));
}

Verdict changeVerdict(const ProfileDifference& change) {
  const Tally tally = tallyOf(change);
  if (tally.zero > 0) return Verdict::bad;
  if (change.gridChanged) return Verdict::warn;
  if (tally.lower > 0) return tally.higher >= tally.lower ? Verdict::warn : Verdict::bad;
  if (tally.higher > 0) return Verdict::good;
  return Verdict::none;
}

std::vector<ClusterRow> clusterRows(const ServerReading* reading, const std::vector<OwnProfile>& own) {
  std::vector<ClusterRow> rows;
  for (const OwnProfile& one : own) {
    ClusterRow& row = rows.emplace_back();
    row.deployment = one.made.deployment.empty() ? one.made.target : one.made.deployment;
    row.here = one;
    const auto first = std::ranges::find(rows, row.deployment, &ClusterRow::deployment);
    if (&*first != &row && first->here) {
      row.here->made.profile.reset();
      row.here->made.problem =
          Error{ErrorCode::conflict, first->here->made.target + " has the same deployment already",
                "give one of the two another deployment, or remove it"};
    }
  }
  if (reading)
    for (const StoredProfile& stored : reading->profiles) {
      const auto found = std::ranges::find_if(rows, [&](const ClusterRow& row) {
        return row.deployment == stored.deployment && !row.there &&
               !(row.here && row.here->made.deployment.empty());
      });
      if (found != rows.end()) {
        found->there = stored;
        continue;
      }
      ClusterRow& row = rows.emplace_back();
      row.deployment = stored.deployment;
      row.there = stored;
    }
  for (ClusterRow& row : rows) judge(row);
  return rows;
}

QString shortened(QString text, const std::string& model) {
  const QString prefix = qs(model) + u'-';
  qsizetype at = 0;
  while (!model.empty() && (at = text.indexOf(prefix, at)) >= 0) {
    const qsizetype after = at + prefix.size();
    // Only where a word begins with it and goes on.
    const bool begins =
        at == 0 || !(text[at - 1].isLetterOrNumber() || text[at - 1] == u'_' || text[at - 1] == u'-');
    const bool goesOn = after < text.size() && text[after].isLetterOrNumber();
    if (begins && goesOn)
      text.remove(at, prefix.size());
    else
      at = after;
  }
  return text;
}

QDateTime unixTime(double seconds) {
  if (!std::isfinite(seconds) || seconds <= 0 || seconds > 1e11) return {};
  return QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(seconds * 1000));
}

QString ageText(const QDateTime& then, const QDateTime& now) {
  if (!then.isValid()) return noNumber();
  const qint64 seconds = then.secsTo(now);
  if (seconds < -60) return Words::tr("in the future");
  if (seconds < 60) return Words::tr("just now");
  if (seconds < 3600) return Words::tr("%1 min").arg(seconds / 60);
  if (seconds < 7200) return Words::tr("1 hour");
  if (seconds < 48 * 3600) return Words::tr("%n hours", "", static_cast<int>(seconds / 3600));
  return Words::tr("%n days", "", static_cast<int>(seconds / 86400));
}

QString agoText(const QDateTime& then, const QDateTime& now) {
  const qint64 seconds = then.secsTo(now);
  if (seconds < 5) return Words::tr("just now");
  if (seconds < 60) return Words::tr("%1 s ago").arg(seconds);
  return Words::tr("%1 ago").arg(ageText(then, now));
}

}  // namespace headroom::ui
