// The What-if page in the real window, driven by mouse and keys.
#include "tests/support/ctl.h"
#include "tests/support/qt_warnings.h"
#include "tests/ui/what_if/what_if_window.h"
#include "ui/pages/what_if/cell_card.h"
#include "ui/pages/what_if/log_slider.h"
#include "ui/pages/what_if/scenario_model.h"
#include "ui/pages/what_if/text_table.h"
#include "ui/pages/what_if/what_if_page.h"
#include "ui/plots/heat_map.h"
#include "ui/plots/slice_chart.h"
#include "ui/plots/tile_map.h"
#include "ui/shell/main_window.h"
#include "ui/widgets/number_field.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDockWidget>
#include <QFileDialog>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QMenu>
#include <QProcess>
#include <QPushButton>
#include <QStyle>
#include <QStyleOptionSlider>
#include <QTableView>
#include <QToolButton>

#include <algorithm>
#include <cmath>

using namespace headroom;
using namespace headroom::ui;
using headroom::test::typeInto;
using headroom::test::WhatIfWindow;

namespace {

QPoint handleOf(const QSlider& slider) {
  QStyleOptionSlider option;
  option.initFrom(&slider);
  option.minimum = slider.minimum();
  option.maximum = slider.maximum();
  option.sliderPosition = slider.sliderPosition();
  option.sliderValue = slider.value();
  option.orientation = Qt::Horizontal;
  return slider.style()
      ->subControlRect(QStyle::CC_Slider, &option, QStyle::SC_SliderHandle, &slider)
      .center();
}

// Takes the handle along by `pixels` in as many moves as `moves`, and calls `each` after every one.
void drag(QSlider& slider, int pixels, int moves, const std::function<void()>& each = {}) {
  const QPoint start = handleOf(slider);
  QTest::mousePress(&slider, Qt::LeftButton, Qt::NoModifier, start);
  for (int i = 1; i <= moves; ++i) {
    QTest::mouseMove(&slider, start + QPoint(pixels * i / moves, 0));
    QApplication::processEvents();
    if (each) each();
  }
  QTest::mouseRelease(&slider, Qt::LeftButton, Qt::NoModifier, start + QPoint(pixels, 0));
}

}  // namespace

class TestWhatIfPage : public headroom::test::WidgetTest {
  Q_OBJECT

 private slots:
  void theAnswerStandsFirst() {
    WhatIfWindow fixture;
    const auto& mix = fixture.whatIf().mix().value;
    QVERIFY(mix);
    QVERIFY(!mix->answer.replicas.empty());
    const QString shown = fixture.figure("answer.mix");
    for (std::size_t g = 0; g < mix->answer.replicas.size(); ++g) {
      const QString name = QString::fromStdString(fixture.whatIf().input().gpus[g].name);
      QCOMPARE(shown.contains(name), mix->answer.replicas[g] > 0);
    }
    QVERIFY(fixture.figure("answer.cost").startsWith('$'));
    QVERIFY(fixture.figure("answer.perTokens").startsWith('$'));
    QVERIFY(fixture.figure("answer.utilisation").endsWith('%'));
    QVERIFY(fixture.find<QLabel>("answer.cluster")->text().contains('$'));
  }

  void draggingASliderMovesEverythingAndIsOneUndo() {
    WhatIfWindow fixture;
    auto* slider = fixture.find<LogSlider>("slo.e2e.slider");
    auto* field = fixture.find<NumberField>("slo.e2e.bound");
    const Workspace before = fixture.workspace();
    const int index = fixture.undo()->index();
    auto* map = fixture.find<HeatMap>("map0");
    auto* tiles = fixture.find<TileMap>("bestGpu");
    int changes = 0, tileChanges = 0;
    std::vector<double> last = map->data()->values, lastMargins = tiles->data()->margins;
    drag(*slider, -60, 30, [&] {
      // Slider, field, workspace and maps say the same at every moment.
      const double bound = fixture.workspace().slos[Metric::e2e].value;
      QCOMPARE(slider->number(), bound);
      QVERIFY(field->value() && std::abs(*field->value() - bound) < 1e-12);
      const auto& table = *fixture.whatIf().input().gpus[0].table;
      QCOMPARE(map->data()->values, table.evaluate(slosOf(fixture.workspace().slos)).throughput);
      if (map->data()->values != last) ++changes, last = map->data()->values;
      // So do the best GPUs and their margins, by the capacities of this moment.
      const auto& best = fixture.whatIf().best();
      QCOMPARE(tiles->data()->best.size(), best.size());
      for (std::size_t cell = 0; cell < best.size(); ++cell) {
        QCOMPARE(tiles->data()->best[cell], best[cell].best ? static_cast<int>(*best[cell].best) : -1);
        const auto costAt = [&](std::size_t g) {
          return costOf(fixture.whatIf().input().conditions, fixture.whatIf().input().gpus[g]) /
                 fixture.whatIf().capacities().byGpu[g].throughput[cell];
        };
        const double margin = tiles->data()->margins[cell];
        QCOMPARE(std::isnan(margin), !best[cell].second);
        if (best[cell].second)
          QVERIFY(std::abs(margin - (costAt(*best[cell].second) / costAt(*best[cell].best) - 1)) < 1e-9);
      }
      if (!std::ranges::equal(tiles->data()->margins, lastMargins,
                              [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }))
        ++tileChanges, lastMargins = tiles->data()->margins;
    });
    QVERIFY(changes >= 2);
    QVERIFY(tileChanges >= 2);
    QVERIFY(fixture.workspace().slos[Metric::e2e].value < before.slos[Metric::e2e].value);
    QCOMPARE(fixture.undo()->index(), index + 1);
    fixture.settle();
    fixture.undo()->undo();
    QVERIFY(fixture.workspace().slos == before.slos);
    QCOMPARE(*field->value(), before.slos[Metric::e2e].value);
    fixture.undo()->redo();
    drag(*slider, 20, 4);
    QCOMPARE(fixture.undo()->index(), index + 2);
  }

  void aBoundIsTyped() {
    WhatIfWindow fixture;
    typeInto(fixture.find<NumberField>("slo.ttft.bound"), "250 ms");
    QCOMPARE(fixture.workspace().slos[Metric::ttft].value, 0.25);
    QCOMPARE(fixture.find<LogSlider>("slo.ttft.slider")->number(), 0.25);
    // The slice and the front are about the SLO that is being worked on.
    fixture.settle();
    QCOMPARE(fixture.page()->findChild<CellCard*>()->metric(), Metric::ttft);
    QCOMPARE(fixture.whatIf().frontMetric(), Metric::ttft);
    // Nonsense changes nothing.
    const int index = fixture.undo()->index();
    auto* field = fixture.find<NumberField>("slo.ttft.bound");
    typeInto(field, "soon");
    QVERIFY(field->wrong());
    QCOMPARE(fixture.undo()->index(), index);
  }

  void switchesAndPercentiles() {
    WhatIfWindow fixture;
    auto* on = fixture.find<QCheckBox>("slo.tpot.on");
    QVERIFY(!on->isChecked());
    QVERIFY(!fixture.find<LogSlider>("slo.tpot.slider")->isEnabled());
    QTest::mouseClick(on, Qt::LeftButton);
    QVERIFY(fixture.workspace().slos[Metric::tpot].on);
    QVERIFY(fixture.find<LogSlider>("slo.tpot.slider")->isEnabled());
    auto* statistic = fixture.find<QToolButton>("slo.tpot.statistic");
    QAction* p99 = nullptr;
    for (QAction* action : statistic->findChild<QMenu*>()->actions())
      if (action->data().toInt() == 99) p99 = action;
    QVERIFY(p99);
    p99->trigger();
    QCOMPARE(fixture.workspace().slos[Metric::tpot].statistic, Statistic::p99);
    QVERIFY(statistic->text().startsWith("P99"));
    QVERIFY(p99->isChecked());
    fixture.undo()->undo();
    fixture.undo()->undo();
    QVERIFY(!on->isChecked());
  }

  void keysMoveTheSlider() {
    WhatIfWindow fixture;
    auto* slider = fixture.find<LogSlider>("slo.e2e.slider");
    slider->setFocus();
    const double before = fixture.workspace().slos[Metric::e2e].value;
    const int index = fixture.undo()->index();
    QTest::keyClick(slider, Qt::Key_Left);
    QVERIFY(fixture.workspace().slos[Metric::e2e].value < before);
    QTest::keyClick(slider, Qt::Key_PageUp);
    QVERIFY(fixture.workspace().slos[Metric::e2e].value > before);
    QCOMPARE(fixture.undo()->index(), index + 2);
    QVERIFY(!slider->accessibleName().isEmpty() && !slider->accessibleDescription().isEmpty());
  }

  void pricesLimitsAndSafety() {
    WhatIfWindow fixture;
    const std::string gpu = fixture.whatIf().input().gpus[0].gpu;
    const QString id = QString("price.%1.").arg(QString::fromStdString(gpu));
    typeInto(fixture.find<NumberField>(id + "cost"), "$9.99");
    typeInto(fixture.find<NumberField>(id + "min"), "2");
    typeInto(fixture.find<NumberField>(id + "max"), "3");
    const auto price = [&] { return *std::ranges::find(fixture.workspace().prices, gpu, &GpuPrice::gpu); };
    QCOMPARE(price().costPerHour, 9.99);
    QCOMPARE(price().minReplicas, 2);
    QCOMPARE(price().maxReplicas, std::optional(3));
    typeInto(fixture.find<NumberField>(id + "min"), "5");  // takes the most along
    QCOMPARE(price().maxReplicas, std::optional(5));
    auto* most = fixture.find<NumberField>(id + "max");
    most->setFocus();
    most->selectAll();
    QTest::keyClick(most, Qt::Key_Delete);
    QTest::keyClick(most, Qt::Key_Return);
    QVERIFY(!price().maxReplicas);
    fixture.settle();
    QCOMPARE(fixture.whatIf().mix().value->answer.replicas[0] >= 5, true);
    typeInto(fixture.find<NumberField>("utilisation"), "70");
    typeInto(fixture.find<NumberField>("burst"), "1.5");
    QTest::mouseClick(fixture.find<QCheckBox>("spare"), Qt::LeftButton, {}, QPoint(8, 8));
    QCOMPARE(fixture.workspace().targetUtilisation, 0.7);
    QCOMPARE(fixture.workspace().burstFactor, 1.5);
    QVERIFY(fixture.workspace().survivesLossOfOne);
  }

  void theRateIsDraggedAndGivenBack() {
    WhatIfWindow fixture;
    auto* slider = fixture.find<LogSlider>("rate.slider");
    const double own = plannedRate(fixture.whatIf().input());
    drag(*slider, 25, 10);
    QVERIFY(fixture.workspace().trafficRate > own);
    QCOMPARE(*fixture.find<NumberField>("rate.field")->value(), fixture.workspace().trafficRate);
    fixture.settle();
    QVERIFY(std::abs(fixture.whatIf().mix().value->rate - fixture.workspace().trafficRate) < 1e-9);
    auto* back = fixture.find<QToolButton>("rate.own");
    QVERIFY(back->isVisibleTo(fixture.window.get()));
    QTest::mouseClick(back, Qt::LeftButton);
    QCOMPARE(fixture.workspace().trafficRate, 0.0);
    auto* rule = fixture.find<QComboBox>("cellRule");
    rule->setFocus();
    QTest::keyClick(rule, Qt::Key_Down);
    QVERIFY(fixture.workspace().nearestCells);
  }

  void theSloLineOfTheSliceMovesTheSlider() {
    WhatIfWindow fixture;
    fixture.click("view.slice");
    auto* slice = fixture.find<SliceChart>("slice");
    QVERIFY(slice->isVisible());
    QVERIFY(slice->slo());
    QCOMPARE(slice->slo()->bound, fixture.workspace().slos[Metric::e2e].value);
    QVERIFY(!slice->series().empty() && !slice->series()[0].points.empty());
    const int index = fixture.undo()->index();
    // By keys: each is one step.
    slice->setFocus();
    QTest::keyClick(slice, Qt::Key_Down);
    QCOMPARE(fixture.workspace().slos[Metric::e2e].value, slice->slo()->bound);
    QCOMPARE(fixture.find<LogSlider>("slo.e2e.slider")->number(), slice->slo()->bound);
    QCOMPARE(fixture.undo()->index(), index + 1);
    // By mouse: found by its cursor, then taken down; one command.
    QPoint grip(slice->width() * 2 / 3, -1);
    for (int y = 0; y < slice->height() && grip.y() < 0; ++y) {
      QTest::mouseMove(slice, {grip.x(), y});
      QApplication::processEvents();
      if (slice->cursor().shape() == Qt::SizeVerCursor) grip.setY(y + 3);
    }
    QVERIFY(grip.y() > 0);
    const double before = fixture.workspace().slos[Metric::e2e].value;
    QTest::mousePress(slice, Qt::LeftButton, {}, grip);
    for (int i = 1; i <= 8; ++i) {
      QTest::mouseMove(slice, grip + QPoint(0, i * 3));
      QApplication::processEvents();
      QCOMPARE(fixture.find<LogSlider>("slo.e2e.slider")->number(), slice->slo()->bound);
    }
    QTest::mouseRelease(slice, Qt::LeftButton, {}, grip + QPoint(0, 24));
    QVERIFY(fixture.workspace().slos[Metric::e2e].value < before);
    QCOMPARE(fixture.undo()->index(), index + 2);
    // And the reverse.
    typeInto(fixture.find<NumberField>("slo.e2e.bound"), "4.5");
    QCOMPARE(slice->slo()->bound, 4.5);
    QTest::mouseClick(fixture.find<QCheckBox>("slo.e2e.on"), Qt::LeftButton);
    QVERIFY(!slice->slo());
  }

  void cellsSayPassFailAndWhy() {
    WhatIfWindow fixture;
    typeInto(fixture.find<NumberField>("slo.e2e.bound"), "2");
    const Capacities& capacities = fixture.whatIf().capacities();
    int passing = 0, failing = 0;
    for (std::size_t g = 0; g < capacities.byGpu.size(); ++g) {
      const auto data = fixture.find<HeatMap>(QString("map%1").arg(g))->data();
      for (std::size_t cell = 0; cell < data->values.size(); ++cell) {
        const bool fails = capacities.byGpu[g].throughput[cell] == 0;
        ++(fails ? failing : passing);
        QCOMPARE(data->verdicts[cell], fails ? Verdict::bad : Verdict::good);
        QCOMPARE(data->kinds[cell], CellKind::predicted);
        const Limit& limit = capacities.byGpu[g].limit[cell];
        if (limit.reason == Limit::Reason::slo && limit.metric == Metric::e2e)
          QCOMPARE(data->binding[cell], QString("E2E P99"));
        QVERIFY(!data->binding[cell].isEmpty());
      }
    }
    QVERIFY(passing > 0 && failing > 0);
    // What a million tokens cost, by the other choice.
    fixture.click("quantity.cost");
    const auto cost = fixture.find<HeatMap>("map0")->data();
    const BenchmarkTable& table = *fixture.whatIf().input().gpus[0].table;
    for (std::size_t cell = 0; cell < cost->values.size(); ++cell) {
      const double capacity = capacities.byGpu[0].throughput[cell];
      if (capacity == 0) continue;
      const double expected = costOf(fixture.whatIf().input().conditions, fixture.whatIf().input().gpus[0]) /
                              3600 / (capacity * (table.inputTokensOf(cell) + table.outputTokensOf(cell))) *
                              1e6;
      QVERIFY(std::abs(cost->values[cell] - expected) < 1e-12 * std::max(1.0, expected));
    }
  }

  void aPickedCellIsPickedEverywhere() {
    WhatIfWindow fixture;
    auto* map = fixture.find<HeatMap>("map1");
    const CellKey cell{map->inputTokens()[1], map->outputTokens()[2]};
    QTest::mouseClick(map, Qt::LeftButton, {}, map->cellRect(cell).center().toPoint());
    QVERIFY(fixture.session().selection().cell);
    QCOMPARE(fixture.session().selection().cell->inputTokens, static_cast<int>(cell.inputTokens));
    for (const char* name : {"map0", "map3"})
      QCOMPARE(fixture.find<HeatMap>(name)->picked(), std::optional(cell));
    auto* tiles = fixture.find<TileMap>("bestGpu");
    QCOMPARE(tiles->picked(), std::optional(cell));
    const CellKey other{map->inputTokens()[0], map->outputTokens()[0]};
    QTest::mouseClick(tiles, Qt::LeftButton, {}, tiles->cellRect(other).center().toPoint());
    QCOMPARE(map->picked(), std::optional(other));
    QTest::mouseMove(map, map->cellRect(cell).center().toPoint());
    QTRY_COMPARE(fixture.find<HeatMap>("map2")->hovered(), std::optional(cell));
    QCOMPARE(tiles->hovered(), std::optional(cell));
  }

  void scenariosAreKeptComparedRestoredAndRemoved() {
    WhatIfWindow fixture;
    auto* list = fixture.find<QTableView>("scenarioList");
    const int had = list->model()->rowCount();
    const SloSettings before = fixture.workspace().slos;
    auto* name = fixture.find<QLineEdit>("scenarioName");
    name->setFocus();
    QTest::keyClicks(name, "as it was");
    QTest::keyClick(name, Qt::Key_Return);
    QCOMPARE(list->model()->rowCount(), had + 1);
    QVERIFY(name->text().isEmpty());
    QCOMPARE(list->model()->index(had, ScenarioModel::difference).data().toString(), QString("as now"));
    typeInto(fixture.find<NumberField>("slo.e2e.bound"), "7");
    QVERIFY(list->model()->index(had, ScenarioModel::difference).data().toString().contains("E2E P99 20"));
    fixture.settle();
    QVERIFY(list->model()->index(had, ScenarioModel::cost).data().toString().startsWith('$'));
    list->selectRow(had);
    fixture.click("restoreScenario");
    QVERIFY(fixture.workspace().slos == before);
    // Renamed in place.
    QVERIFY(list->model()->setData(list->model()->index(had, ScenarioModel::name), "base line"));
    QCOMPARE(fixture.workspace().scenarios.back().name, std::string("base line"));
    list->selectRow(had);
    fixture.click("removeScenario");
    QCOMPARE(list->model()->rowCount(), had);
    fixture.undo()->undo();
    QCOMPARE(fixture.workspace().scenarios.back().name, std::string("base line"));
  }

  void theCopiedCommandGivesTheSameAnswer() {
    WhatIfWindow fixture;
    typeInto(fixture.find<NumberField>("slo.e2e.bound"), "9");
    typeInto(fixture.find<NumberField>("rate.field"), "25");
    fixture.settle();
    QTest::mouseClick(fixture.find<QPushButton>("copyCommand"), Qt::LeftButton);
    QString command = QGuiApplication::clipboard()->text();
    QVERIFY2(command.startsWith("headroomctl optimize"), qPrintable(command));
    command.insert(QString("headroomctl optimize").size(), " --json");
    QTemporaryDir directory;
    QProcess shell;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("PATH",
                       QFileInfo(headroom::test::ctlPath()).absolutePath() + ":" + environment.value("PATH"));
    shell.setProcessEnvironment(environment);
    shell.setWorkingDirectory(directory.path());
    shell.start("sh", {"-c", command});
    QVERIFY(shell.waitForFinished(60000));
    const QJsonObject json = QJsonDocument::fromJson(shell.readAllStandardOutput().trimmed()).object();
    QVERIFY2(!json.isEmpty(), shell.readAllStandardError().constData());
    QVERIFY(std::abs(json["cost"].toDouble() - fixture.whatIf().mix().value->answer.costPerHour) < 1e-6);
  }

  void pushingGoesToTheClusterPage() {
    WhatIfWindow fixture;
    QTest::mouseClick(fixture.find<QPushButton>("reviewAndPush"), Qt::LeftButton);
    QVERIFY(fixture.window->page("cluster")->isVisible());
    // What is not shown is not worked out.
    QTRY_VERIFY(fixture.services.tasks.idle());
    fixture.session().edit("Edit", [](Workspace& w) { w.slos[Metric::e2e].value = 3; });
    QVERIFY(fixture.services.tasks.idle());
    fixture.window->showPage("what-if");
    fixture.settle();
    QVERIFY(fixture.whatIf().mix().fresh);
  }

  void trafficIsChosenByADialog() {
    WhatIfWindow fixture;
    fixture.session().edit("Edit", [](Workspace& w) { w.traffic.clear(); });
    fixture.settle();
    const QString path = fixture.directory.filePath("chosen.csv");
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("input_tokens,output_tokens\n128,64\n");
    file.close();
    QTest::mouseClick(fixture.find<QPushButton>("chooseTraffic"), Qt::LeftButton);
    auto* dialog = fixture.find<QFileDialog>("trafficDialog");
    emit dialog->fileSelected(path);
    dialog->close();
    fixture.settle();
    QCOMPARE(fixture.workspace().traffic.size(), std::size_t{1});
    QTRY_VERIFY(fixture.find<QLabel>("trafficSource")->text().contains("chosen.csv"));
  }

  void anEmptyWorkspaceHasOneThingToDo() {
    WhatIfWindow fixture{Workspace{}};
    auto* button = fixture.find<QPushButton>("goToBenchmark");
    QVERIFY(button->isVisible());
    QVERIFY(!fixture.find<QWidget>("answer")->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(fixture.window->page("benchmark")->isVisible());
  }

  void nothingIsCutOffInASmallWindow() {
    WhatIfWindow fixture;
    fixture.window->resize(1024, 700);
    QApplication::processEvents();
    auto* page = fixture.page();
    for (int g = 0; g < 4; ++g) {
      auto* map = fixture.find<HeatMap>(QString("map%1").arg(g));
      const QRect in(map->mapTo(page, QPoint()), map->size());
      QVERIFY(in.left() >= 0 && in.right() <= page->width());
      for (int k = 0; k < g; ++k) {
        auto* other = fixture.find<HeatMap>(QString("map%1").arg(k));
        QVERIFY(!in.intersects(QRect(other->mapTo(page, QPoint()), other->size())));
      }
    }
    // What of the inspector can be seen is its dock's: nothing reaches beyond its right edge.
    auto* dock = fixture.find<QDockWidget>("inspectorDock");
    QVERIFY(dock->mapTo(fixture.window.get(), QPoint(dock->width(), 0)).x() <= fixture.window->width());
    for (QWidget* control : fixture.page()->inspector()->findChildren<QWidget*>())
      if (control->isVisible())
        QVERIFY2(control->mapTo(dock, QPoint(control->width(), 0)).x() <= dock->width(),
                 qPrintable(control->objectName() + control->metaObject()->className()));
  }

  void controlsHaveNames() {
    WhatIfWindow fixture;
    for (QWidget* root : {fixture.page()->inspector(), static_cast<QWidget*>(fixture.page())})
      for (QWidget* control : root->findChildren<QWidget*>()) {
        const bool needs = qobject_cast<QSlider*>(control) || qobject_cast<QComboBox*>(control) ||
                           qobject_cast<NumberField*>(control) || qobject_cast<QAbstractItemView*>(control) ||
                           qobject_cast<Plot*>(control);
        if (!needs || !control->isVisible()) continue;
        QVERIFY2(!control->accessibleName().isEmpty(), qPrintable(control->objectName()));
      }
  }

  void modelsAreSound() {
    WhatIfWindow fixture;
    WhatIfEdits edits(fixture.session());
    ScenarioModel scenarios(edits);
    QAbstractItemModelTester tester(&scenarios, QAbstractItemModelTester::FailureReportingMode::QtTest);
    scenarios.setState(fixture.whatIf(), fixture.workspace());
    Workspace fewer = fixture.workspace();
    fewer.scenarios.resize(1);
    scenarios.setState(fixture.whatIf(), fewer);
    TextTable table;
    QAbstractItemModelTester second(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
    table.setContent({"a", "b"}, {{"1", "2"}, {"3", "4"}}, {0});
    table.setContent({"a", "b"}, {{"1", "5"}, {"3", "4"}}, {0});
    QCOMPARE(table.index(0, 1).data().toString(), QString("5"));
    table.setContent({"a"}, {{"1"}});
    QCOMPARE(table.columnCount(), 1);
  }
};

QTEST_MAIN(TestWhatIfPage)
#include "test_what_if_page.moc"
