#include "ui/plots/colour_map.h"

#include <algorithm>
#include <cmath>

namespace headroom::ui {

namespace {

// Oklab, where equal steps look equal: Björn Ottosson, https://bottosson.github.io/posts/oklab/ (public
// domain).
struct Oklab {
  double lightness, a, b;
};

double linear(double channel) {
  return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double gamma(double channel) {
  const double light = std::clamp(channel, 0.0, 1.0);
  return light <= 0.0031308 ? light * 12.92 : 1.055 * std::pow(light, 1 / 2.4) - 0.055;
}

Oklab toOklab(QRgb colour) {
  const double r = linear(qRed(colour) / 255.0), g = linear(qGreen(colour) / 255.0),
               b = linear(qBlue(colour) / 255.0);
  const double l = std::cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const double m = std::cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const double s = std::cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
          1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
          0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

QRgb fromOklab(const Oklab& colour) {
  const double l = std::pow(colour.lightness + 0.3963377774 * colour.a + 0.2158037573 * colour.b, 3);
  const double m = std::pow(colour.lightness - 0.1055613458 * colour.a - 0.0638541728 * colour.b, 3);
  const double s = std::pow(colour.lightness - 0.0894841775 * colour.a - 1.2914855480 * colour.b, 3);
  const auto byte = [](double channel) { return static_cast<int>(std::lround(gamma(channel) * 255)); };
  return qRgb(byte(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
              byte(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
              byte(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s));
}

QList<QRgb> through(std::initializer_list<QRgb> stops) {
  const std::vector<QRgb> colours(stops);
  QList<QRgb> table(256);
  for (int i = 0; i < 256; ++i) {
    const double place = i / 255.0 * static_cast<double>(colours.size() - 1);
    const auto low = std::min(static_cast<std::size_t>(place), colours.size() - 2);
    const double share = place - static_cast<double>(low);
    const Oklab a = toOklab(colours[low]), b = toOklab(colours[low + 1]);
    table[i] = fromOklab(
        {std::lerp(a.lightness, b.lightness, share), std::lerp(a.a, b.a, share), std::lerp(a.b, b.b, share)});
  }
  return table;
}

QList<QRgb> opaque(const std::array<std::uint32_t, 256>& colours) {
  QList<QRgb> table(256);
  for (int i = 0; i < 256; ++i) table[i] = 0xff000000U | colours[static_cast<std::size_t>(i)];
  return table;
}

const QList<QRgb>& tableOf(ColourScheme scheme) {
  static const QList<QRgb> viridis = opaque(viridisColours());
  static const QList<QRgb> cividis = opaque(cividisColours());
  static const QList<QRgb> light = through({0xff08457e, 0xff3f8fc9, 0xfff3f3f1, 0xffe8963a, 0xff9a4a00});
  static const QList<QRgb> dark = through({0xff8fcbff, 0xff2f7fc0, 0xff2b3038, 0xffcc7318, 0xffffc37d});
  switch (scheme) {
    case ColourScheme::viridis: return viridis;
    case ColourScheme::cividis: return cividis;
    case ColourScheme::divergingLight: return light;
    case ColourScheme::divergingDark: break;
  }
  return dark;
}

}  // namespace

ColourMap::ColourMap(ColourScheme scheme, bool reversed) : m_table(tableOf(scheme)) {
  if (reversed) std::reverse(m_table.begin(), m_table.end());
}

int ColourMap::index(double fraction) {
  if (!(fraction > 0)) return 0;
  return fraction >= 1 ? 255 : static_cast<int>(fraction * 256);
}

}  // namespace headroom::ui
