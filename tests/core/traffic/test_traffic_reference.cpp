// The reference's own readings of traces, its cells and its clusters, from tests/data/workload.
#include "core/base/file.h"
#include "core/traffic/clusters.h"
#include "core/traffic/distribution.h"
#include "core/traffic/gateway_trace.h"

#include <QtTest>

#include <nlohmann/json.hpp>

#include <cmath>
#include <map>
#include <set>
#include <sstream>

using namespace headroom;
using Json = nlohmann::json;

namespace {

const std::string kData = std::string(HEADROOM_TEST_DATA) + "/workload/";

std::vector<Json> lines(const std::string& name) {
  std::vector<Json> all;
  std::istringstream text(*readFile(kData + name));
  for (std::string line; std::getline(text, line);) all.push_back(Json::parse(line));
  return all;
}

}  // namespace

class TestTrafficReference : public QObject {
  Q_OBJECT

 private slots:
  void readsTracesOfEveryVersion_data() {
    QTest::addColumn<int>("index");
    for (int i = 0; i < int(lines("request_traces.jsonl").size()); ++i) QTest::addRow("trace %d", i) << i;
  }
  void readsTracesOfEveryVersion() {
    QFETCH(int, index);
    const Json expected = lines("request_traces.jsonl")[std::size_t(index)];
    const auto trace = parseGatewayTrace(expected["key"].get<std::string>(), expected["value"].dump());
    QVERIFY(trace.ok());
    QVERIFY(trace->warnings.empty());
    QCOMPARE(trace->model, std::string("m"));
    QVERIFY(std::abs(trace->rate() - expected["rate"].get<double>()) < 1e-12);
    std::map<std::pair<int, int>, double> counts, records;
    for (const ShapeCount& shape : trace->counts)
      counts[{shape.inputTenth, shape.outputTenth}] += shape.count;
    for (const Json& record : expected["records"]) {
      records[{int(std::lround(record["log2_input"].get<double>() * 10)),
               int(std::lround(record["log2_output"].get<double>() * 10))}] += record["count"].get<double>();
      QCOMPARE(trace->startSeconds, record["ts"].get<std::int64_t>());
    }
    QCOMPARE(counts, records);
    const Json& value = expected["value"];
    QCOMPARE(trace->pending.has_value(), value.contains("meta_pending_reqs"));
    QCOMPARE(trace->queueing.has_value(), value.contains("meta_queueing_reqs"));
    QCOMPARE(trace->version, value.value("meta_v", 1));
  }

  void mapsTokensToCells() {
    const Json data = Json::parse(*readFile(kData + "cell_mapping.json"));
    const auto outputs = data["indexes"][0].get<std::vector<int>>(),
               inputs = data["indexes"][1].get<std::vector<int>>();
    for (const Json& one : data["cases"]) {
      const double out = std::log2(one["output_tokens"].get<double>()),
                   in = std::log2(one["input_tokens"].get<double>());
      QCOMPARE(cellIndex(outputs, out, CellRule::nearest), one["cell"][0].get<std::size_t>());
      QCOMPARE(cellIndex(inputs, in, CellRule::nearest), one["cell"][1].get<std::size_t>());
      // Upward is never below, and the cell is as long as the request wherever the grid reaches that far.
      for (const auto& [lengths, log2Tokens] : {std::pair{&outputs, out}, std::pair{&inputs, in}}) {
        const std::size_t up = cellIndex(*lengths, log2Tokens, CellRule::upward);
        QVERIFY(up >= cellIndex(*lengths, log2Tokens, CellRule::nearest) ||
                std::log2((*lengths)[up]) >= log2Tokens - 1e-9);
        QVERIFY(std::log2((*lengths)[up]) >= log2Tokens - 1e-9 || up + 1 == lengths->size());
        QVERIFY(up == 0 || std::log2((*lengths)[up - 1]) < log2Tokens);
      }
    }
  }

  void clustersAsTheReference_data() {
    QTest::addColumn<int>("index");
    for (int i = 0; i < int(lines("clusters.jsonl").size()); ++i) QTest::addRow("case %d", i) << i;
  }
  // Core points must be the same and group the same; a border point may join any cluster it touches.
  void clustersAsTheReference() {
    QFETCH(int, index);
    const Json expected = lines("clusters.jsonl")[std::size_t(index)];
    std::vector<std::pair<int, int>> points;  // output, input
    ShapeCounter counter;
    for (const Json& point : expected["points_log2_output_input"]) {
      points.emplace_back(int(std::lround(point[0].get<double>() * 10)),
                          int(std::lround(point[1].get<double>() * 10)));
      counter.addCounted(points.back().second, points.back().first, Above::no, 1);
    }
    const Clustering found = clusterShapes(counter.take(), expected["min_points"].get<double>());
    std::map<std::pair<int, int>, const LatticePoint*> at;
    for (const LatticePoint& point : found.points) at[{point.outputTenth, point.inputTenth}] = &point;
    std::set<std::size_t> core;
    for (std::size_t i = 0; i < expected["core"].size(); ++i)
      core.insert(expected["core"][i].get<std::size_t>());
    std::map<int, int> ours, theirs;  // label to label
    double clustered = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
      const int label = expected["labels"][i];
      const LatticePoint& point = *at.at(points[i]);
      QCOMPARE(point.core, core.count(i) > 0);
      QCOMPARE(point.cluster < 0, label < 0);
      if (label >= 0) ++clustered;
      if (!point.core) continue;
      QCOMPARE(ours.try_emplace(label, point.cluster).first->second, point.cluster);
      QCOMPARE(theirs.try_emplace(point.cluster, label).first->second, label);
    }
    QVERIFY(std::abs(found.coverage - clustered / double(points.size())) < 1e-12);
    QCOMPARE(found.clusters.size(), ours.size());
    // A centre is the mean of the cluster's requests: of the reference's own members where no border point
    // could have joined another cluster.
    std::map<int, std::vector<std::size_t>> members;
    for (std::size_t i = 0; i < points.size(); ++i)
      if (const int label = expected["labels"][i]; label >= 0) members[label].push_back(i);
    for (const auto& [label, of] : members) {
      const auto number = std::size_t(ours.at(label));
      if (found.clusters[number].count != double(of.size())) continue;
      double in = 0, out = 0;
      bool all = true;
      for (const std::size_t i : of) {
        all = all && at.at(points[i])->cluster == int(number);
        out += points[i].first / 10.0, in += points[i].second / 10.0;
      }
      if (!all) continue;
      ++m_centres;
      QVERIFY(std::abs(found.clusters[number].centreLog2Input - in / double(of.size())) < 1e-9);
      QVERIFY(std::abs(found.clusters[number].centreLog2Output - out / double(of.size())) < 1e-9);
    }
  }
  void cleanupTestCase() { QVERIFY(m_centres > 0); }

 private:
  int m_centres = 0;
};

QTEST_APPLESS_MAIN(TestTrafficReference)
#include "test_traffic_reference.moc"
