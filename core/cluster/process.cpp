#include "core/cluster/process.h"

#include "core/cluster/child_spawner.h"

#include <fmt/format.h>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <utility>

extern char** environ;

namespace headroom {
namespace {

class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int fd) : m_fd(fd) {}
  Descriptor(Descriptor&& other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(m_fd, other.m_fd);
    return *this;
  }
  ~Descriptor() { reset(); }
  void reset() {
    if (m_fd >= 0) ::close(m_fd);
    m_fd = -1;
  }
  operator int() const { return m_fd; }

 private:
  int m_fd = -1;
};

bool isProgram(const std::string& path) {
  struct stat info {};
  return ::stat(path.c_str(), &info) == 0 && S_ISREG(info.st_mode) && ::access(path.c_str(), X_OK) == 0;
}

// As a shell would find it.
Result<std::string> findProgram(const std::string& program) {
  if (program.find('/') != std::string::npos) {
    if (isProgram(program)) return program;
    struct stat info {};
    if (::stat(program.c_str(), &info) != 0) return systemError(errno, "cannot run " + program);
    return Error{ErrorCode::permissionDenied, "cannot run " + program + ": it is not an executable file",
                 "check the path, or chmod +x it"};
  }
  const char* variable = std::getenv("PATH");
  const std::string path = variable != nullptr ? variable : "/usr/local/bin:/usr/bin:/bin";
  for (std::size_t start = 0; !program.empty() && start <= path.size();) {
    const std::size_t end = std::min(path.find(':', start), path.size());
    const std::string folder = end == start ? "." : path.substr(start, end - start);
    if (const std::string file = folder + "/" + program; isProgram(file)) return file;
    start = end + 1;
  }
  return Error{ErrorCode::notFound, fmt::format("no program \"{}\" in PATH", program),
               "install it, or give its path"};
}

std::vector<std::string> environmentWith(const std::vector<std::string>& added) {
  std::vector<std::string> all;
  const auto nameOf = [](std::string_view entry) { return entry.substr(0, entry.find('=')); };
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const bool replaced = std::any_of(added.begin(), added.end(),
                                      [&](const auto& own) { return nameOf(own) == nameOf(*entry); });
    if (!replaced) all.emplace_back(*entry);
  }
  all.insert(all.end(), added.begin(), added.end());
  return all;
}

timespec timeLeft(Instant until) {
  const auto left = std::clamp(until - Clock::now(), Duration::zero(), Duration(std::chrono::hours(1)));
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(left);
  return {static_cast<time_t>(seconds.count()), static_cast<long>((left - seconds).count())};
}

}  // namespace

std::string ProcessEnd::words() const {
  return signal != 0 ? fmt::format("killed by signal {}", signal) : fmt::format("exit code {}", exitCode);
}

struct ChildProcess::State {
  pid_t pid = -1;
  Descriptor handle;  // pidfd: readable when the child has ended
  Descriptor wake;    // eventfd: a stop was asked for
  Descriptor out, err;
  bool ended = false;
  ProcessEnd status;

  // Hands over what is there now; closes the stream at its end. True when there was anything.
  static bool drain(Descriptor& from, Stream stream, const Sink& sink) {
    if (from < 0) return false;
    std::array<char, 65536> buffer;
    const ssize_t count = ::read(from, buffer.data(), buffer.size());
    if (count > 0) {
      if (sink) sink(stream, {buffer.data(), static_cast<std::size_t>(count)});
      return true;
    }
    if (count == 0 || (errno != EAGAIN && errno != EINTR)) from.reset();
    return false;
  }

  void signalGroup(int number) const { (void)::kill(-pid, number); }

  // The child is dead but not reaped, so its number is still its own: whatever is left of its group goes now.
  void reap() {
    siginfo_t info{};
    while (::waitid(P_PID, static_cast<id_t>(pid), &info, WEXITED | WNOWAIT) != 0 && errno == EINTR) {
    }
    signalGroup(SIGKILL);
    ChildSpawner::instance().forget(pid);
    int raw = 0;
    while (::waitpid(pid, &raw, 0) < 0 && errno == EINTR) {
    }
    status.exitCode = WIFEXITED(raw) ? WEXITSTATUS(raw) : 0;
    status.signal = WIFSIGNALED(raw) ? WTERMSIG(raw) : 0;
    ended = true;
  }
};

ChildProcess::ChildProcess(std::unique_ptr<State> state) : m_state(std::move(state)) {}
ChildProcess::ChildProcess(ChildProcess&&) noexcept = default;
ChildProcess& ChildProcess::operator=(ChildProcess&& other) noexcept {
  std::swap(m_state, other.m_state);
  return *this;
}
ChildProcess::~ChildProcess() {
  if (m_state) end(0.2);
}

Result<ChildProcess> ChildProcess::start(const ProcessCommand& command) {
  const auto path = findProgram(command.program);
  if (!path) return path.error();
  const std::string thing = "cannot run " + command.program;

  auto state = std::make_unique<State>();
  int out[2], err[2];
  if (::pipe2(out, O_CLOEXEC) != 0) return systemError(errno, thing);
  state->out = Descriptor(out[0]);
  Descriptor outWriter(out[1]);
  if (::pipe2(err, O_CLOEXEC) != 0) return systemError(errno, thing);
  state->err = Descriptor(err[0]);
  Descriptor errWriter(err[1]);
  for (const int fd : {out[0], err[0]}) (void)::fcntl(fd, F_SETFL, O_NONBLOCK);
  state->wake = Descriptor(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  if (state->wake < 0) return systemError(errno, thing);

  SpawnRequest request{*path, {command.program}, environmentWith(command.environment), out[1], err[1]};
  request.arguments.insert(request.arguments.end(), command.arguments.begin(), command.arguments.end());
  const auto spawned = ChildSpawner::instance().spawn(request);
  if (spawned.errnoValue != 0) return systemError(spawned.errnoValue, thing);
  state->pid = spawned.pid;
  state->handle = Descriptor(static_cast<int>(::syscall(SYS_pidfd_open, spawned.pid, 0)));
  if (state->handle < 0) {
    const int failure = errno;
    state->signalGroup(SIGKILL);
    state->reap();
    return systemError(failure, thing);
  }
  return ChildProcess(std::move(state));
}

ChildProcess::Wait ChildProcess::wait(Instant until, const std::stop_token& stop, const Sink& sink) {
  State& state = *m_state;
  if (state.ended) return Wait::ended;
  std::uint64_t ignored;
  (void)!::read(state.wake, &ignored, sizeof ignored);  // left by an earlier stop token
  const std::stop_callback waker(stop, [&state] {
    const std::uint64_t one = 1;
    (void)!::write(state.wake, &one, sizeof one);
  });
  for (;;) {
    if (stop.stop_requested()) return Wait::stopped;
    std::array<pollfd, 4> fds{pollfd{state.handle, POLLIN, 0}, pollfd{state.wake, POLLIN, 0},
                              pollfd{state.out, POLLIN, 0}, pollfd{state.err, POLLIN, 0}};
    const timespec left = timeLeft(until);
    const int ready = ::ppoll(fds.data(), fds.size(), &left, nullptr);
    if (ready < 0 && errno != EINTR) return Wait::timedOut;
    const bool wrote =
        State::drain(state.out, Stream::out, sink) | State::drain(state.err, Stream::err, sink);
    if (wrote) return Wait::output;
    if (ready > 0 && fds[0].revents != 0) {
      // Its last words were written before it died: a pipe's worth at most. What grandchildren go on writing
      // is not waited for.
      for (int i = 0; i < 32; ++i) {
        if (!(State::drain(state.out, Stream::out, sink) | State::drain(state.err, Stream::err, sink))) break;
      }
      state.reap();
      return Wait::ended;
    }
    if (Clock::now() >= until) return Wait::timedOut;
  }
}

void ChildProcess::end(double graceSeconds) {
  State& state = *m_state;
  if (state.ended) return;
  const Instant deadline = Clock::now() + fromSeconds(graceSeconds);
  state.signalGroup(SIGTERM);
  // Its pipes are emptied meanwhile: a child that is blocked writing could not end.
  while (wait(deadline, {}, {}) == Wait::output && Clock::now() < deadline) {
  }
  if (state.ended) return;
  state.signalGroup(SIGKILL);
  state.reap();
}

pid_t ChildProcess::pid() const { return m_state->pid; }
bool ChildProcess::ended() const { return m_state->ended; }
ProcessEnd ChildProcess::status() const { return m_state->status; }

Result<ProcessOutput> runProcess(const ProcessCommand& command, const ProcessLimits& limits,
                                 std::stop_token stop) {
  if (stop.stop_requested()) return Error{ErrorCode::cancelled, command.program + " was stopped"};
  const Instant begin = Clock::now();
  auto child = ChildProcess::start(command);
  if (!child) return child.error();
  ProcessOutput output;
  const auto sink = [&](ChildProcess::Stream stream, std::string_view bytes) {
    if (stream == ChildProcess::Stream::out)
      output.out += bytes;
    else
      output.err += bytes.substr(0, limits.maxErrBytes - std::min(limits.maxErrBytes, output.err.size()));
  };
  const Instant deadline = begin + fromSeconds(limits.timeoutSeconds);
  for (;;) {
    const auto happened = child->wait(deadline, stop, sink);
    if (output.out.size() > limits.maxOutBytes)
      return Error{ErrorCode::malformed,
                   fmt::format("{} answered more than {} bytes", command.program, limits.maxOutBytes)};
    if (happened == ChildProcess::Wait::ended) break;
    if (happened == ChildProcess::Wait::stopped)
      return Error{ErrorCode::cancelled, command.program + " was stopped"};
    // A child that never stops writing must not get past the deadline either.
    if (happened == ChildProcess::Wait::timedOut || Clock::now() >= deadline)
      return Error{ErrorCode::timeout,
                   fmt::format("{} did not answer within {:g} s", command.program, limits.timeoutSeconds)};
  }
  output.end = child->status();
  output.seconds = toSeconds(Clock::now() - begin);
  return output;
}

}  // namespace headroom
