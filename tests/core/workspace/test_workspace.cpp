#include "core/base/file.h"
#include "core/workspace/scenario.h"
#include "core/workspace/workspace_file.h"
#include "tests/support/sample_workspace.h"

#include <QtTest>

#include <nlohmann/json.hpp>

using namespace headroom;
using nlohmann::json;

namespace {
const std::string path = "/home/me/work/llama.headroom";
}

class TestWorkspace : public QObject {
  Q_OBJECT

 private slots:
  void comesBackAsItWas() {
    for (const Workspace& workspace : {Workspace{}, test::sampleWorkspace()}) {
      const auto opened = parseWorkspace(workspaceText(workspace, path), path);
      QVERIFY2(opened.ok(), opened.ok() ? "" : opened.error().text().c_str());
      QVERIFY(opened->leftOut.empty());
      QVERIFY(opened->notes.empty());
      QVERIFY(opened->intact());
      QCOMPARE(opened->version, workspaceVersion);
      QVERIFY(opened->workspace == workspace);
    }
  }

  // A folder with the workspace and its journals can be moved; what lies elsewhere stays where it is.
  void pathsAreRelativeToTheFile() {
    const std::string text = workspaceText(test::sampleWorkspace(), path);
    const json written = json::parse(text);
    QCOMPARE(written["targets"][0]["journal"].get<std::string>(), std::string("results/a10.jsonl"));
    QCOMPARE(written["targets"][1]["journal"].get<std::string>(), std::string("/elsewhere/v100.jsonl"));
    QCOMPARE(written["traffic"][0]["file"].get<std::string>(), std::string("trace.jsonl"));
    const auto moved = parseWorkspace(text, "/new/place/llama.headroom");
    QCOMPARE(moved->workspace.targets[0].journal, std::string("/new/place/results/a10.jsonl"));
    QCOMPARE(moved->workspace.targets[1].journal, std::string("/elsewhere/v100.jsonl"));
    QCOMPARE(std::get<ByUrl>(moved->workspace.targets[0].reach).caFile, std::string("/new/place/ca.pem"));
    QVERIFY(moved->workspace.traffic[0].origin == TrafficOrigin{TrafficOfFile{"/new/place/trace.jsonl"}});
  }

  // The most common traffic, one file as it is, is one line of the workspace.
  void aFileOfTrafficIsWrittenAsItsPath() {
    Workspace workspace;
    workspace.traffic = {{TrafficOfFile{"/home/me/work/trace.jsonl"}}};
    const std::string text = workspaceText(workspace, path);
    QCOMPARE(json::parse(text)["traffic"].get<std::string>(), std::string("trace.jsonl"));
    QVERIFY(parseWorkspace(text, path)->workspace == workspace);
  }

  void trafficThatMakesNoSenseIsLeftOutAndTold() {
    json file = json::parse(workspaceText(test::sampleWorkspace(), path));
    file["traffic"][0]["scale"] = -1;
    file["traffic"][2]["table"]["rates"][0][0] = "many";
    file["traffic"].push_back(7);
    const auto opened = parseWorkspace(file.dump(), path);
    QCOMPARE(opened->leftOut.size(), std::size_t{3});
    QCOMPARE(opened->workspace.traffic.size(), std::size_t{3});
    QCOMPARE(opened->workspace.traffic[0].scale, 1.0);
    QVERIFY(opened->workspace.traffic[2].origin == TrafficOrigin{TrafficTable{}});
  }

  // What a later version added, at every place where something can be added, is there after a save by this
  // one.
  void keepsWhatItDoesNotKnow() {
    json file = json::parse(workspaceText(test::sampleWorkspace(), path));
    const json novelty = {{"deep", {1, 2, {{"x", nullptr}}}}};
    const std::vector<std::string> places{"",
                                          "/targets/0",
                                          "/targets/0/reach",
                                          "/targets/3/reach",
                                          "/plan",
                                          "/slos",
                                          "/slos/E2E",
                                          "/prices/0",
                                          "/scenarios/0",
                                          "/scenarios/0/slos",
                                          "/connections/0",
                                          "/traffic/0",
                                          "/scenarios/0/slos/TPOT",
                                          "/scenarios/0/prices/0"};
    for (const std::string& place : places) file[json::json_pointer(place)]["novelty"] = novelty;
    const auto opened = parseWorkspace(file.dump(), path);
    QVERIFY(opened.ok());
    QVERIFY(opened->intact());
    QVERIFY(json::parse(workspaceText(opened->workspace, path)) == file);
  }

  void holdsNoSecret() {
    Workspace workspace = test::sampleWorkspace();
    workspace.targets[0].reach = ByUrl{"http://user:hunter2@10.0.0.7:8000", ""};
    workspace.connections[0].url = "rediss://reader:hunter2@redis.example:6380/2";
    workspace.connections[0].optimizerUrl = "http://:hunter2@host:8080";
    const std::string text = workspaceText(workspace, path);
    QVERIFY(text.find("hunter2") == std::string::npos);
    QVERIFY(text.find("rediss://reader@redis.example:6380/2") != std::string::npos);

    // A file that somebody wrote by hand: the password is not taken over, and that is said without repeating
    // it.
    json file = json::parse(text);
    file["connections"][0]["url"] = "redis://reader:hunter2@host/0";
    const auto opened = parseWorkspace(file.dump(), path);
    QCOMPARE(opened->workspace.connections[0].url, std::string("redis://reader@host/0"));
    QCOMPARE(opened->notes.size(), std::size_t{1});
    QVERIFY(opened->notes[0].find("password") != std::string::npos);
    QVERIFY(opened->notes[0].find("hunter2") == std::string::npos);
    QVERIFY(opened->intact());
  }

  void takesThePasswordAndLeavesTheUser_data() {
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("without");
    QTest::newRow("both") << "redis://u:pw@host/0"
                          << "redis://u@host/0";
    QTest::newRow("password alone") << "redis://:pw@host:6379"
                                    << "redis://host:6379";
    QTest::newRow("user alone") << "redis://u@host"
                                << "redis://u@host";
    QTest::newRow("neither") << "http://host/v1"
                             << "http://host/v1";
    QTest::newRow("at in it") << "redis://u:p@w@host"
                              << "redis://u@host";
    QTest::newRow("slash in it") << "redis://u:p/w@host/1"
                                 << "redis://u@host/1";
    QTest::newRow("at in the path") << "http://host/v1@2"
                                    << "http://host/v1@2";
    QTest::newRow("broken twice") << "@:?@b@a"
                                  << "a";
  }
  void takesThePasswordAndLeavesTheUser() {
    QFETCH(QString, url);
    QFETCH(QString, without);
    QCOMPARE(QString::fromStdString(withoutPassword(url.toStdString())), without);
  }

  void pricesGoBeforeTheTargetsOwnCost() {
    const Workspace workspace = test::sampleWorkspace();
    QCOMPARE(costPerHour(workspace, workspace.targets[0]), 1.5);
    QCOMPARE(costPerHour(workspace, workspace.targets[2]), 2.2);
    QCOMPARE(gpuTypes(workspace), (std::vector<std::string>{"A10", "V100", "L20", "A100-80G"}));
  }

  void scenariosKeepAndRestoreWhatIsWeighed() {
    Workspace workspace = test::sampleWorkspace();
    const Scenario kept = nowOf(workspace, "kept");
    QVERIFY(isNow(workspace, kept));
    Workspace moved = workspace;
    moved.slos[Metric::e2e].value = 1;
    moved.prices = {{.gpu = "A10", .costPerHour = 9}, {.gpu = "H100", .costPerHour = 5}};
    moved.targetUtilisation = 0.3;
    moved.burstFactor = 3;
    moved.survivesLossOfOne = false;
    moved.trafficRate = 0;
    moved.nearestCells = false;
    moved.traffic.clear();
    QVERIFY(!isNow(moved, kept));
    restore(moved, kept);
    QVERIFY(isNow(moved, kept));
    QCOMPARE(moved.prices.size(), std::size_t{3});  // H100, which it does not name, stays
    moved.prices = workspace.prices;
    QVERIFY(moved == workspace);
    // Without traffic of its own, the traffic stays.
    Scenario plain = kept;
    plain.traffic.reset();
    moved.traffic.clear();
    restore(moved, plain);
    QVERIFY(moved.traffic.empty());
    QCOMPARE(freeScenarioName(workspace, "strict chat"), std::string("strict chat 2"));
    QCOMPARE(freeScenarioName(workspace, "new"), std::string("new"));
  }

  void promisesThatAreOnBecomeSlos() {
    SloSettings settings;
    QCOMPARE(slosText(slosOf(settings)), std::string("E2E P99 < 5 s"));
    settings[Metric::ttft].on = true;  // P90
    settings[Metric::tput] = {.statistic = Statistic::p99, .value = 2, .on = true};
    QCOMPARE(slosText(slosOf(settings)), std::string("TPUT >= 2 req/s, E2E P99 < 5 s, TTFT P90 < 1 s"));
    settings[Metric::e2e].on = false;
    QCOMPARE(slosOf(settings).statistic, Statistic::p90);
    QVERIFY(differingStatistics(slosOf(settings)).empty());
  }

  void namesAreMadeUniqueAndComplainedAbout() {
    Workspace workspace = test::sampleWorkspace();
    QCOMPARE(freeTargetName(workspace, "h100"), std::string("h100"));
    QCOMPARE(freeTargetName(workspace, "a10"), std::string("a10 2"));
    QVERIFY(complaints(workspace).empty());
    workspace.targets[1].name = "a10";
    workspace.targets[2].name.clear();
    QCOMPARE(complaints(workspace).size(), std::size_t{2});
    // They are told and lose nothing.
    const auto opened = parseWorkspace(workspaceText(workspace, path), path);
    QCOMPARE(opened->notes.size(), std::size_t{2});
    QVERIFY(opened->intact());
  }

  void writesAndReadsFiles() {
    QTemporaryDir directory;
    const std::string file = directory.filePath("w.headroom").toStdString();
    const Workspace workspace = test::sampleWorkspace(directory.path().toStdString());
    QVERIFY(writeWorkspace(workspace, file).ok());
    QVERIFY(writeWorkspace(workspace, file).ok());
    QVERIFY(readWorkspace(file)->workspace == workspace);
    QCOMPARE(readWorkspace(file + "x").error().code, ErrorCode::notFound);
    QCOMPARE(readWorkspace(directory.path().toStdString()).error().code, ErrorCode::invalidArgument);
    QCOMPARE(writeWorkspace(workspace, directory.path().toStdString()).error().code,
             ErrorCode::invalidArgument);
    QCOMPARE(writeWorkspace(workspace, file + "/x").ok(), false);
  }
};

QTEST_APPLESS_MAIN(TestWorkspace)
#include "test_workspace.moc"
