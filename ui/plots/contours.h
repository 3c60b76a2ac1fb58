// Lines of equal value over a grid of cells, by marching squares.
//
//   QPainterPath path = contours(values, columns, rows, {1, 2, 5, 10});   // in cell units: a centre is (c,
//   r)
//
// A line is drawn only between four known corners: next to a cell that is not known it stops.
#pragma once

#include <QPainterPath>

#include <span>
#include <vector>

namespace headroom::ui {

// `values`: rows × columns, row by row; NaN or infinite is not known. `levels` in the values' own unit: to
// interpolate on a log scale, give the logarithms of both. Saddles are settled by the mean of the four
// corners.
QPainterPath contours(std::span<const double> values, int columns, int rows, std::span<const double> levels);

// About `wanted` round levels strictly between low and high: 1, 2 or 5 times a power of ten, evenly spaced,
// or on a log scale 1-2-5, 1-3 or decades (powers of two where the range is short).
std::vector<double> niceLevels(double low, double high, bool logarithmic, int wanted = 8);

}  // namespace headroom::ui
