// Live charts: bounded, coalesced, the last batch always drawn, percentiles only where they mean something.
#include "tests/support/qt_warnings.h"
#include "ui/plots/live_chart.h"

#include <QSignalSpy>

#include <cmath>

using namespace headroom;
using namespace headroom::ui;

namespace {

class CountingChart : public LiveChart {
 public:
  using LiveChart::LiveChart;
  int paints = 0;

 protected:
  void paintEvent(QPaintEvent* event) override {
    ++paints;
    LiveChart::paintEvent(event);
  }
};

double lastOf(const std::vector<QPointF>& line) { return line.empty() ? std::nan("") : line.back().y(); }

}  // namespace

class TestLiveChart : public test::WidgetTest {
  Q_OBJECT

 private slots:
  void initTestCase() { QLocale::setDefault(QLocale::c()); }

  void ratesAndLast() {
    LiveWindow window(60, 120, 2);
    QVERIFY(window.line(0, Aggregate::rate).empty());
    std::vector<LiveSample> samples;
    for (int i = 0; i < 1000; ++i) samples.push_back({i * 0.01, 0, 1});  // 100 a second for 10 s
    samples.push_back({9.9, 1, 7});
    window.add(samples);
    const auto rate = window.line(0, Aggregate::rate);
    for (const QPointF& point : rate) QCOMPARE(point.y(), 100.0);
    QVERIFY(rate.back().x() <= 0 && rate.front().x() > -10.1);
    QCOMPARE(lastOf(window.line(1, Aggregate::last)), 7.0);
    QVERIFY(window.line(5, Aggregate::last).empty());
  }

  void percentilesNeedSamples() {
    LiveWindow window(60, 120, 1);
    std::vector<LiveSample> samples;
    for (int i = 0; i < 99; ++i) samples.push_back({i * 0.001, 0, static_cast<double>(i)});
    window.add(samples);
    QVERIFY(std::isnan(lastOf(window.line(0, Aggregate::p99))));
    QCOMPARE(lastOf(window.line(0, Aggregate::p50)), 49.0);
    QCOMPARE(lastOf(window.line(0, Aggregate::p90)), 88.0);
    window.add(std::vector<LiveSample>{{0.2, 0, 99}, {0.2, 0, 100}});
    QCOMPARE(lastOf(window.line(0, Aggregate::p99)), 99.0);
    QCOMPARE(lastOf(window.line(0, Aggregate::maximum)), 100.0);
  }

  void oldAndOddSamplesAreLeftOut() {
    LiveWindow window(60, 120, 1);
    window.add(std::vector<LiveSample>{{100, 0, 5},
                                       {10, 0, 9},
                                       {std::nan(""), 0, 1},
                                       {1e300, 0, 1},
                                       {-1, 0, 1},
                                       {100, 3, 1},
                                       {100, -1, 1},
                                       {100, 0, std::nan("")}});
    QCOMPARE(window.nowSeconds(), 100.0);
    QCOMPARE(lastOf(window.line(0, Aggregate::mean)), 5.0);
    window.add(std::vector<LiveSample>{{99.6, 0, 3}});  // late, and still in the window
    const auto line = window.line(0, Aggregate::last);
    QCOMPARE(line[line.size() - 2].y(), 3.0);
    window.clear();
    QVERIFY(window.line(0, Aggregate::mean).empty());
  }

  // Ten million samples leave no more behind than a minute's buckets; the sample kept is a fair one.
  void memoryIsBounded() {
    LiveWindow window(60, 120, 1);
    std::vector<LiveSample> samples(10000);
    for (int batch = 0; batch < 200; ++batch) {
      for (int i = 0; i < 10000; ++i)
        samples[static_cast<std::size_t>(i)] = {batch + i * 1e-4, 0, static_cast<double>((i * 7919) % 10000)};
      window.add(samples);
    }
    QCOMPARE(window.line(0, Aggregate::mean).size(), std::size_t{120});
    QVERIFY(std::abs(lastOf(window.line(0, Aggregate::p50)) - 5000) < 400);
    QVERIFY(std::abs(lastOf(window.line(0, Aggregate::p90)) - 9000) < 300);
  }

  void batchesAreCoalescedAndTheLastIsDrawn() {
    CountingChart chart(1);
    chart.resize(300, 200);
    chart.setAxis({.title = "requests/s"});
    chart.setLines({{.name = "in flight", .channel = 0, .aggregate = Aggregate::last, .colour = Qt::blue}});
    chart.show();
    QVERIFY(QTest::qWaitForWindowExposed(&chart));
    QCoreApplication::processEvents();
    const int before = chart.paints;
    for (int i = 0; i <= 1000; ++i) {
      chart.append({{i * 0.001, 0, static_cast<double>(i)}});
      QCoreApplication::processEvents();
    }
    QTRY_VERIFY(!chart.series()[0].points.empty() && chart.series()[0].points.back().y() == 1000);
    QVERIFY(chart.paints - before < 100);  // a thousand batches in far less than a second
  }

  void clearEmpties() {
    LiveChart chart(1);
    chart.setLines({{.name = "x", .channel = 0}});
    chart.append({{1, 0, 1}});
    chart.flush();
    QCOMPARE(chart.series()[0].points.size(), std::size_t{3});
    chart.clear();
    QVERIFY(chart.series()[0].points.empty());
    chart.append({});
    chart.grab();
  }
};

QTEST_MAIN(TestLiveChart)
#include "test_live_chart.moc"
