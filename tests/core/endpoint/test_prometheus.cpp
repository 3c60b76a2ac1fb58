#include "core/endpoint/prometheus.h"
#include "core/endpoint/server_metrics.h"

#include <QtTest>

#include <cmath>

using namespace headroom;

namespace {

const char* const vllmPage =
    "# HELP vllm:num_requests_running Number of requests in model execution batches.\n"
    "# TYPE vllm:num_requests_running gauge\n"
    "vllm:num_requests_running{engine=\"0\",model_name=\"m\"} 3.0\n"
    "vllm:num_requests_running{engine=\"1\",model_name=\"m\"} 4.0\n"
    "vllm:num_requests_waiting{engine=\"0\",model_name=\"m\"} 2.0\n"
    "vllm:kv_cache_usage_perc{engine=\"0\"} 0.25\n"
    "vllm:kv_cache_usage_perc{engine=\"1\"} 0.75\n"
    "vllm:num_preemptions_total 5\n"
    "vllm:prefix_cache_queries_total 1000.0\n"
    "vllm:prefix_cache_hits_total 10.0\n"
    "vllm:time_to_first_token_seconds_bucket{le=\"0.1\",engine=\"0\"} 10.0\n"
    "vllm:time_to_first_token_seconds_bucket{le=\"0.5\",engine=\"0\"} 30.0\n"
    "vllm:time_to_first_token_seconds_bucket{le=\"+Inf\",engine=\"0\"} 40.0\n"
    "vllm:time_to_first_token_seconds_bucket{le=\"0.1\",engine=\"1\"} 10.0\n"
    "vllm:time_to_first_token_seconds_bucket{le=\"0.5\",engine=\"1\"} 30.0\n"
    "vllm:time_to_first_token_seconds_bucket{le=\"+Inf\",engine=\"1\"} 40.0\n"
    "vllm:time_to_first_token_seconds_sum{engine=\"0\"} 12.5\n"
    "vllm:time_to_first_token_seconds_count{engine=\"0\"} 40.0\n";

}  // namespace

class TestPrometheus : public QObject {
  Q_OBJECT

 private slots:
  void readsSamples() {
    const auto text = PrometheusText::parse(
        "a 1\n b{} 2 \nc{x=\"1\", y = \"q\\\"\\\\\\n\\t\",} -3.5e2 1700000000123\r\nd NaN\ne +Inf\nf "
        "-Inf\ng:h_9 +4\ni 1e999\n# x\n\n#");
    QVERIFY(text.problems().empty());
    QCOMPARE(text.samples().size(), std::size_t{8});
    QCOMPARE(*text.sum("a"), 1.0);
    QCOMPARE(*text.sum("b"), 2.0);
    const PrometheusSample& c = text.samples()[2];
    QCOMPARE(c.value, -350.0);
    QCOMPARE(*c.timestampMilliseconds, 1700000000123LL);
    QCOMPARE(*c.label("x"), std::string("1"));
    QCOMPARE(*c.label("y"), std::string("q\"\\\n\\t"));
    QVERIFY(c.label("z") == nullptr);
    QVERIFY(std::isnan(*text.sum("d")));
    QCOMPARE(*text.sum("e"), std::numeric_limits<double>::infinity());
    QCOMPARE(*text.sum("f"), -std::numeric_limits<double>::infinity());
    QCOMPARE(*text.sum("g:h_9"), 4.0);
    QVERIFY(!text.sum("absent"));
  }

  void refusesGarbageByLineAndKeepsTheRest_data() {
    QTest::addColumn<QByteArray>("line");
    for (const char* line : {"1a 2",          "a",
                             "a b",           "a 1 2 3",
                             "a 1 x",         "a{ 1",
                             "a{x} 1",        "a{x=1} 1",
                             "a{x=\"1} 1",    "a{x=\"1\" 1",
                             "a{x=\"1\\",     "{} 1",
                             "a 0x10",        "a ++1",
                             "a 1.5.2",       "<html>",
                             "a{x=\"1\"}",    "a 1 1.5",
                             "\xff\xfe 1",    "a{=\"1\"} 2",
                             "a{x=\"1\"}} 2", "a{x=\"1\",x=\"2\"} 1"})
      QTest::newRow(line) << QByteArray(line);
  }
  void refusesGarbageByLineAndKeepsTheRest() {
    QFETCH(QByteArray, line);
    const auto text = PrometheusText::parse("before 1\n" + line.toStdString() + "\nafter 2\n");
    QCOMPARE(text.problems().size(), std::size_t{1});
    QVERIFY2(text.problems()[0].starts_with("line 2: "), text.problems()[0].c_str());
    QCOMPARE(*text.sum("before"), 1.0);
    QCOMPARE(*text.sum("after"), 2.0);
    QCOMPARE(text.samples().size(), std::size_t{2});
  }

  void sumsOverLabels() {
    const auto text = PrometheusText::parse(vllmPage);
    QCOMPARE(*text.sum("vllm:num_requests_running"), 7.0);
    QCOMPARE(*text.sum("vllm:num_requests_running", {{"engine", "1"}}), 4.0);
    QVERIFY(!text.sum("vllm:num_requests_running", {{"engine", "2"}}));
  }

  void readsHistograms() {
    const auto text = PrometheusText::parse(vllmPage);
    const auto all = text.histogram("vllm:time_to_first_token_seconds");
    QVERIFY(all.has_value());
    QCOMPARE(all->buckets.size(), std::size_t{3});
    QCOMPARE(all->buckets[1].count, 60.0);
    const auto one = text.histogram("vllm:time_to_first_token_seconds", {{"engine", "0"}});
    QCOMPARE(one->sum, 12.5);
    QCOMPARE(one->count, 40.0);
    QCOMPARE(one->quantile(0.5), 0.1 + 0.4 * 10 / 20);  // rank 20: the middle of the second bucket
    QCOMPARE(one->quantile(0.125), 0.05);               // rank 5: the middle of the first, from 0
    QCOMPARE(one->quantile(0.99), 0.5);                 // beyond the last bound: that bound
    QVERIFY(std::isnan(PrometheusHistogram{}.quantile(0.5)));
    QVERIFY(std::isnan(one->quantile(2)));
    QVERIFY(!text.histogram("absent"));
  }

  void readsWhatVllmTells() {
    const ServerMetrics metrics = serverMetrics(PrometheusText::parse(vllmPage));
    QCOMPARE(*metrics.requestsRunning, 7.0);
    QCOMPARE(*metrics.requestsWaiting, 2.0);
    QCOMPARE(*metrics.kvCacheUsage, 0.5);
    QCOMPARE(*metrics.preemptions, 5.0);
    const ServerMetrics older = serverMetrics(PrometheusText::parse("vllm:gpu_cache_usage_perc 0.5\n"));
    QCOMPARE(*older.kvCacheUsage, 0.5);
    QVERIFY(!older.requestsRunning);

    ServerMetrics later = metrics;
    later.prefixCacheQueries = 1200;
    later.prefixCacheHits = 60;
    QCOMPARE(*prefixCacheHitRate(metrics, later), 0.25);
    QVERIFY(!prefixCacheHitRate(metrics, metrics));
    QVERIFY(!prefixCacheHitRate(older, later));
  }
};

QTEST_APPLESS_MAIN(TestPrometheus)
#include "test_prometheus.moc"
