// What was measured, as pages see it: read on a thread, and read again when files change, come or go.
#include "core/base/file.h"
#include "tests/support/qt_warnings.h"
#include "ui/controllers/measurements.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace headroom;
using namespace headroom::ui;

namespace {

// One point: five rows.
std::string point(int input, double rate) {
  std::string text;
  for (const char* metric : {"TPUT", "TT", "E2E", "TTFT", "TPOT"})
    text += R"({"input_tokens": )" + std::to_string(input) + R"(, "output_tokens": 8, "request_rate": )" +
            std::to_string(rate) +
            R"(, "seed": 0, "model": "m", "temperature": 0.0, "samples": 10, "metric": ")" + metric +
            R"(", "mean": 0.5, "P50": 0.5, "P90": 0.5, "P99": 0.5})" + "\n";
  return text;
}

struct Fixture {
  QTemporaryDir directory;
  Tasks tasks;
  Session session{tasks, directory.filePath("state")};
  Measurements measurements{session, tasks};

  std::string path(const char* name) const { return directory.filePath(name).toStdString(); }
  void write(const char* name, const std::string& text) const {
    QFile file(directory.filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray::fromStdString(text));
  }
  void append(const char* name, const std::string& text) const {
    QFile file(directory.filePath(name));
    QVERIFY(file.open(QIODevice::Append));
    file.write(QByteArray::fromStdString(text));
  }
  void add(const std::string& name, const std::string& journal) {
    session.edit("Add", [&](Workspace& w) {
      Target target;
      target.name = name;
      target.gpu = "A10";
      target.journal = journal;
      w.targets.push_back(target);
    });
  }
  const BenchmarkTable* table(const std::string& target) const {
    const Measurement* one = measurements.of(target);
    return one ? one->table.get() : nullptr;
  }
};

}  // namespace

class TestMeasurements : public headroom::test::WidgetTest {
  Q_OBJECT

 private slots:
  void aJournalBecomesATable() {
    Fixture fixture;
    fixture.write("a.jsonl", point(4, 1));
    QSignalSpy changed(&fixture.measurements, &Measurements::changed);
    fixture.add("a", fixture.path("a.jsonl"));
    QVERIFY(!fixture.measurements.settled());
    QTRY_VERIFY(fixture.table("a"));
    QTRY_VERIFY(fixture.measurements.settled());
    QVERIFY(changed.count() >= 1);
    QCOMPARE(fixture.table("a")->inputTokens(), std::vector<int>{4});
    QCOMPARE(fixture.measurements.of("a")->gpu, std::string("A10"));
    QVERIFY(!fixture.measurements.of("nobody"));
  }

  void targetsWithoutAJournalHaveNone() {
    Fixture fixture;
    fixture.add("a", "");
    QVERIFY(fixture.measurements.all().empty());
  }

  void pointsThatComeAreSeenAndTheOldTableStaysUntilThen() {
    Fixture fixture;
    fixture.write("a.jsonl", point(4, 1));
    fixture.add("a", fixture.path("a.jsonl"));
    QTRY_VERIFY(fixture.table("a"));
    const auto before = fixture.measurements.of("a")->table;
    fixture.append("a.jsonl", point(8, 1));
    QTRY_COMPARE(fixture.table("a")->inputTokens(), (std::vector<int>{4, 8}));
    QCOMPARE(before->inputTokens(), std::vector<int>{4});  // a table never changes
  }

  void aFileThatBreaksIsToldAndTheTableStays() {
    Fixture fixture;
    fixture.write("a.jsonl", point(4, 1));
    fixture.add("a", fixture.path("a.jsonl"));
    QTRY_VERIFY(fixture.table("a"));
    fixture.append("a.jsonl", "{broken\n" + point(8, 1));
    QTRY_VERIFY(fixture.measurements.of("a")->error);
    QVERIFY(fixture.measurements.of("a")->error->message.find("6") != std::string::npos);  // the line
    QVERIFY(fixture.table("a"));
    fixture.write("a.jsonl", point(16, 1));
    QTRY_VERIFY(!fixture.measurements.of("a")->error);
    QCOMPARE(fixture.table("a")->inputTokens(), std::vector<int>{16});
  }

  void aFileThatIsNotThereYetIsReadWhenItComes() {
    Fixture fixture;
    fixture.add("a", fixture.path("later.jsonl"));
    QTRY_VERIFY(fixture.measurements.of("a")->error);
    fixture.write("later.jsonl", point(4, 1));
    QTRY_VERIFY(fixture.table("a"));
    QVERIFY(!fixture.measurements.of("a")->error);
  }

  void aFileInADirectoryThatIsNotThereYetIsReadWhenItComes() {
    Fixture fixture;
    fixture.add("a", fixture.path("results/today/later.jsonl"));
    QTRY_VERIFY(fixture.measurements.of("a")->error);
    QVERIFY(QDir(fixture.directory.path()).mkpath("results/today"));
    fixture.write("results/today/later.jsonl", point(4, 1));
    QTRY_VERIFY(fixture.table("a"));
    QVERIFY(!fixture.measurements.of("a")->error);
  }

  void aFileThatGoesIsToldAndTheTableStays() {
    Fixture fixture;
    fixture.write("a.jsonl", point(4, 1));
    fixture.add("a", fixture.path("a.jsonl"));
    QTRY_VERIFY(fixture.table("a"));
    QVERIFY(QFile::remove(fixture.directory.filePath("a.jsonl")));
    QTRY_VERIFY(fixture.measurements.of("a")->error);
    QVERIFY(fixture.table("a"));
    fixture.write("a.jsonl", point(8, 1));
    QTRY_COMPARE(fixture.table("a")->inputTokens(), std::vector<int>{8});
  }

  void aFileThatIsReplacedIsFollowed() {
    Fixture fixture;
    fixture.write("a.jsonl", point(4, 1));
    fixture.add("a", fixture.path("a.jsonl"));
    QTRY_VERIFY(fixture.table("a"));
    for (const int input : {8, 16}) {
      QVERIFY(writeFileAtomically(fixture.path("a.jsonl"), point(input, 1)));
      QTRY_COMPARE(fixture.table("a")->inputTokens(), std::vector<int>{input});
    }
  }

  void theOrderIsThatOfTheTargetsAndUndoTakesAway() {
    Fixture fixture;
    fixture.write("a.jsonl", point(4, 1));
    fixture.write("b.jsonl", point(8, 1));
    fixture.add("b", fixture.path("b.jsonl"));
    fixture.add("a", fixture.path("a.jsonl"));
    QTRY_VERIFY(fixture.table("a") && fixture.table("b"));
    QCOMPARE(fixture.measurements.all().front().target, std::string("b"));
    fixture.session.undoStack()->undo();
    QCOMPARE(fixture.measurements.all().size(), std::size_t(1));
    QVERIFY(!fixture.measurements.of("a"));
  }

  void twoTargetsMayShareAFile() {
    Fixture fixture;
    fixture.write("a.jsonl", point(4, 1));
    fixture.add("a", fixture.path("a.jsonl"));
    fixture.add("b", fixture.path("a.jsonl"));
    QTRY_VERIFY(fixture.table("a") && fixture.table("b"));
    QCOMPARE(fixture.table("a"), fixture.table("b"));
  }
};

QTEST_MAIN(TestMeasurements)
#include "test_measurements.moc"
