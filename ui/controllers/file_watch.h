// Tells when files come, are written, are replaced or go. The disk is looked at on a thread, so a slow one
// holds nobody up.
//
//   FileWatch files(tasks);
//   connect(&files, &FileWatch::changed, this, [this](const std::string& path) { read(path); });
//   files.setPaths({"/results/a10.jsonl"});
//
// Each path is told once when it is taken up, whether there is a file or not, and again whenever the file is
// another than it was then: who reads after being told has missed nothing. A file that is written all the
// time is told a few times a second. GUI thread.
#pragma once

#include "ui/controllers/tasks.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>

namespace headroom::ui {

class FileWatch : public QObject {
  Q_OBJECT

 public:
  explicit FileWatch(Tasks& tasks, QObject* parent = nullptr);

  void setPaths(const std::set<std::string>& paths);
  // False until it was told first.
  bool knows(const std::string& path) const;

 signals:
  void changed(const std::string& path);

 private:
  // By which a file that was written to is told from what it was; all zero where there is none.
  struct Stamp {
    std::uint64_t device = 0, inode = 0, size = 0;
    std::int64_t changedSeconds = 0, changedNanoseconds = 0;
    bool operator==(const Stamp&) const = default;
  };
  struct Seen {
    Stamp stamp;
    std::string place;  // the file, or the nearest directory above it that is there
  };
  using Look = std::map<std::string, Seen>;

  static Seen seen(const std::string& path);
  void lookSoon();
  void look();
  void landed(const Look& found);

  std::map<std::string, std::optional<Stamp>> m_told;  // by path: the state that was told; none before that
  QFileSystemWatcher m_watcher;
  QTimer m_settle;  // a file that is being written changes many times
  TaskLane m_lane;
};

}  // namespace headroom::ui
