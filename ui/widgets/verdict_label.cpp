#include "ui/widgets/verdict_label.h"

#include "ui/theme/colours.h"

#include <QEvent>

namespace headroom::ui {

VerdictLabel::VerdictLabel(QWidget* parent) : QLabel(parent) {
  setWordWrap(true);
  setTextFormat(Qt::PlainText);
}

void VerdictLabel::setVerdict(Verdict verdict, const QString& words) {
  m_verdict = verdict;
  const QString text = words.isEmpty() ? verdictWord(verdict) : words;
  const QString sign = verdictSign(verdict);
  setText(sign.isEmpty() ? text : sign + QStringLiteral(" ") + text);
  colour();
}

void VerdictLabel::colour() {
  QPalette own;
  own.setColor(QPalette::WindowText, verdictColour(m_verdict, coloursOf(*this)));
  setPalette(own);
}

void VerdictLabel::changeEvent(QEvent* event) {
  QLabel::changeEvent(event);
  // Setting our own palette comes back here; only what the window gives is news.
  if (event->type() != QEvent::PaletteChange) return;
  if (palette().color(QPalette::WindowText) != verdictColour(m_verdict, coloursOf(*this))) colour();
}

}  // namespace headroom::ui
