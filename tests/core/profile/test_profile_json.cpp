#include "core/profile/profile_json.h"

#include <QtTest>

#include <nlohmann/json.hpp>

#include <cmath>
#include <random>

using namespace headroom;

class TestProfileJson : public QObject {
  Q_OBJECT

  static Profile sample() {
    Profile profile;
    profile.gpu = "ns/a10 \"x\"\n";
    profile.cost = 1;
    profile.throughput = {{1, 0.1}, {1e-300, 123456789.123}};
    profile.outputTokens = {4, 8};
    profile.inputTokens = {16, 32};
    profile.created = 1754000000.25;
    profile.e2e = {{1, 2}, {3, 4}};
    profile.slos.ttft = 0.000001;
    profile.slos.statistic = Statistic::p90;
    profile.ttft = Matrix{{0.1, 0.2}, {0.3, 0.4}};
    return profile;
  }

 private slots:
  void readsWhatItWrote() {
    const std::string text = profileJson(sample());
    QVERIFY(nlohmann::json::accept(text));
    QVERIFY(text.find('\n') == std::string::npos);
    const auto read = parseProfile(text, "p");
    QVERIFY2(read.ok(), read.ok() ? "" : read.error().text().c_str());
    QCOMPARE(profileJson(read->profile), text);
    QCOMPARE(read->profile.gpu, sample().gpu);
    QCOMPARE(read->profile.throughput, sample().throughput);
    QVERIFY(read->profile.slos == sample().slos);
    // A whole number stays a float for readers that tell the two apart; token counts stay whole.
    QVERIFY(text.find("\"cost\": 1.0,") != std::string::npos);
    QVERIFY(text.find("\"indexes\": [[4, 8], [16, 32]]") != std::string::npos);
  }

  // Within "slos" and behind the reference's keys, only where a percentile differs from that of all.
  void keepsThePercentileOfEachSlo() {
    Profile profile = sample();
    profile.slos.e2e = 5;
    profile.slos.setStatistic(Metric::e2e, Statistic::p90);  // as all
    QVERIFY(profileJson(profile).find("_percentile") == std::string::npos);
    profile.slos.setStatistic(Metric::e2e, Statistic::p99);
    profile.slos.setStatistic(Metric::tpot, Statistic::p50);  // has no bound
    const std::string text = profileJson(profile);
    QVERIFY2(
        text.ends_with(R"("slos": {"percentile": 90, "e2e": 5.0, "ttft": 1e-06, "e2e_percentile": 99}})"),
        text.c_str());
    const auto read = parseProfile(text, "p");
    QVERIFY2(read.ok(), read.ok() ? "" : read.error().text().c_str());
    QVERIFY(read->unknownKeys.empty());
    QCOMPARE(slosText(read->profile.slos), std::string("E2E P99 < 5 s, TTFT P90 < 1e-06 s"));
    QCOMPARE(profileJson(read->profile), text);
  }

  void doublesComeBackBitByBit() {
    std::mt19937_64 random(1);
    Profile profile = sample();
    profile.throughput = {{}};
    while (profile.throughput[0].size() < 5000) {
      const auto bits = random();
      double value = 0;
      std::memcpy(&value, &bits, sizeof value);
      if (std::isfinite(value)) profile.throughput[0].push_back(value);
    }
    const auto read = parseProfile(profileJson(profile), "p");
    QVERIFY(read.ok());
    QCOMPARE(read->profile.throughput, profile.throughput);
  }

  void neverWritesNaN() {
    Profile profile = sample();
    profile.throughput[0][0] = std::nan("");
    profile.cost = HUGE_VAL;
    const std::string text = profileJson(profile);
    QVERIFY(nlohmann::json::accept(text));
    QVERIFY(text.find("nan") == std::string::npos && text.find("inf") == std::string::npos);
  }

  void readsPythonsNaN() {
    const auto read = parseProfile(
        R"({"gpu": "NaN", "cost": 1.0, "tputs": [[NaN, -Infinity]], "indexes": [[4], [4, 8]], "e2e": [[null, 1]]})",
        "p");
    QVERIFY2(read.ok(), read.ok() ? "" : read.error().text().c_str());
    QVERIFY(read->hasNonFiniteLiterals);
    QCOMPARE(read->profile.gpu, std::string("NaN"));
    QVERIFY(std::isnan(read->profile.throughput[0][0]));
    QVERIFY(std::isnan(read->profile.created));
  }

  void tellsUnknownKeys() {
    const auto read = parseProfile(
        R"({"gpu": "g", "cost": 1, "tputs": [[1]], "indexes": [[4], [4]], "colour": "red", "slos": {"x": 1, "tput_percentile": 90}})",
        "p");
    QVERIFY(read.ok());
    QCOMPARE(read->unknownKeys, (std::vector<std::string>{"colour", "slos.x", "slos.tput_percentile"}));
  }

  void namesWhatIsWrong_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");
    QTest::newRow("empty") << ""
                           << "not valid JSON";
    QTest::newRow("cut off") << R"({"gpu": "g", "cost": 1.0, "tputs": [[1)"
                             << "not valid JSON";
    QTest::newRow("array") << "[]"
                           << "not a JSON object";
    QTest::newRow("no gpu") << R"({"cost": 1, "tputs": [[1]], "indexes": [[4], [4]]})"
                            << "no \"gpu\"";
    QTest::newRow("no grid") << R"({"gpu": "g", "cost": 1, "tputs": [[1]]})"
                             << "no \"indexes\"";
    QTest::newRow("gpu a number") << R"({"gpu": 1})"
                                  << "\"gpu\"";
    QTest::newRow("cost a text") << R"({"gpu": "g", "cost": "1"})"
                                 << "\"cost\"";
    QTest::newRow("tputs flat") << R"({"tputs": [1, 2]})"
                                << "\"tputs\"";
    QTest::newRow("tputs of texts") << R"({"tputs": [["1"]]})"
                                    << "\"tputs\"";
    QTest::newRow("three indexes") << R"({"indexes": [[4], [4], [4]]})"
                                   << "\"indexes\"";
    QTest::newRow("half a token") << R"({"indexes": [[4.5], [4]]})"
                                  << "\"indexes\"";
    QTest::newRow("huge index") << R"({"indexes": [[1e300], [4]]})"
                                << "\"indexes\"";
    QTest::newRow("percentile 95") << R"({"slos": {"percentile": 95}})"
                                   << "slos.percentile";
    QTest::newRow("percentile 95 of one") << R"({"slos": {"ttft_percentile": 95}})"
                                          << "slos.ttft_percentile";
    QTest::newRow("slo a text") << R"({"slos": {"e2e": "5"}})"
                                << "slos.e2e";
  }
  void namesWhatIsWrong() {
    QFETCH(QString, text);
    QFETCH(QString, says);
    const auto read = parseProfile(text.toStdString(), "p.json");
    QVERIFY(!read.ok());
    QCOMPARE(read.error().code, ErrorCode::malformed);
    QVERIFY2(QString::fromStdString(read.error().message).contains(says), read.error().message.c_str());
    QVERIFY2(read.error().message.find("p.json") != std::string::npos, read.error().message.c_str());
  }
};

QTEST_APPLESS_MAIN(TestProfileJson)
#include "test_profile_json.moc"
