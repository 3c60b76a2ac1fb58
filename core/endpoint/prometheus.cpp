#include "core/endpoint/prometheus.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <map>

namespace headroom {
namespace {

constexpr std::size_t problemLimit = 100;
constexpr std::size_t labelLimit = 256;

bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool isDigit(char c) { return c >= '0' && c <= '9'; }

// One line, read from its start; each take…() moves on, or leaves a reason in `problem`.
class LineReader {
 public:
  explicit LineReader(std::string_view line) : m_rest(line) {}

  bool read(PrometheusSample& sample) {
    skipBlanks();
    sample.name = takeName(true);
    if (sample.name.empty()) return refuse("it does not begin with a metric's name");
    skipBlanks();
    if (m_rest.starts_with('{') && !takeLabels(sample.labels)) return false;
    skipBlanks();
    if (!takeValue(sample.value)) return false;
    skipBlanks();
    if (!m_rest.empty() && !takeTimestamp(sample.timestampMilliseconds)) return false;
    return m_rest.empty() || refuse("something follows the value");
  }

  std::string_view problem() const { return m_problem; }

 private:
  bool refuse(std::string_view why) {
    m_problem = why;
    return false;
  }

  void skipBlanks() {
    const std::size_t start = m_rest.find_first_not_of(" \t");
    m_rest.remove_prefix(start == std::string_view::npos ? m_rest.size() : start);
  }

  std::string takeName(bool colonAllowed) {
    std::size_t length = 0;
    while (length < m_rest.size() && (isLetter(m_rest[length]) || (colonAllowed && m_rest[length] == ':') ||
                                      (length > 0 && isDigit(m_rest[length]))))
      ++length;
    const std::string taken(m_rest.substr(0, length));
    m_rest.remove_prefix(length);
    return taken;
  }

  bool takeLabels(PrometheusLabels& labels) {
    m_rest.remove_prefix(1);
    for (;;) {
      skipBlanks();
      if (m_rest.starts_with('}')) break;
      std::string key = takeName(false);
      if (key.empty()) return refuse("a label has no name");
      skipBlanks();
      if (!m_rest.starts_with('=')) return refuse("a label has no '='");
      m_rest.remove_prefix(1);
      skipBlanks();
      std::string value;
      if (!takeQuoted(value)) return false;
      if (labels.size() == labelLimit) return refuse("it has too many labels");
      for (const auto& earlier : labels)
        if (earlier.first == key) return refuse("a label occurs twice");
      labels.emplace_back(std::move(key), std::move(value));
      skipBlanks();
      if (m_rest.starts_with(','))
        m_rest.remove_prefix(1);
      else if (!m_rest.starts_with('}'))
        return refuse("the labels have no end");
    }
    m_rest.remove_prefix(1);
    return true;
  }

  bool takeQuoted(std::string& value) {
    if (!m_rest.starts_with('"')) return refuse("a label's value is not quoted");
    for (std::size_t i = 1; i < m_rest.size(); ++i) {
      char c = m_rest[i];
      if (c == '"') {
        m_rest.remove_prefix(i + 1);
        return true;
      }
      if (c == '\\') {
        if (++i == m_rest.size()) break;
        c = m_rest[i] == 'n' ? '\n' : m_rest[i];
        if (m_rest[i] != 'n' && m_rest[i] != '"' && m_rest[i] != '\\')
          value += '\\';  // no escape: as it stands
      }
      value += c;
    }
    return refuse("a label's value has no end");
  }

  std::string_view takeWord() {
    const std::string_view word = m_rest.substr(0, m_rest.find_first_of(" \t"));
    m_rest.remove_prefix(word.size());
    return word;
  }

  bool takeValue(double& value) {
    std::string_view word = takeWord();
    if (word.empty()) return refuse("it has no value");
    if (word.starts_with('+')) word.remove_prefix(1);  // from_chars takes none
    const bool isHexadecimal = word.find_first_of("xX") != std::string_view::npos;
    const auto [end, code] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (code == std::errc::result_out_of_range) {
      value = word.find("e-") != std::string_view::npos ? 0 : std::numeric_limits<double>::infinity();
      return true;
    }
    if (word.starts_with('+') || isHexadecimal || code != std::errc() || end != word.data() + word.size())
      return refuse("its value is not a number");
    return true;
  }

  bool takeTimestamp(std::optional<long long>& timestamp) {
    const std::string_view word = takeWord();
    long long value = 0;
    const auto [end, code] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (code != std::errc() || end != word.data() + word.size())
      return refuse("its time stamp is not a whole number");
    timestamp = value;
    skipBlanks();
    return true;
  }

  std::string_view m_rest;
  std::string_view m_problem;
};

bool carries(const PrometheusSample& sample, const PrometheusLabels& wanted) {
  return std::all_of(wanted.begin(), wanted.end(), [&](const auto& want) {
    const std::string* value = sample.label(want.first);
    return value != nullptr && *value == want.second;
  });
}

}  // namespace

const std::string* PrometheusSample::label(std::string_view labelName) const {
  for (const auto& entry : labels)
    if (entry.first == labelName) return &entry.second;
  return nullptr;
}

PrometheusText PrometheusText::parse(std::string_view text) {
  PrometheusText parsed;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    const std::size_t start = line.find_first_not_of(" \t");
    if (start == std::string_view::npos || line[start] == '#') continue;
    PrometheusSample sample;
    LineReader reader(line);
    if (reader.read(sample))
      parsed.m_samples.push_back(std::move(sample));
    else if (parsed.m_problems.size() < problemLimit)
      parsed.m_problems.push_back(fmt::format("line {}: {}", number, reader.problem()));
  }
  return parsed;
}

std::optional<double> PrometheusText::sum(std::string_view name, const PrometheusLabels& labels) const {
  std::optional<double> total;
  for (const PrometheusSample& sample : m_samples)
    if (sample.name == name && carries(sample, labels)) total = total.value_or(0) + sample.value;
  return total;
}

std::optional<PrometheusHistogram> PrometheusText::histogram(std::string_view name,
                                                             const PrometheusLabels& labels) const {
  const std::string bucketName = std::string(name) + "_bucket";
  std::map<double, double> counts;
  for (const PrometheusSample& sample : m_samples) {
    if (sample.name != bucketName || !carries(sample, labels)) continue;
    const std::string* bound = sample.label("le");
    if (bound == nullptr) continue;
    const std::string_view word = bound->starts_with('+') ? std::string_view(*bound).substr(1) : *bound;
    double upper = 0;
    const auto [end, code] = std::from_chars(word.data(), word.data() + word.size(), upper);
    if (code == std::errc() && end == word.data() + word.size() && !std::isnan(upper))
      counts[upper] += sample.value;
  }
  if (counts.empty()) return std::nullopt;
  PrometheusHistogram histogram;
  for (const auto& [upper, count] : counts) histogram.buckets.push_back({upper, count});
  histogram.sum = sum(std::string(name) + "_sum", labels).value_or(0);
  histogram.count = sum(std::string(name) + "_count", labels).value_or(histogram.buckets.back().count);
  return histogram;
}

double PrometheusHistogram::quantile(double q) const {
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  if (buckets.empty() || !(buckets.back().count > 0) || !(q >= 0) || q > 1) return unknown;
  const double rank = q * buckets.back().count;
  std::size_t at = 0;
  while (at + 1 < buckets.size() && buckets[at].count < rank) ++at;
  // Beyond the last finite bound nothing is known but that bound.
  if (std::isinf(buckets[at].upperBound)) return at == 0 ? unknown : buckets[at - 1].upperBound;
  if (at == 0 && buckets[0].upperBound <= 0) return buckets[0].upperBound;
  const double lower = at == 0 ? 0 : buckets[at - 1].upperBound;
  const double before = at == 0 ? 0 : buckets[at - 1].count;
  const double inBucket = buckets[at].count - before;
  if (!(inBucket > 0)) return buckets[at].upperBound;
  return lower + (buckets[at].upperBound - lower) * (rank - before) / inBucket;
}

}  // namespace headroom
