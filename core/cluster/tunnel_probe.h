// Does a tunnel still carry anything, and what does the way through it cost?
//
//   const TunnelProbe probe = httpTunnelProbe("/health");
//   auto answer = probe(40123, 3.0, stop);
//   if (!answer) …   // refused, reset, or silence
//
// kubectl goes on listening when its stream to the cluster is broken, so that a connection which is accepted
// proves nothing: the probes ask for an answer from the far end, on a new connection each time.
#pragma once

#include "core/base/result.h"

#include <functional>
#include <optional>
#include <stop_token>
#include <string>

namespace headroom {

struct TunnelAnswer {
  double seconds = 0;  // request sent → first byte of the answer, on a connection that stood already
  std::string words;   // "HTTP 200 at /health"
};

// Asks once through 127.0.0.1:`localPort`; `timeoutSeconds` for all of it. Called from the tunnel's own
// thread.
using TunnelProbe =
    std::function<Result<TunnelAnswer>(int localPort, double timeoutSeconds, std::stop_token stop)>;

// GET `path`. Any status is an answer, for the tunnel carried it.
TunnelProbe httpTunnelProbe(std::string path = "/health");
// PING of Redis, without a password: a refusal is an answer too.
TunnelProbe redisTunnelProbe();

// What a request pays for the way through the tunnel. Each figure is a median over several requests that
// follow each other on one connection, request sent → first byte of the answer.
struct TunnelOverhead {
  int samples = 0;
  double throughSeconds =
      0;  // through the tunnel: the network, the API server, the node, and the server's own time
  double slowestSeconds = 0;  // of the samples through the tunnel
  std::optional<double> directSeconds =
      {};  // the same request past the tunnel, where the server is reachable so
  std::optional<double> apiServerSeconds =
      {};  // one TCP handshake with the cluster's API server: the bare network

  // What the tunnel adds to a request at most. Exact up to noise when it could be compared with a direct
  // request; else all that is not the bare network, and with no API server to measure, everything. Never
  // negative.
  double addedSeconds() const;
  // One sentence that says the above with its numbers.
  std::string words() const;
};

struct OverheadPlan {
  std::string path = "/health";
  int samples = 15;
  double requestTimeoutSeconds = 3;
  std::string directUrl = {};     // "http://10.4.0.7:8000"; empty = there is none
  std::string apiServerUrl = {};  // KubeContext::server; empty = unknown
};

// Takes `samples` requests through the tunnel and, where it can, beside it. Within about `samples` round
// trips, and never longer than 4 × requestTimeoutSeconds. Errors: those of HttpCaller::call(); a direct way
// or an API server that does not answer is only left out.
Result<TunnelOverhead> measureTunnelOverhead(int localPort, const OverheadPlan& plan, std::stop_token stop);

}  // namespace headroom
