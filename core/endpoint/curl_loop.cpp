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
    // OpenSSL writes to sockets in a way that raises SIGPIPE when the peer is gone, and without signals
    // libcurl leaves that to us. A handler of the program's own stays.
    struct sigaction current {};
    if (::sigaction(SIGPIPE, nullptr, &current) == 0 && (current.sa_flags & SA_SIGINFO) == 0 &&
        current.sa_handler == SIG_DFL)
      ::signal(SIGPIPE, SIG_IGN);
  });
}

Result<std::unique_ptr<CurlLoop>> CurlLoop::create() {
  initialiseCurl();
  std::unique_ptr<CurlLoop> loop(new CurlLoop);
  loop->m_epoll = ::epoll_create1(EPOLL_CLOEXEC);
  loop->m_wake = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (loop->m_epoll < 0 || loop->m_wake < 0) return systemError(errno, "cannot set up the network loop");
  if (!loop->addGroup()) return Error{ErrorCode::io, "libcurl could not be set up"};
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.fd = loop->m_wake;
  if (::epoll_ctl(loop->m_epoll, EPOLL_CTL_ADD, loop->m_wake, &event) != 0)
    return systemError(errno, "cannot set up the network loop");
  return loop;
}

CurlLoop::~CurlLoop() {
  for (const auto& group : m_groups) curl_multi_cleanup(group->multi);
  if (m_wake >= 0) ::close(m_wake);
  if (m_epoll >= 0) ::close(m_epoll);
}

bool CurlLoop::addGroup() {
  auto group = std::make_unique<Group>();
  group->loop = this;
  group->multi = curl_multi_init();
  if (group->multi == nullptr) return false;
  curl_multi_setopt(group->multi, CURLMOPT_SOCKETFUNCTION, &CurlLoop::onSocket);
  curl_multi_setopt(group->multi, CURLMOPT_SOCKETDATA, group.get());
  curl_multi_setopt(group->multi, CURLMOPT_TIMERFUNCTION, &CurlLoop::onTimer);
  curl_multi_setopt(group->multi, CURLMOPT_TIMERDATA, group.get());
  curl_multi_setopt(group->multi, CURLMOPT_PIPELINING, static_cast<long>(CURLPIPE_NOTHING));
  // Keep every connection: by default libcurl closes those beyond four times the running transfers.
  curl_multi_setopt(group->multi, CURLMOPT_MAXCONNECTS, 1'000'000L);
  m_groups.push_back(std::move(group));
  return true;
}

void CurlLoop::adopt(CURL* easy) {
  if (m_groupOf.size() >= groupSize * m_groups.size())
    addGroup();  // without memory for it, the last one serves
  m_groupOf[easy] = m_groups.back().get();
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, &CurlLoop::onOpen);
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, this);
  curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, &CurlLoop::onClose);
  curl_easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, this);
}

void CurlLoop::add(CURL* easy) {
  Group& group = *m_groupOf.at(easy);
  curl_multi_add_handle(group.multi, easy);
  // add_handle only asks to be called at once; this sends the request now.
  act(group, CURL_SOCKET_TIMEOUT, 0);
}

void CurlLoop::remove(CURL* easy) { curl_multi_remove_handle(m_groupOf.at(easy)->multi, easy); }

int CurlLoop::take(CURL* easy) {
  curl_socket_t fd = CURL_SOCKET_BAD;
  curl_easy_getinfo(easy, CURLINFO_ACTIVESOCKET, &fd);
  if (fd != CURL_SOCKET_BAD) socket(fd).taken = true;
  remove(easy);
  return fd;
}

void CurlLoop::watch(int fd, SocketWatcher& watcher, std::uint32_t events) {
  Socket& state = socket(fd);
  state.watcher = &watcher;
  state.wanted = events;
  if (events == state.registered) return;
  tell(fd, state, events, std::exchange(state.registered, events));
}

void CurlLoop::forget(int fd) {
  Socket& state = socket(fd);
  state.watcher = nullptr;
  state.wanted = 0;
  if (state.taken) state = Socket{};  // its owner closes it now, which takes it out of epoll
}

void CurlLoop::act(Group& group, curl_socket_t fd, int what) {
  if (fd == CURL_SOCKET_TIMEOUT && group.timer) {
    group.timer.reset();  // first: libcurl may set it anew within the call
    m_timersChanged = true;
  }
  int running = 0;
  curl_multi_socket_action(group.multi, fd, what, &running);
  if (!std::exchange(group.touched, true)) m_touched.push_back(&group);
}

std::optional<std::pair<CURL*, CURLcode>> CurlLoop::nextFinished() {
  for (; !m_touched.empty(); m_touched.pop_back()) {
    Group& group = *m_touched.back();
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(group.multi, &left)) {
      if (message->msg != CURLMSG_DONE) continue;
      const std::pair finished(message->easy_handle, message->data.result);
      return finished;
    }
    group.touched = false;
  }
  return std::nullopt;
}

CurlLoop::Socket& CurlLoop::socket(int fd) {
  const auto index = static_cast<std::size_t>(fd);
  if (index >= m_sockets.size()) m_sockets.resize(std::max(index + 1, 2 * m_sockets.size()));
  return m_sockets[index];
}

int CurlLoop::onSocket(CURL*, curl_socket_t fd, int what, void* pointer, void*) {
  auto& group = *static_cast<Group*>(pointer);
  std::uint32_t events = 0;
  if (what == CURL_POLL_IN || what == CURL_POLL_INOUT) events |= EPOLLIN;
  if (what == CURL_POLL_OUT || what == CURL_POLL_INOUT) events |= EPOLLOUT;
  group.loop->want(fd, group, events);
  return 0;
}

// A connection between two requests stays registered for reading, since the next request will want just that:
// this saves two system calls a request. If something comes meanwhile (the server closes it), work()
// unregisters it.
void CurlLoop::want(int fd, Group& group, std::uint32_t events) {
  Socket& state = socket(fd);
  if (state.watcher != nullptr) return;  // it is up to the watcher
  state.group = &group;
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
  self.socket(fd) = Socket{.ours = true};
  return fd;
}

int CurlLoop::onClose(void* loop, curl_socket_t fd) {
  Socket& state = static_cast<CurlLoop*>(loop)->socket(fd);
  if (state.taken) return 0;
  if (SocketWatcher* watcher = std::exchange(state, Socket{}).watcher) watcher->onClosed();
  return ::close(fd);  // which takes it out of epoll
}

int CurlLoop::onTimer(CURLM*, long milliseconds, void* pointer) {
  auto& group = *static_cast<Group*>(pointer);
  if (milliseconds < 0)
    group.timer.reset();
  else
    group.timer = Clock::now() + std::chrono::milliseconds(milliseconds);
  group.loop->m_timersChanged = true;
  return 0;
}

std::optional<Instant> CurlLoop::nextTimer() {
  if (!std::exchange(m_timersChanged, false)) return m_nextTimer;
  m_nextTimer.reset();
  for (const auto& group : m_groups)
    if (group->timer && (!m_nextTimer || *group->timer < *m_nextTimer)) m_nextTimer = group->timer;
  return m_nextTimer;
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
  if (state.watcher != nullptr) return state.watcher->onReady(events);
  if (state.wanted ==
      0) {  // an idle connection that the server closed; libcurl sees that before it uses it again
    if (state.registered != 0) tell(fd, state, 0, std::exchange(state.registered, 0));
    return;
  }
  int what = 0;
  if (events & EPOLLIN) what |= CURL_CSELECT_IN;
  if (events & EPOLLOUT) what |= CURL_CSELECT_OUT;
  if (events & (EPOLLERR | EPOLLHUP)) what |= CURL_CSELECT_ERR | CURL_CSELECT_IN;
  act(*state.group, fd, what);
}

void CurlLoop::turn(Instant until, const std::stop_token& stop) {
  tightenTimers();
  const std::stop_callback wake(stop, [this] {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto length = ::write(m_wake, &one, sizeof one);
  });
  const bool untilLiesAhead = until > Clock::now();
  const auto timer = nextTimer();
  const int count = wait(timer ? std::min(until, *timer) : until);
  for (int i = 0; i < count; ++i) {
    const epoll_event& event = m_events[static_cast<std::size_t>(i)];
    work(event.data.fd, event.events);
    // What is left stays ready in epoll, behind the others.
    if (untilLiesAhead && i + 1 < count && Clock::now() >= until) break;
  }
  if (const auto due = nextTimer(); !due || *due > Clock::now()) return;
  const Instant now = Clock::now();
  for (const auto& group : m_groups)
    if (group->timer && *group->timer <= now) act(*group, CURL_SOCKET_TIMEOUT, 0);
}

}  // namespace headroom
