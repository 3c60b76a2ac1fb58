#include "core/engine/output_length.h"
#include "core/engine/virtual_backend.h"
#include "core/load/generator.h"
#include "tests/core/engine/small_hardware.h"

#include <QtTest>

#include <cmath>

using namespace headroom;
using namespace headroom::test;

namespace {

GenerationRequest request(int input, int output) {
  GenerationRequest made;
  made.inputTokens = input;
  made.outputTokens = output;
  return made;
}

PointLoad pointLoad(double rate, int concurrency = 0) {
  PointLoad load;
  load.inputTokens = 128;
  load.outputTokens = 64;
  load.ratePerSecond = rate;
  load.concurrency = concurrency;
  load.samples = 200;
  load.seed = 3;
  load.watchClient = false;
  return load;
}

LoadResult run(const PointLoad& load) {
  VirtualBackend backend(builtInEngine("A10", "llama2-7b"));
  LengthsOnly prompts;
  auto result = generateLoad(backend, prompts, load, {});
  if (!result) qFatal("%s", result.error().text().c_str());
  return *result;
}

}  // namespace

class TestVirtualBackend : public QObject {
  Q_OBJECT

 private slots:
  void answersAsTheEngineDoes() {
    VirtualBackend backend(builtInEngine("A10", "llama2-7b"));
    const Instant sent = backend.now();
    QVERIFY(sent != Instant{});
    std::vector<GenerationOutcome> outcomes;
    backend.submit(5, sent, request(128, 64),
                   [&](GenerationOutcome&& outcome) { outcomes.push_back(outcome); });
    QCOMPARE(backend.inFlight(), std::size_t{1});
    QVERIFY(outcomes.empty());
    backend.run(farAway, {});
    QCOMPARE(outcomes.size(), std::size_t{1});
    QCOMPARE(backend.inFlight(), std::size_t{0});
    const GenerationOutcome& outcome = outcomes.front();
    QVERIFY(!outcome.failed());
    QCOMPARE(outcome.index, std::uint64_t{5});
    QCOMPARE(outcome.sent, sent);
    QCOMPARE(outcome.inputTokens, 128);
    QCOMPARE(outcome.outputTokens, 64);
    QCOMPARE(outcome.contentChunks, 64);
    QVERIFY(outcome.firstContent > sent && outcome.lastContent > outcome.firstContent);
    QCOMPARE(outcome.finished, outcome.lastContent);
    QCOMPARE(backend.now(), outcome.finished);
    QVERIFY(!outcome.tokensEstimated);
  }

  void theClockGoesToWhereItIsSentAndNoFurther() {
    VirtualBackend backend(builtInEngine("A10", "llama2-7b"));
    const Instant later = backend.now() + std::chrono::hours(3);
    backend.run(later, {});
    QCOMPARE(backend.now(), later);
    backend.run(later - std::chrono::hours(1), {});
    QCOMPARE(backend.now(), later);
    bool done = false;
    backend.submit(0, later, request(10, 1000), [&](GenerationOutcome&&) { done = true; });
    backend.run(later + std::chrono::seconds(1), {});
    QCOMPARE(backend.now(), later + std::chrono::seconds(1));
    QVERIFY(!done);
    std::stop_source stop;
    stop.request_stop();
    backend.run(farAway, stop.get_token());
    QVERIFY(!done);
  }

  void aRefusedRequestFailsAsAServerWouldRefuseIt() {
    VirtualBackend backend(builtInEngine("A10", "llama2-7b"));
    std::vector<GenerationOutcome> outcomes;
    backend.submit(0, backend.now(), request(4096, 4096),
                   [&](GenerationOutcome&& outcome) { outcomes.push_back(outcome); });
    QVERIFY(outcomes.empty());
    backend.run(backend.now(), {});
    QCOMPARE(outcomes.size(), std::size_t{1});
    QCOMPARE(outcomes[0].failure, FailureKind::httpStatus);
    QCOMPARE(outcomes[0].httpStatus, 400);
    QVERIFY(outcomes[0].message.find("4096") != std::string::npos);
    QCOMPARE(backend.inFlight(), std::size_t{0});
  }

  void cancellingTellsEveryHandler() {
    VirtualBackend backend(builtInEngine("A10", "llama2-7b"));
    int cancelled = 0;
    for (std::uint64_t i = 0; i < 10; ++i)
      backend.submit(i, backend.now(), request(100, 100), [&](GenerationOutcome&& outcome) {
        cancelled += outcome.failure == FailureKind::cancelled ? 1 : 0;
      });
    backend.submit(10, backend.now(), request(4096, 4096), [&](GenerationOutcome&& outcome) {
      cancelled += outcome.failure == FailureKind::cancelled ? 1 : 0;
    });
    backend.run(backend.now() + std::chrono::milliseconds(500), {});
    backend.cancelAll();
    QCOMPARE(backend.inFlight(), std::size_t{0});
    QCOMPARE(cancelled, 10);  // the refused one was told before
    QVERIFY(backend.engine().idle());
    QCOMPARE(backend.engine().stats().blocksUsed, std::int64_t{0});
  }

  void handlersMaySubmitAndCancel() {
    VirtualBackend backend(builtInEngine("A10", "llama2-7b"));
    int finished = 0;
    std::function<void(GenerationOutcome &&)> again = [&](GenerationOutcome&&) {
      if (++finished < 20) backend.submit(0, backend.now(), request(10, 3), again);
      if (finished == 20) backend.cancelAll();
    };
    for (int i = 0; i < 4; ++i) backend.submit(0, backend.now(), request(10, 3), again);
    while (backend.inFlight() > 0) backend.run(farAway, {});
    QVERIFY(finished >= 20);
  }

  // Without ignore_eos answers end by themselves: not all alike, never above what was asked, the same every
  // time.
  void answersMayEndBeforeTheLimit() {
    PointLoad load = pointLoad(4);
    load.ignoreEos = false;
    load.outputTokens = 400;
    const LoadResult first = run(load), second = run(load);
    QVERIFY(first.meanOutputCame < 350 && first.meanOutputCame > 100);
    for (std::size_t i = 0; i < first.outcomes.size(); ++i) {
      QVERIFY(first.outcomes[i].outputTokens >= 1 && first.outcomes[i].outputTokens <= 400);
      QCOMPARE(first.outcomes[i].outputTokens, second.outcomes[i].outputTokens);
    }
    QCOMPARE(naturalOutputTokens(7, 50, 50), 50);
    QVERIFY(naturalOutputTokens(7, 30, 5000) >= 30);
  }

  void theSamePointTwiceIsTheSame() {
    const LoadResult first = run(pointLoad(8)), second = run(pointLoad(8));
    QCOMPARE(first.completed, std::uint64_t{200});
    for (std::size_t i = 0; i < first.outcomes.size(); ++i) {
      QCOMPARE(first.outcomes[i].sent - first.start, second.outcomes[i].sent - second.start);
      QCOMPARE(first.outcomes[i].lastContent - first.start, second.outcomes[i].lastContent - second.start);
    }
  }

  void openLoopSendsOnTimeAndLoadCostsLatency() {
    const LoadResult calm = run(pointLoad(0.5)), busy = run(pointLoad(20));
    QCOMPARE(calm.lagSeconds.max, 0.0);
    QCOMPARE(busy.lagSeconds.max, 0.0);
    QVERIFY(!busy.clientLimited);
    QVERIFY(busy.e2eSeconds.p99 > calm.e2eSeconds.p99);
    QVERIFY(busy.throughput > calm.throughput);
    QCOMPARE(busy.completed, std::uint64_t{200});
  }

  // Little's law: requests in the system = throughput · time in the system.
  void closedLoopKeepsSoManyInFlight() {
    for (const int concurrency : {1, 4, 32}) {
      const LoadResult result = run(pointLoad(0, concurrency));
      QCOMPARE(result.maxInFlight, static_cast<std::uint64_t>(concurrency));
      QVERIFY(std::abs(result.throughput * result.e2eSeconds.mean / concurrency - 1) < 0.15);
    }
  }
};

QTEST_GUILESS_MAIN(TestVirtualBackend)
#include "test_virtual_backend.moc"
