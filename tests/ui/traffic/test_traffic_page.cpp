// The Traffic page in the real window: live traces, files, painted tables, what is done with them, by mouse
// and keys.
#include "tests/support/qt_warnings.h"
#include "tests/ui/traffic/traffic_fixture.h"
#include "ui/pages/traffic/traffic_page.h"
#include "ui/plots/line_chart.h"
#include "ui/plots/rate_grid.h"
#include "ui/plots/shape_map.h"
#include "ui/shell/main_window.h"
#include "ui/widgets/figure_table.h"
#include "ui/widgets/headline.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/segments.h"
#include "ui/widgets/verdict_label.h"

#include <QClipboard>
#include <QComboBox>
#include <QDropEvent>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QUndoStack>

#include <cmath>

using namespace headroom;
using namespace headroom::ui;

namespace {

struct Fixture : test::TrafficFixture {
  std::unique_ptr<MainWindow> window;

  Fixture() {
    const std::vector<PageEntry> pages{
        {"traffic", "Traffic", [](PageContext& context) -> Page* { return new TrafficPage(context); }}};
    window = std::make_unique<MainWindow>(services, pages);
    window->resize(1440, 900);
    window->show();
    if (!QTest::qWaitForWindowExposed(window.get())) qFatal("no window");
    window->activateWindow();
    window->showPage("traffic");
  }
  template <typename T>
  T* child(const char* name) const {
    T* found = window->findChild<T*>(name);
    if (!found) qFatal("no %s", name);
    return found;
  }
  TrafficPage* page() const { return static_cast<TrafficPage*>(window->page("traffic")); }
  QString figure(const char* name) const { return child<HeadlineItem>(name)->figure(); }
  QString status() const { return child<QLabel>("trafficStatus")->text(); }
  bool empty() const { return child<QWidget>("trafficEmpty")->isVisible(); }
  QString emptyText() const {
    QString text;
    for (const QLabel* label : child<QWidget>("trafficEmpty")->findChildren<QLabel*>())
      text += label->text() + ' ';
    return text;
  }
  void click(const char* button) const { QTest::mouseClick(child<QAbstractButton>(button), Qt::LeftButton); }
  void type(const char* field, const QString& text) const {
    auto* edit = child<NumberField>(field);
    edit->setFocus();
    edit->selectAll();
    QTest::keyClicks(edit, text);
    QTest::keyClick(edit, Qt::Key_Return);
  }
  void choose(const QString& source) const {
    auto* combo = child<QComboBox>("trafficSource");
    const int index = combo->findText(source);
    if (index < 0) qFatal("no source %s", qPrintable(source));
    combo->setFocus();
    combo->setCurrentIndex(index);
    emit combo->activated(index);
  }
  void drop(const QString& path) const {
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(window.get(), &enter);
    QDropEvent event(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(window.get(), &event);
  }
  const std::vector<TrafficPart>& traffic() { return services.session.workspace().traffic; }
};

}  // namespace

class TestTrafficPage : public test::WidgetTest {
  Q_OBJECT

 private slots:
  void initTestCase() { QLocale::setDefault(QLocale::c()); }

  void opensOnOneThingToDo() {
    Fixture f;
    QTRY_VERIFY2(f.empty() && f.emptyText().contains("No traffic yet"), qPrintable(f.emptyText()));
    QVERIFY(!f.child<QPushButton>("trafficUse")->isVisible());
  }

  // The answer first, then why: everything that the gateway's window tells.
  void watchesTheGatewayLive() {
    const test::RedisServer redis;
    QVERIFY2(redis.isRunning(), qPrintable(redis.problem()));
    test::putTrace(redis, 240, 7, 2);
    Fixture f;
    f.connectTo(redis);
    f.choose("Gateway east");
    QTRY_COMPARE(f.figure("trafficHeadRate"), QString("24.0"));
    QCOMPARE(f.figure("trafficHeadCoverage"), QString("100\u00A0%"));
    QCOMPARE(f.figure("trafficHeadClusters"), QString("1"));
    QCOMPARE(f.figure("trafficHeadPending"), QString("7"));
    QCOMPARE(f.figure("trafficHeadQueued"), QString("2"));
    QVERIFY2(f.status().contains("Live"), qPrintable(f.status()));
    QVERIFY(!f.empty());
    const auto* clusters = f.child<FigureTable>("trafficClusters")->model();
    QCOMPARE(clusters->rowCount(), 1);
    QCOMPARE(clusters->index(0, 1).data().toString(), QString("1.00"));  // 240 in 240 s
    QCOMPARE(clusters->index(0, 3).data().toString(), QString("256"));
    QCOMPARE(f.child<ShapeMap>("shapeMap")->data()->shapes.size(), std::size_t{1});
    QCOMPARE(f.child<LineChart>("trafficRates")->series().front().points.front().y(), 24.0);
    QVERIFY(f.child<LineChart>("trafficWaiting")->isVisible());
    QCOMPARE(f.child<LineChart>("trafficWaiting")->series()[1].points.front().y(), 2.0);
    QVERIFY(f.child<RateGrid>("trafficGrid")->data());
    // The window slides on by itself.
    test::putTrace(redis, 480, 1, 0);
    QTRY_COMPARE(f.figure("trafficHeadPending"), QString("1"));
    QTRY_COMPARE(f.figure("trafficHeadRate"), QString("48.0"));
    // A cluster picked in the table is picked on the map, and the other way.
    f.child<FigureTable>("trafficClusters")->selectRow(0);
    QCOMPARE(f.child<ShapeMap>("shapeMap")->pickedGroup(), 0);
    // Looking changes nothing; using it does, and can be undone.
    QVERIFY(f.traffic().empty());
    f.click("trafficUse");
    QCOMPARE(f.traffic().size(), std::size_t{1});
    QVERIFY(f.traffic()[0].origin == TrafficOrigin{TrafficOfGateway{"east"}});
    QTRY_COMPARE(f.figure("trafficHeadRate"), QString("48.0"));
    QVERIFY(f.services.traffic.traffic());
    f.services.session.undoStack()->undo();
    QVERIFY(f.traffic().empty());
  }

  void keepsTheLastWindowSaysSoAndComesBack() {
    auto redis = std::make_unique<test::RedisServer>();
    QVERIFY2(redis->isRunning(), qPrintable(redis->problem()));
    const int port = redis->port();
    test::putTrace(*redis, 240);
    Fixture f;
    f.connectTo(*redis);
    f.choose("Gateway east");
    QTRY_COMPARE(f.figure("trafficHeadRate"), QString("24.0"));
    redis->kill();
    QTRY_VERIFY2(f.status().contains("Shown is what was read at"), qPrintable(f.status()));
    QCOMPARE(f.figure("trafficHeadRate"), QString("24.0"));
    QVERIFY(!f.empty());
    redis = std::make_unique<test::RedisServer>(test::RedisServer::Options{.port = port});
    QVERIFY2(redis->isRunning(), qPrintable(redis->problem()));
    test::putTrace(*redis, 120);
    QTRY_COMPARE(f.figure("trafficHeadRate"), QString("12.0"));
    QVERIFY(f.status().contains("Live"));
  }

  void saysWhyNothingIsSeen_data() {
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("database");
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("nextStep");
    QTest::newRow("tracing is off") << "m"
                                    << ""
                                    << "no request trace"
                                    << "AIBRIX_GPU_OPTIMIZER_TRACING_FLAG=true";
    QTest::newRow("another model") << "llama"
                                   << ""
                                   << "has traces of m"
                                   << "model";
    QTest::newRow("another database") << "m"
                                      << "/5"
                                      << "database 0"
                                      << "/0";
  }
  void saysWhyNothingIsSeen() {
    QFETCH(QString, model);
    QFETCH(QString, database);
    QFETCH(QString, word);
    QFETCH(QString, nextStep);
    const test::RedisServer redis;
    QVERIFY2(redis.isRunning(), qPrintable(redis.problem()));
    if (QString(QTest::currentDataTag()) != "tracing is off") test::putTrace(redis, 100);
    Fixture f;
    f.connectTo(redis, model.toStdString());
    f.services.session.edit("Database",
                            [&](Workspace& w) { w.connections[0].url += database.toStdString(); });
    f.choose("Gateway east");
    QTRY_VERIFY2(f.empty() && f.emptyText().contains(word), qPrintable(f.emptyText()));
    QVERIFY2(f.emptyText().contains(nextStep), qPrintable(f.emptyText()));
    // What is missing comes: it is seen without a further word.
    if (QString(QTest::currentDataTag()) == "tracing is off") {
      test::putTrace(redis, 100);
      QTRY_COMPARE(f.figure("trafficHeadRate"), QString("10.0"));
      QVERIFY(!f.empty());
    }
  }

  void noRedisIsTold() {
    Fixture f;
    f.services.session.edit("Connect", [](Workspace& w) {
      RedisConnection connection;
      connection.name = "gone";
      connection.url = QString("redis://127.0.0.1:%1").arg(test::freePort()).toStdString();
      connection.model = "m";
      w.connections = {connection};
    });
    f.choose("Gateway gone");
    QTRY_VERIFY2(f.empty() && f.emptyText().contains("127.0.0.1"), qPrintable(f.emptyText()));
  }

  // A dropped file is looked at, then used; then it is scaled, shifted and mixed.
  void aDroppedFileIsTaken() {
    Fixture f;
    f.drop(f.trace());
    QTRY_COMPARE(f.figure("trafficHeadRate"), QString("1.00"));
    QCOMPARE(f.child<QComboBox>("trafficSource")->currentText(), QString("trace.csv"));
    QVERIFY(f.traffic().empty());
    QVERIFY(f.status().contains("Only looked at"));
    f.click("trafficUse");
    QCOMPARE(f.traffic().size(), std::size_t{1});
    QTRY_COMPARE(f.figure("trafficHeadRate"), QString("1.00"));
    f.type("trafficScale", "3");
    QCOMPARE(f.traffic()[0].scale, 3.0);
    QTRY_COMPARE(f.figure("trafficHeadRate"), QString("3.00"));
    f.type("trafficRate", "20");
    QTRY_COMPARE(f.figure("trafficHeadRate"), QString("60.0"));
    f.type("trafficShift", "1 h");
    QCOMPARE(f.traffic()[0].shiftSeconds, 3600.0);
    f.services.session.undoStack()->undo();
    f.services.session.undoStack()->undo();
    QTRY_COMPARE(f.figure("trafficHeadRate"), QString("3.00"));
    // Another one on top.
    f.drop(f.trace("second.csv", 400));
    QTRY_COMPARE(f.figure("trafficHeadRate"), QString("1.00"));
    f.click("trafficAddShown");
    QCOMPARE(f.traffic().size(), std::size_t{2});
    QTRY_COMPARE(f.figure("trafficHeadRate"), QString("4.00"));
    // And off again, by its check box.
    auto* parts = f.child<FigureTable>("trafficParts");
    parts->model()->setData(parts->model()->index(0, 0), Qt::Unchecked, Qt::CheckStateRole);
    QVERIFY(!f.traffic()[0].on);
    QTRY_COMPARE(f.figure("trafficHeadRate"), QString("1.00"));
    parts->selectRow(0);
    f.click("trafficRemove");
    QCOMPARE(f.traffic().size(), std::size_t{1});
  }

  void aListWithoutTimesAsksForItsRate() {
    Fixture f;
    f.drop(f.write("list.csv", "input,output\n128,64\n256,64\n"));
    QTRY_VERIFY2(f.status().contains("no times"), qPrintable(f.status()));
    QCOMPARE(f.figure("trafficHeadRate"), QString("not told"));
    f.click("trafficUse");
    QTRY_COMPARE(f.figure("trafficHeadRate"), QString("1.00"));
    f.type("trafficRate", "8");
    QTRY_COMPARE(f.figure("trafficHeadRate"), QString("8.00"));
  }

  void aBrokenFileIsTold() {
    Fixture f;
    QByteArray text = "time,input,output\n";
    for (int line = 0; line < 9000; ++line) text += "1,2,3\n";
    f.page()->showFile(f.write("broken.csv", text + "1,x,3\n"));
    QTRY_VERIFY2(f.empty() && f.emptyText().contains("broken.csv line 9002"), qPrintable(f.emptyText()));
    QVERIFY(!f.child<QPushButton>("trafficUse")->isEnabled());
  }

  // Painted with the mouse, typed by hand: one undo step each, and What-if's traffic follows.
  void aTableIsPaintedAndTyped() {
    Fixture f;
    f.window->findChild<QAction*>("traffic.table")->trigger();
    QCOMPARE(f.traffic().size(), std::size_t{1});
    QVERIFY(!f.empty());
    auto* grid = f.child<RateGrid>("tableGrid");
    QTRY_VERIFY(grid->isVisible() && grid->data());
    f.type("tableBrush", "2.5");
    const auto at = [&](double in, double out) { return grid->cellRect({in, out}).center().toPoint(); };
    const int before = f.services.session.undoStack()->count();
    QTest::mousePress(grid, Qt::LeftButton, {}, at(128, 64));
    QMouseEvent move(QEvent::MouseMove, QPointF(at(256, 64)), grid->mapToGlobal(QPointF(at(256, 64))),
                     Qt::LeftButton, Qt::LeftButton, {});
    QCoreApplication::sendEvent(grid, &move);
    QTest::mouseRelease(grid, Qt::LeftButton, {}, at(256, 64));
    QCOMPARE(f.services.session.undoStack()->count(), before + 1);
    QTRY_COMPARE(f.figure("trafficHeadRate"), QString("5.00"));
    QTRY_VERIFY(f.services.traffic.traffic());
    QVERIFY(std::abs(f.services.traffic.traffic()->mean.rate() - 5) < 1e-9);
    // Typed.
    f.child<QPushButton>("type")->click();
    auto* table = f.child<FigureTable>("tableNumbers");
    QVERIFY(table->isVisible());
    QVERIFY(table->model()->setData(table->model()->index(0, 0), "10"));
    QTRY_COMPARE(f.figure("trafficHeadRate"), QString("15.0"));
    f.services.session.undoStack()->undo();
    QTRY_COMPARE(f.figure("trafficHeadRate"), QString("5.00"));
    f.services.session.undoStack()->undo();
    QTRY_VERIFY(!f.services.traffic.traffic());
    QVERIFY(f.services.traffic.error().has_value());
  }

  // How it maps to the profiles' grid: by both rules, with the difference and what lies beyond.
  void mapsToTheProfilesGrid() {
    Fixture f;
    f.services.session.edit("Plan", [](Workspace& w) {
      w.plan.inputTokens = {64, 256};
      w.plan.outputTokens = {64, 128};
    });
    QByteArray text = "time,input,output\n";
    for (int second = 0; second < 200; ++second)
      text += QByteArray::number(second) + (second % 2 ? ",80,64\n" : ",9000,64\n");
    f.drop(f.write("long.csv", text));
    QTRY_COMPARE(f.figure("trafficHeadRate"), QString("1.00"));
    auto* grid = f.child<RateGrid>("trafficGrid");
    QCOMPARE(grid->inputTokens(), (std::vector<double>{64, 128, 256}));
    const auto rate = [&](double in, double out) {
      const auto& data = *grid->data();
      for (std::size_t row = 0; row < data.outputTokens.size(); ++row)
        for (std::size_t column = 0; column < data.inputTokens.size(); ++column)
          if (data.inputTokens[column] == in && data.outputTokens[row] == out)
            return data.rates[row * data.inputTokens.size() + column];
      return -1.0;
    };
    QVERIFY(std::abs(rate(128, 64) - 0.5) < 1e-6);  // 80 goes up
    QVERIFY(std::abs(rate(256, 64) - 0.5) < 1e-6);  // 9000 is beyond, and is not dropped
    const auto* outside = f.child<FigureTable>("trafficOutside");
    QVERIFY(outside->isVisible());
    QCOMPARE(outside->model()->rowCount(), 1);
    QVERIFY(outside->model()->index(0, 1).data().toString().contains("longer"));
    f.child<QPushButton>("nearest")->click();
    QTRY_VERIFY(std::abs(rate(64, 64) - 0.5) < 1e-6);
    QVERIFY(grid->readOut({64, 64}).contains("upward"));
  }

  // What is exported is what core reads again; a place that takes nothing is told.
  void exportsTheTableAndThePicture() {
    Fixture f;
    f.use({{.origin = TrafficTable{{64, 128}, {128, 256}, {{1, 2}, {3, 4}}}}});
    QTRY_VERIFY(f.services.traffic.settled() && f.page()->settled());
    const auto exportTo = [&](const char* action, const QString& path) {
      for (QAction* one : f.page()->pageActions())
        if (one->objectName() == action) one->trigger();
      auto* dialog = f.window->findChild<QFileDialog*>("exportDialog");
      if (!dialog) qFatal("%s opened no dialog", action);
      dialog->findChild<QLineEdit*>("fileNameEdit")->setText(path);
      QMetaObject::invokeMethod(dialog, "accept");
      QTRY_VERIFY(!f.window->findChild<QFileDialog*>("exportDialog"));
    };
    const auto at = [&](const char* name) { return f.directory.filePath(name); };
    exportTo("traffic.exportTable", at("table.json"));
    QTRY_VERIFY(QFile::exists(at("table.json")));
    const auto table = parseRateTable(*readFile(at("table.json").toStdString()), "table.json");
    QVERIFY(table.ok());
    double sum = 0;
    for (const auto& row : table->rates)
      for (const double rate : row) sum += rate;
    QVERIFY2(std::abs(sum - 10) < 1e-9, qPrintable(QString::number(sum)));
    for (const char* name : {"a.png", "a.svg", "a.csv"}) {
      exportTo("traffic.exportPlot", at(name));
      QTRY_VERIFY(QFile::exists(at(name)));
    }
    QVERIFY(!QImage(at("a.png")).isNull());
    QVERIFY(readFile(at("a.csv").toStdString())->find(',') != std::string::npos);
    QVERIFY(readFile(at("a.svg").toStdString())->find("<svg") != std::string::npos);
    // A place that takes no file is told.
    f.services.messages.dismissAll();
    exportTo("traffic.exportPlot", at("absent/shapes.png"));
    QTRY_COMPARE(f.services.messages.rowCount(), 1);
    exportTo("traffic.exportTable", at("absent/rates.json"));
    QTRY_COMPARE(f.services.messages.rowCount(), 2);
    for (int row : {0, 1})
      QVERIFY2(f.services.messages.at(row).cause.contains("absent"),
               qPrintable(f.services.messages.at(row).cause));
  }

  void theRateThatIsPlannedForStandsBesideItsOwn() {
    Fixture f;
    f.use({{.origin = TrafficTable{{64}, {128}, {{5}}}}});
    QTRY_COMPARE(f.figure("trafficHeadRate"), QString("5.00"));
    QVERIFY(!f.child<HeadlineItem>("trafficHeadPlanned")->isVisible());
    f.services.session.edit("Drag", [](Workspace& w) { w.trafficRate = 12; });
    QVERIFY(f.child<HeadlineItem>("trafficHeadPlanned")->isVisible());
    QCOMPARE(f.figure("trafficHeadPlanned"), QString("12.0"));
    QCOMPARE(f.figure("trafficHeadRate"), QString("5.00"));
    f.services.session.undoStack()->undo();
    QVERIFY(!f.child<HeadlineItem>("trafficHeadPlanned")->isVisible());
  }

  void theCommandLineShowsTheSame() {
    Fixture f;
    const QString path = f.trace();
    f.use({{.origin = TrafficOfFile{path.toStdString()}, .scale = 2},
           {.origin = TrafficOfFile{path.toStdString()}, .shiftSeconds = 60}});
    f.window->findChild<QAction*>("traffic.copyCommand")->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(),
             QString("headroomctl traffic show '%1;scale=2' --add '%1;shift=60'").arg(path));
  }

  void smallWindowsCutNothingOff() {
    Fixture f;
    f.window->resize(1024, 700);
    f.drop(f.trace());
    QTRY_COMPARE(f.figure("trafficHeadRate"), QString("1.00"));
    const auto* page = f.page();
    for (const char* name : {"trafficHeadRate", "trafficHeadQueued", "trafficSource", "trafficUse"}) {
      const auto* widget = f.child<QWidget>(name);
      const QRect place(widget->mapTo(page, QPoint()), widget->size());
      QVERIFY2(page->rect().contains(place), name);
    }
    QVERIFY(f.child<ShapeMap>("shapeMap")->width() >= 250);
  }
};

QTEST_MAIN(TestTrafficPage)
#include "test_traffic_page.moc"
