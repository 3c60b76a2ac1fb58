#include "ui/controllers/measurements.h"

#include <QFileInfo>

#include <algorithm>
#include <set>
#include <utility>

namespace headroom::ui {
namespace {

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

}  // namespace

struct Measurements::Reader {
  explicit Reader(Tasks& tasks) : lane(tasks) {}
  TaskLane lane;
  std::shared_ptr<const BenchmarkTable> table;
  std::vector<std::string> warnings;
  std::optional<Error> error;
};

Measurements::Measurements(Session& session, Tasks& tasks, QObject* parent)
    : QObject(parent), m_session(session), m_tasks(tasks), m_files(tasks) {
  m_tell.setSingleShot(true);
  m_tell.setInterval(0);
  connect(&m_tell, &QTimer::timeout, this, &Measurements::changed);
  connect(&m_files, &FileWatch::changed, this, &Measurements::read);
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
  std::set<std::string> wanted;
  for (const Target& target : m_session.workspace().targets)
    if (!target.journal.empty()) wanted.insert(target.journal);
  std::erase_if(m_readers, [&](const auto& entry) { return !wanted.contains(entry.first); });
  for (const std::string& journal : wanted)
    if (auto& reader = m_readers[journal]; !reader) reader = std::make_unique<Reader>(m_tasks);
  m_files.setPaths(wanted);
  rebuild();
}

void Measurements::read(const std::string& journal) {
  const auto found = m_readers.find(journal);
  if (found == m_readers.end()) return;
  TaskOptions options{tr("Reading %1").arg(QFileInfo(QString::fromStdString(journal)).fileName())};
  options.background = true;
  found->second->lane.run<Loaded>(
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
                     .reading = reader.lane.busy() || !m_files.knows(target.journal)});
  }
  m_tell.start();
}

}  // namespace headroom::ui
