#include "ui/shell/task_panel.h"

#include "ui/theme/fonts.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace headroom::ui {
namespace {

// A bar without a total runs back and forth, so that it is never still without a reason.
void showOn(QProgressBar& bar, const QVariant& fraction) {
  if (!fraction.isValid()) {
    bar.setRange(0, 0);
    return;
  }
  bar.setRange(0, 1000);
  bar.setValue(static_cast<int>(fraction.toDouble() * 1000));
}

QProgressBar* newBar(QWidget* parent) {
  auto* bar = new QProgressBar(parent);
  bar->setTextVisible(false);
  bar->setFixedHeight(6);
  return bar;
}

QLabel* newLabel(TextStyle style, QWidget* parent) {
  auto* label = new QLabel(parent);
  label->setTextFormat(Qt::PlainText);
  label->setFont(ui::font(style));
  if (style == TextStyle::secondary) label->setForegroundRole(QPalette::PlaceholderText);
  return label;
}

class TaskRow : public QWidget {
 public:
  TaskRow(Task* task, QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("task"));
    auto* across = new QHBoxLayout(this);
    across->setContentsMargins(metrics::padding, 6, metrics::padding, 6);
    across->setSpacing(metrics::gap);
    auto* left = new QVBoxLayout;
    left->setSpacing(3);
    auto* line = new QHBoxLayout;
    m_name = newLabel(TextStyle::strong, this);
    m_phase = newLabel(TextStyle::secondary, this);
    m_phase->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_times = newLabel(TextStyle::secondary, this);
    line->addWidget(m_name);
    line->addWidget(m_phase, 1);
    line->addWidget(m_times);
    left->addLayout(line);
    m_bar = newBar(this);
    left->addWidget(m_bar);
    across->addLayout(left, 1);
    m_cancel = new QPushButton(TaskPanel::tr("Cancel"), this);
    m_cancel->setObjectName(QStringLiteral("cancelTask"));
    m_cancel->setAccessibleName(TaskPanel::tr("Cancel %1").arg(task->name()));
    connect(m_cancel, &QPushButton::clicked, task, &Task::cancel);
    across->addWidget(m_cancel);
  }

  void update(const QModelIndex& index) {
    Task* task = index.data(TaskModel::TaskRole).value<Task*>();
    m_name->setText(index.data().toString());
    m_phase->setText(index.data(TaskModel::PhaseRole).toString());
    m_phase->setToolTip(m_phase->text());
    m_times->setText(taskTimes(*task));
    m_cancel->setEnabled(task->state() == Task::State::running);
    showOn(*m_bar, index.data(TaskModel::FractionRole));
    setAccessibleName(index.data(Qt::AccessibleTextRole).toString());
    m_bar->setAccessibleName(m_name->text());
  }

 private:
  QLabel *m_name, *m_phase, *m_times;
  QProgressBar* m_bar;
  QPushButton* m_cancel;
};

}  // namespace

TaskPanel::TaskPanel(TaskModel& model, QWidget* parent) : QScrollArea(parent), m_model(model) {
  setObjectName(QStringLiteral("taskPanel"));
  setAccessibleName(tr("Tasks"));
  setFrameShape(QFrame::NoFrame);
  setWidgetResizable(true);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* list = new QWidget;
  m_rows = new QVBoxLayout(list);
  m_rows->setContentsMargins(0, 0, 0, 0);
  m_rows->setSpacing(0);
  m_nothing = newLabel(TextStyle::secondary, list);
  m_nothing->setText(tr("Nothing runs. What takes longer than a moment shows here and can be cancelled."));
  m_nothing->setContentsMargins(metrics::padding, metrics::padding, metrics::padding, metrics::padding);
  m_nothing->setWordWrap(true);
  m_rows->addWidget(m_nothing);
  m_rows->addStretch();
  setWidget(list);
  connect(&model, &TaskModel::rowsInserted, this,
          [this](const QModelIndex&, int first, int last) { insert(first, last); });
  connect(&model, &TaskModel::rowsRemoved, this,
          [this](const QModelIndex&, int first, int last) { remove(first, last); });
  connect(&model, &TaskModel::dataChanged, this,
          [this](const QModelIndex& first, const QModelIndex& last) { update(first.row(), last.row()); });
  if (model.rowCount() > 0) insert(0, model.rowCount() - 1);
}

void TaskPanel::insert(int first, int last) {
  for (int row = first; row <= last; ++row)
    m_rows->insertWidget(row, new TaskRow(m_model.taskAt(row), widget()));
  update(first, last);
  m_nothing->setVisible(m_model.rowCount() == 0);
}

void TaskPanel::remove(int first, int last) {
  for (int row = first; row <= last; ++row) {
    QLayoutItem* item = m_rows->takeAt(first);
    item->widget()->hide();
    item->widget()->deleteLater();
    delete item;
  }
  m_nothing->setVisible(m_model.rowCount() == 0);
}

void TaskPanel::update(int first, int last) {
  for (int row = first; row <= last; ++row)
    static_cast<TaskRow*>(m_rows->itemAt(row)->widget())->update(m_model.index(row));
}

TaskSummary::TaskSummary(TaskModel& model, QWidget* parent) : QWidget(parent), m_model(model) {
  setObjectName(QStringLiteral("taskSummary"));
  auto* across = new QHBoxLayout(this);
  across->setContentsMargins(8, 0, 0, 0);
  across->setSpacing(metrics::gap);
  m_name = new QToolButton(this);
  m_name->setAutoRaise(true);
  m_name->setFont(ui::font(TextStyle::secondary));
  m_name->setToolTip(tr("Shows or hides the task panel"));
  m_bar = newBar(this);
  m_bar->setFixedWidth(200);
  m_time = newLabel(TextStyle::secondary, this);
  across->addWidget(m_name);
  across->addWidget(m_bar);
  across->addWidget(m_time);
  across->addStretch();
  connect(m_name, &QToolButton::clicked, this, &TaskSummary::pressed);
  for (auto signal : {&TaskModel::rowsInserted, &TaskModel::rowsRemoved})
    connect(&model, signal, this, &TaskSummary::update);
  connect(&model, &TaskModel::dataChanged, this, &TaskSummary::update);
  update();
}

void TaskSummary::update() {
  const int count = m_model.rowCount();
  m_bar->setVisible(count > 0);
  m_time->setVisible(count > 0);
  if (count == 0) {
    m_name->setText(tr("Ready"));
    return;
  }
  const QModelIndex oldest = m_model.index(0);
  const QString name = oldest.data().toString();
  m_name->setText(count == 1 ? name : tr("%1 and %n more", nullptr, count - 1).arg(name));
  m_bar->setAccessibleName(name);
  showOn(*m_bar, oldest.data(TaskModel::FractionRole));
  m_time->setText(taskTimes(*m_model.taskAt(0)));
}

}  // namespace headroom::ui
