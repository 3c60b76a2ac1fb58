#include "ui/controllers/redis_reach.h"

#include "ui/controllers/tunnels.h"

#include <QCoreApplication>

#include <memory>

namespace headroom::ui {
namespace {

constexpr double tunnelSeconds = 20;

class Words {
  Q_DECLARE_TR_FUNCTIONS(RedisReach)
};

RedisReach refused(Error error) {
  return [error = std::move(error)](const std::stop_token&) -> Result<RedisPlace> { return error; };
}

std::shared_ptr<Tunnel> tunnelTo(const TunnelTarget& place, Tunnels& tunnels) {
  std::shared_ptr<Tunnel> tunnel = tunnels.find(place);
  if (tunnel) {
    const TunnelState state = tunnel->snapshot()->state;
    if (state != TunnelState::failed && state != TunnelState::stopped) return tunnel;
  }
  return tunnels.open(place, Tunnels::Speaks::redis);
}

}  // namespace

Result<Destination> destinationOf(const RedisConnection& connection) {
  const std::string about = "the connection " + connection.name;
  if (connection.url.empty() && connection.service.empty())
    return Error{ErrorCode::invalidArgument, about + " has no address", "give its URL"};
  // The URL of a service only says how to speak: where to is the tunnel's.
  auto destination = parseDestination(connection.url.empty() ? "redis://localhost" : connection.url);
  if (!destination) return destination;
  if (!destination->isRedis())
    return Error{ErrorCode::invalidArgument, destination->shown() + " is not a Redis",
                 "write redis://host[:port][/database], rediss://… for TLS, or unix:///path"};
  if (!connection.service.empty() && destination->kind == Destination::Kind::socket)
    return Error{ErrorCode::invalidArgument,
                 about + " names a socket of this machine and a service of a cluster",
                 "take one of the two out"};
  if (!connection.model.empty()) destination->model = connection.model;
  if (destination->model.empty())
    return Error{ErrorCode::invalidArgument, about + " does not say which model's profiles it holds",
                 "name the model"};
  return destination;
}

RedisReach reachOf(const RedisConnection& connection, const Secret& password, Tunnels& tunnels) {
  auto destination = destinationOf(connection);
  if (!destination) return refused(destination.error());
  if (!password.empty()) destination->password = password;
  const RedisPlace direct{std::move(*destination), {.caFile = connection.caFile}};
  const auto place = placeOf(connection);
  if (!place) return [direct](const std::stop_token&) -> Result<RedisPlace> { return direct; };
  return [direct, tunnel = tunnelTo(*place, tunnels)](const std::stop_token& stop) -> Result<RedisPlace> {
    if (auto ready = tunnel->waitReady(tunnelSeconds, stop); !ready) return ready.error();
    RedisPlace through = direct;
    through.destination.certificateHost = direct.destination.host;
    through.destination.host = "127.0.0.1";
    through.destination.port = tunnel->snapshot()->localPort;
    return through;
  };
}

QString serverText(const RedisConnection& connection) {
  const auto text = [](const std::string& one) { return QString::fromStdString(one); };
  const auto destination = destinationOf(connection);
  if (!connection.service.empty()) {
    QString where = QStringLiteral("svc/") + text(connection.service);
    if (!connection.nameSpace.empty()) where = Words::tr("%1 in %2").arg(where, text(connection.nameSpace));
    if (!connection.context.empty()) where = Words::tr("%1 (%2)").arg(where, text(connection.context));
    return destination ? Words::tr("%1, database %2").arg(where).arg(destination->database) : where;
  }
  if (!destination) return text(withoutPassword(connection.url));
  QString where = text(destination->path);
  if (destination->kind != Destination::Kind::socket) {
    const bool v6 = destination->host.find(':') != std::string::npos;
    where = QStringLiteral("%1:%2")
                .arg(v6 ? u'[' + text(destination->host) + u']' : text(destination->host))
                .arg(destination->port);
  }
  return Words::tr("%1, database %2").arg(where).arg(destination->database);
}

}  // namespace headroom::ui
