// What the program remembers of a person between runs; nothing of it belongs to a workspace.
//
//   AppSettings settings(path);            // an INI file; an empty path takes the person's own place
//   settings.setTheme(ThemeChoice::dark);
#pragma once

#include "ui/theme/theme.h"

#include <QByteArray>
#include <QObject>
#include <QSettings>
#include <QString>
#include <QStringList>

#include <memory>

namespace headroom::ui {

class AppSettings : public QObject {
  Q_OBJECT

 public:
  explicit AppSettings(const QString& path = {}, QObject* parent = nullptr);

  ThemeChoice theme() const;
  void setTheme(ThemeChoice theme);

  // The newest first; at most ten.
  QStringList recent() const;
  void addRecent(const QString& path);
  void removeRecent(const QString& path);
  void clearRecent();

  QString language() const;  // "de", "en"; empty = the system's
  void setLanguage(const QString& language);

  QByteArray geometry() const;
  QByteArray layout() const;
  QString page() const;
  void setWindow(const QByteArray& geometry, const QByteArray& layout, const QString& page);

  // For what a page remembers of its own: "surfaces/statistic".
  QVariant value(const QString& key, const QVariant& otherwise = {}) const;
  void setValue(const QString& key, const QVariant& value);

 signals:
  void themeChanged(headroom::ui::ThemeChoice theme);
  void recentChanged();

 private:
  std::unique_ptr<QSettings> m_settings;
};

}  // namespace headroom::ui
