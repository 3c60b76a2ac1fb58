// One HTTP/1.1 connection that libcurl made: a request out, its answer in, as often as both sides like.
//
//   connection.open(fd);                   // plain TCP; openTls(easy, fd) where libcurl has the TLS
//   connection.begin(user);                // whom to tell
//   connection.send(head, body);
//   connection.onReady(EPOLLIN);           // from the loop; reads once, tells the user what came
//
// Nothing is ever sent twice. The bytes are read into a buffer that all connections share and are handed over
// at once, so a stream keeps no memory of its own but the few bytes of a line that is not finished.
#pragma once

#include "core/base/clock.h"
#include "core/endpoint/curl_loop.h"
#include "core/endpoint/generation.h"
#include "core/endpoint/response_parser.h"

#include <curl/curl.h>

#include <string>
#include <string_view>
#include <vector>

namespace headroom {

// Whoever waits for an answer.
class ConnectionUser {
 public:
  virtual ~ConnectionUser() = default;
  virtual void onConnected() = 0;
  // Once when the head is whole; again, of what came of it, when the answer breaks.
  virtual void onHead(int status, std::string_view contentType, std::string_view location) = 0;
  // False: the rest is not worth reading; onEnd() follows.
  virtual bool onBody(std::string_view bytes, Instant now) = 0;
  // The last word: `none` when the answer is whole, or unwanted. The connection has forgotten its user.
  virtual void onEnd(FailureKind network, std::string words) = 0;
};

class Connection : public SocketWatcher, private ResponseTaker {
 public:
  // What all connections of a pool share.
  struct Shared {
    CurlLoop& loop;
    std::vector<char> buffer = std::vector<char>(ResponseParser::headLimit + 64 * 1024);
    // Those that libcurl closed while a user waits; whoever runs the loop calls meetLoss() of each. Not at
    // once: libcurl must not be called from within its own call.
    std::vector<Connection*> lost = {};
  };

  explicit Connection(Shared& shared) : m_shared(shared), m_parser(*this) {}
  ~Connection() override { close(); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // The socket is the connection's own from now on.
  void open(int fd);
  // libcurl keeps the socket; `easy` must live, in its loop, until close().
  void openTls(CURL* easy, int fd);
  void close();
  bool isOpen() const { return m_fd >= 0; }

  // Whom to tell from now on, until onEnd().
  void begin(ConnectionUser& user) { m_user = &user; }
  void forgetUser() { m_user = nullptr; }
  ConnectionUser* user() const { return m_user; }
  // Both are used up when this returns: what the socket does not take at once is copied.
  void send(std::string_view head, std::string_view body);

  // Can take another request: nothing of the last one is missing or too much.
  bool isReusable() const { return isOpen() && m_isClean; }
  // Asks the system whether an idle connection still stands, with nothing to be read.
  bool isQuiet() const;
  Instant idleSince;

  void onReady(std::uint32_t events) override;
  void onClosed() override;
  // Tells the user of a connection that libcurl closed.
  void meetLoss();

 private:
  struct Received {
    std::ptrdiff_t bytes = 0;  // 0: closed; -1: an error, whose words are below; -2: nothing now
    std::string words;
  };

  void onHead(int status, std::string_view contentType, std::string_view location) override;
  bool onBody(std::string_view bytes) override;

  std::ptrdiff_t write(std::string_view head, std::string_view body);
  void writeRest();
  Received receive(char* to, std::size_t room);
  bool read();
  void finish(FailureKind network, std::string words);
  void wasClosed();

  Shared& m_shared;
  ResponseParser m_parser;
  ConnectionUser* m_user = nullptr;
  int m_fd = -1;
  CURL* m_tls = nullptr;
  bool m_lost = false;  // libcurl closed it on its own
  bool m_isClean = false;
  bool m_isFirst = true;  // no answer came over it yet
  std::string m_unsent;   // of a request, from m_unsentFrom on
  std::size_t m_unsentFrom = 0;
  std::string m_line;  // unfinished, of the framing
  Instant m_now;       // when the bytes being read came
};

}  // namespace headroom
