#include "ui/widgets/target_sign.h"

#include "ui/theme/verdict.h"

#include <QPainter>

namespace headroom::ui {

void drawTargetSign(QPainter& painter, TargetState::Kind kind, const QRectF& rect, const Colours& colours) {
  const QRectF ring = rect.adjusted(0.75, 0.75, -0.75, -0.75);
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  switch (kind) {
    case TargetState::Kind::unknown:
      painter.setPen(QPen(colours.dim, 1.5));
      painter.setBrush(Qt::NoBrush);
      painter.drawEllipse(ring);
      break;
    case TargetState::Kind::good:
      painter.setPen(Qt::NoPen);
      painter.setBrush(colours.good);
      painter.drawEllipse(rect);
      break;
    case TargetState::Kind::busy:
      painter.setPen(QPen(colours.warn, 1.5));
      painter.setBrush(Qt::NoBrush);
      painter.drawEllipse(ring);
      painter.setBrush(colours.warn);
      painter.drawPie(ring, 90 * 16, 180 * 16);
      break;
    case TargetState::Kind::failed:
      painter.setPen(QPen(colours.bad, 1.8, Qt::SolidLine, Qt::RoundCap));
      drawVerdictSign(painter, Verdict::bad, rect);
      break;
  }
  painter.restore();
}

}  // namespace headroom::ui
