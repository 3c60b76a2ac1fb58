#include "core/endpoint/connection.h"

#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

namespace headroom {
namespace {

std::string systemWords(int code) { return std::generic_category().message(code); }

}  // namespace

void Connection::open(int fd) {
  m_fd = fd;
  m_tls = nullptr;
  m_lost = false;
  m_isFirst = m_isClean = true;
  m_shared.loop.watch(fd, *this, EPOLLIN);
}

void Connection::openTls(CURL* easy, int fd) {
  open(fd);
  m_tls = easy;
}

void Connection::close() {
  if (m_fd >= 0) {
    m_shared.loop.forget(m_fd);
    if (m_tls == nullptr) ::close(m_fd);
  }
  if (m_tls != nullptr) m_shared.loop.remove(m_tls);
  m_fd = -1;
  m_tls = nullptr;
  m_lost = false;
  m_user = nullptr;
  m_unsent = {};
  m_line.clear();
}

// libcurl closes connections that it finds dead, or idle for long, while it makes another. One over which
// something was sent is in use to libcurl 7.88, however idle; this is for versions that think otherwise.
void Connection::onClosed() {
  m_fd = -1;
  m_lost = true;
  if (m_user != nullptr) m_shared.lost.push_back(this);
}

void Connection::meetLoss() {
  if (m_lost && m_user != nullptr) wasClosed();
}

bool Connection::isQuiet() const {
  char unread = 0;
  return m_fd >= 0 && ::recv(m_fd, &unread, 1, MSG_PEEK | MSG_DONTWAIT) < 0 && errno == EAGAIN;
}

// How many bytes the socket took; -1 when the connection is broken.
std::ptrdiff_t Connection::write(std::string_view head, std::string_view body) {
  if (m_tls != nullptr) {
    std::size_t sent = 0;
    const CURLcode code = curl_easy_send(m_tls, head.data(), head.size(), &sent);
    return code == CURLE_OK ? static_cast<std::ptrdiff_t>(sent) : code == CURLE_AGAIN ? 0 : -1;
  }
  std::array<iovec, 2> parts{
      {{const_cast<char*>(head.data()), head.size()}, {const_cast<char*>(body.data()), body.size()}}};
  msghdr message{};
  message.msg_iov = parts.data();
  message.msg_iovlen = body.empty() ? 1 : 2;
  const auto sent = ::sendmsg(m_fd, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
  return sent >= 0 ? sent : errno == EAGAIN || errno == EINTR ? 0 : -1;
}

void Connection::send(std::string_view head, std::string_view body) {
  m_parser.begin();
  m_line.clear();
  m_isClean = false;
  m_unsent.clear();
  m_unsentFrom = 0;
  const std::size_t whole = head.size() + body.size();
  if (m_tls == nullptr) {
    const auto sent = write(head, body);
    // A broken connection tells more when it is read from: the server may have answered before it closed.
    if (sent < 0 || static_cast<std::size_t>(sent) == whole) return;
    const auto taken = static_cast<std::size_t>(sent);
    if (taken < head.size()) m_unsent = head.substr(taken);
    m_unsent += body.substr(taken > head.size() ? taken - head.size() : 0);
  } else {
    m_unsent.reserve(whole);  // one TLS record where it fits, and at the same place when it is tried again
    m_unsent += head;
    m_unsent += body;
    writeRest();
    if (m_unsent.empty()) return;
  }
  m_shared.loop.watch(m_fd, *this, EPOLLIN | EPOLLOUT);
}

void Connection::writeRest() {
  while (!m_unsent.empty()) {
    const auto sent = write(std::string_view(m_unsent).substr(m_unsentFrom), {});
    if (sent == 0) return;
    if (sent > 0) m_unsentFrom += static_cast<std::size_t>(sent);
    if (sent > 0 && m_unsentFrom < m_unsent.size()) continue;
    m_isClean = false;
    if (m_unsent.capacity() > 4096)
      m_unsent = {};  // gives back the memory of a long prompt
    else
      m_unsent.clear();
    m_unsentFrom = 0;
  }
}

Connection::Received Connection::receive(char* to, std::size_t room) {
  if (m_tls == nullptr) {
    const auto count = ::recv(m_fd, to, room, MSG_DONTWAIT);
    if (count >= 0) return {count, {}};
    if (errno == EAGAIN || errno == EINTR) return {-2, {}};
    return {-1, systemWords(errno)};
  }
  std::size_t count = 0;
  const CURLcode code = curl_easy_recv(m_tls, to, room, &count);
  if (code == CURLE_OK) return {static_cast<std::ptrdiff_t>(count), {}};
  if (code == CURLE_AGAIN) return {-2, {}};
  long systemCode = 0;
  curl_easy_getinfo(m_tls, CURLINFO_OS_ERRNO, &systemCode);
  return {-1, systemCode != 0 ? systemWords(static_cast<int>(systemCode))
                              : std::string(curl_easy_strerror(code))};
}

void Connection::onReady(std::uint32_t events) {
  if (m_user == nullptr) return close();  // idle: the server closed it, or said something nobody asked for
  if ((events & EPOLLOUT) != 0 && !m_unsent.empty()) {
    writeRest();
    if (m_unsent.empty()) m_shared.loop.watch(m_fd, *this, EPOLLIN);
  }
  if ((events & ~std::uint32_t{EPOLLOUT}) == 0) return;
  // Of a plain socket once: what is left keeps it ready, behind the others. TLS has read ahead, which no one
  // tells.
  while (read() && m_tls != nullptr) {
  }
}

// True when more may be there at once.
bool Connection::read() {
  char* const buffer = m_shared.buffer.data();
  const std::size_t kept = m_line.copy(buffer, m_line.size());
  const Received received = receive(buffer + kept, m_shared.buffer.size() - kept);
  if (received.bytes == -2) return false;
  if (received.bytes <= 0) {
    if (received.bytes < 0)
      finish(FailureKind::reset, received.words);
    else
      wasClosed();
    return false;
  }
  m_now = Clock::now();
  const std::string_view bytes(buffer, kept + static_cast<std::size_t>(received.bytes));
  const std::string_view rest = bytes.substr(m_parser.feed(bytes));
  switch (m_parser.state()) {
    case ResponseParser::State::whole:
      m_isClean = rest.empty() && m_unsent.empty() && m_parser.keepsAlive();
      finish(FailureKind::none, {});
      return false;
    case ResponseParser::State::unwanted: finish(FailureKind::none, {}); return false;
    case ResponseParser::State::malformed: finish(FailureKind::malformedStream, m_parser.why()); return false;
    default: m_line.assign(rest); return true;
  }
}

void Connection::wasClosed() {
  m_parser.close();
  if (m_parser.state() == ResponseParser::State::whole) return finish(FailureKind::none, {});
  if (m_parser.state() == ResponseParser::State::reading)
    return finish(FailureKind::earlyEnd, "the server closed the connection in the middle of the answer");
  finish(FailureKind::reset, m_isFirst
                                 ? "the server closed the connection without an answer"
                                 : "the server closed the kept-alive connection as the request was sent");
}

void Connection::finish(FailureKind network, std::string words) {
  ConnectionUser* user = std::exchange(m_user, nullptr);
  if (m_parser.status() != 0 && network != FailureKind::none) user->onHead(m_parser.status(), {}, {});
  m_isFirst = false;
  user->onEnd(network, std::move(words));
}

void Connection::onHead(int status, std::string_view contentType, std::string_view location) {
  m_user->onHead(status, contentType, location);
}

bool Connection::onBody(std::string_view bytes) { return m_user->onBody(bytes, m_now); }

}  // namespace headroom
