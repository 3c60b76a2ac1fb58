// headroomctl predict: the sweep in virtual time, into a benchmark file.
#include "core/bench/benchmark_file.h"
#include "tests/support/ctl.h"

#include <QtTest>

using namespace headroom;
using namespace headroom::test;

class TestPredict : public QObject {
  Q_OBJECT

  static QStringList small(const QString& path) {
    return {"predict",   "--gpu",
            "A10",       "-m",
            "llama2-7b", "-o",
            path,        "--input-start",
            "64",        "--input-limit",
            "256",       "--output-start",
            "16",        "--output-limit",
            "64",        "--rate-start",
            "1",         "--rate-limit",
            "8",         "--samples",
            "40"};
  }
  static QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
  }

 private slots:
  void writesABenchmarkFileMarkedAsPredicted() {
    QTemporaryDir directory;
    const QString path = directory.filePath("a10.jsonl");
    const Ran ran = runCtl(small(path));
    QVERIFY2(ran.code == 0, ran.err.constData());
    const auto file = readBenchmarkFile(path.toStdString());
    QVERIFY2(file.ok(), file.ok() ? "" : file.error().text().c_str());
    QVERIFY(file->predicted);
    QCOMPARE(file->model, std::string("llama2-7b"));
    QCOMPARE(file->rows.size(), std::size_t{3 * 3 * 4 * 5});
    for (const QByteArray& line : contentOf(path).trimmed().split('\n'))
      QCOMPARE(QJsonDocument::fromJson(line).object()["predicted"].toBool(), true);
    for (const BenchmarkRow& row : file->rows) QVERIFY(row.mean > 0);
  }

  void theSameTwiceIsTheSame() {
    QTemporaryDir directory;
    const QString first = directory.filePath("1.jsonl"), second = directory.filePath("2.jsonl");
    QCOMPARE(runCtl(small(first)).code, 0);
    QCOMPARE(runCtl(small(second)).code, 0);
    const QRegularExpression started("\"started\": \"[^\"]*\"");
    QCOMPARE(QString::fromUtf8(contentOf(first)).remove(started),
             QString::fromUtf8(contentOf(second)).remove(started));
  }

  void goesOnWhereItStopped() {
    QTemporaryDir directory;
    const QString path = directory.filePath("a10.jsonl");
    QCOMPARE(runCtl(small(path)).code, 0);
    const QByteArray whole = contentOf(path);
    QFile file(path);
    QVERIFY(file.resize(whole.size() / 2));
    const Ran again = runCtl(small(path) + QStringList{"--json"});
    QVERIFY2(again.code == 0, again.err.constData());
    const QJsonObject answer = QJsonDocument::fromJson(again.out).object();
    QVERIFY(answer["pointsBefore"].toInt() > 0);
    QVERIFY(answer["pointsMeasured"].toInt() < 36);
    QCOMPARE(answer["predicted"].toBool(), true);
    QCOMPARE(contentOf(path).count('\n'), whole.count('\n'));
  }

  void aFasterGpuIsPredictedFaster() {
    QTemporaryDir directory;
    const auto meanE2e = [&](const QString& gpu) {
      const QString path = directory.filePath(gpu + ".jsonl");
      QStringList arguments = small(path);
      arguments[2] = gpu;
      if (runCtl(arguments).code != 0) qFatal("predict failed");
      double sum = 0;
      const auto file = readBenchmarkFile(path.toStdString());
      for (const BenchmarkRow& row : file->rows)
        if (row.metric == Metric::e2e) sum += row.mean;
      return sum;
    };
    QVERIFY(meanE2e("L4") > meanE2e("A10"));
    QVERIFY(meanE2e("A10") > meanE2e("H100"));
  }

  void tellsWhichCellsTheServerWouldRefuse() {
    QTemporaryDir directory;
    const QString path = directory.filePath("long.jsonl");
    const QStringList arguments{"predict", "--gpu",          "A10",  "-o",
                                path,      "--input-start",  "2048", "--input-limit",
                                "4096",    "--output-start", "1024", "--output-limit",
                                "1024",    "--rate-limit",   "1",    "--samples",
                                "5"};
    const Ran ran = runCtl(arguments);
    QCOMPARE(ran.code, 0);
    QVERIFY2(ran.err.contains("1 of 2 points") && ran.err.contains("--max-model-len"), ran.err.constData());
    QStringList longer = arguments + QStringList{"--max-model-len", "8192"};
    longer[longer.indexOf(path)] = directory.filePath("longer.jsonl");
    const Ran fitting = runCtl(longer);
    QCOMPARE(fitting.code, 0);
    QVERIFY2(!fitting.err.contains("--max-model-len"), fitting.err.constData());
  }

  void dryRunWritesNothing() {
    QTemporaryDir directory;
    const QString path = directory.filePath("a10.jsonl");
    const Ran ran = runCtl(small(path) + QStringList{"--dry-run"});
    QCOMPARE(ran.code, 0);
    QVERIFY(ran.out.contains("36"));
    QVERIFY(!QFile::exists(path));
  }

  void wrongUseIsNamed() {
    QTemporaryDir directory;
    QStringList unknown = small(directory.filePath("x"));
    unknown[2] = "Z80";
    QCOMPARE(runCtl(unknown).code, 2);
    const Ran folder = runCtl(small(directory.path()));
    QCOMPARE(folder.code, 2);
    QVERIFY2(folder.err.contains(directory.path().toUtf8()), folder.err.constData());
    QStringList still = small(directory.filePath("y"));
    still[still.indexOf("--rate-start") + 1] = "0";
    QCOMPARE(runCtl(still).code, 2);
  }
};

QTEST_GUILESS_MAIN(TestPredict)
#include "test_predict.moc"
