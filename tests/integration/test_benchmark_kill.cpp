// kill -9 at random moments of a sweep: no finished point is lost, none is measured twice, and the file is
// readable at every moment.
#include "core/bench/benchmark_file.h"
#include "tests/support/ctl.h"
#include "tests/support/simulated_endpoint.h"

#include <QtTest>

#include <nlohmann/json.hpp>

#include <map>
#include <random>
#include <set>
#include <tuple>

using namespace headroom;
using namespace headroom::test;

class TestBenchmarkKill : public QObject {
  Q_OBJECT

  QTemporaryDir m_directory;

  static QByteArray read(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
  }

  // Up to the end of the last whole line.
  static QByteArray wholeLines(const QByteArray& text) { return text.left(text.lastIndexOf('\n') + 1); }

 private slots:
  void losesNothing() {
    SimulatedEndpoint endpoint;
    const QString path = m_directory.filePath("bench.jsonl"), log = m_directory.filePath("requests.jsonl");
    const QStringList arguments{"benchmark",
                                "--url",
                                endpoint.url(),
                                "-o",
                                path,
                                "--requests-log",
                                log,
                                "--input-start",
                                "16",
                                "--input-limit",
                                "64",
                                "--output-start",
                                "2",
                                "--output-limit",
                                "4",
                                "--rate-start",
                                "200",
                                "--rate-limit",
                                "800",
                                "--samples",
                                "20"};
    constexpr std::size_t points = 3 * 2 * 3;
    std::mt19937 random(7);
    std::size_t kills = 0, runs = 0;
    QByteArray before;
    for (bool finished = false; !finished; ++runs) {
      QVERIFY2(runs < 200, "it does not come to an end");
      QProcess process;
      process.start(ctlPath(), arguments);
      // Short lives first, so that the starts are hit as well; longer ones later, so that it ends.
      const int life = static_cast<int>(random() % (runs < 10 ? 120 : 600));
      if (!process.waitForFinished(life)) {
        process.kill();
        process.waitForFinished();
        ++kills;
      } else {
        QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
        finished = true;
      }
      const QByteArray now = read(path);
      QVERIFY2(now.startsWith(wholeLines(before)), "what was in the file has changed");
      // As it stands, cut wherever it may be: whole points, for gen-profile too.
      const auto file = parseBenchmarkFile(now.toStdString(), "file");
      if (!wholeLines(now).isEmpty()) {
        QVERIFY2(file.ok(), file.ok() ? "" : file.error().text().c_str());
        if (file->rows.size() > 5) QCOMPARE(file->rows.size() % 5, std::size_t{0});
      }
      before = now;
    }
    QVERIFY2(kills >= 10, qPrintable(QString("only %1 kills").arg(kills)));

    const auto file = readBenchmarkFile(path.toStdString());
    QVERIFY(file.ok());
    QCOMPARE(file->rows.size(), points * 5);
    std::set<std::tuple<int, int, double, int>> rows;
    for (const BenchmarkRow& row : file->rows)
      rows.insert({row.inputTokens, row.outputTokens, row.requestRate, static_cast<int>(row.metric)});
    QCOMPARE(rows.size(), points * 5);

    // The log tells the same: every request of every point, once.
    std::map<std::tuple<int, int, double>, std::set<int>> requests;
    std::size_t records = 0;
    for (const QByteArray& line : read(log).split('\n')) {
      if (line.isEmpty()) continue;
      const auto record = nlohmann::json::parse(line.toStdString());
      requests[{record["input_tokens"], record["output_tokens"], record["request_rate"]}].insert(
          record["index"].get<int>());
      ++records;
    }
    QCOMPARE(requests.size(), points);
    QCOMPARE(records, points * 20);
    for (const auto& [point, indexes] : requests) QCOMPARE(indexes.size(), std::size_t{20});
  }
};

QTEST_GUILESS_MAIN(TestBenchmarkKill)
#include "test_benchmark_kill.moc"
