// Traffic put together of parts: each set to a rate, scaled and shifted, all laid over each other.
#include "core/base/file.h"
#include "core/traffic/traffic_parts.h"

#include <QTemporaryDir>
#include <QtTest>

#include <cmath>
#include <numeric>

using namespace headroom;

namespace {

bool same(double a, double b) { return std::abs(a - b) <= 1e-9 * std::max(1.0, std::abs(b)); }

// One request a second for `seconds`, of 128 input and 64 output tokens.
std::string steady(int seconds) {
  std::string text = "time,input,output\n";
  for (int second = 0; second < seconds; ++second) text += std::to_string(second) + ",128,64\n";
  return text;
}

}  // namespace

class TestTrafficParts : public QObject {
  Q_OBJECT

  QTemporaryDir m_directory;

  std::string write(const char* name, const std::string& text) {
    const std::string path = m_directory.filePath(name).toStdString();
    if (!writeFileAtomically(path, text)) qFatal("cannot write");
    return path;
  }
  LoadedTraffic loaded(const char* name, const std::string& text) {
    auto traffic = loadTrafficFile(write(name, text), {.intervalSeconds = 10});
    if (!traffic) qFatal("%s", traffic.error().text().c_str());
    return *traffic;
  }

 private slots:
  void filesOfEveryKind() {
    const LoadedTraffic trace = loaded("trace.csv", steady(100));
    QVERIFY(same(trace.mean.rate(), 1));
    QVERIFY(trace.recording && trace.recording->timed);
    const LoadedTraffic table =
        loaded("rates.json", R"({"indexes": [[64, 512], [128]], "rates": [[1.5], [2]]})");
    QVERIFY(same(table.mean.rate(), 3.5));
    QVERIFY(!table.recording);
    const LoadedTraffic list = loaded("list.csv", "128,64\n256,64\n");
    QVERIFY(same(list.mean.rate(), 1));  // shares, until somebody says how many
    QVERIFY(list.recording && !list.recording->timed);
    QCOMPARE(list.recording->requests(), 2.0);
    const auto set = loadTrafficFile(
        write("set.json",
              R"([{"timestamp": 0, "requests": [{"prompt": "a", "prompt_length": 128, "output_length": 64}]},
                  {"Timestamp": 1000, "Requests": [{"Prompt": "b", "Prompt Length": 128, "output_length": 64}]}])"),
        {});
    QVERIFY2(set.ok(), set.ok() ? "" : set.error().text().c_str());
    QCOMPARE(set->recording->requests(), 2.0);
  }

  // A column of counts may be called "requests", as the list of a data set is.
  void aColumnOfRequestsIsNoDataSet() {
    const LoadedTraffic list = loaded("counts.jsonl",
                                      "{\"time\": 0, \"input\": 128, \"output\": 64, \"requests\": 5}\n"
                                      "{\"time\": 9, \"input\": 128, \"output\": 64, \"requests\": 4}\n");
    QCOMPARE(list.recording->requests(), 9.0);
  }

  void eachIsSetToItsRateScaledAndShifted() {
    const LoadedTraffic trace = loaded("trace.csv", steady(100));
    TrafficPart part;
    part.scale = 3;
    part.shiftSeconds = 3600;
    auto done = treated(trace, part);
    QVERIFY(done.ok());
    QVERIFY(same(done->mean.rate(), 3));
    QVERIFY(same(done->recording->requests(), 300));
    QVERIFY(same(done->recording->intervals.front().startSeconds, 3600));
    part.rate = 20;
    done = treated(trace, part);
    QVERIFY(same(done->mean.rate(), 60));
    QVERIFY(same(done->recording->requests() / done->recording->seconds(), 60));
    // A list keeps its counts, and gets its rate.
    part = {};
    part.rate = 7;
    done = treated(loaded("list.csv", "128,64\n256,64\n"), part);
    QVERIFY(same(done->mean.rate(), 7));
    QCOMPARE(done->recording->requests(), 2.0);
  }

  void laidOverEachOther() {
    const LoadedTraffic trace = loaded("trace.csv", steady(100));
    TrafficPart later;
    later.shiftSeconds = 50;
    const auto both = laidOver({trace, *treated(trace, later)});
    QVERIFY(both.ok());
    QVERIFY(same(both->mean.rate(), 2));
    QVERIFY(both->recording.has_value());
    QVERIFY(same(both->recording->requests(), 200));
    QVERIFY(same(both->recording->intervals.front().rate(), 1));  // before the other begins
    double peak = 0;
    for (const TrafficInterval& interval : both->recording->intervals) peak = std::max(peak, interval.rate());
    QVERIFY(std::abs(peak - 2) < 0.05);
    // What has no time line takes it from all, and adds its rate.
    const auto withTable = laidOver({trace, trafficOfTable({{64}, {128}, {{4}}})});
    QVERIFY(same(withTable->mean.rate(), 5));
    QVERIFY(!withTable->recording);
    QVERIFY(!laidOver({}).ok());
    // One from 0 s, one in unix time: their rates add up, but a line over both would be one of half a
    // century.
    TrafficPart unixTime;
    unixTime.shiftSeconds = 1748888480;
    for (const bool swapped : {false, true}) {
      const LoadedTraffic other = *treated(trace, unixTime);
      const auto apart = swapped ? laidOver({other, trace}) : laidOver({trace, other});
      QVERIFY(apart.ok());
      QVERIFY(same(apart->mean.rate(), 2));
      QVERIFY(!apart->recording);
      QVERIFY(std::any_of(apart->warnings.begin(), apart->warnings.end(), [](const std::string& warning) {
        return warning.find("shift one of them") != std::string::npos;
      }));
    }
    // A shift by half a day is meant.
    TrafficPart night;
    night.shiftSeconds = 43200;
    const auto day = laidOver({trace, *treated(trace, night)});
    QVERIFY(day->recording.has_value());
    QVERIFY(day->warnings.empty());
  }

  void badNumbersAreRefused_data() {
    QTest::addColumn<QString>("field");
    QTest::addColumn<double>("value");
    for (const char* field : {"rate", "scale"})
      for (const double value : {0.0, -1.0, double(INFINITY), double(NAN)})
        QTest::addRow("%s %g", field, value) << QString(field) << value;
    QTest::newRow("shift inf") << "shift" << double(INFINITY);
    QTest::newRow("shift nan") << "shift" << double(NAN);
  }
  void badNumbersAreRefused() {
    QFETCH(QString, field);
    QFETCH(double, value);
    TrafficPart part;
    if (field == "rate") part.rate = value;
    if (field == "scale") part.scale = value;
    if (field == "shift") part.shiftSeconds = value;
    const auto done = treated(loaded("trace.csv", steady(20)), part);
    QVERIFY(!done);
    QCOMPARE(done.error().code, ErrorCode::invalidArgument);
    QVERIFY2(done.error().message.find(field.toStdString() == "scale" ? "factor" : field.toStdString()) !=
                 std::string::npos,
             done.error().text().c_str());
  }

  void emptyTrafficCannotBeSetToARate() {
    TrafficPart part;
    part.rate = 3;
    QVERIFY(!treated(trafficOfTable({{64}, {128}, {{0}}}), part));
  }

  void aListWithoutTimesNeedsARate() {
    const auto done = treated(loaded("list.csv", "128,64\n"), {});
    QVERIFY(!done);
    QVERIFY(done.error().message.find("list.csv") != std::string::npos);
  }

  // What the cluster's optimizer plans for is the clusters alone, each at its centre, at its size / window.
  void theClusterSeesItsClusters() {
    GatewayTrace trace;
    trace.startSeconds = 1000;
    trace.counts = {{80, 60, Above::no, Above::no, 90},
                    {82, 60, Above::no, Above::no, 30},
                    {20, 110, Above::no, Above::no, 3}};  // too few to be one
    trace.counted = trace.requests = 123;
    const WindowView view = viewOf(std::vector<GatewayTrace>{trace}, 1010, 240);
    const auto loadedView = trafficOfWindow(view, "redis");
    QVERIFY(loadedView.ok());
    QVERIFY(same(loadedView->mean.rate(), 12.3));  // the latest interval is above the average
    QVERIFY(loadedView->cluster.has_value());
    QCOMPARE(loadedView->cluster->points.size(), std::size_t{1});
    QVERIFY(same(loadedView->cluster->rate(), 120 / 240.0));
    QVERIFY(same(loadedView->cluster->points[0].log2Input, (90 * 8.0 + 30 * 8.2) / 120));
    // Scaled with the rest; beside other traffic that is seen as it is.
    const auto more = laidOver({scaled(*loadedView, 2), trafficOfTable({{64}, {128}, {{4}}})});
    QVERIFY(same(more->cluster->rate(), 5));
    QCOMPARE(trafficOfWindow(viewOf({}, 1010, 240), "redis").error().code, ErrorCode::notFound);
  }

  void toldByTheirBeginning_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("is");
    QTest::newRow("CSV") << QByteArray("time,input,output\n0,1,2\n") << true;
    QTest::newRow("bare CSV") << QByteArray("128,64\n") << true;
    QTest::newRow("lines") << QByteArray("{\"input_length\": 1, \"output_length\": 2}\n") << true;
    QTest::newRow("array") << QByteArray("[{\"input_length\": 1, \"output_length\": 2}]") << true;
    QTest::newRow("table") << QByteArray(R"({"indexes": [[4], [4]], "rates": [[1]]})") << true;
    QTest::newRow("data set") << QByteArray(
                                     R"({"timestamp": 1, "requests": [{"prompt": "a", "output_length": 2}]})")
                              << true;
    QTest::newRow("text") << QByteArray("Dear reader,\nhello\n") << false;
    QTest::newRow("other JSON") << QByteArray("{\"name\": \"x\"}") << false;
    QTest::newRow("empty") << QByteArray("") << false;
    QTest::newRow("numbers of another kind") << QByteArray("1,2,3,4,5\n") << false;
  }
  void toldByTheirBeginning() {
    QFETCH(QByteArray, text);
    QFETCH(bool, is);
    QCOMPARE(looksLikeTraffic(text.toStdString(), true), is);
    // Also where more follows than was looked at.
    if (is && !text.startsWith('{') && !text.startsWith('['))
      QVERIFY(looksLikeTraffic((text + "77,").toStdString(), false));
    if (is && text.startsWith('[')) QVERIFY(looksLikeTraffic(text.chopped(1).toStdString() + ",", false));
  }
};

QTEST_APPLESS_MAIN(TestTrafficParts)
#include "test_traffic_parts.moc"
