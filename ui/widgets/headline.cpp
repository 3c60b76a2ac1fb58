#include "ui/widgets/headline.h"

#include "ui/theme/fonts.h"
#include "ui/theme/numbers.h"
#include "ui/theme/style.h"
#include "ui/widgets/wrap_layout.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace headroom::ui {

HeadlineItem::HeadlineItem(const QString& label, QWidget* parent)
    : QWidget(parent), m_label(new QLabel(this)), m_figure(new QLabel(this)) {
  auto* down = new QVBoxLayout(this);
  down->setContentsMargins(0, 0, 0, 0);
  down->setSpacing(2);
  m_label->setFont(ui::font(TextStyle::secondary));
  m_label->setForegroundRole(QPalette::PlaceholderText);
  m_label->setTextFormat(Qt::PlainText);
  m_figure->setFont(ui::font(TextStyle::figure));
  m_figure->setTextFormat(Qt::PlainText);
  m_figure->setTextInteractionFlags(Qt::TextSelectableByMouse);
  down->addWidget(m_label);
  down->addWidget(m_figure);
  setLabel(label);
  setFigure({});
}

void HeadlineItem::setLabel(const QString& label) {
  m_label->setText(label);
  m_label->setVisible(!label.isEmpty());
  setAccessibleName(label);
}

void HeadlineItem::setFigure(const QString& figure) {
  m_figure->setText(figure.isEmpty() ? noNumber() : figure);
  m_figure->setAccessibleName(m_label->text() + QStringLiteral(": ") + m_figure->text());
}

QString HeadlineItem::figure() const { return m_figure->text(); }

void HeadlineItem::setVerdict(Verdict verdict) {
  m_verdict = verdict;
  setAccessibleDescription(verdict == Verdict::none ? QString() : verdictWord(verdict));
  colour();
}

void HeadlineItem::colour() {
  QPalette own;
  if (m_verdict != Verdict::none)
    own.setColor(QPalette::WindowText, verdictColour(m_verdict, coloursOf(*this)));
  m_figure->setPalette(own);
}

void HeadlineItem::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange) colour();
  QWidget::changeEvent(event);
}

Headline::Headline(QWidget* parent) : QFrame(parent), m_row(new QHBoxLayout(this)), m_items(new WrapLayout) {
  setFrameShape(QFrame::StyledPanel);
  setProperty(property::card, true);
  m_row->setContentsMargins(metrics::padding, metrics::padding, metrics::padding, metrics::padding);
  m_row->setSpacing(metrics::gap * 2);
  m_items->setUniform(false);
  m_items->setSpacing(metrics::gap * 2);
  m_row->addLayout(m_items, 1);
  QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
}

HeadlineItem* Headline::addItem(const QString& label, const QString& name) {
  auto* item = new HeadlineItem(label, this);
  item->setObjectName(name);
  m_items->addWidget(item);
  return item;
}

void Headline::addWidget(QWidget* widget) { m_row->addWidget(widget, 0, Qt::AlignVCenter); }

}  // namespace headroom::ui
