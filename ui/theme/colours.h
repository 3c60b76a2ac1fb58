// The colours of Headroom, light and dark: one struct that every widget and plot draws from.
//
//   const Colours& colours = coloursOf(*this);        // follows the widget's palette
//   painter.fillRect(rect, colours.card);
//
// Nothing here is global: a widget under a dark palette draws dark, so both can stand side by side (an
// export in light from a dark window, a test of both).
#pragma once

#include <QColor>
#include <QPalette>

class QWidget;

namespace headroom::ui {

struct Colours {
  bool dark;
  QColor background;  // of the window
  QColor card;        // of cards, plots and exports
  QColor line;        // borders, separators, grid lines, tracks
  QColor text;
  QColor dim;                   // secondary text and axis labels; at least 4.5 : 1 on card
  QColor accent;                // the chosen, the focused, the primary button
  QColor accentSoft;            // behind what is selected
  QColor onAccent;              // text on accent
  QColor hover;                 // behind what the mouse is on
  QColor hatchBase, hatchLine;  // "nothing known"
  QColor good, warn, bad;       // verdicts only, and always with their sign
  QColor onVerdict;             // text on any of those three
};

const Colours& lightColours();
const Colours& darkColours();

// Dark when the window colour is darker than the text on it: the only test that works before Qt 6.5.
bool isDark(const QPalette& palette);
const Colours& coloursOf(const QPalette& palette);
const Colours& coloursOf(const QWidget& widget);

// These colours as every role and group of a QPalette.
QPalette paletteOf(const Colours& colours);

// `amount` of `over` laid on `under`: 0 is all under, 1 all over. Both opaque.
QColor mixed(const QColor& under, const QColor& over, double amount);
// Contrast ratio of WCAG 2.1, 1 to 21 (https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio).
double contrast(const QColor& a, const QColor& b);
// Black or white-ish, whichever reads better on `fill`.
QColor inkOn(const QColor& fill);

}  // namespace headroom::ui
