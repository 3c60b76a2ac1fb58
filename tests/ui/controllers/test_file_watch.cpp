// Files that come, are written, replaced and go are told, each state once, and none is missed.
#include "tests/support/qt_warnings.h"
#include "ui/controllers/file_watch.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <sys/stat.h>

#include <map>

using namespace headroom;
using namespace headroom::ui;

namespace {

struct Fixture {
  QTemporaryDir directory;
  Tasks tasks;
  FileWatch watch{tasks};
  std::map<std::string, int> told;  // how often

  Fixture() {
    QObject::connect(&watch, &FileWatch::changed, [this](const std::string& path) { ++told[path]; });
  }
  std::string path(const char* name) const { return directory.filePath(name).toStdString(); }
  void write(const char* name, const QByteArray& text,
             QIODevice::OpenMode mode = QIODevice::WriteOnly) const {
    QFile file(directory.filePath(name));
    QVERIFY(file.open(mode));
    file.write(text);
  }
};

}  // namespace

class TestFileWatch : public headroom::test::WidgetTest {
  Q_OBJECT

 private slots:
  void eachIsToldOnceAtFirstWhetherItIsThereOrNot() {
    Fixture f;
    f.write("a", "1");
    f.watch.setPaths({f.path("a"), f.path("none")});
    QVERIFY(!f.watch.knows(f.path("a")));
    QTRY_COMPARE(f.told.size(), std::size_t{2});
    QVERIFY(f.watch.knows(f.path("a")) && f.watch.knows(f.path("none")) && !f.watch.knows(f.path("b")));
    // One more tells no more of those that are known.
    f.write("b", "1");
    f.watch.setPaths({f.path("a"), f.path("b"), f.path("none")});
    QTRY_COMPARE(f.told[f.path("b")], 1);
    QTRY_VERIFY(f.tasks.idle());
    QCOMPARE(f.told[f.path("a")], 1);
    QCOMPARE(f.told[f.path("none")], 1);
  }

  void writtenReplacedGoneAndBack() {
    Fixture f;
    f.write("a", "1");
    f.watch.setPaths({f.path("a")});
    QTRY_COMPARE(f.told[f.path("a")], 1);
    f.write("a", "2", QIODevice::Append);
    QTRY_COMPARE(f.told[f.path("a")], 2);
    // By another of the same length.
    f.write("b", "34");
    QVERIFY(::rename(f.path("b").c_str(), f.path("a").c_str()) == 0);
    QTRY_COMPARE(f.told[f.path("a")], 3);
    f.write("a", "5", QIODevice::Append);
    QTRY_COMPARE(f.told[f.path("a")], 4);
    QVERIFY(QFile::remove(f.directory.filePath("a")));
    QTRY_COMPARE(f.told[f.path("a")], 5);
    f.write("a", "6");
    QTRY_COMPARE(f.told[f.path("a")], 6);
  }

  void aFileInDirectoriesThatComeLater() {
    Fixture f;
    f.watch.setPaths({f.path("x/y/a")});
    QTRY_COMPARE(f.told[f.path("x/y/a")], 1);
    QVERIFY(QDir(f.directory.path()).mkpath("x/y"));
    f.write("x/y/a", "1");
    QTRY_COMPARE(f.told[f.path("x/y/a")], 2);
    f.write("x/y/a", "2", QIODevice::Append);
    QTRY_COMPARE(f.told[f.path("x/y/a")], 3);
  }

  // Whoever reads when it is told has read all in the end, however often the file was written meanwhile.
  void nothingOfAFileThatIsWrittenAllTheTimeIsMissed() {
    Fixture f;
    const std::string path = f.path("a");
    qint64 read = -1;
    QObject::connect(&f.watch, &FileWatch::changed, [&](const std::string& changed) {
      read = QFileInfo(QString::fromStdString(changed)).size();
    });
    f.watch.setPaths({path});
    for (int i = 0; i < 200; ++i) {
      f.write("a", "0123456789", QIODevice::Append);
      QCoreApplication::processEvents();
    }
    QTRY_COMPARE(read, qint64{2000});
  }

  void whatIsGivenUpIsToldNoMore() {
    Fixture f;
    f.write("a", "1");
    f.write("b", "1");
    f.watch.setPaths({f.path("a"), f.path("b")});
    QTRY_COMPARE(f.told.size(), std::size_t{2});
    f.watch.setPaths({f.path("b")});
    f.write("a", "2", QIODevice::Append);
    f.write("b", "2", QIODevice::Append);
    QTRY_COMPARE(f.told[f.path("b")], 2);
    QCOMPARE(f.told[f.path("a")], 1);
    // Taken up again, it is as new.
    f.watch.setPaths({f.path("a"), f.path("b")});
    QTRY_COMPARE(f.told[f.path("a")], 2);
  }
};

QTEST_MAIN(TestFileWatch)
#include "test_file_watch.moc"
