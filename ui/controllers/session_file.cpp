#include "core/base/file.h"
#include "ui/controllers/session.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <set>

namespace headroom::ui {
namespace {

QByteArray hashOf(const std::string& text) {
  return QCryptographicHash::hash(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())),
                                  QCryptographicHash::Sha1);
}

QStringList lines(const std::vector<std::string>& sentences) {
  QStringList list;
  for (const std::string& sentence : sentences) list.push_back(QString::fromStdString(sentence));
  return list;
}

// Two spellings of one path are one document.
QString absolute(const QString& path) {
  const QFileInfo info(path);
  const QString canonical = info.canonicalFilePath();
  return canonical.isEmpty() ? QDir::cleanPath(info.absoluteFilePath()) : canonical;
}

QString besideAs(const QString& path, const char* suffix) {
  const QFileInfo info(path);
  return info.dir().filePath(QLatin1Char('.') + info.fileName() + QLatin1String(suffix));
}

QString orphanPath(const QString& path) { return besideAs(path, ".recovered"); }

}  // namespace

// An autosave that lay beside a file when it was read.
struct Session::Leftover {
  QDateTime when;
  bool same = false;  // it holds nothing that the file does not hold
};

struct Session::Loaded {
  OpenedWorkspace opened;
  QByteArray disk;
  std::optional<Leftover> leftover = {};

  static Result<std::shared_ptr<const Loaded>> from(const std::string& path) {
    const auto text = readFile(path, std::uint64_t{64} << 20);
    if (!text) return text.error();
    auto opened = parseWorkspace(*text, path);
    if (!opened) return opened.error();
    return std::make_shared<const Loaded>(Loaded{std::move(*opened), hashOf(*text)});
  }
  // With a look at what a crash may have left beside it. On a thread: it may be long, and on a slow disk.
  static Result<std::shared_ptr<const Loaded>> withAutosave(const QString& path) {
    auto file = from(path.toStdString());
    const QFileInfo autosave(besideAs(path, ".autosave"));
    if (!file || !autosave.exists()) return file;
    Leftover leftover{autosave.lastModified()};
    const auto left = from(autosave.filePath().toStdString());
    leftover.same = left && (*left)->opened.workspace == (*file)->opened.workspace;
    auto both = std::make_shared<Loaded>(**file);
    both->leftover = leftover;
    return std::shared_ptr<const Loaded>(std::move(both));
  }
};

void Session::replaceDocument(std::shared_ptr<const Workspace> workspace, const QString& path,
                              bool mayOverwrite, std::shared_ptr<const Workspace> saved,
                              const QByteArray& disk) {
  close();
  ++m_document;
  m_state = {std::move(workspace), {}};
  m_saved = std::move(saved);
  m_path = path;
  m_mayOverwrite = mayOverwrite;
  m_disk = disk;
  m_undo.clear();
  takeLock();
  watch();
  emit changed(Section::everything);
  m_told = {title(), edited()};
  emit titleChanged();
}

void Session::close() {
  m_autosaveTimer.stop();
  m_diskLane.cancel();
  if (m_lock) m_autosave.remove(autosavePath());
  m_lock.reset();
}

void Session::startNew() {
  m_fileLane.cancel();
  replaceDocument(std::make_shared<const Workspace>(), {}, true, nullptr, {});
}

void Session::open(const QString& path, Finished finished) {
  const QString full = absolute(path);
  m_fileLane.run<Loaded>(
      {tr("Opening %1").arg(QFileInfo(full).fileName())},
      [full](const std::stop_token&, const ProgressSink&) { return Loaded::withAutosave(full); },
      [this, full, finished = std::move(finished)](Tasks::Answer<Loaded> answer) {
        if (!answer) {
          if (finished) finished(answer.error());
          return;
        }
        const std::shared_ptr<const Loaded>& loaded = *answer;
        auto workspace = std::make_shared<const Workspace>(loaded->opened.workspace);
        replaceDocument(workspace, full, loaded->opened.intact(), workspace, loaded->disk);
        const auto tell = [this, full, loaded, finished] {
          if (m_path == full) emit opened(full, lines(loaded->opened.leftOut), lines(loaded->opened.notes));
          if (finished) finished({});
        };
        // An autosave without a living owner.
        if (loaded->leftover && m_lock && !m_autosave.isOurs(autosavePath()))
          clearUp(*loaded->leftover, tell);
        else
          tell();
      });
}

// What a crash left is set aside, so that the next autosave does not write over it; what holds no edits goes.
void Session::clearUp(const Leftover& leftover, std::function<void()> then) {
  m_clearingUp = true;
  m_tasks.run<bool>(
      this, {tr("Looking at %1").arg(title()), true},
      [leftover, autosave = autosavePath(), orphan = orphanPath(m_path)](
          const std::stop_token&, const ProgressSink&) -> Tasks::Answer<bool> {
        if (leftover.same && QFileInfo(autosave).lastModified() == leftover.when)
          return std::make_shared<const bool>(QFile::remove(autosave));
        QFile::remove(orphan);
        return std::make_shared<const bool>(QFile::rename(autosave, orphan));
      },
      [this, then = std::move(then)](const Tasks::Answer<bool>&) {
        m_clearingUp = false;
        then();
      });
}

void Session::save(Finished finished, bool force) {
  if (m_path.isEmpty()) {
    if (finished)
      finished(Error{ErrorCode::invalidArgument, "the workspace has no file yet", "save it under a name"});
    return;
  }
  if (!m_mayOverwrite) {
    if (finished)
      finished(Error{ErrorCode::unsafe,
                     m_path.toStdString() + " holds things that could not be read, so it is not written over",
                     "save under another name"});
    return;
  }
  write(m_path, force, std::move(finished));
}

void Session::saveAs(const QString& path, Finished finished) {
  write(absolute(path), true, std::move(finished));
}

void Session::write(const QString& path, bool force, Finished finished) {
  if (m_saving) {
    m_afterSave = [this, path, force, finished, document = m_document] {
      if (document == m_document)
        write(path, force, finished);
      else if (finished)
        finished(Error{ErrorCode::cancelled,
                       "another document was opened before " + path.toStdString() + " could be saved again"});
    };
    return;
  }
  m_saving = true;
  const std::shared_ptr<const Workspace> workspace = snapshot();
  m_tasks.run<QByteArray>(
      this, {tr("Saving %1").arg(QFileInfo(path).fileName())},
      [name = path.toStdString(), workspace, expected = force ? QByteArray() : m_disk](
          const std::stop_token&, const ProgressSink&) -> Tasks::Answer<QByteArray> {
        if (!expected.isEmpty()) {
          const auto there = readFile(name, std::uint64_t{64} << 20);
          if (there && hashOf(*there) != expected)
            return Error{ErrorCode::conflict, name + " was changed by another program",
                         "open it again, or save under another name"};
        }
        if (const auto done = writeWorkspace(*workspace, name); !done) return done.error();
        return std::make_shared<const QByteArray>(hashOf(workspaceText(*workspace, name)));
      },
      [this, path, workspace, document = m_document,
       finished = std::move(finished)](Tasks::Answer<QByteArray> answer) {
        m_saving = false;
        if (answer && document == m_document) written(path, workspace, **answer);
        if (finished) finished(answer ? Result<void>() : Result<void>(answer.error()));
        if (m_afterSave) std::exchange(m_afterSave, nullptr)();
      });
}

void Session::written(const QString& path, std::shared_ptr<const Workspace> workspace,
                      const QByteArray& disk) {
  if (path != m_path) {
    if (m_lock) m_autosave.remove(autosavePath());
    m_lock.reset();
    m_path = path;
    takeLock();
  }
  m_mayOverwrite = true;
  m_saved = std::move(workspace);
  m_disk = disk;
  watch();
  if (edited()) {
    scheduleAutosave();
  } else {
    autosaveNow();
  }
  tellTitle();
  emit saved(path);
}

void Session::watch() {
  m_watch.setPaths(m_path.isEmpty() ? std::set<std::string>() : std::set{m_path.toStdString()});
}

void Session::checkDisk() {
  if (m_path.isEmpty()) return;
  if (m_saving) {
    m_diskTimer.start();
    return;
  }
  m_diskLane.run<QByteArray>(
      {tr("Looking at %1").arg(title()), true},
      [name = m_path.toStdString()](const std::stop_token&,
                                    const ProgressSink&) -> Tasks::Answer<QByteArray> {
        const auto text = readFile(name, std::uint64_t{64} << 20);
        if (!text) return text.error();
        return std::make_shared<const QByteArray>(hashOf(*text));
      },
      [this](Tasks::Answer<QByteArray> answer) {
        if (answer && !m_saving && **answer != m_disk) emit changedOnDisk(m_path);
      });
}

void Session::takeLock() {
  if (m_path.isEmpty()) return;
  const QString locks = m_directory + QStringLiteral("/locks");
  QDir().mkpath(locks);
  const QByteArray name = QCryptographicHash::hash(m_path.toUtf8(), QCryptographicHash::Sha1).toHex();
  m_lock = std::make_unique<QLockFile>(locks + QLatin1Char('/') + QString::fromLatin1(name) +
                                       QStringLiteral(".lock"));
  m_lock->setStaleLockTime(0);  // as long as its process lives, however long that is
  if (m_lock->tryLock(0)) return;
  const bool held = m_lock->error() == QLockFile::LockFailedError;
  qint64 pid = 0;
  QString host, application;
  if (held) m_lock->getLockInfo(&pid, &host, &application);
  m_lock.reset();
  if (held) emit lockedByAnother(m_path, pid, host);
}

QString Session::autosavePath() const {
  if (!m_path.isEmpty()) return besideAs(m_path, ".autosave");
  return m_directory + QStringLiteral("/autosave/") + m_untitledName + QStringLiteral(".headroom");
}

void Session::scheduleAutosave() {
  if (!m_autosaveTimer.isActive()) m_autosaveTimer.start();
}

void Session::autosaveNow() {
  m_autosaveTimer.stop();
  if (m_clearingUp) {
    scheduleAutosave();
    return;
  }
  if (!edited()) {
    if (m_lock) m_autosave.remove(autosavePath());
    dropRecovered();
    return;
  }
  const QString path = autosavePath();
  if (!m_lock) {
    // Open in another window, too: that one keeps the copy.
    if (!m_path.isEmpty()) return;
    QDir().mkpath(QFileInfo(path).path());
    m_lock = std::make_unique<QLockFile>(path + QStringLiteral(".lock"));
    m_lock->setStaleLockTime(0);
    m_lock->tryLock(0);
  }
  m_autosave.write(path, snapshot(), this, [this](Result<void> done) {
    if (done) {
      m_autosaveWorks = true;
      dropRecovered();
    } else if (std::exchange(m_autosaveWorks, false)) {
      emit autosaveFailed(QString::fromStdString(done.error().text()));
    }
  });
}

void Session::dropRecovered() {
  if (m_recovered) discard(*m_recovered);
  m_recovered.reset();
}

std::vector<Session::Recovery> Session::recoveries(const QString& path) const {
  std::vector<Recovery> found;
  if (!path.isEmpty()) {
    const QString orphan = orphanPath(absolute(path));
    if (QFileInfo::exists(orphan))
      found.push_back({orphan, absolute(path), QFileInfo(orphan).lastModified()});
    return found;
  }
  const QDir directory(m_directory + QStringLiteral("/autosave"));
  for (const QFileInfo& info :
       directory.entryInfoList({QStringLiteral("*.headroom")}, QDir::Files, QDir::Time)) {
    if (info.completeBaseName() == m_untitledName) continue;
    QLockFile lock(info.filePath() + QStringLiteral(".lock"));
    lock.setStaleLockTime(0);
    if (lock.tryLock(0)) found.push_back({info.filePath(), {}, info.lastModified()});
  }
  return found;
}

void Session::recover(const Recovery& recovery, Finished finished) {
  struct Both {
    std::shared_ptr<const Loaded> kept, file;
  };
  m_fileLane.run<Both>(
      {tr("Recovering %1")
           .arg(recovery.path.isEmpty() ? tr("Untitled") : QFileInfo(recovery.path).fileName())},
      [kept = recovery.autosave.toStdString(), file = recovery.path.toStdString()](
          const std::stop_token&, const ProgressSink&) -> Tasks::Answer<Both> {
        const auto first = Loaded::from(kept);
        if (!first) return first.error();
        Both both{*first, nullptr};
        if (!file.empty())
          if (const auto second = Loaded::from(file)) both.file = *second;
        return std::make_shared<const Both>(std::move(both));
      },
      [this, recovery, finished = std::move(finished)](Tasks::Answer<Both> answer) {
        if (!answer) {
          if (finished) finished(answer.error());
          return;
        }
        const Both& both = **answer;
        const auto onDisk =
            both.file ? std::make_shared<const Workspace>(both.file->opened.workspace) : nullptr;
        replaceDocument(std::make_shared<const Workspace>(both.kept->opened.workspace), recovery.path,
                        recovery.path.isEmpty() || (both.file && both.file->opened.intact()), onDisk,
                        both.file ? both.file->disk : QByteArray());
        emit opened(recovery.path, lines(both.kept->opened.leftOut), lines(both.kept->opened.notes));
        m_recovered = recovery;
        autosaveNow();
        if (finished) finished({});
      });
}

void Session::discard(const Recovery& recovery) {
  QFile::remove(recovery.autosave);
  QFile::remove(recovery.autosave + QStringLiteral(".lock"));
}

}  // namespace headroom::ui
