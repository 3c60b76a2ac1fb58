// The same schedule over HTTP in real time and in virtual time: one engine, so one distribution, but for what
// the way to the server and a busy machine add.
#include "core/endpoint/http_backend.h"
#include "core/engine/virtual_backend.h"
#include "core/load/generator.h"
#include "tests/core/service/endpoint_fixture.h"

#include <QtTest>

#include <cmath>

using namespace headroom;
using namespace headroom::test;

namespace {

// Prompts of exactly so many tokens of the endpoint's tokenizer: one at the beginning, then three letters
// each.
class ExactPrompts : public PromptSource {
 public:
  Result<GenerationRequest> make(const PromptPlace& place, const std::stop_token&) override {
    GenerationRequest request;
    request.inputTokens = place.inputTokens;
    request.outputTokens = place.outputTokens;
    for (int i = 1; i < place.inputTokens; ++i) request.prompt += "abc";
    return request;
  }
  std::string name() const override { return "exact"; }
};

// Steps of about 10 ms, against which a network of 0.2 ms and a late wake-up do not count for much.
SimulationOptions slowSteps() {
  SimulationOptions options;
  options.model = smallModel();
  options.engine.overheadSeconds = 0.010;
  options.engine.maxNumSeqs = 6;
  options.gpu = gpuWithBlocks(options.model, options.engine, 400);
  return options;
}

PointLoad schedule(double rate, int concurrency) {
  PointLoad load;
  load.inputTokens = 40;
  load.outputTokens = 20;
  load.ratePerSecond = rate;
  load.concurrency = concurrency;
  load.samples = 60;
  load.seed = 11;
  return load;
}

LoadResult measure(Backend& backend, const PointLoad& load) {
  ExactPrompts prompts;
  auto result = generateLoad(backend, prompts, load, {});
  if (!result) qFatal("%s", result.error().text().c_str());
  return std::move(*result);
}

bool near(double value, double expected, double relative, double absolute) {
  const bool fine = std::abs(value - expected) <= relative * expected + absolute;
  if (!fine) qWarning("%g instead of %g", value, expected);
  return fine;
}

}  // namespace

class TestRealTime : public QObject {
  Q_OBJECT

 private slots:
  void realAndVirtualTimeAgree_data() {
    QTest::addColumn<double>("rate");
    QTest::addColumn<int>("concurrency");
    QTest::newRow("calm") << 15.0 << 0;
    QTest::newRow("queueing") << 40.0 << 0;  // six at a time can do 30
    QTest::newRow("closed loop") << 0.0 << 4;
  }
  void realAndVirtualTimeAgree() {
    QFETCH(double, rate);
    QFETCH(int, concurrency);
    const SimulationOptions options = slowSteps();
    PointLoad load = schedule(rate, concurrency);
    load.watchClient = false;
    VirtualBackend imagined(makeEngine(options.gpu, options.model, options.engine));
    const LoadResult expected = measure(imagined, load);

    const auto server = started(options);
    Endpoint endpoint;
    endpoint.baseUrl = server.url();
    endpoint.model = "small";
    auto backend = HttpBackend::create(endpoint);
    QVERIFY(backend.ok());
    const LoadResult real = measure(**backend, load);

    QCOMPARE(real.completed, std::uint64_t{60});
    QCOMPARE(expected.completed, std::uint64_t{60});
    QCOMPARE(real.meanInputCame, 40.0);
    QCOMPARE(real.meanOutputCame, 20.0);
    // A request that comes a moment later can just miss a step: half a step on average.
    const double halfStep = options.engine.overheadSeconds / 2;
    QVERIFY(near(real.throughput, expected.throughput, 0.05, 0));
    QVERIFY(near(real.e2eSeconds.mean, expected.e2eSeconds.mean, 0.08, halfStep));
    QVERIFY(near(real.e2eSeconds.p50, expected.e2eSeconds.p50, 0.10, halfStep));
    QVERIFY(near(real.e2eSeconds.p90, expected.e2eSeconds.p90, 0.10, halfStep));
    QVERIFY(near(real.ttftSeconds.mean, expected.ttftSeconds.mean, 0.10, halfStep));
    QVERIFY(near(real.tpotSeconds.mean, expected.tpotSeconds.mean, 0.05, 0));
  }
};

QTEST_GUILESS_MAIN(TestRealTime)
#include "test_real_time.moc"
