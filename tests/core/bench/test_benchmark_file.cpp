#include "core/base/file.h"
#include "core/bench/benchmark_file.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace headroom;

class TestBenchmarkFile : public QObject {
  Q_OBJECT

  // JSON with ' for ", to be readable here.
  static std::string json(std::string text) {
    std::replace(text.begin(), text.end(), '\'', '"');
    return text;
  }

  static std::string line(const std::string& metric = "E2E", const std::string& mean = "1.5") {
    return json(
        "{'input_tokens': 4, 'output_tokens': 8, 'request_rate': 2, 'seed': 0, 'model': 'm', "
        "'temperature': 0.0, 'samples': 100, 'metric': '" +
        metric + "', 'mean': " + mean + ", 'P50': 1.25, 'P90': 2.5, 'P99': 3.75}");
  }

 private slots:
  void readsRowsInFileOrder() {
    const auto file =
        parseBenchmarkFile(line("TPUT") + "\n\n  \r\n" + line("E2E") + "\r\n" + line("TPOT"), "f");
    QVERIFY2(file.ok(), file.ok() ? "" : file.error().text().c_str());
    QVERIFY(file->warnings.empty());
    QCOMPARE(file->model, std::string("m"));
    QCOMPARE(file->rows.size(), std::size_t{3});
    QCOMPARE(file->rows[0].metric, Metric::tput);
    QCOMPARE(file->rows[2].metric, Metric::tpot);
    const BenchmarkRow& row = file->rows[1];
    QCOMPARE(row.inputTokens, 4);
    QCOMPARE(row.outputTokens, 8);
    QCOMPARE(row.requestRate, 2.0);
    QCOMPARE(row.mean, 1.5);
    QCOMPARE(row.p50, 1.25);
    QCOMPARE(row.p90, 2.5);
    QCOMPARE(row.p99, 3.75);
    QVERIFY(!file->predicted);
  }

  void readsTheWholeGrid() {
    const auto file = readBenchmarkFile(HEADROOM_TEST_DATA "/profile/fast-gpu.jsonl");
    QVERIFY(file.ok());
    QCOMPARE(file->rows.size(), std::size_t{4235});
    QCOMPARE(file->model, std::string("deepseek-llm-7b-chat"));
  }

  void ignoresUnknownKeysAndTakesTheLastOfTwo() {
    const auto file = parseBenchmarkFile(
        json("{'x': {'input_tokens': [1]}, 'input_tokens': 1, 'input_tokens': 4.0, 'output_tokens': 8, "
             "'request_rate': 0.25, 'metric': 'TT', 'mean': 3, 'predicted': true}"),
        "f");
    QVERIFY2(file.ok(), file.ok() ? "" : file.error().text().c_str());
    QCOMPARE(file->rows[0].inputTokens, 4);
    QVERIFY(std::isnan(file->rows[0].p99));
    QVERIFY(file->predicted);
    QVERIFY(file->warnings.empty());
  }

  void pythonsNaNIsNaNWithOneWarning() {
    const auto file = parseBenchmarkFile(line("E2E", "NaN") + "\n" + line("TTFT", "Infinity") + "\n" +
                                             line("TPOT", "-Infinity") + "\n" + line("TT"),
                                         "f.jsonl");
    QVERIFY2(file.ok(), file.ok() ? "" : file.error().text().c_str());
    for (std::size_t i = 0; i < 3; ++i) QVERIFY(std::isnan(file->rows[i].mean));
    QCOMPARE(file->rows[0].p50, 1.25);
    QCOMPARE(file->rows[3].mean, 1.5);
    QCOMPARE(file->warnings.size(), std::size_t{1});
    QVERIFY(file->warnings[0].find("3 rows") != std::string::npos);
    QVERIFY(file->warnings[0].find("line 1") != std::string::npos);
    // Inside of a text it is a text.
    std::string quoted = line();
    quoted.replace(quoted.find("\"m\""), 3, "\"a \\\"NaN\"");
    const auto named = parseBenchmarkFile(quoted + "\n" + line("E2E", "NaN"), "f");
    QVERIFY(named.ok());
    QCOMPARE(named->model, std::string("a \"NaN"));
  }

  void unknownMetricsAreSkippedWithAWarning() {
    const auto file = parseBenchmarkFile(line("GAP") + "\n" + line("TPAT") + "\n" + line(), "f");
    QVERIFY(file.ok());
    QCOMPARE(file->rows.size(), std::size_t{1});
    QCOMPARE(file->warnings.size(), std::size_t{1});
    QVERIFY(file->warnings[0].find("GAP, TPAT") != std::string::npos);
  }

  void severalModelsAreTold() {
    std::string other = line("TPOT");
    other.replace(other.find("\"m\""), 3, "\"n\"");
    const auto file = parseBenchmarkFile(line() + "\n" + other, "f");
    QCOMPARE(file->warnings.size(), std::size_t{1});
    QVERIFY(parseBenchmarkFile("", "f")->warnings.size() == 1);  // nothing in it
  }

  void aBrokenLineIsNamed_data() {
    QTest::addColumn<QString>("broken");
    QTest::addColumn<QString>("says");
    const QString good = QString::fromStdString(line());
    const auto spoilt = [&](const char* from, const char* to) { return QString(good).replace(from, to); };
    QTest::newRow("text") << "hello"
                          << "not valid JSON: hello";
    QTest::newRow("two objects") << good + good << "not valid JSON";
    QTest::newRow("array") << "[1]"
                           << "not a JSON object";
    QTest::newRow("number") << "1"
                            << "not a JSON object";
    QTest::newRow("input a text") << spoilt("\"input_tokens\": 4", "\"input_tokens\": \"4\"")
                                  << "\"input_tokens\"";
    QTest::newRow("input half") << spoilt("\"input_tokens\": 4", "\"input_tokens\": 4.5")
                                << "\"input_tokens\"";
    QTest::newRow("input zero") << spoilt("\"input_tokens\": 4", "\"input_tokens\": 0") << "\"input_tokens\"";
    QTest::newRow("input true") << spoilt("\"input_tokens\": 4", "\"input_tokens\": true")
                                << "\"input_tokens\"";
    QTest::newRow("output huge") << spoilt("\"output_tokens\": 8", "\"output_tokens\": 8e18")
                                 << "\"output_tokens\"";
    QTest::newRow("rate null") << spoilt("\"request_rate\": 2", "\"request_rate\": null")
                               << "\"request_rate\"";
    QTest::newRow("rate NaN") << spoilt("\"request_rate\": 2", "\"request_rate\": NaN") << "\"request_rate\"";
    QTest::newRow("rate negative") << spoilt("\"request_rate\": 2", "\"request_rate\": -2")
                                   << "\"request_rate\"";
    QTest::newRow("metric a number") << spoilt("\"metric\": \"E2E\"", "\"metric\": 1") << "\"metric\"";
    QTest::newRow("mean a text") << spoilt("\"mean\": 1.5", "\"mean\": \"1.5\"") << "\"mean\"";
    QTest::newRow("P99 a list") << spoilt("\"P99\": 3.75", "\"P99\": [1]") << "\"P99\"";
    QTest::newRow("no mean") << spoilt("\"mean\": 1.5, ", "") << "no \"mean\"";
    QTest::newRow("no metric") << spoilt("\"metric\": \"E2E\", ", "") << "no \"metric\"";
    QTest::newRow("no rate") << spoilt("\"request_rate\": 2, ", "") << "no \"request_rate\"";
    QTest::newRow("number too large") << spoilt("1.5", "1e999") << "not valid JSON";
    QTest::newRow("not UTF-8") << QString("\"\x01\"") << "not valid JSON";
    QTest::newRow("deep") << QString(5000, '[') << "not valid JSON";
  }
  void aBrokenLineIsNamed() {
    QFETCH(QString, broken);
    QFETCH(QString, says);
    const auto file =
        parseBenchmarkFile(line() + "\n\n" + broken.toStdString() + "\n" + line() + "\n", "dir/f.jsonl");
    QVERIFY(!file.ok());
    QCOMPARE(file.error().code, ErrorCode::malformed);
    const QString text = QString::fromStdString(file.error().text());
    QVERIFY2(text.startsWith("dir/f.jsonl, line 3: "), qPrintable(text));
    QVERIFY2(text.contains(says), qPrintable(text));
    QVERIFY(!file.error().hint.empty());
  }

  void aLastLineCutOffIsLeftOut() {
    const std::string whole = line();
    for (std::size_t length = 1; length < whole.size(); ++length) {
      const auto file = parseBenchmarkFile(whole + "\n" + whole.substr(0, length), "f");
      QVERIFY2(file.ok(), file.ok() ? "" : file.error().text().c_str());
      QCOMPARE(file->rows.size(), std::size_t{1});
      QCOMPARE(file->warnings.size(), std::size_t{1});
      QVERIFY(file->warnings[0].find("its last line is cut off") != std::string::npos);
    }
    QVERIFY(parseBenchmarkFile(whole + "\n" + line("TPOT"), "f")->warnings.empty());
    QVERIFY(parseBenchmarkFile(whole + "\n" + std::string(100, '\0'), "f")->warnings.empty());
    // Nothing else is there to make something of.
    const auto alone = parseBenchmarkFile(whole.substr(0, 50), "f");
    QVERIFY(alone.error().message.find("line 1: the last line is cut off") != std::string::npos);
    // Broken and ended: somebody wrote it so.
    const auto ended = parseBenchmarkFile(whole.substr(0, 50) + "\n", "f");
    QVERIFY(ended.error().message.find("cut off") == std::string::npos);
  }

  // Cut at any byte: the whole points, and never a part of one.
  void anUnfinishedLastPointIsLeftOut() {
    const auto pointOf = [](int rate, bool answered) {
      std::string rows;
      for (const char* metric : {"TPUT", "TT", "E2E", "TTFT", "TPOT"}) {
        if (!answered && rows.find("TT\"") != std::string::npos) break;
        rows += QString(
                    "{\"input_tokens\": 4, \"output_tokens\": 8, \"request_rate\": %1, \"metric\": \"%2\", "
                    "\"mean\": 1%3}\n")
                    .arg(rate)
                    .arg(metric, answered ? "" : ", \"completed\": 0")
                    .toStdString();
      }
      return rows;
    };
    const std::string first = pointOf(1, true), second = pointOf(2, false), third = pointOf(4, true);
    const std::string text = first + second + third;
    for (std::size_t length = first.size(); length <= text.size(); ++length) {
      const auto file = parseBenchmarkFile(text.substr(0, length), "f");
      QVERIFY(file.ok());
      const bool hasSecond = length >= first.size() + second.size() - 1, hasThird = length >= text.size() - 1;
      QCOMPARE(file->rows.size(), std::size_t{hasThird ? 12u : hasSecond ? 7u : 5u});
      const bool isWhole = length == first.size() || length == first.size() - 1 || hasThird ||
                           length - (first.size() + second.size() - 1) <= 1;
      QCOMPARE(file->warnings.empty(), isWhole);
    }
    // The last point has rows elsewhere, or other points lack rows too: so it was made.
    const std::string half = third.substr(0, third.find('\n') + 1);
    QCOMPARE(parseBenchmarkFile(third + first + half, "f")->rows.size(), std::size_t{11});
    QCOMPARE(parseBenchmarkFile(pointOf(8, true).substr(0, half.size()) + first + half, "f")->rows.size(),
             std::size_t{7});
  }

  void aPointThatOccursTwiceIsToldOf() {
    const auto file = parseBenchmarkFile(line() + "\n" + line("TPOT") + "\n" + line() + "\n", "f");
    QCOMPARE(file->rows.size(), std::size_t{3});
    QCOMPARE(file->warnings.size(), std::size_t{1});
    QVERIFY2(
        file->warnings[0].find("1 point occurs more than once (the first: input 4, output 8, 2 req/s)") !=
            std::string::npos,
        file->warnings[0].c_str());
  }

  void aLargeFileIsReadInBoundedMemory() {
    QTemporaryDir directory;
    const std::string path = directory.filePath("large.jsonl").toStdString();
    std::string text;
    const std::string one = line() + "\n";
    while (text.size() < 100'000'000) text += one;
    const std::size_t rows = text.size() / one.size();
    QVERIFY(writeFileAtomically(path, text).ok());
    text = {};
    const auto file = readBenchmarkFile(path);
    QVERIFY(file.ok());
    QCOMPARE(file->rows.size(), rows);
    QVERIFY(file->rows.capacity() < 2 * rows);
  }

  void oneEndlessLineIsRefused() {
    const auto file = parseBenchmarkFile("{\"a\": \"" + std::string(20 << 20, 'x') + "\"}\n", "f");
    QVERIFY(!file.ok());
    QVERIFY2(file.error().message.find("longer than") != std::string::npos, file.error().message.c_str());
  }

  void filesThatCannotBeReadAreNamed() {
    QCOMPARE(readBenchmarkFile("/no/such/file").error().code, ErrorCode::notFound);
    QCOMPARE(readBenchmarkFile("/").error().code, ErrorCode::invalidArgument);
  }
};

QTEST_APPLESS_MAIN(TestBenchmarkFile)
#include "test_benchmark_file.moc"
