// The desktop's program itself, from its command line: pictures without a display, and words for what is
// wrong.
#include "tests/support/ctl.h"

#include <QImage>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>

using namespace headroom::test;

namespace {

struct Said {
  int code = -1;
  QByteArray out, err;
};

// Without a display, as on a server.
Said runHeadroom(const QStringList& arguments, const QStringList& settings = {}) {
  QTemporaryDir home;
  QProcess process;
  auto environment = QProcessEnvironment::systemEnvironment();
  for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
    environment.remove(QLatin1String(name));
  environment.insert("HOME", home.path());
  environment.insert("XDG_RUNTIME_DIR", home.path());
  for (const QString& one : settings) environment.insert(one.section('=', 0, 0), one.section('=', 1));
  process.setProcessEnvironment(environment);
  process.start(qEnvironmentVariable("HEADROOM"), arguments, QIODevice::ReadOnly);
  if (!process.waitForFinished(120'000)) return {-1, {}, "it does not start or does not end"};
  return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

}  // namespace

class TestHeadroom : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    const Ran made = runCtl({"sample", m_folder.filePath("sample")});
    QVERIFY2(made.code == 0, made.err.constData());
  }

  void picturesOfEveryPage_data() {
    QTest::addColumn<QString>("theme");
    QTest::addColumn<QString>("scale");
    QTest::newRow("dark") << "dark"
                          << "1";
    QTest::newRow("light, two pixels a point") << "light"
                                               << "2";
  }
  void picturesOfEveryPage() {
    QFETCH(QString, theme);
    QFETCH(QString, scale);
    const QString folder = m_folder.filePath("pictures-" + theme);
    const Said said = runHeadroom({"--screenshots", folder, "--size", "1100x760", "--theme", theme, sample()},
                                  {"QT_SCALE_FACTOR=" + scale});
    QVERIFY2(said.code == 0, said.err.constData());
    const QStringList paths = QString::fromUtf8(said.out).split('\n', Qt::SkipEmptyParts);
    QCOMPARE(paths.size(), 6);
    for (const char* page : {"targets", "benchmark", "surfaces", "what-if", "traffic", "cluster"}) {
      const QString path = QStringLiteral("%1/%2-%3.png").arg(folder, QLatin1String(page), theme);
      QVERIFY2(paths.contains(path), qPrintable(path));
      const QImage image(path);
      QCOMPARE(image.size(), QSize(1100, 760) * scale.toInt());
      const int background = image.pixelColor(image.width() / 2, image.height() - 2).lightness();
      QVERIFY(theme == "dark" ? background < 60 : background > 200);
    }
  }

  void whatIsWrongIsSaid_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("words");
    const QString folder = m_folder.filePath("none");
    QTest::newRow("size") << QStringList{"--size", "wide"} << 2 << QByteArray("--size wide");
    QTest::newRow("theme") << QStringList{"--theme", "pink"} << 2 << QByteArray("--theme pink");
    QTest::newRow("option") << QStringList{"--fast"} << 2 << QByteArray("fast");
    QTest::newRow("two workspaces") << QStringList{"--screenshots", folder, "a", "b"} << 2
                                    << QByteArray("one workspace");
    QTest::newRow("no workspace") << QStringList{"--screenshots", folder, m_folder.filePath("none.headroom")}
                                  << 1 << QByteArray("none.headroom");
    QTest::newRow("no folder") << QStringList{"--screenshots", "/proc/pictures", sample()} << 1
                               << QByteArray("/proc/pictures");
  }
  void whatIsWrongIsSaid() {
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    QFETCH(QByteArray, words);
    const Said said = runHeadroom(arguments, {"QT_QPA_PLATFORM=offscreen"});
    QVERIFY2(said.code == code && said.err.contains(words), said.err.constData());
    QCOMPARE(said.out, QByteArray());
  }

  void helpAndVersionNeedNoDisplay() {
    const Said help = runHeadroom({"--help"});
    QVERIFY(help.code == 0 && help.out.contains("--screenshots"));
    const Said version = runHeadroom({"--version"});
    QVERIFY(version.code == 0 && version.out.startsWith("headroom "));
  }

 private:
  QString sample() const { return m_folder.filePath("sample/sample.headroom"); }

  QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestHeadroom)
#include "test_headroom.moc"
