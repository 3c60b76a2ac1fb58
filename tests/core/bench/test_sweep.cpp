#include "core/bench/benchmark_file.h"
#include "core/bench/remaining_time.h"
#include "core/bench/sweep.h"
#include "tests/support/fake_backend.h"

#include <QtTest>

#include <cmath>
#include <set>
#include <thread>
#include <tuple>

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

bool contains(const std::vector<std::string>& texts, const std::string& part) {
  return std::any_of(texts.begin(), texts.end(),
                     [&](const std::string& text) { return text.find(part) != std::string::npos; });
}

}  // namespace

class TestSweep : public QObject {
  Q_OBJECT

  QTemporaryDir m_directory;
  int m_files = 0;
  std::string newPath() { return m_directory.filePath(QString("f%1.jsonl").arg(++m_files)).toStdString(); }
  LengthsOnly m_lengths;

  SweepResult sweep(const Plan& plan, FakeBackend& backend, const std::string& path,
                    const std::stop_token& stop = {}, const ProgressSink& progress = {}) {
    auto journal = Journal::open(path, plan);
    if (!journal) qFatal("%s", journal.error().text().c_str());
    return runSweep({.plan = plan,
                     .backend = backend,
                     .prompts = m_lengths,
                     .journal = *journal,
                     .watchClient = !plan.predicted},
                    stop, progress);
  }

 private slots:
  // A point that has no room goes to the folder for temporary files: to that of the test.
  void initTestCase() { qputenv("TMPDIR", m_directory.path().toUtf8()); }

  void measuresEveryPointOnce() {
    const Plan plan = smallPlan();
    const std::string path = newPath();
    FakeBackend backend;
    const SweepResult result = sweep(plan, backend, path);
    QVERIFY(!result.stopped);
    QCOMPARE(result.pointsTotal, std::uint64_t{6});
    QCOMPARE(result.pointsMeasured, std::uint64_t{6});
    QCOMPARE(result.requestsCompleted, std::uint64_t{60});
    QVERIFY(result.warnings.empty());
    const auto file = readBenchmarkFile(path);
    QCOMPARE(file->rows.size(), std::size_t{30});
    // In the reference's order.
    for (std::size_t i = 0; i < 6; ++i) {
      QCOMPARE(file->rows[5 * i].inputTokens, i < 3 ? 8 : 16);
      QCOMPARE(file->rows[5 * i].requestRate, std::pow(2.0, static_cast<double>(i % 3)));
      for (int metric = 0; metric < 5; ++metric)
        QCOMPARE(static_cast<int>(file->rows[5 * i + static_cast<std::size_t>(metric)].metric), metric);
    }
    // Again: nothing to do.
    FakeBackend idle;
    const SweepResult again = sweep(plan, idle, path);
    QCOMPARE(again.pointsBefore, std::uint64_t{6});
    QCOMPARE(again.pointsMeasured, std::uint64_t{0});
    QVERIFY(idle.requests.empty());
    QCOMPARE(readBenchmarkFile(path)->rows.size(), std::size_t{30});
  }

  // Stopped at every second of the whole: what is finished is kept, and continuing gives the very file of an
  // unbroken run.
  void aStoppedSweepContinues() {
    Plan plan = smallPlan();
    plan.predicted = true;  // without times of the day, so that files compare
    const std::string whole = newPath();
    FakeBackend all;
    const Instant begin = all.now();
    QVERIFY(!sweep(plan, all, whole).stopped);
    const int seconds = static_cast<int>(toSeconds(all.now() - begin));
    QVERIFY(seconds > 20);
    for (int at = 1; at < seconds; at += 3) {
      const std::string path = newPath();
      std::size_t requests = 0;
      {
        FakeBackend backend;
        std::stop_source stop;
        backend.onTime = [&](Instant now) {
          if (now >= begin + std::chrono::seconds(at)) stop.request_stop();
        };
        const SweepResult result = sweep(plan, backend, path, stop.get_token());
        QVERIFY(result.stopped);
        QCOMPARE(result.stopped->code, ErrorCode::cancelled);
        QVERIFY2(result.stopped->message.find(path) != std::string::npos, result.stopped->message.c_str());
        QVERIFY(!result.stopped->hint.empty());
        QCOMPARE(backend.inFlight(), std::size_t{0});
        QCOMPARE(QFile::exists(QString::fromStdString(path)), result.pointsMeasured > 0);
        if (const auto kept = readBenchmarkFile(path))
          QCOMPARE(kept->rows.size(), std::size_t{5 * result.pointsMeasured});
        requests = 10 * result.pointsMeasured;
      }
      FakeBackend backend;
      const SweepResult rest = sweep(plan, backend, path);
      QVERIFY(!rest.stopped);
      QCOMPARE(requests + backend.requests.size(), std::size_t{60});
      QCOMPARE(*readFile(path), *readFile(whole));
    }
  }

  void progressTellsWhatRemains() {
    const Plan plan = smallPlan();
    FakeBackend backend;
    std::vector<Progress> seen;
    sweep(plan, backend, newPath(), {}, [&](const Progress& progress) { seen.push_back(progress); });
    QVERIFY(seen.size() >= 8);
    QCOMPARE(seen.front().done, std::uint64_t{0});
    QCOMPARE(seen.front().total, std::uint64_t{6});
    QCOMPARE(seen.front().phase, std::string("measure"));
    QVERIFY(seen.front().remainingSeconds.has_value());
    QVERIFY(std::abs(*seen.front().remainingSeconds - plan.expectedSeconds()) < 1);
    QCOMPARE(seen.back().done, std::uint64_t{6});
    QVERIFY(*seen.back().remainingSeconds < 1e-6);
    QVERIFY(std::any_of(seen.begin(), seen.end(), [](const Progress& p) {
      return p.detail.starts_with("input 16, output 4, 2 req/s");
    }));
  }

  void remainingTimeLearnsFromWhatWasMeasured() {
    const Plan plan = smallPlan();
    const auto points = plan.points();
    RemainingTime time(plan, true);
    QVERIFY(time.known());
    QCOMPARE(time.of(points[0]), 9 + 4 * assumedSecondsPerOutputToken);
    time.learn(points[0], 9 + 10 * 4 * assumedSecondsPerOutputToken);  // ten times slower than assumed
    QVERIFY(std::abs(time.of(points[2]) - (9.0 / 4 + 10 * 4 * assumedSecondsPerOutputToken)) < 1e-9);
    RemainingTime virtualTime(plan, false);
    QVERIFY(!virtualTime.known());
    virtualTime.learn(points[0], 0.001);
    QVERIFY(virtualTime.of(points[0]) < 0.0011);
  }

  void anEndpointThatIsNotThereEndsTheSweep_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("code");
    QTest::newRow("refused") << int(FailureKind::unreachable) << 0 << int(ErrorCode::unreachable);
    QTest::newRow("tls") << int(FailureKind::tls) << 0 << int(ErrorCode::tls);
    QTest::newRow("html") << int(FailureKind::malformedStream) << 200 << int(ErrorCode::malformed);
    QTest::newRow("no key") << int(FailureKind::httpStatus) << 401 << int(ErrorCode::unauthenticated);
    QTest::newRow("no such model") << int(FailureKind::httpStatus) << 404 << int(ErrorCode::notFound);
  }
  void anEndpointThatIsNotThereEndsTheSweep() {
    QFETCH(int, kind);
    QFETCH(int, status);
    QFETCH(int, code);
    for (const int warmup : {0, 2}) {
      Plan plan = smallPlan();
      plan.warmup = warmup;
      FakeBackend backend;
      backend.answer = [&](std::uint64_t, const GenerationRequest&, FakeAnswer& answer) {
        answer.failure = static_cast<FailureKind>(kind);
        answer.httpStatus = status;
        answer.message = "its own words";
      };
      const std::string path = newPath();
      const SweepResult result = sweep(plan, backend, path);
      QVERIFY(result.stopped);
      QCOMPARE(static_cast<int>(result.stopped->code), code);
      QVERIFY2(result.stopped->message.find("its own words") != std::string::npos,
               result.stopped->message.c_str());
      QVERIFY2(result.stopped->message.find("input 8, output 4, 1 req/s") != std::string::npos,
               result.stopped->message.c_str());
      QVERIFY(!result.stopped->hint.empty());
      QCOMPARE(backend.requests.size(), std::size_t{warmup > 0 ? 2u : 10u});
      QVERIFY(!QFile::exists(QString::fromStdString(path)));
    }
  }

  void anEndpointThatDiesMidwayLosesNoFinishedPoint() {
    const Plan plan = smallPlan();
    FakeBackend backend;
    std::size_t sent = 0;
    backend.answer = [&](std::uint64_t, const GenerationRequest&, FakeAnswer& answer) {
      if (++sent > 25) answer.failure = FailureKind::unreachable;  // in the middle of the third point
    };
    const std::string path = newPath();
    const SweepResult result = sweep(plan, backend, path);
    QCOMPARE(result.stopped->code, ErrorCode::unreachable);
    QVERIFY2(result.stopped->message.find("went away") != std::string::npos, result.stopped->message.c_str());
    QCOMPARE(result.pointsMeasured, std::uint64_t{2});
    FakeBackend back;
    const SweepResult rest = sweep(plan, back, path);
    QVERIFY(!rest.stopped);
    QCOMPARE(rest.pointsMeasured, std::uint64_t{4});
    QCOMPARE(readBenchmarkFile(path)->rows.size(), std::size_t{30});
  }

  // A shape that the server refuses is a result: no capacity there. It is not measured twice, and it is told.
  void aRefusedShapeIsKeptAndTold() {
    Plan plan = smallPlan();
    plan.warmup = 1;
    const std::string path = newPath();
    FakeBackend backend;
    backend.answer = [](std::uint64_t, const GenerationRequest& request, FakeAnswer& answer) {
      if (request.inputTokens < 16) return;
      answer.failure = FailureKind::httpStatus;
      answer.httpStatus = 400;
      answer.message = "too long";
    };
    const SweepResult result = sweep(plan, backend, path);
    QVERIFY(!result.stopped);
    QCOMPARE(result.pointsMeasured, std::uint64_t{6});
    QCOMPARE(result.pointsWithoutAnswer, std::uint64_t{3});
    QVERIFY(contains(result.warnings,
                     "requests failed: httpStatus, HTTP 400: too long; see what the server says about "
                     "requests of this shape (at input 16, output 4, 1 req/s; "));
    const auto file = readBenchmarkFile(path);
    QCOMPARE(file->rows.size(), std::size_t{3 * 5 + 3 * 2});
    for (const BenchmarkRow& row : file->rows)
      if (row.inputTokens == 16) QCOMPARE(row.mean, 0.0);
    FakeBackend idle;
    const SweepResult again = sweep(plan, idle, path);
    QVERIFY(idle.requests.empty());
    QVERIFY(contains(again.warnings, "3 points of " + path + " had no completed request"));
  }

  void aFullDiskEndsTheSweepAndSaysWhatIsKept() {
    const Plan plan = smallPlan();
    FakeBackend backend;
    const SweepResult result = sweep(plan, backend, "/dev/full");
    QCOMPARE(result.stopped->code, ErrorCode::diskFull);
    QVERIFY(result.stopped->hint.find("make room") != std::string::npos);
    QCOMPARE(result.pointsMeasured, std::uint64_t{0});
    QCOMPARE(backend.requests.size(), std::size_t{10});  // it went on to no other point
  }

  void aLogThatCannotBeWrittenLosesNoPoint() {
    const Plan plan = smallPlan();
    const std::string path = newPath();
    FakeBackend backend;
    auto journal = Journal::open(path, plan);
    auto log = RequestsLog::open("/dev/full", *journal);
    QVERIFY(log.ok());
    const SweepResult result = runSweep(
        {.plan = plan, .backend = backend, .prompts = m_lengths, .journal = *journal, .requestsLog = &*log},
        {});
    QCOMPARE(result.stopped->code, ErrorCode::diskFull);
    QCOMPARE(result.pointsMeasured, std::uint64_t{1});
    QCOMPARE(readBenchmarkFile(path)->rows.size(), std::size_t{5});
  }

  void onlyALostEndpointMayComeBack() {
    for (const auto& [kind, status, lost] : {std::tuple{FailureKind::unreachable, 0, true},
                                             {FailureKind::connectTimeout, 0, true},
                                             {FailureKind::tls, 0, false},
                                             {FailureKind::httpStatus, 401, false}}) {
      FakeBackend backend;
      backend.answer = [&, kind = kind, status = status](std::uint64_t, const GenerationRequest&,
                                                         FakeAnswer& answer) {
        answer.failure = kind;
        answer.httpStatus = status;
      };
      const SweepResult result = sweep(smallPlan(), backend, newPath());
      QVERIFY(result.stopped);
      QCOMPARE(result.endpointLost, lost);
    }
  }

  void aPausedSweepWaitsBetweenTwoPoints() {
    const Plan plan = smallPlan();
    FakeBackend backend;
    auto journal = Journal::open(newPath(), plan);
    PauseGate gate;
    std::jthread resumer;
    std::vector<std::string> phases;
    std::size_t sentAtPause = 0;
    Sweep sweep{.plan = plan, .backend = backend, .prompts = m_lengths, .journal = *journal};
    sweep.gate = &gate;
    sweep.onPoint = [&](const PlanPoint& point, const LoadResult&) {
      if (point == plan.points()[1]) gate.pause();
    };
    const SweepResult result = runSweep(sweep, {}, [&](const Progress& progress) {
      if (phases.empty() || phases.back() != progress.phase) phases.push_back(progress.phase);
      if (progress.phase != "paused") return;
      sentAtPause = backend.requests.size();
      QCOMPARE(progress.done, std::uint64_t{2});
      resumer = std::jthread([&] { gate.resume(); });
    });
    QVERIFY(!result.stopped);
    QCOMPARE(result.pointsMeasured, std::uint64_t{6});
    QCOMPARE(sentAtPause, std::size_t{20});
    QCOMPARE(phases, (std::vector<std::string>{"measure", "paused", "measure"}));
  }

  void aPausedSweepCanBeStopped() {
    const Plan plan = smallPlan();
    FakeBackend backend;
    auto journal = Journal::open(newPath(), plan);
    PauseGate gate;
    gate.pause();
    std::stop_source stop;
    std::jthread stopper;
    Sweep sweep{.plan = plan, .backend = backend, .prompts = m_lengths, .journal = *journal};
    sweep.gate = &gate;
    const SweepResult result = runSweep(sweep, stop.get_token(), [&](const Progress& progress) {
      if (progress.phase == "paused") stopper = std::jthread([&] { stop.request_stop(); });
    });
    QCOMPARE(result.stopped->code, ErrorCode::cancelled);
    QVERIFY(!result.endpointLost);
    QVERIFY(backend.requests.empty());
  }

  // Its last answers broke off: whether the point counts depends on whether the server is still there.
  void aServerThatDiesUnderTheLastAnswers_data() {
    QTest::addColumn<bool>("there");
    QTest::newRow("a server that resets connections") << true;
    QTest::newRow("a dead server") << false;
  }
  void aServerThatDiesUnderTheLastAnswers() {
    QFETCH(bool, there);
    const Plan plan = smallPlan();
    FakeBackend backend;
    std::size_t sent = 0;
    backend.answer = [&](std::uint64_t index, const GenerationRequest&, FakeAnswer& answer) {
      if (++sent > 10 && index >= 8) answer.failure = FailureKind::reset;
    };
    const std::string path = newPath();
    auto journal = Journal::open(path, plan);
    int asked = 0;
    Sweep sweep{.plan = plan, .backend = backend, .prompts = m_lengths, .journal = *journal};
    sweep.stillThere = [&] {
      ++asked;
      return there;
    };
    const SweepResult result = runSweep(sweep, {});
    QCOMPARE(result.endpointLost, !there);
    QCOMPARE(result.stopped.has_value(), !there);
    QCOMPARE(asked, there ? 5 : 1);
    QCOMPARE(result.pointsMeasured, std::uint64_t{there ? 6u : 1u});
    if (!there) {
      QCOMPARE(result.stopped->code, ErrorCode::connectionLost);
      QVERIFY(result.stopped->message.find("last 2 requests lost their connection") != std::string::npos);
    }
  }

  void aPrefixCacheThatAnswersIsTold() {
    const Plan plan = smallPlan();
    for (const double rate : {0.009, 0.011}) {
      FakeBackend backend;
      auto journal = Journal::open(newPath(), plan);
      PrefixCacheCounters counters{1e6, 5e5};  // of before: does not count
      Sweep sweep{.plan = plan, .backend = backend, .prompts = m_lengths, .journal = *journal};
      sweep.prefixCache = [&]() -> std::optional<PrefixCacheCounters> { return counters; };
      backend.answer = [&](std::uint64_t, const GenerationRequest&, FakeAnswer&) {
        counters.queries += 100;
        counters.hits += 100 * rate;
      };
      QCOMPARE(contains(runSweep(sweep, {}).warnings, "prefix cache"), rate > 0.01);
    }
  }

  void warningsNameTheirPoints() {
    const Plan plan = smallPlan();
    FakeBackend backend;
    backend.noticeTexts = {"the server rejects ignore_eos"};
    backend.submitTakes = std::chrono::milliseconds(500);
    const SweepResult result = sweep(plan, backend, newPath());
    QVERIFY(contains(result.warnings, "the server rejects ignore_eos"));
    QVERIFY(result.pointsClientLimited > 0);
    QVERIFY(contains(result.warnings, "the client may have been the limit"));
    QVERIFY(contains(result.warnings, "4 req/s"));
  }

  void promptsDifferFromPointToPoint() {
    const Plan plan = smallPlan();
    FakeBackend backend;
    auto journal = Journal::open(newPath(), plan);
    FreshPrompts fresh(0, [](const std::string& text) -> Result<int> {
      return 1 + static_cast<int>(std::count(text.begin(), text.end(), ' '));
    });
    QVERIFY(!runSweep({.plan = plan, .backend = backend, .prompts = fresh, .journal = *journal}, {}).stopped);
    std::set<std::string> prompts;
    for (const GenerationRequest& request : backend.requests) prompts.insert(request.prompt);
    QCOMPARE(prompts.size(), std::size_t{60});
  }
};

QTEST_APPLESS_MAIN(TestSweep)
#include "test_sweep.moc"
