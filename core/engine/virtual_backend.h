// The engine as a Backend in virtual time: a point that would take minutes takes milliseconds.
//
//   Result<Engine> engine = Engine::create(gpu, model, {});
//   VirtualBackend backend(std::move(*engine));
//   auto result = generateLoad(backend, lengths, load, stop);
//
// The clock stands still but within run(), and jumps from event to event. A request reaches the engine a
// moment after it is submitted; its tokens are seen when the engine makes them. Prompts are not read; only
// their lengths count.
#pragma once

#include "core/endpoint/generation.h"
#include "core/engine/engine.h"

#include <vector>

namespace headroom {

class VirtualBackend : public Backend {
 public:
  // `requestDelay`: what the server needs to take a request in, one after the other. However short, it
  // decides that a client which answers an answer at once, as a closed loop does, has missed the step that
  // began when the answer was made, and that of several requests sent together the first begins a step alone.
  explicit VirtualBackend(Engine engine, Duration requestDelay = std::chrono::microseconds(100));

  Instant now() const override { return m_now; }
  // A request that the engine refuses fails as a server would refuse it: httpStatus 400, with the reason.
  void submit(std::uint64_t index, Instant planned, GenerationRequest request, Done done) override;
  void run(Instant until, const std::stop_token& stop) override;
  std::size_t inFlight() const override { return m_inFlight; }
  void cancelAll() override;

  const Engine& engine() const { return m_engine; }

 private:
  struct Pending {
    GenerationOutcome outcome;
    Done done;
    Engine::RequestId id = 0;
  };

  std::uint64_t keep(Pending pending);
  Pending take(std::uint64_t tag);
  void deliver(Pending pending);

  Engine m_engine;
  Duration m_requestDelay;
  Instant m_now;
  Instant m_lastTaken;             // when the last request reached the engine
  std::vector<Pending> m_pending;  // by tag; an empty `done` marks a free place
  std::vector<std::uint64_t> m_free;
  std::vector<std::uint64_t> m_refused;  // to be told in the next run()
  std::size_t m_inFlight = 0;
};

}  // namespace headroom
