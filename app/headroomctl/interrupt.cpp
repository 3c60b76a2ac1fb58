#include "app/headroomctl/interrupt.h"

#include <pthread.h>
#include <signal.h>
#include <unistd.h>

namespace headroom::ctl {
namespace {

sigset_t watchedSignals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGUSR1);  // ours alone: wakes the watcher to end
  return set;
}

}  // namespace

Interrupt::Interrupt() {
  signal(SIGPIPE, SIG_IGN);
  signal(SIGXFSZ, SIG_IGN);  // a file over the limit is then an error of the write, told like a full disk
  const sigset_t set = watchedSignals();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  m_watcher = std::jthread([this, set] {
    for (;;) {
      int received = 0;
      if (sigwait(&set, &received) != 0 || received == SIGUSR1) return;
      if (m_source.stop_requested()) ::_exit(1);
      m_source.request_stop();
    }
  });
}

Interrupt::~Interrupt() { pthread_kill(m_watcher.native_handle(), SIGUSR1); }

}  // namespace headroom::ctl
