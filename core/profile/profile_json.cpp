#include "core/profile/profile_json.h"

#include "core/base/file.h"
#include "core/base/python_json.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <cmath>
#include <iterator>
#include <limits>

namespace headroom {
namespace {

namespace dom = simdjson::dom;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
// "ttft_percentile": within "slos", where readers look up what they know. The optimizer takes no unknown key
// beside "slos".
constexpr std::string_view kOwnPercentile = "_percentile";
constexpr std::uint64_t kLongestProfileBytes = std::uint64_t{64} << 20;

// Writing

void appendNumber(std::string& out, double value) {
  if (!std::isfinite(value)) {
    out += "null";
    return;
  }
  const std::size_t start = out.size();
  fmt::format_to(std::back_inserter(out), "{}", value);
  // A whole number stays a float for readers that tell the two apart.
  if (out.find_first_of(".e", start) == std::string::npos) out += ".0";
}

void appendText(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) < ' ')
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<int>(c));
    else
      out += c;
  }
  out += '"';
}

template <typename Values, typename Append>
void appendArray(std::string& out, const Values& values, Append append) {
  out += '[';
  bool isFirst = true;
  for (const auto& value : values) {
    if (!isFirst) out += ", ";
    isFirst = false;
    append(out, value);
  }
  out += ']';
}

void appendMatrix(std::string& out, const Matrix& matrix) {
  appendArray(out, matrix, [](std::string& to, const auto& row) { appendArray(to, row, appendNumber); });
}

void appendTokens(std::string& out, const std::vector<int>& tokens) {
  appendArray(out, tokens,
              [](std::string& to, int value) { fmt::format_to(std::back_inserter(to), "{}", value); });
}

// Reading

class Parser {
 public:
  explicit Parser(const std::string& source) : m_source(source) {}

  Result<ParsedProfile> parse(std::string_view text) {
    std::string plain(text);
    dom::parser parser(kLongestProfileBytes);
    auto document = parser.parse(plain);
    if (document.error() && replaceNonFinite(plain)) {
      m_parsed.hasNonFiniteLiterals = true;
      document = parser.parse(plain);
    }
    if (document.error())
      return Error{ErrorCode::malformed, m_source + " is not valid JSON", "check that this is a GPU profile"};
    dom::object object;
    if (document.get(object))
      return Error{ErrorCode::malformed, m_source + " is not a JSON object",
                   "check that this is a GPU profile"};
    m_parsed.profile.created = kNaN;
    bool hasGpu = false, hasCost = false, hasTputs = false, hasIndexes = false;
    for (const auto& [key, value] : object) {
      const auto read = readKey(key, value);
      if (!read) return read.error();
      hasGpu = hasGpu || key == "gpu";
      hasCost = hasCost || key == "cost";
      hasTputs = hasTputs || key == "tputs";
      hasIndexes = hasIndexes || key == "indexes";
    }
    for (const auto& [present, key] : {std::pair{hasGpu, "gpu"}, std::pair{hasCost, "cost"},
                                       std::pair{hasTputs, "tputs"}, std::pair{hasIndexes, "indexes"}})
      if (!present)
        return Error{ErrorCode::malformed, fmt::format("{} has no \"{}\"", m_source, key),
                     "check that this is a GPU profile"};
    return std::move(m_parsed);
  }

 private:
  Error wrongType(std::string_view key, std::string_view wanted) const {
    return {ErrorCode::malformed, fmt::format("\"{}\" of {} is not {}", key, m_source, wanted),
            "make the profile again with headroomctl gen-profile"};
  }

  Result<void> readKey(std::string_view key, const dom::element& value) {
    Profile& profile = m_parsed.profile;
    if (key == "gpu") {
      std::string_view text;
      if (value.get(text)) return wrongType(key, "a text");
      profile.gpu = text;
    } else if (key == "cost") {
      if (!readNumber(value, profile.cost)) return wrongType(key, "a number");
    } else if (key == "created") {
      if (!readNumber(value, profile.created)) return wrongType(key, "a number");
    } else if (key == "tputs") {
      if (!readMatrix(value, profile.throughput)) return wrongType(key, "a list of lists of numbers");
    } else if (key == "e2e") {
      if (!readMatrix(value, profile.e2e)) return wrongType(key, "a list of lists of numbers");
    } else if (key == "ttft") {
      if (!readMatrix(value, profile.ttft.emplace())) return wrongType(key, "a list of lists of numbers");
    } else if (key == "tpot") {
      if (!readMatrix(value, profile.tpot.emplace())) return wrongType(key, "a list of lists of numbers");
    } else if (key == "indexes") {
      if (!readIndexes(value))
        return wrongType(key, "two lists of token counts, of the output and of the input");
    } else if (key == "slos") {
      return readSlos(value);
    } else {
      m_parsed.unknownKeys.emplace_back(key);
    }
    return {};
  }

  Result<void> readSlos(const dom::element& value) {
    Slos& slos = m_parsed.profile.slos;
    slos = {};
    dom::object object;
    if (value.get(object)) return wrongType("slos", "an object");
    for (const auto& [key, element] : object) {
      double number = 0;
      const bool isNumber = readNumber(element, number);
      if (key == "percentile") {
        const auto statistic = isNumber ? statisticOfNumber(number) : std::nullopt;
        if (!statistic) return wrongType("slos.percentile", "0, 50, 90 or 99");
        slos.statistic = *statistic;
        continue;
      }
      bool known = false;
      for (const Metric metric : kSloOrder) {
        if (!isLatency(metric) || key != fmt::format("{}{}", lowerCaseName(metric), kOwnPercentile)) continue;
        known = true;
        const auto statistic = isNumber ? statisticOfNumber(number) : std::nullopt;
        if (!statistic) return wrongType(fmt::format("slos.{}", key), "0, 50, 90 or 99");
        slos.setStatistic(metric, *statistic);
      }
      for (const Metric metric : kSloOrder) {
        if (key != lowerCaseName(metric)) continue;
        known = true;
        if (!isNumber || std::isnan(number)) return wrongType(fmt::format("slos.{}", key), "a number");
        slos.bound(metric) = number;
      }
      if (!known) m_parsed.unknownKeys.push_back(fmt::format("slos.{}", key));
    }
    return {};
  }

  static std::optional<Statistic> statisticOfNumber(double number) {
    const bool whole = number >= 0 && number <= 100 && number == std::floor(number);
    return whole ? statisticOf(static_cast<int>(number)) : std::nullopt;
  }

  static bool readNumber(const dom::element& value, double& into) {
    if (value.is_null()) {
      into = kNaN;
      return true;
    }
    return value.is_number() && !value.get(into);
  }

  static bool readMatrix(const dom::element& value, Matrix& into) {
    into.clear();
    dom::array rows;
    if (value.get(rows)) return false;
    for (const dom::element& row : rows) {
      dom::array cells;
      if (row.get(cells)) return false;
      std::vector<double>& numbers = into.emplace_back();
      for (const dom::element& cell : cells)
        if (!readNumber(cell, numbers.emplace_back())) return false;
    }
    return true;
  }

  bool readIndexes(const dom::element& value) {
    Matrix lists;
    if (!readMatrix(value, lists) || lists.size() != 2) return false;
    const auto tokens = [](const std::vector<double>& numbers, std::vector<int>& into) {
      into.clear();
      for (const double number : numbers) {
        if (!(number >= std::numeric_limits<int>::min() && number <= std::numeric_limits<int>::max()) ||
            number != std::floor(number))
          return false;
        into.push_back(static_cast<int>(number));
      }
      return true;
    };
    return tokens(lists[0], m_parsed.profile.outputTokens) && tokens(lists[1], m_parsed.profile.inputTokens);
  }

  const std::string& m_source;
  ParsedProfile m_parsed;
};

}  // namespace

std::string profileJson(const Profile& profile) {
  std::string out = "{\"gpu\": ";
  appendText(out, profile.gpu);
  out += ", \"cost\": ";
  appendNumber(out, profile.cost);
  out += ", \"tputs\": ";
  appendMatrix(out, profile.throughput);
  out += ", \"indexes\": [";
  appendTokens(out, profile.outputTokens);
  out += ", ";
  appendTokens(out, profile.inputTokens);
  out += ']';
  if (!std::isnan(profile.created)) {
    out += ", \"created\": ";
    appendNumber(out, profile.created);
  }
  out += ", \"e2e\": ";
  appendMatrix(out, profile.e2e);
  if (profile.ttft) {
    out += ", \"ttft\": ";
    appendMatrix(out, *profile.ttft);
  }
  if (profile.tpot) {
    out += ", \"tpot\": ";
    appendMatrix(out, *profile.tpot);
  }
  fmt::format_to(std::back_inserter(out), ", \"slos\": {{\"percentile\": {}",
                 static_cast<int>(profile.slos.statistic));
  for (const Metric metric : kSloOrder) {
    const auto& bound = profile.slos.bound(metric);
    if (!bound) continue;
    fmt::format_to(std::back_inserter(out), ", \"{}\": ", lowerCaseName(metric));
    appendNumber(out, *bound);
  }
  for (const Metric metric : differingStatistics(profile.slos))
    fmt::format_to(std::back_inserter(out), ", \"{}{}\": {}", lowerCaseName(metric), kOwnPercentile,
                   static_cast<int>(profile.slos.statisticOf(metric)));
  out += "}}";
  return out;
}

Result<ParsedProfile> parseProfile(std::string_view text, const std::string& source) {
  return Parser(source).parse(text);
}

Result<ParsedProfile> readProfile(const std::string& path) {
  const auto text = readFile(path, kLongestProfileBytes);
  if (!text) return text.error();
  return parseProfile(*text, path);
}

}  // namespace headroom
