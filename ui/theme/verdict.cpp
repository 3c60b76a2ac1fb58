#include "ui/theme/verdict.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace headroom::ui {

QColor verdictColour(Verdict verdict, const Colours& colours) {
  switch (verdict) {
    case Verdict::good: return colours.good;
    case Verdict::warn: return colours.warn;
    case Verdict::bad: return colours.bad;
    case Verdict::none: break;
  }
  return colours.dim;
}

QString verdictSign(Verdict verdict) {
  switch (verdict) {
    case Verdict::good: return QStringLiteral("✓");
    case Verdict::warn: return QStringLiteral("⚠");
    case Verdict::bad: return QStringLiteral("✕");
    case Verdict::none: break;
  }
  return {};
}

QString verdictWord(Verdict verdict) {
  switch (verdict) {
    case Verdict::good: return QCoreApplication::translate("Verdict", "keeps");
    case Verdict::warn: return QCoreApplication::translate("Verdict", "unsure");
    case Verdict::bad: return QCoreApplication::translate("Verdict", "fails");
    case Verdict::none: break;
  }
  return {};
}

void drawVerdictSign(QPainter& painter, Verdict verdict, const QRectF& rect) {
  if (verdict == Verdict::none) return;
  const double side = std::min(rect.width(), rect.height());
  const QPointF centre = rect.center();
  const auto at = [&](double x, double y) { return centre + QPointF(x, y) * side / 2; };
  QPainterPath path;
  switch (verdict) {
    case Verdict::good:
      path.moveTo(at(-0.8, 0.1));
      path.lineTo(at(-0.25, 0.65));
      path.lineTo(at(0.8, -0.6));
      break;
    case Verdict::bad:
      path.moveTo(at(-0.7, -0.7));
      path.lineTo(at(0.7, 0.7));
      path.moveTo(at(0.7, -0.7));
      path.lineTo(at(-0.7, 0.7));
      break;
    case Verdict::warn:
      path.moveTo(at(0, -0.85));
      path.lineTo(at(0.95, 0.75));
      path.lineTo(at(-0.95, 0.75));
      path.closeSubpath();
      path.moveTo(at(0, -0.25));
      path.lineTo(at(0, 0.2));
      path.moveTo(at(0, 0.46));
      path.lineTo(at(0, 0.5));
      break;
    case Verdict::none: break;
  }
  QPen pen = painter.pen();
  pen.setWidthF(std::clamp(side / 6, 1.2, 2.4));
  pen.setCapStyle(Qt::RoundCap);
  pen.setJoinStyle(Qt::RoundJoin);
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(pen);
  painter.setBrush(Qt::NoBrush);
  painter.drawPath(path);
  painter.restore();
}

}  // namespace headroom::ui
