// A call that is not load: GET /v1/models, POST /tokenize, GET /metrics. Blocks until the whole answer is
// there, and gives up promptly when asked to stop.
//
//   auto answer = httpCall(endpoint, "GET", "/v1/models", "", 10, stop);
//   if (!answer) return answer.error();                  // nobody answered
//   if (!answer->ok()) return refusal(*answer, endpoint);  // the server said no
//
// The same rules as for load: no redirects, no proxies, TLS always checked, the API key never in a message.
#pragma once

#include "core/base/result.h"
#include "core/endpoint/endpoint.h"

#include <memory>
#include <stop_token>
#include <string>

namespace headroom {

struct HttpAnswer {
  int status = 0;
  std::string contentType;  // as sent, such as "application/json; charset=utf-8"; empty where there was none
  std::string body;
  std::string url;            // what was asked
  double connectSeconds = 0;  // the TCP connection's set-up: about one round trip; 0 on a reused connection
  double answerSeconds = 0;   // request sent → first byte of the answer

  bool ok() const { return status >= 200 && status < 300; }
};

// Several calls to one endpoint over a kept-alive connection. Not for use by two threads at once.
class HttpCaller {
 public:
  // Errors: those of endpointRoot().
  static Result<HttpCaller> create(const Endpoint& endpoint);
  HttpCaller(HttpCaller&&) noexcept;
  HttpCaller& operator=(HttpCaller&&) noexcept;
  ~HttpCaller();

  // `path` begins with '/' and stands below the base URL; a body makes the call carry JSON. Any HTTP status
  // is an answer. Errors: unreachable, tls, timeout, connectionLost, malformed (not HTTP, or over 64 MiB),
  // cancelled.
  Result<HttpAnswer> call(const std::string& method, const std::string& path, const std::string& body,
                          double timeoutSeconds, std::stop_token stop);

  const Endpoint& endpoint() const;

 private:
  struct Impl;
  explicit HttpCaller(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> m_impl;
};

// One call. Errors: those of HttpCaller.
Result<HttpAnswer> httpCall(const Endpoint& endpoint, const std::string& method, const std::string& path,
                            const std::string& body, double timeoutSeconds, std::stop_token stop);

// An answer other than 2xx as an Error with the server's own words: unauthenticated (401, 403), notFound
// (404), unsupported (405, 501), rejected (any other).
Error refusal(const HttpAnswer& answer, const Endpoint& endpoint);

}  // namespace headroom
