#include "core/workspace/workspace_edit.h"
#include "tests/support/sample_workspace.h"

#include <QtTest>

using namespace headroom;

namespace {

const std::string file = "/home/me/work/llama.headroom";

QString wordsOf(const Result<Workspace>& result) {
  return result ? QString() : QString::fromStdString(result.error().message);
}

}  // namespace

class TestWorkspaceEdit : public QObject {
  Q_OBJECT

 private slots:
  void setsOneThing_data() {
    using Change = std::function<void(Workspace&)>;
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("value");
    QTest::addColumn<Change>("change");
    QTest::newRow("number of a target")
        << "targets.a10.costPerHour"
        << "1.25" << Change([](Workspace& w) { w.targets[0].costPerHour = 1.25; });
    QTest::newRow("text of a target")
        << "targets.v100.deployment"
        << "new-name" << Change([](Workspace& w) { w.targets[1].deployment = "new-name"; });
    QTest::newRow("text that looks like a number")
        << "targets.v100.deployment"
        << "123" << Change([](Workspace& w) { w.targets[1].deployment = "123"; });
    QTest::newRow("path") << "targets.a10.journal"
                          << "more/b.jsonl" << Change([](Workspace& w) {
                               w.targets[0].journal = "/home/me/work/more/b.jsonl";
                             });
    QTest::newRow("how it is reached")
        << "targets.a10.reach.url"
        << "http://10.0.0.9:8000"
        << Change([](Workspace& w) { std::get<ByUrl>(w.targets[0].reach).url = "http://10.0.0.9:8000"; });
    QTest::newRow("plan") << "plan.rates.limit"
                          << "8" << Change([](Workspace& w) { w.plan.rates.limit = 8; });
    QTest::newRow("list") << "plan.concurrencies"
                          << "[2,4]" << Change([](Workspace& w) {
                               w.plan.concurrencies = {2, 4};
                             });
    QTest::newRow("SLO") << "slos.TTFT.on"
                         << "false" << Change([](Workspace& w) { w.slos[Metric::ttft].on = false; });
    QTest::newRow("price") << "prices.A10.maxReplicas"
                           << "3" << Change([](Workspace& w) { w.prices[0].maxReplicas = 3; });
    QTest::newRow("new price") << "prices.H100.costPerHour"
                               << "9" << Change([](Workspace& w) {
                                    w.prices.push_back({.gpu = "H100", .costPerHour = 9});
                                  });
    QTest::newRow("within a scenario")
        << "scenarios.strict chat.prices.L20.costPerHour"
        << "2" << Change([](Workspace& w) { w.scenarios[0].prices[0].costPerHour = 2; });
    QTest::newRow("connection") << "connections.east.model"
                                << "m" << Change([](Workspace& w) { w.connections[0].model = "m"; });
    QTest::newRow("the workspace's own") << "targetUtilisation"
                                         << "0.5" << Change([](Workspace& w) { w.targetUtilisation = 0.5; });
    QTest::newRow("new target") << "targets.h100.gpu"
                                << "H100" << Change([](Workspace& w) {
                                     Target target;
                                     target.name = "h100";
                                     target.gpu = "H100";
                                     w.targets.push_back(target);
                                   });
  }
  void setsOneThing() {
    QFETCH(QString, place);
    QFETCH(QString, value);
    QFETCH(std::function<void(Workspace&)>, change);
    Workspace expected = test::sampleWorkspace();
    change(expected);
    const auto changed = withValue(test::sampleWorkspace(), place.toStdString(), value.toStdString(), file);
    QVERIFY2(changed.ok(), qPrintable(wordsOf(changed)));
    QVERIFY(*changed == expected);
  }

  void namesMayHavePoints() {
    Workspace workspace = test::sampleWorkspace();
    workspace.targets[0].name = "qwen2.5";
    workspace.targets[1].name = "qwen2";
    const auto changed = withValue(workspace, "targets.qwen2.5.costPerHour", "7", file);
    QVERIFY2(changed.ok(), qPrintable(wordsOf(changed)));
    QCOMPARE(changed->targets[0].costPerHour, 7.0);
    QCOMPARE(changed->targets.size(), workspace.targets.size());
  }

  void takesAway() {
    const Workspace workspace = test::sampleWorkspace();
    auto changed = withoutValue(workspace, "targets.v100", file);
    QVERIFY(changed.ok());
    QCOMPARE(changed->targets.size(), workspace.targets.size() - 1);
    QVERIFY(!findTarget(*changed, "v100"));
    changed = withoutValue(workspace, "prices.A10.maxReplicas", file);
    QVERIFY(changed.ok() && !changed->prices[0].maxReplicas);
    changed = withoutValue(workspace, "plan", file);
    QVERIFY(changed.ok() && changed->plan == Workspace().plan);
  }

  // Nothing is changed by what makes no sense, and the words name the place.
  void refuses_data() {
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("word");
    QTest::newRow("misspelt") << "targets.a10.costPerhour"
                              << "1"
                              << "costPerhour";
    QTest::newRow("misspelt section") << "prises.A10.costPerHour"
                                      << "1"
                                      << "prises";
    QTest::newRow("out of range") << "targetUtilisation"
                                  << "1.5"
                                  << "targetUtilisation";
    QTest::newRow("wrong type") << "plan.samples"
                                << "many"
                                << "samples";
    QTest::newRow("wrong choice") << "targets.a10.reach.kind"
                                  << "carrier-pigeon"
                                  << "kind";
    QTest::newRow("a name twice") << "targets.v100.name"
                                  << "a10"
                                  << "a10";
    QTest::newRow("an entry") << "targets.a10"
                              << "{}"
                              << "a10";
    QTest::newRow("below a value") << "targetUtilisation.x"
                                   << "1"
                                   << "targetUtilisation.x";
    QTest::newRow("nothing") << ""
                             << "1"
                             << "";
    QTest::newRow("empty name") << "targets..gpu"
                                << "A10"
                                << "targets..gpu";
    QTest::newRow("a password") << "connections.east.url"
                                << "redis://:hunter2@host"
                                << "password";
  }
  void refuses() {
    QFETCH(QString, place);
    QFETCH(QString, value);
    QFETCH(QString, word);
    const auto changed = withValue(test::sampleWorkspace(), place.toStdString(), value.toStdString(), file);
    QVERIFY(!changed.ok());
    QCOMPARE(changed.error().code, ErrorCode::invalidArgument);
    QVERIFY2(wordsOf(changed).contains(word), qPrintable(wordsOf(changed)));
    QVERIFY(!wordsOf(changed).contains("hunter2"));
    QVERIFY(!changed.error().hint.empty());
  }

  void tellsWhatIsNotThere() {
    for (const char* place : {"targets.h100", "prices.T4.costPerHour", "nonsense", "targets.a10.nonsense"}) {
      const auto changed = withoutValue(test::sampleWorkspace(), place, file);
      QVERIFY2(!changed.ok() && changed.error().code == ErrorCode::notFound, place);
    }
  }
};

QTEST_APPLESS_MAIN(TestWorkspaceEdit)
#include "test_workspace_edit.moc"
