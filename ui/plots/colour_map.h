// Colours for magnitudes: 256 steps, even to the eye, safe for every colour vision, and still in order in
// grey.
//
//   const ColourMap map(ColourScheme::viridis);
//   image.setColorTable(map.table());
//   image.setPixel(column, row, map.index(0.5));
#pragma once

#include <QColor>
#include <QList>
#include <QRgb>

#include <array>
#include <cstdint>

namespace headroom::ui {

enum class ColourScheme : unsigned char {
  viridis,
  cividis,
  divergingLight,  // blue, nearly white, orange: for ratios and differences on a light page
  divergingDark,   // the same with a dark middle
};

class ColourMap {
 public:
  explicit ColourMap(ColourScheme scheme = ColourScheme::viridis, bool reversed = false);

  // 256 opaque colours, the smallest value first.
  const QList<QRgb>& table() const { return m_table; }
  // The entry for `fraction` in [0, 1]; values outside are taken to the nearer end, NaN to 0.
  static int index(double fraction);
  QColor at(double fraction) const { return QColor::fromRgb(m_table[index(fraction)]); }

  bool operator==(const ColourMap&) const = default;

 private:
  QList<QRgb> m_table;
};

// 0xRRGGBB, dark end first.
const std::array<std::uint32_t, 256>& viridisColours();
const std::array<std::uint32_t, 256>& cividisColours();

}  // namespace headroom::ui
