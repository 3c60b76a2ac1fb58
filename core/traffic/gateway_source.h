// The gateway's traces, live from Redis.
//
//   GatewaySource source(*parseDestination("redis://redis:6379?model=llama2-7b"), {});
//   GatewaySnapshot snapshot = source.refresh(unixNow(), stop);   // again and again
//   if (!snapshot.live) say(snapshot.problem->text());            // the last window is kept
//   if (snapshot.whyNothing) say(*snapshot.whyNothing);
#pragma once

#include "core/store/destination.h"
#include "core/store/redis_client.h"
#include "core/traffic/window.h"

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace headroom {

struct GatewaySnapshot {
  bool live = false;             // Redis answered this time
  std::optional<Error> problem;  // why it did not; the view is then the last that was read
  double readAt = 0;             // unix seconds of the view; 0 = nothing was ever read
  WindowView view;
  std::optional<Error> whyNothing;  // nothing is seen: the reason found, and what to do about it
};

class GatewaySource {
 public:
  // `destination` is a Redis with a model.
  GatewaySource(Destination destination, ConnectOptions options, double windowSeconds = 240)
      : m_destination(std::move(destination)),
        m_options(std::move(options)),
        m_windowSeconds(windowSeconds) {}

  // Reads what lies there now; connects where there is no connection (any more). `now` in unix seconds; a
  // `now` before that of the last call counts as that one.
  GatewaySnapshot refresh(double now, std::stop_token stop);

  const std::vector<GatewayTrace>& traces() const { return m_traces; }

 private:
  Result<void> read(std::stop_token stop);
  Result<std::vector<std::string>> scan(const std::string& pattern);
  Error explain(double now);

  Destination m_destination;
  ConnectOptions m_options;
  double m_windowSeconds;
  std::optional<RedisClient> m_redis;
  std::vector<GatewayTrace> m_traces;
  std::vector<std::string> m_warnings;
  GatewaySnapshot m_last;
  double m_now = 0;
};

}  // namespace headroom
