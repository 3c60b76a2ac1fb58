#include "ui/widgets/elided_label.h"

#include "ui/theme/colours.h"

#include <QFontMetrics>
#include <QPainter>

namespace headroom::ui {

ElidedLabel::ElidedLabel(QWidget* parent) : QFrame(parent) {
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ElidedLabel::setText(const QString& text) {
  if (text == m_text) return;
  m_text = text;
  setAccessibleName(text);
  showToolTip();
  updateGeometry();
  update();
}

void ElidedLabel::setDim(bool dim) {
  m_dim = dim;
  update();
}

void ElidedLabel::setAlignment(Qt::Alignment alignment) {
  m_alignment = alignment;
  update();
}

void ElidedLabel::showToolTip() {
  const bool fits = fontMetrics().horizontalAdvance(m_text) <= width();
  setToolTip(fits ? QString() : m_text);
}

void ElidedLabel::resizeEvent(QResizeEvent* event) {
  QFrame::resizeEvent(event);
  showToolTip();
}

QSize ElidedLabel::sizeHint() const {
  return {fontMetrics().horizontalAdvance(m_text) + 2, fontMetrics().height() + 2};
}

QSize ElidedLabel::minimumSizeHint() const {
  return {fontMetrics().averageCharWidth() * 4, sizeHint().height()};
}

void ElidedLabel::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setFont(font());
  const Colours& colours = coloursOf(*this);
  painter.setPen(m_dim ? colours.dim : colours.text);
  painter.drawText(rect(), m_alignment | Qt::AlignVCenter,
                   fontMetrics().elidedText(m_text, Qt::ElideRight, width()));
}

}  // namespace headroom::ui
