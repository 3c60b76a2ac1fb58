// The real window with two small pages, driven by keys and mouse.
#include "core/base/file.h"
#include "tests/support/qt_warnings.h"
#include "tests/support/sample_workspace.h"
#include "ui/dialogs/help_dialog.h"
#include "ui/shell/main_window.h"
#include "ui/shell/message_area.h"
#include "ui/shell/screenshots.h"
#include "ui/shell/side_bar.h"
#include "ui/shell/top_line.h"

#include <QDockWidget>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace headroom;
using namespace headroom::ui;

namespace {

class FirstPage : public Page {
 public:
  explicit FirstPage(PageContext& context) : Page(context) {
    auto* field = new QLineEdit(this);
    field->setObjectName("field");
    (new QVBoxLayout(this))->addWidget(field);
    setInspector(new QLabel("Inspector of the first"), "First things");
    connect(addPageAction("first.act", "&Act on the First", QKeySequence("Ctrl+E")), &QAction::triggered,
            this, [this] { ++acted; });
  }
  int acted = 0;
};

class SecondPage : public Page {
 public:
  explicit SecondPage(PageContext& context) : Page(context) {
    connect(addPageAction("second.act", "Export &Numbers", QKeySequence("Ctrl+E")), &QAction::triggered, this,
            [this] { ++acted; });
  }
  bool takeFile(FileKind kind, const QString& path) override {
    if (kind == FileKind::profile) taken = path;
    return kind == FileKind::profile;
  }
  int acted = 0;
  QString taken;
};

const std::vector<PageEntry> pages{
    {"targets", "Targets", [](PageContext& context) -> Page* { return new FirstPage(context); }},
    {"surfaces", "Surfaces", [](PageContext& context) -> Page* { return new SecondPage(context); }}};

struct Fixture {
  QTemporaryDir directory;
  Services services{{directory.filePath("settings.ini"), directory.filePath("state")}};
  std::unique_ptr<MainWindow> window;

  Fixture() { open(); }
  void open() {
    window = std::make_unique<MainWindow>(services, pages);
    window->restoreLayout();
    window->show();
    if (!QTest::qWaitForWindowExposed(window.get())) qFatal("no window");
    window->activateWindow();
  }
  FirstPage* first() const { return static_cast<FirstPage*>(window->page("targets")); }
  SecondPage* second() const { return static_cast<SecondPage*>(window->page("surfaces")); }
  Session& session() { return services.session; }
  void edit() {
    session().edit("Edit", [](Workspace& w) { w.targetUtilisation /= 2; });
  }
  QAction* action(const char* id) const { return window->findChild<QAction*>(id); }
  QString path(const char* name) const { return directory.filePath(name); }
  void drop(const QStringList& paths) {
    QMimeData data;
    QList<QUrl> urls;
    for (const QString& path : paths) urls.push_back(QUrl::fromLocalFile(path));
    data.setUrls(urls);
    QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(window.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent event(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(window.get(), &event);
  }
  template <typename T>
  T* child(const char* name) const {
    return window->findChild<T*>(name);
  }
};

// Work that goes on until it is stopped.
void runForEver(Tasks& tasks, QObject* context) {
  tasks.run<int>(
      context, {"Benchmark a10"},
      [](const std::stop_token& stop, const ProgressSink&) -> Tasks::Answer<int> {
        std::mutex mutex;
        std::condition_variable_any never;
        std::unique_lock lock(mutex);
        never.wait(lock, stop, [] { return false; });
        return Error{ErrorCode::cancelled, "stopped"};
      },
      [](Tasks::Answer<int>) {});
}

}  // namespace

class TestWindow : public headroom::test::WidgetTest {
  Q_OBJECT

 private slots:
  void sideBarAndKeysChangeThePage() {
    Fixture f;
    QCOMPARE(f.window->currentPage(), QString("targets"));
    auto* side = f.child<SideBar>("sideBar");
    QCOMPARE(side->count(), 2);
    QTest::mouseClick(side->viewport(), Qt::LeftButton, {}, side->visualItemRect(side->item(1)).center());
    QCOMPARE(f.window->currentPage(), QString("surfaces"));
    QVERIFY(f.second()->isVisible());
    QTest::keyClick(f.window.get(), Qt::Key_1, Qt::ControlModifier);
    QCOMPARE(f.window->currentPage(), QString("targets"));
    QCOMPARE(side->currentRow(), 0);
    side->setFocus();
    QTest::keyClick(side, Qt::Key_Down);
    QCOMPARE(f.window->currentPage(), QString("surfaces"));
  }

  void theInspectorComesAndGoesWithItsPage() {
    Fixture f;
    auto* dock = f.child<QDockWidget>("inspectorDock");
    QVERIFY(dock->isVisible());
    QCOMPARE(dock->windowTitle(), QString("First things"));
    f.window->showPage("surfaces");
    QVERIFY(!dock->isVisible());
    f.window->showPage("targets");
    QVERIFY(dock->isVisible());
    // Closed by hand, it stays away on the next page that has one.
    QTest::keyClick(f.window.get(), Qt::Key_F9);
    f.window->showPage("surfaces");
    f.window->showPage("targets");
    QVERIFY(!dock->isVisible());
    QTest::keyClick(f.window.get(), Qt::Key_F9);
    QVERIFY(dock->isVisible());
  }

  void onlyTheShownPagesKeysAreLive() {
    Fixture f;
    QTest::keyClick(f.window.get(), Qt::Key_E, Qt::ControlModifier);
    QCOMPARE(f.first()->acted, 1);
    QCOMPARE(f.second()->acted, 0);
    f.window->showPage("surfaces");
    QTest::keyClick(f.window.get(), Qt::Key_E, Qt::ControlModifier);
    QCOMPARE(f.first()->acted, 1);
    QCOMPARE(f.second()->acted, 1);
  }

  void paletteFindsAndRuns() {
    Fixture f;
    const auto openPalette = [&] {
      // The offscreen platform gives the focus back to nobody when a popup closes.
      f.window->activateWindow();
      if (!QTest::qWaitForWindowActive(f.window.get())) qWarning("the window is not active");
      QTest::keyClick(f.window.get(), Qt::Key_K, Qt::ControlModifier);
      return f.child<CommandPalette>("commandPalette");
    };
    CommandPalette* palette = openPalette();
    QVERIFY(palette && palette->isVisible());
    auto* pattern = palette->findChild<QLineEdit*>();
    auto* list = palette->findChild<QListView*>();
    QVERIFY(list->model()->rowCount() > 15);
    QTest::keyClicks(pattern, "expnum");
    QCOMPARE(list->model()->rowCount(), 1);
    QCOMPARE(list->currentIndex().data().toString(), QString("Export Numbers"));
    QTest::keyClick(pattern, Qt::Key_Return);
    // The command is of another page, which is shown.
    QTRY_COMPARE(f.second()->acted, 1);
    QCOMPARE(f.window->currentPage(), QString("surfaces"));

    // Theme by palette, chosen with the arrow keys; nothing found does nothing.
    QTRY_VERIFY(!f.child<CommandPalette>("commandPalette"));
    palette = openPalette();
    QVERIFY(palette);
    pattern = palette->findChild<QLineEdit*>();
    QTest::keyClicks(pattern, "dark theme");
    QTest::keyClick(pattern, Qt::Key_Down);
    QTest::keyClick(pattern, Qt::Key_Up);
    QTest::keyClick(pattern, Qt::Key_Enter);
    QTRY_COMPARE(f.services.theme.dark(), true);
    QTRY_VERIFY(!f.child<CommandPalette>("commandPalette"));
    palette = openPalette();
    QVERIFY(palette);
    QTest::keyClicks(palette->findChild<QLineEdit*>(), "qqqq");
    QTest::keyClick(palette->findChild<QLineEdit*>(), Qt::Key_Return);
    QVERIFY(palette->isVisible());
    QTest::keyClick(palette, Qt::Key_Escape);
    QTRY_VERIFY(!f.child<CommandPalette>("commandPalette"));
  }

  void everyCommandIsFoundAndKeysAreUnique() {
    Fixture f;
    QSet<QString> keys;
    for (const Command& command : f.window->commands()) {
      QVERIFY(!command.text.isEmpty() && !command.place.isEmpty());
      if (command.shortcut.isEmpty() || command.shortcut == "Ctrl+E") continue;
      QVERIFY2(!keys.contains(command.shortcut), qPrintable(command.shortcut));
      keys.insert(command.shortcut);
    }
    QVERIFY(keys.contains("Ctrl+S") && keys.contains("Ctrl+Z") && keys.contains("F1"));
    f.action("help.shortcuts")->trigger();
    auto* sheet = f.child<QDialog>("shortcutSheet");
    QVERIFY(sheet && sheet->isVisible());
    QVERIFY(!sheet->findChild<QTreeWidget*>()
                 ->findItems("Save", Qt::MatchRecursive | Qt::MatchExactly)
                 .isEmpty());
    sheet->close();
  }

  // Both return at once: no event loop runs inside the menu's slot.
  void aboutsAreOpened() {
    Fixture f;
    for (const char* name : {"help.about", "help.aboutQt"}) {
      f.action(name)->trigger();
      auto* box = f.window->findChild<QMessageBox*>();
      QVERIFY2(box && box->isVisible(), name);
      box->close();
      QTRY_VERIFY(!f.window->findChild<QMessageBox*>());
    }
  }

  void themeSwitches() {
    Fixture f;
    f.action("theme.light")->trigger();
    QVERIFY(!f.services.theme.dark());
    const QColor light = f.window->palette().window().color();
    f.action("theme.dark")->trigger();
    QVERIFY(f.services.theme.dark());
    QTRY_VERIFY(f.window->palette().window().color().lightness() < light.lightness());
    QCOMPARE(f.services.settings.theme(), ThemeChoice::dark);
    QVERIFY(f.action("theme.dark")->isChecked());
  }

  void f1OpensTheHelpOfWhereYouAre() {
    Fixture f;
    f.window->showPage("surfaces");
    QTest::keyClick(f.window.get(), Qt::Key_F1);
    auto* help = f.child<HelpDialog>("helpDialog");
    QVERIFY(help && help->isVisible());
    f.window->showPage("targets");
    f.window->activateWindow();
    auto* field = f.child<QLineEdit>("field");
    field->setProperty("helpTopic", "workspace");
    field->setFocus();
    QTRY_VERIFY(field->hasFocus());
    QTest::keyClick(field, Qt::Key_F1);
    QCOMPARE(help->topic(), QString("workspace"));
  }

  void undoAndTheEditedMark() {
    Fixture f;
    auto* mark = f.child<QLabel>("editedMark");
    QVERIFY(!mark->isVisible());
    f.edit();
    QVERIFY(mark->isVisible());
    QVERIFY(f.window->isWindowModified());
    QTest::keyClick(f.window.get(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(!mark->isVisible());
    QVERIFY(!f.action("edit.undo")->isEnabled());
    QTest::keyClick(f.window.get(), Qt::Key_Y, Qt::ControlModifier);
    QVERIFY(mark->isVisible());
  }

  void chipsShowTheTargetsAndChooseThem() {
    Fixture f;
    f.session().edit("Fill", [](Workspace& w) { w = test::sampleWorkspace(); });
    const auto chips = [&] { return f.child<TopLine>("topLine")->findChildren<TargetChip*>(); };
    auto* a10 = f.child<TargetChip>("a10");
    QVERIFY(a10 && a10->isVisible());
    QVERIFY(a10->text().contains("url"));
    f.services.targetStates.set("a10", {TargetState::Kind::failed, "refused"});
    QCOMPARE(a10->text(), QString("a10 · refused"));
    QVERIFY(a10->accessibleName().contains("does not answer"));
    f.window->showPage("surfaces");
    QTest::mouseClick(a10, Qt::LeftButton);
    QCOMPARE(f.session().selection().target, std::string("a10"));
    QCOMPARE(f.window->currentPage(), QString("targets"));
    // With many, those without room go into a menu, and none lies over another or over the title.
    f.session().edit("Many", [](Workspace& w) {
      for (int i = 0; i < 30; ++i) w.targets.emplace_back().name = "target " + std::to_string(i);
    });
    auto* more = f.child<TargetChip>("moreTargets");
    QVERIFY(more->isVisible());
    QList<QRect> seen{f.child<QLabel>("workspaceTitle")->geometry()};
    for (const TargetChip* chip : chips()) {
      if (!chip->isVisible()) continue;
      for (const QRect& other : seen) QVERIFY(!other.intersects(chip->geometry()));
      seen.push_back(chip->geometry());
    }
    QVERIFY(seen.size() > 3);
  }

  void docksAreRemembered() {
    Fixture f;
    auto* tasks = f.child<QDockWidget>("taskDock");
    QVERIFY(!tasks->isVisible());
    f.action("view.tasks")->trigger();
    QVERIFY(tasks->isVisible());
    f.window->addDockWidget(Qt::LeftDockWidgetArea, f.child<QDockWidget>("inspectorDock"));
    f.window->resize(1100, 800);
    f.window->showPage("surfaces");
    f.window->close();
    QTRY_VERIFY(!f.window->isVisible());
    f.open();
    QCOMPARE(f.window->size(), QSize(1100, 800));
    QCOMPARE(f.window->currentPage(), QString("surfaces"));
    QVERIFY(f.child<QDockWidget>("taskDock")->isVisible());
    QCOMPARE(f.window->dockWidgetArea(f.child<QDockWidget>("inspectorDock")), Qt::LeftDockWidgetArea);
    f.action("view.restoreLayout")->trigger();
    QVERIFY(!f.child<QDockWidget>("taskDock")->isVisible());
    QCOMPARE(f.window->dockWidgetArea(f.child<QDockWidget>("inspectorDock")), Qt::RightDockWidgetArea);
  }

  void messagesAreShownWithTheirActions() {
    Fixture f;
    auto* area = f.child<MessageArea>("messageArea");
    QVERIFY(!area->isVisible());
    int acted = 0;
    f.services.messages.post(Error{ErrorCode::notFound, "no file at a.jsonl", "check the path"});
    f.services.messages.post(
        {.severity = Severity::warning, .cause = "second", .actions = {{"Mend", [&] { ++acted; }}}});
    QVERIFY(area->isVisible());
    QTRY_VERIFY(area->height() > 60);
    QList<QPushButton*> buttons = area->findChildren<QPushButton*>();
    QCOMPARE(buttons.size(), 1);
    QTest::mouseClick(buttons[0], Qt::LeftButton);
    QCOMPARE(acted, 1);
    QCOMPARE(f.services.messages.rowCount(), 1);
    QTRY_COMPARE(area->findChildren<QToolButton*>("dismiss").size(), 1);
    QTest::mouseClick(area->findChildren<QToolButton*>("dismiss")[0], Qt::LeftButton);
    QVERIFY(!area->isVisible());
  }

  void droppedFilesAreTaken() {
    Fixture f;
    const Workspace sample = test::sampleWorkspace(f.directory.path().toStdString());
    QVERIFY(writeWorkspace(sample, f.path("w.headroom").toStdString()).ok());
    f.drop({f.path("w.headroom")});
    QTRY_COMPARE(f.session().title(), QString("w.headroom"));
    QVERIFY(f.session().workspace() == sample);
    QCOMPARE(f.services.settings.recent().first(), f.session().path());

    QVERIFY(writeFileAtomically(f.path("p.json").toStdString(),
                                R"({"gpu": "a", "cost": 1, "tputs": [[1]], "indexes": [[4], [4]]})")
                .ok());
    f.drop({f.path("p.json")});
    QTRY_COMPARE(f.second()->taken, f.path("p.json"));
    QCOMPARE(f.window->currentPage(), QString("surfaces"));

    const std::string row =
        R"({"input_tokens": 4, "output_tokens": 4, "request_rate": 1.0, "seed": 0, "model": "m", "temperature": 0.0, )"
        R"("samples": 10, "metric": "TPUT", "mean": 1.0})";
    QVERIFY(writeFileAtomically(f.path("h100.jsonl").toStdString(), row + "\n").ok());
    f.drop({f.path("h100.jsonl")});
    QTRY_COMPARE(f.session().workspace().targets.size(), sample.targets.size() + 1);
    QCOMPARE(f.session().workspace().targets.back().name, std::string("h100"));
    QCOMPARE(f.session().workspace().targets.back().model, std::string("m"));
    QCOMPARE(f.session().workspace().targets.back().journal, f.path("h100.jsonl").toStdString());
    f.session().undoStack()->undo();  // the selection
    f.session().undoStack()->undo();
    QVERIFY(f.session().workspace() == sample);

    f.services.messages.dismissAll();
    QVERIFY(writeFileAtomically(f.path("x.txt").toStdString(), "hello").ok());
    f.drop({f.path("x.txt")});
    QTRY_COMPARE(f.services.messages.rowCount(), 1);
    QVERIFY(!f.services.messages.at(0).nextStep.isEmpty());
  }

  void recoveryIsOffered() {
    Fixture f;
    Workspace edits;
    edits.traffic = {{TrafficOfFile{"/lost"}}};
    QDir().mkpath(f.path("state/autosave"));
    QVERIFY(writeWorkspace(edits, f.path("state/autosave/some.headroom").toStdString()).ok());
    f.window->start({});
    QCOMPARE(f.services.messages.rowCount(), 1);
    QPushButton* recover = nullptr;
    for (QPushButton* button : f.child<MessageArea>("messageArea")->findChildren<QPushButton*>())
      if (button->text() == "Recover") recover = button;
    QVERIFY(recover);
    QTest::mouseClick(recover, Qt::LeftButton);
    QTRY_VERIFY(f.session().workspace().traffic == test::trafficFile("/lost"));
  }

  void closingAsksAboutEdits() {
    Fixture f;
    f.edit();
    f.window->close();
    auto* box = f.child<QMessageBox>("saveQuestion");
    QVERIFY(box && f.window->isVisible());
    QTest::mouseClick(box->button(QMessageBox::Cancel), Qt::LeftButton);
    QTRY_VERIFY(!f.child<QMessageBox>("saveQuestion"));
    QVERIFY(f.window->isVisible());
    f.window->close();
    box = f.child<QMessageBox>("saveQuestion");
    QTest::mouseClick(box->button(QMessageBox::Discard), Qt::LeftButton);
    QTRY_VERIFY(!f.window->isVisible());
  }

  void closingWhileWorkRunsAsksAndEndsSoon() {
    Fixture f;
    runForEver(f.services.tasks, f.window.get());
    f.window->close();
    auto* box = f.child<QMessageBox>("closeQuestion");
    QVERIFY(box);
    QVERIFY(box->informativeText().contains("Benchmark a10"));
    QTest::mouseClick(box->button(QMessageBox::Cancel), Qt::LeftButton);
    QTRY_VERIFY(!f.child<QMessageBox>("closeQuestion"));
    QVERIFY(f.window->isVisible());
    QVERIFY(f.services.tasks.busy());
    f.window->close();
    box = f.child<QMessageBox>("closeQuestion");
    for (QAbstractButton* button : box->buttons())
      if (box->buttonRole(button) == QMessageBox::AcceptRole) QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY(!f.window->isVisible());
    QVERIFY(f.services.tasks.idle());
  }

  void closingDoesNotWaitForStubbornWork() {
    Fixture f;
    std::atomic<bool> letGo = false;
    f.services.tasks.run<int>(
        f.window.get(), {"Stubborn"},
        [&letGo](const std::stop_token&, const ProgressSink&) -> Tasks::Answer<int> {
          letGo.wait(false);
          return std::make_shared<const int>(1);
        },
        [](Tasks::Answer<int>) {});
    f.window->close();
    auto* box = f.child<QMessageBox>("closeQuestion");
    QElapsedTimer clock;
    clock.start();
    for (QAbstractButton* button : box->buttons())
      if (box->buttonRole(button) == QMessageBox::AcceptRole) QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!f.window->isVisible(), 10000);
    QVERIFY(!f.services.tasks.idle());
    letGo = true;
    letGo.notify_all();
  }

  void nothingIsCutInASmallWindow() {
    Fixture f;
    f.window->resize(1024, 700);
    QCOMPARE(f.window->size(), QSize(1024, 700));
    QVERIFY(f.child<SideBar>("sideBar")->compact());
    QCoreApplication::processEvents();
    const QRect inside = f.window->rect();
    for (const char* name :
         {"sideBar", "topLine", "pages", "inspectorDock", "taskSummary", "paletteButton"}) {
      auto* widget = f.child<QWidget>(name);
      QVERIFY2(widget && widget->isVisible(), name);
      const QRect at(widget->mapTo(f.window.get(), QPoint()), widget->size());
      QVERIFY2(inside.contains(at), name);
    }
    QVERIFY(f.child<QWidget>("pages")->width() >= 560);
    f.window->resize(1440, 900);
    QVERIFY(!f.child<SideBar>("sideBar")->compact());
  }

  void everythingCanBeReachedByName() {
    Fixture f;
    for (const QWidget* widget : f.window->findChildren<QWidget*>()) {
      if (!widget->isVisible() || !(widget->focusPolicy() & Qt::TabFocus) || widget->objectName() == "field")
        continue;
      const auto* button = qobject_cast<const QAbstractButton*>(widget);
      const bool named = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
      QVERIFY2(named || qobject_cast<const QMenuBar*>(widget), widget->metaObject()->className());
    }
  }

  void picturesOfEveryPage() {
    QTemporaryDir directory;
    const QString workspace = directory.filePath("w.headroom");
    QVERIFY(writeWorkspace(test::sampleWorkspace(), workspace.toStdString()).ok());
    const auto written =
        saveScreenshots({directory.filePath("out"), workspace, {1024, 700}, ThemeChoice::dark, 30}, pages);
    QVERIFY(written.ok());
    QCOMPARE(written->size(), 2);
    const QImage image(directory.filePath("out/surfaces-dark.png"));
    QCOMPARE(image.size(), QSize(1024, 700));
    const auto no =
        saveScreenshots({directory.filePath("out"), directory.filePath("absent"), {1024, 700}}, pages);
    QVERIFY(!no.ok());
    QCOMPARE(no.error().code, ErrorCode::notFound);
  }

  // Written once for the person, then it is theirs.
  void opensTheSampleWorkspace() {
    Fixture fixture;
    fixture.action("file.openSample")->trigger();
    QCOMPARE(fixture.services.tasks.all().size(), std::size_t{1});
    QTRY_COMPARE_WITH_TIMEOUT(fixture.session().workspace().targets.size(), std::size_t{4},
                              60000 * HEADROOM_TEST_SLOWNESS);
    const QString path = fixture.session().path();
    QVERIFY(path.startsWith(fixture.directory.path()));
    QCOMPARE(fixture.services.messages.rowCount(), 0);
    fixture.edit();
    const double edited = fixture.session().workspace().targetUtilisation;
    fixture.action("file.save")->trigger();
    QTRY_VERIFY(!fixture.session().edited());
    fixture.action("file.new")->trigger();
    QVERIFY(fixture.session().workspace().targets.empty());
    fixture.action("file.openSample")->trigger();
    QTRY_COMPARE(fixture.session().path(), path);
    QCOMPARE(fixture.session().workspace().targetUtilisation, edited);
  }
};

QTEST_MAIN(TestWindow)
#include "test_window.moc"
