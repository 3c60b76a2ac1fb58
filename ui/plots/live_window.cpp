#include "ui/plots/live_window.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace headroom::ui {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double percentileSeconds = 10;

}  // namespace

LiveWindow::LiveWindow(double windowSeconds, int buckets, int channels)
    : m_width(windowSeconds / buckets),
      m_buckets(buckets),
      m_channels(channels),
      m_span(std::clamp(static_cast<int>(std::lround(percentileSeconds / m_width)), 1, buckets)),
      m_ring(static_cast<std::size_t>(buckets) * static_cast<std::size_t>(channels)) {}

void LiveWindow::clear() {
  std::ranges::fill(m_ring, Bucket());
  m_now = 0;
  m_any = false;
}

LiveWindow::Bucket& LiveWindow::bucket(int channel, std::int64_t index) {
  return m_ring[static_cast<std::size_t>(channel) * static_cast<std::size_t>(m_buckets) +
                static_cast<std::size_t>(index % m_buckets)];
}

const LiveWindow::Bucket* LiveWindow::find(int channel, std::int64_t index) const {
  if (index < 0) return nullptr;
  const Bucket& found = m_ring[static_cast<std::size_t>(channel) * static_cast<std::size_t>(m_buckets) +
                               static_cast<std::size_t>(index % m_buckets)];
  return found.index == index ? &found : nullptr;
}

void LiveWindow::add(std::span<const LiveSample> samples) {
  for (const LiveSample& sample : samples) {
    if (sample.channel < 0 || sample.channel >= m_channels || !std::isfinite(sample.value) ||
        !(sample.seconds >= 0 && sample.seconds < 1e12))
      continue;
    m_now = std::max(m_now, sample.seconds);
    m_any = true;
    const auto index = static_cast<std::int64_t>(sample.seconds / m_width);
    if (index <= static_cast<std::int64_t>(m_now / m_width) - m_buckets) continue;
    Bucket& into = bucket(sample.channel, index);
    if (into.index != index) {
      into.kept.clear();  // its memory stays
      into.index = index;
      into.count = into.known = 0;
      into.sum = 0;
      into.maximum = into.last = sample.value;
      into.lastSeconds = sample.seconds;
    }
    ++into.count;
    into.sum += sample.value;
    into.maximum = std::max(into.maximum, sample.value);
    if (sample.seconds >= into.lastSeconds) {
      into.last = sample.value;
      into.lastSeconds = sample.seconds;
    }
    const auto value = static_cast<float>(sample.value);
    if (into.kept.size() < reservoir) {
      into.kept.push_back(value);
    } else {
      // Vitter's algorithm R with Marsaglia's xorshift: each of the samples is kept with the same chance.
      m_random ^= m_random << 13;
      m_random ^= m_random >> 17;
      m_random ^= m_random << 5;
      const std::uint64_t place = m_random % into.count;
      if (place < reservoir) into.kept[static_cast<std::size_t>(place)] = value;
    }
  }
}

void LiveWindow::advance(double seconds) {
  if (!(seconds >= 0 && seconds < 1e12)) return;
  m_now = std::max(m_now, seconds);
  m_any = true;
}

double LiveWindow::percentile(int channel, std::int64_t index, int which) {
  std::uint64_t seen = 0;
  for (std::int64_t i = index - m_span + 1; i <= index; ++i)
    if (const Bucket* from = find(channel, i)) seen += from->count;
  Bucket& at = bucket(channel, index);
  if (at.known != seen) {
    m_scratch.clear();
    for (std::int64_t i = index - m_span + 1; i <= index; ++i)
      if (const Bucket* from = find(channel, i))
        m_scratch.insert(m_scratch.end(), from->kept.begin(), from->kept.end());
    // From the highest rank down, each within what the one before left below it.
    auto end = m_scratch.end();
    const auto last = static_cast<double>(m_scratch.size() - 1);
    constexpr std::array ranks{0.5, 0.9, 0.99};
    for (int i = 2; i >= 0; --i) {
      const auto place = m_scratch.begin() +
                         static_cast<std::ptrdiff_t>(std::lround(ranks[static_cast<std::size_t>(i)] * last));
      if (place < end) std::nth_element(m_scratch.begin(), place, end);
      at.percentile[i] = static_cast<double>(*place);
      end = std::min(end, place + 1);
    }
    at.known = seen;
  }
  constexpr std::array<std::uint64_t, 3> enough{2, 10, 100};
  return seen >= enough[static_cast<std::size_t>(which)] ? at.percentile[which] : nan;
}

std::vector<QPointF> LiveWindow::line(int channel, Aggregate aggregate) {
  std::vector<QPointF> points;
  if (!m_any || channel < 0 || channel >= m_channels) return points;
  points.reserve(static_cast<std::size_t>(m_buckets));
  const auto newest = static_cast<std::int64_t>(m_now / m_width);
  for (std::int64_t index = std::max<std::int64_t>(0, newest - m_buckets + 1); index <= newest; ++index) {
    const Bucket* found = find(channel, index);
    double y = nan;
    if (aggregate == Aggregate::rate) {
      if (index == newest) continue;  // half a bucket would look like a sudden fall
      y = found ? found->sum / m_width : 0;
    } else if (found) {
      switch (aggregate) {
        case Aggregate::last: y = found->last; break;
        case Aggregate::mean: y = found->sum / static_cast<double>(found->count); break;
        case Aggregate::maximum: y = found->maximum; break;
        case Aggregate::p50: y = percentile(channel, index, 0); break;
        case Aggregate::p90: y = percentile(channel, index, 1); break;
        case Aggregate::p99: y = percentile(channel, index, 2); break;
        case Aggregate::rate: break;
      }
    }
    points.emplace_back(std::min(0.0, (static_cast<double>(index) + 1) * m_width - m_now), y);
  }
  return points;
}

}  // namespace headroom::ui
