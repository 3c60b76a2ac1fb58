// A Backend in virtual time whose answers a test writes down.
//
//   FakeBackend backend;
//   backend.answer = [](std::uint64_t index, const GenerationRequest& request, FakeAnswer& answer) {
//     answer.firstTokenSeconds = 0.1; answer.tokenSeconds = 0.02;
//   };
#pragma once

#include "core/endpoint/generation.h"

#include <algorithm>
#include <functional>
#include <map>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace headroom::test {

struct FakeAnswer {
  double firstTokenSeconds = 0.1;
  double tokenSeconds = 0.01;  // between tokens, one a chunk
  int inputTokens = -1;        // -1: as asked
  int outputTokens = -1;
  bool tokensEstimated = false;
  FailureKind failure = FailureKind::none;
  int httpStatus = 0;
  std::string message;
};

class FakeBackend : public Backend {
 public:
  std::function<void(std::uint64_t index, const GenerationRequest&, FakeAnswer&)> answer;
  Duration submitTakes{};                   // what a slow client adds to the clock at each request
  std::vector<GenerationRequest> requests;  // all that were submitted, in order
  std::vector<Instant> plannedTimes, submitTimes;
  std::vector<std::string> noticeTexts;
  std::size_t mostInFlight = 0;
  std::uint64_t cancelled = 0;
  // Called when the clock moves: a test may ask for a stop there.
  std::function<void(Instant)> onTime;

  Instant now() const override { return m_now; }

  void submit(std::uint64_t index, Instant planned, GenerationRequest request, Done done) override {
    m_now += submitTakes;
    FakeAnswer made;
    if (answer) answer(index, request, made);
    GenerationOutcome outcome;
    outcome.index = index;
    outcome.planned = planned;
    outcome.sent = m_now;
    outcome.inputTokensAsked = request.inputTokens;
    outcome.outputTokensAsked = request.outputTokens;
    outcome.failure = made.failure;
    outcome.httpStatus = made.httpStatus;
    outcome.message = made.message;
    outcome.finished = m_now + fromSeconds(made.firstTokenSeconds);
    if (made.failure == FailureKind::none) {
      outcome.inputTokens = made.inputTokens < 0 ? request.inputTokens : made.inputTokens;
      outcome.outputTokens = made.outputTokens < 0 ? request.outputTokens : made.outputTokens;
      outcome.tokensEstimated = made.tokensEstimated;
      outcome.contentChunks = outcome.outputTokens;
      if (outcome.outputTokens > 0) {
        outcome.firstContent = m_now + fromSeconds(made.firstTokenSeconds);
        outcome.lastContent =
            outcome.firstContent + fromSeconds(made.tokenSeconds * (outcome.outputTokens - 1));
        outcome.finished = outcome.lastContent;
        if (outcome.outputTokens > 1) outcome.longestChunkGap = fromSeconds(made.tokenSeconds);
      }
    }
    requests.push_back(std::move(request));
    plannedTimes.push_back(planned);
    submitTimes.push_back(m_now);
    const Instant finished = outcome.finished;
    m_pending.emplace(finished, std::make_pair(std::move(outcome), std::move(done)));
    mostInFlight = std::max(mostInFlight, m_pending.size());
  }

  void run(Instant until, const std::stop_token& stop) override {
    if (stop.stop_requested()) return;
    if (m_pending.empty() || m_pending.begin()->first > until) {
      moveTo(until);
      return;
    }
    moveTo(m_pending.begin()->first);
    auto node = m_pending.extract(m_pending.begin());
    node.mapped().second(std::move(node.mapped().first));
  }

  std::size_t inFlight() const override { return m_pending.size(); }

  void cancelAll() override {
    auto pending = std::move(m_pending);
    m_pending.clear();
    for (auto& [time, entry] : pending) {
      entry.first.failure = FailureKind::cancelled;
      ++cancelled;
      entry.second(std::move(entry.first));
    }
  }

  std::vector<std::string> notices() const override { return noticeTexts; }

 private:
  void moveTo(Instant time) {
    m_now = std::max(m_now, time);
    if (onTime) onTime(m_now);
  }

  Instant m_now = Instant{} + std::chrono::hours(1);
  std::multimap<Instant, std::pair<GenerationOutcome, Done>> m_pending;
};

}  // namespace headroom::test
