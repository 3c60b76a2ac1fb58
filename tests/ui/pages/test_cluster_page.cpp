// The Cluster page on a real redis-server: what lies there, what would change, pushing, going back, deleting.
#include "tests/support/fake_cluster.h"
#include "tests/support/loopback_server.h"
#include "tests/ui/pages/cluster_fixture.h"
#include "ui/pages/cluster/difference_card.h"

#include <QFileDialog>

using namespace headroom;
using namespace headroom::ui;
using namespace headroom::test;

class TestClusterPage : public WidgetTest {
  Q_OBJECT

  // In the cluster: our a10 with a tenth more capacity and one zero, and a profile of nobody's here.
  static void fill(const RedisServer& redis, ClusterFixture& f) {
    auto store = storeAt(redis);
    Profile older = f.own(0);
    for (auto& line : older.throughput)
      for (double& value : line) value *= 1.1;
    older.throughput[0][0] = 0;
    QVERIFY(store.push({older}, {}).ok());
    Profile other = f.own(0);
    other.gpu = "ds-l40s";
    other.cost = 1.85;
    QVERIFY(store.push({other}, {}).ok());
    f.child<QPushButton>("checkAgain")->click();
    QVERIFY(f.connected());
    QTRY_COMPARE(f.page().profiles().rowCount(), 3);
    QVERIFY(f.settle());
  }

 private slots:
  void showsWhatLiesThereBesideWhatIsHere() {
    RedisServer redis;
    QVERIFY2(redis.problem().isEmpty(), qPrintable(redis.problem()));
    ClusterFixture f(redis.url("m"));
    QVERIFY(f.connected());
    QCOMPARE(f.text("connectionState"), QString("✓ connected · %1 · 0 profiles")
                                            .arg(QString::fromLatin1(redis.command({"INFO", "server"}))
                                                     .section("redis_version:", 1)
                                                     .section('\r', 0, 0)));
    QCOMPARE(f.cell("ds-a10", ClusterProfilesModel::changeColumn), QString("new"));
    fill(redis, f);
    QVERIFY(f.text("connectionState").endsWith("2 profiles"));
    QCOMPARE(f.cell("ds-a10", ClusterProfilesModel::thereColumn), QString("just now"));
    QCOMPARE(f.cell("ds-a10", ClusterProfilesModel::cellsColumn), QString("121"));
    QCOMPARE(f.cell("ds-a10", ClusterProfilesModel::costColumn), QString("$1.01"));
    QVERIFY(f.cell("ds-a10", ClusterProfilesModel::changeColumn).contains("lower"));
    QCOMPARE(f.cell("ds-l40s", ClusterProfilesModel::changeColumn), QString("only in the cluster"));
    QCOMPARE(f.cell("ds-l40s", ClusterProfilesModel::hereColumn), QString("–"));
    QCOMPARE(f.cell("ds-l40s", ClusterProfilesModel::costColumn), QString("$1.85"));
    QVERIFY(f.text("clusterAnswer").contains("would write 2 profiles, 1 of them new"));
  }

  void theDifferenceIsShownCellByCellAndLinked() {
    RedisServer redis;
    ClusterFixture f(redis.url("m"));
    QVERIFY(f.connected());
    fill(redis, f);
    f.select("ds-a10");
    auto* card = f.child<DifferenceCard>("differenceCard");
    QCOMPARE(card->title(), QString("ds-a10"));
    const auto there = storeAt(redis).get("ds-a10");
    const Profile here = f.own(0);
    QCOMPARE(card->thereMap()->data()->values[1], there->parsed->profile.throughput[0][1]);
    QCOMPARE(card->hereMap()->data()->values[1], here.throughput[0][1]);
    // One range for both.
    QCOMPARE(card->thereMap()->range(), card->hereMap()->range());
    // The table has the cells that differ, and only those.
    auto* table = f.child<FigureTable>("cellChanges");
    const auto change = difference(there->parsed->profile, here);
    QCOMPARE(table->model()->rowCount(), static_cast<int>(change.cells.size()));
    // A row picks its cell on both maps and for the other pages.
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                      table->visualRect(table->model()->index(2, 0)).center());
    const auto picked = f.session().selection().cell;
    QVERIFY(picked);
    const CellKey key{double(picked->inputTokens), double(picked->outputTokens)};
    QCOMPARE(*card->thereMap()->picked(), key);
    QCOMPARE(*card->hereMap()->picked(), key);
    // A cell picked elsewhere is picked here.
    f.session().selectCell(64, 16);
    QCOMPARE(*card->hereMap()->picked(), (CellKey{64, 16}));
    // And one picked on a map is in the table.
    QTest::mouseClick(card->hereMap(), Qt::LeftButton, {},
                      card->hereMap()->cellRect({128, 8}).center().toPoint());
    QCOMPARE(f.session().selection().cell->inputTokens, 128);
    QCOMPARE(table->model()->index(table->currentIndex().row(), 0).data().toString(), QString("128 × 8"));
    // Of a new one there is nothing in the cluster to show.
    f.select("ds-a100");
    QVERIFY(!card->thereMap()->isVisible() && card->hereMap()->isVisible());
    QVERIFY(!f.child<QPushButton>("deleteProfile")->isVisible());
    f.select("ds-l40s");
    QVERIFY(card->thereMap()->isVisible() && !card->hereMap()->isVisible());
  }

  void aDryRunTellsAndWritesNothing() {
    RedisServer redis;
    ClusterFixture f(redis.url("m"));
    QVERIFY(f.connected());
    fill(redis, f);
    const QByteArray before = redis.command({"GET", keyOf("ds-a10")});
    f.click("dryRun");
    QTRY_VERIFY(f.child<QLabel>("pushResult")->isVisible());
    QVERIFY(f.text("pushResult").contains("nothing was written"));
    const auto change = difference(storeAt(redis).get("ds-a10")->parsed->profile, f.own(0));
    QVERIFY2(f.text("pushLines")
                 .contains(keyOf("ds-a10") + ": would be written, " +
                           QString::fromStdString(differenceText(change))),
             qPrintable(f.text("pushLines")));
    QVERIFY(f.text("pushLines").contains(keyOf("ds-a100") + ": would be written, new"));
    QCOMPARE(redis.command({"GET", keyOf("ds-a10")}), before);
    QCOMPARE(redis.command({"DBSIZE"}), QByteArray("2"));
  }

  void aPushWritesWhatWasShownReadsBackAndTellsTheOptimizer() {
    RedisServer redis;
    LoopbackServer optimizer([](const LoopbackRequest&, LoopbackPeer& peer) {
      peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
    });
    ClusterFixture f(redis.url("m"), [&](Workspace& w) { w.connections[0].optimizerUrl = optimizer.url(); });
    QVERIFY(f.connected());
    fill(redis, f);
    const QByteArray before = redis.command({"GET", keyOf("ds-a10")});
    QCOMPARE(f.child<QPushButton>("push")->text(), QString("Push 2 Profiles"));
    QVERIFY(f.text("pushServer").contains(QString("127.0.0.1:%1, database 0").arg(redis.port())));
    QVERIFY(f.child<QLabel>("pushKeys")->toolTip().contains(keyOf("ds-a100")));
    f.click("push");
    QMessageBox* question = f.question("pushQuestion");
    QVERIFY(question);
    QVERIFY(question->text().contains(QString("127.0.0.1:%1").arg(redis.port())));
    QVERIFY(question->informativeText().contains(keyOf("ds-a10")));
    QVERIFY(f.answer("pushQuestion", false));
    QCOMPARE(redis.command({"GET", keyOf("ds-a10")}), before);

    f.click("push");
    QVERIFY(f.answer("pushQuestion", true));
    QTRY_VERIFY(f.text("pushResult").contains("read back"));
    auto store = storeAt(redis);
    for (const std::size_t i : {0, 1}) {
      const Profile own = f.own(i);
      const auto there = store.get(own.gpu);
      QVERIFY(there.ok());
      QVERIFY(difference(there->parsed->profile, own).empty());
    }
    QCOMPARE(QByteArray::fromStdString(store.history("ds-a10")->front().text), before);
    QCOMPARE(optimizer.requests().size(), std::size_t{1});
    QCOMPARE(optimizer.requests()[0].path, std::string("/update_profile/") + clusterModel);
    QVERIFY(f.text("pushLines").contains("optimizer was told"));
    // The page has read again: there is nothing left to push.
    QTRY_COMPARE(f.cell("ds-a10", ClusterProfilesModel::changeColumn), QString("no change"));
    QTRY_VERIFY(!f.child<QPushButton>("push")->isEnabled());
    QVERIFY(f.text("clusterAnswer").contains("nothing to push"));
  }

  void whatIsNotTickedStaysOut() {
    RedisServer redis;
    ClusterFixture f(redis.url("m"));
    QVERIFY(f.connected());
    auto& model = f.page().profiles();
    const QModelIndex tick = model.index(f.row("ds-a10"), 0);
    QCOMPARE(tick.data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
    auto* table = f.child<FigureTable>("profiles");
    table->setFocus();
    table->setCurrentIndex(tick);
    QTest::keyClick(table, Qt::Key_Space);
    QCOMPARE(tick.data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    QVERIFY(f.settle());
    QCOMPARE(f.child<QPushButton>("push")->text(), QString("Push 1 Profile"));
    f.click("push");
    QVERIFY(f.answer("pushQuestion", true));
    QTRY_COMPARE(redis.command({"EXISTS", keyOf("ds-a100")}), QByteArray("1"));
    QCOMPARE(redis.command({"EXISTS", keyOf("ds-a10")}), QByteArray("0"));
  }

  void thatTheOptimizerCannotBeToldIsNoFailureOfThePush() {
    RedisServer redis;
    ClusterFixture f(redis.url("m"),
                     [](Workspace& w) { w.connections[0].optimizerUrl = "http://127.0.0.1:1"; });
    QVERIFY(f.connected());
    f.click("push");
    QVERIFY(f.answer("pushQuestion", true));
    QTRY_VERIFY(f.text("pushResult").startsWith("⚠"));
    QVERIFY(f.text("pushLines").contains("optimizer was not told"));
    QCOMPARE(redis.command({"DBSIZE"}), QByteArray("2"));
    QCOMPARE(f.services().messages.rowCount(), 1);
    QCOMPARE(f.services().messages.at(0).severity, ui::Severity::warning);
  }

  void whatChangedMeanwhileIsAConflictAndThePageReadsAgain() {
    RedisServer redis;
    ClusterFixture f(redis.url("m"));
    QVERIFY(f.connected());
    fill(redis, f);
    f.click("push");
    QVERIFY(f.question("pushQuestion"));
    Profile theirs = f.own(0);
    theirs.cost = 77;
    QVERIFY(storeAt(redis).push({theirs}, {.force = true}).ok());
    const QByteArray there = redis.command({"GET", keyOf("ds-a10")});
    QVERIFY(f.answer("pushQuestion", true));
    QTRY_VERIFY(f.text("pushResult").contains("is not what was shown any more"));
    QCOMPARE(redis.command({"GET", keyOf("ds-a10")}), there);
    QCOMPARE(redis.command({"EXISTS", keyOf("ds-a100")}), QByteArray("0"));  // not the other one either
    QTRY_VERIFY(f.cell("ds-a10", ClusterProfilesModel::changeColumn).contains("cost $77.00 → $1.01"));
  }

  void theHistoryGoesBack() {
    RedisServer redis;
    ClusterFixture f(redis.url("m"));
    QVERIFY(f.connected());
    fill(redis, f);
    const QByteArray older = redis.command({"GET", keyOf("ds-a10")});
    f.click("push");
    QVERIFY(f.answer("pushQuestion", true));
    f.select("ds-a10");
    auto* history = f.child<FigureTable>("history");
    QTRY_COMPARE(history->model()->rowCount(), 1);
    QVERIFY(history->model()->index(0, 2).data().toString().contains("E2E P99 < 60 s"));
    f.click("revert");
    QMessageBox* question = f.question("revertQuestion");
    QVERIFY(question);
    QVERIFY(question->text().contains(keyOf("ds-a10")) &&
            question->text().contains(QString::number(redis.port())));
    const auto change = difference(f.own(0), parseProfile(older.toStdString(), "")->profile);
    QVERIFY(question->informativeText().contains(QString::fromStdString(differenceText(change))));
    QVERIFY(f.answer("revertQuestion", false));
    f.click("revert");
    QVERIFY(f.answer("revertQuestion", true));
    QTRY_VERIFY(f.text("pushResult").contains("was written again and read back"));
    const auto now = storeAt(redis).get("ds-a10");
    QVERIFY(difference(parseProfile(older.toStdString(), "")->profile, now->parsed->profile).empty());
    QTRY_COMPARE(history->model()->rowCount(), 2);
    QCOMPARE(history->model()->index(0, 1).data().toString(), QString("revert"));
  }

  void deletingAsksAndKeepsTheHistory() {
    RedisServer redis;
    ClusterFixture f(redis.url("m"));
    QVERIFY(f.connected());
    fill(redis, f);
    f.select("ds-l40s");
    f.click("deleteProfile");
    QMessageBox* question = f.question("deleteQuestion");
    QVERIFY(question);
    QVERIFY(question->text().contains(keyOf("ds-l40s")) &&
            question->text().contains(QString::number(redis.port())));
    QVERIFY(f.answer("deleteQuestion", false));
    QCOMPARE(redis.command({"EXISTS", keyOf("ds-l40s")}), QByteArray("1"));
    f.action("cluster.delete")->trigger();
    QVERIFY(f.answer("deleteQuestion", true));
    QTRY_COMPARE(redis.command({"EXISTS", keyOf("ds-l40s")}), QByteArray("0"));
    QTRY_COMPARE(f.page().profiles().rowCount(), 2);
    QCOMPARE(storeAt(redis).history("ds-l40s")->front().by, std::string("delete"));
  }

  void errorsAreMendedFirstOrInsistedOn() {
    RedisServer redis;
    ClusterFixture f(redis.url("m"), [](Workspace& w) {
      w.slos[Metric::e2e].value = 1e-6;  // no cell keeps that
    });
    QVERIFY(f.connected());
    QVERIFY(f.settle());
    QTRY_VERIFY(f.child<QWidget>("finding.allZero"));
    QTRY_VERIFY(!f.child<QPushButton>("push")->isEnabled());
    QVERIFY(f.text("pushBlocked").contains("2 errors"));
    QVERIFY(f.text("clusterAnswer").contains("2 errors to mend first"));
    QVERIFY(f.action("cluster.pushForce")->isEnabled());
    // The mend leads to where it is done.
    QTest::mouseClick(f.child<QPushButton>("mend.allZero"), Qt::LeftButton);
    QTRY_COMPARE(f.window().currentPage(), QString("what-if"));
    f.window().showPage("cluster");
    QVERIFY(f.settle());
    f.action("cluster.pushForce")->trigger();
    QMessageBox* question = f.question("pushQuestion");
    QVERIFY(question);
    QVERIFY(question->informativeText().contains("no cell keeps the SLOs"));
    QVERIFY(f.answer("pushQuestion", true));
    QTRY_COMPARE(redis.command({"DBSIZE"}), QByteArray("2"));
    // Mended, it is no error any more.
    f.session().edit("Loosen", [](Workspace& w) { w.slos[Metric::e2e].value = 60; });
    QTRY_VERIFY(f.child<QPushButton>("push")->isEnabled());
  }

  void trafficThatHitsACellWhichNoGpuServesIsAnError() {
    RedisServer redis;
    ClusterFixture f(redis.url("m"), [](Workspace& w) { w.slos[Metric::e2e].value = 1; });
    QVERIFY(f.connected());
    QTRY_VERIFY(f.child<QWidget>("finding.someZero"));
    QVERIFY(!f.child<QWidget>("finding.zeroCellHit"));
    const Profile slow = f.own(0), fast = f.own(1);
    QVERIFY(slow.throughput.back().back() == 0 && fast.throughput.back().back() == 0);
    TrafficTable table{.outputTokens = {slow.outputTokens.front(), slow.outputTokens.back()},
                       .inputTokens = {slow.inputTokens.front(), slow.inputTokens.back()},
                       .rates = {{3, 0}, {0, 1}}};
    f.session().edit("Traffic", [&](Workspace& w) { w.traffic.emplace_back().origin = table; });
    QTRY_VERIFY(f.child<QWidget>("finding.zeroCellHit"));
    QVERIFY(f.child<QWidget>("finding.zeroCellHit")->accessibleName().contains("1 requests/s fall into"));
    QTRY_VERIFY(!f.child<QPushButton>("push")->isEnabled());
    // Planned for at another rate, that many fall into it.
    f.session().edit("Rate", [](Workspace& w) { w.trafficRate = 40; });
    QTRY_VERIFY(
        f.child<QWidget>("finding.zeroCellHit")->accessibleName().contains("10 requests/s fall into"));
    // Traffic that keeps to what is served is no error.
    table.rates = {{3, 0}, {0, 0}};
    f.session().edit("Traffic", [&](Workspace& w) { w.traffic.front().origin = table; });
    QTRY_VERIFY(!f.child<QWidget>("finding.zeroCellHit"));
    QTRY_VERIFY(f.child<QPushButton>("push")->isEnabled());
  }

  void aStoredProfileThatDisturbsIsDeletedFromTheCheck() {
    RedisServer redis;
    ClusterFixture f(redis.url("m"));
    QVERIFY(f.connected());
    Profile odd = f.own(0);
    odd.gpu = "ds-odd";
    odd.inputTokens.back() += 1;
    QVERIFY(storeAt(redis).push({odd}, {}).ok());
    f.click("checkAgain");
    QTRY_VERIFY(f.child<QPushButton>("mend.gridDiffers"));
    QTRY_VERIFY(!f.child<QPushButton>("push")->isEnabled());
    QCOMPARE(f.child<QPushButton>("mend.gridDiffers")->text(), QString("Delete from Cluster…"));
    QTest::mouseClick(f.child<QPushButton>("mend.gridDiffers"), Qt::LeftButton);
    QVERIFY(f.answer("deleteQuestion", true));
    QTRY_VERIFY(f.child<QPushButton>("push")->isEnabled());
  }

  void namesOfDeploymentsAreCheckedInTheCluster() {
    RedisServer redis;
    const FakeCluster cluster;
    cluster.put("deployments.json", R"({"kind": "List", "items": [
      {"metadata": {"name": "ds-a100", "namespace": "serving", "labels": {"model.aibrix.ai/name": "deepseek-llm-7b-chat"}}}]})");
    ClusterFixture f(redis.url("m"), [](Workspace& w) {
      w.targets[0].nameSpace = "serving";
      w.targets[0].reach = ByService{"", "ds-a10", 8000};
    });
    f.services().settings.setValue("kubectl/program", FAKE_KUBECTL);
    f.services().settings.setValue("kubectl/kubeconfig", QString::fromStdString(cluster.path("config")));
    f.click("checkAgain");
    QVERIFY(f.connected());
    QTRY_VERIFY(f.child<QWidget>("finding.noDeployment"));
    QVERIFY(f.child<QWidget>("finding.noDeployment")->accessibleName().contains("ds-a10"));
    // It is there by now.
    cluster.put("deployments.json", R"({"kind": "List", "items": [
      {"metadata": {"name": "ds-a100", "namespace": "serving", "labels": {"model.aibrix.ai/name": "deepseek-llm-7b-chat"}}},
      {"metadata": {"name": "ds-a10", "namespace": "serving", "labels": {"model.aibrix.ai/name": "deepseek-llm-7b-chat"}}}]})");
    f.click("checkAgain");
    QTRY_VERIFY(!f.child<QWidget>("finding.noDeployment"));
  }

  void aDroppedProfileGoesBeforeTheWorkspacesOwn() {
    RedisServer redis;
    ClusterFixture f(redis.url("m"));
    QVERIFY(f.connected());
    Profile dropped = f.own(0);
    dropped.cost = 2.5;
    QVERIFY(writeFileAtomically(f.path("dropped.json").toStdString(), profileJson(dropped)).ok());
    QVERIFY(f.page().takeFile(FileKind::profile, f.path("dropped.json")));
    QVERIFY(!f.page().takeFile(FileKind::benchmark, f.path("dropped.json")));
    QTRY_COMPARE(f.cell("ds-a10", ClusterProfilesModel::costColumn), QString("$2.50"));
    QCOMPARE(f.page().profiles().rowCount(), 2);
    QVERIFY(f.settle());
    f.click("push");
    QVERIFY(f.answer("pushQuestion", true));
    QTRY_COMPARE(redis.command({"DBSIZE"}), QByteArray("2"));
    QCOMPARE(storeAt(redis).get("ds-a10")->parsed->profile.cost, 2.5);
    QVERIFY(f.action("cluster.putBack")->isEnabled());
    f.action("cluster.putBack")->trigger();
    QTRY_COMPARE(f.cell("ds-a10", ClusterProfilesModel::costColumn), QString("$1.01"));
    // What is no profile is told.
    QVERIFY(writeFileAtomically(f.path("broken.json").toStdString(), "{\"tputs\": 1, \"indexes\": 2}").ok());
    f.page().takeFile(FileKind::profile, f.path("broken.json"));
    QTRY_VERIFY(f.services().messages.rowCount() > 0);
    QVERIFY(f.services().messages.at(f.services().messages.rowCount() - 1).cause.contains("broken.json"));
  }

  void profilesAreExportedToFiles() {
    RedisServer redis;
    ClusterFixture f(redis.url("m"));
    QVERIFY(f.connected());
    f.action("cluster.exportAll")->trigger();
    auto* chooser = f.child<QFileDialog>("exportAllDialog");
    QVERIFY(chooser);
    emit chooser->fileSelected(f.path("."));
    chooser->close();
    QTRY_VERIFY(QFile::exists(f.path("ds-a100.json")));
    const auto read = readProfile(f.path("ds-a10.json").toStdString());
    QVERIFY(read.ok());
    QVERIFY(difference(read->profile, f.own(0)).empty());
    f.select("ds-a100");
    f.action("cluster.export")->trigger();
    auto* one = f.child<QFileDialog>("exportDialog");
    QVERIFY(one);
    emit one->fileSelected(f.path("single.json"));
    one->close();
    QTRY_VERIFY(QFile::exists(f.path("single.json")));
    QCOMPARE(readProfile(f.path("single.json").toStdString())->profile.gpu, std::string("ds-a100"));
  }

  void anEditOfAPromiseIsFollowed() {
    RedisServer redis;
    ClusterFixture f(redis.url("m"));
    QVERIFY(f.connected());
    f.click("push");
    QVERIFY(f.answer("pushQuestion", true));
    QTRY_COMPARE(f.cell("ds-a10", ClusterProfilesModel::changeColumn), QString("no change"));
    f.session().edit("Price", [](Workspace& w) { w.prices = {{.gpu = "A10", .costPerHour = 1.5}}; });
    QTRY_COMPARE(f.cell("ds-a10", ClusterProfilesModel::changeColumn), QString("cost $1.01 → $1.50"));
    f.session().undoStack()->undo();
    QTRY_COMPARE(f.cell("ds-a10", ClusterProfilesModel::changeColumn), QString("no change"));
    // A target without a measurement says so.
    f.session().edit("Journal", [](Workspace& w) { w.targets[1].journal.clear(); });
    QTRY_COMPARE(f.cell("ds-a100", ClusterProfilesModel::changeColumn),
                 QString("a100 has not been measured"));
  }
};

QTEST_MAIN(TestClusterPage)
#include "test_cluster_page.moc"
