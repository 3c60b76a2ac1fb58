// Files that a person drops on the window or names at the start: workspaces are opened, benchmark files
// become targets, and what pages know they take.
#pragma once

#include "ui/controllers/file_kind.h"
#include "ui/shell/services.h"

#include <QObject>
#include <QStringList>

#include <functional>

namespace headroom::ui {

class FileIntake : public QObject {
  Q_OBJECT

 public:
  struct Takers {
    std::function<void(const QString& path)> openWorkspace;
    std::function<bool(FileKind kind, const QString& path)> offerToPages;
  };
  FileIntake(Services& services, Takers takers, QObject* parent);

  // Looks into each on a thread, then hands it on. What nobody takes is told in a message.
  void take(const QStringList& paths);

 private:
  void handOn(FileKind kind, const QString& path);
  void addBenchmark(const QString& path);

  Services& m_services;
  Takers m_takers;
};

}  // namespace headroom::ui
