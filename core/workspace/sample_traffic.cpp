#include "core/workspace/sample_traffic.h"

#include "core/load/random.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <numbers>

namespace headroom {
namespace {

// Lengths are spread log-normally around their medians, as those of real services are.
struct Kind {
  double share;
  double medianInput, spreadInput;
  double medianOutput, spreadOutput;
};
constexpr std::array<Kind, 3> kinds{{{0.60, 160, 0.28, 100, 0.26},    // chat
                                     {0.25, 1600, 0.18, 70, 0.20},    // summaries
                                     {0.15, 520, 0.20, 330, 0.17}}};  // code

struct Load {
  double seconds, perSecond;
};
constexpr std::array<Load, 6> loads{{{240, 0.5}, {240, 2}, {240, 4}, {240, 5}, {240, 1}, {240, 3}}};

constexpr double longestInput = 3000, longestOutput = 500;

// Box and Muller's.
double normal(Random& random) {
  const double radius = std::sqrt(-2 * std::log(random.uniform()));
  return radius * std::cos(2 * std::numbers::pi * random.uniform());
}

int length(Random& random, double median, double spread, double longest) {
  const double tokens = median * std::exp(spread * normal(random));
  return static_cast<int>(std::lround(std::clamp(tokens, 4.0, longest)));
}

const Kind& drawn(Random& random) {
  double left = random.uniform();
  for (const Kind& kind : kinds) {
    if (left < kind.share) return kind;
    left -= kind.share;
  }
  return kinds.front();
}

}  // namespace

std::string sampleTraffic() {
  Random random(1);
  std::string text = "time,input_tokens,output_tokens\n";
  double begin = 0;
  for (const Load& load : loads) {
    const double end = begin + load.seconds;
    for (double at = begin + random.exponential(1 / load.perSecond); at < end;
         at += random.exponential(1 / load.perSecond)) {
      const Kind& kind = drawn(random);
      const int input = length(random, kind.medianInput, kind.spreadInput, longestInput);
      const int output = length(random, kind.medianOutput, kind.spreadOutput, longestOutput);
      fmt::format_to(std::back_inserter(text), "{:.3f},{},{}\n", at, input, output);
    }
    begin = end;
  }
  return text;
}

}  // namespace headroom
