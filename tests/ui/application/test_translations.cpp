// The translations are whole: German has every string of the source, English every count, finished and with
// the same places for numbers.
#include "tests/support/qt_warnings.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QXmlStreamReader>
#include <QtTest>

namespace {

const QString folder = QStringLiteral(HEADROOM_TRANSLATIONS);
const QString german = folder + "/headroom_de.ts", english = folder + "/headroom_en.ts";

struct Entry {
  QString context, source, comment;
  QStringList forms;  // more than one: by number
  bool finished = true, numerus = false;

  QString place() const { return context + ": " + source; }
};

QList<Entry> read(const QString& path) {
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly)) qFatal("cannot read %s", qPrintable(path));
  QXmlStreamReader xml(&file);
  QList<Entry> entries;
  QString context;
  Entry entry;
  while (!xml.atEnd()) {
    xml.readNext();
    if (xml.isStartElement()) {
      if (xml.name() == u"name") context = xml.readElementText();
      if (xml.name() == u"message") {
        entry = Entry{context, {}, {}, {}, true, xml.attributes().value("numerus") == u"yes"};
      } else if (xml.name() == u"source") {
        entry.source = xml.readElementText();
      } else if (xml.name() == u"comment") {
        entry.comment = xml.readElementText();
      } else if (xml.name() == u"translation") {
        entry.finished = xml.attributes().value("type").isEmpty();
        if (!entry.numerus) entry.forms = {xml.readElementText()};
      } else if (xml.name() == u"numerusform") {
        entry.forms.push_back(xml.readElementText());
      }
    } else if (xml.isEndElement() && xml.name() == u"message") {
      entries.push_back(entry);
    }
  }
  return entries;
}

// "%1", "%L2", "%n", sorted: what a sentence has places for.
QStringList places(const QString& text) {
  static const QRegularExpression place("%(L?\\d{1,2}|n)");
  QStringList all;
  auto matches = place.globalMatch(text);
  while (matches.hasNext()) all.push_back(matches.next().captured());
  all.sort();
  return all;
}

}  // namespace

class TestTranslations : public headroom::test::WidgetTest {
  Q_OBJECT

  QList<Entry> m_german, m_english;

 private slots:
  void initTestCase() {
    m_german = read(german);
    m_english = read(english);
    QVERIFY(m_german.size() > 200);
  }

  // ./dev translate puts new strings in; then they want their German.
  void hasEveryStringOfTheSource_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<QStringList>("more");
    QTest::newRow("German") << german << QStringList{};
    QTest::newRow("English counts") << english << QStringList{"-pluralonly"};
  }
  void hasEveryStringOfTheSource() {
    QFETCH(QString, file);
    QFETCH(QStringList, more);
    QTemporaryDir scratch;
    const QString copy = scratch.filePath(QFileInfo(file).fileName());
    QVERIFY(QFile::copy(file, copy));
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(HEADROOM_LUPDATE,
                  more + QStringList{"-silent", "-I", HEADROOM_SOURCES, "-no-obsolete", "-locations", "none",
                                     HEADROOM_SOURCES "/ui", HEADROOM_SOURCES "/app/headroom", "-ts", copy});
    QVERIFY(process.waitForFinished(120000));
    QVERIFY2(process.exitCode() == 0, process.readAll().constData());
    QStringList missing;
    const QList<Entry> wanted = read(copy);
    for (const Entry& entry : wanted)
      if (!entry.finished || entry.forms.contains(QString())) missing.push_back(entry.place());
    QVERIFY2(missing.isEmpty(), qPrintable(QString("to be translated:\n") + missing.join('\n')));
    QCOMPARE(read(file).size(), wanted.size());
  }

  void hasTheSamePlaces() {
    for (const Entry& entry : m_german + m_english)
      for (const QString& form : entry.forms) {
        QStringList wanted = places(entry.source), there = places(form);
        // "one file" needs no number.
        if (entry.numerus) wanted.removeAll("%n"), there.removeAll("%n");
        QVERIFY2(wanted == there, qPrintable(entry.place() + " / " + form));
      }
  }

  void followsTheHouse() {
    for (const Entry& entry : m_german)
      for (const QString& form : entry.forms) {
        const QByteArray place = (entry.place() + " / " + form).toUtf8();
        QVERIFY2(!form.contains('"'), place);
        QVERIFY2(form.count(u'„') == form.count(u'“'), place);
        QVERIFY2(form.endsWith(u'…') == entry.source.endsWith(u'…'), place);
        QVERIFY2(form.endsWith('.') == entry.source.endsWith('.'), place);
        QVERIFY2(!form.startsWith(' ') || entry.source.startsWith(' '), place);
      }
    for (const Entry& entry : m_german + m_english)
      if (entry.numerus) QCOMPARE(entry.forms.size(), 2);
  }
};

QTEST_GUILESS_MAIN(TestTranslations)
#include "test_translations.moc"
