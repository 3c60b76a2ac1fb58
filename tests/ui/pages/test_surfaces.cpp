// What the Surfaces page shows and how it is driven: mouse and keys in the real window.
#include "tests/ui/pages/surfaces_fixture.h"
#include "ui/pages/surfaces/surface_panel.h"
#include "ui/widgets/card.h"
#include "ui/widgets/figure_table.h"

#include <QScrollArea>
#include <QScrollBar>

using namespace headroom;
using namespace headroom::ui;
using Fixture = headroom::test::SurfacesFixture;

class TestSurfaces : public headroom::test::WidgetTest {
  Q_OBJECT

 private slots:
  void showsEveryTargetWithOneRange() {
    Fixture f;
    f.open("surfaces");
    const QList<HeatMap*> maps = f.maps();
    QCOMPARE(maps.size(), 4);
    QStringList titles;
    for (const HeatMap* map : maps) {
      titles << map->title();
      QCOMPARE(map->range(), maps[0]->range());
      QCOMPARE(map->caption(), QString("Capacity, req/s"));
    }
    QCOMPARE(titles, QStringList({"V100", "A10", "L20", "A100-80G"}));
    QCOMPARE(maps[0]->data()->kind(0), CellKind::measured);
    QCOMPARE(maps[3]->data()->kind(0), CellKind::predicted);
    QCOMPARE(maps[0]->outputTokens().back(), 2048.0);  // and the longest outputs are missing
    QCOMPARE(maps[1]->outputTokens().back(), 4096.0);
    // The numbers are those of core.
    Slos slos = slosOf(f.session().workspace().slos);
    QCOMPARE(maps[1]->data()->values, f.table("a10")->evaluate(slos).throughput);
    QVERIFY(!f.session().edited());
  }

  void aCellPickedAnywhereIsPickedEverywhere() {
    Fixture f;
    f.open("surfaces");
    f.click(f.maps()[1], {256, 64});
    QVERIFY(f.session().selection().cell == (Selection::Cell{256, 64}));
    for (const HeatMap* map : f.maps()) QVERIFY(map->picked() == CellKey({256, 64}));
    QVERIFY(f.slice("rateSlice")->caption().contains("64 out × 256 in"));
    QVERIFY(f.slice("tokensSlice")->caption().contains("256 in"));
    // From another page.
    f.session().selectCell(1024, 512);
    for (const HeatMap* map : f.maps()) QVERIFY(map->picked() == CellKey({1024, 512}));
    auto* card = qobject_cast<Card*>(f.child<FigureTable>("cellTable")->parentWidget());
    QVERIFY(card);
    QCOMPARE(card->title(), QString("512 out × 1K in"));
    // The crosshair follows the mouse on all maps at once.
    QTest::mouseMove(f.maps()[2], f.maps()[2]->cellRect({16, 8}).center().toPoint());
    for (const HeatMap* map : f.maps()) QVERIFY(map->hovered() == CellKey({16, 8}));
    // Looking is no edit.
    QVERIFY(!f.session().edited());
    f.session().undoStack()->undo();
    QVERIFY(!f.session().selection().cell);
  }

  void everyQuantityAndStatisticIsShown() {
    Fixture f;
    f.open("surfaces");
    const Slos slos = slosOf(f.session().workspace().slos);
    const auto table = f.table("a10");
    for (const Quantity quantity : kQuantities)
      for (const Statistic statistic : {Statistic::mean, Statistic::p50, Statistic::p90, Statistic::p99})
        for (const bool atRate : {false, true}) {
          if (!hasStatistic(quantity) && statistic != Statistic::mean) continue;
          if (!hasRate(quantity) && atRate) continue;
          f.press("quantity", std::string(keyOf(quantity)).c_str());
          if (hasStatistic(quantity))
            f.press("statistic", qPrintable(QString("p%1").arg(static_cast<int>(statistic))));
          if (hasRate(quantity)) f.press("at", atRate ? "rate" : "capacity");
          SurfaceQuery query{.quantity = quantity, .statistic = statistic, .costPerHour = 1.01};
          if (atRate) query.rate = 4;
          const Surface expected = surfaceOf(*table, query, slos);
          const HeatMapData& shown = *f.maps()[1]->data();
          for (std::size_t cell = 0; cell < table->cells(); ++cell) {
            const double want = expected.values[cell] * factorOf(quantity);
            QVERIFY(shown.values[cell] == want || (std::isnan(want) && std::isnan(shown.values[cell])));
            QCOMPARE(shown.kind(cell) == CellKind::missing, expected.origins[cell] == CellOrigin::missing);
            QCOMPARE(shown.verdicts[cell] == Verdict::bad, expected.verdicts[cell] == CellVerdict::fails);
          }
        }
    f.press("quantity", "ttft");
    QCOMPARE(f.maps()[0]->caption(), QString("TTFT P99, s"));
    f.chooseIn("rate", "16 req/s");
    QCOMPARE(f.surfaces()->choice().rate, 16.0);
    const CellKey cell{64, 16};
    const auto place =
        f.table("a10")->pointAt(static_cast<std::size_t>(std::ranges::find(f.maps()[1]->outputTokens(), 16) -
                                                         f.maps()[1]->outputTokens().begin()) *
                                        f.maps()[1]->inputTokens().size() +
                                    4,
                                16);
    QVERIFY(place);
    QVERIFY(f.maps()[1]->readOut(cell).startsWith("16 out × 64 in: "));
    // Rates that the L20 was not measured at: nothing is known there, and it is said.
    f.chooseIn("rate", "64 req/s");
    QCOMPARE(f.maps()[2]->data()->kind(0), CellKind::missing);
    QVERIFY(f.maps()[2]->readOut({64, 16}).endsWith("nothing known"));
  }

  void whatDoesNotApplyIsDisabledWithAReason() {
    Fixture f;
    f.open("surfaces");
    QVERIFY(!f.button("statistic", "p90")->isEnabled());
    QVERIFY(f.button("statistic", "p90")->toolTip().contains("SLOs choose the statistic"));
    QVERIFY(!f.button("at", "rate")->isEnabled());
    QVERIFY(f.button("at", "rate")->toolTip().contains("itself a rate"));
    QVERIFY(!f.child<QComboBox>("rate")->isEnabled());
    f.press("quantity", "tt");
    QVERIFY(!f.button("statistic", "p90")->isEnabled());
    QVERIFY(f.button("at", "rate")->isEnabled());
    f.press("quantity", "e2e");
    QVERIFY(f.button("statistic", "p90")->isEnabled());
    QVERIFY(f.child<QComboBox>("rate")->isEnabled());
    // No OpenGL on this platform.
    QVERIFY(!f.button("view", "space")->isEnabled());
    QVERIFY(f.button("view", "space")->toolTip().contains("heat map shows the same numbers"));
    // A cost needs a price, a comparison two targets.
    f.session().edit("One free target", [](Workspace& workspace) {
      workspace.targets.resize(1);
      workspace.targets[0].costPerHour = 0;
    });
    f.settle();
    QVERIFY(!f.button("quantity", "cost")->isEnabled());
    QVERIFY(f.button("quantity", "cost")->toolTip().contains("cost per hour"));
    QVERIFY(!f.button("quantity", "error-rate")->isEnabled());  // the V100's file does not count
    QVERIFY(!f.button("compare", "ratio")->isEnabled());
    QVERIFY(f.button("compare", "ratio")->toolTip().contains("two targets"));
  }

  void draggingTheSloLineMovesTheSlo() {
    Fixture f;
    f.open("surfaces");
    qint64 now = 1000;
    f.session().setClock([&] { return now; });
    f.session().selectCell(256, 256);
    f.press("quantity", "e2e");
    SliceChart* chart = f.slice("rateSlice");
    QVERIFY(chart->slo());
    QCOMPARE(chart->slo()->name, QString("E2E P99"));
    QCOMPARE(chart->slo()->bound, 20.0);
    const auto fails = [&] { return std::ranges::count(f.maps()[1]->data()->verdicts, Verdict::bad); };
    const auto before = fails();

    // The line is where the cursor becomes one that moves things up and down.
    QPoint line;
    for (int y = chart->height() - 1; y > 0 && line.isNull(); --y) {
      QTest::mouseMove(chart, QPoint(chart->width() / 2, y));
      if (chart->cursor().shape() == Qt::SizeVerCursor) line = {chart->width() / 2, y - 3};
    }
    QVERIFY(!line.isNull());
    QTest::mousePress(chart, Qt::LeftButton, {}, line);
    for (int step = 1; step <= 20; ++step) {
      now += step % 5 == 0 ? 3000 : 10;  // a person stops and thinks
      QTest::mouseMove(chart, line + QPoint(0, step));
    }
    QTest::mouseRelease(chart, Qt::LeftButton, {}, line + QPoint(0, 20));
    const SloSetting moved = f.session().workspace().slos[Metric::e2e];
    QVERIFY(moved.value < 19 && moved.value > 0);
    QVERIFY(moved.on && moved.statistic == Statistic::p99);
    QCOMPARE(f.slice("tokensSlice")->slo()->bound, moved.value);
    QVERIFY(fails() > before);
    QVERIFY(f.session().edited());
    // The whole drag is one step back.
    QCOMPARE(f.session().undoStack()->undoText(), QString("Move the SLO of E2E P99"));
    f.session().undoStack()->undo();
    QCOMPARE(f.session().workspace().slos[Metric::e2e].value, 20.0);
    QCOMPARE(chart->slo()->bound, 20.0);
    QCOMPARE(fails(), before);
  }

  void theSloIsDrawnWhereItIsMeant() {
    Fixture f;
    f.open("surfaces", [](Workspace& workspace) {
      workspace.slos[Metric::tpot] = {.statistic = Statistic::p90, .value = 0.03, .on = true};
      workspace.slos[Metric::tput] = {.value = 2, .on = true};
      workspace.slos[Metric::ttft].on = false;
    });
    QVERIFY(f.slice("rateSlice")->slo() && f.slice("rateSlice")->slo()->lowerBound);
    f.press("quantity", "tpot");
    QVERIFY(!f.slice("rateSlice")->slo());  // it is of another statistic, and says so
    QVERIFY(f.slice("rateSlice")->caption().contains("the SLO is of TPOT P90"));
    f.press("statistic", "p90");
    QCOMPARE(f.slice("rateSlice")->slo()->bound, 30.0);  // in ms, as the axis
    QTest::keyClick(f.slice("rateSlice"), Qt::Key_Up);
    QCOMPARE(f.session().workspace().slos[Metric::tpot].value, 0.031);
    f.press("quantity", "ttft");
    QVERIFY(!f.slice("rateSlice")->slo());  // off
    f.press("quantity", "error-rate");
    QVERIFY(!f.slice("rateSlice")->slo());
  }

  void slicesShowTheLinkedCell() {
    Fixture f;
    f.open("surfaces");
    f.session().selectCell(64, 128);
    f.press("quantity", "e2e");
    const auto table = f.table("a10");
    const std::size_t cell = static_cast<std::size_t>(5 * 11 + 4);
    QCOMPARE(table->inputTokensOf(cell), 64);
    QCOMPARE(table->outputTokensOf(cell), 128);
    const ChartSeries line = f.slice("rateSlice")->series()[1];
    QCOMPARE(line.name, QString("A10"));
    QCOMPARE(line.points.size(), std::size_t{7});
    for (std::size_t i = 0; i < 7; ++i) {
      QCOMPARE(line.points[i].x(), table->rate(table->firstPoint(cell) + i));
      QCOMPARE(line.points[i].y(), table->value(table->firstPoint(cell) + i, Metric::e2e, Statistic::p99));
    }
    QCOMPARE(f.slice("rateSlice")->series()[3].predicted, std::vector<bool>(7, true));
    // Along the column, then along the row of the map.
    const HeatMap* map = f.maps()[1];
    QCOMPARE(f.slice("tokensSlice")->series()[1].points[3], QPointF(32, map->data()->values[3 * 11 + 4]));
    f.press("along", "input");
    QCOMPARE(f.slice("tokensSlice")->series()[1].points[3], QPointF(32, map->data()->values[5 * 11 + 3]));
    // What nothing serves has no cost: a gap, not a number.
    f.press("quantity", "cost");
    f.press("along", "output");
    QVERIFY(std::isnan(f.slice("tokensSlice")->series()[1].points.back().y()));
  }

  void twoGpusAreCompared() {
    Fixture f;
    f.open("surfaces");
    f.press("quantity", "cost");
    f.press("compare", "ratio");
    QCOMPARE(f.maps().size(), 3);
    const auto a = f.maps()[0]->data(), b = f.maps()[1]->data(), ratio = f.maps()[2]->data();
    QCOMPARE(f.maps()[2]->title(), QString("V100 ÷ A10"));
    QCOMPARE(ratio->values[0], a->values[0] / b->values[0]);
    QCOMPARE(ratio->outputTokens.back(), 2048.0);  // what both have
    f.press("compare", "difference");
    QCOMPARE(f.maps()[2]->data()->values[0], a->values[0] - b->values[0]);
    f.chooseIn("second", "L20");
    QCOMPARE(f.maps()[2]->title(), QString("V100 − L20"));
    QCOMPARE(f.maps()[2]->inputTokens().front(), 16.0);
    f.chooseIn("first", "L20");  // exchanges the two
    QCOMPARE(f.maps()[2]->title(), QString("L20 − V100"));
    f.click(f.maps()[2], {64, 64});
    QVERIFY(f.session().selection().cell == (Selection::Cell{64, 64}));
    f.press("compare", "none");
    QCOMPARE(f.maps().size(), 4);
  }

  void choicesAreRememberedAndAreNoEdits() {
    QTemporaryDir directory;
    const auto settings = directory.filePath("s.ini");
    {
      AppSettings store(settings);
      SurfaceChoice choice;
      choice.quantity = Quantity::tpat;
      choice.statistic = Statistic::p50;
      choice.atRate = true;
      choice.rate = 0.5;
      choice.view = SurfaceChoice::View::table;
      choice.compare = SurfaceChoice::Compare::difference;
      choice.first = "b";
      choice.second = "a";
      choice.along = SurfaceChoice::Along::input;
      choice.contours = false;
      choice.remember(store);
      QVERIFY(SurfaceChoice::remembered(store) == choice);
      store.setValue("surfaces/quantity", "nonsense");
      store.setValue("surfaces/percentile", 42);
      store.setValue("surfaces/rate", "x");
      QCOMPARE(SurfaceChoice::remembered(store).quantity, SurfaceChoice().quantity);
      QCOMPARE(SurfaceChoice::remembered(store).statistic, SurfaceChoice().statistic);
      QCOMPARE(SurfaceChoice::remembered(store).rate, SurfaceChoice().rate);
    }
    Fixture f;
    f.open("surfaces");
    f.press("quantity", "e2e");
    f.press("statistic", "p50");
    f.trigger("surfaces.contours");
    const SurfaceChoice choice = SurfaceChoice::remembered(f.services().settings);
    QVERIFY(choice == f.surfaces()->choice());
    QVERIFY(choice.quantity == Quantity::e2e && choice.statistic == Statistic::p50 && !choice.contours);
    QCOMPARE(f.session().undoStack()->count(), 0);
    QVERIFY(!f.session().edited());
  }

  void nothingIsCutInASmallWindow() {
    Fixture f({.large = false});
    f.open("surfaces");
    f.press("compare", "ratio");  // the longest line of controls
    auto* scroll = f.surfaces()->findChild<QScrollArea*>();
    QCOMPARE(scroll->widget()->width(), scroll->viewport()->width());
    const auto inside = [&](const QWidget* widget) {
      const QRect place(widget->mapTo(scroll->widget(), QPoint()), widget->size());
      return scroll->widget()->rect().contains(place) && widget->width() >= widget->minimumSizeHint().width();
    };
    for (const QWidget* widget : scroll->widget()->findChildren<QPushButton*>())
      if (widget->isVisible()) QVERIFY2(inside(widget), qPrintable(widget->objectName()));
    for (const char* name : {"rate", "first", "second"}) QVERIFY2(inside(f.child<QComboBox>(name)), name);
    f.press("compare", "none");
    // Two by two, with room for every cell.
    QList<SurfacePanel*> panels = f.area()->findChildren<SurfacePanel*>();
    QCOMPARE(panels.size(), 4);
    QCOMPARE(panels[0]->y(), panels[1]->y());
    QCOMPARE(panels[2]->y(), panels[3]->y());
    QCOMPARE(panels[0]->x(), panels[2]->x());
    QVERIFY(panels[2]->y() > panels[0]->geometry().bottom());
    for (const SurfacePanel* panel : panels) {
      QVERIFY(inside(panel));
      QVERIFY(panel->map()->cellRect({64, 64}).height() >= 8);
    }
    for (const char* name : {"rateSlice", "tokensSlice"}) QVERIFY(inside(f.slice(name)));
    // All of it can be scrolled to.
    QVERIFY(scroll->verticalScrollBar()->maximum() > 0);
  }

  void everythingHasAName() {
    Fixture f;
    f.open("surfaces");
    f.press("compare", "ratio");
    for (const QWidget* widget : f.surfaces()->findChildren<QWidget*>()) {
      if (!widget->isVisible() || !(widget->focusPolicy() & Qt::TabFocus)) continue;
      const auto* button = qobject_cast<const QAbstractButton*>(widget);
      QVERIFY2(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
               qPrintable(QString("%1 %2").arg(widget->metaObject()->className(), widget->objectName())));
    }
    for (const HeatMap* map : f.maps()) QVERIFY(map->accessibleDescription().startsWith("Heat map, "));
  }

  void nothingIsComputedWhileAnotherPageIsShown() {
    Fixture f;
    f.open("surfaces");
    const auto before = f.maps()[0]->data();
    f.window().showPage("targets");
    f.session().edit("Move", [](Workspace& workspace) { workspace.slos[Metric::e2e].value = 3; });
    QCOMPARE(f.maps()[0]->data(), before);
    f.window().showPage("surfaces");
    f.settle();
    QVERIFY(f.maps()[0]->data() != before);
  }
};

QTEST_MAIN(TestSurfaces)
#include "test_surfaces.moc"
