#include "core/bench/journal.h"
#include "core/bench/point_record.h"
#include "tests/support/fake_backend.h"

#include <QtTest>

#include <cmath>

using namespace headroom;
using namespace headroom::test;

namespace {

Plan smallPlan() {
  Plan plan;
  plan.inputTokens = {8, 8};
  plan.outputTokens = {4, 4};
  plan.rates = {4, 4};
  plan.samples = 40;
  return plan;
}

bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }
bool same(const RecordedStatistics& a, const RecordedStatistics& b) {
  return same(a.mean, b.mean) && same(a.p50, b.p50) && same(a.p90, b.p90) && same(a.p99, b.p99) &&
         same(a.max, b.max) && a.count == b.count;
}

LoadResult measured(const Plan& plan, const std::function<void(std::uint64_t, FakeAnswer&)>& change = {}) {
  FakeBackend backend;
  backend.answer = [&](std::uint64_t index, const GenerationRequest&, FakeAnswer& answer) {
    answer.firstTokenSeconds = 0.1 + 0.003 * static_cast<double>(index);
    if (change) change(index, answer);
  };
  backend.submitTakes = std::chrono::milliseconds(30);
  LengthsOnly lengths;
  return *generateLoad(backend, lengths, plan.load(plan.points()[0]), {});
}

}  // namespace

class TestPointRecord : public QObject {
  Q_OBJECT

 private slots:
  void whatIsWrittenIsWhatIsRead_data() {
    QTest::addColumn<int>("kind");
    QTest::newRow("plain") << 0;
    QTest::newRow("some failed") << 1;
    QTest::newRow("nothing completed") << 2;
    QTest::newRow("answers of one token") << 3;
    QTest::newRow("closed loop") << 4;
    QTest::newRow("other lengths than asked") << 5;
  }
  void whatIsWrittenIsWhatIsRead() {
    QFETCH(int, kind);
    Plan plan = smallPlan();
    if (kind == 3) plan.outputTokens = {1, 1};
    if (kind == 4) plan.concurrencies = {3};
    const LoadResult result = measured(plan, [&](std::uint64_t index, FakeAnswer& answer) {
      if ((kind == 1 && index % 4 == 0) || kind == 2) answer.failure = FailureKind::reset;
      if (kind == 1 && index % 8 == 0) answer.failure = FailureKind::httpStatus;
      if (kind == 5) answer.outputTokens = 3;
    });
    const PlanPoint point = plan.points()[0];
    const PointRecord made = pointRecord(plan, point, result, "2026-01-02T03:04:05Z");
    const auto read = readPointRecords(journalRows(plan, point, result, "2026-01-02T03:04:05Z"), "f");
    QVERIFY2(read.ok(), read.ok() ? "" : read.error().text().c_str());
    QCOMPARE(read->size(), std::size_t{1});
    const PointRecord& got = read->front();
    QCOMPARE(got.point, made.point);
    QCOMPARE(got.point.concurrency, kind == 4 ? 3 : 0);
    QVERIFY(same(got.throughput, made.throughput) && same(got.tokenThroughput, made.tokenThroughput));
    QVERIFY(same(got.e2e, made.e2e));
    QVERIFY(same(got.ttft, made.ttft));
    QVERIFY(same(got.tpot, made.tpot));
    QVERIFY(same(got.chunkGap, made.chunkGap));
    QVERIFY(same(got.longestChunkGap, made.longestChunkGap));
    QCOMPARE(got.started, made.started);
    QCOMPARE(got.sent, made.sent);
    QCOMPARE(got.completed, made.completed);
    QCOMPARE(got.failed, made.failed);
    QCOMPARE(got.failures, made.failures);
    QCOMPARE(got.failures.size(), std::size_t{kind == 1 ? 2u : kind == 2 ? 1u : 0u});
    QCOMPARE(got.maxInFlight, made.maxInFlight);
    QVERIFY(same(got.wallSeconds, made.wallSeconds) && same(got.achievedRate, made.achievedRate));
    QVERIFY(same(got.lagP50, made.lagP50) && same(got.lagP99, made.lagP99) && same(got.lagMax, made.lagMax));
    QVERIFY(same(got.clientCpu, made.clientCpu));
    QCOMPARE(got.clientLimited, made.clientLimited);
    QCOMPARE(got.clientLimited, kind != 4);  // sent 30 ms late
    QCOMPARE(got.clientLimitedWhy, made.clientLimitedWhy);
    QVERIFY(same(got.inputCame, made.inputCame) && same(got.outputCame, made.outputCame));
    QVERIFY(same(got.inputAsked, made.inputAsked) && same(got.outputAsked, made.outputAsked));
    QCOMPARE(got.tokensEstimated, made.tokensEstimated);
    if (kind == 5) QCOMPARE(lengthDifference(got), 0.25);
    if (kind == 0) QCOMPARE(lengthDifference(got), 0.0);
    if (kind == 2) QVERIFY(std::isnan(lengthDifference(got)));
  }

  void filesOfTheReferenceTellLess() {
    const auto read = readPointRecords(
        "{\"input_tokens\": 8, \"output_tokens\": 4, \"request_rate\": 1.0, \"metric\": \"TPUT\", \"mean\": "
        "0.5}\n"
        "{\"input_tokens\": 8, \"output_tokens\": 4, \"request_rate\": 1.0, \"metric\": \"E2E\", \"mean\": "
        "NaN, \"P50\": 1, \"P90\": 2, \"P99\": 3}\n"
        "\n"
        "{\"input_tokens\": 8, \"output_tokens\": 8, \"request_rate\": 1.0, \"metric\": \"TPUT\", \"mean\": "
        "0.25}\n"
        "{\"input_tokens\": 8, \"output_tokens\": 4, \"request_rate\": 1.0, \"metric\": \"TPUT\", \"mean\": "
        "0.75}\n"
        "{\"input_tokens\": 8, \"outp",
        "f");
    QCOMPARE(read->size(), std::size_t{2});
    const PointRecord& first = read->front();
    QCOMPARE(first.throughput, 0.5);  // the first row of its kind
    QVERIFY(std::isnan(first.e2e.mean));
    QCOMPARE(first.e2e.p99, 3.0);
    QVERIFY(!first.sent && !first.completed && std::isnan(first.lagP99) && first.failures.empty());
  }

  void aLineThatIsNoRowIsNamed() {
    const auto read = readPointRecords("{\"input_tokens\": 8}\n", "a10.jsonl");
    QCOMPARE(read.error().code, ErrorCode::malformed);
    QVERIFY(read.error().message.starts_with("a10.jsonl line 1"));
    QCOMPARE(readPointRecords("{}\nnonsense\n", "f").error().code, ErrorCode::malformed);
    QVERIFY(readPointRecords("", "f")->empty());
  }
};

QTEST_APPLESS_MAIN(TestPointRecord)
#include "test_point_record.moc"
