// headroomctl simulate and hardware, as a script uses them.
#include "tests/core/service/raw_http.h"
#include "tests/support/ctl.h"

#include <QtTest>

#include <signal.h>

using namespace headroom::test;

namespace {

// A running `headroomctl simulate`; ended by its process id when it goes out of scope.
class Simulator {
 public:
  explicit Simulator(const QStringList& options, const QStringList& environment = {}) {
    QProcessEnvironment all = QProcessEnvironment::systemEnvironment();
    for (const QString& entry : environment) all.insert(entry.section('=', 0, 0), entry.section('=', 1));
    process.setProcessEnvironment(all);
    process.start(ctlPath(), QStringList{"simulate", "--gpu", "H100", "--model", "llama-3-8b"} + options,
                  QIODevice::ReadOnly);
    while (!process.canReadLine() && process.waitForReadyRead(30000)) {
    }
    answer = process.readLine();
  }
  ~Simulator() {
    process.kill();
    process.waitForFinished();
  }
  int port() const { return QUrl(QString::fromUtf8(answer).trimmed()).port(); }

  QProcess process;
  QByteArray answer;
};

const char* const body =
    R"({"model":"llama-3-8b","prompt":"hello","max_tokens":5,"stream":true,"ignore_eos":true})";

}  // namespace

class TestSimulate : public QObject {
  Q_OBJECT

 private slots:
  void printsItsUrlAndServes() {
    Simulator simulator({});
    QVERIFY2(simulator.answer.startsWith("http://127.0.0.1:"), simulator.answer.constData());
    RawHttp http(simulator.port());
    const RawAnswer answer = http.request("POST", "/v1/completions", body);
    QVERIFY(answer.complete());
    QCOMPARE(answer.events.size(), std::size_t{6});
  }

  void tellsMachinesAsJson() {
    Simulator simulator({"--json"});
    const QJsonObject answer = QJsonDocument::fromJson(simulator.answer).object();
    QCOMPARE(answer["model"].toString(), QString("llama-3-8b"));
    QCOMPARE(answer["gpu"].toString(), QString("H100"));
    QVERIFY(answer["kvCapacityTokens"].toInt() > 100000);
    RawHttp http(answer["port"].toInt());
    QCOMPARE(http.request("GET", "/health").status, 200);
  }

  void endsAtOnceOnCtrlCAndOnSigterm_data() {
    QTest::addColumn<int>("signalNumber");
    QTest::newRow("Ctrl-C") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
  }
  void endsAtOnceOnCtrlCAndOnSigterm() {
    QFETCH(int, signalNumber);
    Simulator simulator({});
    RawHttp http(simulator.port());
    http.start(
        "POST", "/v1/completions",
        R"({"model":"llama-3-8b","prompt":"hello","max_tokens":5000,"stream":true,"ignore_eos":true})");
    QElapsedTimer timer;
    timer.start();
    ::kill(static_cast<pid_t>(simulator.process.processId()), signalNumber);
    QVERIFY(simulator.process.waitForFinished(10000));
    QVERIFY(timer.elapsed() < 2000);
    QCOMPARE(simulator.process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(simulator.process.exitCode(), 0);
    QVERIFY(http.read(5000).end != RawAnswer::End::timeout);
  }

  void keepsTheApiKeyToItself() {
    Simulator simulator({"--api-key-env", "SIM_KEY"}, {"SIM_KEY=very-secret"});
    RawHttp http(simulator.port());
    QCOMPARE(http.request("GET", "/v1/models").status, 401);
    QCOMPARE(http.request("GET", "/v1/models", "", {"Authorization: Bearer very-secret"}).status, 200);
    ::kill(static_cast<pid_t>(simulator.process.processId()), SIGTERM);
    QVERIFY(simulator.process.waitForFinished(10000));
    QVERIFY(!(simulator.process.readAllStandardOutput() + simulator.process.readAllStandardError())
                 .contains("very-secret"));
  }

  void takesFaultsAndEngineOptions() {
    Simulator simulator({"--fault", "503@every-2", "--max-num-seqs", "4", "--max-model-len", "100",
                         "--served-model-name", "m"});
    RawHttp http(simulator.port());
    const char* const renamed = R"({"model":"m","prompt":"hello","max_tokens":5})";
    QCOMPARE(http.request("POST", "/v1/completions", renamed).status, 200);
    QCOMPARE(http.request("POST", "/v1/completions", renamed).status, 503);
    QVERIFY(http.request("GET", "/v1/models").body.find("\"max_model_len\":100") != std::string::npos);
  }

  void aTakenPortIsAFailure() {
    Simulator first({});
    const Ran second = runCtl({"simulate", "--gpu", "A10", "--port", QString::number(first.port())});
    QCOMPARE(second.code, 1);
    QVERIFY2(second.err.contains("is taken"), second.err.constData());
    QVERIFY(second.out.isEmpty());
  }

  void wrongUseIsNamed_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("word");
    QTest::newRow("no gpu") << QStringList{} << QByteArray("--gpu");
    QTest::newRow("unknown gpu") << QStringList{"--gpu", "Z80"} << QByteArray("Z80");
    QTest::newRow("unknown model") << QStringList{"--gpu", "A10", "-m", "eliza"} << QByteArray("eliza");
    QTest::newRow("does not fit") << QStringList{"--gpu", "V100-16GB", "-m", "qwen3-8b"}
                                  << QByteArray("does not fit");
    QTest::newRow("port") << QStringList{"--gpu", "A10", "--port", "70000"} << QByteArray("--port");
    QTest::newRow("fault") << QStringList{"--gpu", "A10", "--fault", "explode"} << QByteArray("explode");
    QTest::newRow("seqs") << QStringList{"--gpu", "A10", "--max-num-seqs", "0"} << QByteArray("max-num-seqs");
    QTest::newRow("address") << QStringList{"--gpu", "A10", "--listen", "nowhere"} << QByteArray("nowhere");
  }
  void wrongUseIsNamed() {
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, word);
    const Ran ran = runCtl(QStringList{"simulate"} + arguments);
    QCOMPARE(ran.code, 2);
    QVERIFY2(ran.err.contains(word), ran.err.constData());
    QVERIFY(ran.out.isEmpty());
  }

  void listsTheHardware() {
    const Ran text = runCtl({"hardware"});
    QCOMPARE(text.code, 0);
    for (const char* name : {"V100-16GB", "A10G", "L20", "A100-80G", "H200", "llama2-7b", "qwen3-8b", "$/h"})
      QVERIFY2(text.out.contains(name), name);
    const QJsonObject json = QJsonDocument::fromJson(runCtl({"hardware", "--json"}).out).object();
    QVERIFY(json["gpus"].toArray().size() >= 11);
    QVERIFY(!json["gpus"].toArray()[0].toObject()["sources"].toObject()["peakFlops"].toString().isEmpty());

    QTemporaryDir directory;
    QFile file(directory.filePath("mine.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(
        R"({"gpus": [{"name": "Mine", "memoryBytes": 1e11, "memoryBandwidthBytesPerSecond": 1e12, "peakFlops": 1e14}]})");
    file.close();
    QVERIFY(runCtl({"hardware", "--hardware", file.fileName()}).out.contains("Mine"));
    QCOMPARE(runCtl({"hardware", "--hardware", directory.filePath("none.json")}).code, 1);
  }
};

QTEST_GUILESS_MAIN(TestSimulate)
#include "test_simulate.moc"
