// A target that answers in virtual time, as a test wants it: for what drives benchmarks without a server.
//
//   FakeTarget target;
//   benchmarks.setConnect([&](const Target&) { return target.connect(); });
//   target.hold();                                    // the measuring thread stands still from its next
//   request target.release();
//
// It outlives whatever measures it.
#pragma once

#include "tests/support/fake_backend.h"
#include "ui/controllers/benchmark_run.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

namespace headroom::test {

class FakeTarget {
 public:
  // What every answer is like; called on the measuring thread.
  std::function<void(std::uint64_t index, const GenerationRequest&, FakeAnswer&)> answer;
  std::optional<ServerMetrics> metrics;  // told at each connection

  ui::ConnectTarget connect() {
    return [this](const Plan&, const std::stop_token& stop,
                  const MetricsWatch::Handler& onMetrics) -> Result<SweepClient> {
      {
        const std::lock_guard lock(m_mutex);
        ++m_connections;
        if (m_refusal && m_refuseTimes-- > 0) return *m_refusal;
      }
      auto backend = std::make_unique<FakeBackend>();
      backend->answer = [this, stop](std::uint64_t index, const GenerationRequest& request,
                                     FakeAnswer& made) {
        pass(stop);
        if (answer) answer(index, request, made);
      };
      if (metrics) onMetrics(*metrics);
      SweepClient client;
      client.backend = std::move(backend);
      client.prompts = std::make_unique<LengthsOnly>();
      client.realClock = false;
      return client;
    };
  }

  void hold() {
    const std::lock_guard lock(m_mutex);
    m_left = 0;
  }
  // So many requests more may be sent.
  void allow(int requests) {
    const std::lock_guard lock(m_mutex);
    m_left = m_left.value_or(0) + requests;
    m_changed.notify_all();
  }
  void release() {
    const std::lock_guard lock(m_mutex);
    m_left.reset();
    m_changed.notify_all();
  }
  // The next `times` connections are refused.
  void refuse(const Error& error, int times) {
    const std::lock_guard lock(m_mutex);
    m_refusal = error;
    m_refuseTimes = times;
  }

  int requests() const {
    const std::lock_guard lock(m_mutex);
    return m_requests;
  }
  int connections() const {
    const std::lock_guard lock(m_mutex);
    return m_connections;
  }
  // A request stands at the gate.
  bool waiting() const {
    const std::lock_guard lock(m_mutex);
    return m_waiting;
  }

 private:
  void pass(const std::stop_token& stop) {
    std::unique_lock lock(m_mutex);
    m_waiting = m_left == 0;
    (void)m_changed.wait(lock, stop, [this] { return m_left != 0; });
    m_waiting = false;
    if (m_left && *m_left > 0) --*m_left;
    ++m_requests;
  }

  mutable std::mutex m_mutex;
  std::condition_variable_any m_changed;
  std::optional<int> m_left;  // requests that may pass; absent = all
  bool m_waiting = false;
  int m_requests = 0, m_connections = 0;
  std::optional<Error> m_refusal;
  int m_refuseTimes = 0;
};

}  // namespace headroom::test
