// A server behind HTTP as a Backend: streaming completions and chat by HTTP/1.1 on connections that libcurl
// makes.
//
//   auto backend = HttpBackend::create(endpoint, timeouts);
//   if (!backend) return backend.error();
//   (*backend)->submit(0, planned, request, [&](GenerationOutcome&& outcome) { … });
//   while ((*backend)->inFlight() > 0) (*backend)->run((*backend)->now() + std::chrono::seconds(1), stop);
//
// One thread, no locks: every call comes from the same thread. Handlers are called from within run() and
// cancelAll(), and may submit again.
//
// What the times mean. `sent` is taken in submit(), just before the request goes to the network: a new
// connection's set-up is part of the request's latency, since an overloaded server shows there first. Content
// is stamped when its bytes are handed over by the socket. An answer that is not streamed has its first and
// its last content in the same instant, so its TTFT equals its E2E. A request whose answer held no content at
// all completes with firstContent and lastContent unset.
//
// What is sent how often. A request goes out once. When a kept-alive connection breaks before the first
// byte of the answer, the server may have worked on it all the same: it fails as FailureKind::reset. To make
// it rare, a connection that was idle for `idleSeconds` is not used again. The one exception is asked for by
// the contract: a 400 or 422 that names ignore_eos, min_tokens or stream_options is asked again without that
// field, `sent` then being the time of the last asking; later requests leave the field out, and notices()
// says so.
//
// Redirects are not followed. Proxies from the environment are not used: they would be measured too. TLS
// certificates are always checked. The host's name is looked up once, in create(), so that no request pays
// for it.
#pragma once

#include "core/base/result.h"
#include "core/endpoint/endpoint.h"
#include "core/endpoint/generation.h"

#include <memory>

namespace headroom {

struct HttpOptions {
  double idleSeconds = 4;                            // uvicorn, under vLLM, closes idle connections after 5 s
  std::size_t maxEventBytes = std::size_t{1} << 20;  // a longer event of a stream is malformed
  std::size_t maxBodyBytes = std::size_t{64} << 20;  // a longer answer that is not streamed is malformed
};

// What the answers so far showed that the server does not do.
struct ServerTraits {
  bool takesForcedLength = true;  // ignore_eos and min_tokens
  bool takesStreamUsage = true;   // stream_options
  bool streams = true;
};

class HttpBackend final : public Backend {
 public:
  // Checks everything that can be checked before a request: the URL, the model's name, headers, the CA file,
  // and the host's name. Raises the process's limit of open files to what the system allows. Errors:
  // invalidArgument, notFound (CA file), unreachable (unknown host), tls (a CA file that holds no
  // certificate).
  static Result<std::unique_ptr<HttpBackend>> create(Endpoint endpoint, Timeouts timeouts = {},
                                                     HttpOptions options = {});
  // Whatever is still in flight is dropped; its handlers are not called. cancelAll() calls them.
  ~HttpBackend() override;

  Instant now() const override { return Clock::now(); }
  void submit(std::uint64_t index, Instant planned, GenerationRequest request, Done done) override;
  void run(Instant until, const std::stop_token& stop) override;
  void watchFirstContent(FirstContent watch) override;
  std::size_t inFlight() const override;
  void cancelAll() override;
  std::vector<std::string> notices() const override;

  ServerTraits traits() const;

  // New connections made so far: how well keep-alive works.
  std::size_t connectionsMade() const;

 private:
  class Impl;
  explicit HttpBackend(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> m_impl;
};

}  // namespace headroom
