#include "core/traffic/shape_counts.h"

#include <algorithm>
#include <cmath>

namespace headroom {
namespace {

constexpr int kShort = 8192;
constexpr int kSides = 3;

}  // namespace

int tenthOf(double tokens) { return tokens <= 1 ? 0 : static_cast<int>(std::lround(std::log2(tokens) * 10)); }

double upperLog2(int tenth, Above above) {
  return tenth / 10.0 + (above == Above::no ? 0 : above == Above::halfStep ? 0.05 : 0.5);
}

ShapeCounter::ShapeCounter() {
  m_short.reserve(kShort);
  for (int tokens = 0; tokens < kShort; ++tokens) {
    const int tenth = tenthOf(tokens);
    const bool above = tokens > 1 && std::log2(tokens) > tenth / 10.0 + 1e-9;
    m_short.push_back({static_cast<std::int16_t>(tenth), above ? Above::halfStep : Above::no});
  }
}

ShapeCounter::Length ShapeCounter::lengthOf(double tokens) const {
  if (tokens >= 0 && tokens < kShort && tokens == std::floor(tokens))
    return m_short[static_cast<std::size_t>(tokens)];
  const int tenth = std::min(tenthOf(tokens), kTenths - 1);
  const bool above = tokens > 1 && std::log2(tokens) > tenth / 10.0 + 1e-9;
  return {static_cast<std::int16_t>(tenth), above ? Above::halfStep : Above::no};
}

double& ShapeCounter::at(int inputTenth, Above inputAbove, int outputTenth, Above outputAbove) {
  if (m_counts.empty()) m_counts.assign(std::size_t{kTenths} * kSides * kTenths * kSides, 0);
  const auto row = static_cast<std::size_t>(inputTenth) * kSides + static_cast<std::size_t>(inputAbove);
  const auto column = static_cast<std::size_t>(outputTenth) * kSides + static_cast<std::size_t>(outputAbove);
  const std::size_t index = row * kTenths * kSides + column;
  if (m_counts[index] == 0) m_touched.push_back(static_cast<std::uint32_t>(index));
  return m_counts[index];
}

void ShapeCounter::add(double inputTokens, double outputTokens, double count) {
  if (!(count > 0)) return;
  const Length input = lengthOf(inputTokens), output = lengthOf(outputTokens);
  at(input.tenth, input.above, output.tenth, output.above) += count;
}

void ShapeCounter::addCounted(int inputTenth, int outputTenth, Above above, double count) {
  if (!(count > 0)) return;
  at(std::clamp(inputTenth, 0, kTenths - 1), above, std::clamp(outputTenth, 0, kTenths - 1), above) += count;
}

std::vector<ShapeCount> ShapeCounter::take() {
  std::sort(m_touched.begin(), m_touched.end());
  std::vector<ShapeCount> counts;
  counts.reserve(m_touched.size());
  constexpr std::size_t width = std::size_t{kTenths} * kSides;
  for (const std::uint32_t index : m_touched) {
    const std::size_t row = index / width, column = index % width;
    counts.push_back({static_cast<std::int16_t>(row / kSides), static_cast<std::int16_t>(column / kSides),
                      static_cast<Above>(row % kSides), static_cast<Above>(column % kSides),
                      m_counts[index]});
    m_counts[index] = 0;
  }
  m_touched.clear();
  return counts;
}

}  // namespace headroom
