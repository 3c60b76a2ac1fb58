#include "core/bench/journal.h"

#include "core/base/python_json.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <ctime>
#include <filesystem>
#include <optional>
#include <system_error>

namespace headroom {
namespace {

using Json = nlohmann::json;

constexpr std::array<std::string_view, 5> metricOrder{"TPUT", "TT", "E2E", "TTFT", "TPOT"};
constexpr unsigned allMetrics = 0b11111, throughputs = 0b00011;

bool isBlank(std::string_view text) { return text.find_first_not_of(" \t\r") == std::string_view::npos; }

// Whether `text` is how a row of a benchmark file begins, cut anywhere.
bool beginsLikeARow(std::string_view text) {
  constexpr std::string_view start = R"({"input_tokens":)";
  std::string packed;
  for (const char c : text) {
    if (packed.size() == start.size()) break;
    if (c != ' ') packed += c;
  }
  return start.starts_with(packed);
}

bool sameRate(double a, double b) { return std::abs(a - b) <= 1e-9 * std::max(std::abs(a), std::abs(b)); }

// In a closed loop the rate is an outcome, and the concurrency is what was asked.
bool samePoint(const PlanPoint& a, const PlanPoint& b) {
  return a.inputTokens == b.inputTokens && a.outputTokens == b.outputTokens &&
         a.concurrency == b.concurrency && (a.concurrency > 0 || sameRate(a.requestRate, b.requestRate));
}

bool sameValue(const Json& a, const Json& b) {
  if (a.is_number() && b.is_number()) return sameRate(a.get<double>(), b.get<double>());
  return a == b;
}

// The settings that points of one file must share to be compared with each other.
std::vector<std::pair<std::string, Json>> settingsOf(const Plan& plan) {
  return {{"model", plan.model},
          {"seed", plan.seed},
          {"temperature", plan.temperature},
          {"samples", plan.samples},
          {"api", plan.api},
          {"arrivals", plan.arrivalsText()},
          {"prompts", plan.prompts},
          {"workload", plan.workload},
          {"stream", plan.stream},
          {"ignore_eos", plan.ignoreEos},
          {"predicted", plan.predicted}};
}

// Goes through the lines of a benchmark file.
class Scan {
 public:
  Scan(const std::string& source, const Plan& plan, bool anySettings)
      : m_source(source), m_settings(settingsOf(plan)), m_anySettings(anySettings) {}

  Result<JournalContent> read(std::string_view text) {
    // A machine that lost power can leave a file lengthened by zero bytes.
    const std::size_t textEnd = text.find_last_not_of('\0') + 1;
    const std::string_view whole = text.substr(0, textEnd);
    std::size_t begin = 0;
    while (begin < whole.size()) {
      const std::size_t newline = whole.find('\n', begin);
      const bool isCut = newline == std::string_view::npos;
      const std::size_t end = isCut ? whole.size() : newline + 1;
      std::string_view line = whole.substr(begin, end - begin - (isCut ? 0 : 1));
      if (begin == 0 && line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
      ++m_line;
      if (!isBlank(line)) {
        const Json row = parse(line);
        if (row.is_discarded() && isCut && beginsLikeARow(line)) break;  // half a line at the end
        if (row.is_discarded()) return wrong("is not JSON");
        if (auto taken = take(row, begin); !taken) return taken.error();
      }
      begin = end;
      if (isCut) m_content.endsWithoutNewline = true;
    }
    return finish(begin);
  }

 private:
  struct Group {
    PlanPoint point;
    unsigned metrics = 0;
    bool nothingCompleted = false;
    std::size_t firstLine = 0, begin = 0;
    bool inOrder = true;  // rows so far are the first ones of a point, in its order

    bool complete() const { return metrics == allMetrics || (nothingCompleted && metrics == throughputs); }
  };

  Error wrong(const std::string& what) const {
    return {ErrorCode::malformed, fmt::format("{} line {}: {}", m_source, m_line, what),
            "this does not look like a benchmark file that can be continued: correct the line, or write to "
            "another file "
            "with --output"};
  }

  static Json parse(std::string_view line) {
    Json row = Json::parse(line, nullptr, false);
    if (!row.is_discarded()) return row;
    std::string plain(line);
    return replaceNonFinite(plain) ? Json::parse(plain, nullptr, false) : row;
  }

  static std::optional<double> number(const Json& row, const char* key) {
    const auto found = row.find(key);
    if (found == row.end() || !found->is_number()) return std::nullopt;
    return found->get<double>();
  }
  static std::optional<int> length(const Json& row, const char* key) {
    const auto value = number(row, key);
    if (!value || !(*value >= 1) || *value > 2147483647.0 || *value != std::floor(*value))
      return std::nullopt;
    return static_cast<int>(*value);
  }

  Result<void> take(const Json& row, std::size_t begin) {
    if (!row.is_object()) return wrong("is not a JSON object");
    const auto input = length(row, "input_tokens"), output = length(row, "output_tokens");
    const auto rate = number(row, "request_rate");
    const auto metric = row.find("metric");
    if (!input || !output || !rate || metric == row.end() || !metric->is_string())
      return wrong("has no input_tokens, output_tokens, request_rate or metric");
    if (auto same = checkSettings(row); !same) return same;

    PlanPoint point{*input, *output, *rate, length(row, "concurrency").value_or(0)};
    const auto known = std::find(metricOrder.begin(), metricOrder.end(), metric->get<std::string>());
    if (known == metricOrder.end()) return {};
    const auto index = static_cast<unsigned>(known - metricOrder.begin());
    if (m_groups.empty() || !samePoint(m_groups.back().point, point) ||
        (m_groups.back().metrics >> index & 1) != 0)
      m_groups.push_back({point, 0, false, m_line, begin, true});
    Group& group = m_groups.back();
    group.inOrder = group.inOrder && group.metrics == (1u << index) - 1;
    group.metrics |= 1u << index;
    group.nothingCompleted = group.nothingCompleted || number(row, "completed") == 0.0;
    return {};
  }

  Result<void> checkSettings(const Json& row) const {
    if (m_anySettings) return {};
    std::string theirs, ours;
    for (const auto& [key, wanted] : m_settings) {
      const auto found = row.find(key);
      // A row says that it was predicted, or that its prompts are of a data set, only when it is so.
      const bool saysNothing = found == row.end() || found->is_null();
      Json has = saysNothing ? Json() : *found;
      if (saysNothing && key == "predicted")
        has = false;
      else if (saysNothing && key == "workload")
        has = "";
      else if (saysNothing)
        continue;
      if (sameValue(has, wanted)) continue;
      theirs += fmt::format("{}{} {}", theirs.empty() ? "" : ", ", key, has.dump());
      ours += fmt::format("{}{} {}", ours.empty() ? "" : ", ", key, wanted.dump());
    }
    if (theirs.empty()) return {};
    return Error{
        ErrorCode::conflict,
        fmt::format("{} line {} was made with {}, and this run has {}", m_source, m_line, theirs, ours),
        "write to another file with --output, give the same settings, or insist with --force"};
  }

  Result<JournalContent> finish(std::size_t readBytes) {
    m_content.keepBytes = readBytes;
    // Rows of one point that stand apart belong together all the same, as readers take them.
    for (const Group& group : m_groups) {
      const auto before = std::find_if(m_points.begin(), m_points.end(), [&](const Group& other) {
        return samePoint(other.point, group.point);
      });
      if (before == m_points.end()) {
        m_points.push_back(group);
      } else {
        before->metrics |= group.metrics;
        before->nothingCompleted = before->nothingCompleted && group.nothingCompleted;
      }
    }
    if (!m_groups.empty()) {
      const Group& last = m_groups.back();
      const auto point = std::find_if(m_points.begin(), m_points.end(),
                                      [&](const Group& other) { return samePoint(other.point, last.point); });
      // Only what a crash of ours can have left: the first rows of a point, nothing else of that point, and
      // whole points before it. A file in which other points lack rows too was made that way.
      const bool othersAreWhole = std::all_of(m_points.begin(), m_points.end(), [&](const Group& other) {
        return &other == &*point || other.complete();
      });
      if (!point->complete() && last.inOrder && point->firstLine == last.firstLine && othersAreWhole) {
        m_content.keepBytes = last.begin;
        m_content.endsWithoutNewline = false;
        m_points.erase(point);
      }
    }
    for (const Group& group : m_points)
      m_content.points.push_back({group.point, group.complete(),
                                  group.nothingCompleted && group.metrics == throughputs, group.firstLine});
    return std::move(m_content);
  }

  const std::string& m_source;
  std::vector<std::pair<std::string, Json>> m_settings;
  bool m_anySettings;
  std::size_t m_line = 0;
  std::vector<Group> m_groups;  // consecutive rows of one point
  std::vector<Group> m_points;  // all rows of one point
  JournalContent m_content;
};

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

Result<JournalContent> readJournal(std::string_view text, const std::string& source, const Plan& plan,
                                   bool anySettings) {
  return Scan(source, plan, anySettings).read(text);
}

Result<Journal> Journal::open(const std::string& path, const Plan& plan, bool anySettings) {
  if (auto made = makeFolderOf(path); !made) return made.error();
  auto file = AppendFile::open(path);
  if (!file) return file.error();
  Journal journal;
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
      auto side = AppendFile::open(path + ".cut");
      if (!side) return side.error();
      if (auto saved = side->append(std::string(cut) + "\n"); !saved) return saved.error();
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

std::vector<PlanPoint> Journal::nothingCompleted() const {
  std::vector<PlanPoint> points;
  for (const JournalContent::Point& point : m_points)
    if (point.nothingCompleted) points.push_back(point.point);
  return points;
}

Result<void> Journal::append(const Plan& plan, const PlanPoint& point, const LoadResult& result) {
  std::string started;
  if (!plan.predicted) {
    const auto wall =
        std::chrono::duration_cast<std::chrono::system_clock::duration>(fromSeconds(result.wallSeconds));
    started = isoTime(std::chrono::system_clock::now() - wall);
  }
  if (auto written = m_file.append(journalRows(plan, point, result, started)); !written) return written;
  m_points.push_back({point, true, result.completed == 0, 0});
  return {};
}

}  // namespace headroom
