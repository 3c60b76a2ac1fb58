// The workspace's traffic, ready to be planned for: its parts read on threads, treated and laid over each
// other, and read again when a file changes or the gateway goes on.
//
//   connect(&services.traffic, &TrafficData::changed, this, &Page::renew);
//   if (auto traffic = services.traffic.traffic()) plan(traffic->mean);       // may be handed to any thread
//   else if (services.traffic.error()) tell(*services.traffic.error());
//
// Traffic that was read stays until its successor is there; error() tells beside it what is wrong now.
#pragma once

#include "core/traffic/traffic_parts.h"
#include "ui/controllers/file_watch.h"
#include "ui/controllers/gateway_monitor.h"
#include "ui/controllers/secrets.h"
#include "ui/controllers/session.h"
#include "ui/controllers/tasks.h"
#include "ui/controllers/tunnels.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace headroom::ui {

class TrafficData : public QObject {
  Q_OBJECT

 public:
  TrafficData(Session& session, Secrets& secrets, Tunnels& tunnels, Tasks& tasks, QObject* parent = nullptr);
  ~TrafficData() override;

  // Of all parts that are on; null where there is none, and before they were read first.
  const std::shared_ptr<const LoadedTraffic>& traffic() const { return m_traffic; }
  // Why there is no traffic, or why it is not what it should be.
  const std::optional<Error>& error() const { return m_error; }
  // False while something of it is read for the first time, or put together.
  bool settled() const;

  // One part of the workspace, in their order.
  struct Part {
    std::shared_ptr<const LoadedTraffic>
        own;  // before rate, scale and shift; null: not read, or it cannot be
    std::optional<Error> error;
    bool reading = false;
  };
  Part part(std::size_t index) const;

  // The live traces of a connection of the workspace. All who watch the same share one; it runs as long as
  // anyone holds it. What is wrong with the connection is told by its snapshot.
  std::shared_ptr<GatewayMonitor> monitor(const std::string& connection, double windowSeconds = 240);
  // Of all monitors, instead of the gateway's own interval: for tests.
  void setInterval(std::chrono::milliseconds interval);

 signals:
  // At most one a turn of the event loop, whatever changed.
  void changed();

 private:
  struct File;
  struct Watched {
    std::weak_ptr<GatewayMonitor> monitor;
    RedisConnection connection;
  };
  using Window = std::pair<std::string, double>;  // a connection and the window's seconds

  std::shared_ptr<GatewayMonitor> monitorOf(const Window& window);
  void follow();
  RedisReach reach(const RedisConnection& connection);
  void followConnections();
  void read(const std::string& path);
  void compose();

  Session& m_session;
  Secrets& m_secrets;
  Tunnels& m_tunnels;
  Tasks& m_tasks;
  std::vector<TrafficPart> m_followed;                   // the parts as they were taken up
  std::map<std::string, std::unique_ptr<File>> m_files;  // by path
  std::map<Window, Watched> m_watched;
  std::map<Window, std::shared_ptr<GatewayMonitor>> m_held;  // by parts of the workspace
  FileWatch m_watch;
  QTimer m_compose, m_tell;
  std::optional<std::chrono::milliseconds> m_interval;
  TaskLane m_lane;
  std::shared_ptr<const LoadedTraffic> m_traffic;
  std::optional<Error> m_error;
};

}  // namespace headroom::ui
