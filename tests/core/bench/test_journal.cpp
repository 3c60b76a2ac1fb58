#include "core/bench/benchmark_file.h"
#include "core/bench/journal.h"
#include "core/bench/requests_log.h"
#include "tests/support/fake_backend.h"

#include <QtTest>

#include <nlohmann/json.hpp>

#include <cmath>
#include <filesystem>
#include <fstream>

using namespace headroom;
using namespace headroom::test;

namespace {

// JSON written with single quotes.
std::string json(std::string text) {
  std::replace(text.begin(), text.end(), '\'', '"');
  return text;
}

Plan smallPlan() {
  Plan plan;
  plan.inputTokens = {8, 16};
  plan.outputTokens = {4, 4};
  plan.rates = {0.5, 1};
  plan.samples = 10;
  return plan;
}

LoadResult measured(const Plan& plan, const PlanPoint& point, FailureKind failure = FailureKind::none) {
  FakeBackend backend;
  backend.answer = [&](std::uint64_t index, const GenerationRequest&, FakeAnswer& answer) {
    answer.firstTokenSeconds = 0.1 + 0.001 * static_cast<double>(index);
    answer.failure = failure;
    if (failure == FailureKind::httpStatus) answer.httpStatus = 400;
  };
  LengthsOnly prompts;
  PointLoad load = plan.load(point);
  load.watchClient = false;  // the CPU time of this thread would differ from run to run
  return *generateLoad(backend, prompts, load, {});
}

}  // namespace

class TestJournal : public QObject {
  Q_OBJECT

  QTemporaryDir m_directory;
  int m_files = 0;
  std::string newPath() { return m_directory.filePath(QString("f%1.jsonl").arg(++m_files)).toStdString(); }

  static std::string read(const std::string& path) {
    auto text = readFile(path);
    return text ? *text : "?";
  }
  static void write(const std::string& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
  }

  // Four points, measured.
  std::string wholeFile(const Plan& plan) {
    std::string text;
    for (const PlanPoint& point : plan.points())
      text += journalRows(plan, point, measured(plan, point), "2026-08-01T12:00:00Z");
    return text;
  }

 private slots:
  // A point that has no room goes to the folder for temporary files: to that of the test.
  void initTestCase() { qputenv("TMPDIR", m_directory.path().toUtf8()); }

  void rowsHaveTheReferencesKeysFirst() {
    const Plan plan = smallPlan();
    const PlanPoint point = plan.points()[0];
    const std::string text = journalRows(plan, point, measured(plan, point), "2026-08-01T12:00:00Z");
    const QStringList lines = QString::fromStdString(text).split('\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 5);
    const char* const metrics[] = {"TPUT", "TT", "E2E", "TTFT", "TPOT"};
    for (int i = 0; i < 5; ++i) {
      const QString start = QString::fromStdString(
          json(
              "{'input_tokens': 8, 'output_tokens': 4, 'request_rate': 0.5, 'seed': 0, 'model': 'llama2-7b', "
              "'temperature': 0.0, 'samples': 10, 'metric': '") +
          metrics[i] + json("', 'mean': "));
      QVERIFY2(lines[i].startsWith(start), qPrintable(lines[i]));
      const auto row = nlohmann::ordered_json::parse(lines[i].toStdString());
      QStringList keys;
      for (const auto& item : row.items()) keys << QString::fromStdString(item.key());
      QCOMPARE(keys.mid(9, 3) == QStringList({"P50", "P90", "P99"}), i >= 2);
      for (const char* key : {"api", "arrivals", "prompts", "stream", "ignore_eos", "version"})
        QVERIFY2(row.contains(key), key);
      QVERIFY(!row.contains("predicted"));
    }
    const auto tput = nlohmann::json::parse(lines[0].toStdString());
    QCOMPARE(tput["sent"].get<int>(), 10);
    QCOMPARE(tput["completed"].get<int>(), 10);
    QCOMPARE(tput["failed"].get<int>(), 0);
    QVERIFY(tput["failures"].empty());
    QCOMPARE(tput["client_limited"].get<bool>(), false);
    QCOMPARE(tput["output_tokens_came"].get<double>(), 4.0);
    QCOMPARE(tput["started"].get<std::string>(), std::string("2026-08-01T12:00:00Z"));
    for (const char* key : {"lag_p50", "lag_p99", "lag_max", "achieved_rate", "max_in_flight", "wall_seconds",
                            "longest_chunk_gap"})
      QVERIFY2(tput.contains(key), key);
  }

  // The numbers come back as they were, to the last bit.
  void theReaderReadsWhatIsWritten() {
    const Plan plan = smallPlan();
    const PlanPoint point = plan.points()[0];
    const LoadResult result = measured(plan, point);
    const auto file = parseBenchmarkFile(journalRows(plan, point, result, ""), "x");
    QVERIFY(file.ok());
    QCOMPARE(file->rows.size(), std::size_t{5});
    QCOMPARE(file->rows[0].mean, result.throughput);
    QCOMPARE(file->rows[1].mean, result.tokenThroughput);
    QCOMPARE(file->rows[2].p99, result.e2eSeconds.p99);
    QCOMPARE(file->rows[3].p90, result.ttftSeconds.p90);
    QCOMPARE(file->rows[4].mean, result.tpotSeconds.mean);
    QVERIFY(file->warnings.empty());
  }

  void everyNumberIsFinite() {
    Plan plan = smallPlan();
    plan.samples = 1;  // no achieved rate
    PlanPoint point = plan.points()[0];
    point.outputTokens = 1;  // no TPOT
    const std::string text = journalRows(plan, point, measured(plan, point), "");
    QVERIFY(text.find("nan") == std::string::npos && text.find("null") == std::string::npos);
    const auto file = parseBenchmarkFile(text, "x");
    QCOMPARE(file->rows.size(), std::size_t{5});
    // As the reference: no time between tokens is 0 (and count tells that nothing was measured).
    QCOMPARE(file->rows[4].mean, 0.0);
    QCOMPARE(file->rows[4].p99, 0.0);
    QVERIFY(text.find("\"metric\": \"TPOT\", \"mean\": 0.0, \"P50\": 0.0, \"P90\": 0.0, \"P99\": 0.0") !=
            std::string::npos);
    QVERIFY(text.rfind("\"count\": 0}") != std::string::npos);
  }

  void aPointWithoutAnswersHasNoLatencyAndIsFinished() {
    const Plan plan = smallPlan();
    const PlanPoint point = plan.points()[0];
    const std::string path = newPath();
    {
      auto journal = Journal::open(path, plan);
      QVERIFY(journal->append(plan, point, measured(plan, point, FailureKind::httpStatus)).ok());
    }
    const auto file = readBenchmarkFile(path);
    QCOMPARE(file->rows.size(), std::size_t{2});
    QCOMPARE(file->rows[0].mean, 0.0);
    QCOMPARE(file->rows[1].mean, 0.0);
    QVERIFY(read(path).find(json("'failures': {'httpStatus': 10}")) != std::string::npos);
    const auto journal = Journal::open(path, plan);
    QVERIFY(journal->finished(point));
    QCOMPARE(journal->failed().size(), std::size_t{1});
    QVERIFY(journal->notes().empty());
  }

  // Failed points are measured again only where they are taken out, and nothing of them is lost.
  void failedPointsCanBeTakenOut() {
    const Plan plan = smallPlan();
    const auto points = plan.points();
    const std::string path = newPath(), logPath = newPath();
    LoadResult half = measured(plan, points[2]);
    for (std::size_t i = 0; i < 5; ++i) half.outcomes[i].failure = FailureKind::reset;
    summariseOutcomes(half, plan.load(points[2]));
    std::string failedRows;
    {
      auto journal = Journal::open(path, plan);
      auto log = RequestsLog::open(logPath, *journal);
      const auto failed = measured(plan, points[1], FailureKind::httpStatus);
      for (const auto& [point, result] : {std::pair(points[0], measured(plan, points[0])),
                                          std::pair(points[1], failed), std::pair(points[2], half)}) {
        QVERIFY(log->append(point, result).ok());
        const std::size_t before = read(path).size();
        QVERIFY(journal->append(plan, point, result).ok());
        if (point == points[1]) failedRows = read(path).substr(before);
      }
      QCOMPARE(journal->failed(), std::vector{points[1]});
    }
    auto journal = Journal::open(path, plan);
    auto log = RequestsLog::open(logPath, *journal);
    QCOMPARE(journal->failed(), std::vector{points[1]});
    QCOMPARE(journal->failed(0.51), std::vector{points[1]});
    QCOMPARE(journal->failed(0.5), (std::vector{points[1], points[2]}));
    QCOMPARE(journal->failed(0).size(), std::size_t{2});  // no failure is no failed point

    const std::string whole = read(path), wholeLog = read(logPath);
    QVERIFY(log->forget(journal->failed()).ok());
    QVERIFY(journal->forget(journal->failed()).ok());
    QVERIFY(!journal->finished(points[1]));
    QVERIFY(journal->finished(points[0]) && journal->finished(points[2]));
    QCOMPARE(read(path).size() + read(path + ".cut").size(), whole.size());
    QCOMPARE(read(path + ".cut"), failedRows);
    QCOMPARE(read(logPath).size() + read(logPath + ".cut").size(), wholeLog.size());
    QCOMPARE(QString::fromStdString(read(logPath)).count('\n'), 20);
    // It goes on as before, with the same lock.
    QCOMPARE(Journal::open(path, plan).error().code, ErrorCode::conflict);
    QVERIFY(log->append(points[1], measured(plan, points[1])).ok());
    QVERIFY(journal->append(plan, points[1], measured(plan, points[1])).ok());
    QCOMPARE(readBenchmarkFile(path)->rows.size(), std::size_t{15});
    journal = Journal::open(newPath(), plan);
    QCOMPARE(Journal::open(path, plan)->finishedCount(), std::size_t{3});
  }

  void aSweepThatFailsAtItsStartLeavesNoFile() {
    const std::string path = newPath(), logPath = newPath();
    {
      auto journal = Journal::open(path, smallPlan());
      QVERIFY(RequestsLog::open(logPath, *journal).ok());
    }
    QVERIFY(!QFile::exists(QString::fromStdString(path)));
    QVERIFY(!QFile::exists(QString::fromStdString(logPath)));
  }

  // As large as files get: 100 MB of another's points.
  void aHugeFileIsContinuedInTime() {
    const Plan plan = smallPlan();
    const std::string rows = wholeFile(plan);
    std::string text;
    text.reserve(110'000'000);
    for (int input = 100; text.size() < 100'000'000; ++input) {
      std::string moved = rows;
      for (std::size_t at = 0; (at = moved.find("\"input_tokens\": 8", at)) != std::string::npos; at += 20)
        moved.replace(at, 17, "\"input_tokens\": " + std::to_string(input));
      text += moved;
    }
    const auto content = readJournal(text, "f", plan);
    QVERIFY2(content.ok(), content.ok() ? "" : content.error().text().c_str());
    QVERIFY(content->points.size() > 10'000);
    QVERIFY(std::all_of(content->points.begin(), content->points.end(),
                        [](const JournalContent::Point& point) { return point.complete; }));
  }

  void continuesWhereItStopped() {
    const Plan plan = smallPlan();
    const std::string path = m_directory.filePath("new/folder/file.jsonl").toStdString();
    const auto points = plan.points();
    {
      auto journal = Journal::open(path, plan);
      QVERIFY(journal.ok());
      QVERIFY(!journal->finished(points[0]));
      QVERIFY(journal->append(plan, points[0], measured(plan, points[0])).ok());
      QVERIFY(journal->finished(points[0]));
      // A second run of the same file at the same time.
      QCOMPARE(Journal::open(path, plan).error().code, ErrorCode::conflict);
    }
    const auto journal = Journal::open(path, plan);
    QVERIFY(journal->finished(points[0]));
    QVERIFY(!journal->finished(points[1]));
    QCOMPARE(journal->finishedCount(), std::size_t{1});
  }

  // Whatever the byte at which writing ended: whole points stay, the rest is cut off and kept beside.
  void aFileCutAnywhereIsContinued() {
    const Plan plan = smallPlan();
    const std::string whole = wholeFile(plan);
    std::vector<std::size_t> ends{0};  // of points
    int line = 0;
    for (std::size_t i = 0; i < whole.size(); ++i)
      if (whole[i] == '\n' && ++line % 5 == 0) ends.push_back(i + 1);
    QCOMPARE(ends.size(), std::size_t{5});
    for (std::size_t length = 0; length <= whole.size(); length += length + 40 > whole.size() ? 1 : 13) {
      const auto content = readJournal(std::string_view(whole).substr(0, length), "f", plan);
      QVERIFY2(content.ok(), content.ok() ? "" : content.error().text().c_str());
      std::size_t points = 0;
      while (points + 1 < ends.size() && ends[points + 1] <= length) ++points;
      // The line end of the last row may be missing: the point is whole all the same.
      const bool onlyNewlineMissing = points + 1 < ends.size() && length == ends[points + 1] - 1;
      QCOMPARE(content->endsWithoutNewline, onlyNewlineMissing);
      QCOMPARE(content->points.size(), points + (onlyNewlineMissing ? 1 : 0));
      QCOMPARE(content->keepBytes, onlyNewlineMissing ? length : ends[points]);
    }
  }

  void whatIsCutOffIsKeptBeside() {
    const Plan plan = smallPlan();
    const std::string whole = wholeFile(plan), path = newPath();
    const std::size_t twoPoints =
        journalRows(plan, plan.points()[0], measured(plan, plan.points()[0]), "2026-08-01T12:00:00Z").size() +
        journalRows(plan, plan.points()[1], measured(plan, plan.points()[1]), "2026-08-01T12:00:00Z").size();
    write(path, whole.substr(0, twoPoints + 1500) + std::string(100, '\0'));
    {
      auto journal = Journal::open(path, plan);
      QVERIFY2(journal.ok(), journal.ok() ? "" : journal.error().text().c_str());
      QCOMPARE(journal->finishedCount(), std::size_t{2});
      QCOMPARE(journal->notes().size(), std::size_t{1});
      QVERIFY(journal->notes()[0].find(path + ".cut") != std::string::npos);
    }
    QCOMPARE(read(path), whole.substr(0, twoPoints));
    QVERIFY(read(path + ".cut").starts_with(whole.substr(twoPoints, 1500)));
    QVERIFY(readBenchmarkFile(path).ok());
  }

  void aMissingLineEndIsPutThere() {
    const Plan plan = smallPlan();
    const std::string whole = wholeFile(plan), path = newPath();
    write(path, whole.substr(0, whole.size() - 1));
    { QVERIFY(Journal::open(path, plan).ok()); }
    QCOMPARE(read(path), whole);
  }

  void aReferencesFileIsContinued() {
    std::string text;
    for (const char* metric : {"TPUT", "TT", "E2E", "TTFT", "TPOT"})
      text +=
          json(
              "{'input_tokens': 8, 'output_tokens': 4, 'request_rate': 1, 'seed': 0, 'model': 'llama2-7b', "
              "'temperature': 0.0, 'samples': 10, 'metric': '") +
          metric + json("', 'mean': NaN}\n\n");
    const auto content = readJournal(text, "f", smallPlan());
    QVERIFY2(content.ok(), content.ok() ? "" : content.error().text().c_str());
    QCOMPARE(content->points.size(), std::size_t{1});
    QVERIFY(content->points[0].complete);
    QCOMPARE(content->keepBytes, std::uint64_t{text.size()});
  }

  // Where no point has all five rows, the last one was not cut off either.
  void aFileThatLacksRowsEverywhereIsLeftAsItIs() {
    const Plan plan = smallPlan();
    std::string text;
    for (const char* rate : {"0.5", "1"})
      for (const char* metric : {"TPUT", "TT", "E2E"})
        text += json("{'input_tokens': 8, 'output_tokens': 4, 'request_rate': ") + rate +
                json(", 'metric': '") + metric + json("', 'mean': 1}\n");
    const auto content = readJournal(text, "f", plan);
    QVERIFY2(content.ok(), content.ok() ? "" : content.error().text().c_str());
    QCOMPARE(content->keepBytes, std::uint64_t{text.size()});
    QCOMPARE(content->points.size(), std::size_t{2});
    QVERIFY(!content->points[0].complete && !content->points[1].complete);
  }

  void aFileOfSomethingElseIsRefused_data() {
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("text") << QByteArray("hello\n") << QByteArray("line 1: is not JSON");
    QTest::newRow("text without a line end") << QByteArray("hello") << QByteArray("line 1: is not JSON");
    QTest::newRow("other JSON") << QByteArray("{\"gpu\": \"a10\"}\n")
                                << QByteArray("line 1: has no input_tokens");
    QTest::newRow("half a line of other JSON")
        << QByteArray("{\"gpu\": \"a1") << QByteArray("line 1: is not JSON");
    QTest::newRow("a list") << QByteArray("[1]\n") << QByteArray("line 1: is not a JSON object");
    QTest::newRow("wrong types")
        << QByteArray::fromStdString(
               json("{'input_tokens': '8', 'output_tokens': 4, 'request_rate': 1, 'metric': 'TT'}\n"))
        << QByteArray("line 1: has no input_tokens");
  }
  void aFileOfSomethingElseIsRefused() {
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, expected);
    const Plan plan = smallPlan();
    const std::string path = newPath();
    write(path, before.toStdString());
    const auto journal = Journal::open(path, plan);
    QVERIFY(!journal.ok());
    QCOMPARE(journal.error().code, ErrorCode::malformed);
    QVERIFY2(journal.error().message.find(path + " " + expected.toStdString()) != std::string::npos,
             journal.error().message.c_str());
    QCOMPARE(read(path), before.toStdString());  // not touched
  }

  void aFileBrokenInItsMiddleIsRefused() {
    const Plan plan = smallPlan();
    std::string text = wholeFile(plan);
    const std::size_t secondLine = text.find('\n') + 1;
    text.insert(secondLine, "{\"input_tokens\": 8, \"out\n");
    const auto content = readJournal(text, "f", plan);
    QCOMPARE(content.error().code, ErrorCode::malformed);
    QVERIFY(content.error().message.find("f line 2") != std::string::npos);
  }

  void otherSettingsAreRefusedUnlessInsistedOn_data() {
    QTest::addColumn<int>("what");
    QTest::addColumn<QByteArray>("expected");
    const char* const rows[] = {"model \"other\"",     "seed 1",
                                "temperature 0.5",     "samples 11",
                                "api \"chat\"",        "arrivals \"constant\"",
                                "prompts \"fixed\"",   "stream false",
                                "ignore_eos false",    "predicted true",
                                "workload \"w.jsonl\""};
    int i = 0;
    for (const char* row : rows) QTest::newRow(row) << i++ << QByteArray(row);
  }
  void otherSettingsAreRefusedUnlessInsistedOn() {
    QFETCH(int, what);
    QFETCH(QByteArray, expected);
    const Plan plan = smallPlan();
    const std::string text = wholeFile(plan);
    Plan other = plan;
    switch (what) {
      case 0: other.model = "other"; break;
      case 1: other.seed = 1; break;
      case 2: other.temperature = 0.5; break;
      case 3: other.samples = 11; break;
      case 4: other.api = "chat"; break;
      case 5: other.arrivals.kind = ArrivalKind::constant; break;
      case 6: other.prompts = "fixed"; break;
      case 7: other.stream = false; break;
      case 8: other.ignoreEos = false; break;
      case 9: other.predicted = true; break;
      case 10: other.workload = "w.jsonl"; break;
    }
    const auto content = readJournal(text, "f", other);
    QVERIFY(!content.ok());
    QCOMPARE(content.error().code, ErrorCode::conflict);
    QVERIFY2(content.error().message.find("f line 1") != std::string::npos, content.error().message.c_str());
    QVERIFY2(content.error().message.find("this run has " + expected.toStdString()) != std::string::npos,
             content.error().message.c_str());
    QCOMPARE(readJournal(text, "f", other, true)->points.size(), std::size_t{4});
    // Grid, warm-up and rates may differ.
    Plan wider = plan;
    wider.inputTokens.limit = 32;
    wider.rates.limit = 8;
    wider.warmup = 3;
    QVERIFY(readJournal(text, "f", wider).ok());
  }

  void aClosedLoopIsKnownByItsConcurrency() {
    Plan plan = smallPlan();
    plan.concurrencies = {2, 4};
    const std::string path = newPath();
    const auto points = plan.points();
    {
      auto journal = Journal::open(path, plan);
      QVERIFY(journal->append(plan, points[0], measured(plan, points[0])).ok());
    }
    const auto journal = Journal::open(path, plan);
    QVERIFY(journal->finished(points[0]));
    QVERIFY(!journal->finished(points[1]));
    // The rate that readers take is the one that came of it.
    const auto file = readBenchmarkFile(path);
    QCOMPARE(file->rows[0].requestRate, file->rows[0].mean);
  }

  void predictedPointsSayIt() {
    Plan plan = smallPlan();
    plan.predicted = true;
    const std::string path = newPath(), again = newPath();
    for (const std::string& name : {path, again}) {
      auto journal = Journal::open(name, plan);
      QVERIFY(journal->append(plan, plan.points()[0], measured(plan, plan.points()[0])).ok());
    }
    QVERIFY(readBenchmarkFile(path)->predicted);
    QCOMPARE(read(path), read(again));  // nothing of the day it was made
  }

  void pathsThatCannotBeWrittenAreNamed() {
    const Plan plan = smallPlan();
    QCOMPARE(Journal::open(m_directory.path().toStdString(), plan).error().code, ErrorCode::invalidArgument);
    const std::string file = newPath();
    write(file, "");
    const auto below = Journal::open(file + "/x.jsonl", plan);
    QVERIFY(!below.ok());
    QVERIFY(below.error().message.find(file) != std::string::npos);
    auto full = Journal::open("/dev/full", plan);
    QVERIFY(full.ok());
    const auto written = full->append(plan, plan.points()[0], measured(plan, plan.points()[0]));
    QCOMPARE(written.error().code, ErrorCode::diskFull);
    QVERIFY(!full->finished(plan.points()[0]));
  }

  // Another program changes the file between two points: what it holds then counts.
  void aFileThatChangesWhileItIsMeasuredIsReadAgain() {
    const Plan plan = smallPlan();
    const auto points = plan.points();
    const std::string path = newPath();
    auto journal = Journal::open(path, plan);
    QVERIFY(journal->append(plan, points[0], measured(plan, points[0])).ok());
    const std::string first = read(path);
    QVERIFY(journal->append(plan, points[1], measured(plan, points[1])).ok());

    write(path, first);  // the second point was deleted, and it is missed at the next
    QVERIFY(journal->append(plan, points[2], measured(plan, points[2])).ok());
    QVERIFY(journal->finished(points[0]) && !journal->finished(points[1]) && journal->finished(points[2]));
    QCOMPARE(journal->notes().size(), std::size_t{1});
    QVERIFY(journal->notes()[0].find("changed by another program") != std::string::npos);

    QVERIFY(QFile::remove(QString::fromStdString(path)));
    QVERIFY(journal->append(plan, points[1], measured(plan, points[1])).ok());
    QCOMPARE(QString::fromStdString(read(path)).count('\n'), 5);

    // Replaced by a copy that has the point already: it is not written twice, and the copy is locked.
    const std::string copy = newPath();
    {
      auto other = Journal::open(copy, plan);
      QVERIFY(other->append(plan, points[2], measured(plan, points[2])).ok());
    }
    QVERIFY(QFile::remove(QString::fromStdString(path)));
    QVERIFY(QFile::rename(QString::fromStdString(copy), QString::fromStdString(path)));
    const std::string before = read(path);
    QVERIFY(journal->append(plan, points[2], measured(plan, points[2])).ok());
    QCOMPARE(read(path), before);
    QCOMPARE(Journal::open(path, plan).error().code, ErrorCode::conflict);
  }

  void aFileThatBecameSomethingElseIsNotTouched() {
    const Plan plan = smallPlan();
    const auto points = plan.points();
    const std::string path = newPath();
    auto journal = Journal::open(path, plan);
    QVERIFY(journal->append(plan, points[0], measured(plan, points[0])).ok());
    write(path, "my notes\n");
    const auto refused = journal->append(plan, points[1], measured(plan, points[1]));
    QCOMPARE(refused.error().code, ErrorCode::malformed);
    QVERIFY(refused.error().message.find("changed by another program") != std::string::npos);
    QCOMPARE(read(path), std::string("my notes\n"));
    // Nothing that was measured is lost.
    QVERIFY(refused.error().message.find(path + ".cut") != std::string::npos);
    QCOMPARE(readJournal(read(path + ".cut"), path, plan)->points.size(), std::size_t{1});
    // Nor is it at the next attempt.
    QVERIFY(!journal->append(plan, points[2], measured(plan, points[2])));
    QCOMPARE(read(path), std::string("my notes\n"));
    QCOMPARE(readJournal(read(path + ".cut"), path, plan)->points.size(), std::size_t{2});
  }

  void theRequestsLogHasOneRecordARequest() {
    const Plan plan = smallPlan();
    const std::string path = newPath(), logPath = newPath();
    const PlanPoint point = plan.points()[0];
    auto journal = Journal::open(path, plan);
    {
      auto log = RequestsLog::open(logPath, *journal);
      QVERIFY(log.ok());
      LoadResult result = measured(plan, point);
      result.outcomes[3].failure = FailureKind::httpStatus;
      result.outcomes[3].httpStatus = 503;
      result.outcomes[3].message = "over \"loaded\"\n\xff";
      result.outcomes[3].firstContent = {};
      QVERIFY(log->append(point, result).ok());
      QVERIFY(journal->append(plan, point, result).ok());
    }
    const QStringList lines = QString::fromStdString(read(logPath)).split('\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 10);
    const auto first = nlohmann::json::parse(lines[0].toStdString());
    QCOMPARE(first["index"].get<int>(), 0);
    QCOMPARE(first["planned"].get<double>(), 0.0);
    QCOMPARE(first["first_content"].get<double>(), 0.1);
    QCOMPARE(first["output_came"].get<int>(), 4);
    QCOMPARE(first["failure"].get<std::string>(), std::string("none"));
    const auto failed = nlohmann::json::parse(lines[3].toStdString());
    QCOMPARE(failed["http_status"].get<int>(), 503);
    QVERIFY(failed["first_content"].is_null());
    QVERIFY(failed["message"].get<std::string>().starts_with("over \"loaded\"\n"));
  }

  void theRequestsLogLosesOnlyWhatIsMeasuredAgain() {
    const Plan plan = smallPlan();
    const std::string path = newPath(), logPath = newPath();
    const auto points = plan.points();
    {
      auto journal = Journal::open(path, plan);
      auto log = RequestsLog::open(logPath, *journal);
      QVERIFY(log->append(points[0], measured(plan, points[0])).ok());
      QVERIFY(journal->append(plan, points[0], measured(plan, points[0])).ok());
      QVERIFY(log->append(points[1], measured(plan, points[1])).ok());  // killed before the journal had it
    }
    const std::string before = read(logPath);
    write(logPath, before + "{\"input_tokens\": 8, \"outp");
    {
      auto journal = Journal::open(path, plan);
      QVERIFY(RequestsLog::open(logPath, *journal).ok());
      QCOMPARE(QString::fromStdString(read(logPath)).count('\n'), 10);
      QVERIFY(before.starts_with(read(logPath)));
      // Neither the journal itself nor a file of something else is taken for a log.
      QCOMPARE(RequestsLog::open(path, *journal).error().code, ErrorCode::invalidArgument);
      const std::string other = newPath();
      write(other, "my notes\n");
      QCOMPARE(RequestsLog::open(other, *journal).error().code, ErrorCode::malformed);
      QCOMPARE(read(other), std::string("my notes\n"));
    }
  }
};

QTEST_APPLESS_MAIN(TestJournal)
#include "test_journal.moc"
