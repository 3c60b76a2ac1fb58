// Where a sweep waits between two points while somebody wants it to.
//
//   PauseGate gate;
//   Sweep sweep{..., .gate = &gate};
//   gate.pause();                                     // any thread: the point in flight is measured to its
//   end gate.resume();
#pragma once

#include <condition_variable>
#include <mutex>
#include <stop_token>

namespace headroom {

class PauseGate {
 public:
  void pause() {
    const std::lock_guard lock(m_mutex);
    m_closed = true;
  }
  void resume() {
    const std::lock_guard lock(m_mutex);
    m_closed = false;
    m_opened.notify_all();
  }
  bool closed() const {
    const std::lock_guard lock(m_mutex);
    return m_closed;
  }
  // Blocks while the gate is closed. False when a stop was asked for meanwhile.
  bool pass(const std::stop_token& stop) {
    std::unique_lock lock(m_mutex);
    return m_opened.wait(lock, stop, [this] { return !m_closed; }) && !stop.stop_requested();
  }

 private:
  mutable std::mutex m_mutex;
  std::condition_variable_any m_opened;
  bool m_closed = false;
};

}  // namespace headroom
