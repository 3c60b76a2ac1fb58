#include "core/bench/journal_lines.h"

#include "core/base/python_json.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace headroom {
namespace {

using Json = nlohmann::json;

std::optional<int> count(const Json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_number()) return std::nullopt;
  const double value = found->get<double>();
  if (!(value >= 1) || value > 2147483647.0 || value != std::floor(value)) return std::nullopt;
  return static_cast<int>(value);
}

}  // namespace

bool sameRate(double a, double b) { return std::abs(a - b) <= 1e-9 * std::max(std::abs(a), std::abs(b)); }

bool samePoint(const PlanPoint& a, const PlanPoint& b) {
  return a.inputTokens == b.inputTokens && a.outputTokens == b.outputTokens &&
         a.concurrency == b.concurrency && (a.concurrency > 0 || sameRate(a.requestRate, b.requestRate));
}

Json parseLine(std::string_view line) {
  Json row = Json::parse(line, nullptr, false);
  if (!row.is_discarded()) return row;
  std::string plain(line);
  return replaceNonFinite(plain) ? Json::parse(plain, nullptr, false) : row;
}

std::optional<PlanPoint> pointOf(const Json& object) {
  if (!object.is_object()) return std::nullopt;
  const auto input = count(object, "input_tokens"), output = count(object, "output_tokens");
  if (!input || !output) return std::nullopt;
  PlanPoint point{*input, *output, 0, count(object, "concurrency").value_or(0)};
  const auto rate = object.find("request_rate");
  if (rate != object.end() && rate->is_number()) {
    rate->get_to(point.requestRate);
  } else if (point.concurrency == 0) {
    return std::nullopt;
  }
  return point;
}

Result<void> keepBeside(const std::string& path, std::string_view taken) {
  auto side = AppendFile::open(path + ".cut");
  if (!side) return side.error();
  std::string lines(taken);
  if (!lines.ends_with('\n')) lines += '\n';
  return side->append(lines);
}

std::string rescue(const std::string& path, std::string_view rows) {
  std::error_code failure;
  const std::filesystem::path folder = std::filesystem::temp_directory_path(failure);
  if (!failure) {
    std::string name = (folder / "headroom-XXXXXX.jsonl").string();
    if (const int file = ::mkstemps(name.data(), 6); file >= 0) {
      ::close(file);
      auto kept = AppendFile::open(name);
      if (kept && kept->append(rows))
        return fmt::format("the point just measured is in {0}: then put it where it belongs, cat {0} >> {1}",
                           name, path);
      std::filesystem::remove(name, failure);
    }
  }
  return fmt::format("the point just measured had room nowhere: then append these lines to {}\n{}", path,
                     rows);
}

Result<void> takeOut(AppendFile& file, const std::vector<PlanPoint>& points) {
  if (points.empty()) return {};
  const auto text = readFile(file.path());
  if (!text) return text.error();
  std::string theirs, others;
  for (std::size_t begin = 0; begin < text->size();) {
    const std::size_t end = std::min(text->find('\n', begin), text->size() - 1) + 1;
    const std::string_view line = std::string_view(*text).substr(begin, end - begin);
    const auto point = pointOf(parseLine(line));
    const bool isTheirs = point && std::any_of(points.begin(), points.end(),
                                               [&](const PlanPoint& one) { return samePoint(one, *point); });
    (isTheirs ? theirs : others) += line;
    begin = end;
  }
  if (theirs.empty()) return {};
  if (auto kept = keepBeside(file.path(), theirs); !kept) return kept;
  return file.replace(others);
}

}  // namespace headroom
