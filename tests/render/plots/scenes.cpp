#include "tests/render/plots/scenes.h"

#include "ui/theme/gpu_colours.h"

#include <cmath>
#include <limits>
#include <map>

namespace headroom::test {

using namespace headroom::ui;

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

// Numbers in [0, 1) that are the same on every machine.
class Noise {
 public:
  double operator()() {
    m_state = m_state * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<double>(m_state >> 40) / static_cast<double>(1 << 24);
  }

 private:
  std::uint64_t m_state = 42;
};

const GpuColours gpus({"V100", "A10", "L20", "A100-80G"});

std::unique_ptr<HeatMap> capacity() {
  auto map = std::make_unique<HeatMap>();
  map->setTitle("V100", gpus.of("V100"));
  map->setCaption("capacity, req/s");
  map->setUnit("req/s");
  map->setData(capacityMap(1));
  map->setRange(ValueRange{0.1, 64});
  map->setFooter(HeatMap::Footer::readOut);
  map->setPicked(CellKey{1024, 512});
  return map;
}

std::unique_ptr<HeatMap> verdicts() {
  auto map = std::make_unique<HeatMap>();
  map->setTitle("A100-80G", gpus.of("A100-80G"));
  map->setCaption("E2E P99, s");
  map->setUnit("s");
  map->setColours(ColourScheme::cividis);
  map->setData(latencyMap(4, 3.3));
  return map;
}

std::unique_ptr<HeatMap> comparison(MapMode mode) {
  auto map = std::make_unique<HeatMap>();
  map->setTitle(mode == MapMode::ratio ? "A100-80G / A10" : "A100-80G − A10");
  map->setCaption(mode == MapMode::ratio ? "capacity, ratio" : "capacity, req/s");
  map->setUnit("req/s");
  map->setMode(mode);
  // One is the better for short answers, the other for long ones.
  HeatMapData shown = *capacityMap(1);
  shown.verdicts.clear();
  shown.binding.clear();
  shown.halfWidths.clear();
  for (std::size_t row = 0; row < 11; ++row)
    for (std::size_t column = 0; column < 11; ++column) {
      double& value = shown.values[row * 11 + column];
      const double ratio = std::exp2(1 - (static_cast<double>(row) - static_cast<double>(column) / 3) / 3);
      value = mode == MapMode::ratio ? ratio : value - value / ratio;
    }
  map->setData(std::make_shared<HeatMapData>(std::move(shown)));
  return map;
}

std::vector<ChartSeries> slices(bool tokens) {
  std::vector<ChartSeries> lines;
  for (const auto& [name, speed] : {std::pair{"V100", 1.0}, {"A10", 0.8}, {"A100-80G", 4.0}}) {
    ChartSeries line{.name = name, .colour = gpus.of(name), .marks = PointMarks::origin};
    const std::vector<double> rates{0.5, 1, 2, 3, 4, 6, 8, 10, 12, 16};
    for (const double x : tokens ? doubling : rates) {
      line.points.emplace_back(x, tokens ? latencyOf(1024, x, 1.5, speed) : latencyOf(1024, 512, x, speed));
      line.predicted.push_back(speed == 4.0 && x > (tokens ? 600 : 9));
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

std::unique_ptr<SliceChart> slice(bool tokens, bool logarithmic) {
  auto chart = std::make_unique<SliceChart>();
  chart->setTitle(tokens ? "E2E P99 against output" : "E2E P99 against rate");
  chart->setCaption(tokens ? "1K in, 1.5 req/s" : "512 out × 1K in");
  chart->setAxes(
      tokens ? ChartAxis{.title = "output tokens", .kind = AxisKind::tokens}
             : ChartAxis{.title = "requests/s"},
      {.title = "seconds", .kind = logarithmic ? AxisKind::logarithmic : AxisKind::linear, .unit = "s"});
  auto lines = slices(tokens);
  if (logarithmic) lines[0].points[0].setY(0);  // told in the legend
  chart->setSeries(std::move(lines));
  chart->setSlo(Slo{"E2E P99", 20});
  if (!tokens) chart->setMark(4, "4 req/s");
  return chart;
}

std::unique_ptr<LineChart> cost() {
  auto chart = std::make_unique<LineChart>();
  chart->setTitle("Cost against load");
  chart->setCaption("each type alone, and the mix");
  chart->setAxes({.title = "requests/s"}, {.title = "$ per hour", .unit = "$/h"});
  std::vector<ChartSeries> lines;
  const std::vector<std::tuple<const char*, double, double>> types{
      {"V100", 2.2, 5.5}, {"A10", 1.01, 3.9}, {"L20", 1.6, 8.5}, {"A100-80G", 3.67, 20}};
  ChartSeries mix{.name = "mix", .width = 2.6, .steps = true};
  for (const auto& [name, price, rate] : types) {
    ChartSeries line{.name = name, .colour = gpus.of(name), .width = 1.5, .steps = true};
    for (int x = 0; x <= 60; ++x) line.points.emplace_back(x, price * std::ceil(x / rate));
    lines.push_back(std::move(line));
  }
  for (int x = 0; x <= 60; ++x) {
    double best = lines[0].points[static_cast<std::size_t>(x)].y();
    for (const ChartSeries& line : lines) best = std::min(best, line.points[static_cast<std::size_t>(x)].y());
    mix.points.emplace_back(x, best);
  }
  lines.push_back(std::move(mix));
  chart->setSeries(std::move(lines));
  return chart;
}

std::unique_ptr<LiveChart> liveRates() {
  auto chart = std::make_unique<LiveChart>(3);
  chart->setTitle("Rate asked and achieved");
  chart->setAxis({.title = "requests/s", .unit = "req/s"});
  chart->setLines({{.name = "asked",
                    .channel = 0,
                    .aggregate = Aggregate::rate,
                    .colour = okabeIto(0),
                    .stroke = Stroke::dashed},
                   {.name = "achieved", .channel = 1, .aggregate = Aggregate::rate, .colour = okabeIto(0)},
                   {.name = "in flight", .channel = 2, .aggregate = Aggregate::last, .colour = okabeIto(1)}});
  std::vector<LiveSample> samples;
  for (int tick = 0; tick < 900; ++tick) {
    const double t = tick * 0.1;
    const double asked = 8 + 0.45 * t, achieved = std::min(asked, 34 + 1.5 * std::sin(t / 2));
    samples.push_back({t, 0, asked * 0.1});
    samples.push_back({t, 1, achieved * 0.1});
    samples.push_back({t, 2, 4 + 0.1 * t + std::max(0.0, (t - 57) * 1.1)});
  }
  chart->append(samples);
  chart->flush();
  return chart;
}

std::unique_ptr<LiveChart> liveLatency() {
  auto chart = std::make_unique<LiveChart>(1);
  chart->setTitle("Time to first token");
  chart->setAxis({.title = "seconds", .unit = "s"});
  chart->setSlo(Slo{"TTFT P99", 1});
  chart->setLines({{.name = "P50", .channel = 0, .aggregate = Aggregate::p50, .colour = okabeIto(2)},
                   {.name = "P90", .channel = 0, .aggregate = Aggregate::p90, .colour = okabeIto(1)},
                   {.name = "P99", .channel = 0, .aggregate = Aggregate::p99, .colour = okabeIto(3)}});
  Noise noise;
  std::vector<LiveSample> samples;
  for (int i = 0; i < 2400; ++i) {
    const double t = i / 40.0;
    const double load = 1 + std::exp((t - 48) / 9);
    samples.push_back({t, 0, 0.12 * load * (0.6 + 0.5 * noise()) + 0.12 * load * std::pow(noise(), 8)});
  }
  chart->append(samples);
  chart->flush();
  return chart;
}

std::unique_ptr<GridProgress> progress() {
  auto grid = std::make_unique<GridProgress>();
  grid->setTitle("V100", gpus.of("V100"));
  grid->setCaption("35 %");
  grid->setGrid(doubling, doubling);
  grid->setValues("req/s", 0.1, 64);
  std::vector<std::pair<CellKey, CellProgress>> cells;
  for (int row = 0; row < 11; ++row)
    for (int column = 0; column < 11; ++column) {
      const CellKey key{doubling[static_cast<std::size_t>(column)], doubling[static_cast<std::size_t>(row)]};
      CellProgress cell{.total = 7, .value = capacityOf(key.inputTokens, key.outputTokens, 1)};
      const int order = row * 11 + column;
      if (order < 45) {
        cell.state = CellState::done;
        cell.done = 7;
        cell.clientLimited = order == 1 || order == 2;
      } else if (order == 45) {
        cell.state = CellState::current;
        cell.done = 4;
      } else if (order == 52 || order == 60) {
        cell.done = 3;
      } else if (order == 54) {
        cell.state = CellState::failed;
      } else if (order == 63 || order == 64 || order == 65) {
        cell.state = CellState::skipped;
      }
      cells.emplace_back(key, cell);
    }
  grid->setCells(cells);
  return grid;
}

std::unique_ptr<TileMap> tiles() {
  auto map = std::make_unique<TileMap>();
  map->setTitle("Best GPU per cell");
  map->setCaption("margin over the second");
  auto data = std::make_shared<TileMapData>();
  data->inputTokens = data->outputTokens = doubling;
  data->names = {"A10", "A100-80G", "L20"};
  data->colours = {gpus.of("A10"), gpus.of("A100-80G"), gpus.of("L20")};
  for (const double output : doubling)
    for (const double input : doubling) {
      const double size = std::log2(output) * 1.2 + std::log2(input) * 0.45;
      const double edges[]{7.4, 11.8};
      data->best.push_back(output > 3000 ? -1 : size < edges[0] ? 0 : size < edges[1] ? 2 : 1);
      double away = 99;
      for (const double edge : edges) away = std::min(away, std::abs(size - edge));
      data->margins.push_back(away * 0.12);
    }
  map->setData(data);
  return map;
}

// Chats, summaries and code, with some noise.
std::unique_ptr<ShapeMap> shapes(ShapeMode mode) {
  struct Kind {
    double input, output, spread, rate;
  };
  auto data = std::make_shared<ShapeMapData>();
  Noise noise;
  std::map<std::pair<int, int>, RequestShape> at;
  int group = 0;
  for (const Kind& kind : {Kind{8, 6.5, 0.55, 12}, {10.6, 5.2, 0.35, 4}, {6.2, 9.3, 0.3, 1.5}}) {
    data->groups.push_back({kind.input, kind.output, kind.rate, kind.spread, kind.spread * 0.8});
    for (int i = 0; i < 700; ++i) {
      const auto spread = [&] { return (noise() + noise() + noise() + noise() - 2) * 1.7 * kind.spread; };
      const int in = static_cast<int>(std::lround((kind.input + spread()) * 10));
      const int out = static_cast<int>(std::lround((kind.output + 0.8 * spread()) * 10));
      RequestShape& shape = at[{in, out}];
      shape.inputTenth = in;
      shape.outputTenth = out;
      shape.group = group;
      shape.rate += kind.rate / 700;
    }
    ++group;
  }
  for (int i = 0; i < 40; ++i) {
    const int in = 30 + static_cast<int>(noise() * 90), out = 25 + static_cast<int>(noise() * 80);
    at.try_emplace({in, out}, RequestShape{in, out, 0.002, -1});
  }
  for (const auto& [place, shape] : at) data->shapes.push_back(shape);
  auto map = std::make_unique<ShapeMap>();
  map->setTitle("Request shapes");
  map->setData(std::move(data));
  map->setMode(mode);
  map->setPickedGroup(1);
  return map;
}

std::unique_ptr<RateGrid> rateGrid() {
  auto data = std::make_shared<RateGridData>();
  data->inputTokens = data->outputTokens = doubling;
  for (std::size_t row = 0; row < 11; ++row)
    for (std::size_t column = 0; column < 11; ++column) {
      const double away = std::hypot(static_cast<double>(row) - 5, static_cast<double>(column) - 7);
      data->rates.push_back(away > 4 ? 0 : 3.2 * std::exp(-away));
      data->hasOutside.push_back(column == 10 && away <= 4);
    }
  auto grid = std::make_unique<RateGrid>();
  grid->setTitle("On the profiles' grid");
  grid->setData(std::move(data));
  grid->setPicked(CellKey{512, 128});
  return grid;
}

}  // namespace

double capacityOf(double input, double output, double speed) {
  return 42 * speed / (1 + output / 18 + input / 300 + input * output / 60000);
}

double latencyOf(double input, double output, double rate, double speed) {
  const double load = std::min(rate / (capacityOf(input, output, speed) * 1.15), 0.985);
  return (0.05 + input * 0.00035 + output * 0.024) / std::sqrt(speed) * (0.75 + 0.25 / (1 - load));
}

std::shared_ptr<const HeatMapData> capacityMap(double speed) {
  auto data = std::make_shared<HeatMapData>();
  data->inputTokens = data->outputTokens = doubling;
  for (const double output : doubling)
    for (const double input : doubling) {
      const bool hole = output > 3000 || (output > 1500 && input > 600 && speed < 2);
      const double value = capacityOf(input, output, speed);
      data->values.push_back(hole ? nan : value);
      data->halfWidths.push_back(hole ? nan : value * 0.06);
      data->kinds.push_back(hole ? CellKind::missing : CellKind::measured);
      data->binding.push_back(output > 100 ? "E2E P99" : "TTFT P90");
    }
  return data;
}

std::shared_ptr<const HeatMapData> latencyMap(double speed, double slo) {
  auto data = std::make_shared<HeatMapData>();
  data->inputTokens = data->outputTokens = doubling;
  for (const double output : doubling)
    for (const double input : doubling) {
      const double value = latencyOf(input, output, 2, speed);
      const bool hole = output == 16 && input == 2048;
      data->values.push_back(hole ? nan : value);
      data->halfWidths.push_back(value * 0.05);
      data->kinds.push_back(output > 600 && input > 200                   ? CellKind::predicted
                            : std::fmod(std::log2(input * output), 7) < 1 ? CellKind::interpolated
                                                                          : CellKind::measured);
      data->verdicts.push_back(value > slo * 1.06  ? Verdict::bad
                               : value > slo * 0.9 ? Verdict::warn
                                                   : Verdict::good);
      data->binding.push_back(value > slo * 0.9 ? "E2E P99" : "");
    }
  return data;
}

std::vector<Scene> scenes() {
  std::vector<Scene> all;
  const QSize mapSmall(197, 250), mapLarge(378, 452), chartSmall(240, 170), chartLarge(420, 236);
  all.push_back({"heat_map_capacity", capacity(), mapSmall, mapLarge});
  all.push_back({"heat_map_verdicts", verdicts(), mapSmall, QSize(900, 620)});
  all.push_back({"heat_map_ratio", comparison(MapMode::ratio), mapSmall, mapLarge});
  all.push_back({"heat_map_difference", comparison(MapMode::difference), mapSmall, mapLarge});
  all.push_back({"heat_map_empty", std::make_unique<HeatMap>(), mapSmall, mapLarge});
  all.push_back({"slice_rate", slice(false, false), chartSmall, chartLarge});
  all.push_back({"slice_output", slice(true, false), chartSmall, chartLarge});
  all.push_back({"slice_log", slice(true, true), chartSmall, chartLarge});
  all.push_back({"line_cost", cost(), chartSmall, chartLarge});
  all.push_back({"live_rates", liveRates(), chartSmall, chartLarge});
  all.push_back({"live_latency", liveLatency(), chartSmall, chartLarge});
  all.push_back({"grid_progress", progress(), mapSmall, mapLarge});
  all.push_back({"rate_grid", rateGrid(), mapSmall, QSize(420, 380)});
  all.push_back({"shapes_density", shapes(ShapeMode::density), QSize(260, 240), QSize(620, 460)});
  all.push_back({"shapes_scatter", shapes(ShapeMode::scatter), QSize(260, 240), QSize(620, 460)});
  all.push_back({"tile_map", tiles(), QSize(260, 190), QSize(470, 226)});
  return all;
}

}  // namespace headroom::test
