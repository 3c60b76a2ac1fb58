// Our model of an inference server on one GPU: continuous batching as vLLM's V1 scheduler does it, with the
// times of step_time.h. It has no clock of its own: the caller says how far time has come, so the same engine
// serves HTTP in real time and answers a benchmark in virtual time.
//
//   Result<Engine> engine = Engine::create(gpu, model, {});
//   engine->submit({.inputTokens = 128, .outputTokens = 64, .tag = 7}, now);
//   const EngineEvents& events = engine->advance(now, EngineDetail::everyToken);   // tokens up to now
//   timer.wakeAt(engine->nextTime());
//
// Each step: first the running sequences in order of admission (a decode is one token, an unfinished prompt
// the next chunk), then waiting ones, first come first served, up to maxNumSeqs sequences and
// maxNumBatchedTokens tokens. When the KV blocks run out, the sequence admitted last is preempted: its blocks
// are freed and all its tokens are computed again later. Tokens appear at the end of a step.
//
// Deterministic: the tokens' times depend on the requests and their arrival times alone, not on how often or
// how far advance() is called.
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/engine/hardware.h"
#include "core/engine/step_time.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

namespace headroom {

struct EngineRequest {
  int inputTokens = 0;
  int outputTokens = 0;   // exactly so many come
  int cachedTokens = 0;   // of the prompt, found in a prefix cache: they need memory but no computing
  std::uint64_t tag = 0;  // handed back in events
};

struct TokenEvent {
  std::uint64_t tag = 0;
  Instant at;
  int index = 0;  // 0 for the first output token
  bool last = false;
};

struct FinishedRequest {
  std::uint64_t tag = 0;
  Instant arrival, firstToken, lastToken;
  Duration longestGap{};  // between two of its tokens
  int outputTokens = 0;
  int preemptions = 0;
};

struct EngineEvents {
  std::vector<TokenEvent> tokens;  // in order of time, within a step in order of admission
  std::vector<FinishedRequest> finished;
};

enum class EngineDetail {
  everyToken,   // all steps up to the time given, with an event for every token
  finishesOnly  // no token events; stops after the first step in which a request finishes
};

struct EngineStats {
  int running = 0, waiting = 0;
  std::int64_t blocksTotal = 0, blocksUsed = 0;
  std::uint64_t preemptions = 0, steps = 0;
  std::uint64_t promptTokens = 0;  // of prompts whose first output token has come
  std::uint64_t generatedTokens = 0;
  Duration busy{};  // time spent in steps
};

class Engine {
 public:
  using RequestId = std::uint64_t;

  // Errors: invalidArgument when an option makes no sense or the model does not fit on the GPU.
  static Result<Engine> create(const GpuSpec& gpu, const ModelSpec& model, const EngineOptions& options);

  // `at` must not lie before that of the request before, nor before the last time given to advance(); it is
  // moved up to them. Errors: invalidArgument for lengths below 1; rejected when the request is longer than
  // the context or the whole KV cache.
  Result<RequestId> submit(const EngineRequest& request, Instant at);

  // Whether a request of these lengths can ever be served. Errors: as submit().
  Result<void> accepts(int inputTokens, int outputTokens) const;

  // Drops a request and frees its blocks; the step in progress takes its time all the same. False when it has
  // finished already.
  bool cancel(RequestId id);

  // Works off every step that ends at or before `until`. A step begins only when `until` lies after its
  // begin, so that a request submitted at that very instant still takes part. The events are valid until the
  // next call.
  const EngineEvents& advance(Instant until, EngineDetail detail);

  // The earliest time for which advance() would do something; nothing while no request is there.
  std::optional<Instant> nextTime() const;
  // How far the engine has worked: the end of the last finished step, or the time given to advance() where no
  // step ended there.
  Instant now() const { return Instant(Duration(m_now)); }

  bool idle() const { return m_running.empty() && m_waiting.empty() && m_incoming.empty(); }
  EngineStats stats() const;
  std::int64_t maxModelLen() const { return m_maxModelLen; }
  // Tokens that fit into the KV cache.
  std::int64_t kvCapacityTokens() const { return m_blocksTotal * m_options.blockTokens; }
  const StepTime& stepTime() const { return m_stepTime; }

 private:
  // Times are nanoseconds on the caller's clock.
  struct Sequence {
    std::uint64_t tag = 0;
    std::uint32_t generation = 0;
    bool live = false;
    int input = 0, output = 0, cached = 0;
    int computed = 0;   // tokens whose keys and values are in the cache
    int produced = 0;   // output tokens
    int scheduled = 0;  // tokens in the step in progress
    int preemptions = 0;
    std::int64_t blocks = 0;
    std::int64_t arrival = 0, firstToken = 0, lastToken = 0, longestGap = 0;

    int pending() const { return input + produced - computed; }
  };
  using Slot = std::uint32_t;

  Engine(const GpuSpec& gpu, const ModelSpec& model, const EngineOptions& options, std::int64_t blocks);

  std::optional<std::int64_t> nextBegin() const;
  void beginStep(std::int64_t begin);
  void scheduleRunning(int& budget);
  void admitWaiting(int& budget);
  bool makeRoom(std::size_t position, std::int64_t blocks);
  void schedule(Sequence& sequence, int tokens, int& budget);
  void endStep(EngineDetail detail);
  void skipDecodes(std::int64_t until);
  void release(Slot slot);
  std::int64_t blocksFor(std::int64_t tokens) const {
    return (tokens + m_options.blockTokens - 1) / m_options.blockTokens;
  }

  EngineOptions m_options;
  StepTime m_stepTime;
  std::int64_t m_maxModelLen = 0;
  std::int64_t m_blocksTotal = 0, m_blocksFree = 0;

  std::vector<Sequence> m_sequences;
  std::vector<Slot> m_freeSlots;
  std::vector<Slot> m_running;  // in order of admission
  std::deque<Slot> m_waiting;   // arrived, not admitted
  std::deque<Slot> m_incoming;  // submitted; not seen by a step yet

  std::int64_t m_now = 0;      // advance() has worked up to here
  std::int64_t m_lastEnd = 0;  // of the last step
  std::int64_t m_lastArrival = 0;
  bool m_inStep = false;
  std::int64_t m_stepBegin = 0, m_stepEnd = 0;
  StepWork m_work;
  bool m_changed = false;  // the step in progress admitted or preempted something

  std::uint64_t m_preemptions = 0, m_steps = 0, m_promptTokens = 0, m_generatedTokens = 0;
  std::int64_t m_busy = 0;
  EngineEvents m_events;
  std::vector<std::int64_t> m_blockPhases;  // of skipDecodes: sequences by their place in a block
};

}  // namespace headroom
