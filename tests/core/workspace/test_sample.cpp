#include "core/base/file.h"
#include "core/profile/benchmark_table.h"
#include "core/profile/generate.h"
#include "core/traffic/recording.h"
#include "core/workspace/sample.h"
#include "core/workspace/workspace_file.h"

#include <QtTest>

#include <algorithm>

using namespace headroom;

namespace {

SampleOptions smallSample() {
  SampleOptions options;
  options.plan.inputTokens = {64, 128};
  options.plan.outputTokens = {16, 32};
  options.plan.rates = {1, 2};
  options.plan.samples = 20;
  return options;
}

}  // namespace

class TestSample : public QObject {
  Q_OBJECT

  QTemporaryDir m_folder;
  std::string folder(const char* name) { return m_folder.filePath(name).toStdString(); }

 private slots:
  // The whole one, as a person gets it: opens without a word, and every number is there.
  void isAliveWithoutAnything() {
    std::uint64_t last = 0, total = 0;
    const auto path = writeSample(folder("whole"), {}, {}, [&](const Progress& progress) {
      QVERIFY(progress.done >= last);
      last = progress.done;
      total = progress.total;
      QVERIFY(!progress.phase.empty());
    });
    QVERIFY2(path.ok(), path.ok() ? "" : path.error().text().c_str());
    QCOMPARE(QString::fromStdString(*path), m_folder.filePath("whole/sample.headroom"));
    QCOMPARE(total, std::uint64_t{4 * 11 * 11 * 7});
    QCOMPARE(last, total);
    const auto opened = readWorkspace(*path);
    QVERIFY(opened.ok());
    QVERIFY(opened->intact() && opened->leftOut.empty() && opened->notes.empty());
    const Workspace& workspace = opened->workspace;
    QCOMPARE(gpuTypes(workspace).size(), std::size_t{4});
    QVERIFY(workspace.slos[Metric::e2e].on && workspace.slos[Metric::e2e].value == 20);
    QVERIFY(workspace.slos[Metric::ttft].on && workspace.slos[Metric::ttft].value == 1);
    QVERIFY(workspace.scenarios.size() >= 2);
    QCOMPARE(QString::fromStdString(workspace.connections.at(0).url), QString("redis://127.0.0.1:6379"));

    Slos slos;
    slos.e2e = 20;
    slos.statistic = Statistic::p99;
    std::vector<std::vector<double>> capacities;
    for (const Target& target : workspace.targets) {
      QVERIFY(std::holds_alternative<Simulated>(target.reach));
      QVERIFY(target.costPerHour > 0);
      const auto file = readBenchmarkFile(target.journal);
      QVERIFY2(file.ok(), file.ok() ? "" : file.error().text().c_str());
      QVERIFY(file->predicted);
      QCOMPARE(file->model, target.model);
      const auto table = BenchmarkTable::build(*file);
      QCOMPARE(table->cells(), std::size_t{121});
      QVERIFY(table->missingCells().empty());
      const auto profile =
          generateProfile(*table, slos, {.gpu = target.deployment, .cost = target.costPerHour});
      QVERIFY2(profile.ok(), profile.ok() ? "" : profile.error().text().c_str());
      capacities.push_back(table->evaluate(slos).throughput);
    }
    // GPU types that are worth telling apart: no two have the same capacities.
    for (std::size_t i = 0; i < capacities.size(); ++i)
      for (std::size_t j = 0; j < i; ++j) QVERIFY(capacities[i] != capacities[j]);

    // Every request of the traffic can be served by one of them.
    const auto recording = readRecording(std::get<TrafficOfFile>(workspace.traffic.at(0).origin).path, {});
    QVERIFY2(recording.ok(), recording.ok() ? "" : recording.error().text().c_str());
    QVERIFY(recording->timed && recording->requests() > 1000 && recording->warnings.empty());
    const auto traffic = meanTraffic(*recording, std::nullopt);
    const auto table = BenchmarkTable::build(*readBenchmarkFile(workspace.targets[0].journal));
    const GridTraffic grid = toGrid(*traffic, table->outputTokens(), table->inputTokens(), CellRule::upward);
    QVERIFY(std::ranges::none_of(grid.outside, &GridTraffic::Outside::longer));
    for (std::size_t row = 0; row < grid.rates.size(); ++row)
      for (std::size_t column = 0; column < grid.rates[row].size(); ++column)
        if (grid.rates[row][column] > 0)
          QVERIFY2(
              std::ranges::any_of(
                  capacities, [&](const auto& capacity) { return capacity[table->cell(row, column)] > 0; }),
              qPrintable(
                  QString("output %1, input %2").arg(grid.outputTokens[row]).arg(grid.inputTokens[column])));
  }

  void theSameTwiceIsTheSame() {
    const auto first = writeSample(folder("first"), smallSample(), {});
    const auto second = writeSample(folder("second"), smallSample(), {});
    QVERIFY(first.ok() && second.ok());
    QDirIterator files(m_folder.filePath("first"), QDir::Files, QDirIterator::Subdirectories);
    int count = 0;
    while (files.hasNext()) {
      const QString path = files.next();
      const QString other = QString(path).replace("/first/", "/second/");
      QCOMPARE(*readFile(path.toStdString()), *readFile(other.toStdString()));
      ++count;
    }
    QCOMPARE(count, 6);
  }

  void writesOverNothingUnasked() {
    QVERIFY(writeSample(folder("mine"), smallSample(), {}).ok());
    const std::string path = folder("mine/sample.headroom");
    auto opened = readWorkspace(path);
    opened->workspace.targets[0].costPerHour = 99;
    QVERIFY(writeWorkspace(opened->workspace, path).ok());
    const std::string edited = *readFile(path);
    const auto again = writeSample(folder("mine"), smallSample(), {});
    QVERIFY(!again.ok());
    QCOMPARE(again.error().code, ErrorCode::conflict);
    QVERIFY(again.error().message.find(path) != std::string::npos);
    QCOMPARE(*readFile(path), edited);
    SampleOptions replace = smallSample();
    replace.replace = true;
    QVERIFY(writeSample(folder("mine"), replace, {}).ok());
    QVERIFY(*readFile(path) != edited);
  }

  // Whoever finds the workspace finds all of it.
  void aStopLeavesNoWorkspace() {
    std::stop_source stop;
    const auto path =
        writeSample(folder("stopped"), smallSample(), stop.get_token(), [&](const Progress& progress) {
          if (progress.done == 5) stop.request_stop();
        });
    QVERIFY(!path.ok());
    QCOMPARE(path.error().code, ErrorCode::cancelled);
    QVERIFY(!QFile::exists(m_folder.filePath("stopped/sample.headroom")));
    QVERIFY(writeSample(folder("stopped"), smallSample(), {}).ok());
  }

  void aFileInTheWayIsNamed() {
    const std::string path = folder("file");
    QVERIFY(writeFileAtomically(path, "x").ok());
    const auto written = writeSample(path, smallSample(), {});
    QVERIFY(!written.ok());
    QVERIFY(written.error().message.find(path) != std::string::npos);
  }
};

QTEST_GUILESS_MAIN(TestSample)
#include "test_sample.moc"
