#include "core/profile/check.h"
#include "core/profile/difference.h"

#include <QtTest>

#include <cmath>
#include <functional>

using namespace headroom;

Q_DECLARE_METATYPE(std::function<void(headroom::ParsedProfile&)>)

class TestCheck : public QObject {
  Q_OBJECT

  static Profile sound() {
    Profile profile;
    profile.gpu = "a10";
    profile.throughput = {{2, 1}, {1, 0.5}};
    profile.outputTokens = {4, 8};
    profile.inputTokens = {16, 32};
    profile.created = 1000;
    profile.e2e = {{1, 2}, {3, 4}};
    return profile;
  }

 private slots:
  void aSoundProfileHasNoFindings() {
    QVERIFY(checkProfile(sound(), {.deployment = "a10", .now = 1000.0}).empty());
  }

  void findsEachFault_data() {
    using Spoil = std::function<void(ParsedProfile&)>;
    QTest::addColumn<Spoil>("spoil");
    QTest::addColumn<QString>("code");
    QTest::addColumn<bool>("isError");
    int count = 0;
    const auto fault = [&](const char* code, bool isError, Spoil spoil) {
      QTest::newRow(qPrintable(QString("%1 %2").arg(++count).arg(code))) << spoil << QString(code) << isError;
    };
    fault("gpuEmpty", true, [](ParsedProfile& p) { p.profile.gpu.clear(); });
    fault("gpuName", true, [](ParsedProfile& p) { p.profile.gpu = "a100"; });
    fault("gpuText", true, [](ParsedProfile& p) { p.profile.gpu = "a10\xff"; });
    fault("gridEmpty", true, [](ParsedProfile& p) { p.profile.inputTokens.clear(); });
    fault("gridRange", true, [](ParsedProfile& p) { p.profile.inputTokens = {0, 32}; });
    fault("gridOrder", true, [](ParsedProfile& p) { p.profile.inputTokens = {32, 16}; });
    fault("gridOrder", true, [](ParsedProfile& p) { p.profile.outputTokens = {4, 4}; });
    fault("shape", true, [](ParsedProfile& p) { p.profile.throughput.pop_back(); });
    fault("shape", true, [](ParsedProfile& p) { p.profile.throughput[1].push_back(1); });
    fault("shape", true, [](ParsedProfile& p) { p.profile.e2e[0].clear(); });
    fault("shape", true, [](ParsedProfile& p) { p.profile.ttft = Matrix{{1}}; });
    fault("shape", true, [](ParsedProfile& p) { p.profile.tpot = Matrix{}; });
    fault("notFinite", true, [](ParsedProfile& p) { p.profile.throughput[0][0] = std::nan(""); });
    fault("notFinite", true, [](ParsedProfile& p) { p.profile.e2e[0][0] = HUGE_VAL; });
    fault("negative", true, [](ParsedProfile& p) { p.profile.throughput[1][1] = -1; });
    fault("allZero", true, [](ParsedProfile& p) { p.profile.throughput = {{0, 0}, {0, 0}}; });
    fault("someZero", false, [](ParsedProfile& p) { p.profile.throughput[1][1] = 0; });
    fault("cost", true, [](ParsedProfile& p) { p.profile.cost = 0; });
    fault("cost", true, [](ParsedProfile& p) { p.profile.cost = std::nan(""); });
    fault("notJson", true, [](ParsedProfile& p) { p.hasNonFiniteLiterals = true; });
    fault("createdMissing", false, [](ParsedProfile& p) { p.profile.created = std::nan(""); });
    fault("createdFuture", false, [](ParsedProfile& p) { p.profile.created = 5000; });
    fault("e2eMissing", false, [](ParsedProfile& p) { p.profile.e2e.clear(); });
    fault("unknownKeys", false, [](ParsedProfile& p) { p.unknownKeys = {"colour"}; });
  }
  void findsEachFault() {
    QFETCH(std::function<void(ParsedProfile&)>, spoil);
    QFETCH(QString, code);
    QFETCH(bool, isError);
    ParsedProfile parsed{sound()};
    spoil(parsed);
    const auto findings = checkProfile(parsed, {.deployment = "a10", .now = 1000.0});
    const auto found = std::find_if(findings.begin(), findings.end(),
                                    [&](const Finding& f) { return QString::fromStdString(f.code) == code; });
    QVERIFY(found != findings.end());
    QCOMPARE(found->severity == Severity::error, isError);
    QVERIFY(!found->message.empty() && !found->mend.empty());
    QCOMPARE(hasErrors(findings), isError);
    if (isError) {
      const Error error = refusal(findings, "a10.json");
      QCOMPARE(error.code, ErrorCode::unsafe);
      QVERIFY(error.message.find("a10.json") != std::string::npos);
      QVERIFY(error.message.find(found->message) != std::string::npos);
      QVERIFY(error.hint.find("--force") != std::string::npos);
    }
  }

  void gridsOfOneModelMustBeTheSame() {
    Profile other = sound();
    other.gpu = "v100";
    const Profile fresh = sound();
    QVERIFY(checkBeside(fresh, std::vector{other}, nullptr).empty());
    other.inputTokens = {16, 64};
    const auto beside = checkBeside(fresh, std::vector{other}, nullptr);
    QCOMPARE(beside.size(), std::size_t{1});
    QCOMPARE(beside[0].code, std::string("gridDiffers"));
    QCOMPARE(beside[0].severity, Severity::error);
    QVERIFY(beside[0].message.find("v100") != std::string::npos);
    const auto replaced = checkBeside(fresh, {}, &other);
    QCOMPARE(replaced.size(), std::size_t{1});
    QCOMPARE(replaced[0].code, std::string("gridChanges"));
    QCOMPARE(replaced[0].severity, Severity::warning);
  }

  void differencesAreFoundCellByCell() {
    const Profile before = sound();
    Profile after = before;
    after.created = 2000;
    QVERIFY(difference(before, after).empty());
    QCOMPARE(differenceText(difference(before, after)), std::string("nothing"));
    after.throughput = {{2, 3}, {0.25, 0.5}};
    after.cost = 2;
    after.tpot = Matrix{{1, 1}, {1, 1}};
    after.slos.e2e = 5;
    const auto change = difference(before, after);
    QVERIFY(!change.empty());
    QCOMPARE(change.cells.size(), std::size_t{2});
    QCOMPARE(change.cells[0].outputTokens, 4);
    QCOMPARE(change.cells[0].inputTokens, 32);
    QCOMPARE(change.cells[0].before, 1.0);
    QCOMPARE(change.cells[0].after, 3.0);
    QCOMPARE(change.raised, std::size_t{1});
    QCOMPARE(change.lowered, std::size_t{1});
    QCOMPARE(change.latencies, std::vector<std::string>{"tpot"});
    const QString text = QString::fromStdString(differenceText(change));
    for (const char* part : {"cost 1 -> 2", "SLOs none -> E2E mean < 5 s", "2 of 4 cells", "1 up, 1 down"})
      QVERIFY2(text.contains(part), qPrintable(text));
  }

  void otherGridsAreComparedWhereTheyMeet() {
    const Profile before = sound();
    Profile after = before;
    after.inputTokens = {32, 64};
    after.throughput = {{1, 7}, {0.5, 7}};  // the column of 32 as it was
    const auto change = difference(before, after);
    QVERIFY(change.gridChanged);
    QCOMPARE(change.commonCells, std::size_t{2});
    QVERIFY(change.cells.empty());
    // Ragged tables are compared, not read past their ends.
    after = before;
    after.throughput[1].pop_back();
    QVERIFY(!difference(before, after).empty());
    QVERIFY(!difference(after, before).empty());
    after = before;
    after.throughput[1].push_back(9);
    QVERIFY(!difference(before, after).empty());
  }
};

QTEST_APPLESS_MAIN(TestCheck)
#include "test_check.moc"
