#include "ui/controllers/task_model.h"

#include <QPointer>

#include <algorithm>
#include <cmath>

namespace headroom::ui {

TaskModel::TaskModel(Tasks& tasks, QObject* parent) : QAbstractListModel(parent) {
  m_clock.setInterval(500);
  connect(&m_clock, &QTimer::timeout, this, &TaskModel::updateAll);
  connect(&tasks, &Tasks::started, this, [this](Task* task) {
    if (task->background()) return;
    QTimer::singleShot(shownAfterMilliseconds, task, [this, task] {
      if (task->running()) add(task);
    });
  });
  connect(&tasks, &Tasks::ended, this, &TaskModel::remove);
  for (Task* task : tasks.all())
    if (!task->background()) add(task);
}

int TaskModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_tasks.size());
}

QVariant TaskModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  Task* task = taskAt(index.row());
  const auto number = [](const std::optional<double>& value) {
    return value ? QVariant(*value) : QVariant();
  };
  switch (role) {
    case Qt::DisplayRole: return task->name();
    case Qt::AccessibleTextRole:
      return QStringList{task->name(), taskPhase(*task), taskTimes(*task)}.join(QStringLiteral(", "));
    case TaskRole: return QVariant::fromValue(task);
    case PhaseRole: return taskPhase(*task);
    case FractionRole: return number(task->fraction());
    case ElapsedRole: return task->elapsedSeconds();
    case RemainingRole: return number(task->remainingSeconds());
    default: return {};
  }
}

void TaskModel::add(Task* task) {
  const int row = rowCount();
  beginInsertRows({}, row, row);
  m_tasks.push_back(task);
  endInsertRows();
  connect(task, &Task::changed, this, [this, task] { update(task); });
  m_clock.start();
}

void TaskModel::remove(Task* task) {
  const auto found = std::ranges::find(m_tasks, task);
  if (found == m_tasks.end()) return;
  const int row = static_cast<int>(found - m_tasks.begin());
  beginRemoveRows({}, row, row);
  m_tasks.erase(found);
  endRemoveRows();
  if (m_tasks.empty()) m_clock.stop();
}

void TaskModel::update(Task* task) {
  const auto found = std::ranges::find(m_tasks, task);
  if (found == m_tasks.end()) return;
  const QModelIndex changed = index(static_cast<int>(found - m_tasks.begin()));
  emit dataChanged(changed, changed);
}

void TaskModel::updateAll() {
  if (!m_tasks.empty()) emit dataChanged(index(0), index(rowCount() - 1));
}

QString taskTimes(const Task& task) {
  const auto text = [](double seconds) {
    // Tenths would only flicker.
    return seconds < 10 ? TaskModel::tr("%1 s").arg(std::lround(seconds))
                        : QString::fromStdString(durationText(seconds));
  };
  const QString elapsed = TaskModel::tr("%1 elapsed").arg(text(task.elapsedSeconds()));
  const std::optional<double> remaining = task.remainingSeconds();
  return remaining ? TaskModel::tr("%1, %2 left").arg(elapsed, text(*remaining)) : elapsed;
}

QString taskPhase(const Task& task) {
  if (task.state() == Task::State::cancelling) return TaskModel::tr("stopping…");
  QStringList parts;
  for (const std::string* part : {&task.progress().phase, &task.progress().detail})
    if (!part->empty()) parts.push_back(QString::fromStdString(*part));
  return parts.join(QStringLiteral(" · "));
}

}  // namespace headroom::ui
