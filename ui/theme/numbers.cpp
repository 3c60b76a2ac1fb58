#include "ui/theme/numbers.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace headroom::ui {

namespace {

// The place of the leading digit: 0 for 1 to 9.99, -1 for 0.1 to 0.99.
int leadingPlace(double value) { return static_cast<int>(std::floor(std::log10(std::abs(value)))); }

}  // namespace

QString noNumber() { return QStringLiteral("–"); }

QString fixed(double value, int decimals) {
  if (std::isnan(value)) return noNumber();
  if (std::isinf(value)) return value > 0 ? QStringLiteral("∞") : QStringLiteral("−∞");
  const int shown = std::max(decimals, 0);
  // Rounds 0.96 to 1.0 before the sign is looked at, so that -0.001 is "0.0" and not "-0.0".
  const double scale = std::pow(10.0, decimals);
  double rounded = std::isfinite(value * scale) ? std::round(value * scale) / scale : value;
  if (rounded == 0) rounded = 0;
  QString text = QLocale().toString(std::abs(rounded), 'f', shown);
  return rounded < 0 ? QStringLiteral("−") + text : text;
}

QString significant(double value, int digits) {
  if (!std::isfinite(value)) return fixed(value, 0);
  if (value == 0) return QStringLiteral("0");
  int place = leadingPlace(value);
  // 9.996 to three digits is 10.0, one place further left.
  const double scale = std::pow(10.0, digits - 1 - place);
  if (std::isfinite(scale) && std::round(std::abs(value) * scale) >= std::pow(10.0, digits)) ++place;
  return fixed(value, std::min(digits - 1 - place, 15));
}

QString compact(double value, int digits) {
  QString text = significant(value, digits);
  const QString point = QLocale().decimalPoint();
  if (!text.contains(point)) return text;
  while (text.endsWith(u'0')) text.chop(1);
  if (text.endsWith(point)) text.chop(point.size());
  return text;
}

QString compactQuantity(double value, const QString& unit, int digits) {
  const QString number = compact(value, digits);
  return unit.isEmpty() || !std::isfinite(value) ? number : number + QChar(0xa0) + unit;
}

QString withInterval(double value, double halfWidth) {
  if (!std::isfinite(value) || !std::isfinite(halfWidth) || halfWidth <= 0) return significant(value);
  int place = leadingPlace(halfWidth);
  if (std::round(halfWidth / std::pow(10.0, place)) >= 10) ++place;
  const int decimals = std::min(-place, 15);
  return fixed(value, decimals) + QStringLiteral(" ± ") + fixed(halfWidth, decimals);
}

QString quantity(double value, const QString& unit, int digits) {
  const QString number = significant(value, digits);
  return unit.isEmpty() || !std::isfinite(value) ? number : number + QChar(0xa0) + unit;
}

QString tokenLabel(double tokens) {
  if (!std::isfinite(tokens)) return fixed(tokens, 0);
  for (const auto& [size, letter] : {std::pair{1024.0 * 1024.0, u'M'}, std::pair{1024.0, u'K'}}) {
    const double whole = tokens / size;
    if (whole >= 1 && whole * 2 == std::floor(whole * 2)) return compact(whole, 5) + QChar(letter);
  }
  return compact(tokens, std::max(3, tokens == 0 ? 3 : leadingPlace(tokens) + 1));
}

QString secondsText(double seconds, int digits) {
  const double size = std::abs(seconds);
  if (!std::isfinite(seconds) || size == 0 || size >= 0.1)
    return quantity(seconds, QStringLiteral("s"), digits);
  if (size >= 1e-4) return quantity(seconds * 1e3, QStringLiteral("ms"), digits);
  return quantity(seconds * 1e6, QStringLiteral("µs"), digits);
}

QString moneyText(double dollars) {
  if (!std::isfinite(dollars)) return fixed(dollars, 0);
  const double size = std::abs(dollars);
  const QString number = size >= 999.5              ? fixed(size, 0)
                         : size == 0 || size >= 0.1 ? fixed(size, 2)
                                                    : significant(size, 2);
  return (dollars < 0 ? QStringLiteral("−$") : QStringLiteral("$")) + number;
}

QString percentText(double fraction, int digits) {
  return quantity(fraction * 100, QStringLiteral("%"), digits);
}

}  // namespace headroom::ui
