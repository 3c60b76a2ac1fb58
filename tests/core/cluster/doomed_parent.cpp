// Owns children through the public interface, says "up PID" on standard output, and then ends in the way its
// first argument names: wait (until it is killed), return, exit, abort, throw, thread (the thread that
// started the child ends, then wait).
//
//   doomed_parent HOW child PROGRAM ARGUMENT...
//   doomed_parent HOW tunnel KUBECTL KUBECONFIG
#include "core/cluster/port_forward.h"
#include "core/cluster/process.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <thread>

namespace {

void end(const std::string& how) {
  if (how == "return") return;
  if (how == "exit") std::exit(0);
  if (how == "abort") std::abort();
  if (how == "throw") throw std::runtime_error("as asked");
  for (;;) ::pause();
}

void saying(pid_t pid) {
  std::printf("up %d\n", static_cast<int>(pid));
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) try {
  using namespace headroom;
  if (argc < 4) return 2;
  const std::string how = argv[1];
  if (std::string(argv[2]) == "child") {
    ProcessCommand command{argv[3], std::vector<std::string>(argv + 4, argv + argc)};
    auto child = std::make_unique<Result<ChildProcess>>(Error{ErrorCode::io, "not started"});
    std::thread starter([&] { *child = ChildProcess::start(command); });
    starter.join();  // whoever asked for the child is gone before anything else happens
    if (!*child) return 3;
    // What it writes is passed on, so that the test sees when it is up.
    if (how == "thread") {
      const auto sink = [](ChildProcess::Stream, std::string_view bytes) {
        std::fwrite(bytes.data(), 1, bytes.size(), stdout);
        std::fflush(stdout);
      };
      saying((**child).pid());
      while ((**child).wait(Clock::now() + std::chrono::hours(1), {}, sink) == ChildProcess::Wait::output) {
      }
      return 0;
    }
    saying((**child).pid());
    end(how);
    return 0;
  }
  TunnelOptions options;
  options.kubectl = argv[3];
  options.kubeconfig = argv[4];
  auto tunnel = PortForward::start(
      {.context = {}, .namespaceName = {}, .object = "pod/llama-0", .remotePort = 8000}, options);
  if (!tunnel) return 3;
  if (!(*tunnel)->waitReady(20)) return 4;
  saying((*tunnel)->snapshot()->pid);
  end(how);
  return 0;
} catch (const std::exception&) {
  return 5;
}
