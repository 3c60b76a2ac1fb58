#include "core/profile/surface.h"

#include <QtTest>

#include <cmath>
#include <random>

using namespace headroom;

namespace {

struct PointText {
  int input = 8, output = 16;
  double rate = 1, tput = 1, e2e = 1, ttft = 0.1;
  std::string extra = {};  // more keys for the TPUT row: ", 'sent': 10"
  std::string all = {};    // and for every row
};

// The five lines of a point, percentiles above the mean by 10, 20 and 30 %.
std::string lines(const PointText& p) {
  std::string text;
  const auto row = [&](const char* metric, double mean, const std::string& more) {
    char line[600];
    std::snprintf(line, sizeof line,
                  "{'input_tokens': %d, 'output_tokens': %d, 'request_rate': %.17g, 'metric': '%s', 'mean': "
                  "%.17g, 'P50': %.17g, 'P90': %.17g, 'P99': %.17g%s%s}\n",
                  p.input, p.output, p.rate, metric, mean, mean * 1.1, mean * 1.2, mean * 1.3, more.c_str(),
                  p.all.c_str());
    text += line;
  };
  row("TPUT", p.tput, p.extra);
  row("TT", p.tput * p.output, "");
  row("E2E", p.e2e, "");
  row("TTFT", p.ttft, "");
  row("TPOT", (p.e2e - p.ttft) / (p.output - 1), "");
  std::replace(text.begin(), text.end(), '\'', '"');
  return text;
}

BenchmarkTable tableOf(const std::string& text) {
  const auto file = parseBenchmarkFile(text, "f.jsonl");
  if (!file) qFatal("%s", file.error().text().c_str());
  return *BenchmarkTable::build(*file);
}

bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }
bool near(double a, double b) { return std::abs(a - b) <= 1e-12 * std::max(std::abs(a), std::abs(b)); }

}  // namespace

class TestSurface : public QObject {
  Q_OBJECT

 private slots:
  void aTableGivesEveryNumberOfItsFile() {
    const auto file = readBenchmarkFile(HEADROOM_TEST_DATA "/profile/fast-gpu.jsonl");
    const auto table = BenchmarkTable::build(*file);
    QCOMPARE(table->points(), std::size_t{847});
    QCOMPARE(table->rates(), (std::vector<double>{1, 2, 4, 8, 16, 32, 64}));
    std::size_t compared = 0;
    for (const BenchmarkRow& row : file->rows)
      for (std::size_t cell = 0; cell < table->cells(); ++cell) {
        if (table->inputTokensOf(cell) != row.inputTokens || table->outputTokensOf(cell) != row.outputTokens)
          continue;
        const auto point = table->pointAt(cell, row.requestRate);
        QVERIFY(point);
        QCOMPARE(table->cellOf(*point), cell);
        QCOMPARE(table->rate(*point), row.requestRate);
        QVERIFY(same(table->value(*point, row.metric, Statistic::mean), row.mean));
        QVERIFY(same(table->value(*point, row.metric, Statistic::p99),
                     isLatency(row.metric) ? row.p99 : row.mean));
        if (row.metric == Metric::e2e)
          QVERIFY(near(table->value(*point, Metric::tpat, Statistic::p90),
                       row.p90 / (row.inputTokens + row.outputTokens)));
        QCOMPARE(table->facts(*point).samples, row.facts.samples);
        ++compared;
      }
    QCOMPARE(compared, file->rows.size());
    QVERIFY(!table->pointAt(0, 3));
    QVERIFY(!table->pointAt(0, 65));
    // The points of the cells cover all, in order.
    QCOMPARE(table->firstPoint(0), std::size_t{0});
    for (std::size_t cell = 0; cell + 1 < table->cells(); ++cell)
      QCOMPARE(table->endPoint(cell), table->firstPoint(cell + 1));
    QCOMPARE(table->endPoint(table->cells() - 1), table->points());
  }

  void factsComeFromTheFile() {
    const BenchmarkTable table = tableOf(
        lines({.rate = 1,
               .extra = ", 'sent': 100, 'completed': 90, 'failed': 10, 'client_limited': true",
               .all = ", 'samples': 100, 'arrivals': 'poisson'"}) +
        lines({.rate = 2, .tput = 2, .all = ", 'predicted': true, 'arrivals': 'constant', 'sent': 'x'"}) +
        lines({.rate = 4,
               .tput = 3,
               .extra = ", 'sent': 400, 'completed': 400, 'failed': 0",
               .all = ", 'arrivals': 'poisson'"}) +
        lines({.rate = 5.5, .tput = 5.5, .all = ", 'arrivals': 'closed', 'concurrency': 4"}));
    QCOMPARE(table.facts(0), (PointFacts{.samples = 100,
                                         .sent = 100,
                                         .completed = 90,
                                         .failed = 10,
                                         .clientLimited = true,
                                         .poisson = true}));
    QCOMPARE(table.facts(0).errorRate(), 0.1);
    QCOMPARE(table.facts(1), (PointFacts{.predicted = true}));
    QVERIFY(std::isnan(table.facts(1).errorRate()));
    QCOMPARE(table.facts(2).errorRate(), 0.0);
    QCOMPARE(table.facts(3).concurrency, 4);
    QCOMPARE(table.rates(), (std::vector<double>{1, 2, 4}));  // nobody asked for 5.5

    // An interval of the throughput only where the requests are a Poisson process that was kept up with.
    QVERIFY(near(table.halfWidth(0, Metric::tput), 1.96 / std::sqrt(90.0)));
    QVERIFY(near(table.halfWidth(0, Metric::tt), 16 * 1.96 / std::sqrt(90.0)));
    QVERIFY(std::isnan(table.halfWidth(0, Metric::e2e)));
    QVERIFY(std::isnan(table.halfWidth(1, Metric::tput)));
    QVERIFY(!table.answered(2));
    QVERIFY(std::isnan(table.halfWidth(2, Metric::tput)));
  }

  void ofRowsThatOccurTwiceTheFirstIsShown() {
    const BenchmarkTable table =
        tableOf(lines({.e2e = 2, .extra = ", 'sent': 10, 'completed': 10, 'failed': 0"}) +
                lines({.e2e = 3, .extra = ", 'sent': 10, 'completed': 5, 'failed': 5"}));
    QCOMPARE(table.points(), std::size_t{1});
    QCOMPARE(table.value(0, Metric::e2e, Statistic::mean), 2.0);
    QCOMPARE(table.facts(0).failed, 0);
  }

  void aPointSaysWhatHoldsItDown() {
    const BenchmarkTable table =
        tableOf(lines({.rate = 1, .e2e = 1}) + lines({.rate = 2, .tput = 2, .e2e = 2}) +
                lines({.rate = 4, .tput = 3, .e2e = 2.5}));
    Slos slos;
    QVERIFY(!table.limitAt(0, slos));
    QCOMPARE(*table.limitAt(2, slos), (Limit{Limit::Reason::saturation, Metric::tput}));
    slos.e2e = 2;
    QVERIFY(!table.limitAt(0, slos));
    QCOMPARE(*table.limitAt(1, slos), (Limit{Limit::Reason::slo, Metric::e2e}));
    slos.tput = 1.5;
    QCOMPARE(*table.limitAt(0, slos), (Limit{Limit::Reason::slo, Metric::tput}));
  }

  // The verdict at a rate and the capacity are two sides of one rule.
  void verdictsAgreeWithCapacities() {
    const auto file = readBenchmarkFile(HEADROOM_TEST_DATA "/profile/fast-gpu.jsonl");
    const auto table = BenchmarkTable::build(*file);
    std::mt19937 random(7);
    for (int round = 0; round < 50; ++round) {
      Slos slos;
      slos.statistic = round % 2 == 0 ? Statistic::p99 : Statistic::mean;
      slos.e2e = std::uniform_real_distribution(0.05, 20.0)(random);
      const Evaluation evaluation = table->evaluate(slos);
      const Surface capacity = surfaceOf(*table, {}, slos);
      QCOMPARE(capacity.values, evaluation.throughput);
      QCOMPARE(capacity.limits, evaluation.limit);
      std::vector<double> highest(table->cells(), std::nan(""));
      for (const double rate : table->rates()) {
        const Surface at = surfaceOf(*table, {.quantity = Quantity::e2e, .rate = rate}, slos);
        for (std::size_t cell = 0; cell < table->cells(); ++cell) {
          QCOMPARE(at.values[cell], table->value(at.points[cell], Metric::e2e, Statistic::p99));
          if (at.verdicts[cell] == CellVerdict::keeps) highest[cell] = rate;
        }
      }
      for (std::size_t cell = 0; cell < table->cells(); ++cell) {
        if (capacity.verdicts[cell] == CellVerdict::unsure) continue;  // saturated already at the lowest
        QVERIFY(same(highest[cell], evaluation.rate[cell]));
        QCOMPARE(capacity.verdicts[cell],
                 evaluation.throughput[cell] > 0 ? CellVerdict::keeps : CellVerdict::fails);
      }
    }
  }

  void whatIsShownAtCapacity() {
    // One cell keeps the SLO up to 2/s, one fails it at once, one has no point, one is predicted.
    const BenchmarkTable table =
        tableOf(lines({.rate = 1, .e2e = 1}) + lines({.rate = 2, .tput = 2, .e2e = 2}) +
                lines({.rate = 4, .tput = 4, .e2e = 8}) + lines({.input = 16, .rate = 1, .e2e = 6}) +
                lines({.input = 16, .rate = 2, .tput = 2, .e2e = 9}) +
                lines({.output = 32, .rate = 1, .e2e = 3, .all = ", 'predicted': true"}));
    Slos slos;
    slos.e2e = 5;
    SurfaceQuery query{.quantity = Quantity::e2e, .statistic = Statistic::p90};
    const Surface surface = surfaceOf(table, query, slos);
    QCOMPARE(surface.points, (std::vector<std::size_t>{1, 3, 5, Surface::noPoint}));
    QVERIFY(near(surface.values[0], 2.4) && near(surface.values[1], 7.2) && near(surface.values[2], 3.6));
    QVERIFY(std::isnan(surface.values[3]));
    QCOMPARE(surface.origins, (std::vector{CellOrigin::measured, CellOrigin::measured, CellOrigin::predicted,
                                           CellOrigin::missing}));
    QCOMPARE(surface.verdicts,
             (std::vector{CellVerdict::keeps, CellVerdict::fails, CellVerdict::keeps, CellVerdict::none}));
    QCOMPARE(surface.limits[0], (Limit{Limit::Reason::slo, Metric::e2e}));
    QCOMPARE(surface.limits[1], (Limit{Limit::Reason::slo, Metric::e2e}));
    QCOMPARE(surface.limits[2], (Limit{Limit::Reason::highestRate, Metric::tput}));
    QCOMPARE(surface.limits[3].reason, Limit::Reason::notMeasured);

    query.rate = 4;  // only one cell has it, and fails there
    const Surface at = surfaceOf(table, query, slos);
    QCOMPARE(at.points, (std::vector<std::size_t>{2, Surface::noPoint, Surface::noPoint, Surface::noPoint}));
    QCOMPARE(at.verdicts[0], CellVerdict::fails);
    QCOMPARE(at.verdicts[1], CellVerdict::none);
    QCOMPARE(at.origins[1], CellOrigin::missing);
    // Capacity knows no rate.
    query.quantity = Quantity::capacity;
    QCOMPARE(surfaceOf(table, query, slos).values[0], 2.0);
    QCOMPARE(surfaceOf(table, query, slos).values[1], 0.0);
  }

  void costFollowsCapacity() {
    const BenchmarkTable table = tableOf(lines({.rate = 2,
                                                .tput = 2,
                                                .e2e = 1,
                                                .extra = ", 'sent': 100, 'completed': 100, 'failed': 0",
                                                .all = ", 'arrivals': 'poisson'"}) +
                                         lines({.input = 16, .rate = 2, .tput = 2, .e2e = 9}));
    Slos slos;
    slos.e2e = 5;
    SurfaceQuery query{.quantity = Quantity::costPerMillionTokens, .costPerHour = 3.6};
    Surface surface = surfaceOf(table, query, slos);
    // 2/s × 24 tokens × 3600 s = 172,800 tokens an hour for 3.60.
    QVERIFY(near(surface.values[0], 3.6 / 172'800 * 1e6));
    QVERIFY(near(surface.halfWidths[0], surface.values[0] * 0.196));
    QCOMPARE(surface.values[1], HUGE_VAL);
    QCOMPARE(surface.verdicts[1], CellVerdict::fails);
    // At the rate itself it costs what it costs, promise or not.
    query.rate = 2;
    surface = surfaceOf(table, query, slos);
    QVERIFY(near(surface.values[1], 3.6 / (2 * 3600 * 32) * 1e6));
    // A cost that is not known is not nothing.
    query.costPerHour = 0;
    QVERIFY(std::isnan(surfaceOf(table, query, slos).values[0]));
    QCOMPARE(surfaceOf(table, query, slos).origins[0], CellOrigin::missing);
    QVERIFY(std::isnan(costPerMillionTokens(1, std::nan(""), 1, 1)));
    QCOMPARE(costPerMillionTokens(1, 0, 1, 1), HUGE_VAL);
  }

  void errorRates() {
    const BenchmarkTable table = tableOf(
        lines({.extra = ", 'sent': 100, 'completed': 100, 'failed': 0"}) +
        lines({.input = 16, .extra = ", 'sent': 100, 'completed': 75, 'failed': 25"}) + lines({.input = 32}));
    const Surface surface = surfaceOf(table, {.quantity = Quantity::errorRate}, {});
    QCOMPARE(surface.values[0], 0.0);
    QCOMPARE(surface.values[1], 0.25);
    QVERIFY(std::isnan(surface.values[2]));
    // Wilson's interval of 25 of 100 is 0.1755 … 0.3430, of 0 of 100 it is 0 … 0.0370.
    QVERIFY(std::abs(surface.halfWidths[1] - (0.3430 - 0.1755) / 2) < 1e-4);
    QVERIFY(std::abs(surface.halfWidths[0] - 0.0370 / 2) < 1e-4);
  }

  void whatIsNotToBeReliedOn() {
    const auto verdict = [](const PointText& point, Quantity quantity = Quantity::e2e) {
      return surfaceOf(tableOf(lines(point)), {.quantity = quantity}, {}).verdicts[0];
    };
    QCOMPARE(verdict({}), CellVerdict::keeps);
    QCOMPARE(verdict({.all = ", 'samples': 100"}), CellVerdict::keeps);
    QCOMPARE(verdict({.all = ", 'samples': 99"}), CellVerdict::unsure);
    QCOMPARE(verdict({.all = ", 'samples': 99"}, Quantity::tput), CellVerdict::keeps);
    QCOMPARE(verdict({.extra = ", 'client_limited': true"}), CellVerdict::unsure);
    QCOMPARE(verdict({.extra = ", 'sent': 200, 'completed': 199, 'failed': 1"}), CellVerdict::unsure);
    QCOMPARE(verdict({.rate = 2}), CellVerdict::unsure);  // half of it is answered
    QVERIFY(doubtsAt(tableOf(lines({.rate = 2})), 0, {}).saturated);
  }

  void quantitiesHaveKeys() {
    for (const Quantity quantity : kQuantities) QCOMPARE(*quantityOfKey(keyOf(quantity)), quantity);
    QVERIFY(!quantityOfKey("E2E"));
    QVERIFY(hasStatistic(Quantity::tpat) && !hasStatistic(Quantity::tt) &&
            !hasStatistic(Quantity::errorRate));
    QVERIFY(!hasRate(Quantity::capacity) && hasRate(Quantity::costPerMillionTokens));
  }
};

QTEST_APPLESS_MAIN(TestSurface)
#include "test_surface.moc"
