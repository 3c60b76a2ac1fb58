// Measuring one endpoint from end to end, deaths of it included.
#include "core/base/file.h"
#include "core/bench/benchmark_file.h"
#include "core/bench/measure.h"
#include "tests/support/fake_backend.h"

#include <QtTest>

#include <memory>
#include <thread>

using namespace headroom;
using namespace headroom::test;

namespace {

Plan smallPlan() {
  Plan plan;
  plan.inputTokens = {8, 16};
  plan.outputTokens = {4, 4};
  plan.rates = {1, 4};
  plan.samples = 10;
  return plan;
}

}  // namespace

class TestMeasure : public QObject {
  Q_OBJECT

  QTemporaryDir m_directory;
  int m_files = 0;
  std::string newPath() { return m_directory.filePath(QString("f%1.jsonl").arg(++m_files)).toStdString(); }

  // A server that dies with request number `dies` and is back at the connection number `back`, from 0.
  struct Server {
    std::size_t dies = ~std::size_t{0};
    int back = 1;
    Error refusal{ErrorCode::unreachable, "nobody answers"};
    std::size_t requests = 0;
    int connections = 0;

    Result<SweepClient> connect() {
      const int number = connections++;
      if (number > 0 && number < back) return refusal;
      if (number > 0) dies = ~std::size_t{0};
      auto backend = std::make_unique<FakeBackend>();
      backend->answer = [this](std::uint64_t, const GenerationRequest&, FakeAnswer& answer) {
        if (++requests >= dies) answer.failure = FailureKind::unreachable;
      };
      SweepClient client;
      client.backend = std::move(backend);
      client.prompts = std::make_unique<LengthsOnly>();
      client.notes = {"a note"};
      return client;
    }
  };

  Measure jobFor(Server& server) {
    Measure job{.plan = smallPlan(), .journalPath = newPath()};
    job.connect = [&server](const std::stop_token&) { return server.connect(); };
    job.backOffSeconds = {0.001};
    return job;
  }

 private slots:
  void measuresTheWholePlan() {
    Server server;
    Measure job = jobFor(server);
    std::vector<PointRecord> points;
    std::vector<MeasureState> states;
    std::vector<std::string> notes;
    std::size_t begun = 0, events = 0;
    job.onPoint = [&](const PointRecord& record) { points.push_back(record); };
    job.onStep = [&](const MeasureStep& step) { states.push_back(step.state); };
    job.onNote = [&](const std::string& note) { notes.push_back(note); };
    job.onPointBegin = [&](const PlanPoint& point) { QCOMPARE(point, job.plan.points()[begun++]); };
    job.live = [&](const LiveBatch& batch) { events += batch.events.size(); };
    const MeasureResult result = measure(job, {});
    QVERIFY(!result.stopped);
    QCOMPARE(result.pointsMeasured, std::uint64_t{6});
    QCOMPARE(points.size(), std::size_t{6});
    QCOMPARE(begun, std::size_t{6});
    QCOMPARE(events, std::size_t{6 * 10 * 3});  // sent, first content, finished
    QCOMPARE(states, (std::vector{MeasureState::connecting, MeasureState::measuring}));
    QCOMPARE(notes, std::vector<std::string>{"a note"});
    // What was told of each point is what the file says of it.
    const auto read = readPointRecords(*readFile(job.journalPath), "f");
    QCOMPARE(read->size(), std::size_t{6});
    for (std::size_t i = 0; i < 6; ++i) {
      QCOMPARE((*read)[i].point, points[i].point);
      QCOMPARE((*read)[i].e2e.p99, points[i].e2e.p99);
      QCOMPARE((*read)[i].started, points[i].started);
      QVERIFY(!points[i].started.empty());
    }
  }

  void goesOnWhenTheEndpointComesBack() {
    Server server{.dies = 25, .back = 4};  // in the middle of the third point
    Measure job = jobFor(server);
    std::vector<MeasureStep> steps;
    double elapsed = 0;
    job.onStep = [&](const MeasureStep& step) { steps.push_back(step); };
    const MeasureResult result = measure(job, {}, [&](const Progress& progress) {
      QVERIFY(progress.elapsedSeconds >= elapsed);  // goes on where it was
      elapsed = progress.elapsedSeconds;
    });
    QVERIFY2(!result.stopped, result.stopped ? result.stopped->text().c_str() : "");
    QCOMPARE(result.pointsTotal, std::uint64_t{6});
    QCOMPARE(result.pointsBefore, std::uint64_t{0});
    QCOMPARE(result.pointsMeasured, std::uint64_t{6});
    QCOMPARE(result.reconnects, 1);
    QCOMPARE(readBenchmarkFile(job.journalPath)->rows.size(), std::size_t{30});  // none twice
    QCOMPARE(steps.size(), std::size_t{7});  // it came back at the fourth try
    for (std::size_t i = 2; i < 6; ++i) {
      QCOMPARE(steps[i].state, MeasureState::reconnecting);
      QVERIFY(steps[i].nextTry > Instant{});
    }
    QVERIFY(steps[2].cause->message.find("went away") != std::string::npos);
    QCOMPARE(steps[3].cause->message, std::string("nobody answers"));
    QCOMPARE(steps[6].state, MeasureState::measuring);
    QCOMPARE(steps[6].reconnects, 1);
  }

  void givesUpInTheEnd_data() {
    QTest::addColumn<int>("code");
    QTest::addColumn<double>("giveUp");
    QTest::addColumn<int>("connections");
    QTest::newRow("it never comes back") << int(ErrorCode::unreachable) << 0.0 << -1;
    QTest::newRow("it is gone for good") << int(ErrorCode::notFound) << 600.0 << 2;
  }
  void givesUpInTheEnd() {
    QFETCH(int, code);
    QFETCH(double, giveUp);
    QFETCH(int, connections);
    Server server{.dies = 25, .back = 1'000'000, .refusal = {static_cast<ErrorCode>(code), "no such pod"}};
    Measure job = jobFor(server);
    job.giveUpSeconds = giveUp;
    const MeasureResult result = measure(job, {});
    QCOMPARE(static_cast<int>(result.stopped->code), code);
    QCOMPARE(result.pointsMeasured, std::uint64_t{2});
    QCOMPARE(readBenchmarkFile(job.journalPath)->rows.size(), std::size_t{10});
    if (connections > 0) QCOMPARE(server.connections, connections);
  }

  void anEndpointThatWasNeverThereIsNotWaitedFor() {
    Measure job{.plan = smallPlan(), .journalPath = newPath()};
    int tries = 0;
    job.connect = [&](const std::stop_token&) -> Result<SweepClient> {
      ++tries;
      return Error{ErrorCode::unreachable, "connection refused"};
    };
    const MeasureResult result = measure(job, {});
    QCOMPARE(result.stopped->code, ErrorCode::unreachable);
    QCOMPARE(tries, 1);
    QCOMPARE(result.pointsTotal, std::uint64_t{6});
  }

  void canBeStoppedWhileItWaits() {
    Server server{.dies = 15, .back = 1'000'000};
    Measure job = jobFor(server);
    job.backOffSeconds = {3600};
    std::stop_source stop;
    std::jthread stopper;
    job.onStep = [&](const MeasureStep& step) {
      if (step.state == MeasureState::reconnecting) stopper = std::jthread([&] { stop.request_stop(); });
    };
    const MeasureResult result = measure(job, stop.get_token());
    QCOMPARE(result.stopped->code, ErrorCode::cancelled);
    QVERIFY(result.stopped->message.find("1 of 6 points") != std::string::npos);
  }

  void pausesAndGoesOn() {
    Server server;
    Measure job = jobFor(server);
    PauseGate gate;
    job.gate = &gate;
    std::jthread resumer;
    std::vector<MeasureState> states;
    job.onPoint = [&](const PointRecord& record) {
      if (record.point == job.plan.points()[0]) gate.pause();
    };
    job.onStep = [&](const MeasureStep& step) {
      states.push_back(step.state);
      if (step.state == MeasureState::paused) resumer = std::jthread([&] { gate.resume(); });
    };
    QVERIFY(!measure(job, {}).stopped);
    QCOMPARE(states, (std::vector{MeasureState::connecting, MeasureState::measuring, MeasureState::paused,
                                  MeasureState::measuring}));
  }

  void anotherPlansFileIsRefusedInItsWords() {
    Server server;
    Measure job = jobFor(server);
    QVERIFY(!measure(job, {}).stopped);
    job.plan.samples = 20;
    const MeasureResult result = measure(job, {});
    QCOMPARE(result.stopped->code, ErrorCode::conflict);
    QVERIFY(result.stopped->message.find("samples 10") != std::string::npos);
    QCOMPARE(server.connections, 1);
  }
};

QTEST_APPLESS_MAIN(TestMeasure)
#include "test_measure.moc"
