// The four text styles and the distances of every page.
//
//   title->setFont(font(TextStyle::strong));
//   layout->setSpacing(metrics::gap);
//
// Sizes are in logical pixels, so they follow the screen's scale and not its claimed DPI.
#pragma once

#include <QFont>
#include <QRectF>
#include <QString>

class QPainter;

namespace headroom::ui {

namespace metrics {
inline constexpr int gap = 12;      // between cards
inline constexpr int padding = 12;  // inside a card
inline constexpr int radius = 8;    // of a card; controls take radiusSmall
inline constexpr int radiusSmall = 6;
inline constexpr int small = 4;     // between things that belong together
inline constexpr int control = 30;  // height of buttons and fields
inline constexpr int row = 26;      // height of a table's row
}  // namespace metrics

enum class TextStyle {
  body,       // 13 px
  strong,     // 13 px, demi-bold: titles of cards
  secondary,  // 12 px, drawn in Colours::dim
  axis,       // 11 px: ticks, legends
  figure,     // 20 px, demi-bold: the one number of a page
};

// Inter where it is installed, else DejaVu Sans, else what the application has. After QGuiApplication is
// made.
QString fontFamily();
// False when neither is installed: text may then show as boxes, and pictures differ from the references.
bool hasOwnFont();
QFont font(TextStyle style);

// Qt 6.4 cannot ask a font for its tabular figures, so these give each digit the width of the widest one:
// columns of numbers stand under each other and a number that changes does not wobble.
double figureWidth(const QFont& font, const QString& text);
// Draws in the painter's font and pen, on one line. `align` takes left, right, horizontal centre and the
// vertical ones.
void drawFigures(QPainter& painter, const QRectF& rect, Qt::Alignment align, const QString& text);

}  // namespace headroom::ui
