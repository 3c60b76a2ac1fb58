// What runs: name, phase, bar, times and a Cancel button each. The status line shows the oldest of them in
// short.
#pragma once

#include "ui/controllers/task_model.h"

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>

class QVBoxLayout;

namespace headroom::ui {

class TaskPanel : public QScrollArea {
  Q_OBJECT

 public:
  explicit TaskPanel(TaskModel& model, QWidget* parent = nullptr);

 private:
  void insert(int first, int last);
  void remove(int first, int last);
  void update(int first, int last);

  TaskModel& m_model;
  QVBoxLayout* m_rows;
  QLabel* m_nothing;
};

// "Benchmark v100 ▬▬▬▬──── 1 h 12 min left"; "Ready" where nothing runs.
class TaskSummary : public QWidget {
  Q_OBJECT

 public:
  explicit TaskSummary(TaskModel& model, QWidget* parent = nullptr);

 signals:
  void pressed();

 private:
  void update();

  TaskModel& m_model;
  QToolButton* m_name;
  QProgressBar* m_bar;
  QLabel* m_time;
};

}  // namespace headroom::ui
