// What the What-if page shows of its answers, in the real window: every view, every notice, the export.
#include "tests/support/qt_warnings.h"
#include "tests/ui/what_if/what_if_window.h"
#include "ui/pages/what_if/cell_card.h"
#include "ui/pages/what_if/cost_card.h"
#include "ui/pages/what_if/view_data.h"
#include "ui/plots/slice_chart.h"
#include "ui/theme/numbers.h"

#include <QAction>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QPushButton>
#include <QTableView>

#include <algorithm>
#include <cmath>

using namespace headroom;
using namespace headroom::ui;
using headroom::test::typeInto;
using headroom::test::WhatIfWindow;

class TestWhatIfShown : public headroom::test::WidgetTest {
  Q_OBJECT

 private slots:
  void everyViewShowsItsAnswer() {
    WhatIfWindow fixture;
    auto* costs = fixture.page()->findChild<CostCard*>();
    const auto shows = [&](const char* view) {
      fixture.click(view);
      fixture.settle();
    };
    shows("cost.load");
    QCOMPARE(costs->load()->series().size(), std::size_t{5});
    QVERIFY(costs->load()->isVisible());
    shows("cost.promise");
    QVERIFY(costs->promise()->isVisible());
    QVERIFY(costs->promise()->series().size() == 2 && costs->promise()->series()[0].points.size() == 25);
    shows("cost.time");
    QVERIFY(costs->time()->isVisible());
    QVERIFY(costs->time()->series().back().points.size() > 2);
    // With the replicas of every interval, GPU by GPU.
    QVERIFY(costs->replicas()->isVisible());
    const CostTimeline& line = *fixture.whatIf().timeline().value;
    const double start = line.intervals.front().startSeconds;
    const TimeAxis unit = timeAxisOf(line);
    int taken = 0;
    for (std::size_t g = 0; g < fixture.whatIf().input().gpus.size(); ++g) {
      const QString name = QString::fromStdString(fixture.whatIf().input().gpus[g].name);
      const auto& drawn = costs->replicas()->series();
      const auto series = std::ranges::find(drawn, name, &ChartSeries::name);
      int most = 0;
      for (const CostTimeline::Interval& interval : line.intervals)
        if (!interval.replicas.empty()) most = std::max(most, interval.replicas[g]);
      QCOMPARE(series != drawn.end(), most > 0);
      if (most == 0) continue;
      ++taken;
      QVERIFY(series->steps);
      for (const CostTimeline::Interval& interval : line.intervals) {
        const double when = (interval.startSeconds - start) / unit.seconds;
        const auto point = std::ranges::find_if(
            series->points, [when](const QPointF& one) { return std::abs(one.x() - when) < 1e-9; });
        QVERIFY(point != series->points.end());
        if (!interval.replicas.empty()) QCOMPARE(point->y(), double(interval.replicas[g]));
      }
      QVERIFY2(costs->replicas()->readOut(0).contains(name), qPrintable(costs->replicas()->readOut(0)));
    }
    QVERIFY(taken > 0);
    shows("cost.prices");
    auto* prices = fixture.find<QTableView>("priceTable");
    QVERIFY(prices->isVisible() && prices->model()->rowCount() >= 4);
    shows("cost.scenarios");
    auto* scenarios = fixture.find<QTableView>("scenarioTable");
    QVERIFY(scenarios->isVisible());
    QCOMPARE(scenarios->model()->columnCount(), 2 + static_cast<int>(fixture.workspace().scenarios.size()));
    QVERIFY(!fixture.find<QLabel>("costNote")->text().isEmpty());
    shows("view.capacity");
    auto* capacities = fixture.find<QTableView>("capacityTable");
    QCOMPARE(capacities->model()->rowCount(),
             static_cast<int>(fixture.whatIf().input().gpus[0].table->cells()));
    QCOMPARE(capacities->model()->columnCount(), 2 + 3 * 4);
    const QString first = capacities->model()->index(0, 2).data().toString();
    typeInto(fixture.find<NumberField>("slo.e2e.bound"), "0.2");  // the table follows
    QVERIFY(capacities->model()->index(0, 2).data().toString() != first);
    shows("view.mix");
    fixture.settle();
    // Every figure of the mix: replicas, how full, how much idle, cost, and the cluster's.
    const WhatIfInput& input = fixture.whatIf().input();
    const WhatIfMix& mix = *fixture.whatIf().mix().value;
    const auto* mixed = fixture.find<QTableView>("mixTable")->model();
    const auto text = [](const QAbstractItemModel* model, int row, int column) {
      return model->index(row, column).data().toString();
    };
    QCOMPARE(mixed->rowCount(), 4);
    for (int g = 0; g < 4; ++g) {
      const auto at = static_cast<std::size_t>(g);
      const int replicas = mix.answer.replicas[at];
      QCOMPARE(text(mixed, g, 0), QString::fromStdString(input.gpus[at].name));
      QCOMPARE(text(mixed, g, 1), QString::number(replicas));
      QCOMPARE(text(mixed, g, 2), replicas > 0 ? percentText(mix.answer.utilisation[at], 2) : noNumber());
      QCOMPARE(text(mixed, g, 3), replicas > 0 ? fixed(mix.answer.slack[at], 2) : noNumber());
      QCOMPARE(text(mixed, g, 4), fixed(replicas * costOf(input.conditions, input.gpus[at]), 2));
      QCOMPARE(text(mixed, g, 5),
               countText(static_cast<double>(fixture.whatIf().cluster().value->replicas[at])));
    }
    // And which share of each cell each GPU serves, the busiest cell first.
    const auto* routed = fixture.find<QTableView>("routingTable")->model();
    int rows = 0;
    for (std::size_t k = 0; k < mix.plan.problem.cells.size(); ++k) {
      const MixCell& cell = mix.plan.problem.cells[k];
      if (!(cell.rate > 0)) continue;
      ++rows;
      int row = 0;
      while (row < routed->rowCount() && (text(routed, row, 0) != tokenLabel(cell.inputTokens) ||
                                          text(routed, row, 1) != tokenLabel(cell.outputTokens)))
        ++row;
      QVERIFY(row < routed->rowCount());
      QCOMPARE(text(routed, row, 2), significant(cell.rate));
      for (int g = 0; g < 4; ++g) {
        const auto& shares = mix.answer.routing[k];
        QCOMPARE(text(routed, row, 3 + g), shares.empty() ? verdictSign(Verdict::bad)
                                           : shares[static_cast<std::size_t>(g)] > 1e-9
                                               ? percentText(shares[static_cast<std::size_t>(g)], 2)
                                               : QString());
      }
    }
    QCOMPARE(routed->rowCount(), rows);
    QVERIFY(rows > 0);
  }

  void whatTheNextRequestBuysIsShown() {
    WhatIfWindow fixture;
    const auto shown = [&] {
      auto* label = fixture.find<QLabel>("answer.more");
      return label->isVisibleTo(fixture.window.get()) ? label->text() : QString();
    };
    const auto answer = [&]() -> const WhatIfMix& { return *fixture.whatIf().mix().value; };
    // Shapes between the cells: rounded to the nearest, some need less.
    QTemporaryDir files;
    QFile list(files.filePath("between.csv"));
    QVERIFY(list.open(QIODevice::WriteOnly));
    list.write("input_tokens,output_tokens\n70,34\n");
    list.close();
    fixture.session().edit("Edit", [&](Workspace& w) {
      w.traffic.clear();
      w.traffic.emplace_back().origin = TrafficOfFile{list.fileName().toStdString()};
      w.trafficRate = 200;
    });
    QTRY_VERIFY(fixture.whatIf().input().traffic && !fixture.whatIf().input().traffic->standIn());
    fixture.settle();
    QVERIFY(answer().nearestCost && *answer().nearestCost < answer().answer.costPerHour);
    QVERIFY2(shown().contains("nearest cells " + moneyText(*answer().nearestCost)), qPrintable(shown()));
    // A rate is looked for at which one more request/s needs another GPU, and one at which none.
    bool buys = false, buysNothing = false;
    for (int rate = 200; rate < 260 && !(buys && buysNothing); ++rate) {
      fixture.session().edit("Edit", [rate](Workspace& w) { w.trafficRate = rate; });
      fixture.settle();
      QVERIFY(answer().answer.next);
      const MixPurchase& next = *answer().answer.next;
      if (std::ranges::all_of(next.change, [](int change) { return change == 0; })) {
        buysNothing = true;
        QVERIFY2(shown().contains("one more request/s buys nothing"), qPrintable(shown()));
        continue;
      }
      buys = true;
      QVERIFY2(shown().contains("for " + moneyText(next.costPerHourChange) + " per hour"),
               qPrintable(shown()));
      for (std::size_t g = 0; g < next.change.size(); ++g)
        if (next.change[g] > 0)
          QVERIFY2(shown().contains(QString("+%1 %2")
                                        .arg(next.change[g])
                                        .arg(QString::fromStdString(fixture.whatIf().input().gpus[g].name))),
                   qPrintable(shown()));
    }
    QVERIFY(buys && buysNothing);
  }

  // However the page was looked at: every question, as it is asked when the file is named.
  void theExportHoldsEveryAnswerToWhatIsAskedNow() {
    WhatIfWindow fixture;
    const std::vector<const char*> views{"cost.load", "cost.promise", "cost.time", "cost.prices",
                                         "cost.scenarios"};
    for (const char* view : views) {
      fixture.click(view);
      fixture.settle();
    }
    typeInto(fixture.find<NumberField>("slo.e2e.bound"), "9");
    const QString path = fixture.directory.filePath("answers.json");
    auto* action = fixture.page()->findChild<QAction*>("what-if.export");
    QVERIFY(action);
    action->trigger();
    auto* dialog = fixture.find<QFileDialog>("exportDialog");
    emit dialog->fileSelected(path);
    // The slot only begins it.
    QVERIFY(!QFileInfo::exists(path));
    dialog->close();
    fixture.settle();
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
    QVERIFY2(!json.contains("errors"), QJsonDocument(json["errors"].toObject()).toJson().constData());
    for (const char* view : views) {
      fixture.click(view);
      fixture.settle();
    }
    const WhatIf& whatIf = fixture.whatIf();
    const auto same = [](const QJsonValue& value, double number) {
      return std::abs(value.toDouble(NAN) - number) <= 1e-6 * std::max(1.0, std::abs(number));
    };
    QVERIFY(same(json["cost"], whatIf.mix().value->answer.costPerHour));
    QVERIFY(json["promise"].toString().contains("E2E P99 < 9 s"));
    QVERIFY(same(json["cluster"].toObject()["replicasCost"], whatIf.cluster().value->answer.replicasCost));
    const QJsonArray best = json["best"].toArray();
    QCOMPARE(best.size(), static_cast<qsizetype>(whatIf.best().size()));
    for (qsizetype cell = 0; cell < best.size(); ++cell) {
      const BestGpu& one = whatIf.best()[static_cast<std::size_t>(cell)];
      QCOMPARE(best[cell].toObject()["best"].toString(),
               one.best ? QString::fromStdString(whatIf.input().gpus[*one.best].name) : QString());
      if (one.second) QVERIFY(same(best[cell].toObject()["margin"], one.margin));
    }
    const QJsonArray curve = json["curve"].toArray();
    QCOMPARE(curve.size(), static_cast<qsizetype>(whatIf.curve().value->mix.size()));
    for (qsizetype i = 0; i < curve.size(); ++i)
      QVERIFY(same(curve[i].toObject()["cost"],
                   whatIf.curve().value->mix[static_cast<std::size_t>(i)].costPerHour));
    QCOMPARE(json["timeline"].toObject()["intervals"].toArray().size(),
             static_cast<qsizetype>(whatIf.timeline().value->intervals.size()));
    QVERIFY(same(json["timeline"].toObject()["scaledCost"], whatIf.timeline().value->scaledCost));
    const QJsonArray front = json["sloFront"].toObject()["points"].toArray();
    QCOMPARE(front.size(), static_cast<qsizetype>(whatIf.front().value->size()));
    for (qsizetype i = 0; i < front.size(); ++i)
      QVERIFY(same(front[i].toObject()["bound"], (*whatIf.front().value)[static_cast<std::size_t>(i)].bound));
    const QJsonArray prices = json["prices"].toArray();
    QCOMPARE(prices.size(), static_cast<qsizetype>(whatIf.prices().value->size()));
    for (qsizetype g = 0; g < prices.size(); ++g)
      QCOMPARE(prices[g].toObject()["pieces"].toArray().size(),
               static_cast<qsizetype>((*whatIf.prices().value)[static_cast<std::size_t>(g)].pieces.size()));
    const ScenarioAnswers& scenarios = *whatIf.scenarios().value;
    QCOMPARE(json["scenarios"].toArray().size(), static_cast<qsizetype>(scenarios.scenarios.size()));
    QVERIFY(scenarios.robust && !scenarios.robust->replicas.empty());
    QVERIFY(same(json["robust"].toObject()["cost"], scenarios.robust->costPerHour));
    QCOMPARE(json["robust"].toObject()["scenarios"].toArray().size(),
             static_cast<qsizetype>(scenarios.robustNames.size()));
  }

  void noticesNameWhatIsWrong() {
    WhatIfWindow fixture;
    // A promise that nothing keeps.
    typeInto(fixture.find<NumberField>("slo.e2e.bound"), "10 ms");
    fixture.settle();
    QVERIFY2(fixture.notices().contains("no GPU") && fixture.notices().contains("E2E P99 < 0.01 s"),
             qPrintable(fixture.notices()));
    fixture.undo()->undo();
    // Limits that are too tight.
    fixture.session().edit("Edit", [](Workspace& w) {
      w.trafficRate = 500;
      for (GpuPrice& price : w.prices) price.maxReplicas = 1;
      for (const std::string& gpu : gpuTypes(w))
        if (std::ranges::find(w.prices, gpu, &GpuPrice::gpu) == w.prices.end()) {
          GpuPrice price;
          price.gpu = gpu;
          price.costPerHour = 1;
          price.maxReplicas = 1;
          w.prices.push_back(price);
        }
    });
    fixture.settle();
    QVERIFY2(fixture.notices().contains("too few"), qPrintable(fixture.notices()));
    // Which cells, and which SLO of a GPU that could serve them, make them so.
    const WhatIfMix& tight = *fixture.whatIf().mix().value;
    QVERIFY(!tight.answer.tightCells.empty());
    const MixCell& first = tight.plan.problem.cells[tight.answer.tightCells.front()];
    QVERIFY2(fixture.notices().contains("too few for " + cellName({static_cast<double>(first.inputTokens),
                                                                   static_cast<double>(first.outputTokens)})),
             qPrintable(fixture.notices()));
    const Capacities& capacities = fixture.whatIf().capacities();
    int named = 0;
    for (std::size_t g = 0; g < capacities.byGpu.size(); ++g) {
      const BenchmarkTable& grid = *fixture.whatIf().input().gpus[g].table;
      for (std::size_t cell = 0; cell < grid.cells(); ++cell)
        if (grid.inputTokensOf(cell) == first.inputTokens &&
            grid.outputTokensOf(cell) == first.outputTokens && capacities.byGpu[g].throughput[cell] > 0) {
          ++named;
          const QString held = QString::fromStdString(fixture.whatIf().input().gpus[g].name) + ": " +
                               bindingName(capacities.byGpu[g].limit[cell], capacities.slos);
          QVERIFY2(fixture.notices().contains(held), qPrintable(held + "\n" + fixture.notices()));
        }
    }
    QVERIFY(named > 0);
    QVERIFY(fixture.figure("answer.mix").contains("none") || fixture.figure("answer.mix").contains("1 ×"));
    fixture.undo()->undo();
    // Made-up traffic, and a price of nothing.
    fixture.session().edit("Edit", [](Workspace& w) {
      w.traffic.clear();
      for (GpuPrice& price : w.prices) price.costPerHour = 0;
      for (Target& target : w.targets) target.costPerHour = 0;
    });
    fixture.settle();
    QVERIFY2(fixture.notices().contains("made-up"), qPrintable(fixture.notices()));
    QVERIFY2(fixture.notices().contains("free"), qPrintable(fixture.notices()));
    QVERIFY(fixture.find<QPushButton>("chooseTraffic")->isVisibleTo(fixture.window.get()));
  }

  void ofOtherGpusNoAnswerIsShown() {
    QTemporaryDir files;
    const auto write = [&](const char* name, const std::string& text) {
      QFile file(files.filePath(name));
      if (!file.open(QIODevice::WriteOnly)) qFatal("cannot write");
      file.write(text.data(), static_cast<qint64>(text.size()));
      return file.fileName().toStdString();
    };
    // Two models whose grids differ, and requests that are longer than either.
    Workspace workspace = headroom::test::smallWorkspace();
    const auto target = [&](const char* name, const char* gpu, double speed) {
      Target other;
      other.name = name;
      other.gpu = gpu;
      other.model = "n";
      other.costPerHour = 1;
      other.journal = write(name, headroom::test::benchmarkText(speed, "n"));
      return other;
    };
    workspace.targets.push_back(target("small", "L20", 2));
    workspace.traffic.clear();
    workspace.traffic.emplace_back().origin =
        TrafficOfFile{write("long.csv", "input_tokens,output_tokens\n99999,99999\n")};
    workspace.slos = {};
    workspace.slos[Metric::e2e] = {.statistic = Statistic::p99, .value = 1000, .on = true};
    WhatIfWindow fixture(workspace);
    auto* models = fixture.find<QComboBox>("planModel");
    QVERIFY(models->isVisibleTo(fixture.window.get()) && models->count() == 2);
    for (const char* view : {"cost.load", "cost.promise", "cost.prices", "cost.scenarios", "cost.time"})
      for (const char* cells : {"view.mix", "view.capacity", "view.slice", "view.best"}) {
        fixture.click(view);
        fixture.click(cells);
        fixture.settle();
        QVERIFY2(fixture.notices().contains("longer than anything measured"), qPrintable(fixture.notices()));
        models->setFocus();
        QTest::keyClick(models, models->currentIndex() == 0 ? Qt::Key_Down : Qt::Key_Up);
        QVERIFY(!fixture.whatIf().mix().value && !fixture.whatIf().cluster().value);
        QVERIFY(!fixture.whatIf().curve().value && !fixture.whatIf().prices().value);
        QVERIFY2(!fixture.notices().contains("longer"), qPrintable(fixture.notices()));
        QCOMPARE(fixture.figure("answer.mix"), noNumber());
      }
    // An even number of times; once more, to the small one, which is given a second GPU and loses both.
    fixture.settle();
    QTest::keyClick(models, Qt::Key_Down);
    fixture.settle();
    QCOMPARE(fixture.whatIf().model(), std::string("n"));
    const auto mixed = [&] { return fixture.whatIf().mix().value->plan.problem.gpus.size(); };
    QCOMPARE(mixed(), std::size_t{1});
    fixture.click("view.mix");
    fixture.session().edit("Edit", [&](Workspace& w) {
      w.targets.push_back(target("second", "A10", 1));
      w.trafficRate = 500;
      for (const char* gpu : {"L20", "A10"}) {
        std::erase_if(w.prices, [&](const GpuPrice& price) { return price.gpu == gpu; });
        GpuPrice price;
        price.gpu = gpu;
        price.costPerHour = 1;
        price.maxReplicas = 1;
        w.prices.push_back(price);
      }
    });
    QTRY_COMPARE(fixture.whatIf().input().gpus.size(), std::size_t{2});
    fixture.settle();
    QCOMPARE(mixed(), std::size_t{2});
    QVERIFY2(fixture.notices().contains("too few"), qPrintable(fixture.notices()));
    fixture.session().edit("Edit", [](Workspace& w) { w.targets.clear(); });
    QVERIFY(!fixture.whatIf().mix().value);
    QCOMPARE(fixture.notices(), QString());
    QTRY_VERIFY(fixture.find<QPushButton>("goToBenchmark")->isVisible());
  }

  void theClustersAnswerSaysWhatItWouldDo() {
    QTemporaryDir files;
    Workspace workspace = headroom::test::smallWorkspace();
    workspace.trafficRate = 20;
    WhatIfWindow fixture(workspace);
    const auto* warning = fixture.find<VerdictLabel>("answer.clusterWarning");
    const auto* box = fixture.find<QWidget>("answer.clusterBox");
    const auto cluster = [&]() -> const WhatIfCluster& { return *fixture.whatIf().cluster().value; };
    const auto shown = [&] { return fixture.find<QLabel>("answer.cluster")->text(); };
    // Its own choice with its price, and how much dearer than ours.
    for (std::size_t g = 0; g < cluster().replicas.size(); ++g)
      QCOMPARE(shown().contains(QString::fromStdString(fixture.whatIf().input().gpus[g].name)),
               cluster().replicas[g] > 0);
    const double ours = fixture.whatIf().mix().value->answer.costPerHour;
    const auto difference = [&] { return cluster().answer.replicasCost / ours - 1; };
    if (std::abs(difference()) < 0.0005)
      QVERIFY2(shown().contains("the same cost"), qPrintable(shown()));
    else
      QVERIFY2(shown().contains((difference() > 0 ? "▲ " : "▼ ") + percentText(std::abs(difference()), 2)),
               qPrintable(shown()));
    QVERIFY(shown().contains(moneyText(cluster().answer.replicasCost)));
    // A price that nothing is worth: it would never choose that GPU.
    const std::string dear = fixture.whatIf().input().gpus[1].gpu;
    fixture.session().edit("Edit", [&](Workspace& w) {
      std::erase_if(w.prices, [&](const GpuPrice& price) { return price.gpu == dear; });
      GpuPrice price;
      price.gpu = dear;
      price.costPerHour = 90;
      w.prices.push_back(price);
    });
    fixture.settle();
    QVERIFY2(box->toolTip().contains(QString::fromStdString(dear) + " is the cheapest for no cell"),
             qPrintable(box->toolTip()));
    QVERIFY(warning->isVisibleTo(fixture.window.get()));
    QVERIFY2(warning->text().contains("does not choose it"), qPrintable(warning->text()));
    fixture.undo()->undo();
    // A promise that it cannot keep: it asks for a million GPUs instead.
    typeInto(fixture.find<NumberField>("slo.e2e.bound"), "10 ms");
    fixture.settle();
    QVERIFY2(warning->text().contains("cannot serve") && warning->text().contains("GPUs"),
             qPrintable(warning->text()));
    QCOMPARE(warning->verdict(), Verdict::warn);
    QVERIFY(cluster().answer.replicasCost > 1000);
    fixture.undo()->undo();
    // A grid of its own: the optimizer leaves that GPU out.
    QFile file(files.filePath("other.jsonl"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const std::string model = fixture.whatIf().model();
    const std::string text = headroom::test::benchmarkText(1, model);
    file.write(text.data(), static_cast<qint64>(text.size()));
    file.close();
    fixture.session().edit("Edit", [&](Workspace& w) {
      Target other;
      other.name = "odd";
      other.gpu = "H200";
      other.model = model;
      other.costPerHour = 1;
      other.journal = file.fileName().toStdString();
      w.targets.push_back(other);
    });
    QTRY_COMPARE(fixture.whatIf().input().gpus.size(), std::size_t{5});
    fixture.settle();
    QVERIFY2(box->toolTip().contains("skips H200"), qPrintable(box->toolTip()));
    QVERIFY(warning->isVisibleTo(fixture.window.get()));
  }
};

QTEST_MAIN(TestWhatIfShown)
#include "test_what_if_shown.moc"
