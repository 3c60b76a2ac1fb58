#include "ui/shell/dock_title.h"

#include "ui/theme/fonts.h"

#include <QDockWidget>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace headroom::ui {

DockTitle::DockTitle(QDockWidget* dock) : QWidget(dock), m_words(new QLabel(dock->windowTitle(), this)) {
  auto* across = new QHBoxLayout(this);
  across->setContentsMargins(metrics::padding, metrics::small, metrics::small, metrics::small);
  m_words->setFont(ui::font(TextStyle::strong));
  m_words->setTextFormat(Qt::PlainText);
  across->addWidget(m_words, 1);
  auto* close = new QToolButton(this);
  close->setText(QStringLiteral("✕"));
  close->setAutoRaise(true);
  close->setToolTip(tr("Hide"));
  connect(close, &QToolButton::clicked, dock, &QWidget::close);
  across->addWidget(close);
  const auto show = [this, close](const QString& title) {
    m_words->setText(title);
    close->setAccessibleName(tr("Hide %1").arg(title));
  };
  show(dock->windowTitle());
  connect(dock, &QDockWidget::windowTitleChanged, this, show);
}

}  // namespace headroom::ui
