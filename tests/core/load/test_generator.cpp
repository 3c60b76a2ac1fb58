#include "core/load/generator.h"
#include "tests/support/fake_backend.h"

#include <QtTest>

#include <cmath>
#include <map>
#include <numeric>

using namespace headroom;
using namespace headroom::test;

namespace {

PointLoad pointOf(double rate, std::uint64_t samples) {
  PointLoad load;
  load.inputTokens = 128;
  load.outputTokens = 11;
  load.ratePerSecond = rate;
  load.samples = samples;
  load.seed = 1;
  return load;
}

bool contains(const std::vector<std::string>& texts, const std::string& part) {
  return std::any_of(texts.begin(), texts.end(),
                     [&](const std::string& text) { return text.find(part) != std::string::npos; });
}

// Remembers what it was asked, and when.
class RecordingPrompts : public PromptSource {
 public:
  explicit RecordingPrompts(FakeBackend& backend) : m_backend(backend) {}
  Result<GenerationRequest> make(const PromptPlace& place, const std::stop_token&) override {
    if (place.index == failAt) return Error{ErrorCode::connectionLost, "the tokenizer went away"};
    places.push_back(place);
    madeAt.push_back(m_backend.now());
    GenerationRequest request;
    request.inputTokens = place.inputTokens;
    request.outputTokens = place.outputTokens;
    return request;
  }
  std::vector<GenerationRequest> calibration() override {
    std::vector<GenerationRequest> all(static_cast<std::size_t>(calibrations));
    calibrations = 0;
    return all;
  }
  void learn(const GenerationRequest&, const GenerationOutcome&) override { ++learned; }
  std::string name() const override { return "recording"; }

  std::vector<PromptPlace> places;
  std::vector<Instant> madeAt;
  int calibrations = 0, learned = 0;
  std::uint64_t failAt = ~std::uint64_t{0};

 private:
  FakeBackend& m_backend;
};

}  // namespace

class TestGenerator : public QObject {
  Q_OBJECT

  LengthsOnly m_lengths;

 private slots:
  void sendsAtTheScheduledTimesWhateverTheServerDoes() {
    FakeBackend backend;
    backend.answer = [](std::uint64_t, const GenerationRequest&, FakeAnswer& answer) {
      answer.firstTokenSeconds = 1000;
    };
    const PointLoad load = pointOf(4, 50);
    const Instant start = backend.now();
    const auto result = generateLoad(backend, m_lengths, load, {});
    QVERIFY(result.ok());
    const auto offsets = arrivalOffsets(load.arrivals, 4, 50, 1);
    QCOMPARE(backend.submitTimes.size(), std::size_t{50});
    for (std::size_t i = 0; i < 50; ++i) {
      QCOMPARE(backend.plannedTimes[i], start + offsets[i]);
      QCOMPARE(backend.submitTimes[i], start + offsets[i]);
    }
    QCOMPARE(result->lagSeconds.max, 0.0);
    QCOMPARE(result->maxInFlight, std::uint64_t{50});
    QCOMPARE(result->achievedRate, 49 / toSeconds(offsets.back()));
  }

  void theSameSeedGivesTheSamePoint() {
    std::vector<Instant> times;
    for (int run = 0; run < 2; ++run) {
      FakeBackend backend;
      QVERIFY(generateLoad(backend, m_lengths, pointOf(4, 100), {}).ok());
      if (run == 0)
        times = backend.submitTimes;
      else
        QCOMPARE(backend.submitTimes, times);
    }
  }

  // By hand: first token after 0.1 s + 0.01 s * index, then ten tokens 0.02 s apart.
  void theMetricsFollowTheirDefinitions() {
    FakeBackend backend;
    backend.answer = [](std::uint64_t index, const GenerationRequest&, FakeAnswer& answer) {
      answer.firstTokenSeconds = 0.1 + 0.01 * static_cast<double>(index);
      answer.tokenSeconds = 0.02;
    };
    PointLoad load = pointOf(1, 11);
    load.arrivals.kind = ArrivalKind::constant;
    const auto result = generateLoad(backend, m_lengths, load, {});
    QVERIFY(result.ok());
    const auto near = [](double value, double expected) { return std::abs(value - expected) < 1e-9; };
    const double wall = 10 + 0.2 + 10 * 0.02;
    QVERIFY(near(result->wallSeconds, wall));
    QVERIFY(near(result->throughput, 11 / wall));
    QVERIFY(near(result->tokenThroughput, 121 / wall));
    QVERIFY(near(result->ttftSeconds.mean, 0.15));
    QVERIFY(near(result->ttftSeconds.p90, 0.19));
    QVERIFY(near(result->ttftSeconds.p99, 0.199));
    QVERIFY(near(result->e2eSeconds.p50, 0.15 + 0.2));
    QVERIFY(near(result->tpotSeconds.mean, 0.02));
    QVERIFY(near(result->longestChunkGapSeconds.max, 0.02));
    QVERIFY(near(result->chunkGapSeconds.mean, 0.02));
    QVERIFY(near(result->achievedRate, 1));
    QCOMPARE(result->sent, std::uint64_t{11});
    QCOMPARE(result->completed, std::uint64_t{11});
    QVERIFY(result->warnings.empty());
  }

  void tpotIsUndefinedForOneToken() {
    FakeBackend backend;
    PointLoad load = pointOf(1, 5);
    load.outputTokens = 1;
    const auto result = generateLoad(backend, m_lengths, load, {});
    QCOMPARE(result->tpotSeconds.count, std::size_t{0});
    QCOMPARE(result->e2eSeconds.count, std::size_t{5});
    QCOMPARE(result->chunkGapSeconds.count, std::size_t{0});
  }

  // An answer that comes at once has its first and last content in one instant, and one without content ends
  // when it ends.
  void anAnswerWithoutContentStillTakesItsTime() {
    FakeBackend backend;
    backend.answer = [](std::uint64_t, const GenerationRequest&, FakeAnswer& answer) {
      answer.outputTokens = 0;
    };
    const auto result = generateLoad(backend, m_lengths, pointOf(1, 3), {});
    QCOMPARE(result->completed, std::uint64_t{3});
    QCOMPARE(result->e2eSeconds.mean, 0.1);
    QCOMPARE(result->ttftSeconds.mean, 0.1);
    QVERIFY(contains(result->warnings, "3 of 3 answers came without any content"));
  }

  void failedRequestsAreCountedByKindAndInNoLatency() {
    FakeBackend backend;
    backend.answer = [](std::uint64_t index, const GenerationRequest&, FakeAnswer& answer) {
      if (index % 4 == 1) answer.failure = FailureKind::reset;
      if (index % 4 == 2) answer.failure = FailureKind::httpStatus;
      if (index % 4 != 0) answer.firstTokenSeconds = 1000;
      if (index % 4 == 3) answer.failure = FailureKind::firstTokenTimeout;
    };
    const auto result = generateLoad(backend, m_lengths, pointOf(10, 40), {});
    QCOMPARE(result->sent, std::uint64_t{40});
    QCOMPARE(result->completed, std::uint64_t{10});
    QCOMPARE(result->failed, std::uint64_t{30});
    QCOMPARE(result->failures.at(FailureKind::reset), std::uint64_t{10});
    QCOMPARE(result->failures.at(FailureKind::httpStatus), std::uint64_t{10});
    QCOMPARE(result->failures.at(FailureKind::firstTokenTimeout), std::uint64_t{10});
    QCOMPARE(result->e2eSeconds.count, std::size_t{10});
    QVERIFY(result->e2eSeconds.max < 1);
    QCOMPARE(backend.requests.size(), std::size_t{40});  // none sent again
    // They count in the wall time all the same.
    QVERIFY(result->wallSeconds > 1000);
  }

  void warmUpIsSentFirstAndNotCounted() {
    FakeBackend backend;
    RecordingPrompts prompts(backend);
    prompts.calibrations = 2;
    PointLoad load = pointOf(5, 20);
    load.outputTokens = 64;
    load.warmup = 3;
    const auto result = generateLoad(backend, prompts, load, {});
    QCOMPARE(backend.requests.size(), std::size_t{25});
    QCOMPARE(result->sent, std::uint64_t{20});
    QCOMPARE(result->outcomes.size(), std::size_t{20});
    QCOMPARE(result->warmups.size(), std::size_t{5});
    QCOMPARE(prompts.learned, 5);
    for (std::size_t i = 2; i < 5; ++i) QCOMPARE(backend.requests[i].outputTokens, 16);
    QCOMPARE(backend.requests[5].outputTokens, 64);
    // All warm-ups had ended before the point began, and the prompts were made before the first was sent.
    QVERIFY(backend.submitTimes[5] >= backend.submitTimes[4] + fromSeconds(0.1 + 15 * 0.01));
    QCOMPARE(prompts.madeAt.back(), backend.submitTimes[5]);
    QCOMPARE(prompts.places.size(), std::size_t{23});
    QVERIFY(prompts.places[0].index >= std::uint64_t{1} << 32);
    QCOMPARE(prompts.places.back().index, std::uint64_t{19});
  }

  void aPointIsNotBegunWhenTheEndpointIsNotThere() {
    FakeBackend backend;
    backend.answer = [](std::uint64_t, const GenerationRequest&, FakeAnswer& answer) {
      answer.failure = FailureKind::unreachable;
    };
    PointLoad load = pointOf(5, 20);
    load.warmup = 2;
    const auto result = generateLoad(backend, m_lengths, load, {});
    QVERIFY(result.ok());
    QCOMPARE(result->sent, std::uint64_t{0});
    QCOMPARE(backend.requests.size(), std::size_t{2});
    // A server that is only overloaded is measured.
    backend.answer = [](std::uint64_t, const GenerationRequest&, FakeAnswer& answer) {
      answer.failure = FailureKind::httpStatus;
      answer.httpStatus = 503;
    };
    QCOMPARE(generateLoad(backend, m_lengths, load, {})->sent, std::uint64_t{20});
  }

  void whichFailuresAreTheEndpoints() {
    const auto fault = [](FailureKind kind, int status = 0) {
      GenerationOutcome outcome;
      outcome.failure = kind;
      outcome.httpStatus = status;
      return isEndpointFault(outcome);
    };
    for (const FailureKind kind : {FailureKind::unreachable, FailureKind::tls, FailureKind::connectTimeout,
                                   FailureKind::malformedStream})
      QVERIFY(fault(kind));
    for (const FailureKind kind :
         {FailureKind::none, FailureKind::reset, FailureKind::firstTokenTimeout, FailureKind::totalTimeout,
          FailureKind::serverError, FailureKind::earlyEnd})
      QVERIFY(!fault(kind));
    for (const int status : {301, 401, 403, 404, 405}) QVERIFY(fault(FailureKind::httpStatus, status));
    for (const int status : {400, 413, 422, 429, 500, 503}) QVERIFY(!fault(FailureKind::httpStatus, status));
  }

  void closedLoopKeepsSoManyInFlight() {
    FakeBackend backend;
    backend.answer = [](std::uint64_t index, const GenerationRequest&, FakeAnswer& answer) {
      answer.firstTokenSeconds = 0.1 * static_cast<double>(1 + index % 3);
    };
    PointLoad load = pointOf(0, 100);
    load.concurrency = 7;
    const auto result = generateLoad(backend, m_lengths, load, {});
    QVERIFY(result.ok());
    QCOMPARE(backend.mostInFlight, std::size_t{7});
    QCOMPARE(result->maxInFlight, std::uint64_t{7});
    QCOMPARE(result->completed, std::uint64_t{100});
    QCOMPARE(result->lagSeconds.count, std::size_t{0});
    // Little's law, but for the end, when fewer are in flight.
    QVERIFY(std::abs(result->throughput * result->e2eSeconds.mean / 7 - 1) < 0.1);
  }

  void aReplaySendsAtItsOwnTimes() {
    FakeBackend backend;
    PointLoad load = pointOf(0, 3);
    load.sendTimes = {Duration(0), fromSeconds(0.5), fromSeconds(7)};
    const Instant start = backend.now();
    QVERIFY(generateLoad(backend, m_lengths, load, {}).ok());
    for (std::size_t i = 0; i < 3; ++i) QCOMPARE(backend.submitTimes[i], start + load.sendTimes[i]);
    load.samples = 4;
    QCOMPARE(generateLoad(backend, m_lengths, load, {}).error().code, ErrorCode::invalidArgument);
  }

  void burstsAreSentTogether() {
    FakeBackend backend;
    PointLoad load = pointOf(10, 20);
    load.arrivals = {ArrivalKind::burst, 5};
    const Instant start = backend.now();
    QVERIFY(generateLoad(backend, m_lengths, load, {}).ok());
    for (std::size_t i = 0; i < 20; ++i)
      QCOMPARE(backend.submitTimes[i], start + fromSeconds(0.5 * static_cast<double>(i / 5)));
  }

  void aSlowClientIsFlaggedOnTheRealClockOnly() {
    FakeBackend backend;
    backend.submitTakes = std::chrono::milliseconds(5);
    PointLoad load = pointOf(1000, 200);
    const auto limited = generateLoad(backend, m_lengths, load, {});
    QVERIFY(limited->clientLimited);
    QVERIFY2(limited->clientLimitedWhy.find("late") != std::string::npos, limited->clientLimitedWhy.c_str());
    QVERIFY(limited->lagSeconds.p99 > 0.5);
    load.watchClient = false;
    const auto unwatched = generateLoad(backend, m_lengths, load, {});
    QVERIFY(!unwatched->clientLimited);
    QCOMPARE(unwatched->clientCpu, 0.0);
  }

  void aBusyClientIsFlagged() {
    PointLoad load = pointOf(1, 2);
    LoadResult result;
    result.outcomes.resize(2);
    result.wallSeconds = 1;
    result.clientCpu = 0.95;
    summariseOutcomes(result, load);
    QVERIFY(result.clientLimited);
    QVERIFY(result.clientLimitedWhy.find("0.95") != std::string::npos);
  }

  void lengthsThatDifferAreTold() {
    FakeBackend backend;
    backend.answer = [](std::uint64_t, const GenerationRequest& request, FakeAnswer& answer) {
      answer.inputTokens = request.inputTokens + 13;
      answer.outputTokens = request.outputTokens + 1;
    };
    PointLoad load = pointOf(10, 10);
    load.outputTokens = 64;
    auto result = generateLoad(backend, m_lengths, load, {});
    QCOMPARE(result->meanInputAsked, 128.0);
    QCOMPARE(result->meanInputCame, 141.0);
    QCOMPARE(result->meanOutputCame, 65.0);
    QVERIFY(contains(result->warnings, "input tokens: 128 asked, 141 came on average (+10 %)"));
    QVERIFY(!contains(result->warnings, "output tokens"));  // one token of 64 too many is 2 %
    load.outputTokens = 4;
    result = generateLoad(backend, m_lengths, load, {});
    QVERIFY(contains(result->warnings, "output tokens: 4 asked, 5 came on average (+25 %)"));
  }

  void missingUsageIsTold() {
    FakeBackend backend;
    backend.answer = [](std::uint64_t index, const GenerationRequest&, FakeAnswer& answer) {
      answer.tokensEstimated = index == 3;
    };
    const auto result = generateLoad(backend, m_lengths, pointOf(10, 10), {});
    QVERIFY(result->tokensEstimated);
    QVERIFY(contains(result->warnings, "no usage"));
  }

  void aStopEndsEverythingInFlight_data() {
    QTest::addColumn<int>("concurrency");
    QTest::newRow("open loop") << 0;
    QTest::newRow("closed loop") << 4;
  }
  void aStopEndsEverythingInFlight() {
    QFETCH(int, concurrency);
    FakeBackend backend;
    backend.answer = [](std::uint64_t, const GenerationRequest&, FakeAnswer& answer) {
      answer.firstTokenSeconds = 5;
    };
    std::stop_source stop;
    const Instant begin = backend.now();
    backend.onTime = [&](Instant now) {
      if (now > begin + std::chrono::seconds(12)) stop.request_stop();
    };
    PointLoad load = pointOf(2, 100);
    load.concurrency = concurrency;
    const auto result = generateLoad(backend, m_lengths, load, stop.get_token());
    QVERIFY(!result.ok());
    QCOMPARE(result.error().code, ErrorCode::cancelled);
    QCOMPARE(backend.inFlight(), std::size_t{0});
    QVERIFY(backend.requests.size() < 100);
  }

  void aFailingPromptSourceEndsThePoint() {
    FakeBackend backend;
    RecordingPrompts prompts(backend);
    prompts.failAt = 5;
    const auto result = generateLoad(backend, prompts, pointOf(1, 10), {});
    QCOMPARE(result.error().code, ErrorCode::connectionLost);
    QVERIFY(backend.requests.empty());
  }

  // What a live chart is drawn from adds up to what the result says.
  void whatHappensIsToldLive() {
    for (const int concurrency : {0, 4}) {
      FakeBackend backend;
      backend.answer = [](std::uint64_t index, const GenerationRequest&, FakeAnswer& answer) {
        answer.firstTokenSeconds = 0.1 + 0.01 * static_cast<double>(index);
        if (index % 10 == 3) answer.failure = FailureKind::reset;
      };
      backend.submitTakes = std::chrono::milliseconds(1);
      PointLoad load = pointOf(20, 100);
      load.concurrency = concurrency;
      load.warmup = 2;  // is not told
      std::vector<LiveEvent> events;
      LiveBatch last;
      const auto result = generateLoad(backend, m_lengths, load, {}, {}, [&](const LiveBatch& batch) {
        events.insert(events.end(), batch.events.begin(), batch.events.end());
        last = batch;
        last.events = {};
      });
      QVERIFY(result.ok());
      std::map<LiveEvent::Kind, std::uint64_t> counts;
      std::vector<double> ttft, e2e, tpot;
      for (const LiveEvent& event : events) {
        ++counts[event.kind];
        QVERIFY(event.at >= result->start);
        if (event.kind == LiveEvent::Kind::sent) QCOMPARE(std::isnan(event.lagSeconds), concurrency > 0);
        if (event.kind == LiveEvent::Kind::firstContent) ttft.push_back(event.ttftSeconds);
        if (event.kind != LiveEvent::Kind::finished) continue;
        e2e.push_back(event.e2eSeconds);
        tpot.push_back(event.tpotSeconds);
      }
      QCOMPARE(counts[LiveEvent::Kind::sent], std::uint64_t{100});
      QCOMPARE(counts[LiveEvent::Kind::firstContent], std::uint64_t{90});
      QCOMPARE(counts[LiveEvent::Kind::finished], std::uint64_t{90});
      QCOMPARE(counts[LiveEvent::Kind::failed], std::uint64_t{10});
      QCOMPARE(summarise(ttft).p90, result->ttftSeconds.p90);
      QCOMPARE(summarise(e2e).p99, result->e2eSeconds.p99);
      QCOMPARE(summarise(tpot).p50, result->tpotSeconds.p50);
      QCOMPARE(last.sent, std::uint64_t{100});
      QCOMPARE(last.finished, std::uint64_t{100});
      QCOMPARE(last.failed, std::uint64_t{10});
      QCOMPARE(last.inFlight, std::uint64_t{0});
    }
  }

  // Also before the first request is sent, and while nothing happens.
  void aStallingServerIsSeenToStall() {
    FakeBackend backend;
    backend.answer = [](std::uint64_t, const GenerationRequest&, FakeAnswer& answer) {
      answer.firstTokenSeconds = 14;
    };
    std::size_t steps = 0;
    backend.onTime = [&](Instant) { ++steps; };
    PointLoad load = pointOf(1, 1);
    load.warmup = 1;
    load.concurrency = 1;
    std::vector<std::uint64_t> sent;
    QVERIFY(generateLoad(backend, m_lengths, load, {}, [&](std::uint64_t sentSoFar, std::uint64_t) {
              sent.push_back(sentSoFar);
            }).ok());
    QVERIFY(!sent.empty());
    QCOMPARE(sent.front(), std::uint64_t{0});
    QVERIFY2(steps >= 2 * 140, qPrintable(QString::number(steps)));
    load.watchClient = false;  // in virtual time there is nobody to wait for
    steps = 0;
    QVERIFY(generateLoad(backend, m_lengths, load, {}, [](std::uint64_t, std::uint64_t) {}).ok());
    QVERIFY(steps <= 4);
  }

  void loadsThatMakeNoSenseAreRefused() {
    FakeBackend backend;
    for (const double rate : {0.0, -1.0, std::nan(""), std::numeric_limits<double>::infinity()})
      QCOMPARE(generateLoad(backend, m_lengths, pointOf(rate, 10), {}).error().code,
               ErrorCode::invalidArgument);
    QCOMPARE(generateLoad(backend, m_lengths, pointOf(1, 0), {}).error().code, ErrorCode::invalidArgument);
    QVERIFY(backend.requests.empty());
  }
};

QTEST_APPLESS_MAIN(TestGenerator)
#include "test_generator.moc"
