#include "ui/theme/fonts.h"

#include <QFontDatabase>
#include <QFontMetricsF>
#include <QGuiApplication>
#include <QPainter>

#include <algorithm>
#include <array>

namespace headroom::ui {

namespace {

bool isDigit(QChar character) { return character >= u'0' && character <= u'9'; }

double digitWidth(const QFontMetricsF& metrics) {
  double width = 0;
  for (char16_t digit = u'0'; digit <= u'9'; ++digit)
    width = std::max(width, metrics.horizontalAdvance(QChar(digit)));
  return width;
}

// Calls `take(piece, width)` for each digit and for each run between digits.
template <typename Take>
void forEachPiece(const QFontMetricsF& metrics, const QString& text, Take take) {
  const double digit = digitWidth(metrics);
  qsizetype begin = 0;
  for (qsizetype i = 0; i <= text.size(); ++i) {
    const bool atDigit = i < text.size() && isDigit(text[i]);
    if (i < text.size() && !atDigit) continue;
    if (i > begin) {
      const QString run = text.mid(begin, i - begin);
      take(run, metrics.horizontalAdvance(run), 0.0);
    }
    if (atDigit) {
      const double own = metrics.horizontalAdvance(text[i]);
      take(QString(text[i]), digit, (digit - own) / 2);
    }
    begin = i + 1;
  }
}

}  // namespace

QString fontFamily() {
  // Kept: asking costs a search of the system's fonts, and every label asks.
  static const QString family = [] {
    for (const char* name : {"Inter", "DejaVu Sans"})
      if (QFontDatabase::hasFamily(QLatin1String(name))) return QString::fromLatin1(name);
    return QGuiApplication::font().family();
  }();
  return family;
}

bool hasOwnFont() {
  return QFontDatabase::hasFamily(QStringLiteral("Inter")) ||
         QFontDatabase::hasFamily(QStringLiteral("DejaVu Sans"));
}

namespace {

QFont newFont(TextStyle style) {
  QFont result(fontFamily());
  result.setHintingPreference(QFont::PreferNoHinting);
  switch (style) {
    case TextStyle::body: result.setPixelSize(13); break;
    case TextStyle::strong:
      result.setPixelSize(13);
      result.setWeight(QFont::DemiBold);
      break;
    case TextStyle::secondary: result.setPixelSize(12); break;
    case TextStyle::axis: result.setPixelSize(11); break;
    case TextStyle::figure:
      result.setPixelSize(20);
      result.setWeight(QFont::DemiBold);
      break;
  }
  return result;
}

}  // namespace

QFont font(TextStyle style) {
  static const std::array fonts{newFont(TextStyle::body), newFont(TextStyle::strong),
                                newFont(TextStyle::secondary), newFont(TextStyle::axis),
                                newFont(TextStyle::figure)};
  return fonts[static_cast<std::size_t>(style)];
}

double figureWidth(const QFont& font, const QString& text) {
  double width = 0;
  forEachPiece(QFontMetricsF(font), text, [&](const QString&, double piece, double) { width += piece; });
  return width;
}

void drawFigures(QPainter& painter, const QRectF& rect, Qt::Alignment align, const QString& text) {
  const QFontMetricsF metrics(painter.font());
  const double width = figureWidth(painter.font(), text);
  double x = rect.left();
  if (align & Qt::AlignRight) x = rect.right() - width;
  if (align & Qt::AlignHCenter) x = rect.center().x() - width / 2;
  double y = rect.top() + metrics.ascent();
  if (align & Qt::AlignVCenter) y = rect.center().y() + (metrics.ascent() - metrics.descent()) / 2;
  if (align & Qt::AlignBottom) y = rect.bottom() - metrics.descent();
  forEachPiece(metrics, text, [&](const QString& piece, double pieceWidth, double inset) {
    painter.drawText(QPointF(x + inset, y), piece);
    x += pieceWidth;
  });
}

}  // namespace headroom::ui
