// All port-forwards of the program: one for each place, shared by everyone who needs to get there.
//
//   std::shared_ptr<Tunnel> tunnel = tunnels.open({.context = "prod", .namespaceName = "inference",
//                                                  .object = "pod/llama-0", .remotePort = 8000});
//   connect(&tunnels, &Tunnels::changed, this, [this](const TunnelTarget& place) {
//   show(tunnels.snapshot(place)); });
//
// A tunnel that was opened stays up, watched and restarted, until it is closed, or retain() says that nobody
// uses its place any more. None outlives the program, however that ends (core/cluster/process.h). GUI thread.
#pragma once

#include "core/workspace/workspace.h"
#include "ui/controllers/channel.h"
#include "ui/controllers/tunnel.h"

#include <QObject>
#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace headroom::ui {

class AppSettings;

// Where the port-forward of a target or a connection leads; nothing where it needs none.
std::optional<TunnelTarget> placeOf(const Target& target);
std::optional<TunnelTarget> placeOf(const RedisConnection& connection);

// The kubectl that the person's settings name.
KubectlOptions kubectlOptions(const AppSettings& settings);
void setKubectlProgram(AppSettings& settings, const QString& program);

class Tunnels : public QObject {
  Q_OBJECT

 public:
  enum class Speaks : unsigned char { http, redis };

  explicit Tunnels(const AppSettings& settings, QObject* parent = nullptr);
  ~Tunnels() override;

  // Starts one where none runs; one that has given up or waits for its next try is tried again now.
  std::shared_ptr<Tunnel> open(const TunnelTarget& place, Speaks speaks = Speaks::http);
  // Null where there is none. Does not start one.
  std::shared_ptr<Tunnel> find(const TunnelTarget& place) const;
  // Null where none was opened.
  std::shared_ptr<const TunnelSnapshot> snapshot(const TunnelTarget& place) const;
  // Ends it, whoever uses it.
  void close(const TunnelTarget& place);
  // Lets go of all others, because the document has changed: each ends as soon as nobody holds it.
  void retain(const std::vector<TunnelTarget>& places);

  // For tests: other times than core's own.
  void setOptions(std::function<void(TunnelOptions&)> adjust) { m_adjust = std::move(adjust); }

 signals:
  // Its state, its overhead or its log; or it was opened or closed.
  void changed(const headroom::TunnelTarget& place);

 private:
  using Told = std::shared_ptr<const TunnelSnapshot>;
  struct Entry {
    TunnelTarget place;
    Told latest;
    std::unique_ptr<Channel<Told>> channel;
    std::shared_ptr<Tunnel> tunnel;
  };

  const AppSettings& m_settings;
  std::function<void(TunnelOptions&)> m_adjust;
  std::shared_ptr<TunnelReaper> m_reaper;
  std::vector<std::unique_ptr<Entry>> m_entries;
  Entry* entry(const TunnelTarget& place) const;
};

}  // namespace headroom::ui
