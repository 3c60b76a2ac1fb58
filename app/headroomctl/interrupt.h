// Ctrl-C and SIGTERM as a stop token. The first asks the work to stop and keep what it has; a second
// within the same run ends the program at once.
#pragma once

#include <stop_token>
#include <thread>

namespace headroom::ctl {

class Interrupt {
 public:
  // Blocks both signals in the calling thread and all it starts later: make it first in main().
  Interrupt();
  ~Interrupt();

  std::stop_token token() const { return m_source.get_token(); }

 private:
  std::stop_source m_source;
  std::jthread m_watcher;
};

}  // namespace headroom::ctl
