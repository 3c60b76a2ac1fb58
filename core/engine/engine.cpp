#include "core/engine/engine.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

namespace headroom {
namespace {

std::int64_t nanoseconds(Instant instant) { return instant.time_since_epoch().count(); }
Instant instantOf(std::int64_t nanoseconds) { return Instant(Duration(nanoseconds)); }

Error wrongOption(std::string_view what) {
  return {ErrorCode::invalidArgument, fmt::format("engine option {}", what),
          "see headroomctl simulate --help"};
}

Result<void> check(const EngineOptions& options) {
  if (options.maxNumSeqs < 1) return wrongOption("max-num-seqs must be at least 1");
  if (options.maxNumBatchedTokens < options.maxNumSeqs)
    return wrongOption(fmt::format("max-num-batched-tokens ({}) must be at least max-num-seqs ({})",
                                   options.maxNumBatchedTokens, options.maxNumSeqs));
  if (options.blockTokens < 1 || options.blockTokens > 4096)
    return wrongOption("block-size must be from 1 to 4096");
  if (!(options.gpuMemoryUtilization > 0 && options.gpuMemoryUtilization <= 1))
    return wrongOption("gpu-memory-utilization must be above 0 and at most 1");
  if (options.maxModelLen < 0) return wrongOption("max-model-len must not be negative");
  if (!(options.computeEfficiency > 0 && options.computeEfficiency <= 1) ||
      !(options.bandwidthEfficiency > 0 && options.bandwidthEfficiency <= 1))
    return wrongOption("efficiencies must be above 0 and at most 1");
  if (!(options.overheadSeconds >= 0 && options.overheadSeconds <= 60))
    return wrongOption("overhead must be from 0 to 60 seconds");
  return {};
}

}  // namespace

Result<Engine> Engine::create(const GpuSpec& gpu, const ModelSpec& model, const EngineOptions& options) {
  if (auto right = check(options); !right) return right.error();
  const double capacity = kvCapacityBytes(gpu, model, options);
  const double blockBytes = static_cast<double>(model.kvBytesPerToken()) * options.blockTokens;
  if (capacity < blockBytes) {
    return Error{
        ErrorCode::invalidArgument,
        fmt::format(
            "{} does not fit on {}: weights {:.1f} GB and activations {:.1f} GB of {:.1f} GB usable leave no "
            "room for the KV cache",
            model.name, gpu.name, model.weightBytes() / 1e9, activationReserveBytes(model, options) / 1e9,
            gpu.memoryBytes * options.gpuMemoryUtilization / 1e9),
        "choose a GPU with more memory, or lower max-num-seqs and max-num-batched-tokens"};
  }
  return Engine(gpu, model, options, static_cast<std::int64_t>(capacity / blockBytes));
}

Engine::Engine(const GpuSpec& gpu, const ModelSpec& model, const EngineOptions& options, std::int64_t blocks)
    : m_options(options),
      m_stepTime(gpu, model, options),
      m_maxModelLen(options.maxModelLen > 0 ? options.maxModelLen : model.maxContextTokens),
      m_blocksTotal(blocks),
      m_blocksFree(blocks),
      m_blockPhases(static_cast<std::size_t>(options.blockTokens)) {}

Result<void> Engine::accepts(int inputTokens, int outputTokens) const {
  if (inputTokens < 1 || outputTokens < 1)
    return Error{ErrorCode::invalidArgument, "a request needs at least one input and one output token"};
  const std::int64_t total = std::int64_t{inputTokens} + outputTokens;
  if (total > m_maxModelLen) {
    return Error{
        ErrorCode::rejected,
        fmt::format(
            "This model's maximum context length is {} tokens. However, you requested {} tokens ({} in the "
            "prompt, {} in the completion)",
            m_maxModelLen, total, inputTokens, outputTokens),
        "shorten the prompt or the output"};
  }
  // The last output token is never put into the cache.
  if (blocksFor(total - 1) > m_blocksTotal) {
    return Error{ErrorCode::rejected,
                 fmt::format("The request needs room for {} tokens, and the whole KV cache holds {} tokens",
                             total - 1, kvCapacityTokens()),
                 "shorten the prompt or the output, or take a GPU with more memory"};
  }
  return {};
}

Result<Engine::RequestId> Engine::submit(const EngineRequest& request, Instant at) {
  if (const auto accepted = accepts(request.inputTokens, request.outputTokens); !accepted)
    return accepted.error();

  Slot slot = 0;
  if (m_freeSlots.empty()) {
    slot = static_cast<Slot>(m_sequences.size());
    m_sequences.emplace_back();
  } else {
    slot = m_freeSlots.back();
    m_freeSlots.pop_back();
  }
  Sequence& sequence = m_sequences[slot];
  const std::uint32_t generation = sequence.generation + 1;
  sequence = Sequence{};
  sequence.generation = generation;
  sequence.live = true;
  sequence.tag = request.tag;
  sequence.input = request.inputTokens;
  sequence.output = request.outputTokens;
  // The last prompt token is always computed: the first output token comes out of it.
  sequence.cached = std::clamp(request.cachedTokens, 0, request.inputTokens - 1);
  sequence.computed = sequence.cached;
  m_lastArrival = std::max({nanoseconds(at), m_lastArrival, m_now});
  sequence.arrival = m_lastArrival;
  m_incoming.push_back(slot);
  return RequestId{generation} << 32 | slot;
}

bool Engine::cancel(RequestId id) {
  const auto slot = static_cast<Slot>(id & 0xffffffffU);
  if (slot >= m_sequences.size()) return false;
  const Sequence& sequence = m_sequences[slot];
  if (!sequence.live || sequence.generation != id >> 32) return false;
  std::erase(m_running, slot);
  std::erase(m_waiting, slot);
  std::erase(m_incoming, slot);
  release(slot);
  m_changed = true;  // the running sequences are no longer those of the step in progress
  return true;
}

void Engine::release(Slot slot) {
  Sequence& sequence = m_sequences[slot];
  m_blocksFree += sequence.blocks;
  sequence.blocks = 0;
  sequence.live = false;
  m_freeSlots.push_back(slot);
}

std::optional<std::int64_t> Engine::nextBegin() const {
  if (!m_running.empty() || !m_waiting.empty()) return m_lastEnd;
  if (m_incoming.empty()) return {};
  return std::max(m_lastEnd, m_sequences[m_incoming.front()].arrival);
}

std::optional<Instant> Engine::nextTime() const {
  if (m_inStep) return instantOf(m_stepEnd);
  const auto begin = nextBegin();
  if (!begin) return {};
  return instantOf(*begin + 1);
}

const EngineEvents& Engine::advance(Instant untilInstant, EngineDetail detail) {
  const std::int64_t until = nanoseconds(untilInstant);
  m_events.tokens.clear();
  m_events.finished.clear();
  for (;;) {
    if (!m_inStep) {
      const auto begin = nextBegin();
      if (!begin || *begin >= until) break;
      beginStep(*begin);
    }
    if (m_stepEnd > until) break;
    endStep(detail);
    if (detail == EngineDetail::finishesOnly) {
      if (!m_events.finished.empty()) {
        m_now = std::max(m_now, m_lastEnd);
        return m_events;
      }
      skipDecodes(until);
    }
  }
  m_now = std::max(m_now, until);
  return m_events;
}

void Engine::beginStep(std::int64_t begin) {
  while (!m_incoming.empty() && m_sequences[m_incoming.front()].arrival <= begin) {
    m_waiting.push_back(m_incoming.front());
    m_incoming.pop_front();
  }
  m_work = {};
  m_changed = false;
  int budget = m_options.maxNumBatchedTokens;
  scheduleRunning(budget);
  if (!m_changed) admitWaiting(budget);  // a preemption admits nobody in its step, as in vLLM
  m_inStep = true;
  m_stepBegin = begin;
  m_stepEnd = begin + m_stepTime.of(m_work).count();
}

void Engine::scheduleRunning(int& budget) {
  for (std::size_t i = 0; i < m_running.size(); ++i) {
    Sequence& sequence = m_sequences[m_running[i]];
    sequence.scheduled = 0;
    const int tokens = std::min(sequence.pending(), budget);
    if (tokens <= 0) continue;
    const std::int64_t blocks = blocksFor(std::int64_t{sequence.computed} + tokens) - sequence.blocks;
    if (!makeRoom(i, blocks)) return;
    schedule(sequence, tokens, budget);
  }
}

// Preempts from the back until `blocks` are free. False when the sequence at `position` itself had to go.
bool Engine::makeRoom(std::size_t position, std::int64_t blocks) {
  while (m_blocksFree < blocks) {
    const Slot slot = m_running.back();
    m_running.pop_back();
    Sequence& victim = m_sequences[slot];
    m_blocksFree += victim.blocks;
    victim.blocks = 0;
    victim.computed = 0;
    victim.scheduled = 0;
    ++victim.preemptions;
    ++m_preemptions;
    m_waiting.push_front(slot);
    m_changed = true;
    if (m_running.size() == position) return false;
  }
  return true;
}

void Engine::admitWaiting(int& budget) {
  while (!m_waiting.empty() && budget > 0 &&
         m_running.size() < static_cast<std::size_t>(m_options.maxNumSeqs)) {
    const Slot slot = m_waiting.front();
    Sequence& sequence = m_sequences[slot];
    const int tokens = std::min(sequence.pending(), budget);
    if (blocksFor(std::int64_t{sequence.computed} + tokens) > m_blocksFree) return;
    m_waiting.pop_front();
    m_running.push_back(slot);
    schedule(sequence, tokens, budget);
    m_changed = true;
  }
}

void Engine::schedule(Sequence& sequence, int tokens, int& budget) {
  const std::int64_t before = sequence.computed;
  const std::int64_t after = before + tokens;
  const std::int64_t blocks = blocksFor(after);
  m_blocksFree -= blocks - sequence.blocks;
  sequence.blocks = blocks;
  sequence.scheduled = tokens;
  budget -= tokens;
  m_work.newTokens += tokens;
  m_work.contextTokens += after;
  m_work.attendedPairs += before * tokens + std::int64_t{tokens} * (tokens + 1) / 2;
  m_work.sampled += tokens == sequence.pending() ? 1 : 0;
}

void Engine::endStep(EngineDetail detail) {
  ++m_steps;
  m_busy += m_stepEnd - m_stepBegin;
  m_lastEnd = m_stepEnd;
  m_inStep = false;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < m_running.size(); ++i) {
    const Slot slot = m_running[i];
    Sequence& sequence = m_sequences[slot];
    m_running[kept++] = slot;
    if (sequence.scheduled == 0) continue;
    sequence.computed += sequence.scheduled;
    sequence.scheduled = 0;
    if (sequence.pending() > 0) continue;

    if (sequence.produced == 0) {
      sequence.firstToken = m_stepEnd;
      m_promptTokens += static_cast<std::uint64_t>(sequence.input);
    } else {
      sequence.longestGap = std::max(sequence.longestGap, m_stepEnd - sequence.lastToken);
    }
    sequence.lastToken = m_stepEnd;
    ++sequence.produced;
    ++m_generatedTokens;
    const bool last = sequence.produced == sequence.output;
    if (detail == EngineDetail::everyToken)
      m_events.tokens.push_back({sequence.tag, instantOf(m_stepEnd), sequence.produced - 1, last});
    if (last) {
      m_events.finished.push_back({sequence.tag, instantOf(sequence.arrival), instantOf(sequence.firstToken),
                                   instantOf(sequence.lastToken), Duration(sequence.longestGap),
                                   sequence.produced, sequence.preemptions});
      release(slot);
      --kept;
    }
  }
  m_running.resize(kept);
}

// After a step in which every running sequence decoded and none came or went, the steps that follow are the
// same but for one more token of context each, until somebody finishes, arrives or finds no block. They are
// worked off here without touching the sequences; the step that changes something is left to beginStep().
// Every time computed is the same to the nanosecond as step by step.
void Engine::skipDecodes(std::int64_t until) {
  const auto batch = static_cast<std::int64_t>(m_running.size());
  if (m_changed || batch == 0 || m_work.newTokens != batch || m_work.sampled != batch) return;

  std::int64_t steps = std::numeric_limits<std::int64_t>::max();
  StepWork work{batch, 0, 0, batch};
  std::fill(m_blockPhases.begin(), m_blockPhases.end(), 0);
  for (const Slot slot : m_running) {
    const Sequence& sequence = m_sequences[slot];
    if (sequence.pending() != 1) return;
    steps = std::min<std::int64_t>(steps, sequence.output - sequence.produced - 1);
    work.contextTokens += sequence.computed;
    ++m_blockPhases[static_cast<std::size_t>(sequence.computed % m_options.blockTokens)];
  }
  const std::int64_t nextArrival =
      m_incoming.empty() ? std::numeric_limits<std::int64_t>::max() : m_sequences[m_incoming.front()].arrival;

  std::int64_t done = 0, begin = m_lastEnd, firstEnd = 0, longest = 0;
  std::size_t phase = 0;  // sequences here need a new block in the coming step
  while (done < steps && begin < until && begin < nextArrival) {
    const std::int64_t blocks = m_blockPhases[phase];
    if (blocks > m_blocksFree) break;
    work.contextTokens += batch;
    work.attendedPairs = work.contextTokens;
    const std::int64_t duration = m_stepTime.of(work).count();
    if (begin + duration > until) break;
    begin += duration;
    m_blocksFree -= blocks;
    if (done == 0)
      firstEnd = begin;
    else
      longest = std::max(longest, duration);
    phase = phase == 0 ? m_blockPhases.size() - 1 : phase - 1;
    ++done;
  }
  if (done == 0) return;

  for (const Slot slot : m_running) {
    Sequence& sequence = m_sequences[slot];
    sequence.longestGap = std::max({sequence.longestGap, firstEnd - sequence.lastToken, longest});
    sequence.lastToken = begin;
    sequence.computed += static_cast<int>(done);
    sequence.produced += static_cast<int>(done);
    sequence.blocks = blocksFor(sequence.computed);
  }
  m_steps += static_cast<std::uint64_t>(done);
  m_generatedTokens += static_cast<std::uint64_t>(done * batch);
  m_busy += begin - m_lastEnd;
  m_lastEnd = begin;
}

EngineStats Engine::stats() const {
  EngineStats stats;
  stats.running = static_cast<int>(m_running.size());
  stats.waiting = static_cast<int>(m_waiting.size() + m_incoming.size());
  stats.blocksTotal = m_blocksTotal;
  stats.blocksUsed = m_blocksTotal - m_blocksFree;
  stats.preemptions = m_preemptions;
  stats.steps = m_steps;
  stats.promptTokens = m_promptTokens;
  stats.generatedTokens = m_generatedTokens;
  stats.busy = Duration(m_busy);
  return stats;
}

}  // namespace headroom
