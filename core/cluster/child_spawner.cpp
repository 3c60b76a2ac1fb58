#include "core/cluster/child_spawner.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <future>
#include <memory>
#include <thread>

namespace headroom {
namespace {

// Reads "+ PGID" and "- PGID" until the other end is closed, then kills the groups that are left. The ids
// stand between blanks, so that 12 is not found in 123.
constexpr const char* kGuardScript =
    "ids=' '\n"
    "while read -r sign id; do\n"
    "  case $sign in\n"
    "    +) ids=\"$ids$id \" ;;\n"
    "    -) case $ids in *\" $id \"*) ids=\"${ids%% $id *} ${ids#* $id }\" ;; esac ;;\n"
    "  esac\n"
    "done\n"
    "for id in $ids; do kill -s KILL -- \"-$id\"; done\n";

std::vector<char*> pointers(const std::vector<std::string>& words) {
  std::vector<char*> all;
  all.reserve(words.size() + 1);
  for (const std::string& word : words) all.push_back(const_cast<char*>(word.c_str()));
  all.push_back(nullptr);
  return all;
}

// "+ 1234\n". Between fork and exec nothing may allocate, so it is written by hand.
std::size_t guardLine(char sign, pid_t pid, std::array<char, 32>& line) {
  std::array<char, 16> digits{};
  std::size_t count = 0;
  for (auto rest = static_cast<unsigned>(pid); rest > 0; rest /= 10)
    digits[count++] = static_cast<char>('0' + rest % 10);
  std::size_t length = 0;
  line[length++] = sign;
  line[length++] = ' ';
  while (count > 0) line[length++] = digits[--count];
  line[length++] = '\n';
  return length;
}

void tellGuard(int socket, char sign, pid_t pid) {
  if (socket < 0) return;
  std::array<char, 32> line{};
  const std::size_t length = guardLine(sign, pid, line);
  // A guard that is gone or does not read must never hold us up; it is started anew with the next child.
  (void)::send(socket, line.data(), length, MSG_NOSIGNAL | MSG_DONTWAIT);
}

// What both kinds of child begin with. Only calls that are safe after a fork of a program with threads.
void detachFromParent() {
  for (int number = 1; number < NSIG; ++number) {
    if (number != SIGKILL && number != SIGSTOP) (void)::signal(number, SIG_DFL);
  }
  sigset_t none;
  sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  ::setsid();
}

[[noreturn]] void becomeProgram(const SpawnRequest& request, char* const* arguments, char* const* environment,
                                int nullFd, int guardSocket, int failureFd, pid_t parent) {
  detachFromParent();
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(127);  // it died before the line above
  tellGuard(guardSocket, '+', ::getpid());
  // Above 2 first: a parent without standard streams has pipes there.
  const int in = ::fcntl(nullFd, F_DUPFD, 3), out = ::fcntl(request.outFd, F_DUPFD, 3);
  const int err = ::fcntl(request.errFd, F_DUPFD, 3), report = ::fcntl(failureFd, F_DUPFD_CLOEXEC, 3);
  const bool placed = ::dup2(in, 0) == 0 && ::dup2(out, 1) == 1 && ::dup2(err, 2) == 2 &&
                      ::close_range(3, ~0U, CLOSE_RANGE_CLOEXEC) == 0;
  if (placed) ::execve(request.path.c_str(), arguments, environment);
  const int failure = errno;
  (void)!::write(report, &failure, sizeof failure);
  ::_exit(127);
}

[[noreturn]] void becomeGuard(int nullFd, int socket, char* const* arguments, char* const* environment) {
  detachFromParent();
  (void)!::chdir("/");
  if (::dup2(socket, 0) == 0 && ::dup2(nullFd, 1) == 1 && ::dup2(nullFd, 2) == 2 &&
      ::close_range(3, ~0U, CLOSE_RANGE_CLOEXEC) == 0)
    ::execve("/bin/sh", arguments, environment);
  ::_exit(127);
}

}  // namespace

ChildSpawner& ChildSpawner::instance() {
  // Never destroyed: its thread must live as long as the process, and children may be ended by static
  // destructors.
  static ChildSpawner* const spawner = new ChildSpawner;
  return *spawner;
}

ChildSpawner::ChildSpawner() {
  // Signals are for the program's other threads.
  sigset_t all, before;
  sigfillset(&all);
  ::pthread_sigmask(SIG_SETMASK, &all, &before);
  std::thread([this] { run(); }).detach();
  ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

void ChildSpawner::run() {
  ::pthread_setname_np(::pthread_self(), "spawner");
  for (;;) {
    std::function<void()> task;
    {
      std::unique_lock lock(m_mutex);
      m_wake.wait(lock, [this] { return !m_tasks.empty(); });
      task = std::move(m_tasks.front());
      m_tasks.erase(m_tasks.begin());
    }
    task();
  }
}

ChildSpawner::Spawned ChildSpawner::spawn(const SpawnRequest& request) {
  auto answer = std::make_shared<std::promise<Spawned>>();
  auto future = answer->get_future();
  {
    const std::lock_guard lock(m_mutex);
    m_tasks.push_back([this, answer, &request] { answer->set_value(spawnHere(request)); });
  }
  m_wake.notify_one();
  return future.get();
}

ChildSpawner::Spawned ChildSpawner::spawnHere(const SpawnRequest& request) {
  keepGuard();
  const std::vector<char*> arguments = pointers(request.arguments);
  const std::vector<char*> environment = pointers(request.environment);
  const int nullFd = ::open("/dev/null", O_RDWR | O_CLOEXEC);
  if (nullFd < 0) return {errno};
  int failure[2];
  if (::pipe2(failure, O_CLOEXEC) != 0) {
    const int error = errno;
    ::close(nullFd);
    return {error};
  }
  const pid_t parent = ::getpid();
  const pid_t pid = ::fork();
  if (pid == 0)
    becomeProgram(request, arguments.data(), environment.data(), nullFd, m_guardSocket, failure[1], parent);
  const int forkFailure = errno;
  ::close(nullFd);
  ::close(failure[1]);
  Spawned spawned{0, pid};
  if (pid < 0) {
    spawned.errnoValue = forkFailure;
  } else {
    // Empty when exec closed the other end: the program runs.
    ssize_t got;
    while ((got = ::read(failure[0], &spawned.errnoValue, sizeof spawned.errnoValue)) < 0 && errno == EINTR) {
    }
    const std::lock_guard lock(m_guardMutex);
    if (got > 0) {
      tellGuard(m_guardSocket, '-', pid);
      ::waitpid(pid, nullptr, 0);
    } else {
      m_alive.insert(pid);
    }
  }
  ::close(failure[0]);
  return spawned;
}

void ChildSpawner::forget(pid_t pid) {
  const std::lock_guard lock(m_guardMutex);
  m_alive.erase(pid);
  tellGuard(m_guardSocket, '-', pid);
}

void ChildSpawner::keepGuard() {
  const std::lock_guard lock(m_guardMutex);
  if (m_guardPid > 0 && ::waitpid(m_guardPid, nullptr, WNOHANG) == 0) return;
  if (m_guardSocket >= 0) ::close(m_guardSocket);
  m_guardPid = -1;
  m_guardSocket = -1;

  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return;
  const int nullFd = ::open("/dev/null", O_RDWR | O_CLOEXEC);
  const std::vector<std::string> words{"headroom-guard", "-c", kGuardScript};
  const std::vector<char*> arguments = pointers(words);
  const std::vector<char*> environment = pointers({});
  const pid_t pid = nullFd < 0 ? -1 : ::fork();
  if (pid == 0) becomeGuard(nullFd, ends[1], arguments.data(), environment.data());
  if (nullFd >= 0) ::close(nullFd);
  ::close(ends[1]);
  if (pid < 0) {
    ::close(ends[0]);
    return;
  }
  m_guardPid = pid;
  m_guardSocket = ends[0];
  for (const pid_t alive : m_alive) tellGuard(m_guardSocket, '+', alive);
}

}  // namespace headroom
