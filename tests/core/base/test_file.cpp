#include "core/base/file.h"
#include "core/base/secret.h"

#include <QtTest>

#include <filesystem>
#include <fstream>

using namespace headroom;

class TestFile : public QObject {
  Q_OBJECT

  QTemporaryDir m_directory;
  std::string path(const char* name) const { return m_directory.filePath(name).toStdString(); }

 private slots:
  void writesWholeOrNotAtAll() {
    QVERIFY(writeFileAtomically(path("a"), "first").ok());
    QVERIFY(writeFileAtomically(path("a"), "second").ok());
    QCOMPARE(*readFile(path("a")), std::string("second"));
    // Nothing temporary is left beside it.
    int files = 0;
    for ([[maybe_unused]] const auto& entry :
         std::filesystem::directory_iterator(m_directory.path().toStdString()))
      ++files;
    QCOMPARE(files, 1);
  }

  void keepsLinksModesAndDevices() {
    QVERIFY(writeFileAtomically(path("real"), "first").ok());
    std::filesystem::permissions(path("real"),
                                 std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    std::filesystem::create_symlink("real", path("link"));
    QVERIFY(writeFileAtomically(path("link"), "second").ok());
    QVERIFY(std::filesystem::is_symlink(path("link")));
    QCOMPARE(*readFile(path("real")), std::string("second"));
    QVERIFY(std::filesystem::status(path("real")).permissions() ==
            (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
    // Links of our own, so that a failure does not cost the machine its devices.
    std::filesystem::create_symlink("/dev/full", path("full"));
    QCOMPARE(writeFileAtomically(path("full"), "x").error().code, ErrorCode::diskFull);
    QVERIFY(std::filesystem::is_symlink(path("full")));
    QVERIFY(std::filesystem::is_character_file("/dev/full"));
  }

  void namesTheFileInEveryError() {
    for (const auto& result : {readFile(path("absent")), readFile(m_directory.path().toStdString())}) {
      QVERIFY(!result.ok());
      QVERIFY(result.error().message.find(m_directory.path().toStdString()) != std::string::npos);
    }
    QCOMPARE(readFile(path("absent")).error().code, ErrorCode::notFound);
    QCOMPARE(readFile(m_directory.path().toStdString()).error().code, ErrorCode::invalidArgument);
    QCOMPARE(writeFileAtomically(m_directory.path().toStdString(), "x").error().code,
             ErrorCode::invalidArgument);
    QCOMPARE(writeFileAtomically(path("no/such/folder"), "x").error().code, ErrorCode::notFound);
  }

  void refusesAFileOverTheLimit() {
    QVERIFY(writeFileAtomically(path("long"), std::string(1000, 'x')).ok());
    QVERIFY(readFile(path("long"), 1000).ok());
    QCOMPARE(readFile(path("long"), 999).error().code, ErrorCode::malformed);
  }

  void appendsAndLocks() {
    auto file = AppendFile::open(path("log"));
    QVERIFY(file.ok());
    QVERIFY(file->append("one\n").ok());
    QVERIFY(file->append("two\n").ok());
    QCOMPARE(*readFile(path("log")), std::string("one\ntwo\n"));
    QCOMPARE(AppendFile::open(path("log")).error().code, ErrorCode::conflict);
    QVERIFY(file->truncate(4).ok());
    QCOMPARE(*readFile(path("log")), std::string("one\n"));
  }

  void aFileThatStaysEmptyIsRemovedUnlessItWasThere() {
    QVERIFY(AppendFile::open(path("made")).ok());
    QVERIFY(!QFile::exists(QString::fromStdString(path("made"))));
    QVERIFY(writeFileAtomically(path("there"), "").ok());
    QVERIFY(AppendFile::open(path("there")).ok());
    QVERIFY(QFile::exists(QString::fromStdString(path("there"))));
    {
      auto file = AppendFile::open(path("moved"));
      QVERIFY(file.ok());
      QVERIFY(writeFileAtomically(path("moved"), "of another").ok());
    }
    QCOMPARE(*readFile(path("moved")), std::string("of another"));
    // A link to nothing is a name for a file to be made.
    QVERIFY(QFile::link(QString::fromStdString(path("target")), QString::fromStdString(path("toNothing"))));
    QVERIFY(AppendFile::open(path("toNothing"))->append("x").ok());
    QCOMPARE(*readFile(path("target")), std::string("x"));
  }

  void replacesAllUnderItsLock() {
    auto file = AppendFile::open(path("rows"));
    QVERIFY(file->append("one\ntwo\n").ok());
    QVERIFY(QFile::link(QString::fromStdString(path("rows")), QString::fromStdString(path("alias"))));
    auto alias = AppendFile::open(path("alias"));
    QCOMPARE(alias.error().code, ErrorCode::conflict);
    QVERIFY(file->replace("two\n").ok());
    QVERIFY(file->append("three\n").ok());
    QCOMPARE(*readFile(path("rows")), std::string("two\nthree\n"));
    QCOMPARE(AppendFile::open(path("rows")).error().code, ErrorCode::conflict);
    file = AppendFile();
    QVERIFY(AppendFile::open(path("alias"))->replace("four\n").ok());
    QVERIFY(QFileInfo(QString::fromStdString(path("alias"))).isSymLink());
    QCOMPARE(*readFile(path("rows")), std::string("four\n"));
  }

  void knowsWhetherAnotherChangedTheFile() {
    const std::string log = path("watched");
    const auto other = [&](const char* mode, const char* text) {
      QFile file(QString::fromStdString(log));
      QVERIFY(file.open(mode[0] == 'a' ? QFile::Append : QFile::WriteOnly));
      file.write(text);
    };
    auto file = AppendFile::open(log);
    QVERIFY(file->append("one\n").ok());
    QVERIFY(file->unchanged());
    other("a", "two\n");
    QVERIFY(!file->unchanged());
    QVERIFY(file->truncate(4).ok());
    QVERIFY(file->unchanged());
    other("w", "");
    QVERIFY(!file->unchanged());
    QVERIFY(file->truncate(0).ok());
    QVERIFY(writeFileAtomically(log, "").ok());  // another file of the same length
    QVERIFY(!file->unchanged());
    QVERIFY(QFile::remove(QString::fromStdString(log)));
    QVERIFY(!file->unchanged());
    QVERIFY(AppendFile::open("/dev/null")->unchanged());
  }

  void aFullDiskIsSaid() {
    auto file = AppendFile::open("/dev/full");
    QVERIFY(file.ok());
    const auto written = file->append("x");
    QVERIFY(!written.ok());
    QCOMPARE(written.error().code, ErrorCode::diskFull);
  }

  void secretsComeFromFilesAndVariables() {
    QVERIFY(writeFileAtomically(path("key"), "sk-1\nignored\n").ok());
    QCOMPARE(Secret::fromFile(path("key"))->reveal(), std::string("sk-1"));
    QVERIFY(writeFileAtomically(path("key"), "\n").ok());
    QCOMPARE(Secret::fromFile(path("key")).error().code, ErrorCode::notFound);
    qputenv("HEADROOM_TEST_KEY", "sk-2");
    QCOMPARE(Secret::fromEnvironment("HEADROOM_TEST_KEY")->reveal(), std::string("sk-2"));
    QVERIFY(!Secret::fromEnvironment("HEADROOM_TEST_ABSENT").ok());
    QCOMPARE(redact("key sk-2 and sk-2", Secret("sk-2")), std::string("key *** and ***"));
  }
};

QTEST_APPLESS_MAIN(TestFile)
#include "test_file.moc"
