// What is installed beside the programs, as the tools that will read it see it.
#include "tests/support/ctl.h"

#include <QImage>
#include <QtTest>

using namespace headroom::test;

namespace {

const QString share = QStringLiteral(HEADROOM_SHARE);        // made by the build
const QString sources = QStringLiteral(HEADROOM_PACKAGING);  // as they stand

struct Said {
  int code = -1;
  QByteArray all;
};

Said run(const QString& program, const QStringList& arguments) {
  QProcess process;
  process.setProcessChannelMode(QProcess::MergedChannels);
  process.start(program, arguments, QIODevice::ReadOnly);
  if (!process.waitForFinished(60000)) return {-1, "does not start or does not end: " + program.toUtf8()};
  return {process.exitCode(), process.readAll()};
}

// All that a shell offers after a line, sorted.
QStringList lines(const QByteArray& text) {
  QStringList all = QString::fromUtf8(text).split('\n', Qt::SkipEmptyParts);
  all.sort();
  return all;
}

}  // namespace

class TestPackaging : public QObject {
  Q_OBJECT

 private slots:
  void desktopEntryIsValid() {
    const Said said = run("desktop-file-validate", {sources + "/headroom.desktop"});
    QVERIFY2(said.code == 0, said.all.constData());
    QCOMPARE(said.all, QByteArray());
  }

  void appStreamDataIsValid() {
    const Said said =
        run("appstreamcli", {"validate", "--no-net", share + "/metainfo/headroom.metainfo.xml"});
    QVERIFY2(said.code == 0, said.all.constData());
  }

  // A workspace is known by its name and, without it, by its content.
  void mimeTypeIsKnown() {
    QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkpath("packages"));
    QVERIFY(QFile::copy(sources + "/headroom.mime.xml", folder.filePath("packages/headroom.xml")));
    const Said said = run("update-mime-database", {folder.path()});
    QVERIFY2(said.code == 0, said.all.constData());
    QFile globs(folder.filePath("globs2")), magic(folder.filePath("magic"));
    QVERIFY(globs.open(QIODevice::ReadOnly) && magic.open(QIODevice::ReadOnly));
    QVERIFY(globs.readAll().contains(":application/x-headroom-workspace:*.headroom"));
    QVERIFY(magic.readAll().contains("\"format\": \"headroom workspace\""));
  }

  void manPages_data() {
    QTest::addColumn<QString>("page");
    QTest::newRow("headroom") << "headroom.1";
    QTest::newRow("headroomctl") << "headroomctl.1";
  }
  void manPages() {
    QFETCH(QString, page);
    const QString path = share + "/man/man1/" + page;
    const Said said = run("mandoc", {"-Tlint", "-Wwarning", path});
    QVERIFY2(said.code == 0, said.all.constData());
    QVERIFY(QFile::exists(path + ".gz"));
  }

  void iconsHaveTheirSizes() {
    QDirIterator icons(share + "/icons/hicolor", {"*.png"}, QDir::Files, QDirIterator::Subdirectories);
    int count = 0;
    while (icons.hasNext()) {
      const QString path = icons.next();
      const int size = QFileInfo(path).dir().path().section('/', -2, -2).section('x', 0, 0).toInt();
      const QImage image(path);
      QCOMPARE(image.size(), QSize(size, size));
      QCOMPARE(qAlpha(image.pixel(0, 0)), 0);                  // a round corner
      QCOMPARE(qAlpha(image.pixel(size / 2, size / 8)), 255);  // the ground
      ++count;
    }
    QCOMPARE(count, 9);
  }

  // Every shell offers the same words for the same line, as headroomctl declares them.
  void completions_data() {
    QTest::addColumn<QString>("line");
    QTest::addColumn<QStringList>("offered");
    QTest::newRow("a verb") << "headroomctl gen" << QStringList{"gen-profile"};
    QTest::newRow("a verb of a group") << "headroomctl store re" << QStringList{"revert"};
    QTest::newRow("an option") << "headroomctl gen-profile --perc" << QStringList{"--percentile"};
    QTest::newRow("a choice") << "headroomctl benchmark --api c" << QStringList{"chat", "completions"};
    QTest::newRow("after other options")
        << "headroomctl benchmark -m x --samples 3 --arr" << QStringList{"--arrivals"};
    QTest::newRow("a value that nobody knows") << "headroomctl benchmark --seed " << QStringList{};
    QTest::newRow("a file") << "headroomctl gen-profile x --benchmark @/a10.js" << QStringList{"@/a10.jsonl"};
  }
  void completions() {
    QFETCH(QString, line);
    QFETCH(QStringList, offered);
    QTemporaryDir folder;
    QVERIFY(QFile(folder.filePath("a10.jsonl")).open(QIODevice::WriteOnly));
    line.replace('@', folder.path());
    offered.replaceInStrings("@", folder.path());
    const Said bash = run("bash", {"-c", R"(source "$1"; COMP_WORDS=($2); [[ $2 != *' ' ]] || COMP_WORDS+=("")
      COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _headroomctl; printf '%s\n' "${COMPREPLY[@]}")",
                                   "bash", share + "/bash-completion/completions/headroomctl", line});
    QCOMPARE(lines(bash.all), offered);
    QStringList fish = lines(run("fish", {"--no-config", "-c", "source $argv[1]; complete -C $argv[2]",
                                          share + "/fish/vendor_completions.d/headroomctl.fish", line})
                                 .all);
    for (QString& word : fish) word = word.section('\t', 0, 0);  // the rest describes it
    QCOMPARE(fish, offered);
  }

  // zsh completes on a terminal alone, so here it only has to take it.
  void zshTakesItsCompletion() {
    const Said said = run("zsh", {"-f", "-c", R"(fpath=("$1" $fpath); autoload -Uz compinit; compinit -D -u
      print -r -- $_comps[headroomctl]; autoload +X _headroomctl && print -r -- ${+functions[_headroomctl]})",
                                  "zsh", share + "/zsh/vendor-completions"});
    QCOMPARE(said.all, QByteArray("_headroomctl\n1\n"));
    QCOMPARE(run("zsh", {"-n", share + "/zsh/vendor-completions/_headroomctl"}).code, 0);
  }
};

QTEST_GUILESS_MAIN(TestPackaging)
#include "test_packaging.moc"
