#include "ui/controllers/file_watch.h"

#include <QStringList>

#include <sys/stat.h>

#include <chrono>
#include <filesystem>
#include <vector>

namespace headroom::ui {
namespace {

constexpr std::chrono::milliseconds afterChange{250};
constexpr std::chrono::milliseconds betweenLooks{5000};  // at what the system does not watch for us

std::string nearestThatIsThere(std::filesystem::path path) {
  std::error_code failure;
  while (!path.empty() && !std::filesystem::exists(path, failure)) {
    const std::filesystem::path above = path.parent_path();
    if (above == path) return {};
    path = above;
  }
  return path.string();
}

}  // namespace

FileWatch::FileWatch(Tasks& tasks, QObject* parent) : QObject(parent), m_lane(tasks) {
  m_settle.setSingleShot(true);
  connect(&m_settle, &QTimer::timeout, this, &FileWatch::look);
  connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &FileWatch::lookSoon);
  connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &FileWatch::lookSoon);
}

// Not put off by what comes meanwhile.
void FileWatch::lookSoon() {
  if (!m_settle.isActive() || m_settle.remainingTimeAsDuration() > afterChange) m_settle.start(afterChange);
}

void FileWatch::setPaths(const std::set<std::string>& paths) {
  std::erase_if(m_told, [&](const auto& entry) { return !paths.contains(entry.first); });
  bool fresh = false;
  for (const std::string& path : paths) fresh |= m_told.try_emplace(path).second;
  if (fresh || m_told.empty()) look();
}

bool FileWatch::knows(const std::string& path) const {
  const auto found = m_told.find(path);
  return found != m_told.end() && found->second;
}

FileWatch::Seen FileWatch::seen(const std::string& path) {
  Seen seen;
  seen.place = nearestThatIsThere(path);
  struct stat info {};
  if (::stat(path.c_str(), &info) == 0)
    seen.stamp = {info.st_dev, info.st_ino, static_cast<std::uint64_t>(info.st_size), info.st_mtim.tv_sec,
                  info.st_mtim.tv_nsec};
  return seen;
}

void FileWatch::look() {
  std::vector<std::string> paths;
  for (const auto& [path, told] : m_told) paths.push_back(path);
  if (paths.empty()) {
    m_lane.cancel();
    landed({});
    return;
  }
  TaskOptions options{tr("Looking for changed files")};
  options.background = true;
  m_lane.run<Look>(
      options,
      [paths = std::move(paths)](const std::stop_token&, const ProgressSink&) -> Tasks::Answer<Look> {
        Look found;
        for (const std::string& path : paths) found.emplace(path, seen(path));
        return std::make_shared<const Look>(std::move(found));
      },
      [this](const Tasks::Answer<Look>& answer) {
        if (answer) landed(**answer);
      });
}

void FileWatch::landed(const Look& found) {
  // A file that was replaced by another is lost to the watcher, and is added again.
  std::set<QString> wanted;
  for (const auto& [path, seen] : found)
    if (m_told.contains(path) && !seen.place.empty()) wanted.insert(QString::fromStdString(seen.place));
  const QStringList now = m_watcher.files() + m_watcher.directories();
  bool added = false, unwatched = false;
  for (const QString& place : wanted) {
    if (now.contains(place)) continue;
    if (m_watcher.addPath(place))
      added = true;
    else
      unwatched = true;
  }
  for (const QString& place : now)
    if (!wanted.contains(place)) m_watcher.removePath(place);

  std::vector<std::string> changes;
  for (const auto& [path, seen] : found) {
    const auto known = m_told.find(path);
    if (known == m_told.end() || known->second == seen.stamp) continue;
    known->second = seen.stamp;
    changes.push_back(path);
  }
  // What was written before the watcher saw the place.
  if (added) look();
  // It went just now, or the system has no watch left.
  if (unwatched && !m_settle.isActive()) m_settle.start(betweenLooks);
  for (const std::string& path : changes)
    if (m_told.contains(path)) emit changed(path);  // who is told may give others up
}

}  // namespace headroom::ui
