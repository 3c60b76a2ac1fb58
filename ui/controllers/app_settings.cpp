#include "ui/controllers/app_settings.h"

namespace headroom::ui {
namespace {
constexpr int mostRecent = 10;
}  // namespace

AppSettings::AppSettings(const QString& path, QObject* parent)
    : QObject(parent),
      m_settings(path.isEmpty()
                     ? std::make_unique<QSettings>(QSettings::IniFormat, QSettings::UserScope,
                                                   QStringLiteral("headroom"), QStringLiteral("headroom"))
                     : std::make_unique<QSettings>(path, QSettings::IniFormat)) {}

ThemeChoice AppSettings::theme() const {
  return Theme::choiceNamed(m_settings->value(QStringLiteral("theme")).toString());
}

void AppSettings::setTheme(ThemeChoice theme) {
  if (theme == this->theme()) return;
  m_settings->setValue(QStringLiteral("theme"), Theme::nameOf(theme));
  emit themeChanged(theme);
}

QStringList AppSettings::recent() const { return m_settings->value(QStringLiteral("recent")).toStringList(); }

void AppSettings::addRecent(const QString& path) {
  QStringList paths = recent();
  if (!paths.isEmpty() && paths.first() == path) return;
  paths.removeAll(path);
  paths.prepend(path);
  while (paths.size() > mostRecent) paths.removeLast();
  m_settings->setValue(QStringLiteral("recent"), paths);
  emit recentChanged();
}

void AppSettings::removeRecent(const QString& path) {
  QStringList paths = recent();
  if (paths.removeAll(path) == 0) return;
  m_settings->setValue(QStringLiteral("recent"), paths);
  emit recentChanged();
}

void AppSettings::clearRecent() {
  if (recent().isEmpty()) return;
  m_settings->remove(QStringLiteral("recent"));
  emit recentChanged();
}

QString AppSettings::language() const { return m_settings->value(QStringLiteral("language")).toString(); }
void AppSettings::setLanguage(const QString& language) {
  m_settings->setValue(QStringLiteral("language"), language);
}

QByteArray AppSettings::geometry() const {
  return m_settings->value(QStringLiteral("window/geometry")).toByteArray();
}
QByteArray AppSettings::layout() const {
  return m_settings->value(QStringLiteral("window/layout")).toByteArray();
}
QString AppSettings::page() const { return m_settings->value(QStringLiteral("window/page")).toString(); }

void AppSettings::setWindow(const QByteArray& geometry, const QByteArray& layout, const QString& page) {
  m_settings->setValue(QStringLiteral("window/geometry"), geometry);
  m_settings->setValue(QStringLiteral("window/layout"), layout);
  m_settings->setValue(QStringLiteral("window/page"), page);
}

QVariant AppSettings::value(const QString& key, const QVariant& otherwise) const {
  return m_settings->value(key, otherwise);
}
void AppSettings::setValue(const QString& key, const QVariant& value) { m_settings->setValue(key, value); }

}  // namespace headroom::ui
