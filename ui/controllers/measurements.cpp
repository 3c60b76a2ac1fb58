#include "ui/controllers/measurements.h"

#include <QDateTime>
#include <QFileInfo>

#include <algorithm>
#include <chrono>
#include <utility>

namespace headroom::ui {
namespace {

constexpr std::chrono::milliseconds afterChange{250};

struct Loaded {
  std::shared_ptr<const BenchmarkTable> table;
  std::vector<std::string> warnings;
};

Tasks::Answer<Loaded> load(const std::string& journal) {
  auto file = readBenchmarkFile(journal);
  if (!file) return file.error();
  auto table = BenchmarkTable::build(*file);
  if (!table) return table.error();
  return std::make_shared<const Loaded>(
      Loaded{std::make_shared<const BenchmarkTable>(std::move(*table)), std::move(file->warnings)});
}

// By which a file that was written to is told from what it was.
struct FileStamp {
  qint64 size = -1;
  QDateTime changed;
  bool operator==(const FileStamp&) const = default;
};

FileStamp stampOf(const std::string& path) {
  const QFileInfo info(QString::fromStdString(path));
  if (!info.exists()) return {};
  return {info.size(), info.lastModified()};
}

QString nearestThatIsThere(QString path) {
  while (!path.isEmpty() && !QFileInfo::exists(path)) {
    const QString above = QFileInfo(path).absolutePath();
    if (above == path) return {};
    path = above;
  }
  return path;
}

}  // namespace

struct Measurements::Reader {
  explicit Reader(Tasks& tasks) : lane(tasks) {}
  TaskLane lane;
  FileStamp readFrom;  // of the file before the latest reading began
  std::shared_ptr<const BenchmarkTable> table;
  std::vector<std::string> warnings;
  std::optional<Error> error;
};

Measurements::Measurements(Session& session, Tasks& tasks, QObject* parent)
    : QObject(parent), m_session(session), m_tasks(tasks) {
  m_settle.setSingleShot(true);
  m_settle.setInterval(afterChange);
  m_tell.setSingleShot(true);
  m_tell.setInterval(0);
  connect(&m_settle, &QTimer::timeout, this, [this] {
    for (const std::string& journal : std::exchange(m_dirty, {}))
      if (m_readers.contains(journal)) read(journal);
    watch();
  });
  connect(&m_tell, &QTimer::timeout, this, &Measurements::changed);
  connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, [this](const QString& path) {
    m_dirty.push_back(path.toStdString());
    lookSoon();
  });
  connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &Measurements::lookSoon);
  connect(&session, &Session::changed, this, [this](Sections what) {
    if (what & Section::targets) follow();
  });
  follow();
}

Measurements::~Measurements() = default;

const Measurement* Measurements::of(const std::string& target) const {
  const auto found = std::ranges::find(m_all, target, &Measurement::target);
  return found == m_all.end() ? nullptr : &*found;
}

bool Measurements::settled() const {
  return std::ranges::none_of(m_all, [](const Measurement& one) { return one.reading && !one.table; }) &&
         !m_tell.isActive();
}

void Measurements::refresh(const std::string& target) {
  if (const Measurement* one = of(target)) read(std::string(one->journal));
}

void Measurements::follow() {
  std::vector<std::string> wanted;
  for (const Target& target : m_session.workspace().targets)
    if (!target.journal.empty()) wanted.push_back(target.journal);
  std::erase_if(m_readers,
                [&](const auto& entry) { return std::ranges::find(wanted, entry.first) == wanted.end(); });
  for (const std::string& journal : wanted)
    if (!m_readers.contains(journal)) read(journal);
  watch();
  rebuild();
}

void Measurements::read(const std::string& journal) {
  auto& reader = m_readers[journal];
  if (!reader) reader = std::make_unique<Reader>(m_tasks);
  TaskOptions options{tr("Reading %1").arg(QFileInfo(QString::fromStdString(journal)).fileName())};
  options.background = true;
  reader->readFrom = stampOf(journal);
  reader->lane.run<Loaded>(
      options, [journal](const std::stop_token&, const ProgressSink&) { return load(journal); },
      [this, journal](const Tasks::Answer<Loaded>& answer) {
        if (answer)
          landed(journal, (*answer)->table, (*answer)->warnings, {});
        else
          landed(journal, nullptr, {}, answer.error());
      });
  rebuild();
}

void Measurements::landed(const std::string& journal, std::shared_ptr<const BenchmarkTable> table,
                          std::vector<std::string> warnings, std::optional<Error> error) {
  const auto found = m_readers.find(journal);
  if (found == m_readers.end()) return;
  Reader& reader = *found->second;
  if (table) {
    reader.table = std::move(table);
    reader.warnings = std::move(warnings);
  }
  reader.error = std::move(error);
  watch();
  rebuild();
}

void Measurements::rebuild() {
  m_all.clear();
  for (const Target& target : m_session.workspace().targets) {
    const auto found = m_readers.find(target.journal);
    if (target.journal.empty() || found == m_readers.end()) continue;
    const Reader& reader = *found->second;
    m_all.push_back({.target = target.name,
                     .gpu = target.gpu,
                     .journal = target.journal,
                     .table = reader.table,
                     .warnings = reader.warnings,
                     .error = reader.error,
                     .reading = reader.lane.busy()});
  }
  m_tell.start();
}

// The files; and for each that is not there the nearest directory that is, so that its coming is seen. A file
// that was replaced by another is lost to the watcher: it is added again. What was written before the watcher
// saw the file is told by its stamp.
void Measurements::watch() {
  QStringList wanted;
  for (const auto& [journal, reader] : m_readers) {
    const QString path = nearestThatIsThere(QString::fromStdString(journal));
    if (!path.isEmpty() && !wanted.contains(path)) wanted.push_back(path);
  }
  QStringList now = m_watcher.files() + m_watcher.directories();
  for (const QString& path : wanted)
    if (!now.contains(path)) m_watcher.addPath(path);
  for (const QString& path : now)
    if (!wanted.contains(path)) m_watcher.removePath(path);
  for (const auto& [journal, reader] : m_readers)
    if (!reader->lane.busy() && stampOf(journal) != reader->readFrom) m_dirty.push_back(journal);
  if (!m_dirty.empty()) lookSoon();
}

// Not put off by what comes meanwhile: a file that is written all the time is read now and then.
void Measurements::lookSoon() {
  if (!m_settle.isActive()) m_settle.start();
}

}  // namespace headroom::ui
