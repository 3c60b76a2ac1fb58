// Traffic as request rates by shape: what the planner plans for.
//
//   Distribution traffic = distributionOf(counts, 60);     // counted in 60 s
//   traffic = mixed(scaled(traffic, 2), nightly);
//   GridTraffic onGrid = toGrid(traffic, profile.outputTokens, profile.inputTokens, CellRule::upward);
#pragma once

#include "core/base/result.h"
#include "core/traffic/shape_counts.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace headroom {

struct TrafficPoint {
  double log2Input = 0, log2Output = 0;            // of the tokens
  double upperLog2Input = 0, upperLog2Output = 0;  // no request of this point is longer than that
  double rate = 0;                                 // requests/s
};

struct Distribution {
  std::vector<TrafficPoint> points;
  double rate() const;  // requests/s in all
};

// `seconds` above 0.
Distribution distributionOf(std::span<const ShapeCount> counts, double seconds);
Distribution scaled(Distribution traffic, double factor);
// So that the total is `rate`. Errors: invalidArgument for an empty distribution or a rate that is not finite
// and above 0.
Result<Distribution> scaledTo(Distribution traffic, double rate);
// Both at once; equal points are added up.
Distribution mixed(const Distribution& a, const Distribution& b);

// How a shape finds its cell of a profile's grid.
enum class CellRule {
  nearest,  // as the cluster does: nearest in log2 space, midway goes up
  upward,   // conservatively: the smallest cell that is at least as long in both directions
};

// Rates on a grid; also how a table is typed or painted. Rows by output tokens, columns by input tokens.
struct GridTraffic {
  std::vector<int> outputTokens, inputTokens;  // ascending
  std::vector<std::vector<double>> rates;      // requests/s
  // Traffic that lies outside of the grid. It is counted in the cell named here, never dropped.
  struct Outside {
    std::size_t row = 0, column = 0;
    double rate = 0;
    int largestInput = 0, largestOutput = 0;  // tokens
    bool longer = false;                      // beyond the largest length: the cell promises too much for it
  };
  std::vector<Outside> outside;

  double rate() const;
};

// The row or column of a length. `lengths` ascending, not empty.
std::size_t cellIndex(std::span<const int> lengths, double log2Tokens, CellRule rule);

GridTraffic toGrid(const Distribution& traffic, std::span<const int> outputTokens,
                   std::span<const int> inputTokens, CellRule rule);
// Each cell with a rate as one point, exactly at its lengths.
Distribution distributionOf(const GridTraffic& table);

// {"indexes": [[output…], [input…]], "rates": [[…]]}, rows by output. Errors: malformed, naming `source` and
// what is wrong: rates that are no numbers, negative or not finite, a shape that differs from the indexes,
// lengths that do not ascend.
Result<GridTraffic> parseRateTable(std::string_view text, const std::string& source);
std::string rateTableJson(const GridTraffic& table);

}  // namespace headroom
