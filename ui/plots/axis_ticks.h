// Where an axis puts its labels, and where a value lies on it.
//
//   for (const Tick& tick : axisTicks(AxisKind::tokens, 4, 4096, 6)) ...     // 4, 16, 64, 256, 1K, 4K
#pragma once

#include <QString>

#include <vector>

namespace headroom::ui {

enum class AxisKind : unsigned char {
  linear,
  logarithmic,  // base 10
  tokens,       // base 2, labelled 4, 64, 1K
};

struct Tick {
  double value;  // in the axis's own unit
  QString label;
};

// The place of a value on an axis: itself, its base-10 or its base-2 logarithm. NaN for values ≤ 0 on the
// last two.
double axisPosition(AxisKind kind, double value);
double axisValue(AxisKind kind, double position);

// At most about `wanted` round ticks in [low, high]; low < high, both above 0 unless linear. Every label
// differs.
std::vector<Tick> axisTicks(AxisKind kind, double low, double high, int wanted);
// The next round number at or above `value` (> 0) that axisTicks would end on: 1, 1.5, 2, 3, 4, 5, 6, 8 ×
// 10^n.
double roundUp(double value);

}  // namespace headroom::ui
