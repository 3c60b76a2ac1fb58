#include "ui/shell/translations.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace headroom::ui {

bool installTranslations(const QString& language) {
  const QLocale locale = language.isEmpty() ? QLocale() : QLocale(language);
  auto* ours = new QTranslator(QCoreApplication::instance());
  if (!ours->load(locale, QStringLiteral("headroom"), QStringLiteral("_"), QStringLiteral(":/i18n"))) {
    delete ours;
    return false;
  }
  // The words of Qt's own dialogs; without them those stay English, which still can be used.
  auto* qt = new QTranslator(QCoreApplication::instance());
  if (qt->load(locale, QStringLiteral("qtbase"), QStringLiteral("_"),
               QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
    QCoreApplication::installTranslator(qt);
  else
    delete qt;
  QCoreApplication::installTranslator(ours);
  if (!language.isEmpty()) QLocale::setDefault(locale);
  return true;
}

}  // namespace headroom::ui
