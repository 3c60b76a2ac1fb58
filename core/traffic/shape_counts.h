// Requests counted by shape on the lattice of 0.1 log2, as the gateway counts them.
//
//   ShapeCounter counter;
//   counter.add(300, 65);            // input and output tokens, exact
//   std::vector<ShapeCount> counts = counter.take();
//
// A lattice point (i, o) holds the requests with round(10 log2 input) = i and round(10 log2 output) = o.
// Where the exact lengths were known, those on or below the point's own length are kept apart from those
// above it, so that a request of exactly 128 tokens is not taken for a longer one.
#pragma once

#include <cstdint>
#include <vector>

namespace headroom {

// Which lengths a counted point may stand for, along one axis.
enum class Above : std::uint8_t {
  no,        // at most the point's own length
  halfStep,  // up to half a lattice step more (a factor of 2^0.05)
  coarse,    // up to a factor of sqrt 2: a trace in whole log2
};

struct ShapeCount {
  std::int16_t inputTenth = 0, outputTenth = 0;  // log2 of the tokens, in tenths
  Above inputAbove = Above::no, outputAbove = Above::no;
  double count = 0;
};

// log2 of the tokens in tenths, rounded as the gateway does; lengths below 1 count as 1.
int tenthOf(double tokens);
// log2 of the longest length that the point may stand for.
double upperLog2(int tenth, Above above);

class ShapeCounter {
 public:
  ShapeCounter();
  void add(double inputTokens, double outputTokens, double count = 1);
  void addCounted(int inputTenth, int outputTenth, Above above, double count);

  // Sorted by input, then output. The counter is empty afterwards.
  std::vector<ShapeCount> take();

 private:
  static constexpr int kTenths = 320;  // up to 2^32 tokens
  double& at(int inputTenth, Above inputAbove, int outputTenth, Above outputAbove);

  std::vector<double> m_counts;          // by lattice point and what it may stand for; made on first use
  std::vector<std::uint32_t> m_touched;  // those that are not 0
  struct Length {
    std::int16_t tenth;
    Above above;
  };
  std::vector<Length> m_short;  // of small lengths, looked up
  Length lengthOf(double tokens) const;
};

}  // namespace headroom
