#include "ui/controllers/recorded_points.h"

#include "core/base/file.h"
#include "core/bench/journal_lines.h"

#include <QFileInfo>

#include <algorithm>

namespace headroom::ui {

namespace {

using Points = std::vector<PointRecord>;

}  // namespace

struct RecordedPoints::Entry {
  explicit Entry(Tasks& tasks) : lane(tasks) {}
  std::string journal;
  TaskLane lane;
  // The table of the file when it was last read. Held, so that no other can come to lie at its address.
  std::shared_ptr<const BenchmarkTable> seen;
  bool wasRead = false;
  bool running = false;
  Points fromFile, fromRun, all;
  std::optional<Error> error;
};

RecordedPoints::RecordedPoints(Session& session, Tasks& tasks, Measurements& measurements, QObject* parent)
    : QObject(parent), m_session(session), m_tasks(tasks), m_measurements(measurements) {
  connect(&session, &Session::changed, this, [this](Sections what) {
    if (what & Section::targets) follow();
  });
  connect(&measurements, &Measurements::changed, this, &RecordedPoints::measurementsChanged);
  follow();
}

RecordedPoints::~RecordedPoints() = default;

const std::vector<PointRecord>& RecordedPoints::of(const std::string& target) const {
  static const Points none;
  const auto found = m_entries.find(target);
  return found == m_entries.end() ? none : found->second->all;
}

std::optional<Error> RecordedPoints::error(const std::string& target) const {
  const auto found = m_entries.find(target);
  return found == m_entries.end() ? std::nullopt : found->second->error;
}

bool RecordedPoints::settled() const {
  return std::ranges::all_of(
      m_entries, [](const auto& entry) { return entry.second->journal.empty() || entry.second->wasRead; });
}

void RecordedPoints::follow() {
  std::erase_if(m_entries,
                [this](const auto& entry) { return !findTarget(m_session.workspace(), entry.first); });
  for (const Target& target : m_session.workspace().targets) {
    auto& entry = m_entries[target.name];
    if (!entry) entry = std::make_unique<Entry>(m_tasks);
    if (entry->journal == target.journal) continue;
    entry->journal = target.journal;
    // What another file holds, and a run that writes to it, are not this one's.
    entry->fromFile.clear();
    entry->fromRun.clear();
    entry->running = false;
    entry->seen.reset();
    entry->error.reset();
    entry->wasRead = false;
    merge(target.name, *entry);
    if (target.journal.empty())
      entry->lane.cancel();
    else
      read(target.name, *entry);
  }
}

void RecordedPoints::measurementsChanged() {
  for (const auto& [name, entry] : m_entries) {
    const Measurement* one = m_measurements.of(name);
    if (!one || one->reading || entry->running) continue;
    if (one->table == entry->seen && !one->error) continue;
    entry->seen = one->table;
    read(name, *entry);
  }
}

void RecordedPoints::read(const std::string& target, Entry& entry) {
  TaskOptions options{tr("Reading %1").arg(QFileInfo(QString::fromStdString(entry.journal)).fileName())};
  options.background = true;
  entry.lane.run<Points>(
      options,
      [journal = entry.journal](const std::stop_token&, const ProgressSink&) -> Tasks::Answer<Points> {
        const auto text = readFile(journal);
        if (!text) return text.error();
        auto points = readPointRecords(*text, journal);
        if (!points) return points.error();
        return std::make_shared<const Points>(std::move(*points));
      },
      [this, target](const Tasks::Answer<Points>& answer) {
        const auto found = m_entries.find(target);
        if (found == m_entries.end()) return;
        Entry& into = *found->second;
        into.wasRead = true;
        if (answer) {
          into.fromFile = **answer;
          into.error.reset();
          if (!into.running) into.fromRun.clear();
        } else if (answer.error().code == ErrorCode::notFound) {
          into.fromFile.clear();  // nothing was measured yet
          into.error.reset();
        } else {
          into.error = answer.error();
        }
        merge(target, into);
      });
}

// The file's points, then those of the run that it did not have yet when it was read.
void RecordedPoints::merge(const std::string& target, Entry& entry) {
  entry.all = entry.fromFile;
  for (const PointRecord& record : entry.fromRun)
    if (std::ranges::none_of(entry.fromFile,
                             [&](const PointRecord& other) { return samePoint(other.point, record.point); }))
      entry.all.push_back(record);
  emit changed(QString::fromStdString(target));
}

void RecordedPoints::runBegan(const std::string& target, const std::vector<PointRecord>& points) {
  const auto found = m_entries.find(target);
  if (found == m_entries.end()) return;
  found->second->running = true;
  if (!points.empty()) runMeasured(target, points);
}

void RecordedPoints::runMeasured(const std::string& target, const std::vector<PointRecord>& points) {
  const auto found = m_entries.find(target);
  if (found == m_entries.end()) return;
  Entry& entry = *found->second;
  entry.fromRun.insert(entry.fromRun.end(), points.begin(), points.end());
  merge(target, entry);
}

void RecordedPoints::runEnded(const std::string& target) {
  const auto found = m_entries.find(target);
  if (found == m_entries.end()) return;
  found->second->running = false;
  if (!found->second->journal.empty()) read(target, *found->second);
}

}  // namespace headroom::ui
