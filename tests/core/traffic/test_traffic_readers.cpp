// Recordings from files of every kind, and what can be done with them.
#include "core/base/file.h"
#include "core/traffic/distribution.h"
#include "core/traffic/recording.h"

#include <QTemporaryDir>
#include <QtTest>

#include <cmath>

using namespace headroom;

namespace {

Recording parsed(const std::string& text, const RecordingOptions& options = {}) {
  auto recording = parseTokenList(text, "list", options);
  if (!recording) qFatal("%s", recording.error().text().c_str());
  return *recording;
}

double countAt(const Recording& recording, double input, double output) {
  double sum = 0;
  for (const TrafficInterval& interval : recording.intervals)
    for (const ShapeCount& shape : interval.counts)
      if (shape.inputTenth == tenthOf(input) && shape.outputTenth == tenthOf(output)) sum += shape.count;
  return sum;
}

bool mentions(const std::vector<std::string>& warnings, const std::string& word) {
  return std::any_of(warnings.begin(), warnings.end(),
                     [&](const auto& w) { return w.find(word) != std::string::npos; });
}

}  // namespace

class TestTrafficReaders : public QObject {
  Q_OBJECT

 private slots:
  void listsOfEverySpelling_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<double>("seconds");  // between the two requests; 0 = no times
    QTest::newRow("Azure")
        << QByteArray(
               "TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:15:46.6805900,300,65\n"
               "2023-11-16 18:15:56.6805900,300,65\n")
        << 10.0;
    QTest::newRow("BurstGPT") << QByteArray(
                                     "Timestamp,Model,Request tokens,Response tokens,Total tokens,Log Type\n"
                                     "5,ChatGPT,300,65,365,Conversation log\n15,ChatGPT,300,65,365,API log\n")
                              << 10.0;
    QTest::newRow("Mooncake")
        << QByteArray(
               "{\"timestamp\": 27482, \"input_length\": 300, \"output_length\": 65, \"hash_ids\": [46, "
               "47]}\n"
               "{\"timestamp\": 37482, \"input_length\": 300, \"output_length\": 65, \"hash_ids\": [46]}\n")
        << 10.0;
    QTest::newRow("JSON lines in seconds") << QByteArray(
                                                  "{\"timestamp\": 27, \"isl\": 300, \"osl\": "
                                                  "65}\n{\"timestamp\": 37, \"isl\": 300, \"osl\": 65}\n")
                                           << 10.0;
    QTest::newRow("milliseconds by name")
        << QByteArray(
               "{\"timestamp_ms\": 1000, \"input_length\": 300, \"output_length\": 65, \"hash_ids\": [1]}\n"
               "{\"timestamp_ms\": 11000, \"input_length\": 300, \"output_length\": 65}\n")
        << 10.0;
    QTest::newRow("JSON array") << QByteArray(
                                       "[{\"input\": 300, \"output\": 65}, {\"input\": 300, \"output\": 65}]")
                                << 0.0;
    QTest::newRow("pairs") << QByteArray("[300, 65]\n[300, 65]\n") << 0.0;
    QTest::newRow("triples") << QByteArray("[[0, 300, 65], [10, 300, 65]]") << 10.0;
    QTest::newRow("bare CSV") << QByteArray("300,65\n300,65\n") << 0.0;
    QTest::newRow("bare CSV with times") << QByteArray("0;300;65\r\n10;300;65\r\n") << 10.0;
    QTest::newRow("unix milliseconds")
        << QByteArray("ts,isl,osl\n1748888480000,300,65\n1748888490000,300,65\n") << 10.0;
    QTest::newRow("text beside counts")
        << QByteArray(
               "{\"prompt\": \"hi, \\\"you\\\"\", \"prompt_tokens\": 300, \"completion_tokens\": 65}\n"
               "{\"prompt_tokens\": 300, \"completion_tokens\": 65}\n")
        << 0.0;
  }
  void listsOfEverySpelling() {
    QFETCH(QByteArray, text);
    QFETCH(double, seconds);
    const Recording recording = parsed(text.toStdString());
    QCOMPARE(recording.requests(), 2.0);
    QCOMPARE(countAt(recording, 300, 65), 2.0);
    QCOMPARE(recording.timed, seconds > 0);
    // The mean gap follows the last request, so two requests 10 s apart are 0.1 a second.
    if (seconds > 0) QVERIFY(std::abs(meanTraffic(recording, std::nullopt)->rate() - 1 / seconds) < 1e-6);
  }

  // A unit that is only guessed, and may well be wrong, is said; one that shows is not.
  void aGuessedUnitIsSaid() {
    const std::string rows = "27482,300,65\n30535,300,65\n41000,300,65\n";
    const auto said = [](const Recording& recording) {
      return mentions(recording.warnings, "unit of the times");
    };
    QVERIFY(said(parsed("timestamp,input,output\n" + rows)));
    QVERIFY(said(parsed(rows)));
    QVERIFY(!said(parsed("timestamp_ms,input,output\n" + rows)));
    QVERIFY(!said(parsed("time_s,input,output\n" + rows)));
    QVERIFY(!said(parsed("timestamp,input,output\n" + rows, {.unit = TimeUnit::milliseconds})));
    QVERIFY(!said(parsed("timestamp,input,output\n" + rows, {.unit = TimeUnit::seconds})));
    QVERIFY(!said(parsed("time,input,output\n0.25,300,65\n17.5,300,65\n")));
    QVERIFY(!said(parsed("ts,isl,osl\n1748888480,300,65\n1748888490,300,65\n")));
  }

  void dataSetsOfEverySpelling() {
    QTemporaryDir directory;
    const std::string path = directory.filePath("w.jsonl").toStdString();
    QVERIFY(writeFileAtomically(path,
                                "{\"timestamp\": 0, \"requests\": [{\"prompt\": \"a\", \"prompt_length\": "
                                "300, \"output_length\": 65}]}\n"
                                "{\"Timestamp\": 5000, \"Requests\": [{\"Prompt\": \"b\", \"Prompt Length\": "
                                "300, \"Output Length\": 65},"
                                "{\"Prompt\": \"c\", \"prompt_length\": 300, \"output_length\": null}]}\n")
                .ok());
    const auto recording = readRecording(path, {});
    QVERIFY2(recording.ok(), recording.ok() ? "" : recording.error().text().c_str());
    QCOMPARE(recording->requests(), 3.0);
    QCOMPARE(countAt(*recording, 300, 65), 2.0);
    QVERIFY(mentions(recording->warnings, "1 of 3 requests tell no output length"));
    // The one without a length is planned like the others, not dropped.
    const auto traffic = meanTraffic(*recording, 30);
    QVERIFY(std::abs(traffic->rate() - 30) < 1e-9);
  }

  void aTableIsKeptExactly() {
    const auto table =
        parseRateTable(R"({"indexes": [[7, 100], [5, 1000]], "rates": [[1, 0], [2.5, 4]]})", "table");
    QVERIFY(table.ok());
    const GridTraffic again =
        toGrid(distributionOf(*table), table->outputTokens, table->inputTokens, CellRule::upward);
    QCOMPARE(again.rates, table->rates);
    QVERIFY(again.outside.empty());
    QCOMPARE(parseRateTable(rateTableJson(*table), "again")->rates, table->rates);
  }

  void upwardIsConservativeAndExactAtTheGrid() {
    const Recording recording = parsed("128,128\n129,128\n");
    const auto traffic = meanTraffic(recording, 2);
    const std::vector<int> lengths{64, 128, 256};
    const GridTraffic up = toGrid(*traffic, lengths, lengths, CellRule::upward);
    QCOMPARE(up.rates[1][1], 1.0);  // exactly 128 stays
    QCOMPARE(up.rates[1][2], 1.0);  // 129 does not
    const GridTraffic nearest = toGrid(*traffic, lengths, lengths, CellRule::nearest);
    QCOMPARE(nearest.rates[1][1], 2.0);
  }

  void shapesOutsideTheGridAreNamedAndCounted() {
    const Recording recording = parsed("2,8\n100,100\n9000,10\n9000,20\n");
    const auto traffic = meanTraffic(recording, 4);
    const std::vector<int> lengths{16, 128};
    const GridTraffic up = toGrid(*traffic, lengths, lengths, CellRule::upward);
    QVERIFY(std::abs(up.rate() - 4) < 1e-12);  // none dropped
    double longer = 0;
    for (const auto& outside : up.outside) {
      QVERIFY(outside.longer);
      longer += outside.rate;
      QVERIFY(std::abs(outside.largestInput - 9000) < 400);
    }
    QVERIFY(std::abs(longer - 2) < 1e-12);
    const GridTraffic nearest = toGrid(*traffic, lengths, lengths, CellRule::nearest);
    QVERIFY(
        std::any_of(nearest.outside.begin(), nearest.outside.end(), [](const auto& o) { return !o.longer; }));
    QVERIFY(std::abs(nearest.rate() - 4) < 1e-12);
  }

  void scaledMixedAndShifted() {
    const auto day = meanTraffic(parsed("100,10\n"), 3), night = meanTraffic(parsed("100,10\n1000,10\n"), 2);
    const Distribution both = mixed(scaled(*day, 2), *night);
    QCOMPARE(both.points.size(), std::size_t{2});
    QVERIFY(std::abs(both.rate() - 8) < 1e-12);
    QVERIFY(std::abs(scaledTo(both, 5)->rate() - 5) < 1e-12);
    for (const double wrong : {0.0, -1.0, double(INFINITY), double(NAN)}) QVERIFY(!scaledTo(both, wrong));
    QVERIFY(!scaledTo({}, 5));

    const Recording morning = parsed("0,100,10\n60,100,10\n120,100,10\n"), later = shifted(morning, 60);
    QCOMPARE(later.intervals.front().startSeconds, 60.0);
    const auto sum = combined(morning, later);
    QVERIFY(sum.ok());
    QVERIFY(std::abs(sum->requests() - 6) < 1e-9);
    QVERIFY(std::abs(sum->seconds() - 240) < 1e-6);
    QVERIFY(!combined(morning, parsed("100,10\n")));
  }

  void theTimeLineAddsUp() {
    std::string text;
    for (int second = 0; second < 600; ++second)
      for (int i = 0; i < (second < 300 ? 1 : 3); ++i) text += std::to_string(second) + ",100,10\n";
    const Recording recording = parsed(text, {.intervalSeconds = 60});
    QCOMPARE(recording.intervals.size(), std::size_t{10});
    QVERIFY(std::abs(recording.intervals[0].rate() - 1) < 0.05 &&
            std::abs(recording.intervals[8].rate() - 3) < 0.05);
    QCOMPARE(recording.requests(), 1200.0);
  }

  // --- Bad input ---
  void clocksThatRunBackwards() {
    const Recording recording = parsed("100,100,10\n40,100,10\n160,100,10\n");
    QVERIFY(mentions(recording.warnings, "backwards"));
    QCOMPARE(recording.requests(), 3.0);
    QVERIFY(std::is_sorted(recording.intervals.begin(), recording.intervals.end(),
                           [](const auto& a, const auto& b) { return a.startSeconds < b.startSeconds; }));
    QVERIFY(std::abs(recording.seconds() - 180) < 1e-6);
  }

  void noTimesNeedARate() {
    const auto traffic = meanTraffic(parsed("100,10\n"), std::nullopt);
    QVERIFY(!traffic);
    QVERIFY(traffic.error().text().find("--rate") != std::string::npos);
    QVERIFY(!meanTraffic(parsed("100,10\n"), 0));
    QVERIFY(!meanTraffic(parsed("100,10\n"), INFINITY));
  }

  void brokenListsNameTheLine_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("word");
    QTest::newRow("empty") << QByteArray("") << QByteArray("empty");
    QTest::newRow("header alone") << QByteArray("input,output\n") << QByteArray("no request");
    QTest::newRow("word for a number") << QByteArray("1,2\n3,x\n") << QByteArray("line 2");
    QTest::newRow("negative") << QByteArray("1,2\n-3,4\n") << QByteArray("line 2");
    QTest::newRow("not finite") << QByteArray("1,2\nnan,4\n") << QByteArray("line 2");
    QTest::newRow("no input column") << QByteArray("time,output\n1,2\n") << QByteArray("no column of input");
    QTest::newRow("broken time") << QByteArray("time,input,output\nyesterday,1,2\n")
                                 << QByteArray("yesterday");
    QTest::newRow("broken JSON") << QByteArray("{\"input\": 1, \"output\": 2}\n{\"input\": \n")
                                 << QByteArray("line 2");
    QTest::newRow("JSON without input") << QByteArray("{\"output\": 2}\n") << QByteArray("input");
    QTest::newRow("no output anywhere") << QByteArray("{\"input\": 2}\n") << QByteArray("output length");
  }
  void brokenListsNameTheLine() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, word);
    const auto recording = parseTokenList(text.toStdString(), "list.csv", {});
    QVERIFY(!recording);
    QCOMPARE(recording.error().code, ErrorCode::malformed);
    QVERIFY2(recording.error().text().find(word.toStdString()) != std::string::npos,
             recording.error().text().c_str());
    QVERIFY(recording.error().text().find("list.csv") != std::string::npos);
  }

  void brokenTablesAreNamed_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("no JSON") << QByteArray("{");
    QTest::newRow("no rates") << QByteArray(R"({"indexes": [[1], [1]]})");
    QTest::newRow("negative") << QByteArray(R"({"indexes": [[1], [1]], "rates": [[-1]]})");
    QTest::newRow("text") << QByteArray(R"({"indexes": [[1], [1]], "rates": [["x"]]})");
    QTest::newRow("infinite") << QByteArray(R"({"indexes": [[1], [1]], "rates": [[1e999]]})");
    QTest::newRow("rows missing") << QByteArray(R"({"indexes": [[1, 2], [1]], "rates": [[1]]})");
    QTest::newRow("columns missing") << QByteArray(R"({"indexes": [[1], [1, 2]], "rates": [[1]]})");
    QTest::newRow("order") << QByteArray(R"({"indexes": [[2, 1], [1]], "rates": [[1], [1]]})");
    QTest::newRow("length 0") << QByteArray(R"({"indexes": [[0], [1]], "rates": [[1]]})");
  }
  void brokenTablesAreNamed() {
    QFETCH(QByteArray, text);
    const auto table = parseRateTable(text.toStdString(), "table.json");
    QVERIFY(!table);
    QCOMPARE(table.error().code, ErrorCode::malformed);
    QVERIFY(table.error().message.find("table.json") == 0);
  }
};

QTEST_APPLESS_MAIN(TestTrafficReaders)
#include "test_traffic_readers.moc"
