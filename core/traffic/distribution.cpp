#include "core/traffic/distribution.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace headroom {

double Distribution::rate() const {
  double sum = 0;
  for (const TrafficPoint& point : points) sum += point.rate;
  return sum;
}

double GridTraffic::rate() const {
  double sum = 0;
  for (const auto& row : rates)
    for (const double rate : row) sum += rate;
  return sum;
}

Distribution distributionOf(std::span<const ShapeCount> counts, double seconds) {
  Distribution traffic;
  traffic.points.reserve(counts.size());
  for (const ShapeCount& shape : counts)
    traffic.points.push_back({shape.inputTenth / 10.0, shape.outputTenth / 10.0,
                              upperLog2(shape.inputTenth, shape.inputAbove),
                              upperLog2(shape.outputTenth, shape.outputAbove), shape.count / seconds});
  return traffic;
}

Distribution scaled(Distribution traffic, double factor) {
  for (TrafficPoint& point : traffic.points) point.rate *= factor;
  return traffic;
}

Result<Distribution> scaledTo(Distribution traffic, double rate) {
  if (!std::isfinite(rate) || rate <= 0)
    return Error{ErrorCode::invalidArgument, "the total rate is " + std::to_string(rate) + " requests/s",
                 "give a finite rate above 0"};
  const double now = traffic.rate();
  if (!(now > 0))
    return Error{ErrorCode::invalidArgument, "the traffic is empty, so it cannot be scaled",
                 "give traffic with at least one request"};
  return scaled(std::move(traffic), rate / now);
}

Distribution mixed(const Distribution& a, const Distribution& b) {
  const auto key = [](const TrafficPoint& p) {
    return std::tuple(p.log2Input, p.log2Output, p.upperLog2Input, p.upperLog2Output);
  };
  Distribution sum = a;
  sum.points.insert(sum.points.end(), b.points.begin(), b.points.end());
  std::stable_sort(sum.points.begin(), sum.points.end(),
                   [&](const TrafficPoint& x, const TrafficPoint& y) { return key(x) < key(y); });
  std::vector<TrafficPoint> merged;
  for (const TrafficPoint& point : sum.points) {
    if (!merged.empty() && key(merged.back()) == key(point))
      merged.back().rate += point.rate;
    else
      merged.push_back(point);
  }
  return {std::move(merged)};
}

std::size_t cellIndex(std::span<const int> lengths, double log2Tokens, CellRule rule) {
  const auto log2At = [&](std::size_t i) { return std::log2(lengths[i]); };
  // The first length that is not shorter. The slack is for logarithms taken twice.
  std::size_t above = 0;
  while (above < lengths.size() && log2At(above) < log2Tokens - 1e-9) ++above;
  if (above == lengths.size()) return lengths.size() - 1;
  if (rule == CellRule::upward || above == 0) return above;
  const double toAbove = log2At(above) - log2Tokens, toBelow = log2Tokens - log2At(above - 1);
  return toBelow < toAbove ? above - 1 : above;
}

GridTraffic toGrid(const Distribution& traffic, std::span<const int> outputTokens,
                   std::span<const int> inputTokens, CellRule rule) {
  GridTraffic grid;
  grid.outputTokens.assign(outputTokens.begin(), outputTokens.end());
  grid.inputTokens.assign(inputTokens.begin(), inputTokens.end());
  grid.rates.assign(outputTokens.size(), std::vector<double>(inputTokens.size(), 0));
  std::map<std::tuple<std::size_t, std::size_t, bool>, GridTraffic::Outside> outside;
  // Lengths repeat: each is looked up once.
  std::map<double, std::size_t> rows, columns;
  const auto lookUp = [rule](std::map<double, std::size_t>& known, std::span<const int> lengths,
                             double log2Tokens) {
    const auto found = known.find(log2Tokens);
    if (found != known.end()) return found->second;
    return known.emplace(log2Tokens, cellIndex(lengths, log2Tokens, rule)).first->second;
  };
  const double firstIn = std::log2(inputTokens.front()), lastIn = std::log2(inputTokens.back());
  const double firstOut = std::log2(outputTokens.front()), lastOut = std::log2(outputTokens.back());
  for (const TrafficPoint& point : traffic.points) {
    if (!(point.rate > 0)) continue;
    const bool upward = rule == CellRule::upward;
    const double in = upward ? point.upperLog2Input : point.log2Input;
    const double out = upward ? point.upperLog2Output : point.log2Output;
    const std::size_t row = lookUp(rows, outputTokens, out), column = lookUp(columns, inputTokens, in);
    grid.rates[row][column] += point.rate;
    const bool longer = in > lastIn + 1e-9 || out > lastOut + 1e-9;
    const bool shorter = !upward && (in < firstIn - 1e-9 || out < firstOut - 1e-9);
    if (!longer && !shorter) continue;
    GridTraffic::Outside& entry = outside[{row, column, longer}];
    entry.row = row;
    entry.column = column;
    entry.longer = longer;
    entry.rate += point.rate;
    entry.largestInput =
        std::max(entry.largestInput, static_cast<int>(std::lround(std::exp2(std::min(in, 30.9)))));
    entry.largestOutput =
        std::max(entry.largestOutput, static_cast<int>(std::lround(std::exp2(std::min(out, 30.9)))));
  }
  for (auto& [place, entry] : outside) grid.outside.push_back(entry);
  return grid;
}

Distribution distributionOf(const GridTraffic& table) {
  Distribution traffic;
  for (std::size_t row = 0; row < table.rates.size(); ++row)
    for (std::size_t column = 0; column < table.rates[row].size(); ++column) {
      if (!(table.rates[row][column] > 0)) continue;
      const double in = std::log2(table.inputTokens[column]), out = std::log2(table.outputTokens[row]);
      traffic.points.push_back({in, out, in, out, table.rates[row][column]});
    }
  return traffic;
}

}  // namespace headroom
