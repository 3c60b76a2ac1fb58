#include "ui/widgets/card.h"

#include "ui/theme/fonts.h"
#include "ui/theme/style.h"
#include "ui/widgets/elided_label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace headroom::ui {

Card::Card(const QString& title, QWidget* parent)
    : QFrame(parent),
      m_title(new QLabel(this)),
      m_caption(new ElidedLabel(this)),
      m_header(new QHBoxLayout),
      m_body(new QVBoxLayout) {
  setFrameShape(QFrame::StyledPanel);
  setProperty(property::card, true);
  auto* down = new QVBoxLayout(this);
  down->setContentsMargins(metrics::padding, metrics::padding, metrics::padding, metrics::padding);
  down->setSpacing(metrics::small * 2);
  m_header->setSpacing(metrics::small * 2);
  m_title->setFont(ui::font(TextStyle::strong));
  m_title->setTextFormat(Qt::PlainText);
  m_caption->setFont(ui::font(TextStyle::secondary));
  m_caption->setDim(true);
  m_caption->setAlignment(Qt::AlignRight);
  m_caption->setFixedHeight(m_caption->fontMetrics().height());
  // A long caption is cut before it makes the card wider than its column.
  m_caption->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
  m_title->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  m_header->addWidget(m_title);
  m_header->addWidget(m_caption, 1);
  m_header->addStretch(0);  // without a caption, what comes after stands at the right all the same
  down->addLayout(m_header);
  m_body->setSpacing(metrics::small * 2);
  down->addLayout(m_body, 1);
  // Where the card is higher than its body can become, the rest of it is below.
  down->addStretch(0);
  setTitle(title);
  m_caption->hide();
}

void Card::setTitle(const QString& title) {
  m_title->setText(title);
  m_title->setVisible(!title.isEmpty());
  setAccessibleName(title);
}

QString Card::title() const { return m_title->text(); }

void Card::setCaption(const QString& caption) {
  m_caption->setText(caption);
  m_caption->setVisible(!caption.isEmpty());
}

QString Card::caption() const { return m_caption->text(); }

void Card::addToHeader(QWidget* widget) { m_header->addWidget(widget); }

void Card::setHeaderHeight(int height) { m_header->addStrut(height); }

QLabel* newNote(const QString& text, QWidget* parent) {
  auto* note = new QLabel(text, parent);
  note->setFont(font(TextStyle::secondary));
  note->setForegroundRole(QPalette::PlaceholderText);
  note->setWordWrap(true);
  note->setTextFormat(Qt::PlainText);
  return note;
}

}  // namespace headroom::ui
