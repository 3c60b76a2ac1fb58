// F1 on every page, and help pages that lead somewhere.
#include "tests/support/qt_warnings.h"
#include "tests/ui/application/real_window.h"
#include "ui/dialogs/help_dialog.h"

#include <QDir>
#include <QRegularExpression>

using namespace headroom;
using namespace headroom::test;
using namespace headroom::ui;

class TestHelp : public QObject {
  Q_OBJECT

 private slots:
  // Each page has one of its own: F1 never ends at the index.
  void isThereForEveryPage() {
    RealWindow real;
    for (const QString& id : real.window->pageIds()) {
      real.show(id);
      real.window->activateWindow();
      QVERIFY(QTest::qWaitForWindowActive(real.window.get()));
      QTest::keyClick(real.window.get(), Qt::Key_F1);
      auto* help = real.window->findChild<HelpDialog*>("helpDialog");
      QVERIFY2(help && help->isVisible(), qPrintable(id));
      QCOMPARE(help->topic(), id);
      help->close();
      QTRY_VERIFY(!real.window->findChild<HelpDialog*>("helpDialog"));
    }
  }

  void everyLinkLeadsToAPage() {
    static const QRegularExpression link("\\]\\(([^)]+)\\)");
    QDir folder(":/help");
    const QStringList pages = folder.entryList({"*.md"}, QDir::Files);
    QVERIFY(pages.size() >= 9);
    for (const QString& page : pages) {
      QFile file(folder.filePath(page));
      QVERIFY(file.open(QIODevice::ReadOnly));
      auto links = link.globalMatch(QString::fromUtf8(file.readAll()));
      while (links.hasNext()) {
        const QString topic = links.next().captured(1);
        QVERIFY2(topic == "glossary" || pages.contains(topic + ".md"), qPrintable(page + ": " + topic));
      }
    }
  }
};

QTEST_MAIN(TestHelp)
#include "test_help.moc"
