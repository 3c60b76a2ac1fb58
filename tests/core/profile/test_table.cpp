#include "core/profile/benchmark_table.h"
#include "core/profile/generate.h"
#include "tests/core/profile/oracle.h"

#include <QtTest>

#include <algorithm>
#include <random>

using namespace headroom;

namespace {

bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

BenchmarkRow row(int input, int output, double rate, Metric metric, double mean) {
  return {input, output, rate, metric, mean, mean, mean, mean};
}

// The five rows of a point.
void addPoint(BenchmarkFile& file, int input, int output, double rate, double tput, double e2e, double ttft) {
  file.rows.push_back(row(input, output, rate, Metric::tput, tput));
  file.rows.push_back(row(input, output, rate, Metric::tt, tput * output));
  file.rows.push_back(row(input, output, rate, Metric::e2e, e2e));
  file.rows.push_back(row(input, output, rate, Metric::ttft, ttft));
  file.rows.push_back(row(input, output, rate, Metric::tpot, (e2e - ttft) / std::max(1, output - 1)));
}

}  // namespace

class TestTable : public QObject {
  Q_OBJECT

  // A table as no sane run would leave it: duplicates, gaps, NaN, missing metrics, any order.
  static BenchmarkFile randomFile(std::mt19937& random) {
    const auto pick = [&](int from, int to) { return std::uniform_int_distribution(from, to)(random); };
    BenchmarkFile file;
    file.source = "random";
    const int outputs = pick(1, 3), inputs = pick(1, 3), rates = pick(1, 5), untidy = pick(0, 3);
    for (int o = 1; o <= outputs; ++o)
      for (int i = 1; i <= inputs; ++i) {
        if (untidy > 1 && pick(0, 9) == 0) continue;
        for (int r = 0; r < rates; ++r) {
          const double rate = 0.5 * (1 << r);
          for (const Metric metric : {Metric::tput, Metric::tt, Metric::e2e, Metric::ttft, Metric::tpot}) {
            if (untidy > 0 && pick(0, 19) < untidy) continue;
            const int copies = untidy > 1 && pick(0, 9) == 0 ? 2 : 1;
            for (int copy = 0; copy < copies; ++copy) {
              // Few distinct values, so that bounds are met exactly at times.
              const auto value = [&] {
                if (untidy > 2 && pick(0, 14) == 0) return std::nan("");
                return metric == Metric::tput ? rate * 0.1 * pick(6, 11) : 0.25 * pick(0, 8);
              };
              file.rows.push_back({4 << i, 4 << o, rate, metric, value(), value(), value(), value()});
            }
          }
        }
      }
    if (untidy > 0) std::shuffle(file.rows.begin(), file.rows.end(), random);
    return file;
  }

  static Slos randomSlos(std::mt19937& random) {
    const auto pick = [&](int from, int to) { return std::uniform_int_distribution(from, to)(random); };
    Slos slos;
    const auto anyStatistic = [&] {
      return std::array{Statistic::mean, Statistic::p50, Statistic::p90,
                        Statistic::p99}[static_cast<std::size_t>(pick(0, 3))];
    };
    slos.statistic = anyStatistic();
    for (const Metric metric : kSloOrder) {
      if (pick(0, 3) == 0) slos.setStatistic(metric, anyStatistic());  // of a throughput: of no effect
      if (pick(0, 2) > 0) continue;
      slos.bound(metric) = metric == Metric::tpat ? 0.01 * pick(1, 20) : 0.25 * pick(1, 8);
    }
    return slos;
  }

 private slots:
  void agreesWithTheSlowWayOnRandomTables() {
    std::mt19937 random(20260801);
    int zeroCells = 0, positiveCells = 0, unmeasured = 0;
    for (int round = 0; round < 3000; ++round) {
      const BenchmarkFile file = randomFile(random);
      if (file.rows.empty()) continue;
      const auto table = BenchmarkTable::build(file);
      QVERIFY(table.ok());
      for (int query = 0; query < 4; ++query) {
        const Slos slos = randomSlos(random);
        const Evaluation answer = table->evaluate(slos);
        for (std::size_t cell = 0; cell < table->cells(); ++cell) {
          const auto expected =
              test::oracleCell(file.rows, table->outputTokensOf(cell), table->inputTokensOf(cell), slos);
          if (!expected.measured) {
            ++unmeasured;
            QVERIFY(std::isnan(answer.throughput[cell]));
            QCOMPARE(answer.limit[cell].reason, Limit::Reason::notMeasured);
            continue;
          }
          ++(expected.throughput == 0 ? zeroCells : positiveCells);
          const std::string where = "round " + std::to_string(round) + ", cell " + std::to_string(cell);
          QVERIFY2(same(answer.throughput[cell], expected.throughput), where.c_str());
          QVERIFY2(same(answer.rate[cell], expected.rate), where.c_str());
          QVERIFY2(same(answer.e2e[cell], expected.e2e), where.c_str());
          QVERIFY2(same(answer.ttft[cell], expected.ttft), where.c_str());
          QVERIFY2(same(answer.tpot[cell], expected.tpot), where.c_str());
        }
      }
    }
    // All kinds of cell were met.
    QVERIFY(zeroCells > 1000 && positiveCells > 1000 && unmeasured > 10);
  }

  void namesWhatBinds() {
    BenchmarkFile file;
    file.source = "f.jsonl";
    addPoint(file, 8, 16, 1, 1, 1.0, 0.1);
    addPoint(file, 8, 16, 2, 2, 2.0, 0.2);
    addPoint(file, 8, 16, 4, 4, 3.0, 0.9);
    addPoint(file, 8, 16, 8, 5, 9.0, 5.0);
    const auto table = BenchmarkTable::build(file);
    const auto limitOf = [&](const Slos& slos) { return limitText(table->evaluate(slos).limit[0], slos); };
    QCOMPARE(limitOf({}), std::string("saturation"));
    Slos slos;
    slos.e2e = 2.5;
    QCOMPARE(limitOf(slos), std::string("E2E mean < 2.5 s"));
    slos.ttft = 0.15;
    slos.statistic = Statistic::p99;
    QCOMPARE(limitOf(slos), std::string("TTFT P99 < 0.15 s"));
    slos.ttft = 0.05;  // not even the lowest rate
    QCOMPARE(table->evaluate(slos).throughput[0], 0.0);
    QCOMPARE(limitOf(slos), std::string("TTFT P99 < 0.05 s"));
    Slos tput;
    tput.tput = 1.5;  // excludes the lowest rate, but not what is above
    QCOMPARE(table->evaluate(tput).rate[0], 4.0);
    file.rows.erase(file.rows.end() - 15, file.rows.end());
    QCOMPARE(limitText(BenchmarkTable::build(file)->evaluate({}).limit[0], {}),
             std::string("highest rate measured"));
    file.rows.erase(file.rows.begin() + 3);
    QCOMPARE(limitText(BenchmarkTable::build(file)->evaluate({}).limit[0], {}), std::string("no TTFT row"));
  }

  void eachLatencyGoesByItsOwnStatistic() {
    BenchmarkFile file;
    file.source = "f.jsonl";
    addPoint(file, 8, 16, 1, 1, 1.0, 0.1);
    for (BenchmarkRow& each : file.rows) {
      if (!isLatency(each.metric)) continue;
      each.p90 = each.mean * 2;
      each.p99 = each.mean * 4;
    }
    const auto table = BenchmarkTable::build(file);
    Slos slos;
    slos.statistic = Statistic::p99;
    slos.e2e = 5;  // P99 is 4
    slos.ttft = 0.3;
    QCOMPARE(table->evaluate(slos).throughput[0], 0.0);  // P99 is 0.4
    slos.setStatistic(Metric::ttft, Statistic::p90);     // 0.2
    QCOMPARE(table->evaluate(slos).throughput[0], 1.0);
    slos.ttft = 0.15;
    QCOMPARE(limitText(table->evaluate(slos).limit[0], slos), std::string("TTFT P90 < 0.15 s"));
    QCOMPARE(slosText(slos), std::string("E2E P99 < 5 s, TTFT P90 < 0.15 s"));
  }

  void onePercentileForAllWhereThatSaysTheSame() {
    Slos slos;
    slos.statistic = Statistic::p50;
    QVERIFY(simplified(slos) == slos);
    slos.ttft = 1;
    slos.setStatistic(Metric::ttft, Statistic::p90);
    slos.setStatistic(Metric::tpot, Statistic::p99);  // not bounded: of no effect
    Slos simple = simplified(slos);
    QCOMPARE(simple.statistic, Statistic::p90);
    QVERIFY(differingStatistics(simple).empty());
    QCOMPARE(slosText(simple), slosText(slos));
    // Most have P99; TTFT keeps its own.
    slos.e2e = 5;
    slos.setStatistic(Metric::e2e, Statistic::p99);
    slos.tpot = 0.1;
    simple = simplified(slos);
    QCOMPARE(simple.statistic, Statistic::p99);
    QCOMPARE(differingStatistics(simple), std::vector{Metric::ttft});
    QCOMPARE(slosText(simple), slosText(slos));
    // Of equals, the one it was.
    slos.tpot.reset();
    slos.statistic = Statistic::p90;
    slos.own[static_cast<std::size_t>(Metric::ttft)].reset();
    QCOMPARE(simplified(slos).statistic, Statistic::p90);
    QCOMPARE(differingStatistics(simplified(slos)), std::vector{Metric::e2e});
  }

  void anSloIsStrictForLatencyAndNotForThroughput() {
    BenchmarkFile file;
    addPoint(file, 8, 16, 1, 1, 1.0, 0.5);
    const auto table = BenchmarkTable::build(file);
    Slos slos;
    slos.e2e = 1.0;
    QCOMPARE(table->evaluate(slos).throughput[0], 0.0);
    slos.e2e = std::nextafter(1.0, 2.0);
    QCOMPARE(table->evaluate(slos).throughput[0], 1.0);
    slos.tput = 1.0;
    QCOMPARE(table->evaluate(slos).throughput[0], 1.0);
    slos.tput = std::nextafter(1.0, 2.0);
    QCOMPARE(table->evaluate(slos).throughput[0], 0.0);
  }

  void missingCellsAreNamed() {
    BenchmarkFile file;
    file.source = "f.jsonl";
    for (int i = 0; i < 8; ++i)
      addPoint(file, 8 << i, 16 << i, 1, 1, 1, 0.5);  // a diagonal: 56 of 64 are missing
    const auto table = BenchmarkTable::build(file);
    QCOMPARE(table->missingCells().size(), std::size_t{56});
    const auto profile = generateProfile(*table, {}, {.gpu = "g"});
    QVERIFY(!profile.ok());
    QCOMPARE(profile.error().code, ErrorCode::malformed);
    const QString text = QString::fromStdString(profile.error().text());
    for (const char* part :
         {"f.jsonl", "56 of 64 cells", "input 16, output 16", "input 32, output 16", "and 51 more"})
      QVERIFY2(text.contains(part), qPrintable(text));
  }

  void aNumberThatIsMissingIsAnErrorNotNaN() {
    BenchmarkFile file;
    file.source = "f.jsonl";
    addPoint(file, 8, 16, 1, 1, std::nan(""), 0.5);
    auto profile = generateProfile(*BenchmarkTable::build(file), {}, {.gpu = "g"});
    QVERIFY(!profile.ok());
    QVERIFY(profile.error().message.find("E2E") != std::string::npos);
    QVERIFY(profile.error().message.find("input 8, output 16") != std::string::npos);
    // TTFT is needed only where its SLO is set, TPOT never: it is then left out.
    file.rows.clear();
    addPoint(file, 8, 16, 1, 1, 1, std::nan(""));
    profile = generateProfile(*BenchmarkTable::build(file), {}, {.gpu = "g"});
    QVERIFY(profile.ok());
    QVERIFY(!profile->tpot);
    Slos slos;
    slos.ttft = 1;
    QVERIFY(!generateProfile(*BenchmarkTable::build(file), slos, {.gpu = "g"}).ok());
  }

  void refusesWhatMakesNoSense() {
    BenchmarkFile file;
    file.source = "f.jsonl";
    QVERIFY(!BenchmarkTable::build(file).ok());
    addPoint(file, 8, 16, 1, 1, 1, 0.5);
    const auto table = BenchmarkTable::build(file);
    for (const double cost : {0.0, -1.0, std::nan(""), HUGE_VAL})
      QCOMPARE(generateProfile(*table, {}, {.gpu = "g", .cost = cost}).error().code,
               ErrorCode::invalidArgument);
    QCOMPARE(generateProfile(*table, {}, {}).error().code, ErrorCode::invalidArgument);
    for (const Metric metric : kSloOrder)
      for (const double bound : {-1.0, std::nan(""), HUGE_VAL}) {
        Slos slos;
        slos.bound(metric) = bound;
        const auto profile = generateProfile(*table, slos, {.gpu = "g"});
        QVERIFY(!profile.ok());
        QVERIFY(profile.error().message.find(name(metric)) != std::string::npos);
      }
    // A file that is no benchmark of one grid must not take all memory.
    BenchmarkFile wide;
    wide.source = "wide.jsonl";
    for (int i = 1; i <= 2000; ++i) wide.rows.push_back(row(i, i, 1, Metric::tput, 1));
    QCOMPARE(BenchmarkTable::build(wide).error().code, ErrorCode::malformed);
  }

  void countsLimits() {
    BenchmarkFile file;
    for (int i = 1; i <= 3; ++i) addPoint(file, i, 4, 1, 1, i, 0.1);
    Slos slos;
    slos.e2e = 1.5;
    const auto counts = countLimits(BenchmarkTable::build(file)->evaluate(slos), true);
    QCOMPARE(counts.size(), std::size_t{1});
    QCOMPARE(counts[0].cells, std::size_t{2});
    QCOMPARE(limitText(counts[0].limit, slos), std::string("E2E mean < 1.5 s"));
  }
};

QTEST_APPLESS_MAIN(TestTable)
#include "test_table.moc"
