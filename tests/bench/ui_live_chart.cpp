// A live benchmark at 2,000 events a second for ten seconds: what the GUI thread spends on four live charts,
// offscreen.
#include "tests/bench/figure.h"
#include "ui/plots/live_chart.h"
#include "ui/theme/gpu_colours.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QGridLayout>

#include <ctime>

using namespace headroom;
using namespace headroom::ui;

namespace {

double threadSeconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

}  // namespace

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication application(argc, argv);
  Theme theme(ThemeChoice::dark);
  QWidget page;
  page.resize(1200, 500);
  auto* grid = new QGridLayout(&page);
  std::vector<LiveChart*> charts;
  for (int i = 0; i < 4; ++i) {
    auto* chart = new LiveChart(3);
    chart->setTitle("Chart");
    chart->setAxis({.title = "seconds", .unit = "s"});
    if (i == 0)
      chart->setLines(
          {{.name = "asked",
            .channel = 0,
            .aggregate = Aggregate::rate,
            .colour = okabeIto(0),
            .stroke = Stroke::dashed},
           {.name = "achieved", .channel = 1, .aggregate = Aggregate::rate, .colour = okabeIto(0)},
           {.name = "in flight", .channel = 2, .aggregate = Aggregate::last, .colour = okabeIto(1)}});
    else
      chart->setLines({{.name = "P50", .channel = 0, .aggregate = Aggregate::p50, .colour = okabeIto(2)},
                       {.name = "P90", .channel = 0, .aggregate = Aggregate::p90, .colour = okabeIto(1)},
                       {.name = "P99", .channel = 0, .aggregate = Aggregate::p99, .colour = okabeIto(3)}});
    grid->addWidget(chart, i / 2, i % 2);
    charts.push_back(chart);
  }
  page.show();
  QApplication::processEvents();

  // A worker would post a batch every 10 ms; here the timer stands for it. Each event goes to one chart's
  // channel.
  QElapsedTimer clock;
  clock.start();
  std::uint64_t sent = 0;
  double seconds = 10;
  const double before = threadSeconds();
  while (clock.elapsed() < seconds * 1000) {
    const double now = static_cast<double>(clock.elapsed()) / 1000;
    std::vector<std::vector<LiveSample>> batches(charts.size());
    for (; static_cast<double>(sent) < now * 2000; ++sent)
      batches[sent % charts.size()].push_back(
          {static_cast<double>(sent) / 2000, 0, 0.1 + 0.01 * static_cast<double>(sent % 37)});
    for (std::size_t i = 0; i < charts.size(); ++i) charts[i]->append(batches[i]);
    QApplication::processEvents();
    const timespec pause{0, 10'000'000};
    nanosleep(&pause, nullptr);
  }
  bench::report({"GUI thread at 2,000 events/s, four live charts", (threadSeconds() - before) / seconds * 100,
                 "% of core", 10});
}
