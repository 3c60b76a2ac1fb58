// The open document: one Workspace, where it lies, what of it is selected, and how to undo.
//
//   Session session(tasks);
//   session.edit(tr("Set the cost"), [&](Workspace& w) { findTarget(w, name)->costPerHour = 2.2; });
//   session.edit(tr("Move the E2E limit"), moved, "slo e2e");  // a drag
//   connect(&session, &Session::changed, this, [this](Sections what) {
//     if (what & Section::slos) ...;
//   });
//
// Every edit is one command on undoStack(); edits of one merge key less than 100 ms apart are one, and with a
// '#' in the key ("slo.e2e#7": the seventh drag) whatever the time between them. A page
// shows what workspace() says and nothing that it remembers itself, so undo needs no further care. snapshot()
// may be handed to any thread: it never changes. Reading and writing go through Tasks: the window stays alive
// while a slow disk answers.
#pragma once

#include "core/workspace/workspace_file.h"
#include "ui/controllers/autosave.h"
#include "ui/controllers/file_watch.h"
#include "ui/controllers/tasks.h"

#include <QByteArray>
#include <QDateTime>
#include <QFlags>
#include <QLockFile>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QTimer>
#include <QUndoStack>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace headroom::ui {

enum class Section {
  targets = 1,
  plan = 2,
  slos = 4,
  prices = 8,  // and the target utilisation, burst and spare
  scenarios = 16,
  connections = 32,
  traffic = 64,  // and its rate and how shapes find their cells
  selection = 128,
  everything = 255,
};
Q_DECLARE_FLAGS(Sections, Section)
Q_DECLARE_OPERATORS_FOR_FLAGS(Sections)

// What is picked, on every page at once.
struct Selection {
  struct Cell {
    int inputTokens = 0, outputTokens = 0;
    bool operator==(const Cell&) const = default;
  };
  std::optional<Cell> cell;
  std::string gpu;     // a GPU type; empty = none
  std::string target;  // the name of a target; empty = none
  bool operator==(const Selection&) const = default;
};

class Session : public QObject {
  Q_OBJECT

 public:
  // `directory`: where the autosaves of documents without a file and the locks are kept; it is made when
  // needed.
  Session(Tasks& tasks, QString directory, QObject* parent = nullptr);
  ~Session() override;

  // The document.

  const Workspace& workspace() const { return *m_state.workspace; }
  std::shared_ptr<const Workspace> snapshot() const { return m_state.workspace; }
  const Selection& selection() const { return m_state.selection; }

  // One command; none where `change` changes nothing. `text` is what Undo says, without a full stop.
  void edit(const QString& text, const std::function<void(Workspace&)>& change, const QString& mergeKey = {});
  // The same where what is selected changes with it, such as by adding and renaming: one step of undo.
  void editAndSelect(const QString& text, const std::function<void(Workspace&, Selection&)>& change);
  // A command too, but one after the other they are a single one, and they do not make the document edited.
  void select(const Selection& selection);
  void selectCell(int inputTokens, int outputTokens);
  void selectGpu(const std::string& gpu);
  void selectTarget(const std::string& name);

  QUndoStack* undoStack() { return &m_undo; }

  // The file.

  QString path() const { return m_path; }  // empty for a document that was never saved
  QString title() const;                   // "deepseek-7b.headroom", "Untitled"
  bool edited() const;
  // False when the file holds things that we could not read: then only Save As.
  bool mayOverwrite() const { return m_mayOverwrite; }
  bool busyWithFile() const { return m_fileLane.busy() || m_saving || m_clearingUp; }

  using Finished = std::function<void(Result<void>)>;
  void startNew();
  // Replaces the document; on an error the one that is open stays. leftOut is told through opened().
  void open(const QString& path, Finished finished = {});
  // Errors: invalidArgument without a path; unsafe where the file may not be overwritten; conflict where
  // another program changed it since (force insists); those of writeWorkspace.
  void save(Finished finished = {}, bool force = false);
  void saveAs(const QString& path, Finished finished = {});

  // Autosaves that a crash left: of documents that never had a file, and of `path` where it is not empty.
  struct Recovery {
    QString autosave, path;
    QDateTime when;
  };
  std::vector<Recovery> recoveries(const QString& path) const;
  void recover(const Recovery& recovery, Finished finished = {});
  void discard(const Recovery& recovery);
  // Writes the autosave now where there is something to keep: for tests and for the end of the process.
  void autosaveNow();
  // The document is given up: its autosave and its lock go away.
  void close();

  // Where the files of documents without one are kept.
  const QString& directory() const { return m_directory; }

  // For tests: milliseconds that count as one drag, how long after an edit the autosave is written.
  static constexpr int mergeMilliseconds = 100;
  void setAutosaveDelay(int milliseconds) { m_autosaveTimer.setInterval(milliseconds); }
  void setClock(std::function<qint64()> millisecondsNow) { m_now = std::move(millisecondsNow); }

 signals:
  void changed(headroom::ui::Sections what);
  void titleChanged();  // path or edited mark
  // A file was opened: its notes and what was left out, which a person must see.
  void opened(const QString& path, const QStringList& leftOut, const QStringList& notes);
  void saved(const QString& path);
  void changedOnDisk(const QString& path);
  // The autosave cannot be written: told once until it works again.
  void autosaveFailed(const QString& why);
  void lockedByAnother(const QString& path, qint64 pid, const QString& host);

 private:
  struct State {
    std::shared_ptr<const Workspace> workspace;
    Selection selection;
  };
  class Edit;
  struct Leftover;
  struct Loaded;

  void apply(const State& state);
  void push(const QString& text, State after, const QString& mergeKey);
  // `saved`: what is in the file, null where nothing is; `disk`: the hash of the file, empty where there is
  // none.
  void replaceDocument(std::shared_ptr<const Workspace> workspace, const QString& path, bool mayOverwrite,
                       std::shared_ptr<const Workspace> saved, const QByteArray& disk);
  void write(const QString& path, bool force, Finished finished);
  void written(const QString& path, std::shared_ptr<const Workspace> workspace, const QByteArray& disk);
  void tellTitle();
  void watch();
  void checkDisk();
  void takeLock();
  void clearUp(const Leftover& leftover, std::function<void()> then);
  QString autosavePath() const;
  void scheduleAutosave();
  void dropRecovered();

  Tasks& m_tasks;
  QString m_directory;
  State m_state;
  std::shared_ptr<const Workspace> m_saved;  // as in the file; null = nothing of it is in a file
  std::pair<QString, bool> m_told;           // title and edited mark, as titleChanged last told
  QString m_path;
  bool m_mayOverwrite = true;
  bool m_saving = false;
  bool m_clearingUp = false;
  std::uint64_t m_document = 0;       // counts those that were open: a save that ends late is of its own
  std::function<void()> m_afterSave;  // asked for while a save was running
  QByteArray m_disk;                  // hash of the file as we last read or wrote it
  QString m_untitledName;             // of the autosave of a document without a file
  QUndoStack m_undo;
  std::function<qint64()> m_now;
  TaskLane m_fileLane, m_diskLane;
  Autosave m_autosave;
  QTimer m_autosaveTimer, m_diskTimer;
  bool m_autosaveWorks = true;
  std::optional<Recovery> m_recovered;  // kept until this document has an autosave of its own
  FileWatch m_watch;                    // of the document's file
  std::unique_ptr<QLockFile> m_lock;
};

}  // namespace headroom::ui
