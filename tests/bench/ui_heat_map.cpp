// Dragging an SLO: four heat maps of 11 × 11 cells, their slices and the map of the best type get new values
// and are all painted, offscreen. What core needs to judge the cells anew is not in it; the judging of 4 × 11
// × 11 × 7 points here is.
#include "tests/bench/figure.h"
#include "tests/render/plots/scenes.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QGridLayout>

#include <algorithm>
#include <chrono>
#include <ctime>

using namespace headroom;
using namespace headroom::ui;

namespace {

constexpr int rates = 7;

double threadMilliseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

// Capacity of each cell: the largest of seven rates at which the latency keeps the bound.
std::shared_ptr<const HeatMapData> judged(double speed, double bound) {
  auto data = std::make_shared<HeatMapData>();
  data->inputTokens = data->outputTokens = test::doubling;
  for (const double output : test::doubling)
    for (const double input : test::doubling) {
      double best = 0;
      for (int rate = 0; rate < rates; ++rate)
        if (test::latencyOf(input, output, std::exp2(rate - 2), speed) <= bound) best = std::exp2(rate - 2);
      data->values.push_back(best);
      data->halfWidths.push_back(best * 0.05);
      data->verdicts.push_back(best > 0 ? Verdict::good : Verdict::bad);
      data->binding.push_back(QStringLiteral("E2E P99"));
      data->kinds.push_back(speed > 3 ? CellKind::predicted : CellKind::measured);
    }
  return data;
}

}  // namespace

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication application(argc, argv);
  Theme theme(ThemeChoice::light);
  QWidget page;
  page.resize(1440, 900);
  auto* grid = new QGridLayout(&page);
  const std::vector<double> speeds{0.8, 1, 2, 4};
  std::vector<HeatMap*> maps;
  std::vector<SliceChart*> charts;
  for (int i = 0; i < 4; ++i) {
    auto* map = new HeatMap;
    map->setTitle(QStringLiteral("GPU %1").arg(i), QColor(0x0072b2));
    map->setFooter(HeatMap::Footer::readOut);
    map->setPicked(CellKey{1024, 512});
    map->setUnit("req/s");
    grid->addWidget(map, 0, i);
    maps.push_back(map);
  }
  linkCells({maps[0], maps[1], maps[2], maps[3]});
  auto* tiles = new TileMap;
  grid->addWidget(tiles, 1, 0, 1, 2);
  for (int i = 0; i < 2; ++i) {
    auto* chart = new SliceChart;
    chart->setAxes({.title = "requests/s"}, {.title = "seconds", .unit = "s"});
    std::vector<ChartSeries> lines;
    for (std::size_t k = 0; k < speeds.size(); ++k) {
      ChartSeries line{.name = QStringLiteral("GPU %1").arg(k),
                       .colour = QColor::fromHsv(static_cast<int>(k) * 80, 200, 180),
                       .marks = PointMarks::origin};
      for (int rate = 1; rate <= 16; ++rate)
        line.points.emplace_back(rate, test::latencyOf(1024, 512, rate, speeds[k]));
      lines.push_back(std::move(line));
    }
    chart->setSeries(std::move(lines));
    grid->addWidget(chart, 1, 2 + i);
    charts.push_back(chart);
  }
  page.show();
  QApplication::processEvents();

  std::vector<double> frames, busy;
  for (int frame = 0; frame < 300; ++frame) {
    const auto begin = std::chrono::steady_clock::now();
    const double busyBefore = threadMilliseconds();
    const double bound = 2 + 0.1 * (frame % 150);
    std::vector<std::shared_ptr<const HeatMapData>> all;
    for (const double speed : speeds) all.push_back(judged(speed, bound));
    const auto range = commonRange(all, ValueScale::logarithmic);
    auto best = std::make_shared<TileMapData>();
    best->inputTokens = best->outputTokens = test::doubling;
    best->names = {"A", "B", "C", "D"};
    for (std::size_t cell = 0; cell < 121; ++cell) {
      int winner = -1;
      double most = 0;
      for (std::size_t k = 0; k < all.size(); ++k)
        if (all[k]->values[cell] / (1 + static_cast<double>(k)) > most) {
          most = all[k]->values[cell] / (1 + static_cast<double>(k));
          winner = static_cast<int>(k);
        }
      best->best.push_back(winner);
      best->margins.push_back(0.2);
    }
    for (std::size_t k = 0; k < maps.size(); ++k) {
      maps[k]->setData(all[k]);
      maps[k]->setRange(range);
    }
    tiles->setData(best);
    for (SliceChart* chart : charts) chart->setSlo(Slo{"E2E P99", bound});
    QApplication::processEvents();  // paints what was marked, as the event loop would
    frames.push_back(
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
    busy.push_back(threadMilliseconds() - busyBefore);
  }
  std::ranges::sort(frames);
  std::ranges::sort(busy);
  bench::report({"drag an SLO, 4 GPUs 11 x 11 x 7, median frame", frames[frames.size() / 2], "ms", 16});
  bench::report({"drag an SLO, processor time of the median frame", busy[busy.size() / 2], "ms"});
  bench::report({"drag an SLO, longest frame", frames.back(), "ms", 50});
}
