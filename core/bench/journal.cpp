#include "core/bench/journal.h"

#include "core/bench/journal_lines.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <system_error>

namespace headroom {
namespace {

std::string isoTime(std::chrono::system_clock::time_point time) {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

Result<void> makeFolderOf(const std::string& path) {
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  if (folder.empty()) return {};
  std::error_code failure;
  std::filesystem::create_directories(folder, failure);
  if (failure && !std::filesystem::is_directory(folder))
    return systemError(failure.value(), "cannot make the folder " + folder.string());
  return {};
}

}  // namespace

Result<Journal> Journal::open(const std::string& path, const Plan& plan, bool anySettings) {
  if (auto made = makeFolderOf(path); !made) return made.error();
  auto file = AppendFile::open(path);
  if (!file) return file.error();
  Journal journal;
  journal.m_path = path;
  journal.m_anySettings = anySettings;
  journal.m_file = std::move(*file);
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(path, ignored)) return journal;  // a device or a pipe holds no points

  const auto text = readFile(path);
  if (!text) return text.error();
  auto content = readJournal(*text, path, plan, anySettings);
  if (!content) return content.error();
  if (content->keepBytes < text->size()) {
    const std::string_view cut = std::string_view(*text).substr(content->keepBytes);
    if (cut.find_first_not_of('\0') != std::string_view::npos) {
      if (auto kept = keepBeside(path, cut); !kept) return kept.error();
      journal.m_notes.push_back(
          fmt::format("the last {} bytes of {} were part of a point that was not finished: moved to {}.cut",
                      cut.size(), path, path));
    }
    if (auto shortened = journal.m_file.truncate(content->keepBytes); !shortened) return shortened.error();
  }
  if (content->endsWithoutNewline)
    if (auto ended = journal.m_file.append("\n"); !ended) return ended.error();
  std::size_t incomplete = 0;
  for (JournalContent::Point& point : content->points) {
    if (point.complete)
      journal.m_points.push_back(point);
    else
      ++incomplete;
  }
  if (incomplete > 0)
    journal.m_notes.push_back(fmt::format(
        "{} point{} of {} lack some of their rows: they are measured again where the plan holds them",
        incomplete, incomplete == 1 ? "" : "s", path));
  return journal;
}

bool Journal::finished(const PlanPoint& point) const {
  return std::any_of(m_points.begin(), m_points.end(),
                     [&](const JournalContent::Point& other) { return samePoint(other.point, point); });
}

std::vector<PlanPoint> Journal::failed(double share) const {
  std::vector<PlanPoint> points;
  for (const JournalContent::Point& point : m_points)
    if (point.failedShare > 0 && point.failedShare >= share) points.push_back(point.point);
  return points;
}

Result<void> Journal::forget(const std::vector<PlanPoint>& points) {
  if (auto taken = takeOut(m_file, points); !taken) return taken;
  std::erase_if(m_points, [&](const JournalContent::Point& point) {
    return std::any_of(points.begin(), points.end(),
                       [&](const PlanPoint& one) { return samePoint(one, point.point); });
  });
  return {};
}

// Another program wrote to the file, cut it, or put another one in its place. Its word counts: what it holds
// now is what was measured.
Result<void> Journal::readAgain(const Plan& plan, const std::string& rows) {
  const std::string path = m_path;
  m_file = AppendFile();  // gives up the lock, which may be on a file that is no longer there
  auto again = open(path, plan, m_anySettings);
  if (!again) {
    Error error = again.error();
    error.message =
        fmt::format("{} was changed by another program while it was measured: {}", path, error.message);
    if (keepBeside(path, rows)) error.message += fmt::format("; the point just measured is in {}.cut", path);
    return error;
  }
  std::vector<std::string> notes = std::move(m_notes);
  notes.push_back(
      fmt::format("{} was changed by another program while it was measured and was read again: it held {} "
                  "finished point{}",
                  path, again->m_points.size(), again->m_points.size() == 1 ? "" : "s"));
  notes.insert(notes.end(), again->m_notes.begin(), again->m_notes.end());
  *this = std::move(*again);
  m_notes = std::move(notes);
  return {};
}

Result<void> Journal::append(const Plan& plan, const PlanPoint& point, const LoadResult& result) {
  std::string started;
  if (!plan.predicted) {
    const auto wall =
        std::chrono::duration_cast<std::chrono::system_clock::duration>(fromSeconds(result.wallSeconds));
    started = isoTime(std::chrono::system_clock::now() - wall);
  }
  const std::string rows = journalRows(plan, point, result, started);
  if (!m_file.unchanged()) {
    if (auto read = readAgain(plan, rows); !read) return read;
    if (finished(point)) return {};
  }
  if (auto written = m_file.append(rows); !written) {
    Error error = written.error();
    error.hint = rescue(m_path, rows);
    return error;
  }
  const double failedShare = result.completed == 0 ? 1
                             : result.sent == 0    ? 0
                                                   : static_cast<double>(result.failed) / result.sent;
  m_points.push_back({point, true, failedShare, 0});
  m_started = std::move(started);
  return {};
}

}  // namespace headroom
