// What has been measured: the benchmark file of every target as a table, read on a thread and read again when
// the file changes.
//
//   connect(&measurements, &Measurements::changed, this, &SurfacesPage::renew);
//   for (const Measurement& one : measurements.all())
//     if (one.table) show(one.target, *one.table);
//     else if (one.error) tell(*one.error);
//
// In the order of the workspace's targets, all that have a journal. A table that was read stays until its
// successor is there, and stays also when the file cannot be read any more: `error` then says so. Tables
// never change and may be handed to any thread.
#pragma once

#include "core/profile/benchmark_table.h"
#include "ui/controllers/file_watch.h"
#include "ui/controllers/session.h"
#include "ui/controllers/tasks.h"

#include <QObject>
#include <QTimer>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace headroom::ui {

struct Measurement {
  std::string target;                                // its name
  std::string gpu;                                   // its GPU type
  std::string journal;                               // the path
  std::shared_ptr<const BenchmarkTable> table = {};  // null before it is read first, and where it cannot be
  std::vector<std::string> warnings = {};            // of the file, for people
  std::optional<Error> error = {};                   // of the latest reading
  bool reading = false;
};

class Measurements : public QObject {
  Q_OBJECT

 public:
  Measurements(Session& session, Tasks& tasks, QObject* parent = nullptr);
  ~Measurements() override;

  const std::vector<Measurement>& all() const { return m_all; }
  // nullptr where the target is unknown or has no journal.
  const Measurement* of(const std::string& target) const;
  // False while a file is being read for the first time.
  bool settled() const;
  // Reads the file of the target again, whether it changed or not.
  void refresh(const std::string& target);

 signals:
  // At most one a turn of the event loop, whatever changed.
  void changed();

 private:
  struct Reader;

  void follow();
  void read(const std::string& journal);
  void landed(const std::string& journal, std::shared_ptr<const BenchmarkTable> table,
              std::vector<std::string> warnings, std::optional<Error> error);
  void rebuild();

  Session& m_session;
  Tasks& m_tasks;
  std::map<std::string, std::unique_ptr<Reader>> m_readers;  // by path: two targets may share a file
  std::vector<Measurement> m_all;
  FileWatch m_files;
  QTimer m_tell;
};

}  // namespace headroom::ui
