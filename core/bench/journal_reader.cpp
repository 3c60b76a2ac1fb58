// Reading a benchmark file in order to continue it.
#include "core/bench/journal.h"
#include "core/bench/journal_lines.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <tuple>

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
        const Json row = parseLine(line);
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
    double failedShare = 0;
    std::size_t firstLine = 0, begin = 0;
    bool inOrder = true;  // rows so far are the first ones of a point, in its order

    bool complete() const { return metrics == allMetrics || (nothingCompleted && metrics == throughputs); }
  };

  Error wrong(const std::string& what) const {
    return {ErrorCode::malformed, fmt::format("{} line {}: {}", m_source, m_line, what),
            "this does not look like a benchmark file that can be continued: correct the line, or write to "
            "another file with --output"};
  }

  static std::optional<double> number(const Json& row, const char* key) {
    const auto found = row.find(key);
    if (found == row.end() || !found->is_number()) return std::nullopt;
    return found->get<double>();
  }
  Result<void> take(const Json& row, std::size_t begin) {
    if (!row.is_object()) return wrong("is not a JSON object");
    const auto point = pointOf(row);
    const auto metric = row.find("metric");
    if (!point || metric == row.end() || !metric->is_string())
      return wrong("has no input_tokens, output_tokens, request_rate or metric");
    if (auto same = checkSettings(row); !same) return same;

    const auto known = std::find(metricOrder.begin(), metricOrder.end(), metric->get<std::string>());
    if (known == metricOrder.end()) return {};
    const auto index = static_cast<unsigned>(known - metricOrder.begin());
    if (m_groups.empty() || !samePoint(m_groups.back().point, *point) ||
        (m_groups.back().metrics >> index & 1) != 0)
      m_groups.push_back({.point = *point, .firstLine = m_line, .begin = begin});
    Group& group = m_groups.back();
    group.inOrder = group.inOrder && group.metrics == (1u << index) - 1;
    group.metrics |= 1u << index;
    group.nothingCompleted = group.nothingCompleted || number(row, "completed") == 0.0;
    if (const auto sent = number(row, "sent"), failed = number(row, "failed"); sent && failed && *sent > 0)
      group.failedShare = *failed / *sent;
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
    std::map<std::tuple<int, int, int>, std::vector<std::size_t>> placesOfCell;  // in m_points
    for (const Group& group : m_groups) {
      auto& places =
          placesOfCell[{group.point.inputTokens, group.point.outputTokens, group.point.concurrency}];
      const auto place = std::find_if(places.begin(), places.end(), [&](std::size_t at) {
        return samePoint(m_points[at].point, group.point);
      });
      if (place == places.end()) {
        places.push_back(m_points.size());
        m_points.push_back(group);
        continue;
      }
      Group& before = m_points[*place];
      before.metrics |= group.metrics;
      before.nothingCompleted = before.nothingCompleted && group.nothingCompleted;
      before.failedShare = std::max(before.failedShare, group.failedShare);
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
    for (const Group& group : m_points) {
      const bool nothing = group.nothingCompleted && group.metrics == throughputs;
      m_content.points.push_back(
          {group.point, group.complete(), nothing ? 1 : group.failedShare, group.firstLine});
    }
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

}  // namespace

Result<JournalContent> readJournal(std::string_view text, const std::string& source, const Plan& plan,
                                   bool anySettings) {
  return Scan(source, plan, anySettings).read(text);
}

}  // namespace headroom
