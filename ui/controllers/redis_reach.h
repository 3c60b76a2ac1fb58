// From a connection of the workspace to a Redis that can be spoken to, through a port-forward where it asks
// for one.
//
//   RedisReach reach = reachOf(connection, secrets.of(Secrets::ofConnection(connection)), tunnels);
//   auto place = reach(stop);                       // on a worker: blocks until the tunnel is up
//   ProfileStore::open(place->destination, place->options, stop);
#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/store/redis_client.h"
#include "core/workspace/workspace.h"

#include <QString>

#include <functional>
#include <stop_token>

namespace headroom::ui {

class Tunnels;

// How to speak to a Redis now.
struct RedisPlace {
  Destination destination;  // with the model
  ConnectOptions options = {};
};

// Any thread. The tunnel lives as long as a copy of the function. Errors: what is wrong with the connection;
// why its service cannot be reached; cancelled.
using RedisReach = std::function<Result<RedisPlace>(const std::stop_token&)>;

// What the connection says, without its password and with the model; a service's host and port are those of
// its URL. Errors: invalidArgument, naming the connection and what is wrong with it.
Result<Destination> destinationOf(const RedisConnection& connection);

// GUI thread. Starts the port-forward where there is none, or where it has given up.
RedisReach reachOf(const RedisConnection& connection, const Secret& password, Tunnels& tunnels);

// Which server, for people: "redis.prod:6380, database 2", "svc/redis in aibrix-system (east), database 0".
QString serverText(const RedisConnection& connection);

}  // namespace headroom::ui
