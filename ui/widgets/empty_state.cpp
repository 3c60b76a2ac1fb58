#include "ui/widgets/empty_state.h"

#include "ui/theme/fonts.h"
#include "ui/theme/style.h"
#include "ui/widgets/tinted_icon.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace headroom::ui {
namespace {

constexpr int iconSize = 40;
constexpr int textWidth = 460;

}  // namespace

EmptyState::EmptyState(const QString& icon, const QString& title, const QString& text, QWidget* parent)
    : QWidget(parent),
      m_name(icon),
      m_icon(new QLabel(this)),
      m_title(new QLabel(this)),
      m_text(new QLabel(this)),
      m_buttons(new QHBoxLayout) {
  m_title->setFont(ui::font(TextStyle::figure));
  m_title->setAlignment(Qt::AlignCenter);
  m_title->setWordWrap(true);
  m_text->setForegroundRole(QPalette::PlaceholderText);
  m_text->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
  m_text->setWordWrap(true);
  m_text->setFixedWidth(textWidth);
  m_icon->setAlignment(Qt::AlignCenter);
  m_buttons->setSpacing(metrics::small * 2);
  m_buttons->addStretch();
  m_buttons->addStretch();
  auto* down = new QVBoxLayout(this);
  down->setSpacing(metrics::gap);
  down->addStretch(2);
  down->addWidget(m_icon);
  down->addWidget(m_title);
  down->addWidget(m_text, 0, Qt::AlignHCenter);
  down->addLayout(m_buttons);
  down->addStretch(3);
  setText(title, text);
  drawIcon();
}

void EmptyState::setText(const QString& title, const QString& text) {
  m_title->setText(title);
  m_text->setText(text);
  // A layout asks a centred child for its size hint alone, which knows nothing of lines that wrap.
  m_text->ensurePolished();
  m_text->setMinimumHeight(std::max(0, m_text->heightForWidth(textWidth)));
  setAccessibleName(title);
  setAccessibleDescription(text);
}

QPushButton* EmptyState::addAction(const QString& text) {
  auto* button = new QPushButton(text, this);
  if (m_actions == 0) button->setProperty(property::primary, true);
  m_buttons->insertWidget(1 + m_actions, button);
  ++m_actions;
  return button;
}

void EmptyState::drawIcon() { m_icon->setPixmap(tintedIcon(m_name).pixmap(iconSize, QIcon::Disabled)); }

void EmptyState::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange) drawIcon();
  QWidget::changeEvent(event);
}

}  // namespace headroom::ui
