// headroomctl benchmark over real HTTP, against a simulated endpoint.
#include "core/bench/benchmark_file.h"
#include "tests/support/ctl.h"
#include "tests/support/simulated_endpoint.h"

#include <QtTest>

#include <nlohmann/json.hpp>

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>

using namespace headroom;
using namespace headroom::test;

namespace {

// One cell at one fast rate.
const QStringList onePoint{"--input-start",  "32", "--input-limit", "32",  "--output-start", "8",
                           "--output-limit", "8",  "--rate-start",  "100", "--rate-limit",   "100",
                           "--samples",      "20"};
// Eight points of about 0.2 s.
const QStringList eightPoints{"--input-start",  "16", "--input-limit", "32",  "--output-start", "4",
                              "--output-limit", "8",  "--rate-start",  "100", "--rate-limit",   "200",
                              "--samples",      "20"};

// The TPUT rows, with all that they tell.
std::vector<nlohmann::json> tputRows(const QString& path) {
  QFile file(path);
  std::vector<nlohmann::json> rows;
  if (!file.open(QIODevice::ReadOnly)) return rows;
  for (const QByteArray& line : file.readAll().split('\n')) {
    if (line.isEmpty()) continue;
    auto row = nlohmann::json::parse(line.toStdString());
    if (row["metric"] == "TPUT") rows.push_back(std::move(row));
  }
  return rows;
}

qint64 lines(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll().count('\n') : -1;
}

}  // namespace

class TestBenchmarkVerb : public QObject {
  Q_OBJECT

  QTemporaryDir m_directory;
  int m_files = 0;
  QString newPath() { return m_directory.filePath(QString("f%1.jsonl").arg(++m_files)); }
  std::unique_ptr<SimulatedEndpoint> m_endpoint;

  Ran benchmark(const QStringList& arguments) {
    return runCtl(QStringList{"benchmark", "--url", m_endpoint->url()} + arguments);
  }

 private slots:
  void initTestCase() { m_endpoint = std::make_unique<SimulatedEndpoint>(); }

  void measuresAndContinues() {
    const QString path = newPath(), log = newPath();
    const QStringList arguments = eightPoints + QStringList{"-o", path, "--requests-log", log};
    const Ran ran = benchmark(arguments);
    QVERIFY2(ran.code == 0, ran.err.constData());
    QVERIFY2(ran.out.contains("8 of 8 points in " + path.toUtf8()), ran.out.constData());
    QVERIFY2(ran.err.contains("remaining"), ran.err.constData());
    const auto file = readBenchmarkFile(path.toStdString());
    QVERIFY(file.ok());
    QCOMPARE(file->rows.size(), std::size_t{40});
    QVERIFY(file->warnings.empty());
    QCOMPARE(lines(log), qint64{160});
    for (const auto& row : tputRows(path)) {
      QCOMPARE(row["completed"].get<int>(), 20);
      QCOMPARE(row["failed"].get<int>(), 0);
      // What was asked came, by the server's tokenizer and ignore_eos.
      QCOMPARE(row["input_tokens_came"].get<double>(), row["input_tokens"].get<double>());
      QCOMPARE(row["output_tokens_came"].get<double>(), row["output_tokens"].get<double>());
      QVERIFY(row.contains("lag_p99") && row.contains("achieved_rate") && row.contains("client_limited"));
    }
    // The same command: nothing left to measure, and the file stays as it is.
    QFile content(path);
    QVERIFY(content.open(QIODevice::ReadOnly));
    const QByteArray before = content.readAll();
    const Ran again = benchmark(arguments + QStringList{"--json"});
    QCOMPARE(again.code, 0);
    const auto answer = nlohmann::json::parse(again.out.toStdString());
    QCOMPARE(answer["pointsBefore"].get<int>(), 8);
    QCOMPARE(answer["pointsMeasured"].get<int>(), 0);
    QCOMPARE(answer["requestsSent"].get<int>(), 0);
    content.seek(0);
    QCOMPARE(content.readAll(), before);
    // A wider grid continues the same file.
    QStringList wider = arguments;
    wider[3] = "64";
    const auto rest = nlohmann::json::parse(benchmark(wider + QStringList{"--json"}).out.toStdString());
    QCOMPARE(rest["pointsBefore"].get<int>(), 8);
    QCOMPARE(rest["pointsMeasured"].get<int>(), 4);
    QCOMPARE(lines(log), qint64{240});
  }

  void dryRunTellsThePlanAndSendsNothing() {
    const Ran ran = runCtl({"benchmark", "--dry-run", "--url", "http://127.0.0.1:1"});
    QCOMPARE(ran.code, 0);
    QVERIFY(ran.err.isEmpty());
    for (const char* part :
         {"llama2-7b", "result/llama2-7b.jsonl", "4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096",
          "1, 2, 4, 8, 16, 32, 64 (poisson)", "847", "100 a point", "Expected time"})
      QVERIFY2(ran.out.contains(part), part);
    const auto answer = nlohmann::json::parse(
        runCtl({"benchmark", "--dry-run", "--warmup", "0", "--json"}).out.toStdString());
    QCOMPARE(answer["requests"].get<int>(), 84700);
    QCOMPARE(answer["points"].size(), std::size_t{847});
    QVERIFY(answer["expectedSeconds"].get<double>() > 121 * 99);
    QVERIFY(!QFile::exists("result"));
  }

  void wrongUseIsRefused_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const QStringList& arguments, const char* expected) {
      QTest::newRow(qPrintable(arguments.join(' '))) << arguments << QByteArray(expected);
    };
    row({"--no-such-option"}, "--no-such-option");
    row({"--input-start", "0"}, "--input-start 0");
    row({"--input-start", "64", "--input-limit", "32"}, "--input-start 64 is above --input-limit 32");
    row({"--input-start", "4.5"}, "--input-start");
    row({"--rate-start", "0"}, "--rate-start 0");
    row({"--rate-start", "-1"}, "--rate-start -1");
    row({"--rate-start", "fast"}, "--rate-start");
    row({"--rate-limit", "0.5"}, "--rate-start 1 is above --rate-limit 0.5");
    row({"--samples", "0"}, "--samples 0");
    row({"--samples", "-5"}, "--samples -5");
    row({"--samples", "1e3"}, "--samples 1e3");
    row({"--seed", "x"}, "--seed x");
    row({"--warmup", "-1"}, "--warmup -1");
    row({"--arrivals", "burst:0"}, "--arrivals");
    row({"--arrivals", "sometimes"}, "sometimes");
    row({"--concurrency", "0"}, "--concurrency 0");
    row({"--concurrency", "2", "--arrivals", "constant"}, "--concurrency");
    row({"--prompts", "stale"}, "--prompts");
    row({"--api", "embeddings"}, "--api");
    row({"--timeout", "0"}, "--timeout");
    row({"--replay"}, "--workload");
    row({"--url", "ftp://127.0.0.1"}, "ftp");
  }
  void wrongUseIsRefused() {
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, expected);
    const Ran ran = runCtl(QStringList{"benchmark", "-o", newPath()} + arguments);
    QVERIFY2(ran.code == 2, ran.err.constData());
    QVERIFY2(ran.err.contains(expected), ran.err.constData());
    QVERIFY(ran.out.isEmpty());
  }

  void placesThatCannotBeWrittenAreTold() {
    Ran ran = benchmark(onePoint + QStringList{"-o", m_directory.path()});
    QCOMPARE(ran.code, 2);
    QVERIFY2(ran.err.contains("directory"), ran.err.constData());
    // Nor is there room in the folder for temporary files: then the point is in the words.
    ran = runCtl(QStringList{"benchmark", "--url", m_endpoint->url(), "-o", "/dev/full"} + onePoint,
                 {"TMPDIR=/no/such/folder"});
    QCOMPARE(ran.code, 1);
    QVERIFY2(ran.err.contains("No space left") && ran.err.contains("make room"), ran.err.constData());
    QVERIFY2(
        ran.err.contains("append these lines to /dev/full") && ran.err.count("\"input_tokens\": 32") == 5,
        ran.err.constData());
    ran = benchmark(onePoint + QStringList{"-o", newPath(), "--requests-log", m_directory.path()});
    QCOMPARE(ran.code, 2);
    // No permission: to make a file, to go on with one, to read a key.
    QDir(m_directory.path()).mkdir("closed");
    ::chmod(qPrintable(m_directory.filePath("closed")), 0500);
    const QString readOnly = newPath();
    QVERIFY(benchmark(onePoint + QStringList{"-o", readOnly}).code == 0);
    ::chmod(qPrintable(readOnly), 0400);
    const QString secret = newPath();
    QVERIFY(QFile::copy(readOnly, secret));
    ::chmod(qPrintable(secret), 0200);
    for (const QStringList& arguments :
         {QStringList{"-o", m_directory.filePath("closed/x.jsonl")}, QStringList{"-o", readOnly},
          QStringList{"-o", newPath(), "--api-key-file", secret}}) {
      ran = runCtlByModes(QStringList{"benchmark", "--url", m_endpoint->url()} + onePoint + arguments);
      QCOMPARE(ran.code, 1);
      QVERIFY2(ran.err.contains("Permission denied") && ran.err.contains(arguments.last().toUtf8()),
               ran.err.constData());
      QVERIFY(ran.out.isEmpty());
    }
  }

  // A disk that fills up in the middle of a sweep, by a limit on the size of files.
  void aDiskThatFillsUpLosesNoFinishedPoint() {
    const QString path = newPath();
    const QStringList arguments =
        QStringList{"benchmark", "--url", m_endpoint->url(), "-o", path} + eightPoints;
    QProcess process;
    QDir rescue(m_directory.filePath("rescue"));
    QVERIFY(rescue.mkpath("."));
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("TMPDIR", rescue.path());
    process.setProcessEnvironment(environment);
    process.setChildProcessModifier([] {
      const rlimit limit{8000, 8000};  // bytes: about two points
      ::setrlimit(RLIMIT_FSIZE, &limit);
    });
    process.start(ctlPath(), arguments);
    QVERIFY(process.waitForFinished());
    const QByteArray said = process.readAllStandardError();
    QVERIFY2(process.exitStatus() == QProcess::NormalExit && process.exitCode() == 1, said.constData());
    QVERIFY2(said.contains(path.toUtf8()) && said.contains("make room"), said.constData());
    const auto file = readBenchmarkFile(path.toStdString());
    QVERIFY(file.ok());
    const std::size_t kept = file->rows.size() / 5;
    QVERIFY(kept >= 1 && kept < 8);
    QCOMPARE(file->rows.size() % 5, std::size_t{0});
    // The point that had no room any more lies elsewhere, and can be put back.
    const QStringList rescued = rescue.entryList(QDir::Files);
    QCOMPARE(rescued.size(), qsizetype{1});
    QVERIFY2(said.contains("the point just measured is in " + rescue.filePath(rescued[0]).toUtf8()),
             said.constData());
    QFile point(rescue.filePath(rescued[0])), journal(path);
    QVERIFY(point.open(QIODevice::ReadOnly) && journal.open(QIODevice::Append));
    const QByteArray rows = point.readAll();
    QCOMPARE(rows.count('\n'), qsizetype{5});
    journal.write(rows);
    journal.close();
    const auto rest = nlohmann::json::parse(runCtl(arguments + QStringList{"--json"}).out.toStdString());
    QCOMPARE(rest["pointsBefore"].get<std::size_t>(), kept + 1);
    QCOMPARE(readBenchmarkFile(path.toStdString())->rows.size(), std::size_t{40});
  }

  void anEndpointThatIsNotThereIsTold() {
    const QString path = newPath();
    const Ran ran =
        runCtl(QStringList{"benchmark", "--url", "http://127.0.0.1:1", "-o", path, "--json"} + onePoint);
    QCOMPARE(ran.code, 1);
    QVERIFY2(ran.err.contains("\"unreachable\"") && ran.err.contains("check that the server runs"),
             ran.err.constData());
    QVERIFY(!QFile::exists(path));
  }

  void aSlowEndpointIsTold_data() {
    QTest::addColumn<QStringList>("fault");
    QTest::addColumn<QStringList>("limit");
    QTest::addColumn<QByteArray>("kind");
    QTest::newRow("no first token") << QStringList{"--fault", "slow:30"}
                                    << QStringList{"--first-token-timeout", "0.3"}
                                    << QByteArray("firstTokenTimeout");
    QTest::newRow("stalls in mid-stream")
        << QStringList{"--fault", "stall:2"} << QStringList{"--timeout", "0.5"} << QByteArray("totalTimeout");
  }
  // Nothing can be made of such a file: the answer is no, and what to do is said.
  void aSlowEndpointIsTold() {
    QFETCH(QStringList, fault);
    QFETCH(QStringList, limit);
    QFETCH(QByteArray, kind);
    SimulatedEndpoint slow(fault);
    const QString path = newPath();
    const Ran ran = runCtl(QStringList{"benchmark", "--url", slow.url(), "-o", path} + onePoint + limit);
    QVERIFY2(ran.code == 3, ran.err.constData());
    QVERIFY2(ran.err.contains("requests failed: " + kind) && ran.err.contains(limit[0].toUtf8()) &&
                 ran.err.contains("no request completed"),
             ran.err.constData());
    const auto row = tputRows(path).at(0);
    QCOMPARE(row["failures"][kind.toStdString()].get<int>(), 20);
    QCOMPARE(lines(path), qint64{2});
  }

  void progressGoesOnWhileNothingComes() {
    SimulatedEndpoint slow({"--fault", "slow:2"});
    const Ran ran = runCtl({"benchmark", "--url", slow.url(), "-o", newPath(), "--input-start", "8",
                            "--input-limit", "8", "--output-start", "2", "--output-limit", "2",
                            "--concurrency", "1", "--samples", "1", "--json"});
    QVERIFY2(ran.code == 0, ran.err.constData());
    int beforeTheFirst = 0, all = 0;
    for (const QByteArray& line : ran.err.split('\n')) {
      if (line.isEmpty()) continue;
      const auto value = nlohmann::json::parse(line.toStdString());
      if (!value.contains("progress")) continue;
      ++all;
      const auto detail = value["progress"]["detail"].get<std::string>();
      if (detail.ends_with("(prompts and warm-up)")) ++beforeTheFirst;
    }
    QVERIFY2(beforeTheFirst >= 1 && all >= 4, ran.err.constData());
  }

  // A point that failed is measured again only when that is asked for.
  void failedPointsAreMeasuredAgainOnRequest() {
    const QString path = newPath(), log = newPath();
    SimulatedEndpoint busy({"--fault", "503"});
    const QStringList files{"-o", path, "--requests-log", log, "--json"};
    Ran ran = runCtl(QStringList{"benchmark", "--url", busy.url()} + onePoint + files);
    QCOMPARE(ran.code, 3);
    QVERIFY2(ran.err.contains("turns requests away") && ran.err.contains("--retry-failed"),
             ran.err.constData());
    QCOMPARE(nlohmann::json::parse(ran.out.toStdString())["pointsWithoutAnswer"].get<int>(), 1);
    ran = benchmark(onePoint + files);
    QCOMPARE(ran.code, 0);
    QVERIFY2(ran.err.contains("--retry-failed"), ran.err.constData());
    QCOMPARE(nlohmann::json::parse(ran.out.toStdString())["requestsSent"].get<int>(), 0);
    // Nothing is taken out of the file for an endpoint that is not there.
    ran = runCtl(QStringList{"benchmark", "--url", "http://127.0.0.1:1"} + onePoint + files +
                 QStringList{"--retry-failed"});
    QCOMPARE(ran.code, 1);
    QCOMPARE(lines(path), qint64{2});
    QVERIFY(!QFile::exists(path + ".cut"));
    QCOMPARE(lines(log), qint64{20});
    ran = benchmark(onePoint + files + QStringList{"--retry-failed"});
    QVERIFY2(ran.code == 0, ran.err.constData());
    QCOMPARE(nlohmann::json::parse(ran.out.toStdString())["pointsMeasured"].get<int>(), 1);
    QVERIFY2(ran.err.contains("1 point with failed requests is measured again"), ran.err.constData());
    QCOMPARE(lines(path), qint64{5});
    QCOMPARE(lines(path + ".cut"), qint64{2});
    QCOMPARE(lines(log), qint64{20});
    QCOMPARE(tputRows(path).at(0)["completed"].get<int>(), 20);
    QCOMPARE(benchmark(onePoint + files + QStringList{"--retry-failed", "2"}).code, 2);
  }

  void anEndpointOfSomethingElseIsTold() {
    SimulatedEndpoint html({"--fault", "html"});
    const QString path = newPath();
    const Ran ran = runCtl(QStringList{"benchmark", "--url", html.url(), "-o", path} + onePoint);
    QCOMPARE(ran.code, 1);
    QVERIFY2(ran.err.contains("HTML") && ran.err.contains("headroomctl probe"), ran.err.constData());
    QVERIFY(!QFile::exists(path));
  }

  void aWrongModelOrKeyIsTold() {
    Ran ran = benchmark(onePoint + QStringList{"-o", newPath(), "-m", "nobody"});
    QCOMPARE(ran.code, 1);
    QVERIFY2(ran.err.contains("404") && ran.err.contains("nobody"), ran.err.constData());
    SimulatedEndpoint locked({"--api-key-env", "SIM_KEY"}, {"SIM_KEY=sk-right"});
    const QStringList base = QStringList{"benchmark", "--url", locked.url(), "--json"} + onePoint;
    ran = runCtl(base + QStringList{"-o", newPath(), "--api-key-env", "WRONG"}, {"WRONG=sk-wrong-123"});
    QCOMPARE(ran.code, 1);
    QVERIFY2(ran.err.contains("unauthenticated"), ran.err.constData());
    QVERIFY2(!(ran.err + ran.out).contains("sk-wrong-123"), ran.err.constData());
    const QString path = newPath();
    ran = runCtl(base + QStringList{"-o", path, "--api-key-env", "RIGHT"}, {"RIGHT=sk-right"});
    QVERIFY2(ran.code == 0, ran.err.constData());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!(file.readAll() + ran.out + ran.err).contains("sk-right"));
  }

  void noUsageIsToldAndMarked() {
    SimulatedEndpoint silent({"--fault", "no-usage"});
    const QString path = newPath();
    const Ran ran = runCtl(QStringList{"benchmark", "--url", silent.url(), "-o", path} + onePoint);
    QVERIFY2(ran.code == 0, ran.err.constData());
    QVERIFY2(ran.err.contains("no usage"), ran.err.constData());
    QCOMPARE(tputRows(path).at(0)["tokens_estimated"].get<bool>(), true);
  }

  void oneTokenTooManyIsToldWhenItMatters() {
    SimulatedEndpoint chatty({"--fault", "extra-token"});
    const QString path = newPath();
    const Ran ran = runCtl(QStringList{"benchmark", "--url", chatty.url(), "-o", path} + onePoint);
    QVERIFY2(ran.code == 0, ran.err.constData());
    QVERIFY2(ran.err.contains("output tokens: 8 asked, 9 came on average (+12 %)") ||
                 ran.err.contains("output tokens: 8 asked, 9 came on average (+13 %)"),
             ran.err.constData());
    QCOMPARE(tputRows(path).at(0)["output_tokens_came"].get<double>(), 9.0);
  }

  void failuresAreCountedByKind() {
    SimulatedEndpoint faulty({"--fault", "503@every-4", "--fault", "cut:2@every-5"});
    const QString path = newPath(), log = newPath();
    const Ran ran =
        runCtl(QStringList{"benchmark", "--url", faulty.url(), "-o", path, "--requests-log", log} + onePoint);
    QVERIFY2(ran.code == 0, ran.err.constData());
    QVERIFY2(ran.err.contains("requests failed: httpStatus, HTTP 503"), ran.err.constData());
    const auto row = tputRows(path).at(0);
    const int failed = row["failed"].get<int>();
    QCOMPARE(row["completed"].get<int>() + failed, 20);
    QVERIFY(failed >= 5);
    int byKind = 0;
    for (const auto& [kind, count] : row["failures"].items()) byKind += count.get<int>();
    QCOMPARE(byKind, failed);
    QVERIFY(row["failures"].contains("httpStatus"));
    QCOMPARE(lines(log), qint64{20});  // each request once, none sent again
  }

  void anEndpointThatDiesMidwayLosesNothing() {
    auto mortal = std::make_unique<SimulatedEndpoint>(QStringList{"--fault", "refuse:90"});
    const QString path = newPath();
    const Ran ran =
        runCtl(QStringList{"benchmark", "--url", mortal->url(), "-o", path, "--json"} + eightPoints);
    QCOMPARE(ran.code, 1);
    QVERIFY2(ran.err.contains("unreachable") && ran.err.contains("the same command continues"),
             ran.err.constData());
    const std::size_t kept = tputRows(path).size();
    QVERIFY2(kept >= 1 && kept < 8, qPrintable(QString::number(kept)));
    const Ran rest = benchmark(QStringList{"-o", path, "--json"} + eightPoints);
    QVERIFY2(rest.code == 0, rest.err.constData());
    QCOMPARE(nlohmann::json::parse(rest.out.toStdString())["pointsBefore"].get<std::size_t>(), kept);
    QCOMPARE(readBenchmarkFile(path.toStdString())->rows.size(), std::size_t{40});
  }

  // The requests that were under way when it died would tell a capacity that it has not.
  void aPointInWhichTheEndpointDiesIsNotKept() {
    SimulatedEndpoint mortal({"--fault", "refuse:20"});
    const QString path = newPath();
    const Ran ran = runCtl(QStringList{"benchmark", "--url", mortal.url(), "-o", path, "--json"} + onePoint);
    QVERIFY2(ran.code == 1, ran.err.constData());
    QVERIFY2(ran.err.contains("the endpoint went away") && ran.err.contains("this point is not kept"),
             ran.err.constData());
    QVERIFY(!QFile::exists(path));
  }

  // Nobody need listen: the points are in the file, and nothing else is.
  void aStandardErrorThatFailsEndsNoSweep() {
    const QStringList arguments = QStringList{"benchmark", "--url", m_endpoint->url()} + eightPoints;
    QProcess full, closed, gone;
    full.setStandardErrorFile("/dev/full");
    closed.setChildProcessModifier([] { ::close(STDERR_FILENO); });
    gone.setChildProcessModifier([] {
      int ends[2];
      if (::pipe(ends) != 0) ::_exit(99);
      ::dup2(ends[1], STDERR_FILENO);  // as of `2>&1 | head` once head has ended
      ::close(ends[0]);
      ::close(ends[1]);
    });
    for (QProcess* process : {&full, &closed, &gone}) {
      const QString path = newPath();
      const Ran ran = runCtl(*process, arguments + QStringList{"-o", path});
      QCOMPARE(ran.code, 0);
      QCOMPARE(lines(path), qint64{40});
      QCOMPARE(readBenchmarkFile(path.toStdString())->rows.size(), std::size_t{40});
    }
  }

  void aFileOfOtherSettingsIsNotContinued() {
    const QString path = newPath();
    QCOMPARE(benchmark(onePoint + QStringList{"-o", path}).code, 0);
    const Ran other = benchmark(onePoint + QStringList{"-o", path, "--arrivals", "constant"});
    QCOMPARE(other.code, 1);
    QVERIFY2(other.err.contains("line 1") && other.err.contains("poisson") && other.err.contains("--force"),
             other.err.constData());
    QCOMPARE(benchmark(onePoint + QStringList{"-o", path, "--arrivals", "constant", "--force"}).code, 0);
    QCOMPARE(lines(path), qint64{5});
  }

  void ctrlCKeepsWhatIsFinished() {
    const QString path = newPath();
    const QStringList arguments =
        QStringList{"benchmark", "--url", m_endpoint->url(), "-o", path} + eightPoints;
    QProcess process;
    process.start(ctlPath(), arguments);
    QTRY_VERIFY_WITH_TIMEOUT(lines(path) >= 10, 30000);
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    QVERIFY(process.waitForFinished());
    const QByteArray said = process.readAllStandardError();
    QCOMPARE(process.exitCode(), 1);
    QVERIFY2(said.contains("stopped after") && said.contains("the same command continues from there"),
             said.constData());
    QCOMPARE(lines(path) % 5, qint64{0});
    QCOMPARE(runCtl(arguments).code, 0);
    QCOMPARE(lines(path), qint64{40});
  }

  void aClosedLoopIsMeasured() {
    const QString path = newPath();
    const Ran ran =
        benchmark({"--api", "chat", "--input-start", "64", "--input-limit", "64", "--output-start", "8",
                   "--output-limit", "8", "--concurrency", "1,8", "--samples", "40", "-o", path});
    QVERIFY2(ran.code == 0, ran.err.constData());
    const auto rows = tputRows(path);
    QCOMPARE(rows.size(), std::size_t{2});
    QCOMPARE(rows[0]["max_in_flight"].get<int>(), 1);
    QCOMPARE(rows[1]["max_in_flight"].get<int>(), 8);
    QVERIFY(rows[1]["mean"].get<double>() > 2 * rows[0]["mean"].get<double>());
    QCOMPARE(rows[0]["input_tokens_came"].get<double>(), 64.0);  // the frame of the chat counted in
  }

  void aDataSetIsReplayed() {
    const QString data = newPath(), path = newPath();
    QFile file(data);
    QVERIFY(file.open(QIODevice::WriteOnly));
    for (int i = 0; i < 20; ++i)
      file.write(QString("{\"Timestamp\": %1, \"requests\": [{\"Prompt\": \"word %2\", \"prompt_length\": "
                         "30, \"Output Length\": 4}]}\n")
                     .arg(1000 + 20 * i)
                     .arg(i)
                     .toUtf8());
    file.close();
    Ran ran = benchmark({"--workload", data, "--replay", "-o", path});
    QVERIFY2(ran.code == 0, ran.err.constData());
    auto row = tputRows(path).at(0);
    QCOMPARE(row["request_rate"].get<double>(), 50.0);
    QCOMPARE(row["samples"].get<int>(), 20);
    QCOMPARE(row["arrivals"].get<std::string>(), std::string("recorded"));
    QCOMPARE(row["completed"].get<int>(), 20);
    // At rates of our own.
    const QString atRates = newPath();
    ran = benchmark(
        {"--workload", data, "--replay", "--rate-start", "100", "--rate-limit", "200", "-o", atRates});
    QVERIFY2(ran.code == 0, ran.err.constData());
    QCOMPARE(tputRows(atRates).size(), std::size_t{2});
    // As prompts of a grid: the cells that have some.
    ran = benchmark({"--workload", data, "--output-limit", "4", "--rate-limit", "1", "--dry-run", "--json"});
    QCOMPARE(nlohmann::json::parse(ran.out.toStdString())["points"].size(), std::size_t{1});
    ran = benchmark({"--workload", data, "--input-start", "1000", "--input-limit", "1000", "--dry-run"});
    QCOMPARE(ran.code, 2);
    // A broken line is named.
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Append));
    file.write("{\"timestamp\": }\n");
    file.close();
    ran = benchmark({"--workload", data, "--replay", "-o", newPath()});
    QCOMPARE(ran.code, 1);
    QVERIFY2(ran.err.contains("line 21"), ran.err.constData());
  }

  void promptsAreFreshUnlessTheyAreFixed() {
    SimulatedEndpoint caching({"--prefix-cache"});
    const QStringList longer{"--input-start",  "256", "--input-limit", "256", "--output-start", "4",
                             "--output-limit", "4",   "--rate-start",  "100", "--rate-limit",   "100",
                             "--samples",      "20"};
    Ran ran = runCtl(QStringList{"benchmark", "--url", caching.url(), "-o", newPath()} + longer);
    QVERIFY2(ran.code == 0 && !ran.err.contains("prefix cache"), ran.err.constData());
    ran = runCtl(QStringList{"benchmark", "--url", caching.url(), "-o", newPath(), "--prompts", "fixed"} +
                 longer);
    QVERIFY2(ran.code == 0 && ran.err.contains("prefix cache"), ran.err.constData());
  }
};

QTEST_GUILESS_MAIN(TestBenchmarkVerb)
#include "test_benchmark_verb.moc"
