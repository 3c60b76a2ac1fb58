// Other programs as children that can never be left behind: kubectl, above all.
//
//   auto ran = runProcess({"kubectl", {"version", "--client", "-o", "json"}}, {.timeoutSeconds = 10}, stop);
//   if (!ran) return ran.error();              // not there, hung, too long an answer, cancelled
//   if (ran->exitCode != 0) ... ran->err ...
//
// How a child is kept from outliving us, however we end:
//  - each child leads a session and process group of its own, without a terminal, and its object ends the
//  whole
//    group: return, exception, stop token and time-out all come down to the destructor;
//  - the kernel kills the child when the thread that started it dies (PR_SET_PDEATHSIG). All children are
//    therefore started by one thread that lives as long as the process, so they do not die with a worker
//    thread;
//  - a guard (one /bin/sh of about 1 MB per process, started with the first child) waits for the end of a
//  socket
//    that only we hold open. When we are gone, by kill -9 too, it kills every process group that is
//    still alive, and so the children's own children (a credential plugin of kubectl), which the kernel would
//    spare. Where there is no /bin/sh, the other two remain.
// A grandchild that starts a session of its own is out of reach.
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <sys/types.h>

#include <cstddef>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace headroom {

struct ProcessCommand {
  std::string program;  // a path, or a name that is looked for in PATH
  std::vector<std::string> arguments = {};
  std::vector<std::string> environment = {};  // "NAME=value", on top of our own environment
};

struct ProcessEnd {
  int exitCode = 0;  // of a child that ended by itself
  int signal = 0;    // that killed it; 0 where none did
  bool good() const { return exitCode == 0 && signal == 0; }
  std::string words() const;  // "exit code 1", "killed by signal 9"
};

// A running child. Not for use by two threads at once. Standard input is /dev/null.
class ChildProcess {
 public:
  enum class Stream { out, err };
  enum class Wait { output, ended, timedOut, stopped };
  using Sink = std::function<void(Stream, std::string_view)>;

  // The child runs its program when this returns. Errors: notFound (no such program), permissionDenied, io.
  static Result<ChildProcess> start(const ProcessCommand& command);
  ChildProcess(ChildProcess&&) noexcept;
  ChildProcess& operator=(ChildProcess&&) noexcept;
  ~ChildProcess();  // end(0.2)

  // Hands what the child wrote to `sink`, as it comes. Returns after the first output, after the child's end
  // (once all it wrote is handed over), at `until`, or when asked to stop; the child runs on in the last two
  // cases.
  Wait wait(Instant until, const std::stop_token& stop, const Sink& sink);

  // Ends the child and its process group: SIGTERM, and SIGKILL after `graceSeconds`. Returns when it is gone.
  void end(double graceSeconds);

  pid_t pid() const;
  bool ended() const;
  ProcessEnd status() const;  // meaningful once ended()

 private:
  struct State;
  explicit ChildProcess(std::unique_ptr<State> state);
  std::unique_ptr<State> m_state;
};

struct ProcessLimits {
  double timeoutSeconds = 20;
  std::size_t maxOutBytes = std::size_t{64} << 20;  // of standard output; more is an error
  std::size_t maxErrBytes = 64 * 1024;              // of standard error; more is dropped
};

struct ProcessOutput {
  ProcessEnd end;
  std::string out, err;
  double seconds = 0;
};

// Runs a program to its end. Any exit code is an answer. Errors: those of start(); timeout; malformed (more
// output than allowed); cancelled. In all of them the child is gone.
Result<ProcessOutput> runProcess(const ProcessCommand& command, const ProcessLimits& limits,
                                 std::stop_token stop);

}  // namespace headroom
