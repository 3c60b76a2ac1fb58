// An HTTP server of a few lines on 127.0.0.1, in a thread of its own: every GET gets 200 and `body`, over
// kept-alive connections. It ends with its object.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace headroom::test {

class SmallHttpServer {
 public:
  explicit SmallHttpServer(std::string body = "{}", std::string status = "200 OK")
      : m_answer("HTTP/1.1 " + status + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
                 body) {
    m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    (void)::bind(m_listener, reinterpret_cast<sockaddr*>(&address), sizeof address);
    (void)::listen(m_listener, 64);
    socklen_t length = sizeof address;
    (void)::getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &length);
    m_port = ntohs(address.sin_port);
    m_thread = std::jthread([this](std::stop_token stop) { serve(stop); });
  }
  ~SmallHttpServer() {
    m_thread.request_stop();
    m_thread.join();
    ::close(m_listener);
  }

  int port() const { return m_port; }
  int requests() const { return m_requests; }

 private:
  void serve(const std::stop_token& stop) {
    std::vector<pollfd> open{{m_listener, POLLIN, 0}};
    std::vector<std::string> asked{""};
    while (!stop.stop_requested()) {
      if (::poll(open.data(), open.size(), 5) <= 0) continue;
      for (std::size_t i = open.size(); i-- > 1;) {
        if (open[i].revents == 0) continue;
        char buffer[8192];
        const ssize_t count = ::recv(open[i].fd, buffer, sizeof buffer, 0);
        if (count <= 0) {
          ::close(open[i].fd);
          open.erase(open.begin() + static_cast<std::ptrdiff_t>(i));
          asked.erase(asked.begin() + static_cast<std::ptrdiff_t>(i));
          continue;
        }
        asked[i].append(buffer, static_cast<std::size_t>(count));
        for (std::size_t end; (end = asked[i].find("\r\n\r\n")) != std::string::npos;) {
          asked[i].erase(0, end + 4);
          ++m_requests;
          (void)::send(open[i].fd, m_answer.data(), m_answer.size(), MSG_NOSIGNAL);
        }
      }
      if (open[0].revents != 0) {
        open.push_back({::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC), POLLIN, 0});
        asked.emplace_back();
      }
    }
    for (std::size_t i = 1; i < open.size(); ++i) ::close(open[i].fd);
  }

  const std::string m_answer;
  int m_listener = -1;
  int m_port = 0;
  std::atomic<int> m_requests = 0;
  std::jthread m_thread;
};

}  // namespace headroom::test
