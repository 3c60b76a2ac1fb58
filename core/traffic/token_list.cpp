// Lists of token counts, as traces are published: one request a line, by name of the column.
#include "core/base/file.h"
#include "core/load/dataset.h"
#include "core/traffic/recording.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace headroom {
namespace {

enum class Column { none, time, input, output, count };

// Lower case, letters and digits alone: "Prompt Length" and "prompt_length" are one name.
std::string plain(std::string_view name) {
  std::string out;
  for (const char c : name)
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
      out += c;
    else if (c >= 'A' && c <= 'Z')
      out += static_cast<char>(c - 'A' + 'a');
  return out;
}

Column columnOf(std::string_view name) {
  using Names = std::initializer_list<std::string_view>;
  const std::string word = plain(name);
  const auto among = [&](Names names) { return std::find(names.begin(), names.end(), word) != names.end(); };
  if (among({"timestamp", "time", "ts", "t", "arrivaltime", "arrivedat", "arrivaltimestamp", "arrival",
             "starttime", "timestampms", "timems", "arrivaltimems", "times", "timeseconds", "datetime"}))
    return Column::time;
  if (among({"input", "inputs", "inputtokens", "inputlength", "inputlen", "isl", "prompt", "prompttokens",
             "promptlength", "promptlen", "contexttokens", "requesttokens", "numprefilltokens",
             "numinputtokens", "prefilltokens"}))
    return Column::input;
  if (among({"output", "outputs", "outputtokens", "outputlength", "outputlen", "osl", "completiontokens",
             "completion", "generatedtokens", "responsetokens", "responselength", "numdecodetokens",
             "numoutputtokens", "decodetokens"}))
    return Column::output;
  if (among({"count", "requests", "numrequests", "n"})) return Column::count;
  return Column::none;
}

// Days since 1970 of a date of the Gregorian calendar (Howard Hinnant, chrono-compatible date algorithms).
double daysSince1970(int year, int month, int day) {
  year -= month <= 2;
  const int era = (year >= 0 ? year : year - 399) / 400;
  const int yearOfEra = year - era * 400;
  const int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  const int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
  return era * 146097.0 + dayOfEra - 719468;
}

std::optional<double> number(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '"' || text.front() == '+'))
    text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '"' || text.back() == '\r'))
    text.remove_suffix(1);
  double value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failure != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
    return std::nullopt;
  return value;
}

// "2023-11-16 18:15:46.6805900", with 'T' between and 'Z' or an offset behind as it comes; seconds since
// 1970.
std::optional<double> dateTime(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '"')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '"' || text.back() == '\r'))
    text.remove_suffix(1);
  const auto part = [&](std::size_t at, std::size_t length) -> std::optional<int> {
    if (at + length > text.size()) return std::nullopt;
    int value = 0;
    const auto [end, failure] = std::from_chars(text.data() + at, text.data() + at + length, value);
    if (failure != std::errc() || end != text.data() + at + length) return std::nullopt;
    return value;
  };
  if (text.size() < 19 || text[4] != '-' || text[7] != '-' || (text[10] != ' ' && text[10] != 'T') ||
      text[13] != ':' || text[16] != ':')
    return std::nullopt;
  const auto year = part(0, 4), month = part(5, 2), day = part(8, 2), hour = part(11, 2),
             minute = part(14, 2), second = part(17, 2);
  if (!year || !month || !day || !hour || !minute || !second || *month < 1 || *month > 12)
    return std::nullopt;
  double seconds = daysSince1970(*year, *month, *day) * 86400 + *hour * 3600 + *minute * 60 + *second;
  std::size_t at = 19;
  if (at < text.size() && text[at] == '.') {
    double scale = 0.1;
    for (++at; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, scale /= 10)
      seconds += (text[at] - '0') * scale;
  }
  if (at < text.size() && (text[at] == '+' || text[at] == '-')) {
    const auto offsetHours = part(at + 1, 2),
               offsetMinutes = part(at + (text.size() > at + 3 && text[at + 3] == ':' ? 4 : 3), 2);
    if (!offsetHours) return std::nullopt;
    seconds -= (text[at] == '-' ? -1 : 1) * (*offsetHours * 3600 + offsetMinutes.value_or(0) * 60);
  } else if (at < text.size() && text[at] != 'Z') {
    return std::nullopt;
  }
  return seconds;
}

// How many seconds a unit of the time column is. Numbers of the size of today's unix time tell their unit
// themselves.
struct Unit {
  double seconds = 1;
  bool guessed = false;
};
Unit unitOf(TimeUnit unit, std::string_view columnName, double first) {
  if (unit == TimeUnit::seconds) return {1};
  if (unit == TimeUnit::milliseconds) return {1e-3};
  if (first > 1e17) return {1e-9};
  if (first > 1e14) return {1e-6};
  if (first > 1e11) return {1e-3};
  const std::string name = plain(columnName);
  if (name.ends_with("ms")) return {1e-3};
  return {1, first < 1e8 && name != "times" && name != "timeseconds"};
}

struct Fields {
  std::optional<double> time, input, output;
  double count = 1;
};

class TokenList {
 public:
  TokenList(const std::string& source, const RecordingOptions& options)
      : m_source(source), m_options(options), m_recorder(source, options) {}

  Result<Recording> csv(std::string_view text);
  Result<Recording> json(std::string_view text);

 private:
  Error wrong(std::size_t line, const std::string& what) const {
    return {ErrorCode::malformed, fmt::format("{} line {}: {}", m_source, line, what),
            "correct or remove the line; a request has input and output tokens, and a time if it likes"};
  }
  Result<void> add(const Fields& fields, std::size_t line) {
    if (!fields.input) return wrong(line, "has no input tokens");
    for (const auto& [value, what] : {std::pair{fields.input, "input"}, std::pair{fields.output, "output"}})
      if (value && (*value < 0 || *value > 1e9))
        return wrong(line, fmt::format("has {} {} tokens", *value, what));
    if (!(fields.count >= 0) || fields.count > 1e9)
      return wrong(line, fmt::format("has a count of {}", fields.count));
    if (fields.count > 0) m_recorder.add(fields.time, *fields.input, fields.output, fields.count);
    return {};
  }
  std::optional<double> time(double value, std::string_view columnName) {
    if (!m_unit) m_unit = unitOf(m_options.unit, columnName, value);
    m_wholeTimes = m_wholeTimes && value == std::floor(value);
    return value * m_unit->seconds;
  }
  Result<Recording> finish();
  Result<void> jsonRequest(const simdjson::dom::element& value, std::size_t line);

  std::string m_source;
  RecordingOptions m_options;
  Recorder m_recorder;
  std::optional<Unit> m_unit;  // known from the first time on
  bool m_wholeTimes = true;
};

Result<Recording> TokenList::finish() {
  auto recording = m_recorder.finish();
  if (!recording || !recording->timed || !m_unit || !m_unit->guessed || !m_wholeTimes) return recording;
  // Fractions are of seconds, and so are requests that are close together even so.
  if (recording->requests() < recording->seconds())
    recording->warnings.push_back(fmt::format(
        "nothing says the unit of the times of {}: they are taken for seconds, {:.2g} requests/s; if they "
        "are milliseconds, say so (--time-unit ms)",
        m_source, recording->requests() / recording->seconds()));
  return recording;
}

Result<Recording> TokenList::csv(std::string_view text) {
  std::vector<Column> columns;
  std::string timeName = "time";
  std::size_t line = 0;
  const char separator = [&] {
    const std::string_view first = text.substr(0, text.find('\n'));
    for (const char c : {',', ';', '\t'})
      if (first.find(c) != std::string_view::npos) return c;
    return ' ';
  }();
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view row = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++line;
    while (!row.empty() && (row.back() == '\r' || row.back() == ' ')) row.remove_suffix(1);
    if (row.empty() || row.front() == '#') continue;
    std::array<std::string_view, 64> cells;
    std::size_t count = 0;
    for (std::string_view left = row; count < cells.size();) {
      const std::size_t comma = std::min(left.find(separator), left.size());
      cells[count++] = left.substr(0, comma);
      if (comma == left.size()) break;
      left.remove_prefix(comma + 1);
    }
    if (columns.empty()) {
      const bool header = !number(cells[0]) && !dateTime(cells[0]);
      for (std::size_t i = 0; i < count; ++i) {
        columns.push_back(header ? columnOf(cells[i]) : Column::none);
        if (columns.back() == Column::time) timeName = cells[i];
      }
      if (header) {
        for (const Column wanted : {Column::input, Column::output})
          if (std::count(columns.begin(), columns.end(), wanted) != 1)
            return wrong(
                line,
                fmt::format("the header names {} column of {} tokens",
                            std::count(columns.begin(), columns.end(), wanted) == 0 ? "no" : "more than one",
                            wanted == Column::input ? "input" : "output"));
        continue;
      }
      if (count == 2)
        columns = {Column::input, Column::output};
      else if (count == 3)
        columns = {Column::time, Column::input, Column::output};
      else
        return wrong(line, fmt::format("has {} columns and no header that names them", count));
    }
    if (count < columns.size() && count < 2) return wrong(line, "has too few columns");
    Fields fields;
    for (std::size_t i = 0; i < std::min(count, columns.size()); ++i) {
      if (columns[i] == Column::none || cells[i].empty()) continue;
      const std::optional<double> value = number(cells[i]);
      if (columns[i] == Column::time) {
        fields.time = value ? time(*value, timeName) : dateTime(cells[i]);
        if (!fields.time) return wrong(line, fmt::format("\"{}\" is not a time", cells[i]));
        continue;
      }
      if (!value) return wrong(line, fmt::format("\"{}\" is not a number", cells[i].substr(0, 40)));
      if (columns[i] == Column::input) fields.input = value;
      if (columns[i] == Column::output) fields.output = value;
      if (columns[i] == Column::count) fields.count = *value;
    }
    if (auto added = add(fields, line); !added) return added.error();
  }
  return finish();
}

Result<void> TokenList::jsonRequest(const simdjson::dom::element& value, std::size_t line) {
  Fields fields;
  if (simdjson::dom::array list; value.get(list) == simdjson::SUCCESS) {
    std::vector<double> numbers;
    for (const simdjson::dom::element item : list)
      if (double one = 0; item.get(one) == simdjson::SUCCESS)
        numbers.push_back(one);
      else
        return wrong(line, "is a list with something else than numbers");
    if (numbers.size() == 3)
      fields.time = time(numbers[0], "time");
    else if (numbers.size() != 2)
      return wrong(line, "is not [input, output] or [time, input, output]");
    fields.input = numbers[numbers.size() - 2];
    fields.output = numbers[numbers.size() - 1];
    return add(fields, line);
  }
  simdjson::dom::object object;
  if (value.get(object) != simdjson::SUCCESS) return wrong(line, "is not a request");
  // Mooncake's traces count milliseconds from their start, and call that "timestamp".
  if (!m_unit && m_options.unit == TimeUnit::automatic) {
    double first = 0;
    const bool mooncake = object["hash_ids"].error() == simdjson::SUCCESS ||
                          object["input_length"].error() == simdjson::SUCCESS;
    if (mooncake && object["timestamp"].get(first) == simdjson::SUCCESS && first < 1e8) m_unit = Unit{1e-3};
  }
  for (const auto& [key, member] : object) {
    const Column column = columnOf(key);
    if (column == Column::none || member.is_null()) continue;
    double one = 0;
    const bool isNumber = member.get(one) == simdjson::SUCCESS;
    if (column == Column::time) {
      std::string_view text;
      if (isNumber)
        fields.time = time(one, key);
      else if (member.get(text) == simdjson::SUCCESS)
        fields.time = dateTime(text);
      if (!fields.time) return wrong(line, "its time is neither a number nor a date");
    } else if (!isNumber) {
      // "prompt" beside "prompt_tokens" is the text itself.
      if (member.is_string()) continue;
      return wrong(line, fmt::format("\"{}\" is not a number", key));
    } else if (column == Column::input) {
      fields.input = one;
    } else if (column == Column::output) {
      fields.output = one;
    } else {
      fields.count = one;
    }
  }
  return add(fields, line);
}

Result<Recording> TokenList::json(std::string_view text) {
  std::string padded;
  padded.reserve(text.size() + simdjson::SIMDJSON_PADDING);
  padded.assign(text);
  simdjson::dom::parser parser;
  if (const std::size_t first = padded.find_first_not_of(" \t\r\n"); padded[first] == '[') {
    // An array of requests, or the first of many lines of [input, output].
    simdjson::dom::element all;
    if (parser.parse(padded.data(), padded.size(), false).get(all) == simdjson::SUCCESS) {
      simdjson::dom::array list;
      if (all.get(list) != simdjson::SUCCESS) return wrong(1, "is not a list");
      std::size_t record = 0;
      for (const simdjson::dom::element item : list)
        if (auto added = jsonRequest(item, ++record); !added) return added.error();
      return finish();
    }
  }
  std::size_t line = 0;
  for (std::size_t at = 0; at < padded.size();) {
    const std::size_t end = std::min(padded.find('\n', at), padded.size());
    ++line;
    const std::string_view row(padded.data() + at, end - at);
    if (row.find_first_not_of(" \t\r") != std::string_view::npos) {
      simdjson::dom::element value;
      if (parser.parse(padded.data() + at, end - at, false).get(value) != simdjson::SUCCESS)
        return wrong(line, "is not JSON");
      if (auto added = jsonRequest(value, line); !added) return added.error();
    }
    at = end + 1;
  }
  return finish();
}

// The first record of a data set holds a list of requests; a list of token counts may have a count so named.
bool looksLikeDataset(std::string_view text) {
  const std::string_view first = text.substr(0, 4096);
  for (const std::string_view key : {"\"requests\"", "\"Requests\""})
    for (std::size_t at = first.find(key); at != std::string_view::npos; at = first.find(key, at + 1)) {
      const std::size_t colon = first.find_first_not_of(" \t\r\n", at + key.size());
      if (colon == std::string_view::npos || first[colon] != ':') continue;
      const std::size_t value = first.find_first_not_of(" \t\r\n", colon + 1);
      if (value != std::string_view::npos && (first[value] == '[' || first[value] == 'n')) return true;
    }
  return false;
}

Result<Recording> datasetRecording(std::string_view text, const std::string& source,
                                   const RecordingOptions& options) {
  Recorder recorder(source, options);
  const auto read = visitDataset(text, source, [&](const DatasetRequestView& request) {
    recorder.add(request.atMilliseconds / 1e3, request.promptLength,
                 request.outputLength ? std::optional<double>(*request.outputLength) : std::nullopt);
  });
  if (!read) return read.error();
  return recorder.finish();
}

Result<void> checkOptions(const RecordingOptions& options) {
  if (std::isfinite(options.intervalSeconds) && options.intervalSeconds >= 1e-3) return {};
  return Error{ErrorCode::invalidArgument, fmt::format("the interval is {} s", options.intervalSeconds),
               "give at least 0.001 s"};
}

}  // namespace

Result<Recording> parseTokenList(std::string_view text, const std::string& source,
                                 const RecordingOptions& options) {
  if (auto sound = checkOptions(options); !sound) return sound.error();
  const std::size_t first = text.find_first_not_of(" \t\r\n\xef\xbb\xbf");
  if (first == std::string_view::npos)
    return Error{ErrorCode::malformed, source + " is empty", "check that this is the file you meant"};
  TokenList list(source, options);
  const bool isJson = text[first] == '{' || text[first] == '[';
  return isJson ? list.json(text.substr(first)) : list.csv(text.substr(first));
}

Result<Recording> parseRecording(std::string_view text, const std::string& source,
                                 const RecordingOptions& options) {
  if (auto sound = checkOptions(options); !sound) return sound.error();
  const std::size_t first = text.find_first_not_of(" \t\r\n\xef\xbb\xbf");
  const bool isJson = first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
  return isJson && looksLikeDataset(text) ? datasetRecording(text, source, options)
                                          : parseTokenList(text, source, options);
}

Result<Recording> readRecording(const std::string& path, const RecordingOptions& options) {
  if (auto sound = checkOptions(options); !sound) return sound.error();
  const auto text = readFile(path);
  if (!text) return text.error();
  return parseRecording(*text, path, options);
}

}  // namespace headroom
