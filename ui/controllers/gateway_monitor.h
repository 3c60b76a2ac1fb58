// The requests that a gateway traces into Redis, read again and again on a thread.
//
//   GatewayMonitor monitor(tasks);
//   monitor.follow(reachOf(connection, password));
//   connect(&monitor, &GatewayMonitor::changed, this, [&] { show(*monitor.snapshot()); });
//
// While Redis is away the last window stays: the snapshot is then not live and tells the problem. It comes
// back by itself.
#pragma once

#include "core/traffic/gateway_source.h"
#include "core/traffic/traffic_parts.h"
#include "ui/controllers/redis_reach.h"
#include "ui/controllers/tasks.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace headroom::ui {

class GatewayMonitor : public QObject {
  Q_OBJECT

 public:
  explicit GatewayMonitor(Tasks& tasks, QObject* parent = nullptr);

  // Forgets what was seen, and reads at once.
  void follow(RedisReach reach, double windowSeconds = 240);
  // Reads now, without waiting for the interval.
  void refresh();
  // Between two readings. Without it: the gateway's own interval and 2 s, as the cluster's optimizer does.
  void setInterval(std::chrono::milliseconds interval);
  void setClock(std::function<double()> unixNow) { m_now = std::move(unixNow); }

  // Null before the first reading has ended.
  const std::shared_ptr<const GatewaySnapshot>& snapshot() const { return m_snapshot; }
  // What of it can be planned for; null where the window holds no request.
  const std::shared_ptr<const LoadedTraffic>& traffic() const { return m_traffic; }
  bool reading() const { return m_lane.busy(); }

 signals:
  // After each reading.
  void changed();

 private:
  struct Source;
  struct Reading {
    GatewaySnapshot snapshot;
    std::shared_ptr<const LoadedTraffic> traffic;
  };

  void read();
  void landed(const Reading& fresh);

  TaskLane m_lane;
  QTimer m_timer;
  std::function<double()> m_now;
  std::optional<std::chrono::milliseconds> m_interval;
  std::shared_ptr<Source> m_source;
  std::shared_ptr<const GatewaySnapshot> m_snapshot;
  std::shared_ptr<const LoadedTraffic> m_traffic;
};

}  // namespace headroom::ui
