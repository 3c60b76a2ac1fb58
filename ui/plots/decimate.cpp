#include "ui/plots/decimate.h"

#include <algorithm>
#include <array>

namespace headroom::ui {

QList<QPointF> decimated(std::span<const QPointF> points, int columns) {
  const auto limit = static_cast<std::size_t>(std::max(columns, 1)) * 4;
  if (points.size() <= limit) return QList<QPointF>(points.begin(), points.end());
  const double left = points.front().x(), width = points.back().x() - left;
  QList<QPointF> kept;
  kept.reserve(static_cast<qsizetype>(limit));
  const auto slice = [&](const QPointF& point) {
    return width > 0 ? std::min(columns - 1, static_cast<int>((point.x() - left) / width * columns)) : 0;
  };
  for (std::size_t begin = 0; begin < points.size();) {
    std::size_t end = begin, low = begin, high = begin;
    for (const int own = slice(points[begin]); end < points.size() && slice(points[end]) == own; ++end) {
      if (points[end].y() < points[low].y()) low = end;
      if (points[end].y() > points[high].y()) high = end;
    }
    std::array chosen{begin, low, high, end - 1};
    std::ranges::sort(chosen);
    for (std::size_t i = 0; i < chosen.size(); ++i)
      if (i == 0 || chosen[i] != chosen[i - 1]) kept.append(points[chosen[i]]);
    begin = end;
  }
  return kept;
}

}  // namespace headroom::ui
