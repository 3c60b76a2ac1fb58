// The running tasks as the task panel lists them: those that a person should see, from 0.3 s on.
#pragma once

#include "ui/controllers/tasks.h"

#include <QAbstractListModel>
#include <QTimer>

#include <vector>

namespace headroom::ui {

class TaskModel : public QAbstractListModel {
  Q_OBJECT

 public:
  enum Role { TaskRole = Qt::UserRole, PhaseRole, FractionRole, ElapsedRole, RemainingRole };

  explicit TaskModel(Tasks& tasks, QObject* parent = nullptr);

  int rowCount(const QModelIndex& parent = {}) const override;
  // Phase: "measure, input 128, output 64". Fraction, elapsed and remaining as numbers (0 to 1, seconds),
  // invalid where they are not known. Task: a headroom::ui::Task*.
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  Task* taskAt(int row) const { return m_tasks[static_cast<std::size_t>(row)]; }

  static constexpr int shownAfterMilliseconds = 300;

 private:
  void add(Task* task);
  void remove(Task* task);
  void update(Task* task);
  void updateAll();

  std::vector<Task*> m_tasks;
  QTimer m_clock;  // the times go on where no progress comes
};

// "41 min elapsed, 1 h 12 min left"
QString taskTimes(const Task& task);
// "measure · input 128, output 64, 4 req/s"; "stopping…" where it was cancelled.
QString taskPhase(const Task& task);

}  // namespace headroom::ui
