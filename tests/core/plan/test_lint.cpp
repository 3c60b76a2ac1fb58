// Each thing that would go wrong in the cluster is found, and a sound set of profiles is left in peace.
#include "core/plan/lint.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace headroom;

namespace {

LintProfile profileOf(const std::string& gpu, double cost, double strength) {
  Profile profile;
  profile.gpu = gpu;
  profile.cost = cost;
  profile.outputTokens = {16, 64};
  profile.inputTokens = {64, 256};
  profile.throughput = {{4 * strength, 3 * strength}, {2 * strength, 1 * strength}};
  profile.e2e = {{1, 2}, {3, 4}};
  profile.created = 1000;
  profile.slos.e2e = 5;
  return {gpu + ".json", ParsedProfile{profile}};
}

std::vector<LintProfile> soundSet() { return {profileOf("a10", 1, 1), profileOf("a100", 4, 4)}; }

Distribution traffic(double longOne) {
  return distributionOf(GridTraffic{{16, 64}, {64, 256}, {{1, 1}, {1, longOne}}, {}});
}

const LintFinding* find(const std::vector<LintFinding>& findings, const std::string& code) {
  const auto found =
      std::find_if(findings.begin(), findings.end(), [&](const auto& f) { return f.finding.code == code; });
  return found == findings.end() ? nullptr : &*found;
}

}  // namespace

class TestLint : public QObject {
  Q_OBJECT

 private slots:
  void aSoundSetHasNoFinding() {
    const Distribution users = traffic(1);
    const auto findings = lintProfiles(
        soundSet(),
        {.traffic = &users, .deployments = std::vector<std::string>{"default/a10", "a100"}, .now = 2000});
    for (const LintFinding& found : findings) qWarning("%s", found.finding.text().c_str());
    QVERIFY(findings.empty());
  }

  void findsWhatWouldGoWrong_data() {
    QTest::addColumn<QString>("code");
    QTest::addColumn<bool>("error");
    QTest::newRow("grids that differ") << "gridDiffers" << true;
    QTest::newRow("zero cells that traffic hits") << "zeroCellHit" << true;
    QTest::newRow("NaN") << "notFinite" << true;
    QTest::newRow("capacity that grows with length") << "growsWithLength" << false;
    QTest::newRow("a stale created") << "createdStale" << false;
    QTest::newRow("a created in the future") << "createdFuture" << false;
    QTest::newRow("names that match nothing") << "noDeployment" << true;
    QTest::newRow("cost units") << "costUnits" << false;
    QTest::newRow("SLOs that differ") << "slosDiffer" << true;
    QTest::newRow("an SLO no cell meets") << "allZero" << true;
    QTest::newRow("one deployment twice") << "duplicate" << true;
    QTest::newRow("requests longer than the grid") << "outsideGrid" << false;
  }
  void findsWhatWouldGoWrong() {
    QFETCH(QString, code);
    QFETCH(bool, error);
    std::vector<LintProfile> profiles = soundSet();
    Distribution users = traffic(1);
    LintContext context{
        .traffic = &users, .deployments = std::vector<std::string>{"a10", "a100"}, .now = 2000};
    Profile& second = profiles[1].parsed.profile;
    if (code == "gridDiffers") second.inputTokens = {64, 512};
    if (code == "zeroCellHit") second.throughput[1][1] = profiles[0].parsed.profile.throughput[1][1] = 0;
    if (code == "notFinite") second.throughput[0][1] = NAN;
    if (code == "growsWithLength") second.throughput[1][0] = 40;
    if (code == "createdStale") profiles[1].stored = second, profiles[1].stored->created = 1500;
    if (code == "createdFuture") second.created = 9000;
    if (code == "noDeployment") context.deployments = std::vector<std::string>{"a10", "h100"};
    if (code == "costUnits") second.cost = 400;
    if (code == "slosDiffer") second.slos.e2e = 7;
    if (code == "allZero") second.throughput = {{0, 0}, {0, 0}};
    if (code == "duplicate") second.gpu = "a10";
    if (code == "outsideGrid") users.points.push_back({12, 4, 12, 4, 1});
    const auto findings = lintProfiles(profiles, context);
    const LintFinding* found = find(findings, code.toStdString());
    QVERIFY2(found != nullptr, qPrintable(code));
    QCOMPARE(found->finding.severity == Severity::error, error);
    QVERIFY(!found->finding.mend.empty());
    // Errors first.
    QVERIFY(std::is_sorted(findings.begin(), findings.end(), [](const auto& a, const auto& b) {
      return a.finding.severity == Severity::error && b.finding.severity != Severity::error;
    }));
  }

  void zeroCellsThatNobodyHitsAreOnlyAWarning() {
    std::vector<LintProfile> profiles = soundSet();
    for (LintProfile& one : profiles) one.parsed.profile.throughput[1][1] = 0;
    const Distribution users = traffic(0);
    const auto findings = lintProfiles(profiles, {.traffic = &users});
    QVERIFY(find(findings, "zeroCellHit") == nullptr);
    QVERIFY(find(findings, "someZero") != nullptr);
  }

  void aCellThatOneGpuServesIsNoFault() {
    std::vector<LintProfile> profiles = soundSet();
    profiles[0].parsed.profile.throughput[1][1] = 0;
    const Distribution users = traffic(1);
    QVERIFY(find(lintProfiles(profiles, {.traffic = &users}), "zeroCellHit") == nullptr);
  }

  void aGpuTenTimesAsStrongMayCostTenTimesAsMuch() {
    const std::vector<LintProfile> profiles{profileOf("t4", 0.3, 1), profileOf("8xh100", 60, 200)};
    QVERIFY(find(lintProfiles(profiles), "costUnits") == nullptr);
  }
};

QTEST_APPLESS_MAIN(TestLint)
#include "test_lint.moc"
