// From targets, measurements, promises and prices to profiles, or to the reason why there is none.
#include "core/workspace/workspace_profiles.h"

#include <QTemporaryDir>
#include <QtTest>

#include <fstream>

using namespace headroom;

namespace {

std::string data(const char* name) { return std::string(HEADROOM_TEST_DATA "/profile/") + name; }

Target target(const std::string& name, const std::string& journal = data("fast-gpu.jsonl")) {
  Target one;
  one.name = name;
  one.deployment = "llama-" + name;
  one.gpu = "A10";
  one.costPerHour = 1.01;
  one.journal = journal;
  return one;
}

BenchmarkTable tableOf(const std::string& path) { return *BenchmarkTable::build(*readBenchmarkFile(path)); }

}  // namespace

class TestWorkspaceProfiles : public QObject {
  Q_OBJECT

 private slots:
  void isTheProfileThatTheReferenceMakes() {
    Workspace workspace;
    workspace.targets = {target("a10")};
    workspace.slos[Metric::e2e] = {.statistic = Statistic::p90, .value = 5, .on = true};
    const BenchmarkTable table = tableOf(data("fast-gpu.jsonl"));
    const WorkspaceProfile made = workspaceProfile(workspace, workspace.targets[0], &table);
    QVERIFY2(made.profile, made.problem ? made.problem->text().c_str() : "");
    QCOMPARE(made.profile->gpu, std::string("llama-a10"));
    QCOMPARE(made.profile->cost, 1.01);
    Slos slos;
    slos.e2e = 5;
    slos.statistic = Statistic::p90;
    const auto expected = generateProfile(table, slos, {.gpu = "llama-a10", .cost = 1.01});
    QCOMPARE(made.profile->throughput, expected->throughput);
    QCOMPARE(slosText(made.profile->slos), std::string("E2E P90 < 5 s"));
    QCOMPARE(made.target, std::string("a10"));
    QCOMPARE(made.model, table.model());

    // A price set while weighing goes before the target's own.
    workspace.prices = {{.gpu = "A10", .costPerHour = 1.5}};
    QCOMPARE(workspaceProfile(workspace, workspace.targets[0], &table).profile->cost, 1.5);
    // And with it come the promises that no cell keeps.
    workspace.slos[Metric::e2e].value = 1e-9;
    const WorkspaceProfile none = workspaceProfile(workspace, workspace.targets[0], &table);
    QCOMPARE(none.profile->throughput[0][0], 0.0);
    QCOMPARE(none.zeroLimits.size(), std::size_t{1});
    QCOMPARE(none.zeroLimits[0].cells, table.cells());
    QCOMPARE(none.zeroLimits[0].limit.metric, Metric::e2e);
  }

  void saysWhyThereIsNone_data() {
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("said");
    for (const auto& [what, said] : {std::pair{"not measured", "a10 has not been measured"},
                                     {"no deployment", "a10 names no deployment"},
                                     {"no cost", "the cost of a10 is not known"},
                                     {"no file", "absent.jsonl"},
                                     {"gaps", "has no measurement for"},
                                     {"broken promise", "SLO"}})
      QTest::newRow(what) << what << said;
  }
  void saysWhyThereIsNone() {
    QFETCH(QString, what);
    QFETCH(QString, said);
    Workspace workspace;
    Target one = target("a10");
    if (what == "not measured") one.journal.clear();
    if (what == "no deployment") one.deployment.clear();
    if (what == "no cost") one.costPerHour = 0;
    if (what == "no file") one.journal = data("absent.jsonl");
    QTemporaryDir directory;
    if (what == "gaps") {
      // Without the points of one cell.
      one.journal = directory.filePath("gaps.jsonl").toStdString();
      std::ofstream cut(one.journal);
      std::ifstream whole(data("small.jsonl"));
      for (std::string line; std::getline(whole, line);)
        if (line.find("\"input_tokens\": 256, \"output_tokens\": 16,") == std::string::npos)
          cut << line << '\n';
    }
    if (what == "broken promise") workspace.slos[Metric::e2e].value = -1;
    workspace.targets = {one};
    const auto all = readWorkspaceProfiles(workspace);
    QCOMPARE(all.size(), std::size_t{1});
    QVERIFY(!all[0].profile && all[0].problem);
    QVERIFY2(all[0].problem->message.find(said.toStdString()) != std::string::npos,
             all[0].problem->message.c_str());
    QVERIFY(!all[0].problem->hint.empty());
  }

  void ofOneModelOnly() {
    Workspace workspace;
    workspace.targets = {target("a10"), target("v100"), target("l20")};
    workspace.targets[0].model = "other";
    workspace.targets[2].journal.clear();
    const std::string model = tableOf(data("fast-gpu.jsonl")).model();
    const auto all = readWorkspaceProfiles(workspace, model);
    // Whose model nobody knows yet is shown, too.
    QCOMPARE(all.size(), std::size_t{2});
    QCOMPARE(all[0].target, std::string("v100"));
    QCOMPARE(all[1].target, std::string("l20"));
    // A target of another model than its measurements is told of.
    const auto others = readWorkspaceProfiles(workspace, "other");
    QCOMPARE(others[0].target, std::string("a10"));
    QVERIFY(others[0].notes.at(0).find(model) != std::string::npos);
  }

  void whatWasReadBeforeStaysWithAWord() {
    Workspace workspace;
    workspace.targets = {target("a10")};
    const BenchmarkTable table = tableOf(data("fast-gpu.jsonl"));
    const Error gone{ErrorCode::notFound, "no file at a10.jsonl", "look"};
    const WorkspaceProfile made = workspaceProfile(workspace, workspace.targets[0], &table, gone);
    QVERIFY(made.profile);
    QVERIFY(made.notes.at(0).find("no file at a10.jsonl") != std::string::npos);
    QCOMPARE(workspaceProfile(workspace, workspace.targets[0], nullptr, gone).problem->message, gone.message);
  }

  void aStopIsObeyed() {
    std::stop_source stop;
    stop.request_stop();
    Workspace workspace;
    workspace.targets = {target("a10")};
    QCOMPARE(readWorkspaceProfiles(workspace, {}, stop.get_token())[0].problem->code, ErrorCode::cancelled);
  }
};

QTEST_APPLESS_MAIN(TestWorkspaceProfiles)
#include "test_workspace_profiles.moc"
