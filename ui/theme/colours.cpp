#include "ui/theme/colours.h"

#include <QWidget>

#include <algorithm>
#include <cmath>

namespace headroom::ui {

namespace {

double channelLuminance(double channel) {
  return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& colour) {
  return 0.2126 * channelLuminance(colour.redF()) + 0.7152 * channelLuminance(colour.greenF()) +
         0.0722 * channelLuminance(colour.blueF());
}

}  // namespace

const Colours& lightColours() {
  static const Colours colours{.dark = false,
                               .background = QColor(0xf5f6f8),
                               .card = QColor(0xffffff),
                               .line = QColor(0xdde1e7),
                               .text = QColor(0x1c2430),
                               .dim = QColor(0x667085),
                               .accent = QColor(0x2563a8),
                               .accentSoft = QColor(0xe7f0fa),
                               .onAccent = QColor(0xffffff),
                               .hover = QColor(0xeef1f5),
                               .hatchBase = QColor(0xeef0f4),
                               .hatchLine = QColor(0xd3d8e0),
                               .good = QColor(0x16794a),
                               .warn = QColor(0x946200),
                               .bad = QColor(0xb42318),
                               .onVerdict = QColor(0xffffff)};
  return colours;
}

const Colours& darkColours() {
  static const Colours colours{.dark = true,
                               .background = QColor(0x14171c),
                               .card = QColor(0x1c2027),
                               .line = QColor(0x2e343e),
                               .text = QColor(0xe6e9ee),
                               .dim = QColor(0x98a2b3),
                               .accent = QColor(0x6cb0f5),
                               .accentSoft = QColor(0x1f3148),
                               .onAccent = QColor(0x10151c),
                               .hover = QColor(0x252a33),
                               .hatchBase = QColor(0x23272f),
                               .hatchLine = QColor(0x363c47),
                               .good = QColor(0x4cc38a),
                               .warn = QColor(0xe2b13c),
                               .bad = QColor(0xff8577),
                               .onVerdict = QColor(0x14171c)};
  return colours;
}

bool isDark(const QPalette& palette) {
  return palette.color(QPalette::Active, QPalette::Window).lightness() <
         palette.color(QPalette::Active, QPalette::WindowText).lightness();
}

const Colours& coloursOf(const QPalette& palette) { return isDark(palette) ? darkColours() : lightColours(); }

const Colours& coloursOf(const QWidget& widget) { return coloursOf(widget.palette()); }

QPalette paletteOf(const Colours& colours) {
  QPalette palette;
  const auto all = [&](QPalette::ColorRole role, const QColor& colour) { palette.setColor(role, colour); };
  all(QPalette::Window, colours.background);
  all(QPalette::WindowText, colours.text);
  all(QPalette::Base, colours.card);
  all(QPalette::AlternateBase, mixed(colours.card, colours.background, 0.6));
  all(QPalette::ToolTipBase, colours.dark ? QColor(0x2a303a) : QColor(0x1c2430));
  all(QPalette::ToolTipText, QColor(0xf2f4f7));
  all(QPalette::PlaceholderText, colours.dim);
  all(QPalette::Text, colours.text);
  all(QPalette::Button, colours.card);
  all(QPalette::ButtonText, colours.text);
  all(QPalette::BrightText, colours.onAccent);
  all(QPalette::Light, mixed(colours.card, QColor(Qt::white), colours.dark ? 0.08 : 1.0));
  all(QPalette::Midlight, colours.hover);
  all(QPalette::Mid, colours.line);
  all(QPalette::Dark, mixed(colours.line, colours.text, 0.25));
  all(QPalette::Shadow, QColor(Qt::black));
  all(QPalette::Highlight, colours.accent);
  all(QPalette::HighlightedText, colours.onAccent);
  all(QPalette::Link, colours.accent);
  all(QPalette::LinkVisited, mixed(colours.accent, colours.dim, 0.5));
  const QColor off = mixed(colours.card, colours.dim, 0.7);
  for (const auto role :
       {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::PlaceholderText})
    palette.setColor(QPalette::Disabled, role, off);
  palette.setColor(QPalette::Disabled, QPalette::Highlight, mixed(colours.card, colours.dim, 0.4));
  return palette;
}

QColor mixed(const QColor& under, const QColor& over, double amount) {
  const float share = static_cast<float>(std::clamp(amount, 0.0, 1.0));
  const auto blend = [share](float a, float b) { return a + (b - a) * share; };
  return QColor::fromRgbF(blend(under.redF(), over.redF()), blend(under.greenF(), over.greenF()),
                          blend(under.blueF(), over.blueF()));
}

double contrast(const QColor& a, const QColor& b) {
  const double first = luminance(a), second = luminance(b);
  return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

QColor inkOn(const QColor& fill) {
  const QColor darkInk(0x14171c), lightInk(0xffffff);
  return contrast(fill, darkInk) >= contrast(fill, lightInk) ? darkInk : lightInk;
}

}  // namespace headroom::ui
