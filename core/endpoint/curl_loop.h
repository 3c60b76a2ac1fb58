// libcurl's multi interface and sockets of our own on one epoll: waits that are exact to microseconds, and no
// system call that the work does not need.
//
// libcurl finds a connection by walking through all that a multi handle has, in use or not: quadratic work
// for thousands of TLS streams. So the handles are dealt out to several multi handles, `groupSize` to each.
//
//   auto loop = CurlLoop::create();
//   (*loop)->adopt(easy);                 // once, before its first add()
//   (*loop)->add(easy);
//   (*loop)->turn(until, stop);           // waits, then hands what came to libcurl and to the watchers
//   while (auto finished = (*loop)->nextFinished()) …  // and remove() it
//
// With CURLOPT_CONNECT_ONLY a handle that finished has made a connection: take() makes its socket the
// caller's, and watch() says who works on it.
//
// One thread uses it; a stop request may come from any.
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <curl/curl.h>

#include <sys/epoll.h>

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <unordered_map>
#include <utility>
#include <vector>

namespace headroom {

// libcurl's global set-up, once a process, however many threads come first. Ignores SIGPIPE unless the
// program handles it.
void initialiseCurl();

// Works on one socket.
class SocketWatcher {
 public:
  virtual ~SocketWatcher() = default;
  // `events` as of epoll. Now and then none of them is so: only reading and writing tells.
  virtual void onReady(std::uint32_t events) = 0;
  // libcurl closed the socket on its own.
  virtual void onClosed() = 0;
};

class CurlLoop {
 public:
  static Result<std::unique_ptr<CurlLoop>> create();
  ~CurlLoop();
  CurlLoop(const CurlLoop&) = delete;
  CurlLoop& operator=(const CurlLoop&) = delete;

  // Sets the options by which this loop learns of the handle's sockets, and gives it its group. The handle
  // must be cleaned up before the loop is.
  void adopt(CURL* easy);
  // Starts the transfer; on a kept-alive connection the request is on its way when this returns.
  void add(CURL* easy);
  // Ends it, finished or not; a transfer in the middle, or a handle that only connected, loses its
  // connection.
  void remove(CURL* easy);

  // The socket of a handle that only connected, without TLS; the handle is removed and free for another one.
  int take(CURL* easy);
  // Tells `watcher` of `events` on the socket until forget() or until it is closed.
  void watch(int fd, SocketWatcher& watcher, std::uint32_t events);
  void forget(int fd);

  // Waits for `until`, traffic, or a stop, whichever is first, and works off at most one batch of
  // traffic. When `until` lies ahead, it does not work past it by more than one event.
  void turn(Instant until, const std::stop_token& stop);

  // A transfer that came to its end; remove() is up to the caller.
  std::optional<std::pair<CURL*, CURLcode>> nextFinished();

  std::size_t connectionsMade() const { return m_connectionsMade; }

 private:
  static constexpr std::size_t groupSize = 128;
  static constexpr int batchSize = 64;

  // A multi handle and what it asked of us.
  struct Group {
    CurlLoop* loop = nullptr;
    CURLM* multi = nullptr;
    std::optional<Instant> timer;  // when libcurl wants to be called
    bool touched = false;          // it worked since its ended transfers were last asked for
  };
  struct Socket {
    Group* group = nullptr;
    std::uint32_t wanted = 0;      // by libcurl
    std::uint32_t registered = 0;  // with epoll
    bool ours = false;             // opened and closed by our callbacks, so `registered` is always right
    bool taken = false;            // libcurl must not close it
    SocketWatcher* watcher = nullptr;
  };

  CurlLoop() = default;
  static int onSocket(CURL* easy, curl_socket_t fd, int what, void* group, void* unused);
  static int onTimer(CURLM* multi, long milliseconds, void* group);
  static curl_socket_t onOpen(void* loop, curlsocktype purpose, curl_sockaddr* address);
  static int onClose(void* loop, curl_socket_t fd);

  bool addGroup();
  Socket& socket(int fd);
  void want(int fd, Group& group, std::uint32_t events);
  void tell(int fd, const Socket& socket, std::uint32_t events, std::uint32_t before);
  int wait(Instant until);
  void work(int fd, std::uint32_t events);
  void act(Group& group, curl_socket_t fd, int what);
  std::optional<Instant> nextTimer();

  std::vector<std::unique_ptr<Group>> m_groups;
  std::unordered_map<CURL*, Group*> m_groupOf;
  std::vector<Group*> m_touched;
  std::optional<Instant> m_nextTimer;  // of all groups
  bool m_timersChanged = false;
  int m_epoll = -1;
  int m_wake = -1;                // an eventfd: a stop request writes to it
  bool m_hasPreciseWait = true;   // epoll_pwait2 (Linux 5.11)
  std::vector<Socket> m_sockets;  // by file descriptor
  std::array<epoll_event, batchSize> m_events{};
  std::size_t m_connectionsMade = 0;
};

}  // namespace headroom
