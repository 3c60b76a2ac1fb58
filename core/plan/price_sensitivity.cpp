#include "core/plan/price_sensitivity.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

namespace headroom {
namespace {

struct Line {
  std::vector<int> replicas;
  double fixed = 0;  // cost of the other types
  double slope = 0;  // replicas of the type whose price moves
  double at(double price) const { return fixed + slope * price; }
};

}  // namespace

Result<std::vector<PricePiece>> priceSensitivity(const MixProblem& problem, std::size_t gpu, double from,
                                                 double to, const MixControl& control) {
  if (gpu >= problem.gpus.size()) return Error{ErrorCode::invalidArgument, "there is no such GPU"};
  if (!std::isfinite(from) || !std::isfinite(to) || from < 0 || to <= from)
    return Error{ErrorCode::invalidArgument,
                 fmt::format("the prices of {} go from {} to {}", problem.gpus[gpu].name, from, to),
                 "give two prices of 0 or more, the lower one first"};
  MixProblem priced = problem;
  MixControl plain = control;
  plain.nextPurchase = false;
  const auto lineAt = [&](double price) -> Result<Line> {
    priced.gpus[gpu].costPerHour = price;
    auto answer = solveMix(priced, plain);
    if (!answer) return answer.error();
    if (answer->replicas.empty())
      return Error{ErrorCode::invalidArgument, "no mix serves this traffic within the limits",
                   "widen the limits"};
    if (answer->status == MixAnswer::Status::timedOut)
      return Error{ErrorCode::timeout, "the cheapest mix was not proved in the time allowed",
                   "allow more time"};
    Line line{answer->replicas, 0, static_cast<double>(answer->replicas[gpu])};
    for (std::size_t g = 0; g < problem.gpus.size(); ++g)
      if (g != gpu) line.fixed += answer->replicas[g] * problem.gpus[g].costPerHour;
    return line;
  };

  std::vector<PricePiece> pieces;
  const auto add = [&](double start, double end, const Line& line) {
    if (!pieces.empty() && pieces.back().replicas == line.replicas) {
      pieces.back().toPrice = end;
      pieces.back().costAtTo = line.at(end);
    } else if (end > start) {
      pieces.push_back({start, end, line.replicas, line.at(start), line.at(end)});
    }
  };
  // All breaks between two prices whose lines are known.
  const std::function<Result<void>(double, const Line&, double, const Line&)> split =
      [&](double low, const Line& left, double high, const Line& right) -> Result<void> {
    const double tolerance = 1e-9 * std::max({1.0, std::abs(left.at(low)), std::abs(right.at(high))});
    if (left.slope <= right.slope || right.at(low) - left.at(low) <= tolerance ||
        left.at(high) - right.at(high) <= tolerance) {
      // The same line, or one that is cheapest at both ends and so, by concavity, in between.
      add(low, high, left.at(high) - right.at(high) <= tolerance ? left : right);
      return {};
    }
    const double cross = std::clamp((right.fixed - left.fixed) / (left.slope - right.slope), low, high);
    auto middle = lineAt(cross);
    if (!middle) return middle.error();
    if (middle->at(cross) >= left.at(cross) - tolerance) {
      add(low, cross, left);
      add(cross, high, right);
      return {};
    }
    if (auto done = split(low, left, cross, *middle); !done) return done;
    return split(cross, *middle, high, right);
  };
  auto left = lineAt(from);
  if (!left) return left.error();
  auto right = lineAt(to);
  if (!right) return right.error();
  if (auto done = split(from, *left, to, *right); !done) return done.error();
  return pieces;
}

}  // namespace headroom
