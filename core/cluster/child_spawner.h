// The one place that forks. Internal to the room; see process.h for why it is one thread.
#pragma once

#include "core/base/result.h"

#include <sys/types.h>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <vector>

namespace headroom {

struct SpawnRequest {
  std::string path;                      // of the program
  std::vector<std::string> arguments;    // with its own name first
  std::vector<std::string> environment;  // all of it
  int outFd = -1, errFd = -1;            // what becomes standard output and standard error
};

class ChildSpawner {
 public:
  // Lives until the process ends; safe from any thread.
  static ChildSpawner& instance();

  // 0 and the child's pid, or the errno of what failed.
  struct Spawned {
    int errnoValue = 0;
    pid_t pid = -1;
  };
  Spawned spawn(const SpawnRequest& request);
  // The child has ended and is about to be reaped: the guard must not kill that number any more.
  void forget(pid_t pid);

 private:
  ChildSpawner();
  void run();
  Spawned spawnHere(const SpawnRequest& request);
  void keepGuard();

  std::mutex m_mutex;
  std::condition_variable m_wake;
  std::vector<std::function<void()>> m_tasks;

  std::mutex m_guardMutex;
  int m_guardSocket = -1;
  pid_t m_guardPid = -1;
  std::set<pid_t> m_alive;
};

}  // namespace headroom
