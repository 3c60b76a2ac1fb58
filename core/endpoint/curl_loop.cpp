#include "core/endpoint/curl_loop.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <mutex>

namespace headroom {
namespace {

// The kernel may delay a thread's timers by its slack, 50 µs by default: too much for a schedule.
void tightenTimers() {
  thread_local const bool tight = ::prctl(PR_SET_TIMERSLACK, 1UL, 0UL, 0UL, 0UL) == 0;
  (void)tight;
}

timespec toTimespec(Duration duration) {
  const auto nanoseconds = std::max<Duration::rep>(duration.count(), 0);
  return {static_cast<time_t>(nanoseconds / 1'000'000'000), static_cast<long>(nanoseconds % 1'000'000'000)};
}

}  // namespace

void initialiseCurl() {
  static std::once_flag once;
  std::call_once(once, [] {
    curl_global_init(CURL_GLOBAL_DEFAULT);
    // OpenSSL writes to sockets in a way that raises SIGPIPE when the peer is gone, and without signals libcurl
    // leaves that to us. A handler of the program's own stays.
    struct sigaction current{};
    if (::sigaction(SIGPIPE, nullptr, &current) == 0 && (current.sa_flags & SA_SIGINFO) == 0 && current.sa_handler == SIG_DFL)
      ::signal(SIGPIPE, SIG_IGN);
  });
}

Result<std::unique_ptr<CurlLoop>> CurlLoop::create() {
  initialiseCurl();
  std::unique_ptr<CurlLoop> loop(new CurlLoop);
  loop->m_epoll = ::epoll_create1(EPOLL_CLOEXEC);
  loop->m_wake = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (loop->m_epoll < 0 || loop->m_wake < 0) return systemError(errno, "cannot set up the network loop");
  loop->m_multi = curl_multi_init();
  if (loop->m_multi == nullptr) return Error{ErrorCode::io, "libcurl could not be set up"};

  curl_multi_setopt(loop->m_multi, CURLMOPT_SOCKETFUNCTION, &CurlLoop::onSocket);
  curl_multi_setopt(loop->m_multi, CURLMOPT_SOCKETDATA, loop.get());
  curl_multi_setopt(loop->m_multi, CURLMOPT_TIMERFUNCTION, &CurlLoop::onTimer);
  curl_multi_setopt(loop->m_multi, CURLMOPT_TIMERDATA, loop.get());
  curl_multi_setopt(loop->m_multi, CURLMOPT_PIPELINING, static_cast<long>(CURLPIPE_NOTHING));
  // Keep every connection: by default libcurl closes those beyond four times the running transfers.
  curl_multi_setopt(loop->m_multi, CURLMOPT_MAXCONNECTS, 1'000'000L);

  epoll_event event{};
  event.events = EPOLLIN;
  event.data.fd = loop->m_wake;
  if (::epoll_ctl(loop->m_epoll, EPOLL_CTL_ADD, loop->m_wake, &event) != 0)
    return systemError(errno, "cannot set up the network loop");
  return loop;
}

CurlLoop::~CurlLoop() {
  if (m_multi != nullptr) curl_multi_cleanup(m_multi);
  if (m_wake >= 0) ::close(m_wake);
  if (m_epoll >= 0) ::close(m_epoll);
}

void CurlLoop::adopt(CURL* easy) {
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, &CurlLoop::onOpen);
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, this);
  curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, &CurlLoop::onClose);
  curl_easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, this);
}

void CurlLoop::add(CURL* easy) {
  curl_multi_add_handle(m_multi, easy);
  fireTimer();  // add_handle only asks to be called at once; this sends the request now
}

void CurlLoop::remove(CURL* easy) { curl_multi_remove_handle(m_multi, easy); }

std::optional<std::pair<CURL*, CURLcode>> CurlLoop::nextFinished() {
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(m_multi, &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    const std::pair finished(message->easy_handle, message->data.result);
    curl_multi_remove_handle(m_multi, finished.first);
    return finished;
  }
  return std::nullopt;
}

CurlLoop::Socket& CurlLoop::socket(int fd) {
  const auto index = static_cast<std::size_t>(fd);
  if (index >= m_sockets.size()) m_sockets.resize(std::max(index + 1, 2 * m_sockets.size()));
  return m_sockets[index];
}

int CurlLoop::onSocket(CURL*, curl_socket_t fd, int what, void* loop, void*) {
  std::uint32_t events = 0;
  if (what == CURL_POLL_IN || what == CURL_POLL_INOUT) events |= EPOLLIN;
  if (what == CURL_POLL_OUT || what == CURL_POLL_INOUT) events |= EPOLLOUT;
  static_cast<CurlLoop*>(loop)->want(fd, events);
  return 0;
}

// A connection between two requests stays registered for reading, since the next request will want just that:
// this saves two system calls a request. If something comes meanwhile (the server closes it), work() unregisters it.
void CurlLoop::want(int fd, std::uint32_t events) {
  Socket& state = socket(fd);
  state.wanted = events;
  if (events == state.registered) return;
  if (events == 0 && state.ours && state.registered == EPOLLIN) return;
  const std::uint32_t before = std::exchange(state.registered, events);
  tell(fd, state, events, before);
}

void CurlLoop::tell(int fd, const Socket& state, std::uint32_t events, std::uint32_t before) {
  epoll_event event{};
  event.events = events;
  event.data.fd = fd;
  const int operation = events == 0 ? EPOLL_CTL_DEL : before == 0 ? EPOLL_CTL_ADD : EPOLL_CTL_MOD;
  if (::epoll_ctl(m_epoll, operation, fd, &event) == 0 || state.ours) return;
  // A socket of libcurl's own can have been closed and opened again behind our back.
  if (errno == ENOENT && events != 0) ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, fd, &event);
  if (errno == EEXIST) ::epoll_ctl(m_epoll, EPOLL_CTL_MOD, fd, &event);
}

curl_socket_t CurlLoop::onOpen(void* loop, curlsocktype, curl_sockaddr* address) {
  auto& self = *static_cast<CurlLoop*>(loop);
  const int fd = ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
  if (fd < 0) return CURL_SOCKET_BAD;
  ++self.m_connectionsMade;
  self.socket(fd) = Socket{0, 0, true};
  return fd;
}

int CurlLoop::onClose(void* loop, curl_socket_t fd) {
  static_cast<CurlLoop*>(loop)->socket(fd) = Socket{};  // closing takes it out of epoll
  return ::close(fd);
}

int CurlLoop::onTimer(CURLM*, long milliseconds, void* loop) {
  auto& timer = static_cast<CurlLoop*>(loop)->m_timer;
  if (milliseconds < 0) timer.reset();
  else timer = Clock::now() + std::chrono::milliseconds(milliseconds);
  return 0;
}

void CurlLoop::fireTimer() {
  m_timer.reset();  // first: libcurl may set it anew within the call
  int running = 0;
  curl_multi_socket_action(m_multi, CURL_SOCKET_TIMEOUT, 0, &running);
}

int CurlLoop::wait(Instant until) {
  const timespec patience = toTimespec(until - Clock::now());
  if (m_hasPreciseWait) {
    const int count = ::epoll_pwait2(m_epoll, m_events.data(), batchSize, &patience, nullptr);
    if (count >= 0 || errno != ENOSYS) return count;
    m_hasPreciseWait = false;
  }
  pollfd readable{m_epoll, POLLIN, 0};
  ::ppoll(&readable, 1, &patience, nullptr);
  return ::epoll_wait(m_epoll, m_events.data(), batchSize, 0);
}

void CurlLoop::work(int fd, std::uint32_t events) {
  if (fd == m_wake) {
    std::uint64_t count = 0;
    [[maybe_unused]] const auto length = ::read(m_wake, &count, sizeof count);
    return;
  }
  Socket& state = socket(fd);
  if (state.wanted == 0) {  // an idle connection that the server closed; libcurl sees that before it uses it again
    if (state.registered != 0) tell(fd, state, 0, std::exchange(state.registered, 0));
    return;
  }
  int what = 0;
  if (events & EPOLLIN) what |= CURL_CSELECT_IN;
  if (events & EPOLLOUT) what |= CURL_CSELECT_OUT;
  if (events & (EPOLLERR | EPOLLHUP)) what |= CURL_CSELECT_ERR | CURL_CSELECT_IN;
  int running = 0;
  curl_multi_socket_action(m_multi, fd, what, &running);
}

void CurlLoop::turn(Instant until, const std::stop_token& stop) {
  tightenTimers();
  const std::stop_callback wake(stop, [this] {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto length = ::write(m_wake, &one, sizeof one);
  });
  const bool untilLiesAhead = until > Clock::now();
  const int count = wait(m_timer ? std::min(until, *m_timer) : until);
  for (int i = 0; i < count; ++i) {
    const epoll_event& event = m_events[static_cast<std::size_t>(i)];
    work(event.data.fd, event.events);
    // What is left stays ready in epoll, behind the others.
    if (untilLiesAhead && i + 1 < count && Clock::now() >= until) break;
  }
  if (m_timer && *m_timer <= Clock::now()) fireTimer();
}

}  // namespace headroom
