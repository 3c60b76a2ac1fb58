// The answers behind the What-if page, against the planner asked directly, and how they follow edits.
#include "core/traffic/stand_in.h"
#include "core/workspace/scenario.h"
#include "tests/support/qt_warnings.h"
#include "tests/ui/what_if/what_if_fixture.h"
#include "ui/controllers/what_if_edits.h"

#include <QSignalSpy>

#include <cmath>

using namespace headroom;
using namespace headroom::ui;
using headroom::test::WhatIfFixture;

namespace {

using Question = WhatIf::Question;

bool same(double a, double b) { return std::abs(a - b) <= 1e-9 * std::max(1.0, std::abs(b)); }

// The problem that the workspace means, put together by hand.
MixProblem problemOf(const WhatIfInput& input, const Distribution& traffic,
                     CellRule rule = CellRule::upward) {
  std::vector<Profile> profiles;
  const Slos slos = slosOf(input.conditions.slos);
  for (const WhatIfGpu& gpu : input.gpus) {
    const double cost = [&] {
      for (const GpuPrice& price : input.conditions.prices)
        if (price.gpu == gpu.gpu) return price.costPerHour;
      return gpu.ownCostPerHour;
    }();
    profiles.push_back(planningProfile({gpu.name, cost, gpu.table.get()}, slos, gpu.table->evaluate(slos)));
  }
  auto plan = planProblem(profiles, traffic, rule);
  if (!plan) qFatal("%s", plan.error().text().c_str());
  MixProblem problem = plan->problem;
  problem.targetUtilisation = input.conditions.targetUtilisation;
  problem.burstFactor = input.conditions.burstFactor;
  problem.survivesLossOfOne = input.conditions.survivesLossOfOne;
  for (MixGpu& gpu : problem.gpus)
    for (std::size_t g = 0; g < input.gpus.size(); ++g)
      for (const GpuPrice& price : input.conditions.prices)
        if (input.gpus[g].name == gpu.name && price.gpu == input.gpus[g].gpu) {
          gpu.minReplicas = price.minReplicas;
          gpu.maxReplicas = price.maxReplicas.value_or(kUnlimitedReplicas);
        }
  return problem;
}

MixAnswer solved(const MixProblem& problem) {
  auto answer = solveMix(problem);
  if (!answer) qFatal("%s", answer.error().text().c_str());
  return *answer;
}

}  // namespace

class TestWhatIf : public headroom::test::WidgetTest {
  Q_OBJECT

 private slots:
  void capacitiesAreTheTables() {
    WhatIfFixture fixture;
    QTRY_VERIFY(fixture.whatIf.settled());
    const WhatIfInput& input = fixture.whatIf.input();
    QCOMPARE(input.gpus.size(), std::size_t{4});
    QCOMPARE(fixture.whatIf.capacities().byGpu.size(), std::size_t{4});
    const auto equalsTables = [&] {
      const Slos slos = slosOf(fixture.session().workspace().slos);
      for (std::size_t g = 0; g < 4; ++g)
        if (fixture.whatIf.capacities().byGpu[g].throughput !=
            fixture.whatIf.input().gpus[g].table->evaluate(slos).throughput)
          return false;
      return true;
    };
    QVERIFY(equalsTables());
    // An edit is in the capacities when edit() comes back: a drag is not a frame late.
    for (const double bound : {12.0, 3.0, 0.8, 0.1}) {
      fixture.edit([&](Workspace& w) { w.slos[Metric::e2e].value = bound; });
      QVERIFY(equalsTables());
    }
    fixture.edit([](Workspace& w) { w.slos[Metric::e2e].statistic = Statistic::p50; });
    QVERIFY(equalsTables());
    fixture.session().undoStack()->undo();
    QVERIFY(equalsTables());
  }

  void theMixIsThePlanners() {
    WhatIfFixture fixture;
    fixture.edit([](Workspace& w) {
      w.targetUtilisation = 0.8;
      w.burstFactor = 1.5;
      w.trafficRate = 60;
    });
    fixture.whatIf.setWanted(Question::mix | Question::cluster | Question::curve);
    QTRY_VERIFY(fixture.whatIf.settled());
    const WhatIfInput& input = fixture.whatIf.input();
    QVERIFY(!input.traffic->standIn());
    QVERIFY(same(plannedRate(input), 60));
    const Distribution traffic = *scaledTo(fixture.services.traffic.traffic()->mean, 60);
    const MixProblem problem = problemOf(input, traffic);
    const MixAnswer direct = solved(problem);
    const auto& mix = fixture.whatIf.mix();
    QVERIFY2(mix.value, mix.error ? mix.error->text().c_str() : "");
    QVERIFY(mix.fresh);
    QCOMPARE(mix.value->answer.replicas, direct.replicas);
    QVERIFY(same(mix.value->answer.costPerHour, direct.costPerHour));
    QVERIFY(same(mix.value->answer.costPerMillionTokens, direct.costPerMillionTokens));
    QVERIFY(mix.value->answer.next.has_value());
    QVERIFY(mix.value->nearestCost.has_value());
    QVERIFY(same(*mix.value->nearestCost, solved(problemOf(input, traffic, CellRule::nearest)).costPerHour));

    // The cluster knows no target, no burst: nearest cells, its own programme.
    const auto& cluster = fixture.whatIf.cluster().value;
    QVERIFY(cluster);
    MixProblem theirs = problemOf(input, traffic, CellRule::nearest);
    theirs.targetUtilisation = theirs.burstFactor = 1;
    const auto asked = clusterAnswer(theirs, {.timeLimitSeconds = 20});
    QVERIFY(asked.ok());
    if (cluster->answer.gap == 0 && asked->gap == 0) QVERIFY(same(cluster->answer.cost, asked->cost));

    // The curve goes through the mix.
    const auto& curve = fixture.whatIf.curve().value;
    QVERIFY(curve);
    const auto at =
        std::ranges::find_if(curve->mix, [](const auto& point) { return std::abs(point.rate - 60) < 1e-6; });
    QVERIFY(at != curve->mix.end());
    QVERIFY(same(at->costPerHour, direct.costPerHour));
    QVERIFY(same(curve->mix.back().rate, 120));
  }

  void everyConditionCounts() {
    WhatIfFixture fixture;
    fixture.edit([](Workspace& w) { w.trafficRate = 40; });
    fixture.whatIf.setWanted(Question::mix);
    QTRY_VERIFY(fixture.whatIf.settled());
    const double before = fixture.whatIf.mix().value->answer.costPerHour;
    const auto costAfter = [&](const std::function<void(Workspace&)>& change) {
      fixture.edit(change);
      if (!QTest::qWaitFor([&] { return fixture.whatIf.settled(); }, 20000)) qFatal("no answer");
      const double cost = fixture.whatIf.mix().value->answer.costPerHour;
      fixture.session().undoStack()->undo();
      return cost;
    };
    QVERIFY(costAfter([](Workspace& w) { w.burstFactor = 3; }) > before);
    QVERIFY(costAfter([](Workspace& w) { w.survivesLossOfOne = true; }) > before);
    QVERIFY(costAfter([](Workspace& w) { w.targetUtilisation = 0.3; }) > before);
    QVERIFY(costAfter([](Workspace& w) { w.trafficRate = 400; }) > before);
    QVERIFY(costAfter([](Workspace& w) { w.slos[Metric::e2e].value *= 0.6; }) >= before);
    // All free but one that must be there.
    const double paid = costAfter([](Workspace& w) {
      w.prices.clear();
      for (const std::string& gpu : gpuTypes(w)) {
        GpuPrice price;
        price.gpu = gpu;
        price.costPerHour = gpu == gpuTypes(w).front() ? 100 : 0;
        price.minReplicas = gpu == gpuTypes(w).front() ? 2 : 0;
        w.prices.push_back(price);
      }
    });
    QVERIFY(same(paid, 200));
  }

  void theOtherQuestionsAgreeWithTheMix() {
    WhatIfFixture fixture;
    fixture.edit([](Workspace& w) {
      w.trafficRate = 30;
      w.scenarios.clear();
      Scenario strict = nowOf(w, "strict");
      strict.slos[Metric::e2e].value *= 0.7;
      Scenario busy = nowOf(w, "busy");
      busy.trafficRate = 90;
      busy.traffic.reset();
      w.scenarios = {strict, busy};
    });
    fixture.whatIf.setWanted(Question::mix | Question::front | Question::prices | Question::timeline |
                             Question::scenarios);
    fixture.whatIf.setFrontMetric(Metric::e2e);
    QTRY_VERIFY_WITH_TIMEOUT(fixture.whatIf.settled(), 60000);
    const WhatIfInput& input = fixture.whatIf.input();
    const MixAnswer& mix = fixture.whatIf.mix().value->answer;

    const auto& front = fixture.whatIf.front().value;
    QVERIFY2(front, fixture.whatIf.front().error ? fixture.whatIf.front().error->text().c_str() : "");
    const double bound = input.conditions.slos[Metric::e2e].value;
    const auto now =
        std::ranges::find_if(*front, [&](const SloCost& cost) { return same(cost.bound, bound); });
    QVERIFY(now != front->end());
    QVERIFY(same(now->costPerHour, mix.costPerHour));

    const auto& prices = fixture.whatIf.prices().value;
    QVERIFY(prices);
    QCOMPARE(prices->size(), input.gpus.size());
    for (const PriceRange& range : *prices) {
      QVERIFY(!range.pieces.empty());
      QVERIFY(same(range.pieces.front().fromPrice, 0) && same(range.pieces.back().toPrice, 3 * range.price));
      // The mix of now is one of the cheapest at the price of now.
      bool found = false;
      for (const PricePiece& piece : range.pieces) {
        if (range.price < piece.fromPrice || range.price > piece.toPrice) continue;
        const double share = (range.price - piece.fromPrice) / (piece.toPrice - piece.fromPrice);
        found =
            found || same(piece.costAtFrom + share * (piece.costAtTo - piece.costAtFrom), mix.costPerHour);
      }
      QVERIFY(found);
    }

    const auto& timeline = fixture.whatIf.timeline().value;
    QVERIFY2(timeline,
             fixture.whatIf.timeline().error ? fixture.whatIf.timeline().error->text().c_str() : "");
    QVERIFY(timeline->intervals.size() > 1 && timeline->intervals.size() <= 241);
    double requests = 0, seconds = 0;
    for (const auto& interval : timeline->intervals)
      requests += interval.rate * interval.seconds, seconds += interval.seconds;
    QVERIFY(std::abs(requests / seconds - 30) < 0.3);
    QVERIFY(timeline->scaledCost <= timeline->steadyCost * (1 + 1e-9));

    const auto& scenarios = fixture.whatIf.scenarios().value;
    QVERIFY(scenarios);
    QCOMPARE(scenarios->scenarios.size(), std::size_t{2});
    QVERIFY(scenarios->scenarios[0].mix && scenarios->scenarios[1].mix);
    QVERIFY(scenarios->scenarios[0].mix->answer.costPerHour >= mix.costPerHour - 1e-9);
    QVERIFY(same(scenarios->scenarios[1].mix->rate, 90));
    QVERIFY(scenarios->scenarios[1].mix->answer.costPerHour > mix.costPerHour);
    QVERIFY(scenarios->robust);
    QCOMPARE(scenarios->robust->alone.size(), std::size_t{3});
    for (const double alone : scenarios->robust->alone)
      QVERIFY(scenarios->robust->costPerHour >= alone - 1e-9);
  }

  void bestGpusAreTheCheapestByCell() {
    WhatIfFixture fixture;
    QTRY_VERIFY(fixture.whatIf.settled());
    const WhatIfInput input = fixture.whatIf.input();
    const auto best = fixture.whatIf.best();
    QCOMPARE(best.size(), input.gpus.front().table->cells());
    for (std::size_t cell = 0; cell < best.size(); ++cell) {
      double least = INFINITY;
      for (std::size_t g = 0; g < input.gpus.size(); ++g) {
        const double capacity = fixture.whatIf.capacities().byGpu[g].throughput[cell];
        if (capacity > 0) least = std::min(least, costOf(input.conditions, input.gpus[g]) / capacity);
      }
      QCOMPARE(best[cell].best.has_value(), std::isfinite(least));
      if (!best[cell].best) continue;
      const double capacity = fixture.whatIf.capacities().byGpu[*best[cell].best].throughput[cell];
      QVERIFY(same(costOf(input.conditions, input.gpus[*best[cell].best]) / capacity, least));
    }
    // A price moves the map at once.
    const std::string gpu = input.gpus.back().gpu;
    fixture.edit([&](Workspace& w) {
      std::erase_if(w.prices, [&](const GpuPrice& price) { return price.gpu == gpu; });
      GpuPrice gift;
      gift.gpu = gpu;
      w.prices.push_back(gift);
    });
    for (std::size_t cell = 0; cell < best.size(); ++cell)
      if (fixture.whatIf.capacities().byGpu.back().throughput[cell] > 0)
        QCOMPARE(*fixture.whatIf.best()[cell].best, input.gpus.size() - 1);
  }

  // A GPU whose file ends at shorter prompts is the best of none that is longer, however cheap it is.
  void aSmallerGridIsBestOfNothingBeyondIt() {
    WhatIfFixture fixture{Workspace{}};
    std::string shorter;
    for (const QString& line : QString::fromStdString(test::benchmarkText(1)).split('\n', Qt::SkipEmptyParts))
      if (!line.contains("\"input_tokens\": 256")) shorter += line.toStdString() + "\n";
    Workspace workspace;
    const std::pair<const char*, double> all[] = {{"whole", 4.0}, {"short", 0.5}};
    for (const auto& [name, cost] : all) {
      Target target;
      target.name = target.gpu = target.deployment = name;
      target.model = "m";
      target.costPerHour = cost;
      target.journal =
          fixture.write(name, target.name == "whole" ? test::benchmarkText(1) : shorter).toStdString();
      workspace.targets.push_back(target);
    }
    fixture.replace(workspace);
    QTRY_VERIFY(fixture.whatIf.input().gpus.size() == 2 && fixture.whatIf.settled());
    const BenchmarkTable& table = *fixture.whatIf.input().gpus.front().table;
    QCOMPARE(table.inputTokens(), (std::vector<int>{64, 256}));
    for (std::size_t row = 0; row < table.outputTokens().size(); ++row) {
      QCOMPARE(fixture.whatIf.best()[table.cell(row, 0)].best, std::optional<std::size_t>(1));
      QCOMPARE(fixture.whatIf.best()[table.cell(row, 1)].best, std::optional<std::size_t>(0));
    }
  }

  void whatComesLastIsWhatIsAsked() {
    WhatIfFixture fixture;
    fixture.whatIf.setWanted(Question::mix | Question::cluster | Question::curve | Question::scenarios);
    QTRY_VERIFY_WITH_TIMEOUT(fixture.whatIf.settled(), 60000);
    QSignalSpy answered(&fixture.whatIf, &WhatIf::answered);
    // Faster than anything can be worked out, with the event loop running now and then.
    for (int i = 0; i < 300; ++i) {
      fixture.edit([&](Workspace& w) { w.slos[Metric::e2e].value = 2 + 0.1 * (i % 100); });
      if (i % 10 == 0) QCoreApplication::processEvents();
    }
    QVERIFY(!fixture.whatIf.mix().fresh);
    QTRY_VERIFY_WITH_TIMEOUT(fixture.whatIf.settled(), 60000);
    QVERIFY(fixture.whatIf.mix().fresh && fixture.whatIf.curve().fresh);
    QVERIFY(answered.count() < 4 * 300);  // what was overtaken was dropped
    const WhatIfInput& input = fixture.whatIf.input();
    QVERIFY(same(input.conditions.slos[Metric::e2e].value, 2 + 0.1 * 99));
    QCOMPARE(fixture.whatIf.mix().value->answer.replicas,
             solved(problemOf(input, plannedTraffic(input))).replicas);
  }

  void onlyWhatIsWantedIsWorkedOut() {
    WhatIfFixture fixture;
    fixture.whatIf.setWanted({});
    QTRY_VERIFY(fixture.whatIf.settled());
    fixture.edit([](Workspace& w) { w.slos[Metric::e2e].value = 3; });
    QVERIFY(fixture.services.tasks.idle());
    QVERIFY(!fixture.whatIf.mix().value && !fixture.whatIf.curve().value);
    fixture.whatIf.setWanted(Question::mix);
    QTRY_VERIFY(fixture.whatIf.mix().value);
    QVERIFY(!fixture.whatIf.curve().value);
  }

  void withoutTrafficAMadeUpOneIsPlanned() {
    Workspace workspace = test::smallWorkspace();
    workspace.traffic.clear();
    workspace.trafficRate = 0;
    WhatIfFixture fixture(workspace);
    fixture.whatIf.setWanted(Question::mix | Question::timeline);
    QTRY_VERIFY(fixture.whatIf.settled());
    const WhatIfInput& input = fixture.whatIf.input();
    QVERIFY(input.traffic->standIn());
    QVERIFY(!fixture.whatIf.trafficError());
    QVERIFY(same(plannedRate(input), kDefaultRate));
    QVERIFY(same(
        fixture.whatIf.mix().value->answer.servedRate +
            [&] {
              double lost = 0;
              for (const auto& cell : fixture.whatIf.mix().value->answer.unservable)
                lost += fixture.whatIf.mix().value->plan.problem.cells[cell.cell].rate;
              return lost;
            }(),
        kDefaultRate));
    QVERIFY(fixture.whatIf.mix().value->plan.outside.empty());
    QVERIFY(fixture.whatIf.timeline().error);  // it tells no times
    fixture.edit([](Workspace& w) { w.trafficRate = 25; });
    QVERIFY(same(plannedRate(fixture.whatIf.input()), 25));
  }

  void trafficThatCannotBeReadIsTold() {
    WhatIfFixture fixture;
    fixture.whatIf.setWanted(Question::mix);
    fixture.edit([](Workspace& w) { w.traffic = {{TrafficOfFile{"/no/such/trace.csv"}}}; });
    QTRY_VERIFY(fixture.whatIf.trafficError());
    QVERIFY(fixture.whatIf.trafficError()->text().find("/no/such/trace.csv") != std::string::npos);
    QVERIFY(fixture.whatIf.input().traffic->standIn());
    QTRY_VERIFY(fixture.whatIf.settled());
    QVERIFY(fixture.whatIf.mix().value);
  }

  void shapesWithoutTimesArePlannedAtAnyRate() {
    WhatIfFixture fixture;
    const QString list = fixture.write("shapes.csv", "input_tokens,output_tokens\n128,64\n256,32\n");
    fixture.edit([&](Workspace& w) {
      w.traffic = {{TrafficOfFile{list.toStdString()}}};
      w.trafficRate = 0;
    });
    fixture.whatIf.setWanted(Question::mix);
    QTRY_VERIFY(fixture.whatIf.input().traffic && !fixture.whatIf.input().traffic->standIn());
    QTRY_VERIFY(fixture.whatIf.settled());
    QVERIFY(!fixture.whatIf.input().traffic->ratesKnown);
    QVERIFY(!fixture.whatIf.trafficError());
    QVERIFY(same(plannedRate(fixture.whatIf.input()), kDefaultRate));
    QCOMPARE(fixture.whatIf.mix().value->plan.problem.cells.size(), std::size_t{2});
  }

  void cellsOutsideOfTheGridAreNamed() {
    WhatIfFixture fixture;
    const QString list = fixture.write("long.csv", "input_tokens,output_tokens\n128,64\n99999,32\n");
    fixture.edit([&](Workspace& w) {
      w.traffic = {{TrafficOfFile{list.toStdString()}}};
      w.trafficRate = 8;
    });
    fixture.whatIf.setWanted(Question::mix);
    QTRY_VERIFY(fixture.whatIf.input().traffic && !fixture.whatIf.input().traffic->standIn());
    QTRY_VERIFY(fixture.whatIf.settled());
    const auto& outside = fixture.whatIf.mix().value->plan.outside;
    QCOMPARE(outside.size(), std::size_t{1});
    QVERIFY(outside[0].longer && same(outside[0].rate, 4));
  }

  void gpusAreNamedApartAndModelsPlannedApart() {
    QTemporaryDir directory;
    const auto file = [&](const char* name, double speed, const std::string& model) {
      QFile out(directory.filePath(name));
      if (!out.open(QIODevice::WriteOnly)) qFatal("cannot write");
      out.write(QByteArray::fromStdString(test::benchmarkText(speed, model)));
      return out.fileName().toStdString();
    };
    Workspace workspace;
    const auto add = [&](const char* name, const char* gpu, const char* model, const std::string& journal) {
      Target target;
      target.name = name;
      target.gpu = gpu;
      target.model = model;
      target.deployment = "d";
      target.costPerHour = 1;
      target.journal = journal;
      workspace.targets.push_back(target);
    };
    add("one", "A10", "m", file("1.jsonl", 1, "m"));
    add("two", "A10", "m", file("2.jsonl", 2, "m"));
    add("three", "L20", "m", file("3.jsonl", 3, "m"));
    add("other", "L20", "n", file("4.jsonl", 3, "n"));
    WhatIfFixture fixture(workspace);
    QTRY_VERIFY(fixture.whatIf.settled());
    const auto names = [&] {
      std::vector<std::string> all;
      for (const WhatIfGpu& gpu : fixture.whatIf.input().gpus) all.push_back(gpu.name + "/" + gpu.deployment);
      return all;
    };
    QCOMPARE(names(), (std::vector<std::string>{"A10 (one)/d", "A10 (two)/d 2", "L20/d 3"}));
    QCOMPARE(fixture.whatIf.models(), (std::vector<std::string>{"m", "n"}));
    fixture.whatIf.setModel("n");
    QCOMPARE(names(), std::vector<std::string>{"L20/d"});
    fixture.whatIf.setModel("gone");
    QCOMPARE(fixture.whatIf.model(), std::string("n"));
  }

  void nothingMeasuredIsNoError() {
    Workspace workspace;
    WhatIfFixture fixture(workspace);
    fixture.whatIf.setWanted(Question::mix | Question::scenarios);
    QTRY_VERIFY(fixture.whatIf.settled());
    QVERIFY(!fixture.whatIf.measured());
    QVERIFY(!fixture.whatIf.mix().value && !fixture.whatIf.mix().error);
    QVERIFY(!cheapestMix(fixture.whatIf.input()).ok());
  }

  void aWiderTimeLineCountsTheSame() {
    Recording recording;
    recording.timed = true;
    for (int i = 0; i < 100; ++i) {
      if (i == 40 || i == 41) continue;  // minutes without a request
      TrafficInterval interval;
      interval.startSeconds = 1000 + 60 * i;
      interval.seconds = i == 99 ? 12 : 60;
      interval.requests = i;
      interval.counts = {{70, 60, Above::no, Above::no, static_cast<double>(i)}};
      recording.intervals.push_back(interval);
    }
    const Recording wide = coarser(recording, 600);
    QCOMPARE(wide.intervals.size(), std::size_t{10});
    QVERIFY(same(wide.requests(), recording.requests()));
    QVERIFY(same(wide.seconds(), recording.seconds()));
    QVERIFY(same(wide.intervals[4].seconds, 600));
    QVERIFY(same(wide.intervals[9].seconds, 9 * 60 + 12));
    QVERIFY(same(wide.intervals[1].requests, 145));
    QVERIFY(timelineStep(recording) == 60);
  }

  void theStandInStaysOnTheGrid() {
    for (const auto& [outputs, inputs] :
         {std::pair(std::vector{4, 8, 16, 32, 64, 128, 256, 512}, std::vector{4, 64, 512, 4096}),
          std::pair(std::vector{4}, std::vector{4}), std::pair(std::vector{4096}, std::vector{100000})}) {
      const GridTraffic made = standInTraffic(outputs, inputs);
      QVERIFY(same(made.rate(), 1));
      QVERIFY(made.outside.empty());
      QCOMPARE(made.outputTokens, outputs);
      const GridTraffic again = toGrid(distributionOf(made), outputs, inputs, CellRule::upward);
      QVERIFY(again.outside.empty());
    }
  }

  void editsAreOneCommandEach() {
    WhatIfFixture fixture;
    QTRY_VERIFY(fixture.whatIf.settled());
    WhatIfEdits edits(fixture.session());
    QUndoStack* stack = fixture.session().undoStack();
    const Workspace before = fixture.session().workspace();
    const int index = stack->index();
    // One gesture, however long it takes; the next gesture is another command.
    qint64 now = 0;
    fixture.session().setClock([&] { return now += 500; });
    for (const double bound : {10.0, 9.0, 8.0}) edits.setBound(Metric::e2e, bound, "slo.e2e#1");
    for (const double bound : {7.0, 6.0}) edits.setBound(Metric::e2e, bound, "slo.e2e#2");
    QCOMPARE(stack->index(), index + 2);
    stack->undo();
    QCOMPARE(fixture.session().workspace().slos[Metric::e2e].value, 8.0);
    stack->undo();
    QVERIFY(fixture.session().workspace() == before);

    edits.setStatistic(Metric::e2e, Statistic::p50);
    edits.setOn(Metric::tput, true);
    edits.setPrice("A10", 9);
    edits.setLimits("L20", 1, 4, 1.6);
    edits.setUtilisation(0.5);
    edits.setBurst(2);
    edits.setSpare(true);
    edits.setRate(12);
    edits.setNearestCells(true);
    edits.setTrafficFile("/a/b.csv");
    edits.keepScenario("tight");
    edits.keepScenario("tight");
    const Workspace& now2 = fixture.session().workspace();
    QCOMPARE(now2.scenarios[now2.scenarios.size() - 2].name, std::string("tight"));
    QCOMPARE(now2.scenarios.back().name, std::string("tight 2"));
    QVERIFY(isNow(now2, now2.scenarios.back()));
    QCOMPARE(now2.scenarios.back().traffic, std::optional(now2.traffic));
    edits.setUtilisation(0.9);
    QVERIFY(!isNow(fixture.session().workspace(), fixture.session().workspace().scenarios.back()));
    edits.restoreScenario(fixture.session().workspace().scenarios.size() - 1);
    QCOMPARE(fixture.session().workspace().targetUtilisation, 0.5);
    edits.renameScenario(0, "  first ");
    QCOMPARE(fixture.session().workspace().scenarios[0].name, std::string("first"));
    edits.removeScenario(0);
    for (const QString& text : {stack->undoText()}) QVERIFY(text.contains("first"));
    while (stack->index() > index) {
      QVERIFY(!stack->undoText().isEmpty());
      stack->undo();
    }
    QVERIFY(fixture.session().workspace() == before);
  }
};

QTEST_MAIN(TestWhatIf)
#include "test_what_if.moc"
