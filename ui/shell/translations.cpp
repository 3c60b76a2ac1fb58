#include "ui/shell/translations.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace headroom::ui {

bool installTranslations(const QString& language) {
  const QLocale locale = language.isEmpty() ? QLocale() : QLocale(language);
  auto* ours = new QTranslator(QCoreApplication::instance());
  const auto load = [&](const QLocale& wanted) {
    return ours->load(wanted, QStringLiteral("headroom"), QStringLiteral("_"), QStringLiteral(":/i18n"));
  };
  if (!load(locale)) {
    // English, which stands in the source but for its counts: "1 error", "2 errors".
    if (load(QLocale(QLocale::English)))
      QCoreApplication::installTranslator(ours);
    else
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
