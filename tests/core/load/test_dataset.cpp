#include "core/base/file.h"
#include "core/load/dataset.h"

#include <QtTest>

using namespace headroom;

class TestDataset : public QObject {
  Q_OBJECT

  static constexpr const char* lines =
      R"({"timestamp": 1000, "requests": [{"prompt": "a b", "prompt_length": 10, "output_length": 20}, {"prompt": "c", "prompt_length": 30, "output_length": null}]})"
      "\n\n"
      R"({"Timestamp": 3000, "Requests": [{"Prompt": "d", "Prompt Length": 50, "Output Length": 60}]})"
      "\r\n"
      R"({"timestamp": 2500.5, "Requests": [{"Prompt": "e", "prompt_length": 12.0, "Output Length": 40}]})";

 private slots:
  void readsBothSpellingsAlsoMixed() {
    const auto data = parseDataset(lines, "w.jsonl");
    QVERIFY2(data.ok(), data.ok() ? "" : data.error().text().c_str());
    QCOMPARE(data->requests.size(), std::size_t{4});
    QCOMPARE(data->requests[0].prompt, std::string("a b"));
    QCOMPARE(data->requests[0].outputLength, std::optional<int>(20));
    QVERIFY(!data->requests[1].outputLength);
    // In order of time, though the file is not.
    QCOMPARE(data->requests[2].prompt, std::string("e"));
    QCOMPARE(data->requests[2].promptLength, 12);
    QCOMPARE(data->requests[3].promptLength, 50);
    QCOMPARE(data->meanPromptLength(), 25.5);
    QCOMPARE(data->meanOutputLength(), 40.0);
    QCOMPARE(data->meanRate(), 1.5);
    const std::vector<Duration> times = data->sendTimes();
    QCOMPARE(times[0], Duration(0));
    QCOMPARE(times[1], Duration(0));
    QCOMPARE(times[2], fromSeconds(1.5005));
    QCOMPARE(times[3], fromSeconds(2));
  }

  void readsAnArray() {
    std::string array = "  [\n";
    for (const QByteArray& line : QByteArray(lines).split('\n'))
      if (!line.trimmed().isEmpty()) array += (array.size() > 4 ? ",\n" : "") + line.toStdString();
    const auto data = parseDataset(array + "]\n", "w.json");
    QVERIFY2(data.ok(), data.ok() ? "" : data.error().text().c_str());
    QCOMPARE(data->requests.size(), std::size_t{4});
  }

  void namesTheLineOfWhatIsWrong_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    const QByteArray good =
        R"({"timestamp": 1, "requests": [{"prompt": "a", "prompt_length": 1, "output_length": 1}]})"
        "\n";
    QTest::newRow("half a line") << good + good + "{\"timestamp\": 1, " << QByteArray("w line 3");
    QTest::newRow("no timestamp") << good + R"({"requests": []})"
                                  << QByteArray("w line 2: has no numeric timestamp");
    QTest::newRow("text timestamp") << QByteArray(R"({"timestamp": "1", "requests": []})")
                                    << QByteArray("w line 1");
    QTest::newRow("no requests") << QByteArray(R"({"timestamp": 1})") << QByteArray("list of requests");
    QTest::newRow("no prompt") << QByteArray(R"({"timestamp": 1, "requests": [{"prompt_length": 1}]})")
                               << QByteArray("no prompt");
    QTest::newRow("negative length")
        << QByteArray(R"({"timestamp": 1, "requests": [{"prompt": "a", "prompt_length": -1}]})")
        << QByteArray("prompt_length");
    QTest::newRow("wrong output")
        << QByteArray(
               R"({"timestamp": 1, "requests": [{"prompt": "a", "prompt_length": 1, "output_length": "x"}]})")
        << QByteArray("output_length");
    QTest::newRow("a number") << QByteArray("17\n") << QByteArray("w line 1: is not an object");
    QTest::newRow("a request that is none")
        << QByteArray(R"({"timestamp": 1, "requests": [3]})") << QByteArray("w line 1");
    QTest::newRow("a broken array") << QByteArray("[\n{\"timestamp\": 1,\n \"requests\": [}\n]")
                                    << QByteArray("w line 3");
    QTest::newRow("a number that no double holds")
        << QByteArray("[\n{\"timestamp\": 1, \"requests\": [1E777777]}\n]") << QByteArray("w line 2");
    QTest::newRow("a wrong record of an array") << QByteArray("[{}]") << QByteArray("w record 1");
    QTest::newRow("empty") << QByteArray("\n \n") << QByteArray("w holds no request");
    QTest::newRow("an empty array") << QByteArray("[]") << QByteArray("w holds no request");
    QTest::newRow("seconds taken for years")
        << good + R"({"timestamp": 1e300, "requests": [{"prompt": "a"}]})" << QByteArray("w spans");
  }
  void namesTheLineOfWhatIsWrong() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    const auto data = parseDataset(text.toStdString(), "w");
    QVERIFY(!data.ok());
    QCOMPARE(data.error().code, ErrorCode::malformed);
    QVERIFY2(data.error().message.find(expected.toStdString()) != std::string::npos,
             data.error().message.c_str());
    QVERIFY(!data.error().hint.empty());
  }

  void aMissingFileIsSaid() { QCOMPARE(readDataset("/no/such/file").error().code, ErrorCode::notFound); }

  void promptsOfACellAreThoseWithinATolerance() {
    std::string text;
    for (const int length : {79, 80, 100, 120, 121, 500})
      text += "{\"timestamp\": 0, \"requests\": [{\"prompt\": \"p" + std::to_string(length) +
              "\", \"prompt_length\": " + std::to_string(length) + "}]}\n";
    const auto data = std::make_shared<const Dataset>(*parseDataset(text, "w"));
    DatasetPrompts prompts(data, true);
    QCOMPARE(prompts.matching(100), std::size_t{3});
    QCOMPARE(prompts.make({100, 64, 0, 0}, {})->prompt, std::string("p80"));
    QCOMPARE(prompts.make({100, 64, 0, 2}, {})->prompt, std::string("p120"));
    QCOMPARE(prompts.make({100, 64, 0, 3}, {})->prompt, std::string("p80"));  // begins again
    QCOMPARE(prompts.make({100, 64, 0, 0}, {})->inputTokens, 80);
    QCOMPARE(prompts.make({100, 64, 0, 0}, {})->outputTokens, 64);
    QCOMPARE(prompts.make({1000, 64, 0, 0}, {}).error().code, ErrorCode::notFound);
  }

  void aReplayHasItsOwnLengths() {
    const auto data = std::make_shared<const Dataset>(*parseDataset(lines, "w"));
    DatasetPrompts prompts(data, false);
    QCOMPARE(prompts.make({1, 7, 0, 0}, {})->outputTokens, 20);
    QCOMPARE(prompts.make({1, 7, 0, 1}, {})->outputTokens, 7);  // the file has none
    QCOMPARE(prompts.make({1, 7, 0, 3}, {})->inputTokens, 50);
  }
};

QTEST_APPLESS_MAIN(TestDataset)
#include "test_dataset.moc"
