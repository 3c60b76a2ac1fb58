#include "ui/theme/theme.h"

#include "ui/theme/fonts.h"
#include "ui/theme/style.h"

#include <QApplication>
#include <QEvent>
#include <QToolTip>
#include <QVariant>

namespace headroom::ui {

Theme::Theme(ThemeChoice choice, QObject* parent) : QObject(parent), m_choice(choice) {
  QApplication::setStyle(new Style);
  QApplication::setFont(font(TextStyle::body));
  QToolTip::setFont(font(TextStyle::secondary));
  qApp->installEventFilter(this);
  apply();
}

void Theme::setChoice(ThemeChoice choice) {
  if (m_choice == choice) return;
  m_choice = choice;
  apply();
}

ThemeChoice Theme::choiceNamed(const QString& name) {
  return name == QLatin1String("light")  ? ThemeChoice::light
         : name == QLatin1String("dark") ? ThemeChoice::dark
                                         : ThemeChoice::system;
}

QString Theme::nameOf(ThemeChoice choice) {
  switch (choice) {
    case ThemeChoice::light: return QStringLiteral("light");
    case ThemeChoice::dark: return QStringLiteral("dark");
    case ThemeChoice::system: break;
  }
  return QStringLiteral("system");
}

bool Theme::systemIsDark() {
  // For tests: the platform's palette cannot be changed from inside.
  if (const QVariant told = qApp->property("headroomSystemIsDark"); told.isValid()) return told.toBool();
  // With no palette of our own, the application shows the platform's; ours comes back right after.
  QApplication::setPalette(QPalette());
  return isDark(QApplication::palette());
}

void Theme::apply() {
  if (m_busy) return;
  m_busy = true;  // setting a palette sends the very events that call us
  const bool dark = m_choice == ThemeChoice::system ? systemIsDark() : m_choice == ThemeChoice::dark;
  const bool news = !m_applied || dark != m_dark;
  m_dark = dark;
  m_applied = true;
  const QPalette palette = paletteOf(colours());
  QApplication::setPalette(palette);
  QToolTip::setPalette(palette);
  m_busy = false;
  if (news) emit changed(m_dark);
}

bool Theme::eventFilter(QObject* watched, QEvent* event) {
  // The desktop's theme changed: told to every window, and looked at once.
  if (event->type() == QEvent::ThemeChange && m_choice == ThemeChoice::system && !m_busy)
    QMetaObject::invokeMethod(this, &Theme::apply, Qt::QueuedConnection);
  return QObject::eventFilter(watched, event);
}

}  // namespace headroom::ui
