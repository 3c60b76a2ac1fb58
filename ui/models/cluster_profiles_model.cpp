#include "ui/models/cluster_profiles_model.h"

#include "ui/theme/numbers.h"

#include <QFileInfo>
#include <QLocale>

#include <algorithm>
#include <utility>

namespace headroom::ui {
namespace {

constexpr int agesMilliseconds = 20'000;

QString qs(const std::string& text) { return QString::fromStdString(text); }

const Profile* shown(const ClusterRow& row) {
  return row.hereProfile() ? row.hereProfile() : row.thereProfile();
}

QString timeText(const QDateTime& time) {
  return time.isValid() ? QLocale().toString(time, QLocale::ShortFormat) : QString();
}

}  // namespace

ClusterProfilesModel::ClusterProfilesModel(QObject* parent) : QAbstractTableModel(parent), m_blank(13, 1) {
  m_blank.fill(Qt::transparent);
  connect(&m_ages, &QTimer::timeout, this, [this] {
    if (!m_rows.empty())
      emit dataChanged(index(0, thereColumn), index(rowCount() - 1, hereColumn), {Qt::DisplayRole});
  });
  m_ages.start(agesMilliseconds);
}

void ClusterProfilesModel::setRows(std::vector<ClusterRow> rows) {
  const bool sameRows =
      std::ranges::equal(rows, m_rows, {}, &ClusterRow::deployment, &ClusterRow::deployment);
  if (sameRows) {
    m_rows = std::move(rows);
    if (!m_rows.empty()) emit dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
  } else {
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
  }
  emit chosenChanged();
}

const ClusterRow* ClusterProfilesModel::at(int row) const {
  return row >= 0 && row < rowCount() ? &m_rows[static_cast<std::size_t>(row)] : nullptr;
}

int ClusterProfilesModel::rowOf(const std::string& deployment) const {
  const auto found = std::ranges::find(m_rows, deployment, &ClusterRow::deployment);
  return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

std::vector<const ClusterRow*> ClusterProfilesModel::chosen() const {
  std::vector<const ClusterRow*> rows;
  for (const ClusterRow& row : m_rows)
    if (row.pushable() && !m_left.contains(qs(row.deployment))) rows.push_back(&row);
  return rows;
}

void ClusterProfilesModel::setChosen(const std::string& deployment, bool on) {
  const QString name = qs(deployment);
  if (m_left.contains(name) != on) return;
  if (on)
    m_left.remove(name);
  else
    m_left.insert(name);
  if (const int row = rowOf(deployment); row >= 0)
    emit dataChanged(index(row, deploymentColumn), index(row, deploymentColumn), {Qt::CheckStateRole});
  emit chosenChanged();
}

void ClusterProfilesModel::forgetChoices() {
  if (m_left.isEmpty()) return;
  m_left.clear();
  if (!m_rows.empty())
    emit dataChanged(index(0, deploymentColumn), index(rowCount() - 1, deploymentColumn),
                     {Qt::CheckStateRole});
  emit chosenChanged();
}

void ClusterProfilesModel::setNow(const QDateTime& now) {
  m_now = now;
  if (!m_rows.empty()) emit dataChanged(index(0, thereColumn), index(rowCount() - 1, hereColumn));
}

int ClusterProfilesModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ClusterProfilesModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : columns;
}

QString ClusterProfilesModel::text(const ClusterRow& row, int column) const {
  const Profile* profile = shown(row);
  switch (column) {
    case deploymentColumn: return qs(row.deployment);
    case thereColumn:
      return row.thereProfile() ? ageText(unixTime(row.thereProfile()->created), now()) : noNumber();
    case hereColumn:
      return row.hereProfile() ? row.here->made.predicted ? tr("predicted") : ageText(row.here->from, now())
                               : noNumber();
    case costColumn: return profile ? moneyText(profile->cost) : noNumber();
    case cellsColumn:
      return profile ? QLocale().toString(static_cast<qulonglong>(profile->outputTokens.size() *
                                                                  profile->inputTokens.size()))
                     : noNumber();
    case changeColumn: return row.words;
    default: return {};
  }
}

QString ClusterProfilesModel::toolTip(const ClusterRow& row, int column) const {
  switch (column) {
    case deploymentColumn:
      return row.there ? qs(row.there->name) : tr("%1 does not lie in the cluster").arg(qs(row.deployment));
    case thereColumn:
      if (!row.thereProfile()) return {};
      return tr("written %1\n%2")
          .arg(timeText(unixTime(row.thereProfile()->created)), qs(slosText(row.thereProfile()->slos)));
    case hereColumn:
      if (!row.hereProfile()) return row.details;
      return tr("%1\nmeasured %2\n%3")
          .arg(qs(row.here->file.empty() ? row.here->made.journal : row.here->file), timeText(row.here->from),
               qs(slosText(row.hereProfile()->slos)));
    case costColumn:
      if (!row.thereProfile() || !row.hereProfile()) return {};
      return tr("in the cluster %1, here %2")
          .arg(moneyText(row.thereProfile()->cost), moneyText(row.hereProfile()->cost));
    case cellsColumn:
      if (const Profile* profile = shown(row))
        return tr("%1 output × %2 input lengths")
            .arg(profile->outputTokens.size())
            .arg(profile->inputTokens.size());
      return {};
    case changeColumn: return row.details.isEmpty() ? row.words : row.details;
    default: return {};
  }
}

QVariant ClusterProfilesModel::data(const QModelIndex& index, int role) const {
  const ClusterRow* row = at(index.row());
  if (!row || !checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  switch (role) {
    case Qt::DisplayRole: return text(*row, index.column());
    case Qt::ToolTipRole: return toolTip(*row, index.column());
    case Qt::CheckStateRole:
      if (index.column() != deploymentColumn || !row->pushable()) return {};
      return m_left.contains(qs(row->deployment)) ? Qt::Unchecked : Qt::Checked;
    case Qt::DecorationRole:
      // As wide as a tick, so that all names begin at one line.
      if (index.column() != deploymentColumn || row->pushable()) return {};
      return m_blank;
    case VerdictRole:
      if (index.column() != changeColumn) return {};
      return static_cast<int>(row->verdict);
    case Qt::AccessibleTextRole:
      if (index.column() != deploymentColumn) return text(*row, index.column());
      return tr("%1: %2").arg(qs(row->deployment), row->words);
    default: return {};
  }
}

bool ClusterProfilesModel::setData(const QModelIndex& index, const QVariant& value, int role) {
  const ClusterRow* row = at(index.row());
  if (!row || role != Qt::CheckStateRole || index.column() != deploymentColumn || !row->pushable())
    return false;
  setChosen(row->deployment, value.toInt() == Qt::Checked);
  return true;
}

Qt::ItemFlags ClusterProfilesModel::flags(const QModelIndex& index) const {
  Qt::ItemFlags flags = QAbstractTableModel::flags(index);
  const ClusterRow* row = at(index.row());
  if (row && index.column() == deploymentColumn && row->pushable()) flags |= Qt::ItemIsUserCheckable;
  return flags;
}

QVariant ClusterProfilesModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section < 0 || section >= columns) return {};
  if (role == Qt::TextAlignmentRole)
    return static_cast<int>((section == deploymentColumn ? Qt::AlignLeft : Qt::AlignRight) |
                            Qt::AlignVCenter);
  if (role == Qt::ToolTipRole) {
    switch (section) {
      case deploymentColumn: return tr("Ticked: would be pushed");
      case thereColumn: return tr("Age of the profile in the cluster, by its \"created\"");
      case hereColumn: return tr("Age of the newest measurement here");
      case costColumn: return tr("Price per hour of one replica, as it would be pushed");
      case changeColumn: return tr("What a push would change; lower means fewer requests per second");
      default: return {};
    }
  }
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case deploymentColumn: return tr("deployment");
    case thereColumn: return tr("in the cluster");
    case hereColumn: return tr("here");
    case costColumn: return tr("cost/h");
    case cellsColumn: return tr("cells");
    case changeColumn: return tr("change");
    default: return {};
  }
}

}  // namespace headroom::ui
