// The page Benchmark, driven as a person would: by keys and mouse.
#include "core/base/file.h"
#include "core/bench/benchmark_file.h"
#include "tests/support/fake_target.h"
#include "tests/support/qt_warnings.h"
#include "ui/models/points_model.h"
#include "ui/pages/benchmark/benchmark_page.h"
#include "ui/pages/benchmark/fact_list.h"
#include "ui/pages/benchmark/live_board.h"
#include "ui/pages/benchmark/live_card.h"
#include "ui/pages/benchmark/notices.h"
#include "ui/pages/benchmark/plan_editor.h"
#include "ui/pages/benchmark/target_card.h"
#include "ui/widgets/card.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/figure_table.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/verdict_label.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QFile>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QToolButton>

using namespace headroom;
using namespace headroom::test;
using namespace headroom::ui;

namespace {

struct Fixture {
  QTemporaryDir directory;
  Services services{{directory.filePath("settings.ini"), directory.filePath("state")}, nullptr};
  QString shownPage;
  PageContext context{services, [this](const QString& id) { shownPage = id; }};
  std::map<std::string, std::unique_ptr<FakeTarget>> fakes;
  std::unique_ptr<BenchmarkPage> page;

  explicit Fixture(const std::vector<std::string>& names = {"a10", "v100"}, QSize size = {900, 700}) {
    services.session.edit("Begin", [&](Workspace& w) {
      for (const std::string& name : names) {
        Target target;
        target.name = name;
        target.model = "llama2-7b";
        target.gpu = name == "a10" ? "A10" : "V100";
        w.targets.push_back(target);
        fakes[name] = std::make_unique<FakeTarget>();
      }
      w.plan.inputTokens = {8, 16};
      w.plan.outputTokens = {4, 4};
      w.plan.rates = {1, 4};
      w.plan.samples = 10;
    });
    page = std::make_unique<BenchmarkPage>(context);
    page->benchmarks().setConnect([this](const Target& target) { return fakes.at(target.name)->connect(); });
    page->benchmarks().setBackOff({0.001});
    page->resize(size);
    page->show();
    page->inspector()->resize(340, 900);
    page->inspector()->show();
    page->aboutToShow();
    if (!QTest::qWaitForWindowExposed(page.get())) qFatal("no window");
  }
  ~Fixture() {
    for (auto& [name, fake] : fakes) fake->release();
    delete page->inspector();
    page.reset();
    services.tasks.cancelAll();
    services.tasks.waitForAll(std::chrono::seconds(60));
  }

  template <typename T>
  T* child(const QString& name) const {
    if (T* found = page->findChild<T*>(name)) return found;
    T* found = page->inspector()->findChild<T*>(name);
    if (!found) qFatal("no %s", qPrintable(name));
    return found;
  }
  void click(const QString& name) const { QTest::mouseClick(child<QAbstractButton>(name), Qt::LeftButton); }
  // With plain spaces.
  static QString plain(QString words) { return words.replace(QChar(0xa0), u' '); }
  QString text(const QString& name) const { return plain(child<ElidedLabel>(name)->text()); }
  QString label(const QString& name) const { return plain(child<QLabel>(name)->text()); }
  const Workspace& workspace() const { return services.session.workspace(); }
  bool waitFor(const std::function<bool()>& done) const { return QTest::qWaitFor(done, 60000); }
  QDialog* dialog() const {
    click("startButton");
    QDialog* found = nullptr;
    if (!waitFor([&] {
          found = page->findChild<QDialog*>("startDialog");
          return found && found->isVisible() && found->findChild<QPushButton*>("startNow")->isEnabled();
        }))
      qFatal("no dialog");
    return found;
  }
  void start() const { QTest::mouseClick(dialog()->findChild<QPushButton*>("startNow"), Qt::LeftButton); }
  bool waitForEnd() const {
    return waitFor([this] { return page->benchmarks().running().empty(); });
  }
  FigureTable* table() const { return child<FigureTable>("pointsTable"); }
  void type(const QString& field, const QString& typed) const {
    auto* edit = child<QLineEdit>(field);
    edit->setFocus();
    edit->selectAll();
    QTest::keyClicks(edit, typed);
  }
};

}  // namespace

class TestBenchmarkPage : public WidgetTest {
  Q_OBJECT

 private slots:
  void withoutTargetsThereIsOneThingToDo() {
    Fixture f(std::vector<std::string>{});
    auto* empty = f.child<EmptyState>("benchmarkEmpty");
    QVERIFY(empty->isVisible());
    QTest::mouseClick(empty->findChild<QPushButton*>(), Qt::LeftButton);
    QCOMPARE(f.shownPage, QString("targets"));
    f.services.session.edit("Add", [](Workspace& w) { w.targets.push_back({.name = "a10"}); });
    QVERIFY(!empty->isVisible());
    QVERIFY(f.child<TargetCard>("target/a10")->isVisible());
    f.services.session.undoStack()->undo();
    QVERIFY(empty->isVisible());
  }

  void thePlanTellsWhatItComesToAsOneTypes() {
    Fixture f;
    QCOMPARE(f.label("planSummary"),
             QString("2 cells × 3 rates = 6 points · 60 requests · about 32 s a target"));
    f.type("inputLimit", "64");  // not finished yet
    QCOMPARE(f.label("planSummary"),
             QString("4 cells × 3 rates = 12 points · 120 requests · about 1 min 04 s a target"));
    QCOMPARE(f.workspace().plan.inputTokens.limit, 16);
    QTest::keyClick(f.child<QLineEdit>("inputLimit"), Qt::Key_Return);
    QCOMPARE(f.workspace().plan.inputTokens.limit, 64);
    QCOMPARE(f.child<TargetCard>("target/a10")->grid()->inputTokens().size(), std::size_t{4});
    QCOMPARE(f.services.session.undoStack()->undoText(), QString("Change the input lengths"));
    f.services.session.undoStack()->undo();
    QCOMPARE(f.child<NumberField>("inputLimit")->value(), 16.0);
    QVERIFY(f.label("planSummary").startsWith("2 cells"));
  }

  void whatIsWrongWithThePlanIsSaidInWords() {
    Fixture f;
    f.type("inputStart", "32");
    QVERIFY(!f.child<QLabel>("planSummary")->isVisible());
    QCOMPARE(f.label("planProblem"),
             QString("✕ Input lengths begin at 32 and end at 16: nothing would be measured."));
    QTest::keyClick(f.child<QLineEdit>("inputStart"), Qt::Key_Return);
    QVERIFY(!f.child<QPushButton>("startButton")->isEnabled());
    QVERIFY(f.text("runDetail").startsWith("Input lengths begin at 32"));
    f.services.session.undoStack()->undo();
    QVERIFY(f.child<QPushButton>("startButton")->isEnabled());
    QVERIFY(f.child<QLabel>("planSummary")->isVisible());
    f.type("rateLimit", "fast");
    QVERIFY(f.label("planProblem").contains("not a number"));
    QTest::keyClick(f.child<QLineEdit>("rateLimit"), Qt::Key_Escape);
  }

  void aClosedLoopIsPlannedByRequestsInFlight() {
    Fixture f;
    auto* closed = f.child<QPushButton>("closed");
    QTest::mouseClick(closed, Qt::LeftButton);
    QCOMPARE(f.workspace().plan.concurrencies.size(), std::size_t{7});
    QVERIFY(f.child<QWidget>("inFlight")->isVisible());
    QVERIFY(!f.child<QWidget>("rateStart")->isVisible());
    f.type("inFlight", "2, 8");
    QVERIFY(f.label("planSummary").startsWith("2 cells × 2 loads = 4 points"));
    QTest::keyClick(f.child<QLineEdit>("inFlight"), Qt::Key_Return);
    QCOMPARE(f.workspace().plan.concurrencies, (std::vector<int>{2, 8}));
    f.type("inFlight", "2, none");
    QVERIFY(f.child<QLabel>("planProblem")->isVisible());
    QTest::keyClick(f.child<QLineEdit>("inFlight"), Qt::Key_Return);
    QCOMPARE(f.child<QLineEdit>("inFlight")->text(), QString("2, 8"));
    QCOMPARE(concurrenciesOf("1;4  16, 4"), (std::vector<int>{1, 4, 16}));
    QVERIFY(!concurrenciesOf("0") && !concurrenciesOf("") && !concurrenciesOf("x"));
  }

  void theOtherSettingsAreEdits() {
    Fixture f;
    f.click("moreSettings");
    QTest::mouseClick(f.child<QCheckBox>("stream"), Qt::LeftButton, {}, QPoint(8, 8));
    QVERIFY(!f.workspace().plan.stream);
    auto* api = f.child<QComboBox>("api");
    api->setFocus();
    QTest::keyClick(api, Qt::Key_Down);
    QTRY_COMPARE(f.workspace().plan.api, std::string("chat"));
    f.type("seed", "7");
    QTest::keyClick(f.child<QLineEdit>("seed"), Qt::Key_Return);
    QCOMPARE(f.workspace().plan.seed, std::uint64_t{7});
    f.services.session.undoStack()->undo();
    f.services.session.undoStack()->undo();
    f.services.session.undoStack()->undo();
    QVERIFY(f.workspace().plan.stream);
    QVERIFY(f.child<QCheckBox>("stream")->isChecked());
    QCOMPARE(api->currentText(), QString("completions"));
  }

  void aStartIsSummedUpBeforeItBegins() {
    Fixture f;
    QDialog* dialog = f.dialog();
    QCOMPARE(dialog->findChild<QLabel*>("startSummary")->text(),
             QString("2 targets: 12 points with 120 requests, about 32 s."));
    QVERIFY(dialog->findChild<QLabel*>("check/a10")->text().endsWith("a10.jsonl"));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!f.page->findChild<QDialog*>("startDialog"));
    QVERIFY(f.page->benchmarks().running().empty());
    QVERIFY(f.workspace().targets[0].journal.empty());
    // A target can be taken out.
    QTest::mouseClick(f.child<QCheckBox>("measure/v100"), Qt::LeftButton, {}, QPoint(8, 8));
    dialog = f.dialog();
    QVERIFY(dialog->findChild<QLabel*>("startSummary")->text().startsWith("1 target: 6 points"));
    dialog->reject();
  }

  void aRunIsShownFromStartToEnd() {
    Fixture f;
    for (auto& [name, fake] : f.fakes) fake->hold();
    f.start();
    QVERIFY(f.waitFor([&] { return f.fakes["a10"]->waiting() && f.fakes["v100"]->waiting(); }));
    f.fakes["a10"]->allow(25);
    QVERIFY(f.waitFor([&] { return f.fakes["a10"]->requests() == 25 && f.fakes["a10"]->waiting(); }));
    QTRY_COMPARE(f.text("runWhat"), QString("a10 · 4 out × 8 in at 4 req/s"));
    QVERIFY(f.text("runDetail").startsWith("point 3 of 6"));
    QVERIFY(f.text("runDetail").endsWith("and 1 more target"));
    QTRY_COMPARE(f.child<QProgressBar>("runProgress")->value(), 1000 * 2 / 12);
    QVERIFY(f.text("runTimes").contains("remaining"));
    auto* grid = f.child<TargetCard>("target/a10")->grid();
    QTRY_COMPARE(grid->done(), 2);
    QVERIFY(grid->readOut({8, 4}).contains("being measured now"));
    QCOMPARE(f.plain(grid->caption()), QString("A10 · 33 %"));
    QTRY_COMPARE(f.table()->model()->rowCount(), 2);
    QVERIFY(!f.child<QCheckBox>("measure/a10")->isVisible());
    QVERIFY(f.child<QLabel>("planRunning")->isVisible());

    for (auto& [name, fake] : f.fakes) fake->release();
    QVERIFY(f.waitForEnd());
    QTRY_COMPARE(f.text("runWhat"), QString("a10 is measured"));
    QTRY_COMPARE(f.table()->model()->rowCount(), 6);
    QCOMPARE(grid->done(), 6);
    QVERIFY(grid->readOut({8, 4}).contains("req/s"));
    QCOMPARE(f.label("state/a10"), QString("✓ measured"));
    QVERIFY(f.child<QCheckBox>("measure/a10")->isVisible());
    // The chart drew what happened.
    auto* chart = f.child<LiveCard>("liveLatencies")->findChild<LiveChart*>();
    QVERIFY(chart);
    chart->flush();  // it draws ten times a second
    QVERIFY(!chart->series()[0].points.empty());
  }

  // The last minute is still seen, and what comes goes on in the same charts.
  void aRenamedTargetKeepsItsCharts() {
    Fixture f({"a10"});
    auto* card = f.child<LiveCard>("liveLatencies");
    f.fakes["a10"]->hold();
    f.start();
    f.fakes["a10"]->allow(15);
    QVERIFY(f.waitFor([&] { return f.fakes["a10"]->requests() == 15 && f.fakes["a10"]->waiting(); }));
    auto* chart = card->findChild<LiveChart*>();
    QVERIFY(chart);
    const auto drawn = [&] {
      chart->flush();
      return chart->series()[0].points.size();
    };
    QTRY_VERIFY(drawn() > 0);
    const auto before = drawn();
    f.services.session.edit("Rename", [](Workspace& w) { w.targets[0].name = "a10-b"; });
    QCOMPARE(card->findChild<LiveChart*>(), chart);
    QVERIFY(chart->isVisible());
    QVERIFY(drawn() >= before);
    QTRY_VERIFY(f.text("runWhat").startsWith("a10-b"));
    f.fakes["a10"]->release();
    QVERIFY(f.waitForEnd());
    QTRY_VERIFY(drawn() > before);
    QCOMPARE(card->findChild<LiveChart*>(), chart);
    // A target of that name in another workspace has none of them.
    f.services.session.startNew();
    f.services.session.edit("Add", [](Workspace& w) { w.targets.push_back({.name = "a10-b"}); });
    QVERIFY(!chart->isVisible());
    QVERIFY(!card->isVisible());
  }

  void pauseResumeAndStopAreButtons() {
    Fixture f({"a10"});
    f.fakes["a10"]->hold();
    f.start();
    QVERIFY(f.waitFor([&] { return f.fakes["a10"]->waiting(); }));
    QVERIFY(!f.child<QPushButton>("startButton")->isVisible());
    f.click("pauseButton");
    QTRY_COMPARE(f.child<QPushButton>("pauseButton")->text(), QString("Resume"));
    QTRY_VERIFY(f.text("runDetail").contains("pausing after this point"));
    f.fakes["a10"]->release();
    QTRY_VERIFY(f.text("runWhat").startsWith("a10 · paused at 17"));
    f.click("pauseButton");
    QVERIFY(f.waitForEnd());

    f.services.session.edit("More", [](Workspace& w) { w.plan.rates.limit = 8; });
    f.fakes["a10"]->hold();
    f.start();
    QVERIFY(f.waitFor([&] { return f.fakes["a10"]->waiting(); }));
    f.click("stopOne");
    QVERIFY(f.waitForEnd());
    QTRY_COMPARE(f.text("runWhat"), QString("a10 was stopped"));
    QCOMPARE(f.text("runDetail"), QString("6 of 8 points are kept · Start goes on from there"));
    QTRY_COMPARE(f.child<QPushButton>("startButton")->isVisible(), true);
  }

  void aFileOfOtherSettingsHasAWayOut() {
    Fixture f({"a10"});
    f.start();
    QVERIFY(f.waitForEnd());
    const std::string first = f.workspace().targets[0].journal;
    f.services.session.edit("More", [](Workspace& w) { w.plan.samples = 20; });
    f.click("startButton");
    QDialog* dialog = nullptr;
    QTRY_VERIFY((dialog = f.page->findChild<QDialog*>("startDialog")) &&
                dialog->findChild<QPushButton*>("newFile/a10"));
    QVERIFY(!dialog->findChild<QPushButton*>("startNow")->isEnabled());
    const QString words = dialog->findChild<QLabel*>("check/a10")->text();
    QVERIFY2(words.contains("samples 10") && words.contains("new file"), qPrintable(words));
    QVERIFY2(!words.contains("--"), qPrintable(words));
    QTest::mouseClick(dialog->findChild<QPushButton*>("newFile/a10"), Qt::LeftButton);
    QTRY_VERIFY(dialog->findChild<QPushButton*>("startNow")->isEnabled());
    QVERIFY(f.workspace().targets[0].journal != first);
    QTest::mouseClick(dialog->findChild<QPushButton*>("startNow"), Qt::LeftButton);
    QVERIFY(f.waitForEnd());
    QTRY_COMPARE(f.table()->model()->rowCount(), 6);
  }

  void theTableHoldsEverythingSortsAndCopies() {
    Fixture f({"a10"});
    f.start();
    QVERIFY(f.waitForEnd());
    FigureTable* table = f.table();
    QTRY_COMPARE(table->model()->rowCount(), 6);
    const QAbstractItemModelTester tester(table->model(),
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    QHeaderView* header = table->horizontalHeader();
    const QPoint place(header->sectionViewportPosition(PointsModel::Rate) + 10, header->height() / 2);
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, place);
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, place);
    QCOMPARE(table->model()->index(0, PointsModel::Rate).data().toString(), QString("4"));
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                      table->visualRect(table->model()->index(0, 0)).center());
    table->setFocus();
    QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
    const QStringList lines = QGuiApplication::clipboard()->text().split('\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines[1].split('\t').size(), static_cast<int>(PointsModel::ColumnCount));
    QVERIFY(lines[0].contains("TTFT P99, s"));
  }

  void aCellPickedAnywhereIsPickedEverywhere() {
    Fixture f;
    auto* grid = f.child<TargetCard>("target/v100")->grid();
    QTest::mouseClick(grid, Qt::LeftButton, {}, grid->cellRect({16, 4}).center().toPoint());
    QCOMPARE(f.services.session.selection().cell, (Selection::Cell{16, 4}));
    QCOMPARE(f.services.session.selection().target, std::string("v100"));
    QCOMPARE(f.child<TargetCard>("target/a10")->grid()->picked(), (CellKey{16, 4}));
    f.services.session.selectCell(8, 4);
    QCOMPARE(grid->picked(), (CellKey{8, 4}));
  }

  void theServersAndTheClientsOwnViewAreShown() {
    Fixture f({"a10"});
    f.fakes["a10"]->metrics = ServerMetrics{.requestsRunning = 41,
                                            .requestsWaiting = 3,
                                            .kvCacheUsage = 0.782,
                                            .preemptions = 5,
                                            .prefixCacheQueries = 100,
                                            .prefixCacheHits = 50};
    QVERIFY(f.child<QLabel>("serverNote")->isVisible());
    f.fakes["a10"]->hold();
    f.start();
    QVERIFY(f.waitFor([&] { return f.fakes["a10"]->waiting(); }));
    QTRY_COMPARE(f.label("running"), QString("41 / 3"));
    QCOMPARE(f.label("kvCache"), QString("78.2 %"));
    QCOMPARE(f.label("preemptions"), QString("0"));  // since this benchmark began
    QCOMPARE(f.label("prefixHits"), QString("–"));
    QCOMPARE(f.label("tunnel"), QString("none in the way"));
    f.fakes["a10"]->allow(15);
    QTRY_VERIFY(f.label("lag") != QString("–"));
    f.fakes["a10"]->release();
    QVERIFY(f.waitForEnd());
    QTRY_VERIFY(f.child<QLabel>("serverNote")->isVisible());
  }

  void noticesTellWhatIsOutOfTheOrdinary() {
    Fixture f({"a10"});
    auto* notices = f.child<NoticeList>("notices");
    QVERIFY(notices->texts().isEmpty());
    f.fakes["a10"]->answer = [](std::uint64_t index, const GenerationRequest& request, FakeAnswer& answer) {
      if (request.inputTokens == 16 && index % 3 == 0) answer.failure = FailureKind::reset;
      answer.outputTokens = request.outputTokens - 1;
    };
    f.start();
    QVERIFY(f.waitForEnd());
    QTRY_COMPARE(notices->texts().size(), 2);
    QCOMPARE(f.plain(notices->texts()[0]),
             QString("Requests failed, 12 in all, the connection broke: 4 out × 16 in at 1 req/s; "
                     "4 out × 16 in at 2 req/s and 1 more"));
    QVERIFY(f.plain(notices->texts()[1]).startsWith("Answers were not as long as asked, up to 25 % off: "));
    QVERIFY(f.child<TargetCard>("target/a10")->grid()->readOut({16, 4}).contains("some requests failed"));
    QVERIFY(f.table()->model()->index(5, PointsModel::Remarks).data().toString().contains("failed"));
  }

  void aLostConnectionIsSeen() {
    Fixture f({"a10"});
    std::atomic<int> count = 0;
    f.fakes["a10"]->answer = [&](std::uint64_t, const GenerationRequest&, FakeAnswer& answer) {
      if (++count > 15) answer.failure = FailureKind::unreachable;
      if (count == 16) f.fakes["a10"]->refuse({ErrorCode::unreachable, "connection refused"}, 1'000'000);
    };
    f.page->benchmarks().setBackOff({3600});
    f.start();
    QTRY_VERIFY(f.label("state/a10").contains("connection lost, trying again"));
    QVERIFY(f.text("runWhat").contains("connection lost"));
    QTRY_VERIFY(f.child<NoticeList>("notices")->texts().value(0).startsWith(
        "The connection was lost and is tried again"));
    QCOMPARE(f.child<TargetCard>("target/a10")->grid()->done(), 1);
    f.click("stopButton");
    QVERIFY(f.waitForEnd());
  }

  void chartsAreChosenBySegmentsAndRemembered() {
    Fixture f({"a10"});
    auto* card = f.child<LiveCard>("liveRates");
    QCOMPARE(card->heading(), QString("Rate asked and achieved"));
    QTest::mouseClick(card->findChild<QPushButton*>("lag"), Qt::LeftButton);
    QCOMPARE(card->heading(), QString("Schedule lag"));
    BenchmarkPage again(f.context);
    QCOMPARE(again.findChild<LiveCard*>("liveRates")->heading(), QString("Schedule lag"));
    delete again.inspector();
  }

  void boardsShowWhatHappened() {
    QWidget home;
    LiveBoard board(&home);
    SloSettings slos;
    slos[Metric::ttft] = {.statistic = Statistic::p90, .value = 0.5, .on = true};
    board.setSlos(slos);
    QCOMPARE(board.chart(LiveBoard::Kind::ttft)->slo()->name, QString("TTFT P90"));
    QVERIFY(!board.chart(LiveBoard::Kind::tpot)->slo());
    RunLive live;
    live.start = Instant{} + std::chrono::hours(1);
    // Ten requests a second for twenty seconds, each answered half a second later; the last second none
    // comes.
    for (int i = 0; i < 200; ++i) {
      const Instant sent = live.start + std::chrono::milliseconds(100 * i);
      live.events.push_back({.kind = LiveEvent::Kind::sent, .at = sent, .lagSeconds = 0.001});
      if (i < 5) continue;
      live.events.push_back({.kind = LiveEvent::Kind::firstContent, .at = sent, .ttftSeconds = 0.2});
      live.events.push_back(
          {.kind = LiveEvent::Kind::finished, .at = sent, .e2eSeconds = 0.5, .tpotSeconds = 0.01});
      live.ticks.push_back({toSeconds(sent - live.start), 10, 5});
    }
    live.events.push_back({.kind = LiveEvent::Kind::failed, .at = live.events.back().at});
    board.take(live);
    const auto last = [&](LiveBoard::Kind kind, std::size_t line) {
      board.chart(kind)->flush();
      const auto& points = board.chart(kind)->series()[line].points;
      for (std::size_t i = points.size(); i-- > 0;)
        if (!std::isnan(points[i].y())) return points[i].y();
      return std::nan("");
    };
    QCOMPARE(last(LiveBoard::Kind::rate, 0), 10.0);
    QVERIFY(std::abs(last(LiveBoard::Kind::rate, 1) - 10) < 0.5);
    QCOMPARE(last(LiveBoard::Kind::rate, 2), 5.0);
    QVERIFY(std::abs(last(LiveBoard::Kind::ttft, 0) - 0.2) < 1e-6);
    QVERIFY(std::abs(last(LiveBoard::Kind::tpot, 1) - 10) < 1e-4);
    QVERIFY(std::abs(last(LiveBoard::Kind::e2e, 0) - 0.5) < 1e-6);
    QVERIFY(std::abs(last(LiveBoard::Kind::lag, 0) - 1) < 1e-6);
    QCOMPARE(board.lagP99Seconds(), 0.001);
    board.clear();
    QVERIFY(std::isnan(board.lagP99Seconds()));
  }

  void everyControlHasANameForScreenReaders() {
    Fixture f;
    f.click("moreSettings");
    for (QWidget* root : {static_cast<QWidget*>(f.page.get()), f.page->inspector()})
      for (QWidget* widget : root->findChildren<QWidget*>()) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible()) continue;
        const auto* button = qobject_cast<QAbstractButton*>(widget);
        const bool named = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
        const bool isPart = qobject_cast<QScrollArea*>(widget) || widget->objectName().startsWith("qt_") ||
                            (widget->parentWidget() && qobject_cast<QComboBox*>(widget->parentWidget()));
        QVERIFY2(named || isPart,
                 qPrintable(QString("%1 %2").arg(widget->metaObject()->className(), widget->objectName())));
      }
  }

  // A real server in this process, over HTTP, as fast as it is.
  void aSimulatedTargetIsMeasuredOverHttp() {
    Fixture f({"a10"});
    f.page->benchmarks().setConnect(
        [&](const Target& target) { return connectThrough(f.services.endpoints.lease(target)); });
    f.services.session.edit("Simulate", [](Workspace& w) {
      w.targets[0].reach = Simulated{"H100", "llama2-7b"};
      w.plan.inputTokens = {16, 16};
      w.plan.outputTokens = {4, 4};
      w.plan.rates = {50, 100};
      w.plan.samples = 50;
    });
    f.start();
    QTRY_VERIFY_WITH_TIMEOUT(f.label("running") != QString("–"), 60000);
    QVERIFY(f.waitForEnd());
    const BenchmarkRun* run = f.page->benchmarks().run("a10");
    QVERIFY2(run->status().state == RunStatus::State::done,
             run->status().cause ? run->status().cause->text().c_str() : "");
    QTRY_COMPARE(f.table()->model()->rowCount(), 2);
    QCOMPARE(readBenchmarkFile(f.workspace().targets[0].journal)->rows.size(), std::size_t{10});
  }
};

QTEST_MAIN(TestBenchmarkPage)
#include "test_benchmark_page.moc"
