// The connections to one endpoint: those in use, those that wait for another request, and how new ones are
// made.
//
//   ConnectionPool pool(loop, tls, idleTime, apiKey, setUpHandle);
//   Connection& connection = pool.get(user);  // an idle one; or a new one, of which onConnected() says when
//   it isOpen() … pool.giveBack(connection);                // to be used again, or closed where it cannot be
//
// The connection used last is used next: it is the least likely to be closed by the server for idleness.
// libcurl connects (addresses, TLS and its certificates); what then goes over a connection is up to
// Connection.
#pragma once

#include "core/base/clock.h"
#include "core/endpoint/connection.h"
#include "core/endpoint/curl_handle.h"
#include "core/endpoint/curl_loop.h"

#include <array>
#include <deque>
#include <functional>
#include <memory>
#include <vector>

namespace headroom {

class ConnectionPool {
 public:
  // `setUp` gives a new handle all that connecting needs: the URL, TLS, names.
  ConnectionPool(CurlLoop& loop, bool tls, Duration idleTime, const Secret& apiKey,
                 std::function<void(CURL*)> setUp);
  ~ConnectionPool();

  Connection& get(ConnectionUser& user);
  void giveBack(Connection& connection);
  // Works off the connections that stand by now, failed to, or were closed by libcurl.
  void meetEvents();

 private:
  struct Line;
  // A handle that connects, and whom it connects for. With TLS it stays with its connection.
  struct Dialer {
    CurlHandle easy;
    std::array<char, CURL_ERROR_SIZE> errorText{};
    Line* line = nullptr;
  };
  struct Line final : Connection {
    using Connection::Connection;
    Dialer* dialer = nullptr;  // while it connects; with TLS as long as it stands
    bool connecting = false;
  };

  void dial(Line& line);
  void drop(Line& line);

  Connection::Shared m_shared;
  bool m_tls;
  Duration m_idleTime;
  const Secret& m_apiKey;
  std::function<void(CURL*)> m_setUp;
  std::vector<std::unique_ptr<Dialer>> m_dialers;
  std::vector<Dialer*> m_freeDialers;
  std::vector<std::unique_ptr<Line>> m_lines;
  std::vector<Line*> m_freeLines;
  std::deque<Line*> m_idle;  // the one used last at the back
};

}  // namespace headroom
