// headroomctl as a whole process, from fork to exit: gen-profile on a file of 11 x 11 cells and 7 rates, and
// predict of such a file, 100 requests a point.
#include "tests/bench/figure.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <vector>

namespace {

// Milliseconds, or a negative number when it fails.
double runOnceMs(const std::string& program, std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), program);
  std::vector<char*> argv;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  const auto start = std::chrono::steady_clock::now();
  pid_t pid = 0;
  int status = 0;
  const bool ran = ::posix_spawn(&pid, program.c_str(), &actions, nullptr, argv.data(), environ) == 0 &&
                   ::waitpid(pid, &status, 0) == pid && WIFEXITED(status) && WEXITSTATUS(status) == 0;
  const double ms =
      std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
  posix_spawn_file_actions_destroy(&actions);
  return ran ? ms : -1;
}

double medianMs(const std::string& program, const std::vector<std::string>& arguments) {
  std::vector<double> times;
  for (int i = 0; i < 20; ++i) {
    const double ms = runOnceMs(program, arguments);
    if (ms < 0) std::exit(EXIT_FAILURE);
    times.push_back(ms);
  }
  std::sort(times.begin(), times.end());
  return (times[9] + times[10]) / 2;
}

}  // namespace

int main() {
  const auto self = std::filesystem::canonical("/proc/self/exe");
  const std::string ctl = (self.parent_path().parent_path() / "bin" / "headroomctl").string();
  const std::string data = HEADROOM_TEST_DATA "/profile/fast-gpu.jsonl";
  headroom::bench::report(
      {"gen-profile, 11 x 11 x 7 file, whole process",
       medianMs(ctl, {"gen-profile", "gpu", "--benchmark", data, "--e2e", "5", "--percentile", "99"}), "ms",
       20, "aibrix_gen_profile 450 ms"});
  headroom::bench::report(
      {"of that, starting and ending headroomctl (--version)", medianMs(ctl, {"--version"}), "ms"});
  char folder[] = "/tmp/headroom-bench-XXXXXX";
  if (::mkdtemp(folder) == nullptr) return EXIT_FAILURE;
  const double predictMs = runOnceMs(ctl, {"predict", "--gpu", "A10", "-m", "llama2-7b", "--max-model-len",
                                           "8192", "-o", std::string(folder) + "/a10.jsonl"});
  std::filesystem::remove_all(folder);
  if (predictMs < 0) return EXIT_FAILURE;
  headroom::bench::report({"predict, 11 x 11 x 7 x 100, whole process", predictMs / 1e3, "s", 20,
                           "no reference: it measures in real time"});
}
