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
    const auto findings =
        lintProfiles(soundSet(), {.traffic = &users,
                                  .deployments = std::vector<LintDeployment>{{"default/a10"}, {"a100"}},
                                  .now = 2000});
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
    QTest::newRow("a grid that a running optimizer does not hold") << "gridChanges" << false;
    QTest::newRow("a deployment without its label") << "noModelLabel" << true;
    QTest::newRow("a deployment without a profile") << "noProfile" << false;
  }
  void findsWhatWouldGoWrong() {
    QFETCH(QString, code);
    QFETCH(bool, error);
    std::vector<LintProfile> profiles = soundSet();
    Distribution users = traffic(1);
    LintContext context{.traffic = &users,
                        .deployments = std::vector<LintDeployment>{{"a10"}, {"a100"}},
                        .now = 2000,
                        .model = "llama"};
    Profile& second = profiles[1].parsed.profile;
    if (code == "gridDiffers") second.inputTokens = {64, 512};
    if (code == "zeroCellHit") second.throughput[1][1] = profiles[0].parsed.profile.throughput[1][1] = 0;
    if (code == "notFinite") second.throughput[0][1] = NAN;
    if (code == "growsWithLength") second.throughput[1][0] = 40;
    if (code == "createdStale")
      profiles[1].stored = second, profiles[1].stored->created = 1500, second.cost = 5;
    if (code == "createdFuture") second.created = 9000;
    if (code == "noDeployment") context.deployments = std::vector<LintDeployment>{{"a10"}, {"h100"}};
    if (code == "costUnits") second.cost = 400;
    if (code == "slosDiffer") second.slos.e2e = 7;
    if (code == "allZero") second.throughput = {{0, 0}, {0, 0}};
    if (code == "duplicate") second.gpu = "a10";
    if (code == "gridChanges")
      for (LintProfile& one : profiles)
        one.stored = one.parsed.profile, one.stored->inputTokens = {32, 256}, one.stored->created = 500;
    if (code == "noModelLabel") (*context.deployments)[1].model = "";
    if (code == "noProfile") context.deployments->push_back({"serving/l4", "llama"});
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

  void ofSeveralGridsTheOddOneIsNamed() {
    std::vector<LintProfile> profiles{profileOf("l40s", 2, 2), profileOf("a10", 1, 1),
                                      profileOf("a100", 4, 4)};
    profiles[0].parsed.profile.inputTokens = {64, 128};
    const auto findings = lintProfiles(profiles);
    QCOMPARE(std::count_if(findings.begin(), findings.end(),
                           [](const auto& f) { return f.finding.code == "gridDiffers"; }),
             1);
    QCOMPARE(find(findings, "gridDiffers")->profile, std::string("l40s"));
    // Of SLOs likewise.
    profiles[0] = profileOf("l40s", 2, 2);
    profiles[0].parsed.profile.slos.e2e = 9;
    QCOMPARE(find(lintProfiles(profiles), "slosDiffer")->profile, std::string("l40s"));
    // Of two alone, the one that the cluster does not have yet.
    std::vector<LintProfile> two{profileOf("a10", 1, 1), profileOf("l40s", 2, 2)};
    two[0].parsed.profile.inputTokens = {64, 128};
    two[1].inCluster = true;
    QCOMPARE(find(lintProfiles(two), "gridDiffers")->profile, std::string("a10"));
  }

  void whatWasThereBeforeIsNoErrorOfThisPush() {
    std::vector<LintProfile> profiles = soundSet();
    LintProfile odd = profileOf("l40s", 2, 2);
    odd.inCluster = true;
    odd.parsed.profile.inputTokens = {64, 128};
    odd.parsed.profile.slos.e2e = 9;
    odd.parsed.profile.e2e[0][0] = NAN;
    profiles.push_back(odd);
    const auto severity = [&](const char* code) {
      return find(lintProfiles(profiles), code)->finding.severity;
    };
    // New beside it: the difference comes by this push.
    QCOMPARE(severity("gridDiffers"), Severity::error);
    QCOMPARE(severity("slosDiffer"), Severity::error);
    QCOMPARE(severity("notFinite"), Severity::warning);
    QVERIFY(find(lintProfiles(profiles), "gridDiffers")->finding.mend.find("delete") != std::string::npos);
    // It was there, and so were ours with the same grid and SLOs.
    for (LintProfile& one : profiles)
      if (!one.inCluster) one.stored = one.parsed.profile;
    QCOMPARE(severity("gridDiffers"), Severity::warning);
    QCOMPARE(severity("slosDiffer"), Severity::warning);
  }

  void besideComesWhatIsStoredAndNotReplaced() {
    std::vector<LintProfile> profiles = soundSet();
    std::vector<StoredProfile> stored;
    for (const char* name : {"a10", "l40s"})
      stored.push_back({"m", name, std::string("key of ") + name, "", profileOf(name, 3, 1).parsed});
    stored.push_back({"m", "broken", "key of broken", "no profile"});
    lintBeside(stored, profiles);
    QCOMPARE(profiles.size(), std::size_t{3});
    QCOMPARE(profiles[0].stored->cost, 3.0);
    QVERIFY(!profiles[1].stored && !profiles[1].inCluster);
    QVERIFY(profiles[2].inCluster);
    QCOMPARE(profiles[2].parsed.profile.gpu, std::string("l40s"));
  }

  void zeroCellsOfOneGpuThatAnotherServesAreNoFinding() {
    std::vector<LintProfile> profiles = soundSet();
    profiles[0].parsed.profile.throughput = {{4, 0}, {0, 0}};
    QVERIFY(find(lintProfiles(profiles), "someZero") == nullptr);
    // A GPU that the optimizer skips serves nothing.
    profiles.push_back(profileOf("a40", 2, 1));
    profiles.push_back(profileOf("l20", 2, 1));
    for (std::size_t i : {0, 2, 3}) profiles[i].parsed.profile.throughput = {{4, 0}, {0, 0}};
    profiles[1].parsed.profile.inputTokens = {64, 300};
    const auto findings = lintProfiles(profiles);
    QVERIFY(find(findings, "someZero") != nullptr);
    QCOMPARE(find(findings, "someZero")->cell->inputTokens, 256);
    const Distribution users = traffic(1);
    const auto hit = lintProfiles(profiles, {.traffic = &users});
    QVERIFY(find(hit, "zeroCellHit")->finding.message.find("3 requests/s fall into 3 cells") == 0);
    QVERIFY(find(hit, "someZero") == nullptr);
  }

  void capacityThatCreepsUpIsFound() {
    auto creeping = profileOf("a10", 1, 1);
    Profile& profile = creeping.parsed.profile;
    profile.inputTokens = {1, 2, 4, 8, 16};
    profile.throughput = {{10, 10.9, 11.8, 12.8, 13.9}, {9, 8, 7, 6, 5}};
    profile.e2e = {{1, 1, 1, 1, 1}, {1, 1, 1, 1, 1}};
    const auto findings = lintProfiles({{creeping}});
    const LintFinding* found = find(findings, "growsWithLength");
    QVERIFY(found != nullptr);
    QCOMPARE(found->cell->inputTokens, 16);
    profile.throughput[0] = {10, 10.5, 10.9, 10.4, 10.8};  // noise
    QVERIFY(find(lintProfiles({{creeping}}), "growsWithLength") == nullptr);
  }

  void aStampIsStaleOnlyWhereSomethingIsToBeReplaced() {
    std::vector<LintProfile> profiles = soundSet();
    profiles[0].stored = profiles[0].parsed.profile;
    QVERIFY(find(lintProfiles(profiles), "createdStale") == nullptr);
    profiles[0].stored->cost = 7;
    QVERIFY(find(lintProfiles(profiles), "createdStale")->finding.message.find("the same as") !=
            std::string::npos);
    profiles[0].stored->created = 999;
    QVERIFY(find(lintProfiles(profiles), "createdStale") == nullptr);
  }

  void costsInAnotherUnitAreFoundOnTheBetterGpuToo() {
    // Cents on a GPU that is five times better value than the other.
    std::vector<LintProfile> profiles{profileOf("t4", 0.35, 1), profileOf("h100", 350, 50)};
    QCOMPARE(find(lintProfiles(profiles), "costUnits")->profile, std::string("h100"));
    // And of one that jumps from what it was.
    profiles = soundSet();
    profiles[0].stored = profiles[0].parsed.profile;
    profiles[0].stored->cost = 730;
    profiles[0].stored->created = 1;
    QCOMPARE(find(lintProfiles(profiles), "costUnits")->profile, std::string("a10"));
  }

  void anSloThatNoCellMeetsIsNamedWithWhatStandsInTheWay() {
    std::vector<LintProfile> profiles = soundSet();
    profiles[0].parsed.profile.throughput = {{0, 0}, {0, 0}};
    profiles[0].zeroLimits = {{{Limit::Reason::slo, Metric::e2e}, 3}, {{Limit::Reason::saturation}, 1}};
    const auto findings = lintProfiles(profiles);
    const std::string& message = find(findings, "allZero")->finding.message;
    QVERIFY2(message.find("E2E mean < 5 s (3 of them), saturation (1 of them)") != std::string::npos,
             message.c_str());
  }

  void whatIsOnlyPredictedIsSaidOnce() {
    std::vector<LintProfile> profiles = soundSet();
    profiles[1].predicted = true;
    QCOMPARE(find(lintProfiles(profiles), "predicted")->profile, std::string("a100"));
    profiles[0].predicted = true;
    const auto findings = lintProfiles(profiles);
    QCOMPARE(findings.size(), std::size_t{1});
    QVERIFY(findings[0].finding.message.find("2 profiles are predicted, not measured") == 0);
    QVERIFY(findings[0].finding.message.find("a10, a100") != std::string::npos);
  }

  void labelsAndNamespacesTellWhichDeploymentIsMeant() {
    std::vector<LintProfile> profiles = soundSet();
    LintContext context{.model = "llama"};
    context.deployments = {{"other/a10", "mistral"}, {"serving/a10", "llama"}, {"serving/a100", "mistral"}};
    const auto findings = lintProfiles(profiles, context);
    QCOMPARE(find(findings, "noModelLabel")->profile, std::string("a100"));
    profiles[0].parsed.profile.gpu = "other/a10";
    context.deployments = {{"serving/a10", "llama"}, {"serving/a100", "llama"}};
    const auto others = lintProfiles(profiles, context);
    QCOMPARE(find(others, "noDeployment")->profile, std::string("other/a10"));
    QVERIFY(find(others, "noProfile")->finding.message.find("serving/a10") != std::string::npos);
  }

  void aGpuTenTimesAsStrongMayCostTenTimesAsMuch() {
    const std::vector<LintProfile> profiles{profileOf("t4", 0.3, 1), profileOf("8xh100", 60, 200)};
    QVERIFY(find(lintProfiles(profiles), "costUnits") == nullptr);
  }
};

QTEST_APPLESS_MAIN(TestLint)
#include "test_lint.moc"
