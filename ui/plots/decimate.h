// Fewer points that draw the same line.
//
//   series->replace(decimated(points, plotWidthInPixels));
#pragma once

#include <QList>
#include <QPointF>

#include <span>

namespace headroom::ui {

// `points` ascending in x. For each of `columns` slices of equal width: the first, lowest, highest and last
// point, in their order (M4, Jugel et al., VLDB 2014), so no peak is lost. Unchanged where it would not be
// shorter.
QList<QPointF> decimated(std::span<const QPointF> points, int columns);

}  // namespace headroom::ui
