// What a person goes through around the file: being asked to save, choosing a name, recovering after a crash,
// being told what was left out. Never blocks: every question is a window of its own with its answer called
// back.
#pragma once

#include "ui/shell/services.h"

#include <QObject>

#include <functional>

class QWidget;

namespace headroom::ui {

class DocumentFlow : public QObject {
  Q_OBJECT

 public:
  DocumentFlow(Services& services, QWidget* window);

  void startNew();
  void open();                     // asks which
  void open(const QString& path);  // asks about edits first
  // As open(path), without asking: at the start.
  void openAtStart(const QString& path);
  // The sample workspace of this person; it is written first where it is not there yet.
  void openSample();
  void save();
  void saveAs();
  // Calls `then` when the edits are saved or given up, and never when the person cancels.
  void askAboutEdits(std::function<void()> then);
  // Offers the documents without a file that a crash left.
  void offerRecoveries(const QString& path);

 private:
  void saveThen(std::function<void()> then);
  void saveAsThen(std::function<void()> then);
  void afterSave(const Result<void>& result, const std::function<void()>& then);
  void tellOpened(const QString& path, const QStringList& leftOut, const QStringList& notes);
  void tellChangedOnDisk(const QString& path);
  QString filter() const;
  QString directory() const;

  Services& m_services;
  QWidget* m_window;
  TaskLane m_sampleLane;
};

}  // namespace headroom::ui
