// The page Targets in the real window, driven by keys and mouse.
#include "core/service/simulated_endpoint.h"
#include "tests/support/fake_cluster.h"
#include "tests/support/fake_keychain.h"
#include "tests/support/qt_warnings.h"
#include "tests/support/sample_workspace.h"
#include "tests/support/small_http_server.h"
#include "ui/controllers/known_hardware.h"
#include "ui/controllers/target_edits.h"
#include "ui/dialogs/add_target/add_target_dialog.h"
#include "ui/pages/targets/targets_table.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page_registry.h"
#include "ui/widgets/choice_field.h"
#include "ui/widgets/headline.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/text_field.h"
#include "ui/widgets/verdict_label.h"

#include <QAction>
#include <QCheckBox>
#include <QFileDialog>
#include <QLabel>
#include <QListView>
#include <QPushButton>

using namespace headroom;
using namespace headroom::ui;
using headroom::test::FakeCluster;
using headroom::test::FakeKeychain;
using headroom::test::SmallHttpServer;

namespace {

SimulatedEndpoint newServer(const std::string& apiKey = {}) {
  SimulationOptions options;
  options.gpu = *knownHardware().gpu("H100");
  options.model = *knownHardware().model("llama2-7b");
  options.apiKey = Secret(apiKey);
  auto started = SimulatedEndpoint::start(std::move(options));
  if (!started) qFatal("%s", started.error().text().c_str());
  return std::move(*started);
}

struct Fixture {
  QTemporaryDir directory;
  FakeKeychain::Store store;
  FakeCluster cluster;
  SmallHttpServer pod;
  Services services{{directory.filePath("settings.ini"), directory.filePath("state")},
                    std::make_unique<FakeKeychain>(store)};
  MainWindow window{services, pageRegistry()};

  explicit Fixture(bool filled = true) {
    services.settings.setValue("kubectl/program", FAKE_KUBECTL);
    services.settings.setValue("kubectl/kubeconfig", QString::fromStdString(cluster.path("config")));
    services.tunnels.setOptions([](TunnelOptions& options) {
      options.probeSeconds = 0.05;
      options.failedProbeSeconds = 0.02;
      options.backOffSeconds = {0.01, 0.02, 0.05};
      options.graceSeconds = 0.2;
    });
    for (const char* name :
         {"config.json", "namespaces.json", "pods.json", "services.json", "deployments.json", "nodes.json"})
      cluster.put(name, *readFile(std::string(HEADROOM_TEST_DATA) + "/cluster/" + name));
    cluster.put("backend", std::to_string(pod.port()));
    if (filled) services.session.edit("Fill", [](Workspace& w) { w = test::sampleWorkspace(); });
    services.session.undoStack()->clear();
    window.show();
    window.showPage("targets");
    window.activateWindow();
    if (!QTest::qWaitForWindowActive(&window)) qFatal("no window");
  }
  Session& session() { return services.session; }
  const Workspace& workspace() { return session().workspace(); }
  const Target& target(const char* name) {
    const Target* found = findTarget(workspace(), name);
    if (!found) qFatal("no target %s", name);
    return *found;
  }
  template <typename T>
  T* child(const char* name) const {
    T* found = window.findChild<T*>(QLatin1String(name));
    if (!found) qFatal("no %s", name);
    return found;
  }
  QAction* action(const char* name) const { return child<QAction>(name); }
  TargetsTable* table() const { return child<TargetsTable>("targetsTable"); }
  void choose(int row) {
    const QModelIndex index = table()->model()->index(row, 0);
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, table()->visualRect(index).center());
  }
  std::string selected() { return session().selection().target; }
  AddTargetDialog* dialog() const { return window.findChild<AddTargetDialog*>("addTargetDialog"); }
  AddTargetDialog* openDialog() {
    action("targets.add")->trigger();
    dialog()->activateWindow();
    if (!QTest::qWaitForWindowActive(dialog())) qFatal("the dialog is not active");
    return dialog();
  }
};

void type(QLineEdit* field, const QString& text, Qt::Key end = Qt::Key_Return) {
  field->setFocus();
  field->selectAll();
  QTest::keyClicks(field, text);
  if (end) QTest::keyClick(field, end);
}

void press(QWidget* button) { QTest::mouseClick(button, Qt::LeftButton); }

}  // namespace

class TestTargetsPage : public headroom::test::WidgetTest {
  Q_OBJECT

 private slots:
  void emptyItOffersOneThingToDo() {
    Fixture f(false);
    QVERIFY(f.child<QPushButton>("addFirst")->isVisible());
    QVERIFY(!f.table()->isVisible());
    press(f.child<QPushButton>("addFirst"));
    QVERIFY(f.dialog() && f.dialog()->isVisible());
    f.dialog()->reject();
    QTRY_VERIFY(!f.dialog());
    QVERIFY(f.workspace().targets.empty());
  }

  void addsASimulatedTarget() {
    Fixture f(false);
    AddTargetDialog* dialog = f.openDialog();
    press(dialog->findChild<QPushButton*>("simulated"));
    auto* gpu = dialog->findChild<ChoiceField*>("newSimulatedGpu");
    gpu->setFocus();
    gpu->setCurrentIndex(gpu->findText("A10"));
    emit gpu->activated(gpu->currentIndex());
    auto* model = dialog->findChild<ChoiceField*>("newSimulatedModel");
    model->setCurrentIndex(model->findText("llama2-7b"));
    emit model->activated(model->currentIndex());
    QCOMPARE(dialog->findChild<VerdictLabel*>("simulatedFit")->verdict(), Verdict::good);
    // The list price is the start.
    QCOMPARE(*dialog->findChild<NumberField*>("newCost")->value(), *listPrice("A10"));
    type(dialog->findChild<TextField*>("newName"), "mine", Qt::Key_Tab);
    press(dialog->findChild<QPushButton*>("add"));
    QTRY_VERIFY(!f.dialog());
    QCOMPARE(f.workspace().targets.size(), std::size_t{1});
    const Target& target = f.target("mine");
    QVERIFY(target.reach == Reach(Simulated{"A10", "llama2-7b"}));
    QCOMPARE(target.gpu, std::string("A10"));
    QCOMPARE(target.model, std::string("llama2-7b"));
    QCOMPARE(target.costPerHour, *listPrice("A10"));
    QCOMPARE(f.selected(), std::string("mine"));
    QVERIFY(f.table()->isVisible());
    f.window.activateWindow();
    f.session().undoStack()->undo();
    QVERIFY(f.workspace().targets.empty());
    QVERIFY(f.child<QPushButton>("addFirst")->isVisible());
  }

  void whatDoesNotFitIsNotAdded() {
    Fixture f(false);
    AddTargetDialog* dialog = f.openDialog();
    QVERIFY(!dialog->findChild<QPushButton*>("add")->isEnabled());
    type(dialog->findChild<TextField*>("newUrl"), "ftp://h", Qt::Key(0));
    QVERIFY(!dialog->findChild<QPushButton*>("add")->isEnabled());
    QVERIFY(!dialog->findChild<QLabel*>("addNote")->text().isEmpty());
    // Never with a password in the document.
    type(dialog->findChild<TextField*>("newUrl"), "http://u:geheim@h:1", Qt::Key(0));
    QVERIFY(!dialog->findChild<QPushButton*>("add")->isEnabled());
    QVERIFY(!dialog->findChild<QLabel*>("addNote")->text().contains("geheim"));
    dialog->reject();
  }

  void addsByUrlAndAsksForTheModels() {
    Fixture f(false);
    const SimulatedEndpoint server = newServer("sesame");
    AddTargetDialog* dialog = f.openDialog();
    type(dialog->findChild<QLineEdit*>("secret"), "sesame", Qt::Key(0));
    type(dialog->findChild<TextField*>("newUrl"), QString::fromStdString(server.url()));
    QVERIFY(dialog->isVisible());  // Enter asks, it does not add
    auto* answer = dialog->findChild<VerdictLabel*>("askAnswer");
    QTRY_VERIFY2_WITH_TIMEOUT(answer->verdict() == Verdict::good, qPrintable(answer->text()), 30000);
    QCOMPARE(dialog->findChild<ChoiceField*>("newModel")->value(), QString("llama2-7b"));
    auto* gpu = dialog->findChild<ChoiceField*>("newGpu");
    type(gpu->lineEdit(), "H100", Qt::Key_Tab);
    QCOMPARE(*dialog->findChild<NumberField*>("newCost")->value(), *listPrice("H100"));
    press(dialog->findChild<QPushButton*>("add"));
    QTRY_VERIFY(!f.dialog());
    const Target& target = f.workspace().targets.front();
    QCOMPARE(target.model, std::string("llama2-7b"));
    QCOMPARE(target.gpu, std::string("H100"));
    QVERIFY(target.reach == Reach(ByUrl{server.url(), {}}));
    QCOMPARE(f.services.secrets.of(Secrets::ofTarget(target)).reveal(), std::string("sesame"));
    // Nothing of the key is in the file.
    std::optional<Result<void>> saved;
    const QString path = f.directory.filePath("w.headroom");
    f.session().saveAs(path, [&](const Result<void>& done) { saved = done; });
    QTRY_VERIFY(saved && saved->ok());
    QVERIFY(readFile(path.toStdString())->find("sesame") == std::string::npos);
  }

  void addsSeveralOutOfACluster() {
    Fixture f(false);
    AddTargetDialog* dialog = f.openDialog();
    press(dialog->findChild<QPushButton*>("cluster"));
    auto* proposals = dialog->findChild<QTableView*>("proposals");
    QTRY_VERIFY(proposals->model()->rowCount() > 1);
    QCOMPARE(dialog->findChild<ChoiceField*>("context")->value(), QString("prod"));
    QCOMPARE(dialog->findChild<ChoiceField*>("clusterNamespace")->value(), QString("inference"));
    auto* add = dialog->findChild<QPushButton*>("add");
    QVERIFY(!add->isEnabled());
    dialog->findChild<QLineEdit*>("filter")->setText("llama-a10");
    QCOMPARE(proposals->model()->rowCount(), 1);
    proposals->selectRow(0);
    QCOMPARE(dialog->findChild<TextField*>("newDeployment")->value(), QString("llama-a10"));
    QCOMPARE(dialog->findChild<ChoiceField*>("newModel")->value(), QString("llama-3-8b"));
    QCOMPARE(dialog->findChild<ChoiceField*>("newGpu")->value(), QString("A10G"));
    QCOMPARE(*dialog->findChild<NumberField*>("newCost")->value(), 2 * *listPrice("A10G"));
    dialog->findChild<QLineEdit*>("filter")->clear();
    proposals->selectAll();
    const auto chosen = static_cast<std::size_t>(proposals->selectionModel()->selectedRows().size());
    QVERIFY(chosen > 1);
    press(add);
    QTRY_VERIFY(!f.dialog());
    QCOMPARE(f.workspace().targets.size(), chosen);
    QVERIFY(std::holds_alternative<ByPod>(f.workspace().targets.front().reach));
    f.session().undoStack()->undo();
    QVERIFY(f.workspace().targets.empty());
    QTRY_VERIFY(!f.cluster.anyAlive());
  }

  void asksAPodWhoseLabelsNameNoModel() {
    Fixture f(false);
    const SimulatedEndpoint server = newServer();
    f.cluster.put("backend", std::to_string(server.port()));
    AddTargetDialog* dialog = f.openDialog();
    press(dialog->findChild<QPushButton*>("cluster"));
    auto* proposals = dialog->findChild<QTableView*>("proposals");
    QTRY_VERIFY(proposals->model()->rowCount() > 1);
    dialog->findChild<QLineEdit*>("filter")->setText("qwen");
    QVERIFY(proposals->model()->rowCount() >= 1);
    proposals->selectRow(0);
    auto* ask = dialog->findChild<QPushButton*>("askPodModels");
    QVERIFY(ask->isVisible());
    press(ask);
    QTRY_COMPARE_WITH_TIMEOUT(dialog->findChild<ChoiceField*>("newModel")->value(), QString("llama2-7b"),
                              30000);
    dialog->reject();
    QTRY_VERIFY(!f.cluster.anyAlive());
  }

  void whatIsWrongWithKubectlIsSaid_data() {
    QTest::addColumn<QString>("program");
    QTest::addColumn<QByteArray>("words");
    QTest::addColumn<bool>("canChoose");
    QTest::addRow("not there") << "/nowhere/kubectl" << QByteArray() << true;
    QTest::addRow("not logged in") << QString()
                                   << QByteArray(
                                          "error: You must be logged in to the server (Unauthorized)\n")
                                   << false;
  }
  void whatIsWrongWithKubectlIsSaid() {
    QFETCH(QString, program);
    QFETCH(QByteArray, words);
    QFETCH(bool, canChoose);
    Fixture f(false);
    if (!program.isEmpty()) setKubectlProgram(f.services.settings, program);
    f.cluster.put("fail.txt", words.toStdString());
    f.cluster.put("get.mode", "fail");
    AddTargetDialog* dialog = f.openDialog();
    press(dialog->findChild<QPushButton*>("cluster"));
    auto* state = dialog->findChild<VerdictLabel*>("clusterState");
    QTRY_COMPARE(state->verdict(), Verdict::bad);
    QVERIFY(dialog->findChild<QLabel*>("clusterHint")->isVisible());
    QVERIFY(!dialog->findChild<QLabel*>("clusterHint")->text().isEmpty());
    QCOMPARE(dialog->findChild<QPushButton*>("chooseKubectl")->isVisible(), canChoose);
    dialog->reject();
  }

  void aHangingKubectlEndsWithTheDialog() {
    Fixture f(false);
    f.cluster.put("get.mode", "hang");
    AddTargetDialog* dialog = f.openDialog();
    press(dialog->findChild<QPushButton*>("cluster"));
    QTRY_VERIFY(f.cluster.calls().size() > 3);
    QVERIFY(f.cluster.anyAlive());
    dialog->reject();
    QTRY_VERIFY(f.services.tasks.idle());
    QTRY_VERIFY(!f.cluster.anyAlive());
  }

  void theSelectionFollowsTheRowAndTheForm() {
    Fixture f;
    f.choose(1);
    QCOMPARE(f.selected(), std::string("v100"));
    QCOMPARE(f.child<TextField>("name")->value(), QString("v100"));
    QTest::keyClick(f.table(), Qt::Key_Down);
    QCOMPARE(f.selected(), std::string("l20"));
    QCOMPARE(f.child<TextField>("object")->value(), QString("llama2-l20"));
    // Chosen elsewhere.
    f.session().selectTarget("a10");
    QCOMPARE(f.table()->currentIndex().row(), 0);
    QCOMPARE(f.child<TextField>("url")->value(), QString("http://10.0.0.7:8000"));
  }

  void fieldsAreEditedAndUndone() {
    Fixture f;
    f.choose(0);
    type(f.child<TextField>("name"), "east");
    QCOMPARE(f.workspace().targets[0].name, std::string("east"));
    QCOMPARE(f.selected(), std::string("east"));
    QCOMPARE(f.child<TextField>("name")->value(), QString("east"));
    type(f.child<NumberField>("cost"), "1.5");
    QCOMPARE(f.target("east").costPerHour, 1.5);
    type(f.child<TextField>("deployment"), "d", Qt::Key_Tab);
    QCOMPARE(f.target("east").deployment, std::string("d"));
    type(f.child<ChoiceField>("gpu")->lineEdit(), "L4");
    QCOMPARE(f.target("east").gpu, std::string("L4"));
    type(f.child<TextField>("url"), "https://new:1");
    QVERIFY(f.target("east").reach == Reach(ByUrl{"https://new:1", "/home/me/work/ca.pem"}));
    // A field that is not being typed in leaves undo to the document.
    for (int i = 0; i < 5; ++i) QTest::keyClick(f.child<TextField>("url"), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(f.workspace(), test::sampleWorkspace());
    QCOMPARE(f.child<TextField>("name")->value(), QString("a10"));
  }

  void aNameThatIsTakenIsRefusedAndPutBack() {
    Fixture f;
    f.choose(0);
    type(f.child<TextField>("name"), "v100");
    QCOMPARE(f.workspace(), test::sampleWorkspace());
    QCOMPARE(f.child<TextField>("name")->text(), QString("a10"));
    QCOMPARE(f.services.messages.rowCount(), 1);
    QVERIFY(!f.services.messages.at(0).nextStep.isEmpty());
    type(f.child<TextField>("name"), "fine");
    QCOMPARE(f.services.messages.rowCount(), 0);
  }

  void theWayItIsReachedIsChanged() {
    Fixture f;
    f.choose(1);
    press(f.child<QWidget>("reachKind")->findChild<QPushButton*>("service"));
    QVERIFY(f.target("v100").reach == Reach(ByService{"east", "llama2-7b-v100-7d9f", 8001}));
    type(f.child<NumberField>("port"), "99");
    QCOMPARE(std::get<ByService>(f.target("v100").reach).port, 99);
    press(f.child<QWidget>("reachKind")->findChild<QPushButton*>("simulated"));
    QVERIFY(std::holds_alternative<Simulated>(f.target("v100").reach));
    f.session().undoStack()->undo();
    QCOMPARE(std::get<ByService>(f.target("v100").reach).port, 99);
  }

  void theCostIsEditedInPlace() {
    Fixture f;
    f.choose(0);
    f.table()->setCurrentIndex(f.table()->model()->index(0, TargetsModel::CostColumn));
    f.table()->setFocus();
    QTest::keyClick(f.table(), Qt::Key_F2);
    auto* editor = f.table()->viewport()->findChild<NumberField*>();
    QVERIFY(editor);
    type(editor, "$3.25");
    QTRY_COMPARE(f.target("a10").costPerHour, 3.25);
    QCOMPARE(f.child<NumberField>("cost")->value(), std::optional(3.25));
  }

  void actionsChangeTheList() {
    Fixture f;
    f.choose(0);
    f.action("targets.duplicate")->trigger();
    QCOMPARE(f.selected(), std::string("a10 2"));
    QCOMPARE(f.table()->currentIndex().row(), 1);
    QTest::keyClick(&f.window, Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(f.workspace().targets[2].name, std::string("a10 2"));
    QCOMPARE(f.table()->currentIndex().row(), 2);
    f.action("targets.up")->trigger();
    f.action("targets.up")->trigger();
    QCOMPARE(f.workspace().targets[0].name, std::string("a10 2"));
    QVERIFY(!f.action("targets.up")->isEnabled());
    f.action("targets.remove")->trigger();
    QCOMPARE(f.selected(), std::string("a10"));
    QCOMPARE(f.workspace(), test::sampleWorkspace());
    for (int i = 0; i < 4; ++i) f.action("targets.remove")->trigger();
    QVERIFY(f.workspace().targets.empty());
    QVERIFY(!f.action("targets.remove")->isEnabled());
  }

  void aTestFillsTheCheckList() {
    Fixture f(false);
    const SimulatedEndpoint server = newServer();
    Target target;
    target.name = "a";
    target.gpu = "H100";
    target.costPerHour = 2;
    target.reach = ByUrl{server.url(), {}};
    addTargets(f.session(), {target});
    auto* next = f.child<QPushButton>("nextStep");
    QCOMPARE(next->text(), QString("Test All"));
    auto* test = f.child<QPushButton>("test");
    press(test);
    QCOMPARE(test->text(), QString("Stop"));
    auto* verdict = f.child<VerdictLabel>("probeVerdict");
    QTRY_COMPARE_WITH_TIMEOUT(verdict->verdict(), Verdict::good, 30000);
    auto* list = f.child<QListView>("checklist");
    QVERIFY(list->isVisible());
    QCOMPARE(list->model()->rowCount(), 8);
    QCOMPARE(f.child<HeadlineItem>("answers")->figure(), QString("1 of 1"));
    // What the server names can be chosen.
    QVERIFY(f.child<ChoiceField>("model")->findText("llama2-7b") >= 0);
    QCOMPARE(next->text(), QString("Go to Benchmark"));
  }

  void theNextStepLeadsToWhatIsMissing() {
    Fixture f(false);
    Target target;
    target.name = "a";
    target.reach = Simulated{"A10", "llama2-7b"};
    Target broken = target;
    broken.name = "b";
    broken.reach = ByUrl{"http://127.0.0.1:1", {}};
    addTargets(f.session(), {target, broken});
    f.session().selectTarget("a");
    auto* next = f.child<QPushButton>("nextStep");
    press(next);  // Test All
    QTRY_COMPARE(next->text(), QString("Look at b"));
    press(next);
    QCOMPARE(f.selected(), std::string("b"));
    QCOMPARE(f.child<VerdictLabel>("probeVerdict")->verdict(), Verdict::bad);
    QVERIFY(!f.child<QLabel>("probeWords")->text().isEmpty());
    removeTarget(f.session(), "b");
    QTRY_COMPARE(next->text(), QString("Set the GPU Type"));
    press(next);
    QVERIFY(f.child<ChoiceField>("gpu")->lineEdit()->hasFocus());
  }

  void thePortForwardIsStartedShownAndStopped() {
    Fixture f;
    f.choose(0);
    QVERIFY(!f.child<QWidget>("tunnelPanel")->isVisible());
    f.choose(1);
    QVERIFY(f.child<QWidget>("tunnelPanel")->isVisible());
    auto* start = f.child<QPushButton>("startTunnel");
    press(start);
    auto* state = f.child<VerdictLabel>("tunnelState");
    QTRY_COMPARE(state->verdict(), Verdict::good);
    QVERIFY(f.child<QLabel>("tunnelUrl")->text().startsWith("http://127.0.0.1:"));
    QTRY_VERIFY(f.child<QLabel>("tunnelAdded")->text().contains("s to each request"));
    QVERIFY(f.child<QTableView>("tunnelLog")->model()->rowCount() > 1);
    // It dies, and comes again by itself.
    const auto place = *placeOf(f.target("v100"));
    ::kill(f.services.tunnels.snapshot(place)->pid, SIGKILL);
    QTRY_VERIFY(f.child<QLabel>("tunnelRestarts")->text().toInt() > 0);
    QTRY_COMPARE(state->verdict(), Verdict::good);
    press(start);
    QVERIFY(!f.services.tunnels.snapshot(place));
    QTRY_VERIFY(!f.cluster.anyAlive());
  }

  void anApiKeyIsTakenAndNeverShown() {
    Fixture f;
    f.choose(0);
    auto* field = f.child<QLineEdit>("secret");
    QCOMPARE(field->echoMode(), QLineEdit::Password);
    type(field, "sesame");
    QVERIFY(field->text().isEmpty());
    const QString key = Secrets::ofTarget(f.target("a10"));
    QCOMPARE(f.services.secrets.of(key).reveal(), std::string("sesame"));
    QTRY_COMPARE(f.services.secrets.state(key), Secrets::State::keychain);
    QTRY_VERIFY(field->placeholderText().contains("keychain"));
    // Another server's target has none of it.
    f.choose(1);
    QVERIFY(!field->placeholderText().contains("keychain"));
    f.choose(0);
    press(f.child<QWidget>("forgetSecret"));
    QTRY_VERIFY(f.store.entries.isEmpty());
    // Where the keychain fails, it stays for this run, and that is said.
    f.store.failure = ErrorCode::unsupported;
    type(field, "sesame");
    QTRY_VERIFY(field->placeholderText().contains("this run"));
    QTRY_COMPARE(f.services.messages.rowCount(), 1);
  }

  // The choice is reached from the field by Tab: what was typed is taken before it is made.
  void anApiKeyIsForThisRunOnlyWhereOneChoosesSo() {
    Fixture f;
    f.choose(0);
    auto* field = f.child<QLineEdit>("secret");
    auto* keep = f.child<QCheckBox>("keepSecret");
    const QString key = Secrets::ofTarget(f.target("a10"));
    const auto settled = [] {
      for (int turn = 0; turn < 5; ++turn) QCoreApplication::processEvents();
    };
    QVERIFY(keep->isVisible() && keep->isChecked());
    type(field, "sesame", Qt::Key(0));
    keep->setFocus();
    QTest::keyClick(keep, Qt::Key_Space);
    QVERIFY(!keep->isChecked());
    settled();
    QCOMPARE(f.services.secrets.of(key).reveal(), std::string("sesame"));
    QCOMPARE(f.services.secrets.state(key), Secrets::State::thisRun);
    QVERIFY(field->placeholderText().contains("this run"));
    QVERIFY(f.store.entries.isEmpty());
    // Another one, with the choice made before.
    type(field, "open");
    settled();
    QCOMPARE(f.services.secrets.of(key).reveal(), std::string("open"));
    QVERIFY(f.store.entries.isEmpty());
    // It is the choice of this target.
    f.choose(1);
    QVERIFY(keep->isChecked());
    f.choose(0);
    QVERIFY(!keep->isChecked());
    // In, and out again.
    QTest::keyClick(keep, Qt::Key_Space);
    QTRY_COMPARE(f.store.entries.value(key), QString("open"));
    QTRY_COMPARE(f.services.secrets.state(key), Secrets::State::keychain);
    QTest::keyClick(keep, Qt::Key_Space);
    QTRY_VERIFY(f.store.entries.isEmpty());
    QCOMPARE(f.services.secrets.of(key).reveal(), std::string("open"));
    QCOMPARE(f.services.messages.rowCount(), 0);
  }

  // The window goes on while a file is chosen.
  void filesAreChosenBesideWhatGoesOn() {
    Fixture f;
    f.choose(0);
    const auto answer = [&f](QFileDialog* dialog, const QString& path) {
      QFile file(path);
      QVERIFY(file.open(QIODevice::WriteOnly));
      file.close();
      QVERIFY(dialog && dialog->isVisible());
      dialog->findChild<QLineEdit*>("fileNameEdit")->setText(path);
      QVERIFY(QMetaObject::invokeMethod(dialog, "accept"));
      QTRY_VERIFY(!f.window.findChild<QFileDialog*>("fileDialog"));
    };
    press(f.child<QWidget>("browseJournal"));
    const QString journal = f.directory.filePath("a10.jsonl"), ca = f.directory.filePath("ca.pem");
    answer(f.child<QFileDialog>("fileDialog"), journal);
    QCOMPARE(QString::fromStdString(f.target("a10").journal), journal);
    QCOMPARE(f.session().undoStack()->undoText(), QString("Set the benchmark file of a10"));
    press(f.child<QWidget>("browseCa"));
    answer(f.child<QFileDialog>("fileDialog"), ca);
    QCOMPARE(QString::fromStdString(std::get<ByUrl>(f.target("a10").reach).caFile), ca);
    // Nothing was chosen.
    press(f.child<QWidget>("browseCa"));
    f.child<QFileDialog>("fileDialog")->reject();
    QCOMPARE(QString::fromStdString(std::get<ByUrl>(f.target("a10").reach).caFile), ca);
    // The program kubectl, where it was not found.
    setKubectlProgram(f.services.settings, "/nowhere/kubectl");
    AddTargetDialog* dialog = f.openDialog();
    press(dialog->findChild<QPushButton*>("cluster"));
    auto* choose = dialog->findChild<QPushButton*>("chooseKubectl");
    QTRY_VERIFY(choose->isVisible());
    press(choose);
    auto* files = dialog->findChild<QFileDialog*>("fileDialog");
    QVERIFY(files && files->isVisible());
    files->findChild<QLineEdit*>("fileNameEdit")->setText(FAKE_KUBECTL);
    QVERIFY(QMetaObject::invokeMethod(files, "accept"));
    QTRY_VERIFY(dialog->findChild<QTableView*>("proposals")->model()->rowCount() > 1);
    dialog->reject();
  }

  void aDroppedBenchmarkFileBecomesATarget() {
    Fixture f(false);
    const std::string row =
        R"({"input_tokens": 8, "output_tokens": 8, "request_rate": 1, "seed": 0, "model": "m", )"
        R"("temperature": 0.0, "samples": 10, "metric": "TPUT", "mean": 0.5})";
    const QString path = f.directory.filePath("llama-a10.jsonl");
    QVERIFY(writeFileAtomically(path.toStdString(), row + "\n").ok());
    f.window.start({path});
    QTRY_COMPARE(f.workspace().targets.size(), std::size_t{1});
    const Target& target = f.target("llama-a10");
    QCOMPARE(target.gpu, std::string("A10"));
    QCOMPARE(target.costPerHour, *listPrice("A10"));
    QCOMPARE(target.model, std::string("m"));
    // It was measured elsewhere: nobody asks for a test of it.
    QCOMPARE(f.child<QPushButton>("nextStep")->text(), QString("Go to Benchmark"));
  }
};

QTEST_MAIN(TestTargetsPage)
#include "test_targets_page.moc"
