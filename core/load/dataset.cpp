#include "core/load/dataset.h"

#include "core/base/file.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <simdjson.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace headroom {
namespace {

using simdjson::dom::element;

constexpr double cellTolerance = 0.2;

// How many words a text has: the length in tokens where the file gives none.
int countWords(std::string_view text) {
  int count = 0;
  bool inWord = false;
  for (const char c : text) {
    const bool isSpace = c == ' ' || (c >= '\t' && c <= '\r');
    count += !isSpace && !inWord;
    inWord = !isSpace;
  }
  return std::max(1, count);
}

// Reads records, and names the place of what is wrong: "FILE line 3", or "FILE record 3" in an array.
class Reader {
 public:
  using Visit = std::function<void(const DatasetRequestView&)>;
  Reader(const std::string& source, const Visit& visit) : m_source(source), m_visit(visit) {}

  Result<void> record(const element& value, const char* kind, std::size_t number) {
    const auto wrong = [&](const char* what) {
      return Error{
          ErrorCode::malformed, fmt::format("{} {} {}: {}", m_source, kind, number, what),
          R"(a record is {"timestamp": ms, "requests": [{"prompt", "prompt_length", "output_length"}]})"};
    };
    simdjson::dom::object record;
    if (value.get(record) != simdjson::SUCCESS) return wrong("is not an object");
    element timestamp, requests;
    DatasetRequestView request;
    if (!member(record, "timestamp", "Timestamp", timestamp) ||
        timestamp.get(request.atMilliseconds) != simdjson::SUCCESS)
      return wrong("has no numeric timestamp");
    simdjson::dom::array items;
    if (!member(record, "requests", "Requests", requests) || requests.get(items) != simdjson::SUCCESS)
      return wrong("has no list of requests");
    for (const element item : items) {
      simdjson::dom::object fields;
      if (item.get(fields) != simdjson::SUCCESS) return wrong("a request is not an object");
      element prompt, promptLength, outputLength;
      if (!member(fields, "prompt", "Prompt", prompt) || prompt.get(request.prompt) != simdjson::SUCCESS)
        return wrong("a request has no prompt");
      if (!member(fields, "prompt_length", "Prompt Length", promptLength) || promptLength.is_null())
        request.promptLength = countWords(request.prompt);
      else if (!length(promptLength, request.promptLength))
        return wrong("prompt_length is not a whole number of tokens");
      int output = 0;
      if (member(fields, "output_length", "Output Length", outputLength) && !outputLength.is_null() &&
          !length(outputLength, output))
        return wrong("output_length is not a whole number of tokens");
      request.outputLength = output > 0 ? std::optional(output) : std::nullopt;
      m_visit(request);
    }
    return {};
  }

 private:
  // The member of either spelling. False where there is none.
  static bool member(const simdjson::dom::object& object, std::string_view newName, std::string_view oldName,
                     element& out) {
    return object.at_key(newName).get(out) == simdjson::SUCCESS ||
           object.at_key(oldName).get(out) == simdjson::SUCCESS;
  }

  // Whole numbers, also when they are written as 12.0.
  static bool length(const element& value, int& out) {
    double number = 0;
    if (value.get(number) != simdjson::SUCCESS) return false;
    if (!(number >= 0) || number > std::numeric_limits<int>::max() || number != std::floor(number))
      return false;
    out = static_cast<int>(number);
    return true;
  }

  const std::string& m_source;
  const Visit& m_visit;
};

Error broken(const std::string& source, std::size_t line) {
  return {ErrorCode::malformed, fmt::format("{} line {}: is not JSON", source, line),
          "correct or remove the line; a data set is JSON lines or one JSON array"};
}

// Where a text stops being JSON, a number that no double holds included: the fast parser does not tell.
class FirstFault final : public nlohmann::json_sax<nlohmann::json> {
 public:
  std::size_t position = 0;  // in characters

  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return true; }
  bool key(string_t&) override { return true; }
  bool end_object() override { return true; }
  bool start_array(std::size_t) override { return true; }
  bool end_array() override { return true; }
  bool parse_error(std::size_t at, const std::string&, const nlohmann::json::exception&) override {
    position = at;
    return false;
  }
};

std::size_t brokenLine(std::string_view text) {
  FirstFault fault;
  nlohmann::json::sax_parse(text.begin(), text.end(), &fault);
  const auto end = static_cast<std::ptrdiff_t>(std::min(fault.position, text.size()));
  return static_cast<std::size_t>(1 + std::count(text.begin(), text.begin() + end, '\n'));
}

Result<void> readArray(const std::string& padded, const std::string& source, Reader& reader) {
  simdjson::dom::parser parser;
  simdjson::dom::array records;
  if (parser.parse(padded.data(), padded.size(), false).get(records) != simdjson::SUCCESS)
    return broken(source, brokenLine(padded));
  std::size_t number = 0;
  for (const element value : records)
    if (auto read = reader.record(value, "record", ++number); !read) return read;
  return {};
}

Result<void> readLines(const std::string& padded, const std::string& source, Reader& reader) {
  simdjson::dom::parser parser;
  std::size_t number = 0;
  for (std::size_t at = 0; at < padded.size();) {
    const std::size_t end = std::min(padded.find('\n', at), padded.size());
    const std::string_view line(padded.data() + at, end - at);
    ++number;
    if (line.find_first_not_of(" \t\r") != std::string_view::npos) {
      element value;
      if (parser.parse(line.data(), line.size(), false).get(value) != simdjson::SUCCESS)
        return broken(source, number);
      if (auto read = reader.record(value, "line", number); !read) return read;
    }
    at = end + 1;
  }
  return {};
}

}  // namespace

double Dataset::meanPromptLength() const {
  double sum = 0;
  for (const DatasetRequest& request : requests) sum += request.promptLength;
  return requests.empty() ? 0 : sum / static_cast<double>(requests.size());
}

double Dataset::meanOutputLength() const {
  double sum = 0, count = 0;
  for (const DatasetRequest& request : requests) {
    if (!request.outputLength) continue;
    sum += *request.outputLength;
    count += 1;
  }
  return count == 0 ? 0 : sum / count;
}

double Dataset::meanRate() const {
  if (requests.size() < 2) return 0;
  const double seconds = (requests.back().atMilliseconds - requests.front().atMilliseconds) / 1e3;
  return seconds > 0 ? static_cast<double>(requests.size() - 1) / seconds : 0;
}

std::vector<Duration> Dataset::sendTimes() const {
  std::vector<Duration> times;
  times.reserve(requests.size());
  for (const DatasetRequest& request : requests)
    times.push_back(fromSeconds((request.atMilliseconds - requests.front().atMilliseconds) / 1e3));
  return times;
}

Result<void> visitDataset(std::string_view text, const std::string& source,
                          const std::function<void(const DatasetRequestView&)>& visit) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  // The parser reads a little beyond the end of what it is given.
  std::string padded;
  padded.reserve(text.size() + simdjson::SIMDJSON_PADDING);
  padded.assign(text);
  Reader reader(source, visit);
  const std::size_t begin = padded.find_first_not_of(" \t\r\n");
  const bool isArray = begin != std::string::npos && padded[begin] == '[';
  return isArray ? readArray(padded, source, reader) : readLines(padded, source, reader);
}

Result<Dataset> parseDataset(std::string_view text, const std::string& source) {
  Dataset dataset;
  dataset.source = source;
  const auto read = visitDataset(text, source, [&](const DatasetRequestView& request) {
    dataset.requests.push_back(
        {request.atMilliseconds, std::string(request.prompt), request.promptLength, request.outputLength});
  });
  if (!read) return read.error();
  if (dataset.requests.empty())
    return Error{ErrorCode::malformed, source + " holds no request",
                 "check that this is the workload you meant"};
  std::stable_sort(
      dataset.requests.begin(), dataset.requests.end(),
      [](const DatasetRequest& a, const DatasetRequest& b) { return a.atMilliseconds < b.atMilliseconds; });
  const double span = dataset.requests.back().atMilliseconds - dataset.requests.front().atMilliseconds;
  if (!(span / 1e3 < 1e8))
    return Error{ErrorCode::malformed, fmt::format("{} spans {} s", source, span / 1e3),
                 "time stamps are milliseconds"};
  return dataset;
}

Result<Dataset> readDataset(const std::string& path) {
  auto text = readFile(path);
  if (!text) return text.error();
  return parseDataset(*text, path);
}

DatasetPrompts::DatasetPrompts(std::shared_ptr<const Dataset> dataset, bool matchCell)
    : m_dataset(std::move(dataset)), m_matchCell(matchCell) {}

const std::vector<std::size_t>& DatasetPrompts::indexes(int inputTokens) const {
  if (m_cachedTokens == inputTokens) return m_cached;
  m_cachedTokens = inputTokens;
  m_cached.clear();
  for (std::size_t i = 0; i < m_dataset->requests.size(); ++i)
    if (!m_matchCell ||
        std::abs(m_dataset->requests[i].promptLength - inputTokens) <= cellTolerance * inputTokens)
      m_cached.push_back(i);
  return m_cached;
}

std::size_t DatasetPrompts::matching(int inputTokens) const { return indexes(inputTokens).size(); }

Result<GenerationRequest> DatasetPrompts::make(const PromptPlace& place, const std::stop_token&) {
  const std::vector<std::size_t>& fitting = indexes(place.inputTokens);
  if (fitting.empty())
    return Error{
        ErrorCode::notFound,
        fmt::format("{} has no prompt within 20 % of {} tokens", m_dataset->source, place.inputTokens),
        "choose --input-start and --input-limit by the lengths of the data set"};
  const DatasetRequest& chosen = m_dataset->requests[fitting[place.index % fitting.size()]];
  GenerationRequest request;
  request.prompt = chosen.prompt;
  request.inputTokens = chosen.promptLength;
  request.outputTokens = m_matchCell ? place.outputTokens : chosen.outputLength.value_or(place.outputTokens);
  return request;
}

}  // namespace headroom
