#include "ui/theme/gpu_colours.h"

#include <algorithm>
#include <array>

namespace headroom::ui {

QColor okabeIto(int index) {
  // Black is left out (no colour on a dark page), and yellow comes last (weak on a light one).
  static constexpr std::array<QRgb, GpuColours::distinct> colours{0x0072b2, 0xe69f00, 0x009e73, 0xcc79a7,
                                                                  0x56b4e9, 0xd55e00, 0xf0e442};
  const int place = std::max(index, 0);
  const QColor colour = QColor::fromRgb(colours[static_cast<std::size_t>(place % GpuColours::distinct)]);
  const int round = place / GpuColours::distinct;
  return round == 0 ? colour : round % 2 == 1 ? colour.darker(135) : colour.lighter(125);
}

GpuColours::GpuColours(QStringList names) : m_names(std::move(names)) {
  m_names.sort();
  m_names.removeDuplicates();
}

QColor GpuColours::of(const QString& name) const {
  const auto found = std::lower_bound(m_names.begin(), m_names.end(), name);
  if (found == m_names.end() || *found != name) return QColor(0x8a929e);
  return okabeIto(static_cast<int>(found - m_names.begin()));
}

}  // namespace headroom::ui
