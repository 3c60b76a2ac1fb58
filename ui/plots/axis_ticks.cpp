#include "ui/plots/axis_ticks.h"

#include "ui/theme/numbers.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace headroom::ui {

namespace {

std::vector<Tick> linearTicks(double low, double high, int wanted) {
  const double rough = (high - low) / std::max(wanted, 1);
  const double power = std::pow(10.0, std::floor(std::log10(rough)));
  double step = power * 10;
  for (const double lead : {1.0, 2.0, 2.5, 5.0})
    if (lead * power >= rough * 0.999) {
      step = lead * power;
      break;
    }
  // As many decimals as the step itself has.
  int decimals = 0;
  while (decimals < 12 &&
         std::abs(step * std::pow(10.0, decimals) - std::round(step * std::pow(10.0, decimals))) > 1e-6)
    ++decimals;
  std::vector<Tick> ticks;
  for (double k = std::ceil(low / step - 1e-9); k * step <= high + step * 1e-9 && ticks.size() < 64; ++k)
    ticks.push_back({k * step, fixed(k * step, decimals)});
  return ticks;
}

std::vector<Tick> decadeTicks(double low, double high, int wanted) {
  const double decades = std::log10(high / low);
  std::vector<Tick> ticks;
  if (decades < 0.6) {
    for (Tick& tick : linearTicks(low, high, wanted))
      if (tick.value > 0) ticks.push_back(std::move(tick));
    return ticks;
  }
  const int perDecade = decades * 3 <= wanted + 1 ? 3 : decades * 2 <= wanted ? 2 : 1;
  const int stride = std::max(1, static_cast<int>(std::ceil(decades / wanted)));
  for (int k = static_cast<int>(std::floor(std::log10(low))); k <= std::log10(high) + 1e-9;
       k += perDecade > 1 ? 1 : stride)
    for (const double lead : {1.0, 2.0, 3.0, 5.0}) {
      if ((perDecade == 3 && lead == 3) || (perDecade == 2 && (lead == 2 || lead == 5)) ||
          (perDecade == 1 && lead > 1))
        continue;
      const double value = lead * std::pow(10.0, k);
      if (value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9))
        ticks.push_back({value, significant(value, 1)});
    }
  return ticks;
}

std::vector<Tick> tokenTicks(double low, double high, int wanted) {
  const double doublings = std::log2(high / low);
  const int stride = std::max(1, static_cast<int>(std::ceil(doublings / std::max(wanted, 1))));
  std::vector<Tick> ticks;
  for (int k = static_cast<int>(std::ceil(std::log2(low) - 1e-9)); k <= std::log2(high) + 1e-9; k += stride)
    ticks.push_back({std::exp2(k), tokenLabel(std::exp2(k))});
  return ticks;
}

}  // namespace

double axisPosition(AxisKind kind, double value) {
  if (kind == AxisKind::linear) return value;
  if (!(value > 0)) return std::numeric_limits<double>::quiet_NaN();
  return kind == AxisKind::tokens ? std::log2(value) : std::log10(value);
}

double axisValue(AxisKind kind, double position) {
  return kind == AxisKind::linear   ? position
         : kind == AxisKind::tokens ? std::exp2(position)
                                    : std::pow(10.0, position);
}

std::vector<Tick> axisTicks(AxisKind kind, double low, double high, int wanted) {
  if (!std::isfinite(low) || !std::isfinite(high) || !(low < high) ||
      (kind != AxisKind::linear && !(low > 0)))
    return {};
  std::vector<Tick> ticks = kind == AxisKind::linear        ? linearTicks(low, high, wanted)
                            : kind == AxisKind::logarithmic ? decadeTicks(low, high, wanted)
                                                            : tokenTicks(low, high, wanted);
  const auto [first, last] =
      std::ranges::unique(ticks, [](const Tick& a, const Tick& b) { return a.label == b.label; });
  ticks.erase(first, last);
  return ticks;
}

double roundUp(double value) {
  if (!(value > 0) || !std::isfinite(value)) return 1;
  const double power = std::pow(10.0, std::floor(std::log10(value)));
  for (const double lead : {1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0})
    if (lead * power >= value * (1 - 1e-9)) return lead * power;
  return 10 * power;
}

}  // namespace headroom::ui
