// Rows of the Cluster page and its models: words, verdicts, ticks, order.
#include "tests/support/qt_warnings.h"
#include "ui/models/cell_changes_model.h"
#include "ui/models/cluster_profiles_model.h"
#include "ui/models/profile_history_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include <cmath>

using namespace headroom;
using namespace headroom::ui;

namespace {

Profile profileOf(const std::string& gpu) {
  Profile profile;
  profile.gpu = gpu;
  profile.cost = 1;
  profile.outputTokens = {16, 64};
  profile.inputTokens = {64, 1024};
  profile.throughput = {{8, 6}, {4, 2}};
  profile.e2e = {{1, 1}, {1, 1}};
  profile.created = 1'700'000'000;
  profile.slos.e2e = 5;
  return profile;
}

OwnProfile own(const Profile& profile) {
  OwnProfile one;
  one.made.target = "target of " + profile.gpu;
  one.made.deployment = profile.gpu;
  one.made.profile = profile;
  one.parsed = {profile};
  one.from = QDateTime::fromSecsSinceEpoch(1'700'000'000);
  return one;
}

StoredProfile stored(const Profile& profile) {
  return {"m", profile.gpu, "aibrix:profile_m_" + profile.gpu, profileJson(profile), ParsedProfile{profile}};
}

ServerReading reading(std::vector<StoredProfile> profiles) {
  return {std::move(profiles), {}, "m", QDateTime::currentDateTime()};
}

ClusterRow rowOf(const Profile& there, const Profile& here) {
  const ServerReading read = reading({stored(there)});
  return clusterRows(&read, {own(here)}).at(0);
}

}  // namespace

class TestClusterModels : public test::WidgetTest {
  Q_OBJECT

 private slots:
  void wordsSayWhatAPushWouldChange() {
    const Profile there = profileOf("a10");
    const auto words = [&](const std::function<void(Profile&)>& change) {
      Profile here = there;
      change(here);
      return rowOf(there, here).words.replace(QChar(0xa0), u' ');
    };
    const auto verdict = [&](const std::function<void(Profile&)>& change) {
      Profile here = there;
      change(here);
      return rowOf(there, here).verdict;
    };
    const auto raise = [](Profile& p) { p.throughput = {{8.8, 6.6}, {4.4, 2}}; };
    QCOMPARE(words(raise), QString("3 cells higher, median +10 %"));
    QCOMPARE(verdict(raise), Verdict::good);
    const auto zero = [](Profile& p) { p.throughput = {{8, 3}, {4, 0}}; };
    QCOMPARE(words(zero), QString("2 cells lower, 1 becomes zero"));
    QCOMPARE(verdict(zero), Verdict::bad);
    const auto mixed = [](Profile& p) { p.throughput = {{16, 3}, {4, 2}}; };
    QCOMPARE(words(mixed), QString("1 higher, 1 lower, median +100 %"));
    QCOMPARE(verdict(mixed), Verdict::warn);
    QCOMPARE(words([](Profile& p) { p.cost = 1.2; }), QString("cost $1.00 → $1.20"));
    QCOMPARE(words([](Profile& p) { p.slos.e2e = 7; }), QString("other SLOs"));
    QCOMPARE(words([](Profile& p) { p.e2e[0][0] = 9; }), QString("latencies only"));
    const auto grid = [](Profile& p) { p.inputTokens = {64, 2048}; };
    QCOMPARE(words(grid), QString("another grid"));
    QCOMPARE(verdict(grid), Verdict::warn);
    QCOMPARE(words([](Profile& p) { p.created = 5; }), QString("no change"));
  }

  void rowsAreTheUnionOfBoth() {
    ServerReading read = reading({stored(profileOf("a10")), stored(profileOf("l40s"))});
    read.profiles.push_back(
        {"m", "broken", "aibrix:profile_m_broken", "x", {}, Error{ErrorCode::malformed, "no"}});
    OwnProfile failed;
    failed.made.target = "v100";
    failed.made.deployment = "ds-v100";
    failed.made.problem = Error{ErrorCode::notFound, "v100 has not been measured", "benchmark it"};
    OwnProfile twin = own(profileOf("a10"));
    twin.made.target = "twin";
    const auto rows = clusterRows(&read, {own(profileOf("a10")), own(profileOf("h100")), failed, twin});
    QCOMPARE(rows.size(), std::size_t{6});
    using Kind = ClusterRow::Kind;
    QCOMPARE(rows[0].kind, Kind::same);
    QCOMPARE(rows[1].kind, Kind::fresh);
    QVERIFY(rows[1].pushable() && !rows[0].pushable());
    QCOMPARE(*rows[0].seen(), profileJson(profileOf("a10")));
    QVERIFY(!rows[1].seen());
    QCOMPARE(rows[2].kind, Kind::cannot);
    QCOMPARE(rows[2].words, QString("v100 has not been measured"));
    QCOMPARE(rows[3].kind, Kind::cannot);
    QVERIFY(rows[3].words.contains("target of a10"));
    QVERIFY(!rows[3].there);
    QCOMPARE(rows[4].deployment, std::string("l40s"));
    QCOMPARE(rows[4].kind, Kind::onlyThere);
    QCOMPARE(rows[5].kind, Kind::unreadable);
    QVERIFY(!rows[5].pushable());
    // Without a connection what is here is shown all the same.
    QCOMPARE(clusterRows(nullptr, {own(profileOf("a10"))}).at(0).kind, Kind::fresh);
  }

  void theTableKeepsTicksAndSelection() {
    ClusterProfilesModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    Profile dearer = profileOf("a10");
    dearer.cost = 2;
    const ServerReading read = reading({stored(dearer), stored(profileOf("l40s"))});
    model.setRows(clusterRows(&read, {own(profileOf("a10")), own(profileOf("h100"))}));
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.chosen().size(), std::size_t{2});
    QVERIFY(!model.index(2, 0).data(Qt::CheckStateRole).isValid());
    QVERIFY(!(model.flags(model.index(2, 0)) & Qt::ItemIsUserCheckable));
    QSignalSpy chosen(&model, &ClusterProfilesModel::chosenChanged),
        resets(&model, &QAbstractItemModel::modelReset);
    QVERIFY(model.setData(model.index(0, 0), Qt::Unchecked, Qt::CheckStateRole));
    QVERIFY(!model.setData(model.index(2, 0), Qt::Checked, Qt::CheckStateRole));
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(model.chosen().size(), std::size_t{1});
    // The same deployments again: no reset, the tick stays away.
    model.setRows(clusterRows(&read, {own(profileOf("a10")), own(profileOf("h100"))}));
    QCOMPARE(resets.count(), 0);
    QCOMPARE(model.index(0, 0).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    // And over a reset.
    model.setRows(clusterRows(&read, {own(profileOf("a10"))}));
    QCOMPARE(resets.count(), 1);
    QVERIFY(model.chosen().empty());
    model.forgetChoices();
    QCOMPARE(model.chosen().size(), std::size_t{1});
    QCOMPARE(
        model.index(0, ClusterProfilesModel::changeColumn).data(ClusterProfilesModel::VerdictRole).toInt(),
        0);
  }

  void agesFollowTheClock() {
    ClusterProfilesModel model;
    const ServerReading read = reading({stored(profileOf("a10"))});
    model.setRows(clusterRows(&read, {own(profileOf("a10"))}));
    const auto age = [&](qint64 seconds) {
      model.setNow(QDateTime::fromSecsSinceEpoch(1'700'000'000 + seconds));
      return model.index(0, ClusterProfilesModel::thereColumn).data().toString();
    };
    QCOMPARE(age(10), QString("just now"));
    QCOMPARE(age(240), QString("4 min"));
    QCOMPARE(age(5 * 3600), QString("5 hours"));
    QCOMPARE(age(9 * 86400), QString("9 days"));
    QCOMPARE(age(-3600), QString("in the future"));
    QCOMPARE(shortened("m-a10: not that of m-v100 (m)", "m"), QString("a10: not that of v100 (m)"));
    QCOMPARE(shortened("them-a10 m- a", "m"), QString("them-a10 m- a"));
    QCOMPARE(agoText(QDateTime::fromSecsSinceEpoch(0), QDateTime::fromSecsSinceEpoch(30)),
             QString("30 s ago"));
  }

  void cellsComeWorstFirst() {
    CellChangesModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    Profile here = profileOf("a10");
    here.throughput = {{8.8, 3}, {0, 2}};
    const ClusterRow row = rowOf(profileOf("a10"), here);
    model.setRow(&row);
    QCOMPARE(model.rowCount(), 3);
    const auto text = [&](int line, int column) {
      return model.index(line, column).data().toString().replace(QChar(0xa0), u' ');
    };
    QCOMPARE(text(0, CellChangesModel::changeColumn), QString("zero"));
    QCOMPARE(text(0, CellChangesModel::cellColumn), QString("64 × 64"));
    QCOMPARE(text(1, CellChangesModel::changeColumn), QString("−50 %"));
    QCOMPARE(text(1, CellChangesModel::cellColumn), QString("1K × 16"));
    QCOMPARE(text(2, CellChangesModel::changeColumn), QString("+10 %"));
    QCOMPARE(model.index(2, CellChangesModel::changeColumn).data(CellChangesModel::VerdictRole).toInt(),
             static_cast<int>(Verdict::good));
    QCOMPARE(model.rowOf(1024, 16), 1);
    QCOMPARE(model.rowOf(1024, 64), -1);
    // Of a new one: all its cells.
    const ClusterRow fresh = clusterRows(nullptr, {own(here)}).at(0);
    model.setRow(&fresh);
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(text(0, CellChangesModel::thereColumn), QString("–"));
    model.setRow(nullptr);
    QCOMPARE(model.rowCount(), 0);
  }

  void theHistoryIsShownNewestFirst() {
    ProfileHistoryModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    auto entries = std::make_shared<std::vector<HistoryEntry>>();
    entries->push_back({1'700'000'000, "push", "", ParsedProfile{profileOf("a10")}});
    entries->push_back({1'600'000'000, "delete", "x"});
    model.setEntries(entries);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0, ProfileHistoryModel::promiseColumn).data().toString(), QString("E2E mean < 5 s"));
    QCOMPARE(model.index(0, ProfileHistoryModel::costColumn).data().toString(), QString("$1.00"));
    QCOMPARE(model.index(1, ProfileHistoryModel::promiseColumn).data().toString(), QString("no profile"));
    QVERIFY(model.at(1) && !model.at(1)->parsed && !model.at(2));
    model.setEntries(nullptr);
    QCOMPARE(model.rowCount(), 0);
  }
};

QTEST_MAIN(TestClusterModels)
#include "test_cluster_models.moc"
