#include "ui/controllers/gateway_monitor.h"

#include <mutex>

namespace headroom::ui {
namespace {

constexpr double kSlackSeconds = 2;

double systemNow() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration<double>(now).count();
}

}  // namespace

// One connection, used by one reading at a time: a reading that was given up may still be on its way out.
struct GatewayMonitor::Source {
  RedisReach reach;
  double windowSeconds;
  std::mutex mutex;
  std::unique_ptr<GatewaySource> source;
  std::string host;
  int port = 0;

  Reading read(double now, const std::stop_token& stop) {
    const std::lock_guard lock(mutex);
    Reading reading;
    auto place = reach(stop);
    if (!place) {
      reading.snapshot.problem = place.error();
      return reading;
    }
    const std::string name = place->destination.shown();
    // A tunnel may have come up on another port.
    if (!source || host != place->destination.host || port != place->destination.port) {
      host = place->destination.host;
      port = place->destination.port;
      source = std::make_unique<GatewaySource>(std::move(place->destination), place->options, windowSeconds);
    }
    reading.snapshot = source->refresh(now, stop);
    if (auto traffic = trafficOfWindow(reading.snapshot.view, name))
      reading.traffic = std::make_shared<const LoadedTraffic>(std::move(*traffic));
    return reading;
  }
};

GatewayMonitor::GatewayMonitor(Tasks& tasks, QObject* parent)
    : QObject(parent), m_lane(tasks), m_now(systemNow) {
  m_timer.setSingleShot(true);
  connect(&m_timer, &QTimer::timeout, this, &GatewayMonitor::read);
}

void GatewayMonitor::follow(RedisReach reach, double windowSeconds) {
  m_source = std::make_shared<Source>();
  m_source->reach = std::move(reach);
  m_source->windowSeconds = windowSeconds;
  m_snapshot.reset();
  m_traffic.reset();
  read();
}

void GatewayMonitor::refresh() {
  if (m_source && !m_lane.busy()) read();
}

void GatewayMonitor::setInterval(std::chrono::milliseconds interval) {
  m_interval = interval;
  if (m_timer.isActive()) m_timer.start(interval);
}

void GatewayMonitor::read() {
  m_timer.stop();
  TaskOptions options{tr("Reading the gateway's traces")};
  options.background = true;
  m_lane.run<Reading>(
      options,
      [source = m_source, now = m_now](const std::stop_token& stop, const ProgressSink&)
          -> Tasks::Answer<Reading> { return std::make_shared<const Reading>(source->read(now(), stop)); },
      [this](const Tasks::Answer<Reading>& fresh) {
        if (fresh) return landed(**fresh);
        Reading away;
        away.snapshot.problem = fresh.error();
        landed(away);
      });
}

void GatewayMonitor::landed(const Reading& reading) {
  const GatewaySnapshot& fresh = reading.snapshot;
  auto now = std::make_shared<GatewaySnapshot>(fresh);
  if (fresh.live || fresh.readAt > 0 || !m_snapshot) {
    m_traffic = reading.traffic;
  } else {
    // Not even reached: what was seen stays.
    *now = *m_snapshot;
    now->live = false;
    now->problem = fresh.problem;
  }
  const double interval = now->view.timeline.empty() ? 10 : now->view.timeline.back().seconds;
  m_snapshot = std::move(now);
  m_timer.start(m_interval.value_or(
      std::chrono::milliseconds(static_cast<int>(1000 * (std::min(interval, 600.0) + kSlackSeconds)))));
  emit changed();
}

}  // namespace headroom::ui
