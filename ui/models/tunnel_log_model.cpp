#include "ui/models/tunnel_log_model.h"

#include <QDateTime>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <chrono>

namespace headroom::ui {
namespace {

bool same(const TunnelLogLine& a, const TunnelLogLine& b) {
  return a.time == b.time && a.fromKubectl == b.fromKubectl && a.text == b.text;
}

QString timeText(const TunnelLogLine& line) {
  using namespace std::chrono;
  const auto since = duration_cast<milliseconds>(line.time.time_since_epoch()).count();
  return QDateTime::fromMSecsSinceEpoch(since).time().toString(QStringLiteral("HH:mm:ss"));
}

}  // namespace

// The log keeps its latest lines only: some of the first may be gone, and new ones stand at the end.
void TunnelLogModel::setLines(std::vector<TunnelLogLine> lines) {
  std::size_t gone = 0;
  const auto goesOn = [&](std::size_t from) {
    const std::size_t rest = m_lines.size() - from;
    return rest <= lines.size() && std::equal(m_lines.begin() + static_cast<std::ptrdiff_t>(from),
                                              m_lines.end(), lines.begin(), same);
  };
  while (gone < m_lines.size() && !goesOn(gone)) ++gone;
  if (gone > 0) {
    beginRemoveRows({}, 0, static_cast<int>(gone) - 1);
    m_lines.erase(m_lines.begin(), m_lines.begin() + static_cast<std::ptrdiff_t>(gone));
    endRemoveRows();
  }
  if (lines.size() == m_lines.size()) return;
  beginInsertRows({}, static_cast<int>(m_lines.size()), static_cast<int>(lines.size()) - 1);
  m_lines = std::move(lines);
  endInsertRows();
}

QString TunnelLogModel::text() const {
  QStringList all;
  for (const TunnelLogLine& line : m_lines)
    all.push_back(QStringLiteral("%1 %2%3").arg(timeText(line),
                                                line.fromKubectl ? QStringLiteral("kubectl: ") : QString(),
                                                QString::fromStdString(line.text)));
  return all.join(QLatin1Char('\n'));
}

int TunnelLogModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int TunnelLogModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : ColumnCount;
}

QVariant TunnelLogModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const TunnelLogLine& line = m_lines[static_cast<std::size_t>(index.row())];
  const QString text = QString::fromStdString(line.text);
  switch (role) {
    case Qt::DisplayRole: return index.column() == TimeColumn ? timeText(line) : text;
    case Qt::ToolTipRole: return text;
    case Qt::AccessibleTextRole:
      return index.column() == TimeColumn ? timeText(line)
             : line.fromKubectl           ? tr("kubectl said: %1").arg(text)
                                          : text;
    case FromKubectlRole: return line.fromKubectl;
    default: return {};
  }
}

QVariant TunnelLogModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
    return QAbstractTableModel::headerData(section, orientation, role);
  return section == TimeColumn ? tr("time") : tr("what happened");
}

}  // namespace headroom::ui
