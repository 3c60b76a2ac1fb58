// The models behind the page Targets, and what an operator does to the list.
#include "tests/support/qt_warnings.h"
#include "tests/support/sample_workspace.h"
#include "ui/controllers/known_hardware.h"
#include "ui/controllers/target_edits.h"
#include "ui/models/checklist_model.h"
#include "ui/models/proposals_model.h"
#include "ui/models/target_words.h"
#include "ui/models/targets_model.h"
#include "ui/models/tunnel_log_model.h"

#include <QAbstractItemModelTester>
#include <QMimeData>
#include <QSignalSpy>

using namespace headroom;
using namespace headroom::ui;

namespace {

using Column = TargetsModel::Column;

struct Fixture {
  QTemporaryDir directory;
  Tasks tasks;
  Session session{tasks, directory.path()};
  TargetStates states;
  TargetsModel model{session, states};
  QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};

  explicit Fixture(bool filled = true) {
    if (filled) session.edit("Fill", [](Workspace& w) { w = test::sampleWorkspace(); });
  }
  QString text(int row, int column) const { return model.index(row, column).data().toString(); }
  QStringList names() const {
    QStringList all;
    for (int row = 0; row < model.rowCount(); ++row) all.push_back(text(row, Column::NameColumn));
    return all;
  }
  bool type(int row, int column, const QVariant& value) {
    return model.setData(model.index(row, column), value);
  }
  void undo() { session.undoStack()->undo(); }
  const Target& target(const char* name) { return *findTarget(session.workspace(), name); }
};

}  // namespace

class TestTargetModels : public headroom::test::WidgetTest {
  Q_OBJECT

 private slots:
  void tellsWhatTheTargetsAre() {
    Fixture f;
    QCOMPARE(f.names(), QStringList({"a10", "v100", "l20", "a100"}));
    QCOMPARE(f.text(0, Column::GpuColumn), QString("A10"));
    QCOMPARE(f.text(0, Column::ModelColumn), QString("llama2-7b"));
    QCOMPARE(f.text(0, Column::DeploymentColumn), QString("llama2-7b-a10"));
    QCOMPARE(f.text(0, Column::ReachColumn), QString("http://10.0.0.7:8000"));
    QCOMPARE(f.text(1, Column::ReachColumn), QString("pod llama2-7b-v100-7d9f:8001 · serving · east"));
    QCOMPARE(f.text(2, Column::ReachColumn), QString("service llama2-l20:8002 · serving · west"));
    QCOMPARE(f.text(3, Column::ReachColumn), QString("simulated A100-80G, llama2-7b"));
    QCOMPARE(f.text(0, Column::CostColumn), QString("$1.01"));
    QCOMPARE(f.text(0, Column::StateColumn), QString("not tried yet"));
    f.states.set("a10", {TargetState::Kind::good, "12 ms"});
    QCOMPARE(f.text(0, Column::StateColumn), QString("answers · 12 ms"));
    f.states.set("v100", {TargetState::Kind::busy, "reconnecting in 3 s"});
    QCOMPARE(f.text(1, Column::StateColumn), QString("reconnecting in 3 s"));
    // The same GPU type in the same colour, another in another.
    const auto colour = [&](int row) {
      return f.model.index(row, Column::GpuColumn).data(Qt::DecorationRole).value<QColor>();
    };
    QVERIFY(colour(0).isValid() && colour(0) != colour(1));
    f.session.edit("Same", [](Workspace& w) { w.targets[1].gpu = "A10"; });
    QCOMPARE(colour(0), colour(1));
    // A password of an older file is not shown.
    f.session.edit("Old", [](Workspace& w) { w.targets[0].reach = ByUrl{"http://u:geheim@h:1", {}}; });
    QVERIFY(!f.text(0, Column::ReachColumn).contains("geheim"));
  }

  void isEditedInPlace() {
    Fixture f;
    QVERIFY(f.type(0, Column::NameColumn, "  a10 east "));
    QCOMPARE(f.names().first(), QString("a10 east"));
    QVERIFY(f.type(0, Column::ModelColumn, "m2"));
    QVERIFY(f.type(0, Column::DeploymentColumn, "d2"));
    QVERIFY(f.type(0, Column::CostColumn, 1.5));
    QCOMPARE(f.target("a10 east").model, std::string("m2"));
    QCOMPARE(f.target("a10 east").deployment, std::string("d2"));
    QCOMPARE(f.target("a10 east").costPerHour, 1.5);
    QVERIFY(!f.model.index(0, Column::ReachColumn).flags().testFlag(Qt::ItemIsEditable));
    QVERIFY(!f.model.index(0, Column::StateColumn).flags().testFlag(Qt::ItemIsEditable));
    for (int i = 0; i < 4; ++i) f.undo();
    QCOMPARE(f.session.workspace(), test::sampleWorkspace());
    QCOMPARE(f.names().first(), QString("a10"));
  }

  void refusesWhatCannotBe() {
    Fixture f;
    QSignalSpy refused(&f.model, &TargetsModel::refused);
    QVERIFY(!f.type(0, Column::NameColumn, "v100"));
    QVERIFY(!f.type(0, Column::NameColumn, "   "));
    QVERIFY(!f.type(0, Column::CostColumn, -1));
    QVERIFY(!f.type(0, Column::CostColumn, "much"));
    QVERIFY(!f.type(0, Column::CostColumn, std::numeric_limits<double>::infinity()));
    QCOMPARE(refused.count(), 5);
    QCOMPARE(refused.first().first().value<Error>().code, ErrorCode::conflict);
    QVERIFY(!refused.first().first().value<Error>().hint.empty());
    QCOMPARE(f.session.workspace(), test::sampleWorkspace());
  }

  void theCostStartsWithTheListPriceAndFollowsTheGpu() {
    Fixture f;
    const double a10 = *listPrice("A10"), l4 = *listPrice("L4");
    f.session.edit("Unknown", [](Workspace& w) { w.targets[0].costPerHour = 0; });
    QCOMPARE(f.text(0, Column::CostColumn), QString("–"));
    QCOMPARE(f.model.index(0, Column::CostColumn).data(Qt::EditRole).toDouble(), a10);
    f.type(0, Column::GpuColumn, "L4");
    QCOMPARE(f.target("a10").costPerHour, l4);
    f.type(0, Column::GpuColumn, "A10");
    QCOMPARE(f.target("a10").costPerHour, a10);
    // A price of the operator's own stays.
    f.type(0, Column::CostColumn, 0.42);
    f.type(0, Column::GpuColumn, "L4");
    QCOMPARE(f.target("a10").costPerHour, 0.42);
  }

  void rowsFollowTheWorkspace() {
    Fixture f(false);
    QCOMPARE(f.model.rowCount(), 0);
    QSignalSpy inserted(&f.model, &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(&f.model, &QAbstractItemModel::rowsRemoved);
    QSignalSpy reset(&f.model, &QAbstractItemModel::modelReset);
    Target target;
    target.name = "x";
    addTargets(f.session, {target, target, target});
    QCOMPARE(f.names(), QStringList({"x", "x 2", "x 3"}));
    QCOMPARE(f.session.undoStack()->undoText(), QString("Add 3 targets"));
    QCOMPARE(f.session.selection().target, std::string("x"));
    duplicateTarget(f.session, "x 2");
    QCOMPARE(f.names(), QStringList({"x", "x 2", "x 2 2", "x 3"}));
    QCOMPARE(inserted.count(), 2);
    QCOMPARE(inserted.last().at(1).toInt(), 2);
    removeTarget(f.session, "x 2 2");
    QCOMPARE(removed.count(), 1);
    QCOMPARE(f.session.selection().target, std::string("x 3"));
    moveTarget(f.session, "x", 2);
    QCOMPARE(f.names(), QStringList({"x 2", "x 3", "x"}));
    moveTarget(f.session, "x", 0);
    QCOMPARE(f.names(), QStringList({"x", "x 2", "x 3"}));
    // Everything at once, as opening another file does.
    f.session.edit("Other", [](Workspace& w) { w = test::sampleWorkspace(); });
    QCOMPARE(f.names(), QStringList({"a10", "v100", "l20", "a100"}));
    f.session.selectTarget("l20");
    for (const char* name : {"a100", "l20", "v100", "a10"}) removeTarget(f.session, name);
    QCOMPARE(f.model.rowCount(), 0);
    QCOMPARE(f.session.selection().target, std::string());
    while (f.session.undoStack()->canUndo()) f.undo();
    QCOMPARE(f.model.rowCount(), 0);
    while (f.session.undoStack()->canRedo()) f.session.undoStack()->redo();
    QCOMPARE(f.model.rowCount(), 0);
    QCOMPARE(reset.count(), 0);
  }

  void aCopyHasNoBenchmarkFileAndARenamedOneStaysSelected() {
    Fixture f;
    f.session.selectTarget("a10");
    duplicateTarget(f.session, "a10");
    QVERIFY(f.target("a10 2").journal.empty());
    QVERIFY(!f.target("a10").journal.empty());
    QCOMPARE(f.session.selection().target, std::string("a10 2"));
    QVERIFY(renameTarget(f.session, "a10 2", "b").ok());
    QCOMPARE(f.session.selection().target, std::string("b"));
    f.undo();
    QCOMPARE(f.session.selection().target, std::string("a10 2"));
    f.undo();
    QCOMPARE(f.session.selection().target, std::string("a10"));
    QCOMPARE(f.session.workspace(), test::sampleWorkspace());
  }

  void rowsAreDraggedToAnotherPlace() {
    Fixture f;
    const auto drag = [&](int from, int row) {
      const std::unique_ptr<QMimeData> data(f.model.mimeData({f.model.index(from, 0)}));
      QVERIFY(f.model.canDropMimeData(data.get(), Qt::MoveAction, row, 0, {}));
      f.model.dropMimeData(data.get(), Qt::MoveAction, row, 0, {});
    };
    drag(0, 3);  // before the fourth
    QCOMPARE(f.names(), QStringList({"v100", "l20", "a10", "a100"}));
    drag(3, 0);
    QCOMPARE(f.names(), QStringList({"a100", "v100", "l20", "a10"}));
    drag(0, 4);
    QCOMPARE(f.names(), QStringList({"v100", "l20", "a10", "a100"}));
    for (int i = 0; i < 3; ++i) f.undo();
    QCOMPARE(f.session.workspace(), test::sampleWorkspace());
  }

  void checklistSaysWhatIsMissing() {
    ChecklistModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), 0);
    ProbeReport report;
    report.checks = {{"models", ProbeCheck::State::ok, "llama2-7b"},
                     {"streaming", ProbeCheck::State::failed, "HTTP 500"},
                     {"tokenize", ProbeCheck::State::no, "there is no /tokenize"},
                     {"a new one", ProbeCheck::State::ok, "fine"}};
    model.setReport(std::make_shared<const ProbeReport>(report));
    QCOMPARE(model.rowCount(), 4);
    const auto verdict = [&](int row) {
      return static_cast<Verdict>(model.index(row).data(ChecklistModel::VerdictRole).toInt());
    };
    QCOMPARE(verdict(0), Verdict::good);
    QCOMPARE(verdict(1), Verdict::bad);   // nothing can be measured without
    QCOMPARE(verdict(2), Verdict::warn);  // that costs precision only
    QCOMPARE(model.index(3).data().toString(), QString("a new one"));
    QCOMPARE(model.index(1).data(ChecklistModel::WordsRole).toString(), QString("HTTP 500"));
    QVERIFY(model.index(1).data(Qt::AccessibleTextRole).toString().contains("HTTP 500"));
    model.setReport(nullptr);
    QCOMPARE(model.rowCount(), 0);
  }

  void adviceNamesNoOptionsOfTheCommandLine() {
    QCOMPARE(withoutOptions("give an API key by --api-key-env or --api-key-file"),
             QString("give an API key"));
    QCOMPARE(withoutOptions("choose one of a, b by --model"), QString("choose one of a, b"));
    QCOMPARE(withoutOptions("check the model's name, or try --api chat"),
             QString("check the model's name, or try the API \"chat\""));
    QVERIFY(
        !withoutOptions("install kubectl (https://k8s.io), or give its path with --kubectl").contains("--"));
    QCOMPARE(withoutOptions("list them with `headroomctl targets namespaces`"), QString("list them"));
  }

  void tunnelLogAddsWhatIsNewAndDropsWhatIsOld() {
    TunnelLogModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    std::vector<TunnelLogLine> lines;
    const auto say = [&](const char* text, bool kubectl = false) {
      lines.push_back(
          {std::chrono::system_clock::from_time_t(static_cast<time_t>(lines.size())), kubectl, text});
    };
    say("one");
    say("two", true);
    model.setLines(lines);
    model.setLines(lines);
    QCOMPARE(inserted.count(), 1);
    say("three");
    model.setLines(lines);
    QCOMPARE(inserted.last().at(1).toInt(), 2);
    QCOMPARE(removed.count(), 0);
    say("four");
    model.setLines({lines.begin() + 1, lines.end()});
    QCOMPARE(removed.count(), 1);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(0, TunnelLogModel::TextColumn).data().toString(), QString("two"));
    QVERIFY(model.text().contains("kubectl: two\n"));
    // Another tunnel's log has nothing of this one.
    model.setLines({{std::chrono::system_clock::from_time_t(99), false, "other"}});
    QCOMPARE(model.rowCount(), 1);
    model.setLines({});
    QCOMPARE(model.rowCount(), 0);
  }

  void proposalsShowServersFirstAndAllOnDemand() {
    ProposalsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    Discovery found;
    TargetProposal server;
    server.name = "llama-0";
    server.namespaceName = "inference";
    server.context = "prod";
    server.model = "llama-3-8b";
    server.deployment = "llama";
    server.port = 8000;
    server.gpu = ProposedGpu{.name = "A10G", .from = "node label x", .known = true, .pricePerHourUsd = 1.006};
    server.gpus = 2;
    server.endpoint = true;
    server.pods = server.readyPods = 1;
    TargetProposal tool = server;
    tool.name = "toolbox";
    tool.endpoint = false;
    tool.port = 0;
    tool.gpu.reset();
    tool.problem = "Pending";
    found.proposals = {server, tool};
    model.setFound(std::make_shared<const Discovery>(found));
    QCOMPARE(model.rowCount(), 1);
    model.setAll(true);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.hidden(), 0);
    model.setFilter("tool");
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.at(0).name, std::string("toolbox"));
    // Without a port it cannot be reached.
    QVERIFY(!model.index(0, 0).flags().testFlag(Qt::ItemIsSelectable));
    model.setFilter({});
    const Target target = targetOf(model.at(0));
    QCOMPARE(target.name, std::string("llama"));
    QCOMPARE(target.model, std::string("llama-3-8b"));
    QCOMPARE(target.deployment, std::string("llama"));
    QCOMPARE(target.nameSpace, std::string("inference"));
    QCOMPARE(target.gpu, std::string("A10G"));
    QCOMPARE(target.costPerHour, 2 * 1.006);
    QVERIFY(target.reach == Reach(ByPod{"prod", "llama-0", 8000}));
    model.setFound(nullptr);
    QCOMPARE(model.rowCount(), 0);
  }
};

QTEST_MAIN(TestTargetModels)
#include "test_target_models.moc"
