#include "ui/pages/benchmark/live_board.h"

#include "core/stats/summary.h"
#include "ui/theme/gpu_colours.h"
#include "ui/theme/numbers.h"

#include <algorithm>
#include <cmath>

namespace headroom::ui {
namespace {

constexpr int asked = 0, achieved = 1, inFlight = 2;  // channels of the chart of rates

std::vector<LiveLine> percentileLines() {
  return {{.name = QStringLiteral("P50"), .aggregate = Aggregate::p50, .colour = okabeIto(2)},
          {.name = QStringLiteral("P90"), .aggregate = Aggregate::p90, .colour = okabeIto(1)},
          {.name = QStringLiteral("P99"), .aggregate = Aggregate::p99, .colour = okabeIto(3)}};
}

}  // namespace

LiveBoard::LiveBoard(QWidget* home) : QObject(home) {
  for (int kind = 0; kind < kinds; ++kind) {
    auto* chart = new LiveChart(kind == static_cast<int>(Kind::rate) ? 3 : 1, home);
    chart->setHeaderVisible(false);
    chart->hide();  // until a card takes it
    m_charts[static_cast<std::size_t>(kind)] = chart;
  }
  LiveChart* rate = chart(Kind::rate);
  rate->setTitle(tr("Rate asked and achieved"));
  rate->setAxis({.title = tr("requests/s"), .unit = QStringLiteral("req/s")});
  rate->setLines({{.name = tr("asked"), .channel = asked, .colour = okabeIto(0), .stroke = Stroke::dashed},
                  {.name = tr("achieved"), .channel = achieved, .colour = okabeIto(0)},
                  {.name = tr("in flight"), .channel = inFlight, .colour = okabeIto(1)}});
  LiveChart* errors = chart(Kind::errors);
  errors->setTitle(tr("Failed requests"));
  errors->setAxis({.title = tr("failed/s"), .low = 0.0, .unit = QStringLiteral("/s")});
  errors->setLines({{.name = tr("failed"), .aggregate = Aggregate::rate, .colour = okabeIto(4)}});
  LiveChart* lag = chart(Kind::lag);
  lag->setTitle(tr("Schedule lag"));
  lag->setAxis({.title = tr("milliseconds"), .low = 0.0, .unit = QStringLiteral("ms")});
  lag->setLines({{.name = QStringLiteral("P50"), .aggregate = Aggregate::p50, .colour = okabeIto(2)},
                 {.name = QStringLiteral("P99"), .aggregate = Aggregate::p99, .colour = okabeIto(3)},
                 {.name = tr("max"),
                  .aggregate = Aggregate::maximum,
                  .colour = okabeIto(0),
                  .stroke = Stroke::dotted}});
  const auto latency = [this](Kind kind, const QString& title, const QString& axis, const QString& unit) {
    chart(kind)->setTitle(title);
    chart(kind)->setAxis({.title = axis, .unit = unit});
    chart(kind)->setLines(percentileLines());
  };
  latency(Kind::ttft, tr("Time to first token"), tr("seconds"), QStringLiteral("s"));
  latency(Kind::tpot, tr("Time per output token"), tr("milliseconds"), QStringLiteral("ms"));
  latency(Kind::e2e, tr("End to end"), tr("seconds"), QStringLiteral("s"));
}

void LiveBoard::setSlos(const SloSettings& slos) {
  const auto show = [&](Kind kind, Metric metric, double scale) {
    const SloSetting& slo = slos[metric];
    if (!slo.on || !(slo.value > 0)) return chart(kind)->setSlo(std::nullopt);
    const QString words =
        QString::fromStdString(std::string(name(metric)) + ' ' + std::string(name(slo.statistic)));
    chart(kind)->setSlo(Slo{words, slo.value * scale});
  };
  show(Kind::ttft, Metric::ttft, 1);
  show(Kind::tpot, Metric::tpot, 1000);
  show(Kind::e2e, Metric::e2e, 1);
}

void LiveBoard::take(const RunLive& live) {
  for (auto& samples : m_samples) samples.clear();
  const auto into = [this](Kind kind) -> std::vector<LiveSample>& {
    return m_samples[static_cast<std::size_t>(kind)];
  };
  for (const LiveEvent& event : live.events) {
    const double at = toSeconds(event.at - live.start);
    switch (event.kind) {
      case LiveEvent::Kind::sent:
        into(Kind::lag).push_back({at, 0, event.lagSeconds * 1000});
        if (!std::isnan(event.lagSeconds)) m_lags.push_back(event.lagSeconds);
        break;
      case LiveEvent::Kind::firstContent: into(Kind::ttft).push_back({at, 0, event.ttftSeconds}); break;
      case LiveEvent::Kind::finished:
        into(Kind::e2e).push_back({at, 0, event.e2eSeconds});
        into(Kind::tpot).push_back({at, 0, event.tpotSeconds * 1000});
        break;
      case LiveEvent::Kind::failed: into(Kind::errors).push_back({at, 0, 1}); break;
    }
  }
  if (m_lags.size() > lagsKept)
    m_lags.erase(m_lags.begin(), m_lags.end() - static_cast<std::ptrdiff_t>(lagsKept));
  addAnswers(live);
  for (int kind = 0; kind < kinds; ++kind) {
    LiveChart* chart = m_charts[static_cast<std::size_t>(kind)];
    chart->append(m_samples[static_cast<std::size_t>(kind)]);
    // Time goes on also where nothing happens.
    if (!live.ticks.empty()) chart->advance(live.ticks.back().seconds);
  }
}

double LiveBoard::lagP99Seconds() const {
  std::vector<double> sorted(m_lags.begin(), m_lags.end());
  std::ranges::sort(sorted);
  return percentileOfSorted(sorted, 99);
}

void LiveBoard::addAnswers(const RunLive& live) {
  std::vector<LiveSample>& samples = m_samples[static_cast<std::size_t>(Kind::rate)];
  std::size_t next = 0;
  for (const LiveTick& tick : live.ticks) {
    for (; next < live.events.size(); ++next) {
      const double at = toSeconds(live.events[next].at - live.start);
      if (at > tick.seconds) break;
      if (live.events[next].kind == LiveEvent::Kind::finished) m_answered.push_back(at);
    }
    while (!m_answered.empty() && m_answered.front() < tick.seconds - rateSeconds) m_answered.pop_front();
    const double span = std::min(rateSeconds, tick.seconds);
    samples.push_back({tick.seconds, asked, tick.askedRate});
    if (span > 0.5)
      samples.push_back({tick.seconds, achieved, static_cast<double>(m_answered.size()) / span});
    samples.push_back({tick.seconds, inFlight, static_cast<double>(tick.inFlight)});
  }
}

void LiveBoard::clear() {
  m_answered.clear();
  m_lags.clear();
  for (LiveChart* chart : m_charts) chart->clear();
}

}  // namespace headroom::ui
