#include "ui/plots/live_chart.h"

#include "ui/theme/numbers.h"

namespace headroom::ui {

LiveChart::LiveChart(int channels, QWidget* parent, double windowSeconds, int buckets)
    : SliceChart(parent), m_window(windowSeconds, buckets, channels) {
  m_timer.setSingleShot(true);
  m_timer.setInterval(1000 / maximumHertz);
  connect(&m_timer, &QTimer::timeout, this, &LiveChart::turn);
  setSloMovable(false);
  setAxis({});
}

void LiveChart::setAxis(const ChartAxis& y) {
  setAxes({.title = tr("last %1").arg(compactQuantity(m_window.windowSeconds(), QStringLiteral("s"))),
           .low = -m_window.windowSeconds(),
           .high = 0.0,
           .unit = QStringLiteral("s")},
          y);
}

void LiveChart::setLines(std::vector<LiveLine> lines) {
  m_lines = std::move(lines);
  flush();
  changed();
}

void LiveChart::append(const std::vector<LiveSample>& samples) {
  if (samples.empty()) return;
  m_window.add(samples);
  if (!m_timer.isActive()) m_timer.start();
}

void LiveChart::advance(double seconds) {
  m_window.advance(seconds);
  if (!m_timer.isActive()) m_timer.start();
}

void LiveChart::turn() {
  if (isVisible())
    flush();
  else
    m_behind = true;
}

void LiveChart::showEvent(QShowEvent* event) {
  if (m_behind) flush();
  SliceChart::showEvent(event);
}

void LiveChart::clear() {
  m_window.clear();
  flush();
}

void LiveChart::flush() {
  m_timer.stop();
  m_behind = false;
  std::vector<ChartSeries> series;
  series.reserve(m_lines.size());
  for (const LiveLine& line : m_lines)
    series.push_back({.name = line.name,
                      .colour = line.colour,
                      .points = m_window.line(line.channel, line.aggregate),
                      .stroke = line.stroke});
  replaceSeries(std::move(series));
}

}  // namespace headroom::ui
