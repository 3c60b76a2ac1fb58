// Numbers as people read them: significant digits to the interval, tokens as 4, 64, 1K, times with the unit
// that fits. Decimal and group signs follow the default QLocale; files (CSV) never pass through here.
//
//   withInterval(4.10342, 0.2)  == "4.1 ± 0.2"
//   tokenLabel(4096)            == "4K"
//   secondsText(0.0193)         == "19.3 ms"
#pragma once

#include <QString>

namespace headroom::ui {

// What stands for a number that is not known: an en dash.
QString noNumber();

// `value` to `digits` significant digits, never in exponent form below 10^15; noNumber() for NaN, "∞" for
// infinities.
QString significant(double value, int digits = 3);
// The same without zeros at the end: for bounds, ends of scales and other chosen numbers. "20", "0.1",
// "1,500".
QString compact(double value, int digits = 3);
// With exactly `decimals` digits after the point.
QString fixed(double value, int decimals);
// The interval to one significant digit and the value to the same place. An interval that is NaN, infinite,
// or not above 0 is left out, and the value gets three significant digits.
QString withInterval(double value, double halfWidth);
// "17.2 s"; the unit is left out when empty.
QString quantity(double value, const QString& unit, int digits = 3);
// "20 s": compact() with its unit.
QString compactQuantity(double value, const QString& unit, int digits = 3);

// Whole multiples of 1024 as K (of 1024² as M), others as they are: 4, 1000, 1K, 1.5K, 1M.
QString tokenLabel(double tokens);
// Seconds below 0.1 as ms (below 0.1 ms as µs), others as s: "19 ms", "0.71 s", "64 s".
QString secondsText(double seconds, int digits = 3);
// Dollars: cents below 1000, none above: "$6.70", "$0.07", "$1,840"; three digits below ten cents: "$0.0042".
QString moneyText(double dollars);
// 0.931 as "93.1 %".
QString percentText(double fraction, int digits = 3);

}  // namespace headroom::ui
