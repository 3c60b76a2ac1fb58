// The window in German, and English counts.
#include "tests/support/qt_warnings.h"
#include "tests/ui/application/real_window.h"
#include "ui/shell/translations.h"

#include <QMenuBar>

using namespace headroom;
using namespace headroom::test;
using namespace headroom::ui;

class TestLanguage : public headroom::test::WidgetTest {
  Q_OBJECT

  static QString cells(int count) {
    return QCoreApplication::translate("ClusterRows", "%n cells lower", nullptr, count);
  }

 private slots:
  void countsAreEnglishWhereNothingElseIsAskedFor() {
    QCOMPARE(cells(2), QString("2 cells lower"));
    QVERIFY(!installTranslations("xx"));
    QCOMPARE(cells(1), QString("1 cell lower"));
    QCOMPARE(cells(2), QString("2 cells lower"));
  }

  // Strings are found by the whole name of their class, which the translation must know them by.
  void theWindowSpeaksGerman() {
    QVERIFY(installTranslations("de"));
    RealWindow real;
    QStringList menus;
    for (const QAction* top : real.window->menuBar()->actions()) menus.push_back(top->text());
    for (const char* name : {"&Datei", "&Bearbeiten", "&Ansicht", "&Hilfe"})
      QVERIFY2(menus.contains(name), name);
    QCOMPARE(real.action("file.openSample")->text(), QString("&Beispiel-Arbeitsbereich öffnen"));
    QCOMPARE(real.action("view.surfaces")->text(), QString("Flächen"));
    QCOMPARE(cells(1), QString("1 Zelle niedriger"));
    QCOMPARE(real.services.session.title(), QString("Unbenannt"));
  }
};

QTEST_MAIN(TestLanguage)
#include "test_language.moc"
