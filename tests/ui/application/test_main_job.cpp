// The main job in the real window, from nothing to a profile in a real Redis: add two simulated targets,
// measure them, look at the surfaces, set a promise, push, and read back.
#include "core/store/profile_store.h"
#include "core/workspace/workspace_profiles.h"
#include "tests/support/qt_warnings.h"
#include "tests/support/redis_server.h"
#include "tests/ui/application/real_window.h"
#include "ui/plots/heat_map.h"

#include <QComboBox>
#include <QDialog>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>

#include <cmath>

using namespace headroom;
using namespace headroom::test;
using namespace headroom::ui;

namespace {

void type(QWidget* field, const QString& text, Qt::Key end = Qt::Key_Tab) {
  if (!field) qFatal("no field for %s", qPrintable(text));
  field->setFocus();
  auto* line = qobject_cast<QLineEdit*>(field);
  if (!line) line = field->findChild<QLineEdit*>();
  line->selectAll();
  QTest::keyClicks(line, text);
  QTest::keyClick(line, end);
}

template <typename T>
T* child(const QWidget* parent, const char* name) {
  T* found = parent->findChild<T*>(QLatin1String(name));
  if (!found) qFatal("no %s", name);
  return found;
}

void press(const QWidget* parent, const char* name) {
  auto* button = child<QAbstractButton>(parent, name);
  if (!QTest::qWaitFor([&] { return button->isEnabled() && button->isVisible(); }, 60000))
    qFatal("%s cannot be pressed", name);
  QTest::mouseClick(button, Qt::LeftButton);
}

void choose(QComboBox* box, const QString& text) {
  box->setCurrentIndex(box->findText(text));
  emit box->activated(box->currentIndex());
}

}  // namespace

class TestMainJob : public WidgetTest {
  Q_OBJECT

  static void addSimulated(RealWindow& real, const QString& name, const QString& gpu) {
    real.action("targets.add")->trigger();
    auto* dialog = real.window->findChild<QDialog*>("addTargetDialog");
    QVERIFY(dialog);
    press(dialog, "simulated");
    choose(child<QComboBox>(dialog, "newSimulatedGpu"), gpu);
    choose(child<QComboBox>(dialog, "newSimulatedModel"), "llama-3-8b");
    type(child<QWidget>(dialog, "newName"), name);
    press(dialog, "add");
    QTRY_VERIFY(!real.window->findChild<QDialog*>("addTargetDialog"));
    real.window->activateWindow();
  }

  // Four quick points a target.
  static void typePlan(RealWindow& real) {
    const std::pair<const char*, const char*> fields[] = {
        {"inputStart", "64"}, {"inputLimit", "128"}, {"outputStart", "2"}, {"outputLimit", "2"},
        {"rateLimit", "80"},  {"rateStart", "40"},   {"samples", "8"}};
    for (const auto& [name, text] : fields)
      type(child<QWidget>(real.window.get(), name), text, Qt::Key_Return);
  }

 private slots:
  void fromNothingToAProfileInRedis() {
    RedisServer redis;
    QVERIFY2(redis.isRunning(), qPrintable(redis.problem()));
    RealWindow real;
    Session& session = real.services.session;

    real.show("targets");
    addSimulated(real, "a10", "A10");
    addSimulated(real, "l20", "L20");
    QCOMPARE(session.workspace().targets.size(), std::size_t{2});
    QVERIFY(session.workspace().targets[1].costPerHour > 0);

    real.show("benchmark");
    typePlan(real);
    QCOMPARE(session.workspace().plan.points().size(), std::size_t{4});
    press(real.window.get(), "startButton");
    QTRY_VERIFY(real.window->findChild<QDialog*>("startDialog"));
    press(real.window->findChild<QDialog*>("startDialog"), "startNow");
    const auto measured = [&] {
      const auto& all = real.services.measurements.all();
      return all.size() == 2 && std::ranges::all_of(all, [](const Measurement& one) {
               return one.table && one.table->cells() == 2 && one.table->missingCells().empty() &&
                      one.table->points() == 4;
             });
    };
    QTRY_VERIFY_WITH_TIMEOUT(measured() && real.services.tasks.idle(), 120000);

    const Page* surfaces = real.show("surfaces");
    int maps = 0;
    for (const HeatMap* map : surfaces->findChildren<HeatMap*>())
      if (map->isVisible() && map->data() && std::isfinite(map->data()->values.front())) ++maps;
    QVERIFY(maps >= 2);

    real.show("what-if");
    type(child<QWidget>(real.window.get(), "slo.e2e.bound"), "2", Qt::Key_Return);
    QCOMPARE(session.workspace().slos[Metric::e2e].value, 2.0);
    real.settle();
    session.undoStack()->undo();
    QCOMPARE(session.workspace().slos[Metric::e2e].value, 5.0);
    session.undoStack()->redo();
    QCOMPARE(session.workspace().slos[Metric::e2e].value, 2.0);

    real.show("cluster");
    real.action("cluster.add")->trigger();
    auto* dialog = real.window->findChild<QDialog*>("connectionDialog");
    QVERIFY(dialog);
    type(child<QWidget>(dialog, "connectionName"), "here");
    type(child<QWidget>(dialog, "connectionUrl"), QString("redis://127.0.0.1:%1").arg(redis.port()));
    type(child<QWidget>(dialog, "connectionModel"), "llama-3-8b");
    dialog->accept();
    QTRY_COMPARE(session.workspace().connections.size(), std::size_t{1});
    press(real.window.get(), "push");
    QMessageBox* question = nullptr;
    QTRY_VERIFY((question = real.window->findChild<QMessageBox*>("pushQuestion")));
    press(question, "yes");
    QTRY_COMPARE_WITH_TIMEOUT(redis.command({"KEYS", "aibrix:profile_*"}).split('\n').size(), 2, 60000);

    auto store = ProfileStore::open(*parseDestination(redis.url("llama-3-8b").toStdString()), {}, {});
    QVERIFY(store.ok());
    for (const WorkspaceProfile& own : readWorkspaceProfiles(session.workspace())) {
      QVERIFY(own.profile);
      const auto there = store->get(own.deployment);
      QVERIFY2(there.ok(), own.deployment.c_str());
      QVERIFY(there->parsed->profile.throughput == own.profile->throughput);
      QCOMPARE(*there->parsed->profile.slos.e2e, 2.0);
      QCOMPARE(there->parsed->profile.cost, own.profile->cost);
    }
    real.settle();
  }

  // Two benchmarks that would take hours: closing asks, and Stop and Close ends everything in under two
  // seconds, with what was measured on the disk.
  void closingWhileEverythingRunsIsQuick() {
    RealWindow real;
    real.show("targets");
    addSimulated(real, "a10", "A10");
    addSimulated(real, "l20", "L20");
    real.show("benchmark");
    press(real.window.get(), "startButton");
    QTRY_VERIFY(real.window->findChild<QDialog*>("startDialog"));
    press(real.window->findChild<QDialog*>("startDialog"), "startNow");
    QTRY_VERIFY(real.services.tasks.busy());
    const QStringList journals = [&] {
      QStringList all;
      for (const Target& target : real.services.session.workspace().targets)
        all.push_back(QString::fromStdString(target.journal));
      return all;
    }();
    QTRY_VERIFY(QFile::exists(journals.at(0)) && QFile::exists(journals.at(1)));

    real.window->close();
    // The document was never saved, which is asked about first.
    QMessageBox* box = nullptr;
    QTRY_VERIFY((box = real.window->findChild<QMessageBox*>("saveQuestion")));
    QTest::mouseClick(box->button(QMessageBox::Discard), Qt::LeftButton);
    QTRY_VERIFY((box = real.window->findChild<QMessageBox*>("closeQuestion")));
    QVERIFY(real.window->isVisible());
    QElapsedTimer clock;
    clock.start();
    for (QAbstractButton* button : box->buttons())
      if (box->buttonRole(button) == QMessageBox::AcceptRole) QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!real.window->isVisible(), 10000);
    QVERIFY(real.services.tasks.waitForAll(std::chrono::seconds(10)));
    QVERIFY2(clock.elapsed() < 2000, qPrintable(QString("%1 ms").arg(clock.elapsed())));
  }
};

QTEST_MAIN(TestMainJob)
#include "test_main_job.moc"
