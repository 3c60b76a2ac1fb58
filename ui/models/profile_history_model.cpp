#include "ui/models/profile_history_model.h"

#include "ui/models/cluster_rows.h"
#include "ui/theme/numbers.h"

#include <QLocale>

#include <utility>

namespace headroom::ui {
namespace {

QString whenText(double unixSeconds) {
  const QDateTime time = unixTime(unixSeconds);
  if (!time.isValid()) return noNumber();
  const bool thisYear = time.date().year() == QDate::currentDate().year();
  return QLocale().toString(
      time, thisYear ? ProfileHistoryModel::tr("d MMM HH:mm") : ProfileHistoryModel::tr("d MMM yyyy"));
}

QString byText(const std::string& by) {
  if (by == "push") return ProfileHistoryModel::tr("push");
  if (by == "revert") return ProfileHistoryModel::tr("revert");
  if (by == "delete") return ProfileHistoryModel::tr("delete");
  return QString::fromStdString(by);
}

}  // namespace

void ProfileHistoryModel::setEntries(std::shared_ptr<const std::vector<HistoryEntry>> entries) {
  beginResetModel();
  m_entries = std::move(entries);
  endResetModel();
}

const HistoryEntry* ProfileHistoryModel::at(int row) const {
  return row >= 0 && row < rowCount() ? &(*m_entries)[static_cast<std::size_t>(row)] : nullptr;
}

int ProfileHistoryModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() || !m_entries ? 0 : static_cast<int>(m_entries->size());
}

int ProfileHistoryModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : columns;
}

QVariant ProfileHistoryModel::data(const QModelIndex& index, int role) const {
  const HistoryEntry* entry = at(index.row());
  if (!entry) return {};
  const Profile* profile = entry->parsed ? &entry->parsed->profile : nullptr;
  if (role == Qt::ToolTipRole) {
    if (!profile) return tr("no profile: it cannot be written again");
    return tr("written %1, replaced %2 by a %3\n%4")
        .arg(whenText(profile->created), whenText(entry->replacedAt), byText(entry->by),
             QString::fromStdString(slosText(profile->slos)));
  }
  if (role != Qt::DisplayRole) return {};
  switch (index.column()) {
    case whenColumn: return whenText(entry->replacedAt);
    case byColumn: return byText(entry->by);
    case promiseColumn: return profile ? QString::fromStdString(slosText(profile->slos)) : tr("no profile");
    case costColumn: return profile ? moneyText(profile->cost) : noNumber();
    default: return {};
  }
}

QVariant ProfileHistoryModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section < 0 || section >= columns) return {};
  if (role == Qt::TextAlignmentRole)
    return static_cast<int>((section == costColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case whenColumn: return tr("replaced");
    case byColumn: return tr("by");
    case promiseColumn: return tr("SLOs");
    case costColumn: return tr("cost/h");
    default: return {};
  }
}

}  // namespace headroom::ui
