// A connection over TCP, TLS or a unix socket, where every wait has a deadline and can be cancelled.
//
//   Deadline soon{Clock::now() + std::chrono::seconds(5), stop};
//   auto stream = Stream::connectTcp("redis.prod", 6379, soon);
//   stream->startTls("redis.prod", "", soon);
//   stream->send("PING\r\n", soon);
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <memory>
#include <stop_token>
#include <string>
#include <string_view>

namespace headroom {

struct Deadline {
  Instant at;
  std::stop_token stop = {};
};

// Errors of all calls: timeout, cancelled, connectionLost; those of connecting: unreachable,
// permissionDenied, notFound (of a socket); of TLS: tls. None of the messages names the peer: the caller
// does.
class Stream {
 public:
  static Result<Stream> connectTcp(const std::string& host, int port, const Deadline& deadline);
  static Result<Stream> connectSocket(const std::string& path, const Deadline& deadline);

  Stream(Stream&&) noexcept;
  Stream& operator=(Stream&&) noexcept;
  ~Stream();

  // The certificate must be valid for `host` (a name or an address) and signed by a certificate of `caFile`
  // (PEM), or of the system where that is empty.
  Result<void> startTls(const std::string& host, const std::string& caFile, const Deadline& deadline);

  // All of `bytes`. When it fails, the peer cannot have received all of them.
  Result<void> send(std::string_view bytes, const Deadline& deadline);
  // At least one byte; 0 when the peer has closed.
  Result<std::size_t> receive(char* into, std::size_t capacity, const Deadline& deadline);

 private:
  struct State;
  explicit Stream(int fd);
  std::unique_ptr<State> m_state;
};

}  // namespace headroom
