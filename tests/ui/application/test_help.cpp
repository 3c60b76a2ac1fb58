// F1 on every page, and help pages that lead somewhere.
#include "tests/support/qt_warnings.h"
#include "tests/ui/application/real_window.h"
#include "ui/dialogs/help_dialog.h"

#include <QDir>
#include <QRegularExpression>
#include <QTextBrowser>

using namespace headroom;
using namespace headroom::test;
using namespace headroom::ui;

class TestHelp : public headroom::test::WidgetTest {
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
    for (const char* language : {":/help", ":/help/de"}) {
      QDir folder(language);
      const QStringList pages = folder.entryList({"*.md"}, QDir::Files);
      QVERIFY(pages.size() >= 10);
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
  }

  // A German page says what the English one says: the same sections, links, commands and keys.
  void germanPagesSayTheSame_data() {
    QTest::addColumn<QString>("page");
    for (const QString& page : QDir(":/help").entryList({"*.md"}, QDir::Files))
      QTest::addRow("%s", qPrintable(page)) << page;
  }
  void germanPagesSayTheSame() {
    QFETCH(QString, page);
    const auto marks = [](const QString& path, const char* pattern) {
      QFile file(path);
      QStringList all;
      if (!file.open(QIODevice::ReadOnly)) return all;
      auto matches = QRegularExpression(QLatin1String(pattern), QRegularExpression::MultilineOption)
                         .globalMatch(QString::fromUtf8(file.readAll()));
      while (matches.hasNext()) all << matches.next().captured(0);
      return all;
    };
    const QString english = ":/help/" + page, german = ":/help/de/" + page;
    for (const char* pattern : {"^#+ ", "\\]\\([^)]+\\)", "^(- |\\d\\. )", "F\\d"})
      QCOMPARE(marks(german, pattern), marks(english, pattern));
    const QStringList title = marks(german, "^# .+$");
    QCOMPARE(title.size(), 1);
  }

  void germanPagesAreShownInGerman() {
    const QLocale before;
    QLocale::setDefault(QLocale("de_DE"));
    HelpDialog help(nullptr);
    help.showTopic("targets");
    QLocale::setDefault(before);
    auto* text = help.findChild<QTextBrowser*>();
    QVERIFY(text->toPlainText().contains("Ein Ziel ist ein Deployment"));
    help.showTopic("targets");
    QVERIFY(text->toPlainText().contains("A target is one deployment"));
  }
};

QTEST_MAIN(TestHelp)
#include "test_help.moc"
