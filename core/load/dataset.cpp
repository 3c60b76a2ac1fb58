#include "core/load/dataset.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <sstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/base/file.h"

namespace headroom {
namespace {

using Json = nlohmann::json;

constexpr double cellTolerance = 0.2;

// The member of either spelling; null where there is none.
const Json& member(const Json& object, const char* newName, const char* oldName) {
  static const Json none;
  for (const char* name : {newName, oldName})
    if (const auto found = object.find(name); found != object.end()) return *found;
  return none;
}

// How many words a text has: the length in tokens where the file gives none.
int countWords(const std::string& text) {
  std::istringstream stream(text);
  int count = 0;
  for (std::string word; stream >> word;) ++count;
  return std::max(1, count);
}

// Reads records, and names the place of what is wrong: "FILE line 3", or "FILE record 3" in an array.
class Reader {
 public:
  Reader(const std::string& source, Dataset& dataset) : m_source(source), m_dataset(dataset) {}

  Result<void> record(const Json& value, const std::string& place) {
    const auto wrong = [&](const std::string& what) {
      return Error{
          ErrorCode::malformed, fmt::format("{} {}: {}", m_source, place, what),
          R"(a record is {"timestamp": ms, "requests": [{"prompt", "prompt_length", "output_length"}]})"};
    };
    if (!value.is_object()) return wrong("is not an object");
    const Json& timestamp = member(value, "timestamp", "Timestamp");
    if (!timestamp.is_number() || !std::isfinite(timestamp.get<double>()))
      return wrong("has no numeric timestamp");
    const Json& requests = member(value, "requests", "Requests");
    if (!requests.is_array()) return wrong("has no list of requests");
    for (const Json& item : requests) {
      if (!item.is_object()) return wrong("a request is not an object");
      DatasetRequest request;
      request.atMilliseconds = timestamp.get<double>();
      const Json& prompt = member(item, "prompt", "Prompt");
      if (!prompt.is_string()) return wrong("a request has no prompt");
      request.prompt = prompt.get<std::string>();
      const Json& promptLength = member(item, "prompt_length", "Prompt Length");
      const Json& outputLength = member(item, "output_length", "Output Length");
      if (!promptLength.is_null() && !length(promptLength, request.promptLength))
        return wrong("prompt_length is not a whole number of tokens");
      if (promptLength.is_null()) request.promptLength = countWords(request.prompt);
      int output = 0;
      if (!outputLength.is_null() && !length(outputLength, output))
        return wrong("output_length is not a whole number of tokens");
      if (output > 0) request.outputLength = output;
      m_dataset.requests.push_back(std::move(request));
    }
    return {};
  }

 private:
  // Whole numbers, also when they are written as 12.0.
  static bool length(const Json& value, int& out) {
    if (!value.is_number()) return false;
    const double number = value.get<double>();
    if (!(number >= 0) || number > std::numeric_limits<int>::max() || number != std::floor(number))
      return false;
    out = static_cast<int>(number);
    return true;
  }

  const std::string& m_source;
  Dataset& m_dataset;
};

Error broken(const std::string& source, std::size_t line, const char* what) {
  return {ErrorCode::malformed, fmt::format("{} line {}: {}", source, line, what),
          "correct or remove the line; a data set is JSON lines or one JSON array"};
}

Result<void> readArray(std::string_view text, const std::string& source, Reader& reader) {
  Json array;
  try {
    array = Json::parse(text);
  } catch (const Json::parse_error& failure) {
    const std::size_t end = std::min<std::size_t>(failure.byte, text.size());
    const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(end), '\n');
    return broken(source, static_cast<std::size_t>(line), "is not JSON");
  }
  std::size_t number = 0;
  for (const Json& value : array)
    if (auto read = reader.record(value, fmt::format("record {}", ++number)); !read) return read;
  return {};
}

Result<void> readLines(std::string_view text, const std::string& source, Reader& reader) {
  std::size_t number = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    const Json value = Json::parse(line, nullptr, false);
    if (value.is_discarded()) return broken(source, number, "is not JSON");
    if (auto read = reader.record(value, fmt::format("line {}", number)); !read) return read;
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

Result<Dataset> parseDataset(std::string_view text, const std::string& source) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  Dataset dataset;
  dataset.source = source;
  Reader reader(source, dataset);
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  const bool isArray = begin != std::string_view::npos && text[begin] == '[';
  if (auto read = isArray ? readArray(text, source, reader) : readLines(text, source, reader); !read)
    return read.error();
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
