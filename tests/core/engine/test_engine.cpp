// What is known of inference servers, and must come out of the engine.
#include "tests/core/engine/small_hardware.h"

#include <QtTest>

#include <cmath>
#include <map>
#include <random>

using namespace headroom;
using namespace headroom::test;

namespace {

// Runs to the end; what finished, by tag.
std::map<std::uint64_t, FinishedRequest> finishAll(Engine& engine) {
  std::map<std::uint64_t, FinishedRequest> finished;
  while (!engine.idle()) {
    for (const FinishedRequest& request : engine.advance(farAway, EngineDetail::finishesOnly).finished)
      finished[request.tag] = request;
  }
  return finished;
}

void submit(Engine& engine, EngineRequest request, Instant at = start) {
  const auto id = engine.submit(request, at);
  if (!id) qFatal("%s", id.error().text().c_str());
}

FinishedRequest alone(Engine engine, int input, int output) {
  submit(engine, {.inputTokens = input, .outputTokens = output});
  return finishAll(engine).at(0);
}

// Requests/s that come out of a server with a queue that never empties. So many that how the last of them
// fall into the steps does not count.
double capacity(Engine engine, int input, int output) {
  constexpr int requests = 6000;
  for (std::uint64_t i = 0; i < requests; ++i)
    submit(engine, {.inputTokens = input, .outputTokens = output, .tag = i});
  const auto finished = finishAll(engine);
  Instant end = start;
  for (const auto& [tag, request] : finished) end = std::max(end, request.lastToken);
  return requests / toSeconds(end - start);
}

bool near(double value, double expected, double relative) {
  return std::abs(value / expected - 1) <= relative;
}

}  // namespace

class TestEngine : public QObject {
  Q_OBJECT

 private slots:
  // A batch of one: every step reads all weights and the sequence's keys and values.
  void aBatchOfOneIsBoundByBandwidth() {
    const auto hardware = Hardware::builtIn();
    for (const char* gpuName :
         {"V100-32GB", "A10", "A10G", "L4", "L20", "L40S", "A40", "A100-80G", "H100", "H200"}) {
      const GpuSpec gpu = *hardware->gpu(gpuName);
      for (const ModelSpec& model : hardware->models()) {
        const EngineOptions options;
        constexpr int input = 512, output = 129;
        const FinishedRequest request = alone(makeEngine(gpu, model, options), input, output);
        const double perToken = toSeconds(request.lastToken - request.firstToken) / (output - 1);
        const double meanContext = input + (1 + output) / 2.0;
        const double bytes = model.weightBytes() + meanContext * static_cast<double>(model.kvBytesPerToken());
        const double expected = bytes / (gpu.memoryBandwidthBytesPerSecond * options.bandwidthEfficiency) +
                                options.overheadSeconds;
        QVERIFY2(near(perToken, expected, 0.002), gpuName);
      }
    }
    // A known number to hold on to: about 30 tokens/s for a 7B model in 16 bits on an A10.
    const FinishedRequest request = alone(builtInEngine("A10", "llama2-7b"), 128, 101);
    const double tokensPerSecond = 100 / toSeconds(request.lastToken - request.firstToken);
    QVERIFY(tokensPerSecond > 25 && tokensPerSecond < 40);
  }

  void aLongPromptIsBoundByFlops() {
    const auto hardware = Hardware::builtIn();
    const GpuSpec gpu = *hardware->gpu("A100-80G");
    const ModelSpec model = *hardware->model("llama-3-8b");
    const EngineOptions options;
    constexpr int input = 6144;  // three chunks of 2,048
    const FinishedRequest request = alone(makeEngine(gpu, model, options), input, 1);
    const double matrices = 2.0 * static_cast<double>(model.layerParameters()) * input;
    const double attention = 4.0 * 32 * 32 * 128 * (input * (input + 1.0) / 2);
    const double head = 2.0 * 4096 * 128256;
    const double expected = (matrices + attention + head) / (gpu.peakFlops * options.computeEfficiency) +
                            3 * options.overheadSeconds;
    QVERIFY(near(toSeconds(request.firstToken - request.arrival), expected, 0.0001));
    // The quadratic part is there: four times the prompt takes more than four times as long.
    const auto prefill = [&](int tokens) {
      const FinishedRequest one = alone(makeEngine(gpu, model, options), tokens, 1);
      return toSeconds(one.firstToken - one.arrival);
    };
    QVERIFY(prefill(8188) > 4.05 * prefill(2047));
  }

  void batchingSharesTheWeights() {
    const double one = capacity(builtInEngine("A10", "llama2-7b", {.maxNumSeqs = 1}), 16, 16);
    const double many = capacity(builtInEngine("A10", "llama2-7b"), 16, 16);
    QVERIFY(many > 20 * one);
  }

  void capacityFallsWithLength_data() {
    QTest::addColumn<QString>("gpu");
    QTest::addColumn<QString>("model");
    QTest::newRow("A10") << "A10"
                         << "llama2-7b";
    QTest::newRow("V100") << "V100-32GB"
                          << "deepseek-llm-7b-chat";
    QTest::newRow("L20") << "L20"
                         << "llama-3-8b";
    QTest::newRow("H100") << "H100"
                          << "qwen3-8b";
  }
  void capacityFallsWithLength() {
    QFETCH(QString, gpu);
    QFETCH(QString, model);
    const auto at = [&](int input, int output) {
      return capacity(builtInEngine(qPrintable(gpu), qPrintable(model)), input, output);
    };
    for (int fixed : {4, 128, 1024}) {
      double byInput = 1e300, byOutput = 1e300;
      for (int length = 4; length <= 2048; length *= 2) {
        const double in = at(length, fixed), out = at(fixed, length);
        QVERIFY2(in < byInput, qPrintable(QString("input %1 output %2").arg(length).arg(fixed)));
        QVERIFY2(out < byOutput, qPrintable(QString("input %1 output %2").arg(fixed).arg(length)));
        byInput = in;
        byOutput = out;
      }
    }
  }

  void throughputStaysBelowTheRoofline() {
    const auto hardware = Hardware::builtIn();
    for (const GpuSpec& gpu : hardware->gpus()) {
      const ModelSpec model = *hardware->model("llama2-7b");
      const EngineOptions options;
      for (const auto& [input, output] : {std::pair{4, 4}, {1024, 64}, {64, 1024}}) {
        const double rate = capacity(makeEngine(gpu, model, options), input, output);
        const double flops = 2.0 * static_cast<double>(model.layerParameters()) * (input + output - 1);
        const double byCompute = gpu.peakFlops * options.computeEfficiency / flops;
        // No more sequences in a step than there may be, and each step reads the weights.
        const double steps =
            gpu.memoryBandwidthBytesPerSecond * options.bandwidthEfficiency / model.weightBytes();
        const double byMemory = steps * options.maxNumSeqs / output;
        QVERIFY2(rate <= std::min(byCompute, byMemory), gpu.name.c_str());
      }
    }
  }

  void kvExhaustionPreemptsAndTheRequestsStillComplete() {
    const ModelSpec model = smallModel();
    const EngineOptions options;
    // Room for 640 tokens; four requests that end with 319 tokens in the cache each.
    Engine engine = makeEngine(gpuWithBlocks(model, options, 40), model, options);
    QCOMPARE(engine.kvCapacityTokens(), std::int64_t{640});
    for (std::uint64_t i = 0; i < 4; ++i)
      submit(engine, {.inputTokens = 20, .outputTokens = 300, .tag = i},
             start + std::chrono::microseconds(i));
    std::map<std::uint64_t, int> tokens;
    while (const auto next = engine.nextTime()) {
      for (const TokenEvent& token : engine.advance(*next, EngineDetail::everyToken).tokens) {
        QCOMPARE(token.index, tokens[token.tag]);
        ++tokens[token.tag];
        QCOMPARE(token.last, tokens[token.tag] == 300);
      }
      QVERIFY(engine.stats().blocksUsed <= 40);
    }
    QVERIFY(engine.stats().preemptions > 0);
    QCOMPARE(engine.stats().generatedTokens, std::uint64_t{1200});
    for (std::uint64_t i = 0; i < 4; ++i) QCOMPARE(tokens[i], 300);
    QCOMPARE(engine.stats().blocksUsed, std::int64_t{0});
  }

  void theLastArrivedIsPreemptedFirst() {
    const ModelSpec model = smallModel();
    Engine engine = makeEngine(gpuWithBlocks(model, {}, 40), model);
    for (std::uint64_t i = 0; i < 3; ++i)
      submit(engine, {.inputTokens = 160, .outputTokens = 150, .tag = i},
             start + std::chrono::microseconds(i));
    const auto finished = finishAll(engine);
    QCOMPARE(finished.at(0).preemptions, 0);
    QVERIFY(finished.at(2).preemptions > 0);
    QVERIFY(finished.at(0).lastToken < finished.at(2).lastToken);
    // Its pause is seen by whoever waits for its tokens.
    QVERIFY(finished.at(2).longestGap > 10 * finished.at(0).longestGap);
  }

  void firstComeIsFirstServed() {
    Engine engine = builtInEngine("A10", "llama2-7b", {.maxNumSeqs = 4});
    for (std::uint64_t i = 0; i < 40; ++i)
      submit(engine, {.inputTokens = 64, .outputTokens = 8, .tag = i}, start + std::chrono::microseconds(i));
    const auto finished = finishAll(engine);
    for (std::uint64_t i = 1; i < 40; ++i)
      QVERIFY(finished.at(i).firstToken >= finished.at(i - 1).firstToken);
  }

  // A prompt longer than a step is cut, and those who decode meanwhile are held up by one chunk, not by the
  // whole.
  void longPromptsComeInChunks() {
    Engine engine = builtInEngine("A100-80G", "llama-3-8b", {.maxNumBatchedTokens = 512});
    submit(engine, {.inputTokens = 16, .outputTokens = 200, .tag = 0});
    submit(engine, {.inputTokens = 8000, .outputTokens = 2, .tag = 1},
           start + std::chrono::milliseconds(100));
    const auto finished = finishAll(engine);
    const Duration prefill = finished.at(1).firstToken - finished.at(1).arrival;
    QVERIFY(finished.at(0).longestGap < prefill / 8);
    QVERIFY(finished.at(0).longestGap > Duration(0));
  }

  void cachedPromptTokensNeedNoComputing() {
    const auto firstToken = [](int cached) {
      Engine engine = builtInEngine("A10", "llama2-7b");
      submit(engine, {.inputTokens = 1025, .outputTokens = 1, .cachedTokens = cached});
      return toSeconds(finishAll(engine).at(0).firstToken - start);
    };
    QVERIFY(firstToken(0) > 3 * firstToken(1024));
    QCOMPARE(firstToken(1025), firstToken(1024));  // the last one is always computed
  }

  void tooLongRequestsAreRefusedWithTheReason() {
    Engine engine = builtInEngine("A10", "llama2-7b");
    const auto context = engine.submit({.inputTokens = 4000, .outputTokens = 97}, start);
    QVERIFY(!context.ok());
    QCOMPARE(context.error().code, ErrorCode::rejected);
    QVERIFY(context.error().message.find("maximum context length is 4096") != std::string::npos);
    QVERIFY(context.error().message.find("4097") != std::string::npos);
    QVERIFY(engine.submit({.inputTokens = 4000, .outputTokens = 96}, start).ok());

    const ModelSpec model = smallModel();
    Engine small = makeEngine(gpuWithBlocks(model, {}, 10), model);
    QVERIFY(small.submit({.inputTokens = 100, .outputTokens = 61}, start).ok());  // 160 tokens in the cache
    const auto pool = small.submit({.inputTokens = 100, .outputTokens = 62}, start);
    QVERIFY(!pool.ok());
    QCOMPARE(pool.error().code, ErrorCode::rejected);
    QVERIFY(pool.error().message.find("160 tokens") != std::string::npos);
    QCOMPARE(small.submit({.inputTokens = 0, .outputTokens = 1}, start).error().code,
             ErrorCode::invalidArgument);
    QCOMPARE(small.submit({.inputTokens = 1, .outputTokens = 0}, start).error().code,
             ErrorCode::invalidArgument);
  }

  void aModelThatDoesNotFitIsRefused() {
    const auto hardware = Hardware::builtIn();
    const auto engine = Engine::create(*hardware->gpu("V100-16GB"), *hardware->model("qwen3-8b"), {});
    QVERIFY(!engine.ok());
    QCOMPARE(engine.error().code, ErrorCode::invalidArgument);
    QVERIFY(engine.error().message.find("qwen3-8b does not fit on V100-16GB") != std::string::npos);
  }

  void optionsThatMakeNoSenseAreNamed_data() {
    QTest::addColumn<EngineOptions>("options");
    QTest::addColumn<QString>("word");
    QTest::newRow("seqs") << EngineOptions{.maxNumSeqs = 0} << "max-num-seqs";
    QTest::newRow("tokens") << EngineOptions{.maxNumBatchedTokens = 10} << "max-num-batched-tokens";
    QTest::newRow("memory") << EngineOptions{.gpuMemoryUtilization = 1.5} << "gpu-memory-utilization";
    QTest::newRow("nan") << EngineOptions{.gpuMemoryUtilization = NAN} << "gpu-memory-utilization";
    QTest::newRow("length") << EngineOptions{.maxModelLen = -1} << "max-model-len";
    QTest::newRow("efficiency") << EngineOptions{.computeEfficiency = 0} << "efficienc";
    QTest::newRow("overhead") << EngineOptions{.overheadSeconds = -1} << "overhead";
  }
  void optionsThatMakeNoSenseAreNamed() {
    QFETCH(EngineOptions, options);
    QFETCH(QString, word);
    const auto hardware = Hardware::builtIn();
    const auto engine = Engine::create(*hardware->gpu("A10"), *hardware->model("llama2-7b"), options);
    QVERIFY(!engine.ok());
    QCOMPARE(engine.error().code, ErrorCode::invalidArgument);
    QVERIFY2(engine.error().message.find(word.toStdString()) != std::string::npos,
             engine.error().message.c_str());
  }

  void cancellingFreesTheBlocks() {
    Engine engine = builtInEngine("A10", "llama2-7b");
    const auto first = engine.submit({.inputTokens = 1000, .outputTokens = 500, .tag = 0}, start);
    const auto second = engine.submit({.inputTokens = 100, .outputTokens = 50, .tag = 1}, start);
    (void)engine.advance(start + std::chrono::seconds(1), EngineDetail::everyToken);
    const std::int64_t before = engine.stats().blocksUsed;
    QVERIFY(engine.cancel(*first));
    QVERIFY(!engine.cancel(*first));
    QVERIFY(engine.stats().blocksUsed < before - 60);
    const auto finished = finishAll(engine);
    QCOMPARE(finished.size(), std::size_t{1});
    QCOMPARE(finished.at(1).outputTokens, 50);
    QVERIFY(!engine.cancel(*second));
    QCOMPARE(engine.stats().blocksUsed, std::int64_t{0});
    // The place of a request that has gone is given to another, and an old handle does not reach it.
    const auto third = engine.submit({.inputTokens = 10, .outputTokens = 5, .tag = 2}, engine.now());
    QVERIFY(!engine.cancel(*first) && !engine.cancel(*second));
    QVERIFY(engine.cancel(*third));
    QVERIFY(engine.idle());
  }

  // Random cancellations at random times never leave a block or a request behind.
  void cancellingAtAnyTimeKeepsTheBooks() {
    const ModelSpec model = smallModel();
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
      std::mt19937_64 random(seed);
      const EngineOptions options{.maxNumSeqs = 8};
      Engine engine = makeEngine(gpuWithBlocks(model, options, 30), model, options);
      std::vector<Engine::RequestId> ids;
      Instant now = start;
      for (std::uint64_t i = 0; i < 60; ++i) {
        now += std::chrono::microseconds(random() % 3000);
        (void)engine.advance(now, random() % 2 ? EngineDetail::everyToken : EngineDetail::finishesOnly);
        ids.push_back(*engine.submit({.inputTokens = 1 + static_cast<int>(random() % 200),
                                      .outputTokens = 1 + static_cast<int>(random() % 200),
                                      .tag = i},
                                     now));
        if (random() % 2) (void)engine.cancel(ids[random() % ids.size()]);
        QVERIFY(engine.stats().blocksUsed >= 0 && engine.stats().blocksUsed <= 30);
      }
      (void)finishAll(engine);
      QCOMPARE(engine.stats().blocksUsed, std::int64_t{0});
      QCOMPARE(engine.stats().running + engine.stats().waiting, 0);
    }
  }

  void anIdleEngineHasNothingToDo() {
    Engine engine = builtInEngine("A10", "llama2-7b");
    QVERIFY(engine.idle());
    QVERIFY(!engine.nextTime());
    QVERIFY(engine.advance(start, EngineDetail::everyToken).tokens.empty());
    QCOMPARE(engine.now(), start);
    submit(engine, {.inputTokens = 1, .outputTokens = 1}, start);
    QVERIFY(engine.nextTime() > start);
  }
};

QTEST_GUILESS_MAIN(TestEngine)
#include "test_engine.moc"
