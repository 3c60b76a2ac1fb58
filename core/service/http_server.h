// A small HTTP/1.1 server on one thread: routes, answers at once or later, streams, a clean end.
//
//   HttpServer server;
//   server.route("GET", "/metrics/{namespace}/{name}", [](const HttpExchangePtr& exchange) {
//     exchange->respond({.body = "hello " + exchange->request().parameters[1]});
//   });
//   Result<int> port = server.listen("127.0.0.1", 0);   // 0: a free one
//   server.run(stopToken);                              // until a stop is asked for
//
// Handlers run on the thread of run(), one at a time, and must not block. Request parsing is Boost.Beast's;
// answers are written straight to the socket, and what it does not take waits in a buffer.
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace headroom {

struct HttpRequest {
  std::string method;
  std::string path;                     // without the query; not percent-decoded
  std::string query;                    // without its '?'
  std::vector<std::string> parameters;  // what stood for each {name} of the route, in order
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;

  // The value of a header; its case does not matter. Empty where there is none.
  std::string_view header(std::string_view name) const;
};

struct HttpResponse {
  int status = 200;
  std::string contentType = "application/json";
  std::string body = {};
  std::vector<std::pair<std::string, std::string>> headers = {};
};

// One request and the answer to it. Kept for as long as the answer takes, never longer than the server; used
// on the server's thread only. After the answer has ended or the client has gone, all calls do nothing.
class HttpExchange {
 public:
  virtual ~HttpExchange() = default;

  virtual const HttpRequest& request() const = 0;
  virtual void respond(const HttpResponse& response) = 0;

  // A streamed answer: its head, then pieces, each sent at once.
  virtual void startStream(int status, std::string_view contentType) = 0;
  virtual void send(std::string_view piece) = 0;
  // The last piece and the end, in one write.
  virtual void sendLast(std::string_view piece) = 0;

  // Closes the connection in the middle of the answer: in order (FIN) or hard (RST).
  virtual void cut() = 0;
  virtual void reset() = 0;
  // Bytes as they are, instead of an answer that this class would frame.
  virtual void sendRaw(std::string_view bytes) = 0;

  // Called once when the client goes away before the answer has ended.
  virtual void onGone(std::function<void()> handler) = 0;
};

using HttpExchangePtr = std::shared_ptr<HttpExchange>;
using HttpHandler = std::function<void(const HttpExchangePtr&)>;

class HttpServer {
 public:
  HttpServer();
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  // Pattern segments in braces match any one segment. Before run().
  void route(std::string_view method, std::string_view pattern, HttpHandler handler);
  // Called before the handler of the route, or of nothing, for every request; true: it has been answered.
  void intercept(std::function<bool(const HttpExchangePtr&)> handler);
  // Answers where no route fits: status 404, 405 (the path is known, the method not), or 400 and 413 for what
  // is no HTTP request and for bodies above 256 MiB. Default: a line of text.
  void onError(std::function<HttpResponse(int status, const HttpRequest& request)> maker);
  // Asked for each new connection; false closes it at once (RST).
  void acceptWhen(std::function<bool()> filter);

  // Listens; returns the port. Errors: invalidArgument for an address that is none; conflict when the port is
  // taken; permissionDenied; io.
  Result<int> listen(const std::string& address, int port);
  // From now on nobody answers at the port; open connections are closed hard.
  void stopListening();

  // Serves until a stop is asked for, then closes all connections.
  void run(const std::stop_token& stop);

  // Runs `work` on the server's thread, soon; from any thread.
  void post(std::function<void()> work);

  class Impl;
  Impl& impl() { return *m_impl; }

 private:
  std::unique_ptr<Impl> m_impl;
};

// Calls on the server's thread at an instant, within some tens of microseconds.
class HttpTimer {
 public:
  explicit HttpTimer(HttpServer& server);
  ~HttpTimer();
  // Replaces what was asked for before.
  void callAt(Instant when, std::function<void()> handler);
  void cancel();

 private:
  class Impl;
  std::unique_ptr<Impl> m_impl;
};

}  // namespace headroom
