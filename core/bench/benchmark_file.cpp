#include "core/bench/benchmark_file.h"

#include "core/base/file.h"
#include "core/base/python_json.h"
#include "core/bench/plan.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

namespace headroom {
namespace {

constexpr std::array<std::string_view, 6> kMetricNames{"TPUT", "TT", "E2E", "TTFT", "TPOT", "TPAT"};
constexpr std::size_t kLongestLineBytes = std::size_t{16} << 20;
constexpr double kLargestTokenCount = std::numeric_limits<std::int32_t>::max();

std::optional<Metric> metricInFile(std::string_view text) {
  for (std::size_t i = 0; i < kMetricNames.size(); ++i)
    if (kMetricNames[i] == text && static_cast<Metric>(i) != Metric::tpat) return static_cast<Metric>(i);
  return std::nullopt;
}

// At most `limit` bytes of text that came from a file, fit for a message.
std::string excerpt(std::string_view text, std::size_t limit = 40) {
  std::string shown;
  for (const char c : text.substr(0, limit)) shown += static_cast<unsigned char>(c) < ' ' ? '?' : c;
  return text.size() > limit ? shown + "…" : shown;
}

// Reads one line after the other into one file.
class Reader {
 public:
  explicit Reader(const std::string& source) { m_file.source = source; }

  Result<BenchmarkFile> read(std::string_view text) {
    // A machine that lost power can leave a file lengthened by zero bytes.
    text = text.substr(0, text.find_last_not_of('\0') + 1);
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    m_file.rows.reserve(text.size() / 200);  // a little less than a line of the usual length
    while (!text.empty()) {
      ++m_line;
      const std::size_t end = text.find('\n');
      const std::string_view line = text.substr(0, end);
      text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
      m_isCutOff = end == std::string_view::npos;
      if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
      const std::size_t rowsBefore = m_file.rows.size();
      if (const auto read = readLine(line); !read) {
        if (!m_endedInTheMiddle || rowsBefore == 0) return read.error();
        break;
      }
    }
    Points found = points();
    leaveOutUnfinishedPoint(found);
    noteRepeatedPoints(found);
    tellWarnings();
    return std::move(m_file);
  }

 private:
  Error wrong(const std::string& what, std::string hint = {}) const {
    return {ErrorCode::malformed, fmt::format("{}, line {}: {}", m_file.source, m_line, what),
            std::move(hint)};
  }
  Error wrongType(std::string_view key, std::string_view wanted) const {
    return wrong(fmt::format("\"{}\" is not {}", key, wanted),
                 "correct the line, or measure its point again");
  }

  // simdjson reads past the end of what it parses, so the line goes into a padded buffer first.
  simdjson::simdjson_result<simdjson::dom::element> parse(std::string_view line) {
    if (m_buffer.size() < line.size() + simdjson::SIMDJSON_PADDING)
      m_buffer.resize(2 * line.size() + simdjson::SIMDJSON_PADDING);
    std::memcpy(m_buffer.data(), line.data(), line.size());
    return m_parser.parse(m_buffer.data(), line.size(), false);
  }

  Result<void> readLine(std::string_view line) {
    auto document = parse(line);
    if (document.error()) {
      const simdjson::error_code failure = document.error();
      std::string plain(line);
      if (replaceNonFinite(plain)) document = parse(plain);
      if (document.error()) return notJson(failure, line);
    }
    simdjson::dom::object object;
    if (document.get(object)) return wrong("not a JSON object", "check that this is a benchmark file");
    return readObject(object);
  }

  Error notJson(simdjson::error_code failure, std::string_view line) {
    if (failure == simdjson::CAPACITY || line.size() > kLongestLineBytes)
      return wrong(fmt::format("longer than {} bytes", kLongestLineBytes),
                   "check that this is a benchmark file");
    const std::string start = excerpt(line.substr(line.find_first_not_of(" \t")));
    m_endedInTheMiddle = m_isCutOff && start.starts_with('{');
    if (m_endedInTheMiddle)
      return wrong("the last line is cut off, as when the program that wrote it was ended in the middle",
                   "delete this line; the points before it are whole");
    return wrong(fmt::format("not valid JSON: {}", start), "correct or delete this line");
  }

  Result<void> readObject(const simdjson::dom::object& object) {
    BenchmarkRow row;
    std::optional<std::string_view> metric, model;
    bool hasInput = false, hasOutput = false, hasRate = false, hasMean = false, hasNaN = false,
         predicted = false;
    // A key that occurs twice has its last value, as in Python.
    for (const auto& [key, value] : object) {
      if (key == "input_tokens" || key == "output_tokens") {
        const bool isInput = key == "input_tokens";
        const auto count = tokenCount(value);
        if (!count) return wrongType(key, "a whole number from 1 to 2147483647");
        (isInput ? row.inputTokens : row.outputTokens) = *count;
        (isInput ? hasInput : hasOutput) = true;
      } else if (key == "request_rate") {
        if (!value.is_number()) return wrongType(key, "a number");
        row.requestRate = value.get_double().value_unsafe();
        if (row.requestRate < 0) return wrongType(key, "0 or more");
        hasRate = true;
      } else if (key == "metric") {
        if (!value.is_string()) return wrongType(key, "a text");
        metric = value.get_string().value_unsafe();
      } else if (key == "model") {
        if (value.is_null()) continue;
        if (!value.is_string()) return wrongType(key, "a text");
        model = value.get_string().value_unsafe();
      } else if (key == "predicted") {
        if (!value.is_bool()) return wrongType(key, "true or false");
        predicted = value.get_bool().value_unsafe();
      } else if (double* statistic = statisticOf(row, key)) {
        if (value.is_null()) {
          *statistic = std::numeric_limits<double>::quiet_NaN();
          hasNaN = true;
        } else if (value.is_number()) {
          *statistic = value.get_double().value_unsafe();
        } else {
          return wrongType(key, "a number");
        }
        hasMean = hasMean || key == "mean";
      } else {
        takeFact(row.facts, key, value);
      }
    }
    for (const auto& [present, key] :
         {std::pair{hasInput, "input_tokens"}, std::pair{hasOutput, "output_tokens"},
          std::pair{hasRate, "request_rate"}, std::pair{metric.has_value(), "metric"},
          std::pair{hasMean, "mean"}})
      if (!present) return wrong(fmt::format("has no \"{}\"", key), "check that this is a benchmark file");

    const auto known = metricInFile(*metric);
    if (!known) {
      noteUnknownMetric(*metric);
      return {};
    }
    row.metric = *known;
    if (hasNaN && m_nanRows++ == 0) m_firstNaNLine = m_line;
    if (model) noteModel(*model);
    notePredicted(predicted);
    row.facts.predicted = predicted;
    m_file.rows.push_back(row);
    return {};
  }

  static std::optional<int> tokenCount(const simdjson::dom::element& value) {
    if (!value.is_number()) return std::nullopt;
    const double number = value.get_double().value_unsafe();
    if (number < 1 || number > kLargestTokenCount || number != std::floor(number)) return std::nullopt;
    return static_cast<int>(number);
  }

  static double* statisticOf(BenchmarkRow& row, std::string_view key) {
    if (key == "mean") return &row.mean;
    if (key == "P50") return &row.p50;
    if (key == "P90") return &row.p90;
    if (key == "P99") return &row.p99;
    return nullptr;
  }

  // These keys are ours alone: where another program means something else by them, they tell nothing.
  static void takeFact(RowFacts& facts, std::string_view key, const simdjson::dom::element& value) {
    std::int32_t* count = nullptr;
    if (key == "samples")
      count = &facts.samples;
    else if (key == "count")
      count = &facts.count;
    else if (key == "sent")
      count = &facts.sent;
    else if (key == "completed")
      count = &facts.completed;
    else if (key == "failed")
      count = &facts.failed;
    else if (key == "concurrency")
      count = &facts.concurrency;
    if (count) {
      std::int64_t number = 0;
      const bool sound =
          !value.get(number) && number >= 0 && number <= std::numeric_limits<std::int32_t>::max();
      *count = sound ? static_cast<std::int32_t>(number) : -1;
    } else if (key == "client_limited") {
      bool limited = false;
      facts.clientLimited = !value.get(limited) && limited;
    } else if (key == "arrivals") {
      std::string_view arrivals;
      facts.poisson = !value.get(arrivals) && arrivals == "poisson";
    }
  }

  void noteUnknownMetric(std::string_view metric) {
    ++m_unknownRows;
    const std::string shown = excerpt(metric);
    if (m_unknown.size() < 5 && std::find(m_unknown.begin(), m_unknown.end(), shown) == m_unknown.end())
      m_unknown.push_back(shown);
  }

  void noteModel(std::string_view model) {
    if (m_file.model.empty())
      m_file.model = model;
    else if (m_otherModel.empty() && model != m_file.model)
      m_otherModel = model;
  }

  void notePredicted(bool predicted) {
    m_file.predicted = m_file.predicted || predicted;
    m_measured = m_measured || !predicted;
  }

  using PointKey = std::tuple<int, int, std::int32_t, double>;
  static PointKey keyOf(const BenchmarkRow& row) {
    return {row.inputTokens, row.outputTokens, row.facts.concurrency, row.requestRate};
  }

  // The rows of one point.
  struct PointRows {
    unsigned metrics = 0, twice = 0;  // a bit each
    bool nothingCompleted = false;
    bool inOrder = true;
    std::size_t runs = 0;  // of rows behind each other

    void add(const BenchmarkRow& row) {
      const unsigned metric = 1u << static_cast<unsigned>(row.metric);
      inOrder = inOrder && metrics == metric - 1;
      twice |= metrics & metric;
      metrics |= metric;
      nothingCompleted = nothingCompleted || row.facts.completed == 0;
    }
    bool isWhole() const { return metrics == 0b11111 || (nothingCompleted && metrics == 0b00011); }
  };
  using Points = std::map<PointKey, PointRows>;

  static std::string textOf(const PointKey& key) {
    return PlanPoint{std::get<0>(key), std::get<1>(key), std::get<3>(key), std::max(0, std::get<2>(key))}
        .text();
  }

  Points points() const {
    Points all;
    auto current = all.end();
    for (const BenchmarkRow& row : m_file.rows) {
      const PointKey key = keyOf(row);
      if (current == all.end() || current->first != key) {
        current = all.try_emplace(key).first;
        ++current->second.runs;
      }
      current->second.add(row);
    }
    return all;
  }

  // What a program that was ended in the middle of a point has left: its first rows, at the end, behind whole
  // points alone. They would count as a point that keeps no SLO. In a file whose other points lack rows too,
  // they were made that way.
  void leaveOutUnfinishedPoint(Points& points) {
    if (points.size() < 2) return;
    const auto last = points.find(keyOf(m_file.rows.back()));
    const PointRows& rows = last->second;
    if (rows.isWhole() || !rows.inOrder || rows.runs > 1) return;
    for (auto other = points.begin(); other != points.end(); ++other)
      if (other != last && !other->second.isWhole()) return;
    m_unfinished = textOf(last->first);
    while (keyOf(m_file.rows.back()) == last->first) m_file.rows.pop_back();
    points.erase(last);
  }

  void noteRepeatedPoints(const Points& points) {
    for (const auto& [key, rows] : points)
      if (rows.twice != 0 && m_repeatedPoints++ == 0) m_firstRepeated = textOf(key);
  }

  void tellWarnings() {
    const auto tell = [&](const std::string& text) {
      m_file.warnings.push_back(m_file.source + ": " + text);
    };
    if (m_file.rows.empty()) tell("it holds no measurement");
    if (!m_unfinished.empty())
      tell(fmt::format(
          "its last point ({}) is not finished, as when the program that wrote it was ended in the "
          "middle, and is left out; the same headroomctl benchmark measures it again",
          m_unfinished));
    else if (m_endedInTheMiddle)
      tell(
          "its last line is cut off, as when the program that wrote it was ended in the middle, and is left "
          "out; the points before it are whole");
    if (m_repeatedPoints > 0)
      tell(
          fmt::format("{} point{} more than once (the first: {}): an SLO is kept where any row keeps it, and "
                      "figures are those of the first row, as aibrix_gen_profile takes them",
                      m_repeatedPoints, m_repeatedPoints == 1 ? " occurs" : "s occur", m_firstRepeated));
    if (m_nanRows > 0)
      tell(fmt::format(
          "{} row{} with a statistic that is not a number (the first at line {}), which passes no SLO",
          m_nanRows, m_nanRows == 1 ? "" : "s", m_firstNaNLine));
    if (m_unknownRows > 0)
      tell(fmt::format("{} row{} of an unknown metric skipped ({})", m_unknownRows,
                       m_unknownRows == 1 ? "" : "s", fmt::join(m_unknown, ", ")));
    if (!m_otherModel.empty())
      tell(fmt::format("rows of several models, such as {} and {}, are taken as one", excerpt(m_file.model),
                       excerpt(m_otherModel)));
    if (m_file.predicted && m_measured) tell("measured and predicted rows are mixed");
  }

  BenchmarkFile m_file;
  simdjson::dom::parser m_parser{kLongestLineBytes};
  std::vector<char> m_buffer;
  std::size_t m_line = 0;
  bool m_isCutOff = false, m_endedInTheMiddle = false;
  std::string m_unfinished;  // the last point, where it was left out
  std::size_t m_repeatedPoints = 0;
  std::string m_firstRepeated;
  std::size_t m_nanRows = 0, m_firstNaNLine = 0, m_unknownRows = 0;
  std::vector<std::string> m_unknown;
  std::string m_otherModel;
  bool m_measured = false;
};

}  // namespace

std::string_view name(Metric metric) { return kMetricNames[static_cast<std::size_t>(metric)]; }

Result<BenchmarkFile> parseBenchmarkFile(std::string_view text, const std::string& source) {
  return Reader(source).read(text);
}

Result<BenchmarkFile> readBenchmarkFile(const std::string& path) {
  const auto text = readFile(path);
  if (!text) return text.error();
  return parseBenchmarkFile(*text, path);
}

}  // namespace headroom
