// An HTTP server on a free loopback port that answers byte for byte what a test wants, with or without TLS.
//
//   LoopbackServer server([](const LoopbackRequest& request, LoopbackPeer& peer) {
//     peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi");
//   });
//   client.get(server.url());
//   QCOMPARE(server.requests().size(), 1u);
//
// The handler runs once a request, on a thread of the connection. The destructor ends every connection first.
#pragma once

#include <openssl/ssl.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace headroom::test {

struct LoopbackRequest {
  std::string method, path;
  std::string head;  // the request line and all headers
  std::string body;
  int connection = 0;  // which of the server's connections, from 0
};

class LoopbackPeer {
 public:
  LoopbackPeer(int fd, SSL* tls) : m_fd(fd), m_tls(tls) {}

  void send(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto sent = m_tls ? SSL_write(m_tls, bytes.data(), static_cast<int>(bytes.size()))
                              : ::send(m_fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
  }
  // A chunk of a body with "Transfer-Encoding: chunked"; an empty one ends the body.
  void sendChunk(std::string_view data) {
    std::array<char, 24> size{};
    std::snprintf(size.data(), size.size(), "%zx\r\n", data.size());
    send(size.data() + std::string(data) + "\r\n");
  }
  // Waits until the client closes the connection, or the server ends.
  void waitForClose() {
    std::array<char, 256> unread{};
    while (::recv(m_fd, unread.data(), unread.size(), 0) > 0) {
    }
    m_open = false;
  }
  void close() {
    ::shutdown(m_fd, SHUT_RDWR);
    m_open = false;
  }
  // Ends the connection by RST instead of FIN.
  void reset() {
    const linger now{1, 0};
    ::setsockopt(m_fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    m_open = false;
  }
  bool isOpen() const { return m_open; }

 private:
  int m_fd;
  SSL* m_tls;
  bool m_open = true;
};

class LoopbackServer {
 public:
  using Handler = std::function<void(const LoopbackRequest&, LoopbackPeer&)>;

  explicit LoopbackServer(Handler handler) : LoopbackServer(std::move(handler), "", "") {}
  // With TLS, by a certificate and its key (PEM files).
  LoopbackServer(Handler handler, const std::string& certificateFile, const std::string& keyFile)
      : m_handler(std::move(handler)) {
    ::signal(SIGPIPE, SIG_IGN);  // OpenSSL's writes raise it; Qt Test has set a handler that ends the program
    if (!certificateFile.empty()) {
      m_tls.reset(SSL_CTX_new(TLS_server_method()));
      if (SSL_CTX_use_certificate_chain_file(m_tls.get(), certificateFile.c_str()) != 1 ||
          SSL_CTX_use_PrivateKey_file(m_tls.get(), keyFile.c_str(), SSL_FILETYPE_PEM) != 1)
        std::abort();
    }
    m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    if (::bind(m_listener, reinterpret_cast<sockaddr*>(&address), length) != 0 ||
        ::listen(m_listener, 1024) != 0 ||
        ::getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &length) != 0)
      std::abort();
    m_port = ntohs(address.sin_port);
    m_acceptor = std::thread([this] { accept(); });
  }

  ~LoopbackServer() {
    ::shutdown(m_listener, SHUT_RDWR);  // wakes accept()
    m_acceptor.join();
    {
      const std::lock_guard lock(m_mutex);
      for (const Connection& connection : m_connections)
        if (connection.fd >= 0) ::shutdown(connection.fd, SHUT_RDWR);
    }
    for (Connection& connection : m_connections) connection.thread.join();
    ::close(m_listener);
  }

  int port() const { return m_port; }
  std::string url() const {
    return (m_tls ? "https://127.0.0.1:" : "http://127.0.0.1:") + std::to_string(m_port);
  }

  // From the next connection on: small buffers, and `beforeRead` runs before each read of at most 16 kB. It
  // may wait, so that the server reads as slowly as a test wants.
  void readSlowly(std::function<void(int connection)> beforeRead) {
    const int small = 4096;
    ::setsockopt(m_listener, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
    const std::lock_guard lock(m_mutex);
    m_beforeRead = std::move(beforeRead);
  }

  // From the next connection on: the handler is called when the head of a request was read.
  void leaveBodiesUnread() { m_readsBodies = false; }

  // All requests so far, in the order in which they were read.
  std::vector<LoopbackRequest> requests() const {
    const std::lock_guard lock(m_mutex);
    return m_requests;
  }
  int connections() const {
    const std::lock_guard lock(m_mutex);
    return static_cast<int>(m_connections.size());
  }

 private:
  struct Connection {
    int fd = -1;
    std::thread thread;
  };
  struct FreeTls {
    void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
    void operator()(SSL* tls) const { SSL_free(tls); }
  };

  void accept() {
    for (;;) {
      const int fd = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
      if (fd < 0) return;
      const int one = 1;
      ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
      const std::lock_guard lock(m_mutex);
      const int number = static_cast<int>(m_connections.size());
      Connection& connection = m_connections.emplace_back();
      connection.fd = fd;
      connection.thread = std::thread([this, &connection, number] { serve(connection, number); });
    }
  }

  void serve(Connection& connection, int number) {
    const int fd = connection.fd;
    std::unique_ptr<SSL, FreeTls> tls;
    bool isReady = true;
    if (m_tls) {
      tls.reset(SSL_new(m_tls.get()));
      SSL_set_fd(tls.get(), fd);
      isReady = SSL_accept(tls.get()) == 1;
    }
    LoopbackPeer peer(fd, tls.get());
    const Reader reader{fd, tls.get(), m_readsBodies, beforeRead(number)};
    std::string unread;
    while (isReady && peer.isOpen()) {
      LoopbackRequest request;
      request.connection = number;
      if (!reader.read(unread, request)) break;
      {
        const std::lock_guard lock(m_mutex);
        m_requests.push_back(request);
      }
      m_handler(request, peer);
    }
    tls.reset();
    const std::lock_guard lock(m_mutex);
    connection.fd = -1;
    ::close(fd);
  }

  std::function<void()> beforeRead(int number) const {
    const std::lock_guard lock(m_mutex);
    if (!m_beforeRead) return [] {};
    return [call = m_beforeRead, number] { call(number); };
  }

  // Reads the requests of one connection.
  struct Reader {
    bool more(std::string& unread) const {
      beforeRead();
      std::array<char, 16384> buffer{};
      const auto length = tls ? SSL_read(tls, buffer.data(), static_cast<int>(buffer.size()))
                              : ::recv(fd, buffer.data(), buffer.size(), 0);
      if (length <= 0) return false;
      unread.append(buffer.data(), static_cast<std::size_t>(length));
      return true;
    }

    bool read(std::string& unread, LoopbackRequest& request) const {
      std::size_t end = 0;
      while ((end = unread.find("\r\n\r\n")) == std::string::npos)
        if (!more(unread)) return false;
      request.head = unread.substr(0, end);
      unread.erase(0, end + 4);
      const std::size_t firstSpace = request.head.find(' ');
      request.method = request.head.substr(0, firstSpace);
      request.path =
          request.head.substr(firstSpace + 1, request.head.find(' ', firstSpace + 1) - firstSpace - 1);
      if (!readsBodies) return true;
      const std::size_t at = request.head.find("Content-Length: ");
      const std::size_t length =
          at == std::string::npos ? 0 : std::strtoul(request.head.c_str() + at + 16, nullptr, 10);
      while (unread.size() < length)
        if (!more(unread)) return false;
      request.body = unread.substr(0, length);
      unread.erase(0, length);
      return true;
    }

    int fd;
    SSL* tls;
    bool readsBodies;
    std::function<void()> beforeRead;
  };

  Handler m_handler;
  std::unique_ptr<SSL_CTX, FreeTls> m_tls;
  int m_listener = -1;
  int m_port = 0;
  std::thread m_acceptor;
  mutable std::mutex m_mutex;
  std::list<Connection> m_connections;  // stays in place while threads use it
  std::vector<LoopbackRequest> m_requests;
  std::function<void(int)> m_beforeRead;
  std::atomic<bool> m_readsBodies = true;
};

}  // namespace headroom::test
