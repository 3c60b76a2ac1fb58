// The Debian package: made, unpacked and run as it would be installed.
#include <QDir>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QtTest>

namespace {

struct Said {
  int code = -1;
  QByteArray all;
};

Said run(const QString& program, const QStringList& arguments, const QStringList& settings = {}) {
  QProcess process;
  auto environment = QProcessEnvironment::systemEnvironment();
  for (const QString& one : settings) environment.insert(one.section('=', 0, 0), one.section('=', 1));
  process.setProcessEnvironment(environment);
  process.setProcessChannelMode(QProcess::MergedChannels);
  process.start(program, arguments, QIODevice::ReadOnly);
  if (!process.waitForFinished(200'000)) return {-1, "does not start or does not end: " + program.toUtf8()};
  return {process.exitCode(), process.readAll()};
}

}  // namespace

class TestPackage : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    const Said made =
        run(CPACK, {"--config", HEADROOM_BUILD "/CPackConfig.cmake", "-G", "DEB", "-B", m_folder.path()});
    QVERIFY2(made.code == 0, made.all.constData());
    const QStringList packages = QDir(m_folder.path()).entryList({"*.deb"}, QDir::Files);
    QCOMPARE(packages.size(), 1);
    m_package = m_folder.filePath(packages.front());
    const Said unpacked = run("dpkg-deb", {"-x", m_package, root()});
    QVERIFY2(unpacked.code == 0, unpacked.all.constData());
  }

  // Everything that it needs is a package that this Debian has: what was linked against is there to be asked.
  void needsWhatDebianHas() {
    const Said said = run("dpkg-deb", {"-f", m_package, "Depends"});
    QCOMPARE(said.code, 0);
    const QStringList needed = QString::fromUtf8(said.all.trimmed()).split(", ");
    QVERIFY(needed.size() > 10);
    for (const QString& one : needed) {
      bool there = false;
      for (const QString& alternative : one.split(" | "))
        there = there || run("dpkg-query", {"-W", alternative.section(' ', 0, 0)}).code == 0;
      QVERIFY2(there, qPrintable(one));
    }
  }

  // From where it lies, without the build beside it.
  void itsProgramsRun() {
    const Said ctl = run(root() + "/usr/bin/headroomctl", {"hardware", "--json"});
    QVERIFY2(ctl.code == 0 && ctl.all.contains("A100-80G"), ctl.all.constData());
    const QString sample = m_folder.filePath("sample");
    QCOMPARE(run(root() + "/usr/bin/headroomctl", {"sample", sample}).code, 0);
    const QString pictures = m_folder.filePath("pictures");
    const Said desktop = run(root() + "/usr/bin/headroom",
                             {"--screenshots", pictures, "--language", "de", sample + "/sample.headroom"},
                             {"QT_QPA_PLATFORM=offscreen", "HOME=" + m_folder.path()});
    QVERIFY2(desktop.code == 0, desktop.all.constData());
    QCOMPARE(QDir(pictures).entryList({"*.png"}, QDir::Files).size(), 6);
  }

  void bringsWhatADesktopLooksFor() {
    for (const char* path :
         {"applications/headroom.desktop", "metainfo/headroom.metainfo.xml", "mime/packages/headroom.xml",
          "icons/hicolor/scalable/apps/headroom.svg", "man/man1/headroom.1.gz", "man/man1/headroomctl.1.gz",
          "bash-completion/completions/headroomctl", "zsh/vendor-completions/_headroomctl",
          "fish/vendor_completions.d/headroomctl.fish", "doc/headroom/copyright"})
      QVERIFY2(QFile::exists(root() + "/usr/share/" + path), path);
  }

 private:
  QString root() const { return m_folder.filePath("root"); }

  QTemporaryDir m_folder;
  QString m_package;
};

QTEST_GUILESS_MAIN(TestPackage)
#include "test_package.moc"
