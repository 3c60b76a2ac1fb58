#include "tests/support/cutting_proxy.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>

namespace headroom::test {
namespace {

sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

bool sendAll(int fd, const char* bytes, std::size_t length) {
  while (length > 0) {
    const auto n = ::send(fd, bytes, length, MSG_NOSIGNAL);
    if (n <= 0) return false;
    bytes += n;
    length -= static_cast<std::size_t>(n);
  }
  return true;
}

}  // namespace

CuttingProxy::CuttingProxy(int serverPort) : m_serverPort(serverPort) {
  m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = loopback(0);
  socklen_t length = sizeof address;
  if (::bind(m_listener, reinterpret_cast<sockaddr*>(&address), length) == 0 &&
      ::listen(m_listener, 16) == 0 &&
      ::getsockname(m_listener, reinterpret_cast<sockaddr*>(&address), &length) == 0)
    m_port = ntohs(address.sin_port);
  m_thread = std::thread([this] { serve(); });
}

CuttingProxy::~CuttingProxy() {
  m_ends = true;
  ::shutdown(m_listener, SHUT_RDWR);
  m_thread.join();
  ::close(m_listener);
}

void CuttingProxy::cutAfter(Direction direction, std::int64_t bytes) {
  m_direction = direction;
  m_cutAfter = bytes;
}

void CuttingProxy::waitUntilClosed() const { m_isBusy.wait(true); }

void CuttingProxy::serve() {
  while (!m_ends) {
    const int client = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0) continue;
    m_isBusy = true;
    m_passed[0] = m_passed[1] = 0;
    const int server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(m_serverPort);
    if (::connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
      const int on = 1;
      ::setsockopt(server, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
      ::setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
      carry(client, server);
    }
    ::close(server);
    ::close(client);
    m_isBusy = false;
    m_isBusy.notify_all();
  }
}

void CuttingProxy::carry(int client, int server) {
  const int direction = m_direction;
  const std::int64_t limit = m_cutAfter.exchange(-1);
  if (limit == 0) return;
  pollfd fds[] = {{client, POLLIN, 0}, {server, POLLIN, 0}};
  const int to[] = {server, client};
  char buffer[65536];
  while (!m_ends) {
    if (::poll(fds, 2, 50) <= 0) continue;
    for (int from = 0; from < 2; ++from) {
      if (fds[from].revents == 0) continue;
      std::size_t room = sizeof buffer;
      const bool isCut = limit >= 0 && from == direction;
      if (isCut) room = std::min(room, static_cast<std::size_t>(limit - m_passed[from]));
      const auto n = ::recv(fds[from].fd, buffer, room, 0);
      if (n <= 0 || !sendAll(to[from], buffer, static_cast<std::size_t>(n))) return;
      m_passed[from] += n;
      if (isCut && m_passed[from] >= limit) return;
    }
  }
}

}  // namespace headroom::test
