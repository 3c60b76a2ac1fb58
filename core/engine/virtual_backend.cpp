#include "core/engine/virtual_backend.h"

#include "core/engine/output_length.h"

#include <algorithm>
#include <utility>

namespace headroom {

// Virtual time begins at one second: a default Instant means "did not happen".
VirtualBackend::VirtualBackend(Engine engine, Duration requestDelay)
    : m_engine(std::move(engine)), m_requestDelay(requestDelay), m_now(std::chrono::seconds(1)) {}

std::uint64_t VirtualBackend::keep(Pending pending) {
  ++m_inFlight;
  if (m_free.empty()) {
    m_pending.push_back(std::move(pending));
    return m_pending.size() - 1;
  }
  const std::uint64_t tag = m_free.back();
  m_free.pop_back();
  m_pending[tag] = std::move(pending);
  return tag;
}

VirtualBackend::Pending VirtualBackend::take(std::uint64_t tag) {
  --m_inFlight;
  m_free.push_back(tag);
  return std::exchange(m_pending[tag], Pending{});
}

void VirtualBackend::deliver(Pending pending) {
  pending.outcome.finished = m_now;
  pending.done(std::move(pending.outcome));
}

void VirtualBackend::submit(std::uint64_t index, Instant planned, GenerationRequest request, Done done) {
  Pending pending;
  pending.done = std::move(done);
  pending.outcome.index = index;
  pending.outcome.planned = planned;
  pending.outcome.sent = m_now;
  pending.outcome.inputTokensAsked = request.inputTokens;
  pending.outcome.outputTokensAsked = request.outputTokens;
  pending.outcome.inputTokens = request.inputTokens;
  const std::uint64_t tag = keep(std::move(pending));

  const std::uint64_t hash = request.prompt.empty() ? mixBits(index) : stableHash(request.prompt);
  const int output =
      request.ignoreEos ? request.outputTokens : naturalOutputTokens(hash, 1, request.outputTokens);
  // A server judges by what was asked, not by what will come.
  Result<void> accepted = m_engine.accepts(request.inputTokens, request.outputTokens);
  if (accepted) {
    m_lastTaken = std::max(m_now, m_lastTaken) + m_requestDelay;
    const auto id = m_engine.submit({request.inputTokens, output, 0, tag}, m_lastTaken);
    if (id) {
      m_pending[tag].id = *id;
      return;
    }
    accepted = id.error();
  }
  GenerationOutcome& outcome = m_pending[tag].outcome;
  outcome.failure = FailureKind::httpStatus;
  outcome.httpStatus = 400;
  outcome.message = accepted.error().message;
  outcome.inputTokens = 0;
  m_refused.push_back(tag);
}

void VirtualBackend::run(Instant until, const std::stop_token& stop) {
  if (stop.stop_requested()) return;
  if (!m_refused.empty()) {
    for (const std::uint64_t tag : std::exchange(m_refused, {})) deliver(take(tag));
    return;
  }
  if (until <= m_now) return;
  // The engine returns after the first step in which something finished, or at `until`; steps of ten virtual
  // minutes let a stop be seen when `until` is the end of time.
  const Duration slice = std::chrono::minutes(10);
  while (m_now < until && !stop.stop_requested()) {
    const Instant goal = until - m_now > slice ? m_now + slice : until;
    if (m_engine.idle()) {
      m_now = until;
      return;
    }
    const EngineEvents& events = m_engine.advance(goal, EngineDetail::finishesOnly);
    m_now = m_engine.now();
    if (events.finished.empty()) continue;
    // All are taken out before the first handler is called, which may submit or cancel.
    std::vector<Pending> finished;
    for (const FinishedRequest& event : events.finished) {
      Pending pending = take(event.tag);
      pending.outcome.firstContent = event.firstToken;
      pending.outcome.lastContent = event.lastToken;
      pending.outcome.outputTokens = event.outputTokens;
      pending.outcome.contentChunks = event.outputTokens;
      pending.outcome.longestChunkGap = event.longestGap;
      finished.push_back(std::move(pending));
    }
    for (Pending& pending : finished) deliver(std::move(pending));
    return;
  }
}

void VirtualBackend::cancelAll() {
  m_refused.clear();
  for (std::uint64_t tag = 0; tag < m_pending.size(); ++tag) {
    if (!m_pending[tag].done) continue;
    m_engine.cancel(m_pending[tag].id);
    Pending pending = take(tag);
    pending.outcome.failure = FailureKind::cancelled;
    deliver(std::move(pending));
  }
}

}  // namespace headroom
