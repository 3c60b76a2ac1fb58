// Closing: ask about edits, ask about work, stop it, and be gone in under two seconds.
#include "ui/shell/document_flow.h"
#include "ui/shell/main_window.h"

#include <QCloseEvent>
#include <QMessageBox>
#include <QPushButton>

namespace headroom::ui {
namespace {
constexpr int patienceMilliseconds = 1500;
}

void MainWindow::closeEvent(QCloseEvent* event) {
  if (m_ending == Ending::ended) {
    m_services.settings.setWindow(saveGeometry(), saveState(layoutVersion), m_current);
    m_services.settings.setValue(QStringLiteral("window/inspector"), m_inspectorWanted);
    m_services.session.close();
    event->accept();
    return;
  }
  event->ignore();
  if (m_ending != Ending::no) return;
  if (!m_services.session.edited()) {
    askAboutTasks();
    return;
  }
  m_flow->askAboutEdits([this] { askAboutTasks(); });
}

void MainWindow::askAboutTasks() {
  if (!m_services.tasks.busy()) {
    beginToEnd();
    return;
  }
  QStringList names;
  for (const Task* task : m_services.tasks.all())
    if (!task->background()) names.push_back(task->name());
  m_ending = Ending::asking;
  auto* box = new QMessageBox(QMessageBox::Question, tr("Work Is Running"),
                              tr("Stop what is running and close?"), QMessageBox::Cancel, this);
  box->setObjectName(QStringLiteral("closeQuestion"));
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->setInformativeText(names.join(QLatin1Char('\n')) + QStringLiteral("\n\n") +
                          tr("What was measured so far is kept."));
  QPushButton* stop = box->addButton(tr("Stop and Close"), QMessageBox::AcceptRole);
  box->setDefaultButton(QMessageBox::Cancel);
  connect(box, &QMessageBox::finished, this, [this, box, stop] {
    if (box->clickedButton() == stop)
      beginToEnd();
    else
      m_ending = Ending::no;
  });
  box->open();
}

void MainWindow::beginToEnd() {
  m_ending = Ending::stopping;
  m_services.tasks.cancelAll();
  m_endBy.setRemainingTime(patienceMilliseconds);
  // Not at once: this may be inside a close event, which another close would be lost in.
  m_endTimer.start(5);
}

// Work that does not stop in time is left behind: the process ends all the same (app/headroom/main.cpp).
void MainWindow::endWhenIdle() {
  if (!m_services.tasks.idle() && !m_endBy.hasExpired()) return;
  m_endTimer.stop();
  m_ending = Ending::ended;
  close();
}

}  // namespace headroom::ui
