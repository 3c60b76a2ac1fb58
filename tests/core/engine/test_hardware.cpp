#include "core/engine/hardware.h"
#include "core/engine/step_time.h"

#include <QtTest>

#include <cmath>
#include <fstream>

using namespace headroom;

namespace {

Hardware builtIn() {
  auto hardware = Hardware::builtIn();
  if (!hardware) qFatal("%s", hardware.error().text().c_str());
  return *hardware;
}

}  // namespace

class TestHardware : public QObject {
  Q_OBJECT

 private slots:
  void knowsTheGpusAndModelsPromised() {
    const Hardware hardware = builtIn();
    for (const char* name : {"V100", "V100-16GB", "V100-32GB", "A10", "A10G", "L4", "L20", "L40S", "A40",
                             "A100-80G", "H100", "H200", "a10"})
      QVERIFY2(hardware.gpu(name).ok(), name);
    for (const char* name : {"llama2-7b", "deepseek-llm-7b-chat", "llama-3-8b", "qwen3-8b", "Qwen/Qwen3-8B"})
      QVERIFY2(hardware.model(name).ok(), name);
  }

  void namesASourceBesideEachNumber() {
    const Hardware hardware = builtIn();
    for (const GpuSpec& gpu : hardware.gpus()) {
      for (const char* key : {"memoryBytes", "memoryBandwidthBytesPerSecond", "peakFlops", "pricePerHourUsd"})
        QVERIFY2(gpu.sources.contains(key) && !gpu.sources.at(key).empty(), (gpu.name + " " + key).c_str());
      QVERIFY2(gpu.pricePerHourUsd > 0, gpu.name.c_str());
    }
    for (const ModelSpec& model : hardware.models()) {
      for (const char* key :
           {"layers", "hiddenSize", "attentionHeads", "kvHeads", "headDimension", "intermediateSize",
            "vocabularySize", "parameters", "bytesPerParameter", "maxContextTokens"})
        QVERIFY2(model.sources.contains(key) && !model.sources.at(key).empty(),
                 (model.name + " " + key).c_str());
    }
  }

  // The count that was published and the one that the architecture gives are two sources of one number.
  void parametersAgreeWithTheArchitecture() {
    const Hardware hardware = builtIn();
    for (const ModelSpec& model : hardware.models()) {
      const double published = static_cast<double>(model.parameters);
      const double reckoned = static_cast<double>(model.architectureParameters());
      QVERIFY2(std::abs(reckoned / published - 1) < 0.01, model.name.c_str());
    }
  }

  void kvBytesAreTheKnownOnes() {
    const Hardware hardware = builtIn();
    QCOMPARE(hardware.model("llama2-7b")->kvBytesPerToken(), std::int64_t{2 * 32 * 32 * 128 * 2});  // 512 KiB
    QCOMPARE(hardware.model("llama-3-8b")->kvBytesPerToken(), std::int64_t{128 * 1024});
    QCOMPARE(hardware.model("deepseek-llm-7b-chat")->kvBytesPerToken(), std::int64_t{480 * 1024});
    QCOMPARE(hardware.model("qwen3-8b")->kvBytesPerToken(), std::int64_t{144 * 1024});
  }

  // A sparse figure would be twice the dense one, which shows in the ratio of FLOPs to bytes.
  void peaksAreDense() {
    const Hardware hardware = builtIn();
    QCOMPARE(hardware.gpu("A100-80G")->peakFlops, 312e12);
    QCOMPARE(hardware.gpu("A10")->peakFlops, 125e12);
    QCOMPARE(hardware.gpu("L4")->peakFlops, 121e12);
    QVERIFY(hardware.gpu("H100")->peakFlops < 1000e12);
    QVERIFY(hardware.gpu("L40S")->peakFlops < 370e12);
  }

  void aFileOfTheUsersAddsAndChanges() {
    QTemporaryDir directory;
    const std::string path = directory.filePath("mine.json").toStdString();
    std::ofstream(path) << R"({"gpus": [{"name": "A10", "pricePerHourUsd": 0.5},
      {"name": "MyCard", "memoryBytes": {"value": 1e10, "source": "its label"}, "memoryBandwidthBytesPerSecond": 1e12,
       "peakFlops": 1e14}]})";
    Hardware hardware = builtIn();
    const auto added = hardware.addFile(path);
    QVERIFY2(added.ok(), added.ok() ? "" : added.error().text().c_str());
    QCOMPARE(hardware.gpu("A10")->pricePerHourUsd, 0.5);
    QCOMPARE(hardware.gpu("A10")->peakFlops, 125e12);
    QCOMPARE(hardware.gpu("mycard")->memoryBytes, 1e10);
    QCOMPARE(hardware.gpu("mycard")->sources.at("memoryBytes"), std::string("its label"));
    QCOMPARE(hardware.gpu("mycard")->pricePerHourUsd, 0.0);
  }

  void wrongFilesAreRefusedByFileEntryAndKey_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("words");
    QTest::newRow("no JSON") << "{" << QStringList{"mine.json", "not JSON"};
    QTest::newRow("nothing known") << "{}" << QStringList{"mine.json", "neither"};
    QTest::newRow("an array") << "[1]" << QStringList{"mine.json", "neither"};
    QTest::newRow("no array") << R"({"gpus": 3})" << QStringList{"mine.json", "gpus", "array"};
    QTest::newRow("no name") << R"({"gpus": [{}]})" << QStringList{"mine.json", "entry 1", "name"};
    QTest::newRow("missing key") << R"({"gpus": [{"name": "X", "memoryBytes": 1e9, "peakFlops": 1e12}]})"
                                 << QStringList{"mine.json", "\"X\"", "memoryBandwidthBytesPerSecond",
                                                "missing"};
    QTest::newRow("a text for a number") << R"({"gpus": [{"name": "A10", "peakFlops": "fast"}]})"
                                         << QStringList{"mine.json", "A10", "peakFlops", "not a number"};
    QTest::newRow("negative") << R"({"gpus": [{"name": "A10", "memoryBytes": -1}]})"
                              << QStringList{"mine.json", "A10", "memoryBytes"};
    QTest::newRow("half a layer") << R"({"models": [{"name": "llama2-7b", "layers": 1.5}]})"
                                  << QStringList{"mine.json", "llama2-7b", "layers", "whole"};
    QTest::newRow("misspelt") << R"({"gpus": [{"name": "A10", "memorybytes": 1e9}]})"
                              << QStringList{"mine.json", "A10", "memorybytes", "not a known key"};
    QTest::newRow("no value") << R"({"gpus": [{"name": "A10", "memoryBytes": {"source": "x"}}]})"
                              << QStringList{"mine.json", "A10", "memoryBytes", "value"};
    QTest::newRow("bool") << R"({"models": [{"name": "llama2-7b", "tiedEmbeddings": 1}]})"
                          << QStringList{"mine.json", "llama2-7b", "tiedEmbeddings"};
  }
  void wrongFilesAreRefusedByFileEntryAndKey() {
    QFETCH(QString, text);
    QFETCH(QStringList, words);
    Hardware hardware = builtIn();
    const auto added = hardware.addText(text.toStdString(), "mine.json");
    QVERIFY(!added.ok());
    QCOMPARE(added.error().code, ErrorCode::malformed);
    for (const QString& word : words)
      QVERIFY2(added.error().message.find(word.toStdString()) != std::string::npos,
               added.error().message.c_str());
    QCOMPARE(hardware.gpu("A10")->memoryBytes, builtIn().gpu("A10")->memoryBytes);
  }

  void anUnknownNameListsTheKnownOnes() {
    const auto gpu = builtIn().gpu("B900");
    QVERIFY(!gpu.ok());
    QCOMPARE(gpu.error().code, ErrorCode::invalidArgument);
    QVERIFY(gpu.error().text().find("A100-80G") != std::string::npos);
    QVERIFY(!builtIn().model("gpt-9").ok());
  }

  void aMissingFileIsNamed() {
    Hardware hardware = builtIn();
    const auto added = hardware.addFile("/nowhere/mine.json");
    QVERIFY(!added.ok());
    QCOMPARE(added.error().code, ErrorCode::notFound);
    QVERIFY(added.error().message.find("/nowhere/mine.json") != std::string::npos);
  }

  // memory · utilisation − weights − activations, the design's formula.
  void kvCapacityIsWhatTheWeightsLeave() {
    const Hardware hardware = builtIn();
    const GpuSpec gpu = *hardware.gpu("A10");
    const ModelSpec model = *hardware.model("llama2-7b");
    const EngineOptions options;
    const double capacity = kvCapacityBytes(gpu, model, options);
    QCOMPARE(capacity, 23028.0 * 1048576 * 0.9 - 6738415616.0 * 2 - activationReserveBytes(model, options));
    // vLLM reports about 7 GiB of KV cache for this pair.
    QVERIFY(capacity > 6e9 && capacity < 9e9);
  }
};

QTEST_GUILESS_MAIN(TestHardware)
#include "test_hardware.moc"
