// The numbers of a point, by the definitions in LoadResult.
#include "core/load/generator.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace headroom {
namespace {

constexpr double lengthToleranceFraction = 0.05;

bool happened(Instant instant) { return instant != Instant{}; }

// "output tokens: 64.0 asked, 80.2 came on average (+25 %)" when they differ by more than the tolerance.
void compareLengths(LoadResult& result, const char* what, double asked, double came) {
  if (!(asked > 0) || std::abs(came - asked) <= lengthToleranceFraction * asked) return;
  result.warnings.push_back(
      fmt::format("{} tokens: {:.4g} asked, {:.4g} came on average ({:+.0f} %); the "
                  "cell is named by what was asked, its numbers are of what came",
                  what, asked, came, (came - asked) / asked * 100));
}

void watchClient(LoadResult& result) {
  double lagBound = clientLagBoundSeconds;
  if (result.completed > 0) lagBound = std::max(lagBound, clientLagBoundOfTtft * result.ttftSeconds.p50);
  if (result.lagSeconds.count > 0 && result.lagSeconds.p99 > lagBound)
    result.clientLimitedWhy =
        fmt::format("requests were sent late: P99 {:.3g} ms after their time, and {:.3g} ms would do",
                    result.lagSeconds.p99 * 1e3, lagBound * 1e3);
  else if (result.clientCpu > clientCpuBound)
    result.clientLimitedWhy = fmt::format("the client used {:.2f} of one core", result.clientCpu);
  result.clientLimited = !result.clientLimitedWhy.empty();
}

}  // namespace

void summariseOutcomes(LoadResult& result, const PointLoad& load) {
  std::vector<double> e2e, ttft, tpot, gaps, longestGaps, lags;
  double inputAsked = 0, outputAsked = 0, inputCame = 0, outputCame = 0;
  std::uint64_t withoutContent = 0;
  Instant firstSent = Instant::max(), lastSent{};
  const bool openLoop = load.concurrency == 0 || !load.sendTimes.empty();
  result.sent = result.completed = result.failed = 0;
  result.failures.clear();
  result.warnings.clear();

  for (const GenerationOutcome& outcome : result.outcomes) {
    ++result.sent;
    if (happened(outcome.sent)) {
      firstSent = std::min(firstSent, outcome.sent);
      lastSent = std::max(lastSent, outcome.sent);
      if (openLoop) lags.push_back(toSeconds(outcome.sent - outcome.planned));
    }
    if (outcome.failed()) {
      ++result.failed;
      ++result.failures[outcome.failure];
      continue;
    }
    ++result.completed;
    // An answer without any content has said all it had to say when it ended.
    if (!happened(outcome.lastContent)) ++withoutContent;
    const Instant last = happened(outcome.lastContent) ? outcome.lastContent : outcome.finished;
    const Instant first = happened(outcome.firstContent) ? outcome.firstContent : last;
    e2e.push_back(toSeconds(last - outcome.sent));
    ttft.push_back(toSeconds(first - outcome.sent));
    if (outcome.outputTokens > 1) tpot.push_back(toSeconds(last - first) / (outcome.outputTokens - 1));
    if (outcome.contentChunks > 1) {
      gaps.push_back(toSeconds(last - first) / (outcome.contentChunks - 1));
      longestGaps.push_back(toSeconds(outcome.longestChunkGap));
    }
    inputAsked += outcome.inputTokensAsked;
    outputAsked += outcome.outputTokensAsked;
    inputCame += outcome.inputTokens;
    outputCame += outcome.outputTokens;
    result.tokensEstimated = result.tokensEstimated || outcome.tokensEstimated;
  }

  if (result.wallSeconds > 0) {
    result.throughput = static_cast<double>(result.completed) / result.wallSeconds;
    result.tokenThroughput = outputCame / result.wallSeconds;
  }
  result.e2eSeconds = summarise(std::move(e2e));
  result.ttftSeconds = summarise(std::move(ttft));
  result.tpotSeconds = summarise(std::move(tpot));
  result.chunkGapSeconds = summarise(std::move(gaps));
  result.longestChunkGapSeconds = summarise(std::move(longestGaps));
  result.lagSeconds = summarise(std::move(lags));
  result.achievedRate = lastSent > firstSent
                            ? static_cast<double>(result.sent - 1) / toSeconds(lastSent - firstSent)
                            : std::numeric_limits<double>::quiet_NaN();
  if (load.watchClient) watchClient(result);

  if (result.completed == 0) return;
  const auto completed = static_cast<double>(result.completed);
  result.meanInputAsked = inputAsked / completed;
  result.meanOutputAsked = outputAsked / completed;
  result.meanInputCame = inputCame / completed;
  result.meanOutputCame = outputCame / completed;
  compareLengths(result, "input", result.meanInputAsked, result.meanInputCame);
  compareLengths(result, "output", result.meanOutputAsked, result.meanOutputCame);
  if (result.tokensEstimated)
    result.warnings.push_back(
        "the server sent no usage: output tokens are counted by chunks, input tokens taken as asked; for "
        "exact counts measure a server that takes stream_options");
  if (withoutContent > 0)
    result.warnings.push_back(
        fmt::format("{} of {} answers came without any content", withoutContent, result.completed));
}

}  // namespace headroom
