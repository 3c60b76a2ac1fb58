// A plain blocking HTTP client for tests of servers: sends bytes, keeps all that comes, with times.
#pragma once

#include "core/base/clock.h"

#include <QtGlobal>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace headroom::test {

struct RawAnswer {
  enum class End { complete, closed, reset, timeout, refused };
  End end = End::timeout;
  int status = 0;
  std::string head, body;           // the body without chunk framing
  std::vector<Instant> times;       // of each read that brought something
  std::vector<std::string> events;  // what stood after "data: ", where the body is an event stream

  bool complete() const { return end == End::complete; }
};

class RawHttp {
 public:
  explicit RawHttp(int port) {
    m_fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    m_connected = ::connect(m_fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    const int on = 1;
    ::setsockopt(m_fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  }
  ~RawHttp() { close(); }
  RawHttp(const RawHttp&) = delete;
  RawHttp& operator=(const RawHttp&) = delete;

  bool connected() const { return m_connected; }
  void close() {
    if (m_fd >= 0) ::close(m_fd);
    m_fd = -1;
  }
  void send(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t n = ::send(m_fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (n <= 0) return;
      bytes.remove_prefix(static_cast<std::size_t>(n));
    }
  }

  // Reads one answer; what came after it is kept for the next call.
  RawAnswer read(int timeoutMs = 20000) {
    RawAnswer answer;
    if (!m_connected) {
      answer.end = RawAnswer::End::refused;
      return answer;
    }
    const Instant deadline = Clock::now() + std::chrono::milliseconds(timeoutMs);
    while (!parse(answer)) {
      const auto left =
          std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
      pollfd wait{m_fd, POLLIN, 0};
      if (left <= 0 || ::poll(&wait, 1, static_cast<int>(left)) == 0) break;
      char buffer[65536];
      const ssize_t n = ::recv(m_fd, buffer, sizeof buffer, 0);
      if (n <= 0) {
        answer.end = n == 0 ? RawAnswer::End::closed : RawAnswer::End::reset;
        break;
      }
      answer.times.push_back(Clock::now());
      m_received.append(buffer, static_cast<std::size_t>(n));
    }
    splitEvents(answer);
    return answer;
  }

  RawAnswer request(std::string_view method, std::string_view path, std::string_view body = {},
                    const std::vector<std::string>& headers = {}, int timeoutMs = 20000) {
    start(method, path, body, headers);
    return read(timeoutMs);
  }
  void start(std::string_view method, std::string_view path, std::string_view body = {},
             const std::vector<std::string>& headers = {}) const {
    std::string text = std::string(method) + " " + std::string(path) +
                       " HTTP/1.1\r\nHost: test\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
    for (const std::string& header : headers) text += header + "\r\n";
    send(text + "\r\n" + std::string(body));
  }

 private:
  // True when the answer is complete.
  bool parse(RawAnswer& answer) {
    const std::size_t headEnd = m_received.find("\r\n\r\n");
    if (headEnd == std::string::npos) return false;
    answer.head = m_received.substr(0, headEnd + 2);
    answer.status = std::atoi(answer.head.c_str() + 9);
    const std::string_view rest = std::string_view(m_received).substr(headEnd + 4);
    answer.body.clear();
    std::size_t used = 0;
    if (answer.status == 100) {
      m_received.erase(0, headEnd + 4);
      return parse(answer);
    }
    if (answer.head.find("Transfer-Encoding: chunked") != std::string::npos) {
      for (;;) {
        const std::size_t lineEnd = rest.find("\r\n", used);
        if (lineEnd == std::string_view::npos) return false;
        const std::size_t size = std::stoul(std::string(rest.substr(used, lineEnd - used)), nullptr, 16);
        if (rest.size() < lineEnd + 2 + size + 2) return false;
        answer.body.append(rest.substr(lineEnd + 2, size));
        used = lineEnd + 2 + size + 2;
        if (size == 0) break;
      }
    } else if (const std::size_t at = answer.head.find("Content-Length: "); at != std::string::npos) {
      const std::size_t size = std::stoul(answer.head.substr(at + 16));
      answer.body = rest.substr(0, size);
      if (rest.size() < size) return false;
      used = size;
    } else {
      answer.body = rest;
      return false;  // up to the close
    }
    m_received.erase(0, headEnd + 4 + used);
    answer.end = RawAnswer::End::complete;
    return true;
  }

  static void splitEvents(RawAnswer& answer) {
    if (answer.head.find("text/event-stream") == std::string::npos) return;
    std::size_t begin = 0;
    for (;;) {
      const std::size_t end = answer.body.find("\n\n", begin);
      if (end == std::string::npos) return;
      const std::string event = answer.body.substr(begin, end - begin);
      answer.events.push_back(event.starts_with("data: ") ? event.substr(6) : event);
      begin = end + 2;
    }
  }

  int m_fd = -1;
  bool m_connected = false;
  std::string m_received;
};

}  // namespace headroom::test
