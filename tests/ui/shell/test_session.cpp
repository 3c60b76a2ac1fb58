#include "core/base/file.h"
#include "tests/support/qt_warnings.h"
#include "tests/support/sample_workspace.h"
#include "ui/controllers/session.h"

#include <QSignalSpy>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace headroom;
using namespace headroom::ui;

namespace {

// A session with its places, and a clock that the test moves.
struct Fixture {
  QTemporaryDir directory;
  Tasks tasks;
  qint64 now = 1000;
  std::unique_ptr<Session> session = newSession();

  std::unique_ptr<Session> newSession() {
    auto made = std::make_unique<Session>(tasks, directory.filePath("state"));
    made->setClock([this] { return now; });
    return made;
  }
  QString path(const char* name) const { return directory.filePath(name); }
  std::string name(const char* file) const { return path(file).toStdString(); }
};

// Runs `start` with a Finished and waits for what it says.
std::optional<Result<void>> wait(const std::function<void(Session::Finished)>& start) {
  std::optional<Result<void>> said;
  start([&](const Result<void>& result) { said = result; });
  if (!QTest::qWaitFor([&] { return said.has_value(); }, 10000)) return std::nullopt;
  return said;
}

}  // namespace

class TestSession : public headroom::test::WidgetTest {
  Q_OBJECT

 private slots:
  void everyKindOfEditCanBeUndone_data() {
    QTest::addColumn<int>("section");
    for (const auto section : {Section::targets, Section::plan, Section::slos, Section::prices,
                               Section::scenarios, Section::connections, Section::traffic})
      QTest::newRow(qPrintable(QString::number(static_cast<int>(section)))) << static_cast<int>(section);
  }
  void everyKindOfEditCanBeUndone() {
    QFETCH(int, section);
    const auto wanted = static_cast<Section>(section);
    Fixture f;
    const Workspace sample = test::sampleWorkspace();
    QSignalSpy changed(f.session.get(), &Session::changed);
    f.session->edit("Do it", [&](Workspace& w) {
      switch (wanted) {
        case Section::targets: w.targets = sample.targets; break;
        case Section::plan: w.plan.samples = 7; break;
        case Section::slos: w.slos = sample.slos; break;
        case Section::prices: w.targetUtilisation = 0.5; break;
        case Section::scenarios: w.scenarios = sample.scenarios; break;
        case Section::connections: w.connections = sample.connections; break;
        default: w.traffic = {{TrafficOfFile{"/trace"}}}; break;
      }
    });
    const Workspace after = f.session->workspace();
    QVERIFY(after != Workspace{});
    QVERIFY(f.session->edited());
    QCOMPARE(f.session->undoStack()->undoText(), QString("Do it"));
    f.session->undoStack()->undo();
    QVERIFY(f.session->workspace() == Workspace{});
    QVERIFY(!f.session->edited());
    f.session->undoStack()->redo();
    QVERIFY(f.session->workspace() == after);
    // Each of the three told this section and no other.
    QCOMPARE(changed.count(), 3);
    for (const auto& told : changed) QCOMPARE(told[0].value<Sections>(), Sections(wanted));
  }

  void anEditThatChangesNothingIsNone() {
    Fixture f;
    QSignalSpy changed(f.session.get(), &Session::changed);
    f.session->edit("Nothing", [](Workspace& w) { w.targetUtilisation = 0.9; });
    QCOMPARE(f.session->undoStack()->count(), 0);
    QCOMPARE(changed.count(), 0);
  }

  void aDragIsOneCommand() {
    Fixture f;
    const auto drag = [&](double value) {
      f.session->edit(
          "Move E2E", [&](Workspace& w) { w.slos[Metric::e2e].value = value; }, "slo e2e");
    };
    for (int step = 0; step < 50; ++step, f.now += 16) drag(6 + step);
    QCOMPARE(f.session->undoStack()->count(), 1);
    f.now += Session::mergeMilliseconds;
    drag(60);
    QCOMPARE(f.session->undoStack()->count(), 2);
    // Another slider at the same moment is another command.
    f.session->edit(
        "Move TTFT", [](Workspace& w) { w.slos[Metric::ttft].value = 3; }, "slo ttft");
    QCOMPARE(f.session->undoStack()->count(), 3);
    f.session->undoStack()->undo();
    f.session->undoStack()->undo();
    QCOMPARE(f.session->workspace().slos[Metric::e2e].value, 55.0);
    f.session->undoStack()->undo();
    QCOMPARE(f.session->workspace().slos[Metric::e2e].value, SloSettings()[Metric::e2e].value);
  }

  void aNamedGestureIsOneCommandHoweverSlow() {
    Fixture f;
    const auto move = [&](double value, const char* gesture) {
      f.session->edit(
          "Move E2E", [&](Workspace& w) { w.slos[Metric::e2e].value = value; }, gesture);
      f.now += 10 * Session::mergeMilliseconds;
    };
    for (const double value : {6.0, 7.0, 8.0}) move(value, "slo#1");
    QCOMPARE(f.session->undoStack()->count(), 1);
    move(9, "slo#2");
    QCOMPARE(f.session->undoStack()->count(), 2);
    f.session->undoStack()->undo();
    QCOMPARE(f.session->workspace().slos[Metric::e2e].value, 8.0);
  }

  void aDragBackToItsBeginningLeavesNothing() {
    Fixture f;
    const double before = f.session->workspace().slos[Metric::e2e].value;
    for (const double value : {before + 1, before + 2, before})
      f.session->edit(
          "Move", [&](Workspace& w) { w.slos[Metric::e2e].value = value; }, "slo");
    QCOMPARE(f.session->undoStack()->count(), 0);
    QVERIFY(!f.session->edited());
  }

  void selectionIsSharedAndUndoneAsOne() {
    Fixture f;
    QSignalSpy changed(f.session.get(), &Session::changed);
    f.session->selectCell(1024, 512);
    f.now += 5000;
    f.session->selectGpu("A10");
    f.session->selectCell(4, 8);
    QCOMPARE(changed.count(), 3);
    QCOMPARE(changed[0][0].value<Sections>(), Sections(Section::selection));
    QVERIFY(f.session->selection().cell == (Selection::Cell{4, 8}));
    QCOMPARE(f.session->selection().gpu, std::string("A10"));
    QVERIFY(!f.session->edited());
    QCOMPARE(f.session->undoStack()->count(), 1);
    f.session->undoStack()->undo();
    QVERIFY(!f.session->selection().cell);
  }

  void aSnapshotNeverChanges() {
    Fixture f;
    const auto before = f.session->snapshot();
    f.session->edit("Edit", [](Workspace& w) { w.traffic = {{TrafficOfFile{"/x"}}}; });
    QVERIFY(before->traffic.empty());
    QVERIFY(f.session->snapshot()->traffic == test::trafficFile("/x"));
  }

  void savesAndOpens() {
    Fixture f;
    QSignalSpy title(f.session.get(), &Session::titleChanged);
    QCOMPARE(f.session->title(), QString("Untitled"));
    f.session->edit("Fill",
                    [&](Workspace& w) { w = test::sampleWorkspace(f.directory.path().toStdString()); });
    QVERIFY(f.session->edited());
    QVERIFY(!wait([&](auto done) { f.session->save(done); })->ok());
    QVERIFY(wait([&](auto done) { f.session->saveAs(f.path("a.headroom"), done); })->ok());
    QCOMPARE(f.session->title(), QString("a.headroom"));
    QVERIFY(!f.session->edited());
    QVERIFY(title.count() >= 2);
    // Undo goes on over a save, and the document is then edited; redo makes it as in the file again.
    f.session->undoStack()->undo();
    QVERIFY(f.session->edited());
    f.session->undoStack()->redo();
    QVERIFY(!f.session->edited());

    auto other = f.newSession();
    QVERIFY(wait([&](auto done) { other->open(f.path("a.headroom"), done); })->ok());
    QVERIFY(other->workspace() == f.session->workspace());
    QVERIFY(!other->edited());
    QVERIFY(!other->undoStack()->canUndo());
  }

  void keepsTheDocumentWhenOpeningFails() {
    Fixture f;
    f.session->edit("Edit", [](Workspace& w) { w.traffic = {{TrafficOfFile{"/x"}}}; });
    QVERIFY(writeFileAtomically(f.name("no"), "hello").ok());
    const auto said = wait([&](auto done) { f.session->open(f.path("no"), done); });
    QCOMPARE(said->error().code, ErrorCode::malformed);
    QVERIFY(f.session->workspace().traffic == test::trafficFile("/x"));
    QVERIFY(f.session->edited());
  }

  void aDamagedFileIsOpenedAndNeverWrittenOver() {
    Fixture f;
    const std::string text = workspaceText(test::sampleWorkspace(), f.name("d.headroom"));
    const std::string cut = text.substr(0, text.size() / 2);
    QVERIFY(writeFileAtomically(f.name("d.headroom"), cut).ok());
    QSignalSpy opened(f.session.get(), &Session::opened);
    QVERIFY(wait([&](auto done) { f.session->open(f.path("d.headroom"), done); })->ok());
    QCOMPARE(opened.count(), 1);
    QVERIFY(!opened[0][1].toStringList().isEmpty());
    QVERIFY(!f.session->mayOverwrite());
    f.session->edit("Edit", [](Workspace& w) { w.targetUtilisation = 0.3; });
    QCOMPARE(wait([&](auto done) { f.session->save(done); })->error().code, ErrorCode::unsafe);
    QCOMPARE(wait([&](auto done) { f.session->save(done, true); })->error().code, ErrorCode::unsafe);
    QCOMPARE(wait([&](auto done) { f.session->saveAs(f.path("d.headroom"), done); })->error().code,
             ErrorCode::unsafe);
    QCOMPARE(*readFile(f.name("d.headroom")), cut);
    QVERIFY(wait([&](auto done) { f.session->saveAs(f.path("e.headroom"), done); })->ok());
    QVERIFY(f.session->mayOverwrite());
    QCOMPARE(*readFile(f.name("d.headroom")), cut);
  }

  void aChangeByAnotherProgramIsSeenAndNotLost() {
    Fixture f;
    QVERIFY(wait([&](auto done) { f.session->saveAs(f.path("a.headroom"), done); })->ok());
    QSignalSpy changed(f.session.get(), &Session::changedOnDisk);
    // Our own saves are no change by another.
    f.session->edit("Edit", [](Workspace& w) { w.targetUtilisation = 0.3; });
    QVERIFY(wait([&](auto done) { f.session->save(done); })->ok());
    Workspace theirs;
    theirs.traffic = {{TrafficOfFile{"/theirs"}}};
    QVERIFY(writeFileAtomically(f.name("a.headroom"), workspaceText(theirs, f.name("a.headroom"))).ok());
    QTRY_COMPARE(changed.count(), 1);
    f.session->edit("Edit", [](Workspace& w) { w.targetUtilisation = 0.4; });
    QCOMPARE(wait([&](auto done) { f.session->save(done); })->error().code, ErrorCode::conflict);
    QVERIFY(readWorkspace(f.name("a.headroom"))->workspace.traffic == test::trafficFile("/theirs"));
    QVERIFY(wait([&](auto done) { f.session->save(done, true); })->ok());
    QCOMPARE(readWorkspace(f.name("a.headroom"))->workspace.targetUtilisation, 0.4);
  }

  void editsAreKeptBesideTheFileUntilSaved() {
    Fixture f;
    QVERIFY(wait([&](auto done) { f.session->saveAs(f.path("a.headroom"), done); })->ok());
    f.session->setAutosaveDelay(1);
    f.session->edit("Edit", [](Workspace& w) { w.targetUtilisation = 0.3; });
    const QString kept = f.path(".a.headroom.autosave");
    QTRY_VERIFY(QFile::exists(kept));
    QCOMPARE(readWorkspace(kept.toStdString())->workspace.targetUtilisation, 0.3);
    QVERIFY(wait([&](auto done) { f.session->save(done); })->ok());
    QTRY_VERIFY(!QFile::exists(kept));
  }

  void aCrashedFileIsRecovered() {
    Fixture f;
    QVERIFY(wait([&](auto done) { f.session->saveAs(f.path("a.headroom"), done); })->ok());
    f.session.reset();
    // What a process that was killed leaves: an autosave, and a lock of a process that is no more.
    Workspace edits;
    edits.traffic = {{TrafficOfFile{"/lost"}}};
    QVERIFY(writeWorkspace(edits, f.name(".a.headroom.autosave")).ok());

    auto session = f.newSession();
    QVERIFY(wait([&](auto done) { session->open(f.path("a.headroom"), done); })->ok());
    QVERIFY(session->workspace().traffic.empty());
    auto found = session->recoveries(f.path("a.headroom"));
    QCOMPARE(found.size(), std::size_t{1});
    // An edit before the person has decided does not write over what was kept.
    session->setAutosaveDelay(1);
    session->edit("Edit", [](Workspace& w) { w.targetUtilisation = 0.3; });
    QTRY_VERIFY(QFile::exists(f.path(".a.headroom.autosave")));
    QVERIFY(readWorkspace(found[0].autosave.toStdString())->workspace.traffic == test::trafficFile("/lost"));

    QVERIFY(wait([&](auto done) { session->recover(found[0], done); })->ok());
    QVERIFY(session->workspace().traffic == test::trafficFile("/lost"));
    QCOMPARE(session->path(), f.path("a.headroom"));
    QVERIFY(session->edited());
    // It is kept anew before the old copy goes.
    QTRY_VERIFY(!QFile::exists(found[0].autosave));
    QVERIFY(readWorkspace(f.name(".a.headroom.autosave"))->workspace.traffic == test::trafficFile("/lost"));
    QVERIFY(session->recoveries(f.path("a.headroom")).empty());
    QVERIFY(wait([&](auto done) { session->save(done); })->ok());
    QVERIFY(readWorkspace(f.name("a.headroom"))->workspace.traffic == test::trafficFile("/lost"));
  }

  // What a crash left lies on a disk that does not answer: here a pipe that nobody writes to yet.
  void whatACrashLeftIsReadBehindTheWindow() {
    Fixture f;
    QVERIFY(wait([&](auto done) { f.session->saveAs(f.path("a.headroom"), done); })->ok());
    f.session.reset();
    const std::string left = f.name(".a.headroom.autosave");
    QCOMPARE(::mkfifo(left.c_str(), 0600), 0);
    auto session = f.newSession();
    bool opened = false;
    session->open(f.path("a.headroom"), [&](const Result<void>& done) { opened = done.ok(); });
    // The window goes on: an edit of what is still open, and undo.
    session->edit("Edit", [](Workspace& w) { w.targetUtilisation = 0.3; });
    session->undoStack()->undo();
    QVERIFY(session->busyWithFile() && !opened);
    // Opening to write waits for the one who reads.
    const int pipe = ::open(left.c_str(), O_WRONLY | O_CLOEXEC);
    QVERIFY(pipe >= 0 && !opened);
    QCOMPARE(::write(pipe, "{", 1), ssize_t{1});
    ::close(pipe);
    QTRY_VERIFY(opened);
    QCOMPARE(session->path(), f.path("a.headroom"));
    QCOMPARE(session->recoveries(f.path("a.headroom")).size(), std::size_t{1});
  }

  void whatACrashLeftWithoutEditsIsNoMatter() {
    Fixture f;
    QVERIFY(wait([&](auto done) { f.session->saveAs(f.path("a.headroom"), done); })->ok());
    f.session.reset();
    const QString left = f.path(".a.headroom.autosave");
    QVERIFY(QFile::copy(f.path("a.headroom"), left));
    auto session = f.newSession();
    QVERIFY(wait([&](auto done) { session->open(f.path("a.headroom"), done); })->ok());
    QVERIFY(session->recoveries(f.path("a.headroom")).empty());
    QVERIFY(!QFile::exists(left));
  }

  // Edits that were given up on purpose are not offered again.
  void loadingAgainIsNoCrash() {
    Fixture f;
    QVERIFY(wait([&](auto done) { f.session->saveAs(f.path("a.headroom"), done); })->ok());
    f.session->setAutosaveDelay(1);
    f.session->edit("Edit", [](Workspace& w) { w.targetUtilisation = 0.3; });
    QTRY_VERIFY(QFile::exists(f.path(".a.headroom.autosave")));
    QVERIFY(wait([&](auto done) { f.session->open(f.path("a.headroom"), done); })->ok());
    QVERIFY(f.session->recoveries(f.path("a.headroom")).empty());
    QTRY_VERIFY(!QFile::exists(f.path(".a.headroom.autosave")));
  }

  void aCrashedDocumentWithoutAFileIsRecovered() {
    Fixture f;
    Workspace edits;
    edits.traffic = {{TrafficOfFile{"/lost"}}};
    QDir().mkpath(f.path("state/autosave"));
    QVERIFY(writeWorkspace(edits, f.name("state/autosave/some.headroom")).ok());
    const auto found = f.session->recoveries({});
    QCOMPARE(found.size(), std::size_t{1});
    QVERIFY(wait([&](auto done) { f.session->recover(found[0], done); })->ok());
    QVERIFY(f.session->workspace().traffic == test::trafficFile("/lost"));
    QVERIFY(f.session->path().isEmpty());
    QVERIFY(f.session->edited());
    QTRY_VERIFY(!QFile::exists(found[0].autosave));
    // Another window that runs does not take ours for an orphan.
    auto other = f.newSession();
    QVERIFY(other->recoveries({}).empty());
    // Given up, nothing is left.
    f.session->close();
    QTRY_VERIFY(QDir(f.path("state/autosave")).entryList({"*.headroom"}, QDir::Files).isEmpty());
  }

  void theSameFileInTwoWindowsIsTold() {
    Fixture f;
    QVERIFY(wait([&](auto done) { f.session->saveAs(f.path("a.headroom"), done); })->ok());
    auto other = f.newSession();
    QSignalSpy told(other.get(), &Session::lockedByAnother);
    QVERIFY(wait([&](auto done) { other->open(f.path("a.headroom"), done); })->ok());
    QCOMPARE(told.count(), 1);
    QCOMPARE(told[0][1].toLongLong(), QCoreApplication::applicationPid());
  }

  void aSaveDuringASaveIsNotLost() {
    Fixture f;
    QVERIFY(wait([&](auto done) { f.session->saveAs(f.path("a.headroom"), done); })->ok());
    int finished = 0;
    const auto count = [&](const Result<void>& result) {
      QVERIFY(result.ok());
      ++finished;
    };
    f.session->edit("One", [](Workspace& w) { w.targetUtilisation = 0.3; });
    f.session->save(count);
    f.session->edit("Two", [](Workspace& w) { w.targetUtilisation = 0.2; });
    f.session->save(count);
    QTRY_COMPARE(finished, 2);
    QVERIFY(!f.session->edited());
    QCOMPARE(readWorkspace(f.name("a.headroom"))->workspace.targetUtilisation, 0.2);
  }

  // Neither the name nor the contents of one document become another's.
  void aSaveThatEndsWhenAnotherIsOpenIsOfItsOwn() {
    Fixture f;
    QVERIFY(wait([&](auto done) { f.session->saveAs(f.path("a.headroom"), done); })->ok());
    std::optional<Result<void>> first, second;
    f.session->edit("One", [](Workspace& w) { w.targetUtilisation = 0.3; });
    f.session->save([&](const Result<void>& result) { first = result; });
    f.session->save([&](const Result<void>& result) { second = result; });
    f.session->startNew();
    QTRY_VERIFY(first && second);
    QVERIFY(first->ok());
    QCOMPARE(second->error().code, ErrorCode::cancelled);
    QCOMPARE(readWorkspace(f.name("a.headroom"))->workspace.targetUtilisation, 0.3);
    QCOMPARE(f.session->path(), QString());
    QVERIFY(f.tasks.waitForAll(std::chrono::seconds(10)));
    QCOMPARE(readWorkspace(f.name("a.headroom"))->workspace.targetUtilisation, 0.3);
  }
};

QTEST_MAIN(TestSession)
#include "test_session.moc"
