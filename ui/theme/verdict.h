// Green, amber and red mean a verdict and nothing else, and never stand alone: each has a sign and a word.
//
//   label->setText(verdictSign(Verdict::bad) + " " + verdictWord(Verdict::bad));
#pragma once

#include "ui/theme/colours.h"

#include <QString>

class QPainter;
class QRectF;

namespace headroom::ui {

enum class Verdict : unsigned char { none, good, warn, bad };

QColor verdictColour(Verdict verdict, const Colours& colours);  // dim for none
QString verdictSign(Verdict verdict);                           // ✓ ⚠ ✕; empty for none
QString verdictWord(Verdict verdict);                           // "keeps", "unsure", "fails", translated

// The sign as lines in the painter's pen colour, filling `rect` as well as a square can: independent of
// fonts.
void drawVerdictSign(QPainter& painter, Verdict verdict, const QRectF& rect);

}  // namespace headroom::ui
