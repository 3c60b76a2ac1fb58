#include "ui/plots/contours.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <unordered_map>

namespace headroom::ui {

namespace {

// A line crosses the grid's edges; each edge has a number, so that pieces of neighbouring squares meet.
struct Segment {
  std::uint32_t from, to;
};

class Level {
 public:
  Level(std::span<const double> values, int columns, int rows, double level)
      : m_values(values), m_columns(columns), m_rows(rows), m_level(level) {}

  void addTo(QPainterPath& path) {
    collect();
    join(path);
  }

 private:
  double at(int column, int row) const {
    return m_values[static_cast<std::size_t>(row * m_columns + column)];
  }

  // Edges: twice the number of the cell where they begin, plus 1 for those that go up.
  std::uint32_t edge(int column, int row, bool up) const {
    return static_cast<std::uint32_t>(2 * (row * m_columns + column) + (up ? 1 : 0));
  }

  QPointF pointOn(std::uint32_t number) const {
    const int cell = static_cast<int>(number / 2);
    const int column = cell % m_columns, row = cell / m_columns;
    const bool up = number % 2 == 1;
    const double a = at(column, row), b = up ? at(column, row + 1) : at(column + 1, row);
    const double share = a == b ? 0.5 : std::clamp((m_level - a) / (b - a), 0.0, 1.0);
    return up ? QPointF(column, row + share) : QPointF(column + share, row);
  }

  void collect() {
    for (int row = 0; row + 1 < m_rows; ++row)
      for (int column = 0; column + 1 < m_columns; ++column) square(column, row);
  }

  void square(int column, int row) {
    const std::array corner{at(column, row), at(column + 1, row), at(column + 1, row + 1),
                            at(column, row + 1)};
    if (!std::ranges::all_of(corner, [](double value) { return std::isfinite(value); })) return;
    unsigned above = 0;
    for (unsigned i = 0; i < 4; ++i) above |= corner[i] >= m_level ? 1U << i : 0U;
    const std::uint32_t bottom = edge(column, row, false), right = edge(column + 1, row, true),
                        top = edge(column, row + 1, false), left = edge(column, row, true);
    const auto add = [&](std::uint32_t from, std::uint32_t to) { m_segments.push_back({from, to}); };
    switch (above) {
      case 1:
      case 14: add(left, bottom); break;
      case 2:
      case 13: add(bottom, right); break;
      case 4:
      case 11: add(right, top); break;
      case 8:
      case 7: add(top, left); break;
      case 3:
      case 12: add(left, right); break;
      case 6:
      case 9: add(bottom, top); break;
      case 5:
      case 10: {
        const double middle = (corner[0] + corner[1] + corner[2] + corner[3]) / 4;
        if ((middle >= m_level) == (above == 5)) {
          add(left, top);
          add(bottom, right);
        } else {
          add(left, bottom);
          add(right, top);
        }
        break;
      }
      default: break;
    }
  }

  // Chains segments into lines as long as they come: one moveTo each, so joins are round and dashes run on.
  void join(QPainterPath& path) {
    struct Ends {
      std::array<int, 2> segment{-1, -1};
    };
    std::unordered_map<std::uint32_t, Ends> byEdge;
    for (int i = 0; i < static_cast<int>(m_segments.size()); ++i)
      for (const std::uint32_t end :
           {m_segments[static_cast<std::size_t>(i)].from, m_segments[static_cast<std::size_t>(i)].to}) {
        auto& ends = byEdge[end].segment;
        (ends[0] < 0 ? ends[0] : ends[1]) = i;
      }
    std::vector<bool> used(m_segments.size());
    const auto walk = [&](int first, std::uint32_t start) {
      path.moveTo(pointOn(start));
      std::uint32_t place = start;
      for (int next = first; next >= 0;) {
        const auto index = static_cast<std::size_t>(next);
        used[index] = true;
        place = m_segments[index].from == place ? m_segments[index].to : m_segments[index].from;
        path.lineTo(pointOn(place));
        next = -1;
        for (const int candidate : byEdge[place].segment)
          if (candidate >= 0 && !used[static_cast<std::size_t>(candidate)]) next = candidate;
      }
    };
    // Open lines from their loose ends first; what is left are rings.
    for (int i = 0; i < static_cast<int>(m_segments.size()); ++i) {
      if (used[static_cast<std::size_t>(i)]) continue;
      const Segment segment = m_segments[static_cast<std::size_t>(i)];
      for (const std::uint32_t end : {segment.from, segment.to})
        if (!used[static_cast<std::size_t>(i)] && byEdge[end].segment[1] < 0) walk(i, end);
    }
    for (int i = 0; i < static_cast<int>(m_segments.size()); ++i)
      if (!used[static_cast<std::size_t>(i)]) walk(i, m_segments[static_cast<std::size_t>(i)].from);
  }

  std::span<const double> m_values;
  int m_columns, m_rows;
  double m_level;
  std::vector<Segment> m_segments;
};

}  // namespace

QPainterPath contours(std::span<const double> values, int columns, int rows, std::span<const double> levels) {
  QPainterPath path;
  if (columns < 2 || rows < 2 ||
      values.size() < static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows))
    return path;
  for (const double level : levels) Level(values, columns, rows, level).addTo(path);
  return path;
}

std::vector<double> niceLevels(double low, double high, bool logarithmic, int wanted) {
  std::vector<double> levels;
  if (!std::isfinite(low) || !std::isfinite(high) || !(low < high) || wanted < 1) return levels;
  if (!logarithmic) {
    const double rough = (high - low) / wanted;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    const double lead = rough / power;
    const double step = power * (lead <= 1.5 ? 1 : lead <= 3.5 ? 2 : lead <= 7.5 ? 5 : 10);
    for (double k = std::floor(low / step) + 1; k * step < high && levels.size() < 64; ++k)
      levels.push_back(k * step);
    return levels;
  }
  if (!(low > 0)) return levels;
  const double decades = std::log10(high / low);
  if (decades < wanted / 3.4) {  // shorter than powers of two would give
    if (high / low < 2.5) return niceLevels(low, high, false, wanted);
    for (double k = std::floor(std::log2(low)) + 1; std::exp2(k) < high; ++k) levels.push_back(std::exp2(k));
    return levels;
  }
  // 1-2-5, 1-3 or whole decades, whichever is the closest that does not crowd.
  const std::vector<double> leads = decades * 3 <= wanted * 1.4   ? std::vector{1.0, 2.0, 5.0}
                                    : decades * 2 <= wanted * 1.4 ? std::vector{1.0, 3.0}
                                                                  : std::vector{1.0};
  const double stride = leads.size() > 1 ? 1 : std::max(1.0, std::round(decades / wanted));
  for (double k = std::floor(std::log10(low)); std::pow(10.0, k) < high && levels.size() < 64; k += stride)
    for (const double lead : leads) {
      const double level = lead * std::pow(10.0, k);
      if (level > low && level < high) levels.push_back(level);
    }
  return levels;
}

}  // namespace headroom::ui
